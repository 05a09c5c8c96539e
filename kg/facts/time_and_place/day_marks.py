"""What speaks for and against each day on which an event can have been: marks, named by strings, that `likely_day` weighs.

A mark says where the text tells a day in relation to the event (same clause, the sentence before, a heading), what kind of date it is, how old it
is beside the publication, which other event it belongs to. Marks name no word, person or place of a text.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from kg.facts.sentences.clauses import clause, of_report, token_at
from kg.facts.sentences.words import REPORTS
from kg.facts.story.drafts import Draft, EventBook
from kg.facts.story.so_far import Story
from kg.facts.time_and_place.timeline import is_heading
from kg.mentions.date_model import ResolvedDate
from kg.mentions.model import SentenceMentions
from kg.values import PartialDate, Period

_KINDS = frozenset(["date", "since", "until", "dateline", "point", "name-year"])
_OWN = frozenset(["date", "since"])
_ACTS = frozenset(["hold", "meet", "visit", "sign"])
_TELLING = frozenset(["hold", "meet", "visit", "sign", "plan", "invite"])
_ACTS_OF = {"meet": {"meet"}, "session": {"hold", "meet"}, "forum": {"hold"}, "visit": {"visit"}}
_AGES = 0, 1, 7, 60, 400  # days before the publication
DERIVED = frozenset("closing-day first-day day-of-event day-of-heading line-above day-in-front day-of-news put-off-to date-told-on days-told-on same-days".split())


@dataclass(slots=True)
class Candidate:
    """A day (or month, or year) that can be an event's first, None for none: its marks, the period it begins, the sentence that tells it."""

    period: Period | None
    at: int | None
    marks: set[str] = field(default_factory=set)
    far: int = 1 << 30  # sentences between it and the event


@dataclass(frozen=True, slots=True)
class Told:
    """A date of the text: sentence, token, what is true of it whatever the event."""

    at: int
    token: int
    date: ResolvedDate
    period: Period
    marks: tuple[str, ...]
    age: str

    @property
    def own(self) -> bool:
        """It says when something was or is to be."""
        return self.date.kind in _OWN

    @property
    def of_a_day(self) -> bool:
        """It is a day, and no month or year."""
        return self.own and self.period.start.day is not None


def told_dates(story: Story) -> list[Told]:
    """The dates of a release but those of reports («сообщили 20 мая»), in its order, with the marks that no event changes."""
    out: list[Told] = []
    for j, dates in enumerate(story.dates):
        row = story.rows[j]
        for x in dates:
            if x.period is not None and x.kind in _KINDS and not of_report(row, k := token_at(row, x.span.start)):
                out.append(Told(j, min(k, len(row.tokens) - 1), x, x.period, tuple(_alone(story, j, x, x.period)), _age(story, x.period.start)))
    return out


def _alone(story: Story, j: int, x: ResolvedDate, period: Period) -> Iterable[str]:
    row, mention = story.rows[j], x.mention
    yield f"kind {x.kind}{' range' if period.end else ''}"
    yield f"grain {'day' if period.start.day else 'month' if period.start.month else 'year'}"
    if period.start.year is None:
        yield "no year"
    if mention.named:
        yield "named"
    if mention.report:
        yield "report"
    if mention.relative is not None:
        yield f"relative {mention.relative.base} {mention.relative.unit}"
    if row.sentence.title:
        yield "title"


def _age(story: Story, day: PartialDate) -> str:
    published = story.document.release.published
    if published is None or not (day.year and day.month and day.day):
        return ""
    days = (dt.date(published.year or 1, published.month or 1, published.day or 1) - dt.date(day.year, day.month, day.day)).days
    return "ahead" if days < 0 else _up_to(days, _AGES)


def _up_to(n: int, limits: Sequence[int]) -> str:
    k = bisect_left(limits, n)
    return f"<={limits[k]}" if k < len(limits) else f">{limits[-1]}"


def _away(n: int) -> str:
    """How many sentences behind (+) or before (-) the event."""
    return "0" if n == 0 else f"-{_up_to(-n, (1, 2, 3, 4))}" if n < 0 else f"+{_up_to(n, (1, 2, 3))}"


