"""What the guest of an interview says of himself and of his house: «До 2021 года я был директором …», «наш директор А»."""

from __future__ import annotations

from kg.facts.sentences.speaker import beside, says_we, speaker
from kg.facts.story.so_far import Story
from kg.mentions.model import BodyNamed, RoleNamed

_LEAD = 4  # sentences in which the guest is introduced
_OURS = frozenset("наш наша наше".split())
_HE = frozenset("он она они ён яна яны".split())


def guest_says(story: Story, i: int) -> str | None:
    """Key of the guest where a sentence of his answer has him as its subject: «я был …», «работал …» without any other subject."""
    guest = speaker(story)
    if guest is None or i < 1:
        return None
    tokens = story.rows[i].tokens
    if any(t.norm in _HE for t in tokens) or any(p.case in ("Nom", "") for p in story.rows[i].persons):
        return None
    return story.person(guest) if says_we(tokens) or any(t.norm == "я" for t in tokens) or _answer(story, i) else None


def _answer(story: Story, i: int) -> bool:
    """Is the paragraph one that no question mark ends, after one that it does?"""
    paragraph = story.rows[i].sentence.paragraph
    before = [row for row in story.rows[:i] if row.sentence.paragraph < paragraph]
    asked = bool(before) and before[-1].tokens[-1:] != () and before[-1].tokens[-1].text == "?"
    return asked and all(row.tokens[-1].text != "?" for row in story.rows if row.sentence.paragraph == paragraph and row.tokens)


def guest_house(story: Story) -> BodyNamed | None:
    """The house of the post with which the first lines introduce the guest."""
    guest = speaker(story)
    if guest is None:
        return None
    for row in story.rows[:_LEAD]:
        for r in row.roles:
            if r.body is not None and any(beside(row, r, p) for p in row.persons):
                return r.body
    return None


def ours(story: Story, i: int, role: RoleNamed) -> BodyNamed | None:
    """«наш директор А»: one of the guest's house."""
    tokens = story.rows[i].tokens
    with_us = [t.norm for t in tokens[role.last : role.last + 2]] in (["у", "нас"], ["у", "вас"])  # «ректором у нас был Б»
    told = (with_us or (role.first > 0 and tokens[role.first - 1].lemma in _OURS)) and role.body is None and role.country is None and role.head not in ("министр", "президент", "премьер-министр", "посол")
    return guest_house(story) if told else None
