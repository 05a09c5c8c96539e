"""Exports to files."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from kg.exports import jsonld, network, tables
from kg.publication import publish
from kg.questions.dumps import dataset
from kg.questions.model import QuestionError

NAMES = {
    "jsonld": "graph.jsonld",
    "nquads": "graph.nq",
    "rdfxml": "graph.rdf",
    "graphml": "graph.graphml",
    "gexf": "graph.gexf",
}
_MAKERS: dict[str, Callable[[Path], bytes]] = {
    "jsonld": jsonld.document,
    "nquads": lambda graph: dataset(graph, "nq"),
    "rdfxml": lambda graph: dataset(graph, "rdf"),
    "graphml": network.graphml,
    "gexf": network.gexf,
}


def export(graph: Path, form: str, output: Path | None) -> list[Path]:
    """Write the graph in one of the formats; the files written. `output` "-" is stdout. Raises QuestionError."""
    graph = graph / "graph.trig" if graph.is_dir() else graph
    if not graph.is_file():
        raise QuestionError(f"no graph in {graph.parent} (kg build makes one)")
    if form == "csv":
        return _files(output or graph.parent / "tables", tables.tables(graph))
    content = _MAKERS[form](graph)
    if output is not None and str(output) == "-":
        sys.stdout.buffer.write(content)
        return []
    path = output or graph.parent / NAMES[form]
    files = {path.name: content} | ({"context.jsonld": jsonld.context_document()} if form == "jsonld" else {})
    return _files(path.parent, files)


def _files(folder: Path, files: dict[str, bytes]) -> list[Path]:
    publish(folder, files)
    return [folder / name for name in sorted(files)]
