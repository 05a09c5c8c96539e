"""Meetings that no word for a meeting tells: one partner after another, a house that receives a delegation, «обсудил с Б»."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.facts.events.setting import outer_event, setting_of
from kg.facts.events.travellers import delegation_before
from kg.facts.participants.attendants import led
from kg.facts.participants.spoken import we_who_speak
from kg.facts.participants.told import who_before
from kg.facts.sentences.clauses import clause, dates_of, places_in, post_of, token_at
from kg.facts.sentences.words import WITH
from kg.facts.story.drafts import Draft, Scene
from kg.facts.story.kinds import ENCOUNTERS
from kg.facts.story.sides import delegation_countries
from kg.facts.time_and_place.timeline import only_a_day
from kg.facts.time_and_place.when import nearest
from kg.mentions.date_model import ResolvedDate
from kg.mentions.model import PersonNamed, RoleNamed, Trigger

_MANAGED = frozenset("удаться смочь суметь получиться успеть".split())
_LINES = frozenset("видеосвязь телефон видеоконференция видеоконференцсвязь онлайн видеозвонок скайп онлайн-режим онлайн-формат вкс зум дистанционно удаленно виртуально телефонный видеовстреча связаться созвониться позвонить тэлефон відэасувязь".split())
_WHERE = frozenset("где который дзе якi where who".split())
_THEN = frozenset("затем потом позже позднее отдельно пасля потым then later afterwards separately".split())
_HOURS = frozenset("утром днем вечером ночью раніцай удзень увечары".split())
_VIEWS = frozenset("мнение думка взгляд оценка точка меркаванне view opinion".split())
_READY = frozenset("готовность готовый готов намерение обещать пообещать намереваться планировать рассчитывать гатоўнасць гатовы readiness ready intention promise plan".split())
_TALKED_OVER = frozenset("обсудить обсуждать рассмотреть проработать согласовать".split())
_READY_REACH = 4  # tokens from the promise to the verb
_GUESTS = frozenset("делегация гость госць дэлегацыя группа миссия delegation mission team group guest".split())


def in_turn(scene: Scene, draft: Draft, t: Trigger) -> Iterator[Draft]:
    """"sat down first with A, and then with B", «встретился с А, а затем – с Б»: takes B out of the draft and yields the second meeting."""
    first, _ = clause(scene.tokens, t.first)
    last = next((k for k in range(t.last, len(scene.tokens)) if "VerbForm=Fin" in scene.tokens[k].feats and scene.tokens[k].lemma != t.lemma), len(scene.tokens))
    for k in range(t.last + 1, last - 1):
        day = _on_another_day(scene, k)
        if day is None and not _another_received(scene, t, k) and (scene.tokens[k].norm not in _THEN or not any(x.norm in WITH for x in scene.tokens[k + 1 : k + 3])):
            continue
        hosts = [p for p in scene.row.persons if first <= p.first < t.first]
        before = [p for p in scene.row.persons if t.last <= p.first < k]
        after = [p for p in scene.row.persons if k < p.first < last]
        subject = [scene.story.person(p) for p in hosts] or [key for key in draft.people if key not in {scene.story.person(p) for p in (*before, *after)}]
        if before and after and subject:
            yield _apart(scene, draft, subject, after, day)
        return


def _another_received(scene: Scene, t: Trigger, k: int) -> bool:
    """«утром принял А, днем – Б», «принял А, затем – Б»: a dash behind the hour, and another guest."""
    hour = scene.tokens[k].norm in _THEN or scene.tokens[k].norm in _HOURS
    return t.act == "receive" and hour and k + 1 < len(scene.tokens) and scene.tokens[k + 1].text in ("–", "—", "-")


def _on_another_day(scene: Scene, k: int) -> ResolvedDate | None:
    """«, а 20 мая – с министром Б»: the day between the conjunction at token k and "с"."""
    tokens = scene.tokens
    if tokens[k].norm not in ("а", "и", "і") or not k:
        return None
    at = next((n for n in range(k + 2, min(k + 9, len(tokens))) if tokens[n].norm in WITH), None)
    days = [d for n, d in dates_of(scene.story, scene.i) if k < n < at] if at is not None else []
    return days[0] if len(days) == 1 and not any("VerbForm=Fin" in x.feats for x in tokens[k:at]) else None


def _apart(scene: Scene, draft: Draft, subject: Sequence[str], after: Sequence[PersonNamed], day: ResolvedDate | None = None) -> Draft:
    """A meeting of its own of the subject and some whom the draft has had."""
    for p in after:
        draft.people.pop(scene.story.person(p), None)
    other = Draft(draft.kind, None, scene.i, draft.rule, held=True, planned=draft.planned, part_of=draft.part_of, seen=[scene.i])
    if day is not None:
        other.set_period(day.period, scene.i)
    else:
        other.set_period(draft.period, draft.period_at or scene.i, draft.period_rule)
    other.set_place(draft.place, scene.i)
    for key in [*subject, *(scene.story.person(p) for p in after)]:
        other.note(other.people, key, scene.i)
    for d in (draft, other):
        d.countries = {}
        for iso in scene.book.sides.countries(d.people):
            d.note(d.countries, iso, scene.i)
    return other


def house_receives(scene: Scene, t: Trigger) -> Draft | None:
    """"The agency received a mission of the Government of Chile, headed by A": a body is the host, and nobody of it is named."""
    tokens = scene.tokens
    first, last = clause(tokens, t.first)
    house = next((b for b in scene.row.bodies if first <= b.first and b.last <= t.first <= b.last + 3), None)
    named = any(first <= p.first < t.first for p in scene.row.persons)
    if house is None or named or t.tense != "past" or t.passive:
        return None
    at = next((k for k in range(t.last, min(last, t.last + 8)) if tokens[k].lemma in _GUESTS), None)
    home = scene.story.bodies.country(scene.story.body(house) or "") or house.country
    if at is None or home is None:
        return None
    end = next((k for k in range(at + 1, last) if tokens[k].text in (",", ";") or tokens[k].lemma == "возглавить"), last)
    guests = [c.iso for c in scene.row.countries if t.last <= c.first < end and c.iso != home]
    if len(set(guests)) != 1:
        return None
    draft = Draft("meeting", None, scene.i, "house-receives", held=True)
    day = nearest(scene, t.first)
    draft.set_period(day.period if day is not None else None, scene.i)
    places = places_in(scene.row, first, last)
    draft.set_place(places[0] if places else None, scene.i)
    draft.add_people(scene.story, led(scene), scene.i)
    for iso in (home, guests[0]):
        draft.note(draft.countries, iso, scene.i)
    return draft if draft.people or draft.period is not None else None


def ready_to(scene: Scene, t: Trigger) -> bool:
    """«подтвердил готовность принять делегацию», «пообещал принять у себя»: not received yet."""
    first, _ = clause(scene.tokens, t.first)
    near = scene.tokens[max(first, t.first - _READY_REACH) : t.first]
    return "VerbForm=Inf" in scene.tokens[t.first].feats and any(x.lemma in _READY for x in near)


def promised_guests(scene: Scene, t: Trigger) -> Draft | None:
    """«готовность принять в июле в Баку узбекскую делегацию во главе с А»: a visit to come, where its time is told."""
    _, last = clause(scene.tokens, t.first)
    days = [d for k, d in dates_of(scene.story, scene.i, ("date",)) if t.first < k < last and d.period is not None]
    places = places_in(scene.row, t.first, last)
    guests = [c for c in delegation_countries(scene.row) if not places or c != places[0].iso]
    led_by = [p for p in led(scene) if t.first < p.first < last]
    if len(days) != 1 or len({p.name for p in places}) != 1 or len(guests) != 1 or places[0].iso is None:
        return None
    draft = Draft("visit", None, scene.i, "guests-promised", held=True, planned=True)
    draft.set_period(days[0].period, scene.i)
    draft.set_place(places[0], scene.i)
    draft.add_people(scene.story, led_by, scene.i)
    for p in led_by:
        draft.note(draft.visitors, scene.story.person(p), scene.i)
    for iso in (guests[0], places[0].iso):
        draft.note(draft.countries, iso, scene.i)
    return draft


def another_host(scene: Scene, people: Sequence[PersonNamed], first: int, last: int) -> bool:
    """"Also on Tuesday, Minister A received the delegation": after talks with others, and on a day of its own."""
    told = scene.book.latest("meet", before=scene.i)
    if told is None or told.planned or scene.book.latest("visit", before=scene.i) is None:
        return False
    keys = [scene.story.person(p) for p in people]
    fresh = not set(keys) & set(told.people)
    hosts = scene.book.sides.countries(key for p, key in zip(people, keys, strict=True) if p.case == "Nom")
    if fresh and len(told.people) > 1 and set(hosts) & set(scene.book.sides.countries(told.people)):
        return True  # "… встретился с А. Делегацию принял Б": A and B are of one side
    return fresh and any(first <= k < last for k, _ in dates_of(scene.story, scene.i))


def guest_by_pronoun(scene: Scene, t: Trigger, first: int, last: int) -> list[PersonNamed]:
    """«Его принял министр»: the visitor, else the only one of whom the sentence before spoke."""
    near = scene.tokens[max(first, t.first - 2) : t.first] + scene.tokens[t.last : min(last, t.last + 1)]
    if not any(x.norm in ("его", "ее", "яго", "яе", "him", "her") for x in near):
        return []
    here = [p for p in scene.row.persons if p.last < t.first and p.case == "Nom" and any(x.lemma in _WHERE or x.text == ";" for x in scene.tokens[p.last : t.first])]
    if here:
        return here[-1:]  # "А побывал в министерстве, где его принял Б"
    return who_before(scene)


def guests_told(scene: Scene, t: Trigger, host: str | None) -> tuple[list[PersonNamed], list[str]]:
    """«Гости прибыли в Астану», «Госці знаходзяцца ў нашай краіне»: who led the delegation told of before, and its state."""
    before = scene.tokens[max(0, t.first - 6) : t.first] + scene.tokens[t.last : t.last + 2]
    if not any(x.lemma in _GUESTS and x.case in ("Nom", "") for x in before):
        return [], []
    return delegation_before(scene, host)


def drafts_of_talk(scene: Scene) -> Iterator[Draft]:
    """«12 мая в Осло министр А обсудил с министром Б …», «мне удалось обсудить по видеосвязи … с Б»: two of different states who
    talk on a day, or in a city, have met or called.
    """
    if scene.story.language != "en":
        return
    for t in scene.row.triggers:
        if not _talks_over(scene, t) or not _done(scene, t) or t.passive or t.negated:
            continue
        first, last = clause(scene.tokens, t.first)
        if any(g.kind in ENCOUNTERS and g.kind != "call" and first <= g.head < last for g in scene.row.gatherings) or any(x.act in ("meet", "receive") for x in scene.row.triggers):
            return
        subject = _who_talks(scene, t, first, last)
        partners = [p for p in scene.row.persons if t.last <= p.first < last and _with(scene, p)]
        two = len(subject) == 2 and not partners and scene.tokens[t.first].number == "Plur"  # "А и Б обсудили"
        states = scene.book.sides.countries(scene.story.person(p) for p in (*subject, *partners))
        told = [d for k, d in dates_of(scene.story, scene.i) if first <= k < last and not d.mention.background] or _day_in_front(scene)
        places = places_in(scene.row, first, last)
        loose = t.act != "discuss" or two  # "договорились", "подвели итоги": where a place is told too, or a day in front
        if (not two and (len(subject) != 1 or len(partners) != 1)) or len(states) < 2 or not told or (loose and not (places or _day_in_front(scene) or _begins_with_day(scene))):
            return
        kind = "call" if on_line(scene, t) else "meeting"
        draft = Draft(kind, None, scene.i, "discussed-with", held=True, seen=[scene.i])
        draft.set_period(told[0].period, scene.i)
        draft.set_place(places[0] if places and kind != "call" else None, scene.i)
        draft.add_people(scene.story, [*subject, *partners], scene.i)
        for iso in states:
            draft.note(draft.countries, iso, scene.i)
        draft.part_of = None if kind == "call" else outer_event(scene, draft) or setting_of(scene)
        yield draft
        return


def on_line(scene: Scene, t: Trigger) -> bool:
    """«побеседовал по телефону», «встретились онлайн»."""
    first, last = clause(scene.tokens, t.first)
    end = next((k for k in range(t.last, last) if scene.tokens[k].norm in ("что", "што", "that")), last)  # "отметил, что все услуги доступны онлайн"
    return any(x.lemma in _LINES for x in scene.tokens[first:end])


def _talks_over(scene: Scene, t: Trigger) -> bool:
    """«обсудил», «рассмотрел», «договорился»; «обменялся мнениями»."""
    if t.act == "discuss":
        return t.lemma in _TALKED_OVER or (t.lemma == "обменяться" and any(x.lemma in _VIEWS for x in scene.tokens[t.last : t.last + 3]))
    return t.act == "agree" and t.lemma in ("договориться", "условиться")


def _day_in_front(scene: Scene) -> list[ResolvedDate]:
    """«6 июня. А и Б обсудили …»: the sentence in front, of the same paragraph or a heading, is the day and nothing else."""
    if not scene.i or scene.headline(scene.i - 1) or not only_a_day(scene.story, scene.i - 1):
        return []
    return [d for d in scene.story.dates[scene.i - 1] if d.period is not None]


def _begins_with_day(scene: Scene) -> bool:
    """«6 июня. А и Б», «6 июня: А и Б», "6 июня – А и Б" in a list: the item begins with the day."""
    days = [d for d in scene.story.dates[scene.i] if d.period is not None and d.period.start.day]
    at = token_at(scene.row, days[0].mention.span.end) if len(days) == 1 else 0
    return bool(at) and at <= 8 and any(x.text in (".", ":", "–", "—", "**", ")") for x in scene.tokens[at : at + 2])


def _done(scene: Scene, t: Trigger) -> bool:
    """«обсудил», «удалось обсудить»."""
    before = scene.tokens[max(0, t.first - 4) : t.first]
    return t.tense == "past" or any(x.lemma in _MANAGED and "Tense=Past" in x.feats for x in before)


def _who_talks(scene: Scene, t: Trigger, first: int, last: int) -> list[PersonNamed]:
    """The subject: by name, by "он", or the one who gives the interview."""
    named = [p for p in scene.row.persons if first <= p.first < t.first and p.case in ("Nom", "")]
    before = scene.tokens[first : t.first]
    if not named and any(x.norm in ("он", "она", "ён", "яна") and x.case == "Nom" for x in before):
        return who_before(scene)
    mine = any(x.norm in ("мне", "нам") for x in before)
    return named or we_who_speak(scene, first, last, mine=mine)


def _with(scene: Scene, p: PersonNamed) -> bool:
    roles: list[RoleNamed] = [r for r in scene.row.roles if 0 <= p.first - r.last <= 3]
    role = min(roles, key=lambda r: r.first, default=None) or post_of(scene.row, p)
    start = role.first if role is not None else p.first
    while start and (scene.tokens[start - 1].text in ("the", "his", "her") or scene.tokens[start - 1].norm in ("своим", "своей")):
        start -= 1
    return bool(start) and scene.tokens[start - 1].norm in WITH
