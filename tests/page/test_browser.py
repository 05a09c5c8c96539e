"""Every tool of the page, used in headless Chromium."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from kg.page.render import render_page
from tests.page.chrome import browser, complaints, drawn, needed, number, panel, point, requests, run, tap, visit, wait
from tests.page.graphs import Maker, made_up, random_graph

pytestmark = needed
ALL = 17
ENTER, DOWN, RIGHT, ESCAPE = "\ue007", "\ue015", "\ue014", "\ue00c"  # WebDriver's codes of keys


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pages")
    for name, text in (("small", made_up()), ("large", random_graph(1500))):
        (folder / f"{name}.trig").write_text(text, encoding="utf-8")
        (folder / f"{name}.html").write_text(render_page(folder / f"{name}.trig"), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def chrome(folder: Path) -> Iterator[Any]:
    with browser(downloads=folder) as driver:
        yield driver


@pytest.fixture
def small(chrome: Any, folder: Path) -> Any:
    visit(chrome, folder / "small.html")
    return chrome


def click(driver: Any, css: str) -> None:
    driver.find_element("css selector", css).click()


def choose(driver: Any, css: str, value: str) -> None:
    run(driver, "(() => { const box = document.querySelector(arguments[0]); box.value = arguments[1];"
        " box.dispatchEvent(new Event('input', {bubbles: true})); box.dispatchEvent(new Event('change', {bubbles: true})); })()",
        css, value)  # fmt: skip


def keys(driver: Any, text: str, css: str = "#mynetwork") -> None:
    driver.find_element("css selector", css).send_keys(text)


def test_opens_offline_without_a_complaint(small: Any) -> None:
    assert len(drawn(small)) == ALL
    assert requests(small) == []
    assert complaints(small) == []


def test_click_shows_facts_with_sentence_and_link(small: Any) -> None:
    tap(small, "agreement/a1")
    text = panel(small)
    assert "Меморандум о взаимном освещении" in text
    assert "«Министерства подписали меморандум о взаимном освещении 4 марта 2021 г.»" in text
    assert small.find_element("css selector", "#panel cite a").get_attribute("href") == "https://example.org/one.html"


def test_date_without_year_says_so(small: Any) -> None:
    tap(small, "agreement/a3")
    assert "26.04 (год не назван)" in panel(small)


def test_past_post_is_called_past(small: Any) -> None:
    tap(small, "person/old")
    assert "министр" in panel(small)
    assert "в прошлом" in panel(small)


@pytest.mark.parametrize(
    ("words", "found"),
    [("республика кор", "country/KR"), ("Рэспубліка", "country/KR"), ("south", "country/KR"), ("фонарей", "body/lamp"),
     ("KR", "country/KR"), ("пак мин", "person/pak"), ("Lugova", "person/iva"), ("pak min kho", "person/pak"), ("Rekich", "person/don")],
)  # fmt: skip
def test_search_in_three_languages(small: Any, words: str, found: str) -> None:
    keys(small, words, "#query")
    assert run(small, "document.querySelectorAll('#suggestions li[role=option]').length") >= 1
    keys(small, ENTER, "#query")
    assert run(small, "KG.state.sel") == number(small, found)


def test_search_by_arrow_keys_and_nothing_found(small: Any) -> None:
    keys(small, "мин", "#query")
    keys(small, DOWN + DOWN, "#query")
    second = run(small, "KG.found[1].node.n")
    keys(small, ENTER, "#query")
    assert run(small, "KG.state.sel") == second
    keys(small, "zzzz", "#query")
    assert "Ничего не найдено" in run(small, "document.getElementById('suggestions').innerText")


def test_kinds_are_switched_in_the_legend(small: Any) -> None:
    click(small, "#legend input[data-kind=person]")
    assert not {d for d in drawn(small) if d.startswith("person/")}
    click(small, "#legend input[data-kind=person]")
    assert len(drawn(small)) == ALL


def test_filter_by_country(small: Any) -> None:
    choose(small, "#country", "RS")
    assert {"agreement/a2", "event/e1", "country/RS", "country/BY", "body/oak"} <= drawn(small)
    assert not {"agreement/a1", "body/tide"} & drawn(small)


def test_filter_by_topic(small: Any) -> None:
    choose(small, "#topic", "https://w3id.org/digicoop/id/topic/postal")
    assert drawn(small) == {"agreement/a2", "country/BY", "country/RS"}


def test_filter_by_status_and_dashes_for_the_unsigned(small: Any) -> None:
    choose(small, "#status", "planned")
    assert {d for d in drawn(small) if d.startswith("agreement/")} == {"agreement/a2"}
    assert run(small, "KG.scene.nodes.get(arguments[0]).shapeProperties.borderDashes", number(small, "agreement/a2"))


def test_timeline(small: Any) -> None:
    assert run(small, "document.querySelectorAll('#histogram rect').length") == 3
    choose(small, "#from", "2023")
    assert "agreement/a1" not in drawn(small)
    assert {"event/e1", "agreement/a2", "agreement/a3"} <= drawn(small)  # what has no date stays
    click(small, "#undated")
    assert {d for d in drawn(small) if d.startswith(("agreement/", "event/"))} == {"event/e1"}
    click(small, "#reset")
    assert len(drawn(small)) == ALL


def test_detail(small: Any) -> None:
    choose(small, "#detail", "country")
    assert drawn(small) == {"country/BY", "country/KR", "country/RS"}
    assert "◆ 2  ▲ 1" in run(small, "KG.scene.edges.get().map((edge) => edge.label)")
    choose(small, "#detail", "body")
    assert len([d for d in drawn(small) if d.startswith("body/")]) == 5


def test_pair_of_countries(small: Any) -> None:
    choose(small, "#detail", "country")
    a, b = number(small, "country/BY"), number(small, "country/KR")
    run(small, "KG.clicked({nodes: [], edges: ['pair-' + arguments[0] + '-' + arguments[1]]})", a, b)
    text = panel(small)
    assert (
        text.index("Форум фонарщиков") < text.index("Меморандум о взаимном освещении") < text.index("Протокол без даты")
    )


def middle(driver: Any, a: str, b: str) -> tuple[float, float]:
    """The middle of a line on the screen."""
    return tuple(
        run(
            driver,
            """(() => { const [a, b] = [KG.nodes[arguments[0]], KG.nodes[arguments[1]]];
            const box = KG.byId("mynetwork").getBoundingClientRect();
            const at = KG.scene.network.canvasToDOM({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 });
            return [box.left + at.x, box.top + at.y]; })()""",
            number(driver, a),
            number(driver, b),
        )
    )  # type: ignore[return-value]


def test_click_on_a_line_between_countries(small: Any) -> None:
    choose(small, "#detail", "country")
    point(small, *middle(small, "country/BY", "country/RS"))
    assert "Соглашение об обмене каштанами" in panel(small)
    assert "планируется" in panel(small)


def test_click_on_a_line_shows_its_fact(small: Any) -> None:
    point(small, *middle(small, "agreement/a2", "country/RS"))
    assert "Планируется подписать соглашение об обмене каштанами." in panel(small)


def test_pair_in_the_address(small: Any, folder: Path) -> None:
    run(small, "KG.choosePair(arguments[0], arguments[1])", number(small, "country/BY"), number(small, "country/KR"))
    wait(small, "location.hash === KG.fragment()")
    fragment, shown = run(small, "[location.hash, document.getElementById('panel').innerText]")
    visit(small, folder / "small.html", fragment)
    assert panel(small) == shown


def test_neighbours(small: Any) -> None:
    tap(small, "agreement/a1")
    click(small, "#focus1")
    # countries that the parties stand for are neighbours too
    assert drawn(small) == {
        "agreement/a1",
        "body/lamp",
        "body/moon",
        "person/iva",
        "person/pak",
        "country/BY",
        "country/KR",
    }
    click(small, "#focus2")
    assert "event/e1" in drawn(small)
    assert "body/tide" not in drawn(small)  # only the country joins it
    click(small, "#unfocus")
    assert len(drawn(small)) == ALL


def test_path(small: Any) -> None:
    tap(small, "person/don")
    click(small, "#path-from")
    assert "Выберите вторую точку" in panel(small)
    tap(small, "person/pak")
    names = run(small, "KG.state.path.map((n) => KG.nodes[n].iri.split('/').slice(-2).join('/'))")
    assert names == ["person/don", "event/e1", "person/iva", "agreement/a1", "person/pak"]
    assert "прошёл форум фонарщиков" in panel(small)


def test_address_restores_the_state(small: Any, folder: Path) -> None:
    choose(small, "#language", "be")
    choose(small, "#country", "KR")
    choose(small, "#from", "2022")
    click(small, "#legend input[data-kind=event]")
    run(small, "KG.goTo(arguments[0])", number(small, "body/moon"))
    wait(small, "location.hash === KG.fragment()")
    before = run(
        small, "[location.hash, document.getElementById('panel').innerText, KG.scene.nodes.getIds().sort().join()]"
    )
    visit(small, folder / "small.html", before[0])
    after = run(
        small, "[location.hash, document.getElementById('panel').innerText, KG.scene.nodes.getIds().sort().join()]"
    )
    assert after == before
    assert run(small, "document.documentElement.lang") == "be"


def test_path_in_the_address(small: Any, folder: Path) -> None:
    run(
        small,
        "(KG.state.sel = arguments[0], KG.endPath(arguments[1]))",
        number(small, "person/don"),
        number(small, "person/pak"),
    )
    wait(small, "location.hash === KG.fragment()")
    fragment, path = run(small, "[location.hash, KG.state.path.join()]")
    visit(small, folder / "small.html", fragment)
    assert run(small, "KG.state.path.join()") == path


@pytest.mark.parametrize(
    "fragment",
    ["#s=nobody&c=XX&y=9-1&v=a,b,c&f=7", "#l=<img src=x onerror=alert(1)>", "#off=__proto__&t=toString", "#%E0%A4%A"],
)
def test_nonsense_in_the_address_is_harmless(chrome: Any, folder: Path, fragment: str) -> None:
    visit(chrome, folder / "small.html", fragment)
    assert len(drawn(chrome)) == ALL
    assert complaints(chrome) == []


def test_svg(small: Any, folder: Path) -> None:
    (folder / "graph.svg").unlink(missing_ok=True)
    click(small, "#svg")
    saved = arrived(folder / "graph.svg")
    root = ElementTree.fromstring(saved)
    texts = {e.text for e in root.iter("{http://www.w3.org/2000/svg}text")}
    assert {"Беларусь", "Сербия", "документ"} <= texts  # and its legend
    assert len(list(root.iter("{http://www.w3.org/2000/svg}polygon"))) >= 13 + 4


def test_png(small: Any, folder: Path) -> None:
    (folder / "graph.png").unlink(missing_ok=True)
    click(small, "#png")
    assert arrived(folder / "graph.png").startswith(b"\x89PNG")


def arrived(path: Path) -> bytes:
    for _ in range(400):
        if path.exists() and path.stat().st_size:
            return path.read_bytes()
        time.sleep(0.05)
    raise AssertionError(f"{path.name} was not downloaded")


def test_language(small: Any) -> None:
    choose(small, "#language", "en")
    assert run(small, "document.title") == "Digital cooperation between countries"
    assert run(small, "document.querySelector('#legend').innerText").startswith("country")
    assert run(small, "KG.scene.nodes.get(arguments[0]).label", number(small, "country/RS")) == "Serbia"
    choose(small, "#language", "be")
    assert run(small, "KG.scene.nodes.get(arguments[0]).label", number(small, "country/RS")) == "Сербія"


def test_light_and_dark(small: Any) -> None:
    back = "getComputedStyle(document.body).backgroundColor"
    first = run(small, back)
    click(small, "#theme")
    assert run(small, back) != first
    assert run(small, "KG.scene.nodes.get()[0].font.color") == "#eef2f6"


def test_keyboard(small: Any) -> None:
    keys(small, "]")
    chosen = run(small, "KG.state.sel")
    assert chosen == run(small, "KG.nodes.reduce((a, b) => (b.degree > a.degree ? b : a)).n")
    keys(small, "]")
    assert run(small, "KG.state.sel") != chosen
    keys(small, "f")
    assert len(drawn(small)) < ALL
    keys(small, ESCAPE)
    assert run(small, "KG.state.sel") == -1
    assert len(drawn(small)) == ALL
    before = run(small, "KG.scene.network.getViewPosition().x")
    keys(small, RIGHT)
    assert run(small, "KG.scene.network.getViewPosition().x") > before
    scale = run(small, "KG.scene.network.getScale()")
    keys(small, "+")
    assert run(small, "KG.scene.network.getScale()") > scale
    keys(small, "/")
    assert run(small, "document.activeElement.id") == "query"


def test_help(small: Any) -> None:
    keys(small, "?")
    assert "поиск" in panel(small)


def test_zoom_shows_more(chrome: Any, folder: Path) -> None:
    visit(chrome, folder / "large.html")
    assert run(chrome, "document.documentElement.dataset.level") in ("country", "body")
    run(chrome, "KG.goTo(arguments[0])", number(chrome, "agreement/a1"))
    wait(chrome, "document.documentElement.dataset.level === 'all'")
    assert "agreement/a1" in drawn(chrome)
    assert len(drawn(chrome)) < 700  # only what can be seen
    click(chrome, "#fit")
    assert run(chrome, "document.documentElement.dataset.level") != "all"
    assert complaints(chrome) == []


def test_phone(folder: Path) -> None:
    with browser() as driver:
        driver.execute_cdp_cmd(
            "Emulation.setDeviceMetricsOverride", {"width": 390, "height": 844, "deviceScaleFactor": 2, "mobile": True}
        )
        driver.execute_cdp_cmd("Emulation.setTouchEmulationEnabled", {"enabled": True})
        visit(driver, folder / "small.html")
        assert run(driver, "document.documentElement.scrollWidth <= innerWidth")
        assert run(driver, "document.getElementById('mynetwork').clientHeight") > 300
        assert not driver.find_element("id", "side").is_displayed()
        click(driver, "#menu")
        assert driver.find_element("id", "side").is_displayed()
        click(driver, "#menu")
        tap(driver, "country/KR")
        assert "Республика Корея" in panel(driver)
        assert complaints(driver) == []


@pytest.mark.parametrize("text", ["", "one thing", "no year"], ids=["empty", "one", "undated"])
def test_small_graphs(chrome: Any, tmp_path: Path, text: str) -> None:
    m = Maker()
    if text:
        m.thing("id:body\\/lonely", "coop:Organization, coop:Agency", "Агентство одиночества")
    if text == "no year":
        release = m.release("r", "Выпуск", "https://example.org/r.html", "2020-01-01")
        m.thing("id:event\\/e", "coop:Event, coop:Talks", "Переговоры")
        m.said(
            release,
            "Говорили 5 мая.",
            'id:event\\/e coop:participant id:body\\/lonely ; coop:startsOn "--05-05"^^xsd:gMonthDay',
        )
    (tmp_path / "g.trig").write_text(m.trig(), encoding="utf-8")
    (tmp_path / "g.html").write_text(render_page(tmp_path / "g.trig"), encoding="utf-8")
    driver = chrome
    driver.get("about:blank")
    driver.get((tmp_path / "g.html").as_uri())
    wait(driver, "KG.scene.network")
    click(driver, "#fit")
    click(driver, "#reset")
    assert len(drawn(driver)) == {"": 0, "one thing": 1, "no year": 2}[text]
    assert complaints(driver) == []


def test_served_over_http_it_asks_for_nothing_else(chrome: Any, folder: Path) -> None:
    handler = partial(SimpleHTTPRequestHandler, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}/small.html"
        requests(chrome), complaints(chrome)
        chrome.get(address)
        wait(chrome, "document.documentElement.dataset.ready !== undefined")
        time.sleep(0.3)  # a browser asks for an icon when all else is done
        assert requests(chrome) == [address]
        assert complaints(chrome) == []
        server.shutdown()


COMMITTED = Path(__file__).resolve().parents[2] / "output" / "graph.html"


@pytest.mark.skipif(not COMMITTED.exists(), reason="output/graph.html is not built")
def test_the_page_of_the_examples(chrome: Any) -> None:
    visit(chrome, COMMITTED)
    assert len(drawn(chrome)) > 30
    tap(chrome, "country/KR")
    text = panel(chrome)
    assert "Республика Корея" in text
    assert "26.04 (год не назван)" in text
    assert chrome.find_element("css selector", "#panel cite a").get_attribute("href").startswith("https://")
    assert requests(chrome) == []
    assert complaints(chrome) == []
