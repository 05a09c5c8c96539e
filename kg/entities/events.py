"""When two events of different releases are one: kind, days, place, sides, and ordinal or name."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from kg.entities.model import Mention
from kg.entities.parts import best_date, dates_clash, refs, values, whole
from kg.entities.stems import likeness, telling
from kg.facts.model import Event, Extraction
from kg.values import PartialDate

Path = Callable[[str, str], str]

# One event is a "встреча" to one release and "переговоры" to another, a "форум" or a "конференция".
GROUPS = {
    "meeting": "meet", "talks": "meet", "call": "call", "visit": "visit", "session": "session", "forum": "forum",
    "conference": "forum", "exhibition": "forum", "opening": "opening",
}  # fmt: skip
_ALIKE = 0.6
_CLASH = 0.25


@dataclass(frozen=True, slots=True)
class EventNode:
    """An event of one release, made comparable; `people` and `bodies` are paths of entities."""

    mention: Mention
    language: str
    group: str
    name: frozenset[str]
    ordinal: int | None
    starts: PartialDate | None
    ends: PartialDate | None
    places: frozenset[str]
    states: frozenset[str]
    people: frozenset[str]
    bodies: frozenset[str]
    where: frozenset[str]


def event_node(mention: Mention, event: Event, extraction: Extraction, path: Path) -> EventNode:
    """The comparable form of an event; `path` gives the entity of a person, body or place of the same release."""
    sides = [*refs(event.participants), *refs(event.hosts), *refs(event.visitors)]
    people = {r.key for r in sides if r.kind == "person"} | values(event.heads) | values(event.speakers)
    return EventNode(
        mention,
        extraction.release.language,
        GROUPS[event.kind],
        telling(event.name or ""),
        event.ordinal,
        best_date(event.starts),
        best_date(event.ends),
        frozenset(path("place", p) for p in values(event.place)),
        values(event.countries),
        frozenset(path("person", key) for key in people),
        frozenset(path("body", r.key) for r in sides if r.kind == "body"),
        values(event.country),
    )


class EventRules:
    """A day and two states are not enough: delegations meet many times in one visit."""

    exclusive = True

    def keys(self, node: EventNode) -> Iterable[Hashable]:
        """By group and first day; without a day by month, and by the name's words; by ordinal."""
        if node.starts is not None and node.starts.day is not None:
            yield node.group, node.starts.month, node.starts.day
        elif node.starts is not None:
            yield node.group, "month", node.starts.year, node.starts.month
        if not whole(node.starts):
            yield from ((node.group, "name", word) for word in node.name)
        if node.ordinal is not None:
            yield node.group, "ordinal", node.ordinal, node.name

    def asks(self, node: EventNode) -> Iterable[Hashable]:
        """Nothing beyond the keys."""
        return ()

    def offers(self, node: EventNode) -> Iterable[Hashable]:
        """Those with a day are found by those that know less, and by a day within their days."""
        if node.starts is None:
            return
        yield from ((node.group, "name", word) for word in node.name)
        for year in (node.starts.year, None):
            for month in (node.starts.month, None):
                yield node.group, "month", year, month
        yield from ((node.group, day.month, day.day) for day in _days(node))

    def signature(self, node: EventNode) -> Hashable:
        """All but the mention."""
        return (node.language, node.group, node.name, node.ordinal, node.starts, node.ends, node.places, node.states, node.people,
                node.bodies, node.where)  # fmt: skip

    def same(self, a: EventNode, b: EventNode) -> tuple[int, str] | None:
        """Same name and ordinal; same first day with the name, or the place and sides, or people of both sides."""
        if self.apart(a, b):
            return None
        named = likeness(a.name, b.name) >= _ALIKE
        if named and a.ordinal is not None and a.ordinal == b.ordinal and (whole(a.starts) or whole(b.starts)):
            return 0, "same name and ordinal"
        if not (whole(a.starts) and a.starts == b.starts):
            return None
        if named and (a.places & b.places or a.states & b.states or a.where & b.where):
            return 1, "same day, name, and place or side"
        if a.group in ("visit", "session") and len(a.states) > 1 and a.states == b.states and _somebody(a, b):
            return 2, "same day and sides, somebody or some body in common"
        if a.group in ("meet", "call") and len(a.people & b.people) >= 2:
            return 2, "same day, the same two people"
        return None

    def apart(self, a: EventNode, b: EventNode) -> str | None:
        """Another group, ordinal, day, place; other people of the same sides; another name."""
        if a.group != b.group:
            return "different kinds"
        if a.ordinal is not None and b.ordinal is not None and a.ordinal != b.ordinal:
            return "different ordinals"
        if dates_clash(a.starts, b.starts) and not _within(a, b) and not _within(b, a):
            return "different days"
        if a.places and b.places and not a.places & b.places:
            return "different places"
        if a.states and b.states and not a.states & b.states:
            return "different sides"
        if a.language == b.language and a.name and b.name and likeness(a.name, b.name) < _CLASH:
            return "different names"
        return None

    def weak(self, node: EventNode) -> bool:
        """An event whose day is not known, or that has neither name, people nor place."""
        return not whole(node.starts) or not (node.name or node.people or node.places)

    def fits(self, a: EventNode, b: EventNode) -> str | None:
        """The same name or ordinal and a side or place in common, and no other that could be meant."""
        if self.apart(a, b) or a.starts is None:
            return None
        common = bool(a.places & b.places or a.states & b.states or a.where & b.where)
        if common and likeness(a.name, b.name) >= _ALIKE:
            return "same name and side or place, within the same time, no other fits"
        if common and a.ordinal is not None and a.ordinal == b.ordinal:
            return "same ordinal and side or place, within the same time, no other fits"
        return None

    def maybe(self, a: EventNode, b: EventNode) -> tuple[str, ...]:
        """The same day and sides, or the same name without a day."""
        if self.apart(a, b):
            return ()
        if whole(a.starts) and a.starts == b.starts and len(a.states & b.states) > 1:
            return ("same kind, day and sides",)
        if len(a.name & b.name) > 1 and likeness(a.name, b.name) >= _ALIKE and (a.starts is None or b.starts is None):
            return ("same name, day of one not told",)
        return ()


def _days(node: EventNode) -> Iterator[PartialDate]:
    """The days of an event of up to a month after its first."""
    if not (whole(node.starts) and whole(node.ends)) or node.starts is None or node.ends is None:
        return
    day, last = date.fromisoformat(node.starts.lexical), date.fromisoformat(node.ends.lexical)
    for number in range(1, min((last - day).days, 31) + 1):
        later = day + timedelta(number)
        yield PartialDate(later.year, later.month, later.day)


def _within(a: EventNode, b: EventNode) -> bool:
    """A day of `a` lies in the days of `b`: "17 июня" and "с 17 по 18 июня"."""
    if not (whole(a.starts) and whole(b.starts) and whole(b.ends)) or a.starts is None or b.starts is None or b.ends is None:
        return False
    return b.starts.lexical <= a.starts.lexical <= b.ends.lexical


def _somebody(a: EventNode, b: EventNode) -> bool:
    return bool(a.people & b.people or a.bodies & b.bodies)
