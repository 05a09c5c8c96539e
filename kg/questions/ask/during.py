"""Periods that a question gives by an event: "during the visit of X", "во время форума"."""

from __future__ import annotations

import re

from kg.questions import answering
from kg.questions.ask.named import Reading
from kg.questions.engine import Engine
from kg.questions.model import ParamError, Rows
from kg.questions.things import Things
from kg.values import PartialDate

_DURING = re.compile(
    r"\b(?:during|at the time of|во время|в ходе|в момент|на момент|падчас|у ходзе|на момант)\b", re.IGNORECASE
)
_PARAMS = {"person": ("person", "with"), "body": ("body",), "country": ("between", "and"), "located": ("between", "and"),
           "place": ("place",), "kind": ("kind",), "topic": ("topic",), "role": ("role",), "period": ("period",)}  # fmt: skip


def split(text: str) -> tuple[str, str] | None:
    """The question and what it says after "during", or None."""
    found = _DURING.search(text)
    if found is None or not text[found.end() :].strip(" ?!."):
        return None
    return text[: found.start()], text[found.end() :]


def days(engine: Engine, occasion: Reading, things: Things) -> tuple[str, str] | None:
    """The period of the one event that the words mean, and a label for people; None if that is not certain."""
    if (
        occasion.unexplained
        or occasion.ambiguous
        or occasion.absent
        or not (occasion.of("event") or occasion.of("kind"))
    ):
        return None
    query, params = "events", _params(occasion)
    if occasion.of("event"):
        query, params = "event", {"event": occasion.of("event")[0].value}
    if params is None:
        return None
    try:
        rows = answering.answer(engine, query, params, things).answer
    except ParamError:
        return None
    assert isinstance(rows, Rows)
    found = {(row.get("start", ""), row.get("end") or row.get("start", "")) for row in rows.dicts()}
    if len(found) != 1:
        return None
    first, last = next(iter(found))
    try:
        known = all(PartialDate.parse(d).bounds for d in (first, last))
    except ValueError:
        return None
    label = " | ".join(sorted({row["label"] for row in rows.dicts()}))
    return (f"{first}..{last}", f"{first}..{last} ({label})") if known else None


def _params(occasion: Reading) -> dict[str, str] | None:
    params: dict[str, str] = {}
    for named in occasion.named:
        name = next((p for p in _PARAMS.get(named.type, ()) if p not in params), None)
        if name is None:
            return None
        params[name] = named.value
    return params
