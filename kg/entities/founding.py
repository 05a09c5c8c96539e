"""Identity of a large graph from nothing, in memory that does not grow with it: what `growing` does, without looking back.

Nothing was decided before, so that no entity has to be remembered, compared or renamed. What `growing` keeps in sets while
it works stays in the database here; rows that say the same are numbered one after another, kind by kind. The rows that
some rule connects are clustered some hundred at a time by the same `settle`.
"""

from __future__ import annotations

import json
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from kg.entities.cluster import Doubt, related
from kg.entities.decisions import Verdicts
from kg.entities.growing import Stage
from kg.entities.kinds import KINDS
from kg.entities.rows import Row, key_texts, rows
from kg.entities.slugs import mint
from kg.facts.model import Extraction
from kg.shelf.codec import encode
from kg.shelf.database import Database
from kg.shelf.model import Grown, Pair

TOGETHER = 500  # rows that are clustered, or compared, at a time
_NODES = 20_000  # that are kept decoded

_PAIRS = """
SELECT x.id, x.path, y.id, y.path, d.reasons
FROM alike p JOIN doubt d ON d.a = p.id JOIN alike q ON q.id = d.b JOIN entity x ON x.id = p.entity JOIN entity y ON y.id = q.entity
WHERE p.kind = ? AND x.id != y.id ORDER BY min(x.id, y.id), max(x.id, y.id)
"""
# what a row asks for and another offers, or the other way round
_BEHIND = """
SELECT DISTINCT m.alike FROM lookup l JOIN lookup m ON m.kind = l.kind AND m.key = l.key AND m.asks = 1 - l.asks AND m.alike > l.alike
WHERE l.alike = ? ORDER BY m.alike
"""


def found(db: Database, extraction: Callable[[str], Extraction], verdicts: Verdicts) -> None:
    """Settle every kind over all releases of the database, whose tables are empty but for extractions and releases' paths."""
    for kind in KINDS:
        _Stage(db, Grown(set(), set()), extraction, verdicts, kind, set()).run()


class _Nodes(OrderedDict[int, Any]):
    """The nodes that were read last."""

    def trim(self) -> None:
        """Forget the oldest; called between steps, for a step needs all its nodes."""
        while len(self) > _NODES:
            self.popitem(last=False)


@dataclass(slots=True)
class _Stage(Stage):
    nodes: _Nodes = field(default_factory=_Nodes)

    def run(self) -> None:
        """Settle the kind."""
        first = self._last() + 1
        for release in self.db.ids("extraction"):
            for row in rows(self.kind, release, self.extraction(release), self._path_in(release), self.verdicts.decided):
                self._put(row)
        every = range(first, self._last() + 1)
        for chunk in _chunks(every):
            self._offer(chunk)
        for chunk in _chunks(every):
            self._compare(chunk)
        self._settle_all(every)
        self._mint_all()
        self._pair_all()

    def _last(self) -> int:
        return int(self.db.one("SELECT max(id) FROM alike") or 0)

    def _put(self, row: Row) -> None:
        """Releases and their rows come in order, so that the first mention of a row is the one it stands for."""
        _, kind, _ = mention = row.mention
        alike = self.db.one("SELECT id FROM alike WHERE kind = ? AND sign = ?", kind, row.sign)
        if alike is None:
            alike = self.db.run("INSERT INTO alike (kind, sign, release, key, node) VALUES (?, ?, ?, ?, ?)",
                                kind, row.sign, mention.release, mention.key, row.node)  # fmt: skip
        self._mention(row, alike)

    # ---- which rows some rule relates -----------------------------------------------------------------------------------

    def _offer(self, chunk: range) -> None:
        rules, name = self.kind.rules, self.kind.name
        self._load(chunk)
        for alike in chunk:
            node = self.nodes[alike]
            for asks, more in ((1, rules.asks(node)), (0, rules.offers(node))):
                keys = key_texts((*rules.keys(node), *more))
                self.db.many("INSERT INTO lookup VALUES (?, ?, ?, ?)", ((name, key, asks, alike) for key in keys))
        self.nodes.trim()

    def _compare(self, chunk: range) -> None:
        """Each pair once, when the row with the smaller number has its turn."""
        for alike in chunk:
            partners = [b for (b,) in self.db.rows(_BEHIND, alike)]
            if partners:
                self._load((alike, *partners))
                node = self.nodes[alike]
                edges = [(alike, b) for b in partners if related(node, self.nodes[b], self.kind.rules)]
                self.db.many("INSERT OR IGNORE INTO edge VALUES (?, ?)", edges + [(b, a) for a, b in edges])
                self.nodes.trim()

    # ---- which are one --------------------------------------------------------------------------------------------------

    def _settle_all(self, every: range) -> None:
        for closure in self._closures(every):
            self._load(closure)
            closure.sort(key=lambda a: self.nodes[a].mention)
            self._doubt(closure, self._cluster(closure))
            for entity in sorted(self.redraft):
                self._draft(entity)
            for kept in (self.redraft, self.wanted, self.homes, self.grown.entities):
                kept.clear()
            self.nodes.trim()

    def _closures(self, every: range) -> Iterator[list[int]]:
        """Rows with all that edges and decisions connect them with, some hundred rows at a time."""
        seen, decided = bytearray(len(every)), self._decided()
        some: list[int] = []
        for start in every:
            waiting = [] if seen[start - every.start] else [start]
            while waiting:
                fresh = [a for a in dict.fromkeys(waiting) if not seen[a - every.start]]
                for a in fresh:
                    seen[a - every.start] = 1
                some += fresh
                waiting = [b for (b,) in self.db.among("SELECT b FROM edge WHERE a IN (?)", fresh)]
                waiting += [b for a in fresh for b in decided.get(a, ())]
            if len(some) >= TOGETHER:
                yield some
                some = []
        if some:
            yield some

    def _doubt(self, closure: list[int], doubts: Iterable[Doubt]) -> None:
        at = {self.nodes[a].mention: a for a in closure}
        self.db.many("INSERT INTO doubt VALUES (?, ?, ?)", ((at[d.left], at[d.right], encode(d.reasons)) for d in doubts))

    # ---- what they are called -------------------------------------------------------------------------------------------

    def _mint_all(self) -> None:
        name = self.kind.name
        once = "SELECT wanted FROM entity WHERE kind = ? GROUP BY wanted HAVING count(*) {} 1"
        self.db.run(f"UPDATE entity SET path = wanted WHERE kind = ? AND wanted IN ({once.format('=')})", name, name)
        for (wanted,) in self.db.rows(once.format(">"), name):
            takers = {e: (wanted, own) for e, own in self.db.rows("SELECT id, own FROM entity WHERE wanted = ?", wanted)}
            self.db.many("UPDATE entity SET path = ? WHERE id = ?", ((path, e) for e, path in mint(takers).items()))

    def _pair_all(self) -> None:
        rows = self.db.each(_PAIRS, self.kind.name)
        for _, told in groupby(rows, key=lambda row: {row[0], row[2]}):
            doubts = list(told)
            x, left, y, right, _ = doubts[0]
            (first, a), (second, b) = sorted(((left, x), (right, y)))
            reasons = tuple(sorted({reason for *_, why in doubts for reason in json.loads(why)}))
            self.db.run("INSERT INTO candidate VALUES (?, ?, ?)", a, b, encode(Pair(first, second, reasons)))


def _chunks(every: range) -> Iterator[range]:
    return (every[at : at + TOGETHER] for at in range(0, len(every), TOGETHER))

