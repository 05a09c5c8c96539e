"""The server: protocol, pages, limits, and hostile requests with a canary that must stay silent."""

from __future__ import annotations

import http.server
import json
import os
import shutil
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.server.negotiate import choose

ROOT = Path(__file__).parent.parent
DATA = Path(__file__).parent / "data" / "questions.trig"
pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="the server's workers are forked")


@dataclass(frozen=True)
class Answer:
    status: int
    media: str
    body: bytes
    headers: dict[str, str]
    seconds: float

    @property
    def text(self) -> str:
        return self.body.decode()


@dataclass(frozen=True)
class Client:
    base: str

    def __call__(
        self, path: str, params: object = None, *, body: bytes | None = None, method: str | None = None, **headers: str
    ) -> Answer:
        url = self.base + path + ("?" + urllib.parse.urlencode(params, doseq=True) if params else "")  # type: ignore[arg-type]
        request = urllib.request.Request(url, body, method=method)
        for name, value in headers.items():
            request.add_header(name.replace("_", "-"), value)
        start = time.monotonic()
        try:
            reply = urllib.request.urlopen(request, timeout=20)
        except urllib.error.HTTPError as error:
            reply = error
        with reply:
            found = {k.lower(): v for k, v in reply.headers.items()}
            return Answer(reply.status, found.get("content-type", ""), reply.read(), found, time.monotonic() - start)

    def sparql(self, query: str, **headers: str) -> Answer:
        return self("/sparql", body=query.encode(), Content_Type="application/sparql-query", **headers)


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    folder = tmp_path_factory.mktemp("graph")
    shutil.copy(DATA, folder / "graph.trig")
    (folder / "graph.html").write_text("<!doctype html><title>graph</title>", encoding="utf-8")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-c", "from kg.cli import main; main()", "serve", "--graph", str(folder), "--port", str(port),
               "--time-limit", "1.5", "--max-rows", "200"]  # fmt: skip
    server = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True)
    ready = Client(f"http://127.0.0.1:{port}")
    for _ in range(100):
        try:
            if ready("/healthz").status == 200:
                break
        except OSError:
            time.sleep(0.1)
    yield ready
    server.terminate()
    _, errors = server.communicate(timeout=10)
    assert "Traceback" not in errors


@pytest.fixture(scope="module")
def canary() -> Iterator[tuple[str, list[str]]]:
    """A server that nobody may call, and what was called."""
    calls: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            calls.append(self.path)
            self.send_response(200)
            self.end_headers()

        do_POST = do_GET

        def log_message(self, *_: object) -> None:
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/", calls
        server.shutdown()


SELECT = "SELECT ?s WHERE { ?s ?p ?o } LIMIT 1"
CONSTRUCT = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o } LIMIT 5"


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        ("application/sparql-results+json", ox.QueryResultsFormat.JSON),
        ("application/sparql-results+xml", ox.QueryResultsFormat.XML),
        ("text/tab-separated-values", ox.QueryResultsFormat.TSV),
    ],
)
def test_results_are_negotiated_and_read_back(client: Client, accept: str, kind: ox.QueryResultsFormat) -> None:
    answer = client.sparql(SELECT, Accept=accept)
    assert answer.status == 200 and answer.media.startswith(accept)
    assert len(list(ox.parse_query_results(answer.body, format=kind))) == 1  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        ("text/turtle", ox.RdfFormat.TURTLE),
        ("application/n-triples", ox.RdfFormat.N_TRIPLES),
        ("application/ld+json", ox.RdfFormat.JSON_LD),
        ("application/rdf+xml", ox.RdfFormat.RDF_XML),
    ],
)
def test_graphs_are_negotiated_and_read_back(client: Client, accept: str, kind: ox.RdfFormat) -> None:
    for query in (CONSTRUCT, "DESCRIBE <https://w3id.org/digicoop/id/country/KR>"):
        answer = client.sparql(query, Accept=accept)
        assert answer.status == 200 and answer.media.startswith(accept)
        assert list(ox.parse(answer.body, format=kind))


def test_the_three_ways_to_ask(client: Client) -> None:
    form = urllib.parse.urlencode({"query": "ASK { ?s ?p ?o }"}).encode()
    for answer in (
        client("/sparql", {"query": "ASK { ?s ?p ?o }"}),
        client("/sparql", body=form, Content_Type="application/x-www-form-urlencoded"),
        client.sparql("ASK { ?s ?p ?o }"),
    ):
        assert json.loads(answer.body)["boolean"] is True


