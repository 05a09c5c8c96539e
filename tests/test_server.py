"""The server: negotiation, pages, limits. The W3C's tests and hostile requests have files of their own."""

from __future__ import annotations

import asyncio
import json
import re
import threading
import time
import urllib.parse
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
import yaml

from kg.questions.catalogue import load
from kg.server import guarded, naming
from kg.server.negotiate import choose
from kg.server.portrait import period
from kg.shelf import lasting
from tests.helpers.serving import DATA, ROOT, Client, can_serve, graph_folder, serving

pytestmark = pytest.mark.skipif(not can_serve, reason="the server's workers are forked")
WORDS = Path(__file__).parent / "questions" / "words.yaml"


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    folder = graph_folder(tmp_path_factory.mktemp("graph"))
    with serving(folder, "--time-limit", "3", "--max-rows", "200") as server:
        yield server.client


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
    assert 'href="/thing?iri=https%3A%2F%2Fexample.org%2Fone#char=0,10"' in page
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
    assert "<dt" in page and "coop:" not in page.replace('title="coop:', "")
    release = client("/thing", {"iri": "https://example.org/one"}, Accept="text/html").text
    assert '<li id="char=31,40">' in release
    assert release.index("На форуме 10 мая") < release.index("Стороны договорились")
    assert "<mark>" in release


def test_what_lies_around_a_thing(client: Client) -> None:
    page = client("/id/country/KR", {"lang": "en"}, Accept="text/html").text
    assert '<time>2024-05-10 – 2024-05-11</time> <a href="/id/event/forum">' in page
    picture = page[page.index("<svg") : page.index("</svg>")]
    assert '<a href="/id/agreement/sea">' in picture and picture.count("<line") == picture.count("<a ")
    assert ">Ким Сан, ambassador, South Korea</a>" in page, "a tenure has no name of its own"
    assert "<time>2023-03</time>" in client("/id/country/CN", Accept="text/html").text


@pytest.mark.parametrize(
    ("first", "last", "shown"),
    [
        ("2024-05-10", "2024-05-10", "2024-05-10"),
        ("2024-02-01", "2024-02-29", "2024-02"),
        ("2024-02-01", "2024-02-28", "2024-02-01 – 2024-02-28"),
        ("2024-01-01", "2024-12-31", "2024"),
        ("2023-01-01", "2024-12-31", "2023-01-01 – 2024-12-31"),
    ],
)
def test_two_days_as_one(first: str, last: str, shown: str) -> None:
    assert period(first, last) == shown


def test_every_class_and_property_of_the_ontology_has_a_name() -> None:
    text = (ROOT / "ontology" / "digicoop.ttl").read_text("utf-8")
    classes = re.findall(r"^coop:([A-Z]\w*) a owl:Class", text, re.M)
    properties = re.findall(r"^(coop:[a-z]\w*) a owl:\w*Property", text, re.M)
    assert len(classes) > 40 and set(classes) <= set(naming.names()["classes"])
    assert len(properties) > 40 and set(properties) <= set(naming.names()["properties"])
    for entries in naming.names().values():
        assert all(set(entry) == {"en", "ru", "be"} and all(entry.values()) for entry in entries.values())
        assert list(entries) == sorted(entries, key=str.casefold), "sorted"


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


# ---- no question needs what a worker may not do ----------------------------------------------------------------------


def test_every_question_in_words_can_be_asked_of_the_server(client: Client) -> None:
    """A worker opens no file: whatever a question needs has been read before."""
    asked = [case["ask"] for case in yaml.safe_load(WORDS.read_text("utf-8"))]
    for text in (*asked, "Who was in Nowhereville?", "Хто быў у Нідзеўску?", "Кто был в Нигдеевске?", "\0\r\nINFO: all is well"):
        assert client("/ask", {"text": text}, Accept="text/html").status == 200, text


def test_every_competency_question_can_be_asked_of_the_server(client: Client) -> None:
    for name, question in load().items():
        for form in ("html", "json", "csv"):
            answer = client(f"/questions/{name}", {**{p.name: "BY" for p in question.params}, "format": form})
            assert answer.status in (200, 400), (name, form, answer.text)


