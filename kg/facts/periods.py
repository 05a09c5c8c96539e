"""Which periods and days agree, as far as both are known."""

from __future__ import annotations

from dataclasses import replace

from kg.values import PartialDate, Period

_MONTHS_BACK = 2  # what is older is no news


def compatible(a: Period, b: Period) -> bool:
    """One period is, or lies within, the other as far as both are known."""
    if a == b:
        return True
    if a.end and b.end:
        return (covers(a, b.start) and covers(a, b.end)) or (covers(b, a.start) and covers(b, a.end))
    whole, part = (a, b) if a.end else (b, a)
    return covers(whole, part.start) or (not whole.end and covers(part, whole.start))


def covers(period: Period, day: PartialDate) -> bool:
    """A day, month or year lies within a period; what is unknown of either does not count against it."""
    if period.end is None:
        return _agree(period.start, day)
    if period.start.year is not None and day.year is None:
        day = replace(day, year=period.start.year)
    first, last, at = period.start.lexical, period.end.lexical, day.lexical
    if len(first) == len(at) == len(last):
        return first <= at <= last
    return at.startswith(first) or at.startswith(last) or first.startswith(at) or last.startswith(at)


def _agree(a: PartialDate, b: PartialDate) -> bool:
    return all(x is None or y is None or x == y for x, y in ((a.year, b.year), (a.month, b.month), (a.day, b.day)))


def long_past(period: Period | None, now: PartialDate | None) -> bool:
    """True if a period lies months before the news."""
    if period is None or now is None or None in (period.start.year, period.start.month, now.year, now.month):
        return False
    months = ((now.year or 0) - (period.start.year or 0)) * 12 + (now.month or 0) - (period.start.month or 0)
    return months > _MONTHS_BACK
