"""Events and agreements named by single words of their labels, and the same thing named twice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.questions.ask.named import Named, Reading
from kg.questions.ask.naming import MOST_TOGETHER, Names
from kg.questions.ask.scope import KINDS
from kg.questions.ask.words import Token
from kg.questions.things import Thing

_LEAST = 4  # letters of a word that may stand for a whole label
# what shows that a question is about events or about agreements, so that a word of their labels may be meant
_SIGNALS = {
    "agreement": frozenset(["agreement", "signed", "status", "not_signed", "prepared", "implement"]),
    "event": frozenset(["event", "delegation", "attend", "speak", "open", "held"]),
}


def name(reading: Reading, type_: str, things: Sequence[Thing], *, title: bool = False) -> None:
    """Note things that the question names; a second naming of events or agreements narrows the first."""
    if type_ in ("event", "agreement"):
        for at, old in enumerate(reading.named):
            both = [t for t in things if t.iri in old.value.split()] if old.type == type_ else []
            if both:
                reading.named[at] = _named(reading, type_, both)
                return
    reading.named.append(replace(_named(reading, type_, things), title=title))


def _named(reading: Reading, type_: str, things: Sequence[Thing]) -> Named:
    labels = dict.fromkeys(t.label(reading.language) for t in things)
    return Named(type_, " ".join(t.iri for t in things), " | ".join(labels))


def read_left(reading: Reading, left: Sequence[Token], names: Names) -> None:
    """Words that nothing explains: all of them words of labels of what is asked about ("strategic"), or unknown."""
    type_ = _asked(reading)
    if not reading.unexplained and left and type_ and all(len(t.norm) >= _LEAST and t.norm.isalpha() for t in left):
        found = names.holding(left, type_)
        if 0 < len(found) <= MOST_TOGETHER and not (reading.of(type_) and not _both(reading, type_, found)):
            name(reading, type_, found)
            return
    reading.unexplained.extend(t.text for t in left)


def _both(reading: Reading, type_: str, found: Sequence[Thing]) -> bool:
    return any(t.iri in n.value.split() for n in reading.of(type_) for t in found)


def _asked(reading: Reading) -> str:
    """ "event" or "agreement" if the question is about the one and not the other."""
    kinds = {n.value.rsplit("/", 1)[-1] for n in reading.of("kind")}
    found = [
        t
        for t, known in KINDS.items()
        if kinds & known or reading.of(t) or (not kinds and reading.signals & _SIGNALS[t])
    ]
    return found[0] if len(found) == 1 else ""
