"""Words that are one word in Russian, Belarusian and English: the glossary and the table of given names.

A label in one language is then found by a question in another: "postal" fits "почтовой", "Сяргей" fits "Сергей". The
glossary holds words of names of events, agreements and bodies only; that two words are kin never answers anything by
itself, the other words of the question must fit the same label.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from kg.reference.files import read_yaml
from kg.reference.given import russian_forms

MARK = "="  # begins what is no form of a word but stands for its kin


def kin(norm: str, forms: Iterable[str]) -> frozenset[str]:
    """What a word (lower case, ё as е) stands for beside itself, as marks that its kin share; empty if nothing."""
    names = russian_forms()
    found = {f"{MARK}name {names[form]}" for form in (norm, *forms) if form in names}
    for stem, meaning in _stems().get(norm[:2], ()):
        if norm.startswith(stem[:-1]) if stem.endswith("*") else norm == stem:
            found.add(MARK + meaning)
    return frozenset(found)


@cache
def _stems() -> dict[str, tuple[tuple[str, str], ...]]:
    """First two letters -> stems and what they mean."""
    raw = read_yaml(Path(__file__).with_name("glossary.yaml").read_text(encoding="utf-8"))
    found: dict[str, list[tuple[str, str]]] = {}
    for meaning, stems in raw.items():
        for stem in stems:
            found.setdefault(stem[:2], []).append((stem, meaning))
    return {start: tuple(stems) for start, stems in found.items()}
