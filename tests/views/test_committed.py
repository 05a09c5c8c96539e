"""The committed page and dossier are what the committed code makes of the committed graph."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.page.projection import project
from kg.page.render import render
from kg.page.source import read
from kg.views.dossier import dossier

OUTPUT = Path(__file__).resolve().parents[2] / "output"


@pytest.mark.parametrize("name", ["graph.html", "report-BY-KR.html"])
def test_page_is_up_to_date(name: str) -> None:
    if not (OUTPUT / name).exists() or not (OUTPUT / "graph.trig").exists():
        pytest.skip(f"output/{name} is not built: kg build && kg report BY KR")
    projection = project(read(OUTPUT / "graph.trig"))
    page = render(projection) if name == "graph.html" else dossier(projection, "BY", "KR")
    assert (OUTPUT / name).read_text(encoding="utf-8") == page
