"""What an event takes from the others of its release: day and city of the visit, the forum or the day that it is
told with.
"""

from __future__ import annotations

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
    in_the_same_place,
    on_the_sidelines,
    under_heading,
)
from kg.facts.time_and_place.ranked import Rank
from kg.facts.time_and_place.returned import back_from, in_city_of_dateline, in_city_of_headline
from kg.facts.time_and_place.stage import of_its_name, on_stage, there
from kg.facts.time_and_place.timeline import days_told
from kg.facts.time_and_place.when import day_or_month, shifted
from kg.facts.time_and_place.where import take_place
from kg.facts.time_and_place.which_day import date
from kg.mentions.model import PlaceNamed

_NEAR = 3  # sentences
_THERE = frozenset("там здесь тут there here".split())


def settle(story: Story, book: EventBook) -> None:
    """Complete the drafts of a release, in the order of the text; nothing that a sentence states is changed."""
    for d in book.drafts:
        _on_a_weekend(story, d)
        by_a_day_of_it(story, book, d)
        close(d)
        lasting(story, d)
    days_told(story, book.drafts)
    for d in book.drafts:
        begun(story, book, d)
        back_from(story, book, d)
        in_city_of_dateline(story, d)
        close(d)
        date(story, book, d, Rank.HEADING)
        under_heading(story, book, d)
        on_the_sidelines(story, book, d)
        in_the_same_place(story, book, d)
        date(story, book, d, Rank.PARAGRAPH)
        there(story, book, d)
        of_its_name(story, d)
    on_stage(story, book)  # before what a visit to several states would give
    for d in sorted(book.drafts, key=lambda d: d.sentence):
        date(story, book, d, Rank.LEAD)
        _in_the_setting(d)
        _on_the_visit(book, d)
        _at_the_gathering(book, d)
        _in_the_city_before(story, d)
        _visited(story, book, d)
        _of_the_same_sides(story, book, d)
    for d in book.drafts:
        date(story, book, d, Rank.COURSE)
        _of_the_guests(story, book, d)
        _to_the_whole(d)
        _city_of_visit(story, book, d)
        where_signed(story, d)
        in_city_of_headline(story, d)
        in_the_capital(story, d)
        at_home(story, book, d)
    heads_of_guests(story, book)
    on_stage(story, book, headed=True)


def _on_a_weekend(story: Story, d: Draft) -> None:
    """«В выходные министр встретился с Б»: on one of its days, and of these the month is sure."""
    period = d.period
    if d.group == "meet" and period is not None and period.end is not None and any(x.mention.grain == "week" and x.period == period for x in story.dates[d.period_at or d.sentence]):
        d.period = day_or_month(period)


def _in_the_setting(d: Draft) -> None:
    outer = d.part_of
    if outer is None or outer is d or (d.container and d.place is not None):
        return
    if d.period is None or outer.period is None or covers(outer.period, d.period.start):
        take_place(d, outer)


def _to_the_whole(d: Draft) -> None:
    """Who takes part in a forum's session takes part in the forum."""
    if d.part_of is not None and d.container and d.part_of.container and d.part_of is not d:
        for key, rows in d.people.items():
            for i in rows:
                d.part_of.note(d.part_of.people, key, i)


def _on_the_visit(book: EventBook, d: Draft) -> None:
    """What was on a day of a visit of the same person is part of it, and where it was."""
    if d.group not in ("meet", "forum", "session") or d.background or d.period is None:
        return
    for v in book.drafts:
        if v.group != "visit" or v.background or v.period is None or not v.seen or not covers(v.period, d.period.start):
            continue
        within = v.period.end is not None and bool(d.period.start.day)
        if d.group != "meet" and not (within and d.place is None and len(d.countries) > 1):
            continue
        near = within or any(0 <= s - t <= _NEAR for s in d.seen for t in v.seen)
        shared = set(v.people) & set(d.people) or (not v.people and set(v.countries) & set(d.countries))
        if near and (shared or set(v.countries) == set(d.countries)):
            d.part_of = d.part_of or v
            take_place(d, v)


def _at_the_gathering(book: EventBook, d: Draft) -> None:
    """Talks on a day of a sitting or forum in which one of the two took part: where that was."""
    if d.group != "meet" or d.container or d.planned or d.background or len(d.people) < 2 or d.period is None:
        return
    for c in book.drafts:
        there = c.container and c.period is not None and not (c.planned or c.background) and set(d.people) & set(c.people)
        if there and c.period is not None and covers(c.period, d.period.start) and d.country in (None, c.country):
            take_place(d, c)


def _in_the_city_before(story: Story, d: Draft) -> None:
    """«Там А провел встречу с Б»: the city is that of the sentence before."""
    i = d.sentence
    if i and not d.container and d.place is None and story.rows[i].tokens and story.rows[i].tokens[0].norm in _THERE:
        places = places_in(story.rows[i - 1], 0, len(story.rows[i - 1].tokens))
        d.set_place(places[0] if len(places) == 1 else None, i - 1)


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
