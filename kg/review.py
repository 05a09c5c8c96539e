"""Uncertain pairs one at a time, with the sentences on both sides, and the record of what a person decides."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.entities.decisions import Decision, Named, as_text, load
from kg.errors import BuildError
from kg.explain import Graph
from kg.publication import publish

_SENTENCES = 6  # a side; more do not help to decide


@dataclass(frozen=True, slots=True)
class Doubt:
    """Two things that may be one: their paths, how a decision names them, and why."""

    kind: str
    paths: tuple[str, str]
    named: tuple[Named, Named]
    reasons: tuple[str, ...]

    def decided(self, verdict: str, note: str = "") -> Decision:
        """The line that records a verdict."""
        left, right = sorted(self.named)
        return Decision(verdict, self.kind, left, right, note)


def doubts(folder: Path, decisions: Path) -> list[Doubt]:
    """The uncertain pairs of a built folder that no decision answers yet. Raises BuildError if there is no report."""
    path = folder / "report.json"
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))["perhaps_one"]
    except (OSError, ValueError, KeyError) as error:
        raise BuildError(f"cannot read {path}: {error}; `kg build` makes it") from error
    answered = {frozenset((d.left, d.right)) for d in load(decisions)}
    found = [_doubt(row) for row in rows]
    return [d for d in found if frozenset(d.named) not in answered]


def shown(doubt: Doubt, graph: Graph) -> Iterator[str]:
    """What a person needs to decide: both names, why they may be one, the sentences on each side."""
    yield f"Are these one {doubt.kind}?"
    yield from (f"  because: {reason}" for reason in doubt.reasons)
    for path, named in zip(doubt.paths, doubt.named, strict=True):
        yield f"\n  {named.name}  (id:{path})"
        explanation = graph.explain(graph.iri(path))[0]
        told = dict.fromkeys((x.release, x.sentence) for x in explanation.told if x.sentence)
        yield from (f"    {release}\n      «{sentence}»" for release, sentence in list(told)[:_SENTENCES])


def record(decisions: Path, decision: Decision) -> None:
    """Add a decision to the file, which stays sorted and appears whole or not at all. Raises BuildError."""
    text = as_text([*load(decisions), decision])
    publish(decisions.parent, {decisions.name: text.encode()})


def _doubt(row: dict[str, Any]) -> Doubt:
    left, right = (Named(side["release"], side["name"]) for side in row["told"])
    return Doubt(row["kind"], (row["things"][0], row["things"][1]), (left, right), tuple(row["reasons"]))
