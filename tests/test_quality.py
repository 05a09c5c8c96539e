"""The gate: no kind of fact falls below its floor on the gold that the floors were measured on."""

from __future__ import annotations

import json

import pytest

from tests import quality

pytestmark = [pytest.mark.corpus, pytest.mark.skipif(not quality.available(), reason="the gold and the scorer in ../shared are missing")]


@pytest.fixture(scope="module", params=sorted(quality.SETS))
def measured(request: pytest.FixtureRequest) -> tuple[str, dict[str, dict[str, float]]]:
    return request.param, quality.measure(request.param)


def test_no_kind_falls_below_its_floor(measured: tuple[str, dict[str, dict[str, float]]]) -> None:
    name, figures = measured
    floors = json.loads(quality.FLOORS.read_text(encoding="utf-8"))[name]
    assert floors["digest"] == quality.digest(name), "the gold changed: measure again and move the floors on purpose"
    assert {k: v["n"] for k, v in figures.items() if k in floors["counts"]}.keys() == floors["counts"].keys()
    low = {k: (v["f1"], floors["f1"][k]) for k, v in figures.items() if v["f1"] < floors["f1"][k]}
    assert not low, f"{name}: (F1, floor) {low}"


def test_precision_leads(measured: tuple[str, dict[str, dict[str, float]]]) -> None:
    """A wrong fact costs more than a missing one: precision may trail recall by no more than .02."""
    _, figures = measured
    behind = {k: (figures[k]["p"], figures[k]["r"]) for k in ("agreements", "events", "posts") if figures[k]["p"] < figures[k]["r"] - 0.02}
    assert not behind, behind
