"""What things are called and what they are: labels, classes, concepts and states, all in the default graph."""

from __future__ import annotations

from collections.abc import Container, Iterable

from kg.entities.model import COMMITMENT, MEMBERSHIP, TENURE, Entity
from kg.graph import quads as q
from kg.graph import terms as t
from kg.graph.facts import Builder
from kg.reference import countries
from kg.reference.concepts import concepts

_CLASSES = {
    "person": (t.COOP.Person, t.FOAF.Person),
    "place": (t.COOP.Place, t.SCHEMA.Place),
    TENURE: (t.COOP.Tenure, t.ORG.Membership),
    COMMITMENT: (t.COOP.Commitment,),
    MEMBERSHIP: (t.COOP.StateMembership, t.ORG.Membership),
}


def describe(builder: Builder, entity: Entity) -> None:
    """Labels and classes of an entity."""
    iri = builder.iri(entity.path)
    builder.know(iri, t.RDF.type, *_classes(entity))
    builder.know(iri, t.SKOS.prefLabel, *(q.text(label.text, label.language) for label in entity.labels))
    builder.know(iri, t.SKOS.altLabel, *(q.text(label.text, label.language) for label in entity.also))
    if entity.country:
        builder.know(iri, t.COOP.country, builder.country(entity.country))
    if entity.name:
        _name(builder, iri, entity)
    if entity.kind in ("agreement", "event"):
        builder.know(iri, t.COOP.kind, t.kind(entity.form))


def _classes(entity: Entity) -> Iterable[str]:
    if entity.kind == "body":
        return (t.BODY_CLASS[entity.form], t.COOP.Organization, t.ORG.FormalOrganization)
    if entity.kind == "agreement":
        return (t.AGREEMENT_CLASS[entity.form], t.COOP.Agreement, t.SCHEMA.CreativeWork, t.PROV.Entity)
    if entity.kind == "event":
        return (t.EVENT_CLASS[entity.form], t.COOP.Event, t.SCHEMA.Event, t.SEM.Event)
    return _CLASSES[entity.kind]


def _name(builder: Builder, iri: str, entity: Entity) -> None:
    name, language = entity.name, entity.labels[0].language
    parts = ((t.FOAF.familyName, name.family), (t.FOAF.givenName, name.given), (t.COOP.patronymic, name.patronymic)) if name else ()
    for predicate, part in parts:
        if part and not part.endswith("."):  # an initial is no name; it is in the labels
            builder.know(iri, predicate, q.text(part, language))


def describe_countries(builder: Builder) -> None:
    """Every state that a fact or a name refers to, with labels in three languages."""
    for iso in sorted(builder.countries):
        iri = builder.iri(f"country/{iso}")
        builder.know(iri, t.RDF.type, t.COOP.Country, t.SCHEMA.Country)
        builder.know(iri, t.SKOS.notation, q.text(iso))
        labels = {lang: countries.label(iso, lang) for lang in countries.LANGUAGES}
        builder.know(iri, t.SKOS.prefLabel, *(q.text(label, lang) for lang, label in labels.items()))
        other = {lang: countries.official(iso, lang) for lang in countries.LANGUAGES}
        builder.know(iri, t.SKOS.altLabel, *(q.text(name, lang) for lang, name in other.items() if name != labels[lang]))
        builder.know(iri, t.SKOS.altLabel, *(q.text(name) for name in countries.other_names(iso)))


def used_concepts(builder: Builder) -> set[str]:
    """The concepts of the schemes that the graph uses, by their paths; all statuses, since questions compare stages."""
    used = {quad.object for quad in builder.quads if isinstance(quad.object, str)}
    return {path for path in concepts() if t.CONCEPT_BASE + path in used or path.startswith("status/")}


def describe_concepts(builder: Builder, used: Container[str]) -> None:
    """Concepts as the schemes describe them."""
    for path, concept in concepts().items():
        if path in used:
            iri = t.CONCEPT_BASE + path
            for s in concept.statements:
                builder.know(iri, s.predicate, q.Literal(s.value, s.datatype, s.language) if s.datatype else s.value)


def describe_roles(builder: Builder, titles: dict[str, set[tuple[str, str]]]) -> None:
    """Roles that no scheme lists: path -> (language, title)s."""
    for path in sorted(titles.keys() - concepts().keys()):
        iri = t.thing(path, t.CONCEPT_BASE)
        builder.know(iri, t.RDF.type, t.COOP.Role, t.SKOS.Concept)
        builder.know(iri, t.SKOS.inScheme, t.thing("scheme/roles", t.CONCEPT_BASE))
        labelled: set[str] = set()
        for language, title in sorted(titles[path]):
            predicate = t.SKOS.altLabel if language in labelled else t.SKOS.prefLabel
            builder.know(iri, predicate, q.text(title, language))
            labelled.add(language)
