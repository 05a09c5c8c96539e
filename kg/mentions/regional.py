"""Regions by their initials: "Министерство цифрового развития РТ" in a text that speaks of Tatarstan."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.mentions.bodies import core_of
from kg.mentions.model import BodyNamed, SentenceMentions
from kg.reference.countries import RegionMention, find_regions


def spell_out(rows: Sequence[SentenceMentions], language: str) -> None:
    """Put the region's name into the bodies that end with its initials, where the release names one such region."""
    if not any(_initials(b) for row in rows for b in _bodies(row)):
        return
    regions = {f"Р{r.name[0]}": r for row in rows for r in find_regions(row.tokens, language)}
    for row in rows:
        row.bodies = [_spelt(b, regions) for b in row.bodies]
        row.roles = [replace(r, body=_spelt(r.body, regions)) if r.body is not None else r for r in row.roles]


def _bodies(row: SentenceMentions) -> list[BodyNamed]:
    return [*row.bodies, *(r.body for r in row.roles if r.body is not None)]


def _initials(body: BodyNamed) -> str:
    """«РТ», «РД» at the end of a name whose state is not known."""
    last = body.name.rpartition(" ")[2]
    return last if body.country is None and len(last) == 2 and last.isupper() and last[0] == "Р" else ""


def _spelt(body: BodyNamed, regions: dict[str, RegionMention]) -> BodyNamed:
    region = regions.get(_initials(body))
    if region is None:
        return body
    name = f"{body.name[:-2]}Республики {region.name}"
    return replace(body, name=name, core=core_of(name), country=region.iso)
