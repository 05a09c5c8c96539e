"""What a text says of time: mentions as printed, and what they come to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kg.values import Period, Span

Kind = Literal[
    "date",  # the time of something: "28 августа", "в марте 2025 г.", "вчера"
    "since",  # the beginning of something that lasts: "с 1 февраля 2016 года", "since 2019"
    "until",  # the end of something that lasts: "продлится до 19 августа"
    "deadline",  # not the date of an event: "до конца мая", "к 2030 году", "by the end of the year"
    "validity",  # years that something is made for or lasted: "на 2016-2022 годы", "с 2014 по 2018 год"
    "act",  # part of the number of a law or decree: "Указом … от 7 апреля 2022 г. № 136"
    "name-year",  # part of a name: "EXPO-2027", "CeBIT 2008"
    "point",  # the nth day of what lasts, of use to what is counted from it only: "в первый день форума"
    "dateline",  # the agency's line in front of the text: "НУР-СУЛТАН, 15 апреля. /ТАСС/."
]
Base = Literal["now", "told", "opening", "closing"]
Unit = Literal["day", "week", "month", "half", "year", "weekday"]
Grain = Literal["day", "week", "month", "quarter", "half", "season", "year"]


@dataclass(frozen=True, slots=True)
class Relative:
    """What must be known before a mention is a date.

    base   "now": counted from the publication; "told": from the day that the text told of last; "opening", "closing": from the first or
           the last day of what lasts several days
    unit   what `shift` counts; for "weekday" the shift is the number of the day, Monday 0
    week   of a weekday: of which week, counted from that of the publication; None: the nearest such day
    other  of a weekday: not the day of the publication itself ("в прошлую пятницу", told on a Friday)
    days   of a week: only these of its days ("в начале недели"); of weekdays: from this to that ("с понедельника по среду")
    """

    base: Base
    unit: Unit
    shift: int
    week: int | None = None
    other: bool = False
    days: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date as printed.

    span        its place in the text that was given (moved by `offset`)
    phrase      the characters that it covers
    period      what is printed, perhaps without a year; None if that is no part of a date ("вчера", "осенью")
    relative    what is to be added, or None; "в марте т.г." has both
    tense       what the verb near it says: "past", "future" or ""
    background  the sentence recalls something older ("Справочно", "предыдущее соглашение")
    named       behind "от", "dated": part of a document's name
    pick        of a month: (1, 4) its first Friday, (-1, 6) its last Sunday, (-1, None) its last day, (20, None) its 20th
    report      the day on which something was reported or published, and not done
    season      "winter", "spring", "summer", "autumn", "half 1", "quarter 4" or ""
    """

    span: Span
    phrase: str
    kind: Kind
    grain: Grain
    period: Period | None = None
    relative: Relative | None = None
    tense: Literal["past", "future", ""] = ""
    background: bool = False
    season: str = ""
    named: bool = False  # behind "от": part of a document's name
    pick: tuple[int, int | None] | None = None
    which: Literal["last", "next", ""] = ""  # "last May": the one before this day, however near the next one is
    report: bool = False


@dataclass(frozen=True, slots=True)
class ResolvedDate:
    """A mention and what it comes to, None where nothing is certain. Never more than text and publication support."""

    mention: DateMention
    period: Period | None

    @property
    def span(self) -> Span:
        """Place of the mention."""
        return self.mention.span

    @property
    def kind(self) -> Kind:
        """Kind of the mention."""
        return self.mention.kind
