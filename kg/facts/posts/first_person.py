"""What the guest of an interview says of himself and of his house: «До 2021 года я был директором …», «наш директор А»."""

from __future__ import annotations

from dataclasses import replace

from kg.facts.posts.holding import Reading
from kg.facts.sentences.apposition import COPULA
from kg.facts.sentences.first_person import of_kind, speakers_post, state_of
from kg.facts.sentences.speaker import speaker, voices
from kg.facts.story.so_far import Story
from kg.mentions.model import RoleNamed

_OURS = frozenset("наш наша наше нашего нашей нашему нашим нашу нашем мой моя моего моей моему моим мою моем ваш ваша вашего вашей вашему вашим вашу".split())
_OF_STATES = frozenset("министр президент премьер-министр премьер вице-премьер посол".split())
_HOUSES = frozenset({"Company", "Institution", "Organization"})
_DEPUTIES = frozenset(["заместитель", "первый заместитель"])
_OWN_DEPUTY = {"министр": "министра", "директор": "директора", "председатель": "председателя", "начальник": "начальника", "руководитель": "руководителя", "глава": "главы"}
_NEAR = 3  # sentences
_PRONOUNS = frozenset("он она ён яна he she".split())
_SUBJECTS = _PRONOUNS | {"я"}
_NOW = frozenset("теперь сейчас ныне уже нынче сегодня затем потом позже позднее впоследствии после далее".split())
_HE = frozenset("он она они ён яна яны".split())


def guest_says(story: Story, i: int) -> str | None:
    """Key of the guest where a sentence of his answer has him as its subject: «я был …», «работал …» without any other subject."""
    who = speaker(story, i)
    if who is None or i < 1:
        return None
    tokens = story.rows[i].tokens
    if any(t.norm in _HE for t in tokens) or any(p.case in ("Nom", "") for p in story.rows[i].persons):
        return None
    voice = voices(story)[i]
    return story.person(who) if voice is not None and not voice.asked else None


def asked_about(story: Story, i: int) -> str | None:
    """«– Вы сменили А? – Да, он теперь посол»: the only one whom the question names, the guest aside."""
    paragraph = story.rows[i].sentence.paragraph
    question = [j for j in range(max(0, i - _NEAR), i) if story.rows[j].sentence.paragraph == paragraph - 1 and (v := voices(story)[j]) is not None and v.asked]
    who = speaker(story, i)
    named: set[str] = {key for j in question for p in story.rows[j].persons if who is not None and (key := story.person(p)) != story.person(who)}
    return named.pop() if len(named) == 1 else None


def state_of_partner(story: Story, i: int, person: str, body: str) -> str | None:
    """«Мы с А, вице-президентом оператора Б, …»: a house of which somebody tells that is not his own, and no state's by its words, is of the other state told of there, or of the only other one."""
    who = speaker(story, i)
    own = speakers_post(story, who) if who is not None and story.person(who) != person else None
    home = state_of(story, own)
    if own is None or home is None or (own.body is not None and story.body(own.body) == body):
        return None
    ministry = story.bodies.kind(body) == "Ministry"  # «министром связи был А»: the speaker's own, where the sentence names no other state
    for rows in (story.rows[i : i + 1], *(() if ministry else (story.rows[max(0, i - _NEAR) : i], story.rows))):
        named = {c.iso for row in rows for c in row.countries} | {p.iso for row in rows for p in row.places if p.iso} - {home}
        others = sorted(named - {home})
        if others:
            return others[0] if len(others) == 1 else None
    return home if ministry else None


def ours(story: Story, i: int, role: RoleNamed) -> RoleNamed | None:
    """«наш директор А», «мой заместитель Б», «ректором у нас был В»: the role with the house, or the state, of him who speaks."""
    who = speaker(story, i)
    if who is not None and role.country is None and role.body is not None and role.body.anaphor and role.body.first and story.rows[i].tokens[role.body.first - 1].norm in _OURS:
        house = speakers_post(story, who)  # «пресс-секретарь нашего министерства А»
        return replace(role, body=house.body, country=state_of(story, house)) if house is not None and house.body is not None and of_kind(story, house.body, role.body.core) else None
    if who is None or role.body is not None or role.country is not None:
        return None
    tokens = story.rows[i].tokens
    with_us = [t.norm for t in tokens[role.last : role.last + 2]] in (["у", "нас"], ["у", "вас"])
    first = next((k for k in range(role.first - 1, max(-1, role.first - 3), -1) if tokens[k].pos not in ("ADJ", "ADV") or tokens[k].norm in _OURS), None)
    own = speakers_post(story, who) if with_us or (first is not None and tokens[first].norm in _OURS) else None
    if own is None:
        return None
    iso = state_of(story, own)
    if role.head in _OF_STATES:  # «наш министр», of a company's director: his state's
        company = own.body is not None and role.head == "президент" and story.bodies.kind(story.body(own.body) or "") in _HOUSES
        if not company:
            same = own.body is not None and own.head in _OF_STATES and role.head == "министр"
            return replace(role, body=own.body if same or "министра" in own.role else None, country=iso, bare=False) if iso is not None else None
    if role.role in _DEPUTIES and own.head in _OWN_DEPUTY:  # «мой заместитель», of a minister or a head
        of = "генерального " if own.role.startswith("генеральный ") else ""
        return replace(role, role=f"{role.role} {of}{_OWN_DEPUTY[own.head]}", head=role.head, body=own.body, country=own.country or iso, bare=False)
    return replace(role, body=own.body, country=iso, bare=False) if own.body is not None else None


def pronoun(r: Reading, role: RoleNamed) -> tuple[str, bool] | None:
    """«Он – помощник главы администрации», «он теперь посол», «я – директор»."""
    tokens = r.row.tokens
    k = role.first - 1
    while k > 0 and (tokens[k].text in COPULA or tokens[k].norm in _NOW) and role.first - k < 4:
        k -= 1
    if k < 0 or role.case not in ("Nom", "") or tokens[k].norm not in _SUBJECTS:
        return None
    who = guest_says(r.story, r.i) if tokens[k].norm == "я" else r.last or asked_about(r.story, r.i)
    return (who, False) if who and (k < role.first - 1 or not role.bare) else None  # «теперь она вице-президент союза»
