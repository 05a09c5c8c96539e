"""The one door to RDF names: namespaces, classes, properties, and the tables from fact kinds to classes.

A name that the ontology does not declare raises AttributeError here, and `tests/test_ontology.py` keeps
`COOP` and `ontology/digicoop.ttl` equal. The base of things' IRIs is a setting (`ID_BASE` is its default);
concepts of the published schemes (topics, statuses, kinds, roles) keep their IRI whatever that setting is,
so that the same query works on everybody's graph.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from rdflib import Namespace, URIRef
from rdflib.namespace import DCTERMS, FOAF, ORG, OWL, PROV, RDF, RDFS, SDO, SKOS, XSD, DefinedNamespace

__all__ = [
    "AGREEMENT_CLASS",
    "BODY_CLASS",
    "CONCEPT_BASE",
    "COOP",
    "DATE_PROPERTIES",
    "DATE_TYPES",
    "DCTERMS",
    "EVENT_CLASS",
    "FOAF",
    "ID_BASE",
    "OA",
    "ORG",
    "OWL",
    "PROV",
    "RDF",
    "RDFS",
    "SCHEMA",
    "SEM",
    "SKOS",
    "XSD",
    "kind",
    "passage",
    "prefixes",
    "role",
    "status",
    "thing",
    "topic",
]

ID_BASE: Final = "https://w3id.org/digicoop/id/"
CONCEPT_BASE: Final = "https://w3id.org/digicoop/id/"


class COOP(DefinedNamespace):
    """Terms of `ontology/digicoop.ttl`, in its order."""

    _NS = Namespace("https://w3id.org/digicoop/ontology#")
    _fail = True

    # text and evidence
    Release: URIRef
    Passage: URIRef
    sha256: URIRef
    evidence: URIRef
    # actors and places
    Actor: URIRef
    Party: URIRef
    Country: URIRef
    Organization: URIRef
    Ministry: URIRef
    Agency: URIRef
    Parliament: URIRef
    InternationalOrganization: URIRef
    Company: URIRef
    WorkingBody: URIRef
    Institution: URIRef
    Person: URIRef
    Place: URIRef
    country: URIRef
    memberOf: URIRef
    patronymic: URIRef
    # posts and memberships
    Tenure: URIRef
    StateMembership: URIRef
    holder: URIRef
    role: URIRef
    at: URIRef
    former: URIRef
    acting: URIRef
    member: URIRef
    organization: URIRef
    # agreements
    Agreement: URIRef
    Memorandum: URIRef
    Accord: URIRef
    Treaty: URIRef
    Protocol: URIRef
    Declaration: URIRef
    Recommendations: URIRef
    Programme: URIRef
    ActionPlan: URIRef
    Roadmap: URIRef
    Contract: URIRef
    JointStatement: URIRef
    party: URIRef
    betweenCountry: URIRef
    signatory: URIRef
    signedAt: URIRef
    place: URIRef
    kind: URIRef
    topic: URIRef
    subject: URIRef
    # status
    StatusClaim: URIRef
    status: URIRef
    statusClaim: URIRef
    claimedStatus: URIRef
    stage: URIRef
    # events
    Event: URIRef
    Forum: URIRef
    Meeting: URIRef
    Talks: URIRef
    Visit: URIRef
    Session: URIRef
    Conference: URIRef
    Exhibition: URIRef
    Opening: URIRef
    Call: URIRef
    participant: URIRef
    participatingCountry: URIRef
    headOfDelegation: URIRef
    host: URIRef
    visitor: URIRef
    speaker: URIRef
    ordinal: URIRef
    # commitments
    Commitment: URIRef
    madeAt: URIRef
    partOf: URIRef
    committedParty: URIRef
    # dates
    PartialDate: URIRef
    signedOn: URIRef
    startsOn: URIRef
    endsOn: URIRef
    attestedOn: URIRef
    since: URIRef
    asOf: URIRef
    notBefore: URIRef
    notAfter: URIRef
    # identity
    IdentityCase: URIRef
    identityCandidate: URIRef
    candidate: URIRef
    reason: URIRef
    # concepts
    Topic: URIRef
    Role: URIRef
    Status: URIRef
    Kind: URIRef
    AgreementKind: URIRef
    EventKind: URIRef


class OA(DefinedNamespace):
    """The terms of Web Annotation that the graph reuses (https://www.w3.org/TR/annotation-vocab/)."""

    _NS = Namespace("http://www.w3.org/ns/oa#")
    _fail = True

    TextPositionSelector: URIRef
    TextQuoteSelector: URIRef
    start: URIRef
    end: URIRef
    exact: URIRef


class SEM(DefinedNamespace):
    """The terms of the Simple Event Model that the ontology is aligned to."""

    _NS = Namespace("http://semanticweb.cs.vu.nl/2009/11/sem/")
    _fail = True

    Event: URIRef
    Actor: URIRef
    Place: URIRef
    hasActor: URIRef
    hasPlace: URIRef
    hasBeginTimeStamp: URIRef
    hasEndTimeStamp: URIRef


class SCHEMA(SDO):
    """schema.org with https; unlike rdflib's own it refuses names that schema.org does not have."""

    _fail = True


# rdflib makes a term anew each time that it is asked for one; a build asks some hundred times a release
for _space in (COOP, OA, SEM):
    for _name in _space.__annotations__:
        setattr(_space, _name, _space._NS[_name])


AGREEMENT_CLASS: Final[Mapping[str, URIRef]] = {
    "memorandum": COOP.Memorandum,
    "agreement": COOP.Accord,
    "treaty": COOP.Treaty,
    "protocol": COOP.Protocol,
    "declaration": COOP.Declaration,
    "recommendations": COOP.Recommendations,
    "programme": COOP.Programme,
    "action-plan": COOP.ActionPlan,
    "roadmap": COOP.Roadmap,
    "contract": COOP.Contract,
    "statement": COOP.JointStatement,
}
EVENT_CLASS: Final[Mapping[str, URIRef]] = {
    name: COOP[name.capitalize()]
    for name in ("forum", "meeting", "talks", "visit", "session", "conference", "exhibition", "opening", "call")
}
BODY_CLASS: Final[Mapping[str, URIRef]] = {
    name: COOP[name]
    for name in (
        "Ministry", "Agency", "Parliament", "InternationalOrganization", "Company", "WorkingBody", "Institution",
        "Organization",
    )
}  # fmt: skip

# Properties whose value is a partial date, and the datatypes that such a value can have.
DATE_PROPERTIES: Final = (COOP.signedOn, COOP.startsOn, COOP.endsOn, COOP.attestedOn, COOP.since, COOP.asOf)
DATE_TYPES: Final = (XSD.date, XSD.gYearMonth, XSD.gYear, XSD.gMonthDay, XSD.gMonth)

# Letters that every serialiser and parser agrees on: wider names (":", "%", "ª") were written as
# Turtle names that strict parsers refuse, and JSON-LD dropped the triple without a word.
_PATH = re.compile(r"[A-Za-z0-9-]+(?:/[A-Za-z0-9-]+)+")


def thing(path: str, base: str = ID_BASE) -> URIRef:
    """The IRI of a thing: `thing("country/KR")`. ValueError unless `path` is kind/name of letters, digits, hyphens."""
    if not _PATH.fullmatch(path):
        raise ValueError(f"not a path of a thing: {path!r}")
    return URIRef(base + path)


def topic(name: str) -> URIRef:
    """The concept of a topic: `topic("e-government")`."""
    return thing(f"topic/{name}", CONCEPT_BASE)


def status(name: str) -> URIRef:
    """The concept of a status: `status("signed")`."""
    return thing(f"status/{name}", CONCEPT_BASE)


def kind(name: str) -> URIRef:
    """The concept of a kind of agreement or event: `kind("memorandum")`."""
    return thing(f"kind/{name}", CONCEPT_BASE)


def role(name: str) -> URIRef:
    """The concept of a role: `role("deputy-minister")`; roles that no scheme lists are minted the same way."""
    return thing(f"role/{name}", CONCEPT_BASE)


def passage(release: str, start: int, end: int) -> URIRef:
    """The IRI of a range of code points of a release (RFC 5147); a fragment of the release's own IRI is dropped."""
    return URIRef(f"{release.partition('#')[0]}#char={start},{end}")


def prefixes(base: str = ID_BASE) -> dict[str, str]:
    """Prefixes for Turtle, SPARQL and messages, in the order in which they are written."""
    spaces = {"coop": COOP, "skos": SKOS, "schema": SCHEMA, "prov": PROV, "oa": OA, "org": ORG, "foaf": FOAF,
              "dcterms": DCTERMS, "sem": SEM, "xsd": XSD, "rdf": RDF, "rdfs": RDFS, "owl": OWL}  # fmt: skip
    return {"id": base} | {name: str(space._NS) for name, space in spaces.items()}
