"""Belarusian given names in the form of their Russian counterparts: «Вольгу» is «Ольгу» and no river, «Мікалаем» is «Николаем»."""

from __future__ import annotations

from functools import cache

from kg.reference.given import russian_forms

# Russian endings for the Belarusian ones of names in: a consonant, -й, -а, -я; names whose stem changes in Russian are left out
_HARD = {"": "", "а": "а", "у": "у", "ам": "ом", "е": "е"}
_IN_J = {"й": "й", "я": "я", "ю": "ю", "ем": "ем", "і": "е"}
_IN_A = {"а": "а", "ы": "ы", "е": "е", "у": "у", "ай": "ой", "аю": "ою"}
_IN_JA = {"я": "я", "і": "и", "ю": "ю", "яй": "ей", "яю": "ею"}
_CHANGED = frozenset("павел лев илья никита фома кузьма лука савва петр любовь".split())
_SOFTENED = {"г": "з", "к": "ц", "х": "с"}


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
            theirs = "и" if theirs == "ы" and base[-1] in "гкхжшч" else theirs
            out.setdefault(stem + ending, base + theirs)
            if ending == "е" and stem[-1] in _SOFTENED:
                out.setdefault(stem[:-1] + _SOFTENED[stem[-1]] + ending, base + theirs)
    return out
