"""The quads of a graph that grows: what the releases and entities that changed stated before, and what they state now.

The graph is made of parts that share no quad: one for each release, entity, pair of candidates, role, state and concept.
A part is written by the same functions that assemble a whole graph, so that both say the same.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from kg.entities.model import TENURE, Candidate, Change, Entity, Mention, Resolution
from kg.facts.model import Extraction
from kg.graph import quads as q
from kg.graph import terms as t
from kg.graph.assemble import bound_dates, describe_candidates, describe_changes, describe_release, state_status
from kg.graph.check import check_evidence
from kg.graph.facts import Builder, ReleaseFacts, address
from kg.graph.names import describe, describe_concepts, describe_countries, describe_roles
from kg.graph.quads import Quad
from kg.graph.tell import tell
from kg.reference.concepts import concepts
from kg.shelf.codec import decode
from kg.shelf.database import Database
from kg.shelf.model import Grown, Kept, Pair

_SUB = str(t.ORG.subOrganizationOf)
_PARENTS = (
    "SELECT DISTINCT f.path FROM alike a JOIN mention m ON m.alike = a.id JOIN mention n ON n.release = m.release AND n.kind = 'body' "
    "AND n.key = m.parent JOIN alike b ON b.id = n.alike JOIN entity f ON f.id = b.entity WHERE a.entity = ? AND m.parent IS NOT NULL"
)
_TELLERS = "SELECT DISTINCT m.release FROM alike a JOIN mention m ON m.alike = a.id WHERE a.entity = ?"


@dataclass(slots=True)
class Changes:
    """Statements that went and statements that came."""

    gone: set[Quad] = field(default_factory=set)
    come: set[Quad] = field(default_factory=set)

    def settle(self) -> tuple[set[Quad], set[Quad]]:
        """(to be removed, to be added)."""
        return self.gone - self.come, self.come - self.gone


def follow(
    db: Database, grown: Grown, extraction: Callable[[str], Extraction], base: str, changes: tuple[Iterable[Change], Iterable[Change]]
) -> tuple[set[Quad], set[Quad]]:
    """The statements to remove and to add after a step of growth, with the database brought up to it.

    extraction  gives that of a release, also of one that went
    changes     renamed bodies before and now
    Raises EvidenceError if a fact's sentence is not in its release.
    """
    work = Work(db, grown, extraction, base)
    work.use("always", {path for path in concepts() if path.startswith("status/")})
    embodied = work.embodied()
    retold = work.releases(embodied)
    work.entities(retold)
    work.pairs()
    work.roles()
    work.shared()
    for quads, found in ((work.quads.gone, changes[0]), (work.quads.come, changes[1])):
        builder = work.builder()
        describe_changes(builder, found)
        quads |= builder.quads
    return work.quads.settle()


@dataclass(slots=True)
class Work:
    """One step of growth; `kg.graph.founding` tells a large graph from nothing with it."""

    db: Database
    grown: Grown
    extraction: Callable[[str], Extraction]
    base: str
    quads: Changes = field(default_factory=Changes)
    titled: dict[str, set[tuple[str, str]]] = field(default_factory=dict)  # roles that changed: titles before
    used: dict[str, bool] = field(default_factory=dict)  # states and concepts that changed: used before

    def builder(self, resolution: Resolution | None = None) -> Builder:
        """An empty set of quads to fill."""
        return Builder(resolution or Resolution({}, {}), self.base)

    # ---- releases -------------------------------------------------------------------------------------------------------

    def embodied(self) -> set[str]:
        """Releases with a post whose body some other release has begun or ceased to tell."""
        found: set[str] = set()
        before = {k.path: json.loads(k.extra)["bodied"] for k in self.grown.before.values() if k.path.startswith("tenure/")}
        for entity, path in self.db.among("SELECT id, path FROM entity WHERE id IN (?)", self.grown.entities):
            if path in before and before[path] != self._bodied(entity):
                found.update(r for (r,) in self.db.rows(_TELLERS, entity))
        return found

    def _bodied(self, entity: int) -> int:
        return int(self.db.one("SELECT max(m.bodied) FROM alike a JOIN mention m ON m.alike = a.id WHERE a.entity = ?", entity) or 0)

    def releases(self, embodied: set[str]) -> set[str]:
        """Tell again the releases that speak of something with another name; those that came and went."""
        retold = set()
        addresses = {address(self.extraction(r).release.url) for r in self.grown.added | self.grown.removed} - {None}
        near = {r for (r,) in self.db.among("SELECT id FROM release WHERE address IN (?)", addresses)}
        for release in sorted(self.grown.removed):
            self._untell(release, self.db.one("SELECT state FROM release WHERE id = ?", release))
            self.db.run("DELETE FROM release WHERE id = ?", release)
        for release in sorted((self.grown.added | self.grown.dirty | embodied | near) - self.grown.removed):
            before = self.db.one("SELECT state FROM release WHERE id = ?", release)
            state = self._state(release)
            if state != before:
                self._untell(release, before)
                self._tell(release, state)
                self.db.run("UPDATE release SET state = ? WHERE id = ?", state, release)
                retold.add(release)
        return retold

    def tell_first(self, release: str) -> None:
        """Tell a release that was never told."""
        state = self._state(release)
        self._tell(release, state)
        self.db.run("UPDATE release SET state = ? WHERE id = ?", state, release)

    def _state(self, release: str) -> str:
        """What a release's statements depend on beside its extraction."""
        ((path, place),) = self.db.rows("SELECT path, address FROM release WHERE id = ?", release)
        alone = place and self.db.one("SELECT count(*) FROM release WHERE address = ?", place) == 1
        found = self.db.rows(
            "SELECT m.kind, m.key, e.path, e.id, e.draft FROM mention m JOIN alike a ON a.id = m.alike JOIN entity e ON e.id = a.entity "
            "WHERE m.release = ? ORDER BY m.kind, m.key", release,
        )  # fmt: skip
        posts = {path: (json.loads(draft)[2], self._bodied(e)) for kind, _, path, e, draft in found if kind == TENURE}
        return json.dumps(
            {"path": path, "base": place if alone else None, "paths": [row[:3] for row in found], "posts": posts}, ensure_ascii=False
        )

    def _facts(self, release: str, state: str) -> ReleaseFacts:
        told = json.loads(state)
        paths = {Mention(release, kind, key): path for kind, key, path in told["paths"]}
        tenures = {path: Entity(path, TENURE, role, (), ()) for path, (role, _) in told["posts"].items()}
        builder = self.builder(Resolution(tenures, paths, (), {release: told["path"]}))
        builder.embodied = {builder.iri(path) for path, (_, bodied) in told["posts"].items() if bodied}
        return ReleaseFacts(builder, self.extraction(release), told["base"])

    def _told(self, release: str, state: str) -> ReleaseFacts:
        facts = self._facts(release, state)
        tell(facts)
        describe_release(facts)
        builder = facts.builder
        builder.quads = {x for x in builder.quads if x.predicate != _SUB}  # several releases may say so: it is the part's own
        bound_dates(builder, {x.subject for x in builder.quads if x.predicate == str(t.COOP.claimedStatus)})
        return facts

    def _untell(self, release: str, state: str | None) -> None:
        if not state:
            return
        self.quads.gone |= self._told(release, state).builder.quads
        for role, in self.db.rows("SELECT DISTINCT role FROM title WHERE release = ?", release):
            self._title(role)
        self.db.run("DELETE FROM title WHERE release = ?", release)
        self.use(f"release {release}", set())

    def _tell(self, release: str, state: str) -> None:
        facts = self._told(release, state)
        builder = facts.builder
        check_evidence(builder.quads, {facts.iri: facts.extraction.release.text})
        self.quads.come |= builder.quads
        for role in builder.titles.keys() - concepts().keys():
            self._title(role)
            rows = ((role, language, title, release) for language, title in sorted(builder.titles[role]))
            self.db.many("INSERT OR IGNORE INTO title VALUES (?, ?, ?, ?)", rows)
        self.use(f"release {release}", self.uses(builder))

    # ---- entities -------------------------------------------------------------------------------------------------------

    def entities(self, retold: set[str]) -> None:
        """Describe again the entities that changed, and those whose status or parents the releases told again speak of."""
        near = self.db.among(
            "SELECT DISTINCT a.entity FROM mention m JOIN alike a ON a.id = m.alike WHERE m.kind IN ('agreement', 'event', 'body') "
            "AND m.release IN (?)", retold,
        )  # fmt: skip
        facts: dict[str, ReleaseFacts] = {}
        kept = self.db.among("SELECT id FROM entity WHERE id IN (?)", self.grown.before)
        now = self.grown.entities | {e for (e,) in near} | {e for (e,) in kept}
        for entity in sorted(self.grown.before.keys() - now):
            before = self.grown.before[entity]
            self.quads.gone |= self.entity(before).quads
            self.use(f"entity {entity}", set())
        for entity in sorted(now):
            ((path, draft, extra),) = self.db.rows("SELECT path, draft, extra FROM entity WHERE id = ?", entity)
            before = self.grown.before.get(entity, Kept(path, draft, extra))
            after = Kept(path, draft, self.extra(entity, path, facts))
            if before == after:
                continue
            if before.extra:
                self.quads.gone |= self.entity(before).quads
            builder = self.entity(after)
            self.quads.come |= builder.quads
            self.use(f"entity {entity}", self.uses(builder))
            self.db.run("UPDATE entity SET extra = ? WHERE id = ?", after.extra, entity)

    def extra(self, entity: int, path: str, facts: dict[str, ReleaseFacts]) -> str:
        """What the graph adds to an entity: parents, bounds of its dates, the sentences of its status."""
        extra: dict[str, Any] = {}
        kind = path.partition("/")[0]
        if kind == "body":
            extra["parents"] = sorted({p for (p,) in self.db.rows(_PARENTS, entity)} - {path})
        if kind in ("agreement", "event", TENURE, "membership"):
            sql = "SELECT min(m.first), max(m.last), max(m.bodied) FROM alike a JOIN mention m ON m.alike = a.id WHERE a.entity = ?"
            ((first, last, bodied),) = self.db.rows(sql, entity)
            extra |= {"days": [first, last] if first else [], "bodied": bodied}
        if kind in ("agreement", "event"):
            extra["status"] = self._status(entity, kind, path, facts)
        return json.dumps(extra, ensure_ascii=False)

    def _status(self, entity: int, kind: str, path: str, facts: dict[str, ReleaseFacts]) -> list[tuple[str, str]]:
        """The sentences that state the status that follows from all claims: (passage, status)."""
        told = []
        for release, in self.db.rows(_TELLERS, entity):
            if release not in facts:
                facts[release] = self._facts(release, self.db.one("SELECT state FROM release WHERE id = ?", release))
            told.append(facts[release])
        iri = self.base + path
        builder = self.builder()
        for one in told:
            one.builder.quads = builder.quads
        state_status(told, iri)
        return sorted((x.graph, str(x.object)) for x in builder.quads)

    def entity(self, kept: Kept) -> Builder:
        """The quads of an entity."""
        builder = self.builder()
        entity = decode(Entity, kept.draft)
        iri, extra = builder.iri(kept.path), json.loads(kept.extra)
        describe(builder, _at(entity, kept.path))
        builder.know(iri, t.ORG.subOrganizationOf, *(builder.iri(p) for p in extra.get("parents", ())))
        if extra.get("days"):
            builder.know(iri, t.COOP.notBefore, q.day(extra["days"][0]))
            builder.know(iri, t.COOP.notAfter, q.day(extra["days"][1]))
        for graph, status in extra.get("status", ()):
            builder.quads.add(q.quad(iri, t.COOP.status, status, graph))
        return builder

    # ---- pairs, roles, states, concepts ---------------------------------------------------------------------------------

    def pairs(self) -> None:
        """Pairs that may be one."""
        for quads, pairs in ((self.quads.gone, self.grown.parted), (self.quads.come, self.grown.paired)):
            builder = self.builder()
            nobody = (Mention("", "", ""), Mention("", "", ""))
            describe_candidates(builder, (Candidate(p.left, p.right, p.reasons, nobody) for p in _each(pairs)))
            quads |= builder.quads

    def roles(self) -> None:
        """Roles that no scheme lists."""
        for role, before in self.titled.items():
            now = set(self._titles(role))
            for quads, titles in ((self.quads.gone, before), (self.quads.come, now)):
                if titles:
                    builder = self.builder()
                    describe_roles(builder, {role: titles})
                    quads |= builder.quads
            self.use(f"role {role}", {"scheme/roles"} & concepts().keys() if now else set())

    def shared(self) -> None:
        """States and concepts, once for all that use them."""
        for what, before in self.used.items():
            now = self._is_used(what)
            if now != before:
                builder = self.builder()
                if what.startswith("country/"):
                    builder.countries = {what.removeprefix("country/")}
                    describe_countries(builder)
                else:
                    describe_concepts(builder, {what})
                (self.quads.come if now else self.quads.gone).update(builder.quads)

    def _title(self, role: str) -> None:
        if role not in self.titled:
            self.titled[role] = set(self._titles(role))

    def _titles(self, role: str) -> list[tuple[str, str]]:
        return [(language, title) for language, title in self.db.rows("SELECT DISTINCT language, title FROM title WHERE role = ?", role)]

    def uses(self, builder: Builder) -> set[str]:
        """The states and concepts that a part refers to, by their paths."""
        found = {f"country/{iso}" for iso in builder.countries}
        start = len(t.CONCEPT_BASE)
        for quad in builder.quads:
            if isinstance(quad.object, str) and quad.object.startswith(t.CONCEPT_BASE) and quad.object[start:] in concepts():
                found.add(quad.object[start:])
        return found

    def use(self, owner: str, now: set[str]) -> None:
        """Write down which states and concepts a part refers to."""
        before = {what for (what,) in self.db.rows("SELECT what FROM uses WHERE owner = ?", owner)}
        for what in before ^ now:
            self.used.setdefault(what, self._is_used(what))
        self.db.many("DELETE FROM uses WHERE what = ? AND owner = ?", ((what, owner) for what in before - now))
        self.db.many("INSERT INTO uses VALUES (?, ?)", ((what, owner) for what in now - before))

    def _is_used(self, what: str) -> bool:
        return bool(self.db.one("SELECT 1 FROM uses WHERE what = ? LIMIT 1", what))


def _each(pairs: Iterable[Pair]) -> list[Pair]:
    return sorted(set(pairs))


def _at(entity: Entity, path: str) -> Entity:
    return replace(entity, path=path)