@pytest.mark.parametrize(
    ("status", "request_"),
    [
        (400, {"params": {"query": [SELECT, SELECT]}}),
        (400, {"params": {"query": "SELECT WHERE {"}}),
        (400, {"params": {"query": ""}}),
        (400, {"params": {"query": "INSERT DATA { <x:a> <x:b> 1 }"}}),
        (400, {"params": {"query": SELECT, "default-graph-uri": "not an iri"}}),
        (400, {"body": SELECT.encode("utf-16"), "Content_Type": "application/sparql-query"}),
        (400, {"body": b"query=%ff%fe", "Content_Type": "application/x-www-form-urlencoded"}),
        (400, {"body": b"x=1", "Content_Type": "application/x-www-form-urlencoded"}),
        (415, {"body": SELECT.encode(), "Content_Type": "text/plain"}),
        (403, {"body": b"update=DROP+ALL", "Content_Type": "application/x-www-form-urlencoded"}),
        (403, {"body": b"DROP ALL", "Content_Type": "application/sparql-update"}),
        (405, {"body": b"", "method": "PUT"}),
        (405, {"method": "DELETE"}),
        (406, {"params": {"query": SELECT}, "Accept": "image/png"}),
        (413, {"body": b"query=" + b"A" * (2 << 20), "Content_Type": "application/x-www-form-urlencoded"}),
        (413, {"body": b"query=" + b"A" * (70 << 10), "Content_Type": "application/x-www-form-urlencoded"}),
    ],
)
def test_what_the_protocol_does_not_allow(client: Client, status: int, request_: dict[str, object]) -> None:
    answer = client("/sparql", **request_)  # type: ignore[arg-type]
    assert answer.status == status
    assert client("/sparql", {"query": "ASK { <x:a> ?p ?o }"}).text == '{"head": {}, "boolean": false}\n'


def test_a_dataset_is_chosen_by_the_request(client: Client) -> None:
    count = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"

    def number(**graphs: str) -> int:
        answer = client("/sparql", {"query": count, **{k.replace("_", "-"): v for k, v in graphs.items()}})
        return int(json.loads(answer.body)["results"]["bindings"][0]["n"]["value"])

    assert number(default_graph_uri="https://example.org/one#char=31,40") == 4
    assert number(default_graph_uri="https://example.org/none") == 0
    assert number() > 100


def test_an_answer_that_is_cut_says_so(client: Client) -> None:
    answer = client.sparql("SELECT * { ?s ?p ?o }")
    assert len(json.loads(answer.body)["results"]["bindings"]) == 200
    assert answer.headers["kg-truncated"] == "after 200 rows"
    assert "kg-truncated" not in client.sparql(SELECT).headers


BOMBS = [
    "SELECT (COUNT(*) AS ?n) WHERE { " + " ".join(f"?a{i} ?b{i} ?c{i} ." for i in range(9)) + " }",
    'SELECT (REPLACE("' + "a" * 40 + '!", "(a+)+$", "x") AS ?r) {}',
    "SELECT * { ?a ?p ?b . ?c ?q ?d . ?e ?r ?f . ?g ?s ?h } ORDER BY RAND()",
    "SELECT (GROUP_CONCAT(CONCAT(STR(?a), STR(?b), STR(?c), STR(?d))) AS ?x) { ?a ?p ?q . ?b ?r ?s . ?c ?t ?u . ?d ?v ?w }",
    "SELECT * { ?a (<x:p>|!<x:p>)* ?b . ?c (<x:p>|!<x:p>)* ?d . ?e (<x:p>|!<x:p>)* ?f . ?g (!<x:p>)* ?h } ORDER BY ?a",
    "CONSTRUCT { ?a ?p ?b . ?c ?q ?d } { ?a ?p ?b . ?c ?q ?d . ?e ?r ?f . ?g ?s ?h FILTER(RAND() > 2) }",
]


