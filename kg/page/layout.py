"""Where everything is drawn: countries as anchors, their bodies and people around them, joint things between them.

Each country is a disc of its own bodies and people; each set of countries that share agreements and events is a
smaller group between them. Discs are placed by a few rounds of attraction and repulsion and pushed apart until none
overlaps; inside a disc things lie on a sunflower spiral, people next to their body; joint things take the free slots
nearest to the middle of their countries. Only + - * / and square roots are used on the way, whose results are the same
on every machine, and so is the picture.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from dataclasses import dataclass, field

import networkx as nx

from kg.page.discs import GOLDEN, Slots, separate, settle

PITCH = 105.0  # room for one thing and its label, in pixels at scale 1


@dataclass(slots=True)
class Disc:
    """A group of nodes drawn together; `members` in the order from the middle outwards."""

    key: tuple[str, ...]
    members: list[str] = field(default_factory=list)
    x: float = 0.0
    y: float = 0.0

    @property
    def radius(self) -> float:
        """Room that the members take."""
        return PITCH * (1.0 + math.sqrt(len(self.members)))


def place(graph: nx.MultiDiGraph[str]) -> dict[str, tuple[int, int]]:
    """Positions in whole pixels of every node of a projection, the same for the same graph."""
    discs = _discs(graph)
    anchors = [d for d in discs if len(d.key) == 1]
    bonds = _bonds(discs, {d.key[0]: i for i, d in enumerate(anchors)})
    spots = settle([d.radius for d in anchors], bonds, PITCH)
    moved = separate([(x, y, d.radius) for d, (x, y) in zip(anchors, spots, strict=True)])
    positions: dict[str, tuple[int, int]] = {}
    slots = Slots(PITCH)
    for disc, (x, y) in zip(anchors, moved, strict=True):
        disc.x, disc.y = x, y
        slots.block(disc.x, disc.y, disc.radius - PITCH * 0.4)
        for member, (dx, dy) in zip(disc.members, _spiral(len(disc.members)), strict=True):
            positions[member] = (round(disc.x + dx), round(disc.y + dy))
    _between(discs, {d.key[0]: d for d in anchors})
    for disc in discs[len(anchors) :]:
        for member in disc.members:
            x, y = (disc.x, disc.y) if disc.key else _near(graph, member, positions, disc)
            positions[member] = slots.take(x, y)
    return positions


def _near(
    graph: nx.MultiDiGraph[str], node: str, positions: dict[str, tuple[int, int]], disc: Disc
) -> tuple[float, float]:
    """What belongs to no country lies amid what it is joined to, else below everything."""
    spots = [positions[n] for n in sorted({*graph.successors(node), *graph.predecessors(node)}) if n in positions]
    if not spots:
        return disc.x, disc.y
    return sum(x for x, _ in spots) / len(spots), sum(y for _, y in spots) / len(spots)


def _discs(graph: nx.MultiDiGraph[str]) -> list[Disc]:
    """Anchors first, from the best connected country on, then the joint groups, the largest first."""
    groups: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for node, data in graph.nodes(data=True):
        groups[_group(data)].append(node)
    codes = {c for key in groups for c in key}
    for code in codes:
        groups.setdefault((code,), [])
    weight = Counter(c for key, members in groups.items() for c in key for _ in members)
    anchors = sorted((k for k in groups if len(k) == 1), key=lambda k: (-weight[k[0]], k))
    joint = sorted((k for k in groups if len(k) != 1), key=lambda k: (not k, -len(groups[k]), k))
    return [Disc(key, _inside_out(graph, groups[key])) for key in anchors + joint]


def _group(data: dict[str, object]) -> tuple[str, ...]:
    countries = data["countries"] or data["home"]  # what names no side is drawn where it took place
    assert isinstance(countries, tuple)
    if data["kind"] == "person" and len(countries) > 1:
        return countries[:1]
    return countries


def _inside_out(graph: nx.MultiDiGraph[str], members: list[str]) -> list[str]:
    """The country, then each body followed by its people, the best connected first, then what is left."""
    rank = {"country": 0, "body": 1, "event": 2, "agreement": 3, "person": 4}
    waiting = sorted(members, key=lambda n: (rank[graph.nodes[n]["kind"]], -graph.degree(n), n))
    ordered: dict[str, None] = {}
    inside = set(members)
    for node in waiting:
        ordered.setdefault(node)
        if graph.nodes[node]["kind"] == "body":
            people = [p for p in graph.predecessors(node) if graph.nodes[p]["kind"] == "person" and p in inside]
            ordered.update(dict.fromkeys(sorted(people)))
    return list(ordered)


def _bonds(discs: list[Disc], number: dict[str, int]) -> dict[tuple[int, int], float]:
    """How strongly two countries are drawn together: joint things, each counting less the more countries share it."""
    bonds: dict[tuple[int, int], float] = defaultdict(float)
    for disc in discs:
        near = sorted(number[c] for c in disc.key)
        if 1 < len(near) <= 12:
            for i, a in enumerate(near):
                for b in near[i + 1 :]:
                    bonds[a, b] += len(disc.members) / (len(near) - 1)
    return bonds


def _between(discs: list[Disc], anchors: dict[str, Disc]) -> None:
    """Joint groups start in the middle of their countries; what belongs to no country starts below everything."""
    lowest = max((d.y + d.radius for d in anchors.values()), default=0.0)
    for disc in discs:
        if len(disc.key) > 1:
            # amid the gaps between the discs rather than between their middles: the large weigh less
            shares = [(anchors[c], 1 / anchors[c].radius) for c in disc.key]
            total = sum(share for _, share in shares)
            disc.x = sum(a.x * share for a, share in shares) / total
            disc.y = sum(a.y * share for a, share in shares) / total
        elif not disc.key:
            disc.x, disc.y = 0.0, lowest + PITCH / 2


def _spiral(count: int) -> list[tuple[float, float]]:
    """`count` points of a sunflower, from the middle outwards, about PITCH apart."""
    points = []
    cos, sin = 1.0, 0.0
    for i in range(count):
        reach = PITCH * (math.sqrt(i) + 0.55) if i else 0.0  # the anchor in the middle is drawn larger
        points.append((reach * cos, reach * sin * 0.85))
        cos, sin = cos * GOLDEN[0] - sin * GOLDEN[1], cos * GOLDEN[1] + sin * GOLDEN[0]
        norm = math.sqrt(cos * cos + sin * sin)
        cos, sin = cos / norm, sin / norm
    return points
