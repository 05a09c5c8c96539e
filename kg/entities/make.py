"""From the mentions of one thing to the entity: labels, kind, country, and the path that it would like to have."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from kg.entities.labels import body_path, dated, described, full_name, others, preferred, subject_slug
from kg.entities.model import COMMITMENT, MEMBERSHIP, TENURE, Entity, Join, Label, Mention
from kg.entities.parts import best_date, exactness, values
from kg.entities.records import record_forms, record_kind, record_labels, record_of, record_path
from kg.entities.slugs import digest, slug
from kg.entities.tenures import role_of
from kg.facts.model import STATUSES, Agreement, Body, Event, Extraction, Form, Person, Place
from kg.values import PartialDate

T = TypeVar("T", Person, Body, Place, Agreement, Event)
_PLAIN_BODY = "Organization"


@dataclass(frozen=True, slots=True)
class Source:
    """The releases' own words: extractions by release id, the paths settled so far, the record of the body at hand."""

    extractions: Mapping[str, Extraction]
    paths: Mapping[Mention, str]
    record: str | None = None

    def language(self, mention: Mention) -> str:
        """The language of the release of a mention."""
        return self.extractions[mention.release].release.language

    def persons(self, mentions: Iterable[Mention]) -> list[tuple[str, Person]]:
        """(language, person) of each mention."""
        return [(self.language(m), _find(self.extractions[m.release].persons, m.key)) for m in mentions]

    def bodies(self, mentions: Iterable[Mention]) -> list[tuple[str, Body]]:
        """(language, body) of each mention."""
        return [(self.language(m), _find(self.extractions[m.release].bodies, m.key)) for m in mentions]

    def places(self, mentions: Iterable[Mention]) -> list[tuple[str, Place]]:
        """(language, place) of each mention."""
        return [(self.language(m), _find(self.extractions[m.release].places, m.key)) for m in mentions]

    def agreements(self, mentions: Iterable[Mention]) -> list[tuple[str, Agreement]]:
        """(language, agreement) of each mention."""
        return [(self.language(m), _find(self.extractions[m.release].agreements, m.key)) for m in mentions]

    def events(self, mentions: Iterable[Mention]) -> list[tuple[str, Event]]:
        """(language, event) of each mention."""
        return [(self.language(m), _find(self.extractions[m.release].events, m.key)) for m in mentions]


def body(source: Source, mentions: tuple[Mention, ...]) -> Entity:
    """A body: the fullest nominative name is its label, the most frequent specific kind its class."""
    found = source.bodies(mentions)
    labels = preferred(Label(lang, b.name) for lang, b in found)
    forms = [Label(lang, name) for lang, b in found for name in (b.name, *b.short, *_printed(b.forms))]
    kind = _most((b.kind for _, b in found if b.kind != _PLAIN_BODY), _PLAIN_BODY)
    country = _most((b.country for _, b in found if b.country), "") or None
    record = record_of(source.record)
    if record is None:
        path = body_path(labels[0].text, country, kind == "InternationalOrganization")
        return Entity(path, "body", kind, labels, mentions, others(forms, labels), country)
    labels = record_labels(record)
    forms += record_forms(record)
    kind, path = record_kind(record, kind), record_path(record)
    return Entity(path, "body", kind, labels, mentions, others(forms, labels), record.country, authority=record.id)


def place(source: Source, mentions: tuple[Mention, ...]) -> Entity:
    """A city by its state and name."""
    found = source.places(mentions)
    labels = preferred(Label(lang, p.name) for lang, p in found)
    forms = [Label(lang, text) for lang, p in found for text in (p.name, *_printed(p.forms))]
    country = _most((p.country for _, p in found if p.country), "") or None
    path = f"place/{country.lower() if country else 'xx'}/{slug(labels[0].text) or 'unnamed'}"
    return Entity(path, "place", "", labels, mentions, others(forms, labels), country)


def person(source: Source, mentions: tuple[Mention, ...]) -> Entity:
    """A person with the fullest parts of the name."""
    found = source.persons(mentions)
    by_language = {lang: full_name([p.name for other, p in found if other == lang]) for lang, _ in found}
    labels = preferred(Label(lang, name.label) for lang, name in by_language.items())
    forms = [Label(lang, text) for lang, p in found for text in (p.name.label, *_printed(p.forms))]
    name = by_language[labels[0].language]
    path = f"person/{slug(labels[0].text) or 'unnamed'}"
    return Entity(path, "person", "", labels, mentions, others(forms, labels), name=name)


