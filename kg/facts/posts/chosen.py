"""Who is chosen for a post, or is said to be something: the subject and object of «избрать», «назначить», «быть», «стать»."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.facts.posts.holding import Holding, Reading
from kg.facts.sentences.clauses import clause
from kg.facts.story.so_far import Story
from kg.mentions.model import PersonNamed, RoleNamed, SentenceMentions, Trigger

_BEING = frozenset("быть являться стать остаться становиться оставаться служить".split())
_CHOOSING = frozenset("назначить избрать утвердить переизбрать выбрать".split())
# who is said to have been chosen, or to have become, something holds it from then on
_BEGUN = _CHOOSING | frozenset("назначенный избранный утвержденный переизбранный выбранный стать ставший".split())
_CHOICES = frozenset("избрание назначение переизбрание утверждение вступление".split())
_OFFICE = frozenset("пост должность кресло пасада".split())
_BY_IT = frozenset("им ею ей".split())
_CLAUSE = 9  # tokens from a name to the post that a relative clause tells
_RELATIVES = frozenset("который які".split())
_BACK = 2  # sentences from "it was A" to the post
_DECIDED = frozenset("решить постановить решение единогласно решено постановление вырашыць".split())
_NEAR = 12  # tokens between the verb and the one who is chosen


def said_of_another(row: SentenceMentions, verb: Trigger) -> bool:
    """«А подчеркнул, что Казахстан является партнером Токио»: the subject of the verb is no person."""
    if verb.lemma not in _BEING:
        return False
    tokens = row.tokens
    start = next((k + 1 for k in range(verb.first - 1, -1, -1) if tokens[k].text in ",;:–—" and not any(p.first <= k < p.last for p in row.persons)), 0)
    if any(start <= p.first < verb.first and p.case in ("Nom", "") for p in row.persons):
        return False
    states = {k for c in row.countries if c.form != "adjective" and c.case in ("Nom", "Acc", "") for k in range(c.first, c.last)}
    named = {k for p in row.persons for k in range(p.first, p.last)}
    roles = {k for r in row.roles for k in range(r.first, r.last)}
    depth = 0
    for k in range(start, verb.first):
        t = tokens[k]
        depth += (t.text == "(") - (t.text == ")")
        if depth:
            continue  # «консулом в Гродно (Беларусь) стал А»
        before = tokens[k - 1].pos if k > start else ""
        if k in named | roles or before == "ADP":
            continue
        if k in states or (t.case == "Nom" and t.pos in ("NOUN", "PROPN") and t.lemma not in ("год", "время")):
            return True
    return False


def chosen(story: Story, i: int, verb: Trigger) -> PersonNamed | None:
    """«Участники избрали председателем А», «Президент назначил министром Б», «Комиссия решила избрать …»: the object of an active verb."""
    row = story.rows[i]
    token = row.tokens[verb.first]
    if verb.passive or verb.lemma not in _CHOOSING or token.pos != "VERB" or "VerbForm=Part" in token.feats or "Tense=Fut" in token.feats:
        return None
    if "VerbForm=Inf" in token.feats and not _decided(story, i, verb.first):
        return None
    behind = [p for p in row.persons if verb.first < p.first <= verb.first + _NEAR and (p.case in ("Acc", "Gen") or (story.language == "en" and p.case == "Ins"))]
    before = [p for p in row.persons if p.last <= verb.first and p.case == "Acc"]
    return behind[0] if behind else before[-1] if before else None


def relative(r: Reading, role: RoleNamed) -> tuple[str, bool] | None:
    """«А, который был министром …», «А, которого съезд избрал председателем»: a choice tells of no former post."""
    before = [p for p in r.row.persons if p.last <= role.first]
    if not before or role.first - before[-1].last > _CLAUSE or not any(t.lemma in _RELATIVES for t in r.row.tokens[before[-1].last : before[-1].last + 3]):
        return None
    verbs = [t for t in r.row.triggers if t.act == "appoint" and before[-1].last <= t.first < role.first]
    if not verbs or any(t.negated for t in verbs) or any(x.first >= before[-1].last and x.last <= role.first for x in r.row.roles):
        return None
    return r.story.person(before[-1]), verbs[0].tense == "past" and not any(t.lemma in _BEGUN for t in verbs)


def it_was(r: Reading) -> Iterator[Holding]:
    """«Совет избрал нового председателя. Им стал А»: the post of the sentence before that nobody was given yet."""
    tokens = r.row.tokens
    k = next((k for k in range(min(3, len(tokens))) if tokens[k].norm in _BY_IT), None)
    if k is None or not any(t.act == "appoint" and not t.negated and k < t.first <= k + 3 for t in r.row.triggers) or any(x.case == "Ins" for x in r.row.roles):
        return
    who = next((p for p in r.row.persons if p.first > k and p.case in ("Nom", "")), None)
    for j in range(r.i - 1, max(-1, r.i - 1 - _BACK), -1):
        before = r.story.rows[j]
        free = [x for x in before.roles if x.number != "Plur" and x.case in ("Acc", "Gen", "Nom", "") and (x.body is not None or x.country is not None)]
        free = [x for x in free if not any(h.sentence == j and h.role.first == x.first for h in r.told)]
        if who is not None and free and any(t.lemma in _BEGUN or t.lemma in _CHOICES for t in before.tokens):
            yield r.hold(who, replace(free[-1], first=k, last=k + 1, span=tokens[k].span, former=False), "it-was")
        if before.roles or before.persons:
            return


def on_election(r: Reading) -> Iterator[Holding]:
    """«поздравил А с избранием на пост председателя», «с назначением министром»: the post of him who is congratulated."""
    tokens = r.row.tokens
    for role in r.row.roles:
        k = role.first - 1
        if role.first in r.done or k < 1 or role.number == "Plur":
            continue
        if tokens[k].lemma in _OFFICE and role.case in ("Gen", ""):
            k -= 1 + (tokens[k - 1].pos == "ADP")
        elif role.case != "Ins":
            continue
        if k < 1 or tokens[k].lemma not in _CHOICES or tokens[k].case == "Nom":
            continue
        first, _ = clause(tokens, k)
        before = [p for p in r.row.persons if first <= p.first and p.last <= k and p.case in ("Acc", "Gen", "")]
        before = before or [p for p in r.row.persons if p.last == k - 1]
        if before and tokens[k - 1].norm in ("с", "со", "з"):
            yield r.hold(before[-1], replace(role, former=False), "on-election")


def _decided(story: Story, i: int, verb: int) -> bool:
    lead = story.lead(i)
    words = [*story.rows[i].tokens[:verb], *(story.rows[lead].tokens if lead is not None else ())]
    return any(t.lemma in _DECIDED or t.norm in _DECIDED for t in words)
