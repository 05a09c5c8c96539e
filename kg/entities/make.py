"""From the mentions of one thing to the entity: labels, kind, country, and the path that it would like to have."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple, TypeVar

from kg.entities.labels import body_path, dated, described, full_name, others, preferred, subject_slug
from kg.entities.model import COMMITMENT, MEMBERSHIP, TENURE, Entity, Join, Label, Mention
from kg.entities.parts import best_date, exactness, values
from kg.entities.records import record_forms, record_kind, record_labels, record_of, record_path
from kg.entities.slugs import digest, slug
from kg.entities.tenures import role_of
from kg.facts.model import Agreement, Body, Event, Form, Person, Place
from kg.values import PartialDate

_PLAIN_BODY = "Organization"

T = TypeVar("T")
Found = Sequence[tuple[str, T]]  # (language, what a release says of the thing), one for each mention
Mentions = tuple[Mention, ...]


class Held(NamedTuple):
    """A post as one release tells of it: the person's name and path, the title."""

    name: str
    holder: str
    role: str


class Agreed(NamedTuple):
    """A commitment in its release's words."""

    text: str
    release: str


class Member(NamedTuple):
    """A state in an organisation, by its path."""

    country: str
    body: str


def body(found: Found[Body], mentions: Mentions, known: str | None) -> Entity:
    """A body: the fullest nominative name is its label, the most frequent specific kind its class; `known` is its record."""
    labels = preferred(Label(lang, b.name) for lang, b in found)
    forms = [Label(lang, name) for lang, b in found for name in (b.name, *b.short, *_printed(b.forms))]
    kind = _most((b.kind for _, b in found if b.kind != _PLAIN_BODY), _PLAIN_BODY)
    country = _most((b.country for _, b in found if b.country), "") or None
    record = record_of(known)
    if record is None:
        path = body_path(labels[0].text, country, kind == "InternationalOrganization")
        return Entity(path, "body", kind, labels, mentions, others(forms, labels), country)
    labels = record_labels(record)
    forms += record_forms(record)
    kind, path = record_kind(record, kind), record_path(record)
    return Entity(path, "body", kind, labels, mentions, others(forms, labels), record.country, authority=record.id)


def place(found: Found[Place], mentions: Mentions) -> Entity:
    """A city by its state and name."""
    labels = preferred(Label(lang, p.name) for lang, p in found)
    forms = [Label(lang, text) for lang, p in found for text in (p.name, *_printed(p.forms))]
    country = _most((p.country for _, p in found if p.country), "") or None
    path = f"place/{country.lower() if country else 'xx'}/{slug(labels[0].text) or 'unnamed'}"
    return Entity(path, "place", "", labels, mentions, others(forms, labels), country)


def person(found: Found[Person], mentions: Mentions) -> Entity:
    """A person with the fullest parts of the name."""
    by_language = {lang: full_name([p.name for other, p in found if other == lang]) for lang, _ in found}
    labels = preferred(Label(lang, name.label) for lang, name in by_language.items())
    forms = [Label(lang, text) for lang, p in found for text in (p.name.label, *_printed(p.forms))]
    name = by_language[labels[0].language]
    path = f"person/{slug(labels[0].text) or 'unnamed'}"
    return Entity(path, "person", "", labels, mentions, others(forms, labels), name=name)


def agreement(found: Found[Agreement], mentions: Mentions) -> Entity:
    """An instrument by its states, kind, day and subject."""
    labels = preferred(Label(lang, a.label) for lang, a in found)
    forms = [Label(lang, text) for lang, a in found for text in (a.label, *_printed(a.forms))]
    kind = _most((a.kind for _, a in found), "memorandum")
    states = sorted({s for _, a in found for s in values(a.countries)})
    subjects = preferred(Label(lang, a.subject) for lang, a in found if a.subject)
    words = subject_slug(subjects[0].text) if subjects else ""
    day = _best(best_date(a.signed) for _, a in found)
    path = f"agreement/{'-'.join(states).lower() or 'xx'}/{kind}/{dated(day, words)}"
    return Entity(path, "agreement", kind, labels, mentions, others(forms, labels))


def event(found: Found[Event], mentions: Mentions) -> Entity:
    """An event by its kind, first day and name, or its states where it has no name."""
    kind = _most((e.kind for _, e in found), "meeting")
    day = _best(best_date(e.starts) for _, e in found)
    states = sorted({s for _, e in found for s in values(e.countries)})
    named = [Label(lang, e.name) for lang, e in found if e.name]
    labels = preferred(named or [Label(lang, described(kind, states, day, lang)) for lang, _ in found])
    words = slug(labels[0].text, 48) if named else "-".join(states).lower()
    return Entity(f"event/{kind}/{dated(day, words)}", "event", kind, labels, mentions, others(named, labels))


def tenure(found: Found[Held], mentions: Mentions) -> Entity:
    """Somebody in a post, labelled with both."""
    last = found[-1][1]
    role = role_of(last.role)
    path = f"tenure/{last.holder.removeprefix('person/')}/{role.removeprefix('role/')}"
    return Entity(path, TENURE, role, preferred(Label(lang, f"{h.name}, {h.role}") for lang, h in found), mentions)


def commitment(found: Found[Agreed], mentions: Mentions) -> Entity:
    """One thing that the sides agreed to do, in the release's words."""
    language, said = found[0]
    path = f"commitment/{slug(said.text, 48) or 'unnamed'}-{digest(said.release + said.text)}"
    return Entity(path, COMMITMENT, "", (Label(language, said.text),), mentions)


def membership(found: Found[Member], mentions: Mentions) -> Entity:
    """A state's membership in an organisation; dates that differ stay side by side on it."""
    state, body_ = found[0][1]
    return Entity(f"membership/{state.lower()}/{body_.removeprefix('body/').replace('/', '-')}", MEMBERSHIP, "", (), mentions)


def with_joins(entity: Entity, joins: tuple[Join, ...]) -> Entity:
    """The entity with the rules that put its mentions together."""
    return replace(entity, joins=joins)


def at_path(entity: Entity, path: str) -> Entity:
    """The entity under its final path."""
    return replace(entity, path=path)


def _printed(forms: Iterable[Form]) -> list[str]:
    return [" ".join(f.text.split()) for f in forms]


def _most(found: Iterable[str], default: str) -> str:
    counts = Counter(found)
    return min(counts, key=lambda v: (-counts[v], v), default=default)


def _best(dates: Iterable[PartialDate | None]) -> PartialDate | None:
    known = [d for d in dates if d is not None]
    return min(known, key=lambda d: (-exactness(d), d.lexical), default=None)
