"""Measures of the network: who is central, who belongs together, who brings countries together, what changes by year.

Three projections are measured. In each, two of a kind are tied by the agreements and events that they share:

country–country   both states are behind it (as party, participant, or by a body of theirs)
body–body         both bodies are party to it or take part in it
person–person     both people signed it or took part in it

`count` is the number of shared agreements and events. `weight` is the sum over them of 1 / (k - 1), where k is how many
of that kind share it, after M. E. J. Newman (Phys. Rev. E 64, 016132, 2001): a memorandum of two counts 1, a forum of
eleven counts 0.1 for each pair, so that each act adds 1 to the strength of each of its k sides. Acts with more than
CROWD sides tie nobody to anybody. Open acts (discussed, planned, drafted) are not counted: they have not happened.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

import networkx as nx

from kg.page.model import Projection
from kg.page.render import best_label
from kg.views.acts import Act, acts
from kg.views.matrix import CROWD

KINDS = {"countries": "country", "bodies": "body", "people": "person"}


@dataclass(frozen=True, slots=True)
class Measure:
    """One node's place in a projection.

    degree       partners            strength     sum of the weights of its ties
    betweenness  share of shortest ways between others that lead over it; the length of a tie is 1 / weight
    eigenvector  how central its partners are, within the largest connected part, else 0
    community    number of its community, 1 being the largest (greedy modularity of Clauset, Newman and Moore)
    reach        countries other than its own that it shares agreements or events with: a broker has many
    """

    iri: str
    label: str
    countries: tuple[str, ...]
    degree: int
    strength: float
    betweenness: float
    eigenvector: float
    community: int
    reach: int


@dataclass(frozen=True, slots=True)
class Year:
    """What happened in one year: agreements and events dated in it, states active, ties first seen, total weight."""

    year: int
    agreements: int
    events: int
    countries: int
    new_ties: int
    weight: float


def tied(projection: Projection, of: str) -> nx.Graph[str]:
    """A projection of "countries", "bodies" or "people": edges with count and weight. KeyError for another name."""
    graph: nx.Graph[str] = nx.Graph()
    kind = KINDS[of]
    graph.add_nodes_from(sorted(n for n, d in projection.graph.nodes(data=True) if d["kind"] == kind))
    for act in _done(projection):
        _tie(graph, _sides(projection, act, kind))
    return graph


def _done(projection: Projection) -> list[Act]:
    return [act for act in acts(projection) if not act.open]


def _sides(projection: Projection, act: Act, kind: str) -> list[str]:
    if kind == "country":
        codes = {d["code"]: n for n, d in projection.graph.nodes(data=True) if d["code"]}
        return sorted(codes[c] for c in act.countries if c in codes)
    return sorted({n for n in projection.graph.successors(act.iri) if projection.graph.nodes[n]["kind"] == kind})


def _tie(graph: nx.Graph[str], sides: list[str]) -> None:
    if not 1 < len(sides) <= CROWD:
        return
    for a, b in combinations(sides, 2):
        had = graph.get_edge_data(a, b, {"count": 0, "weight": 0.0})
        graph.add_edge(a, b, count=had["count"] + 1, weight=round(had["weight"] + 1 / (len(sides) - 1), 9))


def measures(projection: Projection, of: str, language: str = "ru") -> list[Measure]:
    """Measures of every node of a projection that has a tie, the best connected first."""
    named = tied(projection, of)
    named.remove_nodes_from([n for n in named if not named.degree(n)])
    order = sorted(named)
    # whole numbers as nodes: networkx goes through sets, whose order for strings differs from run to run
    number = {n: i for i, n in enumerate(order)}
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(number.values())
    for a, b, data in sorted(named.edges(data=True), key=lambda edge: (number[edge[0]], number[edge[1]])):
        graph.add_edge(number[a], number[b], weight=data["weight"], length=1 / data["weight"])
    between = nx.betweenness_centrality(graph, weight="length")
    eigen, community = _eigenvector(graph), _communities(graph)
    reach = _reach(projection, order)
    found = [
        Measure(
            iri=iri, label=best_label(projection.graph.nodes[iri]["labels"], language),
            countries=projection.graph.nodes[iri]["countries"], degree=graph.degree(i),
            strength=round(graph.degree(i, weight="weight"), 6), betweenness=round(between[i], 6),
            eigenvector=round(eigen.get(i, 0.0), 6), community=community[i], reach=len(reach[iri]),
        )
        for i, iri in enumerate(order)
    ]  # fmt: skip
    return sorted(found, key=lambda m: (-m.strength, -m.betweenness, m.iri))


def brokers(found: Iterable[Measure]) -> list[Measure]:
    """Those who bring countries together: the widest reach first, then the most between others."""
    return sorted((m for m in found if m.reach), key=lambda m: (-m.reach, -m.betweenness, m.iri))


def _eigenvector(graph: nx.Graph[int]) -> dict[int, float]:
    parts = sorted(nx.connected_components(graph), key=lambda part: (-len(part), min(part)))
    if not parts:
        return {}
    largest = graph.subgraph(sorted(parts[0]))
    try:
        return dict(nx.eigenvector_centrality(largest, max_iter=5000, tol=1e-7, weight="weight"))
    except nx.PowerIterationFailedConvergence:
        return {}


def _communities(graph: nx.Graph[int]) -> dict[int, int]:
    if not graph.number_of_edges():
        return {}
    groups = nx.community.greedy_modularity_communities(graph, weight="weight")
    ranked = sorted((sorted(group) for group in groups), key=lambda group: (-len(group), group[0]))
    return {node: number for number, group in enumerate(ranked, 1) for node in group}


def _reach(projection: Projection, nodes: list[str]) -> dict[str, set[str]]:
    """Countries other than their own that nodes share acts with."""
    wanted = set(nodes)
    found: dict[str, set[str]] = defaultdict(set)
    codes = {d["code"]: n for n, d in projection.graph.nodes(data=True) if d["code"]}
    for act in _done(projection):
        if len(act.countries) > CROWD:
            continue
        sides = wanted & ({*projection.graph.successors(act.iri)} | {codes[c] for c in act.countries if c in codes})
        for node in sides:
            found[node] |= set(act.countries) - set(projection.graph.nodes[node]["countries"])
    return found


def by_year(projection: Projection) -> list[Year]:
    """Change by year, over agreements and events whose year is known, between countries."""
    done = [act for act in _done(projection) if act.first]
    seen: set[tuple[str, str]] = set()
    rows = []
    for year in sorted({int(act.first[:4]) for act in done}):
        now = [act for act in done if int(act.first[:4]) == year]
        pairs = [p for act in now if len(act.countries) <= CROWD for p in combinations(act.countries, 2)]
        kinds = Counter(act.kind for act in now)
        weight = sum(len(act.countries) / 2 for act in now if 1 < len(act.countries) <= CROWD)
        states = {code for act in now for code in act.countries}
        rows.append(Year(year, kinds["agreement"], kinds["event"], len(states), len(set(pairs) - seen), weight))
        seen |= set(pairs)
    return rows
