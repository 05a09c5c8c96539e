"""Loader of calendar.yaml: words of the calendar by what they mean."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Literal, TypeVar

from kg.reference.files import read_yaml

V = TypeVar("V")
Unit = Literal["day", "week", "month", "year"]


@dataclass(frozen=True, slots=True)
class Calendar:
    """Words (lower case, ё as е) and their values: month 1 to 12, weekday 0 to 6, distances in years, days, months."""

    months: Mapping[str, int]
    month_adjectives: Mapping[str, int]
    days: Mapping[str, int]
    seasons: Mapping[str, str]
    weekdays: Mapping[str, int]
    years: Mapping[str, int]
    day: Mapping[str, int]
    told: Mapping[str, int]
    month: Mapping[str, int]
    ordinals: Mapping[str, int]
    units: Mapping[str, Unit]
    counts: Mapping[str, int]


@cache
def calendar() -> Calendar:
    """The reviewed words. Raises ValueError if one word stands under two values of a list."""
    raw = read_yaml(Path(__file__).with_name("calendar.yaml").read_text(encoding="utf-8"))
    return Calendar(**{name: MappingProxyType(_by_word(name, values)) for name, values in raw.items()})


def _by_word(name: str, values: Mapping[V, list[object]]) -> dict[str, V]:
    words: dict[str, V] = {}
    for value, forms in values.items():
        for form in forms:
            word = str(form).lower().replace("ё", "е")
            if words.setdefault(word, value) != value:
                raise ValueError(f"calendar.yaml: {word!r} means two things under {name}")
    return words
