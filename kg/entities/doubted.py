"""Doubts between rows of mentions -> pairs of entities that may be one, kept in the database of a graph that grows."""

from __future__ import annotations

import json
from collections import defaultdict

from kg.shelf.codec import encode
from kg.shelf.database import Database
from kg.shelf.model import Pair

_DOUBTS = (
    "SELECT x.id, y.id, x.path, y.path, d.reasons FROM doubt d JOIN alike p ON p.id = d.a JOIN alike q ON q.id = d.b "
    "JOIN entity x ON x.id = p.entity JOIN entity y ON y.id = q.entity WHERE {}.entity IN (?)"
)


def pair_again(db: Database, entities: set[int]) -> tuple[list[Pair], list[Pair]]:
    """Find again the pairs that these entities belong to: (pairs before, pairs now)."""
    before = []
    for column in "ab":
        before += [_pair(text) for (text,) in db.among(f"SELECT pair FROM candidate WHERE {column} IN (?)", entities)]
        db.many(f"DELETE FROM candidate WHERE {column} = ?", ((e,) for e in entities))
    now = _likely(db, entities)
    db.many("INSERT INTO candidate VALUES (?, ?, ?)", ((a, b, encode(pair)) for (a, b), pair in now.items()))
    return before, list(now.values())


def _likely(db: Database, entities: set[int]) -> dict[tuple[int, int], Pair]:
    """The pairs of different entities that doubts connect, the first one first by its path, with all reasons."""
    reasons: dict[tuple[int, int], set[str]] = defaultdict(set)
    path: dict[int, str] = {}
    for column in "pq":
        for x, y, left, right, why in db.among(_DOUBTS.format(column), entities):
            if x != y:
                path |= {x: left, y: right}
                first, second = sorted((x, y), key=lambda e: path[e])
                reasons[first, second].update(json.loads(why))
    return {(a, b): Pair(path[a], path[b], tuple(sorted(why))) for (a, b), why in reasons.items()}


def _pair(text: str) -> Pair:
    left, right, reasons = json.loads(text)
    return Pair(left, right, tuple(reasons))
