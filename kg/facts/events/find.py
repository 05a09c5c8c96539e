"""Meetings of sides: the drafts that nouns and verbs give, completed, and those that stand, as facts."""

from __future__ import annotations

from collections.abc import Sequence

from kg.facts.events.again import drafts_of_pronouns
from kg.facts.events.at_post import no_journey
from kg.facts.events.both import drafts_of_both
from kg.facts.events.captions import drafts_of_captions
from kg.facts.events.courtesy import drafts_of_courtesy
from kg.facts.events.encounters import drafts_of_talk
from kg.facts.events.english_next import drafts_of_english_series
from kg.facts.events.english_visits import drafts_of_english_visits
from kg.facts.events.face_to_face import drafts_face_to_face
from kg.facts.events.following import drafts_of_next
from kg.facts.events.gathered import drafts_of_nouns
from kg.facts.events.hosted import drafts_of_guests
from kg.facts.events.members import drafts_of_members
from kg.facts.events.met import drafts_of_verbs
from kg.facts.events.openings import drafts_of_openings
from kg.facts.events.openings_ahead import drafts_of_openings_to_come
from kg.facts.events.sojourns import drafts_of_sojourns
from kg.facts.events.stays import drafts_of_stays
from kg.facts.events.stops import drafts_of_stops
from kg.facts.events.turns import drafts_of_turns
from kg.facts.model import Event, Ref
from kg.facts.participants.attend import take_part
from kg.facts.participants.states_beside import states_beside
from kg.facts.posts.tellers_state import line_state
from kg.facts.sentences.afterwards import told_after
from kg.facts.sentences.clauses import places_in
from kg.facts.sentences.speaker import denied
from kg.facts.story.drafts import Draft, EventBook, Scene
from kg.facts.story.sides import Sides
from kg.facts.story.so_far import Story
from kg.facts.time_and_place.goes_on import by_short_name, goes_on
from kg.facts.time_and_place.homeward import arrival, days_of_journey, homeward
from kg.facts.time_and_place.likely_day import likely_days
from kg.facts.time_and_place.settle import settle
from kg.mentions.model import BodyNamed, PersonNamed, PlaceNamed, SentenceMentions
from kg.reference.sites import site_country
from kg.values import Claim, Evidence, PartialDate

_FINDERS = (
    drafts_of_nouns, drafts_of_verbs, drafts_of_stays, drafts_of_courtesy, drafts_of_pronouns, drafts_of_talk, drafts_of_turns, drafts_of_next,
    drafts_of_openings, drafts_of_openings_to_come, drafts_of_english_visits, drafts_of_guests, drafts_of_stops, drafts_of_members, drafts_face_to_face, drafts_of_captions, drafts_of_both,
    drafts_of_english_series, drafts_of_sojourns,
)  # fmt: skip
_STAYS = frozenset("пребывание командировка турне приезд".split())  # which are no visit by themselves
_LESSONS = frozenset(
    "семинар вебинар онлайн-семинар тренинг мастер-класс курсы школа-семинар хакатон круглый-стол".split()
)
_HOME = ("республиканск", "областн", "всероссийск", "всебелорусск", "городск", "студенческ", "научно-практическ", "районн", "ведомственн")
_PANELS = frozenset("сессия секция панель дискуссия панэль сесія секцыя дыскусія".split())
_WIDE = ("международн", "межгосударств", "евразийск", "евроазиатск", "всемирн", "глобальн", "мировой", "европейск", "азиатск", "межрегиональн", "центральноазиатск", "региональн", "тюркск", "арабск", "африканск", "министр", "государств", "стран", "международ", "міжнародн", "сусветн", "еўразійск", "international", "global", "world", "regional", "eurasian", "european", "asian")
_HEADS_OF_STATE = frozenset("президент премьер премьер-министр вице-премьер король эмир канцлер прэзідэнт прэм'ер-міністр president".split())
_CABINETS = frozenset("правительство коллегия кабинет парламент госдума дума сенат президиум госсовет совбез".split())
_OF_ONE_STATE = ("Ministry", "Parliament", "Agency", "Company", "Institution")


