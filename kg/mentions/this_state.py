"""«министр связи этой страны»: the state that a demonstrative points back to, put into the posts and bodies that end with it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kg.mentions.bodies import core_of
from kg.mentions.model import BodyNamed, CountryNamed, PlaceNamed, RoleNamed, SentenceMentions
from kg.reference.countries import official
from kg.text.document import lemmas
from kg.values import Span

_BACK = 2  # sentences
_STATES = frozenset("страна государство республика королевство султанат эмират княжество держава краіна дзяржава рэспубліка каралеўства".split())
_THIS = frozenset("этот тот данный указанный названный упомянутый гэты той".split())
_SAME = frozenset("же самый жа".split())
_ENVOYS = frozenset("посол поверенный консул генконсул пасол".split())
_INTO = frozenset("в во у ў".split())
_END = re.compile(r" (?:этой|той|данной|указанной|названной|этого|того|данного|указанного|названного|гэтай|гэтага)(?: же| самой| самого)? (?:страны|государства|республики|королевства|державы|краіны|дзяржавы)$| страны пребывания$| (?:королевства|султаната|эмирата|княжества|каралеўства)$")


def point_back(rows: Sequence[SentenceMentions]) -> None:
    """Give posts and bodies «этой страны», «этого государства», «страны пребывания» the state named last before them."""
    for i, row in enumerate(rows):
        if _STATES.isdisjoint(lemmas(row.tokens)):
            continue
        row.bodies = [_body(rows, i, b) for b in row.bodies]
        row.roles = [_role(rows, i, r) for r in row.roles]


def _role(rows: Sequence[SentenceMentions], i: int, role: RoleNamed) -> RoleNamed:
    if role.body is not None:
        body = _body(rows, i, role.body)
        return role if body is role.body else replace(role, body=body, country=body.country, bare=False)
    end = _phrase(rows[i], role.last)
    if not end or role.country is not None:
        return role
    iso = _state(rows, i, role.first, rows[i].tokens[end - 1].norm == "пребывания")
    return replace(role, country=iso, last=end, span=Span(role.span.start, rows[i].tokens[end - 1].end), bare=False) if iso else role


def _body(rows: Sequence[SentenceMentions], i: int, body: BodyNamed) -> BodyNamed:
    found = _END.search(body.name)
    if found is None or body.country is not None:
        return body
    words = found[0].split()
    form = words[0][:7] if len(words) == 1 else ""  # «министр связи королевства»: the state of that form
    iso = _state(rows, i, body.first, words[-1] == "пребывания", form)
    name = body.name[: found.start()]
    return replace(body, name=name, core=core_of(name), country=iso) if iso else body


def _phrase(row: SentenceMentions, k: int) -> int | None:
    """End of «этой страны», «того же государства», «страны пребывания» at k."""
    words = row.tokens[k : k + 3]
    if len(words) > 1 and words[0].norm == "страны" and words[1].norm == "пребывания":
        return k + 2
    if len(words) < 2 or words[0].lemma not in _THIS:
        return None
    n = 2 if words[1].norm in _SAME and len(words) > 2 else 1
    return k + n + 1 if words[n].lemma in _STATES and words[n].number != "Plur" else None


def _state(rows: Sequence[SentenceMentions], i: int, first: int, host: bool, form: str = "") -> str | None:
    """The state or the town's state named last, not that of another post, if the text names one apart from posts."""
    if host:
        return _accredited(rows)
    for j in range(i, max(i - _BACK, -1), -1):
        row = rows[j]
        told: list[CountryNamed | PlaceNamed] = [*row.countries, *row.places]
        named = [(x.first, x.iso) for x in told if x.iso and (j < i or x.last <= first)]
        named = [x for x in named if not form or form in official(x[1], "ru").lower()]
        apart = [x for x in named if not any(r.first <= x[0] < r.last for r in row.roles)]
        if named:
            return max(apart or named)[1]
    return None


def _accredited(rows: Sequence[SentenceMentions]) -> str | None:
    """«Посол Беларуси в Кении …»: the state that the release's ambassador is sent to."""
    for row in rows:
        for r in row.roles:
            if r.head in _ENVOYS and r.last + 1 < len(row.tokens) and row.tokens[r.last].norm in _INTO:
                return next((c.iso for c in row.countries if c.first == r.last + 1), None)
    return None
