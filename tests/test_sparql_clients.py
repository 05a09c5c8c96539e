"""Clients of others speak to a running server: curl, SPARQLWrapper, rdflib, Comunica. YASGUI is in test_server_browser.py.

`npm install --prefix tests/judges` brings Comunica; where a client is missing its tests skip and say so.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from tests.helpers.serving import Client, can_serve, graph_folder, serving

pytestmark = [
    pytest.mark.skipif(not can_serve, reason="the server's workers are forked"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),  # of rdflib, by SPARQLWrapper
]
JUDGES = Path(__file__).parent / "judges"
COOP = "PREFIX coop: <https://w3id.org/digicoop/ontology#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>"
SELECT = f"{COOP} SELECT ?m ?name {{ ?m a coop:Memorandum ; skos:prefLabel ?name }} ORDER BY ?m"
CONSTRUCT = f"{COOP} CONSTRUCT {{ ?m skos:prefLabel ?name }} WHERE {{ ?m a coop:Memorandum ; skos:prefLabel ?name }}"
MEMORANDA = [f"https://w3id.org/digicoop/id/agreement/{name}" for name in ("sea", "sky")]
NAMES = ["Меморандум о морях", "Меморандум о небе"]


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    with serving(graph_folder(tmp_path_factory.mktemp("clients"))) as server:
        yield server.client


def run(*command: str | Path) -> str:
    done = subprocess.run([*map(str, command)], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


# ---- curl ------------------------------------------------------------------------------------------------------------


def curl(*arguments: str) -> str:
    if shutil.which("curl") is None:
        pytest.skip("curl is not installed")
    return run("curl", "--silent", "--show-error", "--noproxy", "*", "--max-time", "20", *arguments)


def test_curl_gets(client: Client) -> None:
    url = client.base + "/sparql"
    found = curl("--fail", "--get", "--data-urlencode", f"query={SELECT}", "-H", "Accept: text/csv", url)
    assert found.splitlines() == ["m,name", *(f"{m},{name}" for m, name in zip(MEMORANDA, NAMES, strict=True))]


def test_curl_posts_a_form_and_a_query(client: Client) -> None:
    url = client.base + "/sparql"
    form = curl("--fail", "--data-urlencode", f"query={SELECT}", url)
    direct = curl("--fail", "--data-binary", SELECT, "-H", "Content-Type: application/sparql-query", url)
    assert json.loads(form) == json.loads(direct)
    assert [b["name"]["value"] for b in json.loads(form)["results"]["bindings"]] == NAMES


def test_curl_gets_a_thing_as_turtle_and_hears_of_a_mistake(client: Client) -> None:
    turtle = curl("--fail", "-H", "Accept: text/turtle", client.base + "/id/agreement/sea")
    assert any(str(t.object.value) == NAMES[0] for t in ox.parse(turtle, format=ox.RdfFormat.TURTLE) if isinstance(t.object, ox.Literal))
    assert curl("-w", "%{http_code}", "--data-urlencode", "query=SELECT {", client.base + "/sparql").endswith("\n400")


# ---- SPARQLWrapper ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("posting", ["urlencoded", "postdirectly"])
def test_sparqlwrapper_selects(client: Client, method: str, posting: str) -> None:
    wrapper = pytest.importorskip("SPARQLWrapper")
    asked = wrapper.SPARQLWrapper(client.base + "/sparql", returnFormat=wrapper.JSON)
    asked.setMethod(method)
    asked.setRequestMethod(posting)
    asked.setQuery(SELECT)
    assert [row["m"]["value"] for row in asked.queryAndConvert()["results"]["bindings"]] == MEMORANDA


@pytest.mark.parametrize("form", ["XML", "CSV", "TSV"])
def test_sparqlwrapper_reads_other_forms(client: Client, form: str) -> None:
    wrapper = pytest.importorskip("SPARQLWrapper")
    asked = wrapper.SPARQLWrapper(client.base + "/sparql", returnFormat=getattr(wrapper, form))
    asked.setQuery(SELECT)
    found = asked.queryAndConvert()
    text = found.toxml() if form == "XML" else found.decode()
    assert all(m in text for m in MEMORANDA) and NAMES[0] in text


@pytest.mark.parametrize("form", ["TURTLE", "RDFXML", "JSONLD", "XML"])
def test_sparqlwrapper_reads_graphs(client: Client, form: str) -> None:
    wrapper = pytest.importorskip("SPARQLWrapper")
    asked = wrapper.SPARQLWrapper(client.base + "/sparql", returnFormat=getattr(wrapper, form))
    asked.setQuery(CONSTRUCT)
    found = asked.queryAndConvert()
    if form == "TURTLE":
        assert len(list(ox.parse(found, format=ox.RdfFormat.TURTLE))) == 2
    else:
        assert sorted(str(o) for o in found.objects()) == sorted(NAMES)


def test_sparqlwrapper_hears_of_a_mistake(client: Client) -> None:
    wrapper = pytest.importorskip("SPARQLWrapper")
    asked = wrapper.SPARQLWrapper(client.base + "/sparql")
    asked.setQuery("SELECT {")
    with pytest.raises(wrapper.SPARQLExceptions.QueryBadFormed, match=r"not SPARQL 1\.1: line 1"):
        asked.query()


# ---- rdflib ----------------------------------------------------------------------------------------------------------


def test_rdflib_federates(client: Client) -> None:
    """rdflib's own SERVICE and its store for endpoints."""
    from rdflib import Graph
    from rdflib.plugins.stores.sparqlstore import SPARQLStore

    rows = list(Graph(store=SPARQLStore(client.base + "/sparql")).query(SELECT))
    assert [str(row[0]) for row in rows] == MEMORANDA  # type: ignore[index]
    body = "?m a ?class . ?m ?label ?name FILTER(STRENDS(STR(?class), 'Memorandum') && STRENDS(STR(?label), 'prefLabel'))"
    service = f"SELECT ?name WHERE {{ SERVICE <{client.base}/sparql> {{ {body} }} }}"
    assert sorted(str(row[0]) for row in Graph().query(service)) == NAMES  # type: ignore[index]


