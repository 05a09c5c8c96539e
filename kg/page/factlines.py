"""The facts of each node, every one with the sentences that state it, and the edges that they draw."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Protocol

import networkx as nx

from kg.page.model import NO_LABELS, Fact, Labels, Passage
from kg.page.source import COOP, ORG, RDF, SCHEMA, Index, Statement, Text, coop

Edges = dict[tuple[str, str, str], set[str]]
_PARENTS = frozenset({SCHEMA + "superEvent", ORG + "subOrganizationOf", ORG + "unitOf"})
# said elsewhere on the page, or meant for queries only
_SILENT = frozenset(
    coop(name)
    for name in (
        "notBefore",
        "notAfter",
        "evidence",
        "role",
        "kind",
        "patronymic",
        "statusClaim",
        "memberOf",
        "identityCandidate",
    )
)


class Labeller(Protocol):
    """Gives the labels of a thing or concept."""

    def labels(self, iri: str) -> Labels:
        """Labels by language."""


def factlines(
    index: Index, words: Labeller, graph: nx.MultiDiGraph[str], passages: Mapping[str, Passage]
) -> tuple[dict[str, tuple[Fact, ...]], Edges]:
    """Facts of every node of `graph` and the edges (source, target, role) -> passages."""
    collector = _Collector(words, graph, passages)
    claimed = {
        s.subject for iri in index.instances(coop("StatusClaim")) for s in index.pointing(coop("statusClaim"), iri)
    }
    for statement in index.statements:
        # a status is told by its claims, which have a sentence and a day
        if _speaks(statement) and not (statement.predicate == coop("status") and statement.subject in claimed):
            collector.statement(statement)
    for kind in ("Tenure", "Commitment", "StateMembership", "StatusClaim"):
        for iri in index.instances(coop(kind)):
            collector.joined(kind, index, iri)
    for iri in index.instances(coop("Release")):
        collector.mentions(index, iri)
    return collector.facts(), collector.edges


def _speaks(one: Statement) -> bool:
    if one.predicate in _PARENTS:
        return True
    return one.predicate.startswith(COOP) and one.predicate not in _SILENT


class _Collector:
    """Gathers facts by their meaning, so that two sentences that state one fact become one line with two sentences."""

    def __init__(self, words: Labeller, graph: nx.MultiDiGraph[str], passages: Mapping[str, Passage]) -> None:
        self._words, self._graph, self._passages = words, graph, passages
        self._lines: dict[str, dict[tuple[object, ...], tuple[Fact, set[str]]]] = defaultdict(dict)
        self.edges: Edges = defaultdict(set)

    def statement(self, one: Statement) -> None:
        """A statement whose subject is a node."""
        if one.subject not in self._graph:
            return
        role = one.predicate.replace("#", "/").rsplit("/", 1)[-1]
        said = {one.graph} & self._passages.keys()
        if isinstance(one.object, Text):
            self._line(one.subject, Fact(role, text={one.object.language: one.object.value}), said)
        elif one.object not in self._graph:
            self._line(one.subject, Fact(role, text=self._words.labels(one.object)), said)
        elif role == "country" and self._graph.nodes[one.subject]["kind"] == "event":
            self._line(one.subject, Fact(role, target=one.object), said)  # where it was held, not who took part
        else:
            self._join(one.subject, one.object, role, said)

    def joined(self, kind: str, index: Index, iri: str) -> None:
        """A thing that is no node but tells of nodes: a post, a commitment, a membership, a status as of a day."""
        {
            "Tenure": self.tenure,
            "Commitment": self.commitment,
            "StateMembership": self.membership,
            "StatusClaim": self.status,
        }[kind](index, iri)

    def status(self, index: Index, iri: str) -> None:
        """What one release says of a status, and the day as of which."""
        dates = tuple(sorted(t.value for t in index.texts(iri, coop("asOf"))))
        for said in index.pointing(coop("statusClaim"), iri):
            for status in index.links(iri, coop("claimedStatus")):
                self._line(
                    said.subject, Fact("status", text=self._words.labels(status), dates=dates), self._said(index, iri)
                )

    def mentions(self, index: Index, release: str) -> None:
        """Sentences of a release that name a thing; without a sentence the release alone."""
        for one in index.of(release, SCHEMA + "mentions"):
            if isinstance(one.object, str):
                self._line(one.object, Fact("mentions", True, release), {one.graph} & self._passages.keys())

    def tenure(self, index: Index, iri: str) -> None:
        """Somebody's post: an edge from the person to the body, else to the country."""
        role = [self._words.labels(r) for r in index.links(iri, coop("role"))]
        places = index.links(iri, coop("at")) or index.links(iri, coop("country"))
        dates = tuple(sorted(t.value for t in index.texts(iri, coop("attestedOn"))))
        former = index.first(iri, coop("former")) == "true"
        said = self._said(index, iri)
        for holder in index.links(iri, coop("holder")):
            for place in places or [""]:
                self._join(holder, place, "post", said, role[0] if role else NO_LABELS, dates, former)

    def commitment(self, index: Index, iri: str) -> None:
        """Something that the sides agreed to do: a fact of the event, the agreement and the sides."""
        labels, said = self._words.labels(iri), self._said(index, iri)
        at = index.links(iri, coop("madeAt")) + index.links(iri, coop("partOf"))
        for node in at:
            self._line(node, Fact("commitment", text=labels), said)
        for node in index.links(iri, coop("committedParty")):
            self._line(node, Fact("commitment", target=at[0] if at else "", text=labels), said)

    def membership(self, index: Index, iri: str) -> None:
        """A state that belongs to an organisation."""
        dates = tuple(sorted(t.value for t in index.texts(iri, coop("since"))))
        for state in index.links(iri, coop("member")):
            for body in index.links(iri, coop("organization")):
                self._join(state, body, "memberOf", self._said(index, iri), NO_LABELS, dates)

    def facts(self) -> dict[str, tuple[Fact, ...]]:
        """All lines, each node's in the order of role, direction and words."""
        return {node: tuple(self._finished(node)) for node in sorted(self._lines)}

    def _finished(self, node: str) -> list[Fact]:
        lines = []
        for _, (fact, said) in sorted(self._lines[node].items(), key=lambda item: str(item[0])):
            lines.append(
                Fact(fact.role, fact.inward, fact.target, fact.text, tuple(sorted(said)), fact.dates, fact.former)
            )
        return lines

    def _join(
        self, source: str, target: str, role: str, said: set[str], text: Labels = NO_LABELS,
        dates: tuple[str, ...] = (), former: bool = False,
    ) -> None:  # fmt: skip
        self._line(source, Fact(role, False, target, text, (), dates, former), said)
        if target in self._graph and source in self._graph and source != target:
            self._line(target, Fact(role, True, source, text, (), dates, former), said)
            self.edges[source, target, role] |= said

    def _line(self, node: str, fact: Fact, said: set[str]) -> None:
        if node not in self._graph:
            return
        key = (fact.role, fact.inward, fact.target, tuple(sorted(fact.text.items())), fact.dates, fact.former)
        self._lines[node].setdefault(key, (fact, set()))[1].update(said)

    def _said(self, index: Index, iri: str) -> set[str]:
        """Passages that state anything about a joining thing: the named graphs, else coop:evidence."""
        stated = {s.graph for p in index.predicates(iri) if p != RDF + "type" for s in index.of(iri, p)}
        return (stated | set(index.links(iri, coop("evidence")))) & self._passages.keys()
