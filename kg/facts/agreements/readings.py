"""What the clauses of a sentence say of a document, and whether that is news."""

from __future__ import annotations

from collections.abc import Iterator

from kg.facts.agreements.scene import Reading, Scene
from kg.facts.agreements.sketches import OF_ALL, Dated, Sketch
from kg.facts.agreements.status import read_status, signed
from kg.facts.sentences.scenes import Telling, tellings
from kg.facts.story.drafts import EventBook
from kg.facts.story.so_far import Story
from kg.mentions.model import InstrumentNamed, SentenceMentions


def of_all(book: EventBook, ins: InstrumentNamed, i: int) -> bool:
    """A declaration of a gathering of many: the ministers who adopt it are more than the two whom the text names."""
    return ins.kind in OF_ALL and any(len(d.countries) > 2 and d.seen and min(d.seen) <= i for d in book.drafts)


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
