"""Turtle and TriG with the same bytes for the same quads, whatever their order: one block a subject, blocks sorted.

rdflib's serialisers were not used: their bytes depend on the hash seed, and they shorten some IRIs to names that strict
parsers refuse. Here an IRI is shortened only where what is left is plain letters, digits and hyphens.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from kg.errors import OutputError
from kg.graph import terms as t
from kg.graph.quads import Quad, Term, sort_key

_LOCAL = re.compile(r"[A-Za-z][A-Za-z0-9-]*")
_RELATIVE = re.compile(r"[A-Za-z0-9-]+(?:/[A-Za-z0-9-]+)*(?:#char=[0-9]+,[0-9]+)?")
_FORBIDDEN = re.compile(r'[\x00-\x20<>"{}|^`\\\ud800-\udfff]')
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_SPECIAL = re.compile(r'[\\"\x00-\x1f\x7f\ud800-\udfff\ufffe\uffff]')
_RANGE = re.compile(r"#char=([0-9]+),([0-9]+)$")
_TYPE, _LABEL = str(t.RDF.type), str(t.SKOS.prefLabel)
_XSD = str(t.XSD._NS)


class Writer:
    """Writes terms under one base of IRIs."""

    def __init__(self, base: str = t.ID_BASE) -> None:
        self.base = base if base.endswith("/") else ""
        self._prefixes = {space: name for name, space in t.prefixes(base).items() if name != "id"}
        self._short: dict[str, str] = {}

    def turtle(self, quads: Iterable[Quad]) -> str:
        """All statements as one Turtle document, graphs left out."""
        return self.header() + "".join(self._blocks({(q.subject, q.predicate, q.object) for q in quads}))

    def trig(self, quads: Iterable[Quad]) -> str:
        """The default graph, then each passage's graph in the order of release and place."""
        graphs: dict[str, set[tuple[str, str, Term]]] = defaultdict(set)
        for q in quads:
            graphs[q.graph].add((q.subject, q.predicate, q.object))
        parts = [self.header(), *self._blocks(graphs.pop("", set()))]
        for name in sorted(graphs, key=reading_order):
            parts.append(self.graph(name, self._blocks(graphs[name], "    ")))
        return "".join(parts)

    def graph(self, name: str, blocks: Iterable[str]) -> str:
        """A named graph of the blocks of its subjects."""
        return f"{self.iri(name)} {{\n{''.join(blocks).rstrip()}\n}}\n\n"

    def forget(self, most: int) -> None:
        """Forget the names of IRIs if there are more."""
        if len(self._short) > most:
            self._short.clear()

    def iri(self, iri: str) -> str:
        """An IRI as a prefixed name, relative to the base, or in full; OutputError for one that is none."""
        short = self._short.get(iri)
        if short is None:
            short = self._short[iri] = self._shorten(iri)
        return short

    def term(self, term: Term) -> str:
        """A term in Turtle."""
        if isinstance(term, str):
            return self.iri(term)
        quoted = f'"{_SPECIAL.sub(_escape, term.value)}"'
        if term.language:
            return f"{quoted}@{term.language}"
        if term.datatype == _XSD + "string":
            return quoted
        if term.datatype in (_XSD + "integer", _XSD + "boolean"):
            return term.value
        return f"{quoted}^^{self.iri(term.datatype)}"

    def header(self) -> str:
        """Base and prefixes."""
        lines = [f"@base <{self.base}> ."] if self.base else []
        lines += [f"@prefix {name}: <{space}> ." for space, name in self._prefixes.items()]
        return "\n".join(lines) + "\n\n"

    def _blocks(self, triples: Iterable[tuple[str, str, Term]], indent: str = "") -> Iterator[str]:
        subjects: dict[str, dict[str, list[Term]]] = defaultdict(lambda: defaultdict(list))
        for subject, predicate, value in triples:
            subjects[subject][predicate].append(value)
        for subject in sorted(subjects, key=reading_order):
            yield self.block(subject, subjects[subject], indent)

    def block(self, subject: str, said: Mapping[str, list[Term]], indent: str = "") -> str:
        """What is said of a subject: predicate -> values."""
        lines = []
        for predicate in sorted(said, key=_rank):
            values = [self.term(v) for v in sorted(said[predicate], key=sort_key)]
            name = "a" if predicate == _TYPE else self.iri(predicate)
            glue = " , " if sum(map(len, values)) < 100 else f" ,\n{indent}        "
            lines.append(f"{name} {glue.join(values)}")
        inner = f" ;\n{indent}    ".join(lines)
        return f"{indent}{self.iri(subject)} {inner} .\n" + ("" if indent else "\n")

    def _shorten(self, iri: str) -> str:
        if _FORBIDDEN.search(iri) or ":" not in iri:
            raise OutputError(f"not an IRI: {iri!r}")
        if self.base and iri.startswith(self.base) and _RELATIVE.fullmatch(iri[len(self.base) :]):
            return f"<{iri[len(self.base) :]}>"
        at = max(iri.rfind("#"), iri.rfind("/")) + 1
        prefix = self._prefixes.get(iri[:at])
        return f"{prefix}:{iri[at:]}" if prefix and _LOCAL.fullmatch(iri[at:]) else f"<{iri}>"


def _rank(predicate: str) -> tuple[int, str]:
    return (0 if predicate == _TYPE else 1 if predicate == _LABEL else 2, predicate)


def reading_order(iri: str) -> tuple[str, int, int]:
    """By name; the passages of a release in the order of their places."""
    match = _RANGE.search(iri)
    return (iri[: match.start()], int(match[1]), int(match[2])) if match else (iri, -1, -1)


def _escape(match: re.Match[str]) -> str:
    sign = match[0]
    if "\ud800" <= sign <= "\udfff":
        raise OutputError(f"a text holds half of a surrogate pair: {sign!r}")
    return _ESCAPES.get(sign) or f"\\u{ord(sign):04X}"


