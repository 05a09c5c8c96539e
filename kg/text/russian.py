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
            f = tag.feats
            pos = "PUNCT" if _MARK.fullmatch(word) else tag.pos
            case, number = f.get("Case", ""), f.get("Number", "")
            rest = "|".join(f"{k}={v}" for k, v in sorted(f.items()) if k not in ("Case", "Number", "Gender"))
            base = word.lower() if pos == "PUNCT" else lemma(word.lower(), pos, case, number)
            row.append((pos, base, case, number, f.get("Gender", ""), rest))
        out.append(row)
    return out, tag_names(text)
