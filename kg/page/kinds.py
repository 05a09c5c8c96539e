"""The kinds of things that the page draws: colour and shape of each.

Colours are those of Okabe and Ito's palette for colour-blind readers; every kind also has a shape of its own, so that
the picture can be read without colour.
"""

from __future__ import annotations

from dataclasses import dataclass

from kg.page.source import coop


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of node: its key, the class it is drawn for, colour, vis-network shape, size in pixels."""

    key: str
    class_iri: str
    colour: str
    shape: str
    size: int


KINDS = (
    Kind("country", coop("Country"), "#0072B2", "hexagon", 26),
    Kind("body", coop("Organization"), "#E69F00", "square", 14),
    Kind("person", coop("Person"), "#009E73", "dot", 10),
    Kind("agreement", coop("Agreement"), "#D55E00", "diamond", 14),
    Kind("event", coop("Event"), "#CC79A7", "triangle", 13),
)
BY_KEY = {kind.key: kind for kind in KINDS}
