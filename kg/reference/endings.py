"""Which nominatives a word form may come from: endings only, no dictionary.

Names of states, cities and bodies are mostly missing from morphological dictionaries, or guessed wrongly there. But a
name is only looked up, so it is enough to undo every ending that Russian, Belarusian or English allows and to see
which of the candidates is a name that we know. Too many candidates do no harm: those that are no names find nothing.
"""

from __future__ import annotations

from functools import lru_cache

# ending of a form -> endings of the nominative. Nouns: "Китая" -> "Китай", "Турции" -> "Турция".
_RU_NOUN: dict[str, tuple[str, ...]] = {
    "а": ("", "о"),
    "я": ("й", "ь", "е"),
    "ия": ("ий", "ие"),
    "ы": ("а",),
    "и": ("а", "я", "ь", "й"),
    "ии": ("ия", "ий", "ие"),
    "е": ("", "а", "о", "й", "я", "ь"),
    "у": ("", "а", "о"),
    "ю": ("я", "й", "ь", "е"),
    "ию": ("ия", "ий", "ие"),
    "ой": ("а",),
    "ей": ("я", "а", "и"),
    "ом": ("", "о"),
    "ем": ("", "й", "ь", "е"),
    "ием": ("ий", "ие"),
    "ью": ("ь",),
    "ов": ("", "ы", "и", "а"),
    "ев": ("ы", "и", "й"),
    "ам": ("ы", "и", "а", "о"),
    "ами": ("ы", "и", "а", "о"),
    "ах": ("ы", "и", "а", "о"),
    "ям": ("и", "я", "е"),
    "ями": ("и", "я", "е"),
    "ях": ("и", "я", "е"),
    "ий": ("ие", "ия"),  # gen. plural "учреждений"
    "ых": ("ы",),  # "Соломоновых островов"
    "ыми": ("ы",),
    "ым": ("ы", ""),  # "городом Королёвым"
}
_RU_ADJECTIVE = (
    "ый", "ий", "ой", "ого", "его", "ому", "ему", "ым", "им", "ом", "ем", "ая", "яя", "ей", "ую", "юю", "ое", "ее",
    "ые", "ие", "ых", "их", "ыми", "ими",
)  # fmt: skip
_RU_ADJECTIVE_NOMINATIVE = ("ый", "ий", "ой", "ая", "яя", "ое", "ее", "ые", "ие")

_BE_NOUN: dict[str, tuple[str, ...]] = {
    "а": ("", "о"),
    "я": ("й", "ь", "е"),
    "ы": ("а", "я"),
    "і": ("а", "я", "ь", "й"),
    "іі": ("ія",),
    "ыі": ("ыя",),
    "ію": ("ія",),
    "ыю": ("ыя",),
    "іяй": ("ія",),
    "ыяй": ("ыя",),
    "е": ("", "а", "о", "й", "я", "ь"),
    "цы": ("ка",),  # рэспубліцы
    "зе": ("га",),  # у Празе
    "се": ("ха",),
    "дзе": ("д", "да"),
    "це": ("т", "та", "ць"),  # у Ташкенце
    "у": ("", "а", "о"),
    "ю": ("я", "й", "ь"),
    "ссю": ("сь",),  # Беларуссю
    "лю": ("ль",),
    "ай": ("а",),
    "яй": ("я",),
    "ей": ("я", "а"),
    "ой": ("а",),
    "ам": ("", "ы", "і", "а"),
    "ом": ("",),
    "ем": ("й", "ь", ""),
    "амі": ("ы", "і", "а"),
    "ах": ("ы", "і", "а"),
    "ямі": ("і", "я"),
    "ях": ("і", "я"),
    "ям": ("і", "я"),
    "аў": ("ы", "і", "а"),
    "оў": ("ы", "і", "а"),
    "яў": ("і", "я"),
    "еў": ("ы", "і"),
    "ёў": ("і",),
}
_BE_ADJECTIVE = (
    "ы", "і", "ая", "яя", "ое", "ае", "яе", "ыя", "ія", "ага", "яга", "ога", "аму", "яму", "ому", "ым", "ім", "ай",
    "ой", "яй", "ую", "юю", "ых", "іх", "ымі", "імі", "аю",
)  # fmt: skip
_BE_ADJECTIVE_NOMINATIVE = ("ая", "яя", "ое", "ае", "яе", "ыя", "ія", "ы", "і")
_ADJECTIVE = {"ru": _RU_ADJECTIVE, "be": _BE_ADJECTIVE}
_ADJECTIVE_NOMINATIVE = {"ru": _RU_ADJECTIVE_NOMINATIVE, "be": _BE_ADJECTIVE_NOMINATIVE}
_LONGEST = 4
_SHORTEST_STEM = 2


def key(word: str, language: str) -> str:
    """The form under which a nominative (lower case, ё as е) is kept in an index.

    Adjectives lose their ending, as their gender follows the noun: "лаосская" and "лаосский" are both "лаосск~".
    """
    endings = _ADJECTIVE_NOMINATIVE.get(language, ())
    for ending in endings if word.endswith(endings) else ():  # one look at all of them: most words have none
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return word[: -len(ending)] + "~"
    return word


@lru_cache(maxsize=1 << 16)
def nominatives(word: str, language: str) -> tuple[str, ...]:
    """The nominatives that a form (lower case, ё as е) may come from, itself first; nouns only for "ru" and "be"."""
    if language == "en":
        return _english(word)
    table = _RU_NOUN if language == "ru" else _BE_NOUN
    found = {word: None}
    for size in range(1, min(_LONGEST, len(word) - _SHORTEST_STEM) + 1):
        stem, ending = word[:-size], word[-size:]
        for nominative in table.get(ending, ()):
            found.setdefault(stem + nominative)
    return tuple(found)


@lru_cache(maxsize=1 << 16)
def keys(word: str, language: str) -> tuple[str, ...]:
    """Every index key that a form may stand for: those of its nominatives, and the stem of an adjective."""
    found = dict.fromkeys(key(n, language) for n in nominatives(word, language))
    found.setdefault(word)
    endings = _ADJECTIVE.get(language, ())
    for ending in endings if word.endswith(endings) else ():
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            found.setdefault(word[: -len(ending)] + "~")
    return tuple(found)


def beginning(word: str) -> str:
    """Letters with which every key of a form, and so every phrase that may begin with it, begins as well."""
    return word[:3] if len(word) >= _LONGEST + 3 else word[:_SHORTEST_STEM]


def _english(word: str) -> tuple[str, ...]:
    if word.endswith("ies") and len(word) > 4:
        return (word, word[:-3] + "y", word[:-1])
    if word.endswith("es") and len(word) > 4:
        return (word, word[:-1], word[:-2])
    if word.endswith("s") and not word.endswith("ss") and len(word) > 3:
        return (word, word[:-1])
    return (word,)
