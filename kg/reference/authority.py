"""The authority file of well-known bodies: records, and finding them in sentences by any of their names, in any case."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from kg.reference.countries import names_of, whole_country
from kg.reference.files import read_yaml
from kg.reference.matcher import Atom, Lexicon, Run, Word, atoms, plain, words
from kg.values import Span

MEDIA = "Media"
KINDS = frozenset(
    ["Agency", "Company", "Institution", "InternationalOrganization", "Ministry", "Organization", "Parliament", "WorkingBody", MEDIA]
)
LANGUAGES = ("ru", "be", "en")
_LONGEST_ABBREVIATION = 12
_CLOSING = frozenset("»\"”“")
_OPENING = frozenset("«\"“„")


@dataclass(frozen=True, slots=True)
class Record:
    """One body of the authority file.

    kind     a class of the ontology, or Media for agencies that only report
    country  ISO code, None for international bodies and for generic ones
    since, until  years in which it bore this name, where known (`until` exclusive-ish: the year of the change)
    generic  a kind of ministry ("Минздрав"): its country comes from the context
    """

    id: str
    kind: str
    country: str | None
    labels: tuple[tuple[str, str], ...]
    short: tuple[tuple[str, tuple[str, ...]], ...]
    since: int | None = None
    until: int | None = None
    generic: bool = False

    def label(self, language: str) -> str:
        """Full name in the language, else in Russian, else in English."""
        names: Mapping[str, str] = dict(self.labels)
        return names.get(language) or names.get("ru") or names["en"]

    def names(self, language: str) -> tuple[str, ...]:
        """Short and other names in the language."""
        return dict(self.short).get(language, ())

    def lasted(self, year: int) -> bool:
        """Did the body bear this name in that year, as far as known?"""
        return (self.since is None or self.since <= year) and (self.until is None or year <= self.until)


@dataclass(frozen=True, slots=True)
class KnownBodyMention:
    """A name of one or (if `records` has more) one of several bodies, and where. Closing quotes are part of the span."""

    records: tuple[Record, ...]
    span: Span
    text: str

    @property
    def record(self) -> Record:
        """The first record; use `choose` where there are several."""
        return self.records[0]


@cache
def records() -> tuple[Record, ...]:
    """All records, sorted by id."""
    text = Path(__file__).with_name("bodies.yaml").read_text(encoding="utf-8")
    return tuple(_record(row) for row in read_yaml(text))


def by_id(identifier: str) -> Record:
    """The record of an id; KeyError if there is none."""
    return _by_id()[identifier]


def lookup(name: str, language: str) -> tuple[Record, ...]:
    """The records that a whole name (any case form, with or without quotes) stands for; empty if unknown."""
    run = tuple(_atom(i, w) for i, w in enumerate(_runs(name)))
    hit = _lexicon(language, whole=True).longest(run, 0) if run else None
    return tuple(r for r in hit.values) if hit is not None and hit.last == len(run) - 1 else ()


def choose(candidates: Sequence[Record], countries: Collection[str] = (), year: int | None = None) -> Record | None:
    """Which of several bodies of one name is meant.

    countries  where the body may belong, most certain first or only one: those that the text ties to the name or names at all
    year       of the release, if known
    Returns the one record that fits, else the generic record (its country is then the context's), else None.
    """
    real = [r for r in candidates if not r.generic]
    fitting = [r for r in real if r.country is None or r.country in countries]
    if year is not None:
        fitting = [r for r in fitting if r.lasted(year)] or fitting
    if len({r.country for r in fitting}) > 1:
        return None
    if fitting:
        # without a year the name that is borne now
        return fitting[0] if len(fitting) == 1 else max(fitting, key=lambda r: (r.until is None, r.since or 0))
    if len(real) == 1 and len(candidates) == 1:
        return real[0]
    return next((r for r in candidates if r.generic), None)


def find_known_bodies(tokens: Sequence[Word], language: str) -> list[KnownBodyMention]:
    """Every known body that a sentence names, in order; media too (kind Media), for the caller to pass over."""
    run = atoms(tokens)
    known: list[KnownBodyMention] | None = run.found.get(("bodies", language))
    if known is None:
        known = run.found["bodies", language] = _known_bodies(run, tokens, language)
    return list(known)


def _known_bodies(run: Run, tokens: Sequence[Word], language: str) -> list[KnownBodyMention]:
    own, english = _lexicon(language), _lexicon("en")
    openings = own.openings(run)
    if language != "en" and run.latin:
        openings = sorted({*openings, *(at for at in english.openings(run) if run[at].latin)})
    out: list[KnownBodyMention] = []
    after = 0
    for at in openings:
        if at < after:
            continue
        lexica = (own, english) if language != "en" and run[at].latin else (own,)
        hits = [h for x in lexica if (h := x.longest(run, at)) and _proper(h.values, run[h.first : h.last + 1])]
        if not hits:
            continue
        hit = max(hits, key=lambda h: h.last)
        found = tuple(sorted({r for h in hits if h.last == hit.last for r in h.values}, key=lambda r: (r.generic, r.id)))
        out.append(_mention(found, tokens, run[hit.first], run[hit.last]))
        after = hit.last + 1
    return out


def _proper(found: Sequence[Record], run: Sequence[Atom]) -> bool:
    """Names begin with a capital (or a digit, or like "eBay"); a word all in small letters is not the body."""
    if len(run) == 1 and not run[0].text.isupper():  # "Who" is not the WHO
        same = [n for r in found for _, names in r.short for n in names if plain(n) == run[0].norm]
        if same and all(n.isupper() for n in same):
            return False
    if run[0].capital or not run[0].text[:1].isalpha():
        return True
    return found[0].kind != "Ministry" and any(c.isupper() for a in run for c in a.text)


def _mention(found: tuple[Record, ...], tokens: Sequence[Word], first: Atom, last: Atom) -> KnownBodyMention:
    inside = tokens[first.token : last.token + 1]
    end = last.end
    if any(t.text in _OPENING for t in inside) and last.token + 1 < len(tokens):
        after = tokens[last.token + 1]
        if after.text[:1] in _CLOSING and after.start == end:
            end += 1
    text = _text(inside) + ("" if end == last.end else after.text[:1])
    return KnownBodyMention(found, Span(first.start, end), text)


def _text(inside: Sequence[Word]) -> str:
    return "".join((" " if i and t.start > inside[i - 1].start + len(inside[i - 1].text) else "") + t.text for i, t in enumerate(inside))


def _record(row: dict[str, Any]) -> Record:
    short = tuple((lang, tuple(map(str, names))) for lang, names in row.get("short", {}).items())
    return Record(
        row["id"], row["kind"], row.get("country"), tuple((k, str(v)) for k, v in row["labels"].items()), short,
        row.get("since"), row.get("until"), bool(row.get("generic")),
    )  # fmt: skip


@cache
def _by_id() -> dict[str, Record]:
    return {r.id: r for r in records()}


def _runs(name: str) -> list[str]:
    return re.findall(r"[^\W_]+", name)


def _atom(index: int, text: str) -> Atom:
    return Atom(text, words(text)[0], "", index * 100, index * 100 + len(text), index, True, True, "")


@cache
def _lexicon(language: str, *, whole: bool = False) -> Lexicon[Record]:
    """Names for finding; with `whole` also names without their country, which in a sentence may begin a longer name."""
    lexicon: Lexicon[Record] = Lexicon(language, marks=True)
    for record in records():
        labels = dict(record.labels)
        names = list(record.names(language))
        if language == "be" and not names:  # Belarusian releases use Russian and Latin names of companies too
            names += record.names("ru")
        for name in names:
            lexicon.add(name, record, exact=name.isupper() and len(name) <= _LONGEST_ABBREVIATION)
        if language in labels and (whole or not record.generic):
            for name in _variants(labels[language], record.country, language, whole):
                lexicon.add(name, record)
    return lexicon


def _variants(name: str, country: str | None, language: str, whole: bool) -> Iterator[str]:
    """A name with its country in every form: "… Российской Федерации", "… России", "… РФ"."""
    yield name
    core = _core(name, country, language) if country else name
    if core == name or country is None:
        return
    yield from (f"{core} {form}" for form in names_of(country, language))
    if whole:
        yield core


def _core(name: str, country: str | None, language: str) -> str:
    """The name without the country that ends it."""
    tail = name.split()
    for n in (4, 3, 2, 1):
        if len(tail) > n + 1:
            run = tuple(_atom(i, w) for i, w in enumerate(_runs(" ".join(tail[-n:]))))
            if whole_country(run, language) == country:
                core = " ".join(tail[:-n])
                return core.removesuffix(" of the").removesuffix(" of")
    return name
