"""Extractions and their resolution -> the quads of the graph, checked against the releases' texts."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Sequence

from kg.entities.model import TENURE, Candidate, Change, Resolution, release_id
from kg.facts.model import Agreement, Extraction
from kg.graph import quads as q
from kg.graph import status as life
from kg.graph import terms as t
from kg.graph.check import check_evidence
from kg.graph.facts import Builder, ReleaseFacts, address
from kg.graph.names import describe, describe_concepts, describe_countries, describe_roles, used_concepts
from kg.graph.quads import Quad
from kg.graph.tell import tell
from kg.values import PartialDate


def assemble(extractions: Iterable[Extraction], resolution: Resolution, base: str = t.ID_BASE) -> set[Quad]:
    """All quads of a build. Raises EvidenceError if a fact's sentence is not in its release."""
    releases = {release_id(e.release): e for e in extractions}
    ordered = [releases[key] for key in sorted(releases)]
    builder = Builder(resolution, base)
    builder.embodied = {
        builder.iri(resolution.path(release_id(e.release), TENURE, f"post{i}"))
        for e in ordered
        for i, post in enumerate(e.posts)
        if post.body
    }
    own = Counter(address(e.release.url) for e in ordered)
    told = []
    for extraction in ordered:
        url = address(extraction.release.url)
        facts = ReleaseFacts(builder, extraction, url if own[url] == 1 else None)
        tell(facts)
        told.append(facts)
    for facts in told:
        describe_release(facts)
    state_status(told)
    for entity in resolution.entities.values():
        describe(builder, entity)
    describe_candidates(builder, resolution.candidates)
    describe_changes(builder, resolution.changes)
    bound_dates(builder)
    describe_roles(builder, builder.titles)
    describe_concepts(builder, used_concepts(builder))
    describe_countries(builder)
    check_evidence(builder.quads, {f.iri: f.extraction.release.text for f in told})
    return builder.quads


def describe_release(facts: ReleaseFacts) -> None:
    """The release's node, and the passages that it states facts in."""
    release, know, iri = facts.extraction.release, facts.builder.know, facts.iri
    know(iri, t.RDF.type, t.COOP.Release, t.SCHEMA.NewsArticle, t.PROV.Entity)
    know(iri, t.DCTERMS.title, q.text(release.title, release.language))
    know(iri, t.DCTERMS.language, q.text(release.language))
    know(iri, t.COOP.sha256, q.text(release.sha256))
    source = address(release.url)
    if source:
        know(iri, t.DCTERMS.source, source)
    if release.published:
        know(iri, t.SCHEMA.datePublished, q.date(release.published))
    for span, passage in facts.used.items():
        know(passage, t.RDF.type, t.COOP.Passage, t.OA.TextPositionSelector, t.OA.TextQuoteSelector)
        know(passage, t.DCTERMS.isPartOf, iri)
        know(passage, t.OA.start, q.count(span.start))
        know(passage, t.OA.end, q.count(span.end))
        know(passage, t.OA.exact, q.text(span.of(release.text)))


def state_status(told: Sequence[ReleaseFacts], only: str = "") -> None:
    """The status that follows from all claims about an agreement, in the sentences that state it.

    only  the IRI of the one agreement or event to look at
    """
    claims: dict[str, list[tuple[ReleaseFacts, Agreement]]] = defaultdict(list)
    planned: dict[str, list[bool]] = defaultdict(list)
    for facts in told:
        for agreement in facts.extraction.agreements:
            iri = facts.thing("agreement", agreement.key)
            if only in ("", iri):
                claims[iri].append((facts, agreement))
        for event in facts.extraction.events:
            planned[facts.thing("event", event.key)].append(event.planned)
    for iri, found in claims.items():
        furthest = [
            life.Told(a.current_status, life.as_of(a.current_status, a, f.extraction.release)) for f, a in found
        ]
        status = life.current(furthest)
        for facts, agreement in found:
            for claim in agreement.status:
                if claim.value == status:
                    facts.state(iri, t.COOP.status, t.status(status), claim.evidence)
    for facts in told:
        for event in facts.extraction.events:
            iri = facts.thing("event", event.key)
            if only in ("", iri) and all(planned[iri]):  # one release that tells of it as held is enough for it to be no plan
                facts.state(iri, t.COOP.status, t.status("planned"), event.evidence)


def describe_candidates(builder: Builder, candidates: Iterable[Candidate]) -> None:
    """Pairs that only a person should decide: a link both ways and a case with the reasons."""
    for candidate in candidates:
        left, right = builder.iri(candidate.left), builder.iri(candidate.right)
        builder.know(left, t.SKOS.closeMatch, right)
        builder.know(left, t.COOP.identityCandidate, right)
        builder.know(right, t.COOP.identityCandidate, left)
        case = builder.iri(f"case/{candidate.left.replace('/', '-')}/{candidate.right.replace('/', '-')}")
        builder.know(case, t.RDF.type, t.COOP.IdentityCase, t.PROV.Entity)
        builder.know(case, t.COOP.candidate, left, right)
        builder.know(case, t.COOP.reason, *(q.text(reason) for reason in candidate.reasons))


def describe_changes(builder: Builder, changes: Iterable[Change]) -> None:
    """A body that became another one is linked to it by an event; the two stay two."""
    for change in changes:
        before, after = builder.iri(change.before), builder.iri(change.after)
        iri = builder.iri(f"change/{change.before.replace('/', '-')}/{change.after.replace('/', '-')}")
        builder.know(iri, t.RDF.type, t.ORG.ChangeEvent)
        builder.know(iri, t.ORG.originalOrganization, before)
        builder.know(iri, t.ORG.resultingOrganization, after)
        builder.know(before, t.ORG.changedBy, iri)
        builder.know(after, t.ORG.resultedFrom, iri)
        if change.on:
            builder.know(iri, t.DCTERMS.date, q.date(PartialDate.parse(change.on)))


def bound_dates(builder: Builder, only: Container[str] | None = None) -> None:
    """First and last day that a thing's dates allow, where a year is known: what date filters compare.

    only  the things to look at
    """
    properties = {str(p) for p in t.DATE_PROPERTIES}
    days: dict[str, list[str]] = defaultdict(list)
    for quad in builder.quads:
        if quad.predicate in properties and isinstance(quad.object, q.Literal) and (only is None or quad.subject in only):
            days[quad.subject] += PartialDate.parse(quad.object.value).bounds or ()
    for subject, found in days.items():
        if found:
            builder.know(subject, t.COOP.notBefore, q.day(min(found)))
            builder.know(subject, t.COOP.notAfter, q.day(max(found)))
