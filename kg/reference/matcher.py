"""Finding many known phrases in tokens, whatever their case: a trie over index keys of words.

Tokenisers differ over hyphens, apostrophes and dots ("Народно-Демократической", "People's", "г.Минск"), so phrases and
sentences are both cut into atoms: runs of letters and digits. Atoms that a hyphen, an apostrophe or a dot joins without a space,
or that only a space parts, are neighbours; every other mark ends a phrase.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from operator import attrgetter
from typing import Any, Generic, Protocol, TypeVar

from kg.reference.endings import beginning, key, keys
from kg.reference.word_tests import WordTest, numbers_of
from kg.values import Span, quick

_RUN = re.compile(r"[^\W_]+")
_NORM = attrgetter("norm")
_LATIN = re.compile("[a-z]", re.IGNORECASE | re.ASCII).match
_JOINTS = frozenset("-‐‑'’ʼ`´.")
_MARKS_IN_NAMES = frozenset("«»\"“”„‟,–—&")

_WORDS_KEPT = 1 << 16

V = TypeVar("V")


class Word(Protocol):
    """What the finders need of a token; `kg.text.document.Token` has it."""

    @property
    def text(self) -> str:
        """As printed."""
        ...
    @property
    def start(self) -> int:
        """Its first code point."""
        ...
    @property
    def norm(self) -> str:
        """Lower case, ё as е."""
        ...
    @property
    def lemma(self) -> str:
        """Its lemma, "" if unknown."""
        ...


@quick
@dataclass(frozen=True, slots=True)
class Atom:
    """A run of letters and digits."""

    text: str
    norm: str
    lemma: str  # "" unless the atom is a whole token
    start: int
    end: int
    token: int
    follows: bool  # only a space or a joint parts it from the atom before it
    near: bool  # as above, or quotes, a comma, a dash: names of bodies hold these
    joint: str  # what glues it to the atom before it: "-", "'", "." or ""

    @property
    def glued(self) -> bool:
        """True if a joint and no space parts it from the atom before it."""
        return bool(self.joint)

    @property
    def capital(self) -> bool:
        """True if it begins with a capital letter."""
        return self.text[:1].isupper()

    @property
    def latin(self) -> bool:
        """True if it is written in Latin letters."""
        return self.norm[:1].isascii() and self.norm[:1].isalpha()


def plain(text: str) -> str:
    """Lower case with ё as е."""
    return text.lower().replace("ё", "е")


def words(phrase: str) -> tuple[str, ...]:
    """The atoms of a phrase in lower case, ё as е."""
    return tuple(_RUN.findall(plain(phrase)))


class Run(tuple[Atom, ...]):
    """The atoms of a sentence, and what finders found in it, for the next one that asks the same."""

    found: dict[Any, Any]
    numbers: list[int]  # of its words, for `WordTest`
    latin: bool  # one of them is written in Latin letters


def atoms(tokens: Sequence[Word]) -> Run:
    """The atoms of a sentence's tokens, with offsets in the release's text."""
    kept: dict[Any, Any] | None = getattr(tokens, "kept", None)  # which those of a whole sentence have
    known: Run | None = kept.get(atoms) if kept is not None else None
    if known is not None:
        return known
    made = Run(_cut(tokens))
    made.found = {}
    made.numbers = numbers_of(made)
    made.latin = any(map(_LATIN, map(_NORM, made)))
    if kept is not None:
        kept[atoms] = made
    return made


def _cut(tokens: Sequence[Word]) -> list[Atom]:
    out: list[Atom] = []
    end_before = -1
    between = ""  # marks since the last atom
    for index, token in enumerate(tokens):
        text = token.text
        if text.isalnum():
            start = token.start
            if end_before >= 0:
                glued, follows, near = _joined(between, start - end_before) if between or start != end_before + 1 else _SPACED
            else:
                glued, follows, near = _APART
            norm = token.norm
            out.append(
                Atom(text, norm if len(norm) == len(text) else plain(text), token.lemma, start, start + len(text), index, follows, near, between if glued else "")
            )
            between, end_before = "", start + len(text)
            continue
        position = 0
        same = len(token.norm) == len(text)
        for match in _RUN.finditer(text):
            first, last = match.span()
            between += text[position:first]
            start = token.start + first
            glued, follows, near = _joined(between, start - end_before) if end_before >= 0 else _APART
            norm = token.norm[first:last] if same else plain(text[first:last])
            lemma = token.lemma if last - first == len(text) else ""
            end_before = token.start + last
            out.append(Atom(text[first:last], norm, lemma, start, end_before, index, follows, near, between if glued else ""))
            between, position = "", last
        between += text[position:]
    return out


_APART = (False, False, False)
_SPACED = (False, True, True)


@lru_cache(maxsize=1 << 12)
def _joined(between: str, distance: int) -> tuple[bool, bool, bool]:
    """(glued, follows, near) of an atom by the marks that part it from the one before it, and by how far away that ends."""
    glued = distance == len(between) and all(m in _JOINTS for m in between)
    follows = glued or all(m in _JOINTS and m != "." and m != "-" for m in between)
    return glued, follows, follows or all(m in _JOINTS or m in _MARKS_IN_NAMES for m in between)


def printed(run: Sequence[Atom]) -> str:
    """The atoms as they stand in the text; marks between them are not kept, but hyphens and spaces are."""
    out = ""
    for index, atom in enumerate(run):
        joint = "" if index == 0 else atom.joint or " "
        out += joint + atom.text
    return out


@dataclass(frozen=True, slots=True)
class Hit(Generic[V]):
    """The atoms [first, last] are a phrase of the lexicon; `values` are all records that have this phrase."""

    first: int
    last: int
    values: tuple[V, ...]

    def span(self, run: Sequence[Atom]) -> Span:
        """Its place in the release's text."""
        return Span(run[self.first].start, run[self.last].end)


