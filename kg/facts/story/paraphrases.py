"""A house called by its state and its trade later on: «Китайский оператор готов …», «для белорусского разработчика», «казахстанский портал»."""

from __future__ import annotations

from collections.abc import Sequence

from kg.facts.story.bodies import BodyRegister, Group
from kg.mentions.model import CountryNamed, SentenceMentions

# what a house is called by its trade, and the kinds of houses that the word can mean
_COMPANY = frozenset({"Company", "Organization"})
_TRADES = {
    **dict.fromkeys("компания фирма корпорация холдинг предприятие концерн оператор разработчик производитель поставщик провайдер интегратор вендор стартап перевозчик застройщик портал сервис маркетплейс группа".split(), _COMPANY),
    **dict.fromkeys("кампанія прадпрыемства аператар распрацоўшчык вытворца пастаўшчык правайдар".split(), _COMPANY),
    **dict.fromkeys("вуз университет институт академия колледж".split(), frozenset({"Institution"})),
    **dict.fromkeys("ведомство регулятор агентство".split(), frozenset({"Agency"})),
}  # fmt: skip
_QUOTES = frozenset("« \" “ „ (".split())


def settle_paraphrased(rows: Sequence[SentenceMentions], bodies: BodyRegister) -> None:
    """Give the only house of its kind that is named so far without a state the one by which it is called: «Китайский оператор готов …»."""
    for i, row in enumerate(rows):
        for c in row.countries:
            kinds = _called(row, c)
            if kinds is None:
                continue
            before = [g for g in bodies.groups if g.best.kind in kinds and any(m.sentence < i for m in g.mentions)]
            known = [g for g in before if g.country == c.iso]
            unknown = [g for g in before if _unsettled(g) and not g.best.core.startswith("банк")]
            if len(unknown) == 1 and not known:
                unknown[0].of_state(c.iso)


def _called(row: SentenceMentions, c: CountryNamed) -> frozenset[str] | None:
    """The kinds of the house that the adjective and a noun behind it stand for; None where a name follows, or several are meant."""
    tokens, k = row.tokens, c.last
    if c.form != "adjective" or c.last - c.first != 1 or (c.first and tokens[c.first - 1].text in "-"):
        return None
    while k < len(tokens) and tokens[k].pos == "ADJ" and not tokens[k].capital:
        k += 1
    if k >= len(tokens) or tokens[k].capital or tokens[k].number == "Plur" or any(b.first <= k < b.last and not b.anaphor for b in row.bodies):
        return None
    named = k + 1 < len(tokens) and (tokens[k + 1].capital or tokens[k + 1].text in _QUOTES)
    return None if named else _TRADES.get(tokens[k].lemma)


def _unsettled(group: Group) -> bool:
    return group.country is None and group.authority is None
