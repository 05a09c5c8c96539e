"""Events that a noun names: where and when a sentence says that they are, who takes part."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from kg.facts.clauses import clause, places_in, triggers_in
from kg.facts.drafts import Draft, Scene
from kg.facts.sides import delegation_countries
from kg.facts.when import CLOSES, OPENS, asides, own_clause, parted, process, when
from kg.facts.where import named_state, receiving_state, venue, visited_state
from kg.mentions.gatherings import ORDINALS
from kg.mentions.model import GatheringNamed, PersonNamed, PlaceNamed, RoleNamed, Trigger

# "в рамках форума", "на полях …": the event is the setting of what the sentence tells
SETTINGS = frozenset(
    "рамка поле ход итог результат время кулуар площадка период участник программа работа окончание завершение начало день протяжение "
    "margin sideline course occasion during framework".split()
)
_AFTER = frozenset("после перед по накануне after before following ahead".split())
_AT = frozenset("на в во at in during".split())
_ACTS = ("hold", "participate", "head", "receive", "visit", "plan", "invite", "meet")
_SAYS = frozenset("сообщить сообщать передавать передать уточнить пояснить добавить".split())
_TO_BE = frozenset("запланировать запланированный намеченный планировать планироваться намечать наметить намечаться предстоять предполагаться ожидаться назначить назначенный собираться".split())
_ENCOUNTERS = ("talks", "meeting", "call")
_LASTS = frozenset("продлиться длиться продолжаться завершиться закрыться работать".split())
_PURPOSE = frozenset("для к о об про без ради вместо путем посредством for without about".split())
_LASTING = re.compile(r"(?:одно|двух|трех|четырех|пяти|недельн|шести|семи)\w*(?:дневн|недельн)")


def drafts_of_nouns(scene: Scene) -> Iterator[Draft]:
    """A draft for each event noun of a sentence that the sentence says something of."""
    for g in scene.row.gatherings:
        if g.plural or process(scene, g) or (g.kind == "opening" and len(g.states) < 2):
            continue
        draft = _draft(scene, g)
        if draft is not None:
            draft.seen.append(scene.i)
            yield draft


def is_setting(scene: Scene, g: GatheringNamed) -> bool:
    """«в рамках», «на полях», «после»: something else is told that happens there."""
    before = [t.lemma for t in scene.tokens[max(0, g.first - 2) : g.first]]
    return any(w in SETTINGS for w in before) or bool(before and before[-1] in _AFTER)


def _at(scene: Scene, g: GatheringNamed) -> bool:
    return g.first > 0 and scene.tokens[g.first - 1].norm in _AT and scene.tokens[g.head].case in ("Loc", "Acc", "")


def _draft(scene: Scene, g: GatheringNamed) -> Draft | None:
    first, last = clause(scene.tokens, g.head)
    acts = triggers_in(scene.row, first, last, *_ACTS)
    holds = [t for t in acts if t.act in ("hold", "participate", "head", "visit")]
    if any(t.negated for t in acts if t.act in ("hold", "plan") or not g.proper or abs(t.first - g.head) < 6):
        return None
    if triggers_in(scene.row, first, last, "postpone") and not own_clause(scene, g):
        return None
    if g.kind in _ENCOUNTERS and any(t.act == "invite" and t.first < g.head for t in acts):
        return None
    core = frozenset(g.core.split())
    head = scene.tokens[g.head].lemma
    setting = is_setting(scene, g)
    draft = Draft(g.kind, g.name if g.proper else None, scene.i, f"noun-{g.kind}", core if g.proper else frozenset({head}), head, g.ordinal, g.proper)
    draft.inner = setting or _at(scene, g)
    if _of_its_name(scene, g, draft):
        draft.proper = True
    partners = [] if draft.container else _partners(scene, g)
    if not partners and not draft.proper and g.first and scene.tokens[g.first - 1].norm in _PURPOSE:
        return None
    draft.bare = not draft.proper and not partners and g.last == g.head + 1
    draft.again = draft.bare and draft.inner and g.kind in _ENCOUNTERS
    outer = _means_container(scene, g, draft, first, last) if not partners else None
    if outer is not None:
        draft.kind, draft.head, draft.bare, draft.again, draft.core = outer.kind, outer.head, True, False, frozenset({outer.head})
    when(scene, g, draft)
    if not (draft.bare and draft.inner and draft.container and draft.period is None):
        _where(scene, g, draft, first, last)
    draft.planned = _planned(scene, g, draft, first, last)
    draft.held = _held(scene, g, draft, holds, partners, setting)
    draft.background = draft.background or (_background(scene) and not (draft.bare and draft.inner and draft.period is None))
    _who(scene, g, draft, partners, first, last)
    _within(scene, g, draft)
    return draft


def _means_container(scene: Scene, g: GatheringNamed, draft: Draft, first: int, last: int) -> Draft | None:
    """«Двухдневную встречу накануне открыл министр»: the sitting or forum that the text is telling of."""
    if draft.kind not in _ENCOUNTERS or draft.proper or g.last > g.head + 1:
        return None
    lasting = any(_LASTING.match(t.lemma) for t in scene.tokens[g.first : g.head])
    opened = any(t.lemma in OPENS | CLOSES for t in triggers_in(scene.row, first, last, "hold"))
    return scene.book.latest("session", "forum", before=scene.i) if lasting or opened else None


def _of_its_name(scene: Scene, g: GatheringNamed, draft: Draft) -> bool:
    """«первое заседание», told of after «второе заседание рабочей группы»: the rest of the name is the same."""
    plain = all(t.text[:1].isdigit() or t.lemma in ORDINALS for t in scene.tokens[g.first : g.head])
    if g.ordinal is None or g.last > g.head + 1 or not plain:
        return False
    known = next((d for d in reversed(scene.book.drafts) if d.proper and d.head == draft.head and d.ordinal and d.name), None)
    if known is None or known.ordinal == g.ordinal:
        return False
    words = (known.name or "").split()
    at = next((n for n, w in enumerate(words) if w.lower().replace("ё", "е").startswith(draft.head[:5])), None)
    if at is None or at + 1 >= len(words):
        return False
    draft.name = " ".join([g.name, *words[at + 1 :]])
    draft.core = known.core
    for iso in known.countries:
        draft.note(draft.countries, iso, scene.i)
    return True


def _partners(scene: Scene, g: GatheringNamed) -> list[PersonNamed]:
    """People in the noun's own complement: "встреча А с Б", "визит Премьера … Ли Цяна"."""
    out = []
    for p in scene.row.persons:
        if p.first < g.head:
            continue
        between = scene.tokens[g.head + 1 : p.first]
        if any(t.pos == "VERB" and "VerbForm=Part" not in t.feats or t.text in (";", ":") for t in between) or len(between) > 30:
            break
        if p.case in ("Gen", "Ins", "") or out or (between and between[0].norm in ("с", "со", "между")):
            out.append(p)
    return out


