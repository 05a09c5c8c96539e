"""Envoys who are where they are accredited: «Посол Чили в Монголии А посетил университет, где встретился с ректором Б» is a meeting, no journey to Mongolia.

Where nothing but the call is told («Посол посетил технопарк») it is a visit, as press offices call it.
"""

from __future__ import annotations

from collections.abc import Iterable

from kg.facts.story.drafts import Draft
from kg.facts.story.so_far import Story
from kg.mentions.accredited import ENVOYS

_MISSIONS = ("посольств", "пасольств", "амбасад", "embassy", "консульств", "генконсульств", "торгпредств")
_INTO = frozenset("в во у ў in to".split())
_TITLE = 16  # tokens of a post with its house and states


def no_journey(story: Story, visit: Draft, drafts: Iterable[Draft]) -> bool:
    """True if those who go live in the state that they are said to visit, and the same sentence tells whom they met there."""
    if visit.country is None or not visit.people or visit.proper:
        return False
    met = any(d.group == "meet" and d.sentence == visit.sentence and d.people.keys() & visit.people.keys() for d in drafts)
    return met and all(_posted(story, key, visit.country) for key in visit.people)


def _posted(story: Story, person: str, state: str) -> bool:
    for row in story.rows:
        for r in row.roles:
            if r.head not in ENVOYS and not (r.body is not None and r.body.core.startswith(_MISSIONS)):
                continue
            holder = next((p for p in row.persons if 0 <= p.first - r.first <= _TITLE), None)
            if holder is None or story.person(holder) != person:
                continue
            if any(c.iso == state and c.form != "adjective" and r.first < c.first < holder.first and row.tokens[c.first - 1].norm in _INTO for c in row.countries):
                return True
    return False
