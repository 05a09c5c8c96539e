"""Countries: labels in three languages, and finding them in sentences by name, adjective or abbreviation.

Names come from Babel (CLDR) and pycountry (ISO 3166-1 with its translations); countries.yaml adds what both lack.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any, Literal

from kg.reference.beside_states import ENGLISH_BEFORE, OFFICES, PREPOSITIONS
from kg.reference.endings import keys
from kg.reference.files import read_yaml
from kg.reference.matcher import Atom, Hit, Lexicon, Run, Word, atoms, plain, printed
from kg.values import Span

LANGUAGES = ("ru", "be", "en")
KOSOVO = "XK"  # user-assigned in ISO 3166-1, but CLDR, the EU and releases have it
_STRESS = "\u0301"

CountryForm = Literal["noun", "adjective", "abbreviation", "people"]
_FORMS: dict[str, CountryForm] = {
    "names": "noun",
    "abbreviations": "abbreviation",
    "adjectives": "adjective",
    "people": "people",
}


@dataclass(frozen=True, slots=True)
class CountryMention:
    """A country in a sentence. `text` is as printed; people ("китайцы") count as form "people"."""

    iso: str
    span: Span
    form: CountryForm
    text: str


@dataclass(frozen=True, slots=True)
class RegionMention:
    """A region in a sentence and the state that it belongs to."""

    name: str
    iso: str
    span: Span


@dataclass(frozen=True, slots=True)
class _Word:
    iso: str
    form: CountryForm
    weak: bool = False
    half: bool = False  # only as the first half of a compound: "франко-"


@cache
def codes() -> tuple[str, ...]:
    """Every ISO 3166-1 alpha-2 code, and XK, sorted."""
    import pycountry

    return tuple(sorted([*(c.alpha_2 for c in pycountry.countries), KOSOVO]))


def label(iso: str, language: str) -> str:
    """The natural short name ("Республика Корея", "Кітай", "Russia"); KeyError for a code that is none."""
    own = _data()["labels"].get(iso, {}).get(language)
    return str(own or _cldr(language)[iso])


@cache
def official(iso: str, language: str) -> str:
    """The official name ("Китайская Народная Республика"); the short one for the states that have no other."""
    import pycountry

    country = pycountry.countries.get(alpha_2=iso)
    if country is None:
        return label(iso, language)
    english = getattr(country, "official_name", None) or country.name
    return _unturned(_translated(english, language))


@cache
def other_names(iso: str) -> list[str]:
    """Every further name and abbreviation that the reviewed file has for a country, in all languages."""
    record = _data()["countries"].get(iso, {})
    return [name for lang in LANGUAGES for kind in ("names", "abbreviations") for name in record.get(lang, {}).get(kind, ())]


def find_countries(
    tokens: Sequence[Word], language: str, named: Sequence[str] = ()
) -> list[CountryMention]:
    """Every mention of a country in a sentence, in order.

    named  countries that the release names elsewhere, the likeliest first: they decide abbreviations that several states share ("РК")
    """
    run = atoms(tokens)
    hits: list[tuple[Hit[_Word], list[_Word] | CountryMention]] | None = run.found.get(("countries", language))
    if hits is None:
        hits = run.found["countries", language] = [(hit, [w for w in hit.values if _fits(w, hit, run, language)]) for hit in _hits(run, language)]
    found = []
    for n, (hit, kept) in enumerate(hits):
        if isinstance(kept, CountryMention):
            found.append(kept)
        elif kept:
            mention, always = _mention(hit, kept, run, language, named)
            if mention is not None:
                found.append(mention)
                if always:
                    hits[n] = hit, mention
        elif named and (weak := [w for w in hit.values if w.weak and w.form == "noun" and w.iso in named]) and _no_name(hit, run):
            found += [m for m in _mention(hit, weak, run, language, named)[:1] if m is not None]
    return sorted(found, key=lambda m: m.span) if len(found) > 1 else found


def names_of(iso: str, language: str) -> tuple[str, ...]:
    """Every name and abbreviation of a country in the nominative, for putting into phrases."""
    record = _data()["countries"].get(iso, {}).get(language, {})
    short = (*record.get("names", ()), *record.get("abbreviations", ()))
    of = [f"of {n}" for n in (label(iso, language), official(iso, language), *short)] if language == "en" else []
    the = [n.replace("of ", "of the ", 1) for n in of]
    return tuple(dict.fromkeys((label(iso, language), official(iso, language), *short, *of, *the)))


def whole_country(run: Sequence[Atom], language: str) -> str | None:
    """The ISO code if the atoms are the name of a country and nothing else, in any case."""
    first = next((i for i, a in enumerate(run) if a.norm not in ("of", "the")), len(run))
    for start in range(first, len(run)):
        hit = _lexicon(language).longest(run, start)
        if hit is not None and hit.last == len(run) - 1:
            nouns = [w for w in hit.values if w.form != "adjective"]
            return nouns[0].iso if nouns and _with_state_words(start, run, language) <= first else None
        if not any(k in _state_words(language) for k in keys(run[start].norm, language)):
            return None
    return None


def find_regions(tokens: Sequence[Word], language: str) -> list[RegionMention]:
    """Every mention of a known region in a sentence, in order."""
    run = atoms(tokens)
    known: list[RegionMention] | None = run.found.get(("regions", language))
    if known is None:
        known = run.found["regions", language] = [
            RegionMention(name, iso, hit.span(run))
            for hit in _regions(language).find(run)
            if run[hit.first].capital
            for name, iso in hit.values[:1]
        ]
    return list(known)


def _hits(run: Sequence[Atom], language: str) -> list[Hit[_Word]]:
    """Hits of the release's own language, and of English where Latin letters stand in another one."""
    hits = list(_lexicon(language).find(run))
    if language != "en" and (run.latin if isinstance(run, Run) else any(a.latin for a in run)):
        hits += [h for h in _lexicon("en").find(run) if run[h.first].latin]
    return hits


