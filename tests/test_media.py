"""Agencies that only report are no side of anything; a post in one does not stop the build."""

from __future__ import annotations

from pathlib import Path

from kg.facts.model import BODY_KINDS, Extraction
from kg.pipeline import build, extract
from kg.reference.authority import records
from kg.release.model import Release
from kg.release.read import read_text


def bodies(text: str) -> set[tuple[str, str]]:
    release = read_text(text)
    assert isinstance(release, Release)
    found = extract(release)
    assert isinstance(found, Extraction), found
    return {(b.name, b.kind) for b in found.bodies}


def test_an_agency_that_reports_is_no_body() -> None:
    assert not bodies("Об этом сообщает БЕЛТА. Беларусь и Китай развивают сотрудничество, передает ТАСС.")


def test_a_post_in_an_agency_has_a_house_of_a_known_class() -> None:
    for record in [r for r in records() if r.kind == "Media"]:
        found = bodies(f"Главный редактор {record.label('ru')} Анна Лисова посетила Минск.")
        assert all(kind in BODY_KINDS for _, kind in found), (record.id, found)


def test_such_a_release_is_built(tmp_path: Path) -> None:
    file = tmp_path / "one.txt"
    file.write_text("Генеральный директор ТАСС Иван Петров\n\n5 мая 2024 г. генеральный директор ТАСС Иван Петров посетил Минск.", encoding="utf-8")
    assert build([file], tmp_path / "out", tell=lambda line: None).exit_code == 0
