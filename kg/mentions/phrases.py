"""Russian noun phrases over tagged tokens: where a phrase ends, and how it reads in the nominative.

Positions are token indexes, ends are exclusive. A phrase is grown to the right of its head by `tail`:
genitives in a chain ("связи и информатизации"), lists closed by "и", prepositional complements, countries, quoted names.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.mentions.adjectives import adjectives_before as adjectives_before
from kg.mentions.dedications import dedication
from kg.mentions.forms import CASE_GRAMMEMES as CASE_GRAMMEMES
from kg.mentions.forms import OPEN as OPEN
from kg.mentions.forms import between_latin, digits_of, is_latin_name
from kg.mentions.forms import can_be as can_be
from kg.mentions.forms import is_abbreviation as is_abbreviation
from kg.mentions.forms import is_adjective as is_adjective
from kg.mentions.forms import nominative as nominative
from kg.mentions.forms import printed as printed
from kg.mentions.forms import quoted as quoted
from kg.mentions.forms import short_behind as short_behind
from kg.mentions.further_fields import further_field, wished, with_whom
from kg.mentions.groups import Marks as Marks
from kg.mentions.groups import at_court as at_court
from kg.mentions.groups import group as group
from kg.mentions.names import customs, somebody, strange_name
from kg.text.document import Token
from kg.text.morphology import parses
from kg.values import quick


@quick
@dataclass(frozen=True, slots=True)
class Tail:
    """Where a phrase ends, the countries that close it, its quoted name and its bracketed abbreviation."""

    end: int
    countries: tuple[str, ...] = ()
    country_at: tuple[int, int] | None = None  # tokens of the country
    quote: tuple[int, int] | None = None  # tokens of the quoted name
    short: str = ""
    close: int = 0  # the token after the bracket of `short`, else `end`


# preposition -> case of its complement, as far as they stand in names of bodies, events and agreements
GOVERN = {
    "по": "Dat", "о": "Loc", "об": "Loc", "при": "Loc", "для": "Gen", "в": "Loc", "на": "Loc", "над": "Ins", "с": "Ins", "за": "Ins",
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
    g = _Growth(tokens, i, marks, prepositions, chain, latin, many, open_lists, middle, i, "Gen" if chain else None)
    while g.j < len(tokens):
        # the first rule that has an opinion decides: True, the phrase has grown; False, it ends here
        grown: bool | None = None
        for rule in _GROWTH:
            grown = rule(g)
            if grown is not None:
                break
        if not grown:
            break
    short, close = short_behind(tokens, g.j)
    if close - 2 in marks.countries:
        short = ""  # «Министерство … Объединенных Арабских Эмиратов (ОАЭ)»: the state's
    return Tail(g.j, g.isos, g.country, g.quote, short, close)


@dataclass(slots=True)
class _Growth:
    """A phrase while `tail` grows it: j is the token after it, `case` the one in which a list goes on."""

    tokens: Sequence[Token]
    start: int
    marks: Marks
    prepositions: frozenset[str]
    chain: bool
    latin: bool
    many: bool
    open_lists: bool
    middle: bool
    j: int
    case: str | None
    country: tuple[int, int] | None = None
    isos: tuple[str, ...] = ()
    quote: tuple[int, int] | None = None
    fielded: bool = False  # a field has followed the country

    def to(self, j: int, case: str | None) -> bool:
        """Grow to j."""
        self.j, self.case = j, case
        return True


def _members(g: _Growth) -> bool | None:
    """«Координационный совет государств – участников СНГ»"""
    tokens, j = g.tokens, g.j
    told = tokens[j].text in "–—-" and j + 2 < len(tokens) and tokens[j + 1].lemma in ("участник", "член", "удзельнік") and j > g.start
    return g.to(j + 2, "Gen") if told else None


def _people(g: _Growth) -> bool | None:
    """A person or post ends the phrase."""
    return False if g.j in g.marks.people else None


def _countries(g: _Growth) -> bool | None:
    """One country closes a name; several where `many` says so."""
    if g.many and g.country is not None and (more := _another_country(g.tokens, g.j, g.marks)) is not None:
        end, iso = more
        g.country, g.isos = (g.country[0], end), (*g.isos, *([iso] if iso else []))
        return g.to(end, g.case)
    if g.j not in g.marks.countries:
        return None
    if g.country is not None or (g.j > g.start and g.tokens[g.j - 1].norm == "и"):
        return False
    end, iso = g.marks.countries[g.j]
    # an agreement's countries come with "между", a body's stand at its end
    g.country, g.isos = (g.j, end), (iso,)
    return g.to(end, None)


def _quotation(g: _Growth) -> bool | None:
    """A proper name in quotation marks, not one behind another capitalised name."""
    end = quoted(g.tokens, g.j)
    before = g.tokens[g.j - 1]
    if end is None or g.quote is not None or g.country is not None or (g.j > g.start and before.capital and not is_abbreviation(before)):
        return None
    g.quote = (g.j, end)
    return g.to(end, "Gen" if g.chain else None)


def _after_country(g: _Growth) -> bool | None:
    """Nothing follows a country but, where `middle` says so, a field: «Агентство РК по информатизации и связи»."""
    if g.country is None or g.fielded:
        return None
    right_behind = g.country[0] == g.start or (g.start > 0 and g.tokens[g.start - 1].lemma in _COMMITTEES)  # not «Министерство торговли Турции | по развитию …» in the name of a plan
    field = _prepositional(g.tokens, g.j, g.marks) if g.middle and right_behind and g.tokens[g.j].norm == "по" and g.j == g.country[1] else None
    if field is None:
        return False
    g.fielded = True
    return g.to(*field)


_COMMITTEES = frozenset("комитет комиссия подкомитет подкомиссия камітэт камісія".split())  # «Комитет Мажилиса Парламента Казахстана | по вопросам экологии»


def _latin(g: _Growth) -> bool | None:
    """«компания | China Telecom»"""
    tokens, k = g.tokens, g.j
    if not g.latin or g.quote is not None or not is_latin_name(tokens[k]):
        return None
    while k < len(tokens) and (is_latin_name(tokens[k]) or (k > g.j and between_latin(tokens, k)) or (tokens[k].text in ("&", "-", ".", "/") and k + 1 < len(tokens) and is_latin_name(tokens[k + 1])) or digits_of(tokens, k)):
        k += 1
    g.quote = (g.j, k)
    return g.to(k, None)


def _honoured(g: _Growth) -> bool | None:
    """«университет | имени Абая Кунанбаева», «институт связи | им. А. Н. Крылова»: in whose memory a house is called"""
    end = dedication(g.tokens, g.j) if g.quote is None or g.quote[1] == g.j else None  # «АО „Луч“ | имени академика А»
    house = group(g.tokens, end, "Gen", g.marks) if end is not None and g.quote is None and end < len(g.tokens) and is_adjective(g.tokens[end]) else None
    of_house = end is not None and house is not None and any(t.lemma in _ABOVE for t in g.tokens[end:house])  # «Институт … имени А | Национальной академии наук»
    return g.to(end, "Gen" if of_house else None) if end is not None else None


_ABOVE = frozenset("академия университет министерство агентство комитет".split())


def _namesake(g: _Growth) -> bool | None:
    """«Университет | Инха», «университета | Нови-Сада», «Технопарк | Сколково»: the name or town of a house, right behind its word"""
    t = g.tokens[g.j]
    if g.j != g.start or not g.j or g.tokens[g.j - 1].lemma not in NAMED_HOUSES or not t.capital or t.pos not in ("PROPN", "NOUN", "X", "ADJ"):
        return None
    if t.norm in customs()[0] and g.j + 1 < len(g.tokens) and g.tokens[g.j + 1].capital and g.tokens[g.j + 1].is_word:
        return False  # «президент института | Пак Чжун Хо»
    if _of_its_head(g):
        return False
    return None if group(g.tokens, g.j, "Gen", g.marks) is not None and not _unknown(t) else g.to(g.j + 1, "Gen" if g.chain else None)


_HEADS_OF_HOUSES = frozenset("ректор проректор директор декан президент председатель вице-президент замдиректора руководитель".split())


def _of_its_head(g: _Growth) -> bool:
    """«ректор технического университета | Мікалай Дзямковіч»: two capitals behind the house of a post are its holder's name."""
    tokens, j = g.tokens, g.j
    two = j + 1 < len(tokens) and tokens[j + 1].capital and tokens[j + 1].is_word and tokens[j].text.isalpha() and tokens[j + 1].text.isalpha()
    if not two or tokens[j].text.isascii() or (j + 2 < len(tokens) and tokens[j + 2].capital and tokens[j + 2].is_word):
        return False
    k = g.start - 2
    while k >= 0 and is_adjective(tokens[k]):
        k -= 1
    return k >= 0 and tokens[k].lemma in _HEADS_OF_HOUSES and not _on_the_map(tokens[j])


