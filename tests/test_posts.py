"""Posts: one line of text, its posts behind the bar, from `tests/data/posts*.txt` (English: `posts_en*.txt`, Belarusian: `posts_be*.txt`).

    text | Person = role @ organisation, country, former; …

"-" stands for no organisation or no country, "?" for any organisation. A line lists all posts of its text, in any order.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.facts.extract import extract
from kg.release.model import Release
from kg.text.annotate import annotate
from kg.values import PartialDate

DATA = Path(__file__).parent / "data"


def _cases(name: str) -> list[tuple[str, str]]:
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    return [(text, expected) for text, _, expected in (line.partition(" |") for line in lines if line and not line.startswith("#"))]


CASES = [
    (text, expected, next((x for x in ("en", "be") if p.stem.startswith(f"posts_{x}")), "ru"))
    for p in sorted(DATA.glob("posts*.txt"))
    for text, expected in _cases(p.name)
]


def posts(text: str, language: str = "ru") -> set[str]:
    """The posts of a text in the notation of this module."""
    found = extract(annotate(Release(text, text[:40], None, None, language, "made-up.txt")))
    people = {p.key: p.name.label for p in found.persons}
    bodies = {b.key: b.name for b in found.bodies}
    return {
        f"{people[p.person]} = {p.role} @ {bodies[p.body] if p.body else '-'}, {p.country or '-'}{', former' if p.former else ''}"
        for p in found.posts
    }


def plain(post: str) -> str:
    return post.strip().lower().replace("ё", "е")


@pytest.mark.parametrize(("text", "expected", "language"), CASES, ids=[c[0][:60] for c in CASES])
def test_posts(text: str, expected: str, language: str) -> None:
    wanted = {plain(p) for p in expected.split(";") if p.strip()}
    found = {plain(p) for p in posts(text, language)}
    for post in [w for w in wanted if "@ ?" in w]:
        before, after = post.split("?")
        alike = next((f for f in found if f.startswith(before) and f.endswith(after)), None)
        assert alike is not None, f"{post} not among {found}"
        wanted.remove(post)
        found.remove(alike)
    assert found == wanted


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("3 мая 2011 г. в ходе визита министра связи Латвии Яниса Озолса подписан меморандум.", "2011-05-03"),
        ("Министр связи Латвии Янис Озолс сообщил, что 3 мая 2011 г. подписан меморандум.", "2020-02-02"),
        ("Меморандум от 3 мая 2011 г. подписал министр связи Латвии Янис Озолс.", "2020-02-02"),
        ("3 мая 2031 г. министр связи Латвии Янис Озолс откроет форум.", "2020-02-02"),
    ],
)
def test_the_day_that_a_sentence_tells_of(text: str, day: str) -> None:
    found = extract(annotate(Release(text, text[:40], None, PartialDate(2020, 2, 2), "ru", "made-up.txt")))
    assert [p.attested and p.attested.lexical for p in found.posts] == [day]
