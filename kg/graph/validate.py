"""Check a graph against the SHACL shapes of the ontology (`kg validate`).

Files are read by Oxigraph, which is strict, because rdflib accepts Turtle that other tools refuse.
Validate `graph.ttl`: the links from things to their evidence are in it and not in the quads.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pyoxigraph
import pyshacl
from rdflib import BNode, Graph
from rdflib.namespace import SH
from rdflib.term import Node

from kg.graph.terms import prefixes
from kg.reference.files import ontology_dir


class NotRdf(ValueError):
    """A file that is not well-formed RDF, or of no known format; the message says where."""


@dataclass(frozen=True, slots=True)
class Validation:
    """What the shapes say of a graph: one line for each finding, sorted.

    `violations` break the contract; `warnings` are allowed and worth a look (releases that disagree on a date).
    """

    violations: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def conforms(self) -> bool:
        """True if nothing breaks the contract."""
        return not self.violations


def validate(data: Path | Graph, ontology: Path | None = None) -> Validation:
    """Run the shapes over a file (.ttl, .nt, .trig, .nq) or a graph.

    `ontology` is the folder of shapes.ttl and schemes.ttl, by default the package's own; concepts of the schemes
    count as present even if the data lack them. Errors: OSError, NotRdf, `kg.reference.files.MissingFiles`.
    """
    folder = ontology or ontology_dir()
    graph = Graph() + data if isinstance(data, Graph) else read(data)
    graph += read(folder / "schemes.ttl")
    report = pyshacl.validate(graph, shacl_graph=read(folder / "shapes.ttl"), inplace=True)[1]
    if not isinstance(report, Graph):
        raise RuntimeError(f"the SHACL engine failed: {report}")
    return _result(report)


def read(path: Path) -> Graph:
    """All triples of a file, those of named graphs among them. Errors: OSError, NotRdf."""
    syntax = pyoxigraph.RdfFormat.from_extension(path.suffix[1:])
    if syntax is None:
        raise NotRdf(f"{path}: no RDF format is known for {path.suffix or 'a name without an ending'}")
    try:
        triples = (quad.triple for quad in pyoxigraph.parse(path=str(path), format=syntax))
        lines = pyoxigraph.serialize(triples, format=pyoxigraph.RdfFormat.N_TRIPLES)
    except SyntaxError as error:
        raise NotRdf(f"{path}: {error}") from error
    return Graph().parse(data=lines, format="nt")


def _result(report: Graph) -> Validation:
    found: dict[bool, set[str]] = {True: set(), False: set()}
    for result in set(report.objects(None, SH.result)):
        found[report.value(result, SH.resultSeverity) == SH.Violation].add(_line(report, result))
    return Validation(tuple(sorted(found[True])), tuple(sorted(found[False])))


def _line(report: Graph, result: Node) -> str:
    """`id:agreement/x coop:signedOn "в марте": message`."""
    parts = (report.value(result, p) for p in (SH.focusNode, SH.resultPath, SH.value))
    where = " ".join(_short(part) for part in parts if part is not None and not isinstance(part, BNode))
    message = " ".join(sorted(str(text) for text in report.objects(result, SH.resultMessage)))
    return f"{where}: {message}"


def _short(node: Node) -> str:
    text = node.n3()
    for name, space in prefixes().items():
        if text.startswith(f"<{space}"):
            return f"{name}:{text[len(space) + 1 : -1]}"
    return text
