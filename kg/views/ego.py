"""The network around one thing, as a projection of its own."""

from __future__ import annotations

from dataclasses import replace

from kg.page.model import Fact, Projection

ACTS = frozenset({"agreement", "event"})


def ego(projection: Projection, centre: str, steps: int = 2) -> Projection:
    """What lies at most `steps` from `centre`; the way never goes on through another country, which knows everybody.

    From a country, the second step goes on only through agreements and events: its partners, not its bodies' partners'
    partners. Facts that tell of things left out keep their words. KeyError if `centre` is not in the graph.
    """
    if centre not in projection.graph:
        raise KeyError(centre)
    kept = _reach(projection, centre, steps)
    graph = projection.graph.subgraph(sorted(kept)).copy()
    facts = {
        node: tuple(_spoken(projection, fact, kept) for fact in projection.facts.get(node, ())) for node in sorted(kept)
    }
    return replace(projection, graph=graph, facts=facts)


def _reach(projection: Projection, centre: str, steps: int) -> set[str]:
    graph, kept, rim = projection.graph, {centre}, [centre]
    from_country = graph.nodes[centre]["kind"] == "country"
    for step in range(steps):
        further = []
        for node in rim:
            kind = graph.nodes[node]["kind"]
            if step and (kind == "country" or (from_country and kind not in ACTS)):
                continue
            for other in sorted({*graph.successors(node), *graph.predecessors(node)} - kept):
                kept.add(other)
                further.append(other)
        rim = further
    return kept


def _spoken(projection: Projection, fact: Fact, kept: set[str]) -> Fact:
    """A fact about a thing that is not drawn names it in words."""
    if fact.target in kept or fact.target not in projection.graph:
        return fact
    return replace(fact, target="", text=fact.text or projection.graph.nodes[fact.target]["labels"])
