"""Identity of a graph that grows: only what the releases that came or went can touch is decided again.

Mentions that say the same are kept as one row ("alike"), and two such rows that some rule relates as an edge. Clustering
depends on nothing beyond the rows that edges connect, so the connected rows of a change, clustered by the same
`settle`, give what clustering everything would give. Names that move make other releases' nodes change, kind by kind.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from kg.entities.cluster import Doubt, Group, related, settle
from kg.entities.decisions import Verdicts
from kg.entities.doubted import pair_again
from kg.entities.kinds import KINDS, Kind, record_in
from kg.entities.model import Entity, Mention
from kg.entities.rows import Row, key_texts, node_of, rows, thing_of
from kg.entities.slugs import mint
from kg.facts.model import Extraction
from kg.shelf.codec import encode
from kg.shelf.database import Database
from kg.shelf.model import Grown, Kept


def grow(
    db: Database, grown: Grown, extraction: Callable[[str], Extraction], verdicts: Verdicts, changed: Iterable[Mention]
) -> None:
    """Settle every kind again where `grown` touches it, and write down in it what else has changed.

    extraction  gives that of a release
    changed     mentions of which other decisions hold than before
    """
    forced = set(changed)
    for kind in KINDS:
        Stage(db, grown, extraction, verdicts, kind, {m for m in forced if m.kind == kind.name}).run()


@dataclass(slots=True)
class Stage:
    """One kind of thing in one step of growth; `kg.entities.founding` does the first step of a large graph with it."""

    db: Database
    grown: Grown
    extraction: Callable[[str], Extraction]
    verdicts: Verdicts
    kind: Kind
    forced: set[Mention]
    touched: set[int] = field(default_factory=set)  # rows that won or lost mentions
    seeds: set[int] = field(default_factory=set)  # rows to be clustered again, with all that they are connected to
    old_paths: dict[int, str] = field(default_factory=dict)  # of rows whose entity is decided again
    redraft: set[int] = field(default_factory=set)  # entities
    gone: set[int] = field(default_factory=set)  # entities
    wanted: set[str] = field(default_factory=set)  # paths whose takers have changed
    homes: set[int] = field(default_factory=set)  # entities that may have lost their last row
    nodes: dict[int, Any] = field(default_factory=dict)

    def run(self) -> None:
        """Settle the kind again."""
        self._take_out()
        self._put_in()
        self._relate(self._settle_rows())
        self._force()
        closure = self._closure()
        doubts = self._cluster(closure)
        for entity in self.redraft - self.gone:
            self._draft(entity)
        moved = self._mint()
        self._spread(closure, moved)
        self._pair(closure, doubts, moved)

    # ---- mentions and the rows of those that say the same ---------------------------------------------------------------

    def _take_out(self) -> None:
        for release in sorted(self.grown.removed):
            found = self.db.rows("SELECT key, alike FROM mention WHERE release = ? AND kind = ?", release, self.kind.name)
            self.touched.update(alike for _, alike in found)
            self.db.run("DELETE FROM mention WHERE release = ? AND kind = ?", release, self.kind.name)

    def _put_in(self) -> None:
        decided = self.verdicts.decided
        for release in sorted(self.grown.added | self.grown.dirty | {m.release for m in self.forced}):
            found = self.db.rows(
                "SELECT m.key, a.sign, m.node, m.thing, m.alike FROM mention m JOIN alike a ON a.id = m.alike "
                "WHERE m.release = ? AND m.kind = ?", release, self.kind.name,
            )  # fmt: skip
            known = {key: rest for key, *rest in found}
            for row in rows(self.kind, release, self.extraction(release), self._path_in(release), decided):
                before = known.get(row.mention.key)
                if before is None or before[:3] != [row.sign, row.node, row.thing]:
                    if before:
                        self.touched.add(before[3])
                    self._put(row)

    def _put(self, row: Row) -> None:
        alike = self.db.one("SELECT id FROM alike WHERE kind = ? AND sign = ?", self.kind.name, row.sign)
        if alike is None:
            alike = self.db.run("INSERT INTO alike (kind, sign) VALUES (?, ?)", self.kind.name, row.sign)
        self.touched.add(alike)
        self._mention(row, alike)

    def _mention(self, row: Row, alike: int) -> None:
        self.db.run("INSERT OR REPLACE INTO mention VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", *row.mention, alike, row.node, row.thing,
                    row.parent, row.first, row.last, row.bodied)  # fmt: skip

    def _path_in(self, release: str) -> Callable[[str, str], str]:
        paths: dict[tuple[str, str], str] = {}

        def path(kind: str, key: str) -> str:
            if not paths:
                found = self.db.rows(
                    "SELECT m.kind, m.key, e.path FROM mention m JOIN alike a ON a.id = m.alike JOIN entity e ON e.id = a.entity "
                    "WHERE m.release = ?", release,
                )  # fmt: skip
                paths.update({(k, n): p for k, n, p in found})
            return paths[kind, key]

        return path

    def _settle_rows(self) -> list[int]:
        """Each row stands for its first mention; the rows that have another one now."""
        fresh = []
        for alike in sorted(self.touched):
            first = self.db.rows("SELECT release, key, node FROM mention WHERE alike = ? ORDER BY release, key LIMIT 1", alike)
            ((release, key, node, entity),) = self.db.rows("SELECT release, key, node, entity FROM alike WHERE id = ?", alike)
            if entity is not None:
                self._remember(entity)
                self.redraft.add(entity)
            if not first:
                self._loosen(alike)
                self.db.run("DELETE FROM alike WHERE id = ?", alike)
            elif first[0] != (release, key, node):
                self._loosen(alike)
                self.db.run("UPDATE alike SET release = ?, key = ?, node = ? WHERE id = ?", *first[0], alike)
                fresh.append(alike)
            if first and (self.kind.rules.exclusive or first[0] != (release, key, node)):
                self.seeds.add(alike)
        return fresh

    def _loosen(self, alike: int) -> None:
        """Without keys and edges; what it was connected to is to be clustered again."""
        self.seeds.update(b for (b,) in self.db.rows("SELECT b FROM edge WHERE a = ?", alike))
        entity = self.db.one("SELECT entity FROM alike WHERE id = ?", alike)
        if entity is not None:
            self.seeds.update(a for (a,) in self.db.rows("SELECT id FROM alike WHERE entity = ?", entity))
        for pair in self.db.rows("SELECT a, b FROM doubt WHERE a = ? UNION SELECT a, b FROM doubt WHERE b = ?", alike, alike):
            self.seeds.update(pair)
        self.db.run("DELETE FROM doubt WHERE a = ?", alike)
        self.db.run("DELETE FROM doubt WHERE b = ?", alike)
        self.db.many("DELETE FROM edge WHERE a = ? AND b = ?", self._both_ways(alike))
        self.db.run("DELETE FROM lookup WHERE alike = ?", alike)

    def _both_ways(self, alike: int) -> list[tuple[int, int]]:
        found = [b for (b,) in self.db.rows("SELECT b FROM edge WHERE a = ?", alike)]
        return [(alike, b) for b in found] + [(b, alike) for b in found]

    def _relate(self, fresh: list[int]) -> None:
        """Find what rules relate the fresh rows to."""
        rules, name = self.kind.rules, self.kind.name
        self._load(fresh)
        asked, offered = {}, {}
        for alike in fresh:
            node = self.nodes[alike]
            asked[alike] = key_texts((*rules.keys(node), *rules.asks(node)))
            offered[alike] = key_texts((*rules.keys(node), *rules.offers(node)))
            for asks, keys in ((1, asked), (0, offered)):
                self.db.many("INSERT INTO lookup VALUES (?, ?, ?, ?)", ((name, key, asks, alike) for key in keys[alike]))
        done: set[tuple[int, int]] = set()
        for alike in fresh:
            partners = self._partners(0, asked[alike]) | self._partners(1, offered[alike])
            pairs = {(min(alike, b), max(alike, b)) for b in partners - {alike}} - done
            done |= pairs
            self._load({b for pair in pairs for b in pair})
            edges = [(a, b) for a, b in pairs if related(self.nodes[a], self.nodes[b], rules)]
            self.db.many("INSERT OR IGNORE INTO edge VALUES (?, ?)", edges + [(b, a) for a, b in edges])

    def _partners(self, asks: int, keys: Iterable[str]) -> set[int]:
        sql = "SELECT alike FROM lookup WHERE kind = ? AND key = ? AND asks = ?"
        return {alike for key in keys for (alike,) in self.db.rows(sql, self.kind.name, key, asks)}

    def _load(self, alikes: Iterable[int]) -> None:
        missing = [a for a in alikes if a not in self.nodes]
        for alike, release, key, node in self.db.among("SELECT id, release, key, node FROM alike WHERE id IN (?)", missing):
            self.nodes[alike] = node_of(self.kind.name, Mention(release, self.kind.name, key), node)

    # ---- which are one --------------------------------------------------------------------------------------------------

    def _force(self) -> None:
        for mention in self.forced:
            alike = self._alike_of(mention)
            if alike is not None:
                self.seeds.add(alike)

    def _alike_of(self, mention: Mention) -> int | None:
        found: int | None = self.db.one("SELECT alike FROM mention WHERE release = ? AND kind = ? AND key = ?", *mention)
        return found

    def _decided(self) -> dict[int, set[int]]:
        """Rows that people decided to be one."""
        decided: dict[int, set[int]] = defaultdict(set)
        for a, b in self.verdicts.same:
            if a.kind == self.kind.name:
                left, right = self._alike_of(a), self._alike_of(b)
                if left is not None and right is not None:
                    decided[left].add(right)
                    decided[right].add(left)
        return decided

    def _closure(self) -> list[int]:
        """The seeds and all that they are connected to, in the order of their first mentions."""
        decided = self._decided()
        found, waiting = set[int](), set(self.seeds)
        while waiting:
            found |= waiting
            near = {b for (b,) in self.db.among("SELECT b FROM edge WHERE a IN (?)", waiting)}
            waiting = (near | {b for a in waiting for b in decided.get(a, ())}) - found
        self._load(found)
        return sorted((a for a in found if a in self.nodes), key=lambda a: self.nodes[a].mention)

    def _cluster(self, closure: list[int]) -> tuple[Doubt, ...]:
        """Cluster the closure, and give its groups entities; an entity of the very same rows stays."""
        if not closure:
            self._drop_empty()
            return ()
        number = {alike: at for at, alike in enumerate(closure)}
        edges = sorted((number[a], number[b]) for a, b in self.db.among("SELECT a, b FROM edge WHERE a IN (?)", closure))
        pairs = [(self.nodes[closure[i]], self.nodes[closure[j]]) for i, j in edges if i < j]
        groups = [Group([self.nodes[a]], ms) for a, ms in zip(closure, self._mentions(closure), strict=True)]
        result = settle(groups, pairs, self.kind.rules, self.verdicts)
        at = {self.nodes[a].mention: a for a in closure}
        for alike, entity, path in self.db.among(
            "SELECT a.id, e.id, e.path FROM alike a JOIN entity e ON e.id = a.entity WHERE a.id IN (?)", closure
        ):
            self._remember(entity)
            self.old_paths[alike] = path
        before: dict[int, set[int]] = defaultdict(set)
        for entity, alike in self.db.among("SELECT entity, id FROM alike WHERE id IN (?)", closure):
            before[entity].add(alike)
        same = {frozenset(alikes): entity for entity, alikes in before.items() if entity is not None}
        for group in result.groups:
            rules = encode(sorted({j.rule for j in group.joins}))
            self._house({at[n.mention] for n in group.nodes}, record_in(group.nodes), same, rules)
        self._drop_empty()
        return result.doubts

    def _mentions(self, closure: list[int]) -> list[list[Mention]]:
        """All mentions of each row, where rules ask for their releases; else the first of each."""
        if not self.kind.rules.exclusive:
            return [[self.nodes[a].mention] for a in closure]
        found: dict[int, list[Mention]] = defaultdict(list)
        for alike, release, key in self.db.among("SELECT alike, release, key FROM mention WHERE alike IN (?)", closure):
            found[alike].append(Mention(release, self.kind.name, key))
        return [sorted(found[a]) for a in closure]

    def _house(self, alikes: set[int], record: str | None, same: dict[frozenset[int], int], rules: str) -> None:
        """Give a group its entity: the one of the very same rows before, or a new one; `rules` joined the rows."""
        home = same.get(frozenset(alikes))
        if home is None:
            home = self.db.run("INSERT INTO entity (kind, record, path, wanted) VALUES (?, ?, '', '')", self.kind.name, record)
            self.db.many("UPDATE alike SET entity = ? WHERE id = ?", ((home, a) for a in alikes))
            self.redraft.add(home)
        elif self.db.one("SELECT record FROM entity WHERE id = ?", home) != record:
            self.db.run("UPDATE entity SET record = ? WHERE id = ?", record, home)
            self.redraft.add(home)
        self.db.run("UPDATE entity SET rules = ? WHERE id = ?", rules, home)

    def _drop_empty(self) -> None:
        for entity in self.homes:
            if not self.db.one("SELECT 1 FROM alike WHERE entity = ? LIMIT 1", entity):
                wanted = self.db.one("SELECT wanted FROM entity WHERE id = ?", entity)
                if wanted is not None:
                    self.wanted.add(wanted)
                self.db.run("DELETE FROM entity WHERE id = ?", entity)
                self.gone.add(entity)

    def _remember(self, entity: int) -> None:
        self.homes.add(entity)
        if entity not in self.grown.before:
            found = self.db.rows("SELECT path, draft, extra FROM entity WHERE id = ? AND path != ''", entity)
            if found and found[0][1]:
                self.grown.before[entity] = Kept(*found[0])

    # ---- what they are called -------------------------------------------------------------------------------------------

    def _draft(self, entity: int) -> None:
        """Labels, kind and wanted path from all that the releases say of it."""
        told = []
        for thing, times in self.db.rows(
            "SELECT m.thing, count(*) FROM alike a JOIN mention m ON m.alike = a.id WHERE a.entity = ? GROUP BY m.thing", entity
        ):
            told += [thing_of(self.kind.name, thing)] * times
        ((release, key),) = self.db.rows("SELECT release, key FROM alike WHERE entity = ? ORDER BY release, key LIMIT 1", entity)
        ((record, before),) = self.db.rows("SELECT record, wanted FROM entity WHERE id = ?", entity)
        first = Mention(release, self.kind.name, key)
        draft = self.kind.form(told, (first,), record)
        self.wanted.update(p for p in (before, draft.path) if p)
        content = encode(_bare(draft))
        self.db.run("UPDATE entity SET wanted = ?, own = ?, draft = ? WHERE id = ?", draft.path, "\n".join(first), content, entity)
        self.grown.entities.add(entity)

    def _mint(self) -> set[int]:
        """Final paths of all that want a path whose takers have changed; the entities that have another one now."""
        moved = set()
        for wanted in sorted(self.wanted):
            found = self.db.rows("SELECT id, own, path FROM entity WHERE wanted = ?", wanted)
            final = mint({entity: (wanted, own) for entity, own, _ in found})
            for entity, _, path in found:
                if final[entity] != path:
                    self._remember(entity)
                    self.old_paths |= {
                        a: path for (a,) in self.db.rows("SELECT id FROM alike WHERE entity = ?", entity) if a not in self.old_paths
                    }
                    self.db.run("UPDATE entity SET path = ? WHERE id = ?", final[entity], entity)
                    self.grown.entities.add(entity)
                    moved.add(entity)
        return moved

    def _spread(self, closure: list[int], moved: set[int]) -> None:
        """Releases that stayed and speak of something that has another path now."""
        alikes = set(closure) | {a for (a,) in self.db.among("SELECT id FROM alike WHERE entity IN (?)", moved)}
        paths = self.db.among("SELECT a.id, e.path FROM alike a JOIN entity e ON e.id = a.entity WHERE a.id IN (?)", alikes)
        other = [a for a, path in paths if self.old_paths.get(a, "") != path]
        found = {r for (r,) in self.db.among("SELECT DISTINCT release FROM mention WHERE alike IN (?)", other)}
        self.grown.dirty |= found - self.grown.added

    def _pair(self, closure: list[int], doubts: tuple[Doubt, ...], moved: set[int]) -> None:
        """Write the doubts of the closure, and which entities may be one because of them."""
        at = {self.nodes[a].mention: a for a in closure}
        self.db.many("DELETE FROM doubt WHERE a = ?", ((a,) for a in closure))
        self.db.many("DELETE FROM doubt WHERE b = ?", ((a,) for a in closure))
        self.db.many("INSERT INTO doubt VALUES (?, ?, ?)", ((at[d.left], at[d.right], encode(d.reasons)) for d in doubts))
        entities = moved | self.gone | {e for (e,) in self.db.among("SELECT entity FROM alike WHERE id IN (?)", closure)}
        parted, paired = pair_again(self.db, entities)
        self.grown.parted += parted
        self.grown.paired += paired


def _bare(entity: Entity) -> Entity:
    return replace(entity, mentions=(), joins=())
