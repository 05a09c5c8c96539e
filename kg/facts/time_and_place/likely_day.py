"""The likeliest day of an event: the marks of all days that the release can mean, weighed by what annotated releases show.

The rules of `when` and `which_day` read a sentence exactly, and fail on wordings that nobody foresaw. The weights know no wording: they say how often
a day told in the clause, in the sentence before, in a heading, of the visit around it was the right one (`python -m benchmarks.learn_days`). The two
err on different releases; where the weights are sure that the rules erred, they decide.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from math import exp
from pathlib import Path

from kg.facts.periods import compatible, covers
from kg.facts.story.drafts import Draft, EventBook
from kg.facts.story.so_far import Story
from kg.facts.time_and_place.day_marks import DERIVED, Candidate, Told, candidates, told_dates

_OF_ITS_ACT = frozenset(["verb hold", "verb meet", "verb visit", "verb hold+meet", "verb hold+visit", "verb meet+visit"])
SURE = 0.9  # what decides against the rules, or where they are silent


def likely_days(story: Story, book: EventBook) -> None:
    """Give every event of a release the day that is by far the likeliest; leave the others as they are."""
    told = told_dates(story)
    for d in [d for d in book.drafts if not settled(d, told)] if told else ():
        found = candidates(story, book, d, told)
        likely, sure = likeliest(found)
        if sure < SURE or not may_take(d, found, likely):
            continue
        d.set_period(likely.period, likely.at if likely.at is not None else d.sentence, "likeliest-day")
        if d.period is not None and d.part_of is not None and d.part_of.period is not None and not covers(d.part_of.period, d.period.start):
            d.part_of = None


def may_take(d: Draft, found: Mapping[str | None, Candidate], likely: Candidate) -> bool:
    """Whether a candidate, if it is by far the likeliest, stands instead of what the rules found."""
    return _another(d, found, likely) if d.period is not None else _found(d, likely)


def _another(d: Draft, found: Mapping[str | None, Candidate], likely: Candidate) -> bool:
    """Another day than that of the rules, which is none that they counted from others («в выходные»: of the month)."""
    assert d.period is not None
    counted = d.period.start.lexical not in found
    return not counted and (likely.period is None or not compatible(likely.period, d.period))


def _found(d: Draft, likely: Candidate) -> bool:
    """A day for an event that has none; of its own sentences only that of an act of meeting: «4 мая рассказал о форуме» tells no day of it."""
    if likely.period is None or (d.closes is not None and likely.period.start == d.closes[0]):
        return False
    if d.container and d.part_of is not None and d.part_of.container:
        return False  # a section of a forum that lasts
    if likely.at in d.seen and not (d.held and likely.marks & _OF_ITS_ACT):
        return False
    return (d.group != "forum" or likely.at in d.seen) and (d.group != "meet" or likely.period.end is None)


def settled(d: Draft, told: Sequence[Told]) -> bool:
    """The rules counted the day from another, or it is the only one that the event's own sentence tells: no weighing is needed."""
    if d.period is None:
        return False
    return d.period_rule in DERIVED or (not d.period_rule and [t.period for t in told if t.at == d.sentence and t.own] == [d.period])


def likeliest(found: dict[str | None, Candidate]) -> tuple[Candidate, float]:
    """The candidate with the greatest weight, and its share of all (0 to 1)."""
    weighed = sorted(((_weight(c.marks), key or "", c) for key, c in found.items()), key=lambda x: (-x[0], x[1]))
    most = weighed[0][0]
    return weighed[0][2], 1 / sum(exp(w - most) for w, _, _ in weighed)


def _weight(marks: Iterable[str]) -> float:
    known = weights()
    return sum(known.get(m, 0) for m in marks) / 100


@cache
def weights() -> dict[str, int]:
    """Hundredths by mark, from the reviewed table kg/reference/day_weights.tsv."""
    text = (Path(__file__).parents[2] / "reference" / "day_weights.tsv").read_text(encoding="utf-8")
    return {mark: int(weight) for mark, weight in (line.split("\t") for line in text.splitlines() if not line.startswith("#"))}
