"""Small frozen values that every stage shares: spans, partial dates, evidence, claims.

An existing object is a valid one: the constructors raise ValueError on anything else.
"""

from __future__ import annotations

import calendar
from dataclasses import MISSING, dataclass, fields
from typing import Any, Generic, TypeVar

XSD = "http://www.w3.org/2001/XMLSchema#"


Made = TypeVar("Made")


def quick(kind: type[Made]) -> type[Made]:
    """A frozen dataclass with slots, of fields without factories, whose objects are made in a third of the time.

    Frozen ones set each field past their own refusal, at the price of a call. Here an object is of a class of the same layout that
    refuses nothing, until it has its fields. For values that are made by the hundred thousand. Nothing may be derived from them.
    """
    own: Any = kind
    layout = {"__slots__": own.__slots__, "__setattr__": object.__setattr__, "__orig_bases__": getattr(kind, "__orig_bases__", ())}
    known: dict[str, Any] = {"_new": object.__new__, "_unmade": type(f"_Unmade{kind.__name__}", kind.__bases__, layout), "_made": kind}
    parameters = []
    for f in fields(own):
        parameters.append(f.name if f.default is MISSING else f"{f.name}=_default_{f.name}")
        known[f"_default_{f.name}"] = f.default
    lines = [f"def __new__(cls, {', '.join(parameters)}):", " self = _new(_unmade)", *(f" self.{f.name} = {f.name}" for f in fields(own))]
    lines += [" self.__class__ = _made", *([" self.__post_init__()"] if hasattr(kind, "__post_init__") else []), " return self"]
    exec("\n".join(lines), known)
    own.__new__, own.__init__ = known["__new__"], object.__init__
    own.__reduce__ = lambda self: (kind, tuple(getattr(self, f.name) for f in fields(own)))
    return kind


@quick
@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open range [start, end) of code points in a release's text."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"not a span: {self.start}..{self.end}")

    def of(self, text: str) -> str:
        """The characters of `text` that the span covers."""
        return text[self.start : self.end]

    def covers(self, other: Span) -> bool:
        """True if `other` lies inside this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """True if the spans share at least one character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class PartialDate:
    """What a text supports of a date, never more: any of year, month, day may be unknown.

    Allowed: Y, Y-M, Y-M-D, M, M-D (xsd:gYear, gYearMonth, date, gMonth, gMonthDay).
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        y, m, d = self.year, self.month, self.day
        if y is None and m is None:
            raise ValueError("a date needs a year or a month")
        if d is not None and m is None:
            raise ValueError("a day needs a month")
        if y is not None and not 1000 <= y <= 9999:
            raise ValueError(f"year {y} is not of four digits")
        if m is not None and not 1 <= m <= 12:
            raise ValueError(f"no month {m}")
        # without a year, 29 February is a day that exists
        if d is not None and m is not None and not 1 <= d <= calendar.monthrange(y or 2000, m)[1]:
            raise ValueError(f"no day {d} in month {m}")

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Read the XSD lexical form ("2025-03", "--04-26", "--03", "2016"); ValueError otherwise."""
        body, year = text, None
        if text.startswith("--"):
            body = text[2:]
            parts = [int(p) for p in body.split("-")]
        else:
            year, *parts = (int(p) for p in body.split("-"))
        if len(parts) > 2:
            raise ValueError(f"not a date: {text!r}")
        value = cls(year, *parts)
        if value.lexical != text:
            raise ValueError(f"not a date: {text!r}")
        return value

    @property
    def lexical(self) -> str:
        """The XSD lexical form."""
        head = "-" if self.year is None else f"{self.year:04d}"
        month = "" if self.month is None else f"-{self.month:02d}"
        return head + month + ("" if self.day is None else f"-{self.day:02d}")

    @property
    def datatype(self) -> str:
        """The IRI of the XSD datatype of `lexical`."""
        if self.year is None:
            return XSD + ("gMonth" if self.day is None else "gMonthDay")
        return XSD + ("gYear" if self.month is None else "gYearMonth" if self.day is None else "date")

    @property
    def bounds(self) -> tuple[str, str] | None:
        """First and last possible day as ISO dates, or None when the year is unknown."""
        if self.year is None:
            return None
        first, last = self.month or 1, self.month or 12
        if self.day is not None:
            return (self.lexical, self.lexical)
        return (
            f"{self.year:04d}-{first:02d}-01",
            f"{self.year:04d}-{last:02d}-{calendar.monthrange(self.year, last)[1]:02d}",
        )


@dataclass(frozen=True, slots=True)
class Period:
    """From one partial date to another; `end` is None for a single day (or month, or year)."""

    start: PartialDate
    end: PartialDate | None = None


@quick
@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a release states a fact: the passage (sentence or list item), the rule that read it."""

    passage: Span
    rule: str


T = TypeVar("T")


@quick
@dataclass(frozen=True, slots=True)
class Claim(Generic[T]):
    """One value that a release states, and where; several passages may state the same."""

    value: T
    evidence: tuple[Evidence, ...]

    def __post_init__(self) -> None:
        if not self.evidence:
            raise ValueError("a claim without evidence")
