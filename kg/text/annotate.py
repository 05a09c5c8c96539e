"""From a release to a document: sentences and list items, tokens, morphology, name spans."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache

from kg.release.model import Release
from kg.text.document import Document, NameSpan, Sentence, Token
from kg.text.joining import join_words
from kg.text.sentences import pieces
from kg.text.tokens import cut
from kg.values import Span

BULLET = "•"
# Characters; real sentences have 600 at most. Rules compare the mentions of a sentence with one another, so that the time of a
# "sentence" of a megabyte would grow with its square
LONGEST_SENTENCE = 2500
_ITEM = re.compile(r"[•–—-]\s+|\(?\d{1,2}[.)]\s+(?=\D)")
# razdel ends a sentence after these although the next word goes on with it: "г. Минск", "им. Пушкина", "С. В. Иванов"
_OPEN_END = re.compile(r"(?:(?<!\w)(?:г|гг|им|ул|пр|тыс|млн|млрд|руб|см|стр|ст|т|п|пп|др|проф|акад|Mr|Ms|Mrs|Dr|Prof|Hon|Eng|St|No)|\b[A-ZА-ЯЁІЎ])\.$")
_YEAR_END = re.compile(r"(?:\d\s*гг?|т\.\s?г|с\.\s?г)\.$")

# (pos, lemma, case, number, gender, other features) of each word of a sentence
Tags = list[tuple[str, str, str, str, str, str]]
Tagger = Callable[[list[list[str]], str], tuple[list[Tags], list[tuple[str, int, int]]]]


def annotate(release: Release) -> Document:
    """Split, tokenise and tag a release; languages other than ru, be, en are read as Russian."""
    pieces = list(_pieces(release.text))
    tokens = [list(_tokens(piece, release)) for piece, *_ in pieces]
    words = [[t[0] for t in row] for row in tokens]
    tags, names = _tagger(release.language)(words, release.text)
    names = sorted(names, key=lambda name: name[1])
    starts = [start for _, start, _ in names]
    sentences = []
    for i, ((span, paragraph, item), row, row_tags) in enumerate(zip(pieces, tokens, tags, strict=True)):
        made = tuple([
            Token(text, start, end, normal(text), lemma, pos, case, number, gender, feats)
            for (text, start, end), (pos, lemma, case, number, gender, feats) in zip(row, row_tags, strict=True)
        ])
        near = names[bisect_left(starts, span.start) : bisect_left(starts, span.end)]
        inside = tuple([NameSpan(k, Span(s, e)) for k, s, e in near if e <= span.end and not (k == "PER" and _dated(row, s, e))])
        sentences.append(Sentence(i, span, made, paragraph, item, i == 0 and paragraph == 0, inside))
    return Document(release, tuple(sentences))


def _dated(row: Sequence[tuple[str, int, int]], start: int, end: int) -> bool:
    """«10 сентября, Астана», a heading: the one word behind a day is a city, whatever it looks like."""
    return len(row) <= 5 and row[0][0].isdecimal() and any((start, end) == (s, e) for _, s, e in row)


def _tokens(piece: Span, release: Release) -> Iterable[tuple[str, int, int]]:
    offset = piece.start
    tokens = [(text, offset + start, offset + end) for text, start, end in cut(piece.of(release.text))]
    return join_words(tokens, release.language)


@lru_cache(maxsize=1 << 15)
def normal(word: str) -> str:
    """Lower case with ё as е: the form in which words are compared."""
    return word.lower().replace("ё", "е").replace("’", "'")


def _pieces(text: str) -> Iterator[tuple[Span, int, bool]]:
    """(span, paragraph number, is a list item) of every sentence."""
    start = 0
    paragraph = 0
    for line in text.split("\n"):
        body = line.rstrip()
        lead = len(body) - len(body.lstrip())
        match = _ITEM.match(body, lead)
        item = match is not None
        offset = match.end() if match else lead
        if body[offset:].strip():
            for s, e in _sentences(body[offset:]):
                yield Span(start + offset + s, start + offset + e), paragraph, item
            paragraph += 1
        start += len(line) + 1


def _sentences(line: str) -> Iterator[tuple[int, int]]:
    begin: int | None = None
    parts = list(pieces(line))
    for (text, start, end), following in zip(parts, [*parts[1:], None], strict=True):
        if begin is None:
            begin = start
        if following is not None and _joined(text, following[0]):
            continue
        yield from _bounded(line, begin, end)
        begin = None


def _bounded(line: str, begin: int, end: int) -> Iterator[tuple[int, int]]:
    """A stretch of at most LONGEST_SENTENCE; a longer one is cut at its spaces, one without spaces anywhere."""
    while end - begin > LONGEST_SENTENCE:
        space = line.rfind(" ", begin + 1, begin + LONGEST_SENTENCE)
        cut = space if space > 0 else begin + LONGEST_SENTENCE
        yield begin, cut
        begin = cut + len(line[cut:end]) - len(line[cut:end].lstrip())
    if begin < end:
        yield begin, end


def _joined(left: str, right: str) -> bool:
    if right[:1].islower() and not left.endswith(("!", "?", "…", '"', "»")):
        return True
    return bool(_OPEN_END.search(left)) and not _YEAR_END.search(left)


def _tagger(language: str) -> Tagger:
    if language == "en":
        from kg.text.english import tag_english

        return tag_english
    if language == "be":
        from kg.text.belarusian import tag_belarusian

        return tag_belarusian
    from kg.text.russian import tag_russian

    return tag_russian
