"""What a distance comes to: «двумя днями ранее» from the day told of last, «неделю назад» from the publication, «за день до открытия» from what lasts."""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass, field

from kg.mentions.date_model import DateMention, Relative
from kg.values import PartialDate, Period

_SEASON_OVER = {"winter": 3, "spring": 6, "summer": 9, "autumn": 12}  # the month by which it is over


@dataclass(frozen=True, slots=True)
class Anchor:
    """What the text is told from: a day of reference for years, and the day that "сегодня" is, if known."""

    near: PartialDate | None
    today: PartialDate | None


@dataclass(slots=True)
class Days:
    """Days told of: the last one, that of this sentence, that of the sentence before."""

    day: PartialDate | None = None
    here: PartialDate | None = None
    before: PartialDate | None = None


@dataclass(slots=True)
class Told:
    """The days that the text has told of, up to the mention that is read.

    day      the last one that is of the news, not of long ago
    last     the last one with a year, however long ago: "в декабре того же года"
    days     of the event of several days told of last
    week     the week told of last, counted from that of the publication: "на прошлой неделе … в среду"
    wide     the month or year of this sentence; wide_before: of the sentence before
    here     the day of this sentence, be it long ago, and its several days; before: those of the sentence before
    gone     of day, here and before: those that were over when the news was told, or are its day. What is told as past counts from them:
             "Подписание намечено на 16 июня. В тот же день посол встретился с ректором"
    """

    day: PartialDate | None = None
    last: PartialDate | None = None
    days: Period | None = None
    week: int | None = None
    wide: PartialDate | None = None
    wide_before: PartialDate | None = None
    here: PartialDate | None = None
    here_days: Period | None = None
    before: PartialDate | None = None
    before_days: Period | None = None
    gone: Days = field(default_factory=Days)

    def next_sentence(self) -> None:
        """What was told here was told before."""
        self.before, self.before_days, self.here, self.here_days = self.here, self.here_days, None, None
        self.wide_before, self.wide = self.wide, None
        self.gone.before, self.gone.here = self.gone.here, None

    def add(self, mention: DateMention, period: Period, *, long_ago: bool, to_come: bool) -> None:
        """A date that has come out."""
        start, end = period.start, period.end
        if mention.kind == "point":
            self.day = self.here = start
        if not to_come and (mention.kind == "point" or (mention.kind in ("date", "since", "dateline") and end is None and start.day)):
            self.gone.day = self.gone.day if long_ago and mention.kind != "point" else start
            self.gone.here = start
        relative = mention.relative
        if relative is not None and relative.unit in ("week", "weekday"):
            self.week = relative.shift if relative.unit == "week" else relative.week if relative.week is not None else self.week
        elif start.day and mention.kind != "until":
            self.week = None
        if mention.kind in ("date", "since", "dateline") and end is None and start.day:
            self.day = self.day if long_ago else start
            self.here = start
        if mention.kind in ("date", "since") and start.year:
            self.last = start
        if mention.kind == "date" and end is None and mention.relative is None:
            self.wide = start if not start.day else None
        if end is not None and start.day and start.year and end.day:
            self.days = period
            if mention.kind == "date":
                self.here_days = period

    def lose(self) -> None:
        """A day was told that nothing fixes: «в тот же день» behind it is unknown too."""
        self.day = self.here = self.before = self.here_days = self.before_days = None
        self.gone = Days()

    def base(self, shift: int, today: PartialDate | None = None, *, past: bool = False) -> PartialDate | None:
        """The day from which «днем позже» counts: of several days that are over the last one, from which «днем ранее» counts the first.

        past  what counts is told as past: no day that is still to come is meant
        """
        told: Days | Told = self.gone if past else self
        for day, days in ((told.here, self.here_days), (told.before, self.before_days)):
            if day is not None:
                return day
            if days is not None and shift and not (today is not None and covers(days, today)):
                return days.end if shift > 0 else days.start
        return told.day


def covers(days: Period, day: PartialDate) -> bool:
    """True if a day is one of several."""
    return days.start.lexical <= day.lexical <= (days.end or days.start).lexical


def counted(mention: DateMention, anchor: Anchor, told: Told) -> Period | None:
    """What a mention with a distance comes to; None where that from which it counts is not known."""
    relative = mention.relative
    assert relative is not None
    if relative.base == "told" and relative.shift > 0 and mention.tense == "future":
        if relative.unit != "day":
            return None  # "через год" is no more than a promise
        relative = Relative("now", relative.unit, relative.shift)  # "Через два дня откроется выставка"
    found = _UNITS[relative.unit](mention, relative, anchor, told)
    ahead = relative.base != "now" and relative.shift > 0 and mention.tense == "past" and found is not None and to_come(found, anchor)
    return None if ahead else found


def to_come(period: Period, anchor: Anchor) -> bool:
    """True if a period begins after the day of the news; False where that is not known."""
    today, start = anchor.today, period.start
    return today is not None and today.year is not None and start.year is not None and start.lexical > today.lexical[: len(start.lexical)]


def _years(mention: DateMention, relative: Relative, anchor: Anchor, told: Told) -> Period | None:
    near = anchor.near if relative.base == "now" else told.last or told.base(0)
    year = near.year if near else None
    if near is None or year is None:
        return mention.period
    if relative.other and (near.month is None or mention.season == "winter"):
        return None  # a winter has two years
    if relative.other and near.month is not None and near.month < _SEASON_OVER.get(mention.season, 1):
        year -= 1  # "минувшей осенью", told in May
    if mention.period is None:
        return Period(PartialDate(year + relative.shift)) if 1000 <= year + relative.shift <= 9999 else None
    start = valid(year + relative.shift, mention.period.start)
    end = mention.period.end and valid(year + relative.shift, mention.period.end)
    return Period(start, end) if start else mention.period


