"""The pictures of the README, of docs/page.md and of docs/serve.md, taken in headless Chromium.

Run by hand after a build: `python -m tests.page.pictures [folder of graph.trig] [folder of pictures]`.
"""

from __future__ import annotations

import base64
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from kg.page.projection import project
from kg.page.render import render, render_page
from kg.page.source import read
from kg.views.dossier import dossier
from kg.views.matrix import matrix
from kg.views.timeline import timeline
from tests.helpers.serving import serving
from tests.page.chrome import browser, run, visit, wait
from tests.page.graphs import random_graph

SERVED = {
    "ask": "/ask?text=which memoranda has Belarus signed with Korea?",
    "thing": "/id/country/KR?lang=en",
    "sparql": "/query",
}
PHONE = {"width": 390, "height": 780, "deviceScaleFactor": 1, "mobile": True}


def main() -> None:
    graph = Path(sys.argv[1] if len(sys.argv) > 1 else "output")
    target = Path(sys.argv[2] if len(sys.argv) > 2 else "docs/pictures")
    target.mkdir(parents=True, exist_ok=True)
    projection = project(read(graph / "graph.trig"))
    with tempfile.TemporaryDirectory() as name, browser(1200, 800) as driver:
        folder = Path(name)
        pages = {
            "page": render(projection),
            "dossier": dossier(projection, "BY", "KR"),
            "timeline": timeline(projection),
            "matrix": matrix(projection),
        }
        for stem, html in pages.items():
            (folder / f"{stem}.html").write_text(html, encoding="utf-8")
        (folder / "large.trig").write_text(random_graph(5000), encoding="utf-8")
        (folder / "large.html").write_text(render_page(folder / "large.trig"), encoding="utf-8")
        _network(driver, folder, target)
        for stem in ("dossier", "timeline", "matrix"):
            driver.get((folder / f"{stem}.html").as_uri())
            save(driver, target / f"{stem}.webp")
        _served(driver, graph, folder, target)


def _served(driver: Any, graph: Path, folder: Path, target: Path) -> None:
    for name in ("graph.trig", "graph.ttl", "graph.html"):
        shutil.copy(graph / name, folder)
    with serving(folder) as server:
        for stem, path in SERVED.items():
            driver.get(server.client.base + path)
            if path.startswith("/query"):
                wait(driver, "window.kgEditor && kgEditor.getTab()")
                run(driver, "document.querySelector('.yasqe_queryButton').click()")
                wait(driver, "document.querySelector('.yasr td')")
            save(driver, target / f"{stem}.webp")


def save(driver: Any, path: Path) -> None:
    """The window as WebP, a fifth of a PNG."""
    shot = driver.execute_cdp_cmd("Page.captureScreenshot", {"format": "webp", "quality": 80})
    path.write_bytes(base64.b64decode(shot["data"]))


def _network(driver: Any, folder: Path, target: Path) -> None:
    def shot(name: str, page: str, script: str = "") -> None:
        visit(driver, folder / f"{page}.html")
        if script:
            run(driver, f"(() => {{ {script} }})()")
        driver.execute_async_script("requestAnimationFrame(() => requestAnimationFrame(arguments[0]))")
        save(driver, target / f"{name}.webp")

    memorandum = "KG.nodes.find((node) => node.kind === 'agreement' && node.countries.includes('KR')).n"
    shot("graph", "page", f"KG.choose({memorandum}); KG.changed('select');")
    shot("dark", "page", "KG.byId('theme').click(); KG.goTo(KG.byCode.get('KR').n); KG.setFocus(2);")
    shot("far", "large")
    shot("near", "large", "KG.goTo(2000);")
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", PHONE)
    shot("phone", "page", "KG.goTo(KG.byCode.get('CN').n);")
    driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


if __name__ == "__main__":
    main()
