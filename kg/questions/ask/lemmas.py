"""What the dictionaries of Russian and English say of a word that the reviewed lists do not hold."""

from __future__ import annotations

from functools import lru_cache

from kg.text import english, morphology

_PAST = (("past", "sing", "masc"), ("past", "plur"))
_COMPARED = frozenset(["COMP", "Supr", "Cmp2"])
# Latin letters of a surname -> Cyrillic, longest first; enough to see whether a Russian surname stands before us
_CYRILLIC = (
    ("shch", "щ"), ("zh", "ж"), ("kh", "х"), ("ch", "ч"), ("sh", "ш"), ("ts", "ц"), ("yu", "ю"), ("ya", "я"), ("iu", "ю"), ("ia", "я"),
    ("ye", "е"), ("yo", "е"), *zip("abvgdeziyklmnoprstufhcw", "абвгдезийклмнопрстуфхкв", strict=True),
)  # fmt: skip


@lru_cache(maxsize=1 << 12)
def others(word: str) -> tuple[tuple[str, bool], ...]:
    """Other forms of a word in lower case, and whether the word stands in the future: "состоится" is of "состоялся".

    A comparative or superlative has none: "важнейший" asks for more than "важный" does.
    """
    if word[:1].isascii():
        return tuple((lemma, False) for lemma in dict.fromkeys(english.readings(word).values()) if lemma != word)
    found: dict[str, bool] = {}
    for parse in (p for p in morphology.parses(word) if p.known and not p.grammemes & _COMPARED):
        future = "futr" in parse.grammemes
        found.setdefault(parse.lemma.replace("ё", "е"), future)
        if parse.grammemes & {"VERB", "INFN"}:
            for past in (morphology.form(parse.lemma, "VERB", *wanted) for wanted in _PAST):
                if past:
                    found.setdefault(past, future)
    found.pop(word, None)
    return tuple(found.items())


@lru_cache(maxsize=1 << 12)
def is_word(word: str) -> bool:
    """True if a dictionary knows the word or, in either script, the surname: then it is no misspelling of another one."""
    low = word.lower().replace("ё", "е")
    if not low[:1].isascii():
        return any(p.known for p in morphology.parses(low))
    if english.is_common(low):
        return True
    cyrillic = low
    for latin, letter in _CYRILLIC:
        cyrillic = cyrillic.replace(latin, letter)
    return any(p.known and "Surn" in p.grammemes for p in morphology.parses(cyrillic))
