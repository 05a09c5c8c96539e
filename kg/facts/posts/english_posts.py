"""Posts in forms that only English releases have: a signature below a letter, a house behind a name, "was" of what is past."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.facts.posts.holding import Holding, Reading
from kg.mentions.model import PersonNamed, RoleNamed, SentenceMentions, Trigger

_ONCE = frozenset("until previously formerly earlier before once".split())


def of_house_behind(r: Reading, role: RoleNamed, person: PersonNamed) -> RoleNamed:
    """"Director A of the Ports Agency": the house behind a name is its post's."""
    tokens, k = r.row.tokens, person.last
    if r.story.language != "en" or role.country is not None or role.body is not None or k + 1 >= len(tokens) or tokens[k].text not in ("of", "from"):
        return role
    house = next((b for b in r.row.bodies if b.first in (k + 1, k + 2) and not b.anaphor), None)
    return role if house is None else replace(role, body=house, country=house.country, bare=False)


def once_was(r: Reading, verb: Trigger) -> bool:
    """"Until then A was director": "was" tells of the past where a word says so."""
    tokens = r.row.tokens
    years = [t for t in tokens[verb.first :] if t.text.isdecimal() and len(t.text) == 4]
    return tokens[verb.first].text in ("was", "were") and (any(t.text.lower() in _ONCE for t in tokens) or len(years) > 1)


_LISTS = frozenset("and or , then later also from since until to in between before that as - –".split())


def listed_from(r: Reading, role: RoleNamed) -> int:
    """"was consul in Oslo and, from 2016 to 2019, | deputy minister": where the first of the posts that one verb lists begins."""
    first, tokens = role.first, r.row.tokens
    while r.story.language == "en":
        before = next((x for x in r.row.roles if x.last <= first and _only_listed(r, x.last, first)), None)
        if before is None:
            break
        first = before.first
    return first if any(t.norm in ("and", "и", ",") for t in tokens[first : role.first]) else role.first


def _only_listed(r: Reading, first: int, last: int) -> bool:
    """Nothing but "and", years and towns between two posts."""
    towns = {k for p in r.row.places for k in range(p.first, p.last)}
    return first < last and all(t.text.lower() in _LISTS or t.pos == "NUM" or k in towns or t.text.isdecimal() for k, t in enumerate(r.row.tokens[first:last], first))


def signature(r: Reading) -> Iterator[Holding]:
    """A name alone on a line, the post on the next one: the writer of a letter, a speaker of a programme. In Russian the post stands above the name."""
    if r.i == 0:
        return
    before = r.story.rows[r.i - 1]
    if r.story.language != "en":
        yield from _signed_below(r, before)
        return
    if not r.row.roles or r.row.persons:
        return
    role = r.row.roles[0]
    words = [t for t in before.tokens if t.is_word]
    alone = len(before.persons) == 1 and len(words) <= 5 and all(before.persons[0].first <= k < before.persons[0].last for k, t in enumerate(before.tokens) if t.is_word and len(t.text) > 2 and t.text[0].islower())
    named = alone and sum(before.persons[0].first <= k < before.persons[0].last for k, t in enumerate(before.tokens) if t.is_word) >= len(words) - 1
    closed = role.first == 0 and not any(t.pos in ("VERB", "AUX") for t in r.row.tokens[role.last :])
    if named and closed and role.number != "Plur":
        yield r.hold(before.persons[0], role, "signature")


def _signed_below(r: Reading, before: SentenceMentions) -> Iterator[Holding]:
    """«Посол Республики …» on a line, his name on the next one."""
    people, last = r.row.persons, len(before.tokens)
    if len(people) != 1 or before.persons or len(before.roles) != 1 or not all(people[0].first <= k < people[0].last for k in range(len(r.row.tokens))):
        return
    role = before.roles[0]
    named = {k for x in (*before.countries, *before.bodies, *before.places) for k in range(x.first, x.last)}
    if role.first == 0 and role.number != "Plur" and all(k in named or before.tokens[k].pos in ("ADP", "PUNCT") for k in range(role.last, last)):
        yield r.hold(people[0], role, "signature")
