"""The report of a large graph, row by row from its database: the same bytes that `kg.report` makes of everything at once."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from kg.entities.decisions import KINDS as KINDS_OF_DECISIONS
from kg.entities.decisions import local_names
from kg.entities.kinds import KINDS as KINDS_OF_THINGS
from kg.entities.model import Mention
from kg.entities.rows import node_of
from kg.facts.model import Extraction
from kg.release.model import Reject
from kg.report import KINDS, TITLES, not_read, release_lines, release_row, row_line, summary
from kg.shelf.database import Database

Row = dict[str, Any]

_SHARED = """
SELECT e.id, e.path, e.rules, count(DISTINCT m.release) FROM entity e JOIN alike a ON a.entity = e.id JOIN mention m ON m.alike = a.id
GROUP BY e.id HAVING count(DISTINCT m.release) > 1 ORDER BY e.path
"""
_TELLERS = """
SELECT DISTINCT r.path FROM alike a JOIN mention m ON m.alike = a.id JOIN release r ON r.id = m.release WHERE a.entity = ? ORDER BY 1
"""
_TWICE = """
SELECT a.kind, a.release, a.key, a.node FROM alike a WHERE a.entity = ?
AND (SELECT count(*) FROM (SELECT 1 FROM mention m WHERE m.alike = a.id LIMIT 2)) > 1
"""
_DOUBTS = f"""
SELECT x.path, y.path, p.kind, p.release, p.key, q.release, q.key, d.reasons
FROM doubt d JOIN alike p ON p.id = d.a JOIN alike q ON q.id = d.b JOIN entity x ON x.id = p.entity JOIN entity y ON y.id = q.entity
WHERE x.id != y.id AND p.kind IN ({", ".join(f"'{kind}'" for kind in KINDS_OF_DECISIONS)})
ORDER BY min(x.path, y.path), max(x.path, y.path), p.release, p.key, q.release, q.key
"""


@dataclass(frozen=True, slots=True)
class Parts:
    """The report's parts; those of many rows are made anew whenever they are asked for."""

    db: Database
    extraction: Callable[[str], Extraction]
    rejects: Sequence[Reject]

    def found(self) -> dict[str, int]:
        """How many things of each kind."""
        count: dict[str, int] = dict(self.db.rows("SELECT kind, count(*) FROM entity GROUP BY kind"))
        count["country"] = len({c.value for r in self.db.ids("release") for c in self.extraction(r).countries})
        return {"releases": int(self.db.one("SELECT count(*) FROM release"))} | {name: count.get(kind, 0) for kind, name in KINDS}

    def releases(self) -> Iterator[Row]:
        """In the order of their paths."""
        for release, path in self.db.each("SELECT id, path FROM release ORDER BY path"):
            yield release_row(self.extraction(release), path)

    def merged(self) -> Iterator[Row]:
        """Things of several releases, and the rules that put their mentions together."""
        for entity, path, rules, _ in self.db.each(_SHARED):
            joins = set(json.loads(rules)) | {self._rule(*row) for row in self.db.rows(_TWICE, entity)}
            yield {"thing": path, "releases": [r for (r,) in self.db.rows(_TELLERS, entity)], "rules": sorted(joins)}

    def perhaps_one(self) -> Iterator[Row]:
        """Pairs for a person to decide on."""
        for (left, right), told in groupby(self.db.each(_DOUBTS), key=lambda row: tuple(sorted(row[:2]))):
            doubts = list(told)
            x, y, kind, *first = doubts[0][:7]
            mentions = sorted(((x, Mention(first[0], kind, first[1])), (y, Mention(first[2], kind, first[3]))))
            yield {
                "things": [left, right],
                "kind": kind,
                "told": [self._named(m) for _, m in mentions],
                "reasons": sorted({reason for *_, why in doubts for reason in json.loads(why)}),
            }

    def _rule(self, kind: str, release: str, key: str, node: str) -> str:
        """The rule by which mentions that say the same are one."""
        value = node_of(kind, Mention(release, kind, key), node)
        found = _RULES[kind].same(value, value)
        assert found is not None  # else there would not be two of them
        return str(found[1])

    def _named(self, mention: Mention) -> dict[str, str]:
        path = self.db.one("SELECT path FROM release WHERE id = ?", mention.release)
        return {"release": path, "name": local_names(self.extraction(mention.release), mention.kind)[mention.key]}


_RULES: Mapping[str, Any] = {kind.name: kind.rules for kind in KINDS_OF_THINGS}


def write_json(parts: Parts, path: Path) -> None:
    """report.json."""
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        file.write("{\n" + f' "found": {_indented(parts.found(), 1)}')
        for name, rows in (("releases", parts.releases()), ("not_read", not_read(parts.rejects)), ("merged", parts.merged()),
                           ("perhaps_one", parts.perhaps_one())):  # fmt: skip
            file.write(f',\n "{name}": [')
            glue = "\n  "
            for row in rows:
                file.write(glue + _indented(row, 2))
                glue = ",\n  "
            file.write("]" if glue == "\n  " else "\n ]")
        file.write("\n}\n")


def write_text(parts: Parts, path: Path) -> None:
    """report.txt."""
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        file.write(f"{summary(parts.found())}\n")
        for row in parts.releases():
            file.writelines(f"\n{line}" for line in release_lines(row))
        for title, rows in zip(TITLES, (not_read(parts.rejects), parts.merged(), parts.perhaps_one()), strict=True):
            _section(file.write, title, rows)


def _section(write: Callable[[str], object], title: str, rows: Iterable[Row]) -> None:
    empty = True
    for row in rows:
        if empty:
            write(f"\n{title}")
        empty = False
        write(f"\n  {row_line(row)}")
    if not empty:
        write("\n")


def _indented(value: Any, by: int) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1).replace("\n", "\n" + " " * by)
