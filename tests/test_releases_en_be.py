"""Whole made-up releases in English and Belarusian: the facts under each text must be found. The people are invented."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.facts.extract import extract
from kg.release.model import Release
from kg.text.annotate import annotate

FILES = sorted((Path(__file__).parent / "data" / "releases").glob("??-*.txt"))


def facts(text: str, language: str) -> list[str]:
    """The facts of a release in the one-line notation of the test data."""
    found = extract(annotate(Release(text, text.split("\n")[0], None, None, language, "made-up.txt")))
    names = {p.key: p.name.label for p in found.persons}
    out = []
    for post in found.posts:
        out.append(_line("former" if post.former else "post", names[post.person], post.role, post.country or ""))
    for a in found.agreements:
        states = " ".join(sorted(c.value for c in a.countries))
        out.append(_line("agreement", a.kind, a.current_status, states, a.signed[0].value.lexical if a.signed else ""))
    for e in found.events:
        out.append(_line("event", e.kind, e.starts[0].value.lexical if e.starts else ""))
    return out


def _line(head: str, *parts: str) -> str:
    return f"{head} {' | '.join(parts)}"


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_facts_of_a_release(path: Path) -> None:
    text, _, expected = path.read_text(encoding="utf-8").partition("\n---\n")
    found = facts(text, path.name[:2])
    missing = [line for line in expected.splitlines() if not any(f == line or f.startswith(line + " |") for f in found)]
    assert not missing, "\n".join(["missing:", *missing, "found:", *found])


def test_a_release_of_one_country_has_no_agreement() -> None:
    text = (Path(__file__).parent / "data" / "releases" / "be-c.txt").read_text(encoding="utf-8").partition("\n---\n")[0]
    assert not [f for f in facts(text, "be") if f.startswith(("agreement", "event"))]
