"""A post inside the words of another: «помощник главы администрации А»."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.facts.posts.holding import Holding, Reading
from kg.facts.sentences.apposition import following
from kg.mentions.model import RoleNamed


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


def within(r: Reading, role: RoleNamed) -> RoleNamed | None:
    """The post inside the words of a post, in the genitive; None if there is none."""
    tokens = r.row.tokens
    head = next((k for k in range(role.first, role.own) if tokens[k].lemma == role.head), role.first)
    for k in range(head + 1, role.own):
        if tokens[k].lemma in r.lex.sets["roles.heads"]:
            words = " ".join([tokens[k].lemma, *(t.text for t in tokens[k + 1 : role.own])])
            return replace(role, first=k, role=words, head=tokens[k].lemma, case="Gen")
    return None
