"""The shapes accept the README's example and refuse each way of breaking it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from rdflib import Graph
from rdflib.namespace import DCTERMS, RDF

from kg.graph.terms import COOP, OA, SCHEMA
from kg.graph.validate import NotRdf, read, validate

README = Path(__file__).parent.parent / "ontology" / "README.md"


@pytest.fixture(scope="module")
def example() -> str:
    found = re.search(r"```turtle\n(.*?)```", README.read_text(encoding="utf-8"), re.S)
    assert found
    return found[1]


def graph(text: str) -> Graph:
    return Graph().parse(data=text, format="turtle")


def test_the_example_conforms(example: str) -> None:
    result = validate(graph(example))
    assert (result.violations, result.warnings) == ((), ())


def test_the_passage_of_the_example_is_its_text(example: str) -> None:
    data = graph(example)
    for passage in data.subjects(RDF.type, COOP.Passage):
        release = data.value(passage, DCTERMS.isPartOf)
        start, end = (int(str(data.value(passage, p))) for p in (OA.start, OA.end))
        assert str(data.value(release, SCHEMA.articleBody))[start:end] == str(data.value(passage, OA.exact))


BOUNDS = ' ; coop:notBefore "2023-03-01"^^xsd:date ; coop:notAfter "2023-03-31"^^xsd:date'
SIGNED = 'coop:signedOn "2023-03"^^xsd:gYearMonth'

# what is broken, the text replaced, its replacement (at the first place), a part of the finding
BROKEN = [
    ("release without title", 'dcterms:title "Подписан меморандум"@ru ;', "", "one title"),
    ("unknown language", 'dcterms:language "ru"', 'dcterms:language "rus"', "one language"),
    ("no hash", "coop:sha256", "dcterms:description", "SHA-256"),
    ("publication date is a phrase", '"2023-03-15"^^xsd:date', '"вчера"', "date of publication"),
    ("passage ends before it starts", "oa:end 127", "oa:end 12", "starts before it ends"),
    ("passage without text", "oa:exact", "dcterms:description", "exact text"),
    ("passage of nothing", "dcterms:isPartOf <https://example.org/news/1> ;", "", "part of one release"),
    ("country without code", 'skos:notation "KZ" ;', "", "alpha-2"),
    ("country code of three letters", '"KZ"', '"KAZ"', "alpha-2"),
    ("country without Belarusian label", ' , "Казахстан"@be', "", "label in Belarusian"),
    ("label without language", 'skos:prefLabel "Аскар Ибраев"@ru', 'skos:prefLabel "Аскар Ибраев"', "label with a language"),
    ("two labels in one language", '"Астана"@ru', '"Астана"@ru , "Астаны"@ru', "two preferred labels"),
    ("person without family name", ' ; foaf:familyName "Ибраев"@ru', "", "family name"),
    ("tenure without holder", "coop:holder person:askar-ibraev ;", "", "one holder"),
    ("tenure with two roles", "coop:role role:minister", "coop:role role:minister , role:ambassador", "one role"),
    ("tenure held by a country", "coop:holder person:askar-ibraev", "coop:holder country:KZ", "one holder"),
    ("role as text", "coop:role role:minister", 'coop:role "министр"', "one role"),
    ("former is false", "coop:role role:minister", "coop:role role:minister ; coop:former false", "true or absent"),
    ("agreement without leaf class", "coop:Agreement , coop:Memorandum", "coop:Agreement", "leaf class"),
    ("agreement without parent class", "coop:Agreement , coop:Memorandum", "coop:Memorandum", "parent class"),
    ("agreement without status", "coop:status status:signed ;", "", "has a status"),
    ("status outside the scheme", "coop:status status:signed", "coop:status status:promised", "has a status"),
    ("party is a person", "coop:party country:UZ", "coop:party person:askar-ibraev", "a body or a country"),
    ("date is a phrase", SIGNED, 'coop:signedOn "в марте"', "well-formed date"),
    ("no such day", SIGNED, 'coop:signedOn "2023-02-30"^^xsd:date', "well-formed date"),
    ("no such month", SIGNED, 'coop:signedOn "2023-13"^^xsd:gYearMonth', "well-formed date"),
    ("date without bounds", SIGNED + BOUNDS, SIGNED, "needs its bounds"),
    ("one bound only", SIGNED + BOUNDS, SIGNED + BOUNDS.rpartition(" ; ")[0], "stands beside"),
    ("bounds of another type", SIGNED + BOUNDS, SIGNED + BOUNDS.replace("-01", "").replace("xsd:date", "xsd:gYearMonth"),
     "is an xsd:date"),
    ("invented year", SIGNED, 'coop:signedOn "--03"^^xsd:gMonth', "a year was invented"),
    ("agreement without evidence", "coop:statusClaim claim:kz-uz-memorandum-2023-03-1 ;\n    prov:wasDerivedFrom",
     "coop:statusClaim claim:kz-uz-memorandum-2023-03-1 ;\n    dcterms:relation", "no release that it comes from"),
    ("status claim of nothing", "    coop:statusClaim claim:kz-uz-memorandum-2023-03-1 ;\n", "", "belongs to a thing"),
    ("unknown topic", "coop:topic topic:cloud", "coop:topic topic:weather", "concept of the topics"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "finding"), [b[1:] for b in BROKEN], ids=[b[0] for b in BROKEN])
def test_each_break_is_found(example: str, old: str, new: str, finding: str, caplog: pytest.LogCaptureFixture) -> None:
    assert old in example
    caplog.set_level("CRITICAL", logger="rdflib.term")  # it logs a traceback for a day that does not exist
    result = validate(graph(example.replace(old, new, 1)))
    assert not result.conforms
    assert any(finding in line for line in result.violations), result.violations


def test_a_date_without_a_year_needs_no_bounds(example: str) -> None:
    assert validate(graph(example.replace(SIGNED + BOUNDS, 'coop:signedOn "--03-14"^^xsd:gMonthDay', 1))).conforms


def test_releases_that_disagree_give_a_warning(example: str) -> None:
    second = (
        SIGNED + ' , "2019"^^xsd:gYear ; coop:notBefore "2019-01-01"^^xsd:date ; coop:notAfter "2019-12-31"^^xsd:date'
    )
    result = validate(graph(example.replace(SIGNED, second, 1)))
    assert result.conforms
    assert any("releases disagree" in line for line in result.warnings)


def test_a_finding_names_thing_property_and_value(example: str) -> None:
    lines = validate(graph(example.replace(SIGNED, 'coop:signedOn "в марте"', 1))).violations
    assert any(line.startswith('id:agreement/kz-uz-memorandum-2023-03 coop:signedOn "в марте": ') for line in lines)


def test_the_graph_given_is_left_as_it_was(example: str) -> None:
    data = graph(example)
    before = set(data)
    validate(data)
    assert set(data) == before


def test_files_are_read_strictly(tmp_path: Path, example: str) -> None:
    good, quads, bad, other = (tmp_path / n for n in ("g.ttl", "g.trig", "bad.ttl", "g.doc"))
    good.write_text(example, encoding="utf-8")
    assert validate(good).conforms
    quads.write_text("<urn:g> { <urn:s> <urn:p> <urn:o> } <urn:s> <urn:p> 1 .", encoding="utf-8")
    assert len(read(quads)) == 2
    bad.write_text("<urn:a b> <urn:p> 1 .", encoding="utf-8")
    with pytest.raises(NotRdf, match=r"bad\.ttl"):
        read(bad)
    with pytest.raises(NotRdf, match="no RDF format"):
        read(other)
    with pytest.raises(FileNotFoundError):
        read(tmp_path / "absent.ttl")
