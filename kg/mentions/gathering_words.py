"""Which kind of event a word names by itself: nouns of the lexicon, their compounds, and those with one wrong letter."""

from __future__ import annotations

from dataclasses import replace
from functools import cache, lru_cache

from kg.reference.word_tests import WordTest
from kg.reference.words import Lexicon
from kg.text.document import Token
from kg.text.morphology import parses

_GROWN = {"форум": "forum", "саммит": "session", "симпозиум": "conference", "конгресс": "conference", "салон": "exhibition", "выставка": "exhibition", "ярмарка": "exhibition"}
BY_NAME_ONLY = frozenset("диалог конвент слет митап дыялог".split())  # events only where they have a name of their own
_DEPENDS = BY_NAME_ONLY | {"стол", "тур", "миссия"}  # on the words around them


@cache
def may_tell(lex: Lexicon) -> WordTest[Token]:
    """Words that name an event as nouns, or with the words around them."""
    return WordTest(lambda t: t.lemma in _DEPENDS or kind_of(replace(t, pos="NOUN"), lex) is not None)


def kind_of(t: Token, lex: Lexicon) -> str | None:
    """The kind of event that a word names by itself."""
    guessed = "-" in t.lemma and t.pos != "VERB"  # "бизнес-форум Tech Day", "ИТ-форума": what the tagger says of a compound with letters is a guess
    if t.pos not in ("NOUN", "PROPN", "X") and not (t.pos == "VERB" and t.lemma in lex.gatherings) and not guessed:
        return None
    return lex.gatherings.get(t.lemma) or lex.gatherings.get(t.norm) or _compound(t.lemma, lex) or _misspelt(t, lex)


def _compound(lemma: str, lex: Lexicon) -> str | None:
    """«онлайн-встреча», «видеопереговоры», «бизнес-форум»."""
    if lemma.startswith("видео") and len(lemma) > 8:
        return "call" if lex.gatherings.get(lemma[5:]) in ("talks", "meeting", "call") else None
    if "-" not in lemma:
        return next((kind for word, kind in _GROWN.items() if lemma.endswith(word) and len(lemma) > len(word) + 2), None)  # "инвестфорум", "авиасалон"
    front, _, back = lemma.rpartition("-")
    return lex.gatherings.get(back) if front not in ("пресс", "прэс", "press") else None


def _misspelt(token: Token, lex: Lexicon) -> str | None:
    """The kind of a long word that the dictionary lacks and that is one letter away from a noun of the lexicon:
    "сопещание".
    """
    if (
        len(token.norm) < 8
        or token.pos not in ("NOUN", "PROPN", "X")
        or not token.norm.isalpha()
        or token.norm.isascii()
    ):
        return None
    if _in_dictionary(token.norm):
        return None
    return next(
        (kind for word, kind in _long_words(lex) if _one_letter_off(token.lemma, word)), None
    )


@lru_cache(maxsize=1 << 14)
def _in_dictionary(word: str) -> bool:
    return any(p.known for p in parses(word))


@cache
def _long_words(lex: Lexicon) -> tuple[tuple[str, str], ...]:
    """The long nouns of a lexicon."""
    return tuple((w, k) for w, k in lex.gatherings.items() if len(w) >= 8)


def _one_letter_off(a: str, b: str) -> bool:
    return len(a) == len(b) and a[0] == b[0] and sum(x != y for x, y in zip(a, b, strict=True)) == 1
