"""Tables in Markdown and in pages: told row by row, and the agreements, people and days in them found."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from kg import pipeline
from kg.facts.model import Extraction
from kg.release.model import Release
from kg.release.page import read_page
from kg.release.read import read_releases, read_text
from kg.release.tables import cells, row, rule, told

MARKDOWN = """# Документы подписаны в Сеуле

По итогам переговоров министров Беларуси и Кореи 14 марта 2024 года в Сеуле подписаны следующие документы:

| № | Документ | От белорусской стороны | От корейской стороны |
|:--|----------|---|--:|
| 1 | Меморандум о сотрудничестве в области искусственного интеллекта | министр связи Иван Бережной | министр науки Ли Хён Чжу |
| 2 | **Программа** совместных исследований на 2024–2026 годы | Пётр Осин; Анна Лист. | — |

Следующая встреча пройдет в Минске.
"""
PAGE = """<!doctype html><html lang="ru"><head><title>Документы подписаны в Сеуле</title></head><body><article>
<h1>Документы подписаны в Сеуле</h1><p>По итогам переговоров министров Беларуси и Кореи 14 марта 2024 года в Сеуле подписаны следующие документы:</p>
<table><thead><tr><th>№</th><th>Документ</th><th>От белорусской стороны</th><th>От корейской стороны</th></tr></thead><tbody>
<tr><td>1</td><td><p>Меморандум о сотрудничестве в области искусственного интеллекта</p></td><td>министр связи Иван Бережной</td><td>министр науки Ли Хён Чжу</td></tr>
<tr><td>2</td><td><b>Программа</b> совместных исследований на 2024–2026 годы</td><td>Пётр Осин; Анна Лист.</td><td>—</td></tr></tbody></table>
<p>Следующая встреча пройдет в Минске.</p></article></body></html>"""
ROWS = (
    "• Меморандум о сотрудничестве в области искусственного интеллекта; от белорусской стороны: министр связи Иван Бережной; от корейской стороны: министр науки Ли Хён Чжу.",
    "• Программа совместных исследований на 2024–2026 годы; от белорусской стороны: Пётр Осин, Анна Лист.",
)


def _release(source: str) -> Release:
    release = read_text(source)
    assert isinstance(release, Release)
    return release


@pytest.mark.parametrize("source", [MARKDOWN, PAGE], ids=["Markdown", "page"])
def test_rows_are_told_under_their_columns(source: str) -> None:
    lines = _release(source).text.splitlines()
    assert [line for line in lines if line.startswith("•")] == list(ROWS)
    assert lines[-1] == "Следующая встреча пройдет в Минске."
    assert not any("|" in line or "№" in line for line in lines)


@pytest.mark.parametrize("source", [MARKDOWN, PAGE], ids=["Markdown", "page"])
def test_documents_of_a_table_are_agreements_with_their_signatories(source: str) -> None:
    found = pipeline.extract(_release(source))
    assert isinstance(found, Extraction)
    people = {p.key: p for p in found.persons}
    told = {a.kind: (sorted(c.value for c in a.countries), [people[s.value] for s in a.signatories]) for a in found.agreements}
    assert set(told) == {"memorandum", "programme"}
    assert all(countries == ["BY", "KR"] for countries, _ in told.values())
    assert [len(signers) for _, signers in told.values()] == [2, 2]
    talks = [e for e in found.events if e.kind == "talks"]
    assert talks and not any(e.participants for e in talks)  # who signs a paper of the list has not been said to have talked


def test_a_table_that_lays_out_a_page_is_none() -> None:
    cell = "Министр прибыл в Минск и встретился с коллегами. " * 8
    page = read_page(f"<html><body><table><tr><td>Меню</td><td><p>{cell}</p><p>{cell}</p></td></tr></table></body></html>")
    assert any(line.startswith("Министр прибыл") for line in page.lines)
    assert not any("|" in line for line in page.lines)


def test_a_bar_in_a_sentence_is_no_table() -> None:
    lines = ["Минск | Сеул", "Министры встретились | фото", "---"]
    assert list(told(lines)) == lines


def test_cells_come_back() -> None:
    texts = ["a|b", "c", ""]
    assert cells(row(texts)) == texts
    assert rule(2) == "| --- | --- |"


def test_many_bars_take_no_time() -> None:
    started = time.process_time()
    list(told(["|" * 1_000_000, "|-" * 500_000, "|" * 1_000_000] * 3 + ["|a|b|", "|-|-|"] * 20_000))
    assert time.process_time() - started < 5


def test_no_name_of_a_file_is_needed(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(MARKDOWN, encoding="utf-8")
    assert [r.text for r in read_releases([path]) if isinstance(r, Release)] == [_release(MARKDOWN).text]
