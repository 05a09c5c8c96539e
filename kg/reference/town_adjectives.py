"""Of which state the town is that a Russian adjective is made of: «гродненский» of Grodno, «шымкентская» of Shymkent.

Source of the rules: Russian derivation of adjectives from names of towns (-ский, -инский, -енский, -анский, -цкий; a consonant that changes, a
vowel that slips in), undone; each result is only looked up among the known cities, so that too many candidates do no harm.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from kg.reference.files import read_yaml
from kg.reference.places import City, towns

_ENDINGS = ("ий", "ого", "ому", "им", "ом", "ая", "ой", "ую", "ое", "ие", "их", "ими")
_NOMINATIVES = ("", "а", "я", "о", "е", "ь", "и", "ы", "у", "й", "о-сити")
_CHANGED = {"ж": "гзж", "ч": "кц", "ш": "х", "ц": "к"}  # Калуга: калужский; Прага: пражский
_VOWELS = frozenset("аеёиоуыэюя")
# of a wood, a sea, a holiday or a river as often as of a town
_NO_TOWNS = frozenset(
    "уральский каспийский братский славянский советский балтийский волжский камский ленинский октябрьский первомайский комсомольский дунайский донской морской крымский сибирский "
    "русский турецкий немецкий грузинский латинский арабский женский детский светский городской сельский юридический американский африканский азиатский европейский северский майский "
    "невский ладожский лужский приморский заводской польский чешский шведский датский канадский китойский".split()
)
_LARGE = 100  # thousands; smaller ones only if they are known by that name, or in a state that the release names
_SMALL = 40
_IRREGULAR = {
    "нижегородский": "нижн~ новгород", "новгородский": "новгород", "петербургский": "санкт петербург", "санкт-петербургский": "санкт петербург", "питерский": "санкт петербург", "московский": "москва",
    "мехиканский": "мехико", "новисадский": "нови сад", "ростовский": "ростов на дону", "сан-паульский": "сан паулу", "уфимский": "уфа",
}  # fmt: skip


@cache
def state_of_town(adjective: str, named: frozenset[str] = frozenset()) -> str | None:
    """ISO code of the state of the town in any form of an adjective; None if it is of no town or region, or of towns of several states.

    adjective  lower case, any case and gender: «алматинского»
    named      states of the release: they decide between towns of one name, and let small ones be meant
    """
    stem = next((adjective[: -len(e)] for e in _ENDINGS if adjective.endswith("к" + e)), "").replace("ё", "е")
    if stem + "ий" in _regions():
        return _regions()[stem + "ий"]
    if not stem.endswith(("ск", "цк")) or stem + "ий" in _NO_TOWNS or stem + "ой" in _NO_TOWNS:
        return None
    found: dict[str, City] = {}
    for name in _names(stem):
        for c in towns(name):
            if (c.thousands >= (_SMALL if c.usual else _LARGE) or c.capital or c.iso in named) and (c.iso not in found or found[c.iso].thousands < c.thousands):
                found[c.iso] = c
    here = [iso for iso in found if iso in named]
    if here:
        return here[0] if len(here) == 1 else None
    order = sorted(found.values(), key=lambda c: (c.capital, c.thousands), reverse=True)
    if not order or not (order[0].usual or order[0].thousands >= _LARGE):
        return None
    clear = len(order) == 1 or (order[0].capital and not order[1].capital) or order[0].thousands >= 2 * order[1].thousands
    return order[0].iso if clear else None


@cache
def _regions() -> dict[str, str]:
    """Adjectives of regions, each with the state in which the region lies."""
    data = read_yaml(Path(__file__).with_name("region_adjectives.yaml").read_text(encoding="utf-8"))
    return {str(word): str(iso) for iso, words in data.items() for word in words}


def _names(stem: str) -> Iterator[str]:
    """Names of towns that may lie under "…ск" or "…цк", most of them none at all."""
    if stem + "ий" in _IRREGULAR:
        yield _IRREGULAR[stem + "ий"]
        return
    stem = stem.replace("-", " ")  # Улан-Батор
    yield stem  # Томск, Полоцк
    short = stem[:-2]
    if len(short) < 2:
        return
    yield short + "ск"
    roots = [short]
    if stem.endswith("цк"):
        roots += [short + c for c in "кцт"]  # Елец, Хургада of none
    if short.endswith("ск"):
        roots.append(short[:-2])
    for middle in ("ин", "ен", "ан", "н", "ов", "й", "ий"):
        if short.endswith(middle):
            roots.append(short[: -len(middle)])  # Алматы, Гродно, Орша, Рио
    if short[-1] in _CHANGED:
        roots += [short[:-1] + c for c in _CHANGED[short[-1]]]
    if short.endswith("ль"):
        roots.append(short[:-1])  # Стамбул: стамбульский
    if short.endswith("в"):
        roots.append(short + "ль")  # Ярославль: ярославский
    if short[-1:] == "с" or short[-1:] == short[-2:-1]:
        roots.append(short + short[-1])  # Одесса
    if len(short) > 3 and short[-2] in "ое" and short[-1] not in _VOWELS:
        roots.append(short[:-2] + short[-1])  # Вологда: вологодский
    for root in dict.fromkeys(roots):
        if len(root) > 1:
            yield from (root + end for end in _NOMINATIVES)
