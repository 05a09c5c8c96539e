"""Known bodies that became others, from the reviewed table beside this module."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple


class Rename(NamedTuple):
    """Ids of two records of the authority file, and the year of the change."""

    before: str
    after: str
    year: str


@cache
def renames() -> tuple[Rename, ...]:
    """All known renamings, sorted."""
    text = Path(__file__).with_name("renames.tsv").read_text(encoding="utf-8")
    return tuple(Rename(*line.split("\t")) for line in text.splitlines() if not line.startswith("#"))