@dataclass(slots=True)
class _Node(Generic[V]):
    next: dict[str, _Node[V]] = field(default_factory=dict)
    values: list[V] = field(default_factory=list)


class Lexicon(Generic[V]):
    """Phrases of one language with the records that they name. Filled once, then only read."""

    def __init__(self, language: str, *, marks: bool = False) -> None:
        """`marks`: phrases may run over quotes, commas and dashes, as names of bodies do."""
        self.language = language
        self._marks = marks
        self._root: _Node[V] = _Node()
        # where phrases that begin with a word go on; most words begin none
        self._starts: dict[tuple[str, str], tuple[_Node[V], ...]] = {}
        self._beginnings: set[str] = set()  # two and three letters of the first words
        self._opens: WordTest[Atom] = WordTest(self.starts)

    def add(self, phrase: str, value: V, *, exact: bool = False) -> None:
        """Add a phrase in the nominative; `exact` phrases (abbreviations) match in no other form."""
        node = self._root
        for word in words(phrase):
            k = "=" + word if exact else key(word, self.language)
            if node is self._root:
                self._beginnings |= {word[:2], word[:3]}
            node = node.next.setdefault(k, _Node())
        if value not in node.values:
            node.values.append(value)

    def find(self, run: Sequence[Atom]) -> Iterator[Hit[V]]:
        """The longest phrases from left to right, without overlaps."""
        after = 0
        for at in self.openings(run):
            if at >= after:
                hit = self.longest(run, at)
                if hit is not None:
                    yield hit
                    after = hit.last + 1

    def openings(self, run: Sequence[Atom]) -> list[int]:
        """Where a phrase may begin."""
        if not isinstance(run, Run):
            return [at for at, atom in enumerate(run) if self.starts(atom)]
        return self._opens.where(run, run.numbers)

    def starts(self, atom: Atom) -> tuple[_Node[V], ...]:
        """Can a phrase begin with this word? Most cannot."""
        word = (atom.norm, atom.lemma)
        known = self._starts.get(word)
        if known is None:
            if len(self._starts) >= _WORDS_KEPT:
                self._starts.clear()
            begins = beginning(atom.norm) in self._beginnings or atom.lemma[:2] in self._beginnings
            known = self._starts[word] = tuple(self._step((self._root,), atom)) if begins else ()
        return known

    def longest(self, run: Sequence[Atom], at: int) -> Hit[V] | None:
        """The longest phrase that begins at atom `at`, or None."""
        front: Sequence[_Node[V]] = self.starts(run[at])
        if not front:
            return None
        best: Hit[V] | None = None
        for index in range(at, len(run)):
            if index > at:
                atom = run[index]
                if not (atom.follows or (self._marks and atom.near)):
                    break
                front = self._step(front, atom)
                if not front:
                    break
            found = tuple(dict.fromkeys([v for node in front for v in node.values]))
            if found:
                best = Hit(at, index, found)
        return best

    def _step(self, front: Iterable[_Node[V]], atom: Atom) -> list[_Node[V]]:
        forms = _forms(atom.norm, atom.lemma, self.language)
        found: list[_Node[V]] = []
        for node in front:
            following = node.next
            own = {id(n): n for f in forms if (n := following.get(f))}
            found += own.values()
        return found


@lru_cache(maxsize=_WORDS_KEPT)
def _forms(norm: str, lemma: str, language: str) -> tuple[str, ...]:
    """Every key under which a word may stand."""
    forms = ("=" + norm, *keys(norm, language))
    return (*forms, key(lemma, language)) if lemma and lemma != norm else forms
