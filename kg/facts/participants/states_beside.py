"""States that stand beside a name where no post tells one: «А (Грузия)», «его грузинский коллега А», «с чилийским гостем А»."""

from __future__ import annotations

from kg.facts.sentences.clauses import post_of
from kg.facts.story.sides import Sides
from kg.facts.story.so_far import Story
from kg.mentions.model import PersonNamed, SentenceMentions

_FELLOWS = frozenset("коллега визави партнер гость собеседник дипломат чиновник калега партнёр госць суразмоўца дыпламат".split())


def states_beside(story: Story, sides: Sides) -> None:
    """Record the states for which people stand as the words right beside their names tell."""
    for row in story.rows:
        for c in row.countries if row.triggers or row.persons else ():
            alone = c.first > 0 and c.last < len(row.tokens) and row.tokens[c.first - 1].text == "(" and row.tokens[c.last].text in (")", ",", ";")
            if c.form == "adjective":
                person = _fellow(row, c.last)
            else:
                person = next((p for p in row.persons if p.last == c.first - 1), None) if alone and row.triggers else None  # a table of names tells of no side
            if person is not None:
                sides.beside(story.person(person), c.iso)


def _fellow(row: SentenceMentions, k: int) -> PersonNamed | None:
    """Who is named right behind the noun at token k: «коллега А», «коллега, директор агентства А»."""
    if k >= len(row.tokens) or row.tokens[k].lemma not in _FELLOWS or row.tokens[k].number == "Plur":
        return None
    beside = next((p for p in row.persons if p.first in (k + 1, k + 2)), None)
    if beside is not None:
        return beside
    return next((p for p in row.persons if (role := post_of(row, p)) is not None and role.first in (k + 1, k + 2)), None)
