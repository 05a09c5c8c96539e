"""Nouns that name an event, with ordinal, complement and the states in its name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.mentions.bodies import core_of
from kg.mentions.model import GatheringNamed
from kg.mentions.phrases import Marks, adjectives_before, is_adjective, nominative, tail
from kg.reference.words import Lexicon
from kg.text.document import Sentence, Token
from kg.values import Span

_PREPOSITIONS = frozenset({"по", "па", "в", "у", "о", "об", "аб", "для"})
_ORDINAL = re.compile(r"(\d{1,3})(?:-?[а-яіў]{1,3})?$")
_ROMAN = re.compile(r"[IVXХ]{1,7}$")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "Х": 10}
_ORDINAL_WORDS = {
    "первый": 1, "второй": 2, "третий": 3, "четвертый": 4, "пятый": 5, "шестой": 6, "седьмой": 7, "восьмой": 8, "девятый": 9,
    "десятый": 10, "одиннадцатый": 11, "двенадцатый": 12, "тринадцатый": 13, "четырнадцатый": 14, "пятнадцатый": 15, "шестнадцатый": 16,
    "семнадцатый": 17, "восемнадцатый": 18, "девятнадцатый": 19, "двадцатый": 20, "тридцатый": 30, "сороковой": 40, "пятидесятый": 50,
    "першы": 1, "другі": 2, "трэці": 3, "чацвёрты": 4, "чацверты": 4, "пяты": 5, "шосты": 6, "сёмы": 7, "семы": 7, "восьмы": 8, "дзявяты": 9, "дзясяты": 10,
}  # fmt: skip
_TENS = {"двадцать": 20, "тридцать": 30, "сорок": 40, "пятьдесят": 50, "шестьдесят": 60}
_ALWAYS_NAMES = ("forum", "conference", "exhibition", "session")


def find_gatherings(sentence: Sentence, marks: Marks, lex: Lexicon) -> list[GatheringNamed]:
    """Events named by a noun in a Russian or Belarusian sentence, left to right."""
    tokens = sentence.tokens
    out: list[GatheringNamed] = []
    for i, t in enumerate(tokens):
        kind = lex.gatherings.get(t.lemma) or lex.gatherings.get(t.norm)
        if kind is None or t.pos not in ("NOUN", "PROPN", "X"):
            continue
        if out and i < out[-1].last and tokens[i].case == "Gen" and kind in ("meeting", "opening"):
            continue
        out.append(_one(sentence, i, kind, marks))
    return out


def _one(sentence: Sentence, i: int, kind: str, marks: Marks) -> GatheringNamed:
    tokens = sentence.tokens
    first = adjectives_before(tokens, i, marks)
    while first > 0 and (_number(tokens[first - 1]) is not None or tokens[first - 1].lemma in _TENS):
        first -= 1
    for k in range(first, i):
        if tokens[k].lemma in ("этот", "данный", "прошедший", "предстоящий", "следующий"):
            first = k + 1
    ordinal = ordinal_of(tokens, first, i)
    t = tail(tokens, i + 1, marks, prepositions=_PREPOSITIONS, many=True)
    end = t.end
    states = tuple(
        dict.fromkeys(
            [iso for k in range(first, i) for iso in marks.adjectives.get(k, ())]
            + [marks.countries[k][1] for k in range(i + 1, end) if k in marks.countries]
        )
    )
    number = tokens[i].number == "Plur" and tokens[i].lemma not in ("переговоры", "переговор", "перамова", "перамовы", "курсы")
    name = nominative(tokens, first, i, end, plural=tokens[i].lemma in ("переговоры", "переговор", "перамовы", "курсы"))
    capital = tokens[first].capital and not all(not x.is_word for x in tokens[:first])
    complement = end > i + 1
    proper = (capital and (complement or first < i)) or t.quote is not None or ordinal is not None or (complement and kind in _ALWAYS_NAMES)
    core = core_of(" ".join(x.lemma for x in tokens[first:end] if x.is_word))
    return GatheringNamed(
        sentence.index, first, end, Span(tokens[first].start, tokens[end - 1].end), kind, i, name, tokens[i].case, ordinal, number, proper, states, core
    )  # fmt: skip


def ordinal_of(tokens: Sequence[Token], first: int, head: int) -> int | None:
    """The number of a numbered event: "43-е", "XXIV", "двадцать второе"."""
    for k in range(first, head):
        n = _number(tokens[k])
        if n is not None:
            if k > first and tokens[k - 1].lemma in _TENS and n < 10:
                return _TENS[tokens[k - 1].lemma] + n
            return n
    return None


def _number(token: Token) -> int | None:
    m = _ORDINAL.match(token.text)
    if m and ("-" in token.text or is_adjective(token)) and not token.text.isdigit():
        return int(m.group(1))
    if _ROMAN.match(token.text):
        total = 0
        values = [_ROMAN_VALUES[c] for c in token.text]
        for n, v in enumerate(values):
            total += -v if n + 1 < len(values) and values[n + 1] > v else v
        return total if 0 < total < 100 else None
    return _ORDINAL_WORDS.get(token.lemma)
