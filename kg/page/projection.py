"""From the RDF dataset to the network that is drawn: countries, bodies, people, agreements, events.

Tenures, commitments and memberships are not nodes: each becomes an edge or a fact of the things that it joins.
"""

from __future__ import annotations

import networkx as nx

from kg.page.factlines import factlines
from kg.page.kinds import KINDS
from kg.page.model import Labels, Passage, Projection, Release
from kg.page.source import COOP, DCTERMS, OA, SCHEMA, SKOS, Index, coop

STATUSES = ("discussed", "planned", "drafted", "signed", "in-force", "implementing", "terminated")
GENERAL = frozenset({"Country", "Organization", "Person", "Agreement", "Event"})
# an edge to the state behind a party says nothing that the party's own body does not say
IMPLIED_BY_BODY = frozenset({"betweenCountry", "participatingCountry"})


def project(index: Index) -> Projection:
    """Build the projection of an indexed dataset."""
    words = Words(index)
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for kind in KINDS:
        for iri in index.instances(kind.class_iri):
            graph.add_node(iri, **_attributes(index, words, iri, kind.key))
    passages = _passages(index)
    facts, edges = factlines(index, words, graph, passages)
    for (source, target, role), stated in sorted(edges.items()):
        graph.add_edge(source, target, key=role, role=role, passages=tuple(sorted(stated)), drawn=True)
    _add_countries(graph)
    _hide_implied(graph)
    return Projection(graph, facts, passages, _releases(index), _topic_labels(graph, words))


class Words:
    """Labels of things and concepts."""

    def __init__(self, index: Index) -> None:
        self._index = index

    def labels(self, iri: str) -> Labels:
        """prefLabel by language; the end of the IRI where a thing has no label."""
        found = {t.language: t.value for t in reversed(self._index.texts(iri, SKOS + "prefLabel"))}
        return dict(sorted(found.items())) or {"": local_name(iri).replace("-", " ")}


def local_name(iri: str) -> str:
    """What follows the last slash or hash."""
    return iri.rstrip("/#").replace("#", "/").rsplit("/", 1)[-1]


def _attributes(index: Index, words: Words, iri: str, kind: str) -> dict[str, object]:
    codes = [t.value for t in index.texts(iri, SKOS + "notation")]
    leaf = [local_name(c) for c in index.types(iri) if c.startswith(COOP) and local_name(c) not in GENERAL]
    start = _dates(index, iri, "signedOn") or _dates(index, iri, "startsOn")
    statuses = {local_name(s) for s in index.links(iri, coop("status"))}
    return {
        "kind": kind,
        "type": leaf[0] if leaf else "",
        "labels": words.labels(iri),
        "alt": tuple(sorted({t.value for t in index.texts(iri, SKOS + "altLabel")})),
        "code": codes[0] if codes and kind == "country" else "",
        "countries": (),
        "home": tuple(_codes(index, index.links(iri, coop("country")))),
        "start": start[0] if start else "",
        "end": (_dates(index, iri, "endsOn") or [""])[-1],
        "bounds": (index.first(iri, coop("notBefore")), index.first(iri, coop("notAfter"))),
        "status": max((s for s in statuses if s in STATUSES), key=STATUSES.index, default=""),
        "topics": tuple(sorted(index.links(iri, coop("topic")))),
    }


def _codes(index: Index, states: list[str]) -> list[str]:
    return sorted({t.value for state in states for t in index.texts(state, SKOS + "notation")})


def _dates(index: Index, iri: str, name: str) -> list[str]:
    return sorted(t.value for t in index.texts(iri, coop(name)))


def _passages(index: Index) -> dict[str, Passage]:
    found = {}
    for iri in index.instances(coop("Passage")):
        start, end = index.first(iri, OA + "start") or "0", index.first(iri, OA + "end") or "0"
        text = index.first(iri, OA + "exact")
        found[iri] = Passage(iri, index.first(iri, DCTERMS + "isPartOf"), int(start), int(end), text)
    return found


def _releases(index: Index) -> dict[str, Release]:
    found = {}
    for iri in index.instances(coop("Release")):
        url = index.first(iri, DCTERMS + "source")
        published = index.first(iri, SCHEMA + "datePublished")
        safe = url if url.startswith(("http://", "https://")) else ""
        title, language = index.first(iri, DCTERMS + "title"), index.first(iri, DCTERMS + "language")
        found[iri] = Release(iri, title, safe, published, local_name(language) if language else "")
    return found


def _add_countries(graph: nx.MultiDiGraph[str]) -> None:
    """ISO codes behind each node: its own edges to countries, then those of its bodies and posts."""
    own = {
        n: {graph.nodes[m]["code"] for m in graph.successors(n) if graph.nodes[m]["kind"] == "country"} for n in graph
    }
    for node, data in graph.nodes(data=True):
        codes = {data["code"]} if data["kind"] == "country" else set(own[node])
        if data["kind"] in ("person", "agreement", "event"):
            for other in graph.successors(node):
                if graph.nodes[other]["kind"] == "body":
                    codes |= own[other]
        data["countries"] = tuple(sorted(codes - {""}))


def _hide_implied(graph: nx.MultiDiGraph[str]) -> None:
    for source, target, data in graph.edges(data=True):
        if data["role"] in IMPLIED_BY_BODY:
            code = graph.nodes[target]["code"]
            data["drawn"] = not any(
                graph.nodes[m]["kind"] == "body" and code in graph.nodes[m]["countries"]
                for m in graph.successors(source)
            )


def _topic_labels(graph: nx.MultiDiGraph[str], words: Words) -> dict[str, Labels]:
    topics = {t for _, data in graph.nodes(data=True) for t in data["topics"]}
    return {t: words.labels(t) for t in sorted(topics)}
