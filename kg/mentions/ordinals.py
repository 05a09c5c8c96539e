"""Numbers of numbered events: "43-е", "XXIV", "двадцать второе"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.mentions.phrases import is_adjective
from kg.text.document import Token

_ORDINAL = re.compile(r"(\d{1,3})(?:-?[а-яіў]{1,3})?$")
_ROMAN = re.compile(r"[IVXХ]{1,7}$")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "Х": 10}
_ORDINAL_WORDS = {
    "первый": 1, "второй": 2, "третий": 3, "четвертый": 4, "пятый": 5, "шестой": 6, "седьмой": 7, "восьмой": 8,
    "девятый": 9, "десятый": 10, "одиннадцатый": 11, "двенадцатый": 12, "тринадцатый": 13, "четырнадцатый": 14,
    "пятнадцатый": 15, "шестнадцатый": 16, "семнадцатый": 17, "восемнадцатый": 18, "девятнадцатый": 19,
    "двадцатый": 20, "тридцатый": 30, "сороковой": 40, "пятидесятый": 50,
}  # fmt: skip
# lemmas that a numbered event begins with
ORDINALS = (
    frozenset(_ORDINAL_WORDS)
    | frozenset("двадцать тридцать сорок пятьдесят шестьдесят".split())
    | frozenset("first second third fourth fifth sixth seventh eighth ninth tenth".split())
)
TENS = {"двадцать": 20, "тридцать": 30, "сорок": 40, "пятьдесят": 50, "шестьдесят": 60}


def ordinal_of(tokens: Sequence[Token], first: int, head: int) -> int | None:
    """The number of a numbered event: "43-е", "XXIV", "двадцать второе"."""
    for k in range(first, head):
        n = number_of(tokens[k])
        if n is not None:
            if k > first and tokens[k - 1].lemma in TENS and n < 10:
                return TENS[tokens[k - 1].lemma] + n
            return n
    return None


def number_of(token: Token) -> int | None:
    """The number that a word of a name tells: 43 of "43-е", 24 of "XXIV", 2 of "второе"."""
    first = token.text[:1]
    m = _ORDINAL.match(token.text) if first.isdecimal() else None
    if m and ("-" in token.text or is_adjective(token)) and not token.text.isdecimal():
        return int(m.group(1))
    if first in _ROMAN_VALUES and _ROMAN.match(token.text):
        total = 0
        values = [_ROMAN_VALUES[c] for c in token.text]
        for n, v in enumerate(values):
            total += -v if n + 1 < len(values) and values[n + 1] > v else v
        return total if 0 < total < 100 else None
    return _ORDINAL_WORDS.get(token.lemma)
