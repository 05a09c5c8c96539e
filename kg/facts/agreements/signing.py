"""When and where an agreement was signed: by its own sentence, the list it stands in, the signing told before, the event."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.facts.agreements.own_days import When, date_in_name, led_by_dateline, own_date, year_before
from kg.facts.agreements.sketches import Dated, Sketch
from kg.facts.sentences.afterwards import it_was, told_after
from kg.facts.sentences.clauses import dates_of, nearest_date, places_in, token_at
from kg.facts.sentences.scenes import clauses
from kg.facts.story.drafts import Draft, EventBook
from kg.facts.story.so_far import Story
from kg.facts.time_and_place.back import OLDER
from kg.facts.time_and_place.ranked import Day, Rank, best
from kg.facts.time_and_place.timeline import day_at, day_of_event
from kg.mentions.model import SentenceMentions
from kg.text.document import lemmas, norms
from kg.values import Evidence, PartialDate, Period

_LAST_DAY = frozenset("заключительный последний завершающий final last апошні".split())
_CLOSING = frozenset("завершить завершиться закрыться закрываться закончиться close conclude end".split())
_STAYS = frozenset("визит поездка форум выставка конференция саммит конгресс заседание сессия visit forum".split())
_WITHIN = frozenset("ход рамка поле кулуары during course sideline sidelines margin margins framework".split())
_CEREMONIES = frozenset("церемония подписание цырымония падпісанне ceremony signing".split())
_THE_EVENT = frozenset("мероприятие событие мерапрыемства падзея event".split())
_CEREMONY = 4  # sentences
_HEAD = 6  # first tokens of a sentence
_SPANS = frozenset("год годы лето время период десятилетие гады год час".split())
_SINCE_THEN = frozenset([("с", "тех", "пор"), ("з", "таго", "часу"), ("over", "the", "years"), ("in", "that", "time")])
_SCENE = 8  # sentences from a signing to that which tells at what it was
_BELOW = 6  # sentences
_DONE = ("signed", "in-force", "implementing")


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
    day = best(_days(story, book, w, current))
    if day is None:
        return None
    evidence = day.evidence or story.evidence(day.at, day.rule)[0]
    return (day.period.start, evidence) if day.period.end is None else _month(day.period, evidence)


def _days(story: Story, book: EventBook, w: When, current: Sketch | None) -> Iterator[Day]:
    """All days on which it can have been signed, by where they come from."""
    named = date_in_name(story, w.i, w.head) or year_before(story, w)
    if named is not None:
        yield _day(Rank.NAME, named, w.i)
    if w.reading.rule in ("in-force", "implementing", "awaits"):
        return
    yield from _again(story, book, w, current)
    here = own_date(story, w)
    if here is not None:
        yield _day(Rank.LINE if led_by_dateline(story, w.i) else Rank.OWN, here, w.i)  # "Рига, 29 июня. А и Б подписали …. Церемония прошла вчера"
    if w.reading.rule == "since-signing":
        return  # «с момента подписания меморандума прошел год»: no day of the story
    after = _ceremony(story, book, w)
    if after is not None:
        yield _day(Rank.AFTER, after, w.i)
    above = [d.period for _, d in dates_of(story, w.lead)] if w.lead is not None else []
    if w.lead is not None and above and above[0] is not None and above[0].end is None:
        yield Day(Rank.LIST, above[0], w.lead, "signing-date-of-list")
    if not _of_another_time(story, w):
        yield from _of_story(story, book, w, current)


def _day(rank: Rank, dated: Dated, i: int, told: int = 0) -> Day:
    return Day(rank, Period(dated[0]), i, dated[1].rule, told, evidence=dated[1])


def _again(story: Story, book: EventBook, w: When, current: Sketch | None) -> Iterator[Day]:
    """«Тогда же подписан …»: the day told right before, else that of the signing told last."""
    if not _then_too(w.row, w.reach):
        return
    for j in (w.i - 1, w.i - 2):
        days = {d.period for _, d in dates_of(story, j)} if j >= 0 else set()
        if len(days) == 1 and (only := next(iter(days))) is not None and only.end is None and only.start.day:
            yield Day(Rank.AGAIN, only, j, "date-told-before", told=j)
    last = day_at(story, book.drafts, w.i)
    if current is not None and current.signed is not None and (last is None or last[1] <= max(current.sentences, default=0) or (last[1] == w.i and last[0].start == story.document.release.published)):
        yield _day(Rank.AGAIN, current.signed, w.i, -1)


def _of_another_time(story: Story, w: When) -> bool:
    """«Ранее был подписан …»: no day of the story is its own."""
    led = w.lead is not None and older(story.rows[w.lead], (0, len(story.rows[w.lead].tokens)))
    return led or older(w.row, w.reach) or headline(story, w.i) or _recalled(story, w) or _some_other_day(story, w) or _over_years(w.row)


def _of_story(story: Story, book: EventBook, w: When, current: Sketch | None) -> Iterator[Day]:
    """The day of an event that its sentence names, else what the text told last: a signing, an event, a day."""
    named = _named_day(story, book, w)
    if named is not None:
        yield _day(Rank.NAMED, named, w.i)
    yield from _during_stay(story, book, w)
    if current is not None and current.signed is not None:
        yield _day(Rank.STORY, current.signed, w.i, 3 * max(current.sentences, default=0) + 2)
    event, day = told_event(book, w.i), day_at(story, book.drafts, w.i if w.lead is None else w.lead)
    if event is not None and (of_event := _of_event(story, event, w)) is not None:
        yield replace(of_event, told=3 * max((s for s in event.seen if s <= w.i), default=-1) + 1)
    if day is not None:
        yield Day(Rank.STORY, Period(day[0].start), day[1], "date-told-before", told=3 * day[1])


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


def _ceremony(story: Story, book: EventBook, w: When) -> Dated | None:
    """«А и Б подписали соглашение. Церемония состоялась сегодня в Риге», «Случилось это во второй день визита»."""
    j = told_after(story, w.i) or _caption(story, w.i) or next((j for j in range(w.i + 1, min(len(story.rows), w.i + _CEREMONY)) if _tells_ceremony(story, w, j)), w.i + 1)
    if j >= len(story.rows) or w.lead is not None:
        return None
    row = story.rows[j]
    if not (_tells_ceremony(story, w, j) or it_was(row) or j == _caption(story, w.i) or told_after(story, w.i)):
        return None
    day = nearest_date(dates_of(story, j), 0, len(row.tokens), at=0)
    if day is not None and day.period is not None and day.period.end is None:
        return day.period.start, story.evidence(j, "date-of-ceremony")[0]
    named = day_of_event(story, book.drafts, j, 0, len(row.tokens)) if day is None else None
    return (named[0], story.evidence(j, "date-of-ceremony")[0]) if named is not None else None


def _tells_ceremony(story: Story, w: When, j: int) -> bool:
    """«Торжественная церемония прошла …», «Мероприятие состоялось …» of a ceremony told of, nothing else having been signed since."""
    row = story.rows[j]
    if any(x.kind != "other" for r in story.rows[w.i + 1 : j] for x in r.instruments if any(t.act == "sign" for t in r.triggers)):
        return False
    k, first = next(((k, t) for k, t in enumerate(row.tokens) if t.is_word and t.pos not in ("ADJ", "DET") and t.norm not in ("the", "сама", "сам", "само")), (0, None))
    named = first is not None and (first.lemma in _CEREMONIES or (first.lemma in _THE_EVENT and any(t.lemma in _CEREMONIES for t in w.row.tokens)))
    if not named:
        return False
    a, b = next(c for c in clauses(row.tokens) if c[0] <= k < c[1])  # not "the signing crowned the visit, | which began on 5 March"
    return any(t.act == "hold" and t.tense == "past" and a <= t.first < b for t in row.triggers)


def _caption(story: Story, i: int) -> int | None:
    """«На фото: подписание соглашения, Осло, 4 мая 2025 г.», below the text that tells of it."""
    for j in range(i + 1, min(len(story.rows), i + _BELOW)):
        words = [t.lemma for t in story.rows[j].tokens[:6]]
        if {"фото", "снимок", "здымак", "photo"} & set(words[:3]) and _CEREMONIES & set(words) and dates_of(story, j):
            return j
    return None


def _some_other_day(story: Story, w: When) -> bool:
    """«Накануне визита подписан …», «на прошлой неделе»: told by a distance from what is not known, and so not of the day told before."""
    counted = [d for d in story.dates[w.i] if d.kind == "date" and d.period is None and d.mention.relative is not None and d.mention.relative.shift]
    return any(w.reach[0] <= token_at(w.row, d.mention.span.start) < w.reach[1] for d in counted)


def _over_years(row: SentenceMentions) -> bool:
    """«За это время они заключили шесть соглашений», «за годы сотрудничества подписаны …»: on no day of the story."""
    for k, t in enumerate(row.tokens[:_HEAD]):
        if t.norm == "за" and any(x.lemma in _SPANS for x in row.tokens[k + 1 : k + 4]):
            return True
        if (t.norm, *(x.norm for x in row.tokens[k + 1 : k + 3])) in _SINCE_THEN:
            return True
    return False


def _recalled(story: Story, w: When) -> bool:
    """The sentence speaks of another time, which it does not date as a day of the news."""
    return any(d.mention.background for d in story.dates[w.i])


def _of_event(story: Story, event: Draft, w: When) -> Day | None:
    if event.period is None or event.period_at is None:
        return None
    for k, t in enumerate(w.row.tokens[w.reach[0] + 1 : w.reach[1]], w.reach[0]):
        if t.lemma in ("день", "day", "дзень") and w.row.tokens[k].lemma in _LAST_DAY and event.period.end is None:
            closing = _closing_day(story, w.i)
            return _day(Rank.STORY, closing, w.i) if closing is not None else None
    return Day(Rank.STORY, event.period, event.period_at, "date-of-event")


def _during_stay(story: Story, book: EventBook, w: When) -> Iterator[Day]:
    """«В ходе визита также подписаны …»: some day of the visit, if it lasted several."""
    lead = w.lead if w.lead is not None else story.lead(w.i)
    row = story.rows[w.i if lead is None else lead]
    words = {t.lemma for t in row.tokens}
    at = any(t.norm in ("на", "at") and any(x.lemma in _STAYS and x.case in ("Loc", "") for x in row.tokens[k + 1 : k + 4]) for k, t in enumerate(row.tokens))
    if not words & _STAYS or not (words & _WITHIN or at):
        return
    stays = [d for d in book.drafts if (d.kind == "visit" or d.container) and d.seen and min(d.seen) <= w.i and d.period is not None and not d.planned]
    stays = [d for d in stays if d.head in words] or stays
    stay = stays[-1] if stays else None
    if stay is not None and stay.period is not None and stay.period_at is not None and (stay.period.end is not None or stay.period.start.day):
        yield Day(Rank.SETTING, stay.period, stay.period_at, "date-of-event")


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


def told_event(book: EventBook, i: int, *, dated: bool = True) -> Draft | None:
    """The event that the text is telling of at sentence i; `dated`: one whose day is known."""
    before = [d for d in book.drafts if d.seen and min(d.seen) <= i and not d.planned and not d.background and (d.period is not None or not dated)]
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
    event, at = _scene_told_after(story, book, w) or (told_event(book, w.i), w.i)
    if event is None or event.period is None or event.period_at is None or not _during(event, date[0]):
        return
    sketch.event = event, story.evidence(at, "signed-at")[0]
    if sketch.place is None and event.place is not None and event.place_at is not None:
        sketch.place = event.place, story.evidence(event.place_at, "place-of-event")[0]
    elif sketch.place is None and current is not None and current.place is not None and date == current.signed:
        sketch.place = current.place


def _scene_told_after(story: Story, book: EventBook, w: When) -> tuple[Draft, int] | None:
    """«А и Б подписали соглашение. Церемония прошла на форуме», «Документ подписан в рамках саммита»: the gathering, and the sentence that tells it."""
    for j in range(w.i + 1, min(len(story.rows), w.i + _SCENE)):
        there = [d for d in book.drafts if d.container and j in d.seen and not (d.planned or d.background)]
        if len(there) == 1 and (_tells_ceremony(story, w, j) or (j == w.i + 1 and _signed_there(story.rows[j]) and there[0].inner)):
            return there[0], j
    return None


def _signed_there(row: SentenceMentions) -> bool:
    """«Документ подписан в рамках саммита»: the paper just told of, and nobody else's."""
    bare = all(x.kind == "other" or x.last - x.first == 1 for x in row.instruments)
    return bare and bool(row.instruments) and not row.persons and any(t.act == "sign" and t.passive and not t.negated for t in row.triggers)


def _during(event: Draft, day: PartialDate) -> bool:
    period = event.period
    if period is None:
        return False
    return period.start == day or bool(period.end and period.start.lexical <= day.lexical <= period.end.lexical)


