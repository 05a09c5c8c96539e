"""Meetings of sides: from nouns ("форум", "переговоры", "визит") and from verbs ("встретился с", "принял", "посетил")."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from kg.facts.clauses import triggers_in
from kg.facts.model import Event, Ref
from kg.facts.sides import Sides, delegation_countries
from kg.facts.story import Story
from kg.mentions.model import PersonNamed, PlaceNamed, SentenceMentions
from kg.text.document import Token
from kg.values import Claim, Evidence, PartialDate, Period

GROUPS = {
    "forum": "forum", "conference": "forum", "exhibition": "forum", "meeting": "meet", "talks": "meet", "call": "meet",
    "session": "session", "visit": "visit", "opening": "opening",
}  # fmt: skip


@dataclass(slots=True)
class Draft:
    """An event while the text is read."""

    kind: str
    name: str | None
    sentence: int
    rule: str
    core: frozenset[str] = frozenset()
    ordinal: int | None = None
    proper: bool = False
    held: bool = False
    planned: bool = False
    background: bool = False
    period: Period | None = None
    period_at: int | None = None
    place: PlaceNamed | None = None
    place_at: int | None = None
    country: str | None = None
    country_at: int | None = None
    people: dict[str, list[int]] = field(default_factory=dict)
    countries: dict[str, list[int]] = field(default_factory=dict)
    heads: dict[str, list[int]] = field(default_factory=dict)
    visitors: dict[str, list[int]] = field(default_factory=dict)
    hosts: dict[str, list[int]] = field(default_factory=dict)
    speakers: dict[str, list[int]] = field(default_factory=dict)
    seen: list[int] = field(default_factory=list)
    part_of: Draft | None = None

    @property
    def group(self) -> str:
        """Kinds that one event may be called by."""
        return GROUPS[self.kind]

    def add_people(self, story: Story, people: Sequence[PersonNamed], i: int) -> None:
        """Take part, as sentence i states."""
        for p in people:
            self.people.setdefault(story.person(p), []).append(i)

    def note(self, table: dict[str, list[int]], value: str, i: int) -> None:
        """Record that sentence i states a value."""
        rows = table.setdefault(value, [])
        if i not in rows:
            rows.append(i)


@dataclass(slots=True)
class EventBook:
    """Drafts in the order of the text, and the one that the text is telling of."""

    story: Story
    sides: Sides
    drafts: list[Draft] = field(default_factory=list)
    current: Draft | None = None

    def put(self, draft: Draft) -> Draft:
        """Merge into the draft that it tells of again, or open a new one."""
        for old in reversed(self.drafts):
            if _same_event(old, draft):
                _merge(old, draft)
                draft = old
                break
        else:
            self.drafts.append(draft)
        if not draft.background and not (draft.planned and self.current is not None and not self.current.planned):
            self.current = draft
        return draft


def _same_event(old: Draft, new: Draft) -> bool:
    if old.group != new.group or (old.ordinal and new.ordinal and old.ordinal != new.ordinal):
        return False
    if old.period and new.period and not _compatible(old.period, new.period):
        return False
    if old.place and new.place and old.place.name != new.place.name:
        return False
    if old.planned != new.planned and old.period != new.period and not (old.ordinal and old.ordinal == new.ordinal):
        return False
    if old.background != new.background and not (old.core and new.core and _alike(old.core, new.core)):
        return False
    if old.group in ("meet", "visit"):
        if old.people and new.people and not set(old.people) & set(new.people):
            return False
        return bool(set(old.people) & set(new.people)) or not (old.people and new.people) or old.period == new.period
    if old.proper and new.proper:
        return _alike(old.core, new.core) or bool(old.ordinal and old.ordinal == new.ordinal and old.kind == new.kind)
    return not new.proper or old.kind == new.kind and bool(old.period) and old.period == new.period


def _alike(a: frozenset[str], b: frozenset[str]) -> bool:
    return bool(a and b) and len(a & b) / min(len(a), len(b)) >= 0.6


def _compatible(a: Period, b: Period) -> bool:
    """One period is, or lies within, the other as far as both are known."""
    if a == b:
        return True
    lo, hi = (a, b) if a.end else (b, a)
    if hi.end is None and lo.end is not None:
        return lo.start.lexical <= hi.start.lexical <= lo.end.lexical if len(lo.start.lexical) == len(hi.start.lexical) else False
    return hi.start.lexical.startswith(lo.start.lexical) or lo.start.lexical.startswith(hi.start.lexical)


def _merge(old: Draft, new: Draft) -> None:
    if new.period and (old.period is None or len(new.period.start.lexical) > len(old.period.start.lexical) or (new.period.end and not old.period.end)):
        old.period, old.period_at = new.period, new.period_at
    if old.place is None:
        old.place, old.place_at = new.place, new.place_at
    if old.country is None:
        old.country, old.country_at = new.country, new.country_at
    if new.name and (old.name is None or (new.proper and len(new.name) > len(old.name)) or not old.proper and new.proper):
        old.name, old.core = new.name, new.core
        old.kind = new.kind if new.proper and not old.proper else old.kind
    old.ordinal = old.ordinal or new.ordinal
    old.proper = old.proper or new.proper
    old.held = old.held or new.held
    for table, other in ((old.people, new.people), (old.countries, new.countries), (old.heads, new.heads), (old.visitors, new.visitors), (old.hosts, new.hosts)):
        for k, rows in other.items():
            for i in rows:
                old.note(table, k, i)
    old.seen += [i for i in new.seen if i not in old.seen]


def find_events(story: Story, sides: Sides) -> tuple[list[Event], EventBook]:
    """Events of a release in the order of the text, and the book that the agreements are linked with."""
    from kg.facts.gathered import drafts_of_nouns
    from kg.facts.met import drafts_of_verbs

    book = EventBook(story, sides)
    for i, row in enumerate(story.rows):
        made = [book.put(d) for d in drafts_of_nouns(story, i, row, book)]
        made += [book.put(d) for d in drafts_of_verbs(story, i, row, book)]
        _take_part(story, i, row, book, made)
    kept = [d for d in book.drafts if _stands(d)]
    book.drafts = kept
    return [_event(story, d, f"e{n}", kept) for n, d in enumerate(kept, 1)], book


def _take_part(story: Story, i: int, row: SentenceMentions, book: EventBook, made: Sequence[Draft]) -> None:
    """People whom a later sentence says to have spoken, come, led: they took part in what the text is telling of."""
    event = made[0] if made else book.current
    if event is None or (made and made[0].seen[0] == i and len(made[0].seen) == 1 and made[0].planned):
        return
    if row.sentence.title and not made:
        return
    acts = triggers_in(row, 0, len(row.tokens), "participate", "head", "receive")
    if not acts or any(a.negated for a in acts):
        return
    if not made and i - max(event.seen) > 6:
        return
    if any(a.act == "participate" for a in acts):
        for iso in delegation_countries(row):
            event.note(event.countries, iso, i)
    for p in row.persons:
        near = min(acts, key=lambda t: abs(t.first - p.first))
        if p.case in ("Nom", "") and not _reported(row.tokens, p):
            event.note(event.people, story.person(p), i)
            for iso in book.sides.countries([story.person(p)]):
                event.note(event.countries, iso, i)
            if near.lemma in ("выступить", "выступать", "рассказать", "обратиться", "доложить"):
                event.note(event.speakers, story.person(p), i)


def _reported(tokens: Sequence[Token], person: PersonNamed) -> bool:
    """«по словам А», «передает А»: somebody speaks of the event."""
    return person.first > 1 and tokens[person.first - 1].lemma in ("слово", "мнение", "данные")


def _stands(d: Draft) -> bool:
    """What is told of it is enough to call it an event between sides."""
    if d.kind in ("talks", "meeting", "call"):
        numbered = d.ordinal is not None and d.proper and d.period is not None
        return d.held and (numbered or ((len(d.people) + len(d.countries) >= 2) and (bool(d.people) or d.period is not None)))
    if d.kind == "visit":
        return bool(d.people or d.period) and bool(d.country or d.place)
    if d.kind == "opening":
        return True
    if d.kind == "session":
        return d.held and (d.period is not None or bool(d.people)) or (d.ordinal is not None and d.period is not None)
    return d.proper and (d.period is not None or d.place is not None or len(d.people) > 0 and d.held)


def _event(story: Story, d: Draft, key: str, kept: Sequence[Draft]) -> Event:
    def at(i: int | None, rule: str = "") -> tuple[Evidence, ...]:
        return story.evidence(d.sentence if i is None else i, rule or d.rule)

    def many(table: dict[str, list[int]], rule: str) -> tuple[Claim[str], ...]:
        return tuple(Claim(v, tuple(e for i in rows for e in story.evidence(i, rule))) for v, rows in table.items())

    people = tuple(Claim(Ref("person", c.value), c.evidence) for c in many(d.people, "takes-part"))
    place_key = story_place(d.place) if d.place else None
    part = (Claim(f"e{kept.index(d.part_of) + 1}", at(d.sentence, "within")),) if d.part_of in kept and d.part_of is not d else ()
    starts: tuple[Claim[PartialDate], ...] = (Claim(d.period.start, at(d.period_at)),) if d.period else ()
    ends: tuple[Claim[PartialDate], ...] = (Claim(d.period.end, at(d.period_at)),) if d.period and d.period.end else ()
    return Event(
        key, d.kind, d.name, tuple(e for i in dict.fromkeys(d.seen) for e in story.evidence(i, d.rule)), starts, ends,
        (Claim(place_key, at(d.place_at)),) if place_key else (),
        (Claim(d.country, at(d.country_at)),) if d.country else (),
        people, many(d.countries, "side"), many(d.heads, "heads-delegation"),
        tuple(Claim(_ref(k), c.evidence) for c in many(d.hosts, "host") for k in [c.value]),
        tuple(Claim(_ref(k), c.evidence) for c in many(d.visitors, "visitor") for k in [c.value]),
        many(d.speakers, "speaks"), d.ordinal, part, d.planned,
    )  # fmt: skip


def _ref(key: str) -> Ref:
    return Ref("country", key) if len(key) == 2 and key.isupper() else Ref("person" if key.startswith("p") else "body", key)


def story_place(place: PlaceNamed) -> str:
    """Local key of a city."""
    return f"{place.iso or 'xx'}/{place.name}"

