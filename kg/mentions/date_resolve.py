"""What dates come to, against the publication date or what the text itself fixes. No year is ever invented.

Rules, in order:
1. The year that is printed stands.
2. "т. г.", "прошлого года", "вчера" count from the publication. Where that is unknown they count from the text's anchor:
   its dateline, a day that "сегодня, …" names, or the first full date of the text, if that tells of the news and no day without
   a year stands before it.
3. A day or month without a year takes the year of the publication, else of the anchor; the neighbouring year where the turn of
   the year lies between them, or where the verb says so ("пройдет 4–9 марта" told in December). If the same sentence has a
   date of another year before it, nothing is certain and the year stays unknown, unless the day is one of the two weeks before
   the publication.
4. "в тот же день", "днем позже", "накануне" count from the day told of last.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kg.mentions.date_model import DateMention, ResolvedDate
from kg.values import PartialDate, Period

_FORTNIGHT = 14  # days
_TELLS = ("date", "since", "until")
_SEASON_START = {"winter": 12, "spring": 3, "summer": 6, "autumn": 9}


@dataclass(frozen=True, slots=True)
class _Anchor:
    """What the text is told from: a day of reference for years, and the day that "сегодня" is, if known."""

    near: PartialDate | None
    today: PartialDate | None


def resolve(
    sentences: Sequence[Sequence[DateMention]], published: PartialDate | None = None
) -> list[list[ResolvedDate]]:
    """The dates of a text, sentence by sentence in its order, as `find_dates` gave them; the same shape comes back."""
    anchor = _anchor(sentences, published)
    told: PartialDate | None = None
    days: Period | None = None  # of the event of several days told of last
    out: list[list[ResolvedDate]] = []
    last: PartialDate | None = None  # with a year, however long ago: "в декабре того же года"
    near: PartialDate | None = None  # of this sentence or the one before, be it long ago
    for mentions in sentences:
        row: list[ResolvedDate] = []
        before, near = near, None
        for i, mention in enumerate(mentions):
            same_year = mention.relative is not None and mention.relative.unit == "year" and mention.relative.base == "told"
            period = _weekday_of(mention, days, anchor.today) or _period(mention, i, mentions, anchor, (last if same_year else None) or near or before or told)
            row.append(ResolvedDate(mention, period))
            if period and mention.kind in ("date", "since", "dateline") and period.end is None and period.start.day and not mention.named:
                told = period.start if not _long_ago(period, anchor) else told
                near = period.start
            if period and mention.kind in ("date", "since") and period.start.year and not mention.named:
                last = period.start
            if period and period.end and period.start.day and period.start.year and period.end.day:
                days = period
        out.append(_two_days(row))
    return out


def _two_days(row: list[ResolvedDate]) -> list[ResolvedDate]:
    """«Сегодня и завтра в Минске проходит форум», "yesterday and today": two days that follow one another are one period."""
    for i in range(len(row) - 1):
        a, b = row[i], row[i + 1]
        plain = a.kind == b.kind == "date" and 2 <= b.span.start - a.span.end <= 5
        if not plain or a.period is None or b.period is None or a.period.end or b.period.end or not (a.mention.relative or b.mention.relative):
            continue
        if a.period.start.day and _shifted(a.period.start, 1) == b.period.start:
            both = Period(a.period.start, b.period.start)
            row[i], row[i + 1] = replace(a, period=both), replace(b, period=both)
    return row


def told_from(sentences: Sequence[Sequence[DateMention]], published: PartialDate | None) -> PartialDate | None:
    """The time of the news: the publication, else the first full date by which the text itself fixes its year; None if neither."""
    return _anchor(sentences, published).near


def _weekday_of(mention: DateMention, days: Period | None, today: PartialDate | None) -> Period | None:
    """«Во вторник», told of a fair of 14 to 16 April 2025: the only Tuesday among its days."""
    relative = mention.relative
    if relative is None or relative.unit != "weekday" or mention.period is not None or days is None or days.end is None:
        return None
    if today is not None and today.lexical < days.start.lexical and mention.tense != "future":
        return None  # "on Tuesday he received …", behind "talks to be held on 24–25 June"
    all_days = (_shifted(days.start, n) for n in range(7))
    fitting = [d for d in all_days if d is not None and d.lexical <= days.end.lexical and dt.date.fromisoformat(d.lexical).weekday() == relative.shift]
    again = _shifted(fitting[0], 7) if fitting else None
    return Period(fitting[0]) if again is not None and again.lexical > days.end.lexical else None


def _long_ago(period: Period, anchor: _Anchor) -> bool:
    """A day of another season than the news: further on in the text "в тот же день" does not mean it."""
    start, near = period.start, anchor.near
    if near is None or None in (near.year, near.month, start.year, start.month):
        return False
    return ((near.year or 0) - (start.year or 0)) * 12 + (near.month or 0) - (start.month or 0) > 2


# ---- anchor ----------------------------------------------------------------------------------------------------------


def _anchor(sentences: Sequence[Sequence[DateMention]], published: PartialDate | None) -> _Anchor:
    if published is not None and published.year is not None:
        return _Anchor(published, published if published.day else None)
    today = published if published is not None and published.day else _named_today(sentences)
    fixed = _fixed_by_text(sentences)
    if today is not None and today.year is None and fixed is not None and fixed.year is not None:
        today = _with_year(today, fixed, "")
    return _Anchor(fixed if fixed is not None else today, today)


def _named_today(sentences: Sequence[Sequence[DateMention]]) -> PartialDate | None:
    """The day of "Сегодня, 26 апреля" or "вчера, 23 октября", or of a dateline."""
    for mentions in sentences:
        for i, mention in enumerate(mentions):
            if mention.kind == "dateline" and mention.period:
                return mention.period.start
            beside = _apposed(mention, i, mentions)
            if beside and beside.period and mention.relative and mention.relative.base == "now" and not beside.relative:
                return _shifted(beside.period.start, -mention.relative.shift)
    return None


def _apposed(mention: DateMention, i: int, mentions: Sequence[DateMention]) -> DateMention | None:
    """The date in "вчера, 23 октября": the day that explains the word."""
    if mention.relative is None or mention.relative.unit not in ("day", "weekday") or mention.period is not None:
        return None
    following = mentions[i + 1] if i + 1 < len(mentions) else None
    if following is None or following.period is None or following.period.start.day is None:
        return None
    return following if following.span.start - mention.span.end <= 3 else None


def _fixed_by_text(sentences: Sequence[Sequence[DateMention]]) -> PartialDate | None:
    """The first full date, if it tells of the news itself and nothing before it lacks a year."""
    yearless: list[tuple[int, PartialDate]] = []
    for s, mentions in enumerate(sentences):
        for mention in mentions:
            start = mention.period.start if mention.period else None
            if mention.kind not in (*_TELLS, "dateline") or start is None or start.month is None or mention.relative:
                continue
            if start.year is None:
                yearless.append((s, start))
                continue
            if mention.background or (
                mention.kind != "dateline" and not all(_agrees(y, n == s, start) for n, y in yearless)
            ):
                return None
            return start
    return None


def _agrees(yearless: PartialDate, same_sentence: bool, full: PartialDate) -> bool:
    """True if a date without a year can be of the year of a later full one.

    In one sentence ("сегодня, 5 октября, закрывается конгресс, начавший работу 1 октября 2023 г.") they may be a month apart;
    in different ones they must be the same day (a headline and the text below it).
    """
    if yearless.month == full.month and (yearless.day == full.day or None in (yearless.day, full.day)):
        return True
    return same_sentence and abs(_days_between(replace(yearless, year=full.year), full)) <= 31


# ---- one mention -----------------------------------------------------------------------------------------------------


def _period(
    mention: DateMention, i: int, mentions: Sequence[DateMention], anchor: _Anchor, told: PartialDate | None
) -> Period | None:
    beside = _apposed(mention, i, mentions)
    if beside is not None:
        return _period(beside, i + 1, mentions, anchor, told)
    if mention.relative is not None:
        return _relative(mention, anchor, told)
    if mention.period is None:
        return _season(mention, anchor)
    if mention.period.start.year is not None or (mention.kind == "dateline" and anchor.near is None):
        return mention.period
    near = _year_source(mention, mentions[max(0, i - 20) : i], anchor)
    return mention.period if near is None else _dated(mention.period, near, mention.tense)


def _year_source(mention: DateMention, before: Sequence[DateMention], anchor: _Anchor) -> PartialDate | None:
    """What gives a day without a year its year, None if nothing does for certain."""
    named = [m.period.start for m in before if m.kind == "name-year" and m.period]
    if named and (
        anchor.near is None or anchor.near.year is None or named[-1].year in (anchor.near.year, anchor.near.year + 1)
    ):
        return named[-1]
    if anchor.near is None or anchor.near.year is None:
        return None
    for other in before:
        year = other.period.start.year if other.period else None
        if year is not None and year != anchor.near.year and other.kind in _TELLS and not other.relative:
            return anchor.near if _just_now(mention, anchor.near) else None
    return anchor.near


def _just_now(mention: DateMention, near: PartialDate) -> bool:
    """«Соглашение подписано в марте 2019 года, и теперь, 2 октября, …», published on 4 October: the day of the news."""
    day = mention.period.start if mention.period is not None and mention.period.end is None else None
    if day is None or not (day.day and near.day):
        return False
    dated = _valid(near.year or 0, day)
    return dated is not None and 0 <= _days_between(near, dated) <= _FORTNIGHT


def _dated(period: Period, near: PartialDate, tense: str) -> Period:
    start = _with_year(period.start, near, tense)
    if period.end is None:
        return Period(start)
    year = start.year
    wraps = (period.end.month or 0) < (period.start.month or 0)
    end = None if year is None else _valid(year + wraps, period.end)
    return Period(start, end) if end is not None and year is not None else period


def _with_year(value: PartialDate, near: PartialDate, tense: str) -> PartialDate:
    """`value` in the year that lies nearest to `near` as its tense wants."""
    if near.year is None:
        return value
    if near.month is None:
        return _valid(near.year, value) or value
    months = (value.month or 1) - near.month
    later = (months, (value.day or near.day or 1) - (near.day or value.day or 1)) > (0, 0)
    year = near.year
    if (months >= 10 and tense != "future") or (later and tense == "past" and months >= 6):
        year -= 1  # December told of in January
    elif (months <= -10 and tense != "past") or (months <= -6 and tense == "future"):
        year += 1  # January announced in December
    return _valid(year, value) or value


def _valid(year: int, value: PartialDate) -> PartialDate | None:
    try:
        return PartialDate(year, value.month, value.day)
    except ValueError:  # 29 February, or a year out of range
        return None


def _season(mention: DateMention, anchor: _Anchor) -> Period | None:
    """A season without a year, told of as still to come, is the next one."""
    near = anchor.near
    if (
        mention.tense != "future"
        or near is None
        or near.year is None
        or near.month is None
        or mention.season not in _SEASON_START
    ):
        return None
    first = _SEASON_START[mention.season]
    if mention.season == "winter" or first <= near.month < first + 3:
        return None  # two years, or the season that already runs
    return Period(PartialDate(near.year + (first < near.month)))


def _relative(mention: DateMention, anchor: _Anchor, told: PartialDate | None) -> Period | None:
    relative = mention.relative
    assert relative is not None
    if relative.unit == "year":
        near = told if relative.base == "told" else anchor.near
        year = near.year if near else None
        if year is None:
            return mention.period
        if mention.period is None:
            return Period(PartialDate(year + relative.shift)) if 1000 <= year + relative.shift <= 9999 else None
        start = _valid(year + relative.shift, mention.period.start)
        end = mention.period.end and _valid(year + relative.shift, mention.period.end)
        return Period(start, end) if start else mention.period
    if relative.unit == "month":
        return _month_shifted(anchor, relative.shift)
    base = anchor.today
    if relative.base == "told":
        # "накануне" may count from the news, "назавтра" only from a day that was told
        base = told if told is not None or relative.shift > 0 else anchor.today
    if base is None or relative.unit == "week":
        return None
    day = (
        _weekday(base, relative.shift, "future" if mention.kind == "until" and mention.tense != "past" else mention.tense) if relative.unit == "weekday" else _shifted(base, relative.shift)
    )
    return Period(day) if day else None


def _month_shifted(anchor: _Anchor, shift: int) -> Period | None:
    near = anchor.today or anchor.near
    if near is None or near.year is None or near.month is None:
        return None
    count = near.year * 12 + near.month - 1 + shift
    return Period(PartialDate(count // 12, count % 12 + 1))


def _shifted(day: PartialDate, days: int) -> PartialDate | None:
    """A day later or earlier; without a year only where leap years make no difference."""
    results = set()
    for year in [day.year] if day.year else [2001, 2004]:
        assert year is not None and day.month and day.day
        try:
            moved = dt.date(year, day.month, day.day) + dt.timedelta(days=days)
        except (ValueError, OverflowError):
            return None
        results.add((moved.year if day.year else None, moved.month, moved.day))
    return PartialDate(*results.pop()) if len(results) == 1 else None


def _weekday(today: PartialDate, weekday: int, tense: str) -> PartialDate | None:
    """The last such day up to today, or the next one if it is still to come."""
    if today.year is None or today.month is None or today.day is None:
        return None
    now = dt.date(today.year, today.month, today.day).weekday()
    return _shifted(today, (weekday - now) % 7 if tense == "future" else -((now - weekday) % 7))


def _days_between(a: PartialDate, b: PartialDate) -> int:
    return next(_ordinals(a)) - next(_ordinals(b))


def _ordinals(day: PartialDate) -> Iterator[int]:
    yield (day.year or 2000) * 372 + (day.month or 1) * 31 + (day.day or 15)
