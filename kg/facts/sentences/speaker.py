"""Who says "we" in an interview: the official whom its first lines introduce."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from kg.facts.sentences.apposition import following
from kg.facts.story.so_far import Story
from kg.mentions.model import PersonNamed, RoleNamed, SentenceMentions
from kg.text.document import Token

_LEAD = 4  # sentences in which the guest is introduced
_QUESTIONS = 2
_WE = frozenset("мы я we i".split())


def interview(story: Story) -> bool:
    """True if paragraphs of the text are questions to somebody."""
    if story.interview is None:
        story.interview = _interview(story)
    return story.interview


def _interview(story: Story) -> bool:
    asked = {row.sentence.paragraph for row in story.rows if row.tokens and row.tokens[-1].text == "?"}
    spoken = any(row.sentence.item for row in story.rows)  # "– Мы приехали вчера"
    return len(asked) >= _QUESTIONS and spoken


def speaker(story: Story) -> PersonNamed | None:
    """The only person with a post among the first lines of an interview; None where it is none, or two are introduced."""
    if not interview(story):
        return None
    head = story.rows[0]
    titled = [p for p in head.persons if p.first == 0 and p.last < len(head.tokens) and head.tokens[p.last].text == ":"]
    if titled:
        return titled[0]  # «Олег Зорин: „Роуминг подешевеет“»
    asked = next((n for n, row in enumerate(story.rows) if n and row.tokens and row.tokens[-1].text == "?"), _LEAD)
    lead = story.rows[: min(asked, _LEAD) if asked > 1 else _LEAD]
    named = [p for row in lead for p in row.persons if any(beside(row, r, p) for r in row.roles)]
    return named[0] if len({story.person(p) for p in named}) == 1 else None


def beside(row: SentenceMentions, role: RoleNamed, p: PersonNamed) -> bool:
    """Does a post stand with a name: right before it, past what is said of its house, or behind it?"""
    return 0 <= p.first - role.last <= 1 or 0 <= role.first - p.last <= 2 or next(iter(following(row, role)), None) is p


def says_we(tokens: Sequence[Token]) -> bool:
    """«мы встретились», «провел», "we met": the subject is the one who speaks."""
    at_ours = any(a.norm == "у" and b.norm in ("нас", "меня") for a, b in pairwise(tokens))  # "У нас был разговор"
    return at_ours or any(t.norm in _WE or "Person=1" in t.feats for t in tokens)
