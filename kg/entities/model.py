"""What identity decides: which mentions of which releases are one entity, under what IRI, and by which rules.

Every join keeps the rule that made it and the two mentions that it compared, so that a merge can be explained and,
with a decision on record, undone.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from kg.facts.model import PersonName
from kg.release.model import Release

# Kinds beyond `kg.facts.model.RefKind` that need an IRI of their own; their local key is their place in the extraction.
TENURE, COMMITMENT, MEMBERSHIP = "tenure", "commitment", "membership"


class Label(NamedTuple):
    """A name and its language ("ru", "be", "en")."""

    language: str
    text: str


class Mention(NamedTuple):
    """A thing of one release: release id, kind, local key."""

    release: str
    kind: str
    key: str


@dataclass(frozen=True, slots=True, order=True)
class Join:
    """Two mentions were found to be one thing by a named rule."""

    rule: str
    left: Mention
    right: Mention


@dataclass(frozen=True, slots=True, order=True)
class Candidate:
    """Two entities that may be one, by their paths, and why nobody but a person should decide."""

    left: str
    right: str
    reasons: tuple[str, ...]
    mentions: tuple[Mention, Mention]  # one of each, by which a decision can name them


@dataclass(frozen=True, slots=True, order=True)
class Change:
    """A body became another one: paths, and the day or year in XSD form ("" if unknown)."""

    before: str
    after: str
    on: str


@dataclass(frozen=True, slots=True)
class Entity:
    """One thing of the graph.

    path      its IRI without the base: "person/sergey-popkov"
    kind      country, body, person, place, agreement, event, tenure, commitment or membership
    form      which of its kind: a body kind ("Ministry"), an agreement or event kind ("memorandum"), else ""
    labels    preferred labels, one a language, the language of the first one first in order ru, be, en
    also      every other form seen
    country   ISO code, of bodies and places
    name      of persons: the fullest parts that the releases give
    """

    path: str
    kind: str
    form: str
    labels: tuple[Label, ...]
    mentions: tuple[Mention, ...]
    also: tuple[Label, ...] = ()
    country: str | None = None
    name: PersonName | None = None
    joins: tuple[Join, ...] = ()
    authority: str | None = None


@dataclass(frozen=True, slots=True)
class Resolution:
    """All entities by path, and the path of every mention."""

    entities: Mapping[str, Entity]
    paths: Mapping[Mention, str]
    candidates: tuple[Candidate, ...] = ()
    releases: Mapping[str, str] = field(default_factory=dict)  # release id -> path of the release's node
    changes: tuple[Change, ...] = ()
    unknown: tuple[str, ...] = ()  # lines of decisions on things that no release has

    def path(self, release: str, kind: str, key: str) -> str:
        """The path of a thing of a release; countries are known by their code alone. KeyError if there is none."""
        if kind == "country":
            return f"country/{key}"
        return self.paths[Mention(release, kind, key)]


def release_id(release: Release) -> str:
    """The key of a release: its address and its text. The file it was read from is no part of it."""
    return hashlib.sha256(f"{release.url or ''}\n{release.sha256}".encode()).hexdigest()
