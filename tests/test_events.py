"""Events: a text, and under it the events that are read from it.

    2025-05-20 > # Headline // First paragraph. // Second paragraph.
      forum 2025-05-19..2025-05-21 @Минск: Зорин, Бек [BY KZ] "II Форум связистов"
      visit? 2025-06 @?: - [KZ]
      nothing

"published >" and the headline may be missing; "en 2025-05-20 >", "be 2025-05-20 >" is a release in another language. `kind?` is an event to come, `?` a date that is not told, `@` the city
(left out: none), the names behind ":" the families of all who take part ("-" nobody; no ":", not looked at), [..] the
states that take part, ".." a piece of the name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from kg.facts.extract import extract
from kg.facts.model import Event, Extraction
from kg.release.model import Release
from kg.text.annotate import annotate
from kg.values import PartialDate

CASES = sorted((Path(__file__).parent / "data").glob("events*.txt"))
FACT = re.compile(
    r"  (?P<kind>[a-z]+)(?P<planned>\??) (?P<when>\?|[-\d.]+)(?: @(?P<place>[^:\[\"]+?))?"
    r"(?:: (?P<people>[^\[\"]+?))?(?: \[(?P<sides>[A-Z ]*)\])?(?: \"(?P<name>[^\"]+)\")?$"
)


@dataclass(frozen=True)
class Case:
    text: str
    published: str
    language: str
    facts: tuple[str, ...]


def read_cases() -> list[Case]:
    out: list[Case] = []
    text, published, language, facts = "", "", "ru", []
    for line in [*(line for path in CASES for line in path.read_text(encoding="utf-8").splitlines()), "end"]:
        if line.startswith("  "):
            facts.append(line.rstrip())
        elif line.strip() and not line.startswith("##"):
            if text:
                out.append(Case(text, published, language, tuple(facts)))
            told = re.match(r"(?:(en|be) )?(\d{4}-\d\d-\d\d) > (.+)", line)
            language, published, text = (told[1] or "ru", told[2], told[3]) if told else ("ru", "", line)
            facts = []
    return out


@cache
def extraction(text: str, published: str, language: str) -> Extraction:
    headline = text.startswith("# ")
    body = text.removeprefix("# ").replace(" // ", "\n")
    title = body.partition("\n")[0] if headline else body[:40]
    day = PartialDate.parse(published) if published else None
    return extract(annotate(Release(body, title, None, day, language, "made-up.txt")))


def span(event: Event) -> str:
    start = event.starts[0].value.lexical if event.starts else ""
    end = event.ends[0].value.lexical if event.ends else ""
    return (f"{start}..{end}" if end else start) or "?"


def told(found: Extraction, event: Event, like: str) -> str:
    """An event in the notation, with as much of it as the expected line looks at."""
    names = {p.key: p.name.family for p in found.persons}
    wanted = FACT.match(like)
    line = f"  {event.kind}{'?' if event.planned else ''} {span(event)}"
    if event.place:
        line += " @" + event.place[0].value.partition("/")[2]
    if wanted and wanted["people"]:
        line += ": " + (", ".join(sorted(names[c.value.key] for c in event.participants)) or "-")
    if wanted and wanted["sides"] is not None:
        line += f" [{' '.join(sorted(c.value for c in event.countries))}]"
    if wanted and wanted["name"]:
        line += f' "{wanted["name"] if wanted["name"] in (event.name or "") else event.name}"'
    return line


def ordered(line: str) -> str:
    """People and states of a line in alphabetical order."""
    m = FACT.match(line)
    assert m, f"not a fact: {line}"
    people = ", ".join(sorted(m["people"].split(", "))) if m["people"] else ""
    out = (
        f"  {m['kind']}{m['planned']} {m['when']}"
        + (f" @{m['place']}" if m["place"] else "")
        + (f": {people}" if people else "")
    )
    out += f" [{' '.join(sorted((m['sides'] or '').split()))}]" if m["sides"] is not None else ""
    return out + (f' "{m["name"]}"' if m["name"] else "")


@pytest.mark.parametrize("case", read_cases(), ids=lambda c: c.text[:70])
def test_events(case: Case) -> None:
    found = extraction(case.text, case.published, case.language)
    expected = [ordered(f) for f in case.facts if f != "  nothing"]
    left = list(found.events)
    got: list[str] = []
    for line in expected:
        kind = FACT.match(line)
        mine = [e for e in left if kind and e.kind == kind["kind"]]
        best = next((e for e in mine if told(found, e, line) == line), None) or next(
            (e for e in mine if kind and span(e) == kind["when"]), mine[0] if mine else None
        )
        if best is not None:
            left.remove(best)
            got.append(told(found, best, line))
    got += [told(found, e, "  meeting ?: x [] ") for e in left]
    assert got == expected


def test_evidence_of_events_is_in_the_text() -> None:
    """Every claim of an event names a passage of the release."""
    for case in read_cases():
        found = extraction(case.text, case.published, case.language)
        passages = set(found.passages)
        for event in found.events:
            claims = (*event.starts, *event.ends, *event.place, *event.country, *event.participants, *event.countries)
            for evidence in (*event.evidence, *(e for c in claims for e in c.evidence)):
                assert evidence.passage in passages
