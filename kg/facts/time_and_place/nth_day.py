"""Which day of what lasts a sentence names: «в заключительный день визита», «под занавес форума», "on the opening day"."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from kg.facts.time_and_place.ends import CLOSES, OPENS
from kg.text.document import Token, lemmas

_BEGINS_OR_ENDS = OPENS | CLOSES
ORDER = {
    "первый": 0, "второй": 1, "третий": 2, "четвертый": 3, "последний": -1, "заключительный": -1, "завершающий": -1,
    "пятый": 4, "шестой": 5, "седьмой": 6, "предпоследний": -2, "предзаключительный": -2, "першы": 0, "другі": 1, "трэці": 2, "чацвёрты": 3, "чацверты": 3, "апошні": -1, "заключны": -1,
    "first": 0, "second": 1, "third": 2, "fourth": 3, "fifth": 4, "last": -1, "final": -1, "opening": 0, "closing": -1, "one": 0, "two": 1, "three": 2,
}  # fmt: skip
_BETWEEN = frozenset("же ж самый его ее их".split())
DAY = ("день", "дзень", "day")
_OPENING = frozenset("открытие начало старт прибытие приезд прилет адкрыццё адкрыцце пачатак opening arrival".split())
_CLOSING = frozenset("закрытие завершение окончание отъезд отлет отбытие вылет ад'езд departure закрыццё закрыцце заканчэнне closing end".split())
STAY = frozenset("визит поездка программа пребывание візіт visit".split())
_ENDINGS = frozenset("завершение завершенье заключение завяршэнне заканчэнне end close conclusion".split())
_LAST_PART = _ENDINGS | {"финал"}
_GATHERED = frozenset("форум конференция выставка саммит конгресс неделя ярмарка симпозиум съезд фестиваль канферэнцыя выстава выстаўка".split())
_OPENED = frozenset("открытие адкрыццё адкрыцце".split())
_CLOSED = frozenset("закрытие закрыццё закрыцце".split())
_CEREMONIES = _OPENED | _CLOSED
_SAID_OF_STAYS = _ENDINGS | _BEGINS_OR_ENDS
_SAID_OF_ENDS = _ENDINGS | _CEREMONIES | {"занавес", "финал"}
_TELLS_OF_DAYS = _SAID_OF_STAYS.union(_SAID_OF_ENDS, DAY)
_AT_ENDS = 8  # tokens of a clause in which it says that it plays at an end of the forum
_OPENS = 3  # tokens before which a sentence says at what point of the visit it plays
REACH = 6  # tokens behind "день" in which the event is named


def _begun_with(tokens: Sequence[Token], first: int, last: int) -> int | None:
    """«Визит начался с переговоров», «Программа визита завершилась встречей с А», «В завершение поездки …»: 0 for its first day, -1 for its last."""
    if _SAID_OF_STAYS.isdisjoint(lemmas(tokens)):
        return None
    for k in range(first, last):
        ends = 0 < k <= _OPENS and tokens[k].lemma in _ENDINGS and tokens[k - 1].norm in ("в", "у", "ў", "at", "the")
        if ends and any(t.lemma in STAY and t.case in ("Gen", "") for t in tokens[k + 1 : k + 4]):
                return -1
        if tokens[k].lemma in _BEGINS_OR_ENDS and any(t.lemma in STAY and t.case in ("Nom", "Gen", "") for t in [*tokens[first:k], *tokens[k + 1 : k + 2]]):
            behind = tokens[k + 1 : k + 4]
            if any(t.case == "Ins" or t.norm in ("с", "со", "з", "with") for t in behind):
                return 0 if tokens[k].lemma in OPENS else -1
    return None


def _at_an_end(tokens: Sequence[Token], first: int, last: int) -> tuple[int, set[str]] | None:
    """«Под занавес», «В завершение форума», «На открытии форума», «на церемонии закрытия»: its first or last day, and what it is called."""
    if _SAID_OF_ENDS.isdisjoint(lemmas(tokens)):
        return None
    for k in range(max(first, 1), min(last, first + _AT_ENDS)):
        t, before = tokens[k], [x.norm for x in tokens[max(0, k - 2) : k]]
        called = {x.lemma for x in tokens[k + 1 : k + REACH]}
        if t.lemma == "занавес" and before[-1:] == ["под"]:
            return -1, called
        if t.lemma in _LAST_PART and before[-1:] in (["в"], ["у"]) and k <= 2 and (_GATHERED & called or (tokens[k + 1 : k + 2][:1] and tokens[k + 1].pos in ("VERB", "PUNCT"))):
            return -1, called
        if t.lemma in _CEREMONIES and t.case in ("Loc", "Gen") and _GATHERED & called and ("на" in before or (before[-1:] == ["церемонии"] and "на" in [x.norm for x in tokens[max(0, k - 4) : k]])):
            return (0 if t.lemma in _OPENED else -1), called
    return None


def named_day(tokens: Sequence[Token], first: int, last: int) -> tuple[int, AbstractSet[str], bool] | None:
    """The nth day (from 0; -1 the last one) of what lasts, what that is called, and whether it must be a gathering."""
    if _TELLS_OF_DAYS.isdisjoint(lemmas(tokens)):
        return None
    begun = _begun_with(tokens, first, last)
    if begun is not None:
        return begun, STAY, False
    at_end = _at_an_end(tokens, first, last)
    if at_end is not None:
        return *at_end, True
    for k in range(first, last) if not lemmas(tokens).isdisjoint(DAY) else ():
        if tokens[k].lemma not in DAY:
            continue
        before = tokens[k - 1 - (k > 1 and tokens[k - 1].norm in _BETWEEN)].lemma if k else ""
        after = [t.lemma for t in tokens[k + 1 : k + 4] if t.text not in ("of", "the", "her", "his", "their")]
        nth = ORDER.get(before)
        heading = len(tokens) <= 3 or k == 0 or (k == 1 and not tokens[0].case)  # "День второй", a line by itself; "On day two"
        if nth is None and heading and after and after[0] in ORDER:
            nth = ORDER[after[0]]
        if nth is None and after and after[0] in _OPENING:
            nth = 0
        if nth is None and after and after[0] in _CLOSING:
            nth = -1
        if nth is None:
            continue
        return nth, {t.lemma for t in tokens[k + 1 : k + REACH]}, False
    return None


def first_day(tokens: Sequence[Token]) -> bool:
    """«в первый день форума», «в день открытия», "on the opening day"."""
    for k, t in enumerate(tokens):
        if t.lemma in DAY and k:
            after = [x.lemma for x in tokens[k + 1 : k + 4] if x.text not in ("of", "the")]
            return ORDER.get(tokens[k - 1].lemma) == 0 or bool(after and after[0] in _OPENING)
    return False
