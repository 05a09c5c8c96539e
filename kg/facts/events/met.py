"""Events that a verb tells of: «встретился с», «принял посла», «посетил», «собралась комиссия», «открылся центр»."""

from __future__ import annotations

from collections.abc import Iterator

from kg.facts.events.acted import base, note_sides
from kg.facts.events.encounters import (
    another_host,
    guest_by_pronoun,
    house_receives,
    in_turn,
    on_line,
    promised_guests,
    ready_to,
)
from kg.facts.events.english_sittings import sits, sitting
from kg.facts.events.groups import guests_before
from kg.facts.events.journeys import visit
from kg.facts.events.openings import opening
from kg.facts.events.series import of_the_series
from kg.facts.events.standing import subject
from kg.facts.events.stays import where_clause
from kg.facts.events.travellers import party
from kg.facts.participants.hero import with_hero, with_whom
from kg.facts.participants.spoken import we_who_speak
from kg.facts.participants.told import OFFICIALS, partner_by_post, sides_of_number, those_told_of, unnamed, who_before
from kg.facts.sentences.beginning import eve_of
from kg.facts.sentences.clauses import clause, persons_in
from kg.facts.sentences.speaker import guest
from kg.facts.sentences.words import WITH
from kg.facts.story.drafts import Draft, Scene
from kg.facts.story.sides import delegation_countries, states_of
from kg.facts.time_and_place.ends import OPENS
from kg.facts.time_and_place.when import nearest
from kg.mentions.model import PersonNamed, Trigger
from kg.mentions.ordinals import ordinal_of

_RECEIVES = frozenset("принять принимать receive welcome встретить".split())
_NOT_RECEIVED = frozenset(
    "участие решение закон мера меры документ программа part постановление указ план резолюция декларация "
    "обязательство заявление поправка стандарт внимание присяга приглашение".split()
)
_CALLS = frozenset("созвониться позвонить тэлефанаваць".split())
_THEM = frozenset("их іх them".split())
_GUESTS = frozenset("гость делегация группа миссия guest delegation посол министр".split())
_JOINT = ("совместная коллегия", "объединенная коллегия", "сумесная калегія", "комиссия", "коллегия")
_OFFICES = frozenset(
    "регулятор администрация ведомство министерство эксперт специалист делегация представитель чиновник "
    "оператор связист почтовик ученый парламентарий предприниматель разработчик юрист инженер дипломат депутат "
    "regulator authority administration official delegation operator specialist expert".split()
)
_ACTING = OFFICIALS | _OFFICES
_OF_OTHERS = frozenset(
    "представитель руководитель коллега специалист эксперт руководство делегация команда группа миссия партнер прадстаўнік кіраўнік калега кіраўніцтва "
    "representative executive colleague management leadership delegation team".split()
)
_AS_ONE = frozenset("руководство делегация команда группа миссия кіраўніцтва management leadership delegation team".split())
_DELEGATION = frozenset("делегация гость delegation".split())
_FAR = 6  # sentences, headings among them, from the arrival of the guests to their reception
_CONTAINERS = ("forum", "conference", "exhibition", "session")


def drafts_of_verbs(scene: Scene) -> Iterator[Draft]:
    """Drafts from the verbs of a sentence."""
    done: set[str] = set()
    for t in scene.row.triggers:
        act = f"{t.act}?" if t.act == "visit" and t.tense == "fut" else t.act  # "ездил в мае, а в июне приедет"
        if t.negated or act in done:
            continue
        draft = _of(scene, t)
        if draft is not None:
            done.add(act)
            draft.seen.append(scene.i)
            turns = list(in_turn(scene, draft, t)) if draft.group == "meet" and len(draft.people) > 1 else []
            yield draft
            yield from turns


