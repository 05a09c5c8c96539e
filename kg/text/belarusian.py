"""Tags of Belarusian sentences: those of their Russian counterparts word for word (`kg.text.bridge`), with Belarusian lemmas."""

from __future__ import annotations

from dataclasses import replace

from kg.text.back import belarusian_nominative
from kg.text.bridge import to_russian
from kg.text.document import Document, Token
from kg.text.listed_be import listed, plain
from kg.text.morphology import lemma as russian_lemma
from kg.text.russian import tag_russian

Tags = list[tuple[str, str, str, str, str, str]]


def tag_belarusian(sentences: list[list[str]], text: str) -> tuple[list[Tags], list[tuple[str, int, int]]]:
    """Tags of each word of each sentence, and the (kind, start, end) of names, from a Russian reading word for word."""
    counterparts = [to_russian(words) for words in sentences]
    shadow, places = _shadow_text(sentences, counterparts, text)
    tags, names = tag_russian(counterparts, shadow)
    rows: list[Tags] = []
    for words, russian, row in zip(sentences, counterparts, tags, strict=True):
        rows.append(
            [
                (pos, _lemma(word, ru, pos, case, number, gender), case, number, gender, feats)
                for word, ru, (pos, _, case, number, gender, feats) in zip(words, russian, row, strict=True)
            ]
        )
    found = []
    for kind, start, end in names:
        inside = [(s, e) for (a, b), (s, e) in places if a < end and start < b]
        if inside:
            found.append((kind, inside[0][0], inside[-1][1]))
    return rows, found


def _shadow_text(
    sentences: list[list[str]], counterparts: list[list[str]], text: str
) -> tuple[str, list[tuple[tuple[int, int], tuple[int, int]]]]:
    """The release with each word replaced, and where each word stands in both texts."""
    parts: list[str] = []
    places: list[tuple[tuple[int, int], tuple[int, int]]] = []
    at, out = 0, 0
    for words, russian in zip(sentences, counterparts, strict=True):
        for word, ru in zip(words, russian, strict=True):
            start = text.find(word, at)
            if start < 0:
                continue
            gap = text[at:start]
            parts += [gap, ru]
            out += len(gap)
            places.append(((out, out + len(ru)), (start, start + len(word))))
            out += len(ru)
            at = start + len(word)
    parts.append(text[at:])
    return "".join(parts), places


def _lemma(word: str, russian: str, pos: str, case: str, number: str, gender: str) -> str:
    low = plain(word)
    found = listed().get(low)
    if found:
        return found[0][1]
    if pos in ("NOUN", "PROPN", "ADJ", "DET") and case:
        return plain(belarusian_nominative(low, russian.lower(), pos, case, number, gender, to_number="Sing"))
    return low


def russian_shadow(document: Document) -> Document:
    """The same document with each word's Russian counterpart as its text, norm and lemma.

    Token indexes and offsets stay those of the Belarusian text, so what is found in the shadow holds for the release.
    """
    sentences = []
    for s in document.sentences:
        words = to_russian([t.text for t in s.tokens])
        sentences.append(replace(s, tokens=tuple(_shadow(t, w) for t, w in zip(s.tokens, words, strict=True))))
    return Document(replace(document.release, language="ru"), tuple(sentences))


def _shadow(token: Token, word: str) -> Token:
    low = word.lower().replace("ё", "е")
    base = low if token.pos == "PUNCT" else russian_lemma(low, token.pos, token.case, token.number)
    return token.read_as(word, low, base, token.case)
