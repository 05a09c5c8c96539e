"""Measures of the network, worked out by hand for the made-up graph."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import networkx as nx
import pytest
from click.testing import CliRunner

from kg.cli import main
from kg.page.model import Projection
from kg.page.projection import project
from kg.page.source import read
from kg.views.measures import brokers, by_year, measures, tied
from kg.views.tables import as_text, exports
from tests.page.graphs import Maker, made_up, random_graph

ID = "https://w3id.org/digicoop/id/"


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("measures") / "graph.trig"
    path.write_text(made_up(), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def projection(path: Path) -> Projection:
    return project(read(path))


def test_weight_of_a_tie(projection: Projection) -> None:
    """Belarus and Korea: two agreements of two (1 each) and a forum of three (1/2); the planned one does not count."""
    graph = tied(projection, "countries")
    assert graph.edges[ID + "country/BY", ID + "country/KR"] == {"count": 3, "weight": 2.5}
    assert graph.edges[ID + "country/BY", ID + "country/RS"] == {"count": 1, "weight": 0.5}


def test_strength_is_the_number_of_acts(projection: Projection) -> None:
    """Each act adds 1 to each of its sides."""
    found = {m.iri.removeprefix(ID): m for m in measures(projection, "countries")}
    assert {name: m.strength for name, m in found.items()} == {"country/BY": 3.0, "country/KR": 3.0, "country/RS": 1.0}
    assert found["country/BY"].degree == 2


def test_people(projection: Projection) -> None:
    found = {m.iri.removeprefix(ID): m for m in measures(projection, "people")}
    assert set(found) == {"person/iva", "person/pak", "person/don"}  # who has no tie is not measured
    assert found["person/iva"].betweenness == 1.0  # the only way between the other two
    assert next(m.iri for m in brokers(found.values())) == ID + "person/iva"
    assert found["person/iva"].reach == 2


def test_a_crowd_ties_nobody(tmp_path: Path) -> None:
    m = Maker()
    codes = [f"{a}{b}" for a in "ABCD" for b in "ABCD"]
    states = [m.country(code, code, code, code) for code in codes]
    release = m.release("r", "Съезд", "https://example.org/r.html", "2020-01-01")
    m.thing("id:event\\/big", "coop:Event, coop:Forum", "Съезд")
    m.said(release, "Съехались.", f"id:event\\/big coop:participatingCountry {', '.join(states)}")
    (tmp_path / "g.trig").write_text(m.trig(), encoding="utf-8")
    assert tied(project(read(tmp_path / "g.trig")), "countries").number_of_edges() == 0


def test_change_by_year(projection: Projection) -> None:
    rows = [(r.year, r.agreements, r.events, r.countries, r.new_ties) for r in by_year(projection)]
    assert rows == [(2021, 1, 0, 2, 1), (2023, 0, 1, 3, 2)]  # what has no year is in no year


def test_formats(projection: Projection) -> None:
    rows = measures(projection, "countries")
    assert [r["label"] for r in json.loads(as_text(rows, "json"))][:2] == [r.label for r in rows][:2]
    assert next(csv.DictReader(io.StringIO(as_text(rows, "csv"))))["iri"] == rows[0].iri
    assert as_text(rows).splitlines()[0].split()[:2] == ["label", "countries"]


def test_formula_is_no_formula(tmp_path: Path) -> None:
    text = made_up().replace("Ива Лугова", "=HYPERLINK(1)")
    (tmp_path / "g.trig").write_text(text, encoding="utf-8")
    assert b",'=HYPERLINK(1)," in exports(project(read(tmp_path / "g.trig")))["people-nodes.csv"]


def test_graphml_reads_back(projection: Projection) -> None:
    graph = nx.parse_graphml(exports(projection)["countries.graphml"].decode())
    assert graph.nodes[ID + "country/BY"]["label"] == "Беларусь"
    assert graph.edges[ID + "country/BY", ID + "country/KR"]["weight"] == 2.5


def test_same_in_every_process(tmp_path: Path) -> None:
    (tmp_path / "g.trig").write_text(random_graph(300), encoding="utf-8")
    code = """import sys, hashlib
from kg.page.projection import project
from kg.page.source import read
from kg.views.tables import exports
print(hashlib.sha256(b''.join(exports(project(read(sys.argv[1]))).values())).hexdigest())"""
    digests = {
        subprocess.run([sys.executable, "-c", code, str(tmp_path / "g.trig")], capture_output=True, text=True, check=True,
                       env={**os.environ, "PYTHONHASHSEED": seed}).stdout
        for seed in ("1", "2", "3")
    }  # fmt: skip
    assert len(digests) == 1


def test_command(path: Path, tmp_path: Path) -> None:
    result = CliRunner().invoke(
        main, ["network", "--graph", str(path.parent), "--of", "brokers", "--export", str(tmp_path / "out")]
    )
    assert result.exit_code == 0, result.output
    assert "Ива Лугова" in result.stdout
    assert len(list((tmp_path / "out").iterdir())) == 10
