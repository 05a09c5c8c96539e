"""The graph as nodes and edges for network programs: GraphML and GEXF."""

from __future__ import annotations

import re
from pathlib import Path

import networkx as nx

from kg.exports.model import COOP, LANGUAGES, Statements, clean
from kg.questions.model import PREFIXES

CLASSES = ("Country", "Organization", "Person", "Place", "Agreement", "Event")
_SUPER = PREFIXES["schema"] + "superEvent"
_DATED = re.compile(r' lastmodifieddate="[^"]*"')


def network(graph: Path) -> nx.MultiDiGraph[str]:
    """Nodes are countries, bodies, people, places, agreements, events; an edge for each stated relation of two.

    Posts are edges from the person to the body or state. Every edge knows how many sentences and releases state it.
    """
    told = Statements(graph)
    out: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for cls in CLASSES:
        for iri in told.instances(cls):
            out.add_node(iri, **_attributes(told, iri, cls))
    edges: dict[tuple[str, str, str, str], set[str]] = {}
    for one in told.all:
        stated = one.graph or one.predicate == _SUPER
        relation = one.predicate.startswith(COOP) or one.predicate == _SUPER
        if stated and relation and one.object.kind == "iri" and {one.subject, one.object.value} <= out.nodes.keys():
            name = re.split("[#/]", one.predicate)[-1]
            edges.setdefault((one.subject, one.object.value, name, ""), set()).add(one.graph)
    for tenure in told.instances("Tenure"):
        role = "; ".join(told.label(r.value) for r in told.values(tenure, COOP + "role"))
        passages = {p.value for p in told.values(tenure, COOP + "evidence")}
        for holder in told.values(tenure, COOP + "holder"):
            for at in told.values(tenure, COOP + "at"):
                edges.setdefault((holder.value, at.value, "post", role), set()).update(passages)
    for (source, target, name, role), passages in sorted(edges.items()):
        kept = sorted(p for p in passages if p)
        releases = {r.value for p in kept for r in told.values(p, PREFIXES["dcterms"] + "isPartOf")}
        out.add_edge(source, target, key=f"{name} {role}".strip(), relation=name, role=clean(role), label=clean(role or name),
                     sentences=len(kept), releases=len(releases), sentence=clean(" ¶ ".join(map(told.exact, kept))))  # fmt: skip
    return out


def _attributes(told: Statements, iri: str, cls: str) -> dict[str, str]:
    kinds = [t.value.removeprefix(COOP) for t in told.values(iri, PREFIXES["rdf"] + "type") if t.value.startswith(COOP)]
    found = {
        "label": clean(told.label(iri)),
        "class": cls,
        "kind": next((k for k in kinds if k != cls), cls),
        "date": _first(told, iri, "signedOn", "startsOn"),
        "notBefore": _first(told, iri, "notBefore"),
        "notAfter": _first(told, iri, "notAfter"),
        "status": _first(told, iri, "status").rsplit("/", 1)[-1],
    }
    return found | {f"label_{code}": clean(told.label(iri, code)) for code in LANGUAGES}


def _first(told: Statements, iri: str, *names: str) -> str:
    return next((values[0].value for n in names if (values := told.values(iri, COOP + n))), "")


def graphml(graph: Path) -> bytes:
    """GraphML 1.0, attributes under their own names."""
    lines = nx.generate_graphml(network(graph), encoding="utf-8", prettyprint=True, named_key_ids=True)
    return ('<?xml version="1.0" encoding="UTF-8"?>\n' + "\n".join(lines) + "\n").encode()


def gexf(graph: Path) -> bytes:
    """GEXF 1.2; the date of writing, which networkx puts in, is taken out, so that the same graph gives the same bytes."""
    lines = nx.generate_gexf(network(graph), encoding="utf-8", prettyprint=True)
    return ('<?xml version="1.0" encoding="UTF-8"?>\n' + _DATED.sub("", "\n".join(lines)) + "\n").encode()
