"""From the Russian reading of Belarusian text back into Belarusian: nominatives of words, phrases and names.

A phrase that the finders gave in the Russian nominative is rebuilt word by word: a word that stands as in the text is taken from the
text; for one whose ending was changed, the same change is made to the Belarusian word.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from kg.text.listed_be import listed, lists, plain
from kg.text.morphology import form, inflect, match_case
from kg.text.paradigms import adjective_forms, noun_forms

_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*|\S", re.UNICODE)
_VOWELS = "аеёіоуыэюя"
# a noun's ending in Russian -> in Belarusian, where nothing softens or is stressed
_NOMINATIVE = {"ие": "", "о": "а", "е": "е", "и": "і", "ы": "ы", "ь": "ь", "й": "й", "": "", "а": "а", "я": "я", "ия": "ія", "ии": "іі", "ий": "ій"}
_ADJECTIVE_ENDINGS = ("ага", "яга", "ога", "аму", "яму", "ому", "ымі", "імі", "ая", "яя", "ое", "ае", "яе", "ыя", "ія", "ую", "юю", "ых", "іх", "ым", "ім", "ай", "яй", "ой", "аю", "яю", "ы", "і")
_SOFT_ENDINGS = frozenset({"яга", "яму", "яя", "яе", "яй", "юю", "яю"})
_TO_BELARUSIAN = str.maketrans({"и": "і", "щ": "ш", "ъ": "'", "И": "І"})


@cache
def _lemma_of_russian() -> dict[str, str]:
    """Russian lemma or form -> Belarusian, from the reviewed lists."""
    tables = lists()
    out = {ru: be for section in ("forms", "short", "adjectives", "verbs", "nouns") for be, ru in tables[section].items()}
    return {k.lower(): v for k, v in out.items()}


def belarusian_nominative(word: str, russian: str, pos: str, case: str, number: str, gender: str, *, to_number: str = "") -> str:
    """The nominative of a Belarusian form whose Russian counterpart carries these tags; the word itself if nothing is known."""
    target = to_number or number or "Sing"
    low = plain(word)
    known = listed().get(low, ())
    for _, lemma, found_case in known:
        if found_case and target == "Sing":
            if pos != "ADJ" or lemma not in lists()["adjectives"]:
                return match_case(word, lemma)
            return match_case(word, adjective(lemma, lemma, gender, target))
        if found_case and lemma in lists()["nouns"]:
            plural = next((f for f, n, c in noun_forms(lemma, lists()["nouns"][lemma]) if n == "plur" and c == "nomn"), None)
            if plural:
                return match_case(word, plural)
    if pos in ("ADJ", "DET"):
        return match_case(word, adjective(low, low, gender, target))
    nominative = inflect(russian, pos or "NOUN", case, number, to_number=to_number)
    return word if nominative is None else transfer(word, russian, nominative)


def adjective(low: str, fallback: str, gender: str, number: str) -> str:
    """An adjective's form (lower case) in the nominative of a gender or the plural."""
    ending = next((e for e in _ADJECTIVE_ENDINGS if low.endswith(e) and len(low) - len(e) >= 2), None)
    if ending is None:
        return fallback
    stem = low[: -len(ending)]
    soft = ending in _SOFT_ENDINGS
    velar = stem[-1] in "кгх"
    if number == "Plur":
        return stem + ("ія" if soft or velar else "ыя")
    if gender == "Fem":
        return stem + ("яя" if soft else "ая")
    if gender == "Neut":
        return stem + ("яе" if soft else "ае")
    return stem + ("і" if soft or velar else "ы")


def transfer(word: str, russian: str, nominative: str) -> str:
    """Change a Belarusian word as its Russian counterpart was changed from `russian` to `nominative`."""
    a, b = russian.lower(), nominative.lower()
    if a == b:
        return word
    keep = 0
    while keep < min(len(a), len(b)) and a[keep] == b[keep]:
        keep += 1
    cut, add = len(a) - keep, b[keep:]
    stem = word[: len(word) - cut] if cut else word
    if not stem:
        return word
    # the counterpart may have a longer ending: "развіцця" is "развития", "сувяззю" "связью"
    low = stem.lower()
    if b.endswith("ие") and re.search(r"(нн|лл|цц|сс|зз|чч|дд)$", low):
        return stem + ("ё" if low.endswith("цц") else "е")
    ending = _in_belarusian(add, low, b)
    if ending[:1] in ("", "а", "я", "о", "ь") and low.endswith("ц") and b[keep - 1 : keep] == "к":
        stem = stem[:-1] + "к"
    if ending == "" and low[-1:] == "в" and len(low) > 1 and low[-2] in _VOWELS:
        stem = stem[:-1] + "ў"
    if ending and ending[0] in "аоуіеыя" and low.endswith("ў"):
        stem = stem[:-1] + "в"
    return stem + ending