def _where(scene: Scene, g: GatheringNamed, draft: Draft, first: int, last: int) -> None:
    own = own_clause(scene, g)
    places = places_in(scene.row, *own) if own else []
    if not places:
        apart = [a for a in asides(scene.tokens) if not a[0] <= g.head < a[1]]
        places = [p for p in places_in(scene.row, first, last) if not any(a[0] <= p.first < a[1] for a in apart) and not parted(scene, p.first, g, first)]
    if not places and own and any(t.norm in ("там", "здесь", "тут", "there") for t in scene.tokens[own[0] : own[1]]):
        places = [p for p in scene.row.places if p.first < own[0]][-1:]  # "намеченное там же"
        draft.set_place(places[0] if places else None, scene.i)
    elif places:
        nearest = min(places, key=lambda p: abs(p.first - g.head))
        if not _belongs_to_another(scene, g, nearest, places):
            draft.set_place(nearest, scene.i)
    if g.kind == "visit":
        _whereto(scene, draft, first, last)
        return
    reach = own if own and places else (first, last)
    draft.set_country(named_state(scene.row, *reach) if draft.country is None else None, scene.i)
    if draft.country is None:
        draft.venue = venue(scene.story, scene.row, *reach)
        draft.set_country(draft.venue or receiving_state(scene.row, *reach), scene.i)


