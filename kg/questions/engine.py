"""The door to the SPARQL engine: one graph in, queries in, plain answers out.

The graph is the store on disk of a folder, or its `graph.trig` where there is no store: facts in the named graph of their
sentence, everything else in the default graph. Nothing but these is ever read. A time limit is not kept here, for no engine stops reliably by itself;
who serves strangers runs this in a process that can be killed (kg.server).
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

import pyoxigraph as ox

from kg.errors import OutputError
from kg.questions import guard
from kg.questions.mistakes import explained
from kg.questions.model import (
    PREFIXES,
    Answer,
    Boolean,
    GraphMissing,
    QueryRefused,
    QuerySyntax,
    Row,
    Rows,
    Term,
    Triples,
)
from kg.shelf.lasting import open_store

XSD_STRING = "http://www.w3.org/2001/XMLSchema#string"


class Engine(Protocol):
    """Whatever answers SPARQL: a local graph or a remote endpoint."""

    def query(self, sparql: str) -> Answer:
        """Run one query; raises QueryRefused or QuerySyntax."""
        ...


class LocalGraph:
    """A graph in memory, or on disk for reading."""

    def __init__(self, store: ox.Store) -> None:
        self._store = store

    @classmethod
    def open(cls, folder: Path) -> LocalGraph:
        """The store of a folder, or its `graph.trig`; GraphMissing if there is none or it cannot be read."""
        try:
            lasting = open_store(folder)
        except OutputError as error:
            raise GraphMissing(str(error)) from None
        if lasting is not None:
            return cls(lasting)
        path = folder / "graph.trig" if folder.is_dir() else folder
        store = ox.Store()
        try:
            store.bulk_load(path=path, format=ox.RdfFormat.TRIG)
        except FileNotFoundError:
            raise GraphMissing(f"no graph in {folder} (kg build makes one)") from None
        except (OSError, SyntaxError) as error:
            raise GraphMissing(f"{path} is not a readable graph: {error}") from None
        return cls(store)

    @classmethod
    def parse(cls, trig: str) -> LocalGraph:
        """A graph from TriG text; SyntaxError if it is not."""
        store = ox.Store()
        store.load(trig.encode(), format=ox.RdfFormat.TRIG)
        return cls(store)

    def __len__(self) -> int:
        return len(self._store)

    def query(self, sparql: str) -> Answer:
        """Run a query over the graph. Raises QueryRefused, QuerySyntax."""
        guard.check(sparql)
        return self.run(sparql)

    def run(
        self,
        sparql: str,
        *,
        default_graphs: tuple[str, ...] = (),
        named_graphs: tuple[str, ...] = (),
        max_rows: int | None = None,
        base: str | None = None,
    ) -> Answer:
        """Like `query` for text that has passed the guard, over chosen graphs of the store, cut at `max_rows`.

        base  what relative IRIs in the query start from; without it they are errors
        """
        chosen = default_graphs or named_graphs
        try:
            found = self._store.query(
                sparql,
                base_iri=base,
                prefixes=PREFIXES,
                default_graph=[ox.NamedNode(g) for g in default_graphs] if chosen else None,
                named_graphs=[ox.NamedNode(g) for g in named_graphs] if chosen else None,
            )
            return _answer(found, max_rows)
        except SyntaxError as error:
            raise QuerySyntax(explained(sparql, str(error))) from None
        except ValueError as error:
            raise QuerySyntax(" ".join(str(error).split())) from None
        except (OSError, RuntimeError) as error:
            raise QueryRefused(f"the engine refused: {' '.join(str(error).split())}") from None


def _answer(found: object, max_rows: int | None) -> Answer:
    if isinstance(found, ox.QueryBoolean):
        return Boolean(bool(found))
    if isinstance(found, ox.QuerySolutions):
        names = tuple(v.value for v in found.variables)
        rows: list[Row] = []
        for solution in found:
            if max_rows is not None and len(rows) >= max_rows:
                break
            rows.append(tuple(None if value is None else term(value) for value in solution))
        return Rows(names, tuple(rows))
    assert isinstance(found, ox.QueryTriples)
    triples: list[tuple[Term, Term, Term]] = []
    for t in found:
        if max_rows is not None and len(triples) >= max_rows:
            break
        triples.append((term(t.subject), term(t.predicate), term(t.object)))
    return Triples(tuple(sorted(triples, key=lambda spo: tuple(x.n3 for x in spo))))


def term(value: object) -> Term:
    """A term of the engine as a plain value."""
    if isinstance(value, ox.NamedNode):
        return Term(value.value, "iri")
    if isinstance(value, ox.BlankNode):
        return Term(value.value, "bnode")
    assert isinstance(value, ox.Literal)
    datatype = value.datatype.value
    if value.language:
        return Term(value.value, language=value.language)
    return Term(value.value, datatype=None if datatype == XSD_STRING else datatype)


def rows(engine: Engine, sparql: str, params: Mapping[str, str] | None = None) -> Rows:
    """The rows of a SELECT that the program itself wrote; `params` are checked terms in n3 by placeholder `$NAME`."""
    for name, n3 in (params or {}).items():
        sparql = sparql.replace(f"${name}$", n3)
    answer = engine.query(sparql)
    if not isinstance(answer, Rows):
        raise QuerySyntax("a SELECT was expected")
    return answer
