"""The pages in a real browser: ask, open a thing, follow to the sentence, run SPARQL; nothing leaves the machine."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

webdriver: Any = pytest.importorskip("selenium.webdriver")
from selenium.webdriver.common.by import By  # noqa: E402
from selenium.webdriver.support.ui import WebDriverWait  # noqa: E402

ROOT = Path(__file__).parent.parent
DATA = Path(__file__).parent / "data" / "questions.trig"
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(shutil.which("chromedriver") is None or not hasattr(os, "fork"), reason="no chromedriver"),
]


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("graph")
    shutil.copy(DATA, folder / "graph.trig")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [
        sys.executable,
        "-c",
        "from kg.cli import main; main()",
        "serve",
        "--graph",
        str(folder),
        "--port",
        str(port),
    ]
    server = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    for _ in range(100):
        try:
            urllib.request.urlopen(address + "/healthz", timeout=1).close()
            break
        except OSError:
            time.sleep(0.1)
    yield address
    server.terminate()
    server.wait()


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    options = webdriver.ChromeOptions()
    for flag in (
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--window-size=1200,900",
        "--disable-background-networking",
    ):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    chrome = webdriver.Chrome(options=options, service=webdriver.ChromeService(shutil.which("chromedriver")))
    yield chrome
    chrome.quit()


def requests(browser: Any) -> set[str]:
    """Where the pages sent requests since the last look."""
    found = set()
    for entry in browser.get_log("performance"):
        message = json.loads(entry["message"])["message"]
        if message["method"] == "Network.requestWillBeSent":
            url = message["params"]["request"]["url"]
            if not url.startswith(("data:", "blob:", "chrome")):
                found.add("/".join(url.split("/")[:3]))
    return found


def test_from_a_question_to_the_sentence(browser: Any, base: str) -> None:
    browser.get(base + "/?lang=ru")
    browser.find_element(By.ID, "text").send_keys("Какие меморандумы Беларусь подписала с Кореей?")
    browser.find_element(By.CSS_SELECTOR, "form[action='/ask'] button").click()
    WebDriverWait(browser, 10).until(lambda b: b.find_elements(By.CSS_SELECTOR, "#reply table"))
    assert "Министерство морей Республики Корея" in browser.page_source
    browser.find_element(By.LINK_TEXT, "Меморандум о небе").click()
    WebDriverWait(browser, 10).until(lambda b: b.current_url.endswith("/id/agreement/sky"))
    browser.find_element(By.PARTIAL_LINK_TEXT, "Ранее подписан меморандум").click()
    WebDriverWait(browser, 10).until(lambda b: "/thing?iri=" in b.current_url)
    assert "Ранее подписан меморандум с Министерством неба." in browser.page_source
    assert requests(browser) == {base}
    assert [e for e in browser.get_log("browser") if e["level"] == "SEVERE"] == []


def test_a_sparql_query_in_the_editor(browser: Any, base: str) -> None:
    browser.get(base + "/query")
    WebDriverWait(browser, 10).until(
        lambda b: b.execute_script("return window.kgEditor && kgEditor.getTab() !== undefined")
    )
    shown = browser.execute_script("return kgEditor.getTab().getYasqe().getValue()")
    assert "coop:Memorandum" in shown
    browser.execute_script(
        "kgEditor.getTab().getYasqe().setValue(arguments[0]); kgEditor.getTab().getYasqe().query();",
        "PREFIX coop: <https://w3id.org/digicoop/ontology#> SELECT ?m { ?m a coop:Memorandum }",
    )
    WebDriverWait(browser, 10).until(lambda b: "agreement/sea" in b.find_element(By.ID, "yasgui").text)
    assert requests(browser) == {base}
    assert [e for e in browser.get_log("browser") if e["level"] == "SEVERE"] == []


def test_pages_work_without_javascript_and_fit_a_phone(browser: Any, base: str) -> None:
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    browser.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride", {"width": 360, "height": 740, "deviceScaleFactor": 1, "mobile": True}
    )
    browser.get(base + "/questions/memoranda?between=BY&and=KR&lang=be")
    assert "Меморандум о небе" in browser.page_source
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})
    browser.get(base + "/questions/memoranda?between=BY&and=KR&lang=be")
    assert browser.execute_script("return document.documentElement.scrollWidth") <= 360
    browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
