"""Which ministries «министерства двух стран», «ведомства», "the two ministries" mean as parties of a document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kg.facts.agreements.sketches import Sketch
from kg.facts.model import Post, Ref
from kg.facts.story.so_far import Story
from kg.values import Evidence

_OFFICIALS_BACK = 4  # sentences


def parties_of_states(story: Story, s: Sketch, states: Mapping[str, list[Evidence]], posts: Sequence[Post]) -> None:
    """«Министерства двух стран подписали»: the ministry of each state that the release tells of."""
    if not s.organs or s.parties or len(states) != 2:
        return
    found: dict[Ref, list[Evidence]] = {}
    for iso, evidence in states.items():
        own = _ministry(story, s, iso, posts)
        if own is None:
            return
        found[Ref("body", own)] = evidence
    s.parties.update(found)


def _ministry(story: Story, s: Sketch, iso: str, posts: Sequence[Post]) -> str | None:
    """The only ministry or agency of a state; of several ministries that of the official named last, or the only one with an official."""
    own = [g.key for g in story.bodies.groups if story.bodies.country(g.key) == iso and story.bodies.kind(g.key) in ("Ministry", "Agency")]
    if len(own) < 2:
        return own[0] if own else None
    ministries = [k for k in own if story.bodies.kind(k) == "Ministry" and not any("правительств" in m.core or "government" in m.core for m in story.bodies.mentions(k))]
    if len(ministries) < 2:
        return ministries[0] if ministries else None
    held = {p.person: p.body for p in posts if p.body in ministries and not p.former}
    for i in range(max(s.sentences), max(-1, min(s.sentences) - _OFFICIALS_BACK), -1):
        named = {held[key] for p in story.rows[i].persons if (key := story.person(p)) in held}
        if named:
            return named.pop() if len(named) == 1 else None
    return next(iter(held.values())) if len(set(held.values())) == 1 else None
