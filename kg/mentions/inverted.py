"""Subjects that look like genitives: «контракт на строительство | стороны заключат», «меморандум о связи | министерства двух стран подписали»."""

from __future__ import annotations

from collections.abc import Sequence

from kg.text.document import Token

_DOERS = frozenset(
    "сторона страна государство министерство ведомство агентство правительство компания оператор почта университет предприятие организация учреждение корпорация академия регулятор администрация "
    "бок міністэрства ведамства агенцтва урад кампанія пошта прадпрыемства".split()
)
_OF_TWO = frozenset("два двое оба три страна государство наш краіна дзяржава дзвюх абедзвюх".split())
_REACH = 5  # tokens to the verb


def acts_behind(tokens: Sequence[Token], k: int) -> bool:
    """True if token k, tagged as a genitive singular, is the plural subject of the verb right behind it."""
    t = tokens[k]
    if t.lemma not in _DOERS or t.pos not in ("NOUN", "PROPN") or t.number != "Sing" or t.case != "Gen":
        return False
    joined = False  # «правительства Латвии и Литвы | подписали»
    for x in tokens[k + 1 : k + 1 + _REACH]:
        joined |= x.pos == "CCONJ"
        if ("VerbForm=Fin" in x.feats or "Variant=Short" in x.feats) and x.number == "Plur":
            return x.pos in ("VERB", "ADJ", "AUX") and (joined or not any(y.pos == "PROPN" for y in tokens[k + 1 : k + 3]))
        if x.lemma not in _OF_TWO and x.pos not in ("ADV", "PART", "CCONJ") and not (x.pos == "PROPN" and x.case == "Gen"):
            return False
    return False
