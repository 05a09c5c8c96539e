"""When and where an agreement was signed: by its own sentence, the list it stands in, the signing told before, the event."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from kg.facts.agreements.owned import of_others, year_in_name
from kg.facts.agreements.scene import Reading
from kg.facts.agreements.sketches import Dated, Sketch
from kg.facts.periods import covers
from kg.facts.sentences.afterwards import it_was, told_after
from kg.facts.sentences.clauses import date_before_when, dates_of, nearest_date, places_in, token_at
from kg.facts.sentences.scenes import clauses, finite
from kg.facts.sentences.speaker import voices
from kg.facts.sentences.words import REPORTS
from kg.facts.story.drafts import Draft, EventBook
from kg.facts.story.so_far import Story
from kg.facts.time_and_place.back import OLDER
from kg.facts.time_and_place.timeline import day_at, day_of_event
from kg.facts.time_and_place.when import asides
from kg.mentions.date_model import ResolvedDate
from kg.mentions.model import SentenceMentions
from kg.text.document import Token, lemmas, norms
from kg.values import Evidence, PartialDate, Period

_LAST_DAY = frozenset("заключительный последний завершающий final last апошні".split())
_CLOSING = frozenset("завершить завершиться закрыться закрываться закончиться close conclude end".split())
_STAYS = frozenset("визит поездка форум выставка конференция саммит конгресс заседание сессия visit forum".split())
_WITHIN = frozenset("ход рамка поле кулуары during course sideline sidelines margin margins framework".split())
_FROM = frozenset("от ад dated".split())
_CEREMONIES = frozenset("церемония подписание цырымония падпісанне ceremony signing".split())
_DONE = ("signed", "in-force", "implementing")


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


_OLDER_FORMS = OLDER | {"уже", "ужо"}


def older(row: SentenceMentions, reach: tuple[int, int]) -> bool:
    """«ранее», «предыдущее соглашение»: not of the day that the release tells of."""
    if OLDER.isdisjoint(lemmas(row.tokens)) and _OLDER_FORMS.isdisjoint(norms(row.tokens)):
        return False
    words = row.tokens[reach[0] : reach[1] + 1]
    for k, t in enumerate(words[: reach[1] - reach[0]]):
        if t.norm in ("уже", "ужо"):  # "уже подписан", but "уже в Белграде"
            if k + 1 < len(words) and words[k + 1].pos in ("VERB", "AUX", "ADJ"):
                return True
        elif t.lemma in OLDER or t.norm in OLDER:
            return True
    return False


def headline(story: Story, i: int) -> bool:
    """True if sentence i is the release's headline."""
    return story.rows[i].sentence.title and story.document.release.has_headline


def signing_date(story: Story, book: EventBook, w: When, current: Sketch | None) -> Dated | None:
    """The day of signing and the sentence that gives it; `current` is the signing told last as news of the release."""
    if w.reading.status not in _DONE or w.reading.trigger is None:
        return None
    dated = date_in_name(story, w.i, w.head) or _year_before(story, w)
    if dated is not None or w.reading.rule in ("in-force", "implementing", "awaits"):
        return dated
    if _then_too(w.row, w.reach):
        for j in (w.i - 1, w.i - 2):
            days = {d.period for _, d in dates_of(story, j)} if j >= 0 else set()
            if len(days) == 1 and (only := next(iter(days))) is not None and only.end is None and only.start.day:
                return only.start, story.evidence(j, "date-told-before")[0]
        last = day_at(story, book.drafts, w.i)
        if current is not None and current.signed is not None and (last is None or last[1] <= max(current.sentences, default=0) or (last[1] == w.i and last[0].start == story.document.release.published)):
            return current.signed[0], current.signed[1]
    after = _ceremony(story, w)
    here = _own_date(story, w) if after is None or not _led_by_dateline(story, w.i) else None  # "Рига, 29 июня. А и Б подписали …. Церемония прошла вчера"
    if here is not None or w.reading.rule == "since-signing":
        return here  # «с момента подписания меморандума прошел год»: no day of the story
    if after is not None:
        return after
    if w.lead is not None:
        above = [d for _, d in dates_of(story, w.lead)]
        if above and above[0].period is not None and above[0].period.end is None:
            return above[0].period.start, story.evidence(w.lead, "signing-date-of-list")[0]
    if w.lead is not None and older(story.rows[w.lead], (0, len(story.rows[w.lead].tokens))):
        return None
    if older(w.row, w.reach) or headline(story, w.i) or _recalled(story, w) or _some_other_day(story, w):
        return None
    named = _named_day(story, book, w)
    if named is not None:
        return named
    stay = _during_stay(story, book, w)
    if stay is not None:
        return stay
    day, event = day_at(story, book.drafts, w.i), told_event(book, w.i)
    told = max((s for s in event.seen if s <= w.i), default=-1) if event is not None else -1
    newer = day is not None and day[1] > told  # "10 февраля", a line by itself, behind the talks of the 9th
    # within a visit of several days the day to which the text has come
    newer |= day is not None and event is not None and event.period is not None and event.period.end is not None and covers(event.period, day[0].start)
    if current is not None and current.signed is not None and (day is None or day[1] <= max(current.sentences, default=0)):
        return current.signed[0], current.signed[1]
    found = None if newer else _of_event(story, book, w)
    return found or _told_before(story, book, w)


