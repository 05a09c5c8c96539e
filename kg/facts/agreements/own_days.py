"""The day of signing that the sentence itself tells: in the document's name, in the clause of the signing, in front of it."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from kg.facts.agreements.owned import of_others, year_in_name
from kg.facts.agreements.scene import Reading
from kg.facts.agreements.sketches import Dated
from kg.facts.sentences.clauses import date_before_when, dates_of, nearest_date
from kg.facts.sentences.scenes import clauses, finite
from kg.facts.sentences.speaker import voices
from kg.facts.sentences.words import REPORTS
from kg.facts.story.so_far import Story
from kg.facts.time_and_place.when import asides
from kg.mentions.date_model import ResolvedDate
from kg.mentions.model import SentenceMentions
from kg.text.document import Token

_TERMED = frozenset("план программа карта контракт праграма кантракт plan programme program roadmap contract".split())  # a year in brackets may be that of the works
_FROM = frozenset("от ад dated".split())


@dataclass(frozen=True, slots=True)
class When:
    """The clause that tells of the signing: sentence, tokens, its reading, the sentence that leads a list."""

    i: int
    row: SentenceMentions
    reach: tuple[int, int]
    reading: Reading
    lead: int | None
    at: int  # token from which nearness is measured
    head: int = 0  # the noun that names the document
    above: tuple[int, int] | None = None  # the clause that introduces a list behind a colon


def date_in_name(story: Story, i: int, head: int) -> Dated | None:
    """«Соглашение … от 9 ноября 2022 года», "the memorandum dated …": the day stands in the document's name."""
    row = story.rows[i]
    tokens = row.tokens
    for k, d in dates_of(story, i):
        bracketed = head < k and _in_brackets(row, head, k)
        exact = d.period is not None and d.period.end is None and (bool(d.period.start.day) or (bracketed and bool(d.period.start.year) and tokens[head].lemma not in _TERMED))
        named = head < k and exact and (bracketed or tokens[k - 1].norm in _FROM or tokens[k - 1].text in ("of", "from"))
        if named and not any(finite(t) for t in tokens[head:k]) and not any(head < x.head < k for x in row.instruments):
            return d.period.start, story.evidence(i, "date-in-name")[0]  # type: ignore[union-attr]
    return None


def _in_brackets(row: SentenceMentions, head: int, k: int) -> bool:
    """«Соглашение о связи (Осло, 4 мая 2020 года)»."""
    city = next((p for p in row.places if p.last == k - 1 and row.tokens[k - 1].text == ","), None)
    opens = (city.first if city is not None else k) - 1
    return row.tokens[opens].text == "(" and not any(t.text in "();" for t in row.tokens[head:opens])


def year_before(story: Story, w: When) -> Dated | None:
    """"ratified the 2023 agreement", "amending their 2019 memorandum": English prints the year of signing in front."""
    ins = next((x for x in w.row.instruments if x.head == w.head), None) if story.language == "en" else None
    named = year_in_name(story, w.i, ins) if ins is not None else None
    return (named[1], story.evidence(w.i, "year-in-name")[0]) if named is not None and named[0] < w.head else None


def own_date(story: Story, w: When) -> Dated | None:
    """The day of the clause of the signing, else the only one of its sentence, or one in front of the words that report it."""
    others = of_others(story, w.i, w.head)
    dates = [(k, d) for k, d in dates_of(story, w.i) if k not in others and not _reported(w.row.tokens, k)]
    here = date_before_when(w.row.tokens, dates_of(story, w.i, ("date", "since")), w.at) or nearest_date(dates, *w.reach, at=w.at)
    if here is None:
        main = [c for c in clauses(w.row.tokens) if c[0] <= w.at < c[1]]
        here = nearest_date(dates, *main[0], at=w.at) if main and not w.reading.rule.startswith("own") else None
    inner = any(a <= dates[0][0] < b and not a <= w.at < b for a, b in asides(w.row.tokens)) if dates else False  # "к открытию форума, который начался 19 мая, уже подписан …"
    if here is None and len({d.period for _, d in dates}) == 1 and len(w.row.instruments) <= 1 and dates[0][0] < w.at and not inner:
        here = dates[0][1]
    if here is None:
        here = _before_frame(story, w, dates)
    if here is None or here.period is None or here.period.end is not None:
        return None
    # the day of an announcement stands only till the text gives that of the signing
    announced = w.reading.rule == "signing-announced" or _announced_then(w.row.tokens, here.span.end) or (w.reading.trigger is not None and w.reading.trigger.lemma == "announce")
    of_line = led_by_dateline(story, w.i) and w.row.places[:1] and w.row.places[0].first == 0 and here.span == dates_of(story, w.i)[0][1].span
    return here.period.start, story.evidence(w.i, "day-announced" if announced else "day-of-line" if of_line else "signing-date")[0]


def _before_frame(story: Story, w: When, dates: Sequence[tuple[int, ResolvedDate]]) -> ResolvedDate | None:
    """«Вчера, – сказал А, – мы подписали план»: a day alone in front of the words that report what follows."""
    voice = voices(story)[w.i]
    parts = voice.parts if voice is not None else ()
    for (a, b), (c, _) in itertools.pairwise(parts):
        if c <= w.at and not any(finite(t) for t in w.row.tokens[a:b]):
            return next((d for k, d in dates if a <= k < b), None)
    return None


def _reported(tokens: Sequence[Token], k: int) -> bool:
    """«…, сообщила в среду пресс-служба»: the day on which it was told, not on which it was done."""
    if tokens[0].norm in ("как", "як", "as") and k < 6 and any(t.lemma in REPORTS for t in tokens[1:6]) and any(t.text == "," for t in tokens[k : k + 6]):
        return True  # "Как сообщили 20 мая в министерстве, подписан …"
    return any(tokens[j].lemma in REPORTS and tokens[j].pos == "VERB" for j in range(max(0, k - 2), k)) and any(t.text == "," for t in tokens[max(0, k - 3) : k])


def _announced_then(tokens: Sequence[Token], end: int) -> bool:
    """"Northlink today announced that it has signed …": the day of the news."""
    k = next((k for k, t in enumerate(tokens) if t.start >= end), len(tokens))
    told = k + 2 < len(tokens) and tokens[k].pos == "VERB" and (tokens[k].lemma in REPORTS or tokens[k].lemma == "announce")
    return told and any(t.text == "that" for t in tokens[k + 1 : k + 3])


def led_by_dateline(story: Story, i: int) -> bool:
    """The only date of a sentence stands behind nothing but names of cities."""
    dates = dates_of(story, i)
    return len(dates) == 1 and 0 < dates[0][0] < 8 and all(t.pos in ("PROPN", "PUNCT", "X") or t.text.isdecimal() or any(p.first <= k < p.last for p in story.rows[i].places) for k, t in enumerate(story.rows[i].tokens[: dates[0][0]]))
