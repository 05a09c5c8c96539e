"""Which topics a sentence is about: trigger phrases of kg/reference/topics.yaml, found by their stems."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from kg import reference
from kg.reference.files import read_yaml
from kg.reference.matcher import Atom, atoms
from kg.reference.word_tests import WordTest, numbers_of
from kg.text.document import Sentence
from kg.values import Span

_HEAD_LETTERS = 5  # patterns are indexed by the first letters of their first word
# A name begins here; what follows in it is the business of a body, not the topic of the release.
_BODY_HEADS = {
    "ru": ("министерств", "министр", "минист", "замминистр", "госкомитет", "комитет", "агентств", "департамент", "служб"),
    "be": ("міністэрств", "міністр", "камітэт", "агенцтв", "дэпартамент"),
    "en": ("ministry", "minister", "ministries", "ministers", "committee", "agency", "department", "secretary", "undersecretary"),
}
_PREPOSITIONS = frozenset(["в", "во", "на", "о", "об", "для", "под", "с", "со", "из", "от", "к", "над", "у", "ў", "аб", "з", "ад", "да"])
_IN_NAMES = frozenset(["of", "and", "for", "the", "in", "charge", "on"])


@dataclass(frozen=True, slots=True)
class TopicMention:
    """A trigger phrase of a topic in a sentence."""

    topic: str
    sentence: int
    span: Span


@dataclass(frozen=True, slots=True)
class _Pattern:
    topic: str
    words: tuple[str, ...]
    negative: bool


@dataclass(frozen=True, slots=True)
class _Found:
    topic: str
    first: int
    last: int
    negative: bool


def find_topics(sentences: Sequence[Sentence], language: str) -> list[TopicMention]:
    """Every trigger of a topic in a release's sentences, in order of the text, then of topic ids."""
    out = []
    for sentence in sentences:
        whole = atoms(sentence.tokens)
        numbers, run = whole.numbers, tuple(whole)
        if language == "be":  # "электронны ўрад": behind a vowel у is written ў, and it is the same word
            run = tuple(replace(a, norm=f"у{a.norm[1:]}") if a.norm.startswith("ў") else a for a in run)
            numbers = numbers_of(run)
        found = [f for at in _begins(language).where(run, numbers) for f in _at(run, at, _likely(run[at].norm, run[at + 1].norm if at + 1 < len(run) else "", language))]
        if not found:
            continue
        negatives = [f for f in found if f.negative]
        names = _body_names(run, language)
        for f in found:
            if f.negative or f.first in names or any(_inside(f, n) for n in negatives):
                continue
            out.append(TopicMention(f.topic, sentence.index, Span(run[f.first].start, run[f.last].end)))
    return sorted(set(out), key=lambda m: (m.span, m.topic))


def _inside(found: _Found, negative: _Found) -> bool:
    return found.topic == negative.topic and found.first <= negative.last and negative.first <= found.last


def _at(run: Sequence[Atom], at: int, patterns: Sequence[_Pattern]) -> Iterator[_Found]:
    for pattern in patterns:
        words = pattern.words
        last = at + len(words) - 1
        if last >= len(run) or (words[0][0] == "=" and not _fits(words[0], run[at])):
            continue
        index = at + 1
        while index <= last and run[index].near and _fits(words[index - at], run[index]):
            index += 1
        if index > last:
            yield _Found(pattern.topic, at, last, pattern.negative)


@cache
def _begins(language: str) -> WordTest[Atom]:
    """Words with which a pattern may begin."""
    return WordTest(lambda atom: _beginning(atom.norm, language))


@lru_cache(maxsize=1 << 15)
def _beginning(norm: str, language: str) -> tuple[_Pattern, ...]:
    """The patterns that may begin with a word: of most words, none."""
    table = _patterns(language)
    heads = (p for n in range(1, min(_HEAD_LETTERS, len(norm)) + 1) for p in table.get(norm[:n], ()))
    return tuple(p for p in heads if p.words[0].startswith("=") or p.words[0] in ("_", norm) or (p.words[0].endswith("*") and norm.startswith(p.words[0][:-1])))


@lru_cache(maxsize=1 << 16)
def _likely(norm: str, following: str, language: str) -> tuple[_Pattern, ...]:
    """Those of them whose second word the following one may be: a few verbs and nouns begin dozens."""
    return tuple(p for p in _beginning(norm, language) if len(p.words) == 1 or (following and _may_be(p.words[1], following)))


def _may_be(word: str, norm: str) -> bool:
    return norm.startswith(word[:-1]) if word.endswith("*") else word[0] == "=" or word in ("_", norm)


def _fits(word: str, atom: Atom) -> bool:
    if word.endswith("*"):
        return atom.norm.startswith(word[:-1])
    if word.startswith("="):
        return atom.text == word[1:]
    return word in ("_", atom.norm)


def _body_names(run: Sequence[Atom], language: str) -> frozenset[int]:
    """Atoms inside names of ministries and the like: "Министерство" цифрового развития, инноваций и …"""
    inside: set[int] = set()
    for at, atom in enumerate(run):
        if not atom.norm.startswith(_BODY_HEADS.get(language, ())):
            continue
        for index in range(at + 1, len(run)):
            if not run[index].near or not _goes_on(run, at, index, language):
                break
            inside.add(index)
    return frozenset(inside)


def _goes_on(run: Sequence[Atom], head: int, index: int, language: str) -> bool:
    """Does the name that begins at `head` reach the atom? Capitals go on in English, small letters in Russian."""
    atom = run[index]
    if language == "en":
        return atom.capital or atom.norm in _IN_NAMES
    if atom.norm in _PREPOSITIONS:
        return False
    return not atom.capital or (index == head + 1 and not run[head].glued)


@cache
def topic_data() -> dict[str, dict[str, Any]]:
    """The reviewed file: topic id -> language -> phrases."""
    text = (Path(reference.__file__).parent / "topics.yaml").read_text(encoding="utf-8")
    data: dict[str, dict[str, Any]] = read_yaml(text)
    return data


@cache
def _patterns(language: str) -> Mapping[str, tuple[_Pattern, ...]]:
    table: dict[str, list[_Pattern]] = defaultdict(list)
    for topic, record in topic_data().items():
        for lang in dict.fromkeys((language, "en")):  # English terms stand in all releases
            for negative, phrases in ((False, record.get(lang, ())), (True, record.get("not", {}).get(lang, ()))):
                for phrase in phrases:
                    pattern = _Pattern(topic, tuple(str(phrase).replace("-", " ").split()), negative)
                    table[pattern.words[0].strip("=*").lower()[:_HEAD_LETTERS]].append(pattern)
    return {head: tuple(found) for head, found in table.items()}