def _mention(hit: Hit[_Word], kept: Sequence[_Word], run: Sequence[Atom], language: str, named: Sequence[str]) -> tuple[CountryMention | None, bool]:
    """The mention that a hit is, if it is one; and whether it is one whatever states the release names."""
    several = len({w.iso for w in kept}) > 1
    ambiguous = not several and hit.first == hit.last and plain(run[hit.first].text) in shared_abbreviations(language)
    if several:
        likeliest = next((iso for iso in named if any(w.iso == iso for w in kept)), None)
        kept = [w for w in kept if w.iso == likeliest]
    elif ambiguous and kept[0].iso not in named:
        kept = []
    if len({w.iso for w in kept}) != 1:
        return None, False
    word = kept[0]
    first = _with_state_words(hit.first, run, language) if word.form == "noun" else hit.first
    return CountryMention(word.iso, Span(run[first].start, run[hit.last].end), word.form, printed(run[first : hit.last + 1])), not (several or ambiguous)


def _fits(word: _Word, hit: Hit[_Word], run: Sequence[Atom], language: str) -> bool:
    """Is this use of the words really the country?"""
    if word.iso == "":
        return False
    head = run[hit.first]
    if word.form == "abbreviation":
        return all(a.text.isupper() or a.text == "РУз" for a in run[hit.first : hit.last + 1])
    if word.form == "noun":
        return head.capital and (not word.weak or _clear(hit, run))
    if head.latin and (not head.capital or _in_a_name(hit, run)):
        return False
    if word.form == "people":
        return not head.capital or hit.first == 0 or head.latin
    following = run[hit.last + 1] if hit.last + 1 < len(run) else None
    if word.half:
        return following is not None and following.glued
    languages = _data()["languages"].get(language, ())
    return following is None or not any(k in languages for k in keys(following.norm, language))


def _in_a_name(hit: Hit[_Word], run: Sequence[Atom]) -> bool:
    """"Mohamed Al Kuwaiti": an origin that is a family name."""
    return hit.first > 0 and run[hit.first].follows and run[hit.first - 1].norm in ("al", "el", "bin", "ibn") and run[hit.first - 1].capital


def _clear(hit: Hit[_Word], run: Sequence[Atom]) -> bool:
    """A name that is also a word or a given name ("Того", "Jordan"): do its neighbours make it a state?"""
    before = run[hit.first - 1] if hit.first and run[hit.first].follows else None
    after = run[hit.last + 1] if hit.last + 1 < len(run) and run[hit.last + 1].follows else None
    if hit.first and not run[hit.first].near and (hit.last + 1 >= len(run) or not run[hit.last + 1].near):
        return True  # «оператор Sotelma (Мали)»: alone in brackets
    language = "en" if run[hit.first].latin else "be" if before is not None and before.norm in ("ў", "з") else "ru"
    if before is not None and any(k in _state_words(x) for x in ((language,) if language == "en" else ("ru", "be")) for k in keys(before.norm, x)):
        return True
    if language == "en" and before is not None and before.norm in ("to", "of", "in", "from") and after is not None and after.capital:
        # "Ambassador to Georgia | Faig Guliyev": two names follow
        return hit.last + 2 < len(run) and run[hit.last + 2].capital
    if language == "en":  # "Michael Jordan", "Jordan Smith"
        person = (before is not None and before.capital and before.norm not in ENGLISH_BEFORE) or (after is not None and after.capital)
        return not person
    if before is not None and before.norm in PREPOSITIONS:
        return True
    if hit.first and not run[hit.first].near and (hit.last + 1 == len(run) or not run[hit.last + 1].near):
        return True  # in brackets: «компания „…“ (Оман)»
    if before is not None and before.norm in ("и", "і") and hit.first > 1 and run[hit.first - 2].capital:
        return True  # «Кении и Гане»
    # «посол Омана», «Министерство связи Перу»: behind a post or an office, in the middle of a sentence
    ahead = run[max(0, hit.first - 5) : hit.first]
    if before is None or (before.capital and not before.norm.startswith(OFFICES)):
        return False  # "министр финансов Синиша Мали"
    return any(a.norm.startswith(OFFICES) for a in ahead)


