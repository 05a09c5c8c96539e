"""What the engine says of a query that it cannot read, as one line that helps the one who wrote it."""

from __future__ import annotations

import re

_PLACE = re.compile(r"error at (\d{1,9}):(\d{1,9}): expected (?:one of )?")
_REASON = re.compile(r"(?<![a-zA-Z])[A-Z][a-zA-Z]{0,40}(?: [a-zA-Z]{1,40})+")  # the engine's sentences; all else are pieces of its grammar
_UPDATE = re.compile(r"(?:^|\n)[ \t]*(INSERT|DELETE|LOAD|CLEAR|DROP|CREATE|ADD|MOVE|COPY|WITH)\b", re.IGNORECASE)
_QUERY = re.compile(r"\b(?:SELECT|ASK|CONSTRUCT|DESCRIBE)\b", re.IGNORECASE)
_SHOWN = 30
_LONGEST = 300


def explained(query: str, complaint: str) -> str:
    """One line: where reading stopped, at which words, and the reason if the engine has one.

    The engine itself lists all that could have stood there, over several lines: half of its grammar.
    """
    place = _PLACE.match(complaint)
    if place is None:
        return "not SPARQL 1.1: " + " ".join(complaint.split())[:_LONGEST]
    update = _UPDATE.search(query)
    if update and not _QUERY.search(query):
        return f"not a query: {update[1].upper()} changes a graph, and this one is read-only"
    line, column = int(place[1]), int(place[2])
    lines = query.split("\n")[line - 1 :]
    while column > 1 and lines[0][column - 2 : column - 1].isalnum():  # the engine may stop within a word
        column -= 1
    words = " ".join("\n".join([lines[0][column - 1 :], *lines[1:]])[: 4 * _SHOWN].split())
    where = repr(words[:_SHOWN] + ("…" if len(words) > _SHOWN else "")) if words else "the end"
    reason = next((f": {r}" for r in _REASON.findall(complaint, place.end())), "")
    return f"not SPARQL 1.1: line {line}, character {column}, at {where}{reason}"
