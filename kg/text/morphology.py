"""The door to morphology: slovnet's taggers (their weights come in natasha's wheel) and pymorphy3's dictionary.

natasha itself is not imported: it would pull pymorphy2, pkg_resources and a grammar engine that nothing here needs.
Everything is loaded on first use and once a process.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any


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
    feats: dict[str, str]


def _models_dir() -> Path:
    spec = importlib.util.find_spec("natasha")
    if spec is None or not spec.submodule_search_locations:
        raise RuntimeError("the package natasha, whose wheel carries the language models, is not installed")
    return Path(spec.submodule_search_locations[0]) / "data"


@cache
def _embedding() -> Any:
    from navec import Navec

    return Navec.load(str(_models_dir() / "emb" / "navec_news_v1_1B_250K_300d_100q.tar"))


@cache
def _morph_model() -> Any:
    from slovnet import Morph

    return Morph.load(str(_models_dir() / "model" / "slovnet_morph_news_v1.tar"), batch_size=16).navec(_embedding())


@cache
def _ner_model() -> Any:
    from slovnet import NER

    return NER.load(str(_models_dir() / "model" / "slovnet_ner_news_v1.tar")).navec(_embedding())


@cache
def _analyzer() -> Any:
    import pymorphy3

    return pymorphy3.MorphAnalyzer(lang="ru")


def tag_words(sentences: Sequence[Sequence[str]]) -> Iterator[list[Tag]]:
    """Tags of each word of each tokenised Russian sentence, in order."""
    for markup in _morph_model().map([list(words) for words in sentences]):
        yield [Tag(t.pos, dict(t.feats or {})) for t in markup.tokens]


def tag_names(text: str) -> list[tuple[str, int, int]]:
    """(kind, start, end) of people, organisations and places that the neural tagger sees in Russian text."""
    return [(s.type, s.start, s.stop) for s in _ner_model()(text).spans]


@lru_cache(maxsize=200_000)
def parses(word: str) -> tuple[Parse, ...]:
    """All readings of a word form, the likeliest first."""
    return tuple(
        Parse(p.normal_form, frozenset(p.tag.grammemes), p.score, p.is_known) for p in _analyzer().parse(word)
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

    found = _analyzer().parse(word)
    return max(range(len(found)), key=lambda i: (*agreement(found[i]), -i))


def lemma(word: str, pos: str = "", case: str = "", number: str = "") -> str:
    """The dictionary form of a word, of the reading that fits the tag; ё becomes е.

    A participle keeps its own form ("подписанный"), so that voice is not lost.
    """
    p = _analyzer().parse(word)[_best(word, pos, case, number)]
    if p.tag.POS == "PRTF":
        full = p.inflect({"masc", "sing", "nomn"})
        if full is not None:
            return str(full.word).replace("ё", "е")
    return str(p.normal_form).replace("ё", "е")


def inflect(word: str, pos: str, case: str, number: str, *, to_number: str = "", gender: str = "") -> str | None:
    """The nominative of a word form whose tag is known; None where the dictionary has no such reading.

    The letter case of the first letter is kept; capitals ("ИКТ") are left alone.
    """
    if len(word) > 1 and word.isupper():
        return word
    p = _analyzer().parse(word)[_best(word, pos, case, number)]
    if not p.tag.POS:
        return None
    want = {"nomn"}
    target = _NUMBER.get(to_number or number)
    if target:
        want.add(target)
    if gender and target == "sing" and p.tag.POS in ("ADJF", "PRTF"):
        want.add(_GENDER[gender])
    form = p.inflect(want)
    if form is None:
        return None
    out = str(form.word)
    if "ё" not in word.lower():
        out = out.replace("ё", "е")
    return match_case(word, out)


def match_case(pattern: str, word: str) -> str:
    """`word` with the capitals of `pattern` (first letters of hyphenated parts)."""
    if pattern.isupper() and len(pattern) > 1:
        return word.upper()
    capitals = [part[:1].isupper() for part in pattern.split("-")]
    parts = word.split("-")
    if len(parts) != len(capitals):
        return word[:1].upper() + word[1:] if capitals[0] else word
    return "-".join(p[:1].upper() + p[1:] if c else p for p, c in zip(parts, capitals, strict=True))


def case_forms(word: str) -> Iterable[str]:
    """Every form of a dictionary word in all readings as a noun or adjective (lower case)."""
    seen: set[str] = set()
    for p in _analyzer().parse(word):
        if p.tag.POS in ("NOUN", "ADJF") and p.normal_form == word.lower():
            seen.update(str(f.word) for f in p.lexeme)
    return sorted(seen)


@cache
def word_counts() -> dict[str, int]:
    """The 250,000 commonest word forms of Russian news, ё as they print it, with how often each was seen."""
    vocab = _embedding().vocab
    return dict(zip(vocab.words, (int(c) for c in vocab.counts), strict=False))


@lru_cache(maxsize=50_000)
def form(lemma: str, pos: str, *grammemes: str) -> str | None:
    """The form of a Russian dictionary word with these grammemes ("plur", "gent"), ё as е; None if it has none."""
    for p in _analyzer().parse(lemma):
        if p.tag.POS in _POS[pos] and str(p.normal_form).replace("ё", "е") == lemma.replace("ё", "е"):
            found = p.inflect(set(grammemes))
            if found is not None:
                return str(found.word).replace("ё", "е")
    return None
