"""People: one line of text, its people behind the bar, from `tests/data/people.txt`.

    text | Given / Family / Patronymic; …

A bar with a question mark marks what may be found and need not be.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.facts.extract import extract
from kg.reference.files import read_yaml
from kg.reference.given import foreign_given
from kg.release.model import Release
from kg.text.annotate import annotate

LINES = (Path(__file__).parent / "data" / "people.txt").read_text(encoding="utf-8").splitlines()
CASES = [line.partition(" |")[::2] for line in LINES if line and not line.startswith("#")]


def people(text: str) -> set[str]:
    """The people of a Russian text in the notation of this module."""
    found = extract(annotate(Release(text, text[:40], None, None, "ru", "made-up.txt")))
    return {" / ".join(x for x in (p.name.given, p.name.family, p.name.patronymic) if x) for p in found.persons}


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[c[0][:60] for c in CASES])
def test_people(text: str, expected: str) -> None:
    free = expected.startswith("?")
    wanted = {p.strip() for p in expected.removeprefix("?").split(";") if p.strip()}
    assert people(text) == wanted or (free and people(text) <= wanted)


def test_the_table_of_foreign_given_names_is_sorted_and_plain() -> None:
    path = Path(__file__).parents[1] / "kg" / "reference" / "foreign_given.yaml"
    table = read_yaml(path.read_text(encoding="utf-8"))
    for names in table.values():
        assert names == sorted(set(names))
        assert all(n == n.lower().replace("ё", "е") and n.replace("-", "").isalpha() for n in names)


@pytest.mark.parametrize(
    ("form", "cases"),
    [("шерзоду", {"Dat"}), ("небойши", {"Gen"}), ("сауле", {"Nom", "Gen", "Dat", "Acc", "Ins", "Loc"}), ("дилноза", {"Nom"}), ("марией", set())],
)
def test_forms_of_foreign_given_names(form: str, cases: set[str]) -> None:
    assert {r.case for r in foreign_given().get(form, ())} == cases
