"""How names change in Russian: the forms of a nominative, the nominatives that a form can have, and how likely each is a name at all."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from kg.mentions.names import customs
from kg.reference.given import foreign_given, russian_forms
from kg.text.morphology import parses, seen_in_news

CASES = ("Nom", "Gen", "Dat", "Acc", "Ins", "Loc")
_VOWELS = "аеиоуыэюяіўө"
_HARD_I = "кгхжшчщ"
_HISSING = "жшчщц"
_GIVEN, _FAMILY = "given", "family"


class _Class(NamedTuple):
    """A way of changing: the nominative's ending, genders, what the stem must end like, the endings of the other cases in the order of `CASES`."""

    nominative: str
    genders: str  # M, F or both
    stem: re.Pattern[str]
    endings: tuple[tuple[str, ...], ...]
    only: str = ""  # "given", "family"


def _class(nominative: str, genders: str, stem: str, endings: str, only: str = "") -> _Class:
    return _Class(nominative, genders, re.compile(stem + "$"), ((nominative,), *(tuple(e.replace("0", "") for e in word.split("|")) for word in endings.split())), only)


_C = "[бвгджзклмнпрстфхцчшщ]"
_BELARUSIAN = ("ам", "ай")
_CLASSES = (
    _class("", "M", _C, "а у а ом|ем|ам е"),
    _class("", "M", "(?:ов|ев|ёв|ин|ын|аў|еў|яў)", "а у а ым е|у", _FAMILY),
    _class("й", "M", "[аеоуыэюяё]", "я ю я ем е"),
    _class("й", "M", "и", "я ю я ем и"),
    _class("ь", "M", "[лнрстздвмбпф]", "я ю я ем е"),
    _class("ий", "M", "(?:ск|цк|[гкх]|[жчшщн])", "ого|его ому|ему ого|его им ом|ем", _FAMILY),
    _class("ый", "M", _C, "ого ому ого ым ом", _FAMILY),
    _class("ой", "M", _C, "ого ому ого ым ом", _FAMILY),
    _class("а", "MF", "(?:[бвгджзклмнпрстфхцчшщ]|у)", "ы|и е у ой|ей|ою|ай е"),
    _class("я", "MF", "[аеоуыэюябвгджзклмнпрстфь]", "и е ю ей|ёй е"),
    _class("ия", "MF", _C, "ии ии ию ией ии"),
    _class("а", "F", "(?:ов|ев|ёв|ин|ын|ав|яв)", "ой|ай ой|ай у ой|ай ой|ай", _FAMILY),
    _class("ая", "F", "(?:[сц]к|[жчшщн])", "ой|ай ой|ай ую ой|ай ой|ай", _FAMILY),
    _class("ь", "F", _C, "и и ь ью и"),
)


@lru_cache(maxsize=1 << 14)
def nominatives_of(form: str, gender: str, part: str, *, belarusian: bool = False) -> Mapping[str, frozenset[str]]:
    """Every nominative (lower case) that a form (lower case, ё as е) can have, with the cases that the form is of it.

    gender  M or F;  part  "given" or "family";  belarusian  endings of that language as well, as they are in its Russian reading
    """
    if part == _FAMILY and form.endswith(_STILL) and len(form) > 4:
        return {form: frozenset(CASES)}
    head, dash, last = form.rpartition("-")
    if dash:
        heads = nominatives_of(head, gender, part, belarusian=belarusian) if gender == "M" and "-" not in head and head not in customs()[1] and len(head) > 2 else {}
        found: dict[str, set[str]] = {}
        for lemma, cases in nominatives_of(last, gender, part, belarusian=belarusian).items():
            found.setdefault(f"{head}-{lemma}", set()).update(cases)
            for other, its in heads.items():  # «Жана-Поля», where both parts change
                if other != head and its & cases:
                    found.setdefault(f"{other}-{lemma}", set()).update(its & cases)
        return {lemma: frozenset(cases) for lemma, cases in found.items()}
    out: dict[str, set[str]] = {}
    for c in _CLASSES:
        if gender not in c.genders or c.only not in ("", part):
            continue
        for case, endings in zip(CASES, c.endings, strict=True):
            for ending in endings:
                stem = form[: len(form) - len(ending)]
                if ending in _BELARUSIAN and not belarusian:
                    continue
                if len(stem) >= 2 and form.endswith(ending) and c.stem.search(stem) and _spelt(c.nominative, stem, ending):
                    out.setdefault(stem + c.nominative, set()).add(case)
    for reading in foreign_given().get(form, ()):
        if part == _GIVEN and reading.gender[0] == gender:
            out.setdefault(reading.nominative, set()).add(reading.case)
    for lemma, read in _by_dictionary(form, gender).items():
        out.setdefault(lemma, set()).update(read)
    if unchanging(form, gender):
        out[form] = set(CASES)
    return {lemma: frozenset(cases) for lemma, cases in out.items()}


