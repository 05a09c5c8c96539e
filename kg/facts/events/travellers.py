"""Who travels: people by name, a delegation, a mission or experts of a state, or those of whom the text told before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.facts.participants.attendants import led
from kg.facts.participants.spoken import we_who_speak
from kg.facts.participants.told import who_before
from kg.facts.sentences.clauses import persons_in
from kg.facts.sentences.speaker import says_we
from kg.facts.story.drafts import Draft, Scene
from kg.facts.story.sides import delegation_countries
from kg.mentions.model import GatheringNamed, PersonNamed
from kg.reference.places import city_of_adjective
from kg.text.document import Token, lemmas

# one word for several people, and people who are several only in the plural
BANDS = frozenset("делегация миссия бизнес-миссия группа команда бригада десант экспедиция дэлегацыя група каманда місія".split())
_PEOPLE = frozenset(
    "представитель специалист эксперт инженер программист разработчик айтишник преподаватель лектор профессор студент аспирант магистрант стажер ученый исследователь лингвист врач "
    "предприниматель бизнесмен экспортер чиновник госслужащий связист почтовик дипломат посол парламентарий депутат сенатор юрист консультант советник аудитор инспектор наблюдатель "
    "регулятор сотрудник работник руководитель глава министр директор топ-менеджер менеджер гость коллега партнер гонец посланец "
    "компания стартап предприятие вуз университет оператор бизнесмен промышленник организация "
    "прадстаўнік спецыяліст эксперт інжынер праграміст распрацоўшчык выкладчык студэнт вучоны госць калега партнёр супрацоўнік".split()
)
_FROM = frozenset("из от з ад".split())
_THEY = frozenset("они он она яны ён яна".split())
_OURS = frozenset("наш".split())
_VISITORS = frozenset("делегация гость госць дэлегацыя группа миссия delegation mission team group guest".split())
_FAR = 8  # sentences from the delegation to its arrival
_BACK = 6  # sentences from the journey of which the text told
_ADJECTIVES = 4  # tokens in front of the noun


@dataclass(frozen=True, slots=True)
class Party:
    """Those who travel: keys of people, the states that they come from, the international organisation that sends them."""

    people: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    sender: str = ""

    def __bool__(self) -> bool:
        return bool(self.people or self.states or self.sender)


def party(scene: Scene, first: int, last: int, at: int, goal: str | None, *, passive: bool = False) -> Party:
    """The travellers that a clause (tokens [first, last), its verb at `at`) names or means; empty where nobody of another state than the goal is meant."""
    cases = ("Ins",) if passive else ("Nom", "")
    named = [p for p in persons_in(scene.row, first, last) if p.case in cases]
    group = _group(scene, first, last, at, cases)
    if named and not (group is not None and _nearer(group, named, at)):
        return of_people(scene, named[:1] if len(named) > 1 and scene.tokens[at].number == "Sing" else named, goal)
    if group is not None:
        told = group_at(scene, group, last)
        if told:
            return abroad(told, goal)
        if scene.tokens[group].lemma not in _PEOPLE or scene.tokens[group].lemma in ("гость", "госць", "эксперт", "специалист"):
            return abroad(_ours(scene, group, goal) or told_of(scene), goal)
        return Party()
    if any(t.norm in _THEY and t.case == "Nom" for t in scene.tokens[first:last]):
        return abroad(told_of(scene), goal)
    if says_we(scene.tokens[first:last]):
        return of_people(scene, we_who_speak(scene, first, last), goal)
    return Party()


def of_people(scene: Scene, people: Sequence[PersonNamed], goal: str | None) -> Party:
    """The journey of people whose state is known to be another than the goal."""
    keys = [scene.story.person(p) for p in people]
    return abroad(Party(tuple(dict.fromkeys(keys)), tuple(scene.book.sides.countries(keys))), goal)


def told_of(scene: Scene) -> Party:
    """«Гости», «делегация», «они»: those of the journey told of before, else the delegation named last, else the only one of whom the sentence before spoke."""
    journey = scene.book.latest("visit", before=scene.i)
    if journey is not None and journey.seen and scene.i - max(journey.seen) <= _BACK:
        own = tuple(c for c in journey.countries if c != journey.country)
        if told := Party(tuple(journey.visitors or journey.people), own):
            return told
    people, states = delegation_before(scene, None)
    if states:
        return Party(tuple(scene.story.person(p) for p in people), tuple(states))
    before = who_before(scene)
    keys = tuple(scene.story.person(p) for p in before)
    return Party(keys, tuple(scene.book.sides.countries(keys))) if before else _group_before(scene)


def _group_before(scene: Scene) -> Party:
    """«Осло встретил чилийскую делегацию. Она прибыла …», «# Визит делегации Чили // 6 мая – прибытие»: the only group with a state of the sentence before, else of the headline."""
    for j in dict.fromkeys((scene.i - 1, 0)):
        if not 0 <= j < scene.i:
            continue
        there = Scene(scene.story, j, scene.story.rows[j], scene.book)
        found = {told.states: told for k in groups_in(there, 0, len(there.tokens)) if (told := group_at(there, k, len(there.tokens))).states}
        if not found and there.headline():
            found = {told.states: told for p in there.row.persons if (told := of_people(there, [p], None)).states}
        if len(found) == 1:
            return next(iter(found.values()))
        if found:
            return Party()
    return Party()


