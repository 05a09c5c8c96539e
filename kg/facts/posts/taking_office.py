"""Into a post and out of it by other verbs than «назначен»: «вступил в должность ректора», «перешел на пост советника», «сложил полномочия мэра»; officers elected together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.facts.posts.holding import Holding, Reading
from kg.facts.posts.host_companies import company_of_context
from kg.facts.sentences.apposition import COPULA
from kg.facts.sentences.clauses import clause
from kg.mentions.model import PersonNamed, RoleNamed, SentenceMentions

_OFFICE = frozenset("должность пост кресло обязанность полномочие место пасада".split())
_INTO = frozenset("в во на к".split())
_TAKES = frozenset("вступить заступить перейти прийти перевести переведен переведенный приступить вернуться заступать".split())
_LEAVES = frozenset("покинуть оставить сложить передать сдать лишиться освободить".split())
_ACTING = ("врио ", "ио ", "и.о. ", "исполняющий обязанности ", "временно исполняющий обязанности ", "временный исполняющий обязанности ")
_NOMINATIVES = {
    "председателя": "председатель", "директора": "директор", "министра": "министр", "ректора": "ректор", "руководителя": "руководитель", "начальника": "начальник", "главы": "глава", "президента": "президент",
    "губернатора": "губернатор", "мэра": "мэр", "акима": "аким", "секретаря": "секретарь", "заместителя": "заместитель", "генерального": "генеральный", "исполнительного": "исполнительный", "первого": "первый",
    "декана": "декан", "посла": "посол", "управляющего": "управляющий",
}  # fmt: skip
_NEAR = 8  # tokens from the verb to the post or the name
_UNIONS = frozenset({"Company", "InternationalOrganization", "WorkingBody", "Organization"})


def takes_office(r: Reading) -> Iterator[Holding]:
    """«В должность ректора вступил А», «А перешел на пост советника министра», «А сложил полномочия мэра»."""
    tokens = r.row.tokens
    for role in r.row.roles:
        k = role.first - 1
        if role.first in r.done or role.number == "Plur" or role.case not in ("Gen", "") or k < 0 or tokens[k].lemma not in _OFFICE:
            continue
        into = k > 0 and tokens[k - 1].norm in _INTO
        first, last = clause(tokens, role.first)
        near = range(max(first, k - _NEAR), min(last, role.last + _NEAR))
        verb = next((n for n in near if tokens[n].lemma in (_TAKES if into else _LEAVES) and not (role.first <= n < role.last)), None)
        if verb is None or not _past(r, verb) or (verb and tokens[verb - 1].norm == "не"):
            continue
        who = _subject(r, verb, role, first, last)
        if who is not None:
            yield r.hold(who, replace(role, former=not into or role.former), "takes-office")


def beside_elected(row: SentenceMentions, role: RoleNamed) -> bool:
    """Is it an officer's post without a house behind one to which a verb has elected somebody: «президентом союза избран А, | вице-президентами – Б и В»?"""
    if role.case != "Ins" or role.body is not None or role.country is not None:
        return False
    first = next((x for x in row.roles if x.last <= role.first and x.case == "Ins"), None)
    return first is not None and any(t.act == "appoint" and first.first < t.first < role.first for t in row.triggers)


def elected_too(r: Reading) -> Iterator[Holding]:
    """«Президентом союза избран А, вице-президентами – Б (Иордания) и В (Тунис)»: officers of the same house; a bracket tells whence they come."""
    tokens = r.row.tokens
    held = r.before
    if held is None or held.sentence != r.i:
        return
    key = r.story.body(held.role.body) if held.role.body is not None else company_of_context(r.story, held)
    if key is None or r.story.bodies.kind(key) not in _UNIONS:
        return
    for role in r.row.roles:
        if role.first in r.done or not beside_elected(r.row, role) or held.role.first >= role.first or role.last >= len(tokens) or tokens[role.last].text not in COPULA:
            continue
        people = [p for p in r.row.persons if p.first > role.last and not any(x.first > role.first and x.first < p.first for x in r.row.roles)]
        for p in people if role.number == "Plur" else people[:1]:
            yield r.hold(p, replace(role, number="Sing", body=r.story.bodies.group(key).best, country=r.story.bodies.country(key), bare=False), "elected-too")


def full_title(role: RoleNamed) -> RoleNamed:
    """The post that an acting head stands in for: "врио председателя" is that of a "председатель"."""
    acting = next((x for x in _ACTING if role.role.startswith(x)), None)
    words = role.role.removeprefix(acting).split(" ") if acting else []
    if not words or words[0] not in _NOMINATIVES:
        return role
    head = next((n for n, w in enumerate(words) if w in _NOMINATIVES and n + 1 < len(words) and words[n + 1] in _NOMINATIVES and not w.endswith("ого")), None)
    end = len(words) if head is None else head + 1
    name = " ".join(_NOMINATIVES.get(w, w) if n < end and all(x in _NOMINATIVES for x in words[: n + 1]) else w for n, w in enumerate(words))
    return replace(role, role=name, head=name.split(" ")[-1] if head is None else words[head])


def _past(r: Reading, verb: int) -> bool:
    feats = r.row.tokens[verb].feats
    return "Tense=Past" in feats or "VerbForm=Part" in feats or "Variant=Short" in feats


def _subject(r: Reading, verb: int, role: RoleNamed, first: int, last: int) -> PersonNamed | str | None:
    people = [p for p in r.row.persons if first <= p.first < last and p.case in ("Nom", "") and not role.first <= p.first < role.last]
    if people:
        return min(people, key=lambda p: abs(p.first - verb))
    pronoun = any(t.norm in ("он", "она") for t in r.row.tokens[max(first, verb - 3) : verb])
    return r.last if pronoun else None
