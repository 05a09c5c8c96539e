"""The page as text: one file, nothing fetched, every string escaped, the same bytes every time."""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

from kg.facts.model import STATUSES
from kg.graph import terms
from kg.page import vis
from kg.page.layout import place
from kg.page.projection import project
from kg.page.render import render_page, script
from kg.page.source import read
from kg.page.words import LANGUAGES, words
from tests.page.graphs import made_up, random_graph


@pytest.fixture(scope="module")
def trig(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("page") / "graph.trig"
    path.write_text(made_up(), encoding="utf-8")
    return path


def data(html: str, name: str = "kg-data") -> object:
    found = re.search(f'<script id="{name}" type="application/json">(.*?)</script>', html, re.S)
    assert found
    return json.loads(found[1])


def test_nothing_is_fetched(trig: Path) -> None:
    html = render_page(trig)
    assert not re.search(r'<(?:script|img|iframe|object|embed)[^>]*\bsrc\s*=|@import|url\(\s*["\']?https?:', html)
    assert all(href.startswith("data:") for href in re.findall(r'<link\b[^>]*href="([^"]*)"', html))


def test_facts_carry_sentence_and_release(trig: Path) -> None:
    page = data(render_page(trig))
    assert isinstance(page, dict)
    number = next(i for i, n in enumerate(page["nodes"]) if n["i"].endswith("agreement/a1"))
    signed = next(f for f in page["facts"][number] if f["r"] == "signedOn")
    assert signed["x"] == {"": "2021-03-04"}
    release, start, end, sentence = page["passages"][signed["p"][0]]
    assert sentence == "Министерства подписали меморандум о взаимном освещении 4 марта 2021 г."
    assert end - start == len(sentence)
    assert page["releases"][release][:2] == ["Подписан меморандум о тестировании", "https://example.org/one.html"]


def test_same_page_from_a_file_a_store_and_a_dataset(trig: Path) -> None:
    store, dataset = ox.Store(), rdflib.Dataset()
    store.load(path=str(trig), format=ox.RdfFormat.TRIG)
    dataset.parse(trig, format="trig")
    assert render_page(trig) == render_page(store) == render_page(dataset)


def test_a_path_that_is_no_graph(tmp_path: Path) -> None:
    (tmp_path / "bad.trig").write_text("<a> <b>", encoding="utf-8")
    with pytest.raises(SyntaxError):
        render_page(tmp_path / "bad.trig")
    with pytest.raises(OSError):
        render_page(tmp_path / "none.trig")


def test_an_empty_graph_is_an_empty_page(tmp_path: Path) -> None:
    (tmp_path / "empty.trig").write_text("", encoding="utf-8")
    assert data(render_page(tmp_path / "empty.trig"), "kg-nodes") == []


def test_every_word_has_three_languages() -> None:
    for section in words().values():
        for entry in section.values():
            assert set(entry) == set(LANGUAGES)


def test_every_class_and_status_has_a_word() -> None:
    classes = {
        c.rsplit("#")[-1]
        for c in (*terms.AGREEMENT_CLASS.values(), *terms.EVENT_CLASS.values(), *terms.BODY_CLASS.values())
    }
    assert classes - {"Organization"} <= words()["types"].keys()
    assert set(STATUSES) == set(words()["statuses"])


def test_every_edge_role_has_a_word_in_both_directions(trig: Path) -> None:
    page = data(render_page(trig))
    assert isinstance(page, dict)
    for facts in page["facts"]:
        for fact in facts:
            section = "inverse" if fact.get("in") else "roles"
            assert fact["r"] == "mentions" or fact["r"] in words()[section], fact


def test_unsigned_is_told_from_signed(trig: Path) -> None:
    page = data(render_page(trig))
    assert isinstance(page, dict)
    status = {n["i"].rsplit("/")[-1]: n.get("s") for n in page["nodes"] if n["k"] == "agreement"}
    assert status == {"a1": "signed", "a2": "planned", "a3": "signed"}


def test_year_is_not_invented(trig: Path) -> None:
    page = data(render_page(trig))
    assert isinstance(page, dict)
    undated = next(n for n in page["nodes"] if n["i"].endswith("agreement/a3"))
    assert undated["d"] == ["--04-26", ""]
    assert "b" not in undated


@pytest.mark.parametrize("size", [100, 400])
def test_things_have_places_of_their_own(size: int, tmp_path: Path) -> None:
    (tmp_path / "g.trig").write_text(random_graph(size), encoding="utf-8")
    places = list(place(project(read(tmp_path / "g.trig")).graph).values())
    near = [(a, b) for i, a in enumerate(places) for b in places[:i] if (a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2 < 40**2]
    assert len(set(places)) == size
    assert len(near) < size / 50


def test_people_stand_with_their_country(tmp_path: Path) -> None:
    (tmp_path / "g.trig").write_text(random_graph(400), encoding="utf-8")
    graph = project(read(tmp_path / "g.trig")).graph
    places = place(graph)
    near = all_ = 0
    anchors = {d["code"]: places[n] for n, d in graph.nodes(data=True) if d["code"]}
    for node, data_ in graph.nodes(data=True):
        if data_["kind"] in ("body", "person") and len(data_["countries"]) == 1:
            x, y = places[node]
            nearest = min(anchors, key=lambda code: (anchors[code][0] - x) ** 2 + (anchors[code][1] - y) ** 2)
            near += nearest == data_["countries"][0]
            all_ += 1
    assert near > 0.9 * all_  # a large country's rim may lie nearer to a small neighbour's middle


def test_same_bytes_with_every_hash_seed(tmp_path: Path) -> None:
    trig = tmp_path / "graph.trig"
    trig.write_text(random_graph(200), encoding="utf-8")
    code = (
        "import sys; from kg.page.render import render_page; sys.stdout.buffer.write(render_page(sys.argv[1]).encode())"
    )
    pages = [
        subprocess.run(
            [sys.executable, "-c", code, str(trig)], capture_output=True, check=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    ]  # fmt: skip
    assert pages[0] == pages[1]


def test_vendored_file_is_the_one_that_is_named() -> None:
    folder = Path(vis.__file__).parent / "static" / "vendor"
    digest = hashlib.sha256((folder / "vis-network.min.js").read_bytes()).hexdigest()
    assert digest in (folder / "README.md").read_text(encoding="utf-8")


def test_scripts_hold_no_way_from_text_to_markup() -> None:
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function", script())
