"""Abbreviations of the trade (ИКТ, ИИ, ICT) written out, from the reviewed file beside this module."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from kg.reference.files import read_yaml


@cache
def expansions() -> dict[str, tuple[str, ...]]:
    """Abbreviation (lower case) -> its words in the nominative."""
    text = Path(__file__).with_name("abbreviations.yaml").read_text(encoding="utf-8")
    return {short: tuple(words) for short, words in read_yaml(text).items()}
