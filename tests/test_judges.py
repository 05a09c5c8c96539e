"""Judges that are not ours: parsers, validators and reasoners of others read what a build of the seeds writes, and agree.

Debian's raptor2-utils and libowlapi-java, and `npm install --prefix tests/judges`, bring those that Python does not;
where one is missing its tests skip and say so.
"""

from __future__ import annotations

import glob
import importlib.util
import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pyshacl
import pytest
from rdflib import BNode, Dataset, Graph, URIRef
from rdflib.namespace import SH

from kg import pipeline
from kg.graph.validate import validate

ROOT = Path(__file__).resolve().parent.parent
JUDGES = ROOT / "tests" / "judges"
ONTOLOGY = ROOT / "ontology"
DUMPS = [("graph.ttl", "turtle"), ("graph.trig", "trig")]
COOP = "https://w3id.org/digicoop/ontology#"
Quads = set[tuple[str, str, str, str]]


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("judged")
    assert pipeline.build([ROOT / "seeds"], folder, tell=lambda line: None).exit_code == 0
    return folder


def run(*command: str | Path) -> str:
    done = subprocess.run([*map(str, command)], capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def node(script: str, *arguments: str | Path) -> str:
    if shutil.which("node") is None:
        pytest.skip("node is not installed")
    if not (JUDGES / "node_modules").is_dir():
        pytest.skip("npm install --prefix tests/judges has not been run")
    return run("node", JUDGES / script, *arguments)


def quads(source: bytes, form: ox.RdfFormat) -> Quads:
    """A set of quads in N-Quads' words; dumps have no blank nodes, so that sets can be compared."""
    return {(str(q.subject), str(q.predicate), str(q.object), str(q.graph_name)) for q in ox.parse(source, format=form)}


def by_oxigraph(path: Path, form: str) -> Quads:
    return quads(path.read_bytes(), ox.RdfFormat.from_extension(path.suffix[1:]) or ox.RdfFormat.TRIG)


def by_raptor(path: Path, form: str) -> Quads:
    if shutil.which("rapper") is None:
        pytest.skip("Debian's raptor2-utils is not installed")
    return quads(run("rapper", "-q", "-i", form, "-o", "nquads", path).encode(), ox.RdfFormat.N_QUADS)


def by_rdflib(path: Path, form: str) -> Quads:
    if form == "turtle":
        return quads(Graph().parse(path, format=form).serialize(format="nt").encode(), ox.RdfFormat.N_TRIPLES)
    return quads(Dataset().parse(path, format=form).serialize(format="nquads").encode(), ox.RdfFormat.N_QUADS)


def by_n3js(path: Path, form: str) -> Quads:
    return quads(node("quads.mjs", path, "TriG" if form == "trig" else "Turtle").encode(), ox.RdfFormat.N_QUADS)


@pytest.mark.parametrize("judge", [by_raptor, by_rdflib, by_n3js], ids=["raptor", "rdflib", "N3.js"])
@pytest.mark.parametrize(("name", "form"), DUMPS)
def test_parsers_read_the_same_quads(output: Path, name: str, form: str, judge: Callable[[Path, str], Quads]) -> None:
    ours, theirs = by_oxigraph(output / name, form), judge(output / name, form)
    assert len(ours) > 1000 and ours - theirs == set() and theirs - ours == set()
    assert not any(term.startswith("_:") for quad in ours for term in quad)


@pytest.mark.parametrize("name", ["digicoop.ttl", "schemes.ttl"])
@pytest.mark.parametrize("judge", [by_raptor, by_rdflib, by_n3js], ids=["raptor", "rdflib", "N3.js"])
def test_parsers_read_the_same_ontology(name: str, judge: Callable[[Path, str], Quads]) -> None:
    def ground(found: Quads) -> Quads:
        return {q for q in found if not any(term.startswith("_:") for term in q)}

    ours, theirs = by_oxigraph(ONTOLOGY / name, "turtle"), judge(ONTOLOGY / name, "turtle")
    assert len(ours) == len(theirs) and ground(ours) == ground(theirs)


# ---- shapes ----------------------------------------------------------------------------------------------------------

BREAKS = {
    "as built": "",
    "an agreement without anything": f"<https://a.example/x> a <{COOP}Agreement>, <{COOP}Memorandum> .",
    "a date that is none": f'<https://a.example/x> a <{COOP}Event> ; <{COOP}notBefore> "soon" .',
    "a post of nobody": f"<https://a.example/x> a <{COOP}Tenure> .",
    "a party that is a person": f"<https://a.example/x> a <{COOP}Agreement> ; <{COOP}party> <https://a.example/p> . <https://a.example/p> a <{COOP}Person> .",
}


def by_pyshacl(data: list[Path]) -> set[tuple[str, str | None, str]]:
    graph = Graph()
    for path in data:
        graph.parse(path)
    report = pyshacl.validate(graph, shacl_graph=Graph().parse(ONTOLOGY / "shapes.ttl"))[1]
    assert isinstance(report, Graph)
    found = set()
    for result in report.objects(None, SH.result):
        path_ = report.value(result, SH.resultPath)
        severity = str(report.value(result, SH.resultSeverity)).rpartition("#")[2]
        found.add((str(report.value(result, SH.focusNode)), str(path_) if isinstance(path_, URIRef) and not isinstance(path_, BNode) else None, severity))
    return found


@pytest.mark.parametrize("extra", BREAKS.values(), ids=BREAKS)
def test_two_shacl_engines_agree(output: Path, tmp_path: Path, extra: str) -> None:
    data = [output / "graph.ttl", ONTOLOGY / "schemes.ttl", tmp_path / "extra.ttl"]
    data[2].write_text(extra, "utf-8")
    theirs = {(focus, path, severity) for focus, path, severity in json.loads(node("shacl.mjs", ONTOLOGY / "shapes.ttl", *data))}
    ours = by_pyshacl(data)
    assert ours == theirs
    assert bool(extra) == any(severity == "Violation" for _, _, severity in ours)


def test_the_graph_conforms(output: Path) -> None:
    assert validate(output / "graph.ttl").conforms


# ---- ontology --------------------------------------------------------------------------------------------------------


def test_the_ontology_is_owl_2_dl(tmp_path: Path) -> None:
    if shutil.which("javac") is None:
        pytest.skip("no Java compiler is installed")
    left_out = ("jena", "slf4j-jcl", "slf4j-log4j12", "slf4j-migrator", "slf4j-simple", "slf4j-nop", "ecj", "xerces", "xalan")
    jars = [j for j in sorted(glob.glob("/usr/share/java/*.jar")) if not any(part in j for part in left_out)]
    if not any("owlapi-api" in jar for jar in jars):
        pytest.skip("Debian's libowlapi-java is not installed")
    path = ":".join(jars)
    run("javac", "-cp", path, "-d", tmp_path, JUDGES / "Profile.java")
    done = subprocess.run(["java", "-cp", f"{tmp_path}:{path}", "Profile", str(ONTOLOGY / "digicoop.ttl")], capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr[-2000:]


# In a process of its own: owlrl exchanges rdflib's readings of datatypes for its own, for all that comes after it
REASON = """
import sys
import owlrl
from rdflib import Graph, URIRef
graph = Graph()
for path in sys.argv[1:]:
    graph.parse(path)
owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
print(*graph.objects(None, URIRef("http://www.daml.org/2002/03/agents/agent-ont#error")), sep="\\n")
"""


def contradictions(*paths: Path) -> str:
    if importlib.util.find_spec("owlrl") is None:
        pytest.skip("owlrl is not installed")
    return run(sys.executable, "-W", "ignore", "-c", REASON, *paths).strip()


def test_the_ontology_is_consistent() -> None:
    assert contradictions(ONTOLOGY / "digicoop.ttl", ONTOLOGY / "schemes.ttl") == ""


def test_the_reasoner_would_see_a_contradiction(tmp_path: Path) -> None:
    (tmp_path / "both.ttl").write_text(f"<https://a.example/x> a <{COOP}Person>, <{COOP}Country> .", "utf-8")
    assert contradictions(ONTOLOGY / "digicoop.ttl", tmp_path / "both.ttl")
