"""Events that a noun names: where and when a sentence says that they are, who takes part."""

from __future__ import annotations

from collections.abc import Iterator

from kg.facts.clauses import clause, dates_of, persons_in, places_in, relative_clause, triggers_in
from kg.facts.events import Draft, EventBook
from kg.facts.sides import delegation_countries, venue_country
from kg.facts.story import Story
from kg.mentions.model import GatheringNamed, SentenceMentions
from kg.values import Period

_SETTINGS = frozenset(
    "рамка поле ход итог результат время кулуар площадка период участник программа работа окончание завершение начало день "
    "margin sideline рамках палях маржа поле межа ход вынік".split()
)
_AFTER = frozenset("после перед по пасля after before".split())
_ACTS = ("hold", "participate", "head", "receive", "visit", "plan", "invite", "meet")


def drafts_of_nouns(story: Story, i: int, row: SentenceMentions, book: EventBook) -> Iterator[Draft]:
    """A draft for each event noun of sentence i that the sentence says something of."""
    for n, g in enumerate(row.gatherings):
        if g.plural:
            continue
        setting = _is_setting(row, g)
        draft = _draft(story, i, row, g, n, setting, book)
        if draft is not None:
            draft.seen.append(i)
            yield draft


def _is_setting(row: SentenceMentions, g: GatheringNamed) -> bool:
    before = [t.lemma for t in row.tokens[max(0, g.first - 2) : g.first]]
    return any(w in _SETTINGS for w in before) or bool(before and before[-1] in _AFTER)


def _draft(story: Story, i: int, row: SentenceMentions, g: GatheringNamed, n: int, setting: bool, book: EventBook) -> Draft | None:
    tokens = row.tokens
    first, last = _reach(row, g, n)
    acts = triggers_in(row, first, last, *_ACTS)
    own = relative_clause(tokens, g.last)
    holds = [t for t in acts if t.act == "hold" or t.act in ("participate", "head", "visit")]
    if any(t.negated for t in holds if abs(t.first - g.head) < 6):
        return None
    negated = any(t.negated for t in holds)
    draft = Draft(g.kind, g.name if g.proper else None, i, f"noun-{g.kind}", frozenset(g.core.split()) if g.proper else frozenset(), g.ordinal, g.proper)
    if negated and not g.proper:
        return None
    _when(story, i, row, g, draft, first, last, own, setting)
    _where(story, i, row, g, draft, first, last, own)
    draft.held = bool(holds) and not setting or g.proper and bool(draft.period) or (setting and not g.proper and draft.period is not None and g.kind in ("talks", "meeting"))
    if setting and not g.proper:
        # "в ходе переговоров": a meeting that the text has told of, or tells of only so
        if book.current is None or g.kind not in ("talks", "meeting", "visit", "session"):
            return draft if book.drafts else None
        draft.held = True
    draft.planned = _planned(row, g, draft, first, last)
    draft.background = _background(story, i)
    if _joined(row, g, draft, first, last, book):
        return None
    _who(story, i, row, g, draft, first, last, setting, book)
    if setting is False and book.current is not None and g.kind in ("session",) and "секция" in g.core:
        draft.part_of = next((d for d in book.drafts if d.group == "forum"), None)
    return draft


def _joined(row: SentenceMentions, g: GatheringNamed, draft: Draft, first: int, last: int, book: EventBook) -> bool:
    """«Во встрече также приняли участие …»: who came to the meeting that the text is telling of, not another meeting."""
    if g.proper or draft.period is not None or draft.place is not None or draft.planned or book.current is None or book.current.group != draft.group:
        return False
    return any(t.act == "participate" and not t.negated and abs(t.first - g.head) <= 6 for t in triggers_in(row, first, last, "participate"))


def _reach(row: SentenceMentions, g: GatheringNamed, n: int) -> tuple[int, int]:
    """The clause of an event noun, cut where the next event of its own clause begins with a date of its own."""
    return clause(row.tokens, g.head)


