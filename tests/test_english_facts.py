"""Facts of English and Belarusian sentences in one-line notation: a text, and under it what is read from it. Every text is made up.

    2024-05-13 > First paragraph. // Second paragraph.
      meeting 2024-05-12 @Oslo: Lunde, Ibarra [NO CL]          events as in test_events
      = memorandum signed CL,NO 2024-05-12 : A; B < X; Y       agreements: states, day, words of parties, signatories
      & Kari Lunde | minister | Ministry of Ports of Norway | NO   a post that must be among those found

Of the kinds that a text's lines name, every event and agreement must be told; "= -" means that there is no agreement.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from kg.facts.extract import extract
from kg.facts.model import Agreement, Extraction
from kg.release.model import Release
from kg.text.annotate import annotate
from kg.values import PartialDate
from tests.test_events import FACT, ordered, span, told

DATA = Path(__file__).parent / "data"
FILES = {"en": ("english.txt", "english_press.txt", "english_visits.txt", "english_wordings.txt", "english_sides.txt", "english_recalled.txt", "english_gatherings.txt", "english_to_come.txt", "english_signers.txt", "english_prepared.txt", "english_whose_house.txt"), "be": ("belarusian_press.txt",)}


@dataclass(frozen=True)
class Case:
    language: str
    text: str
    published: str
    facts: tuple[str, ...]


def read_cases() -> list[Case]:
    out: list[Case] = []
    blocks = [(language, b) for language, names in FILES.items() for name in names for b in (DATA / name).read_text(encoding="utf-8").split("\n\n")]
    for language, block in blocks:
        lines = [line for line in block.splitlines() if line.strip() and not line.startswith("##")]
        if lines:
            day = re.match(r"(\d{4}-\d\d-\d\d) > ", lines[0])
            out.append(Case(language, lines[0][day.end() :] if day else lines[0], day[1] if day else "", tuple(line.rstrip() for line in lines[1:])))
    return out


@cache
def extraction(language: str, text: str, published: str) -> Extraction:
    headline = text.startswith("# ")
    body = text.removeprefix("# ").replace(" // ", "\n")
    title = body.partition("\n")[0] if headline else body[:40]
    return extract(annotate(Release(body, title, None, PartialDate.parse(published) if published else None, language, "made-up.txt")))


def as_line(found: Extraction, a: Agreement) -> str:
    people = {p.key: p.name.label for p in found.persons}
    bodies = {b.key: b.name for b in found.bodies}
    sides = ",".join(sorted(c.value for c in a.countries)) or "-"
    parties = "; ".join(sorted(bodies.get(c.value.key, c.value.key) for c in a.parties))
    signers = "; ".join(sorted(people[c.value] for c in a.signatories))
    line = f"  = {a.kind} {a.current_status} {sides} {a.signed[0].value.lexical if a.signed else '?'}"
    return line + (f" : {parties}" if parties else "") + (f" < {signers}" if signers else "")


def posts(found: Extraction) -> set[str]:
    people = {p.key: p.name.label for p in found.persons}
    bodies = {b.key: b.name for b in found.bodies}
    return {f"  & {people[p.person]} | {p.role} | {bodies.get(p.body or '', '-')} | {p.country or '-'}" for p in found.posts}


@pytest.mark.parametrize("case", read_cases(), ids=lambda c: c.text[:80])
def test_english_facts(case: Case) -> None:
    found = extraction(case.language, case.text, case.published)
    events = [ordered(f) for f in case.facts if f[2] not in "=&"]
    if events:
        left = list(found.events)
        got = []
        for line in events:
            kind = FACT.match(line)
            mine = [e for e in left if kind and e.kind == kind["kind"]]
            best = next((e for e in mine if told(found, e, line) == line), None) or next((e for e in mine if kind and span(e) == kind["when"]), None)
            if best is not None:
                left.remove(best)
                got.append(told(found, best, line))
        got += [told(found, e, "  meeting ?: x [] ") for e in left]
        assert got == events
    agreements = [f for f in case.facts if f.startswith("  =") and f != "  = -"]
    if agreements or "  = -" in case.facts:
        assert sorted(as_line(found, a) for a in found.agreements) == sorted(agreements)
    assert {f for f in case.facts if f.startswith("  &")} <= posts(found)
