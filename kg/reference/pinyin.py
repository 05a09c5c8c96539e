"""Chinese syllables from pinyin (Zhuanglong) to the Cyrillic of Russian releases (чжуанлун), after Palladius' table."""

from __future__ import annotations

from functools import cache

_INITIALS = {
    "b": "б", "p": "п", "m": "м", "f": "ф", "d": "д", "t": "т", "n": "н", "l": "л", "g": "г", "k": "к", "h": "х", "j": "цз",
    "q": "ц", "x": "с", "zh": "чж", "ch": "ч", "sh": "ш", "r": "ж", "z": "цз", "c": "ц", "s": "с",
}  # fmt: skip
_FINALS = {
    "a": "а", "o": "о", "e": "э", "ai": "ай", "ei": "эй", "ao": "ао", "ou": "оу", "an": "ань", "en": "энь", "ang": "ан",
    "eng": "эн", "ong": "ун", "i": "и", "ia": "я", "ie": "е", "iao": "яо", "iu": "ю", "ian": "янь", "in": "инь", "iang": "ян",
    "ing": "ин", "iong": "юн", "u": "у", "ua": "уа", "uo": "о", "uai": "уай", "ui": "уй", "uan": "уань", "un": "унь",
    "uang": "уан", "v": "юй", "ve": "юэ",
}  # fmt: skip
_AFTER_JQX = {"u": "юй", "ue": "юэ", "uan": "юань", "un": "юнь"}
_WHOLE = {
    "zi": "цзы", "ci": "цы", "si": "сы", "hui": "хуэй", "er": "эр", "yi": "и", "ya": "я", "ye": "е", "yao": "яо", "you": "ю",
    "yan": "янь", "yin": "инь", "yang": "ян", "ying": "ин", "yong": "юн", "yu": "юй", "yue": "юэ", "yuan": "юань", "yun": "юнь",
    "wu": "у", "wa": "ва", "wo": "во", "wai": "вай", "wei": "вэй", "wan": "вань", "wen": "вэнь", "wang": "ван", "weng": "вэн",
    "a": "а", "ai": "ай", "an": "ань", "ang": "ан", "ao": "ао", "e": "э", "en": "энь", "ou": "оу",
}  # fmt: skip
_LONGEST = 6  # "zhuang"


@cache
def _syllables() -> dict[str, str]:
    found = {
        initial + final: cyrillic + ending
        for initial, cyrillic in _INITIALS.items()
        for final, ending in (_FINALS | (_AFTER_JQX if initial in "jqx" else {})).items()
    }
    return found | _WHOLE


def palladius(word: str) -> str | None:
    """A word of pinyin (lower case, without tones) in Cyrillic; None if it is not made of Chinese syllables only.

    The longest first syllable that lets the rest be read counts: "xian" is one syllable, "fangan" two.
    """
    if not word:
        return ""
    for size in range(min(_LONGEST, len(word)), 0, -1):
        syllable = _syllables().get(word[:size])
        rest = palladius(word[size:]) if syllable else None
        if syllable and rest is not None:
            return syllable + rest
    return None
