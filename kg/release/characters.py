"""Bytes to characters: encodings, forbidden characters, look-alike letters, language."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise
from typing import Literal

from charset_normalizer import from_bytes

Language = Literal["ru", "be", "en"]

_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_META = re.compile(rb"""<meta[^<>]{0,300}?charset\s{0,3}=\s{0,3}["']?([A-Za-z0-9_-]{2,30})""", re.I)
# The encodings that such pages are found in; a free choice takes short Russian texts for Chinese or Hebrew
_ENCODINGS = ("cp1251", "koi8_r", "koi8_u", "cp866", "mac_cyrillic", "cp1252")
# Python knows stranger ones, "punycode" among them, whose time grows with the square of the length
_PAGES = re.compile(r"(?:windows|cp|ibm|iso|koi8|x-mac|mac|utf|gb|big5|euc|shift|us-ascii|latin)[\w-]*", re.I)
_COMMON = frozenset("оеаинтсрвлкмдпуяыьгзбйіў")


class NotText(ValueError):
    """The bytes are no text of a release; the message says why."""


def decode(data: bytes) -> str:
    """Text of `data`: by byte order mark, the page's own `charset`, UTF-8, else the likeliest Cyrillic encoding.

    Raises NotText for binary files and bytes that no known encoding explains.
    """
    for mark, name in _BOMS:
        if data.startswith(mark):
            return _strict(data, name)
    if b"\x00" in data:
        raise NotText("it holds NUL bytes: a binary file")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        damaged = data.decode("utf-8", "replace")
    # a byte lost here and there, a letter cut at the end, half a surrogate pair: other encodings never look so much like UTF-8
    foreign = len(damaged) - len(damaged.encode("ascii", "ignore"))
    if foreign > 20 * damaged.count("\ufffd"):
        return damaged
    declared = _META.search(data[:4096])
    if declared and _PAGES.fullmatch(declared[1].decode("ascii")) and declared[1].lower().replace(b"_", b"-") != b"utf-8":
        try:
            return data.decode(declared[1].decode("ascii"))
        except (UnicodeDecodeError, LookupError):
            pass  # the page's own word on its encoding is wrong
    return _likeliest(data)


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise NotText(f"it is marked as {encoding} and is not") from error


def _likeliest(data: bytes) -> str:
    sample = data[:20_000]
    if sum(byte < 9 or 13 < byte < 32 for byte in sample) * 50 > len(sample):
        raise NotText("it is a binary file")
    best = from_bytes(sample, cp_isolation=list(_ENCODINGS)).best()
    names = [best.encoding] if best else []
    # charset-normalizer takes capitals in koi8-r for small letters in windows-1251: letters' frequency decides
    candidates = [(_plausible(sample, name), name) for name in dict.fromkeys([*names, "cp1251", "koi8_r"])]
    score, name = max(candidates, key=lambda pair: pair[0])
    if score < 0.5:
        raise NotText("its encoding is not known")
    return data.decode(name, errors="replace")


def _plausible(data: bytes, encoding: str) -> float:
    """Share of a decoding's foreign letters that are frequent in Russian or Belarusian, punished for odd capitals."""
    text = data.decode(encoding, errors="replace")
    letters = [c for c in text if ord(c) > 127 and (c.isalpha() or c == "\ufffd")]
    if not letters:
        return 1.0  # quotes and dashes only
    inner = sum(1 for a, b in pairwise(text) if a.islower() and b.isupper())
    return (sum(c.lower() in _COMMON for c in letters) - 2 * inner) / len(letters)


_SPACES = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\t\v\f]")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ufe00-\ufe0f]")
# what XML 1.0 forbids: a dump with one such character is unreadable to others
_FORBIDDEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\U0001fffe\U0001ffff]")
_TO_CYRILLIC = str.maketrans("ABCEHIKMOPTXaceiopxy", "АВСЕНІКМОРТХасеіорху")
_TO_LATIN = str.maketrans("АВСЕНІКМОРТХасеіорху", "ABCEHIKMOPTXaceiopxy")
_MIXED = re.compile(r"[A-Za-zА-Яа-яЁёІіЎўЇїЄєҐґ]{2,60}")
_IS_CYRILLIC = re.compile("[А-Яа-яЁёІіЎў]")
_IS_LATIN = re.compile("[A-Za-z]")


def normalise(text: str) -> str:
    """Line ends as "\\n", plain spaces, no invisible or forbidden characters, NFC, look-alike letters repaired."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u0085", "\n").replace("\u2028", "\n")
    text = _FORBIDDEN.sub("", _INVISIBLE.sub("", _SPACES.sub(" ", text.replace("\u2029", "\n"))))
    return _MIXED.sub(_one_script, unicodedata.normalize("NFC", text))


def _one_script(match: re.Match[str]) -> str:
    """A word of two scripts in the one that it was meant in ("прострaнстве"); left alone where that is not clear."""
    word = match[0]
    if not (_IS_LATIN.search(word) and _IS_CYRILLIC.search(word)):
        return word
    cyrillic, latin = word.translate(_TO_CYRILLIC), word.translate(_TO_LATIN)
    can_be_cyrillic, can_be_latin = not _IS_LATIN.search(cyrillic), not _IS_CYRILLIC.search(latin)
    if can_be_cyrillic != can_be_latin:
        return cyrillic if can_be_cyrillic else latin
    return word


_BELARUSIAN = re.compile(r"[ўЎіІ]|\b(?:і|у|аб|гэта|што|якія|падпіса\w{1,8})\b")
_RUSSIAN = re.compile(r"[иИщЩъЪ]|\b(?:и|что|для|это)\b")


def language_of(text: str) -> Language:
    """Language of a text by its letters: "en" where Latin prevails, "be" by ў and і without и, else "ru"."""
    latin, cyrillic = len(_IS_LATIN.findall(text)), len(_IS_CYRILLIC.findall(text))
    if latin > 1.5 * cyrillic:
        return "en"
    return "be" if len(_BELARUSIAN.findall(text)) > len(_RUSSIAN.findall(text)) else "ru"
