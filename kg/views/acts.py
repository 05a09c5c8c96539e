"""Agreements and events as rows: what the timeline, the heat maps and the dossier share."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kg.page.model import Fact, Labels, Projection
from kg.page.render import best_label
from kg.page.words import say
from kg.values import PartialDate

OPEN = frozenset({"discussed", "planned", "drafted"})


@dataclass(frozen=True, slots=True)
class Act:
    """An agreement or event: its IRI, kind ("agreement", "event"), class, labels, countries, dates, status, topics.

    `first` and `last` are the first and last possible day as ISO dates, "" where no year is known.
    """

    iri: str
    kind: str
    type: str
    labels: Labels
    countries: tuple[str, ...]
    start: str
    end: str
    first: str
    last: str
    status: str
    topics: tuple[str, ...]

    @property
    def open(self) -> bool:
        """Not signed, or not held, as far as is known."""
        return self.status in OPEN


def acts(projection: Projection) -> list[Act]:
    """All agreements and events, by date; those without a year come last."""
    found = [
        _act(iri, data) for iri, data in projection.graph.nodes(data=True) if data["kind"] in ("agreement", "event")
    ]
    return sorted(found, key=lambda a: (not a.first, a.first, a.last, a.kind, a.iri))


def _act(iri: str, data: dict[str, object]) -> Act:
    start, end = str(data["start"]), str(data["end"])
    first, last = span(start, end)
    fields = {name: data[name] for name in ("kind", "type", "labels", "countries", "status", "topics")}
    return Act(iri=iri, start=start, end=end, first=first, last=last, **fields)  # type: ignore[arg-type]


def span(start: str, end: str) -> tuple[str, str]:
    """First and last possible day of a period given by partial dates; ("", "") where no year is known."""
    known = [b for b in (_bounds(start), _bounds(end or start)) if b]
    return (min(known)[0], max(b[1] for b in known)) if known else ("", "")


def _bounds(text: str) -> tuple[str, str] | None:
    try:
        return PartialDate.parse(text).bounds
    except ValueError:
        return None


def shown_date(text: str, language: str) -> str:
    """A partial date for readers: "04.03.2021", "март 2025", "26.04 (год не назван)"."""
    bare = text.startswith("--")
    parts = text.removeprefix("--").split("-")
    if len(parts) == (1 if bare else 2):
        words = " ".join([say("months", parts[-1], language), *([] if bare else parts[:1])])
    else:
        words = ".".join(reversed(parts))
    return f"{words} ({say('ui', 'year_unknown', language)})" if bare else words


def shown_period(act: Act, language: str) -> str:
    """When, for readers; "undated" in the reader's language where nothing is known."""
    if not act.start and not act.end:
        return say("ui", "undated_short", language)
    days = [shown_date(d, language) for d in dict.fromkeys((act.start, act.end)) if d]
    return " – ".join(days)


def with_role(facts: Iterable[Fact], role: str, inward: bool = False) -> list[Fact]:
    """Facts of one role and direction."""
    return [f for f in facts if f.role == role and f.inward == inward]


def words_of(projection: Projection, fact: Fact, language: str) -> str:
    """The value of a fact in words."""
    if fact.target in projection.graph:
        return best_label(projection.graph.nodes[fact.target]["labels"], language)
    return best_label(fact.text, language)