def _when(story: Story, i: int, row: SentenceMentions, g: GatheringNamed, draft: Draft, first: int, last: int, own: tuple[int, int] | None, setting: bool) -> None:
    dates = dates_of(story, i, ("date", "since", "until"))
    others = [x for x in row.gatherings if x is not g and not x.plural]
    if own is not None:
        inside = [d for k, d in dates if own[0] <= k < own[1]]
        if inside:
            set_period(draft, inside[0].period, i)
            return
    behind = [(k, d) for k, d in dates if g.last <= k < last and not any(g.last <= o.first < k for o in others)]
    ahead = [(k, d) for k, d in dates if first <= k < g.first]
    if setting and not g.proper:
        return
    pick = None
    if others:
        # a date in front of several events holds for all of them; one behind an event is its own
        pick = behind[0] if behind and behind[0][0] - g.last <= 6 else ahead[-1] if ahead and (not setting) else behind[0] if behind and not setting else None
        if pick is None and ahead and not setting:
            pick = ahead[0]
    elif behind or ahead:
        near = [x for x in (ahead[-1:] + behind[:1])]
        pick = min(near, key=lambda x: abs(x[0] - g.head))
        if setting and (not behind or behind[0][0] - g.last > 3):
            pick = None
    if pick is not None:
        set_period(draft, pick[1].period, i)
        return
    for k, d in dates_of(story, i, ("name-year",)):
        if g.first <= k < g.last + 2:
            set_period(draft, d.period, i)


def set_period(draft: Draft, period: Period | None, i: int) -> None:
    draft.period, draft.period_at = period, i


def _where(story: Story, i: int, row: SentenceMentions, g: GatheringNamed, draft: Draft, first: int, last: int, own: tuple[int, int] | None) -> None:
    places = places_in(row, *(own or (first, last))) or places_in(row, first, last)
    others = [x for x in row.gatherings if x is not g]
    if places:
        draft.place = min(places, key=lambda p: abs(p.first - g.head))
        if others and any(abs(draft.place.first - o.head) < abs(draft.place.first - g.head) and o.kind in ("forum", "conference", "exhibition", "session") for o in others) and len(places) == 1 and draft.place.first > g.head:
            draft.place = None
    if draft.place is not None:
        draft.place_at = i
    if g.kind == "visit":
        for c in row.countries:
            if c.form != "adjective" and c.first and row.tokens[c.first - 1].norm in ("в", "во", "у", "ў", "to"):
                draft.country, draft.country_at = c.iso, i
                return
    draft.country = venue_country(story, row, first, last, draft.place)
    draft.country_at = i if draft.country else None


def _planned(row: SentenceMentions, g: GatheringNamed, draft: Draft, first: int, last: int) -> bool:
    own = relative_clause(row.tokens, g.last)
    reach = own or (first, last)
    holds = [t for t in triggers_in(row, reach[0], reach[1], "hold", "plan", "participate", "head") if abs(t.first - g.head) <= 14]
    if not holds:
        return False
    near = min(holds, key=lambda t: abs(t.first - g.head))
    return near.tense == "fut" or any(t.act == "plan" and t.lemma in ("запланировать", "запланированный", "намеченный", "планировать", "планироваться", "намечать", "наметить") for t in holds)


def _background(story: Story, i: int) -> bool:
    return any(d.mention.background for d in story.dates[i])


def _who(story: Story, i: int, row: SentenceMentions, g: GatheringNamed, draft: Draft, first: int, last: int, setting: bool, book: EventBook) -> None:
    for iso in g.states:
        draft.note(draft.countries, iso, i)
    if setting and not g.proper:
        return
    people = persons_in(row, first, last)
    if g.kind == "visit":
        people = [p for p in people if g.last - 1 <= p.first or p.case in ("Nom", "")]
        after = [p for p in people if p.first >= g.head and p.case in ("Gen", "")]
        people = after[:1] or people[:1]
        for p in people:
            draft.note(draft.visitors, story.person(p), i)
    elif g.kind in ("forum", "conference", "exhibition", "session", "opening"):
        acts = triggers_in(row, first, last, "participate", "head", "visit", "receive", "hold")
        people = [p for p in people if acts and p.case in ("Nom", "Ins", "")]
    draft.add_people(story, people, i)
    for iso in book.sides.countries(draft.people):
        draft.note(draft.countries, iso, i)
    for iso in delegation_countries(row):
        draft.note(draft.countries, iso, i)
    if g.kind in ("talks", "meeting", "visit", "call") and draft.country:
        draft.note(draft.countries, draft.country, i)
    for t in triggers_in(row, 0, len(row.tokens), "head"):
        for p in people:
            if abs(p.first - t.first) <= 12 and not draft.planned:
                draft.note(draft.heads, story.person(p), i)
