"""What one release says of each kind of thing, as quads in the graphs of its sentences."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from kg.entities.model import COMMITMENT, MEMBERSHIP, TENURE
from kg.facts.model import Agreement, Event, Form, Post
from kg.graph import quads as q
from kg.graph import status as life
from kg.graph import terms as t
from kg.graph.facts import ReleaseFacts
from kg.values import Claim, Evidence, Span


def tell(facts: ReleaseFacts) -> None:
    """All that a release says."""
    extraction = facts.extraction
    for agreement in extraction.agreements:
        tell_agreement(facts, agreement)
    for event in extraction.events:
        tell_event(facts, event)
    for number, post in enumerate(extraction.posts):
        tell_post(facts, facts.thing(TENURE, f"post{number}"), post)
    tell_commitments(facts)
    tell_memberships(facts)
    tell_parents(facts)
    tell_mentions(facts)


def tell_agreement(facts: ReleaseFacts, agreement: Agreement) -> None:
    """An instrument: parties, states, signatories, date, place, event, topics, subject, status claims."""
    iri = facts.thing("agreement", agreement.key)
    facts.derived(iri, agreement.evidence)
    facts.link_refs(iri, t.COOP.party, agreement.parties)
    facts.link(iri, t.COOP.betweenCountry, "country", agreement.countries)
    facts.link(iri, t.COOP.signatory, "person", agreement.signatories)
    facts.link(iri, t.COOP.place, "place", agreement.place)
    facts.link(iri, t.COOP.signedAt, "event", agreement.signed_at)
    facts.dates(iri, t.COOP.signedOn, agreement.signed)
    if agreement.subject:
        subject = q.text(agreement.subject, facts.extraction.release.language)
        facts.state(iri, t.COOP.subject, subject, agreement.evidence)
    _topics(facts, iri, agreement.topics)
    for claim in agreement.status:
        as_of = life.as_of(claim.value, agreement, facts.extraction.release)
        _status_claim(facts, iri, claim.value, claim.evidence, q.date(as_of) if as_of else None)


def _status_claim(
    facts: ReleaseFacts, iri: str, status: str, evidence: tuple[Evidence, ...], as_of: q.Literal | None
) -> None:
    name = iri.removeprefix(facts.builder.base).replace("/", "-")
    claim = facts.builder.iri(f"claim/{name}/{status}-{facts.release[:6]}")
    facts.builder.know(claim, t.RDF.type, t.COOP.StatusClaim, t.PROV.Entity)
    facts.derived(claim, evidence)
    facts.state(iri, t.COOP.statusClaim, claim, evidence)
    facts.state(claim, t.COOP.claimedStatus, t.status(status), evidence)
    if as_of:
        facts.state(claim, t.COOP.asOf, as_of, evidence)


def tell_event(facts: ReleaseFacts, event: Event) -> None:
    """An event: days, place, sides, people, what it belongs to; a planned one says so."""
    iri = facts.thing("event", event.key)
    facts.derived(iri, event.evidence)
    facts.dates(iri, t.COOP.startsOn, event.starts)
    facts.dates(iri, t.COOP.endsOn, event.ends)
    facts.link(iri, t.COOP.place, "place", event.place)
    facts.link(iri, t.COOP.country, "country", event.country)
    facts.link_refs(iri, t.COOP.participant, event.participants)
    facts.link(iri, t.COOP.participatingCountry, "country", event.countries)
    facts.link(iri, t.COOP.headOfDelegation, "person", event.heads)
    facts.link_refs(iri, t.COOP.host, event.hosts)
    facts.link_refs(iri, t.COOP.visitor, event.visitors)
    facts.link(iri, t.COOP.speaker, "person", event.speakers)
    facts.link(iri, t.SCHEMA.superEvent, "event", event.part_of)
    if event.ordinal is not None:
        facts.state(iri, t.COOP.ordinal, q.number(event.ordinal), event.evidence)
    _topics(facts, iri, event.topics)
    if event.planned:
        published = facts.extraction.release.published
        _status_claim(facts, iri, "planned", event.evidence, q.date(published) if published else None)


def tell_post(facts: ReleaseFacts, iri: str, post: Post) -> None:
    """A tenure: holder, role, body or state, the day as of which the release attests it."""
    facts.derived(iri, post.evidence)
    facts.state(iri, t.COOP.holder, facts.thing("person", post.person), post.evidence)
    facts.state(iri, t.COOP.role, facts.role(iri, post.role), post.evidence)
    if post.body:
        facts.state(iri, t.COOP.at, facts.thing("body", post.body), post.evidence)
    elif post.country and iri not in facts.builder.embodied:
        facts.state(iri, t.COOP.at, facts.builder.country(post.country), post.evidence)
    if post.country:
        facts.state(iri, t.COOP.country, facts.builder.country(post.country), post.evidence)
    if post.former:
        facts.state(iri, t.COOP.former, q.true(), post.evidence)
    if post.attested:
        facts.state(iri, t.COOP.attestedOn, q.date(post.attested), post.evidence)


def tell_commitments(facts: ReleaseFacts) -> None:
    """Things that the sides agreed to do."""
    for number, one in enumerate(facts.extraction.commitments):
        iri = facts.thing(COMMITMENT, f"c{number}")
        facts.derived(iri, one.evidence)
        if one.made_at:
            facts.state(iri, t.COOP.madeAt, facts.thing("event", one.made_at), one.evidence)
        if one.part_of:
            facts.state(iri, t.COOP.partOf, facts.thing("agreement", one.part_of), one.evidence)
        facts.link_refs(iri, t.COOP.committedParty, one.committed)


def tell_memberships(facts: ReleaseFacts) -> None:
    """States that belong to organisations."""
    for number, one in enumerate(facts.extraction.memberships):
        iri, state = facts.thing(MEMBERSHIP, f"m{number}"), facts.builder.country(one.country)
        body = facts.thing("body", one.body)
        facts.derived(iri, one.evidence)
        facts.state(iri, t.COOP.member, state, one.evidence)
        facts.state(iri, t.COOP.organization, body, one.evidence)
        facts.state(state, t.COOP.memberOf, body, one.evidence)
        if one.since:
            facts.state(iri, t.COOP.since, q.date(one.since), one.evidence)


def tell_parents(facts: ReleaseFacts) -> None:
    """Bodies that are parts of bodies; the name of the part says so, hence no sentence of its own."""
    for body in facts.extraction.bodies:
        if body.parent:
            child, parent = facts.thing("body", body.key), facts.thing("body", body.parent)
            if child != parent:
                facts.builder.know(child, t.ORG.subOrganizationOf, parent)


def tell_mentions(facts: ReleaseFacts) -> None:
    """What the release speaks of: in the default graph, and in the graph of each sentence that names it."""
    extraction, release = facts.extraction, facts.iri
    for country in extraction.countries:
        _mention(facts, facts.thing("country", country.value), country.evidence)
    for body in extraction.bodies:
        _mention(facts, facts.thing("body", body.key), _naming(facts, body.forms))
    for person in extraction.persons:
        _mention(facts, facts.thing("person", person.key), _naming(facts, person.forms))
    for place in extraction.places:
        _mention(facts, facts.thing("place", place.key), _naming(facts, place.forms))
    for kind, things in (("agreement", extraction.agreements), ("event", extraction.events)):
        for thing in things:
            _mention(facts, facts.thing(kind, thing.key), thing.evidence)
    for topic in extraction.topics:
        facts.builder.know(release, t.COOP.topic, t.topic(topic.value))
    _topics(facts, release, extraction.topics)


def _mention(facts: ReleaseFacts, iri: str, evidence: Iterable[Evidence]) -> None:
    facts.builder.know(facts.iri, t.SCHEMA.mentions, iri)
    facts.state(facts.iri, t.SCHEMA.mentions, iri, evidence)


def _naming(facts: ReleaseFacts, forms: Iterable[Form]) -> list[Evidence]:
    """The passages in which the forms stand."""
    passages = facts.extraction.passages
    starts = [p.start for p in passages]
    found: dict[Span, None] = {}
    for form in forms:
        at = bisect_right(starts, form.span.start) - 1
        if at >= 0 and passages[at].covers(form.span):
            found.setdefault(passages[at])
    return [Evidence(span, "name") for span in found]


def _topics(facts: ReleaseFacts, iri: str, topics: Iterable[Claim[str]]) -> None:
    for topic in topics:
        facts.state(iri, t.COOP.topic, t.topic(topic.value), topic.evidence)
