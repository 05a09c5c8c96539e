"""Events that a verb tells of: «встретился с», «принял посла», «посетил», «открылся центр»."""

from __future__ import annotations

from collections.abc import Iterator

from kg.facts.clauses import clause, dates_of, nearest_date, persons_in, places_in
from kg.facts.events import Draft, EventBook
from kg.facts.gathered import set_period
from kg.facts.sides import delegation_countries, venue_country
from kg.facts.story import Story
from kg.mentions.model import SentenceMentions, Trigger

_VISIT_NEEDS_PLACE = frozenset("находиться прибыть прибывать прилететь приехать съездить побывать отправиться гостить знакомиться отбыть прибывший".split())
_OPENED = frozenset("центр офис лаборатория представительство кафедра школа академия институт технопарк посольство павильон отделение центр-лаборатория парк".split())
_RECEIVES = frozenset("принять принимать receive welcome прыняць прымаць".split())


def drafts_of_verbs(story: Story, i: int, row: SentenceMentions, book: EventBook) -> Iterator[Draft]:
    """Drafts from the verbs of sentence i."""
    nouns = {g.kind for g in row.gatherings if not g.plural}
    done: set[str] = set()
    for t in row.triggers:
        if t.negated or t.act in done:
            continue
        draft = None
        if t.act == "meet":
            draft = _meeting(story, i, row, t, book)
        elif t.act == "receive" and t.lemma in _RECEIVES and not nouns & {"talks", "meeting"}:
            draft = _reception(story, i, row, t, book)
        elif t.act == "visit" and "visit" not in nouns:
            draft = _visit(story, i, row, t, book)
        elif t.act == "hold" and t.lemma in ("открыться", "открыть", "открываться", "open"):
            draft = _opening(story, i, row, t)
        if draft is not None:
            done.add(t.act)
            draft.seen.append(i)
            yield draft


def _base(story: Story, i: int, row: SentenceMentions, t: Trigger, kind: str) -> tuple[Draft, int, int]:
    first, last = clause(row.tokens, t.first)
    draft = Draft(kind, None, i, f"verb-{kind}", held=True, planned=t.tense == "fut")
    date = nearest_date(dates_of(story, i), first, last, at=t.first)
    if date is not None:
        set_period(draft, date.period, i)
        draft.background = date.mention.background
    places = places_in(row, first, last)
    if places:
        draft.place, draft.place_at = min(places, key=lambda p: abs(p.first - t.first)), i
    draft.country = venue_country(story, row, first, last, draft.place)
    draft.country_at = i if draft.country else None
    return draft, first, last


def _meeting(story: Story, i: int, row: SentenceMentions, t: Trigger, book: EventBook) -> Draft | None:
    draft, first, last = _base(story, i, row, t, "meeting")
    people = persons_in(row, first, last)
    if not people:
        return None
    draft.add_people(story, people, i)
    _sides(row, i, draft, book)
    return draft if len(draft.people) + len(draft.countries) >= 2 else None


def _reception(story: Story, i: int, row: SentenceMentions, t: Trigger, book: EventBook) -> Draft | None:
    after = row.tokens[t.last : t.last + 3]
    if any(x.lemma in ("участие", "решение", "закон", "мера", "меры", "документ", "программа", "part", "удзел", "постановление", "указ") for x in after):
        return None
    draft, first, last = _base(story, i, row, t, "meeting")
    people = persons_in(row, first, last)
    guests = [p for p in people if p.case in ("Acc", "Gen", "") and p.first > t.first]
    delegation = any(x.lemma in ("делегация", "delegation", "дэлегацыя") for x in row.tokens[first:last])
    if not guests and not delegation and len(people) < 2:
        return None
    draft.kind = "meeting"
    draft.add_people(story, people, i)
    _sides(row, i, draft, book)
    return draft if len(draft.people) + len(draft.countries) >= 2 else None


def _visit(story: Story, i: int, row: SentenceMentions, t: Trigger, book: EventBook) -> Draft | None:
    if t.tense not in ("past", "pres"):
        return None
    draft, first, last = _base(story, i, row, t, "visit")
    if t.lemma in _VISIT_NEEDS_PLACE and draft.place is None:
        target = next((c for c in row.countries if c.form != "adjective" and c.first > t.first and row.tokens[c.first - 1].norm in ("в", "во", "у", "ў")), None)
        if target is None or t.lemma in ("знакомиться",):
            return None
        draft.country, draft.country_at = target.iso, i
    people = [p for p in persons_in(row, first, last) if p.case in ("Nom", "")]
    delegations = delegation_countries(row)
    if not people and not delegations:
        return None
    draft.add_people(story, people[:1], i)
    for p in people[:1]:
        draft.note(draft.visitors, story.person(p), i)
    _sides(row, i, draft, book)
    own = book.sides.countries(draft.people) or delegations
    where = draft.country
    if where is None or where in own:
        return None
    draft.note(draft.countries, where, i)
    return draft


def _opening(story: Story, i: int, row: SentenceMentions, t: Trigger) -> Draft | None:
    """«открылся белорусско-корейский центр»: only what joins two states."""
    if t.tense != "past":
        return None
    first, last = clause(row.tokens, t.first)
    for k in range(first, last):
        token = row.tokens[k]
        if token.lemma not in _OPENED or token.case not in ("Nom", "Acc") or abs(k - t.first) > 8:
            continue
        states = list(dict.fromkeys(c.iso for c in row.countries if c.form == "adjective" and k - 4 <= c.first <= k))
        if len(states) < 2:
            continue
        draft, _, _ = _base(story, i, row, t, "opening")
        start = min(c.first for c in row.countries if c.form == "adjective" and k - 4 <= c.first <= k)
        draft.name = " ".join(x.text for x in row.tokens[start : k + 1])
        body = next((b for b in row.bodies if b.first <= k < b.last), None)
        draft.name = body.name if body else draft.name
        draft.proper, draft.core = True, frozenset(x.lemma for x in row.tokens[start : k + 1])
        for iso in states:
            draft.note(draft.countries, iso, i)
        return draft
    return None


def _sides(row: SentenceMentions, i: int, draft: Draft, book: EventBook) -> None:
    for iso in (*book.sides.countries(draft.people), *delegation_countries(row)):
        draft.note(draft.countries, iso, i)
