"""Statements from and to text in the RDF formats."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox

from kg.questions.engine import term
from kg.questions.model import PREFIXES, GraphMissing, Term, Triples

_FORMATS = {
    "ttl": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdf": ox.RdfFormat.RDF_XML,
}


def rdf(triples: Triples, form: str) -> bytes:
    """The triples as "ttl", "nt", "jsonld" or "rdf"; KeyError on another form."""
    lines = "".join(f"{s.n3} {p.n3} {o.n3} .\n" for s, p, o in triples.triples).encode()
    if form == "nt":
        return lines
    parsed = (ox.Triple(q.subject, q.predicate, q.object) for q in ox.parse(lines, format=ox.RdfFormat.N_TRIPLES))
    # prefixes end up in attribute names of RDF/XML and as keys of JSON-LD; only Turtle is read by people
    prefixes = PREFIXES if form == "ttl" else {}
    out = ox.serialize(parsed, format=_FORMATS[form], prefixes=prefixes)
    assert out is not None  # it is only None when written to a file
    return out


def quads(path: Path) -> Iterator[tuple[str, str, Term, str]]:
    """The statements of a TriG file in its order; "" is the default graph. Raises GraphMissing."""
    try:
        for quad in ox.parse(path=str(path), format=ox.RdfFormat.TRIG):
            graph = quad.graph_name.value if isinstance(quad.graph_name, ox.NamedNode) else ""
            yield term(quad.subject).value, quad.predicate.value, term(quad.object), graph
    except (OSError, SyntaxError) as error:
        raise GraphMissing(f"{path} is not a readable graph: {error}") from None


def dataset(path: Path, form: str) -> bytes:
    """A TriG file as "nq" (sorted) or "rdf" (RDF/XML of all statements without their graphs)."""
    parsed = sorted(ox.parse(path=str(path), format=ox.RdfFormat.TRIG), key=str)
    if form == "nq":
        return "".join(sorted(f"{quad} .\n" for quad in parsed)).encode()
    union = dict.fromkeys(ox.Triple(q.subject, q.predicate, q.object) for q in parsed)
    out = ox.serialize(sorted(union, key=str), format=ox.RdfFormat.RDF_XML, prefixes=PREFIXES)
    assert out is not None
    return out
