"""What agreements and events of different releases are compared by: dates, sides, words."""

from __future__ import annotations

from kg.facts.model import Ref
from kg.values import Claim, PartialDate


def best_date(claims: tuple[Claim[PartialDate], ...]) -> PartialDate | None:
    """The most exact date claimed; the earliest of equally exact ones."""
    dates = [c.value for c in claims]
    return min(dates, key=lambda d: (-exactness(d), d.lexical), default=None)


def exactness(date: PartialDate) -> int:
    """How many of year, month and day are known, the year counting most."""
    return 4 * (date.year is not None) + 2 * (date.month is not None) + (date.day is not None)


def whole(date: PartialDate | None) -> bool:
    """True for a full date."""
    return date is not None and date.year is not None and date.day is not None


def dates_clash(a: PartialDate | None, b: PartialDate | None) -> bool:
    """True if no day can be meant by both."""
    if a is None or b is None:
        return False
    pairs = ((a.year, b.year), (a.month, b.month), (a.day, b.day))
    return any(x is not None and y is not None and x != y for x, y in pairs)


def values(claims: tuple[Claim[str], ...]) -> frozenset[str]:
    """The values of claims."""
    return frozenset(c.value for c in claims)


def refs(claims: tuple[Claim[Ref], ...]) -> list[Ref]:
    """The things that claims name, each once."""
    return list(dict.fromkeys(c.value for c in claims))
