"""Who is chosen for a post, or is said to be something: the subject and object of «избрать», «назначить», «быть», «стать»."""

from __future__ import annotations

from kg.facts.story.so_far import Story
from kg.mentions.model import PersonNamed, SentenceMentions, Trigger

_BEING = frozenset("быть являться стать остаться становиться оставаться служить".split())
_CHOOSING = frozenset("назначить избрать утвердить переизбрать".split())
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


def _decided(story: Story, i: int, verb: int) -> bool:
    lead = story.lead(i)
    words = [*story.rows[i].tokens[:verb], *(story.rows[lead].tokens if lead is not None else ())]
    return any(t.lemma in _DECIDED or t.norm in _DECIDED for t in words)
