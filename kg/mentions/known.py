"""Well-known bodies of the authority file in a sentence, as mentions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.mentions.bodies import core_of
from kg.mentions.forms import OPEN, nominative, quoted
from kg.mentions.model import BodyNamed, CountryNamed
from kg.reference.authority import KnownBodyMention, Record, choose, find_known_bodies
from kg.text.document import Sentence, Token
from kg.values import Span


@dataclass(frozen=True, slots=True)
class Context:
    """What decides between bodies of one short name: the countries of the release by weight, its home, its year."""

    countries: tuple[str, ...]
    home: str | None = None
    year: int | None = None


def find_known(sentence: Sentence, language: str, countries: Sequence[CountryNamed], context: Context) -> list[BodyNamed]:
    """Bodies that the authority file knows by name or abbreviation; media come with kind "Media", to be passed over."""
    tokens = sentence.tokens
    out = []
    for known in _with_nested(find_known_bodies(tokens, language), tokens, language):
        inside = [i for i, t in enumerate(tokens) if t.start < known.span.end and known.span.start < t.end]
        first, last = inside[0], inside[-1] + 1
        if _part_of_a_name(tokens, first, last):
            continue
        while last < len(tokens) and tokens[last - 1].text[0].isascii() and tokens[last].norm in _LATIN_TAIL and tokens[last].capital:
            last += 1  # «China Post Group | Corporation»
        beside = next((c for c in countries if c.first in (last, last + 1) and c.form != "adjective" and not any(t.is_word for t in tokens[last : c.first])), None)
        within = next((c for c in countries if first <= c.first < last and c.form != "adjective"), None)
        before = next((c for c in countries if c.last == first and c.form == "adjective"), None)
        tied = within or beside or before
        record, country = _record(known.records, tied.iso if tied else None, context, printed=beside is not None and tied is beside and beside.first == last)
        if record is None:
            continue
        # «АО «…» (Казахстан)»: a bracket tells the state, but is no part of the name
        end = beside.last if beside is not None and beside.first == last and beside is tied and (record.country is not None or record.generic) else last
        name = record.label(language)
        short = known.text if known.text != name and len(known.text) < len(name) else ""
        if not short and language not in dict(record.labels):
            short = _as_printed(tokens, first, last)
        out.append(
            BodyNamed(sentence.index, first, end, Span(tokens[first].start, tokens[end - 1].end), name, core_of(name), record.kind, country,
                      tokens[first].case, short, "", None if record.generic else record.id, False, _names(record))
        )  # fmt: skip
    return out


_LATIN_TAIL = frozenset("group corporation corp company holding holdings limited ltd inc co llc plc jsc pjsc ojsc cjsc gmbh ag b.v. n.v. s.a. s.p.a. d.o.o. a.s. oy oyj oü".split())


_DAUGHTERS = frozenset(["International", "Global", "Ventures", "Capital", "Labs"])


def _part_of_a_name(tokens: Sequence[Token], first: int, last: int) -> bool:
    """«Хуавэй | Бел», «China Telecom | Global»: a short name in quotation marks, or a daughter's, that only begins like a known one is another's."""
    if last < len(tokens) and tokens[last].text in _DAUGHTERS and tokens[last - 1].text[0].isascii() and not tokens[last - 1].text.isupper():
        return True
    if not first or tokens[first - 1].text not in OPEN or last >= len(tokens) or not tokens[last].is_word or not tokens[last].capital:
        return False
    end = quoted(tokens, first - 1, 6)
    return end is not None and end > last + 1 and not any(t.pos in ("VERB", "AUX") for t in tokens[last:end])


def _as_printed(tokens: Sequence[Token], first: int, last: int) -> str:
    """A name that the authority file does not have in the language of the release, in the nominative."""
    head = next((i for i in range(first, last) if tokens[i].pos in ("NOUN", "PROPN")), first)
    return nominative(tokens, first, head, last)


def _with_nested(found: Sequence[KnownBodyMention], tokens: Sequence[Token], language: str) -> Iterator[KnownBodyMention]:
    """«Коллегия ЕЭК» names the commission as well."""
    for known in found:
        yield known
        if known.record.kind == "WorkingBody":
            inside = [t for t in tokens if t.start >= known.span.start and t.end <= known.span.end]
            yield from find_known_bodies(inside[1:], language)


def _record(records: Sequence[Record], tied: str | None, context: Context, *, printed: bool = False) -> tuple[Record | None, str | None]:
    """The record meant, and its country: the country beside the name decides, then home, then those that the release names."""
    if tied is not None:
        own = choose(records, (tied,), context.year)
        if own is not None and (own.country in (tied, None)):
            return own, own.country or (tied if own.generic else None)
        if printed and not any(r.country is None or r.kind == "Company" for r in records):
            return None, None  # «Академия связи Узбекистана» is not the Belarusian one of that name
    single = [r for r in records if not r.generic]
    if len(single) == 1 and len(records) == 1:
        return single[0], single[0].country
    if context.home is not None:
        own = choose(records, (context.home,), context.year)
        if own is not None and own.country == context.home:
            return own, own.country
    named = [c for c in context.countries if any(r.country == c for r in single)]
    if len(named) == 1 or (named and not context.home and len(context.countries) <= 2):
        own = choose(records, (named[0],), context.year)
        if own is not None and not own.generic:
            return own, own.country
    international = [r for r in single if r.country is None]
    if len(international) == 1:
        return international[0], None
    generic = next((r for r in records if r.generic), None)
    if generic is not None:
        return generic, context.home if context.home else (context.countries[0] if len(context.countries) == 1 else None)
    if len(single) == 1:
        return single[0], single[0].country
    return (None, None) if not named else (choose(records, (named[0],), context.year), named[0])


def _names(record: Record) -> tuple[str, ...]:
    texts = [text for _, text in record.labels] + [n for _, names in record.short for n in names]
    return tuple(dict.fromkeys(core_of(t) for t in texts))
