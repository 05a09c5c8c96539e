"""Timeline, heat maps, dossier and networks around a thing, on the made-up graph."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.cli import main
from kg.page.model import Projection
from kg.page.projection import project
from kg.page.source import read
from kg.views.acts import shown_date, span
from kg.views.dossier import dossier
from kg.views.ego import ego
from kg.views.matrix import matrix
from kg.views.timeline import timeline
from tests.page.graphs import made_up
from tests.page.test_hostile import PAYLOADS, hostile

ID = "https://w3id.org/digicoop/id/"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("views")
    (folder / "graph.trig").write_text(made_up(), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def projection(folder: Path) -> Projection:
    return project(read(folder / "graph.trig"))


def text(page: str) -> str:
    """What a reader sees."""
    body = re.sub(r"<(style|title)>.*?</\1>", "", page, flags=re.S)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", body)).split())


@pytest.mark.parametrize(
    ("lexical", "language", "shown"),
    [
        ("2021-03-04", "ru", "04.03.2021"),
        ("2025-03", "ru", "март 2025"),
        ("2025-03", "en", "March 2025"),
        ("2016", "ru", "2016"),
        ("--04-26", "ru", "26.04 (год не назван)"),
        ("--03", "be", "сакавік (год не названы)"),
    ],
)
def test_dates_say_no_more_than_is_known(lexical: str, language: str, shown: str) -> None:
    assert shown_date(lexical, language) == shown


def test_span_of_partial_dates() -> None:
    assert span("2023-09-10", "2023-09-12") == ("2023-09-10", "2023-09-12")
    assert span("2025-02", "") == ("2025-02-01", "2025-02-28")
    assert span("--04-26", "") == ("", "")


def test_network_of_a_country(projection: Projection) -> None:
    part = ego(projection, ID + "country/RS")
    drawn = {iri.removeprefix(ID) for iri in part.graph}
    assert {"country/RS", "body/oak", "agreement/a2", "event/e1", "country/BY", "person/don", "person/iva"} <= drawn
    assert not {"body/tide", "agreement/a1", "agreement/a3", "person/old"} & drawn


def test_network_around_a_thing_names_what_it_leaves_out(projection: Projection) -> None:
    part = ego(projection, ID + "person/old", steps=1)
    assert {iri.removeprefix(ID) for iri in part.graph} == {"person/old", "body/lamp"}
    told = [f for f in part.facts[ID + "body/lamp"] if f.role == "party"]
    assert told[0].target == ""
    assert told[0].text == {"ru": "Меморандум о взаимном освещении"}


def test_unknown_centre(projection: Projection) -> None:
    with pytest.raises(KeyError):
        ego(projection, ID + "country/ZZ")


def test_dossier(projection: Projection) -> None:
    shown = text(dossier(projection, "BY", "KR"))
    assert "Беларусь — Республика Корея" in shown
    assert "2 Документы: подписано и действует" in shown
    assert "04.03.2021 Меморандум о взаимном освещении меморандум, подписан" in shown
    assert "26.04 (год не назван) Протокол без даты" in shown
    assert "сторона: Министерство фонарей Республики Беларусь; Министерство лунного света Республики Корея" in shown
    assert "подписал: Ива Лугова; Пак Мин Хо" in shown
    assert "Министерства подписали меморандум о взаимном освещении 4 марта 2021 г." in shown
    assert "обмениваться гирляндами" in shown
    assert (
        "Архип Ветлов — министр, Министерство фонарей Республики Беларусь (в прошлом; по состоянию на 04.03.2021)"
        in shown
    )
    assert "электронное правительство (1)" in shown
    assert "https://example.org/one.html" in shown
    assert "каштанами" not in shown  # that is between Belarus and Serbia
    assert "Дон Рекич — генеральный" not in shown


def test_a_plan_is_never_called_signed(projection: Projection) -> None:
    shown = text(dossier(projection, "BY", "RS", "en"))
    assert "1 Agreements: in preparation" in shown
    assert "signed and in force" not in shown
    assert re.search(r"Open promises.*Соглашение об обмене каштанами \(planned\)", shown)


def test_dossier_of_an_unknown_country(projection: Projection) -> None:
    with pytest.raises(LookupError):
        dossier(projection, "BY", "ZZ")


def test_timeline(projection: Projection) -> None:
    page = timeline(projection)
    assert page.count("<g class=") == 5  # a1 in two lanes, e1 in three; what has no year is only in the table
    shown = text(page)
    assert shown.index("04.03.2021") < shown.index("10.09.2023 – 12.09.2023") < shown.index("26.04 (год не назван)")
    assert "10–12 сентября 2023 г. прошёл форум фонарщиков." in shown


def test_matrix_counts_and_marks_what_is_open(projection: Projection) -> None:
    shown = text(matrix(projection))
    # columns in the order of rows; 1 (1) is the planned agreement of Belarus and Serbia, beside the forum of all three
    assert "Беларусь Республика Корея Сербия Беларусь 3 2 (1) Республика Корея 3 1 Сербия 2 (1) 1" in shown


def test_topics_by_bodies(projection: Projection) -> None:
    shown = text(matrix(projection, "topics", "ru"))
    assert "электронное правительство Министерство фонарей Республики Беларусь 1" in shown.replace(
        "Министерство лунного света Республики Корея 1 ", ""
    )


@pytest.mark.parametrize("payload", PAYLOADS)
def test_hostile_strings_stay_text(payload: str, tmp_path: Path) -> None:
    path = tmp_path / "graph.trig"
    path.write_text(hostile(payload), encoding="utf-8")
    bad = project(read(path))
    pages = [dossier(bad, "BY", "KR"), timeline(bad), matrix(bad), matrix(bad, "topics")]
    for page in pages:
        assert "<script" not in page.replace("&lt;script", "")
        assert not re.search(r"<(img|svg onload|a [^>]*javascript:)", page)
        assert "default-src &#39;none&#39;" in page or "default-src 'none'" in page
    squeezed = re.sub(r"\s", "", text(pages[0]).replace("\u2028", "").replace("\u2029", ""))
    assert re.sub(r"\s", "", payload.replace("\u2028", "").replace("\u2029", "")) in squeezed or "<" in payload


@pytest.mark.parametrize(
    ("arguments", "name"),
    [
        (["render"], "graph.html"),
        (["render", "--view", "country", "kr"], "country-KR.html"),
        (["render", "--around", "Ива Лугова"], "around-iva.html"),
        (["render", "--view", "timeline"], "timeline.html"),
        (["render", "--view", "matrix"], "matrix.html"),
        (["render", "--view", "topics"], "topics.html"),
        (["report", "by", "kr"], "report-BY-KR.html"),
    ],
)
def test_commands_write_beside_the_graph(folder: Path, arguments: list[str], name: str) -> None:
    result = CliRunner().invoke(main, [*arguments, "--graph", str(folder)])
    assert result.exit_code == 0, result.output
    assert result.stdout.strip() == str(folder / name)
    assert (folder / name).read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


def test_every_country_gets_a_page(folder: Path) -> None:
    result = CliRunner().invoke(main, ["render", "--view", "country", "--graph", str(folder)])
    assert len(result.stdout.split()) == 3


def test_a_name_of_several_things(tmp_path: Path) -> None:
    (tmp_path / "graph.trig").write_text(made_up().replace("Пак Мин Хо", "Дон Рекич"), encoding="utf-8")
    result = CliRunner().invoke(main, ["render", "--around", "Дон Рекич", "--graph", str(tmp_path)])
    assert result.exit_code == 2
    assert "person/don" in result.output
    assert "person/pak" in result.output


def test_page_to_stdout(folder: Path) -> None:
    result = CliRunner().invoke(main, ["report", "BY", "KR", "--graph", str(folder), "-o", "-"])
    assert result.stdout.startswith("<!DOCTYPE html>")


def test_what_is_not_there_is_one_plain_line(folder: Path, tmp_path: Path) -> None:
    for arguments, code in (
        (["report", "BY", "ZZ", "--graph", str(folder)], 1),
        (["render", "--around", "никто", "--graph", str(folder)], 1),
        (["render", "--view", "timeline", "KR", "--graph", str(folder)], 2),
        (["render", "--graph", str(tmp_path)], 4),
    ):
        result = CliRunner().invoke(main, arguments)
        assert result.exit_code == code, arguments
        assert "Traceback" not in result.output
