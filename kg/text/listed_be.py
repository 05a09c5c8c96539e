"""The reviewed lists of Belarusian words: every form of each with its Russian counterpart."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from kg.reference.files import read_yaml
from kg.text.morphology import form, parses
from kg.text.paradigms import adjective_forms, noun_forms, noun_gender, verb_forms

_RESOURCE = Path(__file__).parents[1] / "reference" / "words" / "belarusian.yaml"


def plain(word: str) -> str:
    """Lower case, ё as е, straight apostrophe, ў kept: the form in which Belarusian words are listed."""
    low = word.lower().replace("ё", "е").replace("’", "'").replace("ʼ", "'")
    # after a vowel "універсітэт" is written "ўніверсітэт"
    return "у" + low[1:] if low[:1] == "ў" and len(low) > 1 else low


@cache
def lists() -> dict[str, dict[str, str]]:
    """The reviewed lists: forms, short, nouns, adjectives, verbs."""
    data = read_yaml(_RESOURCE.read_text(encoding="utf-8"))
    return {section: {str(k): str(v) for k, v in table.items()} for section, table in data.items()}


class Listed:
    """Form -> (Russian form, Belarusian lemma, case or "") of every word of the lists; the Russian form is made when it is asked for."""

    def __init__(self, rows: dict[str, dict[tuple[str, tuple[str, ...], str, str], None]]) -> None:
        self._rows = rows  # form -> (Russian lemma, part of speech and grammemes or () for a whole form, lemma, case)
        self._made: dict[str, tuple[tuple[str, str, str], ...]] = {}

    def __contains__(self, word: str) -> bool:
        return word in self._rows

    def get(self, word: str, default: tuple[tuple[str, str, str], ...] = ()) -> tuple[tuple[str, str, str], ...]:
        """The readings of a form, `default` for one that is not listed."""
        made = self._made.get(word)
        if made is None:
            found = ((form(russian, *shape) if shape else russian, lemma, case) for russian, shape, lemma, case in self._rows.get(word, ()))
            made = self._made[word] = tuple(dict.fromkeys((russian, lemma, case) for russian, lemma, case in found if russian))
        return made or default


@cache
def listed() -> Listed:
    """Every form of the lists."""
    tables = lists()
    out: dict[str, dict[tuple[str, tuple[str, ...], str, str], None]] = {}

    def put(word: str, russian: str, shape: tuple[str, ...], lemma: str, case: str) -> None:
        out.setdefault(word, {}).setdefault((russian, shape, lemma, case))

    for word, russian in tables["forms"].items():
        put(word, russian, (), word, "")
    for lemma, russian in tables["nouns"].items():
        for word, number, case in noun_forms(lemma, russian):
            put(word, russian, ("NOUN", number, case), lemma, case)
    for lemma, russian in tables["adjectives"].items():
        for word, gender, case in adjective_forms(lemma):
            put(word, russian, ("ADJ", case, *(("plur",) if gender == "plur" else ("sing", gender))), lemma, case)
    for lemma, russian in tables["verbs"].items():
        for word, grammemes in verb_forms(lemma):
            put(word, russian, () if grammemes == ("INFN",) else ("VERB", *grammemes), lemma, "")
        passive = lemma[:-2] + "цца"
        if lemma.endswith("ць") and passive not in tables["verbs"] and not russian.endswith("ся"):
            for word, grammemes in verb_forms(passive):  # «змацоўваецца»
                if word not in tables["forms"]:
                    put(word, russian + "ся", () if grammemes == ("INFN",) else ("VERB", *grammemes), passive, "")
    return Listed(out)


@cache
def genders() -> dict[str, str]:
    """Form -> Belarusian gender of the listed nouns that have another gender in Russian: «бок», «тыдзень», «дамова»."""
    out: dict[str, str] = {}
    for lemma, russian in lists()["nouns"].items():
        own = noun_gender(lemma, russian)
        first = next((p.grammemes for p in parses(russian) if {"NOUN", "nomn", "sing"} <= p.grammemes), frozenset[str]())
        if first and own not in first:
            out.update((word, own) for word, number, _ in noun_forms(lemma, russian) if number == "sing")
    return out
