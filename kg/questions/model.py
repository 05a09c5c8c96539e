"""Values of the questions station: RDF terms, answers and the errors a user may see."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from kg.values import XSD

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
PREFIXES: dict[str, str] = {
    "coop": "https://w3id.org/digicoop/ontology#",
    "id": "https://w3id.org/digicoop/id/",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": RDF,
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": XSD,
}

# a scheme, then anything but what SPARQL forbids between < and >
_IRI = re.compile(r'[A-Za-z][A-Za-z0-9+.-]*:[^<>"{}|^`\\\x00-\x20\ud800-\udfff]+')
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}


class QuestionError(Exception):
    """Something about a question, a parameter or a query that its author can put right; one plain line.

    QuestionError
    ├── CatalogueError   a file of queries/ has a bad header
    ├── ParamError       a parameter is missing, unknown, or not of its type
    ├── QueryRefused     the query asks for something that is never done (SERVICE, LOAD, …)
    ├── QuerySyntax      the query is not SPARQL 1.1
    └── GraphMissing     there is no graph to ask
    """


class CatalogueError(QuestionError):
    """A file of queries/ has a bad header."""


class ParamError(QuestionError):
    """A parameter is missing, unknown, or not of its type."""


class QueryRefused(QuestionError):
    """The query asks for something that is never done, such as calling another server."""


class QuerySyntax(QuestionError):
    """The query is not SPARQL 1.1."""


class GraphMissing(QuestionError):
    """There is no graph to ask."""


@dataclass(frozen=True, slots=True, order=True)
class Term:
    """An RDF term: kind "iri", "literal" or "bnode"; `datatype` is the full IRI, None for plain strings."""

    value: str
    kind: Literal["iri", "literal", "bnode"] = "literal"
    datatype: str | None = None
    language: str | None = None

    def __post_init__(self) -> None:
        if self.kind == "iri" and not valid_iri(self.value):
            raise ValueError(f"not an IRI: {self.value!r}")

    @property
    def n3(self) -> str:
        """The term in SPARQL and N-Triples syntax, escaped."""
        if self.kind == "iri":
            return f"<{self.value}>"
        if self.kind == "bnode":
            return f"_:{self.value}"
        text = '"' + "".join(_ESCAPES.get(c, c) for c in self.value) + '"'
        if self.language:
            return f"{text}@{self.language}"
        return f"{text}^^<{self.datatype}>" if self.datatype else text


def iri(value: str) -> Term:
    """An IRI term; ValueError if it could not stand between < and >."""
    return Term(value, "iri")


def valid_iri(value: str) -> bool:
    """True if the text is absolute and may stand between < and > in SPARQL."""
    return _IRI.fullmatch(value) is not None


def compact(value: str) -> str:
    """An IRI as prefix:rest where a known prefix fits, else whole."""
    fits = [(len(base), p + ":" + value[len(base) :]) for p, base in PREFIXES.items() if value.startswith(base)]
    return max(fits)[1] if fits else value


def expand(curie: str) -> str | None:
    """The IRI behind prefix:rest, or None if the prefix is not a known one."""
    prefix, colon, rest = curie.partition(":")
    return PREFIXES[prefix] + rest if colon and rest and prefix in PREFIXES else None


Row = tuple[Term | None, ...]


@dataclass(frozen=True, slots=True)
class Rows:
    """The answer to a SELECT: variable names and rows of terms, None where unbound."""

    variables: tuple[str, ...]
    rows: tuple[Row, ...]

    def column(self, name: str) -> tuple[Term | None, ...]:
        """All values of one variable; KeyError if the answer has no such variable."""
        if name not in self.variables:
            raise KeyError(name)
        at = self.variables.index(name)
        return tuple(row[at] for row in self.rows)

    def dicts(self) -> list[dict[str, str]]:
        """Each row as variable -> text, unbound ones left out."""
        return [{v: t.value for v, t in zip(self.variables, row, strict=True) if t} for row in self.rows]


@dataclass(frozen=True, slots=True)
class Boolean:
    """The answer to an ASK."""

    value: bool


@dataclass(frozen=True, slots=True)
class Triples:
    """The answer to a CONSTRUCT or DESCRIBE, sorted."""

    triples: tuple[tuple[Term, Term, Term], ...]


Answer = Rows | Boolean | Triples
