"""Bodies: one line of text, its bodies behind the bar, from `tests/data/bodies.txt`.

    text | Name, country; …

"-" stands for no country, "?" for any; a lone "?" for any bodies or none. Bodies inside another one's name are left out.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kg.facts.extract import extract
from kg.facts.model import Body
from kg.release.model import Release
from kg.text.annotate import annotate

LINES = (Path(__file__).parent / "data" / "bodies.txt").read_text(encoding="utf-8").splitlines()
CASES = [line.partition(" |")[::2] for line in LINES if line and not line.startswith("#")]


def bodies(text: str) -> list[Body]:
    """The bodies of a Russian text that stand in no longer name."""
    found = extract(annotate(Release(text, text[:40], None, None, "ru", "made-up.txt"))).bodies
    return [
        b
        for b in found
        if not any(o is not b and any(f.span.start <= g.span.start and g.span.end <= f.span.end and f.span != g.span for f in o.forms for g in b.forms) for o in found)
    ]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[c[0][:60] for c in CASES])
def test_bodies(text: str, expected: str) -> None:
    if expected.strip() == "?":
        return
    wanted = dict(re.split(r", (?=[A-Z]{2}$|[-?]$)", e.strip()) for e in expected.split(";") if e.strip())
    found = {b.name: b.country or "-" for b in bodies(text)}
    assert {n.lower() for n in found} == {n.lower() for n in wanted}
    states = {n.lower(): c for n, c in wanted.items()}
    assert all(states[n.lower()] in ("?", c) for n, c in found.items()), found
