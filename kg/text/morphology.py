"""The door to morphology: slovnet's taggers (their weights come in natasha's wheel) and pymorphy3's dictionary.

natasha itself is not imported: it would pull pymorphy2, pkg_resources and a grammar engine that nothing here needs.
Everything is loaded on first use and once a process.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from kg.text.tokens import cut

if TYPE_CHECKING:
    from kg.text.taggers import NameTagger, WordTagger


@dataclass(frozen=True, slots=True)
class Parse:
    """One reading of a Russian word form by the dictionary (grammemes of OpenCorpora)."""

    lemma: str
    grammemes: frozenset[str]
    score: float
    known: bool  # in the dictionary, not guessed


@dataclass(frozen=True, slots=True)
class Tag:
    """A word's part of speech and features in its sentence (Universal Dependencies)."""

    pos: str
    case: str = ""  # Nom Gen Dat Acc Ins Loc
    number: str = ""  # Sing Plur
    gender: str = ""  # Masc Fem Neut
    rest: str = ""  # the other features: "Tense=Past|Voice=Pass"


# a word met again is the rule: 16,000 words are nine tenths of what releases of a year consist of
_FORMS = 1 << 14


@cache
def _analyzer() -> Any:
    import pymorphy3
    import pymorphy3_dicts_ru

    # by its path: looking for dictionaries among all installed packages takes as long as loading this one
    return pymorphy3.MorphAnalyzer(path=pymorphy3_dicts_ru.get_path(), lang="ru")


@lru_cache(maxsize=_FORMS)
def _readings(word: str) -> list[Any]:
    try:
        found: list[Any] = _analyzer().parse(word)
    except ValueError:  # pymorphy asks for the Unicode name of every letter, and Tangut ones have none
        found = _analyzer().parse("".join(c if unicodedata.name(c, "") else "?" for c in word))
    return found


def tag_words(sentences: Sequence[Sequence[str]]) -> Iterator[list[Tag]]:
    """Tags of each word of each tokenised Russian sentence, in order."""
    tags = _tags()
    for row in tag_numbers(sentences):
        yield [tags[i] for i in row]


def tag_numbers(sentences: Sequence[Sequence[str]]) -> Iterator[list[int]]:
    """The same as numbers: `tag` tells what one stands for."""
    return _word_tagger()(sentences)


def tag(number: int) -> Tag:
    """The tag of a number that `tag_numbers` gave."""
    return _tags()[number]


def tag_names(text: str) -> list[tuple[str, int, int]]:
    """(kind, start, end) of people, organisations and places that the neural tagger sees in Russian text."""
    return _name_tagger()(cut(text))


def tag_names_of(texts: Sequence[Sequence[tuple[str, int, int]]]) -> list[list[tuple[str, int, int]]]:
    """The same for several texts, each as the (text, start, end) of its tokens."""
    return _name_tagger().several(texts)


@cache
def _word_tagger() -> WordTagger:
    from kg.text.taggers import WordTagger

    return WordTagger()


@cache
def _name_tagger() -> NameTagger:
    from kg.text.taggers import NameTagger

    return NameTagger()


@cache
def _tags() -> list[Tag]:
    return [_tag(name) for name in _word_tagger().tags]


def _tag(name: str) -> Tag:
    """ "NOUN|Animacy=Inan|Case=Nom|Gender=Masc|Number=Sing" as a value."""
    pos, *feats = name.split("|")
    known = dict(f.split("=", 1) for f in feats)
    case, number, gender = (known.pop(k, "") for k in ("Case", "Number", "Gender"))
    return Tag(pos, case, number, gender, "|".join(f"{k}={v}" for k, v in sorted(known.items())))


@lru_cache(maxsize=200_000)
def parses(word: str) -> tuple[Parse, ...]:
    """All readings of a word form, the likeliest first."""
    return tuple(
        Parse(p.normal_form, frozenset(p.tag.grammemes), p.score, p.is_known) for p in _readings(word)
    )


_POS = {
    "NOUN": {"NOUN"}, "PROPN": {"NOUN"}, "ADJ": {"ADJF", "ADJS", "COMP"}, "VERB": {"VERB", "INFN", "PRTF", "PRTS", "GRND"},
    "AUX": {"VERB", "INFN"}, "PRON": {"NPRO"}, "DET": {"ADJF"}, "NUM": {"NUMR"}, "ADV": {"ADVB"},
}  # fmt: skip
_CASE = {
    "Nom": {"nomn"}, "Gen": {"gent", "gen2"}, "Dat": {"datv"}, "Acc": {"accs"}, "Ins": {"ablt"}, "Loc": {"loct", "loc2"},
    "Voc": {"voct"},
}  # fmt: skip
_NUMBER = {"Sing": "sing", "Plur": "plur"}
_GENDER = {"Masc": "masc", "Fem": "femn", "Neut": "neut"}


@lru_cache(maxsize=200_000)
def _best(word: str, pos: str, case: str, number: str) -> int:
    """Index of the dictionary reading that agrees best with a tag."""

    def agreement(p: Any) -> tuple[int, int, int]:
        return (
            bool(_POS.get(pos, set()) & p.tag.grammemes),
            bool(_CASE.get(case, set()) & p.tag.grammemes),
            _NUMBER.get(number, "") in p.tag.grammemes,
        )

    found = _readings(word)
    if len(found) == 1:
        return 0
    return max(range(len(found)), key=lambda i: (*agreement(found[i]), -i))


