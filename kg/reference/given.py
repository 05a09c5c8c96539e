"""Given names that one person bears in three languages (Сергей, Сяргей, Sergei), from the reviewed table beside this module."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from kg.reference.files import read_yaml

_HARD_I = frozenset("кгхжшчщ")
_HISSING = frozenset("жшчщц")


class GivenForm(NamedTuple):
    """One reading of a form of a given name: the nominative (lower case), the case, Masc or Fem."""

    nominative: str
    case: str
    gender: str


@cache
def foreign_given() -> Mapping[str, tuple[GivenForm, ...]]:
    """Every form (lower case, ё as е) of the names in `foreign_given.yaml`; feminine names in a consonant read so in every case."""
    data = read_yaml(Path(__file__).with_name("foreign_given.yaml").read_text(encoding="utf-8"))
    out: dict[str, list[GivenForm]] = {}
    for gender, names in (("Masc", data["masculine"]), ("Fem", data["feminine"])):
        for name in names:
            for form, case in _declined(str(name), gender):
                out.setdefault(form, []).append(GivenForm(str(name), case, gender))
    return {form: tuple(readings) for form, readings in out.items()}


@cache
def latin_given() -> frozenset[str]:
    """Given names of `latin_given.yaml`, lower case, as English texts write them."""
    data = read_yaml(Path(__file__).with_name("latin_given.yaml").read_text(encoding="utf-8"))
    return frozenset(str(name) for name in data["names"])


def _declined(name: str, gender: str) -> list[tuple[str, str]]:
    """(form, case) of a name by its ending."""
    stem, last = name[:-1], name[-1]
    if last in "ая":
        soft_i = "и" if last == "я" or stem[-1] in _HARD_I else "ы"
        dative = "и" if name.endswith("ия") else "е"
        accusative = "ю" if last == "я" else "у"
        instrumental = "ей" if last == "я" or stem[-1] in _HISSING else "ой"
        endings = {"Nom": last, "Gen": soft_i, "Dat": dative, "Acc": accusative, "Ins": instrumental, "Loc": dative}
    elif last in "оеиуыэюө" or (gender == "Fem" and last != "ь"):
        return [(name, case) for case in ("Nom", "Gen", "Dat", "Acc", "Ins", "Loc")]
    elif gender == "Fem":
        # «Айгуль Бековой» and «Айгули Бековой» are both in use
        both = [(name, case) for case in ("Nom", "Gen", "Dat", "Acc", "Ins", "Loc")]
        return [*both, *((stem + e, c) for e, c in (("и", "Gen"), ("и", "Dat"), ("ью", "Ins"), ("и", "Loc")))]
    elif last in "йь":
        endings = {"Nom": last, "Gen": "я", "Dat": "ю", "Acc": "я", "Ins": "ем", "Loc": "и" if name.endswith("ий") else "е"}
    else:
        stem, endings = name, {"Nom": "", "Gen": "а", "Dat": "у", "Acc": "а", "Ins": "ем" if last in _HISSING else "ом", "Loc": "е"}
    return [(stem + ending, case) for case, ending in endings.items()]


@cache
def russian_forms() -> dict[str, str]:
    """Any spelling (lower case, ё as е) -> the Russian name in lower case; the Russian form maps to itself."""
    text = Path(__file__).with_name("given_names.tsv").read_text(encoding="utf-8")
    forms: dict[str, str] = {}
    for line in text.splitlines():
        russian, *others = line.lower().replace("ё", "е").replace("'", "").split("\t")
        for form in (russian, *(name for column in others for name in column.split())):
            forms[form] = russian
    return forms
