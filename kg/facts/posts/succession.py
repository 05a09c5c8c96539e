"""Who held a post before, or holds it now: «Она сменила на этом посту А», «Теперь этот пост занимает Б», «А, занимавший эту должность»."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.facts.posts.holding import Holding, Reading
from kg.facts.posts.taking_office import full_title
from kg.mentions.model import BodyNamed, PersonNamed, RoleNamed
from kg.text.document import Token, lemmas, norms

_REPLACES = frozenset("сменить сменять сменив сменивший сменяющий заменить заменив заменивший".split())
_OFFICE = frozenset("пост должность кресло позиция пасада".split())
_THIS = frozenset("этот тот данный эта это".split())
_HOLDS = frozenset("занимать занимающий занимавший занять занявший".split())
_PARTICIPLES = ("ющий", "ющая", "ющего", "ющей", "ющему", "ющим", "вший", "вшая", "вшего", "вшей", "вшему", "вшим", "вшую", "ющую")
_PRONOUNS = frozenset("он она ён яна".split())
_AFTER = frozenset("после вместо пасля замест".split())
_TELLS = _REPLACES | _AFTER | {"смену"}
_NEAR = 7  # tokens from the verb to him who is replaced
_BACK = 3  # sentences to the one that tells of the post


def succeeded(r: Reading) -> Iterator[Holding]:
    """«А сменил на посту директора Б», «Он сменил Б», «сменив на этом посту Б», «пришла на смену Б»: Б held the post that A has."""
    tokens = r.row.tokens
    if _TELLS.isdisjoint(lemmas(tokens)) and _TELLS.isdisjoint(norms(tokens)):
        return
    for k, t in enumerate(tokens):
        come = t.norm == "смену" and k > 0 and tokens[k - 1].norm == "на"
        come |= t.norm in _AFTER and any(p.first == k + 1 for p in r.row.persons) and any(x.lemma in _OFFICE for x in tokens[:k]) and any(x.lemma in _HOLDS for x in tokens[:k])
        if not (t.lemma in _REPLACES or t.norm in _REPLACES or come) or _negated(tokens, k):
            continue
        other = next((p for p in r.row.persons if k < p.first <= k + _NEAR and (p.case in ("Acc", "Gen", "Dat", "") or come)), None)
        other = other or next((p for p in r.row.persons if p.last <= k and p.case == "Acc"), None)
        post = _post_of_subject(r, k, other) if other is not None else None
        if other is not None and post is not None:
            yield r.hold(other, replace(full_title(post), first=k, last=k + 1, span=t.span, former=True, number="Sing"), "succession")


def followed(r: Reading) -> Iterator[Holding]:
    """English: "took over as director from A", "A's predecessor as director, B", "stepped down as director", "his predecessor, A"."""
    if r.story.language != "en":
        return
    tokens = r.row.tokens
    for k, t in enumerate(tokens):
        word = t.text.lower()
        if word == "over" and k and tokens[k - 1].text.lower() in ("took", "takes", "taking", "taken", "take"):
            other = next((p for p in r.row.persons if p.first > k and tokens[p.first - 1].norm in ("from", "из")), None)
            post = _post_of_subject(r, k, other) or next((x for x in r.row.roles if k < x.first and other is not None and x.last < other.first), None) if other is not None else None
            if other is not None and post is not None:
                yield r.hold(other, replace(post, first=k, last=k + 1, span=t.span, former=True, number="Sing"), "succession")
        elif word in ("predecessor", "successor"):
            yield from _predecessor(r, k)
        elif word in _LEFT:
            role = next((x for x in r.row.roles if x.first - 3 <= k < x.first and tokens[x.first - 1].text in ("as", "the") and any(y.text == "as" for y in tokens[k : x.first])), None)
            before = [p for p in r.row.persons if p.last <= k]
            if role is not None and (before or r.last):
                yield r.hold(before[-1] if before else r.last or "", replace(role, former=True), "left-office")


_LEFT = frozenset("down resigned resigns retired retires departed quit quits left leaves".split())


def _predecessor(r: Reading, k: int) -> Iterator[Holding]:
    tokens = r.row.tokens
    named = next((x for x in r.row.roles if x.first == k + 2 and tokens[k + 1].text == "as"), None)
    end = k + 1 if named is None else named.last
    person = next((p for p in r.row.persons if p.first in (end, end + 1) and all(t.text == "," for t in tokens[end : p.first])), None)
    post = named or (r.before.role if r.before is not None else None)
    if person is not None and post is not None and (r.before is None or r.before.person != r.story.person(person)):
        r.done.add(post.first)
        yield r.hold(person, replace(post, former=tokens[k].text.lower() == "predecessor", number="Sing"), "succession")


def this_post(r: Reading) -> Iterator[Holding]:
    """«Теперь этот пост занимает А», «А, занимавший эту должность до мая»: the post told last, of another one."""
    tokens = r.row.tokens
    for k, t in enumerate(tokens) if not _OFFICE.isdisjoint(lemmas(tokens)) else ():
        if t.lemma not in _OFFICE or not k or tokens[k - 1].lemma not in _THIS or r.before is None or r.i - r.before.sentence > _BACK:
            continue
        verb = next((n for n in (*range(k - 2, max(k - 5, -1), -1), *range(k + 1, min(k + 5, len(tokens)))) if tokens[n].lemma in _HOLDS), None)
        if verb is None or _negated(tokens, verb):
            continue
        person = _holder(r.row.persons, tokens, verb)
        if person is None or r.story.person(person) == r.before.person:
            continue
        former = tokens[verb].norm.endswith(("вший", "вшая", "вшего", "вшей", "вшему", "вшим", "вшую")) or "Tense=Past" in tokens[verb].feats
        yield r.hold(person, replace(r.before.role, first=k, last=k + 1, span=t.span, former=former, number="Sing"), "this-post")


def _holder(people: Sequence[PersonNamed], tokens: Sequence[Token], verb: int) -> PersonNamed | None:
    if tokens[verb].norm.endswith(_PARTICIPLES):
        return next((p for p in reversed(people) if p.last in (verb - 1, verb - 2) and tokens[p.last].text == ","), None)
    near = [p for p in people if p.case in ("Nom", "") and abs(p.first - verb) <= _NEAR]
    return min(near, key=lambda p: abs(p.first - verb), default=None)


_IN_TURN = frozenset("прежний бывший предыдущий новый нынешний".split())


def of_predecessor(r: Reading, role: RoleNamed) -> BodyNamed | None:
    """«Прежний председатель, А, поблагодарил …»: of the house whose head of that title was told of last."""
    if not any(t.lemma in _IN_TURN for t in r.row.tokens[role.first : role.last]):
        return None
    return next((h.role.body for h in reversed(r.told) if h.role.role == role.role and h.role.body is not None and r.i - h.sentence <= _BACK), None)


def _post_of_subject(r: Reading, k: int, other: PersonNamed) -> RoleNamed | None:
    """The post of the one who replaces: that named beside the verb («на посту министра»), else his last."""
    tokens = r.row.tokens
    before = [p for p in r.row.persons if p is not other and p.case in ("Nom", "") and p.last <= k]
    after = [p for p in r.row.persons if p is not other and p.case in ("Nom", "") and p.first > other.last]
    key = r.story.person(before[-1]) if before else r.story.person(after[0]) if after else r.last if any(t.norm in _PRONOUNS for t in tokens[: k + 3]) else None
    if key is None and r.before is not None and r.i == r.before.sentence:
        key = r.before.person
    own = [h.role for h in r.told if h.person == key and h.rule != "succession" and not h.role.former]
    named = next((x for x in r.row.roles if x.first and tokens[x.first - 1].lemma in _OFFICE and abs(x.first - k) <= _NEAR), None)
    if named is not None:
        r.done.add(named.first)
        return next((x for x in reversed(own) if x.head == named.head), None if named.bare else named)
    return own[-1] if own and r.told[-1].sentence >= r.i - _BACK else None


def _negated(tokens: Sequence[Token], k: int) -> bool:
    return bool(k) and tokens[k - 1].norm in ("не", "ня")


_TIMES = frozenset("с по до в во год года году годы годах гг г настоящее время настоящего времени тех пор н наст вр период".split())
_MONTHS = ("январ", "феврал", "март", "апрел", "ма", "июн", "июл", "август", "сентябр", "октябр", "ноябр", "декабр")
_YEAR = re.compile(r"[12]\d{3}")
_YEARS = re.compile(r"[12]\d{3}(?:[–—-][12]\d{3})?")  # «2015–2018» is one word
_DASHES = frozenset("– — -".split())


def biography(r: Reading) -> Iterator[Holding]:
    """«С 2021 по 2024 год – председатель правления АО „…“», «2010–2015 гг. – директор …»: of him whose life the release tells."""
    tokens = r.row.tokens
    for role in r.row.roles:
        k = role.first
        if r.last is None or role.first in r.done or role.case not in ("Nom", "") or k < 2 or tokens[k - 1].text not in _DASHES or not _a_life(r):
            continue
        start = next((n + 1 for n in range(k - 2, -1, -1) if tokens[n].text == ";"), 0)
        words = [t for t in tokens[start : k - 1] if t.is_word or t.text.isdecimal()]
        years = [y for t in words for y in _YEAR.findall(t.text)]
        if not years or not all(_YEARS.fullmatch(t.text) or t.text.isdecimal() or t.norm in _TIMES or t.norm.startswith(_MONTHS) for t in words) or any(p.first >= role.last for p in r.row.persons):
            continue
        former = len(years) > 1 or any(t.norm in ("до", "по") for t in words)
        yield r.hold(r.last, replace(role, former=former, bare=False), "biography")


def _a_life(r: Reading) -> bool:
    """Has the release told of an appointment of the one named last, or does a line or sentence hold nothing but his name?"""
    for row in r.story.rows[: r.i]:
        if len(row.persons) == 1 and r.story.person(row.persons[0]) == r.last and all(row.persons[0].first <= k < row.persons[0].last for k, t in enumerate(row.tokens) if t.is_word):
            return True
    return any(h.person == r.last and h.rule in ("verb", "biography", "left-office") for h in r.told)