def _of(scene: Scene, t: Trigger) -> Draft | None:
    first, last = clause(scene.tokens, t.first)
    # "received A for talks": why, which the verb tells
    nouns = {g.kind for g in scene.row.gatherings if not g.plural and first <= g.head < last and not eve_of(scene, g) and not (g.first and _for(scene, g.first))}
    if (joint := sits(scene, t)) is not None:
        return sitting(scene, t, joint, base(scene, t, "session")[0])
    if t.act == "meet":
        return _meeting(scene, t) if t.tense else None
    if t.act == "receive" and t.lemma in _RECEIVES and not nouns & {"talks", "meeting"}:
        return promised_guests(scene, t) if ready_to(scene, t) else house_receives(scene, t) or _reception(scene, t)
    if t.lemma == "работать" and t.tense == "past" and not nouns and we_who_speak(scene, first, last):
        return visit(scene, t)  # "Мы работали в Баку с 6 по 10 июня"
    if t.act == "visit" and "visit" not in nouns:
        apart = where_clause(scene, t.first)
        return visit(scene, t) if apart is None or not apart[0] <= t.first < apart[1] else None
    if t.act == "hold" and t.lemma in ("собраться", "собираться", "заседать", "работать") and "session" not in nouns:
        return _sitting(scene, t)
    if (t.act == "hold" and t.lemma in OPENS) or t.act == "launch":
        return opening(scene, t, base(scene, t, "opening")[0])
    if t.act == "discuss" and t.tense == "past" and not scene.row.gatherings:
        return _talked(scene, t)
    return None


def _for(scene: Scene, k: int) -> bool:
    while k and scene.tokens[k - 1].pos in ("DET", "ADJ"):
        k -= 1
    return k > 0 and scene.tokens[k - 1].text == "for"


def _enough(draft: Draft) -> bool:
    return len(draft.people) + len(draft.countries) >= 2


def _meeting(scene: Scene, t: Trigger) -> Draft | None:
    draft, first, last = base(scene, t, "call" if t.lemma in _CALLS or on_line(scene, t) else "meeting")
    people, by_post = persons_in(scene.row, first, _to_next_verb(scene, t, last)), list[PersonNamed]()
    if people:
        if not any(p.case in ("Nom", "") for p in people):
            by_post = unnamed(scene, first, t.first, "Nom", "") if scene.story.language == "en" else unnamed(scene, first, last, "Nom")
            people = [*by_post, *people]
            for b in scene.row.bodies if len(people) == 1 else []:
                iso = scene.story.bodies.country(scene.story.body(b) or "") if b.first and scene.tokens[b.first - 1].lemma == "делегация" else None
                draft.note(draft.countries, iso, scene.i) if iso else None
        _delegation_met(scene, draft, t, last)
        if len(people) == 1 and people[0].first < t.first:
            people = [*people, *partner_by_post(scene, t.last, last)]  # "А встретился с послом Кубы"
        draft.add_people(scene.story, people, scene.i)
        if (not by_post and not any(p.case in ("Nom", "") for p in people)) or (len(people) == 1 and t.lemma.startswith(("собеседни", "суразмоў"))):
            he = we_who_speak(scene, first, last) or (subject(scene, t.first, first, last) if scene.story.language != "en" else []) or who_before(scene)
            draft.add_people(scene.story, he, scene.i)
            if not he and len(people) == 1 and t.tense == "past" and (with_whom(scene, people[0]) is not None or people[0].case == "Dat"):
                with_hero(scene, draft, people[0])
        note_sides(scene, draft)
        for iso in _represented(scene, t, last) or _of_the_place(scene, t, last, draft):
            draft.note(draft.countries, iso, scene.i)
        return draft if _enough(draft) or scene.headline() else None
    ours = _sides_met(scene, t, first, last, draft)
    if len(ours) > 1 and draft.period is not None and not any(g.kind in _CONTAINERS for g in scene.row.gatherings):
        by_pronoun = any(x.norm in ("он", "ён") and x.case == "Nom" for x in scene.tokens[first : t.first])
        draft.add_people(scene.story, we_who_speak(scene, first, last) or (who_before(scene) if by_pronoun else []), scene.i)
        for iso in ours:
            draft.note(draft.countries, iso, scene.i)
        return draft
    many = next(
        (x for x in scene.tokens[first:last] if x.lemma in _ACTING and x.number == "Plur" and x.case in ("Nom", "")),
        None,
    )
    if many is None or any(g.kind in _CONTAINERS for g in scene.row.gatherings):
        return None
    named = [
        c
        for c in scene.row.countries
        if first <= c.first < last and c.form != "adjective" and (scene.tokens[c.first - 1].pos != "ADP" or scene.tokens[c.first - 1].text == "of")
    ]
    if len({c.iso for c in named}) > 1:
        for c in named:
            draft.note(draft.countries, c.iso, scene.i)
        return draft
    return those_told_of(scene, draft) if many.lemma in OFFICIALS else None