def _in_belarusian(add: str, stem: str, nominative: str) -> str:
    if add in ("ый", "ой"):
        return "ы"
    if add == "ий" and stem[-1:] in "кгх":
        return "і"
    if add in _NOMINATIVE:
        mapped = _NOMINATIVE[add]
        if mapped == "ь" and stem[-1:] in "рчшжбмпв":
            return ""
        if mapped == "і" and stem[-1:] in "рчшжц":
            return "ы"
        return mapped
    return add.translate(_TO_BELARUSIAN).replace("о", "а")


def back(phrase: str, printed: Sequence[str], russian: Sequence[str], whole: Mapping[str, str]) -> str:
    """A Russian phrase made from some tokens, in Belarusian.

    printed  the Belarusian tokens that the phrase stands on
    russian  their counterparts
    whole    every counterpart of the release (lower case) -> the Belarusian form, for words taken from elsewhere
    """
    if not phrase:
        return phrase
    at = 0
    pieces: list[str] = []
    position = 0
    for match in _WORD.finditer(phrase):
        pieces.append(phrase[position : match.start()])
        position = match.end()
        word = match.group()
        index = _align(word, russian, at)
        if index is not None:
            at = index + 1
            pieces.append(_changed(word, printed[index], russian[index]))
        else:
            pieces.append(_elsewhere(word, whole))
    return "".join(pieces)


def _align(word: str, russian: Sequence[str], at: int) -> int | None:
    low = word.lower().replace("ё", "е")
    order: list[int] = [*range(at, len(russian)), *range(at)]
    for i in order:
        if russian[i].lower().replace("ё", "е") == low:
            return i
    if len(low) < 2 or not low[0].isalpha():
        return None
    for i in order:
        other = russian[i].lower().replace("ё", "е")
        common = 0
        while common < min(len(low), len(other)) and low[common] == other[common]:
            common += 1
        if common >= max(2, min(len(low), len(other)) - 3, (len(low) + 1) // 2) and max(len(low), len(other)) - common <= 4:
            return i
    return None


def _changed(word: str, printed: str, russian: str) -> str:
    if word.lower().replace("ё", "е") == russian.lower().replace("ё", "е"):
        if len(printed) > 1 and printed.isupper():
            return printed
        return (printed[:1].upper() if word[:1].isupper() else printed[:1].lower()) + printed[1:]
    low = plain(printed)
    target = word.lower()
    tables = lists()
    for _, lemma, case in listed().get(low, ()):
        if not case:
            continue
        if tables["nouns"].get(lemma) == target:
            return match_case(word, lemma)
        if lemma in tables["adjectives"]:
            return match_case(word, _adjective_like(lemma, target))
    if re.search(r"(ый|ий|ой|ая|яя|ое|ее|ые|ие)$", target) and re.search(r"(ого|его|ому|ему|ым|им|ой|ей|ую|юю|ых|их|ыми|ими|ый|ий|ая|ое|ые)$", russian.lower()):
        return match_case(word, _adjective_like(low, target))
    known = _lemma_of_russian().get(target)
    if known is not None and known[:2] == low[:2]:
        return match_case(word, known)  # "паслом" is of "пасол"
    out = transfer(printed, russian, word)
    return out[:1].upper() + out[1:] if word[:1].isupper() else out[:1].lower() + out[1:] if word[:1].islower() else out


def _adjective_like(low: str, russian: str) -> str:
    number = "Plur" if russian.endswith(("ые", "ие")) else "Sing"
    gender = "Fem" if russian.endswith(("ая", "яя")) else "Neut" if russian.endswith(("ое", "ее")) else "Masc"
    return adjective(low, low, gender, number)


def _elsewhere(word: str, whole: Mapping[str, str]) -> str:
    low = word.lower().replace("ё", "е")
    if low in whole:
        return match_case(word, whole[low])
    known = _lemma_of_russian().get(low)
    if known is not None:
        return match_case(word, known)
    for lemma, russian in lists()["adjectives"].items():
        for gender in ("masc", "femn", "neut"):
            if form(russian, "ADJ", "sing", gender, "nomn") == low:
                return match_case(word, next(f for f, g, c in adjective_forms(lemma) if g == gender and c == "nomn"))
    return word.translate(_TO_BELARUSIAN) if re.search("[а-яА-Я]", word) else word
