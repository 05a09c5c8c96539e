"""Of which state a release tells that deals with one only: a law, a network, a minister at home."""

from __future__ import annotations

from kg.facts.at_home import dateline
from kg.facts.story import Story
from kg.mentions.accredited import ENVOYS


def at_home_of(story: Story) -> str | None:
    """The state of the site if no other one acts; else the only one whose bodies or posts the release names, if it speaks of it first and most.

    «КИШИНЕВ. Парламент Республики Молдова принял закон. … сказала министр юстиции А. Изучен опыт Эстонии»: other states are only spoken of.
    """
    acting = story.acting()
    if story.home is not None:
        return story.home if acting <= {story.home} else None
    if len(acting) != 1:
        return None
    own = next(iter(acting))
    if any(r.head in ENVOYS and r.country == own for row in story.rows for r in row.roles):
        return None  # «Председатель агентства А принял посла Турции»: an envoy's state is not where he is received
    line = dateline(story)
    if line is not None and line.iso:
        return own if line.iso == own else None
    return own if story.sides()[:1] == (own,) else None