def _to_next_verb(scene: Scene, t: Trigger, last: int) -> int:
    """«встретился с А, а также провел беседы с Б»: whom the next verb of the clause speaks of the first does not; names must stand between."""
    at = next((k for k in range(t.last, last) if "VerbForm=Fin" in scene.tokens[k].feats and scene.tokens[k].text != scene.tokens[t.first].text), last)
    partners = any(t.last <= p.first < at and p.case in ("Ins", "") for p in scene.row.persons)
    return at if partners and scene.story.language != "en" else last


def _talked(scene: Scene, t: Trigger) -> Draft | None:
    """«Вопросы связи обсудили вчера в Минске министр А и посол Б»: a meeting, where day or city are told with it."""
    known = scene.book.current
    if known is not None and known.group in ("meet", "session") and known.seen and scene.i - max(known.seen) <= 3:
        return None
    draft, first, last = base(scene, t, "meeting")
    people = [p for p in persons_in(scene.row, first, last) if p.case in ("Nom", "Ins", "")]
    sides = scene.book.sides.countries(scene.story.person(p) for p in people)
    if len(people) != 2 or len(sides) != 2 or not any(p.case == "Nom" for p in people) or draft.place is None:
        return None
    draft.add_people(scene.story, people, scene.i)
    note_sides(scene, draft)
    return draft


def _delegation_met(scene: Scene, draft: Draft, t: Trigger, last: int) -> None:
    """«Делегация встретилась с А», «С делегацией встретился А»: those who lead the delegation of the visit told of, or the guest whose own it is."""
    tokens = scene.tokens
    at = next((k for k in range(last) if tokens[k].lemma in _DELEGATION and ((k < t.first and tokens[k].case in ("Nom", "")) or (tokens[k].case == "Ins" and any(x.norm in WITH for x in tokens[max(0, k - 2) : k])))), None)
    if at is None or any(c.last == at or c.first == at + 1 for c in scene.row.countries):
        return
    journey = scene.book.latest("visit", before=scene.i)
    if journey is not None and not journey.planned:
        for key in journey.visitors or journey.people:
            draft.note(draft.people, key, scene.i)
        for iso in () if journey.people else journey.countries:
            draft.note(draft.countries, iso, scene.i)
    elif (own := guest(scene.story)) is not None:
        draft.note(draft.people, scene.story.person(own), scene.i)