def _whereto(scene: Scene, draft: Draft, first: int, last: int) -> None:
    """The state that is visited."""
    iso = visited_state(scene.row, first, last)
    if iso is not None:
        draft.set_country(iso, scene.i)
        if draft.place is not None and draft.place.iso != iso:
            draft.place = draft.place_at = None
        return
    if draft.country is None and any(t.lemma == "наш" and u.lemma == "страна" for t, u in zip(scene.tokens[first:last], scene.tokens[first + 1 : last], strict=False)):
        draft.set_country(scene.story.home, scene.i)


def _belongs_to_another(scene: Scene, g: GatheringNamed, place: PlaceNamed, places: list[PlaceNamed]) -> bool:
    """A later event that stands nearer to the only city has it: "визит состоится после форума в Баку"."""
    if place.first < g.head or len(places) > 1:
        return False
    others = [o for o in scene.row.gatherings if o is not g and g.last <= o.first < place.first]
    return any(o.kind in ("forum", "conference", "exhibition", "session") for o in others)


def _held(scene: Scene, g: GatheringNamed, draft: Draft, holds: list[Trigger], partners: list[PersonNamed], setting: bool) -> bool:
    if draft.container and (draft.inner or own_clause(scene, g) is not None):
        return True
    if draft.kind in _ENCOUNTERS and draft.inner:
        return True
    if draft.kind in _ENCOUNTERS and partners:
        first, last = clause(scene.tokens, g.head)
        past = any("Tense=Past" in t.feats for t in scene.tokens[first:last])
        return bool(holds) or (past and not triggers_in(scene.row, first, last, "plan"))
    return bool(holds) and not setting


def _planned(scene: Scene, g: GatheringNamed, draft: Draft, first: int, last: int) -> bool:
    own = own_clause(scene, g)
    reach = own or (first, last)
    holds = [t for t in triggers_in(scene.row, *reach, "hold", "plan", "participate", "head") if own or abs(t.first - g.head) <= 14]
    if own and holds and all(t.lemma in _LASTS for t in holds):
        holds = triggers_in(scene.row, first, last, "hold", "plan")
    published = scene.story.document.release.published
    if draft.period is not None and published is not None and published.day and draft.period.start.year:
        start, day = draft.period.start.lexical, published.lexical
        if len(start) == len(day) or start != day[: len(start)]:
            return start > day[: len(start)]
    if not holds:
        return False
    near = min(holds, key=lambda t: abs(t.first - g.head))
    if near.act == "hold" and not near.tense and "VerbForm=Inf" in scene.tokens[near.first].feats:
        return True
    return near.tense == "fut" or any(t.act == "plan" and t.lemma in _TO_BE for t in holds)


def _background(scene: Scene) -> bool:
    return any(d.mention.background for d in scene.story.dates[scene.i])


