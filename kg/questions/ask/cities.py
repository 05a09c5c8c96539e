"""Cities of a question in any of the three languages, matched with the places of the graph through the reference."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.questions.ask.words import Token, normal
from kg.questions.things import Thing, Things
from kg.reference.places import names_in

_MOST_WORDS = 3


@dataclass(frozen=True, slots=True)
class City:
    """A city that the words [first, last) name; `things` are the graph's places that it may be."""

    name: str
    things: tuple[Thing, ...]
    first: int
    last: int


def find(tokens: Sequence[Token], at: int, free: Sequence[bool], things: Things, language: str) -> City | None:
    """The city that begins at a word, or None; longer names first."""
    for last in range(min(at + _MOST_WORDS, len(tokens)), at, -1):
        if not all(free[at:last]) or any(t.country for t in tokens[at:last]) or not tokens[at].text[:1].isupper():
            continue
        text = " ".join(t.text for t in tokens[at:last])
        known = {(normal(name), iso) for to in ("ru", "be", "en") for name, iso in names_in(text, language, to)}
        if known:
            places = tuple(t for t in things.all.values() if "place" in t.types and _is(t, known))
            return City(text, places, at, last)
    return None


def _is(place: Thing, known: set[tuple[str, str]]) -> bool:
    states = {iso for name, iso in known if name in {normal(label) for label in place.labels}}
    return any(f"/place/{iso.lower()}/" in place.iri for iso in states)
