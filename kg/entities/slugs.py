"""Readable, stable names for IRIs: Cyrillic and accented Latin to [a-z0-9-], and what to do when two things get one name."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import defaultdict
from collections.abc import Hashable, Mapping
from typing import TypeVar

# After the English Wikipedia's romanisation of Russian, with the letters of Belarusian, Ukrainian and the Turkic languages.
_CYRILLIC = "а б в г д е ж з и й к л м н о п р с т у ф х ц ч ш щ ы э ю я ё і ў ґ ї є ә ө ү ұ қ ғ ң һ ҳ ҷ ӣ ӯ ћ ђ љ њ џ ј"
_ROMAN = (
    "a b v g d e zh z i y k l m n o p r s t u f kh ts ch sh shch y e yu ya yo i u g yi ye a o u u q gh ng h h j i u c dj lj nj dz j"
)
_LETTERS = dict(zip(_CYRILLIC.split(), _ROMAN.split(), strict=True))
_LATIN = {"ı": "i", "ø": "o", "đ": "d", "ł": "l", "ß": "ss", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th", "ə": "a", "ʻ": ""}
_SIGNS = {"ъ": "", "ь": "", "'": "", "’": "", "ʼ": ""}
_TABLE = str.maketrans(_LETTERS | _LATIN | _SIGNS)
_JUNK = re.compile(r"[^a-z0-9]+")

K = TypeVar("K", bound=Hashable)


def latin(text: str) -> str:
    """Lower-case Latin letters for a text in Cyrillic or accented Latin; other signs stay."""
    lowered = unicodedata.normalize("NFC", text).lower().translate(_TABLE)
    return "".join(c for c in unicodedata.normalize("NFKD", lowered) if not unicodedata.combining(c))


def slug(text: str, limit: int = 60) -> str:
    """A text as [a-z0-9-], cut at a word before `limit`; "" if nothing of it can be written so."""
    words = [w for w in _JUNK.split(latin(text)) if w]
    kept = ""
    for word in words:
        longer = f"{kept}-{word}" if kept else word[:limit]
        if len(longer) > limit:
            break
        kept = longer
    return kept


def digest(key: str, length: int = 6) -> str:
    """A short hash of a key, for names that would otherwise be shared."""
    return hashlib.sha256(key.encode()).hexdigest()[:length]


def mint(wanted: Mapping[K, tuple[str, str]]) -> dict[K, str]:
    """Paths for things: key -> (readable path, what tells the thing from its namesakes).

    A path that one thing wants is its own; namesakes all carry a hash, so that the order of releases cannot matter.
    """
    takers: dict[str, list[K]] = defaultdict(list)
    for key, (path, _) in wanted.items():
        takers[path].append(key)
    return {key: path if len(takers[path]) == 1 else f"{path}-{digest(own, 8)}" for key, (path, own) in wanted.items()}
