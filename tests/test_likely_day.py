"""The likeliest day of an event: what is weighed, when the weights decide, and how they are learnt."""

from __future__ import annotations

import importlib.util
import json
import re
from pathlib import Path

import pytest

from kg.facts.extract import extract
from kg.facts.model import Event
from kg.facts.time_and_place import likely_day
from kg.facts.time_and_place.day_marks import Candidate
from kg.release.model import Release
from kg.release.read import read_text
from kg.text.annotate import annotate
from kg.values import PartialDate, Period

TABLE = Path(likely_day.__file__).parents[2] / "reference" / "day_weights.tsv"
CASES = {"Nom", "Gen", "Dat", "Acc", "Ins", "Loc", "NOUN", "PROPN", "VERB", "ADJ", "PRON", "NUM", "DET", "ADV"}
TOLD = """Обмен опытом в Минске

5 июня 2025 года в Минске открыли учебный класс, а 9 июня 2025 года в нем дали урок.

Разговор министра связи Беларуси Ивана Ковалева с министром цифровизации Норвегии Кари Хансен состоялся после осмотра узла связи.
"""
STATED = """Встреча в Минске

5 июня 2025 года в Минске открыли учебный класс. 9 июня 2025 года министр связи Беларуси Иван Ковалев встретился с министром цифровизации Норвегии Кари Хансен.
"""


def events(text: str) -> tuple[Event, ...]:
    release = read_text(text)
    assert isinstance(release, Release)
    return extract(annotate(release)).events


def days(text: str) -> list[tuple[str, str, str]]:
    """Day, rule and the passage that states it, of each event with a day."""
    release = read_text(text)
    assert isinstance(release, Release)
    return [(s.value.lexical, s.evidence[0].rule, s.evidence[0].passage.of(release.text)) for e in events(text) for s in e.starts]


def test_the_weights_decide_where_no_rule_finds_a_day(monkeypatch: pytest.MonkeyPatch) -> None:
    assert days(TOLD) == [] and len(events(TOLD)) == 1
    monkeypatch.setattr(likely_day, "weights", lambda: {"told last": 400})
    assert days(TOLD) == [("2025-06-09", "likeliest-day", TOLD.splitlines()[2])]
    monkeypatch.setattr(likely_day, "weights", lambda: {"told first": 400})
    assert days(TOLD) == [("2025-06-05", "likeliest-day", TOLD.splitlines()[2])]


def test_of_two_likely_days_none_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(likely_day, "weights", lambda: {"told last": 400, "told first": 350})
    assert days(TOLD) == []


def test_the_only_day_of_the_event_s_own_sentence_stands_whatever_they_weigh(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(likely_day, "weights", lambda: {"told first": 900, "none": 500})
    assert [(day, rule) for day, rule, _ in days(STATED)] == [("2025-06-09", "verb-meeting")]


def test_the_share_of_the_likeliest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(likely_day, "weights", lambda: {"a": 100, "b": -50})
    day = Candidate(Period(PartialDate(2024, 5, 1)), 0, {"a", "unknown"})
    found, sure = likely_day.likeliest({"2024-05-01": day, None: Candidate(None, None, {"b"})})
    assert found is day and sure == pytest.approx(1 / (1 + 2.718281828**-1.5))


def test_the_table_weighs_marks_and_no_words_of_texts() -> None:
    lines = [line.split("\t") for line in TABLE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    marks = [mark for mark, _ in lines]
    assert len(marks) > 300 and marks == sorted(set(marks))
    assert all(re.fullmatch(r"-?[1-9]\d{0,2}", weight) for _, weight in lines)
    source = (TABLE.parents[1] / "facts" / "time_and_place" / "day_marks.py").read_text(encoding="utf-8")
    rules = {w for path in TABLE.parents[1].glob("facts/**/*.py") for w in re.findall(r'"([a-z-]+)"', path.read_text(encoding="utf-8"))}
    known = {*re.findall(r"[A-Za-z]+", source), *(w for r in rules for w in r.split("-")), "day", "week", "weekday", "told", "now", "half", "True", "False"}
    known |= CASES  # "event Loc behind в": as what, behind which preposition, it stands in its sentence
    marks = [re.sub(r" behind [а-яёіўa-z]{1,9}( время)?\b", "", mark) for mark in marks]
    assert {w for mark in marks for w in re.findall(r"[^\W\d]+", mark)} <= known


LEARN = """Новости

{a} в Осло открыли центр связи.

{b} там же показали спутник.

Разговор министра связи Беларуси Ивана Ковалева с министром цифровизации Норвегии Кари Хансен состоялся после осмотра узла связи.
"""


def test_weights_are_learnt_from_annotated_releases_the_same_each_time(tmp_path: Path) -> None:
    pytest.importorskip("numpy")
    if importlib.util.find_spec("benchmarks") is None:
        pytest.skip("benchmarks/ is not beside the package")
    from benchmarks.learn_days import choices, decided, fit

    for n in range(1, 13):  # in these releases the first day is always the meeting's
        text = LEARN.format(a=f"{n} мая 2024 года", b=f"{n + 12} мая 2024 года")
        gold = {"kind": "meeting", "name": None, "start": f"2024-05-{n:02}", "participants": ["Иван Ковалев", "Кари Хансен"], "countries": ["BY", "NO"]}
        (tmp_path / f"{n:02}.txt").write_text(text, encoding="utf-8")
        (tmp_path / f"{n:02}.gold.json").write_text(json.dumps({"events": [gold]}), encoding="utf-8")
    given = list(choices(tmp_path))
    assert len(given) == 12 and all(c.index is not None for c in given)
    weight = fit(given[:10])
    assert weight == fit(given[:10]) and weight["told first"] > 0 > weight["told last"]
    assert [decided(c, weight)[0] for c in given[10:]] == [c.right for c in given[10:]]