# ---- Comunica --------------------------------------------------------------------------------------------------------


def comunica(*arguments: str) -> str:
    if shutil.which("node") is None:
        pytest.skip("node is not installed")
    if not (JUDGES / "node_modules" / "@comunica").is_dir():
        pytest.skip("npm install --prefix tests/judges has not been run")
    return run("node", JUDGES / "comunica.mjs", *arguments)


@pytest.mark.parametrize("told", [["sparql"], []], ids=["told", "finds out"])
def test_comunica_selects(client: Client, told: list[str]) -> None:
    found = json.loads(comunica(client.base + "/sparql", SELECT, *told))
    assert [row["m"]["value"] for row in found["results"]["bindings"]] == MEMORANDA
    assert [row["name"]["value"] for row in found["results"]["bindings"]] == NAMES


def test_comunica_asks_and_constructs(client: Client) -> None:
    assert json.loads(comunica(client.base + "/sparql", f"{COOP} ASK {{ ?m a coop:Memorandum }}", "sparql"))["boolean"] is True
    quads = list(ox.parse(comunica(client.base + "/sparql", CONSTRUCT, "sparql"), format=ox.RdfFormat.N_QUADS))
    assert sorted(q.object.value for q in quads) == sorted(NAMES)


def test_comunica_reads_a_page_as_data(client: Client) -> None:
    """It follows the link of a thing and reads what the server gives programs there."""
    query = "SELECT ?o { <https://w3id.org/digicoop/id/agreement/sea> <http://www.w3.org/2004/02/skos/core#prefLabel> ?o }"
    found = json.loads(comunica(client.base + "/id/agreement/sea", query))
    assert [row["o"]["value"] for row in found["results"]["bindings"]] == NAMES[:1]
