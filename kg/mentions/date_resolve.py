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
4. "в тот же день", "днем позже", "накануне" count from the day told of last, "за день до открытия" from the days of what lasts: `kg.mentions.date_shift`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.mentions.date_model import DateMention, ResolvedDate
from kg.mentions.date_shift import Anchor, Told, counted, day_picked, shifted, to_come, valid
from kg.values import PartialDate, Period

_FORTNIGHT = 14  # days
_TELLS = ("date", "since", "until")
_SEASON_START = {"winter": 12, "spring": 3, "summer": 6, "autumn": 9, "half 1": 1, "half 2": 7, "quarter 1": 1, "quarter 2": 4, "quarter 3": 7, "quarter 4": 10}


def resolve(
    sentences: Sequence[Sequence[DateMention]], published: PartialDate | None = None
) -> list[list[ResolvedDate]]:
    """The dates of a text, sentence by sentence in its order, as `find_dates` gave them; the same shape comes back."""
    anchor = _anchor(sentences, published)
    told = Told()
    out: list[list[ResolvedDate]] = []
    for s, mentions in enumerate(sentences):
        row: list[ResolvedDate] = []
        told.next_sentence()
        for i, given in enumerate(mentions):
            mention = _in_year_before(given, row, anchor)
            if mention.relative is not None and mention.relative.base in ("opening", "closing") and told.days is None:
                told.days = _days_ahead([*mentions[i:], *(sentences[s + 1] if s + 1 < len(sentences) else ())], anchor) or _day_ahead(mentions[i + 1 :], anchor)
            period = _anniversary(mention, mentions[i + 1 :], anchor, told) or _weekday_of(mention, told.days, anchor.today) or _picked(mention, _period(mention, i, mentions, anchor, told), anchor)
            if mention is not given:
                row[-1] = replace(row[-1], period=period)
            if mention.kind != "point":
                row.append(ResolvedDate(given, period))
            if period is None and mention.kind == "point":
                told.lose()
            if period is not None and not mention.named:
                ahead = to_come(period, anchor) if anchor.today is not None else mention.tense == "future"
                told.add(mention, period, long_ago=_long_ago(period, anchor), to_come=ahead)
        out.append(_two_days(row))
    return out


def _days_ahead(mentions: Sequence[DateMention], anchor: Anchor) -> Period | None:
    """«За день до открытия выставки, которая шла с 3 по 6 июня»: the days told right behind."""
    for m in mentions:
        if m.kind == "date" and m.period is not None and m.period.end is not None and m.period.start.day:
            dated = m.period if m.period.start.year is not None or anchor.near is None else _dated(m.period, anchor.near, m.tense)
            return dated if dated.start.year is not None else None
    return None


def _day_ahead(mentions: Sequence[DateMention], anchor: Anchor) -> Period | None:
    """«накануне визита, который начался 19 мая»: the only day of the sentence."""
    days = [m.period for m in mentions if m.kind in ("date", "since") and m.period is not None and m.period.start.day and m.relative is None]
    if len(days) != 1 or anchor.near is None:
        return None
    dated = days[0] if days[0].start.year is not None else _dated(days[0], anchor.near, "")
    return Period(dated.start, dated.start) if dated.start.year is not None else None


def _anniversary(mention: DateMention, behind: Sequence[DateMention], anchor: Anchor, told: Told) -> Period | None:
    """«в этот же день в прошлом году», «в тот же день 2023 года»: that day of the year that is told right behind."""
    relative = mention.relative
    same = relative is not None and (relative.base, relative.unit, relative.shift) == ("told", "day", 0)
    if not same or not behind or behind[0].grain != "year" or behind[0].span.start - mention.span.end > _BESIDE:
        return None
    year = _period(behind[0], 0, behind, anchor, told)
    day = told.base(0) or anchor.today
    dated = valid(year.start.year, day) if year is not None and year.start.year is not None and day is not None else None
    return Period(dated) if dated is not None else None


_WIDE = ("year", "season", "half", "quarter")
_BESIDE = 5  # characters: ", в "


