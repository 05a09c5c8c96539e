"""What a token can be, and how a phrase reads: cases by tag or dictionary, adjectives, abbreviations, the nominative."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from kg.text.document import Token, once, texts
from kg.text.morphology import inflect, parses

OPEN = {"«", "\"", "“", "„", "'"}
CLOSE = {"»", "\"", "”", "“", "'"}
CASE_GRAMMEMES = {
    "Gen": {"gent", "gen2"}, "Dat": {"datv"}, "Loc": {"loct", "loc2"}, "Ins": {"ablt"}, "Acc": {"accs"}, "Nom": {"nomn"},
}  # fmt: skip
# Adverbs and particles may stand inside a name only in front of an adjective; these never do.
_STOP_WORDS = frozenset("который это он она они его ее их свой себя весь каждый другой один наш ваш также тоже".split())


def can_be(token: Token, case: str) -> bool:
    """True if the tag or a dictionary reading of the form allows the case."""
    if token.case == case or (token.pos == "ADJ" and not token.case and "-" in token.text):
        return True
    if token.pos not in ("NOUN", "PROPN", "ADJ", "DET", "VERB", "NUM", "X"):
        return False
    return _could_be(token.text, case)


@lru_cache(maxsize=1 << 15)
def _could_be(text: str, case: str) -> bool:
    want = CASE_GRAMMEMES[case]
    head, _, noun = text.partition("-")
    if len(head) > 1 and head.isupper() and noun.islower():
        text = noun  # «ИТ-индустрии»: the dictionary has but the second half
    return any(p.known and p.grammemes & want and p.grammemes & {"NOUN", "ADJF", "PRTF"} for p in parses(text.lower()))


def is_abbreviation(token: Token) -> bool:
    """Two capitals or more and nothing small: ИКТ, ИТ, 5G, e-MSIP aside."""
    return _capitals(token.text)


@lru_cache(maxsize=1 << 14)
def _capitals(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    return len(letters) >= 2 and all(c.isupper() for c in letters)


def is_adjective(token: Token) -> bool:
    """An adjective, ordinal or participle that can stand before a noun."""
    if token.pos in ("ADJ", "DET") and token.lemma not in _STOP_WORDS:
        return not (_is_verb(token.text) or is_noun(token.text))
    if token.pos == "VERB" and "VerbForm=Part" in token.feats:
        return bool(token.case)
    # slovnet tags capitalised adjectives of names as PROPN or NOUN now and then
    return token.pos in ("PROPN", "NOUN", "X") and _reads_as_adjective(token.text)


@lru_cache(maxsize=1 << 15)
def _reads_as_adjective(text: str) -> bool:
    whole = any(p.known and "ADJF" in p.grammemes and p.score >= 0.3 for p in parses(text.lower())[:2])
    last = text.lower().rpartition("-")[2] if not whole else ""  # «казахстанско-узбекской», a noun to the tagger
    return whole or (len(last) < len(text) and len(last) > 4 and _reads_as_adjective(last))


@lru_cache(maxsize=1 << 15)
def _is_verb(text: str) -> bool:
    """«Выступил Институт …»: the dictionary knows the form as nothing but a verb."""
    found = parses(text.lower())
    return bool(found) and all(p.known and "VERB" in p.grammemes for p in found)


@lru_cache(maxsize=1 << 15)
def is_noun(text: str) -> bool:
    """«союз электросвязи | Комиссии …»: an adjective to the tagger, that the dictionary knows as nothing but a noun."""
    found = parses(text.lower())
    return bool(found) and all(p.known and "NOUN" in p.grammemes for p in found)


_OF_PLACES = tuple("ской ского скому скую ским цкой цкого цкую".split())  # «Туркестанской области», a nominative to the tagger


def nominative(tokens: Sequence[Token], first: int, head: int, last: int, *, plural: bool = False) -> str:
    """The phrase [first, last) with its head and the head's adjectives in the nominative, the rest as printed."""
    noun = tokens[head]
    number = "Plur" if plural else (noun.number or "Sing")
    out: list[str] = []
    for k in range(first, last):
        t = tokens[k]
        text = t.text
        if (k <= head and noun.case != "Nom") or (k <= head and t.case not in ("Nom", "")):
            form: str | None = None
            if k == head:
                form = inflect(t.text, "NOUN", t.case or noun.case, number)
            elif is_adjective(t) or (t.capital and t.norm.endswith(_OF_PLACES)):
                form = _highest(t, noun.gender, number) or inflect(t.text, "ADJ", noun.case or t.case, number, gender=noun.gender)
            text = form or text
        out.append(_gap(tokens, first, k) + text)
    return "".join(out).strip()


