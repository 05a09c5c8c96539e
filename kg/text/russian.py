"""Tags of Russian sentences: slovnet's features, dictionary lemmas."""

from __future__ import annotations

import re

from kg.text.morphology import lemma, tag_names, tag_words

Tags = list[tuple[str, str, str, str, str, str]]
_MARK = re.compile(r"\W+")


def tag_russian(sentences: list[list[str]], text: str) -> tuple[list[Tags], list[tuple[str, int, int]]]:
    """Tags of each word of each sentence, and the (kind, start, end) of names in the whole text."""
    out: list[Tags] = []
    for words, tags in zip(sentences, tag_words(sentences), strict=True):
        row: Tags = []
        for word, tag in zip(words, tags, strict=True):
            pos = "PUNCT" if _MARK.fullmatch(word) else tag.pos
            low = word.lower()
            base = low if pos == "PUNCT" else lemma(low, pos, tag.case, tag.number)
            row.append((pos, base, tag.case, tag.number, tag.gender, tag.rest))
        out.append(row)
    return out, tag_names(text)