def _in_year_before(mention: DateMention, row: Sequence[ResolvedDate], anchor: Anchor) -> DateMention:
    """«год назад, в мае», «прошлой осенью, 5 октября»: the year is told right before."""
    if not row or mention.relative is not None or mention.period is None or mention.period.start.year is not None or mention.period.end is not None:
        return mention
    before = row[-1]
    year = before.period.start.year if before.period is not None and before.period.end is None else None
    wide = before.mention.grain in _WIDE and before.mention.relative is not None and mention.span.start - before.span.end <= _BESIDE
    dated = valid(year, mention.period.start) if wide and year is not None else None
    return replace(mention, period=Period(dated)) if dated is not None else mention


def _picked(mention: DateMention, period: Period | None, anchor: Anchor) -> Period | None:
    """«в последнюю пятницу мая», «20-го числа»: the day of a month whose year is known."""
    if mention.pick is None or period is None or period.start.month is None:
        return period
    n, weekday = mention.pick
    if weekday is None and n > 2:  # "20-го числа": of this month, or of the last one
        day = valid(period.start.year, PartialDate(None, period.start.month, n)) if period.start.year else None
        ahead = day is not None and anchor.today is not None and day.lexical > anchor.today.lexical and mention.tense != "future"
        return None if ahead or day is None else Period(day)
    day = day_picked(period.start, n, weekday)
    return Period(day) if day is not None else period


def _two_days(row: list[ResolvedDate]) -> list[ResolvedDate]:
    """«Сегодня и завтра в Минске проходит форум», "yesterday and today": two days that follow one another are one period."""
    for i in range(len(row) - 1):
        a, b = row[i], row[i + 1]
        plain = a.kind == b.kind == "date" and 2 <= b.span.start - a.span.end <= 5
        if not plain or a.period is None or b.period is None or a.period.end or b.period.end or not (a.mention.relative or b.mention.relative):
            continue
        if a.period.start.day and shifted(a.period.start, 1) == b.period.start:
            both = Period(a.period.start, b.period.start)
            row[i], row[i + 1] = replace(a, period=both), replace(b, period=both)
    return row


def told_from(sentences: Sequence[Sequence[DateMention]], published: PartialDate | None) -> PartialDate | None:
    """The time of the news: the publication, else the first full date by which the text itself fixes its year; None if neither."""
    return _anchor(sentences, published).near


def _weekday_of(mention: DateMention, days: Period | None, today: PartialDate | None) -> Period | None:
    """«Во вторник», told of a fair of 14 to 16 April 2025: the only Tuesday among its days."""
    relative = mention.relative
    if relative is None or relative.unit != "weekday" or relative.days is not None or mention.period is not None or days is None or days.end is None:
        return None
    if today is not None and today.lexical < days.start.lexical and mention.tense != "future":
        return None  # "on Tuesday he received …", behind "talks to be held on 24–25 June"
    all_days = (shifted(days.start, n) for n in range(7))
    fitting = [d for d in all_days if d is not None and d.lexical <= days.end.lexical and dt.date.fromisoformat(d.lexical).weekday() == relative.shift]
    again = shifted(fitting[0], 7) if fitting else None
    return Period(fitting[0]) if again is not None and again.lexical > days.end.lexical else None


def _long_ago(period: Period, anchor: Anchor) -> bool:
    """A day of another season than the news: further on in the text "в тот же день" does not mean it."""
    start, near = period.start, anchor.near
    if near is None or None in (near.year, near.month, start.year, start.month):
        return False
    return ((near.year or 0) - (start.year or 0)) * 12 + (near.month or 0) - (start.month or 0) > 2


# ---- anchor ----------------------------------------------------------------------------------------------------------


def _anchor(sentences: Sequence[Sequence[DateMention]], published: PartialDate | None) -> Anchor:
    if published is not None and published.year is not None:
        return Anchor(published, published if published.day else None)
    today = published if published is not None and published.day else _named_today(sentences)
    fixed = _fixed_by_text(sentences)
    reported = [m.period.start for mentions in sentences for m in mentions if m.report and m.period is not None and m.period.end is None and m.period.start.year]
    if today is None and len(set(reported)) == 1:
        return Anchor(reported[0], reported[0])
    if today is not None and today.year is None and fixed is not None and fixed.year is not None:
        today = _with_year(today, fixed, "")
    return Anchor(fixed if fixed is not None else today, today)


