"""Adjectives and their noun in a case: the brick that Russian phrases are built of, and what a sentence is marked with before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.mentions.forms import can_be, is_abbreviation, is_adjective, is_noun
from kg.text.document import Token


@dataclass(frozen=True, slots=True)
class Marks:
    """What earlier finders know of a sentence: where countries, bodies' heads and people stand.

    countries   first token -> (end, ISO) of nouns and abbreviations
    adjectives  tokens that are country adjectives -> ISO codes
    people      tokens that head a role or belong to a person's name: a genitive chain stops there
    heads       tokens that begin an organisation of their own: a list does not run over them
    """

    countries: Mapping[int, tuple[int, str]]
    adjectives: Mapping[int, tuple[str, ...]]
    people: frozenset[int]
    heads: frozenset[int]


# "Mr", "Mrs" before a name
MASTERS = frozenset("г-н г-на г-ну г-ном г-не г-жа г-жи г-же г-жу г-жой господин господина господину господином госпожа госпожи госпоже госпожу госпожой спадар спадара спадару спадаром спадарыня спадарыні спадарыню спадарыняй".split())
LADIES = frozenset(m for m in MASTERS if m.startswith(("г-ж", "госпож", "спадарын")))


def group(tokens: Sequence[Token], i: int, case: str, marks: Marks) -> int | None:
    """End of adjectives and one noun in a case at i, or None."""
    j = i
    while j < len(tokens) and j - i < 6:
        t = tokens[j]
        if t.norm in MASTERS:
            return None  # «председатель организации | г-жа А»
        if j in marks.people or (j in marks.countries and j > i):
            return None
        if is_abbreviation(t) and t.is_word and not t.text.isdecimal():
            return j + 1
        if is_adjective(t) and (can_be(t, case) or (case == "Gen" and not t.case and t.pos == "ADJ" and t.norm.endswith(("ых", "их", "ого", "его")))):
            # "связи": an adjective reading alone does not make a noun's place
            if t.pos == "NOUN" and not _noun_follows(tokens, j, case):
                return j + 1
            j += 1
            # «связи, информационных и коммуникационных технологий»: "и" between adjectives
            if j + 1 < len(tokens) and tokens[j].norm in ("и", "і", ",") and is_adjective(tokens[j + 1]) and can_be(tokens[j + 1], case) and tokens[j + 1].pos == "ADJ" and _noun_follows(tokens, j + 1, case):
                j += 1
            elif _shared_ending(tokens, j, case):
                return j + 2
            continue
        if (t.pos in ("NOUN", "PROPN", "X") or (t.pos == "ADJ" and is_noun(t.text))) and can_be(t, case):
            if case == "Gen" and t.case == "Nom" and j + 1 < len(tokens) and "VerbForm=Fin" in tokens[j + 1].feats:
                return None  # «выполнения меморандума | стороны планируют»: the subject of the next verb
            if "Animacy=Anim" in t.feats and t.pos == "NOUN" and j == i and t.lemma in _PERSON_NOUNS and not (at_court(tokens, j) or (j and tokens[j - 1].lemma in ("совет", "палата", "кабинет"))):
                return None
            return j + 1
        return None
    return None


def _shared_ending(tokens: Sequence[Token], j: int, case: str) -> bool:
    """«развитие информационных | и медиакоммуникаций»: the noun of the adjective is the second half of the compound."""
    if j + 1 >= len(tokens) or tokens[j].norm not in ("и", "і"):
        return False
    before, noun = tokens[j - 1], tokens[j + 1]
    return before.number == "Plur" == noun.number and noun.pos == "NOUN" and can_be(noun, case) and not is_adjective(noun)


_COURTS = frozenset("администрация канцелярия аппарат офис кабинет кабінет управделами адміністрацыя".split())
_SOVEREIGNS = frozenset("президент премьер-министр премьер король султан эмир губернатор прэзідэнт".split())


def at_court(tokens: Sequence[Token], i: int) -> bool:
    """«администрация президента», «агентство при президенте»: the case names an office, not a man."""
    if not 0 < i < len(tokens) or tokens[i].lemma not in _SOVEREIGNS:
        return False
    return (tokens[i].case in ("Gen", "") and (tokens[i - 1].lemma in _COURTS or tokens[i - 1].norm == "делами")) or (tokens[i - 1].norm in ("при", "пры") and i > 1)


_PERSON_NOUNS = frozenset("министр посол президент директор глава руководитель председатель заместитель гость коллега собеседник".split())


def _noun_follows(tokens: Sequence[Token], j: int, case: str) -> bool:
    return any(
        t.pos in ("NOUN", "PROPN") and can_be(t, case) and not is_adjective(t) for t in tokens[j + 1 : j + 4]
    )
