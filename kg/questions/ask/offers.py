"""When an answer is empty: other questions of the catalogue about the same things that have rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.questions import answering, catalogue
from kg.questions.ask.named import Reading
from kg.questions.ask.understand import KINDS, Intent, Understood, intents, places, value
from kg.questions.engine import Engine
from kg.questions.model import ParamError, Rows
from kg.questions.things import Things

MOST, MOST_TRIED, SHOWN = 3, 8, 3
_AGREEMENTS = ("agreements", "planned", "signatures", "commitments", "timeline", "mentions")
_EVENTS = ("participants", "delegations", "event", "events", "held", "visitors", "discussed", "commitments", "mentions")
_PEOPLE = ("posts", "participants", "person", "signatures", "mentions")
# question without rows -> questions to try, nearest in meaning first
_NEAR = {
    "agreement": _AGREEMENTS,
    "event": _EVENTS,
    "visit": ("held", "visitors", "events", "participants"),
    "invitations": ("commitments", "events", "visitors"),
    "": (*_PEOPLE, "event", "agreements", "events", "topics"),
}
# what may be left out of the question that was asked: a narrower question of the same kind then has rows
_NARROW = ("period", "asof", "date", "status")


@dataclass(frozen=True, slots=True)
class Offer:
    """A question that has rows: how many, and what the first ones are about."""

    understood: Understood
    rows: int
    first: tuple[str, ...]


def find(engine: Engine, reading: Reading, empty: Understood, things: Things) -> tuple[Offer, ...]:
    """At most MOST questions with rows; none of them is the answer, and the reader is told so."""
    found: list[Offer] = []
    seen = {_key(empty)}
    for tried, asked in enumerate(_candidates(reading, empty)):
        if len(found) == MOST or tried == MOST_TRIED:
            break
        if _key(asked) in seen:
            continue
        seen.add(_key(asked))
        try:
            rows = answering.answer(engine, asked.query, asked.params, things).answer
        except ParamError:
            continue
        if isinstance(rows, Rows) and rows.rows:
            found.append(Offer(asked, len(rows.rows), _first(rows, asked.query)))
    return tuple(found)


def _key(asked: Understood) -> tuple[str, tuple[tuple[str, str], ...]]:
    return asked.query, tuple(sorted(asked.params.items()))


def _first(rows: Rows, query: str) -> tuple[str, ...]:
    """What stands in the first column that people see, of the first rows."""
    column = answering.find(query).columns[0]
    cells = [row.get(column, "") for row in rows.dicts()]
    return tuple(dict.fromkeys(c for c in cells if c))[:SHOWN]


def _candidates(reading: Reading, empty: Understood) -> Iterator[Understood]:
    dropped = [name for name in _NARROW if name in empty.params]
    if dropped and len(empty.params) > len(dropped):
        yield Understood(
            empty.query, *({k: v for k, v in d.items() if k not in dropped} for d in (empty.params, empty.labels))
        )
    kinds = next((i.kinds for i in intents() if i.query == empty.query), "")
    for query in _NEAR.get(empty.query, _NEAR.get(kinds, _NEAR[""])):
        for intent in (i for i in intents() if i.query == query and not i.sets):
            asked = _about(intent, reading)
            if asked is not None:
                yield asked
                break


def _about(intent: Intent, reading: Reading) -> Understood | None:
    """The question about everything that was named, kinds and periods where it takes them; None if a thing has no place."""
    params: dict[str, str] = {}
    labels: dict[str, str] = {}
    for named in reading.named:
        if named.type == "kind" and named.value.rsplit("/", 1)[-1] not in KINDS.get(intent.kinds, ()):
            continue
        name = next((p for p in places(intent, named) if p not in params), None)
        if name is None and named.type not in ("kind", "domain") and not named.title:
            return None
        if name is not None:
            params[name], labels[name] = value(name, named.value), named.label
    required = {p.name for p in catalogue.load()[intent.query].params if p.required}
    return Understood(intent.query, params, labels) if params and required <= set(params) else None