def delegation_before(scene: Scene, host: str | None) -> tuple[list[PersonNamed], list[str]]:
    """Who led the delegation told of last, and its state, another than the host's."""
    for i in range(scene.i - 1, max(-1, scene.i - _FAR), -1):
        row = scene.story.rows[i]
        states = delegation_countries(row) if not _VISITORS.isdisjoint(lemmas(row.tokens)) and not scene.headline(i) else []
        if len(states) == 1 and states != [host]:
            led_by = led(Scene(scene.story, i, row, scene.book))
            heads = [x for x in row.triggers if x.act == "head" and x.lemma in ("возглавить", "возглавлять")]
            return led_by or ([p for p in row.persons if p.case in ("Nom", "")][:1] if heads else []), states
    return [], []


def _group(scene: Scene, first: int, last: int, at: int, cases: Sequence[str]) -> int | None:
    """The noun for a group that is the subject of the verb (of a passive: its agent)."""
    found = [k for k in groups_in(scene, first, last) if _case(scene, k) in cases]
    return min(found, key=lambda k: abs(k - at), default=None)


def groups_in(scene: Scene, first: int, last: int) -> list[int]:
    """The nouns for groups of people in tokens [first, last), in any case."""
    nations = {c.first for c in scene.row.countries if c.form == "people"}
    several = (k for k in range(first, last) if k in nations or is_subject(scene.tokens[k]) or (_counted(scene.tokens, k) and scene.tokens[k].lemma in _PEOPLE))
    return [k for k in several if not (k and scene.tokens[k - 1].lemma in BANDS)]


def _counted(tokens: Sequence[Token], k: int) -> bool:
    """«два инженера», «двадцать операторов», «четверо молодых врачей»."""
    j = k - 1
    while j >= 0 and tokens[j].pos == "ADJ" and not tokens[j].text[:1].isdecimal():
        j -= 1
    return j >= 0 and tokens[j].pos == "NUM" and tokens[k].case == "Gen"


def _case(scene: Scene, k: int) -> str:
    """Of "два инженера" the case of the number."""
    t = scene.tokens[k]
    if not _counted(scene.tokens, k):
        return t.case
    number = next(scene.tokens[j] for j in range(k - 1, -1, -1) if scene.tokens[j].pos == "NUM")
    return "Nom" if number.case in ("Nom", "Acc", "") else number.case


def _nearer(group: int, named: Sequence[PersonNamed], at: int) -> bool:
    return all(abs(group - at) < abs(p.first - at) for p in named)