def candidates(story: Story, book: EventBook, d: Draft, told: Sequence[Told]) -> dict[str | None, Candidate]:
    """All days that the release can mean for an event, by their lexical form; None for no day."""
    out: dict[str | None, Candidate] = {}
    own = sum(t.own for t in told if t.at == d.sentence)
    first = next((t for t in told if t.of_a_day), None)
    last = next((t for t in reversed(told) if t.at < d.sentence and t.of_a_day and not t.date.mention.background), None)
    for t in told:
        marks = [*t.marks, *_beside(story, d, t, told, own)]
        if t is last:
            marks.append("told last")
        if t is first:
            marks.append("told first")
        _add(out, t.period, t.at, _with_kind(d, marks), abs(t.at - _nearest(d, t.at)))
    for o in book.drafts:
        if o is not d and o.period is not None:
            marks = list(_other(d, o, own))
            at = o.period_at if o.period_at is not None else o.sentence
            _add(out, o.period, at, marks, 99)
            if o.period.end is not None and o.period.end.day:
                _add(out, Period(o.period.end), at, [f"end of {m}" for m in marks], 99)
    if d.period is not None and d.period_rule in DERIVED:
        _add(out, d.period, d.period_at, ["derived", f"derived {d.period_rule}"], -1)
    held = "planned" if d.planned else "held"
    before = "told before" if last is not None else "none before"
    none = ["none", f"none {d.group}", f"none {held}", f"none own {_up_to(own, (0, 1))}", f"none inner {d.inner}", f"none background {d.background}", f"none {before}", f"none by {d.rule}"]
    none += [f"none by {d.rule} {before}", f"none {d.group} {held} own {_up_to(own, (0,))} background {d.background}"]
    out[None] = Candidate(None, None, set(none))
    return out


def _add(out: dict[str | None, Candidate], period: Period, at: int | None, marks: Iterable[str], far: int) -> None:
    key = period.start.lexical
    found = out.setdefault(key, Candidate(period, at))
    found.marks.update(marks)
    if far < found.far:
        found.period, found.at, found.far = period, at, far


def _nearest(d: Draft, j: int) -> int:
    """The sentence that tells of an event, nearest to sentence j."""
    return min(d.seen or [d.sentence], key=lambda s: (abs(j - s), s))


def _with_kind(d: Draft, marks: list[str]) -> list[str]:
    """Some marks mean another thing for a visit than for talks, and for what is recalled."""
    more = [f"{m} | {d.group}" for m in marks if m.startswith(("away", "kind", "grain", "age", "told", "of its", "of some", "of all", "with an act"))]
    if d.background:
        more += [f"{m} | background" for m in marks if m.startswith(("away", "grain", "age"))]
    if d.inner:
        more += [f"{m} | inner" for m in marks if m.startswith(("away", "grain"))]
    return [*marks, *more]


def _beside(story: Story, d: Draft, t: Told, told: Sequence[Told], own: int) -> Iterable[str]:
    """Where a date stands beside an event."""
    row, mention, held = story.rows[t.at], t.date.mention, "planned" if d.planned else "held"
    near = _nearest(d, t.at)
    yield f"away {_away(t.at - near)}"
    yield f"away {_away(t.at - near)} own {_up_to(own, (0, 1, 2))}"
    yield f"from main {_away(t.at - d.sentence)}"
    yield "same paragraph" if row.sentence.paragraph == story.rows[d.sentence].sentence.paragraph else "other paragraph"
    if mention.background:
        yield f"date recalled, event {'recalled' if d.background else 'not'}"
    if mention.tense:
        yield f"tense {mention.tense} {held}"
    if t.age:
        yield f"age {t.age}"
        yield f"age {t.age} {held}"
    if is_heading(story, t.at):
        yield f"heading {'above' if t.at <= d.sentence else 'below'}"
    if t.at == near:
        yield from _in_sentence(story, d, t, sum(x.own for x in told if x.at == t.at))
    else:
        between = sum(x.of_a_day and ((t.at, t.token) < (x.at, x.token) and x.at < near if t.at < near else near < x.at < t.at) for x in told)
        yield f"between {_up_to(between, (0, 1))}"
        if any(x.own and x.at == near for x in told):
            yield "event's sentence has a date"
        acts = {x.act for x in row.triggers}
        yield "with an act of its kind" if acts & _ACTS_OF.get(d.group, _ACTS) else "with an act" if acts & _ACTS else "without an act"
        yield from _of_its_sides(story, d, t)
        if row.gatherings:
            yield f"with an event{' of its kind' if any(g.kind == d.kind for g in row.gatherings) else ''}"