def _who(scene: Scene, g: GatheringNamed, draft: Draft, partners: list[PersonNamed], first: int, last: int) -> None:
    for iso in g.states:
        draft.note(draft.countries, iso, scene.i)
    if draft.inner and draft.container and not draft.planned:
        for c in scene.row.countries:
            if first <= c.first < last and c.form != "adjective" and c.case == "Nom" and not (c.first and scene.tokens[c.first - 1].pos == "ADP"):
                draft.note(draft.countries, c.iso, scene.i)
    inside = [p for p in scene.row.persons if first <= p.first < last and not _speaks_of_it(scene, p)]
    if g.kind == "visit":
        known = draft.bare and draft.inner and scene.book.latest("visit", before=scene.i) is not None
        people = [] if known else _visitors(g, partners, inside, scene.row.roles) or led(scene) or _antecedent(scene, first)
        for p in people:
            draft.note(draft.visitors, scene.story.person(p), scene.i)
    elif g.kind in _ENCOUNTERS and not draft.container:
        people = _who_meet(scene, draft, inside, partners)
    else:
        acts = triggers_in(scene.row, first, last, "participate", "head", "visit", "receive", "hold")
        people = [p for p in inside if acts and p.case in ("Nom", "Ins", "") and p not in partners]
        people = [p for p in people if not _accompanies(scene, p)] if draft.planned else people
    if g.kind in _ENCOUNTERS and len(people) == 1 and people == partners and g.last < len(scene.tokens) and scene.tokens[g.last].norm in ("с", "со"):
        _add_hero(scene, people[0], draft)
    draft.add_people(scene.story, people, scene.i)
    for iso in (*scene.book.sides.countries(scene.story.person(p) for p in people), *delegation_countries(scene.row), *_sides_met(scene, g, first, last)):
        draft.note(draft.countries, iso, scene.i)
    if g.kind == "visit" and not people:
        for r in scene.row.roles:
            if first <= r.first < g.head and r.case == "Nom" and r.country:
                draft.note(draft.countries, r.country, scene.i)
    if draft.again and not people and not draft.countries and draft.period is not None:
        for iso in _two_named(scene):
            draft.note(draft.countries, iso, scene.i)
    if g.kind in (*_ENCOUNTERS, "visit") and (draft.venue or g.kind == "visit") and draft.country:
        draft.note(draft.countries, draft.country, scene.i)
    for t in triggers_in(scene.row, first, last, "head"):
        for p in people:
            if abs(p.first - t.first) <= 12 and not draft.planned and t.lemma != "глава":
                draft.note(draft.heads, scene.story.person(p), scene.i)


def _who_meet(scene: Scene, draft: Draft, inside: list[PersonNamed], partners: list[PersonNamed]) -> list[PersonNamed]:
    if partners and draft.inner:
        # "был рассмотрен на его встрече с Б": whose it is stands before
        subject = [p for p in scene.row.persons if p.first < partners[0].first and p.case in ("Nom", "") and not _speaks_of_it(scene, p)]
        return [*subject[-1:], *partners]
    return inside


def _two_named(scene: Scene) -> list[str]:
    """«Министры А и Б договорились … Об этом они заявили на встрече»: the two states of the sentence before."""
    row = scene.story.rows[scene.i - 1] if scene.i else scene.row
    named = list(dict.fromkeys(c.iso for c in row.countries if c.form != "adjective"))
    return named if len(named) == 2 and scene.i and not scene.headline(scene.i - 1) else []


def _add_hero(scene: Scene, partner: PersonNamed, draft: Draft) -> None:
    """«Состоялась встреча с Б»: the other one is the visitor, or whom the release names most of those who took part so far."""
    current = scene.book.current
    known = [d for d in scene.book.drafts if not d.background]
    there = {key for d in ([current] if current and current.group == "visit" and current.people else known) for key in d.people} - {scene.story.person(partner)}
    count = Counter(key for row in scene.story.rows for p in row.persons if (key := scene.story.person(p)) in there)
    ranked = count.most_common(2)
    if ranked and (len(ranked) == 1 or ranked[0][1] > ranked[1][1]):
        draft.note(draft.people, ranked[0][0], scene.i)
        for iso in scene.book.sides.countries([ranked[0][0]]):
            draft.note(draft.countries, iso, scene.i)


def _visitors(g: GatheringNamed, partners: list[PersonNamed], inside: list[PersonNamed], roles: list[RoleNamed]) -> list[PersonNamed]:
    own = [p for p in partners if p.case in ("Gen", "") and p in inside][:1]
    if own:
        return own
    if any(r.first - g.head in (1, 2) and r.case == "Gen" for r in roles):
        return []  # "накануне визита главы МИД": not the visit of whoever speaks
    before = [p for p in inside if p.first < g.head and p.case in ("Nom", "")]
    after = [p for p in inside if p.first > g.head and p.case == "Nom"]
    return before[:1] or after[:1]


def led(scene: Scene) -> list[PersonNamed]:
    """«делегация во главе с А», «под руководством А»: A is with it."""
    heads = [t for t in scene.row.triggers if t.act == "head" and t.lemma in ("глава", "руководство") and t.first and scene.tokens[t.first - 1].norm in ("во", "под")]
    return [p for t in heads for p in scene.row.persons if t.last <= p.first <= t.last + 14][:1]