def _months(mention: DateMention, relative: Relative, anchor: Anchor, told: Told) -> Period | None:
    near = (anchor.today or anchor.near) if relative.base == "now" else told.base(0) or told.last
    if near is None or near.month is None:
        return None
    if near.year is None:
        return Period(PartialDate(None, (near.month - 1 + relative.shift) % 12 + 1))
    count = near.year * 12 + near.month - 1 + relative.shift
    return Period(PartialDate(count // 12, count % 12 + 1))


def _halves(mention: DateMention, relative: Relative, anchor: Anchor, told: Told) -> Period | None:
    """«полгода назад»: the year, where a month more or less makes no difference."""
    about = [_months(mention, Relative(relative.base, "month", 6 * relative.shift + n), anchor, told) for n in (-1, 1)]
    years = {p.start.year for p in about if p is not None}
    year = years.pop() if len(years) == 1 else None
    return Period(PartialDate(year)) if year is not None else None


def _weeks(mention: DateMention, relative: Relative, anchor: Anchor, told: Told) -> Period | None:
    """«на прошлой неделе», «неделю назад»: the month, where all days that it can have been are of one."""
    monday = _monday(anchor.today, relative.shift)
    if monday is None or anchor.today is None:
        return None
    first, last = relative.days or (0, 6)
    days = [shifted(monday, n) for n in range(first, last + 1)]
    told_days = [d for d in days if d is not None]
    if relative.shift == 0 and mention.tense == "past":
        told_days = [d for d in told_days if d.lexical <= anchor.today.lexical]
    elif relative.shift == 0 and mention.tense == "future":
        told_days = [d for d in told_days if d.lexical >= anchor.today.lexical]
    months = {(d.year, d.month) for d in told_days}
    return Period(PartialDate(*months.pop())) if len(months) == 1 else None


def _monday(today: PartialDate | None, weeks: int) -> PartialDate | None:
    if today is None or today.year is None or not today.day:
        return None
    return shifted(today, 7 * weeks - dt.date(today.year, today.month or 1, today.day).weekday())


def _days(mention: DateMention, relative: Relative, anchor: Anchor, told: Told) -> Period | None:
    if mention.kind == "point" and relative.base == "closing" and told.days is None:
        return None
    if relative.base == "told" and relative.shift == 0 and mention.tense == "future" and told.here is None and told.wide_before is not None:
        return Period(told.wide_before)  # "Визит намечен на октябрь. Тогда же пройдет заседание"
    day = _base(mention, relative, anchor, told)
    moved = shifted(day, relative.shift) if day is not None and day.day else None
    return Period(moved) if moved else None


def _base(mention: DateMention, relative: Relative, anchor: Anchor, told: Told) -> PartialDate | None:
    if relative.base == "now":
        return anchor.today
    if relative.base in ("opening", "closing") and told.days is not None:
        return told.days.start if relative.base == "opening" else told.days.end
    # "накануне" may count from the news, "назавтра" only from a day that was told
    day = told.base(relative.shift, anchor.today, past=mention.tense != "future")
    return day if day is not None or relative.shift > 0 or relative.base != "told" else anchor.today


def _weekdays(mention: DateMention, relative: Relative, anchor: Anchor, told: Told) -> Period | None:
    """The last such day up to the publication, or the next one if it is still to come; or that of the week that is named."""
    today = anchor.today
    if today is None or today.year is None or today.month is None or today.day is None:
        return None
    week = relative.week if relative.week is not None or mention.tense == "future" or relative.other else told.week
    if week is not None:
        monday = _monday(today, week)
        return _to(shifted(monday, relative.shift) if monday is not None else None, relative)
    now = dt.date(today.year, today.month, today.day).weekday()
    future = mention.tense == "future" or (mention.kind == "until" and mention.tense != "past")
    back = (now - relative.shift) % 7
    day = shifted(today, (relative.shift - now) % 7 if future else -(back or 7 * relative.other))
    return _to(day, relative)


def _to(last: PartialDate | None, relative: Relative) -> Period | None:
    """«с понедельника по среду»: some days, the last of which is known; otherwise that day alone."""
    first = shifted(last, -((relative.days[1] - relative.days[0]) % 7)) if last is not None and relative.days is not None else last
    if last is None or first is None:
        return None
    return Period(first, last) if first != last else Period(last)


_UNITS = {"day": _days, "week": _weeks, "month": _months, "half": _halves, "year": _years, "weekday": _weekdays}


def day_picked(month: PartialDate, n: int, weekday: int | None) -> PartialDate | None:
    """The n-th day or weekday of a month, counted from its end if n is negative; None without a year that decides it."""
    if month.month is None or (month.year is None and (weekday is not None or month.month == 2)):
        return None
    year = month.year or 2001
    days = [dt.date(year, month.month, d) for d in range(1, calendar.monthrange(year, month.month)[1] + 1)]
    fitting = [d for d in days if weekday is None or d.weekday() == weekday]
    at = n - 1 if n > 0 else n
    return PartialDate(month.year, month.month, fitting[at].day) if -len(fitting) <= at < len(fitting) else None


def valid(year: int, value: PartialDate) -> PartialDate | None:
    """`value` in a year; None for 29 February, or a year out of range."""
    try:
        return PartialDate(year, value.month, value.day)
    except ValueError:
        return None


def shifted(day: PartialDate, days: int) -> PartialDate | None:
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
