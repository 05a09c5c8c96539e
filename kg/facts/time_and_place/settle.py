"""What an event takes from the others of its release: day and city of the visit, the forum or the day that it is
told with.
"""

from __future__ import annotations

import datetime as dt

from kg.facts.periods import covers
from kg.facts.sentences.clauses import places_in
from kg.facts.story.drafts import Draft, EventBook, told_last
from kg.facts.story.so_far import Story
from kg.facts.time_and_place.at_home import at_home, in_the_capital, where_signed
from kg.facts.time_and_place.lasting import close, lasting
from kg.facts.time_and_place.led import heads_of_guests
from kg.facts.time_and_place.on_days import (
    begun,
    by_a_day_of_it,
    in_paragraph,
    in_the_same_place,
    on_its_day,
    on_the_day,
    on_the_sidelines,
    take_place,
    under_heading,
)
from kg.facts.time_and_place.returned import back_from, in_city_of_dateline, in_city_of_headline
from kg.facts.time_and_place.stage import of_its_name, on_stage, there
from kg.facts.time_and_place.timeline import day_at, day_of_news, days_told
from kg.facts.time_and_place.when import day_or_month, shifted
from kg.mentions.model import PlaceNamed
from kg.values import Period

_WEEK = (
    "понедельник вторник среда четверг пятница суббота воскресенье "
    "monday tuesday wednesday thursday friday saturday sunday"
).split()
_NEAR = 3  # sentences
_RETURNED = frozenset("вернуться возвратиться вярнуцца".split())
_THERE = frozenset("там здесь тут there here".split())


def settle(story: Story, book: EventBook) -> None:
    """Complete the drafts of a release, in the order of the text; nothing that a sentence states is changed."""
    for d in book.drafts:
        by_a_day_of_it(story, book, d)
        close(d)
        lasting(story, d)
    days_told(story, book.drafts)
    for d in book.drafts:
        begun(story, book, d)
        back_from(story, book, d)
        in_city_of_dateline(story, d)
        close(d)
        under_heading(story, book, d)
        on_the_sidelines(story, book, d)
        in_the_same_place(story, book, d)
        in_paragraph(story, book, d)
        there(story, book, d)
        of_its_name(story, d)
    on_stage(story, book)  # before what a visit to several states would give
    for d in sorted(book.drafts, key=lambda d: d.sentence):
        on_its_day(story, book, d)
        _from_setting(story, book, d)
        _from_visit(story, book, d)
        _from_container(story, book, d)
        _from_sentence_before(story, d)
        _from_list(story, d)
        _visited(story, book, d)
        _of_the_same_sides(story, book, d)
    for d in book.drafts:
        on_the_day(story, book, d)
        _of_the_guests(story, book, d)
        _to_the_whole(d)
        _in_course(book, d)
        _city_of_visit(story, book, d)
        where_signed(story, d)
        in_city_of_headline(story, d)
        in_the_capital(story, d)
        at_home(story, book, d)
    heads_of_guests(story, book)
    on_stage(story, book, headed=True)


def _set_within(story: Story, book: EventBook, d: Draft, whole: Draft, rule: str) -> None:
    """The day of something that was held in the days of another event: the one to which the story has come, else what all its days share."""
    if whole.period is None:
        return
    told = day_at(story, book.drafts, d.sentence) if whole.period.end is not None and not d.planned and not d.background else None
    if told is not None and told[0].start.day and told[1] != whole.period_at and covers(whole.period, told[0].start):
        d.set_period(told[0], told[1], "day-told-before")
    else:
        d.set_period(day_or_month(whole.period), whole.period_at or d.sentence, rule)


def _from_setting(story: Story, book: EventBook, d: Draft) -> None:
    outer = d.part_of
    if outer is None or outer is d or (d.container and d.place is not None):
        return
    if d.period is None and outer.period is not None and d.group == "meet":
        named = _day_named(story, d, outer.period) or _day_of_news(story, d, outer.period)
        if named is not None:
            d.set_period(named, outer.period_at or d.sentence, "date-of-setting")
        else:
            _set_within(story, book, d, outer, "date-of-setting")
    within = d.period is None or outer.period is None or covers(outer.period, d.period.start)
    if within:
        take_place(d, outer)


def _day_of_news(story: Story, d: Draft, period: Period) -> Period | None:
    """A report of the first day of a forum, and what was on its sidelines: on the day of the report."""
    published = story.document.release.published
    told = day_of_news(story) if published is not None and not d.planned and not d.background else None
    return Period(published) if told is not None and published is not None and covers(period, published) else None


