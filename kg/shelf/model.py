"""What a step of growth changed, for the next step to follow up."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple


class Kept(NamedTuple):
    """An entity as the database keeps it: its path, the entity without mentions as JSON, what the graph adds as JSON."""

    path: str
    draft: str
    extra: str


class Pair(NamedTuple):
    """Two entities, by their paths, that may be one, and why."""

    left: str
    right: str
    reasons: tuple[str, ...]


@dataclass(slots=True)
class Grown:
    """The changes of one step.

    added, removed  releases that came and went
    dirty           releases that stayed but speak of something that has another name now
    before          entities as they were, by id, of all that went or changed
    entities        ids of entities that are new, changed, or mentioned by other releases than before
    parted, paired  pairs that may be one: those that went and those that came
    """

    added: set[str]
    removed: set[str]
    dirty: set[str] = field(default_factory=set)
    before: dict[int, Kept] = field(default_factory=dict)
    entities: set[int] = field(default_factory=set)
    parted: list[Pair] = field(default_factory=list)
    paired: list[Pair] = field(default_factory=list)
