"""The quads of a large graph from nothing, part by part: what `growing` tells of a change, handed on as soon as it is told."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator

from kg.entities.model import Candidate, Change, Mention
from kg.facts.model import Extraction
from kg.graph.assemble import describe_candidates, describe_changes
from kg.graph.facts import Builder, ReleaseFacts
from kg.graph.growing import Work
from kg.graph.quads import Quad
from kg.reference.concepts import concepts
from kg.shelf.database import Database
from kg.shelf.model import Grown, Kept

_TOGETHER = 200  # entities between which the facts of releases are remembered


def tell_all(
    db: Database, extraction: Callable[[str], Extraction], base: str, changes: Iterable[Change]
) -> Iterator[set[Quad]]:
    """Every statement of the graph once, in many small sets, with the database brought up to them.

    changes  renamed bodies
    Raises EvidenceError if a fact's sentence is not in its release.
    """
    work = Work(db, Grown(set(), set()), extraction, base)
    work.use("always", {path for path in concepts() if path.startswith("status/")})
    for release in db.ids("release"):
        work.tell_first(release)
        yield _taken(work)
    facts: dict[str, ReleaseFacts] = {}
    for number, entity in enumerate(_entities(db)):
        if number % _TOGETHER == 0:
            facts.clear()
        _describe(work, entity, facts)
        yield _taken(work)
    nobody = (Mention("", "", ""), Mention("", "", ""))
    for (text,) in db.each("SELECT pair FROM candidate"):
        left, right, reasons = json.loads(text)
        builder = work.builder()
        describe_candidates(builder, [Candidate(left, right, tuple(reasons), nobody)])
        yield builder.quads
    work.roles()
    work.shared()
    builder = work.builder()
    describe_changes(builder, changes)
    yield _taken(work) | builder.quads


def _taken(work: Work) -> set[Quad]:
    told, work.quads.come = work.quads.come, set()
    return told


def _entities(db: Database) -> Iterator[int]:
    some, last = [0], 0
    while some:
        some = [e for (e,) in db.rows("SELECT id FROM entity WHERE id > ? ORDER BY id LIMIT 1000", last)]
        yield from some
        last = some[-1] if some else last


def _describe(work: Work, entity: int, facts: dict[str, ReleaseFacts]) -> None:
    ((path, draft),) = work.db.rows("SELECT path, draft FROM entity WHERE id = ?", entity)
    kept = Kept(path, draft, work.extra(entity, path, facts))
    builder: Builder = work.entity(kept)
    work.quads.come |= builder.quads
    work.use(f"entity {entity}", work.uses(builder))
    work.db.run("UPDATE entity SET extra = ? WHERE id = ?", kept.extra, entity)
