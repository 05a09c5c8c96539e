"""Words that the Russian tokeniser cuts although English or Belarusian writes them as one: "Прэм'ер", "Bird's", "5G"."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

_APOSTROPHES = frozenset("'’ʼ`")
# English endings that stay a token of their own, apostrophe and all: they part a name from what it owns
_CLITICS = frozenset({"s", "re", "ve", "ll", "m", "d"})
_Piece = tuple[str, int, int]


def join_words(pieces: Iterable[_Piece], language: str) -> Iterable[_Piece]:
    """(text, start, end) of each token with the parts of one word joined; only "en" and "be" have anything to join.

    Belarusian "з" "'" "явіўся" is one word. English "Mongolia" "'" "s" is "Mongolia" "'s", "O" "'" "Brien" one word.
    """
    if language not in ("en", "be"):
        return pieces
    done: list[_Piece] = []
    for piece in pieces:
        text, start, end = piece
        # "14, 2018" is cut as "14," and "2018", as if it were a list of numbers
        if len(text) > 1 and text[-1] in ",." and text[:-1].isdecimal():
            done.extend([(text[:-1], start, end - 1), (text[-1], end - 1, end)])
            continue
        done.append(piece)
        if language == "be":
            _join_belarusian(done)
        else:
            _join_english(done)
    return done


def _adjacent(done: list[_Piece], count: int) -> bool:
    if len(done) < count:
        return False
    tail = done[-count:]
    return all(a[2] == b[1] for a, b in pairwise(tail))


def _merge(done: list[_Piece], count: int) -> None:
    tail = done[-count:]
    done[-count:] = [("".join(p[0] for p in tail), tail[0][1], tail[-1][2])]


def _inner_apostrophe(done: list[_Piece]) -> bool:
    if len(done) < 3 or done[-2][0] not in _APOSTROPHES or not _adjacent(done, 3):
        return False
    left, _, right = (p[0] for p in done[-3:])
    return left[-1:].isalpha() and right[:1].isalpha()


def _join_belarusian(done: list[_Piece]) -> None:
    if _inner_apostrophe(done):
        _merge(done, 3)


def _join_english(done: list[_Piece]) -> None:
    if _inner_apostrophe(done):
        left, right = done[-3][0], done[-1][0]
        if right.lower() == "t" and left.lower().endswith("n"):
            _merge(done, 3)
        elif right.lower() in _CLITICS:
            _merge(done, 2)
        else:
            _merge(done, 3)
    elif len(done) > 1 and done[-2][0].isdecimal() and done[-1][0][:1].isalpha() and _adjacent(done, 2):
        _merge(done, 2)
