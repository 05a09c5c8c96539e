"""What the page shows, as frozen values: facts with their sentences, passages, releases."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

import networkx as nx

Labels = Mapping[str, str]  # language ("" if untagged) -> text
NO_LABELS: Labels = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Release:
    """A release as the page cites it; `url` is "" or begins with http:// or https://."""

    iri: str
    title: str
    url: str
    published: str
    language: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence of a release and its offsets in the release's text."""

    iri: str
    release: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of the side panel.

    role      local name of the property ("party"), the key of its wording
    inward    True when the thing is the object: "party of" instead of "party"
    target    IRI of the other thing where that is a node (of the release, for "mentions"), else ""
    text      labels of the value: a date, a place, a topic, the words of a commitment, the role of a post
    passages  IRIs of the sentences that state it, sorted
    dates     dates attested, in XSD forms
    former    True where the text says that it is over
    """

    role: str
    inward: bool = False
    target: str = ""
    text: Labels = field(default_factory=dict)
    passages: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    former: bool = False


@dataclass(frozen=True, slots=True)
class Projection:
    """The graph that is drawn, and what is said about each of its nodes.

    graph     nodes are IRIs with attributes kind, type, labels, alt, code, countries (those
              behind it), home (where it is or was held), start, end, bounds, status,
              topics; edges have role, passages, drawn
    facts     of each node
    concepts  labels of topics
    """

    graph: nx.MultiDiGraph[str]
    facts: Mapping[str, tuple[Fact, ...]]
    passages: Mapping[str, Passage]
    releases: Mapping[str, Release]
    concepts: Mapping[str, Labels] = field(default_factory=dict)