def _unknown(token: Token) -> bool:
    """A word that stands in no dictionary, or on the map: no field of a ministry or house."""
    found = parses(token.text.lower())
    return not (found and found[0].known) or _on_the_map(token)


# houses that are called after a place or a man: «Университет Инха»
NAMED_HOUSES = frozenset("университет академия институт технопарк it-парк ит-парк айти-парк колледж фонд инкубатор акселератор уакадэмія інстытут".split())


def _further(g: _Growth) -> bool | None:
    """«Министерство связи | и по делам молодежи», «группа по работе | с Международным союзом»: a name that takes fields by «по»."""
    if "по" not in g.prepositions or g.j <= g.start or g.country is not None:
        return None
    end = with_whom(g.tokens, g.j, g.marks) or (further_field(g.tokens, g.j, g.marks) if g.chain else None)
    return g.to(end, "Gen") if end is not None else None


def _complement(g: _Growth) -> bool | None:
    """«комитет | по науке», by a preposition of this kind of name"""
    if g.tokens[g.j].norm not in g.prepositions or g.tokens[g.j].norm not in GOVERN:
        return None
    if g.quote is not None and g.tokens[g.j].norm == "по":
        return False  # «вице-президент компании «Луч» | по развитию»: behind its own name no house says what it is for
    grown = _prepositional(g.tokens, g.j, g.marks)
    if grown is not None and g.start and g.tokens[g.start - 1].lemma in NAMED_HOUSES and g.tokens[grown[0] - 1].norm in _DUTIES:
        return False  # «проректор университета | по учебной работе»: what he does, not what the house is called
    return g.to(*grown) if grown is not None else False


