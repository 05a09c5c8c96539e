"""Extractions of many releases -> entities with IRIs: the same for any order of the releases."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from kg.entities import make
from kg.entities.agreements import AgreementRules, agreement_node
from kg.entities.bodies import BodyNode, BodyRules, body_node
from kg.entities.cluster import Clustering, Node, cluster
from kg.entities.decisions import Decision, Verdicts, judge
from kg.entities.events import EventRules, event_node
from kg.entities.model import COMMITMENT, MEMBERSHIP, TENURE, Candidate, Change, Entity, Mention, Resolution, release_id
from kg.entities.people import PersonRules, person_node
from kg.entities.places import PlaceRules, place_node
from kg.entities.records import known_changes
from kg.entities.slugs import digest, mint, slug
from kg.entities.tenures import TenureRules, tenure_node
from kg.facts.model import Extraction

N = TypeVar("N", bound=Node)


def resolve(extractions: Iterable[Extraction], decisions: Iterable[Decision] = ()) -> Resolution:
    """Decide identity over releases and mint IRIs. A release that comes twice counts once.

    Raises DecisionError if decisions contradict each other; those on things that no release has change nothing.
    """
    told = {release_id(e.release): e for e in extractions}
    releases = release_paths(list(told.values()))
    work = _Work(told, judge(decisions, told, releases))
    work.bodies()
    work.places()
    work.people()
    work.events()
    work.agreements()
    work.tenures()
    work.commitments()
    work.memberships()
    entities = {e.path: e for e in sorted(work.entities, key=lambda e: e.path)}
    unknown = tuple(d.line().strip() for d in work.verdicts.unknown)
    changes = [*work.changes(), *known_changes(entities.values())]
    return Resolution(entities, work.paths, work.candidates(), releases, tuple(sorted(set(changes))), unknown)


def release_paths(extractions: Sequence[Extraction]) -> dict[str, str]:
    """Release id -> path; named by title, told apart by address, or by text where one address has two texts."""
    urls = [e.release.url for e in extractions]
    wanted = {}
    for e in extractions:
        own = release_id(e.release) if not e.release.url or urls.count(e.release.url) > 1 else e.release.url
        name = slug(e.release.title, 50)
        wanted[release_id(e.release)] = (f"release/{name}-{digest(own)}" if name else f"release/{digest(own, 12)}", own)
    return mint(wanted)


@dataclass(slots=True)
class _Work:
    extractions: dict[str, Extraction]
    verdicts: Verdicts
    paths: dict[Mention, str] = field(default_factory=dict)
    entities: list[Entity] = field(default_factory=list)
    doubts: list[tuple[Mention, Mention, tuple[str, ...]]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.extractions = dict(sorted(self.extractions.items()))

    def bodies(self) -> None:
        nodes = [
            body_node(Mention(r, "body", b.key), b, e) for r, e in self.extractions.items() for b in e.bodies
        ]
        self._settle(cluster(nodes, BodyRules(), self.verdicts), make.body)

    def places(self) -> None:
        nodes = [
            place_node(Mention(r, "place", p.key), p, e.release.language)
            for r, e in self.extractions.items()
            for p in e.places
        ]
        self._settle(cluster(nodes, PlaceRules(), self.verdicts), make.place)

    def people(self) -> None:
        nodes = [
            person_node(Mention(r, "person", p.key), p, e, self._path_in(r))
            for r, e in self.extractions.items()
            for p in e.persons
        ]
        self._settle(cluster(nodes, PersonRules(), self.verdicts), make.person)

    def events(self) -> None:
        nodes = [
            event_node(Mention(r, "event", v.key), v, e, self._path_in(r))
            for r, e in self.extractions.items()
            for v in e.events
        ]
        self._settle(cluster(nodes, EventRules(), self.verdicts), make.event)

    def agreements(self) -> None:
        nodes = [
            agreement_node(Mention(r, "agreement", a.key), a, e, self._path_in(r))
            for r, e in self.extractions.items()
            for a in e.agreements
        ]
        self._settle(cluster(nodes, AgreementRules(), self.verdicts), make.agreement)

    def tenures(self) -> None:
        nodes = [
            tenure_node(Mention(r, TENURE, f"post{i}"), p, e, self._path_in(r))
            for r, e in self.extractions.items()
            for i, p in enumerate(e.posts)
        ]
        self._settle(cluster(nodes, TenureRules(), self.verdicts), make.tenure)

    def commitments(self) -> None:
        """A commitment is one release's: the words of two releases are not compared."""
        mentions = [
            Mention(r, COMMITMENT, f"c{i}") for r, e in self.extractions.items() for i, _ in enumerate(e.commitments)
        ]
        self._mint([make.commitment(m, self.extractions) for m in mentions])

    def memberships(self) -> None:
        """One membership for a state and an organisation; dates that differ stay side by side on it."""
        groups: dict[tuple[str, str], list[Mention]] = {}
        for r, e in self.extractions.items():
            for i, m in enumerate(e.memberships):
                body = self.paths[Mention(r, "body", m.body)]
                groups.setdefault((m.country, body), []).append(Mention(r, MEMBERSHIP, f"m{i}"))
        self._mint([make.membership(state, body, ms) for (state, body), ms in sorted(groups.items())])

    def candidates(self) -> tuple[Candidate, ...]:
        """The doubts between things that are still two."""
        found: dict[tuple[str, str], tuple[tuple[Mention, Mention], set[str]]] = {}
        for a, b, reasons in sorted(self.doubts):
            (left, x), (right, y) = sorted(((self.paths[a], a), (self.paths[b], b)))
            if left != right:
                found.setdefault((left, right), ((x, y), set()))[1].update(reasons)
        return tuple(
            Candidate(a, b, tuple(sorted(why)), mentions) for (a, b), (mentions, why) in sorted(found.items())
        )

    def changes(self) -> list[Change]:
        """Renamings of bodies that people put on record."""
        return [Change(self.paths[a], self.paths[b], day.lexical) for a, b, day in self.verdicts.renamed]

    def _path_in(self, release: str) -> Callable[[str, str], str]:
        return lambda kind, key: self.paths[Mention(release, kind, key)]

    def _settle(self, result: Clustering[N], form: Callable[[make.Source, tuple[Mention, ...]], Entity]) -> None:
        self.doubts += result.doubts
        drafts = []
        for group in result.groups:
            record = next((n.authority for n in group.nodes if isinstance(n, BodyNode) and n.authority), None)
            source = make.Source(self.extractions, self.paths, record)
            entity = form(source, tuple(sorted(group.mentions)))
            drafts.append(make.with_joins(entity, tuple(sorted(set(group.joins)))))
        self._mint(drafts)

    def _mint(self, drafts: Sequence[Entity]) -> None:
        final = mint({n: (d.path, "\n".join(d.mentions[0])) for n, d in enumerate(drafts)})
        for number, draft in enumerate(drafts):
            entity = make.at_path(draft, final[number])
            self.entities.append(entity)
            self.paths.update((m, entity.path) for m in entity.mentions)


__all__ = ["release_paths", "resolve"]
