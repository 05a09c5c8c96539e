"""Who leads a delegation that is only called so: «переговоры с египетской делегацией», where the text names its head elsewhere."""

from __future__ import annotations

from kg.facts.periods import covers
from kg.facts.story.drafts import Draft, EventBook
from kg.facts.story.so_far import Story
from kg.mentions.model import PersonNamed, SentenceMentions

_GUESTS = frozenset("делегация гость дэлегацыя госць delegation guest".split())
_CHIEFS = frozenset("руководитель глава председатель кіраўнік старшыня head leader".split())
_TITLE = 24  # tokens from «руководитель делегации» to the name: the post stands between


def heads_of_guests(story: Story, book: EventBook) -> None:
    """Add the head of the visiting delegation to its visit, and to the meetings of that visit that were with "the delegation"."""
    visits = [v for v in book.drafts if v.group == "visit" and not v.planned and not v.background and v.country is not None and len(v.countries) == 2]
    if len(visits) != 1:
        return
    visit = visits[0]
    theirs = next(iso for iso in visit.countries if iso != visit.country)
    if not visit.people:
        for i, row in enumerate(story.rows):
            for p in _chief(row):
                if book.sides.country(story.person(p)) == theirs:
                    visit.note(visit.people, story.person(p), i)
                    visit.note(visit.visitors, story.person(p), i)
                    visit.note(visit.heads, story.person(p), i)
    if len(visit.people) != 1 or not (visit.heads or any(_led(story.rows[i]) for i in visit.seen)):
        return
    for d in book.drafts:
        if d.group == "meet" and not d.planned and not d.background and _with_guests(story, book, d, visit, theirs):
            d.note(d.people, next(iter(visit.people)), d.sentence)
            d.note(d.countries, theirs, d.sentence)


def _chief(row: SentenceMentions) -> list[PersonNamed]:
    """«руководитель делегации, заместитель министра связи А»."""
    tokens = row.tokens
    at = next((k for k in range(len(tokens) - 1) if tokens[k].lemma in _CHIEFS and tokens[k + 1].lemma in _GUESTS), None)
    if at is None:
        return []
    return [p for p in row.persons if at < p.first <= at + _TITLE and not any(t.pos in ("VERB", "AUX") for t in tokens[at : p.first])][:1]


def _led(row: SentenceMentions) -> bool:
    """The sentence tells of a delegation, and who heads it."""
    return any(t.lemma in _GUESTS for t in row.tokens) and any(t.act == "head" for t in row.triggers)


def _with_guests(story: Story, book: EventBook, d: Draft, visit: Draft, theirs: str) -> bool:
    """The meeting is with the delegation, on a day of its visit, and nobody of it is named."""
    row = story.rows[d.sentence]
    named = any(t.lemma in _GUESTS and not any(c.first == k + 1 and c.iso != theirs for c in row.countries) for k, t in enumerate(row.tokens))
    within = d.period is None or visit.period is None or covers(visit.period, d.period.start)
    return named and within and bool(d.people) and theirs not in book.sides.countries(d.people)
