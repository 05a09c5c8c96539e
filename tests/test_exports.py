"""Exports are read back by other programs; a push arrives whole in another store."""

from __future__ import annotations

import csv
import io
import shutil
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import networkx as nx
import pyoxigraph as ox
import pytest
import rdflib
from click.testing import CliRunner

from kg.cli_export import export as export_command
from kg.exports import jsonld, network, tables
from kg.exports.push import push
from kg.exports.write import export
from kg.questions.answering import answer
from kg.questions.ask.reply import Asker
from kg.questions.dumps import dataset
from kg.questions.engine import LocalGraph
from kg.questions.model import GraphMissing, QuestionError
from kg.questions.remote import RemoteGraph

DATA = Path(__file__).parent / "data" / "questions.trig"


def quads(text: bytes, form: ox.RdfFormat) -> set[str]:
    return {str(q) for q in ox.parse(text, format=form)}


SOURCE = quads(DATA.read_bytes(), ox.RdfFormat.TRIG)


def test_nquads_and_jsonld_hold_every_statement_in_its_graph() -> None:
    assert quads(dataset(DATA, "nq"), ox.RdfFormat.N_QUADS) == SOURCE
    assert quads(jsonld.document(DATA), ox.RdfFormat.JSON_LD) == SOURCE
    other = rdflib.Dataset(default_union=False).parse(data=jsonld.document(DATA).decode(), format="json-ld")
    assert len(list(other.quads())) == len(SOURCE)


def test_rdfxml_is_the_union() -> None:
    mine = rdflib.Graph().parse(data=dataset(DATA, "rdf").decode(), format="xml")
    union = {(q.subject, q.predicate, q.object) for q in ox.parse(path=str(DATA))}
    assert len(mine) == len(union)


@pytest.mark.skipif(shutil.which("rapper") is None, reason="raptor2-utils is not installed")
def test_raptor_reads_the_dumps(tmp_path: Path) -> None:
    for form, name in (("rdfxml", "rdfxml"), ("nquads", "nquads")):
        [path] = export(DATA, form, tmp_path / form)
        assert subprocess.run(["rapper", "-q", "-c", "-i", name, str(path)]).returncode == 0


def test_networks_are_read_back_with_parallel_edges_and_labels(tmp_path: Path) -> None:
    graph = network.network(DATA)
    for make, read in ((network.graphml, nx.read_graphml), (network.gexf, nx.read_gexf)):
        again = read(io.BytesIO(make(DATA)))
        assert set(again.nodes) == set(graph.nodes)
        assert again.number_of_edges() == graph.number_of_edges()
    posts = [d for _, _, d in graph.edges(data=True) if d["relation"] == "post"]
    assert {d["role"] for d in posts} == {"министр", "посол"}
    party = graph["https://w3id.org/digicoop/id/agreement/sea"]["https://w3id.org/digicoop/id/body/kr/minsea"]["party"]
    assert party["sentence"] == "На форуме 10 мая подписан Меморандум о морях." and party["releases"] == 1
    assert b"lastmodifieddate" not in network.gexf(DATA)


def test_tables_have_a_row_for_each_thing_and_no_formulas(tmp_path: Path) -> None:
    found = tables.tables(DATA)
    rows = list(csv.DictReader(io.StringIO(found["agreements.csv"].decode("utf-8-sig"), newline="")))
    sea = next(r for r in rows if r["iri"] == "id:agreement/sea")
    assert sea["class"] == "Memorandum" and sea["signedOn"] == "2024-05-10; 2024-05-11"
    assert "Министерство морей Республики Корея" in sea["party"]
    trig = tmp_path / "graph.trig"
    trig.write_text(
        '@prefix coop: <https://w3id.org/digicoop/ontology#> . <x:a> a coop:Agreement ; coop:signedOn "--04-26" ; '
        '<http://www.w3.org/2004/02/skos/core#prefLabel> "=HYPERLINK(1)"@en .',
        encoding="utf-8",
    )
    text = tables.tables(trig)["agreements.csv"].decode("utf-8-sig")
    assert "'=HYPERLINK(1)" in text and "'--04-26" in text


def test_the_same_bytes_each_time() -> None:
    for make in (
        jsonld.document,
        network.graphml,
        network.gexf,
        lambda g: dataset(g, "nq"),
        lambda g: dataset(g, "rdf"),
    ):
        assert make(DATA) == make(DATA)


def test_the_command(tmp_path: Path) -> None:
    runner = CliRunner()
    done = runner.invoke(export_command, ["jsonld", "--graph", str(DATA), "-o", str(tmp_path / "x.jsonld")])
    assert done.exit_code == 0 and (tmp_path / "context.jsonld").is_file()
    missing = runner.invoke(export_command, ["csv", "--graph", str(tmp_path / "none")])
    assert missing.exit_code == 1 and "no graph" in missing.output


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A real store of another make."""
    if shutil.which("oxigraph") is None:
        pytest.skip("the oxigraph server is not installed")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    folder = tmp_path_factory.mktemp("store")
    server = subprocess.Popen(
        ["oxigraph", "serve", "--location", str(folder), "--bind", f"127.0.0.1:{port}"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    address = f"http://127.0.0.1:{port}"
    for _ in range(100):
        try:
            urllib.request.urlopen(address + "/query?query=ASK%7B%7D", timeout=1).close()
            break
        except OSError:
            time.sleep(0.1)
    yield address
    server.terminate()
    server.wait()


def test_a_pushed_graph_answers_the_same_there(store: str) -> None:
    assert push(DATA, store + "/store") == len(SOURCE)
    here, there = LocalGraph.open(DATA), RemoteGraph(store + "/query")
    for name, given in (
        ("memoranda", {"between": "BY", "and": "KR"}),
        ("posts", {"body": "Минтест", "period": "2024"}),
        ("conflicts", {}),
    ):
        assert answer(here, name, given).answer == answer(there, name, given).answer
    reply = Asker(there).ask("Что подписала Берг?")
    assert reply.rows is not None and len(reply.rows.rows) == 2


def test_what_cannot_be_pushed_or_asked_is_said(tmp_path: Path) -> None:
    with pytest.raises(QuestionError, match="not the address"):
        push(DATA, "ftp://x")
    with pytest.raises(QuestionError, match="does not answer"):
        push(DATA, "http://127.0.0.1:9/store")
    with pytest.raises(QuestionError, match="no graph"):
        push(tmp_path, "http://127.0.0.1:9/store")
    with pytest.raises(GraphMissing, match="does not answer"):
        RemoteGraph("http://127.0.0.1:9/").query("ASK {}")
    with pytest.raises(GraphMissing, match="not the address"):
        RemoteGraph("file:///etc/passwd")
