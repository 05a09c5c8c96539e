"""Joint commissions and groups of two states, each of whose chairmen is of one of them."""

from __future__ import annotations

from dataclasses import replace

from kg.facts.story.so_far import Story
from kg.mentions.model import RoleNamed


def two_states(story: Story, body: str) -> tuple[str, ...]:
    """The states of a «Межправительственная российско-лаосская комиссия»: two ISO codes, or none."""
    if story.bodies.kind(body) != "WorkingBody":
        return ()
    found = {c.iso for m in story.bodies.mentions(body) for c in story.rows[m.sentence].countries if m.first <= c.first and c.last <= m.last}
    return tuple(sorted(found)) if len(found) == 2 else ()


def of_told_group(story: Story, role: RoleNamed) -> RoleNamed:
    """«Сопредседатели»: of the commission that the text has named."""
    if role.country or (role.body is not None and story.body(role.body) is not None):
        return role
    working = [(m.span.start, m) for g in story.bodies.groups if g.best.kind == "WorkingBody" for m in g.mentions[:1] if m.span.start < role.span.start]
    return replace(role, body=max(working, key=lambda x: x[0])[1], bare=False) if working else role