def _then_too(row: SentenceMentions, reach: tuple[int, int]) -> bool:
    """«Тогда же подписан …», «Следом …»: on the day told last, else on that of the signing told before."""
    words = [t.norm for t in row.tokens[reach[0] : reach[0] + 3]]
    return words[:2] in (["тогда", "же"], ["тут", "же"]) or words[:1] in (["следом"], ["тогда-то"])


def _named_day(story: Story, book: EventBook, w: When) -> Dated | None:
    """«В день открытия форума подписан …», «в заключительный день визита», also in the sentence that leads the list."""
    i, reach = (w.i, w.reach) if w.lead is None else (w.lead, (0, len(story.rows[w.lead].tokens)))
    found = day_of_event(story, book.drafts, i, *reach)
    if found is None or found[1].period_at is None:
        return None
    return found[0], story.evidence(found[1].period_at, "day-of-event")[0]


def date_in_name(story: Story, i: int, head: int) -> Dated | None:
    """«Соглашение … от 9 ноября 2022 года», "the memorandum dated …": the day stands in the document's name."""
    row = story.rows[i]
    tokens = row.tokens
    for k, d in dates_of(story, i):
        named = head < k and (tokens[k - 1].norm in _FROM or tokens[k - 1].text in ("of", "from")) and d.period is not None and d.period.end is None and bool(d.period.start.day)
        if named and not any(finite(t) for t in tokens[head:k]) and not any(head < x.head < k for x in row.instruments):
            return d.period.start, story.evidence(i, "date-in-name")[0]  # type: ignore[union-attr]
    return None


def _year_before(story: Story, w: When) -> Dated | None:
    """"ratified the 2023 agreement", "amending their 2019 memorandum": English prints the year of signing in front."""
    ins = next((x for x in w.row.instruments if x.head == w.head), None) if story.language == "en" else None
    named = year_in_name(story, w.i, ins) if ins is not None else None
    return (named[1], story.evidence(w.i, "year-in-name")[0]) if named is not None and named[0] < w.head else None


def _ceremony(story: Story, w: When) -> Dated | None:
    """«А и Б подписали соглашение. Церемония состоялась сегодня в Риге»."""
    j = told_after(story, w.i) or w.i + 1
    if j >= len(story.rows) or w.lead is not None:
        return None
    row = story.rows[j]
    first = next((t for t in row.tokens if t.is_word and t.norm not in ("the", "сама", "сам", "само")), None)
    it_happened = it_was(row)
    ceremony = first is not None and first.lemma in _CEREMONIES and any(t.act == "hold" and t.tense == "past" for t in row.triggers)
    if not (ceremony or it_happened or told_after(story, w.i)):
        return None
    day = nearest_date(dates_of(story, j), 0, len(row.tokens), at=0)
    if day is None or day.period is None or day.period.end is not None:
        return None
    return day.period.start, story.evidence(j, "date-of-ceremony")[0]


