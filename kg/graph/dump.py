"""The dumps: graph.ttl and graph.trig as bytes, read back by a strict parser before anybody gets them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pyoxigraph as ox

from kg.errors import OutputError
from kg.graph import terms as t
from kg.graph.quads import Quad, union
from kg.graph.write import Writer


@dataclass(frozen=True, slots=True)
class Dumps:
    """Both dumps, and the graph as an Oxigraph store, loaded from graph.trig."""

    turtle: bytes
    trig: bytes
    store: ox.Store


def dump(quads: Iterable[Quad], base: str = t.ID_BASE) -> Dumps:
    """Write and read back. Raises OutputError if the strict parser refuses a dump or finds another number of statements."""
    everything = set(quads)
    writer = Writer(base)
    turtle, trig = writer.turtle(everything).encode(), writer.trig(everything).encode()
    _read_back(turtle, ox.RdfFormat.TURTLE, "graph.ttl", len(union(everything)))
    store = _read_back(trig, ox.RdfFormat.TRIG, "graph.trig", len(everything))
    return Dumps(turtle, trig, store)


def _read_back(content: bytes, form: ox.RdfFormat, name: str, wanted: int) -> ox.Store:
    store = ox.Store()
    try:
        store.bulk_load(content, form)
    except (SyntaxError, ValueError) as error:
        raise OutputError(f"{name}: a strict parser refuses it: {error}") from error
    if len(store) != wanted:
        raise OutputError(f"{name}: {wanted} statements written, {len(store)} read back")
    return store
