"""The files of a large graph, written one after another from its store and database, never whole in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg import report_parts
from kg.founding import lazy
from kg.graph import stream
from kg.release.model import Reject
from kg.shelf import lasting
from kg.shelf.sorting import sorted_lines

if TYPE_CHECKING:
    from kg.growth import Shelf

Write = Callable[[Path], None]

_NOTE = """<!DOCTYPE html>
<html lang="en"><meta charset="utf-8"><title>A graph too large to draw</title>
<body><h1>{releases:,} releases are too many for one picture</h1>
<p>A part of the graph can be drawn: <code>kg render --help</code>. All of it can be searched and asked: <code>kg serve</code>,
<code>kg ask</code>, <code>kg query</code>. What was found in which release: <a href="report.txt">report.txt</a>.</p></body></html>
"""


def files(shelf: Shelf, rejects: Sequence[Reject]) -> dict[str, bytes | Write]:
    """The files of the graph on a shelf that is settled: content, or what writes it to a path."""
    store = lasting.open_store(shelf.folder)
    assert store is not None  # a large graph has one
    parts = report_parts.Parts(shelf.db, partial(lazy, shelf.db), rejects)

    def sort(lines: Iterable[str]) -> Iterator[str]:
        return sorted_lines(lines, shelf.folder / lasting.FOLDER)

    return {
        "graph.ttl": partial(_call, stream.turtle, store, shelf.base, sort),
        "graph.trig": partial(_call, stream.trig, store, shelf.base, sort),
        "graph.html": _NOTE.format(releases=shelf.count).encode(),
        "report.txt": partial(report_parts.write_text, parts),
        "report.json": partial(report_parts.write_json, parts),
    }


def found(shelf: Shelf) -> dict[str, int]:
    """How many things of each kind the graph has."""
    return report_parts.Parts(shelf.db, partial(lazy, shelf.db), ()).found()


def _call(write: Callable[..., None], store: Any, base: str, sort: stream.Sort, path: Path) -> None:
    write(store, path, base, sort)