def find_events(story: Story, sides: Sides) -> tuple[list[Event], EventBook]:
    """Events of a release in the order of the text, and the book that the agreements are linked with."""
    book = EventBook(story, sides)
    states_beside(story, sides)
    for i, row in enumerate(story.rows):
        scene = Scene(story, i, row, book)
        if denied(story, i):
            continue
        if len(story.rows) == 1 or not scene.headline():
            settings: list[Draft] = []
            made: list[Draft] = []
            for finder in _FINDERS:
                for d in finder(scene):
                    told = book.put(d)
                    kind = settings if d.bare and d.inner else made
                    kind += [told] if d.rule != "sojourn" or told not in kind else []
            take_part(scene, sorted(made, key=lambda d: not d.container) or settings)
            made += settings
            short = by_short_name(scene)
            made += [book.put(short)] if short is not None else []
            _of_line_above(story, i, made)
            _told_after(scene, made)
            goes_on(scene, made)
            arrival(scene)
            homeward(scene)
            days_of_journey(scene)
    for i, row in enumerate(story.rows[:1]):
        scene = Scene(story, i, row, book)
        if scene.headline():  # read last: it names in few words what the text tells in full
            for d in [*drafts_of_nouns(scene), *drafts_of_verbs(scene)]:
                book.put(d, title=True)
    for d in book.drafts:
        d.seen.sort()
    book.drafts.sort(key=lambda d: d.seen)
    settle(story, book)
    _of_panels(book)
    book.drafts = [d for d in book.drafts if stands(story, sides, d) and not (d.kind == "visit" and no_journey(story, d, book.drafts))]
    likely_days(story, book)
    return [_event(story, d, f"e{n}", book.drafts) for n, d in enumerate(book.drafts, 1)], book


def _of_panels(book: EventBook) -> None:
    """Who spoke at a panel of a forum took part in the forum."""
    forums = [d for d in book.drafts if d.group == "forum" and d.proper and not d.background]
    for d in book.drafts:
        if d.group != "session" or d.head not in _PANELS or d.planned:
            continue
        near = [f for f in forums if f is d.part_of or set(f.seen) & set(d.seen)]
        for key, rows in d.people.items() if len(near) == 1 else ():
            for i in rows:
                near[0].note(near[0].people, key, i)


def _told_after(scene: Scene, made: Sequence[Draft]) -> None:
    """«К нам приезжал А. Это было 4 мая», «– Когда вы виделись с А? – 4 мая в Осло»: its day stands behind it."""
    fresh = [d for d in made if d.period is None and d.held and not d.planned and not d.inner and d.sentence == scene.i]
    j = told_after(scene.story, scene.i) if len(fresh) == 1 else None
    days = [x for x in scene.story.dates[j] if x.kind == "date" and x.period is not None] if j is not None else []
    if j is None or len(days) != 1:
        return
    fresh[0].set_period(days[0].period, j, "told-after")
    places = places_in(scene.story.rows[j], 0, len(scene.story.rows[j].tokens))
    if fresh[0].place is None and fresh[0].kind != "call" and len(places) == 1 and fresh[0].country in (None, places[0].iso):
        fresh[0].set_place(places[0], j)


def _of_line_above(story: Story, i: int, made: Sequence[Draft]) -> None:
    """«С 3 по 5 июня 2024 года, г. Баку», a line by itself: when and where the gathering is of which the text tells."""
    for d in made:
        for j in range(i - 1, max(-1, i - 4), -1):
            row = story.rows[j]
            days = [x for x in story.dates[j] if x.period is not None and (x.kind in ("date", "since") or (x.kind == "dateline" and x.period.end is not None))]
            plain = not row.triggers and not row.gatherings and not row.persons and len(row.tokens) < 24
            if d.container and d.period is None and not d.planned and plain and len(days) == 1 and not story.dates[i]:
                d.set_period(days[0].period, j, "line-above")
                d.planned = d.planned or _to_come(story, d)
                d.held = d.held or not d.planned
                cities = row.places if len(row.places) == 1 and d.place is None else []
                d.set_place(cities[0] if cities else None, j)


