"""The pages in a real browser: the way from a question to its sentence and on to SPARQL; what axe says of every kind of page.

axe comes with `npm install --prefix tests/judges`; without it those tests skip. Nothing may leave the machine, and no console complains.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from kg.cli_views import render
from tests.helpers.serving import can_serve, graph_folder, serving
from tests.page import chrome

By: Any = pytest.importorskip("selenium.webdriver.common.by").By
WebDriverWait: Any = pytest.importorskip("selenium.webdriver.support.ui").WebDriverWait
pytestmark = [*chrome.needed, pytest.mark.skipif(not can_serve, reason="the server's workers are forked")]
AXE = Path(__file__).parent / "judges" / "node_modules" / "axe-core" / "axe.min.js"
COOP = "PREFIX coop: <https://w3id.org/digicoop/ontology#>"
PHONE = {"width": 360, "height": 740, "deviceScaleFactor": 1, "mobile": True}


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = graph_folder(tmp_path_factory.mktemp("graph"))
    drawn = CliRunner().invoke(render, ["--graph", str(folder), "-o", str(folder / "graph.html")])
    assert drawn.exit_code == 0, drawn.output
    with serving(folder) as server:
        yield server.client.base


@pytest.fixture(scope="module")
def window() -> Iterator[chrome.Window]:
    window = chrome.Window(1200, 900)
    yield window
    window.close()


@pytest.fixture
def browser(window: chrome.Window, base: str) -> Iterator[Any]:
    """A window whose console stays silent and that speaks to the server alone."""
    driver = window.ready()
    chrome.requests(driver)
    chrome.complaints(driver)
    yield driver
    assert {"/".join(url.split("/")[:3]) for url in chrome.requests(driver) if not url.startswith("chrome")} <= {base}
    refusals = "Failed to load resource: the server responded with a status of 4"  # what the browser notes of every refusal
    assert [c for c in chrome.complaints(driver) if refusals not in c] == []


def click(browser: Any, selector: str) -> None:
    browser.find_element(By.CSS_SELECTOR, selector).click()


def editor(browser: Any, query: str = "") -> str:
    """The text of the editor once it is there; with a query, after it was asked."""
    chrome.wait(browser, "window.kgEditor && kgEditor.getTab()")
    if query:
        chrome.run(browser, "kgEditor.getTab().getYasqe().setValue(arguments[0])", query)
        click(browser, ".yasqe_queryButton")
    return str(chrome.run(browser, "kgEditor.getTab().getYasqe().getValue()"))


def follow(browser: Any, text: str, arrived: str) -> None:
    browser.find_element(By.PARTIAL_LINK_TEXT, text).click()
    chrome.wait(browser, f"location.href.includes({json.dumps(arrived)})")


def test_a_window_left_without_scripts_or_dead_is_replaced(window: chrome.Window) -> None:
    driver = window.ready()
    driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    assert window.ready() is driver
    assert chrome.run(driver, "1 + 1") == 2
    driver.quit()
    assert chrome.run(window.ready(), "1 + 1") == 2
    assert window.ready() is not driver


# ---- the way ---------------------------------------------------------------------------------------------------------


def test_from_a_question_to_the_sentence_and_to_sparql(browser: Any, base: str) -> None:
    browser.get(base + "/?lang=ru")
    browser.find_element(By.ID, "text").send_keys("Какие меморандумы Беларусь подписала с Кореей?")
    click(browser, "form[action='/ask'] button")
    chrome.wait(browser, "document.querySelector('#reply table')")
    assert "Министерство морей Республики Корея" in browser.page_source
    follow(browser, "Меморандум о небе", "/id/agreement/sky")
    follow(browser, "Ранее подписан меморандум", "/thing?iri=")
    assert "Ранее подписан меморандум с Министерством неба." in browser.page_source
    follow(browser, "SPARQL", "/query")
    assert "coop:Memorandum" in editor(browser)
    editor(browser, f"{COOP} SELECT ?m {{ ?m a coop:Memorandum }}")
    chrome.wait(browser, "document.getElementById('yasgui').innerText.includes('agreement/sea')")


def test_the_editor_offers_the_questions_and_shows_every_kind_of_answer(browser: Any, base: str) -> None:
    browser.get(base + "/query")
    editor(browser)
    for option in ("conflicts", "posts"):
        click(browser, f"#example option[value='{option}']")
        assert "SELECT" in editor(browser)
    for query, shown in (("ASK { ?s ?p ?o }", "true"), (f"{COOP} CONSTRUCT WHERE {{ ?m a coop:Memorandum }}", "agreement/sky")):
        editor(browser, query)
        chrome.wait(browser, f"document.querySelector('.yasr').innerText.toLowerCase().includes({json.dumps(shown)})")


def test_a_mistake_in_the_editor_is_told(browser: Any, base: str) -> None:
    browser.get(base + "/query")
    editor(browser, "SELECT * { ?s ?p ?o } LIMIT xyz")
    chrome.wait(browser, "document.querySelector('.yasr').innerText.includes('line 1, character 29')")


def test_a_script_in_an_answer_does_not_run(browser: Any, base: str) -> None:
    browser.get(base + "/query")
    evil = "<img src=x onerror=\\\"window.pwned=1\\\"><script>window.pwned=1</script>"
    html = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#HTML>"
    editor(browser, f'SELECT ("{evil}" AS ?a) ("{evil}"^^{html} AS ?b) (IRI("javascript:window.pwned=1") AS ?c) {{}}')
    chrome.wait(browser, "document.querySelector('.yasr').innerText.includes('pwned')")
    assert chrome.run(browser, "window.pwned === undefined")
    assert all("has been blocked" in said for said in chrome.complaints(browser)), "the policy may have had to help"
    assert chrome.run(browser, "[...document.querySelectorAll('.yasr a[href^=\"javascript:\" i]')].length") == 0


def test_pages_work_without_javascript_and_fit_a_phone(browser: Any, base: str) -> None:
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", PHONE)
    browser.get(base + "/questions/memoranda?between=BY&and=KR&lang=be")
    assert "Меморандум о небе" in browser.page_source
    browser.get(base + "/ask?lang=en")
    browser.find_element(By.ID, "text").send_keys("Who is Anna Berg?\n")
    # the answer is a page of its own, which may not be there yet; where scripts are off, no script can wait for it
    replies = WebDriverWait(browser, chrome.SECONDS).until(lambda b: b.find_elements(By.ID, "reply"))
    assert "Анна Берг" in replies[0].text
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})
    for path in PAGES.values():
        browser.get(base + path)
        assert chrome.run(browser, "document.documentElement.scrollWidth") <= PHONE["width"], path
    browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


# ---- what axe says ---------------------------------------------------------------------------------------------------

PAGES = {
    "start": "/",
    "start in Russian": "/?lang=ru",
    "empty ask": "/ask",
    "answer": "/ask?text=Какие меморандумы Беларусь подписала с Кореей?",
    "question without rows": "/ask?text=меморандумы с КНР",
    "refusal": "/ask?text=What is the weather in Korea?",
    "question that may mean several": "/ask?text=Кто министр?",
    "empty search": "/search",
    "search": "/search?text=меморандум",
    "search in vain": "/search?text=xyzzy",
    "competency question": "/questions/memoranda",
    "its rows": "/questions/memoranda?between=BY&and=KR",
    "its mistake": "/questions/memoranda?between=Atlantis",
    "question without parameters": "/questions/conflicts?lang=be",
    "country": "/id/country/KR",
    "person": "/id/person/anna-berg",
    "agreement": "/id/agreement/sea",
    "event": "/id/event/forum",
    "release": "/thing?iri=https://example.org/one",
    "sentence": "/thing?iri=https%3A%2F%2Fexample.org%2Fone%23char%3D0%2C10",
    "editor": "/query",
    "graph": "/graph",
    "nowhere": "/nope",
}
RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}}


def violations(browser: Any) -> list[str]:
    if not AXE.is_file():
        pytest.skip("npm install --prefix tests/judges has not been run")
    browser.execute_script(AXE.read_text("utf-8"))
    found = browser.execute_async_script("axe.run(document, arguments[0]).then(arguments[1], (e) => arguments[1]({error: String(e)}))", RULES)
    assert "error" not in found, found
    assert len(found["passes"]) > 10, "axe looked at the page"
    return [f"{v['id']} ({v['impact']}): {v['help']}: {n['target']} {n['failureSummary']}" for v in found["violations"] for n in v["nodes"]]


def shown(browser: Any, base: str, path: str) -> None:
    browser.get(base + path)
    if path == "/query":
        editor(browser, f"{COOP} SELECT ?m {{ ?m a coop:Memorandum }}")
        chrome.wait(browser, "document.getElementById('yasgui').innerText.includes('agreement/sea')")
    if path == "/graph":
        chrome.wait(browser, "document.documentElement.dataset.ready !== undefined")


@pytest.mark.parametrize("page", PAGES)
def test_axe_finds_nothing(browser: Any, base: str, page: str) -> None:
    shown(browser, base, PAGES[page])
    assert violations(browser) == []


@pytest.mark.parametrize("page", ["start", "answer", "its rows", "person", "release", "editor"])
def test_axe_finds_nothing_on_a_phone_in_the_dark(browser: Any, base: str, page: str) -> None:
    dark = [{"name": "prefers-color-scheme", "value": "dark"}]
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", PHONE)
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": dark})
    try:
        shown(browser, base, PAGES[page])
        assert violations(browser) == []
    finally:
        browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
        browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})
