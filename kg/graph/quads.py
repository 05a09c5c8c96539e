"""Statements as plain values: cheap to make, hash and sort by the million; `kg.graph.terms` has the names in them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple, TypeAlias

from kg.graph.terms import RDF, XSD
from kg.values import PartialDate

_STRING, _LANG_STRING = str(XSD.string), str(RDF.langString)


class Literal(NamedTuple):
    """A literal; `datatype` is the IRI of its type."""

    value: str
    datatype: str = _STRING
    language: str = ""


Term: TypeAlias = str | Literal  # a str is an IRI; there are no blank nodes


class Quad(NamedTuple):
    """A statement; `graph` is the passage that states it, "" for the default graph."""

    subject: str
    predicate: str
    object: Term
    graph: str = ""


def quad(subject: str, predicate: str, value: Term, graph: str = "") -> Quad:
    """A statement of plain strings: an rdflib URIRef is a str but neither equal to nor hashed like one."""
    return Quad(str(subject), str(predicate), str(value) if isinstance(value, str) else value, graph)


def text(value: str, language: str = "") -> Literal:
    """A string, with its language where it has one."""
    return Literal(value, _LANG_STRING, language) if language else Literal(value)


def date(value: PartialDate) -> Literal:
    """A partial date with the datatype that says how much of it is known."""
    return Literal(value.lexical, value.datatype)


def day(value: str) -> Literal:
    """A full ISO date."""
    return Literal(value, str(XSD.date))


def number(value: int) -> Literal:
    """An integer."""
    return Literal(str(value), str(XSD.integer))


def count(value: int) -> Literal:
    """An integer from 0, as Web Annotation wants offsets."""
    return Literal(str(value), str(XSD.nonNegativeInteger))


def true() -> Literal:
    """The boolean true; false is never stated."""
    return Literal("true", str(XSD.boolean))


def sort_key(term: Term) -> tuple[int, str, str, str]:
    """Total order over terms: IRIs first."""
    return (0, term, "", "") if isinstance(term, str) else (1, term.value, term.language, term.datatype)


def union(quads: Iterable[Quad]) -> set[Quad]:
    """The statements without their graphs."""
    return {Quad(q.subject, q.predicate, q.object) for q in quads}


def line(statement: Quad) -> str:
    """A statement as a line of N-Quads."""
    value = statement.object
    if isinstance(value, str):
        term = f"<{value}>"
    else:
        term = '"' + value.value.translate(_ESCAPES) + '"'
        term += f"@{value.language}" if value.language else f"^^<{value.datatype}>"
    graph = f"<{statement.graph}> " if statement.graph else ""
    return f"<{statement.subject}> <{statement.predicate}> {term} {graph}.\n"


_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r"})
