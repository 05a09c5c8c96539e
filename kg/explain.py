"""A thing's facts, each with the sentence that states it and its release, from a folder's graph.trig."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pyoxigraph as ox

from kg.errors import BuildError, NotFound
from kg.graph import terms as t
from kg.shelf.lasting import open_store

_LANGUAGES = ("ru", "be", "en")


@dataclass(frozen=True, slots=True)
class Told:
    """A fact in words, the sentence that states it ("" if it is in the default graph) and the release's title."""

    fact: str
    sentence: str
    release: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """A thing: its IRI, label, and facts in the order of releases and sentences."""

    iri: str
    label: str
    told: tuple[Told, ...]

    def lines(self) -> Iterator[str]:
        """As printed: each sentence once, the facts that it states under it."""
        yield f"{self.label}  <{self.iri}>" if self.label else f"<{self.iri}>"
        known = [x for x in self.told if not x.sentence]
        yield from (f"  {x.fact}" for x in known)
        last = ""
        for told in self.told:
            if not told.sentence:
                continue
            place = f"{told.release}\n  «{told.sentence}»"
            if place != last:
                yield f"\n  {place}"
                last = place
            yield f"    {told.fact}"


@dataclass(frozen=True, slots=True)
class Graph:
    """A store on disk for reading, or a graph.trig in memory; `prefixes` has the base of its things' IRIs as "id"."""

    store: ox.Store
    prefixes: dict[str, str] = field(default_factory=t.prefixes)

    @classmethod
    def load(cls, folder: Path) -> Graph:
        """The store of a folder, or its graph.trig. Raises BuildError if neither is there or can be read."""
        lasting = open_store(folder)
        if lasting is not None:
            return cls(lasting, t.prefixes(_base(lasting)))
        path = folder / "graph.trig" if folder.is_dir() else folder
        store = ox.Store()
        try:
            store.bulk_load(path=str(path), format=ox.RdfFormat.TRIG)
        except (OSError, SyntaxError, ValueError) as error:
            raise BuildError(f"cannot read {path}: {error}; `kg build` makes it") from error
        return cls(store, t.prefixes(_base(store)))

    def iri(self, path: str) -> str:
        """The IRI of a path ("country/KR") under the graph's own base."""
        return self.prefixes["id"] + path

    def find(self, name: str) -> list[ox.NamedNode]:
        """Things by IRI, prefixed name or label; a label may be written without regard to case and ё."""
        iri = self._iri(name)
        if iri and any(True for _ in self.store.quads_for_pattern(iri, None, None, None)):
            return [iri]
        wanted = _plain(name)
        found = [
            quad.subject
            for predicate in (t.SKOS.prefLabel, t.SKOS.altLabel, t.DCTERMS.title)
            for quad in self.store.quads_for_pattern(None, ox.NamedNode(predicate), None, None)
            if isinstance(quad.object, ox.Literal) and _plain(quad.object.value) == wanted
        ]
        return sorted({n for n in found if isinstance(n, ox.NamedNode)}, key=str)

    def explain(self, name: str) -> list[Explanation]:
        """What the graph says of every thing of that name. Raises NotFound."""
        things = self.find(name)
        if not things:
            raise NotFound(f"nothing in the graph is called {name!r}")
        return [self._explanation(thing) for thing in things]

    def _iri(self, name: str) -> ox.NamedNode | None:
        prefix, colon, rest = name.strip("<>").partition(":")
        if colon and prefix in self.prefixes and not rest.startswith("//"):
            return ox.NamedNode(self.prefixes[prefix] + rest)
        try:
            return ox.NamedNode(name.strip("<>")) if "://" in name else None
        except ValueError:
            return None

    def _explanation(self, thing: ox.NamedNode) -> Explanation:
        rows = []
        for quad in self.store.quads_for_pattern(thing, None, None, None):
            rows.append((quad, f"{self._short(quad.predicate)}: {self._say(quad.object)}"))
        for quad in self.store.quads_for_pattern(None, None, thing, None):
            if isinstance(quad.graph_name, ox.NamedNode):
                rows.append((quad, f"{self._say(quad.subject)} — {self._short(quad.predicate)}"))
        told = sorted({(self._where(q), fact) for q, fact in rows})
        return Explanation(thing.value, self.label(thing), tuple(Told(f, s, r) for (r, _, s), f in told))

    def _where(self, quad: ox.Quad) -> tuple[str, int, str]:
        graph = quad.graph_name
        if not isinstance(graph, ox.NamedNode):
            return ("", -1, "")
        release = next((q.object for q in self._of(graph, t.DCTERMS.isPartOf)), graph)
        start = next((int(q.object.value) for q in self._of(graph, t.OA.start) if isinstance(q.object, ox.Literal)), 0)
        exact = next((q.object.value for q in self._of(graph, t.OA.exact) if isinstance(q.object, ox.Literal)), "")
        address = next((q.object.value for q in self._of(release, t.DCTERMS.source) if isinstance(q.object, ox.NamedNode)), "")
        return (f"{self.label(release)}  {address}".rstrip(), start, " ".join(exact.split()))

    def label(self, node: object) -> str:
        """The preferred label of a thing, Russian first; "" if it has none."""
        labels: dict[str, str] = {}
        for predicate in (t.DCTERMS.title, t.SKOS.prefLabel):
            labels |= {q.object.language or "": q.object.value for q in self._of(node, predicate) if isinstance(q.object, ox.Literal)}
        return next((labels[lang] for lang in (*_LANGUAGES, "") if lang in labels), "")

    def _of(self, node: object, predicate: str) -> Iterator[ox.Quad]:
        return self.store.quads_for_pattern(node, ox.NamedNode(predicate), None, None)  # type: ignore[arg-type]

    def _short(self, node: object) -> str:
        iri = node.value if isinstance(node, ox.NamedNode) else str(node)
        for prefix, space in self.prefixes.items():
            if iri.startswith(space):
                return f"{prefix}:{iri[len(space):]}"
        return f"<{iri}>"

    def _say(self, node: object) -> str:
        if isinstance(node, ox.Literal):
            return f"{node.value}" + (f" @{node.language}" if node.language else "")
        label = self.label(node)
        return f"{label} ({self._short(node)})" if label else self._short(node)


def _base(store: ox.Store) -> str:
    """The base that the things of a graph were minted under: what stands before release/ in its releases' IRIs."""
    releases = store.quads_for_pattern(None, ox.NamedNode(t.RDF.type), ox.NamedNode(t.COOP.Release), None)
    first = next((q.subject.value for q in releases if isinstance(q.subject, ox.NamedNode)), "")
    base, found, _ = first.rpartition("release/")
    return base if found else t.ID_BASE


def _plain(text: str) -> str:
    return " ".join(text.lower().replace("ё", "е").split())
