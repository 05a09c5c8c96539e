"""A release's text as sentences and tokens with morphology. Built by `kg.text.annotate`."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from kg.reference.word_tests import WordTest, numbers_of
from kg.release.model import Release
from kg.values import Span, quick

T = TypeVar("T")


@quick
@dataclass(frozen=True, slots=True)
class Token:
    """A word or mark. `lemma` is lower case with ё kept as е; `feats` are Universal Dependencies features."""

    text: str
    start: int
    end: int
    norm: str  # lower case, ё -> е, homoglyphs repaired
    lemma: str
    pos: str  # UD part of speech
    case: str = ""  # Nom Gen Dat Acc Ins Loc
    number: str = ""  # Sing Plur
    gender: str = ""  # Masc Fem Neut
    feats: str = ""  # the rest: "Tense=Past|Voice=Pass"

    @property
    def is_word(self) -> bool:
        """True for words and numbers, False for marks."""
        return self.pos not in ("PUNCT", "SYM")

    @property
    def capital(self) -> bool:
        """True if it begins with a capital letter."""
        return self.text[:1].isupper()

    @property
    def span(self) -> Span:
        """Its place in the release's text."""
        return Span(self.start, self.end)

    def read_as(self, text: str, norm: str, lemma: str, case: str) -> Token:
        """The same token with other words for it: what `dataclasses.replace` makes, in a fraction of its time."""
        return Token(text, self.start, self.end, norm, lemma, self.pos, case, self.number, self.gender, self.feats)


class Words(tuple[Token, ...]):
    """The tokens of a sentence, with what has been found of them: rules ask the same of one sentence again and again."""

    kept: dict[Any, Any]


def once(make: Callable[[Sequence[Token]], T]) -> Callable[[Sequence[Token]], T]:
    """A function of a sentence's tokens that keeps with them what it found; of a part of them it is worked out anew."""

    def found(tokens: Sequence[Token]) -> T:
        if not isinstance(tokens, Words):
            return make(tokens)
        kept = tokens.kept
        if make not in kept:
            kept[make] = make(tokens)
        known: T = kept[make]
        return known

    return found


@dataclass(frozen=True, slots=True)
class NameSpan:
    """What the neural tagger marked: kind PER, ORG or LOC. A hint, never a fact by itself."""

    kind: str
    span: Span


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence or a list item; `paragraph` counts blocks of text from 0; `item` marks list items."""

    index: int
    span: Span
    tokens: tuple[Token, ...]
    paragraph: int = 0
    item: bool = False
    title: bool = False  # the headline
    names: tuple[NameSpan, ...] = ()

    def __post_init__(self) -> None:
        words = Words(self.tokens)
        words.kept = {}
        object.__setattr__(self, "tokens", words)


@dataclass(frozen=True, slots=True)
class Document:
    """A release and its sentences."""

    release: Release
    sentences: tuple[Sentence, ...]

    @property
    def text(self) -> str:
        """The release's text."""
        return self.release.text

    @property
    def language(self) -> str:
        """ru, be or en."""
        return self.release.language


@once
def lemmas(tokens: Sequence[Token]) -> frozenset[str]:
    """The lemmas of a sentence's tokens, for rules that ask whether a word is there at all."""
    return frozenset([t.lemma for t in tokens])


@once
def norms(tokens: Sequence[Token]) -> frozenset[str]:
    """The norms of a sentence's tokens."""
    return frozenset([t.norm for t in tokens])


@once
def texts(tokens: Sequence[Token]) -> frozenset[str]:
    """The texts of a sentence's tokens."""
    return frozenset([t.text for t in tokens])


@once
def numbers(tokens: Sequence[Token]) -> list[int]:
    """The numbers of a sentence's words, for tests of words."""
    return numbers_of(tokens)


def passing(test: WordTest[Token], tokens: Sequence[Token]) -> list[int]:
    """Where the words stand that pass a test."""
    return test.where(tokens, numbers(tokens))


@once
def starts(tokens: Sequence[Token]) -> list[int]:
    """Where a sentence's tokens begin."""
    return [t.start for t in tokens]


@once
def ends(tokens: Sequence[Token]) -> list[int]:
    """Where a sentence's tokens end."""
    return [t.end for t in tokens]


def begun_in(tokens: Sequence[Token], span: Span) -> range:
    """The tokens that begin within a span."""
    at = starts(tokens)
    return range(bisect_left(at, span.start), bisect_left(at, span.end))
