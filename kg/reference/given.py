"""Given names that one person bears in three languages (Сергей, Сяргей, Sergei), from the reviewed table beside this module."""

from __future__ import annotations

from functools import cache
from pathlib import Path


@cache
def russian_forms() -> dict[str, str]:
    """Any spelling (lower case, ё as е) -> the Russian name in lower case; the Russian form maps to itself."""
    text = Path(__file__).with_name("given_names.tsv").read_text(encoding="utf-8")
    forms: dict[str, str] = {}
    for line in text.splitlines():
        russian, *others = line.lower().replace("ё", "е").replace("'", "").split("\t")
        for form in (russian, *(name for column in others for name in column.split())):
            forms[form] = russian
    return forms
