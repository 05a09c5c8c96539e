"""Headless Chromium for the browser tests; they are skipped, with the reason, where it is not installed."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest
from urllib3.exceptions import HTTPError

webdriver = pytest.importorskip("selenium.webdriver", reason="selenium is not installed")
WebDriverException: Any = pytest.importorskip("selenium.common.exceptions").WebDriverException
CHROME = next((p for p in map(shutil.which, ("chromium", "chromium-browser", "google-chrome")) if p), None)
DRIVER = shutil.which("chromedriver")
needed = [
    pytest.mark.browser,
    pytest.mark.skipif(not (CHROME and DRIVER), reason="needs chromium and chromium-driver (Debian packages)"),
]


SECONDS = 30  # for a page, and for a script: a browser that hangs costs one test this long, not selenium's five minutes a page


def start(width: int = 1400, height: int = 900, downloads: Path | None = None) -> Any:
    """A fresh Chromium that reaches no host but this one; the caller quits it."""
    options = webdriver.ChromeOptions()
    options.binary_location = CHROME
    for flag in ("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", f"--window-size={width},{height}",
                 "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1", "--force-prefers-reduced-motion"):  # fmt: skip
        options.add_argument(flag)
    if downloads:
        options.add_experimental_option("prefs", {
            "download.default_directory": str(downloads),
            "profile.default_content_setting_values.automatic_downloads": 1,
        })  # fmt: skip
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    options.set_capability("unhandledPromptBehavior", "ignore")
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(DRIVER))
    driver.set_page_load_timeout(SECONDS)
    driver.set_script_timeout(SECONDS)
    return driver


@contextmanager
def browser(width: int = 1400, height: int = 900, downloads: Path | None = None) -> Iterator[Any]:
    """A fresh Chromium, quit at the end."""
    driver = start(width, height, downloads)
    try:
        yield driver
    finally:
        driver.quit()


class Window:
    """One Chromium for many tests, replaced where a test left it hanging, gone, or unable to run scripts."""

    def __init__(self, width: int, height: int) -> None:
        self.size = (width, height)
        self.driver: Any = None

    def ready(self) -> Any:
        """The browser with an empty page, of its own size, that runs scripts: the one there is, or a new one."""
        try:
            self.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})
            self.driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
            self.driver.get("about:blank")
            self.driver.execute_async_script("arguments[0]()")
        except (AttributeError, WebDriverException, HTTPError):
            self.close()
            self.driver = start(*self.size)
        return self.driver

    def close(self) -> None:
        """Quit the browser, if there is one; one that is gone already is no error."""
        if self.driver is not None:
            with suppress(WebDriverException, HTTPError):
                self.driver.quit()
            self.driver = None


def visit(driver: Any, page: Path, fragment: str = "") -> None:
    """Open a page afresh and wait for its first picture."""
    driver.get("about:blank")
    driver.get(page.as_uri() + fragment)
    wait(driver, "document.documentElement.dataset.ready !== undefined")


def wait(driver: Any, condition: str, seconds: float = 20) -> None:
    """Wait until a JavaScript condition holds."""
    from selenium.webdriver.support.ui import WebDriverWait

    WebDriverWait(driver, seconds, 0.03).until(lambda d: d.execute_script(f"return Boolean({condition})"), condition)


def run(driver: Any, script: str, *values: object) -> Any:
    """The value of a JavaScript expression."""
    return driver.execute_script("return " + script, *values)


def requests(driver: Any) -> list[str]:
    """Addresses that the page asked for, other than itself."""
    urls = []
    for entry in driver.get_log("performance"):
        message = json.loads(entry["message"])["message"]
        if message["method"] == "Network.requestWillBeSent":
            urls.append(message["params"]["request"]["url"])
    return [u for u in urls if not u.startswith(("file:", "data:", "blob:", "about:"))]


def complaints(driver: Any) -> list[str]:
    """Messages of the console."""
    return [entry["message"] for entry in driver.get_log("browser")]


def number(driver: Any, name: str) -> int:
    """The number of a thing by the end of its IRI."""
    return int(run(driver, "KG.nodes.findIndex((node) => node.iri.endsWith(arguments[0]))", name))


def drawn(driver: Any) -> set[str]:
    """Ends of the IRIs of all things drawn."""
    iris = run(driver, "KG.scene.nodes.getIds().map((n) => KG.nodes[n].iri)")
    return {iri.removeprefix("https://w3id.org/digicoop/id/") for iri in iris}


def tap(driver: Any, name: str) -> None:
    """Click a thing on the canvas with the mouse."""
    x, y = run(
        driver,
        """(() => { const node = KG.nodes[arguments[0]], box = KG.byId("mynetwork").getBoundingClientRect();
        const at = KG.scene.network.canvasToDOM({x: node.x, y: node.y}); return [box.left + at.x, box.top + at.y]; })()""",
        number(driver, name),
    )
    point(driver, x, y)


def point(driver: Any, x: float, y: float) -> None:
    """Click a place of the window with the mouse, and wait until the page has answered."""
    from selenium.webdriver.common.actions.action_builder import ActionBuilder

    builder = ActionBuilder(driver)
    builder.pointer_action.move_to_location(round(x), round(y)).click()
    builder.perform()
    driver.execute_async_script("requestAnimationFrame(() => requestAnimationFrame(arguments[0]))")


def panel(driver: Any) -> str:
    """The text of the side panel."""
    return str(run(driver, "document.getElementById('panel').innerText"))
