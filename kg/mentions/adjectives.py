"""Adjectives before the head noun of a name: which of them belong to it."""

from __future__ import annotations

from collections.abc import Sequence

from kg.mentions.forms import can_be, is_adjective
from kg.mentions.groups import Marks
from kg.text.document import Token
from kg.text.morphology import parses


def adjectives_before(tokens: Sequence[Token], head: int, marks: Marks, lower: int = 0) -> int:
    """First of the adjectives that agree with the noun at `head`."""
    noun = tokens[head]
    i = head
    while i > lower:
        t = tokens[i - 1]
        if i < head and t.norm in ("и", "і") and i - 2 >= lower and _first_of_two(tokens, i - 2, head) and i - 2 not in marks.people:
            i -= 2  # «Национальное геопространственное | и космическое агентство»
            continue
        if i - 1 in marks.people or not is_adjective(t) or t.lemma in _NOT_OF_NAME or t.pos == "VERB" or _predicate(t):
            break
        if noun.case and t.case and t.case != noun.case and not can_be(t, noun.case) and {noun.case, t.case} != {"Nom", "Acc"}:
            break  # «принял Сколковский | институт»: of what has no life, the nominative is the accusative
        if noun.number and t.number and t.number != noun.number:
            break
        i -= 1
    return i


def _predicate(token: Token) -> bool:
    """«где расположено | Министерство …»: a short participle is no part of a name."""
    if token.capital or not token.norm.endswith(("но", "на", "ны", "то", "та", "ты", "ен")):
        return False
    found = parses(token.norm)
    return bool(found) and found[0].known and bool(found[0].grammemes & {"PRTS", "ADJS"})


def _first_of_two(tokens: Sequence[Token], k: int, head: int) -> bool:
    """An adjective in the case of the noun, behind or with a capital that begins the name in the middle of a sentence."""
    t = tokens[k]
    agrees = is_adjective(t) and can_be(t, tokens[head].case) and t.number == tokens[head].number and not tokens[head - 1].capital
    begins = any(x.capital and is_adjective(x) for x in tokens[max(0, k - 2) : k + 1])
    return agrees and begins


_NOT_OF_NAME = frozenset(
    "новый данный этот тот весь многий некоторый ряд другой нынешний прежний бывший последний следующий прошедший уполномоченный "
    "соответствующий крупнейший ведущий заинтересованный оба мой свой наш ваш который такой какой иной каждый любой сам самый".split()
)
