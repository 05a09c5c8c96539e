"""Belarusian words as their Russian counterparts: by reviewed lists, else by sound.

No library carries Belarusian morphology in its wheel, and the two languages are close: the order of words, the cases and
most stems are the same. So each Belarusian word of a sentence gets a Russian counterpart in the same form; Russian tags then hold for
it. A counterpart is only a means of reading: names and labels go back into Belarusian (`kg.text.nominative_be`).
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path

import yaml

from kg.text.morphology import form, match_case, parses, word_counts
from kg.text.paradigms import adjective_forms, noun_forms, verb_forms

_RESOURCE = Path(__file__).parents[1] / "reference" / "words" / "belarusian.yaml"


def plain(word: str) -> str:
    """Lower case, ё as е, straight apostrophe, ў kept: the form in which Belarusian words are listed."""
    return word.lower().replace("ё", "е").replace("’", "'").replace("ʼ", "'")


@cache
def lists() -> dict[str, dict[str, str]]:
    """The reviewed lists: forms, short, nouns, adjectives, verbs."""
    data = yaml.safe_load(_RESOURCE.read_text(encoding="utf-8"))
    return {section: {str(k): str(v) for k, v in table.items()} for section, table in data.items()}


@cache
def listed() -> dict[str, tuple[tuple[str, str, str], ...]]:
    """Form -> (Russian form, Belarusian lemma, case or "") of every word of the lists."""
    tables = lists()
    out: dict[str, dict[tuple[str, str, str], None]] = {}

    def put(word: str, russian: str | None, lemma: str, case: str) -> None:
        if russian:
            out.setdefault(word, {}).setdefault((russian, lemma, case))

    for word, russian in tables["forms"].items():
        put(word, russian, word, "")
    for lemma, russian in tables["nouns"].items():
        for word, number, case in noun_forms(lemma, russian):
            put(word, form(russian, "NOUN", number, case), lemma, case)
    for lemma, russian in tables["adjectives"].items():
        for word, gender, case in adjective_forms(lemma):
            extra = ("plur",) if gender == "plur" else ("sing", gender)
            put(word, form(russian, "ADJ", case, *extra), lemma, case)
    for lemma, russian in tables["verbs"].items():
        for word, grammemes in verb_forms(lemma):
            put(word, russian if grammemes == ("INFN",) else form(russian, "VERB", *grammemes), lemma, "")
    return {word: tuple(found) for word, found in out.items()}


# --- by sound ----------------------------------------------------------------------------------------------------

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
    (re.compile(r"дз(?=[еёіюяь])"), "д"),
    (re.compile(r"цца\b"), "тся"),
    (re.compile(r"ўся\b"), "лся"),
    (re.compile(r"цц(?=[яюе]м?\b|і\b)"), "ти"),
    (re.compile(r"(?<=[аеоуыія])нн(?=(?:[яюеі]|ем|ях|ямі|яў)\b)"), "ни"),
    (re.compile(r"(?<=[аеоуыія])лл(?=(?:[яюеі]|ем)\b)"), "ли"),
    (re.compile(r"цыйн"), "ционн"),
    (re.compile(r"(?<=[зс])ійн"), "ионн"),
    (re.compile(r"(?:і|ы)чн(?=(?:ы|ая|ае|ыя|ага|аму|ым|ай|ую|ых|ымі)\b)"), "ическ"),
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
    (re.compile(r"ам\b"), "ом"), (re.compile(r"ем\b"), "ем"),
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
    for pattern, replacement in _VARIANTS:
        changed = pattern.sub(replacement, quasi, count=1)
        if changed != quasi and (found := index.get(sound(changed))):
            return _closest(changed, found)
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
    for a, b in zip(reversed(quasi), reversed(russian), strict=False):
        if a != b:
            cost += 0.3 if b in _LETTERS.get(a, "") else 1
    return cost


_RAW = str.maketrans({"і": "и", "ў": "в", "'": "ъ", "І": "И", "Ў": "В", "’": "ъ"})


@lru_cache(maxsize=1 << 16)
def _raw(word: str) -> str:
    """A word that nothing knows, in Russian letters: names above all."""
    text = re.sub(r"цц(?=[еёіюя])", "тт", word)
    text = re.sub(r"дз(?=[еёіюяь])", "д", text)
    text = re.sub(r"Дз(?=[еёіюяь])", "Д", text)
    text = re.sub(r"(?<![зс])ц(?=[еёюяь])", "т", text)
    text = re.sub(r"(?<=[жшчц])ы", "и", text) if text[:1].islower() else text
    return text.translate(_RAW)


# prepositions -> the cases that may follow (Russian preposition, as it stands in the counterpart)
_GOVERN = {
    "в": ("loct", "accs"), "на": ("loct", "accs"), "о": ("loct",), "по": ("datv", "loct"), "при": ("loct",), "с": ("ablt", "gent"), "со": ("ablt",), "между": ("ablt",),
    "из": ("gent",), "от": ("gent",), "до": ("gent",), "для": ("gent",), "у": ("gent",), "к": ("datv",), "над": ("ablt",), "под": ("ablt",), "перед": ("ablt",), "без": ("gent",),
    "после": ("gent",), "через": ("accs",), "среди": ("gent",), "около": ("gent",), "за": ("accs", "ablt"),
}  # fmt: skip
_ENDING_CASE = (
    ("ага", "gent"), ("яга", "gent"), ("ога", "gent"), ("аму", "datv"), ("ымі", "ablt"), ("імі", "ablt"), ("ых", "gent"), ("іх", "gent"), ("ую", "accs"), ("юю", "accs"),
    ("ая", "nomn"), ("ыя", "nomn"), ("ае", "nomn"), ("ай", "gent"), ("ой", "gent"),
)  # fmt: skip


def to_russian(words: list[str]) -> list[str]:
    """A Russian counterpart for each word of a Belarusian sentence, letter case kept; marks and Latin words stay."""
    out: list[str] = []
    for i, word in enumerate(words):
        before = words[i - 1] if i else ""
        out.append(_counterpart(word, before, out, i))
    return out


def _counterpart(word: str, before: str, done: list[str], i: int) -> str:
    low = plain(word)
    if not any("а" <= c <= "я" or c in "іў" for c in low):
        return word
    short = lists()["short"].get(low)
    if short is not None and len(word) > 1 and word.isupper():
        return short
    if len(word) > 1 and word.isupper() and len(word) <= 5:
        return word.translate(_RAW)
    found = listed().get(low)
    if found:
        return match_case(word, _choose(found, plain(before), done[-1].lower() if done else ""))
    short_form = _participle(low, done[-1].lower() if done else "")
    if short_form:
        return match_case(word, short_form)
    name = word[:1].isupper() and i > 0
    sounded = by_sound(low) or (_hyphenated(low) if "-" in low else None)
    if sounded is None or (name and (abs(len(low) - len(sounded)) > 2 or len(low) < 5)):
        return _raw(word)
    return match_case(word, sounded)


def _hyphenated(low: str) -> str | None:
    *front, last = low.split("-")
    parts = [_first_part(p) or _listed_first(p) or by_sound(p) or _raw(p) for p in front]
    return "-".join([*parts, _listed_first(last) or by_sound(last) or _raw(last)])


def _first_part(part: str) -> str | None:
    """"беларуска-" of "беларуска-кітайскі": the stem of an adjective."""
    if not part.endswith(("ска", "цка", "на")):
        return None
    full = part[:-1] + ("ы" if part.endswith("на") else "і")
    russian = _listed_first(full) or by_sound(full)
    return russian[:-2] + "о" if russian and russian.endswith(("ий", "ый")) else None


def _listed_first(word: str) -> str | None:
    found = listed().get(word)
    return found[0][0] if found else None


_BE_PAST = {"был": "", "была": "а", "было": "о", "были": "ы", "будет": "", "будут": "ы"}


def _participle(low: str, before: str) -> str | None:
    """"быў падпісаны" is "был подписан": after "to be" Russian has the short form."""
    match = re.fullmatch(r"(.*[аеоя]н|.*[аяі]т|.*ут)(ы|а|ая|ае)", low)
    if match is None:
        return None
    russian = _listed_first(match.group(1) + "ы") or by_sound(match.group(1) + "ы")
    if russian is None:
        return None
    stem = re.sub(r"(нн|н|т)(?:ый|ы)$", lambda m: m.group(1)[0], russian)
    if stem == russian:
        return None
    if before in _BE_PAST:
        return stem + _BE_PAST[before]
    return stem + "а" if match.group(2) == "а" else None


def _dative(found: tuple[tuple[str, str, str], ...]) -> str | None:
    """"па пытанні" has the locative where Russian "по вопросу" has the dative."""
    lemma = next((lemma for _, lemma, case in found if case == "loct"), None)
    russian = lists()["nouns"].get(lemma or "")
    if lemma is None or russian is None or any(case == "datv" for _, _, case in found):
        return None
    plural = any({"plur", "loct"} <= p.grammemes for p in parses(found[0][0])[:2])
    return form(russian, "NOUN", "plur" if plural else "sing", "datv")


def _choose(found: tuple[tuple[str, str, str], ...], before: str, russian_before: str) -> str:
    forms = list(dict.fromkeys(f for f, _, _ in found))
    if russian_before == "по" and (dative := _dative(found)):
        return dative
    if len(forms) == 1:
        return forms[0]
    wanted = _GOVERN.get(russian_before)
    if wanted is None:
        ending = next((case for tail, case in _ENDING_CASE if before.endswith(tail)), "")
        if ending == "gent" and before.endswith(("ай", "ой", "ых", "іх")):
            wanted = ("gent", "loct", "datv", "ablt")
        else:
            wanted = (ending,) if ending else ()
    for case in wanted:
        for russian, _, c in found:
            if c == case:
                return russian
    if not wanted and re.search(r"(?:л|ла|ло|ли|лся|лась|лись|ть|ет|ит|ют|ят)$", russian_before):
        return next((r for r, _, c in found if c in ("accs", "nomn")), forms[0])
    if not wanted and before and before[-1:].isalpha():
        # a noun after a word that governs nothing is most often a genitive
        return next((r for r, _, c in found if c == "gent"), forms[0])
    return forms[0]
