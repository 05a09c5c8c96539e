"""The states that know a legal form: "ТОО" is Kazakhstan's, "ФГУП" Russia's, "ОАО" that of several."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from kg.reference.files import read_yaml


@cache
def _forms() -> dict[str, frozenset[str]]:
    data = read_yaml(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))
    return {str(form): frozenset(str(c) for c in countries) for form, countries in data.items()}


def countries_of_form(form: str) -> frozenset[str]:
    """ISO codes of the states whose law has a form (lower case); empty for a word that is none."""
    return _forms().get(form, frozenset())
