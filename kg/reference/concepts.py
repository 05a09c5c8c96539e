"""The published concept schemes (topics, roles, statuses, kinds), read from ontology/schemes.ttl."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

import pyoxigraph as ox

from kg.reference.files import ontology_dir

CONCEPTS = "https://w3id.org/digicoop/id/"
_SKOS = "http://www.w3.org/2004/02/skos/core#"


class Statement(NamedTuple):
    """What the schemes say of a concept; `datatype` is "" where the value is an IRI."""

    predicate: str
    value: str
    datatype: str
    language: str


@dataclass(frozen=True, slots=True)
class Concept:
    """A concept by its path ("topic/e-government") and all that the schemes say of it, sorted."""

    path: str
    statements: tuple[Statement, ...]

    @property
    def labels(self) -> dict[str, str]:
        """Preferred labels by language."""
        return {s.language: s.value for s in self.statements if s.predicate == _SKOS + "prefLabel"}

    @property
    def names(self) -> list[str]:
        """Every label."""
        return [s.value for s in self.statements if s.predicate in (_SKOS + "prefLabel", _SKOS + "altLabel")]


@cache
def concepts() -> Mapping[str, Concept]:
    """All concepts of the schemes by path. Raises MissingFiles if the ontology is not there."""
    found: dict[str, set[Statement]] = {}
    for triple in ox.parse(path=str(ontology_dir() / "schemes.ttl")):
        subject, value = triple.subject, triple.object
        if not isinstance(subject, ox.NamedNode):
            continue
        if isinstance(value, ox.Literal):
            row = Statement(triple.predicate.value, value.value, value.datatype.value, value.language or "")
        else:
            row = Statement(triple.predicate.value, str(value).strip("<>"), "", "")
        found.setdefault(subject.value.removeprefix(CONCEPTS), set()).add(row)
    return {path: Concept(path, tuple(sorted(rows))) for path, rows in sorted(found.items())}


@cache
def _roles() -> Mapping[str, str]:
    roles = [c for c in concepts().values() if c.path.startswith("role/")]
    # preferred labels last: where one role's other name is another role's own name, the own name counts
    by_other = {plain(name): c.path for c in roles for name in c.names}
    return by_other | {plain(label): c.path for c in roles for label in c.labels.values()}


def role_path(title: str) -> str | None:
    """The concept of a role by any of its labels ("министр" -> "role/minister"), or None if no scheme has it."""
    return _roles().get(plain(title))


def plain(text: str) -> str:
    """Lower case, ё as е, one space between words."""
    return " ".join(text.lower().replace("ё", "е").split())