@pytest.mark.parametrize("bomb", BOMBS)
def test_a_query_that_takes_too_long_is_stopped_and_others_are_served(client: Client, bomb: str) -> None:
    with ThreadPoolExecutor() as threads:
        slow = threads.submit(client.sparql, bomb)
        for _ in range(5):
            quick = client.sparql("ASK { ?s ?p ?o }")
            assert quick.status == 200 and quick.seconds < 1
        answer = slow.result()
    assert answer.seconds < 4
    assert answer.status in (200, 503)
    assert client.sparql("ASK { ?s ?p ?o }").status == 200


def hostile(target: str) -> list[str]:
    service = f"SERVICE <{target}a> {{ ?x ?y ?z }}"
    return [
        f"SELECT * {{ {service} }}",
        f"SELECT * {{ SERVICE SILENT <{target}b> {{ ?x ?y ?z }} }}",
        f"SELECT * {{ BIND(<{target}c> AS ?g) SERVICE ?g {{ ?x ?y ?z }} }}",
        f"PREFIX c: <{target}> SELECT * {{ ?s ?p true.SERVICEc:d {{ ?x ?y ?z }} }}",
        f"SELECT * {{ S\\u0045RVICE <{target}e> {{ ?x ?y ?z }} }}",
        f"SELECT * FROM <{target}f> {{ ?x ?y ?z }}",
        f"SELECT * FROM NAMED <{target}g> {{ GRAPH ?g {{ ?x ?y ?z }} }}",
        f"BASE <{target}> SELECT * FROM <h> {{ ?x ?y ?z }}",
        f"LOAD <{target}i>",
        f"SELECT * {{ GRAPH <{target}j> {{ ?x ?y ?z }} }}",
        f"DESCRIBE <{target}k>",
        "SELECT * FROM <file:///etc/hostname> { ?x ?y ?z }",
        "SELECT * FROM NAMED <file:///etc/passwd> { GRAPH ?g { ?x ?y ?z } }",
        "LOAD <file:///etc/passwd>",
        "SELECT * { SERVICE <file:///etc/passwd> { ?x ?y ?z } }",
        "SELECT * WHERE " + "{" * 2000 + "?s ?p ?o" + "}" * 2000,
        "SELECT (" + "(" * 3000 + "1" + ")" * 3000 + " AS ?x) {}",
        "SELECT * { ?s " + "<x:p>/" * 3000 + "<x:p> ?o }",
        "SELECT * { ?s " + "!" * 5000 + "<x:p> ?o }",
        "SELECT * { FILTER(" + "!" * 20000 + "true) }",
        "SELECT (" + "-" * 20000 + "1 AS ?x) {}",
        "SELECT * { " + "{} UNION " * 5000 + "{} }",
        "SELECT * { " + "OPTIONAL {} " * 5000 + " }",
        "SELECT * { VALUES ?x { " + "1 " * 30000 + "} }",
        "SELECT (" + "1+" * 15000 + "1 AS ?x) {}",
        "SELECT * { FILTER(" + " || ".join(["true"] * 7000) + ") }",
        "SELECT * { ?s ?p " + "[ ?p " * 3000,
        "\x00" * 100,
        "SELECT * { ?s ?p '''" + "a" * 50000,
        "#" * 60000,
    ]


def test_hostile_queries_reach_nothing_and_leave_the_server_alive(
    client: Client, canary: tuple[str, list[str]]
) -> None:
    target, calls = canary
    for query in hostile(target):
        answer = client.sparql(query)
        assert answer.status in (200, 400, 413, 503), query[:100]
        assert b"root:" not in answer.body and os.uname().nodename.encode() not in answer.body
        assert answer.seconds < 4
    for name in ("default-graph-uri", "named-graph-uri", "using-graph-uri"):
        client("/sparql", {"query": SELECT, name: target})
    assert calls == []
    assert client("/healthz").status == 200


@pytest.mark.parametrize(
    "path",
    [
        "/static/../app.py", "/static/%2e%2e/app.py", "/download/..%2f..%2fetc%2fpasswd", "/download/graph.trig.bak",
        "/id/%00", "/id/" + "a" * 5000, "/id/country/KR%3E%20%7B", "/thing?iri=javascript:alert(1)", "/thing?iri=",
        "/questions/..%2fmemoranda", "/questions/%F0%9F%92%A9", "/nope",
    ],
)  # fmt: skip
def test_paths_that_are_not_there(client: Client, path: str) -> None:
    answer = client(path, Accept="text/html")
    assert answer.status in (400, 404, 414, 431)
    assert b"import" not in answer.body


