"""Joint commissions and groups of two states, each of whose chairmen is of one of them."""

from __future__ import annotations

from kg.facts.story.so_far import Story


def two_states(story: Story, body: str) -> tuple[str, ...]:
    """The states of a «Межправительственная российско-лаосская комиссия»: two ISO codes, or none."""
    if story.bodies.kind(body) != "WorkingBody":
        return ()
    found = {c.iso for m in story.bodies.mentions(body) for c in story.rows[m.sentence].countries if m.first <= c.first and c.last <= m.last}
    return tuple(sorted(found)) if len(found) == 2 else ()
