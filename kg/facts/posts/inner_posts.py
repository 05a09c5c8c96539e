"""A post inside the words of another: «помощник главы администрации А»."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.facts.posts.holding import Holding, Reading
from kg.facts.posts.rewordings import spoken_for
from kg.facts.sentences.apposition import following
from kg.facts.sentences.clauses import clause
from kg.mentions.model import RoleNamed
from kg.mentions.phrases import printed


def inner_post(r: Reading) -> Iterator[Holding]:
    """«помощник главы администрации А»: in the genitive, А is the head, not the assistant."""
    for role in r.row.roles:
        person = next(iter(following(r.row, role)), None)
        if person is None or role.case != "Nom" or person.case != "Gen" or role.number == "Plur":
            continue
        inner = within(r, role)
        if inner is not None:
            r.hold(person, inner, "apposition-inner")
            r.done.discard(role.first)
            yield Holding(r.story.person(person), inner, r.i, "apposition-inner")


_UNITS = ("департамент", "управлени", "отдел", "отделени")


def within_house(r: Reading, role: RoleNamed) -> RoleNamed:
    """«Со стороны Комиссии … директор Департамента связи А»: a unit without a house of its own is one of the house that is spoken for."""
    unit = role.body
    if unit is None or unit.anaphor or unit.country is not None or role.country is not None or not unit.core.startswith(_UNITS) or role.last <= role.own:
        return role
    first, _ = clause(r.row.tokens, role.first)
    house = spoken_for(r.row, first, role)
    if house is None or r.story.body(house) is None:
        return role
    return replace(role, role=f"{role.role} {printed(r.row.tokens, role.own, role.last)}", body=house, country=house.country, bare=False)


def within(r: Reading, role: RoleNamed) -> RoleNamed | None:
    """The post inside the words of a post, in the genitive; None if there is none."""
    tokens = r.row.tokens
    head = next((k for k in range(role.first, role.own) if tokens[k].lemma == role.head), role.first)
    for k in range(head + 1, role.own):
        if tokens[k].lemma in r.lex.sets["roles.heads"]:
            words = " ".join([tokens[k].lemma, *(t.text for t in tokens[k + 1 : role.own])])
            return replace(role, first=k, role=words, head=tokens[k].lemma, case="Gen")
    return None
