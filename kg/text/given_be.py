"""Belarusian given names in the form of their Russian counterparts: «Вольгу» is «Ольгу» and no river, «Мікалаем» is «Николаем»."""

from __future__ import annotations

from functools import cache

from kg.reference.given import russian_forms
from kg.text.morphology import form

# Russian endings for the Belarusian ones of names in: a consonant, -й, -а, -я; names whose stem changes in Russian are left out
_HARD = {"": "", "а": "а", "у": "у", "ам": "ом", "е": "е"}
_IN_J = {"й": "й", "я": "я", "ю": "ю", "ем": "ем", "і": "е"}
_IN_A = {"а": "а", "ы": "ы", "е": "е", "у": "у", "ай": "ой", "аю": "ою"}
_IN_JA = {"я": "я", "і": "и", "ю": "ю", "яй": "ей", "яю": "ею"}
_CHANGED = frozenset("павел лев илья никита фома кузьма лука савва петр любовь".split())
_SOFTENED = {"г": "з", "к": "ц", "х": "с"}


# names of men whose stem is another one in Russian, by their Belarusian nominative or, where vowels move, the stem of the other cases
_OTHERS = {
    "ігар": "игорь", "васіль": "василий", "генадзь": "геннадий", "анатоль": "анатолий", "рыгор": "григорий", "кірыл": "кирилл", "яўген": "евгений", "арсень": "арсений", "аркадзь": "аркадий", "пятр": "петр", "паўл": "павел",
    "лаўрэн": "лаврентий", "апанас": "афанасий", "астап": "остап", "лявон": "леонид", "міхась": "михаил", "юрась": "юрий", "алесь": "александр",
}  # fmt: skip


@cache
def given_forms() -> dict[str, str]:
    """Form (lower case, ё as е) of a Belarusian given name -> the Russian form, lower case."""
    out: dict[str, str] = {}
    for own, russian in russian_forms().items():
        if own == russian or not own.isalpha() or own[:1].isascii() or russian in _CHANGED:
            continue
        table, cut = (_IN_J, 1) if own.endswith("й") else (_IN_A, 1) if own.endswith("а") else (_IN_JA, 1) if own.endswith("я") else (_HARD, 0)
        if own[-1] in "ьоуі" or (cut and russian[-1] != own[-1]) or (not cut and russian[-1] in "аяйь"):
            continue
        stem, base = (own[:-1], russian[:-1]) if cut else (own, russian)
        for ending, theirs in table.items():
            if theirs == "ы" and base[-1] in "гкхжшч":
                theirs, ending = "и", "і" if base[-1] in "гкх" else "ы"
            out.setdefault(stem + ending, base + theirs)
            if ending == "е" and stem[-1] in _SOFTENED:
                out.setdefault(stem[:-1] + _SOFTENED[stem[-1]] + ending, base + theirs)
    for own, russian in _OTHERS.items():
        stem = own.rstrip("ь")
        soft = own.endswith("ь")
        for case, ends in (("nomn", ("ь" if soft else "",)), ("gent", ("я" if soft else "а",)), ("datv", ("ю" if soft else "у",)), ("ablt", ("ем",) if soft else ("ам", "ом"))):
            for end in ends:
                out.setdefault(stem + end, form(russian, "NOUN", "sing", case) or russian)
    return out
