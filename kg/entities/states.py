"""The words of a state's name, to tell "Министерство связи" from the "Республики Беларусь" that follows it."""

from __future__ import annotations

from functools import lru_cache

from kg.entities.stems import stem, words
from kg.reference import countries

# Words that many states share: alone they name none ("Совет Республики" keeps its second word).
_SHARED = frozenset(
    stem(w)
    for w in words(
        "республика рэспубліка republic федерация федэрацыя federation королевство каралеўства kingdom народная народная people "
        "исламская ісламская islamic арабская арабская arab социалистическая сацыялістычная socialist демократическая "
        "дэмакратычная democratic союз саюз union штаты соединенные злучаныя united states эмираты эміраты emirates "
        "государство дзяржава state султанат sultanate the of and s южная северная паўднёвая паўночная south north"
    )
)


@lru_cache(maxsize=512)
def state_stems(iso: str) -> frozenset[str]:
    """Stems of every word of the state's names and abbreviations in ru, be and en."""
    return frozenset({stem(w) for name in _names(iso) for w in words(name)} | {"the", "of", "s"})


@lru_cache(maxsize=512)
def telling_stems(iso: str) -> frozenset[str]:
    """Those of them that say which state it is."""
    return state_stems(iso) - _SHARED


def _names(iso: str) -> list[str]:
    known = [name(iso, lang) for lang in countries.LANGUAGES for name in (countries.label, countries.official)]
    return known + countries.other_names(iso)


def without_state(stems: tuple[str, ...], iso: str | None) -> tuple[str, ...]:
    """A body's name without its state's at the end, or at the beginning in English; itself if nothing else is left.

    Only a run of words that names this very state goes: "Народный банк Китайской Народной Республики" keeps its
    first "народный", "Совет Республики Национального собрания Республики Беларусь" its first "Республики".
    """
    if iso is None:
        return stems
    known, telling = state_stems(iso), telling_stems(iso)
    end = len(stems)
    while end > 0 and stems[end - 1] in known:
        end -= 1
    if end == 0 or not any(s in telling for s in stems[end:]):
        return stems
    return stems[:end]
