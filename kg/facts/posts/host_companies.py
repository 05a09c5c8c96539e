"""The company of a post whose phrase names none: «До 2024 года пост председателя правления занимала А», told of the company just named."""

from __future__ import annotations

from kg.facts.posts.holding import Holding
from kg.facts.story.so_far import Story
from kg.mentions.model import SentenceMentions

# posts that only a business (or an enterprise of the state) has
_CORPORATE = (
    "генеральный директор", "генеральны дырэктар", "председатель правления", "старшыня праўлення", "член правления", "член совета директоров", "председатель совета директоров",
    "исполнительный директор", "главный исполнительный директор", "главный технический директор", "главный операционный директор", "управляющий директор", "выканаўчы дырэктар", "коммерческий директор", "технический директор", "финансовый директор", "операционный директор", "директор по", "вице-президент по", "заместитель генерального директора",
    "первый заместитель генерального директора", "намеснік генеральнага дырэктара", "руководитель пресс-службы", "заместитель председателя правления", "chief executive", "chief technology", "chief financial",
    "chief operating", "managing director", "director general", "chairman of the board", "chairman of the management board", "member of the board", "cto", "ceo",
)  # fmt: skip


_PRESS = ("head of corporate communications", "head of communications", "press officer", "head of media", "head of press", "communications manager", "press secretary")


def company_of_context(story: Story, h: Holding) -> str | None:
    """The only company of the sentence before the post, else of the sentence before, else of the whole release; None for other posts."""
    if not h.role.role.lower().startswith((*_CORPORATE, *_PRESS)):
        return None
    if "пресс-служб" in h.role.role or h.role.role.lower().startswith(_PRESS):
        return _told_most(story)
    row = story.rows[h.sentence]
    if h.role.country is not None:
        return _of_side(story, h, h.role.country)
    here = _companies(story, row, h.role.first)
    if here:
        return here.pop() if len(here) == 1 else None
    if h.sentence and (before := _companies(story, story.rows[h.sentence - 1])):
        return before.pop() if len(before) == 1 else None
    every = {g.key for g in story.bodies.groups if g.best.kind == "Company" and not g.best.weak}
    return every.pop() if len(every) == 1 else None


def _of_side(story: Story, h: Holding, iso: str) -> str | None:
    """«Х и Y заключили контракт. С чилийской стороны его подписал генеральный директор А»: the side's only one of the companies told of together."""
    for row, end in ((story.rows[h.sentence], h.role.first), (story.rows[max(h.sentence - 1, 0)], None)):
        told = _companies(story, row, end)
        states = {key: story.bodies.country(key) for key in told}
        own = [key for key, state in states.items() if state == iso]
        rest = [key for key, state in states.items() if state is None]
        if own or rest:
            found = own or (rest if len(told) == 2 else [])
            return found[0] if len(found) == 1 else None
    return None


def _told_most(story: Story) -> str | None:
    """Whom a release's own press service speaks for: the company that it names most, and first."""
    groups = [g for g in story.bodies.groups if g.best.kind == "Company"]
    order = sorted(groups, key=lambda g: (-len(g.mentions), min(m.span.start for m in g.mentions)))
    return order[0].key if order and (len(order) == 1 or len(order[0].mentions) > len(order[1].mentions)) else None


def _companies(story: Story, row: SentenceMentions, end: int | None = None) -> set[str]:
    named = [b for b in row.bodies if not b.anaphor and (end is None or b.last <= end)]
    outer = [b for b in named if not any(x is not b and x.first <= b.first and b.last <= x.last for x in named)]
    return {key for b in outer if (key := story.body(b)) is not None and story.bodies.kind(key) == "Company"}
