"""Where an event is that names no city: at home, in the house of a state's body, in the city of the agency's line, in the capital."""

from __future__ import annotations

from kg.facts.periods import covers
from kg.facts.sentences.clauses import places_in
from kg.facts.story.default_homes import line_of
from kg.facts.story.drafts import Draft, EventBook
from kg.facts.story.so_far import Story
from kg.facts.time_and_place.where import named_state
from kg.mentions.model import PlaceNamed
from kg.reference.places import is_capital
from kg.values import PartialDate

_CAPITAL = frozenset("столица сталіца capital".split())
_LEAD = 4  # sentences
_IN = frozenset("в во у ў in".split())


def where_signed(story: Story, d: Draft) -> None:
    """A gathering is in the city in which the sentence of its own first day, or the one before, tells of a signing."""
    if not d.container or d.place is not None or d.country is not None or d.period is None or d.planned:
        return
    for i in range(d.sentence, max(-1, d.sentence - 3), -1):
        row = story.rows[i]
        days = [x for x in story.dates[i] if x.period is not None and x.kind == "date"]
        places = places_in(row, 0, len(row.tokens))
        if (
            len({p.name for p in places}) == 1
            and len({x.period for x in days}) == 1
            and days[0].period is not None
            and covers(d.period, days[0].period.start)
            and days[0].period.start.day
        ):
            d.set_place(places[0], i)
            return


def at_home(story: Story, book: EventBook, d: Draft) -> None:
    """Held in the house of a state's body: the city is its capital if the release names it, or the dateline's."""
    if d.place is not None or d.group == "visit":
        return
    first = dateline(story)
    received = d.rule == "verb-meeting" and _received_at_home(story, d) and not d.background
    if first is not None and d.country is None and (first.iso in d.countries or (d.container and not d.countries)) and (received or _news_of(story, book, d, first)):
        d.set_place(first, first.sentence)
    if d.country is None or d.place is not None:
        return
    if first is not None and first.iso == d.country and (d.venue or _received_at_home(story, d)) and not d.background:
        d.set_place(first, first.sentence)
        return
    if d.venue is None:
        return
    named = [p for p in story.places() if p.iso == d.country and is_capital(p.name, d.country, story.language)]
    if named:
        d.set_place(named[0], named[0].sentence)


def _news_of(story: Story, book: EventBook, d: Draft, line: PlaceNamed) -> bool:
    """«МИНСК, 3 мая /БЕЛТА/. Министр сегодня провел переговоры с послом»: at home, if the text goes nowhere else."""
    told = (d.held or d.kind == "opening") and not (d.planned or d.background) and d.kind != "call"
    days = d.closes[0] if d.period is None and d.closes is not None and d.container else d.period.start if d.period is not None and (d.period.end is None or d.container) else None
    last = d.period.end if d.period is not None else None
    if not told or (d.countries and line.iso not in d.countries) or days is None or not (_day_of_line(story, days) or (last is not None and _day_of_line(story, last, days))):
        return False
    for o in book.drafts:
        away = (o.place is not None and o.place.name != line.name) or (o.group == "visit" and o.country not in (None, line.iso))
        if away and not o.planned and not o.background:
            return False
    for row in story.rows[: max(d.seen) + 1]:
        if any(p.name != line.name for p in places_in(row, 0, len(row.tokens))) or named_state(row, 0, len(row.tokens)) not in (None, line.iso):
            return False
    return True


def _day_of_line(story: Story, day: PartialDate, first: PartialDate | None = None) -> bool:
    """The day of the agency's line or of the publication, or the one before; or a day from the first one on."""
    lines = [x.period.start for row in story.dates[:3] for x in row if x.kind == "dateline" and x.period is not None]
    known = [*lines, *([story.now] if story.now is not None else [])]
    if first is not None and any(x.day and first.lexical <= x.lexical <= day.lexical for x in known):
        return True
    return any((day.year, day.month) == (x.year, x.month) and day.day and x.day and 0 <= x.day - day.day <= 1 for x in known)


def in_the_capital(story: Story, d: Draft) -> None:
    """«Вчера в столице Туркменистана прошло заседание», "runs in the Saudi capital": the city, where the release names it."""
    told_of = d.proper or d.people or d.countries
    if d.place is not None or d.background or d.period is None or not told_of:
        return
    line = dateline(story)
    for i in dict.fromkeys([*d.seen[:1], d.period_at if d.period_at is not None else d.seen[0]]):
        row = story.rows[i]
        at = next((k for k, t in enumerate(row.tokens) if t.lemma in _CAPITAL and k and any(x.norm in _IN for x in row.tokens[max(0, k - 3) : k])), None)
        if at is None:
            continue
        near = [c.iso for c in row.countries if at - 2 <= c.first <= at + 2]
        if d.planned and not near:
            return
        at_home = line.iso if line is not None and line.iso and is_capital(line.name, line.iso, story.language) else None
        iso = near[0] if near else d.country or at_home
        cities = {p.name.lower(): p for p in story.places() if p.iso == iso and is_capital(p.name, iso, story.language)} if iso else {}
        if len(cities) == 1:
            d.set_place(next(iter(cities.values())), i)
            return


def _received_at_home(story: Story, d: Draft) -> bool:
    return d.group == "meet" and d.sentence <= 3


def host(story: Story) -> str | None:
    """The one of the release's two states in which its line, or all its first places, lie."""
    line = dateline(story)
    near = {line.iso} if line is not None else {p.iso for row in story.rows[:_LEAD] for p in row.places if p.iso}
    return near.pop() if len(near) == 1 and near <= set(story.sides()[:2]) else None


def dateline(story: Story) -> PlaceNamed | None:
    """The city in front of the text: "УЛАН-БАТОР.", "Ташкент, Узбекистан (UzDaily.uz) --"."""
    return line_of(story.rows, story.document.release.has_headline)
