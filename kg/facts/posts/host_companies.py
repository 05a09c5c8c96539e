"""The company of a post whose phrase names none: «До 2024 года пост председателя правления занимала А», told of the company just named."""

from __future__ import annotations

from kg.facts.posts.holding import Holding
from kg.facts.story.so_far import Story
from kg.mentions.model import SentenceMentions

# posts that only a business (or an enterprise of the state) has
_CORPORATE = (
    "генеральный директор", "генеральны дырэктар", "председатель правления", "старшыня праўлення", "член правления", "член совета директоров", "председатель совета директоров",
    "исполнительный директор", "коммерческий директор", "технический директор", "финансовый директор", "операционный директор", "директор по", "вице-президент по", "заместитель генерального директора",
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
    here = _companies(story, row, h.role.first)
    if here:
        return here.pop() if len(here) == 1 else None
    if h.sentence and (before := _companies(story, story.rows[h.sentence - 1])):
        return before.pop() if len(before) == 1 else None
    every = {g.key for g in story.bodies.groups if g.best.kind == "Company" and not g.best.weak}
    return every.pop() if len(every) == 1 else None


def _told_most(story: Story) -> str | None:
    """Whom a release's own press service speaks for: the company that it names most, and first."""
    groups = [g for g in story.bodies.groups if g.best.kind == "Company"]
    order = sorted(groups, key=lambda g: (-len(g.mentions), min(m.span.start for m in g.mentions)))
    return order[0].key if order and (len(order) == 1 or len(order[0].mentions) > len(order[1].mentions)) else None


def _companies(story: Story, row: SentenceMentions, end: int | None = None) -> set[str]:
    named = [b for b in row.bodies if not b.anaphor and (end is None or b.last <= end)]
    outer = [b for b in named if not any(x is not b and x.first <= b.first and b.last <= x.last for x in named)]
    return {key for b in outer if (key := story.body(b)) is not None and story.bodies.kind(key) == "Company"}