def _spelt(nominative: str, stem: str, ending: str) -> bool:
    """-ы or -и, -ом or -ем by the letter before."""
    last = stem[-1]
    if ending in ("ы", "и") and nominative == "а":
        return (ending == "и") == (last in _HARD_I) or last == "ц"
    if ending == "ем" and not nominative:
        return last in _HISSING
    if ending == "ей" and nominative == "а":
        return last in _HISSING
    if ending == "ой" and nominative == "а":
        return last not in "жшчщ" or stem[-2:-1] not in _VOWELS
    return True


_GRAMMEMES = {"nomn": "Nom", "gent": "Gen", "datv": "Dat", "accs": "Acc", "ablt": "Ins", "loct": "Loc"}


@lru_cache(maxsize=1 << 14)
def _by_dictionary(form: str, gender: str) -> dict[str, set[str]]:
    out: dict[str, set[str]] = {}
    for p in parses(form):
        if not p.known or "plur" in p.grammemes or not p.grammemes & {"Name", "Surn"} or ("femn" if gender == "F" else "masc") not in p.grammemes:
            continue
        lemma = p.lemma.replace("ё", "е")
        if gender == "F" and "Name" not in p.grammemes:
            lemma = lemma + "а" if lemma.endswith(("ов", "ев", "ин", "ын")) else lemma[:-2] + "ая" if lemma.endswith(("ий", "ый", "ой")) else lemma
        out.setdefault(lemma, set()).update(c for g, c in _GRAMMEMES.items() if g in p.grammemes)
    return out


_STILL = ("ко", "дзе", "швили", "их", "ых", "заде", "зода", "аго", "яго", "ово", "казы", "газы", "кызы", "гызы", "улы", "оглы", "оглу")


def unchanging(nominative: str, gender: str) -> bool:
    """A name that no case changes: it ends in a vowel other than -а, -я, or in a consonant and is a woman's."""
    last = nominative[-1]
    return nominative.endswith(_STILL) or last in "оеиуыэюөі" or (gender == "F" and last not in "аяь") or nominative.endswith(("иа", "уа", "оа", "еа"))


@lru_cache(maxsize=1 << 14)
def known_as(word: str, part: str) -> frozenset[str]:
    """Genders (M, F) of those whom the tables and the dictionary know by this nominative as a given or family name."""
    out: set[str] = set()
    if part == _GIVEN:
        out |= {r.gender[0] for r in foreign_given().get(word, ()) if r.case == "Nom" and r.nominative == word}
    for p in parses(word):
        if p.known and ("Name" if part == _GIVEN else "Surn") in p.grammemes and "nomn" in p.grammemes and "plur" not in p.grammemes:
            out |= {g for g, name in (("M", "masc"), ("F", "femn")) if name in p.grammemes}
    return frozenset(out)


# endings that family names of some people have in the nominative
_AT_HOME = re.compile("(?:дзе|швили|ава|ия|уа|ску|цу|яну|ану|оглу|кая|[бвгджзйклмнпрстфхчш]л[ыуи]|заде|зода|янц?|нен|сон|дос|дис|пулос|айте|ене|ас|ис|ус)$")
_OBLIQUE = re.compile("(?:[ое]й|[оеы]м|ому|ого|ую|ою)$")
_HARD_TO_SAY = re.compile("[бвгджзкптфхцчшщ][рлмнвй]$")
# syllables that end in a vowel or -н, as in Japanese and the languages of the Bantu and the islands
_OPEN = re.compile("(?:[бвгджзклмнпрстфхцчшщ]{0,3}[аеёиоуыэюяй])+н?$")
_WOMANS = re.compile("(?:(?:ов|ев|ёв|ын|ин)а|[сц]кая)$")
_SLAVIC_OBLIQUE = re.compile("(?:(?:ов|ав|ев|ин)(?:у|[оа]й|ым)|[сц]к(?:[оа]й|ую|им|ого|ому))$")
_TWICE = re.compile("(?:ов|ев|ёв|ин|ын|ик)(?:[ыи]й|ая)$")
_MANS = re.compile("(?:(?:ов|ев|ёв|ин|ын)|[сц]кий|[сц]кой|ый)$")


