"""Events while a release is read: drafts, which of them are one, and the one that the text is telling of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from kg.facts.periods import compatible, covers, long_past
from kg.facts.story.kinds import CONTAINERS, GROUPS
from kg.facts.story.sides import Sides
from kg.facts.story.so_far import Story
from kg.mentions.model import PersonNamed, PlaceNamed, SentenceMentions
from kg.text.document import Token
from kg.values import PartialDate, Period

_NEXT = ("следующ", "очередн", "наступн", "чаргов")  # how the name of a sitting to come begins


@dataclass(slots=True, eq=False)  # each is itself: two alike are two, and one may be part of the other
class Draft:
    """An event while the text is read.

    bare     named by its noun alone: "на встрече", "в ходе переговоров"
    inner    told of as the setting of something else
    again    only names anew what has been told of: "во встрече участвовали", "делегацию принял"
    beside   told in passing as held at the same time as the one that the text is telling of
    closes   (day on which it is said to have closed, sentence)
    within   the setting that the sentence itself names for it: "на полях форума"
    """

    kind: str
    name: str | None
    sentence: int
    rule: str
    core: frozenset[str] = frozenset()
    head: str = ""
    ordinal: int | None = None
    proper: bool = False
    bare: bool = False
    inner: bool = False
    again: bool = False
    held: bool = False
    planned: bool = False
    background: bool = False
    beside: bool = False
    period: Period | None = None
    period_at: int | None = None
    period_rule: str = ""
    closes: tuple[PartialDate, int] | None = None
    place: PlaceNamed | None = None
    place_at: int | None = None
    country: str | None = None
    country_at: int | None = None
    venue: str | None = None  # country of the official body in whose house it is held
    people: dict[str, list[int]] = field(default_factory=dict)
    countries: dict[str, list[int]] = field(default_factory=dict)
    heads: dict[str, list[int]] = field(default_factory=dict)
    visitors: dict[str, list[int]] = field(default_factory=dict)
    hosts: dict[str, list[int]] = field(default_factory=dict)
    speakers: dict[str, list[int]] = field(default_factory=dict)
    seen: list[int] = field(default_factory=list)
    part_of: Draft | None = None
    partner: str = ""  # key of him whom the noun names: "на встрече с А"
    dated: bool = False  # an event only if its day comes to be known
    short: str = ""  # abbreviation that the text introduces in brackets

    @property
    def group(self) -> str:
        """Kinds that one event may be called by; a numbered or named meeting of many sides counts as a sitting."""
        return "session" if self.kind == "meeting" and self.proper else GROUPS[self.kind]

    @property
    def container(self) -> bool:
        """Others may take place within it."""
        return self.group in CONTAINERS

    def add_people(self, story: Story, people: Iterable[PersonNamed], i: int) -> None:
        """They take part, as sentence i states."""
        for p in people:
            self.note(self.people, story.person(p), i)

    def note(self, table: dict[str, list[int]], value: str, i: int) -> None:
        """Record that sentence i states a value."""
        rows = table.setdefault(value, [])
        if i not in rows:
            rows.append(i)

    def set_period(self, period: Period | None, i: int, rule: str = "") -> None:
        """When it is, as sentence i states."""
        self.period, self.period_at, self.period_rule = period, i if period else None, rule if period else ""

    def set_place(self, place: PlaceNamed | None, i: int) -> None:
        """The city, as sentence i states; its state comes with it."""
        if place is not None:
            self.place, self.place_at = place, i
            if place.iso and self.country is None:
                self.set_country(place.iso, i)

    def set_country(self, iso: str | None, i: int) -> None:
        """The state in which it is, as sentence i states."""
        if iso is not None:
            self.country, self.country_at = iso, i

    def tables(self) -> tuple[dict[str, list[int]], ...]:
        """Who is said to have to do with it."""
        return (self.people, self.countries, self.heads, self.visitors, self.hosts, self.speakers)


@dataclass(frozen=True, slots=True)
class Scene:
    """A sentence that is being read, and what was told before it."""

    story: Story
    i: int
    row: SentenceMentions
    book: EventBook
    tokens: tuple[Token, ...] = field(init=False)  # of the sentence

    def __post_init__(self) -> None:
        object.__setattr__(self, "tokens", self.row.tokens)

    def headline(self, i: int | None = None) -> bool:
        """True if sentence i (this one) is the headline."""
        at = self.i if i is None else i
        return at == 0 and self.story.document.release.has_headline and self.story.rows[0].sentence.title


@dataclass(slots=True)
class EventBook:
    """Drafts in the order of the text, and the one that the text is telling of."""

    story: Story
    sides: Sides
    drafts: list[Draft] = field(default_factory=list)
    current: Draft | None = None

    def put(self, draft: Draft, *, title: bool = False) -> Draft:
        """Merge into the draft that it tells of again, or open a new one. A headline is read last and opens few."""
        old = self.same(draft, title=title)
        if old is not None:
            planned = old.planned
            _merge(old, draft)
            old.planned = planned if title else old.planned
        elif title and (draft.bare or len(draft.people) + len(draft.countries) < 2):
            return draft
        else:
            self.drafts.append(draft)
        told = old or draft
        if (
            not title
            and not told.background
            and not told.beside
            and not self._recalled(told)
            and not (told.planned and self.current is not None and not self.current.planned)
        ):
            self.current = told
        return told

    def _recalled(self, told: Draft) -> bool:
        """Of an earlier month than the one that the text is telling of: a text goes on with the news."""
        now = self.current
        if now is None or now is told or now.period is None or told.period is None or now.planned:
            return False
        a, b = told.period.start, now.period.start
        before = a.day is not None and b.day is not None and a.year is not None and a.lexical < b.lexical
        if before and told.inner and told.group == now.group == "meet" and not told.countries.keys() - now.countries.keys() and told.sentence > now.sentence:
            return True  # "встретился с Б 22 мая. Обсудили то, о чем президенты условились на переговорах 14 мая"
        return a.year is not None and b.year is not None and a.lexical[:7] < b.lexical[: min(7, len(a.lexical))]

    def of_head(self, head: str) -> Draft | None:
        """The named event of which "саммит", "конференция" alone speaks."""
        now = [self.current] if self.current is not None else []
        return next((d for d in [*now, *reversed(self.drafts)] if d.proper and d.head == head and not d.background), None)

    def same(self, draft: Draft, *, title: bool = False) -> Draft | None:
        """The draft that tells of the same event."""
        if title:
            return next(
                (d for d in self.drafts if _one_event(d, draft, self.story.now) or (_fits(d, draft) and _headline_of(d, draft))), None
            )
        named_alone = draft.again or (draft.bare and draft.container)
        if named_alone and self.current in self.drafts and self.current is not None and _one_event(self.current, draft, self.story.now):
            return self.current
        found = [d for d in reversed(self.drafts) if _one_event(d, draft, self.story.now)]
        if named_alone:  # "на форуме" is the one of the news, not one that the text recalls
            found.sort(key=lambda d: d.background)
        return found[0] if found else None

    def latest(self, *groups: str, before: int | None = None) -> Draft | None:
        """The draft of some groups that the text named last, the one it is telling of first."""
        if self.current is not None and self.current.group in groups and not self.current.background:
            return self.current
        found = [d for d in self.drafts if d.group in groups and not d.background and d.seen and (before is None or min(d.seen) <= before)]
        return max(found, key=lambda d: max(d.seen), default=None)

    def only(self, draft: Draft) -> bool:
        """True if the text has told of no other event that is over."""
        return all(d is draft or d.planned or d.background for d in self.drafts)


def _more_of_visit(old: Draft, new: Draft) -> bool:
    """«готовит визит принца в Минск. Визит ожидается в июле»: the visit just told of, now with its day."""
    named_alone = new.bare and not new.inner and not (new.people or new.place or new.country)
    until = new.period is None and new.closes is not None and old.closes is None and (old.period is None or (old.period.end is None and old.period.start.lexical < new.closes[0].lexical))
    return old.group == "visit" and named_alone and (old.period is None or until) and 0 <= new.sentence - max(old.seen, default=new.sentence) <= 2


def _one_event(old: Draft, new: Draft, now: PartialDate | None) -> bool:
    if old.group != new.group:
        return False
    if (old.kind == "call") != (new.kind == "call") and old.people and new.people and not new.bare:
        return False  # who telephones somebody else on the day of a meeting does not meet him
    if old.group == "visit" and old.bare and not new.bare and old.sentence == new.sentence and not (old.place or old.people or old.period):
        old.planned = new.planned  # "Делегация работает в Осло с 16 мая, ее визит завершится завтра"
        return True
    if _more_of_visit(old, new):
        old.planned = new.planned if new.period is not None else old.planned
        return True
    if new.again and not old.background and not old.container:
        return _fits(old, new)
    if old.background != new.background and not (old.core and new.core and alike(old.core, new.core)) and not new.inner:
        return False
    if new.bare and new.inner and new.period is None and new.place is None and not old.background and not new.people.keys() - old.people.keys():
        return True
    if not _fits(old, new):
        return False
    if old.group in ("meet", "visit"):
        return _same_meeting(old, new) and not (old.period is None and new.period is not None and long_past(new.period, now))
    if old.group == "opening":
        return alike(old.core, new.core) or (None not in (old.place, new.place) and len(old.countries) > 1 and old.countries.keys() == new.countries.keys() and (old.period == new.period or None in (old.period, new.period)))
    if old.proper and new.proper and (old.ordinal is None) != (new.ordinal is None) and new.planned != old.planned:
        return False  # "следующее заседание"
    if old.kind == new.kind == "meeting" and old.proper and not (old.name or "").startswith(_NEXT) and (new.name or "").startswith(_NEXT):
        return False  # of a series without numbers
    if old.proper and new.proper:
        return alike(old.core, new.core) or bool(old.ordinal and old.ordinal == new.ordinal and old.kind == new.kind)
    if old.bare and not old.proper and new.proper and old.head == new.head and old.period is not None and new.period is not None:
        return covers(old.period, new.period.start) and (None not in (old.place, new.place) or not old.period.start.day)  # "июньское заседание в Осло", and then its name
    if new.bare:
        return new.head == old.head or new.head in old.core or (new.period is None and new.place is None and old.kind == new.kind)
    return not new.proper and (old.period == new.period or None in (old.period, new.period))


def _same_meeting(old: Draft, new: Draft) -> bool:
    if new.bare and new.inner and not new.people:
        return True
    if old.group == "meet" and len(new.countries) > 1 and (len(old.countries) > 1 or len(old.people) > 1) and new.countries.keys() - old.countries.keys() and not new.people.keys() - old.people.keys() and not (new.again or new.inner):
        return False  # "прошли и белорусско-казахстанские переговоры"
    if old.planned != new.planned and not (old.period and old.period == new.period):
        return False
    if old.group == "meet" and new.period is not None and old.countries and new.countries and not old.countries.keys() & new.countries.keys() and not new.again:
        return False  # "встретился с министром Перу. В мае он вел переговоры с ведомством Чили"
    near = not (new.place or new.country) and new.countries.keys() <= old.countries.keys() and 0 <= new.sentence - max(old.seen, default=0) <= 3
    if old.group == "visit" and near and (new.bare or not old.people or set(old.people) & set(new.people)):
        return True  # "Визит начался с переговоров", "Ее визит, проходивший с 6 по 8 мая, возглавил А"
    if old.group == "visit" and not (old.people and new.people) and not (new.bare and new.inner):
        return old.country == new.country is not None or old.period == new.period is not None
    if old.group == "visit" and old.sentence == new.sentence and old.country == new.country is not None:
        return True  # "прибыл с премьером, который посещает страну 3–4 мая"
    shared = set(old.people) & set(new.people)
    if old.people and new.people and not shared:
        return False
    if new.partner and new.partner not in old.people and len(old.people) > 1 and old.people.keys() - new.people.keys() and old.group == "meet":
        return False  # "На встрече с акимом обсудили …", after a meeting with others
    other = set(new.people) - set(old.people)
    # somebody meets one partner after another: two who share one side only are two meetings
    if shared and other and set(old.people) - set(new.people) and old.group == "meet" and not new.inner:
        return old.period is not None and old.period == new.period and new.bare
    return True


def _fits(old: Draft, new: Draft) -> bool:
    """Nothing that both say differs."""
    if old.ordinal and new.ordinal and old.ordinal != new.ordinal:
        return False
    if old.period and new.period and not compatible(old.period, new.period):
        return False
    if old.place and new.place and not _one_city(old.place, new.place):
        return False
    if old.container and new.planned and not old.planned and None not in (old.country, new.country) and old.country != new.country:
        return False  # "через год форум примет Осло"
    return not (old.planned != new.planned and old.period != new.period and old.group in ("meet", "visit"))


def _one_city(a: PlaceNamed, b: PlaceNamed) -> bool:
    """«Петербург» is «Санкт-Петербург», «Дели» «Нью-Дели»."""
    return a.name == b.name or (a.iso == b.iso and (a.name.endswith("-" + b.name) or b.name.endswith("-" + a.name)))


def _headline_of(old: Draft, new: Draft) -> bool:
    """A headline may call the event by its noun only."""
    return (
        old.group == new.group
        and (new.bare or new.head == old.head or (old.group == "meet" and len(new.people) > 1 and new.people.keys() <= old.people.keys()))
        and not (old.people and new.people and not set(old.people) & set(new.people))
    )


def alike(a: frozenset[str], b: frozenset[str]) -> bool:
    """Most words of the shorter name are in the longer."""
    return bool(a and b) and len(a & b) / min(len(a), len(b)) >= 0.6


def _merge(old: Draft, new: Draft) -> None:
    if new.planned and new.period is not None and old.period is None and (old.inner or not old.held) and new.rule == "pronoun":
        old.planned = True  # "на заседании: его планируется провести в октябре"
    # "8 апреля делегация отправилась в Берген": a day of the journey, not where it led
    leg = old.group == "visit" and old.period is not None and old.period.end is not None and new.period is not None and new.period.end is None
    _merge_time(old, new)
    if not leg and (old.place is None or (new.place is not None and new.place.name.endswith("-" + old.place.name))):
        old.place, old.place_at = new.place, new.place_at
    if old.country is None:
        old.country, old.country_at = new.country, new.country_at
    old.venue = old.venue or new.venue
    if new.name and (
        old.name is None
        or (new.proper and old.proper and len(new.name) > len(old.name))
        or (new.proper and not old.proper)
    ):
        old.name, old.core, old.head = new.name, new.core, new.head
        old.kind = new.kind if new.proper and not old.proper else old.kind
    old.ordinal, old.short = old.ordinal or new.ordinal, old.short or new.short
    old.proper, old.held, old.bare = old.proper or new.proper, old.held or new.held, old.bare and new.bare
    old.planned, old.dated = old.planned and (new.planned or new.inner), old.dated and new.dated
    old.part_of = old.part_of or (new.part_of if new.part_of is not old else None)
    for mine, theirs in zip(old.tables(), new.tables(), strict=True):
        for key, rows in theirs.items():
            for i in rows:
                old.note(mine, key, i)
    old.seen += [i for i in new.seen if i not in old.seen]


def _merge_time(old: Draft, new: Draft) -> None:
    old.closes = old.closes or new.closes
    if new.period is None:
        return
    finer = (
        old.period is None
        or len(new.period.start.lexical) > len(old.period.start.lexical)
        or (new.period.end is not None and old.period.end is None)
    )
    if finer:
        old.period, old.period_at, old.period_rule = new.period, new.period_at, new.period_rule


def told_last(drafts: Sequence[Draft], i: int) -> Draft | None:
    """The draft that was told of last before sentence i."""
    before = [d for d in drafts if d.seen and min(d.seen) < i and not d.background]
    return max(before, key=lambda d: max(s for s in d.seen if s < i), default=None)
