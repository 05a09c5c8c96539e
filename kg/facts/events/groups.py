"""Those who stand beside a verb of encounter without a name: «представители Министерства связи Б», «эстонский гость», «посол Омана», «компания В».

Each is a `Side` with the states, and where the text has named them before the people, for whom the words stand (Russian and Belarusian).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from kg.facts.events.standing import TIMES, governed
from kg.facts.events.travellers import BANDS, Party, group_at, is_subject, told_of
from kg.facts.participants.told import bearer
from kg.facts.sentences.clauses import clause
from kg.facts.story.drafts import Draft, Scene
from kg.facts.story.kinds import ENCOUNTERS
from kg.mentions.model import BodyNamed, GatheringNamed

_ONES = BANDS | frozenset("руководство сторона кіраўніцтва бок".split())  # one word, several people
_GUESTS = frozenset("гость гостья госць делегация дэлегацыя дипломат посланник посланец визитер посетитель коллега партнер".split())
_HOUSES = ("Ministry", "Agency", "Company", "Institution", "Parliament")
_THEY = frozenset("она они яна яны it they".split())
_FAR = 4  # sentences back to him who is now "the guest"
_ADJECTIVES = 4  # tokens in front of the noun


@dataclass(frozen=True, slots=True)
class Side:
    """One who takes part: keys of people, else the states of those whom no name tells; how he stands in the clause, and where."""

    how: str
    at: int
    people: tuple[str, ...] = ()
    states: tuple[str, ...] = ()


def sides_in(scene: Scene, first: int, last: int) -> Iterator[Side]:
    """The sides of tokens [first, last) that groups, bare posts and houses tell of."""
    for k in range(first, last):
        if not _may_be(scene, k) or _named_beside(scene, k):
            continue
        told = group_at(scene, k, last)
        people, states = told.people, told.states
        guest = scene.tokens[k].lemma in _GUESTS
        if guest and not people:
            people, states = _guest(scene, k, states)
        if not states and not people:
            continue
        yield Side(_slot(scene, k), k, people, tuple(states))
    yield from _bare_posts(scene, first, last)
    yield from _houses(scene, first, last)


def _may_be(scene: Scene, k: int) -> bool:
    t = scene.tokens[k]
    return t.lemma in _ONES or t.lemma in _GUESTS or is_subject(t) or any(c.first == k and c.form == "people" for c in scene.row.countries)


def _named_beside(scene: Scene, k: int) -> bool:
    """«министры А и Б», «сингапурский гость – замминистра А»: the people themselves are named."""
    if scene.tokens[k].lemma in BANDS:
        return False
    role = next((r for r in scene.row.roles if r.first <= k < r.last), None)
    end = role.last if role is not None else k + 1
    return any(0 <= p.first - end <= 1 for p in scene.row.persons)


def _slot(scene: Scene, k: int) -> str:
    """How the noun at token k stands; the second of two as the first: «со студентами и преподавателями»."""
    tokens, case = scene.tokens, scene.tokens[k].case
    begin = _begin(scene, k)
    while begin > 1 and tokens[begin - 1].norm in ("и", "і", ",", "также") and tokens[begin - 2].case == case and tokens[begin - 2].pos == "NOUN":
        begin = _begin(scene, begin - 2)
    return governed(scene, begin, case)


def _begin(scene: Scene, k: int) -> int:
    start = k
    while start and k - start < _ADJECTIVES and scene.tokens[start - 1].pos in ("ADJ", "DET", "NUM") and not scene.tokens[start - 1].text.isdecimal():
        start -= 1
    return start


def _guest(scene: Scene, k: int, states: Collection[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """«гости», «эстонский гость», «дипломат»: the only one of that state of whom the last sentences spoke, else those of the journey told of."""
    many = scene.tokens[k].number == "Plur" or scene.tokens[k].lemma in BANDS
    if states and not many:
        for i in range(scene.i, max(-1, scene.i - _FAR), -1):
            keys = {scene.story.person(p) for p in scene.story.rows[i].persons if i < scene.i or p.last <= k}
            named = [key for key in keys if scene.book.sides.country(key) in states]
            if named:
                return (tuple(named), tuple(states)) if len(named) == 1 else ((), tuple(states))
        return (), tuple(states)
    if states:
        return (), tuple(states)
    told = told_of(scene)
    return (told.people, told.states) if many or len(told.people) == 1 else ((), ())


def _bare_posts(scene: Scene, first: int, last: int) -> Iterator[Side]:
    """«беседовал с послом Пакистана», «В тот же день министр принял …»: whom the text has introduced by that post, else the state of the post."""
    row = scene.row
    for r in row.roles:
        if not (first <= r.first and r.last <= last) or r.number != "Sing":
            continue
        if any(0 <= p.first - r.last <= 1 or r.first == p.last or (r.first == p.last + 1 and scene.tokens[p.last].text in (",", "(")) for p in row.persons):
            continue
        who = bearer(scene, r)
        key = (scene.story.person(who),) if who is not None else ()
        states = (r.country,) if r.country else tuple(scene.book.sides.countries(key))
        if key or states:
            yield Side(governed(scene, _begin(scene, r.first), r.case), r.first, key, states)


def _houses(scene: Scene, first: int, last: int) -> Iterator[Side]:
    """«Минсвязи Б обсудило с компанией «В»»: houses as subjects or behind a preposition, not as part of a post or a group."""
    row = scene.row
    for b in row.bodies:
        if not first <= b.first < last or b.anaphor or b.kind not in _HOUSES or not (state := state_of(scene, b)):
            continue
        inside = any(r.first < b.last and b.first < r.last for r in row.roles) or (b.first and ((scene.tokens[b.first - 1].pos in ("NOUN", "PROPN") and not scene.tokens[b.first - 1].norm.startswith(TIMES)) or _may_be(scene, b.first - 1)))
        how = "who" if _loud_subject(scene, b) else governed(scene, b.first, b.case)
        if not inside and how in ("who", "with"):
            yield Side(how, b.first, (), (state,))


def _loud_subject(scene: Scene, b: BodyNamed) -> bool:
    """«12 мая | АО «Казпочта» провело …»: letters before a name show no case; behind a day, a mark or nothing at all it acts."""
    tokens, k = scene.tokens, b.first
    legal = tokens[k].text.isupper() and k + 1 < b.last
    verb = next((t for t in tokens[b.last : b.last + _ADJECTIVES + 2] if t.pos in ("VERB", "NOUN", "ADJ") and not t.text.isdecimal() and not t.norm.startswith(TIMES)), None)
    return legal and (not k or tokens[k - 1].pos == "PUNCT" or tokens[k - 1].norm.startswith(TIMES)) and verb is not None and "VerbForm=Fin" in verb.feats


def state_of(scene: Scene, b: BodyNamed) -> str | None:
    """The state of a house, as far as the release tells."""
    return scene.story.bodies.country(scene.story.body(b) or "") or b.country


def complete(scene: Scene, g: GatheringNamed, draft: Draft) -> None:
    """«встреча гостей с министром», «Делегация провела переговоры с А»: the other side of an encounter of which a noun names one."""
    known = {*draft.countries, *scene.book.sides.countries(draft.people)}
    if g.kind not in ENCOUNTERS or draft.again or (draft.bare and draft.inner) or len(known) != 1:
        return
    first, last = clause(scene.tokens, g.head)
    for s in sides_in(scene, first, last) if scene.story.language != "en" else ():
        whose = s.how == "who" or g.head < s.at <= g.head + _ADJECTIVES
        if whose and s.states and not known & set(s.states) and not any(draft.people.keys() & {key} for key in s.people):
            _note(scene, draft, s.people, s.states)
            return
    they = _they(scene, first, last, g, draft, known)
    if not known & set(they.states):
        _note(scene, draft, they.people, they.states)


def _they(scene: Scene, first: int, last: int, g: GatheringNamed, draft: Draft, known: Collection[str]) -> Party:
    """«Делегация Б … Она проведет переговоры с руководством А», «13 мая состоятся переговоры с компанией А»: those of the journey told of."""
    if any(t.text.lower() in _THEY and t.case in ("Nom", "") for t in scene.tokens[first : g.head]):
        return told_of(scene)
    journey = scene.book.latest("visit", before=scene.i)
    if journey is None or draft.period is None or not journey.seen or scene.i - max(journey.seen) > _FAR or len(journey.countries) != 2 or not set(known) < set(journey.countries):
        return Party()
    return Party((), tuple(iso for iso in journey.countries if iso not in known))


def _note(scene: Scene, draft: Draft, people: Collection[str], states: Collection[str]) -> None:
    for key in people if states else ():
        draft.note(draft.people, key, scene.i)
    for iso in states:
        draft.note(draft.countries, iso, scene.i)


def guests_before(scene: Scene, home: Collection[str]) -> list[str]:
    """«Вчера побывали представители японской корпорации. Гостей принял А»: the state of those of whom the sentence before told."""
    if not scene.i or scene.headline(scene.i - 1):
        return []
    before = Scene(scene.story, scene.i - 1, scene.story.rows[scene.i - 1], scene.book)
    found = list(dict.fromkeys(iso for s in sides_in(before, 0, len(before.tokens)) if s.how == "who" for iso in s.states if iso not in home))
    return found if len(found) == 1 else []
