"""The server about itself: SPARQL 1.1 Service Description, and VoID with DCAT about the data."""

from __future__ import annotations

from collections.abc import Mapping

from kg import __version__
from kg.questions.dumps import rdf
from kg.questions.model import PREFIXES, Term, Triples, iri
from kg.values import XSD

SD = "http://www.w3.org/ns/sparql-service-description#"
VOID = "http://rdfs.org/ns/void#"
DCAT = "http://www.w3.org/ns/dcat#"
FORMATS = "http://www.w3.org/ns/formats/"
LICENCE = "https://www.apache.org/licenses/LICENSE-2.0"
_TYPE = PREFIXES["rdf"] + "type"
_DCT = PREFIXES["dcterms"]
_RESULTS = ("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV", "Turtle",
            "N-Triples", "RDF_XML", "JSON-LD")  # fmt: skip


def service_description(endpoint: str, form: str) -> bytes:
    """The service description of an endpoint in an RDF form."""
    service, data, graph = (iri(endpoint + part) for part in ("#service", "#dataset", "#default-graph"))
    triples = [
        (service, _TYPE, iri(SD + "Service")),
        (service, SD + "endpoint", iri(endpoint)),
        (service, SD + "supportedLanguage", iri(SD + "SPARQL11Query")),
        *((service, SD + "resultFormat", iri(FORMATS + f)) for f in _RESULTS),
        (service, SD + "defaultDataset", data),
        (data, _TYPE, iri(SD + "Dataset")),
        (data, SD + "defaultGraph", graph),
        (graph, _TYPE, iri(SD + "Graph")),
    ]
    return _written(triples, form)


def void(base: str, counts: dict[str, int], dumps: Mapping[str, str], form: str) -> bytes:
    """What the data are, how much, where to get them; `dumps` are names of files -> media types."""
    data = iri(base + "/.well-known/void#dataset")
    triples = [
        (data, _TYPE, iri(VOID + "Dataset")),
        (data, _TYPE, iri(DCAT + "Dataset")),
        (
            data,
            _DCT + "title",
            Term("Digital cooperation between countries, as public releases report it", language="en"),
        ),
        (data, _DCT + "title", Term("Цифровое сотрудничество стран по открытым релизам", language="ru")),
        (data, _DCT + "license", iri(LICENCE)),
        (data, PREFIXES["owl"] + "versionInfo", Term(__version__)),
        (data, VOID + "sparqlEndpoint", iri(base + "/sparql")),
        (data, VOID + "triples", _number(counts.get("statements", 0))),
        (data, VOID + "uriSpace", Term(PREFIXES["id"])),
        (data, VOID + "vocabulary", iri(PREFIXES["coop"])),
    ]
    for name, media in dumps.items():
        dump = iri(f"{base}/download/{name}")
        triples += [
            (data, VOID + "dataDump", dump),
            (data, DCAT + "distribution", dump),
            (dump, _TYPE, iri(DCAT + "Distribution")),
            (dump, DCAT + "downloadURL", dump),
            (dump, DCAT + "mediaType", iri("https://www.iana.org/assignments/media-types/" + media)),
        ]
    for name, number in sorted(counts.items()):
        if name != "statements":
            part = iri(f"{base}/.well-known/void#{name}")
            triples += [
                (data, VOID + "classPartition", part),
                (part, VOID + "class", iri(PREFIXES["coop"] + name)),
                (part, VOID + "entities", _number(number)),
            ]
    return _written(triples, form)


def _number(value: int) -> Term:
    return Term(str(value), datatype=XSD + "integer")


def _written(triples: list[tuple[Term, str, Term]], form: str) -> bytes:
    return rdf(Triples(tuple((s, iri(p), o) for s, p, o in triples)), form)
