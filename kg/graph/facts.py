"""Collects quads of one build: what a passage states goes to the passage's graph, what we know of names to the default graph."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from urllib.parse import quote, urlsplit

from kg.entities.model import Resolution, release_id
from kg.facts.model import Extraction, Ref
from kg.graph import quads as q
from kg.graph import terms as t
from kg.graph.quads import Quad, Term
from kg.values import Claim, Evidence, PartialDate, Span

_ADDRESS = re.compile(r"https?://[^/?#\s]+", re.IGNORECASE)
_IRI_SAFE = "!$&'()*+,-./:;=?@_~%"


def address(url: str | None) -> str | None:
    """A release's URL as an IRI without fragment: what no IRI may hold is percent-encoded; None if it is no web address."""
    if not url or not _ADDRESS.match(url.strip()):
        return None
    try:
        urlsplit(url)
    except ValueError:
        return None
    bare = url.strip().partition("#")[0]
    return "".join(c if c.isalnum() or c in _IRI_SAFE else quote(c) for c in bare)


@dataclass(slots=True)
class Builder:
    """The quads so far, the resolution that names things, the base of their IRIs.

    countries  states that facts refer to, to be described at the end
    titles     role -> (language, title as the releases have it)s
    embodied   tenures whose body some release tells, so that none of them is at the state in general
    """

    resolution: Resolution
    base: str = t.ID_BASE
    quads: set[Quad] = field(default_factory=set)
    countries: set[str] = field(default_factory=set)
    titles: dict[str, set[tuple[str, str]]] = field(default_factory=lambda: defaultdict(set))
    embodied: set[str] = field(default_factory=set)
    _iris: dict[str, str] = field(default_factory=dict)

    def iri(self, path: str) -> str:
        """The IRI of an entity."""
        if path not in self._iris:
            self._iris[path] = str(t.thing(path, self.base))
        return self._iris[path]

    def country(self, iso: str) -> str:
        """The IRI of a state, which is then described."""
        self.countries.add(iso)
        return self.iri(f"country/{iso}")

    def know(self, subject: str, predicate: str, *values: Term) -> None:
        """State in the default graph: labels, types, the releases themselves."""
        self.quads.update(q.quad(subject, predicate, value) for value in values)


@dataclass(slots=True)
class ReleaseFacts:
    """States what one release says. `base` is the address that its passages are named by, if it has one of its own."""

    builder: Builder
    extraction: Extraction
    base: str | None = None
    used: dict[Span, str] = field(default_factory=dict)
    release: str = ""  # its id
    iri: str = ""  # of its node

    def __post_init__(self) -> None:
        self.release = release_id(self.extraction.release)
        self.iri = self.builder.iri(self.builder.resolution.releases[self.release])

    def thing(self, kind: str, key: str) -> str:
        """The IRI of a thing of this release."""
        if kind == "country":
            return self.builder.country(key)
        return self.builder.iri(self.builder.resolution.path(self.release, kind, key))

    def role(self, tenure: str, title: str) -> str:
        """The concept of a tenure's role, and the title to describe it by."""
        path = self.builder.resolution.entities[tenure.removeprefix(self.builder.base)].form
        self.builder.titles[path].add((self.extraction.release.language, title))
        return str(t.thing(path, t.CONCEPT_BASE))

    def ref(self, ref: Ref) -> str:
        """The IRI of what a fact refers to."""
        return self.thing(ref.kind, ref.key)

    def passage(self, span: Span) -> str:
        """The IRI of a passage, which is then described."""
        if span not in self.used:
            self.used[span] = str(t.passage(self.base or self.iri, span.start, span.end))
        return self.used[span]

    def state(self, subject: str, predicate: str, value: Term, evidence: Iterable[Evidence]) -> None:
        """State in the graph of every passage that says so."""
        for e in evidence:
            self.builder.quads.add(q.quad(subject, predicate, value, self.passage(e.passage)))

    def link(self, subject: str, predicate: str, kind: str, claims: Iterable[Claim[str]]) -> None:
        """State links to things of one kind."""
        for claim in claims:
            self.state(subject, predicate, self.thing(kind, claim.value), claim.evidence)

    def link_refs(self, subject: str, predicate: str, claims: Iterable[Claim[Ref]]) -> None:
        """State links to things of any kind."""
        for claim in claims:
            self.state(subject, predicate, self.ref(claim.value), claim.evidence)

    def dates(self, subject: str, predicate: str, claims: Iterable[Claim[PartialDate]]) -> None:
        """State partial dates."""
        for claim in claims:
            self.state(subject, predicate, q.date(claim.value), claim.evidence)

    def derived(self, subject: str, evidence: Iterable[Evidence]) -> None:
        """Say which release and which passages a thing is known from."""
        self.builder.know(subject, t.PROV.wasDerivedFrom, self.iri)
        self.builder.know(subject, t.COOP.evidence, *(self.passage(e.passage) for e in evidence))
