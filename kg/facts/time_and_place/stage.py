"""The city in which the story plays: what a sentence without a city of its own tells of was where the text was before.

«С 21 по 23 мая форум принимал Минск. Второй день. Министр А провел переговоры с Б»: in Minsk. «Из Ташкента делегация прилетела в
Сеул», «Четверг, Токио», a line by itself, move it. What is planned, and what is recalled, does not.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from kg.facts.periods import covers, long_past
from kg.facts.sentences.clauses import clause, places_in, triggers_in
from kg.facts.story.drafts import Draft, EventBook
from kg.facts.story.so_far import Story
from kg.facts.time_and_place.back import looks_back
from kg.facts.time_and_place.timeline import days_told, is_heading
from kg.mentions.model import PlaceNamed, SentenceMentions
from kg.reference.places import city_of_adjective, large_city
from kg.text.document import Token
from kg.values import Period

Stage = tuple[PlaceNamed, int, Period | None]  # a city, the sentence that leads there, the days of the stay as far as told

_ARRIVES = frozenset(
    "прибыть прибывать прилететь приехать вылететь отправиться перелететь направиться переехать переместиться "
    "прыбыць прыляцець прыехаць адправіцца накіравацца arrive fly travel land move".split()
)
_MOVES = frozenset("переезд перелет пераезд пералёт".split())
_TO = frozenset("в во у ў to in at".split())
_THERE = frozenset("там здесь тут тамсама there here".split())
_RETURNS = frozenset("вернуться возвратиться прилететь приехать вярнуцца return".split())
_NEAR = 3  # sentences
_THERE_BACK = 6  # sentences, headings among them, from "там же" to the city


def there(story: Story, book: EventBook, d: Draft) -> None:
    """«министр вылетел в Анкару: 12 мая там пройдет заседание», «Там же прошла встреча»: the city named last before the word."""
    for i in d.seen:
        if d.place is None and d.kind != "call":
            _there(story, book, d, i)


def _there(story: Story, book: EventBook, d: Draft, i: int) -> None:
    tokens = story.rows[i].tokens
    at = next((k for k, t in enumerate(tokens) if t.norm in _THERE and not _points_on(tokens, k)), None)
    if at is None or _in_quotes(tokens, at):
        return
    for j in range(i, max(-1, i - _THERE_BACK), -1):
        row = story.rows[j]
        there = places_in(row, 0, len(row.tokens)) + [p for p in row.places if p.first and row.tokens[p.first - 1].lemma in ("город", "горад", "city")]
        there += [p for p in row.places if j < i and p.first and row.tokens[p.first - 1].norm in ("из", "з", "from") and any(t.lemma in _RETURNS for t in row.tokens[: p.first])]
        named = [p for p in there if j < i or p.first < at]
        held = [o for o in book.drafts if o is not d and o.container and o.place is not None and j in o.seen] if j < i else []
        if named and i - j < _NEAR:
            d.set_place(named[-1] if d.country in (None, named[-1].iso) else None, j)
            return
        if len(held) == 1:
            d.set_place(held[0].place if d.country in (None, held[0].country) else None, held[0].place_at or 0)
            return
        if j < i and any(c.form != "adjective" for c in row.countries):
            return  # "вылетел в Перу. Там …"


def of_its_name(story: Story, d: Draft) -> None:
    """«Петербургский международный форум», "the Tallinn e-Governance Conference", «Digital Almaty 2024»: where nothing else is told, there."""
    if d.place is not None or not (d.container and d.proper) or d.name is None:
        return
    words = {w.strip("«»\"“”,.") for w in d.name.split()}
    for i in d.seen:
        row = story.rows[i]
        inside = {p.name: p for p in row.places if words & {t.text for t in row.tokens[p.first : p.last]}}
        for k, t in enumerate(row.tokens):
            city = None
            if not t.text[:1].isupper():
                continue
            if t.text.isascii() and t.text in words:
                city = large_city(t.text)
            elif len(t.text) > 6 and _same_word(t.norm, words) and not any(b.first <= k < b.last and b.kind == "InternationalOrganization" for b in row.bodies):
                city = city_of_adjective(t.text)
            if city is not None:
                inside[city.name] = PlaceNamed(i, k, k + 1, t.span, city.name, city.iso)
        if len(inside) == 1:
            place = next(iter(inside.values()))
            if d.country in (None, place.iso):
                if place not in row.places:
                    story.add_place(i, place)
                d.set_place(place, i)
            return


def _same_word(norm: str, words: Collection[str]) -> bool:
    return any(w[:1].isupper() and w.lower()[:-3] == norm[: len(w) - 3] and abs(len(w) - len(norm)) < 3 for w in words)


def _points_on(tokens: Sequence[Token], k: int) -> bool:
    """«там, где»; "there is", "there were"."""
    after = [t.norm for t in tokens[k + 1 : k + 3]]
    return after == [",", "где"] or (tokens[k].norm == "there" and after[:1] in (["is"], ["are"], ["was"], ["were"], ["will"]))


def _in_quotes(tokens: Sequence[Token], at: int) -> bool:
    before = [t.text for t in tokens[:at]]
    return before.count("«") > before.count("»")


def on_stage(story: Story, book: EventBook, *, headed: bool = False) -> None:
    """Give the events that have no city that of the story, where day and sides do not speak against it."""
    wanting = [d for d in book.drafts if _wants(d)]
    if not wanting:
        return
    stages = _stages(story, book)
    named = {s[0].name for s in stages if s is not None}
    title = _city_of_headline(story) if headed and len(named) < 2 else None
    for d in wanting:
        stage = stages[d.sentence]
        if stage is None and title is not None and title[0].iso in d.countries and named <= {title[0].name}:
            stage = title
        if stage is not None and d.country in (None, stage[0].iso) and _fits(story, book, d, stage, alone=len(named) == 1):
            d.set_place(stage[0], stage[1])


def _city_of_headline(story: Story) -> Stage | None:
    """«О переговорах в Астане», «Четыре дня в Куала-Лумпуре»."""
    row = story.rows[0]
    heads = [g.head for g in row.gatherings] + [t.first for t in row.triggers if t.act in ("meet", "sign", "visit")]
    heads += [k for k, t in enumerate(row.tokens) if t.lemma in ("день", "дзень", "day")]
    if not (row.sentence.title and story.document.release.has_headline and heads):
        return None
    reaches = [clause(row.tokens, k) for k in heads]
    places = [p for p in places_in(row, 0, len(row.tokens)) if any(a <= p.first < b for a, b in reaches)]
    return (places[0], 0, None) if len({p.name for p in row.places}) == 1 and places else None


def _wants(d: Draft) -> bool:
    told = d.held or d.kind == "opening"
    return d.place is None and told and not d.planned and not d.background and d.group != "visit" and d.kind != "call" and bool(d.people or d.countries or d.proper)


def _stages(story: Story, book: EventBook) -> list[Stage | None]:
    """For each sentence the city to which the story has come."""
    out: list[Stage | None] = []
    current: Stage | None = None
    for i, row in enumerate(story.rows):
        title = row.sentence.title and not i and story.document.release.has_headline
        if not title:
            here = _city_here(story, book, i, row)
            if here is not None:
                current = here
        out.append(current)
    return out


def _city_here(story: Story, book: EventBook, i: int, row: SentenceMentions) -> Stage | None:
    """The city to which a sentence leads: by an arrival, a heading, an event or a signing that it tells of."""
    if not row.places and not any(d.place_at == i for d in book.drafts):
        return None
    if row.places and is_heading(story, i) and not row.gatherings and len({p.name for p in row.places}) == 1:
        days = [d.period for d in story.dates[i] if d.period is not None]
        return row.places[0], i, days[0] if len(days) == 1 else None
    if looks_back(row.tokens):
        return None
    told = [d for d in book.drafts if d.place is not None and d.place_at == i and not d.planned and not d.background and not long_past(d.period, story.now)]
    if told:
        cities = {d.place.name: d for d in told if d.place is not None}
        d = max(told, key=lambda d: d.period is not None and d.period.end is not None)
        return (d.place, i, d.period) if len(cities) == 1 and d.place is not None else None
    arrived = _arrival(row)
    if arrived is not None:
        return arrived, i, _day(story, book, i)
    signed = [t for t in triggers_in(row, 0, len(row.tokens), "sign") if t.tense == "past" and not t.negated]
    places = [p for p in places_in(row, 0, len(row.tokens)) if any(_of_signing(row, t.first, p.first) for t in signed)]
    if len({p.name for p in places}) == 1 and not any(d.mention.background or long_past(d.period, story.now) for d in story.dates[i]):
        return places[0], i, _day(story, book, i)
    return None


def _of_signing(row: SentenceMentions, verb: int, city: int) -> bool:
    """Not that of «контракт на строительство центра в Бамако»: no document stands before the city, or none behind the verb."""
    return not any((verb < x.head < city) if verb < city else (x.head < city) for x in row.instruments)


def _arrival(row: SentenceMentions) -> PlaceNamed | None:
    for k, t in enumerate(row.tokens):
        if (t.lemma in _ARRIVES and "Tense=Past" in t.feats) or t.lemma in _MOVES:
            return next((p for p in row.places if 0 < p.first - k <= 8 and row.tokens[p.first - 1].norm in _TO), None)
    return None


def _day(story: Story, book: EventBook, i: int) -> Period | None:
    days = {d.period for d in story.dates[i] if d.period is not None and d.kind == "date" and d.period.start.day}
    told = days_told(story, book.drafts)[i]
    return next(iter(days)) if len(days) == 1 else told[0] if told is not None and not days else None


def _fits(story: Story, book: EventBook, d: Draft, stage: Stage, *, alone: bool) -> bool:
    """Day and sides of an event agree with the stay in the city."""
    city, j, days = stage
    i = d.sentence
    near = i - j <= _NEAR or story.rows[i].sentence.paragraph == story.rows[j].sentence.paragraph
    sides = city.iso in d.countries
    if d.period is None or not d.period.start.day:
        return near and (sides or d.group == "meet") and not d.container
    if days is None:
        told = days_told(story, book.drafts)[j]
        return (near or sides) and (told is None or told[0].start == d.period.start or is_heading(story, j))
    return covers(days, d.period.start) and (sides or near or alone)
