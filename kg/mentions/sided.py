"""Whose official a post is that its phrase does not say: the delegation he heads, the side he speaks for, the bracket behind his name.

«Пакистанскую делегацию возглавлял министр связи А», «В ее состав вошел ректор Б», «министр связи В (Беларусь)»: the state is put
into the post, and into the ministry that it implies, before bodies of one name are taken for one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg.mentions.model import BodyNamed, RoleNamed, SentenceMentions
from kg.text.document import Token

_DELEGATIONS = frozenset("делегация сторона миссия посланец".split())
# words that say that somebody leads, speaks for or belongs to a delegation
_LED = frozenset("возглавить возглавлять возглавивший возглавляемый возглавляющий руководить представлять представить представляемый представленный "
                 "глава руководитель руководство состав войти входить включать включить лицо вести имя сопровождать".split())
_PRONOUNS = frozenset("ее её их нее неё ним ней ею него".split())
_FAR = 14  # tokens between a delegation and the first of its people


@dataclass(frozen=True, slots=True)
class _Side:
    """A delegation with its state: its tokens."""

    first: int
    last: int
    iso: str


def with_sides(rows: Sequence[SentenceMentions]) -> None:
    """Give the posts of each sentence the state that the words around them tell."""
    before: tuple[int, str] | None = None  # sentence and state of the delegation named last, if one state's
    for i, row in enumerate(rows):
        sides = _delegations(row)
        told = before[1] if before is not None and i - before[0] <= 2 else None
        row.roles = _with_states(row, sides, told)
        states = {s.iso for s in sides}
        if states:
            before = (i, next(iter(states))) if len(states) == 1 else None


def _delegations(row: SentenceMentions) -> list[_Side]:
    """«делегация Пакистана», «пакистанская делегация», and the adjective alone: «литовскую возглавляла …»."""
    tokens, out = row.tokens, []
    for c in row.countries:
        if c.form == "adjective":
            noun = next((k for k in range(c.last, min(c.last + 3, len(tokens))) if tokens[k].pos == "NOUN"), None)
            if noun is not None and tokens[noun].lemma in _DELEGATIONS:
                out.append(_Side(c.first, noun + 1, c.iso))
            elif c.last < len(tokens) and tokens[c.last].lemma in _LED and tokens[c.last].pos == "VERB" and tokens[c.first].case in ("Acc", "Nom"):
                out.append(_Side(c.first, c.last, c.iso))
        elif (noun := _governor(tokens, c.first)) is not None:
            out.append(_Side(noun, c.last, c.iso))
    return out


def _governor(tokens: Sequence[Token], first: int) -> int | None:
    """«делегация | Пакистана», «делегации деловых кругов | Кубы»"""
    for k in range(first - 1, max(first - 8, -1), -1):
        if tokens[k].lemma in _DELEGATIONS:
            return k if tokens[k].number != "Plur" else None
        if tokens[k].pos not in ("ADJ", "NOUN", "PROPN"):
            return None
    return None


def _with_states(row: SentenceMentions, sides: Sequence[_Side], told: str | None) -> list[RoleNamed]:
    out: list[RoleNamed] = []
    for role in row.roles:
        iso = None
        if _open(role):
            iso = _in_bracket(row, role) or _of_delegation(row, role, sides, out) or (_of_pronoun(row, role, out, told) if told else None)
        out.append(_of_state(role, iso) if iso else role)
    return out


def _open(role: RoleNamed) -> bool:
    """A post whose phrase names no state, and no body that has one."""
    body = role.body
    if role.country is not None or role.head in ("посол", "консул", "генконсул"):
        return False
    return body is None or (body.country is None and body.authority is None and body.kind != "InternationalOrganization")


def _of_state(role: RoleNamed, iso: str) -> RoleNamed:
    """The post with its state; an implied ministry is that state's."""
    body: BodyNamed | None = role.body
    if body is not None and body.kind == "Ministry" and not body.anaphor:
        body = replace(body, country=iso)
    return replace(role, country=iso, body=body, bare=False)


def _in_bracket(row: SentenceMentions, role: RoleNamed) -> str | None:
    """«министр связи А (Беларусь)»"""
    person = next((p for p in row.persons if role.last <= p.first <= role.last + 2), None)
    if person is None or role.number == "Plur" or person.last + 1 >= len(row.tokens) or row.tokens[person.last].text != "(":
        return None
    c = next((c for c in row.countries if c.first == person.last + 1 and c.form != "adjective"), None)
    return c.iso if c is not None and c.last < len(row.tokens) and row.tokens[c.last].text == ")" else None


def _of_delegation(row: SentenceMentions, role: RoleNamed, sides: Sequence[_Side], done: Sequence[RoleNamed]) -> str | None:
    """«делегация Пакистана во главе с …», «в состав делегации Кубы вошли … и …»"""
    side = next((s for s in reversed(sides) if s.last <= role.first), None)
    if side is None:
        return None
    tokens = row.tokens
    led = any(t.lemma in _LED for t in (*tokens[max(side.first - 5, 0) : side.first], *tokens[side.last : role.first]))
    return side.iso if led and _reaches(row, side.last, role, done, side.iso) else None


def _of_pronoun(row: SentenceMentions, role: RoleNamed, done: Sequence[RoleNamed], told: str) -> str | None:
    """«Возглавлял ее …», «В ее состав вошли …», «Ее глава, …»: of the delegation of a sentence before"""
    tokens = row.tokens
    at = next((k for k, t in enumerate(tokens[:6]) if t.norm in _PRONOUNS or t.lemma in _DELEGATIONS), None)
    if at is None or at >= role.first or any(c.first < role.first for c in row.countries):
        return None
    led = any(t.lemma in _LED for t in tokens[: role.first])
    return told if led and _reaches(row, at + 1, role, done, told) else None


def _reaches(row: SentenceMentions, end: int, role: RoleNamed, done: Sequence[RoleNamed], iso: str) -> bool:
    """From a delegation to a post: the nearest post behind it, or one of a list whose members before it are of that state."""
    tokens = row.tokens
    inner = [r for r in done if end <= r.first]
    if any(t.text in (";", ":") for t in tokens[end : role.first]) or any(c.iso != iso for c in row.countries if end <= c.first < role.first):
        return False
    if any(r.country not in (iso, None) for r in inner):
        return False
    start = max((r.last for r in inner), default=end)
    gap = tokens[start : role.first]
    verbs = [t for t in gap if "VerbForm=Fin" in t.feats]
    # «глава сербской делегации пригласил министра …»: another's
    return len(gap) <= _FAR and len(verbs) <= (0 if inner else 1) and all(t.lemma in _LED for t in verbs)
