"""The figures of the benchmarks that are kept: what they must show, and that the README tells them."""

from __future__ import annotations

import pytest

from benchmarks.measuring import p95
from benchmarks.record import load
from benchmarks.tables import README, section
from kg.questions import catalogue


def test_the_readme_tells_the_kept_results() -> None:
    assert section() in README.read_text(encoding="utf-8")


def test_every_question_was_measured_and_is_fast_enough() -> None:
    found = load("questions")
    assert {row["question"] for row in found["questions"]} == catalogue.load().keys()
    assert found["statements"] >= 990_000
    assert [row["question"] for row in found["questions"] if row["p95_ms"] >= 100] == []
    assert found["rdflib_median"] >= 20


def test_our_store_is_faster_than_rdflibs() -> None:
    rows = {row["size"]: row for row in load("store")["rows"]}
    assert {10_000, 100_000, 1_000_000} <= rows.keys()
    assert rows[1_000_000]["load_times"] >= 8
    assert all(rows[size]["turtle_times"] >= 10 for size in (10_000, 100_000, 1_000_000))
    assert all(row["trig_times"] >= 10 for size, row in rows.items() if size <= 100_000)  # rdflib's takes too long at a million


@pytest.mark.xfail(strict=True, reason="6 times on a quiet machine, 8 beside other work; rdflib is quick at lines, slow at Turtle and TriG")
def test_the_dump_as_n_quads_is_ten_times_as_fast() -> None:
    rows = {row["size"]: row for row in load("store")["rows"]}
    assert rows[1_000_000]["dump_times"] >= 10


def test_percentiles_are_by_rank() -> None:
    assert p95(list(range(1, 21))) == 19
    assert p95([3.0]) == 3.0