def _named_today(sentences: Sequence[Sequence[DateMention]]) -> PartialDate | None:
    """The day of "Сегодня, 26 апреля" or "вчера, 23 октября", or of a dateline."""
    for mentions in sentences:
        for i, mention in enumerate(mentions):
            if mention.kind == "dateline" and mention.period and mention.period.end is None:
                return mention.period.start
            beside = _apposed(mention, i, mentions)
            if beside and beside.period and mention.relative and mention.relative.base == "now" and not beside.relative:
                return shifted(beside.period.start, -mention.relative.shift)
    return None


def _apposed(mention: DateMention, i: int, mentions: Sequence[DateMention]) -> DateMention | None:
    """The date in "вчера, 23 октября": the day that explains the word."""
    if mention.relative is None or mention.relative.unit not in ("day", "weekday", "week", "month") or mention.period is not None:
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
            if mention.kind not in (*_TELLS, "dateline") or start is None or start.month is None or (mention.relative and not _of_this_year(mention)):
                continue
            if start.year is None:
                yearless.append((s, start))
                continue
            if mention.background or (
                mention.kind != "dateline" and not all(_agrees(y, n == s, start) for n, y in yearless)
            ):
                return None
            return mention.period.end if mention.kind == "dateline" and mention.period and mention.period.end else start
    return None


def _of_this_year(mention: DateMention) -> bool:
    """«18 ноября с. г.»: a day of the year of the news, which no other date of the text need be of."""
    relative = mention.relative
    return relative is not None and (relative.base, relative.unit, relative.shift) == ("now", "year", 0)


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
    mention: DateMention, i: int, mentions: Sequence[DateMention], anchor: Anchor, told: Told
) -> Period | None:
    beside = _apposed(mention, i, mentions)
    if beside is not None:
        return _period(beside, i + 1, mentions, anchor, told)
    if mention.relative is not None:
        return counted(mention, anchor, told)
    if mention.period is None:
        return _season(mention, anchor)
    if mention.period.start.year is not None or (mention.kind == "dateline" and anchor.near is None):
        return mention.period
    near = _year_source(mention, mentions[max(0, i - 20) : i], anchor)
    return mention.period if near is None else _dated(mention.period, near, mention.which or mention.tense)


def _year_source(mention: DateMention, before: Sequence[DateMention], anchor: Anchor) -> PartialDate | None:
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
    dated = valid(near.year or 0, day)
    return dated is not None and 0 <= _days_between(near, dated) <= _FORTNIGHT


def _dated(period: Period, near: PartialDate, tense: str) -> Period:
    start = _with_year(period.start, near, tense)
    if period.end is None:
        return Period(start)
    year = start.year
    wraps = (period.end.month or 0) < (period.start.month or 0)
    end = None if year is None else valid(year + wraps, period.end)
    return Period(start, end) if end is not None and year is not None else period


def _with_year(value: PartialDate, near: PartialDate, tense: str) -> PartialDate:
    """`value` in the year that lies nearest to `near` as its tense wants."""
    if near.year is None:
        return value
    if near.month is None:
        return valid(near.year, value) or value
    months = (value.month or 1) - near.month
    later = (months, (value.day or near.day or 1) - (near.day or value.day or 1)) > (0, 0)
    year = near.year
    if tense in ("last", "next"):
        return valid(year - (tense == "last" and months >= 0) + (tense == "next" and months <= 0), value) or value
    if (months >= 10 and tense != "future") or (later and tense == "past" and months >= 6):
        year -= 1  # December told of in January
    elif (months <= -10 and tense != "past") or (months <= -6 and tense == "future"):
        year += 1  # January announced in December
    return valid(year, value) or value


def _season(mention: DateMention, anchor: Anchor) -> Period | None:
    """A season or quarter without a year: told of as still to come the next one, told of as past the last one."""
    near = anchor.near
    if near is None or near.year is None or near.month is None or mention.season not in _SEASON_START or not mention.tense:
        return None
    first = _SEASON_START[mention.season]
    if mention.season == "winter":
        return None  # of two years
    if mention.tense == "past":
        return Period(PartialDate(near.year - (first > near.month)))
    running = first <= near.month < first + (6 if mention.grain == "half" else 3)
    return None if running else Period(PartialDate(near.year + (first < near.month)))  # the season that already runs


def _days_between(a: PartialDate, b: PartialDate) -> int:
    return next(_ordinals(a)) - next(_ordinals(b))


def _ordinals(day: PartialDate) -> Iterator[int]:
    yield (day.year or 2000) * 372 + (day.month or 1) * 31 + (day.day or 15)
