"""Every competency question on a made-up graph: its rows, rows that must not appear, the same in two engines."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import rdflib
import yaml

from kg.questions import catalogue, params
from kg.questions.answering import answer
from kg.questions.engine import LocalGraph
from kg.questions.model import CatalogueError, Rows
from kg.questions.things import Things

HERE = Path(__file__).parent
DATA = HERE / "data" / "questions.trig"
CASES: list[dict[str, Any]] = yaml.safe_load((HERE / "questions" / "cases.yaml").read_text(encoding="utf-8"))
IDS = [f"{c['question']}-{'-'.join(map(str, c['params'].values()))}" for c in CASES]
SLOW_IN_RDFLIB = {
    "participants",
    "people",
    "single-source",
    "conflicts",
    "quoted",
    "coverage",
    "release-facts",
    "delegations",
}


@cache
def graph() -> LocalGraph:
    return LocalGraph.open(DATA)


@cache
def things() -> Things:
    return Things(graph())


@cache
def other_engine() -> rdflib.Dataset:
    return rdflib.Dataset(default_union=False).parse(DATA, format="trig")


def chosen(row: dict[str, str], columns: list[str]) -> tuple[str, ...]:
    return tuple(row.get(c, "") for c in columns)


def holds(rows: list[dict[str, str]], pattern: dict[str, str]) -> bool:
    return any(all(row.get(k, "") == v for k, v in pattern.items()) for row in rows)


@pytest.mark.parametrize("case", CASES, ids=IDS)
def test_rows(case: dict[str, Any]) -> None:
    found = answer(graph(), case["question"], case["params"], things()).answer
    assert isinstance(found, Rows)
    rows = found.dicts()
    columns = list(case["rows"][0]) if case["rows"] else []
    assert Counter(chosen(r, columns) for r in rows) == Counter(chosen(r, columns) for r in case["rows"])
    for pattern in case["never"]:
        assert not holds(rows, pattern)


def test_the_forbidden_rows_name_columns_that_exist() -> None:
    for case in CASES:
        found = graph().query(catalogue.load()[case["question"]].sparql)
        assert isinstance(found, Rows)
        assert all(set(pattern) <= set(found.variables) for pattern in case["never"])


@pytest.mark.parametrize("case", CASES, ids=IDS)
def test_the_same_in_rdflib(case: dict[str, Any]) -> None:
    question = catalogue.load()[case["question"]]
    if question.name in SLOW_IN_RDFLIB:
        pytest.skip("seconds in rdflib even on a small graph; see test_the_slow_ones")
    compare(question, case)


@pytest.mark.slow
@pytest.mark.parametrize("case", [c for c in CASES if c["question"] in SLOW_IN_RDFLIB])
def test_the_slow_ones(case: dict[str, Any]) -> None:
    compare(catalogue.load()[case["question"]], case)


def compare(question: catalogue.Question, case: dict[str, Any]) -> None:
    sparql = params.bind(question, case["params"], things())
    mine = graph().query(sparql)
    assert isinstance(mine, Rows)
    theirs = [tuple(None if v is None else str(v) for v in row) for row in other_engine().query(sparql)]  # type: ignore[union-attr]
    assert Counter(theirs) == Counter(tuple(t.value if t else None for t in row) for row in mine.rows)


def test_every_question_has_a_case_and_answers_without_parameters() -> None:
    assert {c["question"] for c in CASES} == set(catalogue.load())
    for question in catalogue.load().values():
        found = graph().query(question.sparql)
        assert isinstance(found, Rows)
        assert set(question.columns) <= set(found.variables), question.name


def test_the_catalogue_has_the_wordings_and_enough_questions() -> None:
    questions = catalogue.load()
    assert len(questions) >= 30
    assert len({q.text[lang] for q in questions.values() for lang in catalogue.LANGUAGES}) == 3 * len(questions)


def test_the_case_files_name_no_min_or_max_of_an_iri_and_no_date_filter_on_partial_dates() -> None:
    """rdflib turns MIN of an IRI into a string, and calls a month later than a day: neither may be in a query."""
    for question in catalogue.load().values():
        partial = {"date", "start", "end", "since", "asOf", "seen"} - {p.name for p in question.params}
        for line in question.sparql.splitlines():
            assert "SAMPLE(" not in line
            assert not any(f"{op} ?{v}" in line or f"?{v} {op}" in line for op in "<>" for v in partial)


@pytest.mark.parametrize(
    "source",
    [
        "SELECT * {}",
        "# en: a\n# ru: б\nSELECT * {}",
        "# en: a\n# ru: б\n# be: в\n# param x country\nSELECT * {}",
        "# en: a\n# ru: б\n# be: в\n# param x planet required\nSELECT * {}",
        "# en: a\n# ru: б\n# be: в\n# param x country required\nSELECT * {}",
        "# en: a\n# ru: б\n# be: в\nSELECT * {\n# bind x\n}",
        "# en: a\n# ru: б\n# be: в\n# param p period optional\nSELECT * {\n# bind p\n}",
    ],
)
def test_a_bad_header_is_named(source: str) -> None:
    with pytest.raises(CatalogueError, match=r"^bad\.rq"):
        catalogue.parse("bad", source)