def _led_by_dateline(story: Story, i: int) -> bool:
    """The only date of a sentence stands behind nothing but names of cities."""
    dates = dates_of(story, i)
    return len(dates) == 1 and 0 < dates[0][0] < 8 and all(t.pos in ("PROPN", "PUNCT", "X") or t.text.isdecimal() or any(p.first <= k < p.last for p in story.rows[i].places) for k, t in enumerate(story.rows[i].tokens[: dates[0][0]]))


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


def _own_date(story: Story, w: When) -> Dated | None:
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
    of_line = _led_by_dateline(story, w.i) and w.row.places[:1] and w.row.places[0].first == 0 and here.span == dates_of(story, w.i)[0][1].span
    return here.period.start, story.evidence(w.i, "day-announced" if announced else "day-of-line" if of_line else "signing-date")[0]


def _some_other_day(story: Story, w: When) -> bool:
    """«Накануне визита подписан …», «на прошлой неделе»: told by a distance from what is not known, and so not of the day told before."""
    counted = [d for d in story.dates[w.i] if d.kind == "date" and d.period is None and d.mention.relative is not None and d.mention.relative.shift]
    return any(w.reach[0] <= token_at(w.row, d.mention.span.start) < w.reach[1] for d in counted)


def _before_frame(story: Story, w: When, dates: Sequence[tuple[int, ResolvedDate]]) -> ResolvedDate | None:
    """«Вчера, – сказал А, – мы подписали план»: a day alone in front of the words that report what follows."""
    voice = voices(story)[w.i]
    parts = voice.parts if voice is not None else ()
    for (a, b), (c, _) in itertools.pairwise(parts):
        if c <= w.at and not any(finite(t) for t in w.row.tokens[a:b]):
            return next((d for k, d in dates if a <= k < b), None)
    return None


def _recalled(story: Story, w: When) -> bool:
    """The sentence speaks of another time, which it does not date as a day of the news."""
    return any(d.mention.background for d in story.dates[w.i])


def _of_event(story: Story, book: EventBook, w: When) -> Dated | None:
    event = told_event(book, w.i)
    if event is None or event.period is None or event.period_at is None:
        return None
    evidence = story.evidence(event.period_at, "date-of-event")[0]
    for k, t in enumerate(w.row.tokens[w.reach[0] + 1 : w.reach[1]], w.reach[0]):
        if t.lemma in ("день", "day", "дзень") and w.row.tokens[k].lemma in _LAST_DAY and event.period.end is None:
            return _closing_day(story, w.i)
    if event.period.end is None:
        return event.period.start, evidence
    return _month(event.period, evidence)


def _during_stay(story: Story, book: EventBook, w: When) -> Dated | None:
    """«В ходе визита также подписаны …»: some day of the visit, if it lasted several."""
    lead = w.lead if w.lead is not None else story.lead(w.i)
    row = story.rows[w.i if lead is None else lead]
    words = {t.lemma for t in row.tokens}
    at = any(t.norm in ("на", "at") and any(x.lemma in _STAYS and x.case in ("Loc", "") for x in row.tokens[k + 1 : k + 4]) for k, t in enumerate(row.tokens))
    if not words & _STAYS or not (words & _WITHIN or at):
        return None
    stays = [d for d in book.drafts if (d.kind == "visit" or d.container) and d.seen and min(d.seen) <= w.i and d.period is not None and not d.planned]
    stays = [d for d in stays if d.head in words] or stays
    if not stays or stays[-1].period is None or stays[-1].period_at is None:
        return None
    if stays[-1].period.end is None:
        day = stays[-1].period.start
        return (day, story.evidence(stays[-1].period_at, "date-of-event")[0]) if day.day else None
    return _month(stays[-1].period, story.evidence(stays[-1].period_at, "date-of-event")[0])


