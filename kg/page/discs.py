"""Discs in the plane: a first placing by attraction and repulsion, and pushing overlapping ones apart."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

ROUNDS = 120
GOLDEN = (-0.737369, 0.675490)  # cosine and sine of the golden angle, rounded: libraries differ in the last digit
Point = tuple[float, float]


def settle(radii: Sequence[float], bonds: Mapping[tuple[int, int], float], unit: float) -> list[Point]:
    """Places for discs, given from the most to the least important: bonded ones near, the first in the middle.

    Between two bonded discs there is room for the things that bind them, each `unit` wide.
    """
    spots = _sunflower(radii)
    strongest = max(bonds.values(), default=1.0)
    mean = sum(radii) / max(1, len(radii))
    for step in range(ROUNDS if len(radii) > 1 else 0):
        heat = 0.12 * (1 - step / ROUNDS)
        push = _pushes(spots, radii)
        for (a, b), weight in sorted(bonds.items()):
            room = radii[a] + radii[b] + unit * (0.4 + math.sqrt(weight))
            _pull(spots, push, a, b, weight / strongest, room)
        # the heavy stay where they are, the first of all: the picture turns around it
        spots = [spots[0], *(_moved(spots[i], push[i], heat * mean / radii[i]) for i in range(1, len(spots)))]
    return spots


def _moved(spot: Point, push: Sequence[float], heat: float) -> Point:
    return spot[0] + heat * push[0], spot[1] + heat * push[1]


def _sunflower(radii: Sequence[float]) -> list[Point]:
    spots, area = [], 0.0
    cos, sin = 1.0, 0.0
    for i, radius in enumerate(radii):
        reach = math.sqrt(area) if i else 0.0
        spots.append((reach * cos, reach * sin))
        area += radius * radius * 2
        cos, sin = cos * GOLDEN[0] - sin * GOLDEN[1], cos * GOLDEN[1] + sin * GOLDEN[0]
    return spots


def _pushes(spots: list[Point], radii: Sequence[float]) -> list[list[float]]:
    """Repulsion of each disc by every other within reach, and a slight pull to the middle."""
    push = [[-0.15 * x, -0.15 * y] for x, y in spots]
    for i, (xi, yi) in enumerate(spots):
        for j in range(i):
            dx, dy = xi - spots[j][0], yi - spots[j][1]
            room = (radii[i] + radii[j]) * 1.2
            square = dx * dx + dy * dy
            if square >= room * room * 4:
                continue
            distance = math.sqrt(square) or 1.0
            force = room * room / (distance * distance + 1.0)
            force = min(force, 4.0) * room / 4
            push[i][0] += force * dx / distance
            push[i][1] += force * dy / distance
            push[j][0] -= force * dx / distance
            push[j][1] -= force * dy / distance
    return push


def _pull(spots: list[Point], push: list[list[float]], a: int, b: int, weight: float, room: float) -> None:
    dx, dy = spots[b][0] - spots[a][0], spots[b][1] - spots[a][1]
    distance = math.sqrt(dx * dx + dy * dy) or 1.0
    force = weight * (distance - room) * 0.5
    for node, sign in ((a, 1), (b, -1)):
        push[node][0] += sign * force * dx / distance
        push[node][1] += sign * force * dy / distance


def separate(discs: Sequence[tuple[float, float, float]], rounds: int = 200) -> list[Point]:
    """Move discs (x, y, radius) until no two overlap or `rounds` are over."""
    # two discs on one spot have no direction to part in: a tiny offset of each gives them one
    spots = [[x + 0.013 * i, y - 0.007 * (i % 17)] for i, (x, y, _) in enumerate(discs)]
    radii = [r for *_, r in discs]
    for _ in range(rounds):
        moves = [_push_apart(spots, radii, a, b) for b in range(len(spots)) for a in range(b)]
        if not any(moves):
            break
    return [(x, y) for x, y in spots]


def _push_apart(spots: list[list[float]], radii: Sequence[float], a: int, b: int) -> bool:
    dx, dy = spots[b][0] - spots[a][0], spots[b][1] - spots[a][1]
    room = radii[a] + radii[b]
    square = dx * dx + dy * dy
    if square >= room * room:
        return False
    distance = math.sqrt(square) or 0.001
    share = radii[a] ** 2 / (radii[a] ** 2 + radii[b] ** 2) if a else 1.0  # the smaller gives way, the first stays
    gap = (room - distance) * 1.05 + 0.01
    for node, part, sign in ((b, share, 1), (a, 1 - share, -1)):
        spots[node][0] += sign * gap * part * dx / distance
        spots[node][1] += sign * gap * part * dy / distance
    return True


class Slots:
    """A triangular lattice of places, each taken once."""

    def __init__(self, pitch: float) -> None:
        self._pitch, self._row = pitch * 1.25, pitch * 0.85  # labels are wider than high
        self._taken: set[tuple[int, int]] = set()
        self._reached: dict[tuple[int, int], tuple[int, int]] = {}
        reach = range(-60, 61)
        around = sorted((4 * a * a + 3 * b * b, a, b) for a in reach for b in reach)
        self._around = [(a, b) for _, a, b in around]

    def block(self, x: float, y: float, radius: float) -> None:
        """Take every slot within a disc."""
        rows = range(math.floor((y - radius) / self._row), math.ceil((y + radius) / self._row) + 1)
        columns = range(math.floor((x - radius) / self._pitch) - 1, math.ceil((x + radius) / self._pitch) + 1)
        for row in rows:
            for column in columns:
                at = self._at(column, row)
                if (at[0] - x) ** 2 + (at[1] - y) ** 2 < radius * radius:
                    self._taken.add((column, row))

    def take(self, x: float, y: float) -> tuple[int, int]:
        """The free slot nearest to a point, in whole pixels; from now on it is taken."""
        row = round(y / self._row)
        column = round(x / self._pitch - 0.5 * (row & 1))
        start, step = self._reached.get((column, row), (0, 1))
        while True:
            # a slot once taken stays so: a search from the same place goes on where the last one ended
            for i in range(start, len(self._around)):
                a, b = self._around[i]
                slot = (column + a * step, row + b * step)
                if slot not in self._taken:
                    self._taken.add(slot)
                    self._reached[column, row] = (i, step)
                    at = self._at(*slot)
                    return round(at[0]), round(at[1])
            start, step = 0, step * 2

    def _at(self, column: int, row: int) -> Point:
        return ((column + 0.5 * (row & 1)) * self._pitch, row * self._row)
