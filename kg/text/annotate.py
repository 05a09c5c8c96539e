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
from kg.text.tokens import cut, stands_alone
from kg.values import Span

BULLET = "•"
# Characters; real sentences have 600 at most. Rules compare the mentions of a sentence with one another, so that the time of a
# "sentence" of a megabyte would grow with its square
LONGEST_SENTENCE = 2500
_ITEM = re.compile(r"[•–—-]\s+|\(?\d{1,2}[.)]\s+(?=\D)")
# razdel ends a sentence after these although the next word goes on with it: "г. Минск", "им. Пушкина", "С. В. Иванов"
_OPEN_END = re.compile(r"(?:(?<!\w)(?:г|гг|им|ул|пр|тыс|млн|млрд|руб|см|стр|ст|т|п|пп|др|проф|акад|Mr|Ms|Mrs|Dr|Prof|Hon|Eng|St|No)|\b[A-ZА-ЯЁІЎ])\.$")
_YEAR_END = re.compile(r"(?:\d\s*гг?|т\.\s?г|с\.\s?г)\.$")

_Pieces = list[tuple[Span, int, bool]]
_Token = tuple[str, int, int]  # text, start, end
# (pos, lemma, case, number, gender, other features) of each word of a sentence
Tags = list[tuple[str, str, str, str, str, str]]
Tagged = tuple[list[Tags], list[tuple[str, int, int]]]  # of each sentence; (kind, start, end) of the names in the text


def annotate(release: Release) -> Document:
    """Split, tokenise and tag a release; languages other than ru, be, en are read as Russian."""
    return annotate_all([release])[0]


def annotate_all(releases: Sequence[Release]) -> list[Document]:
    """The same for several releases; short Russian ones take less time together."""
    found: list[Document | None] = [None] * len(releases)
    together = []
    for n, release in enumerate(releases):
        pieces = list(_pieces(release.text))
        if release.language in _APART:
            tokens = [list(_tokens(piece, release)) for piece, *_ in pieces]
            found[n] = _document(release, pieces, tokens, _APART[release.language]()(_words(tokens), release.text))
        else:
            whole = cut(release.text)
            together.append((n, pieces, _sentence_tokens(release.text, pieces, whole), whole))
    if together:
        from kg.text.russian import tag_texts

        tagged = tag_texts([(_words(tokens), whole) for _, _, tokens, whole in together])
        for (n, pieces, tokens, _), tags in zip(together, tagged, strict=True):
            found[n] = _document(releases[n], pieces, tokens, tags)
    return [d for d in found if d is not None]


def _words(tokens: Sequence[Sequence[_Token]]) -> list[list[str]]:
    return [[t[0] for t in row] for row in tokens]


def _document(release: Release, pieces: _Pieces, tokens: Sequence[Sequence[_Token]], tagged: Tagged) -> Document:
    tags, names = tagged
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


def _tokens(piece: Span, release: Release) -> Iterable[_Token]:
    return join_words(_cut(piece, release.text), release.language)


def _cut(piece: Span, text: str) -> list[_Token]:
    offset = piece.start
    return [(word, offset + start, offset + end) for word, start, end in cut(piece.of(text))]


def _sentence_tokens(text: str, pieces: _Pieces, whole: Sequence[_Token]) -> list[list[_Token]]:
    """The tokens of each sentence: those of the whole text, where nothing outside the sentence can have changed them."""
    starts = [start for _, start, _ in whole]
    rows = []
    for span, *_ in pieces:
        same = stands_alone(text, span.start, span.end)
        rows.append(list(whole[bisect_left(starts, span.start) : bisect_left(starts, span.end)]) if same else _cut(span, text))
    return rows


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


Tagger = Callable[[list[list[str]], str], Tagged]


def _english() -> Tagger:
    from kg.text.english import tag_english

    return tag_english


def _belarusian() -> Tagger:
    from kg.text.belarusian import tag_belarusian

    return tag_belarusian


_APART: dict[str, Callable[[], Tagger]] = {"en": _english, "be": _belarusian}