def _of_its_sides(story: Story, d: Draft, t: Told) -> Iterable[str]:
    """Whom and what the sentence of a date names of an event."""
    row = story.rows[t.at]
    if row.persons:
        yield "of its people" if any(story.person(p) in d.people for p in row.persons) else "of other people"
    if row.countries and d.countries:
        states = {c.iso for c in row.countries}
        yield "of all its states" if states >= set(d.countries) else "of some of its states" if states & set(d.countries) else "of other states"
    if row.places:
        yield "in its city" if d.place is not None and any(p.name == d.place.name for p in row.places) else "in another city" if d.place is not None else "in a city"


def _in_sentence(story: Story, d: Draft, t: Told, dates: int) -> Iterable[str]:
    """Where a date stands in a sentence that tells of the event itself."""
    row, k = story.rows[t.at], t.token
    yield f"dates {_up_to(dates, (1, 2, 3))}"
    if t.at == d.sentence:
        yield "main sentence"
    heads = [g.head for g in row.gatherings if g.kind == d.kind]
    heads = heads or [g.head for g in row.gatherings if row.tokens[g.head].lemma == d.head] + [x.first for x in row.triggers if x.act in _ACTS or x.act in ("receive", "plan")]
    if not heads:
        return
    head = min(heads, key=lambda h: abs(h - k))
    first, last = clause(row.tokens, head)
    inside = "inside" if first <= k < last else "outside"
    yield f"clause {inside}"
    yield f"clause {inside} dates {_up_to(dates, (1, 2))}"
    yield from _governing(row, k, head, inside)
    yield f"tokens {_up_to(abs(head - k), (2, 5, 10, 20))}"
    yield "in front" if k < head else "behind"
    if any(g.kind != d.kind and abs(g.head - k) < abs(head - k) for g in row.gatherings):
        yield "nearer to another event"
    if any(abs(i.head - k) < abs(head - k) for i in row.instruments):
        yield "nearer to a document"
    if any(x.text == "(" for x in row.tokens[max(0, k - 2) : k]):
        yield "in brackets"
    if k <= 3:
        yield "first words"


def _governing(row: SentenceMentions, k: int, head: int, inside: str) -> Iterable[str]:
    """The verb of a date's clause, and as what the event stands in it: «4 мая рассказал о форуме», «4 мая прошел форум»."""
    first, last = clause(row.tokens, k)
    acts = sorted({t.act for t in row.triggers if first <= t.first < last and t.act in _TELLING})
    told = any(t.lemma in REPORTS for t in row.tokens[first:last])
    verbs = any(t.pos == "VERB" for t in row.tokens[first:last])
    verb = "+".join(acts) or ("report" if told else "other verb" if verbs else "no verb")
    token = row.tokens[head]
    front = next((t.norm for t in reversed(row.tokens[max(0, head - 4) : head]) if t.pos == "ADP"), "")
    case = f"{token.case}{' behind ' + front if front and token.case != 'Nom' else ''}" if token.pos == "NOUN" else token.pos
    yield f"verb {verb}"
    yield f"event {case}"
    yield f"verb {verb} event {case}"
    yield f"event {case} {inside}"


def _other(d: Draft, o: Draft, own: int) -> Iterable[str]:
    """A day that is another event's: how the two hang together."""
    by = min((abs(a - b), a - b) for a in d.seen or [d.sentence] for b in o.seen or [o.sentence])
    kinds = f"{o.group} for {d.group}"
    shared = "people" if set(o.people) & set(d.people) else "states" if set(o.countries) & set(d.countries) else "nothing"
    lasts = "lasting" if o.period is not None and o.period.end is not None else "short"
    marks = [f"of {kinds}", f"of an event {_up_to(by[0], (0, 1, 2, 4))} {'before' if by[1] >= 0 else 'behind'}", f"of {lasts} {kinds}, shared {shared}"]
    if d.part_of is o:
        marks.append(f"of its whole, {lasts}")
    if o.planned != d.planned:
        marks.append("of an event, one of the two planned")
    if o.background != d.background:
        marks.append("of an event, one of the two recalled")
    if d.place is not None and o.place is not None and d.place.name == o.place.name:
        marks.append("of an event in its city")
    yield from marks
    yield from (f"{m}, own {_up_to(own, (0,))}" for m in marks)
