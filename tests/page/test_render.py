"""The page as text: one file, nothing fetched, every string escaped, the same bytes every time."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from kg.page.render import render_page
from tests.page.graphs import made_up


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
    assert not re.search(
        r'<(?:script|img|iframe|object|embed)[^>]*\bsrc\s*=|<link\b|@import|url\(\s*["\']?https?:', html
    )


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


def test_same_bytes_with_every_hash_seed(trig: Path) -> None:
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