def stands(story: Story, sides: Sides, d: Draft) -> bool:
    """What is told of it is enough to call it an event between sides."""
    if d.kind in ("talks", "meeting", "call") and not d.container:
        if d.dated and (d.period is None or d.background):
            return False
        known = {sides.country(p) or p for p in d.people}
        one_side = (
            len(d.people) > 1 and len(known) == 1 and len(d.countries) < 2 and (d.country is None or d.country in known)
        )
        if (
            len(story.sides()) == 1
            and (d.planned or not d.people or site_country(_host(story)) in (None, *story.sides()))
            and len(d.countries) < 2
            and (d.country is None or d.country in d.countries)
            and not any(_abroad(story, p) for p in d.people)
            and not (story.language == "en" and line_state(story) not in (None, *story.sides()))
        ):
            return False  # a release of one state
        if _own_government(story, sides, d):
            return False
        if d.planned and not d.people and d.period_rule:
            return False  # "в рамках визита делегация проведет переговоры"
        return (
            (d.held or d.planned)
            and (bool(d.countries or d.venue or d.place) or _with_its_head(story, d))
            and not one_side
            and (max(len(d.people), len(d.countries)) >= 2 or _of_many_with_one(story, sides, d) or (d.proper and d.place is not None))
            and (bool(d.people) or d.period is not None)
        )
    if d.kind == "visit":
        if d.rule == "departure" and d.period is None:
            return False  # "Вчера Осло покинул министр": nothing is told of his stay
        # one that neither a day nor two sides tell of is spoken of in passing; a journey at home is no visit
        if len(d.countries) < 2 and (d.head in _STAYS or (len(story.sides()) < 2 and not (d.people or d.visitors))):
            return False
        if not (d.countries or d.people) or (len(d.countries) == 1 and d.people and {sides.country(p) for p in d.people} == {d.country}):
            return False  # nobody came from abroad
        return bool(d.period or d.closes or ((d.held or d.people) and len(d.countries) > 1)) and bool(d.country or d.place)
    if d.kind == "opening":
        return len(d.countries) > 1 and (not d.planned or d.period is not None)
    if _of_one_state(story, d) or _lesson(sides, d):
        return False
    if d.group == "session":
        if any(w.startswith(("оргкомитет", "аргкамітэт", "организационн")) for w in d.core):
            return False  # those who prepare a forum
        if d.bare and not d.proper and d.part_of is not None and d.part_of.group == "forum":
            return False  # "на пленарном заседании": those who spoke there spoke at the forum
        abroad = len({*d.countries, *sides.countries(d.people)}) > 1 or d.place is not None
        wide = d.held and d.proper and not (d.planned or d.inner or d.part_of) and d.place is not None and len(d.countries) > 2  # of several states, if not on a day
        if d.bare and d.inner and d.period is None and d.place is None and not d.proper:
            return False  # "На заседании выступили …", and nothing else is told of it
        some = d.period is not None or wide or (bool(d.people) and abroad) or (d.held and d.proper and not d.planned and not d.inner and bool(d.ordinal))
        return some and (
            d.proper or (d.held and len(d.countries) > 1) or (d.period is not None and d.place is not None)
        )
    if _at_home_only(story, d) or _only_where(story, d):
        return False  # "переговоры прошли на полях форума": where others meet, and no day is told of it
    named = d.proper or (d.held and d.period is not None and d.place is not None and (len(d.countries) > 2 or (len(d.countries) > 1 and len(d.people) > 1)))  # "семинар для стран региона"
    return named and (d.held or d.planned) and (d.period is not None or d.place is not None or d.closes is not None or len(d.people) > 0)