def _day_named(story: Story, d: Draft, period: Period) -> Period | None:
    """«в первый день визита», «в заключительный день форума», «в среду» of days that have one Wednesday."""
    lemmas = [t.lemma for t in story.rows[d.sentence].tokens]
    named = {_WEEK.index(w) % 7 for w in lemmas if w in _WEEK}
    if len(named) == 1 and period.end and period.start.year and period.start.day and period.end.day:
        days = [shifted(period.start, n) for n in range(7)]
        of_week = [x for x in days if x.lexical <= period.end.lexical and dt.date.fromisoformat(x.lexical).weekday() in named]
        return Period(of_week[0]) if of_week and shifted(of_week[0], 7).lexical > period.end.lexical else None
    return None


def _to_the_whole(d: Draft) -> None:
    """Who takes part in a forum's session takes part in the forum."""
    if d.part_of is not None and d.container and d.part_of.container and d.part_of is not d:
        for key, rows in d.people.items():
            for i in rows:
                d.part_of.note(d.part_of.people, key, i)


def _from_visit(story: Story, book: EventBook, d: Draft) -> None:
    """Talks told right after a visit of the same person were held on it."""
    if d.group not in ("meet", "forum", "session") or d.background:
        return
    for v in book.drafts:
        if v.group != "visit" or v.background or v.period is None or not v.seen:
            continue
        within = v.period.end is not None and d.period is not None and bool(d.period.start.day) and covers(v.period, d.period.start)
        if d.group != "meet" and not (within and d.place is None and len(d.countries) > 1):
            continue
        near = within or any(0 <= s - t <= _NEAR for s in d.seen for t in v.seen)
        shared = set(v.people) & set(d.people) or (not v.people and set(v.countries) & set(d.countries))
        if not near or not (shared or set(v.countries) == set(d.countries)):
            continue
        if d.period is None and not d.planned and not v.planned and (v.period.end is None or shared):
            _set_within(story, book, d, v, "date-of-visit")
        if d.period is not None and covers(v.period, d.period.start):
            d.part_of = d.part_of or v
            take_place(d, v)


def _from_container(story: Story, book: EventBook, d: Draft) -> None:
    """Talks of two who take part in a sitting or forum, no day told: held there."""
    if d.group != "meet" or d.container or d.planned or d.background or len(d.people) < 2:
        return
    for c in book.drafts:
        if not c.container or c.period is None or c.planned or c.background or not set(d.people) & set(c.people):
            continue
        if d.period is not None and covers(c.period, d.period.start) and (d.country is None or d.country == c.country):
            take_place(d, c)
        own = set(d.people) <= set(c.people) or (c.country in d.countries and d.sentence - max(c.seen) <= _NEAR)
        own = own or (d.rule == "one-after-another" and day_at(story, book.drafts, d.sentence) is None)
        if d.period is None and own and not any(story.dates[i] for i in d.seen):
            news = _day_of_news(story, d, c.period)
            if news is not None:
                d.set_period(news, c.period_at or d.sentence, "date-of-setting")
            else:
                _set_within(story, book, d, c, "date-of-setting")
            d.part_of = d.part_of or c
            if d.place is None and c.place is not None and set(d.people) <= set(c.people):
                d.place, d.place_at = c.place, c.place_at
                d.country, d.country_at = c.country or d.country, c.country_at or d.country_at
            return


def _from_sentence_before(story: Story, d: Draft) -> None:
    """«Там А провел встречу с Б»: day and city are those of the sentence before."""
    i = d.sentence
    if i == 0 or d.container or not story.rows[i].tokens or story.rows[i].tokens[0].norm not in _THERE:
        return
    row = story.rows[i - 1]
    days = [x for x in story.dates[i - 1] if x.kind == "date" and x.period is not None and not x.mention.background]
    places = places_in(row, 0, len(row.tokens))
    if len(places) == 1 and d.place is None:
        d.set_place(places[0], i - 1)
    if any(t.lemma in _RETURNED for t in row.tokens):
        return  # "Вчера А вернулся из Осло. Там он встретился с Б": before yesterday
    if len(days) == 1 and d.period is None:
        d.set_period(days[0].period, i - 1, "told-before")


def _from_list(story: Story, d: Draft) -> None:
    """«3 октября в Бухаресте состоялся ряд встреч. Министр А встретился с Б»: the day and the city are those of all.

    Of a visit in whose course a paper was signed: the day of the signing, which the sentence before tells.
    """
    i = d.sentence
    if d.period is not None or d.background or d.planned or i == 0:
        return
    for j in range(i - 1, max(-1, i - 4), -1):
        row = story.rows[j]
        many = d.group == "meet" and any(g.plural and g.kind in ("meeting", "talks") for g in row.gatherings)
        signed = (
            d.group == "visit"
            and d.inner
            and j == i - 1
            and all(any(t.act == "sign" for t in story.rows[k].triggers) for k in (i, j))
        )
        days = [x for x in story.dates[j] if x.kind == "date" and x.period is not None and not x.mention.background]
        if (many or signed) and len(days) == 1 and not story.dates[i]:
            d.set_period(days[0].period, j, "told-before")
            d.held = True
            places = places_in(row, 0, len(row.tokens))
            if many and len(places) == 1 and d.place is None and d.country is None:
                d.set_place(places[0], j)
            return


