"""The things and concepts of a graph by their labels: what a person may call them, in any case and language."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from kg.questions.engine import Engine, rows
from kg.questions.model import PREFIXES, Term

# types of parameters -> class whose instances they take
CLASSES = {
    "country": "Country",
    "person": "Person",
    "body": "Organization",
    "event": "Event",
    "agreement": "Agreement",
    "release": "Release",
    "topic": "Topic",
    "status": "Status",
    "kind": "Kind",
    "role": "Role",
    "place": "Place",
}
_COOP = PREFIXES["coop"]

_LABELS = """
PREFIX coop: <https://w3id.org/digicoop/ontology#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX foaf: <http://xmlns.com/foaf/0.1/>
SELECT ?thing ?property ?label WHERE {
  VALUES ?property { skos:prefLabel skos:altLabel skos:notation dcterms:title foaf:familyName }
  ?thing ?property ?label .
}
"""
_TYPES = """
PREFIX coop: <https://w3id.org/digicoop/ontology#>
SELECT ?thing ?class WHERE { VALUES ?class { $classes } ?thing a ?class }
"""


def fold(text: str) -> str:
    """A label for comparison: case, ё/е, quotes, dashes and spaces make no difference."""
    text = unicodedata.normalize("NFKC", text).casefold().replace("ё", "е")
    text = "".join(c if c.isalnum() else " " for c in text)
    return " ".join(text.split())


@dataclass(frozen=True, slots=True)
class Thing:
    """A node of the graph with all that it is called; `types` are keys of CLASSES."""

    iri: str
    types: frozenset[str]
    labels: tuple[str, ...]
    preferred: dict[str, str] = field(hash=False, compare=False)

    def label(self, language: str = "ru") -> str:
        """The best label for a reader of that language; the IRI's last part if there is none."""
        for lang in (language, "", "ru", "en", "be"):
            if lang in self.preferred:
                return self.preferred[lang]
        return next(iter(self.labels), self.iri.rsplit("/", 1)[-1])


class Things:
    """An index of one graph's things."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @cached_property
    def all(self) -> dict[str, Thing]:
        """Every labelled thing by IRI, in the order of the IRIs."""
        types: dict[str, set[str]] = {}
        known = {_COOP + name: key for key, name in CLASSES.items()}
        known |= {_COOP + "AgreementKind": "kind", _COOP + "EventKind": "kind"}
        classes = " ".join(sorted(f"<{iri}>" for iri in known))
        for thing, cls in rows(self._engine, _TYPES.replace("$classes", classes)).rows:
            if thing and cls and cls.value in known:
                types.setdefault(thing.value, set()).add(known[cls.value])
        labels: dict[str, dict[str, None]] = {}
        preferred: dict[str, dict[str, str]] = {}
        for row in sorted(rows(self._engine, _LABELS).rows, key=_label_order):
            thing, prop, label = row
            if thing is None or prop is None or label is None or thing.value not in types:
                continue
            labels.setdefault(thing.value, {})[label.value] = None
            if prop.value.endswith(("prefLabel", "title")):
                preferred.setdefault(thing.value, {}).setdefault(label.language or "", label.value)
        return {
            iri: Thing(iri, frozenset(types[iri]), tuple(labels.get(iri, ())), preferred.get(iri, {}))
            for iri in sorted(types)
        }

    @cached_property
    def by_label(self) -> dict[str, tuple[Thing, ...]]:
        """Things by folded label."""
        found: dict[str, dict[str, Thing]] = {}
        for thing in self.all.values():
            for label in thing.labels:
                found.setdefault(fold(label), {})[thing.iri] = thing
        return {key: tuple(things.values()) for key, things in found.items()}

    @cached_property
    def translations(self) -> dict[str, dict[str, str]]:
        """A preferred label -> the same in other languages, where all things that are called so agree on it."""
        return _agreed(
            (label, thing.preferred) for thing in self.all.values() for label in dict.fromkeys(thing.preferred.values())
        )

    @cached_property
    def countries(self) -> dict[str, dict[str, str]]:
        """The code of a country -> its names by language."""
        return {t.iri.rpartition("/")[2]: t.preferred for t in self.all.values() if "country" in t.types}

    def find(self, text: str, type_: str) -> tuple[Thing, ...]:
        """Things of a type (or any, for "thing") with exactly this label."""
        return tuple(t for t in self.by_label.get(fold(text), ()) if fits(t, type_))


def fits(thing: Thing, type_: str) -> bool:
    """True if a thing may be the value of a parameter of that type."""
    return type_ == "thing" or type_ in thing.types


def _agreed(found: Iterable[tuple[str, dict[str, str]]]) -> dict[str, dict[str, str]]:
    agreed: dict[str, dict[str, str]] = {}
    for label, names in found:
        if label in agreed:
            names = {language: name for language, name in names.items() if agreed[label].get(language) == name}
        agreed[label] = names
    return agreed


def _label_order(row: tuple[Term | None, ...]) -> tuple[str, str, str, str]:
    thing, prop, label = (t or Term("") for t in row)
    # preferred labels before alternative ones
    return (thing.value, "0" if prop.value.endswith(("prefLabel", "title")) else "1", label.value, label.language or "")
