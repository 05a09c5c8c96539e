"""The projection as the small JSON value that the page's script reads."""

from __future__ import annotations

from typing import Any

from kg.page.model import Fact, Labels, Projection
from kg.page.projection import local_name
from kg.page.words import words

Json = dict[str, Any]


def payload(projection: Projection, numbers: dict[str, int]) -> Json:
    """Everything but the drawing: nodes in the order of `numbers`, edges, facts, sentences, releases, words.

    Nodes, passages, releases and texts are referred to by their numbers, so that a sentence is embedded once.
    """
    releases = {iri: i for i, iri in enumerate(sorted(projection.releases))}
    used = sorted({p for lines in projection.facts.values() for f in lines for p in f.passages})
    passages = {iri: i for i, iri in enumerate(used)}
    return {
        "nodes": [_node(projection, iri) for iri in numbers],
        "edges": _edges(projection, numbers),
        "facts": [[_fact(f, numbers, passages, releases) for f in projection.facts.get(iri, ())] for iri in numbers],
        "passages": [_passage(projection, iri, releases) for iri in passages],
        "releases": [_release(projection, iri) for iri in releases],
        "topics": {iri: dict(labels) for iri, labels in projection.concepts.items()},
        "words": words(),
    }


def _node(projection: Projection, iri: str) -> Json:
    data = projection.graph.nodes[iri]
    node = {
        "i": iri,
        "k": data["kind"],
        "t": data["type"],
        "l": dict(data["labels"]),
        "a": list(data["alt"]),
        "c": list(data["countries"]),
        "o": data["code"],
        "d": [data["start"], data["end"]],
        "b": [_year(b) for b in data["bounds"]] if all(data["bounds"]) else _years(data["start"], data["end"]),
        "s": data["status"],
        "p": list(data["topics"]),
    }
    return {key: value for key, value in node.items() if value not in ("", [], ["", ""])}


def _year(date: str) -> int:
    return int(date[:4])


def _years(start: str, end: str) -> list[int]:
    """First and last year that partial dates name; empty where they name none."""
    known = [_year(d) for d in (start, end) if d[:4].isdecimal()]
    return [min(known), max(known)] if known else []


def _edges(projection: Projection, numbers: dict[str, int]) -> list[list[int | str]]:
    rows = [
        [numbers[a], numbers[b], data["role"], int(data["drawn"])] for a, b, data in projection.graph.edges(data=True)
    ]
    return sorted(rows)


def _fact(fact: Fact, numbers: dict[str, int], passages: dict[str, int], releases: dict[str, int]) -> Json:
    """One line: r(ole), in(ward), n(ode), m(entioning release), x (text), p(assages), d(ates), f(ormer)."""
    line: Json = {"r": fact.role}
    if fact.target in numbers:
        line["n"] = numbers[fact.target]
    elif fact.target in releases:
        line["m"] = releases[fact.target]
    values = {
        "in": int(fact.inward),
        "x": _labels(fact.text, fact.role),
        "p": [passages[p] for p in fact.passages],
        "d": list(fact.dates),
        "f": int(fact.former),
    }
    return line | {key: value for key, value in values.items() if value}


def _labels(text: Labels, role: str) -> Json:
    if role == "status" and list(text) == [""]:
        known = words()["statuses"].get(text[""].replace(" ", "-"))
        return dict(known or text)
    return dict(text)


def _passage(projection: Projection, iri: str, releases: dict[str, int]) -> list[int | str]:
    passage = projection.passages[iri]
    return [releases.get(passage.release, -1), passage.start, passage.end, passage.text]


def _release(projection: Projection, iri: str) -> list[str]:
    release = projection.releases[iri]
    return [release.title or local_name(iri), release.url, release.published, release.language]
