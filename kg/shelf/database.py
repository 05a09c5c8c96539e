"""The file on disk behind a growing graph: one SQLite database, so that every change is made whole or not at all.

It holds the extraction of each release, which mentions say the same, which of them some rule relates, the entities, and
what each release was told with. A run that dies leaves the state before it; SQLite undoes what was half written.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from kg.errors import OutputError
from kg.facts.model import Extraction
from kg.release.model import Release
from kg.shelf.codec import unpacked

Row = tuple[Any, ...]

_SCHEMA = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE release (id TEXT PRIMARY KEY, url TEXT, address TEXT, wanted TEXT, own TEXT, path TEXT, state TEXT) WITHOUT ROWID;
CREATE INDEX release_url ON release (url);
CREATE INDEX release_address ON release (address);
CREATE INDEX release_wanted ON release (wanted);
CREATE INDEX release_path ON release (path);
CREATE TABLE extraction (id TEXT PRIMARY KEY, url TEXT, file TEXT, content BLOB);
CREATE TABLE mention (
    release TEXT, kind TEXT, key TEXT, alike INTEGER, node TEXT, thing TEXT, parent TEXT, first TEXT, last TEXT, bodied INTEGER,
    PRIMARY KEY (release, kind, key)) WITHOUT ROWID;
CREATE INDEX mention_alike ON mention (alike, release, key);
CREATE TABLE alike (id INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT, sign TEXT, release TEXT, key TEXT, node TEXT, entity INTEGER);
CREATE UNIQUE INDEX alike_sign ON alike (kind, sign);
CREATE INDEX alike_entity ON alike (entity);
CREATE TABLE lookup (kind TEXT, key TEXT, asks INTEGER, alike INTEGER, PRIMARY KEY (kind, key, asks, alike)) WITHOUT ROWID;
CREATE INDEX lookup_alike ON lookup (alike);
CREATE TABLE edge (a INTEGER, b INTEGER, PRIMARY KEY (a, b)) WITHOUT ROWID;
CREATE TABLE doubt (a INTEGER, b INTEGER, reasons TEXT, PRIMARY KEY (a, b)) WITHOUT ROWID;
CREATE INDEX doubt_b ON doubt (b);
CREATE TABLE entity (id INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT, wanted TEXT, own TEXT, path TEXT, record TEXT, draft TEXT, extra TEXT,
    rules TEXT);
CREATE INDEX entity_wanted ON entity (wanted);
CREATE INDEX entity_record ON entity (record) WHERE record IS NOT NULL;
CREATE TABLE candidate (a INTEGER, b INTEGER, pair TEXT, PRIMARY KEY (a, b)) WITHOUT ROWID;
CREATE INDEX candidate_b ON candidate (b);
CREATE TABLE uses (what TEXT, owner TEXT, PRIMARY KEY (what, owner)) WITHOUT ROWID;
CREATE INDEX uses_owner ON uses (owner);
CREATE TABLE title (role TEXT, language TEXT, title TEXT, release TEXT, PRIMARY KEY (role, language, title, release)) WITHOUT ROWID;
CREATE INDEX title_release ON title (release);
"""
_INDEX = ("mention", "alike", "lookup", "edge", "doubt", "entity", "candidate", "uses", "title")


class Database:
    """The open file, within one transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def run(self, sql: str, *values: Any) -> int:
        """Change something; the id of the row that was added, if one was."""
        return self._connection.execute(sql, values).lastrowid or 0

    def many(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        """Change something once for each row of values."""
        self._connection.executemany(sql, rows)

    def rows(self, sql: str, *values: Any) -> list[Row]:
        """The rows of a question."""
        return self._connection.execute(sql, values).fetchall()

    def each(self, sql: str, *values: Any) -> Iterator[Row]:
        """The rows of a question, one after another, for answers too large for memory."""
        yield from self._connection.execute(sql, values)

    def ids(self, table: str) -> Iterator[str]:
        """The releases of a table in their order; it may be changed meanwhile."""
        some, last = [""], ""
        while some:
            some = [r for (r,) in self.rows(f"SELECT id FROM {table} WHERE id > ? ORDER BY id LIMIT 1000", last)]
            yield from some
            last = some[-1] if some else last

    def one(self, sql: str, *values: Any) -> Any:
        """The first cell of the first row, or None."""
        row = self._connection.execute(sql, values).fetchone()
        return row[0] if row else None

    def among(self, sql: str, values: Iterable[Any]) -> Iterator[Row]:
        """The rows of a question with "IN (?)" for any number of values, some hundred at a time."""
        wanted = list(values)
        for at in range(0, len(wanted), 500):
            some = wanted[at : at + 500]
            yield from self._connection.execute(sql.replace("(?)", f"({','.join('?' * len(some))})"), some)

    def meta(self, name: str) -> str:
        """A note, "" if there is none."""
        return str(self.one("SELECT value FROM meta WHERE name = ?", name) or "")

    def note(self, name: str, value: str) -> None:
        """Write a note."""
        self.run("INSERT OR REPLACE INTO meta VALUES (?, ?)", name, value)

    def extraction(self, release: str) -> Extraction:
        """The extraction of a release. Raises OutputError if what is there is none."""
        content = self.one("SELECT content FROM extraction WHERE id = ?", release)
        try:
            return unpacked(Extraction, content)
        except (zlib.error, ValueError, TypeError, KeyError) as error:
            raise OutputError(f"the kept extraction of {release[:8]} is damaged: {error}") from error

    def keep(self, release: str, source: Release, content: bytes) -> None:
        """Keep the extraction of a release, packed."""
        self.run("INSERT OR REPLACE INTO extraction VALUES (?, ?, ?, ?)", release, source.url, file_of(source), content)

    def forget_all(self) -> None:
        """Empty every table but the extractions and the notes."""
        for table in _INDEX:
            self.run(f"DELETE FROM {table}")
        self.run("DELETE FROM release")
        self.run("DELETE FROM sqlite_sequence")  # rows are counted from 1 again


def file_of(release: Release) -> str:
    """The name of the file that a release was read from."""
    return release.name.replace("\\", "/").rpartition("/")[2]


@contextmanager
def transaction(path: Path) -> Iterator[Database]:
    """The database for reading and changing; kept if the block ends well, as it was if not. Raises OutputError."""
    try:
        connection = sqlite3.connect(path, timeout=60, isolation_level=None)
        try:
            connection.execute("PRAGMA cache_size = -65536")
            connection.execute("BEGIN IMMEDIATE")
            if not connection.execute("SELECT 1 FROM sqlite_master").fetchone():
                for statement in _SCHEMA.strip().split(";\n"):
                    connection.execute(statement)
            if not connection.execute("SELECT 1 FROM pragma_table_info('entity') WHERE name = 'rules'").fetchone():
                connection.execute("ALTER TABLE entity ADD COLUMN rules TEXT")  # of before there was this column
            yield Database(connection)
            connection.execute("COMMIT")
        finally:
            connection.close()
    except sqlite3.Error as error:
        raise OutputError(f"cannot use {path}: {error}") from error


@contextmanager
def reading(path: Path) -> Iterator[Database]:
    """The database for reading only. Raises OutputError."""
    try:
        connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, timeout=60)
        try:
            yield Database(connection)
        finally:
            connection.close()
    except sqlite3.Error as error:
        raise OutputError(f"cannot read {path}: {error}") from error
