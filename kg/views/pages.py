"""Which page a request means."""

from __future__ import annotations

from collections.abc import Iterator

from kg.errors import NotFound
from kg.page.model import Projection
from kg.page.projection import local_name
from kg.page.render import best_label
from kg.page.render import render as network_page
from kg.page.words import say
from kg.views.ego import ego
from kg.views.matrix import matrix
from kg.views.timeline import timeline


def render(
    projection: Projection, view: str, country: str | None, centre: str | None, steps: int, language: str
) -> Iterator[tuple[str, str]]:
    """File names and pages: one, or one for every country. NotFound for what the graph does not have."""
    if centre:
        yield _around(projection, centre, steps, language)
    elif view == "country":
        for code, iri in _countries(projection, country):
            yield f"country-{code}.html", _titled(ego(projection, iri), iri, language)
    elif view == "timeline":
        yield "timeline.html", timeline(projection, language)
    elif view in ("matrix", "topics"):
        yield f"{view}.html", matrix(projection, "countries" if view == "matrix" else "topics", language)
    else:
        yield "graph.html", network_page(projection, None, language)


def _around(projection: Projection, centre: str, steps: int, language: str) -> tuple[str, str]:
    return f"around-{local_name(centre)}.html", _titled(ego(projection, centre, steps), centre, language)


def _countries(projection: Projection, wanted: str | None) -> list[tuple[str, str]]:
    found = sorted((d["code"], n) for n, d in projection.graph.nodes(data=True) if d["code"])
    if wanted is None:
        return found
    chosen = [(code, iri) for code, iri in found if code == wanted.upper()]
    if not chosen:
        raise NotFound(f"no country {wanted} in the graph")
    return chosen


def _titled(part: Projection, centre: str, language: str) -> str:
    name = best_label(part.graph.nodes[centre]["labels"], language)
    return network_page(part, f"{say('report', 'around', language)}: {name}", language)
