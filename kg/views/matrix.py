"""Heat maps: countries by countries, bodies by topics. The number stands in the cell, so colour is never needed to read it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

from kg.page.model import Projection
from kg.page.render import best_label
from kg.page.words import words
from kg.views.acts import Act, acts
from kg.views.document import document

MOST = 40  # rows or columns that can still be read
CROWD = 15  # sides above which an event ties nobody to anybody


@dataclass(frozen=True, slots=True)
class Cell:
    """What joins a row and a column: how many acts, how many of them open, the shade 0..5."""

    count: int = 0
    open: int = 0
    shade: int = 0


def matrix(projection: Projection, of: str = "countries", language: str = "ru") -> str:
    """The page; `of` is "countries" or "topics". ValueError for anything else."""
    if of not in ("countries", "topics"):
        raise ValueError(of)
    pairs = _countries(acts(projection)) if of == "countries" else _topics(projection, acts(projection))
    rows, columns, cut = _axes(pairs, same=of == "countries")
    most = max((count for count, _ in pairs.values()), default=0)
    names = _names(projection, language)
    table = [(names[r], [_cell(pairs.get((r, c)), most) for c in columns]) for r in rows]
    say = {key: entry[language] for key, entry in words()["report"].items()}
    return document(
        "matrix.html",
        language=language,
        title=say["countries_map" if of == "countries" else "topics_map"],
        say=say,
        columns=[names[c] for c in columns],
        table=table,
        cut=cut,
    )


Pairs = dict[tuple[str, str], tuple[int, int]]


def _countries(rows: Iterable[Act]) -> Pairs:
    counts: Counter[tuple[str, str]] = Counter()
    still_open: Counter[tuple[str, str]] = Counter()
    for act in rows:
        if len(act.countries) > CROWD:
            continue
        for a, b in combinations(act.countries, 2):
            for pair in ((a, b), (b, a)):
                counts[pair] += 1
                still_open[pair] += act.open
    return {pair: (number, still_open[pair]) for pair, number in counts.items()}


def _topics(projection: Projection, rows: Iterable[Act]) -> Pairs:
    counts: Counter[tuple[str, str]] = Counter()
    still_open: Counter[tuple[str, str]] = Counter()
    for act in rows:
        bodies = {n for n in projection.graph.successors(act.iri) if projection.graph.nodes[n]["kind"] == "body"}
        for body in bodies:
            for topic in act.topics:
                counts[body, topic] += 1
                still_open[body, topic] += act.open
    return {pair: (number, still_open[pair]) for pair, number in counts.items()}


def _axes(pairs: Pairs, same: bool) -> tuple[list[str], list[str], bool]:
    """Rows and columns, the fullest first, at most MOST of each; whether some were left out."""
    rows: Counter[str] = Counter()
    columns: Counter[str] = Counter()
    for (row, column), (number, _) in pairs.items():
        rows[row] += number
        columns[column] += number
    ranked = [sorted(side, key=lambda key: (-side[key], key)) for side in (rows, rows if same else columns)]
    return ranked[0][:MOST], ranked[1][:MOST], any(len(side) > MOST for side in ranked)


def _cell(found: tuple[int, int] | None, most: int) -> Cell:
    if not found:
        return Cell()
    count, still_open = found
    return Cell(count, still_open, 1 + (4 * (count - 1)) // max(1, most - 1) if most > 1 else 1)


def _names(projection: Projection, language: str) -> dict[str, str]:
    """Labels by IRI, for countries by ISO code as well."""
    names = {topic: best_label(labels, language) for topic, labels in projection.concepts.items()}
    for iri, data in projection.graph.nodes(data=True):
        names[iri] = names[data["code"] or iri] = best_label(data["labels"], language)
    for _, data in projection.graph.nodes(data=True):
        for code in data["countries"]:
            names.setdefault(code, code)
    return names
