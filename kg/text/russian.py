"""Tags of Russian sentences: slovnet's features, dictionary lemmas."""

from __future__ import annotations

import re
from functools import lru_cache

from kg.text.morphology import lemma, tag, tag_names, tag_numbers

Tags = list[tuple[str, str, str, str, str, str]]
_MARK = re.compile(r"\W+")


def tag_russian(sentences: list[list[str]], text: str) -> tuple[list[Tags], list[tuple[str, int, int]]]:
    """Tags of each word of each sentence, and the (kind, start, end) of names in the whole text."""
    rows = zip(sentences, tag_numbers(sentences), strict=True)
    return [list(map(_read, words, numbers)) for words, numbers in rows], tag_names(text)


@lru_cache(maxsize=1 << 16)
def _read(word: str, number: int) -> tuple[str, str, str, str, str, str]:
    found = tag(number)
    pos = "PUNCT" if _MARK.fullmatch(word) else found.pos
    low = word.lower()
    base = low if pos == "PUNCT" else lemma(low, pos, found.case, found.number)
    return pos, base, found.case, found.number, found.gender, found.rest
