"""Visits that a verb tells of: «посетил», «прибыл в», «Минск посетила делегация», «находился в»; who went, where to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from kg.facts.events.acted import base, note_sides
from kg.facts.events.encounters import guests_told
from kg.facts.events.travellers import Party, at_theirs, party
from kg.facts.participants.attendants import antecedent, led
from kg.facts.participants.spoken import we_who_speak
from kg.facts.sentences.clauses import clause, persons_in
from kg.facts.story.drafts import Draft, Scene
from kg.facts.story.kinds import ENCOUNTERS
from kg.facts.story.sides import delegation_countries
from kg.facts.time_and_place.ends import until_told
from kg.facts.time_and_place.where import here, named_state, visited_state
from kg.mentions.model import CountryNamed, PersonNamed, PlaceNamed, Trigger

Goal = TypeVar("Goal", PlaceNamed, CountryNamed)

_NEEDS_PLACE = frozenset(
    "работать находиться пробыть пребывать провести прибыть прибывать прилететь приехать приезжать прилетать съездить побывать отправиться гостить "
    "знакомиться отбыть прибывший ознакомиться".split()
)
_COMING = frozenset("посетить побывать отправиться направиться прибыть приехать прилететь вылететь отбыть съездить находиться пробыть гостить нанести".split())
_ENVOYS = frozenset("делегация миссия delegation mission".split())
_GOES_TO = frozenset("посетить посещать".split())
_MONTHS = frozenset("января февраля марта апреля мая июня июля августа сентября октября ноября декабря года сегодня вчера накануне".split())
_DELEGATION = frozenset("делегация дэлегацыя delegation".split())
_PHRASE = 10  # tokens between a delegation and the verb of its journey
_THERE_TO = frozenset("в во у ў".split())  # "у нас была делегация"
_CONTAINERS = ("forum", "conference", "exhibition", "session")
_THERE = frozenset("где куда откуда который дзе куды where which who".split())  # "посетили парк, где их встретил А"

_ATTENDED = frozenset("мероприятие событие церемония торжество открытие стенд павильон мерапрыемства падзея цырымонія".split())


def visit(scene: Scene, t: Trigger) -> Draft | None:
    """The draft of a verb of going, where somebody of another state, or a delegation, goes to a city or state."""
    to_come = t.tense == "fut" and t.lemma in _COMING
    if (t.tense not in ("past", "pres") and not to_come) or any(g.kind in _CONTAINERS for g in scene.row.gatherings):
        return None
    if _to_a_meeting(scene, t):
        return None
    if t.lemma in ("посетить", "посещать", "наведать") and any(x.lemma in _ATTENDED and x.case in ("Acc", "Nom") for x in scene.tokens[max(0, t.first - 4) : t.first + 4]):
        return None  # "Мероприятие посетил посол"
    draft, first, last = base(scene, t, "visit")
    if to_come and (draft.period is None or draft.period.start.month is None):
        return None
    if draft.place is None and t.lemma in _GOES_TO:
        draft.set_place(next((p for p in scene.row.places if 0 <= p.first - t.last <= 2 and scene.tokens[p.first].case in ("Acc", "Nom", "")), None) or _in_front(scene, t, scene.row.places), scene.i)
    draft.set_country(visited_state(scene.row, first, last) if draft.country is None else None, scene.i)
    if draft.country is None and t.lemma in _GOES_TO:
        state = _in_front(scene, t, [c for c in scene.row.countries if c.form != "adjective"])
        draft.set_country(state.iso if state is not None else None, scene.i)
    in_the_country = here(scene, first, last) or (at_theirs(scene, first, last) if draft.country is None else None)
    if draft.country is None and t.lemma in _GOES_TO and draft.period is not None:
        draft.set_country(_of_what_is_seen(scene, t, last), scene.i)
    draft.set_country(in_the_country if draft.country is None else None, scene.i)
    if t.lemma in _NEEDS_PLACE and ((in_the_country is None and not _reached(scene, draft, t, last)) or _to_attend(scene, draft)):
        return None
    end = next((k for k in range(t.last, last) if scene.tokens[k].lemma in _THERE and scene.tokens[k - 1].text == ","), last)
    people = [p for p in persons_in(scene.row, first, end) if p.case in ("Nom", "")]
    people = people or antecedent(scene, first) or led(scene) or (we_who_speak(scene, first, last) if in_the_country is None else [])
    people = _travellers(scene, people, t)
    told = party(scene, first, end, t.first, draft.country, passive=t.passive) if not people else Party()
    delegations = [*told.states] or delegation_countries(scene.row)
    for key in told.people:
        draft.note(draft.people, key, scene.i)
        draft.note(draft.visitors, key, scene.i)
    if not people and not delegations:
        people, delegations = guests_told(scene, t, draft.country)
    if not people and not delegations:
        delegations = _of_the_other(scene, t, draft)
    if not (people or draft.people or delegations):
        return None
    for iso in delegations:
        draft.note(draft.countries, iso, scene.i)
    draft.add_people(scene.story, people, scene.i)
    for p in people:
        draft.note(draft.visitors, scene.story.person(p), scene.i)
    note_sides(scene, draft)
    own = scene.book.sides.countries(draft.people) or delegations
    if draft.country is None or draft.country in own:
        return None
    if to_come and t.lemma != "посетить" and (not (people or draft.people or (delegation_countries(scene.row) and any(x.lemma in _ENVOYS for x in scene.tokens))) or _inside_a_stay(scene, draft)):
        return None  # "Десять команд отправятся в Будапешт", "Завтра делегация отправится в Сохар"
    draft.note(draft.countries, draft.country, scene.i)
    until_told(scene, draft, first, last)
    return draft


def _of_what_is_seen(scene: Scene, t: Trigger, last: int) -> str | None:
    """«посетила белорусские предприятия», «посетили студию Pixel (Греция)», «посетили завод «Горизонт»»: the state of what is seen."""
    row = scene.row
    end = next((k for k in range(t.last, last) if scene.tokens[k].text in (",", ";") or "VerbForm=Fin" in scene.tokens[k].feats), last)
    seen = [c.iso for c in row.countries if t.last <= c.first < end and (c.form == "adjective" or scene.tokens[c.first - 1].text == "(")]
    houses = [b for b in row.bodies if t.last <= b.first < end]
    if any(b.kind not in ("Company", "Institution", "Organization") for b in houses):
        return None  # who calls at a ministry comes to talk
    if any(x.act in ("meet", "receive") for x in row.triggers) or any(g.kind in ENCOUNTERS for g in row.gatherings):
        return None  # "посетил завод, где встретился с А"
    seen = seen or [iso for b in houses if (iso := scene.story.bodies.country(scene.story.body(b) or "") or b.country)]
    return seen[0] if seen else scene.story.home


def _of_the_other(scene: Scene, t: Trigger, draft: Draft) -> list[str]:
    """«делегация Карагандинского университета побывала в Польше», in a release of two states: it came from the other."""
    both = scene.story.bilateral()
    at = next((k for k, x in enumerate(scene.tokens) if x.lemma in _DELEGATION and x.case in ("Nom", "") and abs(k - t.first) <= _PHRASE), None)
    named = at is not None and at + 1 < len(scene.tokens) and (scene.tokens[at + 1].case == "Gen" or scene.tokens[at + 1].text[:1].isupper() or scene.tokens[at + 1].pos == "X")
    leaves = t.lemma in ("отбыть", "вылететь", "отправиться", "ездить")
    if not named or leaves or draft.country not in both or draft.period is None:
        return []
    return [iso for iso in both if iso != draft.country]


def _to_a_meeting(scene: Scene, t: Trigger) -> bool:
    """«Вместе с ним на встречу прибыл посол А»: he attends it, no city or state is told as the goal."""
    tokens = scene.tokens
    meant = any(g.kind in ENCOUNTERS and g.first and tokens[g.first - 1].norm in ("на", "for", "to") for g in scene.row.gatherings)
    if not meant or t.lemma not in _NEEDS_PLACE or scene.row.places:
        return False
    posted = [c for c in scene.row.countries if any(r.first <= c.first <= r.last + 1 for r in scene.row.roles)]
    return not any(c.form != "adjective" and c.first and tokens[c.first - 1].norm in _THERE_TO and c not in posted for c in scene.row.countries)


def _inside_a_stay(scene: Scene, draft: Draft) -> bool:
    """A trip within the visit of which the text tells."""
    stay = scene.book.latest("visit", before=scene.i)
    return stay is not None and not stay.planned and draft.country in (stay.country, *stay.countries)


def _to_attend(scene: Scene, draft: Draft) -> bool:
    """«В Баку приехали также А и Б», after a sitting in Baku was told of: they came to it."""
    event = scene.book.latest("session", "forum", before=scene.i)
    if event is None or draft.period is not None or event.planned or scene.i - max(event.seen) > 8:
        return False
    same = draft.place is not None and event.place is not None and draft.place.name == event.place.name
    if not same and (draft.place is not None or draft.country is None or event.country != draft.country):
        return False
    for p in scene.row.persons:
        if p.case in ("Nom", ""):
            event.note(event.people, scene.story.person(p), scene.i)
    return True


def _travellers(scene: Scene, people: list[PersonNamed], t: Trigger) -> list[PersonNamed]:
    """The subject of the verb: one, or «А и Б посетили» all whom "и" or a comma joins."""
    if len(people) < 2 or scene.row.tokens[t.first].number == "Plur":
        joined = [p for p in people if (p.last <= t.first) == (people[0].last <= t.first)] if people else []
        return joined if len(joined) > 1 and any(x.norm in ("и", "і", "and") for x in scene.tokens[joined[0].last : joined[-1].first]) else people[:1]
    return people[:1] if people[0].first < t.first else [min(people, key=lambda p: abs(p.first - t.first))]


def _in_front(scene: Scene, t: Trigger, named: Sequence[Goal]) -> Goal | None:
    """«Минск посетила делегация», «Беларусь с визитом посетил А»: the goal stands before the verb, an accusative that looks like a nominative."""
    for p in named:
        token, before = scene.tokens[p.first], scene.tokens[p.first - 1] if p.first else None
        free = before is None or (before.pos not in ("ADP", "NOUN", "ADJ") or before.case == "Ins" or before.norm in _MONTHS)
        if 0 <= t.first - p.last <= 3 and token.case in ("Acc", "Nom", "") and free and not any(x.text == "," for x in scene.tokens[p.last : t.first]):
            return p
    return None


def _reached(scene: Scene, draft: Draft, t: Trigger, last: int) -> bool:
    """A city, or a state behind "в"."""
    if draft.place is not None:
        return True
    if t.lemma in ("знакомиться", "ознакомиться"):
        return False
    if draft.country is not None and named_state(scene.row, *clause(scene.tokens, t.first)) == draft.country:
        return True  # "В Беларуси находилась делегация", "В Перу прибыл министр А"
    to = next(
        (
            c
            for c in scene.row.countries
            if c.form != "adjective"
            and t.first < c.first < last
            and scene.tokens[c.first - 1].norm in ("в", "во", "у", "ў", "to", "in")
        ),
        None,
    )
    if to is None:
        return False
    draft.set_country(to.iso, scene.i)
    return True
