"""Days that something can have been on, ranked by where they come from: for events and for signings alike."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import IntEnum

from kg.facts.periods import compatible, covers
from kg.facts.story.drafts import Draft
from kg.mentions.model import PlaceNamed
from kg.values import Evidence, Period


class Rank(IntEnum):
    """How sure a day is, by where it comes from: the surest first."""

    NAME = 0  # part of its name: «соглашение от 9 ноября 2022 года»
    AGAIN = 1  # «тогда же», «следом»: that of what was told before
    OWN = 2  # of its own clause or sentence
    AFTER = 3  # told behind it: «Было это 4 мая», «Церемония состоялась вчера»
    LINE = 4  # the date in front of the sentence, behind nothing but a city
    LIST = 5  # of the sentence that leads the list
    NAMED = 6  # «в заключительный день визита»: a day of what lasts, named with it
    HEADING = 7  # «Вторник, 3 июня», a line by itself above it
    PARAGRAPH = 8  # told before in the same paragraph
    SETTING = 9  # of the event that the sentence names as its setting
    STAY = 10  # of the visit on which he who met was
    GATHERING = 11  # of the forum in which both took part
    LEAD = 12  # of the sentence that announces it
    STORY = 13  # the day to which the text has come, the event or the signing told last
    COURSE = 14  # the only day of which the release tells


@dataclass(frozen=True, slots=True)
class Day:
    """A day, or the days within which it was.

    at, rule  the sentence that tells it, and how: the evidence, unless another is given
    told      of days of one rank: the sentence in which each was told last
    whole     the event whose day it is, if that comes with it; place: the city
    """

    rank: Rank
    period: Period
    at: int
    rule: str
    told: int = 0
    whole: Draft | None = None
    place: tuple[PlaceNamed, int] | None = None
    evidence: Evidence | None = None


def best(days: Iterable[Day], least: Rank = Rank.COURSE) -> Day | None:
    """The surest day, of equally sure ones that told last; None where two contradict each other. One day of several is better than these."""
    ranked = sorted(days, key=lambda x: (x.rank, -x.told))
    if not ranked or ranked[0].rank > least:
        return None
    first = ranked[0]
    if any((x.rank, x.told) == (first.rank, first.told) and not compatible(x.period, first.period) for x in ranked):
        return None
    finer = next((x for x in ranked[1:] if x.rank is first.rank and _finer(x.period, first.period) and covers(first.period, x.period.start)), None)
    return first if finer is None else replace(first, period=finer.period, at=finer.at, rule=finer.rule, evidence=finer.evidence)


def _finer(a: Period, b: Period) -> bool:
    return bool(a.start.day) and a.end is None and (not b.start.day or b.end is not None)
