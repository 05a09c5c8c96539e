"""The shape of a word as slovnet's taggers were taught it: its script or mark, and where its capitals are."""

from __future__ import annotations

import re
from functools import lru_cache

# these marks have a shape of their own; the many dashes and quotes look alike and are not the same characters
_MARKS = "!#$%&()[]\\/*+,.:;<=>?@^_{|}~-‐−‒⁃–—―`\"'«»„“ʼʻ”№…"
_FIRST = re.compile(rf"(?P<RU>[а-яё])|(?P<EN>[a-z])|(?P<NUM>[+-]?\d)|(?P<PUNCT>[{re.escape(_MARKS)}])", re.IGNORECASE)


@lru_cache(maxsize=1 << 15)
def shape(word: str) -> str:
    """RU_Xx, EN_XX, NUM, PUNCT_«, OTHER and so on; "СИЗО-6" is RU_XX, as its first character decides on the script."""
    found = _FIRST.match(word)
    kind = found.lastgroup if found else "OTHER"
    if kind == "PUNCT":
        return f"PUNCT_{word}" if len(word) == 1 else "PUNCT_OTHER"
    if kind in ("RU", "EN"):
        return f"{kind}_{_outline(word)}"
    return str(kind)


def _outline(word: str) -> str:
    if len(word) == 1:
        return "X" if word.isupper() else "x"
    if word.isupper():
        return "XX"
    if word.islower():
        return "xx"
    if _title(word):
        return "Xx"
    left, dash, right = word.partition("-")
    return "Xx-Xx" if dash and _title(left) and _title(right) else "OTHER"


def _title(word: str) -> bool:
    return len(word) > 1 and word[0].isupper() and word[1:].islower()
