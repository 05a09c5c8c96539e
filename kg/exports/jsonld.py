"""JSON-LD 1.1 with its context inside and the graphs of the sentences."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from kg.exports.model import Statement, Statements
from kg.questions.model import PREFIXES, Term, compact

_TYPE = PREFIXES["rdf"] + "type"


def context() -> dict[str, str]:
    """The prefixes that the documents use."""
    return dict(sorted(PREFIXES.items()))


def document(graph: Path) -> bytes:
    """The whole graph as one document; the same graph gives the same bytes."""
    told = Statements(graph)
    nodes = _nodes(told.graphs.get("", ()))
    nodes += [{"@id": compact(name), "@graph": _nodes(told.graphs[name])} for name in sorted(told.graphs) if name]
    return (json.dumps({"@context": context(), "@graph": nodes}, ensure_ascii=False, indent=1) + "\n").encode()


def context_document() -> bytes:
    """The context alone, as a file."""
    return (json.dumps({"@context": context()}, indent=1) + "\n").encode()


def _nodes(statements: Iterable[Statement]) -> list[dict[str, Any]]:
    by_subject: dict[str, dict[str, list[Term]]] = {}
    for one in sorted(set(statements), key=lambda s: (s.subject, s.predicate, s.object.n3)):
        by_subject.setdefault(one.subject, {}).setdefault(one.predicate, []).append(one.object)
    return [_node(subject, has) for subject, has in by_subject.items()]


def _node(subject: str, has: dict[str, list[Term]]) -> dict[str, Any]:
    node: dict[str, Any] = {"@id": compact(subject)}
    if _TYPE in has:
        node["@type"] = [compact(t.value) for t in has[_TYPE]]
    return node | {compact(p): [_value(v) for v in values] for p, values in has.items() if p != _TYPE}


def _value(value: Term) -> dict[str, str]:
    if value.kind == "iri":
        return {"@id": compact(value.value)}
    if value.language:
        return {"@value": value.value, "@language": value.language}
    return {"@value": value.value} | ({"@type": compact(value.datatype)} if value.datatype else {})
