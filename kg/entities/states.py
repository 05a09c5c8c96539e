"""The words of a state's name, to tell "Министерство связи" from the "Республики Беларусь" that follows it."""

from __future__ import annotations

from collections.abc import Sequence
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


def without_state(stems: Sequence[str], iso: str | None) -> tuple[str, ...]:
    """The stems of a body's name without its state's; all of them if nothing else is left."""
    return tuple(stems[at] for at in own_words(stems, iso))


def own_words(stems: Sequence[str], iso: str | None) -> list[int]:
    """Which words of a body's name are not its state's name, by their places.

    Only a run of words that names this very state goes: "Народный банк Китайской Народной Республики" keeps its
    first "народный", "Совет Республики Национального собрания Республики Беларусь" its first "Республики".
    Inside a name only a full form goes ("Агентство Республики Казахстан по …"): a single word may belong to it.
    """
    if iso is None:
        return list(range(len(stems)))
    known, telling = state_stems(iso), telling_stems(iso)
    kept: list[int] = []
    run: list[int] = []
    for at in range(len(stems) + 1):
        if at < len(stems) and stems[at] in known:
            run.append(at)
            continue
        names_state = any(stems[i] in telling for i in run) and (at == len(stems) or len(run) > 1)
        if not (names_state and kept):
            kept += run
        kept.append(at)
        run = []
    return kept[:-1]