def group_at(scene: Scene, k: int, last: int) -> Party:
    """The group whose noun is token k, with the states that the words around a group name: «белорусская делегация», «специалисты из Сербии», «миссия Всемирного банка»."""
    row, tokens = scene.row, scene.tokens
    if (nation := next((c.iso for c in row.countries if c.first == k and c.form == "people"), None)) is not None:
        return Party(tuple(scene.story.person(p) for p in led(scene)), (nation,))
    start = k
    while start and start > k - _ADJECTIVES and tokens[start - 1].pos in ("ADJ", "DET", "NUM"):
        start -= 1
    own = [c.iso for c in row.countries if c.form == "adjective" and start <= c.first < k]
    end = group_end(scene, k, last)
    own = own or [c.iso for c in row.countries if k < c.first < end]
    houses = [b for b in row.bodies if (k < b.first < end or b.first <= k < b.last) and not b.anaphor]
    own = own or [iso for b in houses if (iso := scene.story.bodies.country(scene.story.body(b) or "") or b.country)]
    own = own or [p.iso for p in row.places if k < p.first < end and p.iso]
    own = own or [city.iso for b in houses if row.tokens[b.first].capital and (city := city_of_adjective(row.tokens[b.first].text)) is not None and city.iso]
    people = tuple(scene.story.person(p) for p in led(scene))
    many = next((key for b in houses if b.kind == "InternationalOrganization" and (key := scene.story.body(b))), "")
    return Party(people, tuple(dict.fromkeys(own)), many) if own or many else Party()


def group_end(scene: Scene, k: int, last: int) -> int:
    """Where the complement of a group's noun ends: genitives, "из …", brackets, and lists of states."""
    row, tokens = scene.row, scene.tokens
    states = {c.last for c in row.countries}
    j = k + 1
    while j < last:
        body = next((b for b in row.bodies if b.first == j and not b.anaphor), None)
        if body is not None:
            j = body.last
            continue
        t = tokens[j]
        listed = t.text == "," and j in states and any(c.first == j + 1 for c in row.countries)
        free = t.norm in _FROM or listed or t.text in ("(", ")", "«", "»", '"') or (t.pos in ("NOUN", "PROPN", "ADJ", "CCONJ", "X", "NUM") and not t.text[:1].isdecimal())
        if not free or (t.pos in ("NOUN", "ADJ", "PROPN") and t.case in ("Acc", "Dat", "Ins", "Loc") and t.text.islower()):
            break
        j += 1
    return j


def _ours(scene: Scene, k: int, goal: str | None) -> Party:
    """«наша команда»: of the state whose site tells the story, or of the other one in a release of two."""
    if not any(t.lemma in _OURS for t in scene.tokens[max(0, k - 2) : k]):
        return Party()
    own = scene.story.home or next((iso for iso in scene.story.bilateral() if iso != goal), None)
    return Party((), (own,)) if own is not None else Party()


def abroad(found: Party, goal: str | None) -> Party:
    """What is left of the travellers when the goal is their own state: nothing; a state among several stays."""
    if goal is None or goal not in found.states:
        return found if found.states or found.sender else Party()
    rest = tuple(iso for iso in found.states if iso != goal)
    return Party((), rest, found.sender) if rest else Party()


def is_subject(token: Token) -> bool:
    """A word that can be the subject of a verb of going."""
    return token.lemma in BANDS or (token.lemma in _PEOPLE and token.number == "Plur")


def at_theirs(scene: Scene, first: int, last: int) -> str | None:
    """«у сербских партнеров», «к белорусским коллегам»: the state that is visited."""
    for c in scene.row.countries:
        behind = scene.tokens[c.last : c.last + 3]
        if c.form == "adjective" and first <= c.first < last and c.first and scene.tokens[c.first - 1].norm in ("у", "к", "ко", "да") and any(is_subject(x) for x in behind):
            return c.iso
    return None


def who_travels(scene: Scene, g: GatheringNamed, draft: Draft, reach: tuple[int, int]) -> None:
    """«Чилийские операторы посетили с деловой миссией Осло»: the state of a group that no rule has named."""
    if g.kind == "visit" and not draft.visitors and not set(draft.countries) - {draft.country}:
        for iso in party(scene, *reach, g.head, draft.country).states:
            draft.note(draft.countries, iso, scene.i)