@lru_cache(maxsize=1 << 14)
def likely(word: str, gender: str, part: str) -> float:
    """How well a word (lower case, ё as е) does as the nominative of a given or a family name of a man or a woman; about 0 for what nobody knows."""
    last_part = word.rpartition("-")[2]
    known = known_as(word, part) or (known_as(last_part, part) if part == _FAMILY else frozenset())
    if gender == "F" and (man := _of_man(word, part)) is not None:
        return likely(man, "M", part) - 1.0
    score = 0.5 if gender == "M" else 0.0  # of those who hold posts three in four are men
    if known:
        score += 2.0 if gender in known else -1.0 if word[-1] not in _VOWELS else -2.0
    elif part == _GIVEN and (word in russian_forms()):
        score += 1.5
    score += (0.25 if part == _GIVEN else 0.4) * math.log10(1 + _seen(last_part if part == _FAMILY else word, part))
    if part == _FAMILY:
        score += _family(last_part, gender)
    elif not known:
        score += (-1.2 if gender == "M" else 0.6) if word[-1] in "ая" else (-0.8 if gender == "F" and word[-1] not in _VOWELS else 0.0)
    if gender not in known:
        score += _shape(last_part)
    return score


def _of_man(word: str, part: str) -> str | None:
    """«Нодир» of «Нодира», «Назаров» of «Назарова»: what is known of a man's name goes for the woman's."""
    if part == _FAMILY and (match := _WOMANS.search(word)):
        return word[: -2] + "ий" if match[0].endswith("ая") else word[:-1]
    if part == _GIVEN and word[-1] == "а" and "F" not in known_as(word, part) and "M" in known_as(word[:-1], part):
        return word[:-1]
    return None


def _seen(word: str, part: str) -> int:
    """How often the news have the word as this name: not «хотя», not «Марк» for a family, not «Геннадия», which is of «Геннадий»."""
    seen = seen_in_news(word)
    if not seen:
        return 0
    readings = [p.grammemes for p in parses(word) if p.known]
    if readings and not any(("Name" if part == _GIVEN else "Surn") in g and "nomn" in g for g in readings) and (part == _GIVEN or not any(g & {"Geox"} for g in readings)):
        return 0
    if word[-1] in "аяую" and seen < 2 * max(seen_in_news(word[:-1] + e) for e in ("", "й", "ь", "а", "я") if word[:-1] + e != word):
        return 0
    return seen


def _family(word: str, gender: str) -> float:
    score = 1.8 if _AT_HOME.search(word) and len(word) > 4 else 0.0
    score -= 3.0 if _SLAVIC_OBLIQUE.search(word) or _TWICE.search(word) else 0.0
    if gender == "F":
        return score - (5.0 if _MANS.search(word) and len(word) > 4 else 0.0)
    if _WOMANS.search(word):
        score -= 1.5 if word[-3] in "иы" else 4.0  # «Щербина» is of both
    return score - (1.2 if word.endswith(("ав", "яв")) else 0.0)


def _shape(word: str) -> float:
    score = (-1.5 if word[-1] == "м" else -2.5) if _OBLIQUE.search(word) and len(word) > 4 else 0.0
    if len(word) > 4 and word[-1] in "ую" and not _AT_HOME.search(word):
        score -= 1.5
    if len(word) > 4 and word[-1] in "ыи" and not _AT_HOME.search(word):
        score += 0.2 if word[-1] == "и" else -0.4
    if word[-1] == "я" and word[-2] not in _VOWELS:
        score -= 1.0
    return score - (1.5 if _HARD_TO_SAY.search(word) else 0.0) - (1.0 if word[-1] == "ь" else 0.0)


def open_syllables(word: str) -> bool:
    """«Кэндзи», «Рутендо»: every syllable ends in a vowel."""
    return bool(_OPEN.match(word)) and len(word) > 3

