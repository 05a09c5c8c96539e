"""Which of the names that fit some words of a question is meant: what the question is about, and how much the words say."""

from __future__ import annotations

from collections.abc import Sequence

from kg.facts.model import AGREEMENT_KINDS, EVENT_KINDS
from kg.questions.ask.naming import JOINTS, Found, Names
from kg.questions.ask.words import Pattern, Token, topics, vocabulary

KINDS = {"agreement": frozenset(AGREEMENT_KINDS), "event": frozenset(EVENT_KINDS)}


def of(tokens: Sequence[Token]) -> frozenset[str]:
    """Whether the question says words for agreements, for events, for both or for none."""
    said = {p.meaning for i in range(len(tokens)) for p in vocabulary().at(tokens, i) if p.group == "kind"}
    found = {type_ for type_, kinds in KINDS.items() if said & kinds}
    signals = {p.meaning for i in range(len(tokens)) for p in vocabulary().at(tokens, i) if p.group == "signal"}
    found |= {type_ for type_, signal in (("agreement", "agreement"), ("event", "event")) if signal in signals}
    return frozenset(found)


def best(found: Sequence[Found], tokens: Sequence[Token], names: Names, about: frozenset[str]) -> Found | None:
    """The best name of those of several types that says enough to be one; None if things of two types fit as well."""
    enough = [f for f in found if not _says_little(f, tokens, names, about)]
    rank = max((f.rank for f in enough), default=None)
    top = [f for f in enough if f.rank == rank]
    return top[0] if len(top) == 1 else None


def _says_little(found: Found, tokens: Sequence[Token], names: Names, about: frozenset[str]) -> bool:
    """Part of a long name, of words that questions are made of: "член ШОС" is no plan of the members of the SCO."""
    if found.full or found.type not in ("event", "agreement", "body"):
        return False
    run = [i for i in range(found.first, found.last) if tokens[i].norm not in JOINTS or tokens[i].country]
    said = _covered(
        tokens, found, [p for i in run for p in vocabulary().at(tokens, i) if p.group in ("signal", "empty")]
    )
    if found.type == "body":
        return all(i in said or tokens[i].country for i in run)
    has_kind = any(tokens[i].forms & names.kinds for i in run)
    if not has_kind and found.type not in about:
        if about:  # "меморандум с Кореей об электронном правительстве" is no forum
            return True
        said |= _covered(tokens, found, [p for i in run for p in topics().at(tokens, i)])
    own = [i for i in run if i not in said]
    if has_kind and any(p.meaning == "working_group" for i in run for p in vocabulary().at(tokens, i)):
        return False  # "заседание рабочей группы"
    return len(own) < (1 if has_kind and found.matched > 2 else 2)


def _covered(tokens: Sequence[Token], found: Found, patterns: Sequence[Pattern]) -> set[int]:
    """Places of the words that these patterns stand on."""
    return {
        i + step
        for i in range(found.first, found.last)
        for p in patterns
        if p.fits(tokens, i)
        for step in range(len(p.words))
    }
