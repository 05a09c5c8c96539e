"""When two cities are one: same sound and same state, or no state told and only one such city."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass

from kg.entities.model import Mention
from kg.entities.names import fold, skeletons
from kg.facts.model import Place


@dataclass(frozen=True, slots=True)
class PlaceNode:
    """A city of one release, made comparable."""

    mention: Mention
    language: str
    name: str
    country: str | None


def place_node(mention: Mention, place: Place, language: str) -> PlaceNode:
    """The comparable form of a place."""
    return PlaceNode(mention, language, fold(place.name), place.country)


class PlaceRules:
    """Cities are keyed by state and sound, so that Мінск, Минск and Minsk are one."""

    exclusive = False

    def keys(self, node: PlaceNode) -> Iterable[Hashable]:
        """By sound."""
        return skeletons(node.name)

    def asks(self, node: PlaceNode) -> Iterable[Hashable]:
        """Nothing beyond the keys."""
        return ()

    def offers(self, node: PlaceNode) -> Iterable[Hashable]:
        """Nothing beyond the keys."""
        return ()

    def signature(self, node: PlaceNode) -> Hashable:
        """Name and state."""
        return (node.name, node.country)

    def same(self, a: PlaceNode, b: PlaceNode) -> tuple[int, str] | None:
        """Same name, or same sound in two languages, within one state or both without one."""
        if a.country == b.country and a.name == b.name:
            return 0, "same name in one state"
        if a.country and a.country == b.country and a.language != b.language and skeletons(a.name) & skeletons(b.name):
            return 1, "same name in two languages, one state"
        return None

    def apart(self, a: PlaceNode, b: PlaceNode) -> str | None:
        """Different states."""
        return "different states" if a.country and b.country and a.country != b.country else None

    def weak(self, node: PlaceNode) -> bool:
        """A city without a state."""
        return node.country is None

    def fits(self, a: PlaceNode, b: PlaceNode) -> str | None:
        """The only city of that name."""
        return "the only city of that name" if a.name == b.name else None

    def maybe(self, a: PlaceNode, b: PlaceNode) -> tuple[str, ...]:
        """Nothing beyond what fits."""
        return ()
