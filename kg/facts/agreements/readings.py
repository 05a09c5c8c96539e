"""What the clauses of a sentence say of a document, and whether that is news."""

from __future__ import annotations

from collections.abc import Iterator

from kg.facts.agreements.scene import Reading, Scene
from kg.facts.agreements.signing import told_event
from kg.facts.agreements.sketches import OF_ALL, OWN_DATES, Dated, Sketch
from kg.facts.agreements.status import read_status, signed
from kg.facts.sentences.scenes import Telling, tellings
from kg.facts.story.drafts import EventBook
from kg.facts.story.so_far import Story
from kg.mentions.model import InstrumentNamed, SentenceMentions

_TALKED = 3  # sentences of a paragraph back to the talks


def talks_before(story: Story, i: int) -> bool:
    """The sentences before, of the same paragraph, tell of talks or a meeting."""
    before = [r for r in story.rows[max(0, i - _TALKED) : i] if r.sentence.paragraph == story.rows[i].sentence.paragraph]
    return any(any(t.act in ("meet", "receive") and t.tense == "past" for t in r.triggers) or any(g.kind in ("talks", "meeting") for g in r.gatherings) for r in before)


def of_all(book: EventBook, ins: InstrumentNamed, i: int) -> bool:
    """A declaration of a gathering of many, or what "the ministers" sign who met last, of more than two states: they are more than the two whom the text names."""
    if ins.kind in OF_ALL:
        return any(len(d.countries) > 2 and d.seen and min(d.seen) <= i for d in book.drafts)
    last = told_event(book, i, dated=False)
    return last is not None and len(last.countries) > 2


def borrowed(date: Dated | None, current: Sketch | None, ins: InstrumentNamed) -> bool:
    """The day of signing is that of the story, or, where a word stands for the document ("подписи под ним"), that of the signing told before."""
    of_current = current is not None and current.signed is not None and date is not None and date[1] is current.signed[1]
    return date is not None and (date[1].rule not in OWN_DATES or (of_current and ins.first < ins.last))


def recalls(date: Dated, current: Sketch | None) -> bool:
    """A signing of an earlier year than the one told before is a look back."""
    old = current.signed[0] if current is not None and current.signed is not None else None
    return old is not None and old.year is not None and date[0].year is not None and date[0].year < old.year


def long_ago(story: Story, date: Dated) -> bool:
    """A signing of an earlier year than that of the release, and not of the weeks before: no news."""
    day, now = date[0], story.now
    if now is None or now.year is None:
        return day.year is not None and day.month is None  # "signed in Dubai in 2020"
    if day.year is None or day.year >= now.year:
        return False
    return now.year - day.year > 1 or (now.month or 1) > 2 or (day.month or 1) < 11


def readings(row: SentenceMentions, ins: InstrumentNamed, lead: SentenceMentions | None, nested: bool) -> Iterator[tuple[Telling, Reading]]:
    """What the clauses of a sentence say of an instrument; of one inside another's phrase only the clause that hangs on it."""
    for telling in tellings(row, ins, lead):
        if nested and not telling.own:
            continue
        tokens = lead.tokens if telling.led and lead is not None else row.tokens
        scene = Scene(tokens, ins, telling.acts, (0, len(tokens)) if telling.led else telling.reach, lead=telling.led or telling.far)
        reading = read_status(scene)
        if reading is None:
            continue
        # "подписано 29 мая 2015 года и действует с октября": signed as well
        if reading.rule in ("in-force", "approved", "implementing", "terminated") and (first := signed(scene)) is not None:
            yield telling, first
        yield telling, reading
