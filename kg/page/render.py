"""`render_page`: an RDF dataset becomes the network page, one HTML text that needs nothing else."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

from kg.page import vis
from kg.page.kinds import BY_KEY, KINDS
from kg.page.layout import place
from kg.page.model import Labels, Projection
from kg.page.payload import payload
from kg.page.projection import project
from kg.page.source import Dataset, read
from kg.page.words import LANGUAGES, say, words

# in the order in which they are read; each adds to one object, KG
SCRIPTS = (
    "core",
    "visible",
    "labels",
    "scene",
    "panel",
    "search",
    "timeline",
    "filters",
    "routes",
    "export",
    "keys",
    "main",
)
# arrows, physics and curves cost most of vis-network's time and add nothing to a picture with given places
OPTIONS: dict[str, Any] = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "nodes": {"borderWidth": 1.5, "font": {"size": 13, "face": "system-ui, sans-serif"}},
    "edges": {"smooth": False, "width": 1, "hoverWidth": 0, "selectionWidth": 1},
    "interaction": {"hover": False, "hideEdgesOnDrag": False, "multiselect": False, "keyboard": False,
                    "dragNodes": False, "selectConnectedEdges": False, "tooltipDelay": 100000},
}  # fmt: skip


def render_page(
    dataset: Dataset, title: str | None = None, concepts: Dataset | None = None, language: str = "ru"
) -> str:
    """The page for a dataset (a path, an Oxigraph store, an rdflib graph) as text, to be written in UTF-8.

    Raises OSError or SyntaxError for a file that is not there or not RDF.
    """
    return render(project(read(dataset)), title, language)


def render(projection: Projection, title: str | None = None, language: str = "ru") -> str:
    """The page for a projection that is ready."""
    numbers = {iri: i for i, iri in enumerate(sorted(projection.graph))}
    nodes = drawn_nodes(projection, numbers, language)
    edges = [{"from": numbers[a], "to": numbers[b]} for a, b, d in _sorted_edges(projection) if d["drawn"]]
    parts = {
        "title": title or say("ui", "title", language),
        "own_title": title is not None,
        "language": language,
        "languages": LANGUAGES,
        "say": {key: entry[language] for key, entry in words()["ui"].items()},
        "kinds": [{"key": k.key, "colour": k.colour, "shape": k.shape} for k in KINDS],
        "data": payload(projection, numbers) | {"kinds": [[k.key, k.colour, k.shape, k.size] for k in KINDS]},
    }
    return vis.page(nodes, edges, OPTIONS, parts, [_asset("vendor/vis-network.min.js"), script()], _asset("page.css"))


def drawn_nodes(projection: Projection, numbers: dict[str, int], language: str = "ru") -> list[dict[str, Any]]:
    """Nodes as vis-network takes them: number, label, kind, shape, size, place."""
    places = place(projection.graph)
    drawn = []
    for iri, number in numbers.items():
        data = projection.graph.nodes[iri]
        kind = BY_KEY[data["kind"]]
        drawn.append({
            "id": number, "label": best_label(data["labels"], language), "group": kind.key, "shape": kind.shape,
            "color": kind.colour, "size": kind.size, "x": places[iri][0], "y": places[iri][1],
        })  # fmt: skip
    return drawn


def best_label(labels: Labels, language: str) -> str:
    """The label in `language`, else in Russian, else the untagged one, else any."""
    for tag in (language, "ru", "", *sorted(labels)):
        if labels.get(tag):
            return labels[tag]
    return ""


def script() -> str:
    """The page's own script, its parts in order."""
    return '"use strict";\n' + "".join(_asset(f"js/{name}.js") for name in SCRIPTS)


def _sorted_edges(projection: Projection) -> list[tuple[str, str, dict[str, Any]]]:
    return sorted(projection.graph.edges(data=True), key=lambda edge: (edge[0], edge[1], edge[2]["role"]))


def _asset(name: str) -> str:
    return files("kg.page").joinpath("static", *name.split("/")).read_text(encoding="utf-8")
