"""The W3C's tests of the SPARQL 1.1 Protocol, query part, each under its name in the manifest of the test suite.

Written from https://www.w3.org/TR/sparql11-protocol/ and the suite's description of requests and responses. The three graphs that it
asks for are loaded under its names; nothing is fetched from there.

`query_multiple_dataset` joins its two graphs in the published manifest by an escaped "&", so that they are one name; here they are two,
as its description means.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import urllib.parse
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from tests.helpers.serving import ROOT, Answer, Client, can_serve, graph_folder, serving

pytestmark = pytest.mark.skipif(not can_serve, reason="the server's workers are forked")
SUITE = "http://kasei.us/2009/09/sparql/data/"
DATA = [f"{SUITE}data{n}.rdf" for n in range(4)]
GRAPHS = "".join(f"GRAPH <{name}> {{ <{name}> a <http://xmlns.com/foaf/0.1/Document> }}\n" for name in DATA[1:])
FORM = "application/x-www-form-urlencoded"
DIRECT = "application/sparql-query"
RESULTS = {
    "application/sparql-results+json": ox.QueryResultsFormat.JSON,
    "application/sparql-results+xml": ox.QueryResultsFormat.XML,
    "text/tab-separated-values": ox.QueryResultsFormat.TSV,
}
RDF = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/ld+json": ox.RdfFormat.JSON_LD,
}
Fields = list[tuple[str, str]]


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    with serving(graph_folder(tmp_path_factory.mktemp("protocol"), GRAPHS)) as server:
        yield server.client


def in_url(query: str, *names: str, kind: str = "default") -> Fields:
    fields = [("query", query)] if query else []
    return fields + [(f"{kind}-graph-uri", name) for name in names]


def post(client: Client, body: bytes, media: str, fields: Fields | None = None) -> Answer:
    return client("/sparql", fields, body=body, Content_Type=media)


def true(answer: Answer) -> bool:
    assert answer.status == 200
    if answer.media.startswith("application/sparql-results+json"):
        return json.loads(answer.body)["boolean"] is True
    found = ox.parse_query_results(answer.body, format=ox.QueryResultsFormat.XML)
    return isinstance(found, ox.QueryBoolean) and bool(found)


def types(*names: str) -> str:
    return " ".join(f"<{name}> a ?type ." for name in names)


def named(*names: str) -> str:
    return " ".join(f"GRAPH ?g{n} {{ <{name}> a ?type }}" for n, name in enumerate(names))


# ---- requests that must work -----------------------------------------------------------------------------------------


def test_query_get(client: Client) -> None:
    assert true(client("/sparql", in_url("ASK {}", DATA[0])))


def test_query_post_form(client: Client) -> None:
    assert true(post(client, b"query=ASK%20%7B%7D", FORM, in_url("", DATA[0])))


def test_query_post_direct(client: Client) -> None:
    assert true(post(client, b"ASK {}", DIRECT, in_url("", DATA[0])))


def test_query_dataset_default_graphs_get(client: Client) -> None:
    assert true(client("/sparql", in_url(f"ASK {{ {types(DATA[1], DATA[2])} }}", DATA[1], DATA[2])))


def test_query_dataset_default_graphs_post(client: Client) -> None:
    query = f"ASK {{ {types(DATA[1], DATA[2])} }}"
    assert true(post(client, query.encode(), DIRECT, in_url("", DATA[1], DATA[2])))


def test_query_dataset_named_graphs_get(client: Client) -> None:
    query = f"ASK {{ {named(DATA[1], DATA[2])} }}"
    assert true(client("/sparql", in_url(query, DATA[1], DATA[2], kind="named")))


def test_query_dataset_named_graphs_post(client: Client) -> None:
    query = f"ASK {{ {named(DATA[1], DATA[2])} }}"
    assert true(post(client, query.encode(), DIRECT, in_url("", DATA[1], DATA[2], kind="named")))


def test_query_dataset_full(client: Client) -> None:
    query = f"ASK {{ {types(DATA[3])} {named(DATA[1], DATA[2])} }}"
    fields = in_url("", DATA[3]) + in_url("", DATA[1], DATA[2], kind="named")
    assert true(post(client, query.encode(), DIRECT, fields))


def test_query_multiple_dataset(client: Client) -> None:
    query = f"ASK FROM <{DATA[3]}> {{ {named(DATA[1], DATA[2])} }}"
    assert true(post(client, query.encode(), DIRECT, in_url("", DATA[1], DATA[2], kind="named")))
    mine = f"ASK FROM <{DATA[3]}> {{ {types(DATA[3])} }}"
    assert true(post(client, mine.encode(), DIRECT))
    assert not true(post(client, mine.encode(), DIRECT, in_url("", DATA[1]))), "the request's dataset comes before the query's"


def test_query_content_type_select(client: Client) -> None:
    answer = post(client, b"SELECT (1 AS ?value) {}", DIRECT, in_url("", DATA[0]))
    form = RESULTS[answer.media.partition(";")[0]]
    found = ox.parse_query_results(answer.body, format=form)
    assert answer.status == 200 and isinstance(found, ox.QuerySolutions)
    assert [solution["value"] for solution in found] == [ox.Literal(1)]


def test_query_content_type_ask(client: Client) -> None:
    answer = post(client, b"ASK {}", DIRECT, in_url("", DATA[0]))
    assert answer.media.partition(";")[0] in ("application/sparql-results+json", "application/sparql-results+xml")
    assert true(answer)


def test_query_content_type_describe(client: Client) -> None:
    answer = post(client, b"DESCRIBE <http://example.org/>", DIRECT, in_url("", DATA[0]))
    assert answer.status == 200 and list(ox.parse(answer.body, format=RDF[answer.media.partition(";")[0]])) == []


def test_query_content_type_construct(client: Client) -> None:
    answer = post(client, b"CONSTRUCT { <s> <p> 1 } WHERE {}", DIRECT, in_url("", DATA[0]))
    assert answer.status == 200
    assert len(list(ox.parse(answer.body, format=RDF[answer.media.partition(";")[0]]))) == 1


# ---- requests that must be refused -----------------------------------------------------------------------------------


def refused(answer: Answer) -> bool:
    assert len(answer.text.strip().splitlines()) == 1, "an error is one line"
    return 400 <= answer.status < 500


def bare(client: Client, body: bytes) -> int:
    """The status of a POST without a content type, which urllib would add."""
    head = f"POST /sparql HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nContent-Length: {len(body)}\r\n\r\n"
    return int(client.raw(head.encode() + body).split()[1])


def test_bad_query_method(client: Client) -> None:
    answer = client("/sparql", in_url("ASK {}", DATA[0]), body=b"", method="PUT", Content_Type=FORM)
    assert refused(answer) and set(answer.headers["allow"].split(", ")) == {"GET", "HEAD", "POST"}


def test_bad_multiple_queries(client: Client) -> None:
    assert refused(client("/sparql", [("query", "ASK {}"), ("query", "SELECT * {}")]))


def test_bad_query_wrong_media_type(client: Client) -> None:
    assert refused(post(client, b"ASK {}", "text/plain"))


def test_bad_query_missing_form_type(client: Client) -> None:
    assert 400 <= bare(client, b"query=ASK%20%7B%7D") < 500


def test_bad_query_missing_direct_type(client: Client) -> None:
    assert 400 <= bare(client, b"ASK {}") < 500


def test_bad_query_non_utf8(client: Client) -> None:
    assert refused(post(client, "ASK {}".encode("utf-16"), DIRECT + "; charset=UTF-16"))
    assert refused(post(client, "ASK {}".encode("utf-16-le"), DIRECT + "; charset=UTF-16LE"))


def test_bad_query_syntax(client: Client) -> None:
    assert refused(client("/sparql", {"query": "ASK {"}))


# ---- beyond the suite ------------------------------------------------------------------------------------------------


def test_a_form_carries_its_dataset_in_its_body_too(client: Client) -> None:
    body = urllib.parse.urlencode(in_url(f"ASK {{ {types(DATA[1])} }}", DATA[1])).encode()
    assert true(post(client, body, FORM))
    other = urllib.parse.urlencode(in_url(f"ASK {{ {types(DATA[1])} }}")).encode()
    assert true(post(client, other, FORM, in_url("", DATA[1]))) and not true(post(client, other, FORM, in_url("", DATA[2])))


def test_the_answer_to_head_has_no_body(client: Client) -> None:
    answer = client("/sparql", {"query": "ASK {}"}, method="HEAD")
    assert answer.status == 200 and answer.body == b"" and answer.media.startswith("application/sparql-results+json")


PROBE = Path(os.environ.get("KG_PROTOCOL_PROBE", ROOT.parent / "shared" / "score" / "sparql_protocol_probe.py"))


@pytest.mark.skipif(not PROBE.is_file(), reason="the probe of the protocol is not beside the repository")
@pytest.mark.slow
def test_the_probe_finds_nothing(client: Client) -> None:
    done = subprocess.run([sys.executable, str(PROBE), client.base + "/sparql"], capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    assert [line for line in done.stdout.splitlines() if line.startswith("FAIL")] == []
    assert "SCORE 33 / 33" in done.stdout
