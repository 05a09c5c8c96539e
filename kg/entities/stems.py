"""Words without their endings, for comparing names of bodies, titles of events and subjects of agreements.

A stem is no dictionary form: it only has to be the same for the cases of one word and different for different words.
"""

from __future__ import annotations

import re
from functools import lru_cache

from kg.entities.names import fold
from kg.reference.abbreviations import expansions

_WORD = re.compile(r"[^\W_]+")
_ENDING = re.compile(
    r"(?:иями|ыями|ими|ыми|ами|ями|ого|его|ому|ему|ага|яга|аму|яму|иях|иям|ией|ием|ия|ие|ии|ию|ий|ой|ей|ом|ем|ым|им|ам|ям|ах|ях|ая|яя|"
    r"ое|ее|ые|ых|их|ую|юю|ый|ов|ев|ью|ія|іі|ію|ій|ыя|ыі|ыю|ай|яй|ае|яе|аў|оў|еў|ым|ім|ых|іх|амі|ямі|ымі|імі|а|я|о|е|ы|и|і|у|ю|ь|й|s)$"
)  # fmt: skip
# Words that say that something is an instrument or that there is cooperation, not what about.
_EMPTY_WORDS = (
    "и в во на о об по с со к у для между при из за от до как й і ў ва аб па з да на the of and in on for between to with a an "
    "сотрудничеств супрацоўніцтв cooperation взаимодейств узаемадзеян област галін сфер сфера field area вопрос пытанн "
    "взаимопониман узаемаразумен understanding развит развіцц development меморандум соглашен протокол договор план"
)
_EMPTY = frozenset(_EMPTY_WORDS.split())


def tokens(text: str) -> list[str]:
    """The words of a text, folded."""
    return _WORD.findall(fold(text))


def words(text: str) -> list[str]:
    """The words of a text, folded, abbreviations of the trade written out (ИКТ, ИИ)."""
    found: list[str] = []
    for word in tokens(text):
        found += expansions().get(word, (word,))
    return found


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """A folded word without its ending; words of up to four letters stay whole, at least three letters are left."""
    if len(word) <= 4:
        return word
    ending = _ENDING.search(word, 3)
    return word[: ending.start()] if ending else word


def stems(text: str) -> tuple[str, ...]:
    """Stems of all words, in their order."""
    return tuple(stem(w) for w in words(text))


def telling(text: str) -> frozenset[str]:
    """Stems of the words that say what a subject or a title is about; empty if it only speaks of cooperation."""
    return frozenset(s for s in stems(text) if s not in _EMPTY and not s.isdecimal())


@lru_cache(maxsize=262144)
def likeness(a: frozenset[str], b: frozenset[str]) -> float:
    """Share of common stems in the larger set; 1.0 where the smaller, of two stems or more, lies within the larger."""
    common = len(a & b)
    if not common:
        return 0.0
    if common == min(len(a), len(b)) and common >= 2:
        return 1.0
    return common / max(len(a), len(b))