def test_a_graph_that_has_only_a_store_is_served(tmp_path: Path) -> None:
    """What `kg add --no-dumps` leaves: no graph.trig, no page."""
    lines = tmp_path / "lines.nq"
    lines.write_bytes(ox.serialize(ox.parse(DATA.read_bytes(), format=ox.RdfFormat.TRIG), format=ox.RdfFormat.N_QUADS) or b"")
    folder = tmp_path / "grown"
    (folder / lasting.FOLDER).mkdir(parents=True)
    with lines.open(encoding="utf-8") as told:
        lasting.create(folder / lasting.FOLDER / lasting.name_of(1), told)
    lasting.name_current(folder, lasting.name_of(1))
    with serving(folder) as server:
        start = server.client("/", Accept="text/html").text
        assert "<dt>agreement</dt>" in start and "/download/graph" not in start and 'href="/graph"' not in start
        assert b"download" not in server.client("/.well-known/void").body
        assert server.client("/download/graph.trig").status == server.client("/graph").status == 404
        asked = server.client("/ask", {"text": "Какие меморандумы Беларусь подписала с Кореей?"})
        assert "Меморандум о небе" in asked.text


# ---- limits that take long to reach with real clients ----------------------------------------------------------------


def test_an_answer_of_too_many_bytes_is_refused(client: Client) -> None:
    long = "CONCAT(" + ", ".join(["?a"] * 60) + ")"
    answer = client.sparql(f"SELECT ({long} AS ?x) {{ ?s ?p ?o . ?t ?q ?r BIND('{'a' * 5000}' AS ?a) }}")
    assert answer.status == 503 and "ask for less" in answer.text


def test_an_answer_goes_in_pieces_and_what_waits_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guarded, "PIECE", 4)
    monkeypatch.setattr(guarded, "MOST_LEAVING", 8)
    scope = {"type": "http", "path": "/", "method": "GET", "headers": [(b"host", b"localhost")]}

    async def app(scope: Any, receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"0123456789"})

    async def ask(gate: asyncio.Event) -> list[Any]:
        sent = []

        async def send(message: Any) -> None:
            sent.append(message)
            if message["type"] == "http.response.body":
                await gate.wait()

        await server(scope, None, send)  # type: ignore[arg-type]
        return sent

    async def two() -> tuple[list[Any], list[Any], list[Any]]:
        slow, fast = asyncio.Event(), asyncio.Event()
        fast.set()
        first = asyncio.create_task(ask(slow))
        await asyncio.sleep(0)
        refused = await ask(fast)
        slow.set()
        return await first, refused, await ask(fast)

    server = guarded.Guarded(app, ("localhost",))
    first, refused, later = asyncio.run(two())
    assert [m["body"] for m in first[1:]] == [b"0123", b"4567", b"89"] and [m["more_body"] for m in first[1:]] == [True, True, False]
    assert refused[0]["status"] == 503 and later[0]["status"] == 200


def test_the_server_is_not_patient_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    """Half a request, a request byte by byte, and an answer that nobody takes end soon; a quick client is served all the while."""
    uvicorn = pytest.importorskip("uvicorn")
    from kg.server import patience

    monkeypatch.setattr(patience, "ASKING", 0.4)
    monkeypatch.setattr(patience, "READING", 0.4)

    async def app(scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "http":
            await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"%d" % (64 << 20))]})
            for piece in range(64):
                await send({"type": "http.response.body", "body": b"a" * (1 << 20), "more_body": piece < 63})

    server = uvicorn.Server(uvicorn.Config(app, port=0, http=patience.Impatient, log_level="error"))
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        while not server.started:
            time.sleep(0.01)
        client = Client(f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}")
        start = time.monotonic()
        assert client.raw(b"GET / HTTP/1.1\r\nHost: a") == b""
        assert client.raw(b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nab", 3).count(b"HTTP") <= 1
        assert client.unread(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n", 1.5) < 64 << 20
        assert len(client("/").body) == 64 << 20
        assert time.monotonic() - start < 10
    finally:
        server.should_exit = True
        thread.join(10)
    assert not thread.is_alive()
