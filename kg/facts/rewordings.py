"""Posts told in other words than a post's own phrase: "занимает ту же должность в Б", "под председательством", several ministers at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.facts.clauses import clause
from kg.facts.holding import Holding, Reading
from kg.mentions.model import BodyNamed, PersonNamed, RoleNamed, SentenceMentions

_OFFICE = frozenset("пост должность кресло позиция".split())
_HOLDS = frozenset("занимать занимающий занять занявший".split())
_SAME = frozenset("тот такой этот аналогичный схожий подобный такой-же".split())
_THAT_ONE = frozenset("тот та".split())
_CABINETS = frozenset("кабинет совет".split())
_SPEAKS = frozenset("представлять представить".split())
_HEADS_OF = frozenset("министр глава руководитель".split())
_DASHES = frozenset(["–", "—", "-", ","])


def same_post(r: Reading) -> Iterator[Holding]:
    """«…, а также А, занимающая ту же должность в Б»: the post told last, in another house."""
    tokens = r.row.tokens
    for k, t in enumerate(tokens if r.before is not None else ()):
        if t.lemma not in _OFFICE or k < 2 or r.before is None:
            continue
        words = [x.lemma for x in tokens[max(k - 4, 0) : k]]
        body = next((b for b in r.row.bodies if b.first in (k + 2, k + 3) and tokens[k + 1].norm in ("в", "во")), None)
        before = [p for p in r.row.persons if p.last <= k]
        if body is None or not before or not _SAME & set(words) or not _HOLDS & set(words):
            continue
        person = before[-1]
        if r.before.person != r.story.person(person):
            role = replace(r.before.role, first=k, last=body.last, span=t.span, body=body, country=body.country, bare=False, former=False)
            yield r.hold(person, role, "same-post")


def holds_too(r: Reading) -> Iterator[Holding]:
    """«… вместе с А – тот занимает пост министра связи Б»: the demonstrative is who was named right before."""
    tokens = r.row.tokens
    for role in r.row.roles:
        if role.first in r.done or role.first < 4 or tokens[role.first - 1].lemma not in _OFFICE or tokens[role.first - 2].lemma not in _HOLDS:
            continue
        that = role.first - 3
        before = [p for p in r.row.persons if p.last <= that]
        if before and tokens[that].norm in _THAT_ONE and tokens[that - 1].text in _DASHES and before[-1].last == that - 1:
            yield r.hold(before[-1], role, "holds-post")


def chaired(r: Reading) -> Iterator[Holding]:
    """«Кабинет министров под председательством А»: who presides over a cabinet is its chairman."""
    tokens = r.row.tokens
    for k, t in enumerate(tokens[:-1]):
        if t.lemma != "председательство":
            continue
        person = next((p for p in r.row.persons if p.first == k + 1), None)
        if person is None or person.case not in ("Gen", "Nom", ""):
            continue
        body = next((b for b in r.row.bodies if b.last == k - 1 and b.kind == "Ministry" and b.core.split(" ")[0] in _CABINETS), None)
        if body is not None:
            yield r.hold(person, RoleNamed(r.i, k, k + 1, t.span, "председатель", "председатель", "Nom", "Sing", body, body.country), "chaired")


def spoken_of(row: SentenceMentions, role: RoleNamed) -> BodyNamed | None:
    """«Африканский союз на конференции представляет комиссар А»: the house that somebody speaks for."""
    first, last = clause(row.tokens, role.first)
    verb = next((k for k in range(first, min(role.first, last)) if row.tokens[k].lemma in _SPEAKS and row.tokens[k].pos == "VERB"), None)
    if verb is None or role.case not in ("Nom", ""):
        return None
    inside = [b for b in row.bodies if first <= b.first and b.last <= verb and not b.anaphor and b.case in ("Acc", "Nom", "")]
    return inside[0] if len(inside) == 1 else None


def of_each(r: Reading, role: RoleNamed, people: Sequence[PersonNamed]) -> list[BodyNamed]:
    """«Коллегии министерств А и Б … Вели ее министры В и Г»: as many ministries of different states just named as there are ministers."""
    if role.head not in _HEADS_OF or role.country is not None or (role.body is not None and not role.body.anaphor):
        return []
    for row in (r.row, *r.story.rows[max(r.i - 1, 0) : r.i]):
        found: dict[str, BodyNamed] = {}
        for b in row.bodies:
            key = r.story.body(b)
            if b.kind == "Ministry" and not b.anaphor and key is not None and b.span.start < role.span.start and r.story.bodies.country(key):
                found.setdefault(r.story.bodies.country(key) or "", b)
        if found:
            return list(found.values()) if len(found) == len(people) else []
    return []
