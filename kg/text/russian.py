"""Tags of Russian sentences: slovnet's features, dictionary lemmas."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from kg.text.morphology import lemma, tag, tag_names_of, tag_numbers
from kg.text.tokens import cut

Tags = list[tuple[str, str, str, str, str, str]]
_PAST = ("ла", "ло", "ли", "лась", "лось", "лись")
_VERB = "Aspect=Perf|Mood=Ind|Tense=Past|VerbForm=Fin|Voice=Act"
_MARK = re.compile(r"\W+")


def tag_russian(sentences: list[list[str]], text: str) -> tuple[list[Tags], list[tuple[str, int, int]]]:
    """Tags of each word of each sentence, and the (kind, start, end) of names in the whole text."""
    return tag_texts([(sentences, cut(text))])[0]


def tag_texts(texts: Sequence[tuple[Sequence[Sequence[str]], Sequence[tuple[str, int, int]]]]) -> list[tuple[list[Tags], list[tuple[str, int, int]]]]:
    """The same for several texts, each as the words of its sentences and the (text, start, end) of all its tokens."""
    numbers = tag_numbers([words for sentences, _ in texts for words in sentences])
    names = tag_names_of([tokens for _, tokens in texts])
    rows = [[list(map(_read, words, next(numbers))) for words in sentences] for sentences, _ in texts]
    return list(zip(rows, names, strict=True))


@lru_cache(maxsize=1 << 16)
def _read(word: str, number: int) -> tuple[str, str, str, str, str, str]:
    found = tag(number)
    pos = "PUNCT" if _MARK.fullmatch(word) else found.pos
    low = word.lower()
    base = low if pos == "PUNCT" else lemma(low, pos, found.case, found.number)
    if base.endswith(("ть", "ться")) and low.endswith((*_PAST, "л", "лся")) and (pos in ("ADJ", "NOUN") or (pos == "PROPN" and low.endswith("али"))):
        # a rare verb in the past, which the tagger takes for an adjective, a noun or a name: «переподписали», «председательствовали», «Подписали …»
        plural = low.endswith(("ли", "лись"))
        gender = "Masc" if low.endswith(("л", "лся")) else found.gender
        return "VERB", base, "", "Plur" if plural else "Sing", "" if plural else gender, _VERB
    return pos, base, found.case, found.number, found.gender, found.rest
