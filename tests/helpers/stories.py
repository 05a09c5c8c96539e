"""Extractions built by hand from made-up releases: what the tests of identity and of the graph start from."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from kg.facts.model import (
    Agreement,
    Body,
    Commitment,
    Event,
    Extraction,
    Form,
    Membership,
    Person,
    PersonName,
    Place,
    Post,
    Ref,
)
from kg.release.model import Release
from kg.values import Claim, Evidence, PartialDate, Span


class Story:
    """A release of made-up sentences, and what it says of each: `at` is the number of the sentence.

    >>> story = Story("Форум.", "Министр Берг подписал меморандум.", published="2024-05-11")
    >>> berg = story.person("Берг", "Анна", at=1)
    """

    def __init__(self, *sentences: str, url: str | None = None, published: str | None = None, language: str = "ru") -> None:
        text, spans = "", []
        for sentence in sentences or ("Без слов.",):
            start = len(text) + (1 if text else 0)
            text = f"{text}\n{sentence}" if text else sentence
            spans.append(Span(start, len(text)))
        day = PartialDate.parse(published) if published else None
        self.release = Release(text, sentences[0] if sentences else text, url, day, language, "made-up.txt")
        self.passages = tuple(spans)
        self.parts: dict[str, list[Any]] = {}

    def evidence(self, at: int) -> tuple[Evidence, ...]:
        return (Evidence(self.passages[at], "made up"),)

    def claims(self, values: Iterable[Any], at: int) -> tuple[Claim[Any], ...]:
        return tuple(Claim(v, self.evidence(at)) for v in values)

    def person(self, family: str, given: str = "", patronymic: str = "", *, at: int = 0, first: bool = False, form: str = "") -> str:
        key = f"p{len(self.parts.get('persons', []))}"
        self._add("persons", Person(key, PersonName(family, given, patronymic, first), self._forms(form, at)))
        return key

    def body(
        self, name: str, country: str | None = None, kind: str = "Ministry", *, at: int = 0, short: str = "",
        authority: str | None = None, parent: str | None = None, form: str = "",
    ) -> str:  # fmt: skip
        key = f"b{len(self.parts.get('bodies', []))}"
        shorts = tuple(short.split(";")) if short else ()
        self._add("bodies", Body(key, name, kind, country, self._forms(form, at), parent, authority, shorts))
        return key

    def place(self, name: str, country: str | None = None, *, at: int = 0) -> str:
        key = f"l{len(self.parts.get('places', []))}"
        self._add("places", Place(key, name, country, self._forms("", at)))
        return key

    def post(
        self, person: str, role: str, body: str | None = None, country: str | None = None, *, at: int = 0,
        former: bool = False, attested: str | None = None,
    ) -> None:  # fmt: skip
        day = PartialDate.parse(attested) if attested else None
        self._add("posts", Post(person, role, body, country, former, day, self.evidence(at)))

    def agreement(
        self, kind: str, label: str, *, at: int = 0, status: str = "signed", subject: str | None = None, parties: str = "",
        countries: str = "", signatories: str = "", signed: str = "", place: str = "", event: str = "", topics: str = "",
    ) -> str:  # fmt: skip
        """`parties`, `countries`, `signatories`, `topics`, `signed`: separated by spaces; parties are keys or ISO codes."""
        key = f"a{len(self.parts.get('agreements', []))}"
        made = Agreement(
            key,
            kind,
            label,
            self.claims(status.split(), at),
            self.evidence(at),
            subject,
            self.claims(map(ref, parties.split()), at),
            self.claims(countries.split(), at),
            self.claims(signatories.split(), at),
            self.claims(map(PartialDate.parse, signed.split()), at),
            self.claims(place.split(), at),
            self.claims(event.split(), at),
            self.claims(topics.split(), at),
        )
        self._add("agreements", made)
        return key

    def event(
        self, kind: str, name: str | None = None, *, at: int = 0, starts: str = "", ends: str = "", place: str = "",
        country: str = "", participants: str = "", countries: str = "", heads: str = "", ordinal: int | None = None,
        part_of: str = "", planned: bool = False, hosts: str = "", visitors: str = "",
    ) -> str:  # fmt: skip
        key = f"e{len(self.parts.get('events', []))}"
        made = Event(
            key,
            kind,
            name,
            self.evidence(at),
            self.claims(map(PartialDate.parse, starts.split()), at),
            self.claims(map(PartialDate.parse, ends.split()), at),
            self.claims(place.split(), at),
            self.claims(country.split(), at),
            self.claims(map(ref, participants.split()), at),
            self.claims(countries.split(), at),
            self.claims(heads.split(), at),
            self.claims(map(ref, hosts.split()), at),
            self.claims(map(ref, visitors.split()), at),
            (),
            ordinal,
            self.claims(part_of.split(), at),
            planned,
        )
        self._add("events", made)
        return key

    def commitment(self, text: str, *, at: int = 0, event: str | None = None, agreement: str | None = None, by: str = "") -> None:
        self._add("commitments", Commitment(text, self.evidence(at), event, agreement, self.claims(map(ref, by.split()), at)))

    def membership(self, country: str, body: str, since: str | None = None, *, at: int = 0) -> None:
        day = PartialDate.parse(since) if since else None
        self._add("memberships", Membership(country, body, day, self.evidence(at)))

    def countries(self, codes: str, *, at: int = 0) -> None:
        self.parts.setdefault("countries", []).extend(self.claims(codes.split(), at))

    def topics(self, names: str, *, at: int = 0) -> None:
        self.parts.setdefault("topics", []).extend(self.claims(names.split(), at))

    def told(self) -> Extraction:
        """The extraction."""
        return Extraction(self.release, self.passages, **{name: tuple(things) for name, things in self.parts.items()})

    def _add(self, part: str, thing: Any) -> None:
        self.parts.setdefault(part, []).append(thing)

    def _forms(self, form: str, at: int) -> tuple[Form, ...]:
        start = self.release.text.find(form, self.passages[at].start) if form else -1
        return (Form(form, Span(start, start + len(form))),) if start >= 0 else ()


def ref(key: str) -> Ref:
    """"b0", "p1", "BY" -> a reference to a body, person, country."""
    kinds = {"b": "body", "p": "person", "l": "place", "a": "agreement", "e": "event"}
    return Ref(kinds[key[0]], key) if key[0] in kinds else Ref("country", key)  # type: ignore[arg-type]
