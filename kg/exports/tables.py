"""The graph as tables for spreadsheets, one a class."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from kg.exports.model import COOP, LANGUAGES, SKOS, Statements, clean
from kg.questions.model import PREFIXES, compact

TABLES = {
    "releases": "Release", "countries": "Country", "bodies": "Organization", "people": "Person", "places": "Place",
    "agreements": "Agreement", "events": "Event", "posts": "Tenure", "commitments": "Commitment",
    "memberships": "StateMembership", "sentences": "Passage",
}  # fmt: skip
_SKIPPED = frozenset(
    [
        PREFIXES["rdf"] + "type",
        SKOS + "prefLabel",
        COOP + "evidence",
        COOP + "statusClaim",
        PREFIXES["schema"] + "mentions",
    ]
)


def tables(graph: Path) -> dict[str, bytes]:
    """File name -> CSV in UTF-8 with a mark that spreadsheets know it by; cells that a spreadsheet would calculate are quoted."""
    told = Statements(graph)
    return {f"{name}.csv": _table(told, cls) for name, cls in TABLES.items()}


def _table(told: Statements, cls: str) -> bytes:
    things = told.instances(cls)
    properties = sorted({p for t in things for p in told.predicates(t)} - _SKIPPED, key=compact)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    names = [compact(p).partition(":")[2] for p in properties]
    writer.writerow(["iri", "class", *(f"label_{code}" for code in LANGUAGES), *names, "sentences"])
    for thing in things:
        kinds = [
            compact(t.value).partition(":")[2]
            for t in told.values(thing, PREFIXES["rdf"] + "type")
            if t.value.startswith(COOP)
        ]
        cells = [compact(thing), next((k for k in kinds if k != cls), cls), *(told.label(thing, c) for c in LANGUAGES)]
        cells += ["; ".join(_text(told, v.value, v.kind) for v in told.values(thing, p)) for p in properties]
        said = [told.exact(p.value) for p in told.values(thing, COOP + "evidence")]
        writer.writerow([_safe(c) for c in [*cells, " ¶ ".join(said)]])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _text(told: Statements, value: str, kind: str) -> str:
    return told.label(value) if kind == "iri" else value


def _safe(cell: str) -> str:
    """No cell is a formula: "=…" runs one, and even the date "--04-26" would be calculated to -22."""
    cell = clean(cell)
    return "'" + cell if cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell
