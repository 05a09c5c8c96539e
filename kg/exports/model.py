"""What every export starts from: the statements of a graph as plain values."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from kg.questions.dumps import quads
from kg.questions.model import PREFIXES, Term, compact

COOP, SKOS, RDF = PREFIXES["coop"], PREFIXES["skos"], PREFIXES["rdf"]
LANGUAGES = ("ru", "be", "en")


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement; `graph` is the passage that makes it, "" for the default graph."""

    subject: str
    predicate: str
    object: Term
    graph: str


class Statements:
    """All statements of a graph, by subject."""

    def __init__(self, graph: Path) -> None:
        self.all = tuple(Statement(s, p, o, g) for s, p, o, g in quads(graph))
        self._by: dict[str, dict[str, dict[Term, None]]] = defaultdict(lambda: defaultdict(dict))
        self.graphs: dict[str, list[Statement]] = defaultdict(list)
        for one in self.all:
            self._by[one.subject][one.predicate][one.object] = None
            self.graphs[one.graph].append(one)

    def values(self, subject: str, predicate: str) -> list[Term]:
        """The values of a property, each once, sorted."""
        found = self._by.get(subject, {}).get(predicate, {})
        return sorted(found, key=lambda t: t.n3)

    def predicates(self, subject: str) -> list[str]:
        """The properties that a thing has, sorted."""
        return sorted(self._by.get(subject, {}))

    def instances(self, cls: str) -> list[str]:
        """The things of a class of the ontology, sorted."""
        wanted = Term(COOP + cls, "iri")
        return sorted(s for s, has in self._by.items() if wanted in has.get(RDF + "type", ()))

    def label(self, iri: str, language: str = "") -> str:
        """A thing's label in a language, or in the first that it has; a short IRI if it has none."""
        found = {t.language or "": t.value for t in self.values(iri, SKOS + "prefLabel")}
        found.update(("", t.value) for t in self.values(iri, PREFIXES["dcterms"] + "title"))
        if language:
            return found.get(language, "")
        return next((found[code] for code in (*LANGUAGES, "") if code in found), compact(iri))

    def exact(self, passage: str) -> str:
        """The sentence of a passage."""
        found = self.values(passage, PREFIXES["oa"] + "exact")
        return found[0].value if found else ""


def clean(text: str) -> str:
    """Without the characters that XML 1.0 cannot hold and that no table should."""
    return "".join(
        c if c in "\t\n" or (unicodedata.category(c) not in ("Cc", "Cs") and c not in "\ufffe\uffff") else " "
        for c in text
    )
