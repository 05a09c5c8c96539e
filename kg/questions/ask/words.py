"""A question as words, and the reviewed vocabulary (signals.yaml) that tells what kind of question it is."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path

from kg import reference
from kg.questions.ask.kin import kin
from kg.reference.endings import keys
from kg.reference.files import read_yaml

_WORD = re.compile(r"[^\W_]+(?:['’ʼ][^\W\d_]+)?")
_POSSESSIVE = re.compile(r"['’ʼ]s$", re.IGNORECASE)
_MARK = re.compile(r"[^\w\s]")
MAX_LENGTH = 500
_LATIN = dict(
    zip(
        "абвгдезийклмнопрстуфхцыэіўґ",
        ["a", "b", "v", "g", "d", "e", "z", "i", "i", "k", "l", "m", "n", "o", "p", "r", "s", "t", "u", "f", "h", "c",
         "i", "e", "i", "v", "g"],
        strict=True,
    )
) | {"ж": "zh", "ч": "ch", "ш": "sh", "щ": "sh", "ю": "iu", "я": "ia", "ь": "", "ъ": "", "ё": "e"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Token:
    """A word of the question; `country` is an ISO code where the words are a country's name."""

    text: str
    norm: str
    start: int
    end: int
    country: str = ""
    adjective: bool = False  # of a country: "белорусский"
    forms: frozenset[str] = field(default=frozenset(), compare=False)

    @property
    def lemma(self) -> str:
        """Unknown; the finder of countries asks for it."""
        return ""


def normal(text: str) -> str:
    """Lower case, ё as е, no apostrophes."""
    return text.lower().replace("ё", "е").replace("'", "").replace("’", "").replace("ʼ", "")


@cache
def forms(norm: str) -> frozenset[str]:
    """Every dictionary form that a word may come from in any of the three languages, as keys for comparison, and its kin."""
    own = (
        frozenset(keys(norm, "en")) if norm[:1].isascii() else frozenset(keys(norm, "ru")) | frozenset(keys(norm, "be"))
    )
    return own | kin(norm, own)


def tokenize(text: str) -> list[Token]:
    """The words of a text in order."""
    found = []
    for match in _WORD.finditer(text):
        norm = normal(_POSSESSIVE.sub("", match[0]))
        found.append(Token(match[0], norm, match.start(), match.end(), forms=forms(norm)))
    return found


def marks(text: str) -> list[Token]:
    """The hyphens and other marks between words."""
    return [Token(m[0], m[0], m.start(), m.end()) for m in _MARK.finditer(text)]


def language(text: str) -> str:
    """ru, be or en, by letters that only one of them has and by the commonest words."""
    words = {t.norm for t in tokenize(text)}
    letters = [c for c in text.lower() if c.isalpha()]
    if sum(c.isascii() for c in letters) * 2 > len(letters):
        return "en"
    own = set("іў") & set(letters)
    if own or (words & _BELARUSIAN and not set("ищъ") & set(letters)):
        return "be"
    return "ru"


_BELARUSIAN = frozenset(
    ["хто", "калі", "дзе", "паміж", "якая", "якое", "якой", "пра", "што", "быў", "каго", "каму", "якую", "гэта", "быць"]
)


def unaccented(word: str) -> str:
    """ "Ristić" in the letters of English."""
    return "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))


@cache
def skeleton(word: str) -> str:
    """A word in plain Latin letters, so that "Шульган" and "Shulgan" are near each other."""
    plain = normal(word) if word.isascii() or not word[:1].isascii() else unaccented(normal(word))
    out = "".join(_LATIN.get(c, c) for c in plain)
    out = (
        out.replace("kh", "h")
        .replace("ts", "c")
        .replace("y", "i")
        .replace("j", "i")
        .replace("w", "v")
        .replace("x", "ks")
    )
    return "".join(c for i, c in enumerate(out) if i == 0 or c != out[i - 1])


_CONSONANTS = str.maketrans("bvwgdzcqxh", "pffktssksk")


