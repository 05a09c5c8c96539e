"""Comparing names over spellings, scripts and languages: folding, sound skeletons, initials."""

from __future__ import annotations

import re
from functools import lru_cache

from kg.entities.slugs import latin
from kg.reference.given import russian_forms
from kg.reference.pinyin import palladius

_QUOTES = str.maketrans("", "", "«»\"“”„‟'’ʼ`")
_SPACE = re.compile(r"[\s\u00a0]+")
_TSEKANNE = re.compile(r"дз(?=[еёіьюя])|ц(?=[еёіьюя])")
_SOUNDS = (
    ("shch", "s"), ("sch", "s"), ("tch", "c"), ("kh", "h"), ("zh", "z"), ("sh", "s"), ("ch", "c"), ("ts", "c"), ("tz", "c"),
    ("ck", "k"), ("ph", "f"), ("x", "ks"), ("w", "v"), ("q", "k"), ("g", "h"), ("j", "i"), ("y", "i"), ("o", "a"), ("e", "a"),
)  # fmt: skip
_LONGEST_CHINESE = 18  # letters of three syllables; the reading of longer words is not tried
_DOUBLED = re.compile(r"(.)\1+")


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Case, ё/е, quotes, kinds of dash and space aside."""
    lowered = text.lower().replace("ё", "е").translate(_QUOTES)
    return _SPACE.sub(" ", re.sub(r"[‐‑‒–—―-]+", "-", lowered)).strip()


@lru_cache(maxsize=65536)
def skeletons(text: str) -> frozenset[str]:
    """How a name sounds, so coarsely that Russian, Belarusian and English spellings agree.

    "Попков", "Папкоў", "Popkov" share one; Belarusian "ц" and "дз" are read both as they stand and as т and д
    (Канстанцін, but also Лі Цян), what may be pinyin both as it stands and as Chinese, hence a set.
    """
    folded = fold(text).replace("-", "").replace(" ", "")
    softened = _TSEKANNE.sub(lambda m: "д" if m[0] == "дз" else "т", folded)
    chinese = palladius(folded) if folded.isascii() and len(folded) <= _LONGEST_CHINESE else None
    return frozenset(_sound(variant) for variant in {folded, softened, chinese} if variant)


def _sound(word: str) -> str:
    # ў at the end of a syllable stands for в or л; in names it is в
    text = latin(word.replace("ў", "в"))
    text = re.sub(r"[^a-z0-9]", "", text)
    for letters, sound in _SOUNDS:
        text = text.replace(letters, sound)
    text = re.sub(r"i*([au])i*", r"\1", text)  # ia, ai, iu: the glide is spelled in a dozen ways
    text = _DOUBLED.sub(r"\1", text)
    return text.rstrip("i") if len(text) > 3 else text


def is_initial(part: str) -> bool:
    """True for "С." and "С"; initials of two letters ("Дж.", "Ю.Х.") count too."""
    return bool(part) and (part.endswith(".") or len(part) == 1)


def same_part(a: str, b: str, sound: bool) -> bool | None:
    """Two given names or patronymics: True same, False different, None where one is unknown or an initial fits.

    `sound` compares by sound too, for names in two languages; within one language Цян and Цянь are two people.
    """
    if not a or not b:
        return None
    left, right = fold(a).rstrip("."), fold(b).rstrip(".")
    if is_initial(a) or is_initial(b):
        alike = left[:1] == right[:1] or (sound and _same_letter(left, right))
        return None if alike else False
    if left == right or given_name(left) == given_name(right):
        return True
    return sound and bool(skeletons(left) & skeletons(right))


def _same_letter(a: str, b: str) -> bool:
    """An initial and a name in another language; the name's Russian form counts too ("У." and "Владимир")."""
    letters = [{s[:1] for form in {name, given_name(name)} for s in skeletons(form)} for name in (a, b)]
    return bool(letters[0] & letters[1] - {""})


def given_name(name: str) -> str:
    """The Russian form of a given name that has one ("сяргей", "sergei" -> "сергей"), else the name folded."""
    folded = fold(name)
    return russian_forms().get(folded, folded)


def one_letter_off(a: str, b: str) -> bool:
    """True if one letter inserted, left out or exchanged makes `a` into `b`."""
    if a == b or abs(len(a) - len(b)) > 1:
        return False
    start = 0
    while start < min(len(a), len(b)) and a[start] == b[start]:
        start += 1
    rest_a, rest_b = a[start:], b[start:]
    return rest_a[1:] == rest_b or rest_a == rest_b[1:] or rest_a[1:] == rest_b[1:]
