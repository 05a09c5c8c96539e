"""Of which state a release tells that deals with one only: a law, a network, a minister at home."""

from __future__ import annotations

from kg.facts.story.so_far import Story
from kg.facts.time_and_place.at_home import dateline
from kg.mentions.accredited import ENVOYS


def at_home_of(story: Story) -> str | None:
    """The state of the site if no other one acts; else the only one whose bodies or posts the release names, if it speaks of it first and most.

    «КИШИНЕВ. Парламент Республики Молдова принял закон. … сказала министр юстиции А. Изучен опыт Эстонии»: other states are only spoken of.
    """
    acting = story.acting()
    if story.home is not None:
        return story.home if acting <= {story.home} else None
    if not acting:
        return _of_its_people(story)
    if len(acting) != 1:
        return None
    own = next(iter(acting))
    if any(r.head in ENVOYS and r.country == own for row in story.rows for r in row.roles):
        return None  # «Председатель агентства А принял посла Турции»: an envoy's state is not where he is received
    line = told_in(story)
    if line is not None:
        return own if line == own else None
    elsewhere = {p.iso for row in story.rows[:_LEAD] for p in row.places if p.iso} - {own}
    return own if story.sides()[:1] == (own,) and not elsewhere else None


_LEAD = 6  # sentences: a press release may have several lines of headings


def _of_its_people(story: Story) -> str | None:
    """"Sixty communities in eight of Jamaica's parishes": no state acts, and one only is named by its name, in the first lines, as the place or owner."""
    named = {c.iso for row in story.rows for c in row.countries if c.form != "adjective"}
    if len(named) != 1:
        return None
    for row in story.rows[:_LEAD]:
        for c in row.countries:
            inside = c.first > 0 and row.tokens[c.first - 1].norm in _INSIDE
            if c.form != "adjective" and (inside or (c.last < len(row.tokens) and row.tokens[c.last].norm in ("'s", "’s"))):
                return c.iso
    return None


_INSIDE = frozenset("в во по in across у ў па".split())


def told_in(story: Story) -> str | None:
    """The state of the town from which a text is told: its dateline, also one below several headings."""
    line = dateline(story)
    if line is not None:
        return line.iso
    for row, dates in zip(story.rows[:_LEAD], story.dates[:_LEAD], strict=True):
        first = next((p for p in row.places if p.first == 0 and p.last < len(row.tokens) and row.tokens[p.last].text == ","), None)
        if first is not None and any(d.span.start < row.tokens[min(first.last + 6, len(row.tokens) - 1)].end for d in dates):
            return first.iso
    return None
