"""Parameters become checked terms; nothing that is typed becomes query text."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.questions import params
from kg.questions.answering import answer
from kg.questions.catalogue import Param
from kg.questions.engine import LocalGraph
from kg.questions.model import ParamError, Rows, Term, compact, expand, valid_iri
from kg.questions.things import Things, fold

DATA = Path(__file__).parent / "data" / "questions.trig"


@pytest.fixture(scope="module")
def graph() -> LocalGraph:
    return LocalGraph.open(DATA)


@pytest.fixture(scope="module")
def things(graph: LocalGraph) -> Things:
    return Things(graph)


@pytest.mark.parametrize(
    ("type_", "text", "local"),
    [
        ("country", "KR", "country/KR"),
        ("country", "kr", "country/KR"),
        ("country", "Республика Корея", "country/KR"),
        ("country", "South Korea", "country/KR"),
        ("country", "Паўднёвая Карэя", "country/KR"),
        ("country", "id:country/KR", "country/KR"),
        ("body", "Минтест", "body/by/mintest"),
        ("body", "министерство испытаний  республики беларусь", "body/by/mintest"),
        ("person", "Анна Берг", "person/anna-berg"),
        ("person", "<https://w3id.org/digicoop/id/person/anna-berg>", "person/anna-berg"),
        ("kind", "memorandum", "kind/memorandum"),
        ("kind", "меморандум", "kind/memorandum"),
        ("status", "signed", "status/signed"),
        ("topic", "e-government", "topic/e-government"),
        ("thing", "Форум рек", "event/forum"),
    ],
)
def test_a_name_becomes_the_iri_of_its_thing(things: Things, type_: str, text: str, local: str) -> None:
    if local == "event/forum":
        with pytest.raises(ParamError):
            params.term(Param("x", type_, True), text, things)  # a release has that title too
        type_ = "event"
    assert params.term(Param("x", type_, True), text, things).value == f"https://w3id.org/digicoop/id/{local}"


@pytest.mark.parametrize(
    ("type_", "text", "says"),
    [
        ("country", "Атлантида", "no country 'Атлантида'"),
        ("country", "id:person/anna-berg", "is not a country"),
        ("person", "BY", "no person"),
        ("date", "2024", "is not a day"),
        ("date", "10.05.2024", "is not a date"),
        ("date", "2024-02-30", "is not a date"),
        ("kind", "memo", "it has:"),
        ("body", "", "is empty"),
        ("country", "KR> } #", "no country"),
        ("country", '"', "no country"),
    ],
)
def test_a_wrong_value_is_refused_in_one_line(things: Things, type_: str, text: str, says: str) -> None:
    with pytest.raises(ParamError, match=says) as caught:
        params.term(Param("x", type_, True), text, things)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("2024", ("2024-01-01", "2024-12-31")),
        ("2024-02", ("2024-02-01", "2024-02-29")),
        ("2024-02-03", ("2024-02-03", "2024-02-03")),
        ("2020..2024", ("2020-01-01", "2024-12-31")),
        ("2020..", ("2020-01-01", None)),
        ("..2024-06", (None, "2024-06-30")),
    ],
)
def test_a_period_becomes_its_first_and_last_day(text: str, bounds: tuple[str | None, str | None]) -> None:
    assert params.period("period", text) == bounds


@pytest.mark.parametrize("text", ["", "..", "2024..2020", "--05", "24", "2024-13", "x..y"])
def test_what_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(ParamError):
        params.period("period", text)


PAYLOADS = [
    "KR> ?p ?o } #", '" } UNION { ?s ?p ?o } #', "KR\n} SELECT * { ?s ?p ?o }", "<x> <y>", "id:country/KR> .", "\\u003E",
    "KR' OR '1'='1", "?between", "$between", "VALUES ?x {", "}}}}", "\x00", "\ud800", "id:country/KR#",
    "https://w3id.org/digicoop/id/country/KR> } UNION { ?a ?b <x:y", "# bind and", "a" * 100_000,
]  # fmt: skip


@pytest.mark.parametrize("payload", PAYLOADS)
@pytest.mark.parametrize("param", ["between", "and", "kind", "status", "period"])
def test_no_value_changes_the_query(graph: LocalGraph, things: Things, payload: str, param: str) -> None:
    with pytest.raises(ParamError):
        answer(graph, "agreements", {"between": "BY", param: payload}, things)


def test_unknown_and_missing_parameters_are_named(graph: LocalGraph) -> None:
    with pytest.raises(ParamError, match="has no parameter 'betwen'"):
        answer(graph, "memoranda", {"betwen": "BY"})
    with pytest.raises(ParamError, match="needs --param between=<country>"):
        answer(graph, "memoranda", {})
    with pytest.raises(ParamError, match="given twice"):
        params.split(["a=1", "a=2"])
    assert params.split(["a=b=c"]) == {"a": "b=c"}


def test_memoranda_of_two_countries_by_names_in_three_languages(graph: LocalGraph) -> None:
    answers = {
        answer(graph, "memoranda", {"between": a, "and": b}).answer
        for a, b in [("BY", "KR"), ("Беларусь", "Республика Корея"), ("Belarus", "South Korea"), ("Корея", "by")]
    }
    assert len(answers) == 1
    found = answers.pop()
    assert isinstance(found, Rows) and {r["label"] for r in found.dicts()} == {
        "Меморандум о морях",
        "Меморандум о небе",
    }


def test_terms_are_escaped() -> None:
    assert Term('a"b\\c\n').n3 == '"a\\"b\\\\c\\n"'
    assert Term("2024", datatype="http://www.w3.org/2001/XMLSchema#gYear").n3.endswith("#gYear>")
    assert Term("да", language="ru").n3 == '"да"@ru'
    with pytest.raises(ValueError):
        Term("not an iri", "iri")
    assert not any(map(valid_iri, ["", "x", "x:", ":x", "x:y z", "x:<y>", "x:y\\u0020", "х:кириллица"]))
    assert expand(compact("https://w3id.org/digicoop/id/country/KR")) == "https://w3id.org/digicoop/id/country/KR"


def test_folding_ignores_case_yo_quotes_and_dashes() -> None:
    assert fold("«Королёв»  –  Связь") == fold("КОРОЛЕВ - связь")
