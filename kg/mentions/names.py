"""Parts of Russian names: what they read like in the nominative, which is the family name."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cache, lru_cache
from pathlib import Path

from kg.reference.files import read_yaml
from kg.reference.given import foreign_given, russian_forms
from kg.text.document import Token
from kg.text.morphology import match_case, parses

_NAME_GRAMMEMES = ("Patr", "Surn", "Name")
_CASES = {"Nom": "nomn", "Gen": "gent", "Dat": "datv", "Acc": "accs", "Ins": "ablt", "Loc": "loct"}
# "Гейдар оглы", "Токтогул уулу": son or daughter of, behind the father's name
TRAILING = frozenset(["оглы", "оглу", "кызы", "гызы", "улы", "уулу"])
_FIXED = ("заде", "зода", "оглы", "оглу", "кызы", "гызы", "казы", "газы", "улы")
_SLAVIC = ("ов", "ова", "ев", "ева", "ин", "ина", "ын", "ына", "ий", "ая", "ый", "ко", "ук", "юк", "ич", "як", "ак", "ок", "ец", "ян", "дзе", "швили", "их", "ых")
_VOWELS = "аеиоуыэюя"
# (case, ending of the form) -> endings of the nominative, likeliest first. Masculine, then feminine.
_Endings = dict[str, tuple[tuple[str, tuple[str, ...]], ...]]
_MASCULINE: _Endings = {
    "Gen": (("ого", ("ий", "ый", "ой")), ("его", ("ий",)), ("ии", ("ия",)), ("ая", ("ай",)), ("я", ("й", "ь")), ("а", ("",)), ("ы", ("а",)), ("и", ("а", "я"))),
    "Acc": (("ого", ("ий", "ый", "ой")), ("его", ("ий",)), ("я", ("й", "ь")), ("а", ("",)), ("у", ("а",)), ("ю", ("я",)), ("ы", ("а",))),
    "Dat": (("ому", ("ий", "ый", "ой")), ("ему", ("ий",)), ("ии", ("ия",)), ("ю", ("й", "ь")), ("у", ("",)), ("е", ("а",))),
    "Ins": (("ским", ("ский",)), ("цким", ("цкий",)), ("овым", ("ов",)), ("евым", ("ев",)), ("иным", ("ин",)), ("ыным", ("ын",)), ("им", ("ий",)), ("ым", ("ый", "")),
            ("ом", ("",)), ("ием", ("ий",)), ("аем", ("ай",)), ("еем", ("ей",)), ("ем", ("ь", "й", "")), ("ем", ("",)), ("ой", ("а",)), ("ией", ("ия",)), ("ей", ("а", "я"))),
    "Loc": (("ом", ("ий", "ый", "ой")), ("е", ("", "й", "ь", "а"))),
}  # fmt: skip
_FEMININE: _Endings = {
    "Gen": (("ской", ("ская",)), ("цкой", ("цкая",)), ("овой", ("ова",)), ("евой", ("ева",)), ("иной", ("ина",)), ("ой", ("а", "ая")), ("ей", ("я", "ья")), ("ии", ("ия",)), ("ы", ("а",)), ("и", ("а", "я", "ь"))),
    "Dat": (("ской", ("ская",)), ("цкой", ("цкая",)), ("овой", ("ова",)), ("евой", ("ева",)), ("иной", ("ина",)), ("ой", ("а", "ая")), ("ии", ("ия",)), ("е", ("а", "я")), ("и", ("ь",))),
    "Acc": (("скую", ("ская",)), ("цкую", ("цкая",)), ("ую", ("ая",)), ("ию", ("ия",)), ("ью", ("ь",)), ("у", ("а",)), ("ю", ("я",))),
    "Ins": (("ской", ("ская",)), ("цкой", ("цкая",)), ("овой", ("ова",)), ("евой", ("ева",)), ("иной", ("ина",)), ("ией", ("ия",)), ("ой", ("а",)), ("ей", ("а", "я")), ("ью", ("ь",))),
    "Loc": (("ской", ("ская",)), ("цкой", ("цкая",)), ("овой", ("ова",)), ("евой", ("ева",)), ("иной", ("ина",)), ("ии", ("ия",)), ("е", ("а", "я"))),
}  # fmt: skip


@cache
def customs() -> tuple[frozenset[str], frozenset[str]]:
    """(family names that stand first, particles inside names), lower case."""
    data = read_yaml((Path(__file__).parents[1] / "reference" / "words" / "names.yaml").read_text(encoding="utf-8"))
    return frozenset(str(w) for w in data["family_first"]), frozenset(str(w) for w in data["particles"])


@lru_cache(maxsize=1 << 15)
def name_kinds(word: str) -> frozenset[str]:
    """Which of Name, Surn, Patr the dictionary gives for a form that it knows."""
    found: set[str] = set()
    for p in parses(word.lower()):
        if p.known:
            # «Расули» is no plural of a given name
            found |= p.grammemes & set(_NAME_GRAMMEMES if "plur" not in p.grammemes else ("Surn", "Patr"))
        elif p.grammemes & {"Patr"} and p.score > 0.2:
            found.add("Patr")
    if _plain(word) in foreign_given():
        found.add("Name")
    return frozenset(found)


def _plain(word: str) -> str:
    return word.lower().replace("ё", "е")


def given_cases(word: str) -> frozenset[str] | None:
    """The cases that a form of a foreign given name can be; None for a word that the table does not have."""
    readings = foreign_given().get(_plain(word))
    return None if readings is None else frozenset(r.case for r in readings)


def somebody(words: Sequence[Token]) -> bool:
    """«начальник отдела Парка | Марии Лис»: a given name and a word with a capital, two words, are a person and no part of a house."""
    return len(words) == 2 and all(t.capital and t.text.isalpha() and not t.text.isupper() for t in words) and name_kinds(words[0].text) == {"Name"}


def gender_of(words: Sequence[str]) -> str:
    """Masc or Fem where a known given name or patronymic says so, else ""."""
    words = [w for w in words if w.lower() not in customs()[1]]  # «Аль» is no woman
    if words and words[0].lower() in customs()[0] and len(words) > 1 and not any(w.lower().endswith(("вич", "вна", "вича", "вны", "вичу", "вне", "вичем", "вной")) for w in words):
        return ""  # «Нгуен Мань Хунг»: no «Маня»
    for word in words:
        genders = {r.gender for r in foreign_given().get(_plain(word), ())}
        if len(genders) == 1:
            return genders.pop()
        votes = {g for p in parses(word.lower()) if p.known and p.grammemes & {"Name", "Patr"} for g in ("masc", "femn") if g in p.grammemes}
        if len(votes) == 1:
            return "Masc" if "masc" in votes else "Fem"
    for word in words:
        low = word.lower()
        if low.endswith(("ович", "евич", "овича", "евича", "овичем", "евичем", "овичу", "евичу")):
            return "Masc"
        if low.endswith(("овна", "евна", "овны", "евны", "овной", "евной")):
            return "Fem"
    return ""


@lru_cache(maxsize=1 << 15)
def nominatives(word: str, case: str, gender: str) -> tuple[str, ...]:
    """Possible nominatives of a name part, the likeliest first; the part itself is always among them."""
    if case in ("", "Nom"):
        return (word,)
    out: list[str] = []
    low = word.lower()
    table = [r for r in foreign_given().get(_plain(word), ()) if r.case == case and gender in ("", r.gender)]
    out += [word if r.nominative == _plain(word) else _as_printed(r.nominative, word) for r in table]
    for p in sorted(parses(low), key=lambda p: "Fixd" in p.grammemes):
        if p.known and p.grammemes & set(_NAME_GRAMMEMES) and _CASES.get(case, "") in p.grammemes and "plur" not in p.grammemes:
            g = "Fem" if "femn" in p.grammemes else "Masc"
            if gender and g != gender:
                continue
            if g == "Fem" and "Patr" in p.grammemes:
                continue  # the dictionary's normal form of "Петровной" is "Петрович"
            lemma = p.lemma if g == "Masc" or "Name" in p.grammemes else _feminine(p.lemma, low)
            out.append(match_case(word, lemma if "ё" in low else lemma.replace("ё", "е")))
    if "-" in low:
        head, _, last = word.rpartition("-")
        out += [f"{head}-{n}" for n in _by_ending(last, case, gender)]
    else:
        out += _by_ending(word, case, gender)
    out.append(word)
    return tuple(dict.fromkeys(out))


def _as_printed(nominative: str, word: str) -> str:
    """A name of the table in the spelling of the form printed: its capitals and its ё."""
    head = word[: len(nominative)]
    same = len(head.rstrip()) and _plain(head[:-1]) == nominative[: len(head) - 1]
    return match_case(word, (head[:-1].lower() + nominative[len(head) - 1 :]) if same else nominative)


def _feminine(masculine: str, form: str) -> str:
    # the dictionary's normal form of a surname is masculine: "Шапкиной" -> "шапкин"
    if masculine.endswith(("ов", "ев", "ин", "ын")):
        return masculine + "а"
    if masculine.endswith("ий"):
        return masculine[:-2] + "ая"
    return masculine


def _by_ending(word: str, case: str, gender: str) -> list[str]:
    if word.lower().endswith(_FIXED):
        return []
    # "Синиши Мали": -и after a soft consonant is hardly a genitive; indeclinable names of the Balkans, Italy, Georgia end so
    if case == "Gen" and word.lower().endswith("и") and word[-2:-1].lower() in "лрнтдзсвмпбфаоуеэйы" and gender != "Fem":
        return []
    tables = [_FEMININE] if gender == "Fem" else [_MASCULINE] if gender == "Masc" else [_MASCULINE, _FEMININE]
    out = []
    for table in tables:
        for ending, heads in table.get(case, ()):
            stem = word[: len(word) - len(ending)]
            if word.lower().endswith(ending) and len(stem) >= 2 and (heads != ("",) or stem[-1].lower() not in _VOWELS):
                for h in heads:
                    if ending == "ей" and h == "а" and stem[-1].lower() in _VOWELS:
                        continue  # «Аккаей» is «Аккая»
                    # -ь only after a consonant that can be soft at the end, -й only after a vowel
                    if h == "ь" and stem[-1].lower() not in "лнрстдзмпбвф":
                        continue
                    if h == "й" and stem[-1].lower() not in _VOWELS:
                        continue
                    if h == "" and stem[-1].lower() in _VOWELS:
                        continue
                    if h == "а" and stem[-1].lower() == "и":
                        continue  # «Гарсии» is «Гарсия»
                    if ending == "и" and case == "Dat" and h == "ь" and gender != "Fem":
                        continue  # «Ашвини» changes no more than «Вайшнау»
                    out.append(stem + h)
    if out and out[0].endswith("ий") and out[0][-3:-2].lower() not in "кгхжшчщн":
        out[0] = out[0][:-2] + "ый"  # "Белому" is "Белый", "Римскому" "Римский"
    return out


def choose(candidates: Sequence[str], nominative_words: Collection[str], all_words: Collection[str]) -> str:
    """The candidate that the text itself uses in the nominative, else one that it uses at all, else the likeliest."""
    for pool in (nominative_words, all_words):
        for c in candidates[:-1] if len(candidates) > 1 else candidates:
            if c.lower().replace("ё", "е") in pool:
                return c
    return candidates[0]


def split(parts: Sequence[str]) -> tuple[str, str, str, bool]:
    """(family, given, patronymic, family stands first) of the nominative parts of a full name."""
    first_names, _ = customs()
    kinds = [name_kinds(p) for p in parts]
    if len(parts) == 1:
        return parts[0], "", "", False
    start = _family_start(parts)
    low = parts[0].lower().replace("ё", "е")
    for i, k in enumerate(kinds):
        if "Patr" in k and i > 0 and ("Name" not in k or i == len(parts) - 1 or len(parts) == 3):
            if i == len(parts) - 1 and len(parts) >= 3:
                return parts[0], " ".join(parts[1:i]), parts[i], False
            if i < len(parts) - 1:
                return " ".join(parts[i + 1 :]), " ".join(parts[:i]), parts[i], False
    if low in first_names and _eastern(parts, kinds):
        return parts[0], " ".join(parts[1:]), "", True
    reversed_ = len(parts) == 2 and "Surn" in kinds[0] and "Name" not in kinds[0] and "Name" in kinds[1]
    # «Карлос Ланда»: the dictionary has either name for the other
    if reversed_ and (low.endswith(_SLAVIC) or parts[1].lower().replace("ё", "е") in russian_forms()):
        return parts[0], parts[1], "", False
    return " ".join(parts[start:]), " ".join(parts[:start]), "", False


def _eastern(parts: Sequence[str], kinds: Sequence[Collection[str]]) -> bool:
    """«Чжан Юньмин», «Ким Ён Хо», but not «Хуан Карлос Гомес»: short syllables behind a family name."""
    if len(parts) == 2:
        return "Name" not in kinds[1] and len(parts[1]) <= 10
    return len(parts) == 3 and all(len(p) <= 5 for p in parts[1:])


def _family_start(parts: Sequence[str]) -> int:
    """Where the family name begins: particles before it and "оглы", "уулу" behind it belong to it."""
    particles = customs()[1]
    i = len(parts) - 1
    if parts[i].lower() in TRAILING and i > 1:
        return i - 1
    while i > 1 and parts[i - 1].lower() in particles and parts[i - 1].lower() not in TRAILING:
        i -= 1
    return i


def strange_name(words: Sequence[Token]) -> bool:
    """«ректор … института | Ратной Вулансари»: two capitals, the last in no dictionary, are somebody's name and no complement."""
    if len(words) < 2 or not all(t.capital and t.text.isalpha() and not t.text.isupper() for t in words):
        return False
    found = parses(words[-1].text.lower())
    return not (found and found[0].known)