def _highest(token: Token, gender: str, number: str) -> str | None:
    """"Высшего" of a name is "Высший": the dictionary has it as a degree of "высокий" and would make "Высочайший"."""
    if not token.norm.startswith("высш"):
        return None
    ending = "ие" if number == "Plur" else {"Fem": "ая", "Neut": "ее"}.get(gender, "ий")
    return token.text[:4] + ending


def _gap(tokens: Sequence[Token], first: int, k: int) -> str:
    if k == first:
        return ""
    return " " if tokens[k].start > tokens[k - 1].end else ""


def printed(tokens: Sequence[Token], first: int, last: int) -> str:
    """The tokens as they stand in the text."""
    return "".join(_gap(tokens, first, k) + tokens[k].text for k in range(first, last)).strip()


_BETWEEN = frozenset("of for and the de di do da del des du la".split())


def between_latin(tokens: Sequence[Token], j: int) -> bool:
    """"Parks | of India": a small word that joins two parts of a foreign name."""
    if tokens[j].norm not in _BETWEEN or j + 1 >= len(tokens):
        return False
    return "A" <= tokens[j + 1].text[0] <= "Z" or between_latin(tokens, j + 1)


def quoted(tokens: Sequence[Token], i: int, limit: int = 34) -> int | None:
    """End of a quotation that begins at i, or None. Nested quotation marks are counted."""
    if i >= len(tokens) or tokens[i].text not in OPEN:
        return None
    straight = tokens[i].text in ("\"", "'")
    depth, inner = 0, None
    for j in range(i, min(len(tokens), i + limit)):
        text = tokens[j].text
        if straight:
            if j > i and text == tokens[i].text:
                return j + 1
        elif text in ("«", "„") or (text == "“" and j == i):
            depth += 1
        elif text in ("»", "”", "“"):
            depth -= 1
            if depth == 0:
                return j + 1
            inner = j + 1 if inner is None and text == "»" and any(t.text == "«" for t in tokens[i + 1 : i + 4]) else inner
    return inner  # «АО „НК „Луч“»: two names, one closing mark for both


_IN_SHORT = frozenset("далее сокращенно сокращённо дальше кратко коротко скарочана".split())


_STATES = frozenset("РФ РБ КНР США ОАЭ КНДР ЮАР СРВ ИРИ РК КР РТ РУ УР АР UAE USA PRC".split())  # «корпорация „Орбита“ (РФ)» is of that state


def short_behind(tokens: Sequence[Token], j: int) -> tuple[str, int]:
    """«(НАИС)», «(далее – НАИС)», «, сокращенно НАИС»: the abbreviation that is introduced at j, and the token after it; "" and j."""
    if j + 2 >= len(tokens) or tokens[j].text not in "(,":
        return "", j
    k, told = j + 1, False
    while k < len(tokens) and k - j < 4 and (tokens[k].norm in _IN_SHORT or tokens[k].text in "–—-,:"):
        told |= tokens[k].norm in _IN_SHORT
        k += 1
    if tokens[j].text == ",":
        return (tokens[k].text, k + 1) if told and k < len(tokens) and _is_short(tokens[k]) else ("", j)
    return (tokens[k].text, k + 2) if k + 1 < len(tokens) and tokens[k + 1].text == ")" and tokens[k].text not in _STATES and _is_short(tokens[k]) else ("", j)


def _is_short(token: Token) -> bool:
    latin = token.text[:1].isascii() and token.text.isalpha() and token.capital and len(token.text) > 3  # «(Agesic)»
    return is_abbreviation(token) or (token.capital and any(c.isupper() for c in token.text[1:])) or latin


@once
def loud(tokens: Sequence[Token]) -> bool:
    """True for a line in capitals."""
    if not any(map(str.isupper, texts(tokens))):
        return False
    words = [text for t in tokens if len(text := t.text) > 2 and text.isalpha()]
    return len(words) > 2 and sum([w.isupper() for w in words]) > 0.7 * len(words)


def digits_of(tokens: Sequence[Token], k: int) -> bool:
    """«BLOCK71»: digits without a space belong to the word before them."""
    return k > 0 and tokens[k].text.isdecimal() and tokens[k].start == tokens[k - 1].end


def is_latin_name(token: Token) -> bool:
    """A word in Latin letters that a name may have: with a capital somewhere."""
    return token.text[:1] < "ƀ" and token.text[:1].isalpha() and (token.capital or any(c.isupper() for c in token.text))