def _antecedent(scene: Scene, first: int) -> list[PersonNamed]:
    """«премьер Ли Цян, который посещает страну с визитом»: he of whom a relative clause speaks."""
    return [p for p in scene.row.persons if p.last == first - 1 and scene.tokens[first - 1].text == ","][:1]


def _speaks_of_it(scene: Scene, p: PersonNamed) -> bool:
    """«по словам А», «сообщил А», «по приглашению А»: not there by that."""
    words = [t.lemma for t in scene.tokens[max(0, p.first - 12) : p.first]]
    if any(w in ("поручение", "приглашение") for w in words[-8:]):
        return True
    roles = [r.first for r in scene.row.roles if r.last in (p.first, p.first - 1)]
    start = min([p.first, *roles])
    before = scene.tokens[start - 1].lemma if start else ""
    return before in ("слово", "мнение", "данные", "информация") or before in _SAYS


def _accompanies(scene: Scene, p: PersonNamed) -> bool:
    """Whoever speaks of an event to come in the past tense is no part of it yet."""
    verbs = triggers_in(scene.row, *clause(scene.tokens, p.first), "participate", "head", "hold", "invite")
    near = min(verbs, key=lambda t: abs(t.first - p.first), default=None)
    return near is None or near.tense == "past" or near.act == "invite"


def _sides_met(scene: Scene, g: GatheringNamed, first: int, last: int) -> list[str]:
    """«переговоры с Министерством … Китая», «встреча с руководством Минцифры»: states of the bodies behind "с"."""
    if g.kind not in _ENCOUNTERS:
        return []
    out = []
    for b in scene.row.bodies:
        if not max(first, g.head) <= b.first < last:
            continue
        before = [t.norm for t in scene.tokens[max(g.head + 1, b.first - 5) : b.first]]
        key = scene.story.body(b)
        iso = (scene.story.bodies.country(key) if key else None) or b.country
        if iso and any(w in ("с", "со", "з", "са", "with") for w in before):
            out.append(iso)
    return out


def _within(scene: Scene, g: GatheringNamed, draft: Draft) -> None:
    """The event that the sentence, the list's lead or the name itself says that this one is a part of."""
    drafts = scene.book.drafts
    if draft.group == "session" and ("секция" in g.core or "пленарный" in g.core):
        draft.part_of = next((d for d in drafts if d.group == "forum"), None)
    draft.part_of = draft.part_of or outer_event(scene, draft, g)
    if draft.part_of is None and not draft.container:
        draft.part_of = setting_of(scene)


def outer_event(scene: Scene, draft: Draft, g: GatheringNamed | None = None) -> Draft | None:
    """«в рамках форума …», «в ходе визита …»: an event told of before that the sentence names as the setting."""
    for o in scene.row.gatherings:
        if o is g or not is_setting(scene, o) or o.kind in _ENCOUNTERS:
            continue
        head = scene.tokens[o.head].lemma
        core = frozenset(o.core.split())
        found = next((d for d in reversed(scene.book.drafts) if d is not draft and core & d.core and d.head == head), None)
        if found is not None:
            return found
    return None


def setting_of(scene: Scene) -> Draft | None:
    """«В кулуарах …», «На полях …»: with nothing behind it, the event of the text; in a list, that of its lead."""
    words = [t.lemma for t in scene.tokens[:3]]
    if words[:1] == ["в"] and "кулуар" in words or words[:1] == ["на"] and "поле" in words:
        return scene.book.latest("forum", "session")
    lead = scene.story.lead(scene.i)
    if lead is None:
        return None
    row = scene.story.rows[lead]
    inside = Scene(scene.story, lead, row, scene.book)
    named = next((o for o in row.gatherings if is_setting(inside, o)), None)
    if named is None:
        return None
    head = row.tokens[named.head].lemma
    return next((d for d in reversed(scene.book.drafts) if d.head == head or head in d.core), None)