def _no_name(hit: Hit[_Word], run: Sequence[Atom]) -> bool:
    """«… информационных технологий Омана»: in a release that names the state otherwise too, with no other capital beside it."""
    before = run[hit.first - 1] if hit.first and run[hit.first].follows else None
    after = next((a for a in run[hit.last + 1 : hit.last + 2] if a.follows), None)
    return run[hit.first].capital and not (before is not None and before.capital) and (after is None or not after.capital or before is not None)


def _with_state_words(first: int, run: Sequence[Atom], language: str) -> int:
    """Where the name begins if the form of the state before it is taken in: "Республика" Куба."""
    at = first
    while at > 0 and run[at].follows and any(k in _state_words(language) for k in keys(run[at - 1].norm, language)):
        at -= 1
    while at < first and run[at].norm in ("of", "the", "s"):
        at += 1
    return at if run[at].capital else first


@cache
def _data() -> dict[str, Any]:
    text = Path(__file__).with_name("countries.yaml").read_text(encoding="utf-8")
    data: dict[str, Any] = read_yaml(text)
    return data


@cache
def _cldr(language: str) -> dict[str, str]:
    from babel import Locale

    known = Locale(language).territories
    return {iso: known[iso] for iso in codes() if iso in known}


@cache
def _catalogue(language: str) -> Any:
    import gettext

    import pycountry

    return gettext.translation("iso3166-1", pycountry.LOCALES_DIR, languages=[language])


def _translated(english: str, language: str) -> str:
    text = english if language == "en" else str(_catalogue(language).gettext(english))
    return text.replace(_STRESS, "").removeprefix("the ")


def _unturned(name: str) -> str:
    """ISO writes "Korea, Republic of": put the parts into the order of speech."""
    head, comma, tail = name.partition(", ")
    return f"{tail} {head}" if comma else name


@cache
def _state_words(language: str) -> frozenset[str]:
    return frozenset(k for w in _data()["state_words"][language] for k in keys(w, language))


@cache
def shared_abbreviations(language: str) -> frozenset[str]:
    """«РК», «КР», of several states, in the form that `plain` gives."""
    return frozenset(plain(a) for a in _data()["ambiguous"][language])


@cache
def _lexicon(language: str) -> Lexicon[_Word]:
    data = _data()
    lexicon: Lexicon[_Word] = Lexicon(language)
    weak = frozenset(data["weak"][language])
    for iso, name in _library_names(language):
        lexicon.add(name, _Word(iso, "noun", name in weak))
    for iso, record in data["countries"].items():
        for kind, phrases in record.get(language, {}).items():
            for phrase in phrases:
                _add(lexicon, phrase, _Word(iso, _FORMS[kind], phrase in weak))
    for phrase, isos in data["ambiguous"][language].items():
        for iso in isos:
            lexicon.add(phrase, _Word(iso, "abbreviation"), exact=True)
    for phrase in data["not_countries"][language]:
        lexicon.add(phrase, _Word("", "noun"))
    for half, iso in data["halves"][language].items():
        lexicon.add(half, _Word(iso, "adjective", half=True), exact=True)
    return lexicon


def _add(lexicon: Lexicon[_Word], phrase: str, word: _Word) -> None:
    lexicon.add(phrase, word, exact=word.form == "abbreviation")
    if word.form != "adjective":
        return
    # the first half of "белорусско-корейский", "азербайджано-турецкий", "беларуска-кітайскі"
    half = replace(word, half=True)
    if lexicon.language == "ru" and phrase.endswith("ий"):
        lexicon.add(phrase[:-2] + "о", half, exact=True)
        if phrase.endswith("ский"):
            lexicon.add(phrase[:-4] + "о", half, exact=True)
    elif lexicon.language == "be" and phrase.endswith("кі"):
        lexicon.add(phrase[:-1] + "а", half, exact=True)


def _library_names(language: str) -> list[tuple[str, str]]:
    """(ISO, name) of CLDR and pycountry, without the comments that they put behind commas, dashes and brackets."""
    import pycountry

    found = list(_cldr(language).items())
    for country in pycountry.countries:
        found.append((country.alpha_2, official(country.alpha_2, language)))
        for field in ("name", "common_name"):
            if english := getattr(country, field, None):
                found.append((country.alpha_2, _translated(english, language)))
    return [(iso, name) for iso, name in dict.fromkeys(found) if not any(c in name for c in ",()") and " - " not in name]


@cache
def _regions(language: str) -> Lexicon[tuple[str, str]]:
    lexicon: Lexicon[tuple[str, str]] = Lexicon(language)
    for iso, record in read_yaml(Path(__file__).with_name("regions.yaml").read_text(encoding="utf-8")).items():
        for name in record.get(language, ()):
            lexicon.add(name, (name, iso))
    return lexicon
