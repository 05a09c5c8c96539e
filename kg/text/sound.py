"""Russian words that sound like Belarusian ones: unstressed vowels, hissing consonants and doubled letters set aside.

The words are those of the embedding's vocabulary with their counts, so that of several that sound alike the common one wins.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from functools import cache, lru_cache

from kg.text.morphology import parses, word_counts

_SOUNDS = str.maketrans("аоеёэяиыіжшщйўьъ'", "AAEEEEIIIжшщйв   ")
_DOUBLE = re.compile(r"([бвгдзйклмнпрстфхцчжш])\1")
_AFTER_HUSH = re.compile(r"(?<=[жшчщцр])E")


@lru_cache(maxsize=1 << 18)
def sound(russian: str) -> str:
    """What a Russian word and its Belarusian cognate have in common: unstressed vowels merged, no double or soft signs."""
    key = russian.translate(_SOUNDS).replace(" ", "")
    key = _AFTER_HUSH.sub("A", key)
    return _DOUBLE.sub(r"\1", key)


@cache
def _by_sound() -> dict[str, list[str]]:
    index: dict[str, list[str]] = {}
    for word in word_counts():
        if word[:1] >= "а":
            index.setdefault(sound(word), []).append(word)
    return index


# spellings of Belarusian that stand for one Russian spelling, in this order
_SPELLING = (
    (re.compile(r"дз(?=[еёіюяьвм])"), "д"),
    (re.compile(r"цца\b"), "тся"),
    (re.compile(r"ўся\b"), "лся"),
    (re.compile(r"цц(?=[яюе]м?\b|і\b)"), "ти"),
    (re.compile(r"(?<=[аеэоуыія])нн(?=(?:[яюеі]|ем|ях|ямі|яў)\b)"), "ни"),
    (re.compile(r"(?<=[аеэоуыія])лл(?=(?:[яюеі]|ем)\b)"), "ли"),
    (re.compile(r"цыйн"), "ционн"),
    (re.compile(r"(?<=[зс])ійн"), "ионн"),
    (re.compile(r"(?:і|ы)чны\b"), "ический"),
    (re.compile(r"(?:і|ы)чн(?=(?:ая|ае|ыя|ага|аму|ым|ай|ую|ых|ымі)\b)"), "ическ"),
    (re.compile(r"ц(?=[еёіюяь])"), "т"),
    (re.compile(r"шч"), "щ"),
    (re.compile(r"\bміж"), "меж"),
    (re.compile(r"\bпера"), "пере"),
    (re.compile(r"\bад"), "от"),
)
# second readings of an ending or beginning, tried one by one
_VARIANTS = (
    (re.compile(r"ў\b"), "л"),
    (re.compile(r"яў\b"), "ей"), (re.compile(r"(?:аў|яў)\b"), "ов"), (re.compile(r"аў\b"), ""), (re.compile(r"яў\b"), "й"),
    (re.compile(r"(?<=[ыі])\b"), "й"),
    (re.compile(r"у\b"), "е"), (re.compile(r"у\b"), "а"), (re.compile(r"і\b"), "е"), (re.compile(r"ы\b"), "е"), (re.compile(r"цы\b"), "ке"),
    (re.compile(r"(?<=[ыі])я(?!\b)"), "а"), (re.compile(r"ам\b"), "ом"), (re.compile(r"ем\b"), "ем"),
    (re.compile(r"\bу"), "в"), (re.compile(r"\bз"), "с"), (re.compile(r"\bз"), "из"), (re.compile(r"\bот"), "ад"), (re.compile(r"\bв"), ""),
    (re.compile(r"уют(?=с|ь|\b)"), "ируют"), (re.compile(r"уе(?=тс|\b)"), "ирует"), (re.compile(r"ава"), "ирова"), (re.compile(r"е\b"), "ет"),
    (re.compile(r"ический"), "ичный"), (re.compile(r"ическ"), "ичн"), (re.compile(r"цтв"), "тств"), (re.compile(r"хв"), "ф"), (re.compile(r"ай\b"), "ою"),
    (re.compile(r"ц"), "тс"), (re.compile(r"га\b"), "во"),
)  # fmt: skip
_LETTERS = {"а": "ао", "я": "яе", "е": "её", "ы": "ыи", "і": "и", "э": "эе", "ў": "в", "о": "оё", "у": "ув"}


@lru_cache(maxsize=1 << 16)
def by_sound(word: str) -> str | None:
    """The Russian word form that sounds like a Belarusian one (lower case); None if there is none."""
    quasi = _spelled(word)
    index = _by_sound()
    found = index.get(sound(quasi))
    if found:
        return _closest(quasi, found)
    once = [c for pattern, replacement in _VARIANTS if (c := pattern.sub(replacement, quasi, count=1)) != quasi]
    for changed in once:
        if found := index.get(sound(changed)):
            return _closest(changed, found)
    if len(word) < 6:
        return None
    for first in once:
        for pattern, replacement in _VARIANTS:
            changed = pattern.sub(replacement, first, count=1)
            if changed != first and (found := index.get(sound(changed))):
                best = _closest(changed, found)
                if _distance(changed, best) <= 1.5:
                    return best
    return None


def _spelled(word: str) -> str:
    for pattern, replacement in _SPELLING:
        word = pattern.sub(replacement, word)
    return word


def _closest(quasi: str, words: Iterable[str]) -> str:
    counts = word_counts()
    return max(words, key=lambda w: (math.log(counts[w]) - 3 * _distance(quasi, w), w)).replace("ё", "е")


def _distance(quasi: str, russian: str) -> float:
    """Letters that differ, of words that sound alike; an expected difference costs little."""
    cost = abs(len(quasi) - len(russian)) * 0.3
    quasi, russian = _DOUBLE.sub(r"\1", quasi), _DOUBLE.sub(r"\1", russian)
    for a, b in zip(reversed(quasi), reversed(russian), strict=False):
        if a != b:
            cost += 0.3 if b in _LETTERS.get(a, "") else 1
    return cost


# "у Празе", "у Ялце", "у Адэсе", "у Вене": consonants that the locative of a city changes
_LOCATIVE = ((re.compile(r"зе$"), "ге"), (re.compile(r"се$"), "хе"), (re.compile(r"це$"), "те"), (re.compile(r"дзе$"), "де"), (re.compile(r"цы$"), "ке"))


@lru_cache(maxsize=1 << 12)
def place_by_sound(low: str) -> str | None:
    """The Russian city in whose locative a Belarusian one may stand (lower case), or None."""
    for pattern, ending in _LOCATIVE:
        changed = pattern.sub(ending, low)
        if changed != low:
            found = _by_sound().get(sound(_spelled(changed)))
            best = _closest(_spelled(changed), found) if found else None
            if best and any("Geox" in p.grammemes and p.known for p in parses(best)):
                return best
    return None