def _month(period: Period, evidence: Evidence) -> Dated | None:
    """Somewhere in the days of an event: its month, if they are of one."""
    a, b = period.start, period.end
    if b is None or a.month is None or (a.year, a.month) != (b.year, b.month):
        return None
    return PartialDate(a.year, a.month), evidence


def _closing_day(story: Story, i: int) -> Dated | None:
    """The day of "сегодня закрывается конгресс", "завершило работу заседание", told before sentence i."""
    for j in range(i, -1, -1):
        closings = [t for t in story.rows[j].triggers if t.lemma in _CLOSING]
        day = nearest_date(dates_of(story, j), 0, len(story.rows[j].tokens), at=closings[0].first) if closings else None
        if day is not None and day.period is not None:
            return day.period.end or day.period.start, story.evidence(j, "last-day-of-event")[0]
    return None


def _told_before(story: Story, book: EventBook, w: When) -> Dated | None:
    """The day to which the text has come: "Сегодня в Минске появился документ. Меморандум подписали …"."""
    day = day_at(story, book.drafts, w.i)
    return (day[0].start, story.evidence(day[1], "date-told-before")[0]) if day is not None else None


def told_event(book: EventBook, i: int) -> Draft | None:
    """The event that the text is telling of at sentence i."""
    before = [d for d in book.drafts if d.seen and min(d.seen) <= i and not d.planned and not d.background and d.period is not None]
    news = [d for d in before if not any(_long_before(d, x) for x in before)]
    # of a visit and a forum on its first day, told in one sentence, the forum
    return max(news, key=lambda d: (max(s for s in d.seen if s <= i), d.period is not None and d.period.end is None)) if news else None


def _long_before(d: Draft, other: Draft) -> bool:
    """True if an event was months before another told of: a look back, whatever the text says last."""
    a, b = d.period, other.period
    if a is None or b is None or None in (a.start.year, b.start.year, a.start.month, b.start.month):
        return False
    return (b.start.year or 0) * 12 + (b.start.month or 0) - (a.start.year or 0) * 12 - (a.start.month or 0) > 1


def put_place(story: Story, book: EventBook, w: When, sketch: Sketch, date: Dated | None, current: Sketch | None) -> None:
    """Note where it was signed, and the event at which it was."""
    if sketch.place is not None or w.reading.trigger is None or w.reading.rule in ("in-force", "implementing"):
        return
    trigger = w.reading.trigger
    # "между Университетом Инха в Ташкенте и …": part of a party's name
    apart = next((k for k in range(*w.reach) if w.row.tokens[k].norm in ("между", "between")), w.reach[1])
    inside = next(((x.head, x.last) for x in w.row.instruments if x.head == w.head), (0, 0))  # "контракт на строительство центра в Риге"
    places = [p for p in places_in(w.row, *w.reach) if not (inside[0] < p.first < inside[1] and p.first - 1 != inside[0] + 1)]
    places = places or (places_in(w.row, *w.above) if w.above is not None else [])
    places = [p for p in places if p.first < apart or p.last >= len(w.row.tokens) or w.row.tokens[p.last].norm not in ("и", "and", ",")]
    if places:
        near = min(places, key=lambda p: abs(p.first - trigger.first))
        sketch.place = near, story.evidence(w.i, "signing-place")[0]
    if w.reading.status != "signed" or date is None or older(w.row, w.reach):
        return
    event = told_event(book, w.i)
    if event is None or event.period is None or event.period_at is None or not _during(event, date[0]):
        return
    sketch.event = event, story.evidence(w.i, "signed-at")[0]
    if sketch.place is None and event.place is not None and event.place_at is not None:
        sketch.place = event.place, story.evidence(event.place_at, "place-of-event")[0]
    elif sketch.place is None and current is not None and current.place is not None and date == current.signed:
        sketch.place = current.place


def _during(event: Draft, day: PartialDate) -> bool:
    period = event.period
    if period is None:
        return False
    return period.start == day or bool(period.end and period.start.lexical <= day.lexical <= period.end.lexical)


