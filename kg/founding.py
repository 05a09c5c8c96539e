"""A large graph from nothing: releases are read one by one into the database, identity and the store are made from there.

Memory does not grow with the number of releases, beyond some bytes of an id for each. What was read is kept in a file of
its own, committed again and again: a build that was killed goes on where it stopped, for releases whose text and file
are still the same and a program that reads them the same way.
"""

from __future__ import annotations

import shutil
import zlib
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from kg.crew.model import Found, as_bytes
from kg.entities.decisions import Decision
from kg.entities.founding import found as settle
from kg.entities.model import release_id
from kg.entities.resolve import wanted_path
from kg.entities.slugs import mint
from kg.errors import OutputError
from kg.facts.model import Extraction
from kg.graph.facts import address
from kg.graph.founding import tell_all
from kg.graph.quads import line
from kg.release.model import Reject, Release
from kg.shelf import lasting
from kg.shelf.database import Database, file_of, transaction
from kg.shelf.fingerprint import EXTRACTION, fingerprint
from kg.shelf.lazy import Lazy

if TYPE_CHECKING:
    from kg.growth import Shelf

INCOMING = "incoming.sqlite"
_COMMIT = 200  # releases that a killed run loses at most


class Incoming:
    """Extractions on their way into the graph of a folder; there is no file before `start`."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / lasting.FOLDER / INCOMING
        self._ours: set[bytes] = set()  # ids of this run
        self._before: dict[bytes, str] = {}  # ids of a run that was killed, and their files
        self._waiting: list[tuple[Release, bytes]] = []

    def start(self) -> None:
        """Make the file, or find what a killed run left."""
        mark = fingerprint(EXTRACTION)
        with transaction(self._path) as db:
            if db.meta("extraction") not in ("", mark):
                db.run("DELETE FROM extraction")
            db.note("extraction", mark)
            self._before = {bytes.fromhex(r): file for r, file in db.each("SELECT id, file FROM extraction")}

    def unread(self, items: Iterable[Release | Reject]) -> Iterator[Release | Reject]:
        """Without the releases that a killed run has read."""
        for item in items:
            if isinstance(item, Release) and self._before:
                key = bytes.fromhex(release_id(item))
                if self._before.get(key) == file_of(item):
                    self._ours.add(key)
                    continue
            yield item

    def keep(self, release: Release, found: Found) -> None:
        """Keep what was found."""
        self._waiting.append((release, as_bytes(found)))
        if len(self._waiting) >= _COMMIT:
            self.flush()

    def flush(self) -> None:
        """Write what waits to be written."""
        with transaction(self._path) as db:
            for release, content in self._waiting:
                key = release_id(release)
                self._ours.add(bytes.fromhex(key))
                db.keep(key, release, content)
        self._waiting.clear()

    def move(self, target: Database) -> None:
        """Put this run's extractions into the graph's database."""
        with transaction(self._path) as db:
            rows = db.each("SELECT id, url, file, content FROM extraction ORDER BY id")
            target.many("INSERT INTO extraction VALUES (?, ?, ?, ?)", (row for row in rows if bytes.fromhex(row[0]) in self._ours))

    def clear(self) -> None:
        """Remove the file."""
        for path in (self._path, Path(f"{self._path}-journal")):
            path.unlink(missing_ok=True)


def found(shelf: Shelf, decisions: Iterable[Decision]) -> tuple[str, tuple[Decision, ...]]:
    """Identity and store of all that is on the shelf. Tables but that of extractions are made anew.

    Returns the name of the new store, and the decisions on things that no release has.
    """
    db, base = shelf.db, shelf.base
    db.forget_all()
    for name in ("verdicts", "changes"):
        db.note(name, "")
    _name_releases(db)
    verdicts, _ = shelf.verdicts(list(decisions))
    settle(db, partial(lazy, db), verdicts)
    _, changes = shelf.changes(verdicts)
    name = lasting.name_of(shelf.next_generation())
    store = shelf.folder / lasting.FOLDER / name
    quads = tell_all(db, partial(lazy, db), base, changes)
    try:
        lasting.create(store, (line(quad) for some in quads for quad in some))
    except BaseException as error:
        shutil.rmtree(store, ignore_errors=True)
        if isinstance(error, OSError | SyntaxError | ValueError):
            raise OutputError(f"cannot write the store in {shelf.folder}: {error}") from error
        raise
    return name, verdicts.unknown


def lazy(db: Database, release: str) -> Extraction:
    """The extraction of a release, decoded as far as it is looked at. Raises OutputError if what is there is none."""
    try:
        return Lazy(db.one("SELECT content FROM extraction WHERE id = ?", release))
    except (zlib.error, ValueError, TypeError, KeyError) as error:
        raise OutputError(f"the kept extraction of {release[:8]} is damaged: {error}") from error


def _name_releases(db: Database) -> None:
    """Paths of releases, as `kg.entities.resolve.release_paths` gives them."""
    for release in db.ids("extraction"):
        url = lazy(db, release).release.url
        db.run("INSERT INTO release (id, url, address) VALUES (?, ?, ?)", release, url, address(url))
    for release in db.ids("release"):
        extraction = lazy(db, release)
        tellers = db.one("SELECT count(*) FROM release WHERE url = ?", extraction.release.url) if extraction.release.url else 1
        db.run("UPDATE release SET wanted = ?, own = ? WHERE id = ?", *wanted_path(extraction, tellers), release)
    once = "SELECT wanted FROM release GROUP BY wanted HAVING count(*) {} 1"
    db.run(f"UPDATE release SET path = wanted WHERE wanted IN ({once.format('=')})")
    for (wanted,) in db.rows(once.format(">")):
        takers = {r: (wanted, own) for r, own in db.rows("SELECT id, own FROM release WHERE wanted = ?", wanted)}
        db.many("UPDATE release SET path = ? WHERE id = ?", ((path, r) for r, path in mint(takers).items()))
