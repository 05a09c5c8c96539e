"""Those whom a post ties to another man of the release: «его заместитель А», «заместитель акима Б», «преемником стал В».

The deputy of a minister is one of his ministry, the deputy of an akim one of his region: body and state are the chief's.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.facts.posts.holding import Holding, Reading
from kg.facts.posts.taking_office import full_title
from kg.facts.sentences.apposition import following
from kg.facts.sentences.speaker import speaker
from kg.mentions.model import PersonNamed, RoleNamed, SentenceMentions
from kg.text.document import lemmas

_HIS = frozenset("его ее их".split())
_MINE = frozenset("мой наш".split())
_AIDES = frozenset("заместитель зам помощник советник пресс-секретарь".split())
# what a chief is called when somebody is his deputy
_CHIEFS = {
    "министр": "министра", "директор": "директора", "председатель": "председателя", "глава": "главы", "руководитель": "руководителя", "начальник": "начальника", "ректор": "ректора",
    "президент": "президента", "аким": "акима", "хоким": "хокима", "мэр": "мэра", "губернатор": "губернатора", "премьер-министр": "премьер-министра", "декан": "декана", "управляющий": "управляющего",
    "генеральный": "генерального", "исполнительный": "исполнительного", "секретарь": "секретаря",
}  # fmt: skip
_BACK = 3  # sentences to the one that tells of the chief
_NEXT = frozenset("преемник предшественник сменщик преемница предшественница".split())
_BEFORE = frozenset("предшественник предшественница".split())
_LINKS = frozenset("– — - , на этом посту стать быть назначить избрать являться должность в станет стал г-н г-жа господин".split())
_REACH = 7  # tokens from the word to the name
_BECOMES = frozenset("назначить избрать стать утвердить".split())


def is_aide(row: SentenceMentions, role: RoleNamed) -> bool:
    """«его | заместитель»: a deputy of somebody, by a pronoun."""
    k = role.first - 1
    plain = role.body is None and role.country is None and role.number != "Plur" and role.role.split(" ")[-1] in _AIDES
    return plain and k >= 0 and row.tokens[k].norm in _HIS


def his_people(r: Reading) -> Iterator[Holding]:
    """«министр А и его заместитель Б»: a deputy of the man named last."""
    for role in r.row.roles:
        if role.first in r.done or not is_aide(r.row, role):
            continue
        person = next(iter(following(r.row, role)), None) or _named_by_verb(r, role) or next((p for p in r.row.persons if p.last == role.first - 2 and r.row.tokens[p.last].text in ",("), None)
        chief = _chief(r, role.first)
        if person is None or chief is None or chief.person == r.story.person(person):
            continue
        name = _of_chief(role.role, chief.role.role)
        if name is not None:
            yield r.hold(person, replace(role, role=name, body=chief.role.body, country=chief.role.country, bare=False), "his-people")


def of_told_chief(r: Reading, role: RoleNamed) -> RoleNamed:
    """«Заместитель акима А»: of the only akim told of before."""
    words = role.role.split(" ")
    chiefs = {gen: nom for nom, gen in _CHIEFS.items() if gen}
    if role.body is not None or role.country is not None or len(words) < 2 or words[-1] not in chiefs or words[-1] == "министра" or words[-2] not in (*_AIDES, "генерального", "исполнительного"):
        return role
    held = [h for h in r.told if h.role.head == chiefs[words[-1]] and (h.role.body is not None or h.role.country is not None)]
    houses = {(r.story.body(h.role.body) if h.role.body is not None else None, h.role.country) for h in held}
    return replace(role, body=held[-1].role.body, country=held[-1].role.country, bare=False) if len(houses) == 1 else role


def successors(r: Reading) -> Iterator[Holding]:
    """«передал полномочия преемнику – А», «его преемником стал А», «его предшественник А»: the post of the one told of last."""
    tokens = r.row.tokens
    for k, t in enumerate(tokens) if not _NEXT.isdisjoint(lemmas(tokens)) else ():
        if t.lemma not in _NEXT or t.number == "Plur":
            continue
        person = next((p for p in r.row.persons if k < p.first <= k + _REACH), None)
        if person is None or any(x.lemma not in _LINKS and x.norm not in _LINKS for x in tokens[k + 1 : person.first]):
            continue
        mine = k > 0 and tokens[k - 1].lemma in _MINE
        told = [h for h in r.told if h.sentence < r.i or h.role.first < k]
        own = _guests(r) if mine else next((h for h in reversed(told) if h.person != r.story.person(person) and r.i - h.sentence <= _BACK), None)
        if own is None or any(h.person == r.story.person(person) and h.sentence == r.i for h in r.told):
            continue
        yield r.hold(person, replace(full_title(own.role), first=k, last=k + 1, span=t.span, former=t.lemma in _BEFORE, number="Sing", bare=False), "successor")


def _named_by_verb(r: Reading, role: RoleNamed) -> PersonNamed | None:
    """«его заместителем назначен А»"""
    if role.case != "Ins" or not any(t.lemma in _BECOMES for t in r.row.tokens[role.last : role.last + 3]):
        return None
    return next((p for p in r.row.persons if role.last < p.first <= role.last + _REACH and p.case in ("Nom", "")), None)


def _chief(r: Reading, before: int) -> Holding | None:
    """The holding read last whose post can have a deputy: in this sentence before the word, else in one right before."""
    known = [h for h in r.told if h.sentence < r.i or h.role.first < before]
    near = [h for h in known if r.i - h.sentence <= _BACK]
    return max(near, key=lambda h: (h.sentence, h.role.first), default=None)


def _guests(r: Reading) -> Holding | None:
    guest = speaker(r.story, r.i)
    own = [h for h in r.told if guest is not None and h.person == r.story.person(guest) and not h.role.former]
    return own[0] if own else None


def _of_chief(aide: str, chief: str) -> str | None:
    """"заместитель" of a "генеральный директор": "заместитель генерального директора"; None where the chief's post is no plain one."""
    words = [_CHIEFS.get(w, "") for w in chief.split(" ")]
    return " ".join([aide, *words]) if all(words) and words else None
