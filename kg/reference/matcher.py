"""Finding many known phrases in tokens, whatever their case: a trie over index keys of words.

Tokenisers differ over hyphens, apostrophes and dots ("Народно-Демократической", "People's", "г.Минск"), so phrases and
sentences are both cut into atoms: runs of letters and digits. Atoms that a hyphen, an apostrophe or a dot joins without a space,
or that only a space parts, are neighbours; every other mark ends a phrase.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Generic, Protocol, TypeVar

from kg.reference.endings import key, keys
from kg.values import Span

_RUN = re.compile(r"[^\W_]+")
_JOINTS = frozenset("-‐‑'’ʼ`´.")
_MARKS_IN_NAMES = frozenset("«»\"“”„‟,–—&")

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


def atoms(tokens: Sequence[Word]) -> tuple[Atom, ...]:
    """The atoms of a sentence's tokens, with offsets in the release's text."""
    out: list[Atom] = []
    between: list[str] = []  # marks since the last atom
    for index, token in enumerate(tokens):
        text, position = token.text, 0
        same = len(token.norm) == len(text)
        for run in _RUN.finditer(text):
            between.extend(text[position : run.start()])
            start, end = token.start + run.start(), token.start + run.end()
            glued = bool(out) and out[-1].end == start - len(between) and all(m in _JOINTS for m in between)
            joint = "".join(between) if glued else ""
            follows = glued or (bool(out) and all(m in _JOINTS and m != "." and m != "-" for m in between))
            near = bool(out) and all(m in _JOINTS or m in _MARKS_IN_NAMES for m in between)
            norm = token.norm[run.start() : run.end()] if same else plain(run.group())
            whole = run.end() - run.start() == len(text)
            out.append(Atom(run.group(), norm, token.lemma if whole else "", start, end, index, follows, near, joint))
            between, position = [], run.end()
        between.extend(text[position:])
    return tuple(out)


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

    def add(self, phrase: str, value: V, *, exact: bool = False) -> None:
        """Add a phrase in the nominative; `exact` phrases (abbreviations) match in no other form."""
        node = self._root
        for word in words(phrase):
            k = "=" + word if exact else key(word, self.language)
            node = node.next.setdefault(k, _Node())
        if value not in node.values:
            node.values.append(value)

    def find(self, run: Sequence[Atom]) -> Iterator[Hit[V]]:
        """The longest phrases from left to right, without overlaps."""
        at = 0
        while at < len(run):
            hit = self.longest(run, at)
            if hit is None:
                at += 1
            else:
                yield hit
                at = hit.last + 1

    def longest(self, run: Sequence[Atom], at: int) -> Hit[V] | None:
        """The longest phrase that begins at atom `at`, or None."""
        best: Hit[V] | None = None
        front = [self._root]
        for index in range(at, len(run)):
            if index > at and not (run[index].follows or (self._marks and run[index].near)):
                break
            front = list(self._step(front, run[index]))
            if not front:
                break
            found = tuple(dict.fromkeys(v for node in front for v in node.values))
            if found:
                best = Hit(at, index, found)
        return best

    def _step(self, front: Iterable[_Node[V]], atom: Atom) -> Iterator[_Node[V]]:
        forms = ("=" + atom.norm, *keys(atom.norm, self.language))
        if atom.lemma and atom.lemma != atom.norm:
            forms = (*forms, key(atom.lemma, self.language))
        for node in front:
            yield from {id(n): n for f in forms if (n := node.next.get(f))}.values()