def _of_many_with_one(story: Story, sides: Sides, d: Draft) -> bool:
    """«В мае комиссар союза вел в Осло переговоры с ведомством Норвегии»: a man of no state with those of one."""
    abroad = len(story.sides()) > 1 and len(d.countries) == 1 and d.country in d.countries
    return abroad and d.held and d.period is not None and any(sides.country(p) is None for p in d.people)


def _only_where(story: Story, d: Draft) -> bool:
    """A forum of which no day is told and at which nobody is said to speak or to take part."""
    there = bool(d.people) and any(t.act == "participate" and not t.negated for i in d.seen for t in story.rows[i].triggers)
    return d.inner and d.group == "forum" and d.period is None and d.closes is None and not there


def _with_its_head(story: Story, d: Draft) -> bool:
    """«25 апреля состоялась встреча А с директором бюро союза Б»: of houses of no state, on a day that is told."""
    return d.held and len(d.people) > 1 and d.period is not None and bool(d.period.start.day) and any(_abroad(story, p) for p in d.people)


def _own_government(story: Story, sides: Sides, d: Draft) -> bool:
    """«Президент Беларуси принял министра связи А»: whose ministry's state is not told is of the same state."""
    known = {c for p in d.people if (c := sides.country(p))}
    rest = [p for p in d.people if sides.country(p) is None]
    official = all((b := sides.without_state.get(p)) is not None and story.bodies.kind(b) in ("Ministry", "Agency", "Parliament") for p in rest)
    heads = any(r.head in _HEADS_OF_STATE and r.country in known for i in d.seen for r in story.rows[i].roles)
    return bool(rest) and official and heads and len(known) == 1 and set(d.countries) <= known and d.country in (None, *known)


def _at_home_only(story: Story, d: Draft) -> bool:
    """«Выставка достижений предприятий отрасли» in a release of one state: with no name of its own and nobody from abroad."""
    own = any(w in (d.name or "") for w in "«»\"“") or any(w[:1].isascii() and w[:1].isupper() for w in (d.name or "").split())
    wide = any(w.startswith(_WIDE) for w in (*d.core, *(d.name or "").lower().split())) or any(w.isupper() and len(w) > 2 for w in (d.name or "").split())
    states = {*d.countries, *([d.country] if d.country else [])}
    return len(story.sides()) < 2 and len(states) < 2 and not own and not wide


def _host(story: Story) -> str:
    return (story.document.release.url or "").split("//")[-1].split("/")[0].lower()


def _abroad(story: Story, person: str) -> bool:
    """The person is named beside an international organisation."""
    for row in story.rows:
        for p in row.persons:
            if story.person(p) == person and _heads_its_guests(story, row, p):
                return True
            if story.person(p) == person and any(
                abs(b.first - p.last) < 4 or 0 <= p.first - b.last < 4 for b in row.bodies if _international(story, b)
            ):
                return True
    return False


def _heads_its_guests(story: Story, row: SentenceMentions, p: PersonNamed) -> bool:
    """"a delegation of the UNDP led by its adviser A": A comes from a body of many."""
    heads = [t.first for t in row.triggers if t.act == "head" and 0 < p.first - t.first < 16]
    return any(b.last <= k <= b.last + 4 for k in heads for b in row.bodies if _international(story, b))


def _international(story: Story, body: BodyNamed) -> bool:
    key = story.body(body)
    return bool(key) and story.bodies.kind(key or "") == "InternationalOrganization"


def _lesson(sides: Sides, d: Draft) -> bool:
    """A seminar or training of one state for its own people."""
    abroad = len({*d.countries, *sides.countries(d.people), *([d.country] if d.country else [])}) > 1
    small = d.head in _LESSONS or any(w.startswith(_HOME) for w in d.core)
    return small and not abroad and not any(w.startswith(("международн", "межгосударств", "евразийск", "межрегионал", "региональн", "рэгіянальн")) for w in d.core)


