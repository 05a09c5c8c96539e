"""The two who preside over a joint commission or group: each is its co-chair, each of a state of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.facts.posts.holding import Holding, Reading
from kg.facts.sentences.sides_behind import side_behind
from kg.mentions.model import BodyNamed, CountryNamed, PersonNamed, RoleNamed
from kg.text.document import Token

_TWO = frozenset("сопредседатель сустаршыня co-chair co-chairman co-chairperson".split())
_DASHES = frozenset(["–", "—", "-"])
_SIDES = frozenset("сторона бок".split())
_FOR = frozenset("for of from".split())
_PARTS = ("части", "часткі")  # «председатель белорусской части»
_NEAR = 3  # sentences back to the one that names the commission


def co_chairs(r: Reading) -> Iterator[Holding]:
    """«Сопредседателями выступили … А и … Б», «сопредседатели: с сербской стороны – А, с кубинской – Б», "co-chaired by … A and … B"."""
    role = next((x for x in r.row.roles if x.head in _TWO and (x.number == "Plur" or side_behind(r.row, x.last) is not None)), None) or _verb(r)
    house = _commission(r, role) if role is not None else None
    if role is None or house is None:
        return
    active = r.row.tokens[role.first].pos == "VERB" and role.case == "Nom"
    people = [p for p in r.row.persons if (p.last <= role.first if active else p.first >= role.last)]
    if role.number != "Plur" and any(p.first == (side_behind(r.row, role.last) or (0,))[0] for p in people):
        return  # «сопредседатель с белорусской стороны А»: in apposition
    alone = len(people) == 1 and role.number != "Plur"  # «Сопредседателем с белорусской стороны является А»
    if not alone and (len(people) != 2 or len({r.story.person(p) for p in people}) != 2):
        return
    for p in people:
        yield r.hold(p, replace(role, number="Sing", body=house, country=_side(r, p), bare=False), "co-chairs")


def for_a_side(r: Reading, role: RoleNamed) -> RoleNamed:
    """«сопредседатель комиссии | с белорусской стороны |»: the state for which its holder presides or acts."""
    if role.role.endswith(_PARTS) and (role.body is None or role.body.anaphor):
        return replace(role, body=_commission(r, role), bare=False)
    side = side_behind(r.row, role.last) if role.country is None else None
    if side is None:
        return role
    house = _commission(r, role) if role.head in _TWO and (role.body is None or role.body.anaphor) else role.body
    return replace(role, country=side[1].iso, body=house, bare=False)


def _verb(r: Reading) -> RoleNamed | None:
    """"The session was co-chaired by A and B", "A and B co-chaired the session": the verb as the post."""
    tokens = r.row.tokens
    k = next((t.first for t in r.row.triggers if t.lemma == "co-chair" and not t.negated and t.tense != "fut"), None)
    if k is None or k + 1 >= len(tokens) or tokens[k].pos != "VERB":
        return None
    case = "Ins" if any(t.text == "by" for t in tokens[k + 1 : k + 3]) else "Nom"
    return RoleNamed(r.i, k, k + 1, tokens[k].span, "co-chair", "co-chair", case, "Plur")


def _commission(r: Reading, role: RoleNamed) -> BodyNamed | None:
    """The commission or group that the post's phrase means, or the one named last before."""
    if role.body is not None and (key := r.story.body(role.body)) is not None and r.story.bodies.kind(key) == "WorkingBody":
        return r.story.bodies.group(key).best
    for row in reversed(r.story.rows[max(0, r.i - _NEAR) : r.i + 1]):
        here = [b for b in row.bodies if b.kind == "WorkingBody" and not b.anaphor and r.story.body(b) is not None]
        if here:
            return here[-1] if len({r.story.body(b) for b in here}) == 1 else None
    return None


def _side(r: Reading, p: PersonNamed) -> str | None:
    """«с белорусской стороны – (министр) А», «с сербской – А», "A for Serbia"."""
    tokens = r.row.tokens
    if p.last + 1 < len(tokens) and tokens[p.last].text in _FOR:
        return next((c.iso for c in r.row.countries if c.first == p.last + 1 and c.form != "adjective"), None)
    bracket = side_behind(r.row, p.last)
    if bracket is not None and tokens[p.last].text == "(":
        return bracket[1].iso  # «А (от России) и Б (с кубинской стороны)»
    own = [c for c in r.row.countries if c.last <= p.first and c.form == "adjective" and _told_for(tokens, c)]
    return own[-1].iso if own and not any(own[-1].last <= x.first < p.first for x in r.row.persons) else None


def _told_for(tokens: Sequence[Token], c: CountryNamed) -> bool:
    after = tokens[c.last : c.last + 2]
    return any(t.text in _DASHES for t in after[:1]) or (bool(after) and after[0].lemma in _SIDES)
