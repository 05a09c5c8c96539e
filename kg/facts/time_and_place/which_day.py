"""On which day an event was that its own words do not date: all days that can be its own, ranked in one place.

Each source below says which day it would give, and where the text tells it; `kg.facts.time_and_place.ranked` chooses.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator

from kg.facts.periods import covers
from kg.facts.sentences.clauses import places_in
from kg.facts.story.drafts import Draft, EventBook
from kg.facts.story.so_far import Story
from kg.facts.time_and_place.ranked import Day, Rank, best
from kg.facts.time_and_place.timeline import day_at, day_of_event, day_of_news, days_told, is_heading
from kg.facts.time_and_place.when import day_or_month, shifted
from kg.facts.time_and_place.where import take_place
from kg.values import Period

_WEEK = (
    "понедельник вторник среда четверг пятница суббота воскресенье "
    "monday tuesday wednesday thursday friday saturday sunday"
).split()
_NEAR = 3  # sentences
_RETURNED = frozenset("вернуться возвратиться вярнуцца".split())
_BOTH = frozenset("оба обе все два три абодва абедзве усе both all two".split())
_THERE = frozenset("там здесь тут there here".split())


Source = Callable[[Story, EventBook, Draft], Iterator[Day]]


def date(story: Story, book: EventBook, d: Draft, least: Rank) -> None:
    """Give an event without a day the best one that is told for it, if that is at least so sure."""
    if d.period is not None:
        return
    day = best((x for source in _SOURCES for x in source(story, book, d)), least)
    period = day_or_month(day.period) if day is not None else None
    if day is None or period is None:
        return
    d.set_period(period, day.at, day.rule)
    d.held = d.held or day.rank is Rank.LEAD
    if day.rank is Rank.NAMED:
        d.background = False
    if day.place is not None and d.place is None:
        d.set_place(*day.place)
    if day.whole is not None and not d.container and day.rank is not Rank.STAY:
        d.part_of = d.part_of or day.whole
        if day.rank is Rank.NAMED:
            take_place(d, day.whole)


# ---- sources -----------------------------------------------------------------------------------------------------------


def _named(story: Story, book: EventBook, d: Draft) -> Iterator[Day]:
    """«В заключительный день визита министр встретился с Б», «в день открытия форума прошли переговоры»."""
    others = [o for o in book.drafts if o is not d]
    found = next((x for i in d.seen if (x := day_of_event(story, others, i, 0, len(story.rows[i].tokens)))), None)
    if found is not None and found[1].period_at is not None and not d.planned:
        yield Day(Rank.NAMED, Period(found[0]), found[1].period_at, "day-of-event", whole=found[1])


def _after(story: Story, book: EventBook, d: Draft) -> Iterator[Day]:
    """«Обе встречи прошли 19 мая в Баку», told behind them: the day of each, and the city."""
    if d.group != "meet" or d.planned or d.background or d.kind == "call":
        return
    for j in range(d.sentence + 1, min(len(story.rows), d.sentence + _NEAR + 1)):
        row = story.rows[j]
        all_of_them = any(
            t.lemma in _BOTH and any(k < g.head <= k + 3 and g.kind in ("meeting", "talks") for g in row.gatherings) for k, t in enumerate(row.tokens)
        )
        if all_of_them and not row.persons and any(t.act == "hold" and t.tense == "past" and not t.negated for t in row.triggers):
            yield from _only_day(story, j, Rank.AFTER, place=d.country is None)
            return


def _heading(story: Story, book: EventBook, d: Draft) -> Iterator[Day]:
    """«Пятница, Токио», a line by itself: day of what is told below it."""
    day = days_told(story, book.drafts)[d.sentence]
    news = d.group != "visit" and not (d.planned or d.background) and (d.held or d.kind == "opening")
    if news and day is not None and is_heading(story, day[1]) and (not d.container or d.proper or len(d.countries) > 1):
        yield Day(Rank.HEADING, day[0], day[1], "day-of-heading")


def _paragraph(story: Story, book: EventBook, d: Draft) -> Iterator[Day]:
    """«Завершающий день, 17 марта, провели в Баку. А встретился с Б»: the day told before in the same paragraph."""
    i = d.sentence
    day = days_told(story, book.drafts)[i]
    on_visit = d.part_of is None or (d.part_of.group == "visit" and d.part_of.period is not None)
    if not (d.group == "meet" and on_visit and d.held and len(d.people) > 1) or d.planned or d.background or d.inner or day is None or day[1] == i:
        return
    within = d.part_of is None or d.part_of.period is None or covers(d.part_of.period, day[0].start)
    if within and story.rows[day[1]].sentence.paragraph == story.rows[i].sentence.paragraph:
        yield Day(Rank.PARAGRAPH, day[0], day[1], "day-told-before")


def _setting(story: Story, book: EventBook, d: Draft) -> Iterator[Day]:
    """«На полях форума», «в ходе визита»: one of its days."""
    outer = d.part_of
    if outer is not None and outer is not d and outer.period is not None and d.group == "meet" and not (d.container and d.place is not None):
        yield from _within(story, book, d, outer, Rank.SETTING, "date-of-setting", news=True)


def _stay(story: Story, book: EventBook, d: Draft) -> Iterator[Day]:
    """Talks told right after a visit of the same person were held on it."""
    if d.group != "meet" or d.background or d.planned:
        return
    for v in book.drafts:
        if v.group != "visit" or v.background or v.planned or v.period is None or not v.seen or not any(0 <= s - t <= _NEAR for s in d.seen for t in v.seen):
            continue
        shared = set(v.people) & set(d.people) or (not v.people and set(v.countries) & set(d.countries))
        if shared or (set(v.countries) == set(d.countries) and v.period.end is None):
            yield from _within(story, book, d, v, Rank.STAY, "date-of-visit")
            return


def _gathering(story: Story, book: EventBook, d: Draft) -> Iterator[Day]:
    """Talks of two who take part in a sitting or forum, no day told: held there."""
    if d.group != "meet" or d.container or d.planned or d.background or len(d.people) < 2 or any(story.dates[i] for i in d.seen):
        return
    for c in book.drafts:
        if not c.container or c.period is None or c.planned or c.background or not set(d.people) & set(c.people):
            continue
        own = set(d.people) <= set(c.people) or (c.country in d.countries and d.sentence - max(c.seen) <= _NEAR)
        if own or (d.rule == "one-after-another" and day_at(story, book.drafts, d.sentence) is None):
            place = (c.place, c.place_at or 0) if c.place is not None and set(d.people) <= set(c.people) else None
            for x in _within(story, book, d, c, Rank.GATHERING, "date-of-setting", news=True):
                yield Day(x.rank, x.period, x.at, x.rule, whole=c, place=place)
        return


def _within(story: Story, book: EventBook, d: Draft, whole: Draft, rank: Rank, rule: str, *, news: bool = False) -> Iterator[Day]:
    """A day of what lasts: the weekday that the sentence names, that of a report of its first day, that to which the story has come, else any."""
    assert whole.period is not None
    at = whole.period_at if whole.period_at is not None else d.sentence
    named = (_weekday(story, d, whole.period) or _of_report(story, d, whole.period)) if news else None
    told = day_at(story, book.drafts, d.sentence, anew=rank is Rank.SETTING) if whole.period.end is not None and not d.planned and not d.background else None
    if named is not None:
        yield Day(rank, named, at, rule, whole=whole)
    elif told is not None and told[0].start.day and told[1] != whole.period_at and covers(whole.period, told[0].start):
        yield Day(rank, told[0], told[1], "day-told-before", whole=whole)
    else:
        yield Day(rank, whole.period, at, rule, whole=whole)


def _of_report(story: Story, d: Draft, period: Period) -> Period | None:
    """A report of the first day of a forum, and what was on its sidelines: on the day of the report."""
    published = story.document.release.published
    told = day_of_news(story) if published is not None and not d.planned and not d.background else None
    return Period(published) if told is not None and published is not None and covers(period, published) else None


def _weekday(story: Story, d: Draft, period: Period) -> Period | None:
    """«в среду» of days that have one Wednesday."""
    named = {_WEEK.index(w) % 7 for t in story.rows[d.sentence].tokens if (w := t.lemma) in _WEEK}
    if len(named) == 1 and period.end and period.start.year and period.start.day and period.end.day:
        days = [shifted(period.start, n) for n in range(7)]
        of_week = [x for x in days if x.lexical <= period.end.lexical and dt.date.fromisoformat(x.lexical).weekday() in named]
        return Period(of_week[0]) if of_week and shifted(of_week[0], 7).lexical > period.end.lexical else None
    return None


def _lead(story: Story, book: EventBook, d: Draft) -> Iterator[Day]:
    """«Там А провел встречу с Б»; «3 октября состоялся ряд встреч. Министр А встретился с Б»: the day that the sentence before tells.

    Of a visit in whose course a paper was signed: the day of the signing.
    """
    i = d.sentence
    if i and not d.container and story.rows[i].tokens and story.rows[i].tokens[0].norm in _THERE and not any(t.lemma in _RETURNED for t in story.rows[i - 1].tokens):
        yield from _only_day(story, i - 1, Rank.LEAD, place=False)  # "Вчера А вернулся из Осло. Там он встретился с Б": before yesterday
    if d.background or d.planned or not i or story.dates[i]:
        return
    for j in range(i - 1, max(-1, i - 4), -1):
        row = story.rows[j]
        many = d.group == "meet" and any(g.plural and g.kind in ("meeting", "talks") for g in row.gatherings)
        signed = d.group == "visit" and d.inner and j == i - 1 and all(any(t.act == "sign" for t in story.rows[k].triggers) for k in (i, j))
        if many or signed:
            yield from _only_day(story, j, Rank.LEAD, place=many and d.country is None)


def _only_day(story: Story, j: int, rank: Rank, *, place: bool) -> Iterator[Day]:
    """The only day that sentence j tells of the news, and its only city."""
    days = [x.period for x in story.dates[j] if x.kind == "date" and x.period is not None and not x.mention.background]
    places = places_in(story.rows[j], 0, len(story.rows[j].tokens)) if place else []
    if len(days) == 1 and days[0] is not None:
        yield Day(rank, days[0], j, "told-before" if rank is Rank.LEAD else "told-after", place=(places[0], j) if len(places) == 1 else None)


def _story(story: Story, book: EventBook, d: Draft) -> Iterator[Day]:
    """A meeting that the text tells of as news, without a day, on the day to which it has come."""
    i = d.sentence
    told = len(d.people) > 1 or (bool(d.people) and len(d.countries) > 1) if d.group == "meet" else d.kind == "opening" or d.proper
    if not told or d.group == "visit" or d.planned or d.background or not (d.held or d.kind == "opening"):
        return
    day = day_at(story, book.drafts, i)
    if day is None or (d.container and d.part_of is not None and d.part_of.container):
        return  # a section of a forum that lasts
    if d.container and not (is_heading(story, day[1]) or (d.group == "session" and day[1] >= i - 2)):
        return
    if not any(x.period or x.mention.relative for x in story.dates[i] if x.kind in ("date", "since")):
        yield Day(Rank.STORY, day[0], day[1], "day-told-before")


def _course(story: Story, book: EventBook, d: Draft) -> Iterator[Day]:
    """«находится с визитом», no day given: it is in course on the only day that the release tells of the two sides."""
    if d.group != "visit" or not d.held or d.background or len(d.countries) < 2:
        return
    days = [o for o in book.drafts if o is not d and o.period is not None and not (o.planned or o.background) and set(d.countries) <= set(o.countries)]
    if len(days) == 1 and days[0].period is not None and days[0].period.end is None:
        yield Day(Rank.COURSE, days[0].period, days[0].period_at or d.sentence, "in-course")


_SOURCES: tuple[Source, ...] = (_after, _named, _heading, _paragraph, _setting, _stay, _gathering, _lead, _story, _course)
