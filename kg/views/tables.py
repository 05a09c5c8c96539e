"""Measures as text, CSV, JSON and as files that network programs read."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import asdict, fields
from typing import Any

import networkx as nx

from kg.page.model import Projection
from kg.page.render import best_label
from kg.views.measures import KINDS, Measure, Year, brokers, by_year, measures, tied

FORMATS = ("table", "csv", "json")


def as_text(rows: Sequence[Measure | Year], form: str = "table") -> str:
    """Rows of one type in one of FORMATS, ending in a line feed; "" without rows in a table."""
    records = [_record(row) for row in rows]
    if form == "json":
        return json.dumps(records, ensure_ascii=False, indent=2) + "\n"
    if form == "csv":
        return _csv(records)
    return _table(records)


def rows(projection: Projection, of: str, language: str = "ru") -> Sequence[Measure | Year]:
    """The rows that a reader asks for: "countries", "bodies", "people", "brokers" (bodies and people), "years"."""
    if of == "years":
        return by_year(projection)
    if of == "brokers":
        return brokers([*measures(projection, "bodies", language), *measures(projection, "people", language)])
    return measures(projection, of, language)


def exports(projection: Projection, language: str = "ru") -> dict[str, bytes]:
    """File name -> content: for each projection its nodes with measures, its edges, and both as GraphML; change by year."""
    files = {}
    for of in KINDS:
        measured = measures(projection, of, language)
        graph = tied(projection, of)
        label = {n: best_label(projection.graph.nodes[n]["labels"], language) for n in graph}
        edges = [
            {"source": a, "target": b, "source_label": label[a], "target_label": label[b], **data}
            for a, b, data in sorted(graph.edges(data=True), key=lambda e: e[:2])
        ]
        files[f"{of}-nodes.csv"] = as_text(measured, "csv").encode()
        files[f"{of}-edges.csv"] = _csv(edges).encode()
        files[f"{of}.graphml"] = _graphml(graph, measured)
    files["years.csv"] = as_text(by_year(projection), "csv").encode()
    return files


def _record(row: Measure | Year) -> dict[str, Any]:
    record = {field.name: value for field, value in zip(fields(row), asdict(row).values(), strict=True)}
    if "countries" in record and not isinstance(record["countries"], int):
        record["countries"] = " ".join(record["countries"])
    return record


def _csv(records: list[dict[str, Any]]) -> str:
    out = io.StringIO()
    if records:
        writer = csv.DictWriter(out, list(records[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows({key: _harmless(value) for key, value in record.items()} for record in records)
    return out.getvalue()


def _harmless(value: object) -> object:
    """A text that a spreadsheet would take for a formula is marked as text."""
    return "'" + value if isinstance(value, str) and value[:1] in tuple("=+-@\t\r") else value


def _table(records: list[dict[str, Any]]) -> str:
    if not records:
        return ""
    columns = [key for key in records[0] if key != "iri"]
    cells = [columns, *([_cell(record[key]) for key in columns] for record in records)]
    widths = [max(len(row[i]) for row in cells) for i in range(len(columns))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in cells]
    return "\n".join(lines) + "\n"


def _cell(value: object) -> str:
    text = f"{value:.3f}" if isinstance(value, float) else str(value)
    text = " ".join(text.split())
    return text if len(text) <= 60 else text[:59] + "…"


def _graphml(graph: nx.Graph[str], rows: Sequence[Measure]) -> bytes:
    """GraphML with labels and measures as attributes."""
    copy: nx.Graph[str] = nx.Graph()
    known = {row.iri: _record(row) for row in rows}
    for node in sorted(graph):
        copy.add_node(node, **{k: v for k, v in known.get(node, {}).items() if k != "iri"})
    for a, b, data in sorted(graph.edges(data=True), key=lambda e: e[:2]):
        copy.add_edge(a, b, **data)
    return ("\n".join(nx.generate_graphml(copy, named_key_ids=True)) + "\n").encode()
