"""Russian noun phrases over tagged tokens: where a phrase ends, and how it reads in the nominative.

Positions are token indexes, ends are exclusive. A phrase is grown to the right of its head by `tail`:
genitives in a chain ("связи и информатизации"), lists closed by "и", prepositional complements, countries, quoted names.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.mentions.forms import CASE_GRAMMEMES as CASE_GRAMMEMES
from kg.mentions.forms import can_be as can_be
from kg.mentions.forms import is_abbreviation as is_abbreviation
from kg.mentions.forms import is_adjective as is_adjective
from kg.mentions.forms import nominative as nominative
from kg.mentions.forms import printed as printed
from kg.text.document import Token

OPEN = {"«", "\"", "“", "„", "'"}
CLOSE = {"»", "\"", "”", "“", "'"}


@dataclass(frozen=True, slots=True)
class Marks:
    """What earlier finders know of a sentence: where countries, bodies' heads and people stand.

    countries   first token -> (end, ISO) of nouns and abbreviations
    adjectives  tokens that are country adjectives -> ISO codes
    people      tokens that head a role or belong to a person's name: a genitive chain stops there
    heads       tokens that begin an organisation of their own: a list does not run over them
    """

    countries: Mapping[int, tuple[int, str]]
    adjectives: Mapping[int, tuple[str, ...]]
    people: frozenset[int]
    heads: frozenset[int]


def quoted(tokens: Sequence[Token], i: int, limit: int = 34) -> int | None:
    """End of a quotation that begins at i, or None. Nested quotation marks are counted."""
    if i >= len(tokens) or tokens[i].text not in OPEN:
        return None
    straight = tokens[i].text in ("\"", "'")
    depth = 0
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
    return None


def group(tokens: Sequence[Token], i: int, case: str, marks: Marks) -> int | None:
    """End of adjectives and one noun in a case at i, or None."""
    j = i
    while j < len(tokens) and j - i < 6:
        t = tokens[j]
        if j in marks.people or (j in marks.countries and j > i):
            return None
        if is_abbreviation(t) and t.is_word and not t.text.isdigit():
            return j + 1
        if is_adjective(t) and can_be(t, case):
            # "связи": an adjective reading alone does not make a noun's place
            if t.pos == "NOUN" and not _noun_follows(tokens, j, case):
                return j + 1
            j += 1
            # «связи, информационных и коммуникационных технологий»: "и" between adjectives
            if j + 1 < len(tokens) and tokens[j].norm in ("и", "і", ",") and is_adjective(tokens[j + 1]) and can_be(tokens[j + 1], case) and tokens[j + 1].pos == "ADJ" and _noun_follows(tokens, j + 1, case):
                j += 1
            continue
        if t.pos in ("NOUN", "PROPN", "X") and can_be(t, case):
            if case == "Gen" and t.case == "Nom" and j + 1 < len(tokens) and "VerbForm=Fin" in tokens[j + 1].feats:
                return None  # «выполнения меморандума | стороны планируют»: the subject of the next verb
            if "Animacy=Anim" in t.feats and t.pos == "NOUN" and j == i and t.lemma in _PERSON_NOUNS and not (at_court(tokens, j) or (j and tokens[j - 1].lemma in ("совет", "палата", "кабинет"))):
                return None
            return j + 1
        return None
    return None


_COURTS = frozenset("администрация канцелярия аппарат офис управделами адміністрацыя".split())
_SOVEREIGNS = frozenset("президент премьер-министр премьер король султан эмир губернатор прэзідэнт".split())


def at_court(tokens: Sequence[Token], i: int) -> bool:
    """«администрация президента»: the genitive names an office, not a man."""
    return 0 < i < len(tokens) and tokens[i].lemma in _SOVEREIGNS and tokens[i].case in ("Gen", "") and tokens[i - 1].lemma in _COURTS


_PERSON_NOUNS = frozenset("министр посол президент директор глава руководитель председатель заместитель".split())


def _noun_follows(tokens: Sequence[Token], j: int, case: str) -> bool:
    return any(
        t.pos in ("NOUN", "PROPN") and can_be(t, case) and not is_adjective(t) for t in tokens[j + 1 : j + 4]
    )


@dataclass(frozen=True, slots=True)
class Tail:
    """Where a phrase ends, the countries that close it, its quoted name and its bracketed abbreviation."""

    end: int
    countries: tuple[str, ...] = ()
    country_at: tuple[int, int] | None = None  # tokens of the country
    quote: tuple[int, int] | None = None  # tokens of the quoted name
    short: str = ""
    areas: tuple[int, int] | None = None


# preposition -> case of its complement, as far as they stand in names of bodies, events and agreements
GOVERN = {
    "по": "Dat", "о": "Loc", "об": "Loc", "при": "Loc", "для": "Gen", "в": "Loc", "на": "Loc", "над": "Ins", "с": "Ins",
}  # fmt: skip
_AREA_NOUNS = frozenset("область сфера рамка отрасль направление часть".split())


def tail(tokens: Sequence[Token], i: int, marks: Marks, *, prepositions: frozenset[str], chain: bool = True, latin: bool = True, many: bool = False, open_lists: bool = False, middle: bool = False) -> Tail:
    """Grow a phrase from i, the token after its head.

    prepositions  which prepositional complements belong to this kind of name
    chain         genitives may follow ("Министерство связи")
    latin         a name in Latin letters may follow ("компания China Telecom")
    open_lists    a list need not be closed by "и"
    middle        a field may follow the country ("Агентство Республики Казахстан по информатизации и связи")
    many          several countries may close it ("форум регионов России и Беларуси", "форум Китай – ШОС")
    """
    j = i
    case: str | None = "Gen" if chain else None
    country: tuple[int, int] | None = None
    isos: tuple[str, ...] = ()
    quote: tuple[int, int] | None = None
    fielded = False  # a field has followed the country
    while j < len(tokens):
        t = tokens[j]
        if t.text in "–—-" and j + 2 < len(tokens) and tokens[j + 1].lemma in ("участник", "член", "удзельнік") and j > i:
            # «Координационный совет государств – участников СНГ»
            j, case = j + 2, "Gen"
            continue
        if j in marks.people:
            break
        if many and country is not None and (more := _another_country(tokens, j, marks)) is not None:
            j, iso = more
            country, isos = (country[0], j), (*isos, *([iso] if iso else []))
            continue
        if j in marks.countries:
            end, iso = marks.countries[j]
            if country is not None or (j > i and tokens[j - 1].norm == "и"):
                break
            # an agreement's countries come with "между", a body's stand at its end
            country, isos, j, case = (j, end), (iso,), end, None
            continue
        end_quote = quoted(tokens, j)
        if end_quote is not None and quote is None and country is None and not (j > i and tokens[j - 1].capital and not is_abbreviation(tokens[j - 1])):
            quote, j, case = (j, end_quote), end_quote, "Gen" if chain else None
            continue
        if middle and country is not None and t.norm == "по" and j == country[1] and (field := _prepositional(tokens, j, marks)) is not None:
            j, case = field
            fielded = True
            continue
        if country is not None and not fielded:
            break
        if latin and quote is None and _is_latin_name(t):
            k = j
            while k < len(tokens) and (_is_latin_name(tokens[k]) or (tokens[k].text in ("&", "-", ".") and k + 1 < len(tokens) and _is_latin_name(tokens[k + 1]))):
                k += 1
            quote, j, case = (j, k), k, None
            continue
        if t.norm in prepositions and t.norm in GOVERN:
            grown = _prepositional(tokens, j, marks)
            if grown is None:
                break
            j, case = grown
            continue
        if case is not None and j > i and tokens[j - 1].lemma in _PLACES and t.capital and t.pos in ("PROPN", "NOUN", "X", "ADJ") and t.case in ("Nom", "Gen", "") and not is_abbreviation(t):
            j += 1  # «собрание района Отрадное», «администрация города Минск»
            continue
        if case is not None:
            step = _continuation(tokens, j, i, case, marks, open_lists)
            if step is not None:
                j = step
                continue
        break
    short = ""
    if j + 2 < len(tokens) and tokens[j].text == "(" and tokens[j + 2].text == ")" and _is_short(tokens[j + 1]):
        short = tokens[j + 1].text
    return Tail(j, isos, country, quote, short)


_PLACES = frozenset("район город поселок село деревня остров станица микрорайон горад".split())


def _another_country(tokens: Sequence[Token], j: int, marks: Marks) -> tuple[int, str] | None:
    if tokens[j].norm in ("и", "і", ",", "–", "-", "—") and j + 1 in marks.countries:
        end, iso = marks.countries[j + 1]
        return end, iso
    if tokens[j].norm in ("–", "-", "—") and j + 1 < len(tokens) and is_abbreviation(tokens[j + 1]):
        return j + 2, ""
    return None


def _is_short(token: Token) -> bool:
    return is_abbreviation(token) or (token.capital and any(c.isupper() for c in token.text[1:]))


def _is_latin_name(token: Token) -> bool:
    return token.text[:1].isascii() and token.text[:1].isalpha() and (token.capital or any(c.isupper() for c in token.text))


def _prepositional(tokens: Sequence[Token], j: int, marks: Marks) -> tuple[int, str] | None:
    """(end of the first group after the preposition, case in which a list goes on), or None."""
    prep = tokens[j].norm
    case = GOVERN[prep]
    if prep in ("в", "на") and not (j + 1 < len(tokens) and tokens[j + 1].lemma in _AREA_NOUNS):
        return None
    if j + 1 in marks.countries:
        return None
    end = group(tokens, j + 1, case, marks)
    if end is None and case == "Loc":
        end = group(tokens, j + 1, "Gen", marks)
    return None if end is None else (end, case)


def _continuation(tokens: Sequence[Token], j: int, start: int, case: str, marks: Marks, open_lists: bool) -> int | None:
    """Next genitive, or next member of a list, in a phrase that has reached j."""
    if tokens[j].norm in ("и", "і") or tokens[j].text == ",":
        if j == start:
            return None
        return _list_member(tokens, j, case, marks, open_lists)
    found = group(tokens, j, "Gen", marks)
    if found is None and tokens[j - 1].lemma in _GOVERN_INSTRUMENTAL:
        found = group(tokens, j, "Ins", marks)
    return found


# nouns whose complement stands in the instrumental: "управление проектами", "обмен опытом"
_GOVERN_INSTRUMENTAL = frozenset("управление обмен торговля руководство снабжение владение кіраванне абмен гандаль".split())


def _list_member(tokens: Sequence[Token], j: int, case: str, marks: Marks, open_lists: bool) -> int | None:
    k = j + 1
    if k >= len(tokens) or k in marks.heads or k in marks.people or k in marks.countries:
        return None
    for c in dict.fromkeys((case, "Gen")):
        end = group(tokens, k, c, marks)
        if end is None or any(x in marks.heads for x in range(k, end)):
            continue
        if tokens[j].norm in ("и", "і") or open_lists:
            return end
        if any(t.norm in ("и", "і") for t in tokens[k:end]):
            return end  # «технологий, почтовых и курьерских служб»: the last member holds the "и"
        # a comma joins only if the list is closed by "и": «науки, ИКТ и будущего планирования»
        m, steps = end, 0
        while m < len(tokens) and steps < 6:
            if m in marks.countries or m in marks.people:
                break
            if tokens[m].norm in ("и", "і") or tokens[m].text == ",":
                nxt = None if m + 1 in marks.heads or m + 1 in marks.people else next(
                    (e for cc in dict.fromkeys((c, "Gen")) if (e := group(tokens, m + 1, cc, marks)) is not None), None
                )
                if nxt is None:
                    break
                if any(x in marks.heads for x in range(m, nxt)):
                    break
                if tokens[m].norm in ("и", "і"):
                    return end
                m = nxt
            else:
                nxt = group(tokens, m, "Gen", marks)
                if nxt is None:
                    break
                m = nxt
            steps += 1
    return None


def adjectives_before(tokens: Sequence[Token], head: int, marks: Marks, lower: int = 0) -> int:
    """First of the adjectives that agree with the noun at `head`."""
    noun = tokens[head]
    i = head
    while i > lower:
        t = tokens[i - 1]
        if i - 1 in marks.people or not is_adjective(t) or t.lemma in _NOT_OF_NAME or t.pos == "VERB":
            break
        if noun.case and t.case and t.case != noun.case and not can_be(t, noun.case):
            break
        if noun.number and t.number and t.number != noun.number:
            break
        i -= 1
    return i


_NOT_OF_NAME = frozenset(
    "новый данный этот тот весь многий некоторый ряд другой нынешний прежний бывший последний следующий прошедший уполномоченный "
    "соответствующий крупнейший ведущий заинтересованный оба мой свой наш ваш который такой какой иной каждый любой сам самый".split()
)
