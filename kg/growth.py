"""A graph that grows: releases come and go, and only what they touch is decided and stated again.

Beside the dumps, in the folder `store`, stand a database of the extractions and of what identity decided, and the graph as
an Oxigraph store. Whatever the order of additions and removals, both are what a build of the same releases would make.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from kg.entities.decisions import Decision, Verdicts, judge
from kg.entities.growing import grow
from kg.entities.model import Change, Mention, release_id
from kg.entities.records import changes_between, record_of
from kg.entities.resolve import release_paths, wanted_path
from kg.entities.slugs import mint
from kg.errors import OutputError
from kg.facts.model import Extraction
from kg.founding import Incoming, found
from kg.graph.facts import address
from kg.graph.growing import follow
from kg.graph.quads import Quad, line
from kg.graph.terms import ID_BASE
from kg.release.model import Reject, Release, shown
from kg.shelf import lasting
from kg.shelf.codec import encode, packed
from kg.shelf.database import Database, transaction
from kg.shelf.fingerprint import EXTRACTION, GRAPH, fingerprint
from kg.shelf.model import Grown

DATABASE = "releases.sqlite"
# Releases from which a graph is made, dumped and told of part by part, so that it need not fit in memory.
LARGE = 500

Extract = Callable[[Release], "Extraction | Reject"]


@dataclass(slots=True)
class Shelf:
    """The database of one folder, open and locked.

    rejects  releases that could not be read again by a changed program
    unknown  decisions on things that no release has
    """

    folder: Path
    db: Database
    rejects: list[Reject] = field(default_factory=list)
    unknown: tuple[Decision, ...] = ()
    _read: dict[str, Extraction] = field(default_factory=dict)

    @property
    def ids(self) -> set[str]:
        """The releases that are kept."""
        return {r for (r,) in self.db.rows("SELECT id FROM extraction")}

    @property
    def behind(self) -> bool:
        """True if the dumps are not of these releases."""
        return self.db.meta("dumped") != self.db.meta("generation")

    @property
    def count(self) -> int:
        """How many releases are kept."""
        return int(self.db.one("SELECT count(*) FROM extraction"))

    def forget(self, releases: Iterable[str]) -> None:
        """Take releases away."""
        self.db.many("DELETE FROM extraction WHERE id = ?", ((r,) for r in releases))

    def extraction(self, release: str) -> Extraction:
        """The extraction of a release."""
        if release not in self._read:
            if len(self._read) > LARGE:
                self._read.clear()
            self._read[release] = self.db.extraction(release)
        return self._read[release]

    def extractions(self) -> list[Extraction]:
        """All extractions."""
        return [self.extraction(r) for r in sorted(self.ids)]

    def find(self, name: str) -> set[str]:
        """Releases by their address, or by the file's name where they have none; also by the path of their node."""
        name = shown(name)  # as it is kept; and SQLite takes no bytes that are no text
        base = name.replace("\\", "/").rpartition("/")[2]
        found = self.db.rows("SELECT id FROM extraction WHERE url = ? OR (url IS NULL AND file = ?)", name, base)
        if found or not name.startswith("id:release/"):
            return {r for (r,) in found}
        return {r for r, path in release_paths(self.extractions()).items() if path == name.removeprefix("id:")}

    def add(self, extractions: Iterable[Extraction]) -> set[str]:
        """Keep extractions; the ids of those that are new."""
        new = set[str]()
        known = self.ids
        for extraction in extractions:
            release = release_id(extraction.release)
            if release not in known | new:
                self.db.keep(release, extraction.release, packed(extraction))
                self._read[release] = extraction
                new.add(release)
        return new

    @property
    def base(self) -> str:
        """The base of the graph's IRIs."""
        return self.db.meta("base") or ID_BASE

    def dumped(self) -> None:
        """Write down that the dumps are of these releases."""
        self.db.note("dumped", self.db.meta("generation"))

    def restart(self, extractions: Iterable[Extraction] | Incoming, base: str) -> None:
        """Keep these extractions and nothing else; identity and the store on disk are made when they are needed."""
        self.db.run("DELETE FROM extraction")
        self.db.forget_all()
        self._read.clear()
        if isinstance(extractions, Incoming):
            extractions.move(self.db)
        else:
            self.add(extractions)
        self.next_generation()
        for name, value in (("extraction", fingerprint(EXTRACTION)), ("base", base), ("graph", ""), ("store", "")):
            self.db.note(name, value)

    def settle(self, added: set[str], removed: set[str], decisions: Iterable[Decision]) -> None:
        """Bring identity and the store on disk up to the releases that came and went."""
        old, leaving = lasting.current(self.folder), set(removed)
        base = self.base
        state = f"{fingerprint(GRAPH)} {base}"
        if old is None or self.db.meta("graph") != state or old.name != self.db.meta("store"):
            if self.count - len(leaving) > LARGE:
                self.forget(leaving)
                name, self.unknown = found(self, decisions)
                self.db.note("store", name)
                self.db.note("graph", state)
                return
            self.db.forget_all()
            for name in ("verdicts", "changes"):
                self.db.note(name, "")
            added, removed, old = self.ids - removed, set(), None
        grown = Grown(added, removed)
        self._name_releases(grown)
        verdicts, changed = self.verdicts(list(decisions))
        self.unknown = verdicts.unknown
        grow(self.db, grown, self.extraction, verdicts, changed)
        gone, come = follow(self.db, grown, self.extraction, base, self.changes(verdicts))
        self.forget(leaving)
        self._store(old, gone, come)
        self.db.note("graph", state)

    def _store(self, old: Path | None, gone: set[Quad], come: set[Quad]) -> None:
        name = lasting.name_of(self.next_generation())
        try:
            lasting.change(old, self.folder / lasting.FOLDER / name, sorted(map(line, gone)), sorted(map(line, come)))
        except (OSError, SyntaxError, ValueError) as error:
            shutil.rmtree(self.folder / lasting.FOLDER / name, ignore_errors=True)
            raise OutputError(f"cannot write the store in {self.folder}: {error}") from error
        self.db.note("store", name)

    def next_generation(self) -> int:
        """A new number for the state that is being made."""
        number = int(self.db.meta("generation") or 0) + 1
        self.db.note("generation", str(number))
        return number

    def _name_releases(self, grown: Grown) -> None:
        """Paths of releases: those of one address, and those that want one path, are named together."""
        touched: set[str] = set()
        wishes: set[str] = set()
        for release in grown.removed:
            ((url, wanted),) = self.db.rows("SELECT url, wanted FROM release WHERE id = ?", release)
            touched |= {url} if url else set()
            wishes.add(wanted)
            self.db.run("UPDATE release SET url = NULL, address = NULL, wanted = NULL WHERE id = ?", release)
        for release in sorted(grown.added):
            found = self.extraction(release).release
            self.db.run("INSERT INTO release (id, url, address) VALUES (?, ?, ?)", release, found.url, address(found.url))
            touched |= {found.url} if found.url else set()
        near = {r for (r,) in self.db.among("SELECT id FROM release WHERE url IN (?)", touched)}
        for release in sorted(near | grown.added):
            tellers = self.db.one("SELECT count(*) FROM release WHERE url = ?", self.extraction(release).release.url)
            wanted, own = wanted_path(self.extraction(release), tellers)
            wishes |= {wanted, self.db.one("SELECT wanted FROM release WHERE id = ?", release) or wanted}
            self.db.run("UPDATE release SET wanted = ?, own = ? WHERE id = ?", wanted, own, release)
        for wanted in sorted(wishes):
            takers = {r: (wanted, own) for r, own in self.db.rows("SELECT id, own FROM release WHERE wanted = ?", wanted)}
            for release, path in mint(takers).items():
                if path != self.db.one("SELECT path FROM release WHERE id = ?", release):
                    self.db.run("UPDATE release SET path = ? WHERE id = ?", path, release)
                    grown.dirty |= {release} - grown.added

    def verdicts(self, decisions: list[Decision]) -> tuple[Verdicts, set[Mention]]:
        """What people decided, and the mentions of which something else was decided before."""
        names = {n.release for d in decisions for n in (d.left, d.right)}
        paths: dict[str, str] = dict(self.db.among("SELECT id, path FROM release WHERE wanted IS NOT NULL AND path IN (?)", names))
        verdicts = judge(decisions, _Lazy(self.extraction), paths)
        pairs = {encode((word, a, b)): (a, b) for word in ("same", "different") for a, b in getattr(verdicts, word)}
        before = set(json.loads(self.db.meta("verdicts") or "[]"))
        changed = {Mention(*m) for text in pairs.keys() ^ before for m in json.loads(text)[1:]}
        self.db.note("verdicts", json.dumps(sorted(pairs), ensure_ascii=False))
        return verdicts, {m for m in changed if self.db.one("SELECT 1 FROM release WHERE id = ? AND wanted IS NOT NULL", m.release)}

    def changes(self, verdicts: Verdicts) -> tuple[list[Change], list[Change]]:
        """Renamed bodies before and now."""
        before = [Change(*c) for c in json.loads(self.db.meta("changes") or "[]")]
        rows = self.db.rows("SELECT record, path FROM entity WHERE record IS NOT NULL ORDER BY path")
        known = {r.id: path for key, path in rows if (r := record_of(key))}
        now = changes_between(known)
        sql = "SELECT e.path FROM mention m JOIN alike a ON a.id = m.alike JOIN entity e ON e.id = a.entity " \
              "WHERE m.release = ? AND m.kind = ? AND m.key = ?"  # fmt: skip
        now += [Change(self.db.one(sql, *a), self.db.one(sql, *b), day.lexical) for a, b, day in verdicts.renamed]
        now = sorted(set(now))
        self.db.note("changes", encode(now))
        return before, now

    def reread(self, extract: Extract, tell: Callable[[str], None]) -> set[str]:
        """Extract again what an older program has extracted; the releases that this one cannot read."""
        mark = fingerprint(EXTRACTION)
        lost = set()
        if not self.ids:
            self.db.note("extraction", mark)
        if self.db.meta("extraction") != mark:
            if self.ids:
                tell(f"the program has changed since: {len(self.ids)} releases are extracted again")
            for release in sorted(self.ids):
                again = extract(self.extraction(release).release)
                if isinstance(again, Reject):
                    self.rejects.append(again)
                    lost.add(release)
                    continue
                self.db.keep(release, again.release, packed(again))
                self._read.pop(release, None)
            self.db.note("extraction", mark)
            self.db.note("graph", "")
        return lost


class _Lazy(dict[str, Extraction]):
    """Extractions, read when asked for."""

    def __init__(self, read: Callable[[str], Extraction]) -> None:
        super().__init__()
        self._read = read

    def __missing__(self, release: str) -> Extraction:
        return self._read(release)


@contextmanager
def shelf(folder: Path) -> Iterator[Shelf]:
    """The shelf of a folder, locked; what is done in the block counts when it ends well, else nothing does."""
    with transaction(folder / lasting.FOLDER / DATABASE) as db:
        yield Shelf(folder, db)


def finish(folder: Path) -> None:
    """Name the store that the database knows as the current one, and clear away the others: the end of every change."""
    path = folder / lasting.FOLDER / DATABASE
    if path.exists():
        with transaction(path) as db:
            name = db.meta("store")
        now = lasting.current(folder)
        if name != (now.name if now else ""):
            lasting.name_current(folder, name if (folder / lasting.FOLDER / name).is_dir() else "")
        lasting.sweep(folder, name)
