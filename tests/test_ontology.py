"""The ontology, the names in code and queries, the reused vocabularies and the schemes are one."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pyoxigraph
import pytest
from rdflib import Graph, Literal, Namespace, URIRef
from rdflib import namespace as vocabulary
from rdflib.namespace import DCTERMS, FOAF, ORG, OWL, PROV, RDF, RDFS, SH, SKOS, VANN

from kg.facts.model import AGREEMENT_KINDS, BODY_KINDS, EVENT_KINDS, STATUSES
from kg.graph import terms
from kg.graph.terms import AGREEMENT_CLASS, BODY_CLASS, COOP, EVENT_CLASS, SCHEMA
from kg.reference import files

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "ontology"
TURTLE = ("digicoop.ttl", "schemes.ttl", "shapes.ttl")
ID = Namespace(terms.CONCEPT_BASE)

# Vocabularies that rdflib does not bundle: the terms used here, looked up in the published documents.
REVIEWED = {
    # Web Annotation Vocabulary, W3C Recommendation 2017-02-23, https://www.w3.org/TR/annotation-vocab/
    "http://www.w3.org/ns/oa#": {"TextPositionSelector", "TextQuoteSelector", "start", "end", "exact", "hasSelector"},
    # Simple Event Model, http://semanticweb.cs.vu.nl/2009/11/sem/
    "http://semanticweb.cs.vu.nl/2009/11/sem/": {
        "Actor", "Event", "Place", "hasActor", "hasPlace", "hasBeginTimeStamp", "hasEndTimeStamp",
    },
}  # fmt: skip
BUNDLED = {
    str(ns._NS): ns for ns in (DCTERMS, FOAF, ORG, OWL, PROV, RDF, RDFS, SH, SKOS, VANN, vocabulary.SDO, vocabulary.XSD)
}
# Terms that neither data nor shapes name, and why they are there all the same.
DEFINITIONS_ONLY = {
    "Actor": "common parent of the ranges of coop:participant, host, visitor",
    "Party": "range of coop:party",
    "PartialDate": "range of the date properties",
}
TOPICS = [
    "e-government",
    "artificial-intelligence",
    "big-data",
    "cloud",
    "cybersecurity",
    "data-centre",
    "digital-economy",
    "e-commerce",
    "e-signature",
    "education-skills",
    "5g-mobile",
    "internet-broadband",
    "satellite",
    "postal",
    "broadcasting",
    "smart-city",
    "digital-health",
    "startups-innovation",
    "software-industry",
    "digital-identity",
    "fintech",
    "space",
    "critical-infrastructure",
    "research",
    "digital-inclusion",
    "roaming",
    "electronics-manufacturing",
    "archives",
    "sdg",
]


@pytest.fixture(scope="module")
def ontology() -> Graph:
    return Graph().parse(FOLDER / "digicoop.ttl")


@pytest.fixture(scope="module")
def schemes() -> Graph:
    return Graph().parse(FOLDER / "schemes.ttl")


def own_terms(graph: Graph) -> set[str]:
    return {str(s)[len(str(COOP._NS)) :] for s in graph.subjects(RDF.type) if str(s).startswith(str(COOP._NS))}


def coop(name: str) -> URIRef:
    return URIRef(str(COOP._NS) + name)


def sources() -> list[Path]:
    return [p for p in (ROOT / "kg").rglob("*.py") if p.name != "terms.py"] + sorted((ROOT / "queries").glob("*.rq"))


def exists(prefix: str, name: str) -> bool:
    space = terms.prefixes()[prefix]
    if space in REVIEWED:
        return name in REVIEWED[space]
    return space not in BUNDLED or name in BUNDLED[space]


@pytest.mark.parametrize("name", TURTLE)
def test_strict_parser_reads_each_file(name: str) -> None:
    assert sum(1 for _ in pyoxigraph.parse(path=str(FOLDER / name))) > 100


def test_constants_are_the_terms_of_the_ontology(ontology: Graph) -> None:
    assert set(COOP.__annotations__) - {"_NS", "_fail"} == own_terms(ontology)


def test_an_unknown_term_is_refused() -> None:
    for space in (COOP, SCHEMA, terms.OA, terms.SEM):
        with pytest.raises(AttributeError):
            _ = space["noSuchTerm"]


def test_each_name_in_code_and_queries_exists(ontology: Graph) -> None:
    known = own_terms(ontology)
    spaces = {"COOP": "coop", "SCHEMA": "schema"} | {n: n.lower() for n in ("SKOS", "PROV", "OA", "ORG", "FOAF")}
    spaces |= {n: n.lower() for n in ("DCTERMS", "SEM", "XSD", "RDF", "RDFS", "OWL")}
    wrong = []
    for path in sources():
        text = path.read_text(encoding="utf-8")
        names = {(spaces[s], n) for s, n in re.findall(r"\b([A-Z]+)\.([A-Za-z]\w*)", text) if s in spaces}
        names |= {(p, n) for p, n in re.findall(r"(?<![\w:])([a-z]+):([A-Za-z]\w*)", text) if p in spaces.values()}
        wrong += [f"{path.name}: {p}:{n}" for p, n in names if not (n in known if p == "coop" else exists(p, n))]
    assert not wrong


def test_each_term_is_used(ontology: Graph, schemes: Graph) -> None:
    text = "\n".join(p.read_text(encoding="utf-8") for p in [*sources(), FOLDER / "shapes.ttl", FOLDER / "schemes.ttl"])
    used = set(re.findall(r"(?:COOP\.|coop:)(\w+)", text))
    assert own_terms(ontology) - used - {"identityCandidate"} == set(DEFINITIONS_ONLY)


@pytest.mark.parametrize("name", TURTLE)
def test_each_reused_term_exists(name: str) -> None:
    wrong = set()
    for term in {t for triple in Graph().parse(FOLDER / name) for t in triple if isinstance(t, URIRef)}:
        for space, known in [*BUNDLED.items(), *REVIEWED.items()]:
            local = str(term)[len(space) :]
            if str(term).startswith(space) and local and local not in known:
                wrong.add(str(term))
    assert not wrong


def test_each_reused_term_is_declared(ontology: Graph) -> None:
    """OWL 2 DL: a class or property of another vocabulary needs its kind."""
    builtin = (str(OWL._NS), str(RDF._NS), str(RDFS._NS))
    used = {
        o for p in (RDFS.subClassOf, RDFS.subPropertyOf, RDFS.domain, RDFS.range) for o in ontology.objects(None, p)
    }
    used |= set(ontology.predicates())
    undeclared = {t for t in used if not str(t).startswith(builtin) and (t, RDF.type, None) not in ontology}
    assert undeclared <= {vocabulary.XSD[name] for name in ("string", "integer", "boolean")}


def test_each_term_has_labels_and_a_comment(ontology: Graph) -> None:
    for name in own_terms(ontology):
        term = coop(name)
        assert {o.language for o in ontology.objects(term, RDFS.label) if isinstance(o, Literal)} == {"ru", "en"}, name
        assert {o.language for o in ontology.objects(term, RDFS.comment) if isinstance(o, Literal)} == {"ru", "en"}, (
            name
        )


def test_header(ontology: Graph) -> None:
    head = URIRef("https://w3id.org/digicoop/ontology")
    for prop in (DCTERMS.license, DCTERMS.creator, DCTERMS.description, OWL.versionInfo, VANN.preferredNamespacePrefix):
        assert (head, prop, None) in ontology, prop


def test_tables_cover_the_facts_model(ontology: Graph) -> None:
    assert set(AGREEMENT_CLASS) == set(AGREEMENT_KINDS)
    assert set(EVENT_CLASS) == set(EVENT_KINDS)
    assert set(BODY_CLASS) == set(BODY_KINDS)
    for table, parent in (
        (AGREEMENT_CLASS, COOP.Agreement),
        (EVENT_CLASS, COOP.Event),
        (BODY_CLASS, COOP.Organization),
    ):
        for leaf in table.values():
            assert leaf == parent or (leaf, RDFS.subClassOf, parent) in ontology


def test_kinds_point_to_their_classes(schemes: Graph) -> None:
    for name, leaf in (AGREEMENT_CLASS | EVENT_CLASS).items():  # type: ignore[operator]
        assert (terms.kind(name), RDFS.seeAlso, leaf) in schemes


def test_schemes_are_complete(schemes: Graph) -> None:
    assert set(schemes.subjects(RDF.type, COOP.Topic)) == {terms.topic(name) for name in TOPICS}
    assert len(TOPICS) == 29
    stages = {terms.status(name): number for number, name in enumerate(STATUSES, 1)} | {terms.status("held"): 4}
    assert {s: int(str(o)) for s, o in schemes.subject_objects(COOP.stage)} == stages
    for name in ("minister", "first-deputy-minister", "deputy-minister", "vice-minister", "ambassador", "president"):
        assert (terms.role(name), RDF.type, COOP.Role) in schemes


def test_concepts_have_labels_in_three_languages(schemes: Graph) -> None:
    for concept in schemes.subjects(RDF.type, SKOS.Concept):
        labels = [o for o in schemes.objects(concept, SKOS.prefLabel) if isinstance(o, Literal)]
        assert sorted(str(o.language) for o in labels) == ["be", "en", "ru"], concept
        assert (concept, SKOS.definition, None) in schemes and (concept, SKOS.inScheme, None) in schemes
        assert str(concept).startswith(str(ID))


def test_no_label_names_two_roles(schemes: Graph) -> None:
    seen: dict[Literal, object] = {}
    for prop in (SKOS.prefLabel, SKOS.altLabel):
        for concept, label in schemes.subject_objects(prop):
            if (concept, RDF.type, COOP.Role) in schemes and isinstance(label, Literal):
                assert seen.setdefault(label, concept) == concept, label


def test_schemes_are_sorted_and_without_blank_nodes(schemes: Graph) -> None:
    text = (FOLDER / "schemes.ttl").read_text(encoding="utf-8")
    for name in ("topic", "role"):
        found = re.findall(rf"^{name}:(\S+) a ", text, re.M)
        assert found == sorted(found)
    assert all(isinstance(s, URIRef) for s in schemes.subjects())


def test_context_knows_each_term(ontology: Graph) -> None:
    context = json.loads((FOLDER / "context.jsonld").read_text(encoding="utf-8"))["@context"]
    for name in own_terms(ontology) - {"PartialDate"}:
        entry = context[name]
        iri = entry if isinstance(entry, str) else entry["@id"]
        assert iri == f"coop:{name}"
        is_link = (coop(name), RDF.type, OWL.ObjectProperty) in ontology
        assert is_link == (isinstance(entry, dict) and entry.get("@type") == "@id"), name


def test_context_loses_nothing() -> None:
    context = json.loads((FOLDER / "context.jsonld").read_text(encoding="utf-8"))
    graph = Graph().parse(data=readme_example(), format="turtle")
    graph.parse(FOLDER / "schemes.ttl")
    text = graph.serialize(format="json-ld", context=context["@context"])
    assert set(Graph().parse(data=text, format="json-ld")) == set(graph)


def readme_example() -> str:
    found = re.search(r"```turtle\n(.*?)```", (FOLDER / "README.md").read_text(encoding="utf-8"), re.S)
    assert found
    return found[1]


def test_the_readme_names_each_class(ontology: Graph) -> None:
    text = (FOLDER / "README.md").read_text(encoding="utf-8")
    for name in own_terms(ontology):
        if (coop(name), RDF.type, OWL.Class) in ontology and not name.endswith("Kind"):
            assert re.search(rf"\b{name}\b", text), name


@pytest.mark.parametrize("path", ["country/KR", "body/by/minsvyazi", "person/kim-yong-ho"])
def test_things_have_plain_iris(path: str) -> None:
    assert terms.thing(path, "https://example.org/") == URIRef("https://example.org/" + path)


@pytest.mark.parametrize(
    "path", ["", "country", "country/", "person/Ким", "a/b c", "a/../b", "a/b#c", "a/b%20", "a/b\n"]
)
def test_other_paths_are_refused(path: str) -> None:
    with pytest.raises(ValueError, match="not a path of a thing"):
        terms.thing(path)


def test_passages_are_ranges_of_their_release() -> None:
    assert str(terms.passage("https://example.org/a#b", 1, 20)) == "https://example.org/a#char=1,20"


def test_folders_are_found_in_a_wheel_and_in_a_source_tree(tmp_path: Path) -> None:
    package = tmp_path / "kg"
    (tmp_path / "queries").mkdir()
    assert files._folder("queries", package) == tmp_path / "queries"
    (package / "_queries").mkdir(parents=True)
    assert files._folder("queries", package) == package / "_queries"
    with pytest.raises(files.MissingFiles, match="'seeds' is missing"):
        files._folder("seeds", package)
    assert files.ontology_dir() == FOLDER and files.seeds_dir().is_dir()