def _reception(scene: Scene, t: Trigger) -> Draft | None:
    if any(x.lemma in _NOT_RECEIVED for x in scene.tokens[t.last : t.last + 3]):
        return None
    draft, first, last = base(scene, t, "meeting")
    people = persons_in(scene.row, first, last)
    if not people and any(scene.tokens[k].lemma in _DELEGATION for k in range(t.last, min(last, t.last + 4))) and delegation_countries(scene.row):
        people = unnamed(scene, first, t.first, "Nom")  # "Завтра министр примет делегацию Кувейта"
    guests = [p for p in people if p.case in ("Acc", "Gen", "") and p.first > t.first]
    if not guests and any(p.case == "Nom" and p.first > t.first for p in people):
        guests = [p for p in people if p.case in ("Acc", "Gen") and p.first < t.first]  # "Гостя принял президент А"
    if t.passive and len(people) > 1:  # "посол А был принят министром Б"
        guests = [p for p in people if p.case in ("Nom", "")]
    elif t.passive and people and people[0].case == "Ins" and (draft.period is not None or scene.story.language != "en"):  # "На следующий день министр был принят президентом А"
        by_pronoun = any(x.norm in ("он", "она", "ён", "яна") and x.case == "Nom" for x in scene.tokens[first : t.first])
        guests = who_before(scene) if by_pronoun else unnamed(scene, first, t.first, "Nom")
        people = [*guests, *people]
    received = any((x.lemma in _GUESTS and x.case in ("Acc", "Gen", "")) or (x.norm in _THEM and abs(k - t.first) <= 3) or _it_received(scene, t, k) for k, x in enumerate(scene.tokens[first:last], first))
    if people and not guests and not received:
        guests = guest_by_pronoun(scene, t, first, last)
        people = [*guests, *people]
    if not people or not (guests or received):
        guests = unnamed(scene, first, last, "Acc", "Gen") if people else []
        if not guests:
            return None
        people = [*people, *guests]
    if not any(p.case in ("Nom", "") for p in people) and any(x.norm in ("он", "она", "ён", "яна") and x.case == "Nom" for x in scene.tokens[first : t.first]):
        people = [*who_before(scene), *people]
    if guests and not t.passive and not any(p.case in ("Nom", "") and p not in guests for p in people):
        people = [*unnamed(scene, first, t.first, "Nom"), *people]  # "В тот же день министр принял посла Б"
    told = t.passive and scene.story.language == "en" and draft.period is not None and not any(d.group == "meet" and d.period == draft.period for d in scene.book.drafts)
    other = not guests and (another_host(scene, people, first, last) or (told and scene.book.latest("visit", before=scene.i) is not None))  # "On 17 May the guests were received by A"
    draft.bare = draft.again = draft.inner = not guests and not other
    journey = scene.book.latest("visit", before=scene.i)
    if (draft.again and journey is not None and scene.i - max(journey.seen) <= _FAR) or (other and journey is not None):
        for key in journey.visitors:
            draft.note(draft.people, key, scene.i)
        for iso in journey.countries if len(journey.countries) == 2 else []:
            draft.note(draft.countries, iso, scene.i)
    draft.add_people(scene.story, people, scene.i)
    note_sides(scene, draft)
    if draft.bare and journey is None and scene.book.latest("meet", before=scene.i) is None and scene.story.language != "en" and (theirs := guests_before(scene, list(draft.countries))):
        draft.bare = draft.again = draft.inner = False
        draft.note(draft.countries, theirs[0], scene.i - 1)
    for iso in _represented(scene, t, last) if not t.passive else []:
        draft.note(draft.countries, iso, scene.i)
    return draft if _enough(draft) or draft.bare else None


def _it_received(scene: Scene, t: Trigger, k: int) -> bool:
    """«делегация посетила центр, где ее принял А»: the pronoun at token k is the delegation."""
    near = scene.tokens[k].norm in ("ее", "её", "яе") and abs(k - t.first) <= 2
    return near and any(x.lemma in _DELEGATION and x.case in ("Nom", "") for x in scene.tokens[: t.first])