def consonants(word: str) -> str:
    """What is heard of a word without its vowels: voiced and voiceless, single and double are one."""
    plain = re.sub(r"([sczkt])h", r"\1", skeleton(word)).translate(_CONSONANTS)
    heard = "".join(c for c in plain if c not in "aeiouy")
    return "".join(c for i, c in enumerate(heard) if i == 0 or c != heard[i - 1])


@dataclass(frozen=True, slots=True)
class Pattern:
    """Words that mean something: `meaning` is its key; a word may end in "*"."""

    words: tuple[str, ...]
    group: str
    meaning: str

    def fits(self, tokens: Sequence[Token], at: int) -> bool:
        """True if the words stand at that place."""
        if at + len(self.words) > len(tokens):
            return False
        return all(_same(word, tokens[at + i]) for i, word in enumerate(self.words))

    @property
    def weight(self) -> tuple[int, int]:
        """Longer ones win: by words, then by letters; a whole word beats a stem of the same length."""
        return (len(self.words), sum(2 * len(w) - w.endswith("*") for w in self.words))


def _same(word: str, token: Token) -> bool:
    if token.country:
        return False
    return token.norm.startswith(word[:-1]) if word.endswith("*") else token.norm == word


class Vocabulary:
    """All patterns, by the first letters of their first word."""

    def __init__(self, patterns: Iterable[Pattern]) -> None:
        self.patterns = tuple(patterns)
        self._by_start: dict[str, list[Pattern]] = {}
        for pattern in self.patterns:
            self._by_start.setdefault(pattern.words[0][:1], []).append(pattern)

    def at(self, tokens: Sequence[Token], index: int) -> list[Pattern]:
        """The patterns that fit at a place, of each group the best."""
        best: dict[str, Pattern] = {}
        for pattern in self._by_start.get(tokens[index].norm[:1], ()):
            old = best.get(pattern.group)
            if pattern.fits(tokens, index) and (old is None or pattern.weight > old.weight):
                best[pattern.group] = pattern
        return list(best.values())

    @cached_property
    def single(self) -> tuple[str, ...]:
        """The words and stems that stand alone, for finding misspellings."""
        return tuple(sorted({p.words[0] for p in self.patterns if len(p.words) == 1 and len(p.words[0]) >= 5}))


@cache
def vocabulary() -> Vocabulary:
    """The reviewed words: groups "signal", "kind", "domain", "empty", "unused" (named in the reply), "refused"."""
    raw = _reviewed("signals.yaml")
    fillers = _reviewed("fillers.yaml")
    found = []
    tables = (
        ("signal", raw["signals"]),
        ("kind", raw["kinds"]),
        ("domain", {"": raw["domain"]}),
        ("empty", {"": [*raw["empty"], *(w for words in fillers["empty"].values() for w in words)]}),
        ("unused", {"": [w for words in fillers["unused"].values() for w in words]}),
        ("refused", {"": [w for words in fillers["refused"].values() for w in words]}),
    )
    for group, table in tables:
        for meaning, phrases in table.items():
            for phrase in phrases:
                found.append(Pattern(tuple(normal(w) for w in phrase.split()), group, meaning))
    return Vocabulary(found)


def _reviewed(name: str) -> dict[str, dict[str, list[str]]]:
    found: dict[str, dict[str, list[str]]] = read_yaml(Path(__file__).with_name(name).read_text(encoding="utf-8"))
    return found


@cache
def topics() -> Vocabulary:
    """What tells of a topic: the trigger phrases of the reference, in all languages."""
    path = Path(reference.__file__).with_name("topics.yaml")
    raw = read_yaml(path.read_text(encoding="utf-8"))
    found = [
        Pattern(tuple(normal(word.removeprefix("=")) for word in str(phrase).split()), "topic", topic)
        for topic, row in raw.items()
        for language, phrases in row.items()
        if language != "not"
        for phrase in phrases
        if "_" not in str(phrase).split()
        and not any(w.startswith("=") and not w.isupper() for w in str(phrase).split())
    ]
    return Vocabulary(found)