def _visited(story: Story, book: EventBook, d: Draft) -> None:
    """A fair whose stands a delegation saw on its visit: the month and the city are those of the visit."""
    if d.group != "forum" or not d.proper or d.period is not None or d.closes is not None or d.planned or d.background:
        return
    before = told_last(
        [v for v in book.drafts if v.group == "visit" and v.period is not None and not v.planned], d.sentence
    )
    row = story.rows[d.sentence]
    seen = any("Tense=Past" in t.feats for t in row.tokens) and not any(
        t.act in ("invite", "plan") for t in row.triggers
    )
    if (
        before is not None
        and before.period is not None
        and seen
        and d.sentence - max(s for s in before.seen if s < d.sentence) <= 8
    ):
        d.set_period(day_or_month(before.period), before.period_at or d.sentence, "month-of-visit")
        d.held = True
        take_place(d, before)


def _of_the_same_sides(story: Story, book: EventBook, d: Draft) -> None:
    """«договорились создать рабочую группу, первое заседание которой пройдет в мае»: of those who agreed on it."""
    joint = any(w in ("рабочий", "группа", "комиссия", "подкомиссия", "комитет", "group") for w in d.core)
    if d.kind != "session" or not d.planned or d.countries or d.people or not (joint or d.ordinal):
        return
    before = told_last([o for o in book.drafts if o is not d and not o.planned and len(o.countries) > 1], d.sentence)
    for iso, rows in before.countries.items() if before is not None and len(before.countries) < 5 else []:
        d.countries.setdefault(iso, [*rows])
    if not d.countries and joint:
        for iso in story.bilateral():
            d.countries[iso] = [d.sentence]


def _city_of_visit(story: Story, book: EventBook, d: Draft) -> None:
    """«провел рабочий визит в Малайзию. В Куала-Лумпуре он встретился с А»: the only city of that state in which the next sentences tell of something."""
    if d.group != "visit" or d.place is not None or d.country is None or d.background or len(d.countries) > 2:
        return
    if d.period is not None and d.period.end is not None and d.period.start.day and shifted(d.period.start, 1).lexical < d.period.end.lexical:
        return  # of a long one the city of one meeting may not be the only one
    cities: dict[str, tuple[PlaceNamed, int]] = {}
    for i in range(min(d.seen, default=d.sentence), min(len(story.rows), max(d.seen, default=d.sentence) + _NEAR + 1)):
        for p in places_in(story.rows[i], 0, len(story.rows[i].tokens)):
            if p.iso == d.country:
                cities.setdefault(p.name, (p, i))
    others = {o.place.name for o in book.drafts if o is not d and o.group == "visit" and o.place is not None}
    if len(cities) == 1 and not others & cities.keys():
        d.set_place(*next(iter(cities.values())))


def _of_the_guests(story: Story, book: EventBook, d: Draft) -> None:
    """«Визит делегации продлится с 11 по 14 ноября», told after the talks with it: its head, and the state of those talks."""
    if d.group != "visit" or d.period is None or d.place is not None or d.people:
        return
    period = d.period
    there = [m for m in book.drafts if m.group == "meet" and not m.planned and len(m.countries) > 1 and m.country in m.countries and (m.period is None or covers(period, m.period.start))]
    talks = told_last([m for m in there if set(d.countries) <= set(m.countries)], d.sentence + 1)
    if talks is None or talks.country not in talks.countries or d.country not in (None, talks.country):
        return
    d.set_country(talks.country, talks.country_at if talks.country_at is not None else talks.sentence)
    for key, rows in talks.people.items():
        if book.sides.country(key) not in (None, talks.country) and key in talks.heads:
            d.people.setdefault(key, [*rows])
            d.visitors.setdefault(key, [*rows])
    for iso, rows in talks.countries.items():
        d.countries.setdefault(iso, [*rows])
    d.held = True


def _in_course(book: EventBook, d: Draft) -> None:
    """«находится с визитом», no day given: it is in course on the only day that the release tells of the two sides."""
    if d.group != "visit" or d.period is not None or not d.held or d.background:
        return
    days = [
        o
        for o in book.drafts
        if o.period is not None
        and not o.planned
        and not o.background
        and o is not d
        and set(d.countries) <= set(o.countries)
    ]
    if len(days) == 1 and days[0].period is not None and days[0].period.end is None and len(d.countries) > 1:
        d.set_period(days[0].period, days[0].period_at or d.sentence, "in-course")