@pytest.mark.parametrize(
    "text",
    ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "{{7*7}}", "javascript:alert(1)", "\u202e\x1b[31m"],
)
def test_what_is_typed_comes_back_escaped(client: Client, text: str) -> None:
    for path, name in (("/ask", "text"), ("/search", "text"), ("/questions/memoranda", "between")):
        page = client(path, {name: text}, Accept="text/html")
        assert page.status in (200, 400)
        assert "<script>alert" not in page.text and "<img src=x" not in page.text and "49" not in page.text
        assert 'href="javascript:' not in page.text


def test_every_answer_has_security_headers_and_no_version(client: Client) -> None:
    for path in ("/", "/query", "/sparql", "/nope", "/static/style.css", "/graph"):
        headers = client(path).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert "default-src 'none'" in headers["content-security-policy"]
        assert "unsafe-eval" not in headers["content-security-policy"]
        assert "server" not in headers


def test_only_known_names_of_the_server_are_served(client: Client) -> None:
    assert client("/", Host="evil.example").status == 421
    assert client("/", Host="localhost").status == 200


PAGES = [
    "/",
    "/ask",
    "/search",
    "/query",
    "/questions/memoranda",
    "/questions/conflicts",
    "/id/country/KR",
    "/id/agreement/sea",
]


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("lang", ["en", "ru", "be"])
def test_pages_in_three_languages(client: Client, path: str, lang: str) -> None:
    page = client(path, {"lang": lang}, Accept="text/html")
    assert page.status == 200
    assert f'<html lang="{lang}">' in page.text
    assert page.text.count("<h1>") == 1
    assert "http://" not in page.text.replace("http://www.w3.org", "").replace("http://purl.org", "").replace(
        "http://xmlns.com", ""
    )


def test_a_question_in_words_on_a_page(client: Client) -> None:
    page = client("/ask", {"text": "Какие меморандумы Беларусь подписала с Кореей?"}, Accept="text/html").text
    assert "На форуме 10 мая подписан Меморандум о морях." in page
    assert 'href="/thing?iri=https%3A%2F%2Fexample.org%2Fone%23char%3D0%2C10"' in page
    assert "Соглашение о почте" not in page


def test_a_question_with_parameters_as_page_and_data(client: Client) -> None:
    given = {"between": "BY", "and": "Республика Корея"}
    assert "Меморандум о небе" in client("/questions/memoranda", given, Accept="text/html").text
    assert client("/questions/memoranda", given, Accept="text/csv").text.startswith("agreement,label,kind,date")
    rows = json.loads(client("/questions/memoranda", {**given, "format": "json"}).body)["results"]["bindings"]
    assert len(rows) == 3
    assert client("/questions/memoranda", {"between": "XX", "format": "json"}).status == 400


def test_a_thing_as_page_and_data(client: Client) -> None:
    page = client("/id/person/anna-berg", Accept="text/html").text
    assert "Анна Берг" in page and "Форум открыли министр Анна Берг" in page
    data = client("/id/person/anna-berg", Accept="application/ld+json")
    assert list(ox.parse(data.body, format=ox.RdfFormat.JSON_LD))
    release = client("/thing", {"iri": "https://example.org/one"}, Accept="text/html").text
    assert release.index("На форуме 10 мая") < release.index("Стороны договорились")
    assert "<mark>" in release


def test_search_and_description(client: Client) -> None:
    assert "Анна Берг" in client("/search", {"text": "берг анны"}, Accept="text/html").text
    void = client("/.well-known/void", Accept="text/turtle")
    assert list(ox.parse(void.body, format=ox.RdfFormat.TURTLE)) and b"sparqlEndpoint" in void.body
    described = client("/sparql", Accept="text/turtle")
    assert b"sparql-service-description" in described.body


def test_choosing_a_form() -> None:
    offered = ["a/json", "a/xml", "text/csv"]
    assert choose(None, offered) == "a/json"
    assert choose("*/*", offered) == "a/json"
    assert choose("text/*;q=0.5, a/xml;q=0.4", offered) == "text/csv"
    assert choose("a/json;q=0, */*;q=0.1", offered) == "a/xml"
    assert choose("image/png", offered) is None
    assert choose("a/xml;q=x, text/csv", offered) == "text/csv"