@lru_cache(maxsize=100_000)
def lemma(word: str, pos: str = "", case: str = "", number: str = "") -> str:
    """The dictionary form of a word, of the reading that fits the tag; ё becomes е.

    A participle keeps its own form ("подписанный"), so that voice is not lost.
    """
    p = _readings(word)[_best(word, pos, case, number)]
    if p.tag.POS == "PRTF":
        full = _inflected(p, frozenset({"masc", "sing", "nomn"}))
        if full is not None:
            return full.replace("ё", "е")
    return str(p.normal_form).replace("ё", "е")


@lru_cache(maxsize=100_000)
def inflect(word: str, pos: str, case: str, number: str, *, to_number: str = "", gender: str = "") -> str | None:
    """The nominative of a word form whose tag is known; None where the dictionary has no such reading.

    The letter case of the first letter is kept; capitals ("ИКТ") are left alone.
    """
    if len(word) > 1 and word.isupper():
        return word
    p = _readings(word)[_best(word, pos, case, number)]
    if not p.tag.POS:
        return None
    want = {"nomn"}
    target = _NUMBER.get(to_number or number)
    if target:
        want.add(target)
    if gender and target == "sing" and p.tag.POS in ("ADJF", "PRTF"):
        want.add(_GENDER[gender])
    out = _inflected(p, frozenset(want))
    if out is None:
        return None
    if "ё" not in word.lower():
        out = out.replace("ё", "е")
    return match_case(word, out)


# (number of a paradigm, of a form in it, wanted grammemes) -> the number of the form that pymorphy chooses
_CHOSEN: dict[tuple[int, int, frozenset[str]], int | None] = {}


def _inflected(reading: Any, wanted: frozenset[str]) -> str | None:
    """What pymorphy's inflect gives. It builds all forms of a word to choose one; the choice is the paradigm's, so it is kept."""
    method, *guesses = reading.methods_stack
    if guesses or len(method) != 4:
        found = reading.inflect(set(wanted))
        return None if found is None else str(found.word)
    _, word, number, index = method
    key = (number, index, wanted)
    if key not in _CHOSEN:
        found = reading.inflect(set(wanted))
        _CHOSEN[key] = None if found is None else found.methods_stack[0][3]
    chosen = _CHOSEN[key]
    if chosen is None:
        return None
    dictionary = _analyzer().dictionary
    paradigm = dictionary.paradigms[number]
    size = len(paradigm) // 3
    stem = dictionary.build_stem(paradigm, index, word)
    return str(dictionary.paradigm_prefixes[paradigm[2 * size + chosen]] + stem + dictionary.suffixes[paradigm[chosen]])


def match_case(pattern: str, word: str) -> str:
    """`word` with the capitals of `pattern` (first letters of hyphenated parts)."""
    if pattern.isupper() and len(pattern) > 1:
        return word.upper()
    capitals = [part[:1].isupper() for part in pattern.split("-")]
    parts = word.split("-")
    if len(parts) != len(capitals):
        return word[:1].upper() + word[1:] if capitals[0] else word
    whole = [len(part) > 1 and part.isupper() for part in pattern.split("-")]  # "ІТ-форум"
    return "-".join(p.upper() if w else p[:1].upper() + p[1:] if c else p for p, c, w in zip(parts, capitals, whole, strict=True))


@cache
def word_counts() -> dict[str, int]:
    """The 250,000 commonest word forms of Russian news, ё as they print it, with how often each was seen."""
    from kg.text.weights import embedding

    return embedding().counts()


def seen_in_news(word: str) -> int:
    """How often a word form (lower case) was seen in Russian news; 0 if it is none of the 250,000 commonest."""
    from kg.text.weights import embedding

    return embedding().count(word)


@lru_cache(maxsize=50_000)
def reform(word: str, pos: str, *grammemes: str) -> str | None:
    """The form with these grammemes of a word form's first known reading as this part of speech (OpenCorpora's "PRTF"), ё as е."""
    wanted = frozenset(g for g in grammemes if g)  # a noun without a gender ("итоги") asks for none
    for p in _readings(word):
        if p.is_known and pos in p.tag.grammemes:
            found = _inflected(p, wanted)
            if found is not None:
                return found.replace("ё", "е")
    return None


@lru_cache(maxsize=50_000)
def form(lemma: str, pos: str, *grammemes: str) -> str | None:
    """The form of a Russian dictionary word with these grammemes ("plur", "gent"), ё as е; None if it has none.

    A participle counts as an adjective and is named by its nominative ("подписанный").
    """
    plain = lemma.replace("ё", "е")
    for p in _readings(lemma):
        own = p.normal_form if p.tag.POS != "PRTF" else p.word
        if p.tag.POS in (_POS[pos] | {"PRTF"} if pos == "ADJ" else _POS[pos]) and str(own).replace("ё", "е") == plain:
            found = _inflected(p, frozenset(grammemes))
            if found is not None:
                return found.replace("ё", "е")
    return None
