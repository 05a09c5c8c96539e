"""The competency questions and questions in words on the graph that the program builds from the example releases."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from kg import pipeline
from kg.questions.answering import answer
from kg.questions.ask.reply import Asker, render
from kg.questions.engine import LocalGraph
from kg.questions.model import Rows
from kg.questions.things import Things

HERE = Path(__file__).parent / "questions"
CASES: list[dict[str, Any]] = yaml.safe_load((HERE / "seeds.yaml").read_text(encoding="utf-8"))
WORDS: list[dict[str, Any]] = [
    case
    for name in ("words", "wording")
    for case in yaml.safe_load((HERE / f"{name}.yaml").read_text(encoding="utf-8"))
]


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> LocalGraph:
    folder = tmp_path_factory.mktemp("seeds")
    pipeline.build([str(pipeline.seeds())], folder)
    return LocalGraph.open(folder)


@pytest.fixture(scope="module")
def asker(graph: LocalGraph) -> Asker:
    return Asker(graph)


def holds(rows: list[dict[str, str]], pattern: dict[str, str]) -> bool:
    return any(all(v in row.get(k, "") for k, v in pattern.items()) for row in rows)


def listed(value: str | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else value


@pytest.mark.parametrize("case", CASES, ids=[f"{c['question']}-{'-'.join(c['params'].values())}" for c in CASES])
def test_rows(graph: LocalGraph, asker: Asker, case: dict[str, Any]) -> None:
    things: Things = asker.things
    found = answer(graph, case["question"], case["params"], things).answer
    assert isinstance(found, Rows)
    rows = found.dicts()
    if "rows" in case:
        assert len(rows) == case["rows"]
    assert [p for p in case.get("has", []) if not holds(rows, p)] == []
    assert [p for p in case["never"] if holds(rows, p)] == []


@pytest.mark.parametrize("case", WORDS, ids=[c["ask"] for c in WORDS])
def test_words(asker: Asker, case: dict[str, Any]) -> None:
    reply = asker.ask(case["ask"])
    if case["query"] is None:
        assert not reply.rows or not reply.rows.rows
        return
    assert reply.understood is not None and reply.understood.query in listed(case["query"])
    assert reply.rows is not None
    if "rows" in case:
        assert len(reply.rows.rows) == case["rows"]
    bare = " ".join(term.value for row in reply.rows.rows for term in row if term)  # and in the language of the question:
    text = " ".join([bare, *render(reply, asker.things, width=100_000).split("\n", 1)[1].split()])
    assert [part for part in listed(case.get("has", [])) if part not in text] == []
    assert [part for part in listed(case.get("never", [])) if part in text] == []


def test_there_are_enough_of_them_in_three_languages() -> None:
    assert len(WORDS) >= 170
    assert len({c["question"] for c in CASES}) >= 15
