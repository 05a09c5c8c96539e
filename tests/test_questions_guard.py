"""Queries that would leave the graph, or overflow an engine's stack, never reach it."""

from __future__ import annotations

import contextlib

import pytest

from kg.questions import guard
from kg.questions.engine import LocalGraph
from kg.questions.model import Boolean, QueryRefused, QuerySyntax, Rows

GRAPH = '<x:s> <x:p> "SERVICE" .'

REFUSED = [
    "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
    "SELECT * { service silent <http://127.0.0.1:9/> { ?s ?p ?o } }",
    "PREFIX e: <http://127.0.0.1:9/> SELECT * { ?s ?p ?o SERVICEe:x { ?a ?b ?c } }",
    "PREFIX e: <http://127.0.0.1:9/> SELECT * { ?s ?p true.SERVICE e:x { ?a ?b ?c } }",
    "PREFIX e: <http://127.0.0.1:9/> SELECT * { ?s ?p trueSERVICEe:x { ?a ?b ?c } }",
    "SELECT * { S\\u0045RVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
    "SELECT * { \\U00000053ERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
    '# "\nSELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p "#" } }',
    "SELECT * { ?s ?p '''it's''' SERVICE <http://127.0.0.1:9/> {} }",
    'SELECT * { ?s ?p "\\"" . SERVICE <http://127.0.0.1:9/> {} }',
    "SELECT * FROM <file:///etc/hostname> { ?s ?p ?o }",
    "SELECT * FROM NAMED <http://127.0.0.1:9/> { ?s ?p ?o }",
    "LOAD <file:///etc/hostname>",
    "load silent <http://127.0.0.1:9/> into graph <x:g>",
    "SELECT * WHERE " + "{" * 41 + "?s ?p ?o" + "}" * 41,
    "SELECT * WHERE " + "{" * 20_000,
    "SELECT (" + "(" * 5000 + "1" + ")" * 5000 + " AS ?x) {}",
    "SELECT * { ?s ?p " + "[ ?p " * 3000,
    "SELECT * { ?s ?p ?o } #" + "x" * guard.MAX_BYTES,
]

PASSED = [
    'SELECT * { ?s ?p "SERVICE <x:y>" }',
    "SELECT * { ?service ?from ?load } # SERVICE FROM LOAD",
    "PREFIX schema: <https://schema.org/> SELECT * { ?s schema:Service ?o ; schema:service <x:SERVICE> }",
    "SELECT * { ?s ?p '''a 'SERVICE' b''' }",
    'SELECT * { ?s ?p "a"@service }',
    'SELECT ("{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{" AS ?x) {}',
]


@pytest.mark.parametrize("query", REFUSED)
def test_refused(query: str) -> None:
    with pytest.raises(QueryRefused) as caught:
        LocalGraph.parse(GRAPH).query(query)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("query", PASSED)
def test_passed(query: str) -> None:
    assert isinstance(LocalGraph.parse(GRAPH).query(query), Rows)


def test_updates_and_nonsense_are_syntax_errors() -> None:
    graph = LocalGraph.parse(GRAPH)
    for query in ("INSERT DATA { <x:a> <x:b> 1 }", "DROP ALL", "", "SELECT", "\x00", "ASK { ?s ?p }"):
        with pytest.raises(QuerySyntax):
            graph.query(query)
    assert graph.query("ASK { ?s ?p ?o }") == Boolean(True)
    assert len(graph) == 1


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("ASK {", "not SPARQL 1.1: line 1, character 6, at the end"),
        ("SELECT * {\n ?s ?p 'ж' ждл ?o . ?s }", "not SPARQL 1.1: line 2, character 20, at '?s }'"),
        ("SELECT * { ?s ?p ?o } LIMIT xyz", "not SPARQL 1.1: line 1, character 29, at 'xyz'"),
        ("SELECT * { ?s a foo:bar }", "not SPARQL 1.1: line 1, character 21, at 'bar }': Prefix not found"),
        ("PREFIX a: <x:y>\n insert data { <x:a> <x:b> 1 }", "not a query: INSERT changes a graph, and this one is read-only"),
        ("drop all", "not a query: DROP changes a graph, and this one is read-only"),
    ],
)
def test_mistakes_are_told_in_one_line(query: str, says: str) -> None:
    with pytest.raises(QuerySyntax) as caught:
        LocalGraph.parse(GRAPH).query(query)
    assert str(caught.value) == says


def test_a_dataset_of_the_store_may_be_allowed() -> None:
    guard.check("SELECT * FROM <x:g> { ?s ?p ?o }", datasets=True)
    with pytest.raises(QueryRefused):
        guard.check("SELECT * FROM <x:g> { SERVICE <x:y> {} }", datasets=True)


def test_the_scan_is_linear() -> None:
    for piece in ('"', "'", '"""', "\\", "<", "a.", "a:", "\\u0041", "?", "@a-"):
        query = piece * (guard.MAX_BYTES // len(piece) // 2)
        with contextlib.suppress(QueryRefused):
            guard.check(query)