def agreement(source: Source, mentions: tuple[Mention, ...]) -> Entity:
    """An instrument by its states, kind, day and subject."""
    found = source.agreements(mentions)
    labels = preferred(Label(lang, a.label) for lang, a in found)
    forms = [Label(lang, text) for lang, a in found for text in (a.label, *_printed(a.forms))]
    kind = _most((a.kind for _, a in found), "memorandum")
    states = sorted({s for _, a in found for s in values(a.countries)})
    subjects = preferred(Label(lang, a.subject) for lang, a in found if a.subject)
    words = subject_slug(subjects[0].text) if subjects else ""
    day = _best(best_date(a.signed) for _, a in found)
    path = f"agreement/{'-'.join(states).lower() or 'xx'}/{kind}/{dated(day, words)}"
    return Entity(path, "agreement", kind, labels, mentions, others(forms, labels))


def event(source: Source, mentions: tuple[Mention, ...]) -> Entity:
    """An event by its kind, first day and name, or its states where it has no name."""
    found = source.events(mentions)
    kind = _most((e.kind for _, e in found), "meeting")
    day = _best(best_date(e.starts) for _, e in found)
    states = sorted({s for _, e in found for s in values(e.countries)})
    named = [Label(lang, e.name) for lang, e in found if e.name]
    labels = preferred(named or [Label(lang, described(kind, states, day, lang)) for lang, _ in found])
    words = slug(labels[0].text, 48) if named else "-".join(states).lower()
    return Entity(f"event/{kind}/{dated(day, words)}", "event", kind, labels, mentions, others(named, labels))


def tenure(source: Source, mentions: tuple[Mention, ...]) -> Entity:
    """Somebody in a post, labelled with both."""
    forms, holder, role = [], "", ""
    for m in mentions:
        post = source.extractions[m.release].posts[int(m.key.removeprefix("post"))]
        holder, role = source.paths[Mention(m.release, "person", post.person)], role_of(post.role)
        name = _find(source.extractions[m.release].persons, post.person).name
        forms.append(Label(source.language(m), f"{name.label}, {post.role}"))
    path = f"tenure/{holder.removeprefix('person/')}/{role.removeprefix('role/')}"
    labels = preferred(forms)
    return Entity(path, TENURE, role, labels, mentions)


def commitment(mention: Mention, extractions: Mapping[str, Extraction]) -> Entity:
    """One thing that the sides agreed to do, in the release's words."""
    extraction = extractions[mention.release]
    found = extraction.commitments[int(mention.key.removeprefix("c"))]
    path = f"commitment/{slug(found.text, 48) or 'unnamed'}-{digest(mention.release + found.text)}"
    return Entity(path, COMMITMENT, "", (Label(extraction.release.language, found.text),), (mention,))


def membership(state: str, body_path_: str, mentions: list[Mention]) -> Entity:
    """A state's membership in an organisation."""
    name = body_path_.removeprefix("body/").replace("/", "-")
    return Entity(f"membership/{state.lower()}/{name}", MEMBERSHIP, "", (), tuple(sorted(mentions)))


def with_joins(entity: Entity, joins: tuple[Join, ...]) -> Entity:
    """The entity with the rules that put its mentions together."""
    return replace(entity, joins=joins)


def at_path(entity: Entity, path: str) -> Entity:
    """The entity under its final path."""
    return replace(entity, path=path)


def status_rank(status: str) -> int:
    """Place of a status in the lifecycle."""
    return STATUSES.index(status)


def _find(things: Iterable[T], key: str) -> T:
    return next(t for t in things if t.key == key)


def _printed(forms: Iterable[Form]) -> list[str]:
    return [" ".join(f.text.split()) for f in forms]


def _most(found: Iterable[str], default: str) -> str:
    counts = Counter(found)
    return min(counts, key=lambda v: (-counts[v], v), default=default)


def _best(dates: Iterable[PartialDate | None]) -> PartialDate | None:
    known = [d for d in dates if d is not None]
    return min(known, key=lambda d: (-exactness(d), d.lexical), default=None)
