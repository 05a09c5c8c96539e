"""graph.ttl and graph.trig of a store of any size, subject by subject: the same bytes that `Writer` makes of all quads at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import IO

import pyoxigraph as ox

from kg.errors import OutputError
from kg.graph import terms as t
from kg.graph.quads import Literal, Term, count
from kg.graph.write import Writer, reading_order

Sort = Callable[[Iterable[str]], Iterator[str]]  # each text once, in order; for more texts than fit in memory
_MOST_KNOWN = 50_000  # shortened names that are remembered
# the store takes them for xsd:integer, of which xsd:nonNegativeInteger is a part
_COUNTS = {str(t.OA.start), str(t.OA.end)}


def turtle(store: ox.Store, path: Path, base: str, sort: Sort) -> None:
    """Write all statements as Turtle, graphs left out. Raises OutputError if a strict parser does not read the same number."""
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        written = _turtle(store, file, Writer(base), sort)
    _read_back(path, ox.RdfFormat.TURTLE, "graph.ttl", written)


def trig(store: ox.Store, path: Path, base: str, sort: Sort) -> None:
    """Write the default graph and each passage's graph as TriG. Raises OutputError as `turtle` does."""
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        _trig(store, file, Writer(base), sort)
    _read_back(path, ox.RdfFormat.TRIG, "graph.trig", len(store))


def _turtle(store: ox.Store, file: IO[str], writer: Writer, sort: Sort) -> int:
    file.write(writer.header())
    written = 0
    for subject in _in_order(_subjects(store, None), sort):
        said = _said(store.quads_for_pattern(ox.NamedNode(subject), None, None, None))
        written += sum(map(len, said.values()))
        file.write(writer.block(subject, said))
        writer.forget(_MOST_KNOWN)
    return written


def _trig(store: ox.Store, file: IO[str], writer: Writer, sort: Sort) -> None:
    file.write(writer.header())
    for subject in _in_order(_subjects(store, ox.DefaultGraph()), sort):
        said = _said(store.quads_for_pattern(ox.NamedNode(subject), None, None, ox.DefaultGraph()))
        file.write(writer.block(subject, said))
        writer.forget(_MOST_KNOWN)
    for name in _in_order((g.value for g in store.named_graphs() if isinstance(g, ox.NamedNode)), sort):
        by_subject: dict[str, list[ox.Quad]] = defaultdict(list)
        for quad in store.quads_for_pattern(None, None, None, ox.NamedNode(name)):
            by_subject[_iri(quad.subject)].append(quad)
        if by_subject:
            blocks = (writer.block(s, _said(by_subject[s]), "    ") for s in sorted(by_subject, key=reading_order))
            file.write(writer.graph(name, blocks))
        writer.forget(_MOST_KNOWN)


def _subjects(store: ox.Store, graph: ox.DefaultGraph | None) -> Iterator[str]:
    """The subjects, again and again."""
    last = None
    for quad in store.quads_for_pattern(None, None, None, graph):
        if quad.subject != last:
            last = quad.subject
            yield _iri(last)


def _in_order(iris: Iterable[str], sort: Sort) -> Iterator[str]:
    """Each once, as a reader would have them: passages in the order of their places."""
    for line in sort(f"{prefix}\x00{start + 1:012}{end + 1:012}\x00{iri}" for iri in iris for prefix, start, end in (reading_order(iri),)):
        yield line.rpartition("\x00")[2]


def _said(quads: Iterable[ox.Quad]) -> dict[str, list[Term]]:
    """Predicate -> values, each once."""
    said: dict[str, dict[Term, None]] = defaultdict(dict)
    for quad in quads:
        term, predicate = _term(quad.object), quad.predicate.value
        if predicate in _COUNTS and isinstance(term, Literal):
            term = count(int(term.value))
        said[predicate][term] = None
    return {predicate: list(values) for predicate, values in said.items()}


def _term(value: object) -> Term:
    if isinstance(value, ox.Literal):
        return Literal(value.value, value.datatype.value, value.language or "")
    return _iri(value)


def _iri(value: object) -> str:
    if not isinstance(value, ox.NamedNode):
        raise OutputError(f"the store holds what no build writes: {value}")
    return value.value


def _read_back(path: Path, form: ox.RdfFormat, name: str, wanted: int) -> None:
    try:
        found = sum(1 for _ in ox.parse(path=str(path), format=form))
    except (SyntaxError, ValueError) as error:
        raise OutputError(f"{name}: a strict parser refuses it: {error}") from error
    if found != wanted:
        raise OutputError(f"{name}: {wanted} statements written, {found} read back")

