"""From extractions to quads: facts in the graphs of their sentences, names and classes in the default graph."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from kg.entities.resolve import resolve
from kg.errors import EvidenceError, OutputError, SettingError
from kg.facts.model import Extraction
from kg.graph import terms as t
from kg.graph.assemble import assemble
from kg.graph.check import check_evidence
from kg.graph.dump import dump
from kg.graph.facts import address
from kg.graph.quads import Literal, Quad, date, text
from kg.graph.write import Writer
from kg.pipeline import checked_base
from kg.values import PartialDate
from tests.helpers.stories import Story

ID = t.ID_BASE
URL = "https://example.org/forum"


def forum(url: str | None = URL, status: str = "signed") -> Extraction:
    story = Story(
        "Форум в Минске.",
        "Министр лесной связи Анна Берг 10 мая подписала меморандум с Министерством рек Кореи.",
        "Стороны договорились: обмениваться лодками.",
        url=url,
        published="2024-05-11",
    )
    berg = story.person("Берг", "Анна", at=1, form="Анна Берг")
    ours = story.body("Министерство лесной связи Республики Беларусь", "BY", at=1)
    theirs = story.body("Министерство рек Республики Корея", "KR", at=1, form="Министерством рек Кореи")
    story.post(berg, "министр", ours, "BY", at=1, attested="2024-05-11")
    minsk = story.place("Минск", "BY")
    event = story.event("forum", "Форум рек", starts="2024-05-10", place=minsk, countries="BY KR", participants=berg)
    memo = story.agreement(
        "memorandum", "Меморандум о реках", at=1, status=status, subject="реки", parties=f"{ours} {theirs}", countries="BY KR",
        signatories=berg, signed="2024-05-10" if status == "signed" else "", event=event, topics="postal",
    )  # fmt: skip
    story.commitment("обмениваться лодками", at=2, event=event, agreement=memo, by="BY KR")
    story.membership("BY", story.body("Союз рек", None, "InternationalOrganization"), "2022-07", at=2)
    story.countries("BY KR", at=1)
    story.topics("postal", at=1)
    return story.told()


def quads_of(*extractions: Extraction) -> set[Quad]:
    return assemble(extractions, resolve(extractions))


def said(quads: set[Quad], predicate: str) -> set[tuple[str, object, str]]:
    return {(q.subject.removeprefix(ID), q.object, q.graph.removeprefix(URL)) for q in quads if q.predicate == str(predicate)}


def test_a_fact_is_in_the_graph_of_its_sentence() -> None:
    start = len("Форум в Минске.") + 1
    end = start + len("Министр лесной связи Анна Берг 10 мая подписала меморандум с Министерством рек Кореи.")
    ((subject, value, graph),) = said(quads_of(forum()), t.COOP.signedOn)
    assert subject == "agreement/by-kr/memorandum/2024-05-10-reki"
    assert value == Literal("2024-05-10", str(t.XSD.date))
    assert graph == f"#char={start},{end}"


def test_names_and_classes_are_in_the_default_graph() -> None:
    quads = quads_of(forum())
    for predicate in (t.RDF.type, t.SKOS.prefLabel, t.SKOS.altLabel, t.OA.exact, t.DCTERMS.title, t.COOP.notBefore):
        assert {g for _, _, g in said(quads, predicate)} == {""}


def test_leaf_class_and_parents_are_both_asserted() -> None:
    types = {(s, o) for s, o, _ in said(quads_of(forum()), t.RDF.type)}
    for leaf, parent in ((t.COOP.Memorandum, t.COOP.Agreement), (t.COOP.Forum, t.COOP.Event), (t.COOP.Ministry, t.COOP.Organization)):
        leaves = {s for s, o in types if o == str(leaf)}
        assert leaves and leaves <= {s for s, o in types if o == str(parent)}


def test_evidence_and_releases_are_linked() -> None:
    quads = quads_of(forum())
    evident = {s for s, _, _ in said(quads, t.COOP.evidence)}
    assert evident == {s for s, _, _ in said(quads, t.PROV.wasDerivedFrom)}
    for kind in ("agreement", "event", "tenure", "commitment", "membership", "claim"):
        assert any(s.startswith(f"{kind}/") for s in evident), kind


def test_a_release_without_an_address_names_its_passages_by_its_own_iri() -> None:
    graphs = {q.graph for q in quads_of(forum(url=None)) if q.graph}
    assert graphs and all(g.startswith(f"{ID}release/forum-v-minske-") for g in graphs)


def test_two_texts_of_one_address_do_not_share_passages() -> None:
    other = Story("Иной текст.", url=URL)
    other.countries("RS")
    graphs = {q.graph.partition("#")[0] for q in quads_of(forum(), other.told()) if q.graph}
    assert len(graphs) == 2 and URL not in graphs


def test_a_year_is_never_bounded_where_none_is_known() -> None:
    story = Story("Встреча 26 апреля.")
    story.event("meeting", "Встреча рек", starts="--04-26", countries="BY KR")
    quads = quads_of(story.told())
    assert said(quads, t.COOP.startsOn) and not said(quads, t.COOP.notBefore)


def test_a_partial_date_has_bounds() -> None:
    bounds = {o.value for s, o, _ in said(quads_of(forum()), t.COOP.notAfter) if s.startswith("membership/") and isinstance(o, Literal)}
    assert bounds == {"2022-07-31"}


def test_the_status_is_one_and_the_claims_are_all() -> None:
    later = Story("Меморандум о реках между ведомствами подписан.", url="https://example.org/later", published="2024-05-12")
    ours = later.body("Министерство лесной связи Республики Беларусь", "BY")
    theirs = later.body("Министерство рек Республики Корея", "KR")
    later.agreement("memorandum", "Меморандум о реках", subject="реки", parties=f"{ours} {theirs}", countries="BY KR", signed="2024-05-12")
    quads = quads_of(forum(status="planned"), later.told())
    assert {o for _, o, _ in said(quads, t.COOP.status)} == {f"{ID}status/signed"}
    assert {o for _, o, _ in said(quads, t.COOP.claimedStatus)} == {f"{ID}status/signed", f"{ID}status/planned"}
    assert len({s for s, _, _ in said(quads, t.COOP.betweenCountry)}) == 1


def test_a_planned_event_that_was_held_is_no_plan() -> None:
    def told(planned: bool, url: str) -> Extraction:
        story = Story("Второй форум рек 10 мая.", url=url)
        story.event("forum", "Форум рек", starts="2024-05-10", ordinal=2, countries="BY KR", planned=planned)
        return story.told()

    one, two = told(True, "https://example.org/1"), told(False, "https://example.org/2")
    assert said(quads_of(one), t.COOP.status)
    both = quads_of(one, two)
    assert not said(both, t.COOP.status)
    assert len({s for s, _, _ in said(both, t.COOP.startsOn)}) == 1


def test_an_ambassador_is_at_the_state() -> None:
    story = Story("Посол Ким Сан.")
    story.post(story.person("Ким", "Сан", first=True), "посол", None, "KR")
    assert {o for _, o, _ in said(quads_of(story.told()), t.COOP.at)} == {f"{ID}country/KR"}


def test_a_role_of_the_scheme_is_a_concept_and_another_is_minted() -> None:
    story = Story("Министр и хранитель печати Ким Сан.")
    kim = story.person("Ким", "Сан", first=True)
    story.post(kim, "министр", None, "KR")
    story.post(kim, "хранитель печати", None, "KR")
    roles = {o for _, o, _ in said(quads_of(story.told()), t.COOP.role)}
    assert roles == {f"{ID}role/minister", f"{ID}role/khranitel-pechati"}


def test_things_are_minted_under_another_base_and_concepts_are_not() -> None:
    base = "https://example.org/kg/"
    extraction = forum()
    quads = assemble([extraction], resolve([extraction]), base)
    assert {q.object for q in quads if q.predicate == str(t.COOP.betweenCountry)} == {f"{base}country/BY", f"{base}country/KR"}
    assert {q.object for q in quads if q.predicate == str(t.COOP.topic)} == {f"{ID}topic/postal"}
    dumps = dump(quads, base)
    assert len(dumps.store) == len(quads)


@pytest.mark.parametrize("bad", ["example.org/", "https://example.org/id", "https://example.org/a b/", "ftp://example.org/", "https:///", "https://e.org/#"])
def test_a_base_that_is_none_is_refused(bad: str) -> None:
    with pytest.raises(SettingError):
        checked_base(bad)


def test_no_blank_nodes_and_the_union_is_the_turtle() -> None:
    quads = quads_of(forum())
    dumps = dump(quads)
    triples = {q.triple for q in ox.parse(dumps.trig, format=ox.RdfFormat.TRIG)}
    assert triples == {q.triple for q in ox.parse(dumps.turtle, format=ox.RdfFormat.TURTLE)}
    assert not any(isinstance(x, ox.BlankNode) for t_ in triples for x in (t_.subject, t_.object))


@pytest.mark.parametrize(
    "change",
    [
        lambda q: q._replace(object=Literal("что-то другое")) if q.predicate == str(t.OA.exact) else q,
        lambda q: q._replace(object=Literal("0", str(t.XSD.nonNegativeInteger))) if q.predicate == str(t.OA.end) else q,
        lambda q: None if q.predicate == str(t.OA.start) else q,
        lambda q: q._replace(graph=URL + "#char=1,2") if q.predicate == str(t.COOP.party) else q,
    ],
    ids=["another text", "another end", "no start", "no such passage"],
)
def test_a_fact_without_its_sentence_stops_the_build(change) -> None:  # type: ignore[no-untyped-def]
    extraction = forum()
    (release,) = {q.subject for q in quads_of(extraction) if q.object == str(t.COOP.Release)}
    good = quads_of(extraction)
    check_evidence(good, {release: extraction.release.text})
    bad = {q for q in map(change, good) if q is not None}
    with pytest.raises(EvidenceError):
        check_evidence(bad, {release: extraction.release.text})


@pytest.mark.parametrize(
    ("url", "iri"),
    [
        ("https://example.org/a?b=c&d=%20#top", "https://example.org/a?b=c&d=%20"),
        ("https://example.org/дорога к реке", "https://example.org/дорога%20к%20реке"),
        ('https://example.org/<script>"', "https://example.org/%3Cscript%3E%22"),
        ("HTTP://example.org/{a}|b", "HTTP://example.org/%7Ba%7D%7Cb"),
        ("javascript:alert(1)", None),
        ("/about", None),
        ("https://[oops/", None),
        (None, None),
    ],
)
def test_an_address_becomes_an_iri(url: str | None, iri: str | None) -> None:
    assert address(url) == iri


def test_hostile_text_survives_the_dumps() -> None:
    nasty = 'кавычки " и \\ и \n\r\t и \x00\x0b и \u2028 и 𝒳 и <script>'
    quad = Quad(f"{ID}event/x", str(t.SKOS.prefLabel), text(nasty, "ru"))
    (back,) = ox.parse(dump([quad]).turtle, format=ox.RdfFormat.TURTLE)
    assert isinstance(back.object, ox.Literal) and back.object.value == nasty


@pytest.mark.parametrize("iri", ["no-scheme", "https://example.org/a b", "https://example.org/<", "https://example.org/\ud800"])
def test_what_is_no_iri_is_refused(iri: str) -> None:
    with pytest.raises(OutputError):
        Writer().turtle([Quad(iri, str(t.SKOS.prefLabel), text("x"))])


def test_the_dumps_do_not_depend_on_the_order_of_quads() -> None:
    quads = list(quads_of(forum()))
    assert Writer().trig(quads) == Writer().trig(reversed(quads))


@pytest.mark.parametrize("lexical", ["2024", "2024-05", "2024-05-10", "--05", "--05-10"])
def test_dates_keep_what_is_known(lexical: str) -> None:
    value = date(PartialDate.parse(lexical))
    assert value.value == lexical and value.datatype in {str(d) for d in t.DATE_TYPES}
