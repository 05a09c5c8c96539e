"""On which day of the story an event was that has none of its own: under a heading, in a paragraph, on a day of a visit."""

from __future__ import annotations

import itertools

from kg.facts.periods import covers
from kg.facts.sentences.clauses import places_in
from kg.facts.story.drafts import Draft, EventBook
from kg.facts.story.so_far import Story
from kg.facts.time_and_place.ends import OPENS
from kg.facts.time_and_place.nth_day import STAY, first_day, named_day
from kg.facts.time_and_place.timeline import (
    day_of_news,
    days_told,
    is_heading,
)
from kg.facts.time_and_place.when import shifted
from kg.facts.time_and_place.where import take_place
from kg.values import Period

_MARGINS = frozenset("поле кулуары кулуар площадка палі кулуары sidelines sideline margin".split())
_LEAD = 4  # sentences
_SECTION = 12  # sentences under a heading


def under_heading(story: Story, book: EventBook, d: Draft) -> None:
    """«Пятница, Токио», a line by itself: the city of what is told below it."""
    i = d.sentence
    day = days_told(story, book.drafts)[i]
    if d.group == "visit" or d.planned or d.background or not (d.held or d.kind == "opening") or day is None or not is_heading(story, day[1]):
        return
    paragraph = story.rows[day[1]].sentence.paragraph
    places = [p for row in story.rows[max(0, day[1] - 1) : day[1] + 2] if row.sentence.paragraph == paragraph for p in row.places]
    if d.period == day[0] and d.place is None and d.country in (None, *(p.iso for p in places)) and len({p.name for p in places}) == 1:
        d.set_place(places[0], day[1])


def by_a_day_of_it(story: Story, book: EventBook, d: Draft) -> None:
    """«Во второй день форума, 20 мая, …»: it began on the 19th; «в заключительный день, 20 мая»: it ended then."""
    if not (d.container or d.group == "visit") or d.period is not None or d.closes is not None or d.planned or d.background:
        return
    for i in range(min(d.seen), min(len(story.rows), max(d.seen) + _LEAD)):
        tokens = story.rows[i].tokens
        days = {x.period for x in story.dates[i] if x.kind == "date" and x.period is not None and x.period.start.day}
        found = named_day(tokens, 0, len(tokens)) if len(days) == 1 else None
        day = next(iter(days)) if found is not None else None
        if found is None or day is None or day.end is not None:
            continue
        nth, called, _ = found
        others = [o for o in book.drafts if o is not d and (o.container or o.group == "visit") and not o.planned and not o.background]
        if not (d.head in called or d.core & called or (d.group == "visit" and STAY & called)) and others:
            continue
        if nth >= 0:
            d.set_period(Period(shifted(day.start, -nth)), i, "day-of-event")
        else:
            d.closes = (shifted(day.start, -1 - nth), i)
        return


def begun(story: Story, book: EventBook, d: Draft) -> None:
    """«Церемония прошла в первый день форума, который продлится до 20 мая»: it began on the day to which the text has come."""
    only_year = d.period is not None and d.period.start.month is None  # "Digital Bridge 2023"
    told = day_of_news(story) if d.container and d.proper and d.held and (d.period is None or only_year) and not (d.planned or d.background) and d.sentence < _LEAD else None
    if told is not None and (d.period is None or d.period.start.year == told[0].year) and (d.closes is None or told[0].lexical <= d.closes[0].lexical):
        d.set_period(Period(told[0]), told[1], "day-of-news")
        return
    if d.period is not None or d.closes is None or not d.container or d.planned or d.background:
        return
    for i in d.seen:
        day = days_told(story, book.drafts)[i]
        if day is not None and (first_day(story.rows[i].tokens) or (day[1] == i and _just_opened(story, i))) and day[0].start.lexical <= d.closes[0].lexical:
            d.set_period(Period(day[0].start), day[1], "first-day")
            return


def _just_opened(story: Story, i: int) -> bool:
    """«В тот же день он выступил на форуме, который открылся в Осло и продлится до 4 мая»."""
    return any(t.lemma in OPENS and t.tense == "past" and not t.negated for t in story.rows[i].triggers)


def on_the_sidelines(story: Story, book: EventBook, d: Draft) -> None:
    """«На полях форума», a heading or the sentence that announces several meetings: those told below it were there."""
    if d.container or d.group != "meet" or d.place is not None or d.planned or d.background or d.kind == "call":
        return
    here = d.sentence
    for i in range(here, max(-1, here - _SECTION), -1):
        row = story.rows[i]
        margins = any(t.lemma in _MARGINS for t in row.tokens)
        several = any(g.plural for g in row.gatherings)
        if margins and (several or is_heading(story, i)):
            there = [c for c in book.drafts if c.container and not c.planned and not c.background and c.place is not None and min(c.seen) <= i]
            whole = max(there, key=lambda c: max(s for s in c.seen if s <= i), default=None)
            if whole is not None and (d.period is None or whole.period is None or covers(whole.period, d.period.start)):
                d.part_of = d.part_of or whole
                take_place(d, whole)
            return
        if i < here and is_heading(story, i) and not row.sentence.item:
            return


def in_the_same_place(story: Story, book: EventBook, d: Draft) -> None:
    """«18 мая здесь же прошло заседание», «Это было пятое заседание»: the city of what was told before."""
    i = d.sentence
    words = [t.lemma for t in story.rows[i].tokens]
    if not d.container or d.place is not None or d.country is not None or d.background or not i or (d.planned and "там" not in words):
        return
    if any(a in ("здесь", "там", "тут") and b == "же" for a, b in itertools.pairwise(words)):
        before = [o for o in book.drafts if o is not d and o.place is not None and min(o.seen) < i and not o.planned and not o.background]
        if d.planned:
            before = [o for o in before if o.head == d.head]  # "Следующий форум пройдет там же"
        if before:
            take_place(d, max(before, key=lambda o: max(s for s in o.seen if s < i)))
    elif words[:2] in (["это", "быть"], ["гэта", "быць"], ["it", "be"], ["it", "быть"], ["это", "стать"]):
        places = places_in(story.rows[i - 1], 0, len(story.rows[i - 1].tokens))
        d.set_place(places[0] if len({p.name for p in places}) == 1 else None, i - 1)
