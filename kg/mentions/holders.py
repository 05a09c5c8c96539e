"""People once the posts of a sentence are known: a name right behind a post agrees with it, and need not be known to the tagger."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kg.mentions.model import PersonNamed, RoleNamed, SentenceMentions
from kg.mentions.names import name_kinds
from kg.mentions.people import Vocabulary, named, runs, shouting
from kg.mentions.phrases import can_be
from kg.text.document import Token

_PREPOSITIONS = frozenset(["в", "во", "при", "на", "у", "ў"])


def with_roles(people: Sequence[PersonNamed], row: SentenceMentions, voc: Vocabulary) -> list[PersonNamed]:
    """The people of a sentence, names behind posts read in the case of the post; new ones where only the post tells of a person."""
    tokens = row.tokens
    at = {p.first: p for p in people}
    places = {x.first: x.last for x in (*row.countries, *row.places, *row.bodies)}
    named_already = {i for p in people for i in range(p.first, p.last)}
    taken = named_already | {i for x in (*row.countries, *row.places, *row.bodies) for i in range(x.first, x.last)}
    # «министр цифровой трансформации Эстонии Kristjan Järvan»: behind a post with its house, the tagger's company is a man
    houses = {(r.body.first, r.body.last) for r in row.roles if r.body is not None}
    latin = {i for b in row.bodies if b.authority is None and b.weak | (b.quoted == b.name) and (b.first, b.last) not in houses
             and tokens[b.first].text[0].isascii() for i in range(b.first, b.last)}
    posts = {i for r in row.roles for i in range(r.first, r.last)}
    for role in row.roles:
        start = after_role(tokens, role, places)
        if start >= len(tokens) or role.number == "Plur":
            continue
        if start in at:
            p = at[start]
            if role.case and role.case != p.case and may_be(tokens[p.first : p.last], role.case):
                at[start] = named(row.sentence, p.first, p.last, voc, role.case)
        elif (start not in taken or start in latin) and (not role.bare or tokens[start].text[0].isascii()) and not shouting(row.sentence):
            run = next(((a, b) for a, b in runs(tokens, (taken - latin) | posts) if a == start), None)
            if run and run[1] - run[0] >= 2:
                row.bodies = [b for b in row.bodies if not run[0] <= b.first < run[1]]
                at[start] = named(row.sentence, run[0], run[1], voc, role.case)
    return [at[k] for k in sorted(at)]


def may_be(name: Sequence[Token], case: str) -> bool:
    """False if a given name of the dictionary cannot stand in the case: "помощник … Сергея Нарышкина"."""
    return all(can_be(t, case) for t in name if "Name" in name_kinds(t.text))


def after_role(tokens: Sequence[Token], role: RoleNamed, places: Mapping[int, int]) -> int:
    """Where the holder's name may begin: after the post, past "в Республике Беларусь" of an ambassador."""
    j = role.last
    if j + 1 < len(tokens) and tokens[j].norm in _PREPOSITIONS and j + 1 in places:
        return places[j + 1]
    return j
