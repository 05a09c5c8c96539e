"""Posts that share one verb: «Министром связи стал А, министром экономики – Б», «Заместителями избраны А и Б, секретарем – В»."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.facts.posts.holding import Holding, Reading
from kg.mentions.model import RoleNamed

_DASHES = frozenset("– — -".split())
_TO_COME = ("Tense=Fut", "VerbForm=Inf")


def shared_verb(r: Reading) -> Iterator[Holding]:
    """Each post in the instrumental has those who stand between it and the next one: behind the verb first, then behind a dash for it."""
    tokens = r.row.tokens
    verb = next((t for t in r.row.triggers if t.act == "appoint" and not t.negated and not any(f in tokens[t.first].feats for f in _TO_COME)), None)
    posts = [x for x in r.row.roles if x.case == "Ins" and x.first not in r.done]
    if verb is None or len(posts) < 2 or posts[0].first > verb.first or not any(t.text in _DASHES for t in tokens[verb.first :]):
        return
    for role, following in zip(posts, [*posts[1:], None], strict=True):
        people = [p for p in r.row.persons if role.last <= p.first < (following.first if following else len(tokens)) and p.case in ("Nom", "")]
        said = bool(people) and any(k == verb.first or tokens[k].text in _DASHES for k in range(role.last, people[0].first))
        if said and _of_a_house(role):
            for p in people if role.number == "Plur" else people[:1]:
                yield r.hold(p, replace(role, number="Sing"), "shared-verb")


def _of_a_house(role: RoleNamed) -> bool:
    return role.body is not None or role.country is not None
