"""All mentions of a Belarusian document: the Russian finders over its Russian reading, names given back in Belarusian."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

from kg.mentions import russian
from kg.mentions.dates import find_dates
from kg.mentions.forms import nominative
from kg.mentions.model import (
    BodyNamed,
    CountryNamed,
    GatheringNamed,
    InstrumentNamed,
    Named,
    PersonNamed,
    PlaceNamed,
    RoleNamed,
    SentenceMentions,
)
from kg.reference.authority import by_id
from kg.reference.countries import find_countries
from kg.reference.places import find_places
from kg.text.back import back
from kg.text.belarusian import russian_shadow
from kg.text.document import Document, Sentence, Token

N = TypeVar("N", bound=Named)
_IN_NKA = re.compile(r"([А-ЯЎІЁ].+(?:[эе]нк|[чшжнц]анк))(?:а|і|у|е|ам|ай|ою)")


def find_mentions(document: Document) -> list[SentenceMentions]:
    """Mentions of each sentence, in order.

    Names, roles and labels are Belarusian; `core`, the heads of roles, and the norms and lemmas of the tokens are Russian, so that
    the rules for Russian read them.
    """
    shadow = russian_shadow(document)
    rows = russian.find_mentions(shadow, belarusian=True)
    whole = {
        r.norm: t.text.lower()
        for own, theirs in zip(document.sentences, shadow.sentences, strict=True)
        for t, r in zip(own.tokens, theirs.tokens, strict=True)
    }
    return [_row(document, own, row, whole) for own, row in zip(document.sentences, rows, strict=True)]


def _row(document: Document, own: Sentence, row: SentenceMentions, whole: Mapping[str, str]) -> SentenceMentions:
    reader = _Reader(own, row.sentence, whole)
    tokens = tuple(r.read_as(t.text, r.norm, r.lemma, r.case) for t, r in zip(own.tokens, row.sentence.tokens, strict=True))
    return SentenceMentions(
        replace(row.sentence, tokens=tokens),
        find_dates(own.span.of(document.text), document.language, own.span.start, tokens),
        _countries(document, own, row),
        _places(document, own, row, reader),
        [reader.body(b) for b in row.bodies],
        [reader.person(p) for p in row.persons],
        [reader.role(r) for r in row.roles],
        [reader.instrument(i) for i in row.instruments],
        [reader.gathering(g) for g in row.gatherings],
        row.triggers,
    )


def _countries(document: Document, own: Sentence, row: SentenceMentions) -> list[CountryNamed]:
    found = []
    for c in find_countries(own.tokens, document.language):
        first, last = russian.token_range(own.tokens, c.span)
        found.append(CountryNamed(own.index, first, last, c.span, c.iso, c.form, own.tokens[first].case))
    # the Russian finder knows what the Belarusian one may not; Latin letters are no word of either ("China Telecom")
    return _merged(found, [c for c in row.countries if not own.tokens[c.first].text[:1].isascii()])


def _places(document: Document, own: Sentence, row: SentenceMentions, reader: _Reader) -> list[PlaceNamed]:
    people = {i for p in row.persons for i in range(p.first, p.last)}
    found = []
    for p in find_places(own.tokens, document.language):
        first, last = russian.token_range(own.tokens, p.span)
        if not people & set(range(first, last)):
            found.append(PlaceNamed(own.index, first, last, p.span, p.name, p.iso))
    return _merged(found, [reader.place(p) for p in row.places])  # our own list knows its names


def _merged(first: list[N], second: list[N]) -> list[N]:
    """Both lists, what overlaps from the first only."""
    extra = [m for m in second if not any(m.span.overlaps(f.span) for f in first)]
    return sorted((*first, *extra), key=lambda m: (m.span.start, m.span.end))


class _Reader:
    """Gives the strings of one sentence's mentions back in Belarusian."""

    def __init__(self, own: Sentence, russian_sentence: Sentence, whole: Mapping[str, str]) -> None:
        self._own = own.tokens
        self._russian = russian_sentence.tokens
        self._whole = whole

    def _back(self, phrase: str, first: int, last: int) -> str:
        return back(phrase, _texts(self._own, first, last), _texts(self._russian, first, last), self._whole)

    def place(self, p: PlaceNamed) -> PlaceNamed:
        return replace(p, name=self._back(p.name, p.first, p.last))

    def body(self, b: BodyNamed) -> BodyNamed:
        name = self._of_record(b) if b.authority else self._back(b.name, b.first, b.last)
        # words of the Russian reading stand where the Belarusian ones do, so several of them together have no gaps
        short = "" if b.authority and b.last - b.first > 1 and " " in b.name else self._back(b.short, b.first, b.last)
        return replace(b, name=name, quoted=self._back(b.quoted, b.first, b.last), short=short)

    def _of_record(self, b: BodyNamed) -> str:
        """The record's Belarusian name; where it has none and the release prints a full name, that one."""
        record = by_id(b.authority or "")
        own = dict(record.labels).get("be")
        head = next((i for i in range(b.first, b.last) if self._russian[i].pos in ("NOUN", "PROPN")), None)
        if own or head is None or b.last - b.first < 3 or self._own[b.first].text[:1].isascii():
            return own or record.label("be")
        return self._back(nominative(self._russian, b.first, head, b.last), b.first, b.last)

    def person(self, p: PersonNamed) -> PersonNamed:
        return replace(
            p,
            family=self._family(p),
            given=self._back(p.given, p.first, p.last),
            patronymic=self._back(p.patronymic, p.first, p.last),
            initials="".join(self._own[i].text[0] for i in range(p.first, p.last) if _initial(self._own, i)),
            printed=_printed(self._own, p.first, p.last),
        )

    def _family(self, p: PersonNamed) -> str:
        """Names in -нка change in Belarusian where their Russian counterparts in -нко do not."""
        match = _IN_NKA.fullmatch(self._own[p.last - 1].text)
        return match.group(1) + "а" if match and not p.family_first else self._back(p.family, p.first, p.last)

    def role(self, r: RoleNamed) -> RoleNamed:
        return replace(
            r,
            role=self._back(r.role, r.first, r.last),
            unit=self._back(r.unit, r.first, r.last),
            body=None if r.body is None else self.implied(r.body, r),
        )

    def implied(self, b: BodyNamed, r: RoleNamed) -> BodyNamed:
        """The body of a post: its name may stand on words of the whole post."""
        made = self.body(b)
        return made if b.authority else replace(made, name=self._back(b.name, min(r.first, b.first), max(r.last, b.last)))

    def instrument(self, m: InstrumentNamed) -> InstrumentNamed:
        return replace(
            m,
            key=m.label,
            label=self._back(m.label, m.first, m.last),
            subject=self._back(m.subject, m.first, m.last),
            quoted=self._back(m.quoted, m.first, m.last),
        )

    def gathering(self, g: GatheringNamed) -> GatheringNamed:
        return replace(g, name=self._back(g.name, g.first, g.last))


def _texts(tokens: tuple[Token, ...], first: int, last: int) -> list[str]:
    return [t.text for t in tokens[first:last]]


def _initial(tokens: tuple[Token, ...], i: int) -> bool:
    return len(tokens[i].text) == 1 and tokens[i].text.isupper() and i + 1 < len(tokens) and tokens[i + 1].text == "."


def _printed(tokens: tuple[Token, ...], first: int, last: int) -> str:
    return "".join(
        (" " if i > first and tokens[i].start > tokens[i - 1].end else "") + tokens[i].text for i in range(first, last)
    )