_DUTIES = frozenset("работе связям взаимодействию делам вопросам".split())


def _place_name(g: _Growth) -> bool | None:
    """«собрание района | Отрадное», «администрация города | Минск»"""
    t = g.tokens[g.j]
    if g.case is None or g.j <= g.start or g.tokens[g.j - 1].lemma not in _PLACES or not t.capital or is_abbreviation(t):
        return None
    return g.to(g.j + 1, g.case) if t.pos in ("PROPN", "NOUN", "X", "ADJ") and t.case in ("Nom", "Gen", "") else None


def _next_genitive(g: _Growth) -> bool | None:
    """«Министерство связи | и информатизации»"""
    step = _continuation(g.tokens, g.j, g.start, g.case, g.marks, g.open_lists) if g.case is not None else None
    return g.to(step, g.case) if step is not None else None


_GROWTH = (_members, _honoured, _people, _countries, _quotation, _after_country, _latin, _namesake, _further, _complement, _place_name, _next_genitive)
_PLACES = frozenset("район город поселок село деревня остров станица микрорайон горад".split())


def _another_country(tokens: Sequence[Token], j: int, marks: Marks) -> tuple[int, str] | None:
    if tokens[j].norm in ("и", "і", ",", "–", "-", "—") and j + 1 in marks.countries:
        end, iso = marks.countries[j + 1]
        return end, iso
    if tokens[j].norm in ("–", "-", "—") and j + 1 < len(tokens) and is_abbreviation(tokens[j + 1]):
        return j + 2, ""
    return None


def _on_the_map(token: Token) -> bool:
    found = parses(token.text.lower())
    return bool(found) and found[0].known and "Geox" in found[0].grammemes


def _prepositional(tokens: Sequence[Token], j: int, marks: Marks) -> tuple[int, str] | None:
    """(end of the first group after the preposition, case in which a list goes on), or None."""
    prep = tokens[j].norm
    case = GOVERN[prep]
    if prep in ("в", "на") and not (j + 1 < len(tokens) and tokens[j + 1].lemma in _AREA_NOUNS):
        return None
    if j + 1 in marks.countries:
        return None
    end = group(tokens, j + 1, case, marks)
    if prep == "по" and end is not None and tokens[end - 1].capital and _on_the_map(tokens[end - 1]):
        return None  # «директор банка | по Центральной Азии»: where he works, no field
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
    if found is not None and wished(tokens, start, found):
        return None
    if found is not None and somebody(tokens[j : j + 2]) and tokens[j - 1].lemma not in _MEMORIALS:
        return None
    if found is not None and (j > start or (start > 1 and tokens[start - 2].pos == "ADJ")) and strange_name(tokens[j : j + 2]):
        return None
    if found is None and tokens[j - 1].lemma in _GOVERN_INSTRUMENTAL:
        found = group(tokens, j, "Ins", marks)
    return found


_MEMORIALS = frozenset("фонд музей институт академия театр школа премия фонд-музей".split())


# nouns whose complement stands in the instrumental: "управление проектами", "обмен опытом"
_GOVERN_INSTRUMENTAL = frozenset("управление обмен торговля руководство снабжение владение кіраванне абмен гандаль".split())


def _list_member(tokens: Sequence[Token], j: int, case: str, marks: Marks, open_lists: bool) -> int | None:
    k = j + 1
    if k >= len(tokens) or k in marks.heads or k in marks.people or k in marks.countries:
        return None
    # «па навуцы і тэхналогіях»: what Belarusian has in the locative behind "па", the Russian reading has too
    for c in dict.fromkeys((case, "Gen", *(["Loc"] if case == "Dat" else []))):
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
                nxt = None if m + 1 in marks.heads or m + 1 in marks.people else further_field(tokens, m, marks) or next(
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
