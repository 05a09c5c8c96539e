"""In which case a name stands, by its own words: the tagger guesses that of a foreign one."""

from __future__ import annotations

from collections.abc import Sequence

from kg.mentions.names import customs, gender_of, given_cases, name_kinds
from kg.reference.given import russian_forms
from kg.text.morphology import parses

# how a foreign name ends in a case that its post shows: "министру … Йонасу Петраускасу", "министра … Лийзы Пакосты"
_ENDINGS = {"Gen": ("а", "я", "ого", "его", "ы"), "Dat": ("у", "ю", "ому", "ему"), "Acc": ("а", "я", "ого", "его", "у", "ю"), "Ins": ("ом", "ем", "ым", "им", "ой", "ей")}
_FEMININE_OBLIQUE = ("овой", "евой", "иной", "ской", "цкой")
_FEMININE = ("ова", "ева", "ина", "ына", "ская", "цкая")  # «Нодира Каримова»: a woman, whatever the table knows
_OF_A_FATHER = ("овну", "евну", "ичну", "овны", "евны", "ичны", "овне", "евне", "ичне", "овной", "евной", "ичной", "овича", "евича", "овичу", "евичу", "овичем", "евичем")
_EVERY = 6  # cases of a name that never changes


def case_of_forms(texts: Sequence[str], gender: str, tagged: str) -> str:
    """The case of a name: what its given name can only be, where the tagger takes it for a nominative."""
    if tagged != "Nom" or len(texts) < 2:
        return tagged
    known = given_cases(texts[0])
    if known is not None and "Nom" not in known and not texts[-1].lower().endswith(_FEMININE):
        return "Gen" if "Gen" in known else sorted(known)[0]
    if gender == "Fem" and texts[-1].lower().endswith(_FEMININE_OBLIQUE) and (known is None or len(known) == _EVERY):
        return "Gen"  # «подписан Айгуль Бековой»: no woman's family name ends so in the nominative
    return tagged


def changed(texts: Sequence[str], case: str, *, behind_post: bool) -> bool:
    """Does the name show the case, so that words which the tagger takes for nominatives stand in it as well?

    behind_post  the case is that of the post in front of the name
    """
    if len(texts) < 2 or case not in _ENDINGS:
        return False
    if any(t.lower().endswith(_OF_A_FATHER) for t in texts[1:]) or (behind_post and case == "Acc" and texts[-1].lower().endswith(("ову", "еву", "ину", "скую", "цкую"))):
        return True  # «Жылдыз Бековну Асанову»: of a given name that never changes, the other words show it
    last = texts[-1].lower().endswith(_ENDINGS[case])
    if behind_post and all(t.lower().endswith(_ENDINGS[case]) for t in texts):
        return True
    if texts[0].lower() in customs()[0]:  # of «Чжан Юньмину» only the last word changes
        return (case in ("Dat", "Ins") or behind_post) and last and len(texts[-1]) > 3
    known = given_cases(texts[0])
    if known is None and behind_post and case == "Ins" and len(texts[0]) > 4 and texts[0].lower().endswith(("ом", "ем")):
        return True  # «министром … Мохсеном Рахими»: the given name shows it, the family name never changes
    if known is not None:
        return (case in known and "Nom" not in known) or (behind_post and len(known) == _EVERY and case in ("Dat", "Ins") and last)
    readings = [p for p in parses(texts[0].lower()) if p.known and "Name" in p.grammemes]
    return bool(readings) and not any("nomn" in p.grammemes for p in readings)


def feminine_like(given: str) -> bool:
    """«Али Резу Хакики»: -у after a consonant at the end of a given name of some length is the accusative of -а."""
    low = given.lower()
    return len(low) > 3 and low[-1] in "ую" and low[-2] not in "аеиоуыэюя" and low not in customs()[0]


_KEEPS = ("ли", "лы", "лу", "лю")  # of the Turkic «Гасымлы»: a consonant stands before


def foreign_man(texts: Sequence[str]) -> bool:
    """«Фарука Ансари», «Рауфа Гасымлы» in the genitive: a given name that ends in a consonant and -а, no Russian one, and a family name that never changes."""
    if len(texts) != 2 or texts[0].lower() in customs()[0] or gender_of(texts[:1]) == "Fem":
        return False
    given = texts[0].lower().replace("ё", "е")
    stem = given[:-1]
    changed_name = given[-1] in "ая" and len(stem) > 2 and stem[-1] not in "аеиоуыэюя"
    return changed_name and unchanging(texts[1]) and (texts[1].lower().endswith(_KEEPS) or not _russian(texts[0], stem))


def _russian(given: str, stem: str) -> bool:
    return stem in russian_forms() or ("Name" in name_kinds(given) and given_cases(given) is None)


def unchanging(family: str) -> bool:
    """A family name in -и, or in -лы behind a consonant, as it stands: «Сиддики», «Сафарлы»."""
    low = family.lower()
    return (low.endswith("и") and len(low) > 3 and low[-2] not in "иеая") or (low.endswith(_KEEPS) and len(low) > 4 and low[-3] not in "аеиоуыэюя")
