"""Extractions of many releases -> entities with IRIs: the same for any order of the releases."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from kg.entities import make
from kg.entities.cluster import cluster
from kg.entities.decisions import Decision, Verdicts, judge
from kg.entities.kinds import KINDS, Kind, record_in
from kg.entities.model import Candidate, Change, Entity, Mention, Resolution, release_id
from kg.entities.records import known_changes
from kg.entities.slugs import digest, mint, slug
from kg.facts.model import Extraction


def resolve(extractions: Iterable[Extraction], decisions: Iterable[Decision] = ()) -> Resolution:
    """Decide identity over releases and mint IRIs. A release that comes twice counts once.

    Raises DecisionError if decisions contradict each other; those on things that no release has change nothing.
    """
    told = {release_id(e.release): e for e in extractions}
    releases = release_paths(list(told.values()))
    work = _Work(told, judge(decisions, told, releases))
    for kind in KINDS:
        work.settle(kind)
    entities = {e.path: e for e in sorted(work.entities, key=lambda e: e.path)}
    unknown = tuple(d.line().strip() for d in work.verdicts.unknown)
    changes = [*work.changes(), *known_changes(entities.values())]
    return Resolution(entities, work.paths, work.candidates(), releases, tuple(sorted(set(changes))), unknown)


def release_paths(extractions: Sequence[Extraction]) -> dict[str, str]:
    """Release id -> path; named by title, told apart by address, or by text where one address has two texts."""
    urls = Counter(e.release.url for e in extractions)
    return mint({release_id(e.release): wanted_path(e, urls[e.release.url]) for e in extractions})


def wanted_path(extraction: Extraction, tellers: int) -> tuple[str, str]:
    """(the path that a release would like, what tells it from its namesakes); `tellers` releases have its address."""
    release = extraction.release
    own = release_id(release) if not release.url or tellers > 1 else release.url
    name = slug(release.title, 50)
    return f"release/{name}-{digest(own)}" if name else f"release/{digest(own, 12)}", own


@dataclass(slots=True)
class _Work:
    extractions: dict[str, Extraction]
    verdicts: Verdicts
    paths: dict[Mention, str] = field(default_factory=dict)
    entities: list[Entity] = field(default_factory=list)
    doubts: list[tuple[Mention, Mention, tuple[str, ...]]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.extractions = dict(sorted(self.extractions.items()))

    def settle(self, kind: Kind) -> None:
        """Decide which mentions of a kind are one, and name them."""
        told = {n.mention: (n, thing) for r, e in self.extractions.items() for n, thing in kind.nodes(r, e, self._path_in(r))}
        result = cluster([n for n, _ in told.values()], kind.rules, self.verdicts)
        self.doubts += result.doubts
        drafts = []
        for group in result.groups:
            mentions = tuple(sorted(group.mentions))
            found = [(self.extractions[m.release].release.language, told[m][1]) for m in mentions]
            entity = kind.form(found, mentions, record_in(group.nodes))
            drafts.append(make.with_joins(entity, tuple(sorted(set(group.joins)))))
        self._mint(drafts)

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

    def _mint(self, drafts: Sequence[Entity]) -> None:
        final = mint({n: (d.path, "\n".join(d.mentions[0])) for n, d in enumerate(drafts)})
        for number, draft in enumerate(drafts):
            entity = make.at_path(draft, final[number])
            self.entities.append(entity)
            self.paths.update((m, entity.path) for m in entity.mentions)


__all__ = ["release_paths", "resolve", "wanted_path"]