def _of_one_state(story: Story, d: Draft) -> bool:
    """«заседание Совета Министров Республики Беларусь», «коллегия Минсвязи»: an affair of one state."""
    if len(d.countries) > 1 or d.group not in ("session",):
        return False
    if any(w in _CABINETS for w in d.core) and len(d.countries) < 2 and not {"глава", "саммит"} & d.core:
        return True
    for i in d.seen[:1]:
        row = story.rows[i]
        for g in row.gatherings:
            if row.tokens[g.head].lemma != d.head:
                continue
            for b in row.bodies:
                key = story.body(b) if g.head < b.first < g.last else None
                if key and story.bodies.country(key) and story.bodies.kind(key) in _OF_ONE_STATE:
                    return True
    return False


def _in_a_circle(d: Draft) -> bool:
    """True if an event was told to be within one that was told to be within it."""
    above, seen = d.part_of, {id(d)}
    while above is not None and id(above) not in seen:
        seen.add(id(above))
        above = above.part_of
    return above is not None


def _event(story: Story, d: Draft, key: str, kept: Sequence[Draft]) -> Event:
    def at(i: int | None, rule: str = "") -> tuple[Evidence, ...]:
        return story.evidence(d.sentence if i is None else i, rule or d.rule)

    def many(table: dict[str, list[int]], rule: str) -> tuple[Claim[str], ...]:
        return tuple(Claim(v, tuple(e for i in rows for e in story.evidence(i, rule))) for v, rows in table.items())

    people = tuple(Claim(Ref("person", c.value), c.evidence) for c in many(d.people, "takes-part"))
    whole = d.part_of if d.part_of in kept and not _in_a_circle(d) else None
    part = (Claim(f"e{kept.index(whole) + 1}", at(d.sentence, "within")),) if whole is not None else ()
    starts: tuple[Claim[PartialDate], ...] = (
        (Claim(d.period.start, at(d.period_at, d.period_rule)),) if d.period else ()
    )
    ends: tuple[Claim[PartialDate], ...] = (
        (Claim(d.period.end, at(d.period_at, d.period_rule)),) if d.period and d.period.end else ()
    )
    if d.closes is not None and (d.period is None or d.period.start.lexical <= d.closes[0].lexical):
        ends = (Claim(d.closes[0], at(d.closes[1], "closing-day")),)
    return Event(
        key, d.kind, d.name, tuple(e for i in dict.fromkeys(d.seen) for e in story.evidence(i, d.rule)), starts, ends,
        (Claim(story_place(d.place), at(d.place_at)),) if d.place else (),
        (Claim(d.country, at(d.country_at)),) if d.country else (),
        people, many(d.countries, "side"), many(d.heads, "heads-delegation"),
        tuple(Claim(_ref(c.value), c.evidence) for c in many(d.hosts, "host")),
        tuple(Claim(_ref(c.value), c.evidence) for c in many(d.visitors, "visitor")),
        many(d.speakers, "speaks"), d.ordinal, part, d.planned or _to_come(story, d),
    )  # fmt: skip


def _to_come(story: Story, d: Draft) -> bool:
    """It begins after the day of the publication."""
    now = story.document.release.published
    start = d.period.start if d.period is not None else None
    return now is not None and bool(now.day) and start is not None and start.year is not None and start.lexical > now.lexical[: len(start.lexical)]


def _ref(key: str) -> Ref:
    return (
        Ref("country", key)
        if len(key) == 2 and key.isupper()
        else Ref("person" if key.startswith("p") else "body", key)
    )


def story_place(place: PlaceNamed) -> str:
    """Local key of a city."""
    return f"{place.iso or 'xx'}/{place.name}"
