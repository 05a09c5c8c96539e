"""Read an RDF dataset into plain, sorted statements: the one module of the page that knows an RDF library."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import pyoxigraph as ox
import rdflib

from kg.graph import terms

RDF = str(terms.RDF)
SKOS = str(terms.SKOS)
DCTERMS = str(terms.DCTERMS)
OA = str(terms.OA._NS)
SCHEMA = str(terms.SCHEMA._NS)
ORG = str(terms.ORG)

COOP = str(terms.COOP._NS)


def coop(name: str) -> str:
    """The IRI of a term of the ontology as a plain string; AttributeError for a name that it does not declare."""
    return str(terms.COOP[name])


Dataset: TypeAlias = ox.Store | rdflib.Graph | Path | str


@dataclass(frozen=True, slots=True, order=True)
class Text:
    """A literal: its lexical form, language ("" if none) and datatype."""

    value: str
    language: str = ""
    datatype: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """One quad; `graph` is "" in the default graph, else the IRI of the passage that states it."""

    subject: str
    predicate: str
    object: str | Text
    graph: str

    def key(self) -> tuple[str, str, str, str, str]:
        """Total order, the same in every run."""
        value = self.object
        text, language = (value.value, value.language) if isinstance(value, Text) else (value, "")
        return (self.subject, self.predicate, text, language, self.graph)


class Index:
    """Statements by subject and predicate, each list in a fixed order."""

    def __init__(self, statements: Iterable[Statement]) -> None:
        self.statements: tuple[Statement, ...] = tuple(sorted(set(statements), key=Statement.key))
        self._by: dict[str, dict[str, list[Statement]]] = defaultdict(lambda: defaultdict(list))
        self._to: dict[tuple[str, str], list[Statement]] = defaultdict(list)
        for one in self.statements:
            self._by[one.subject][one.predicate].append(one)
            if isinstance(one.object, str):
                self._to[one.predicate, one.object].append(one)

    def of(self, subject: str, predicate: str) -> list[Statement]:
        """All statements of `subject` with `predicate`."""
        return self._by[subject][predicate] if subject in self._by and predicate in self._by[subject] else []

    def links(self, subject: str, predicate: str) -> list[str]:
        """IRIs that `subject` points to, each once."""
        return list(dict.fromkeys(s.object for s in self.of(subject, predicate) if isinstance(s.object, str)))

    def texts(self, subject: str, predicate: str) -> list[Text]:
        """Literals of `subject`, each once."""
        return list(dict.fromkeys(s.object for s in self.of(subject, predicate) if isinstance(s.object, Text)))

    def first(self, subject: str, predicate: str) -> str:
        """The first value as a string, or ""."""
        for one in self.of(subject, predicate):
            return one.object.value if isinstance(one.object, Text) else one.object
        return ""

    def predicates(self, subject: str) -> list[str]:
        """Properties that `subject` has."""
        return list(self._by[subject]) if subject in self._by else []

    def subjects(self, predicate: str, target: str) -> list[str]:
        """Things that point to `target`, each once."""
        return list(dict.fromkeys(s.subject for s in self.pointing(predicate, target)))

    def pointing(self, predicate: str, target: str) -> list[Statement]:
        """Statements whose object is `target`."""
        return self._to.get((predicate, target), [])

    def types(self, subject: str) -> list[str]:
        """Classes of `subject`."""
        return self.links(subject, RDF + "type")

    def instances(self, class_iri: str) -> list[str]:
        """Things of a class, each once, in the order of their IRIs."""
        return self.subjects(RDF + "type", class_iri)


def read(source: Dataset) -> Index:
    """Index a dataset: a TriG, N-Quads or Turtle file, an Oxigraph store, or an rdflib graph or dataset.

    Raises OSError for a file that cannot be read and SyntaxError for one that is not RDF.
    """
    return Index(_statements(source))


def _statements(source: Dataset) -> Iterator[Statement]:
    if isinstance(source, (str, Path)):
        quads: Iterable[ox.Quad] = ox.parse(path=str(source))
    elif isinstance(source, ox.Store):
        quads = source
    else:
        form, kind = ("nquads", ox.RdfFormat.N_QUADS) if source.context_aware else ("nt", ox.RdfFormat.N_TRIPLES)
        quads = ox.parse(source.serialize(format=form, encoding="utf-8"), format=kind)
    for quad in quads:
        yield Statement(_iri(quad.subject), quad.predicate.value, _term(quad.object), _graph(quad.graph_name))


def _iri(term: object) -> str:
    if isinstance(term, ox.NamedNode):
        return term.value
    return str(term)


def _term(term: object) -> str | Text:
    if isinstance(term, ox.Literal):
        return Text(term.value, term.language or "", term.datatype.value)
    return _iri(term)


def _graph(term: object) -> str:
    if isinstance(term, ox.NamedNode) and not term.value.startswith("urn:x-rdflib:"):
        return term.value
    return ""
