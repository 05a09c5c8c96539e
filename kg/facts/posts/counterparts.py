"""Colleagues: «министр А встретился с сербским коллегой Б», «его визави из Армении В»: the same post in another state."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.facts.posts.holding import Holding, Reading
from kg.mentions.model import PersonNamed, RoleNamed
from kg.text.document import lemmas

_COLLEAGUES = frozenset("коллега визави калега counterpart".split())
_FROM = frozenset("из з from".split())
_DASHES = frozenset("– — -".split())
_OF_STATES = frozenset("президент премьер-министр премьер вице-премьер посол спикер".split())


def colleague(r: Reading) -> Iterator[Holding]:
    """The holdings of those whom a sentence calls somebody's colleague from a state."""
    tokens = r.row.tokens
    if _COLLEAGUES.isdisjoint(lemmas(tokens)):
        return
    for p in r.row.persons:
        found = _called(r, p)
        if found is None:
            continue
        k, state = found
        same = _post_before(r, k)
        if same is None or same[1] == r.story.person(p):
            continue
        role = same[0]
        if role.country == state or (role.body is not None and role.body.country == state):
            continue
        yield r.hold(p, replace(role, first=k, last=p.first, body=None, country=state, bare=False, span=tokens[k].span, former=False, number="Sing"), "colleague")


def _called(r: Reading, p: PersonNamed) -> tuple[int, str] | None:
    """(token of "коллега", state) of a name behind it: «сербским коллегой А», «коллегой из Сербии – А»."""
    tokens, k = r.row.tokens, p.first - 1
    if k > 0 and (tokens[k].text in _DASHES or tokens[k].text == ","):
        k -= 1
    state = next((c for c in r.row.countries if c.last == k + 1 and c.form != "adjective"), None)
    if state is not None:
        k = state.first - 1
        if tokens[k].norm in _FROM:
            k -= 1
    if k < 0 or tokens[k].lemma not in _COLLEAGUES or tokens[k].number == "Plur":
        return None
    before = next((c for c in r.row.countries if c.last == k - (tokens[k - 1].text == "opposite") and c.form == "adjective"), None)
    said = state or before
    return (k, said.iso) if said is not None else None


def _post_before(r: Reading, k: int) -> tuple[RoleNamed, str | None] | None:
    """The post that is told of last: of a named man, or one without a name earlier in the sentence («министр встретился с …»)."""
    known = r.lex.sets["roles.ministerial"] | _OF_STATES
    inside = [x for x in r.row.roles if x.last <= k and x.number != "Plur" and x.case in ("Nom", "")]
    held = r.before
    if held is not None and held.sentence == r.i and held.role.first < k:
        return (held.role, held.person) if held.role.head in known or _deputy(held.role) else None
    if inside:
        return (inside[-1], None) if inside[-1].head in known or _deputy(inside[-1]) else None
    return (held.role, held.person) if held is not None and (held.role.head in known or _deputy(held.role)) else None


_NEXT_TO_MINISTERS = frozenset({"глава", "state secretary", "permanent secretary", "secretary of state"})


def _deputy(role: RoleNamed) -> bool:
    return "министра" in role.role.split(" ") or role.role in _NEXT_TO_MINISTERS