def _sitting(scene: Scene, t: Trigger) -> Draft | None:
    """«Накануне соберется Комиссия РСС по экономике связи»: a joint body that meets holds a sitting."""
    first, last = clause(scene.tokens, t.first)
    body = next(
        (
            b
            for b in scene.row.bodies
            if first <= b.first < last and (b.kind == "WorkingBody" or b.core.startswith(_JOINT)) and b.case in ("Nom", "") and not b.anaphor
        ),
        None,
    )
    if body is None and first and scene.tokens[first].lemma == "который":
        body = next((b for b in scene.row.bodies if b.kind == "WorkingBody" and b.last == first - 1), None)
    date = nearest(scene, t.first)
    key = scene.story.body(body) if body is not None else None
    joint = body is not None and body.core.startswith(("совмест", "межправ", "объединен", "сумесн", "двусторон", "трехсторон"))
    if body is None or date is None or (key and scene.story.bodies.country(key) and not joint) or "директор" in body.core:
        return None
    draft, _, _ = base(scene, t, "session")
    draft.name, draft.proper, draft.head = f"заседание: {body.name}", True, "заседание"
    draft.core = frozenset(["заседание", *body.core.split()])
    draft.ordinal = ordinal_of(scene.tokens, t.first, last)  # "собралась в седьмой раз"
    if draft.ordinal is None and any(x.lemma in ("впервые", "упершыню") for x in scene.tokens[first:last]):
        draft.ordinal = 1
    of_bodies = [c for b in scene.row.bodies if body.first <= b.first < t.first and (c := scene.story.bodies.country(scene.story.body(b) or ""))]
    of_bodies = of_bodies if len(set(of_bodies)) > 1 else states_of(scene.row, body)
    if len(set(of_bodies)) < 2 and joint:  # "Совместная комиссия Чили и Перу"
        of_bodies = [c.iso for c in scene.row.countries if c.form != "adjective" and c.case == "Gen" and body.first < c.first <= body.last + 2] or of_bodies
    series = of_the_series(scene, draft, body.core) if len(set(of_bodies)) < 2 else None
    for iso in series.countries if series is not None else ():
        draft.note(draft.countries, iso, scene.i)
    for iso in (of_bodies if len(set(of_bodies)) > 1 else sides_of_number(scene, body.first, body.last)):
        draft.note(draft.countries, iso, scene.i)
    return draft


def _of_the_place(scene: Scene, t: Trigger, last: int, draft: Draft) -> list[str]:
    """«в Осло встретился с руководством компании «Мост»»: a house whose state no word tells is of the state where it is met."""
    groups = (k for k in range(t.last, last) if scene.tokens[k].lemma in _OF_OTHERS and (scene.tokens[k].number == "Plur" or scene.tokens[k].lemma in _AS_ONE))
    if scene.story.language == "en" or not any(b.first in (k + 1, k + 2) and b.kind in ("Company", "Institution", "Organization") and not b.anaphor for k in groups for b in scene.row.bodies):
        return []
    journey = scene.book.latest("visit", before=scene.i)
    place = draft.place.iso if draft.place is not None else draft.country or (journey.country if journey is not None and scene.i - max(journey.seen) <= _FAR else None)
    return [place] if place else []


def _sides_met(scene: Scene, t: Trigger, first: int, last: int, draft: Draft) -> list[str]:
    """«Мы встретились с коллегами из «Укрпочты»», «Специалисты А встретились с представителями Б»: the states of both, where no name is told."""
    theirs = _represented(scene, t, last) or _of_the_place(scene, t, last, draft)
    own = scene.book.sides.countries(scene.story.person(p) for p in we_who_speak(scene, first, last))
    own = own or [iso for b in scene.row.bodies if first <= b.first < t.first and (iso := scene.story.bodies.country(scene.story.body(b) or "") or b.country)]
    own = own or (list(party(scene, first, last, t.first, None).states) if theirs else [])  # "делегация Б встретится с представителями компании"
    return list(dict.fromkeys([*own[:1], *theirs])) if own and theirs else []


def _represented(scene: Scene, t: Trigger, last: int) -> list[str]:
    """"met with A and representatives of the Kenyan operator", «с коллегами из Сербии», «с руководством компании Б»: the states of those whom no name tells."""
    tokens, out = scene.tokens, list[str]()
    for k in range(t.last, last):
        if tokens[k].lemma not in _OF_OTHERS or (tokens[k].number != "Plur" and tokens[k].lemma not in _AS_ONE):
            continue
        out += [c.iso for c in scene.row.countries if k < c.first <= k + 3 and (c.form == "adjective" or c.first <= k + 2)]
        out += [c.iso for c in scene.row.countries if k < c.first < last and c.form != "adjective" and tokens[c.first - 1].norm in ("из", "з", "from")]
        out += [c.iso for c in scene.row.countries if k + 2 < c.first <= k + 5 and c.form != "adjective" and all(x.case == "Gen" for x in tokens[k + 1 : c.first])]
        out += [iso for b in scene.row.bodies if k < b.first <= k + 3 and (iso := scene.story.bodies.country(scene.story.body(b) or "") or b.country)]
    return out
