"""Triples as text in the RDF formats."""

from __future__ import annotations

import pyoxigraph as ox

from kg.questions.model import PREFIXES, Triples

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
