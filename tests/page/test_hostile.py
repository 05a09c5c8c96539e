"""Markup and script in every string field of the graph: nothing runs, and the text is shown as it is."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kg.page.render import render_page
from tests.page.chrome import browser, complaints, needed, panel, requests, run, visit
from tests.page.graphs import Maker, quoted

PAYLOADS = (
    "<img src=x onerror=alert(1)>",
    "</script><script>alert(1)</script>",
    "<!--<script>",
    "{{ 7*7 }}{% raw %}",
    '"><svg onload=alert(1)>',
    "' href=javascript:alert(1) '",
    "<a href='javascript:alert(1)'>href</a>",
    "\u2028alert(1)\u2029]]>",
)


def hostile(payload: str) -> str:
    """One thing of every kind, whose every text is `payload`."""
    m, text = Maker(), quoted(payload)
    country = m.country("BY", payload, payload, payload)
    other = m.country("KR", payload + "2", payload, payload)
    release = m.release("r", payload, "javascript:alert(1)", "2020-01-01")
    m.thing("id:body\\/b", "coop:Organization, coop:Ministry", payload, "ru", f"; skos:altLabel {text}@ru ")
    m.thing("id:person\\/p", "coop:Person", payload, "ru", f"; skos:altLabel {text}@ru ")
    m.thing("id:role\\/r", "coop:Role", payload)
    m.thing("id:topic\\/t", "coop:Topic", payload)
    m.thing("id:place\\/c", "coop:Place", payload)
    m.thing("id:agreement\\/a", "coop:Agreement, coop:Memorandum", payload)
    m.thing("id:event\\/e", "coop:Event, coop:Talks", payload)
    m.thing("id:commitment\\/c", "coop:Commitment", payload)
    m.default.append("id:tenure\\/t a coop:Tenure .")
    m.said(release, payload, f"id:body\\/b coop:country {country}",
           "id:tenure\\/t coop:holder id:person\\/p ; coop:at id:body\\/b ; coop:role id:role\\/r ; coop:attestedOn " + text,
           f"id:agreement\\/a coop:party id:body\\/b ; coop:betweenCountry {country}, {other} ; coop:topic id:topic\\/t ;"
           f" coop:signedOn {text} ; coop:subject {text}@ru ; coop:place id:place\\/c ; coop:status id:status\\/signed",
           f"id:event\\/e coop:participant id:person\\/p ; coop:startsOn {text} ; coop:place id:place\\/c",
           "id:commitment\\/c coop:madeAt id:event\\/e")  # fmt: skip
    m.default.append(
        f"{release} schema:mentions {country}, id:body\\/b, id:person\\/p, id:agreement\\/a, id:event\\/e ."
    )
    return m.trig()


@pytest.fixture(scope="module", params=range(len(PAYLOADS)), ids=lambda i: f"payload{i}")
def page(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    payload, folder = PAYLOADS[request.param], tmp_path_factory.mktemp("hostile")
    (folder / "graph.trig").write_text(hostile(payload), encoding="utf-8")
    (folder / "graph.html").write_text(render_page(folder / "graph.trig", title=payload), encoding="utf-8")
    return payload, folder / "graph.html"


def test_no_markup_from_data(page: tuple[str, Path]) -> None:
    payload, path = page
    html = path.read_text(encoding="utf-8")
    assert html.count("<script") == html.count("</script>") == 6
    if "<" in payload:
        assert payload not in html


def test_policy_allows_exactly_the_scripts_of_the_page(page: tuple[str, Path]) -> None:
    html = page[1].read_text(encoding="utf-8")
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', html)
    assert policy
    allowed = policy[1].replace("&#39;", "'")
    for code in re.findall(r"<script>(.*?)</script>", html, re.S) + re.findall(r"<style>(.*?)</style>", html, re.S):
        assert base64.b64encode(hashlib.sha256(code.encode()).digest()).decode() in allowed
    assert "unsafe" not in allowed
    assert allowed.startswith("default-src 'none'; ")


@pytest.fixture(scope="module")
def chrome() -> Iterator[Any]:
    with browser() as driver:
        # a dialogue would stop the page: count it instead
        driver.execute_cdp_cmd(
            "Page.addScriptToEvaluateOnNewDocument",
            {"source": "window.ran = 0; window.alert = () => { window.ran += 1; };"},
        )
        yield driver


@needed[0]
@needed[1]
def test_nothing_runs_and_the_text_is_shown(chrome: Any, page: tuple[str, Path]) -> None:
    payload, path = page
    visit(chrome, path)
    count = run(chrome, "KG.nodes.length")
    assert count == 6
    for n in range(count):
        run(chrome, "KG.goTo(arguments[0])", n)
        # the browser may show a line separator as a space
        assert squeezed(payload) in squeezed(panel(chrome)), run(chrome, "KG.nodes[arguments[0]].iri", n)
        assert run(chrome, "document.querySelectorAll('#panel img, #panel script, #panel a').length") == 0
    run(chrome, "(KG.byId('query').value = arguments[0], KG.suggest())", payload[:12])
    for n in range(1, count):
        run(chrome, "(KG.choose(0), KG.startPath(0), KG.endPath(arguments[0]))", n)
    for size in ("country", "body", "all"):
        run(chrome, "(KG.state.detail = arguments[0], KG.changed('detail'), KG.svgText())", size)
    assert squeezed(payload) in squeezed(run(chrome, "document.title"))
    assert squeezed(payload) in squeezed(run(chrome, "document.getElementById('title').textContent"))
    assert run(chrome, "window.ran") == 0
    assert run(chrome, "document.querySelectorAll('img, svg[onload], a[href^=\"javascript:\"]').length") == 0
    assert requests(chrome) == []
    assert complaints(chrome) == []


def squeezed(text: str) -> str:
    return re.sub(r"[\s\u2028\u2029]+", "", text)
