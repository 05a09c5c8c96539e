"""Events that a noun names: which of them a sentence tells of, where and when they are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import takewhile

from kg.facts.events.both import of_all
from kg.facts.events.called_off import denied
from kg.facts.events.courtesy import courtesy
from kg.facts.events.encounters import in_turn
from kg.facts.events.groups import complete
from kg.facts.events.its_body import of_the_body_beside
from kg.facts.events.prepared import named_just_before, prepared_for
from kg.facts.events.recalled import of_then, recalled_meeting
from kg.facts.events.series import (
    as_named_before,
    means_container,
    next_of_series,
    of_its_body,
    of_its_name,
    round_of_talks,
    same_days,
)
from kg.facts.events.setting import dated_behind, is_setting, outer_event, setting_of, short_name, to_what_is_said
from kg.facts.events.several import drafts_of_several
from kg.facts.events.travellers import who_travels
from kg.facts.participants.attendants import partners_of, who
from kg.facts.participants.hero import chronicled, with_whom
from kg.facts.sentences.beginning import announced_from, beginning, eve_of
from kg.facts.sentences.clauses import clause, dates_of, places_in, triggers_in
from kg.facts.sentences.english_clauses import only_thought_of
from kg.facts.story.drafts import Draft, Scene
from kg.facts.story.kinds import ENCOUNTERS
from kg.facts.time_and_place.another_day import another_day
from kg.facts.time_and_place.governed import governed, moved_to, of_the_public, process
from kg.facts.time_and_place.timeline import day_in_front
from kg.facts.time_and_place.when import asides, own_clause, parted, quoted, when
from kg.facts.time_and_place.where import (
    named_state,
    place_of_relative,
    receiving_city,
    receiving_state,
    venue,
    whereto,
)
from kg.mentions.gathering_names import HEADS
from kg.mentions.model import GatheringNamed, PersonNamed, PlaceNamed, Trigger
from kg.text.document import Token

_AT = frozenset(["на", "в", "во", "ў", "у", "at", "in", "во время"])
_THIS = frozenset("свой этот данный тот же наш ваш их его ее такой сам свае гэты той наш this that its their our his her".split())
_ACTS = ("hold", "participate", "head", "receive", "visit", "plan", "invite", "meet")
_TO_BE = frozenset(
    "запланировать запланированный намеченный планировать планироваться намечать наметить намечаться предстоять предполагаться "
    "ожидаться назначить назначенный собираться".split()
)
# who speaks need not speak there
_SPEECH = frozenset("рассказать доложить представить представлять обратиться участник глава".split())
_PUBLIC = frozenset(
    "журналист пресса сми студент школьник житель избиратель коллектив сотрудник ветеран читатель болельщик "
    "фанат journalist press student".split()
)
_OF_A_FORUM = ("секция", "пленарн", "панельн", "тематическ", "plenary", "panel", "breakout")
_INTERNATIONAL = frozenset("международный міжнародный міжнародны international".split())
_MARKS = frozenset(",;)")  # «на заседании совета|, сообщил журналистам А»
_RECORDED = frozenset("записать записанный записывать опубликовать напечатать запісаць record publish".split())
_BY_LINE = frozenset("режим формат рэжым фармат по па via by".split())
_LASTS = frozenset("продлиться длиться продолжаться завершиться закрыться работать".split())
_TO_COME = frozenset("предстоящий будущий планируемый готовящийся ожидаемый скорый намеченный запланированный".split())
_SEES = frozenset("посетить посещать побывать ознакомиться знакомиться съездить осмотреть".split())
_PURPOSE = frozenset("для к о об про без ради вместо путем посредством for without about".split())


def drafts_of_nouns(scene: Scene) -> Iterator[Draft]:
    """A draft for each event noun of a sentence that the sentence says something of."""
    by_line = _by_line(scene)
    for g in scene.row.gatherings:
        if by_line is not None and g.kind in ENCOUNTERS:
            if g is by_line:
                continue
            g = g if g.proper else replace(g, kind="call")
        if g.kind == "opening" and len(g.states) < 2:
            g = _opened_between(scene, g)
        if g.plural and g.kind in ENCOUNTERS:
            yield from drafts_of_several(scene, g)
        if g.plural or of_all(scene, g) or process(scene, g) or courtesy(scene, g) or (g.kind == "opening" and len(g.states) < 2):
            continue
        draft = _draft(scene, g)
        if draft is not None:
            complete(scene, g, draft)
            draft.seen.append(scene.i)
            head = scene.tokens[g.head]
            verb = Trigger(scene.i, g.head, g.last, head.span, "meet", "past", False, False, head.lemma)
            turns = list(in_turn(scene, draft, verb)) if g.kind in ENCOUNTERS and len(draft.people) > 1 else []
            yield draft
            yield from turns


def _by_line(scene: Scene) -> GatheringNamed | None:
    """«переговоры в режиме видеоконференции», "talks by video call": how they talked, beside the noun that says that they did."""
    talks = [g for g in scene.row.gatherings if g.kind in ("talks", "meeting", "session") and not g.plural]
    for g in scene.row.gatherings if len(talks) == 1 else ():
        before = scene.tokens[max(0, g.first - 2) : g.first]
        if g.kind == "call" and any(x.lemma in _BY_LINE for x in before):
            return g
    return None


def _opened_between(scene: Scene, g: GatheringNamed) -> GatheringNamed:
    """«открытие в Баку белорусско-азербайджанского центра»: the city stands before what is opened."""
    near = [c for c in scene.row.countries if c.form == "adjective" and g.head < c.first <= g.head + 6]
    states = tuple(dict.fromkeys(c.iso for c in near))
    if len(states) < 2 or any(_verb(t) for t in scene.tokens[g.head : near[0].first]):
        return g
    body = next((b for b in scene.row.bodies if b.first <= near[0].first < b.last), None)
    last = body.last if body is not None else near[0].last
    name = body.name if body is not None else " ".join(t.text for t in scene.tokens[near[0].first : last])
    return replace(g, states=states, name=name, proper=True, last=last, core=" ".join(t.lemma for t in scene.tokens[near[0].first : last]))


def _verb(token: Token) -> bool:
    return "Tense=" in token.feats or "VerbForm=Inf" in token.feats


def _at(scene: Scene, g: GatheringNamed) -> bool:
    first = beginning(scene, g)
    while first > 1 and scene.tokens[first - 1].norm in ("the", "a", "an"):
        first -= 1
    while first > 1 and scene.tokens[first - 1].lemma in _THIS:  # "на своем десятом заседании"
        first -= 1
    # behind a preposition a "nominative" is the accusative of a thing
    return first > 0 and scene.tokens[first - 1].norm in _AT and scene.tokens[g.head].case in ("Loc", "Acc", "Nom", "")


def _draft(scene: Scene, g: GatheringNamed) -> Draft | None:
    first, last = clause(scene.tokens, g.head)
    first = announced_from(scene, g, first)
    last = to_what_is_said(scene, g, last)
    acts = triggers_in(scene.row, first, last, *_ACTS)
    near = [t for t in acts if t.act in ("hold", "participate", "head", "visit") and (t.act == "hold" or abs(t.first - g.head) <= 16)]
    holds = [t for t in near if t.lemma not in _SPEECH]
    if (denied(scene, g, acts, first, last) and moved_to(scene, g) is None) or only_thought_of(scene.row, scene.story.dates[scene.i], g):
        return None
    core, head = frozenset(g.core.split()), scene.tokens[g.head].lemma
    head = HEADS.get(head, head) if scene.story.language == "ru" else head
    setting = is_setting(scene, g)
    draft = Draft(g.kind, g.name if g.proper else None, scene.i, f"noun-{g.kind}", core if g.proper else frozenset({head}), head, g.ordinal, g.proper)
    draft.inner = setting or _at(scene, g)
    if of_the_body_beside(scene, g, draft) or of_its_name(scene, g, draft) or of_its_body(scene, g, draft, first, last):
        draft.proper = True
    partners = [] if draft.container else partners_of(scene, g)
    if _in_passing(scene, g, draft, partners):
        return None
    draft.bare = not draft.proper and not partners and g.last == g.head + 1 and not named_just_before(scene, g, draft)
    draft.again = draft.bare and g.kind in ENCOUNTERS and (draft.inner or _names_anew(scene, g, first, last)) and not another_day(scene, scene.book.latest("meet", before=scene.i))
    if draft.bare:
        as_named_before(scene, draft)
    outer = means_container(scene, g, draft, first, last) if not partners else None
    if outer is not None:
        draft.kind, draft.head, draft.bare, draft.again, draft.core = (
            outer.kind,
            outer.head,
            True,
            False,
            frozenset({outer.head}),
        )
    if draft.proper and (short := short_name(scene, g)):
        draft.short, draft.core = short, draft.core | {short}
    when(scene, g, draft)
    if draft.period is None and draft.group == "meet" and not (draft.bare and draft.inner) and not scene.story.dates[scene.i] and (day := day_in_front(scene.story, scene.i)) is not None:
        draft.set_period(day.period, scene.i, "day-in-front")
    same_days(scene, draft)
    of_then(scene, draft)
    if not (draft.bare and draft.inner and draft.container and draft.period is None):
        _where(scene, g, draft, first, last)
    round_of_talks(scene, g, draft)
    _known_by_its_days(scene, g, draft)
    draft.planned = draft.period_rule == "put-off-to" or _planned(scene, g, draft, first, last)
    next_of_series(scene, g, draft)
    recalled_meeting(scene, g, draft)
    draft.held = _held(scene, g, draft, holds, partners, setting)
    draft.background = draft.background or (
        _background(scene) and not (draft.bare and draft.inner and draft.period is None)
    )
    who(scene, g, draft, partners, (first, last))
    _within(scene, g, draft)
    who_travels(scene, g, draft, (first, last))
    draft.held = draft.held or _has_been(scene, draft, first, last)
    return draft


def _known_by_its_days(scene: Scene, g: GatheringNamed, draft: Draft) -> None:
    """«на международном форуме, который пройдет в Пекине 9 мая», «на авиационной выставке в Осло, которая работает с 9 по 12 мая»: as good as a name."""
    if draft.period is None and draft.container and (behind := dated_behind(scene, g)) is not None:
        draft.set_period(behind.period, scene.i, "day-behind")
    if draft.group == "forum" and not draft.proper and own_clause(scene, g) and draft.place and draft.period and draft.period.start.day:
        several = draft.period.end is not None and (g.first < g.head or g.last > g.head + 1)
        draft.proper = several or any(t.lemma in _INTERNATIONAL for t in scene.tokens[g.first : g.head])
        draft.name = g.name if draft.proper else None


def _in_passing(scene: Scene, g: GatheringNamed, draft: Draft, partners: list[PersonNamed]) -> bool:
    """A meeting with the press; what something is for, or what is only prepared."""
    behind = scene.tokens[g.last : g.last + 3]
    if g.kind in ENCOUNTERS and any(t.lemma in _PUBLIC for t in takewhile(lambda t: t.text not in _MARKS, behind)):
        return True
    if g.kind == "meeting" and not partners and any(t.lemma in _RECORDED for t in behind):
        return True  # "Беседа записана 12 мая": with the press, too
    if g.kind in ENCOUNTERS and not partners and eve_of(scene, g) and own_clause(scene, g) is None:
        return True  # "В продолжение встречи 1 марта А позвонил Б"
    dated = draft.container and (own_clause(scene, g) is not None or dated_behind(scene, g) is not None)  # "рассказал о форуме, который пройдет в мае"
    before = scene.tokens[g.first - 1].norm if g.first else ""
    return (draft.container and prepared_for(scene, g)) or of_the_public(scene, g) or (not partners and not draft.proper and not dated and before in _PURPOSE)


def _has_been(scene: Scene, draft: Draft, first: int, last: int) -> bool:
    """"The call follows the conversation between the two prime ministers on 5 May": with its two sides and a day that is over."""
    now = scene.story.now
    over = draft.period is not None and draft.period.start.day is not None and now is not None and draft.period.start.lexical <= now.lexical and bool(draft.period.start.year)
    return over and draft.kind in ENCOUNTERS and len(draft.countries) > 1 and not draft.planned and not triggers_in(scene.row, first, last, "plan", "postpone")


def _names_anew(scene: Scene, g: GatheringNamed, first: int, last: int) -> bool:
    """«Встреча прошла в присутствии посла А», "The meeting was attended by A": nobody is said to have held another one."""
    known = scene.book.latest("meet", before=scene.i)
    if known is None or (scene.i - max(known.seen) > 3 and not scene.book.only(known)):
        return False
    attended = g.first > 0 and scene.tokens[g.first - 1].norm == "the" and bool(triggers_in(scene.row, first, last, "participate"))
    if g.first - first > 2 and not attended:  # "Kari Lunde, Counsellor of the Embassy, attended the meeting"
        return False
    if any(p.first > g.head and with_whom(scene, p) is not None and scene.story.person(p) not in known.people for p in scene.row.persons):
        return False  # "Отдельная встреча прошла с Б"
    return bool(triggers_in(scene.row, first, last, "hold", "participate")) and not any(
        first <= k < last for k, _ in dates_of(scene.story, scene.i, ("date", "since"))
    )


def _where(scene: Scene, g: GatheringNamed, draft: Draft, first: int, last: int) -> None:
    own = own_clause(scene, g)
    places = places_in(scene.row, *own) if own else []
    if not places and g.last < len(scene.tokens) and scene.tokens[g.last].text == "(":
        end = next((k for k in range(g.last, len(scene.tokens)) if scene.tokens[k].text == ")"), g.last)
        places = [p for p in scene.row.places if g.last < p.first < end]
    if not places:
        apart = [a for a in asides(scene.tokens) if not a[0] <= g.head < a[1]]
        places = [
            p
            for p in places_in(scene.row, first, last)
            if not any(a[0] <= p.first < a[1] for a in apart) and not parted(scene, p.first, g, first)
        ]
    if draft.container and governed(scene, g):  # "оргкомитет форума собрался в Минске"
        places = [p for p in places if (own and own[0] <= p.first < own[1]) or 0 <= p.first - g.last <= 3 or g.first <= p.first < g.last]
    if draft.bare and draft.inner and not draft.container:
        talk = [t.first for t in triggers_in(scene.row, g.last, last, "discuss")]  # "На встрече обсудили учебу в Баку"
        places = [p for p in places if not talk or p.first < talk[0]]
    if places and not quoted(scene, g.head):
        places = [p for p in places if not quoted(scene, p.first)]  # "«В Баку решают быстро», – подвел он итог поездки"
    if draft.bare and draft.inner and g.kind == "visit" and any(t.lemma in _SEES for t in triggers_in(scene.row, first, last, "visit")):
        places = [p for p in places if 0 <= p.first - g.last <= 2]  # "В завершение визита делегация посетила завод в Бресте"
    if not places and own and any(t.norm in ("там", "здесь", "тут", "there") for t in scene.tokens[own[0] : own[1]]):
        places = [p for p in scene.row.places if p.first < own[0]][-1:]  # "намеченное там же"
        draft.set_place(places[0] if places else None, scene.i)
    elif places:
        nearest = min(places, key=lambda p: abs(p.first - g.head))
        if not _belongs_to_another(scene, g, nearest, places):
            draft.set_place(nearest, scene.i)
    if g.kind == "visit":
        whereto(scene, g, draft, first, last)
        return
    if draft.place is None:
        draft.set_place(place_of_relative(scene.row, g.head) or receiving_city(scene.row, *(own or (first, last))), scene.i)
    reach = own if own and places else (first, last)
    draft.set_country(named_state(scene.row, *reach) if draft.country is None else None, scene.i)
    if draft.country is None or g.kind in ENCOUNTERS:
        house = venue(scene.story, scene.row, *reach)
        draft.venue = house if draft.country in (None, house) else None
    if draft.country is None:
        draft.set_country(draft.venue or receiving_state(scene.row, *reach), scene.i)


def _belongs_to_another(scene: Scene, g: GatheringNamed, place: PlaceNamed, places: list[PlaceNamed]) -> bool:
    """A later event that stands nearer to the only city has it: "визит состоится после форума в Баку"."""
    if place.first < g.head or len(places) > 1:
        return False
    others = [o for o in scene.row.gatherings if o is not g and g.last <= o.first < place.first]
    return any(o.kind in ("forum", "conference", "exhibition", "session") for o in others)


def _held(
    scene: Scene, g: GatheringNamed, draft: Draft, holds: list[Trigger], partners: list[PersonNamed], setting: bool
) -> bool:
    if draft.container and (draft.inner or own_clause(scene, g) is not None or dated_behind(scene, g) is not None):
        return True
    if draft.kind in ENCOUNTERS and draft.inner:
        return True
    if g.kind == "visit" and draft.inner and any(t.lemma in ("рамка", "ход", "framework", "course") for t in scene.tokens[max(0, g.first - 2) : g.first]):
        return True  # "в рамках визита"
    if draft.container and draft.proper and draft.place is not None and receiving_city(scene.row, *clause(scene.tokens, g.head)) is not None:
        return True  # "Самарканд принял международную выставку"
    own = own_clause(scene, g)
    if draft.kind in ENCOUNTERS and own is not None and any(t.tense for t in triggers_in(scene.row, *own, "hold")):
        return True
    if draft.kind in ENCOUNTERS and partners:
        first, last = clause(scene.tokens, g.head)
        past = any("Tense=Past" in t.feats for t in scene.tokens[first:last])
        return bool(holds) or (past and not triggers_in(scene.row, first, last, "plan")) or chronicled(scene, g)
    was = any(t.lemma in ("быть", "быць") and "Tense=Past" in t.feats for t in scene.tokens[max(0, g.first - 3) : g.first])  # "У нас был разговор"
    return (bool(holds) or (was and draft.kind in ENCOUNTERS)) and not setting


def _planned(scene: Scene, g: GatheringNamed, draft: Draft, first: int, last: int) -> bool:
    own = own_clause(scene, g)
    reach = own or (first, last)
    holds = [
        t
        for t in triggers_in(scene.row, *reach, "hold", "plan", "participate", "head", *(("receive",) if draft.container else ()))
        if own or abs(t.first - g.head) <= 14
    ]
    if own and holds and all(t.lemma in _LASTS for t in holds):
        holds = triggers_in(scene.row, first, last, "hold", "plan")
    published = scene.story.document.release.published
    if draft.period is not None and published is not None and published.day and draft.period.start.year:
        start, day = draft.period.start.lexical, published.lexical
        if len(start) == len(day) or start != day[: len(start)]:
            return start > day[: len(start)]
    if draft.kind == "visit" and draft.period is None and g.first and any(t.lemma in _TO_COME for t in scene.tokens[max(0, g.first - 2) : g.head]):
        return True  # "сообщил о предстоящем визите в Минск"
    if not holds:
        return False
    near = min(holds, key=lambda t: abs(t.first - g.head))
    if near.act == "hold" and not near.tense and "VerbForm=Inf" in scene.tokens[near.first].feats:
        return True
    return near.tense == "fut" or any(t.act == "plan" and t.lemma in _TO_BE for t in holds)


def _background(scene: Scene) -> bool:
    return any(d.mention.background for d in scene.story.dates[scene.i])


def _within(scene: Scene, g: GatheringNamed, draft: Draft) -> None:
    """The event that the sentence, the list's lead or the name itself says that this one is a part of."""
    drafts = scene.book.drafts
    if draft.group == "session" and any(w in g.core for w in _OF_A_FORUM):
        draft.part_of = next((d for d in drafts if d.group == "forum"), None)
    draft.part_of = draft.part_of or outer_event(scene, draft, g)
    if draft.part_of is None and not draft.container:
        draft.part_of = setting_of(scene)
