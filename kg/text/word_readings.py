"""What the Russian dictionary says of one word form, as far as concord asks."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from kg.text.morphology import parses

_CASES = frozenset({"nomn", "gent", "datv", "accs", "ablt", "loct"})
_GENDERS = frozenset({"masc", "femn", "neut"})


@dataclass(frozen=True, slots=True)
class Word:
    """What the dictionary says of a counterpart: (number, gender or "", case) of its readings as a noun, an adjective."""

    noun: tuple[tuple[str, str, str], ...]
    adjective: tuple[tuple[str, str, str], ...]
    kind: str  # NOUN, ADJF, PRTF, PRTS, VERB … of its first reading; "" for a word that nothing knows


@lru_cache(maxsize=1 << 14)
def read_word(low: str) -> Word:
    """All known readings of a form (lower case)."""
    found = [p for p in parses(low) if p.known]
    if not found:
        return Word((), (), "")
    rows: dict[str, list[tuple[str, str, str]]] = {"NOUN": [], "ADJF": []}
    for p in found:
        kind = "NOUN" if "NOUN" in p.grammemes else "ADJF" if p.grammemes & {"ADJF", "PRTF"} else ""
        if not kind or "Abbr" in p.grammemes:
            continue
        case = next(iter(p.grammemes & _CASES), "loct" if "loc2" in p.grammemes else "gent" if "gen2" in p.grammemes else "")
        gender = next(iter(p.grammemes & _GENDERS), "")
        if case:
            rows[kind].append(("plur" if "plur" in p.grammemes else "sing", gender, case))
    first = found[0].grammemes
    pos = next((k for k in ("NOUN", "ADJF", "PRTF", "PRTS", "ADJS", "VERB", "INFN", "NUMR", "NPRO", "PREP", "CONJ", "ADVB") if k in first), "")
    return Word(tuple(rows["NOUN"]), tuple(rows["ADJF"]), pos)


def fits(adjective: tuple[str, str, str], noun: tuple[str, str, str]) -> bool:
    """Whether an adjective's reading agrees with a noun's."""
    return adjective[0] == noun[0] and adjective[2] == noun[2] and (adjective[0] == "plur" or not adjective[1] or not noun[1] or adjective[1] == noun[1])


def shape(number: str, gender: str, case: str) -> tuple[str, ...]:
    """The grammemes of an adjective that stands with such a noun."""
    things = ("inan",) if case == "accs" and (number == "plur" or (gender != "femn" and gender != "neut")) else ()
    return ("plur", case, *things) if number == "plur" else ("sing", gender or "masc", case, *things)
