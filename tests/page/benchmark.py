"""Time from opening the page to its first stable picture, beside plain pyvis with physics on the same graph.

Run by hand: `python -m tests.page.benchmark [seconds to wait for plain pyvis]`. It prints the table of BENCHMARK.md.
Both pages are opened in a fresh headless Chromium without network. The picture of our page is stable with its first
drawing; that of plain pyvis when its loading bar is gone (vis-network's stabilizationIterationsDone) or, for graphs
of up to 100 things, which have no bar, when the physics engine reports that it came to rest.
"""

from __future__ import annotations

import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from statistics import median
from typing import Any

from pyvis.network import Network

from kg.page.projection import project
from kg.page.render import render
from kg.page.source import read
from tests.page.chrome import browser, run, visit
from tests.page.graphs import random_graph

SIZES = (100, 1000, 5000)
RUNS = 3


def main() -> None:
    patience = float(sys.argv[1]) if len(sys.argv) > 1 else 60.0
    print(
        "| things | edges | our page is built | its size | first picture | pan or zoom, a step | click | plain pyvis |"
    )
    print("|---|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        for size in SIZES:
            print("| " + " | ".join(row(size, Path(folder), patience)) + " |", flush=True)


def row(size: int, folder: Path, patience: float) -> list[str]:
    trig, ours, plain = folder / "g.trig", folder / "ours.html", folder / "plain.html"
    trig.write_text(random_graph(size), encoding="utf-8")
    projection = project(read(trig))
    started = time.perf_counter()
    ours.write_text(render(projection), encoding="utf-8")
    built = time.perf_counter() - started
    network = Network(directed=True, cdn_resources="in_line")
    for iri, data in projection.graph.nodes(data=True):
        network.add_node(iri, label=data["labels"].get("ru", iri))
    network.edges = [{"from": a, "to": b} for a, b, d in projection.graph.edges(data=True) if d["drawn"]]
    plain.write_text(network.generate_html(), encoding="utf-8")
    first = median(opened(ours) for _ in range(RUNS))
    step, click = handled(ours)
    rest = settled(plain, patience)
    return [
        str(size), str(len(network.edges)), f"{built:.1f} s", f"{ours.stat().st_size / 1e6:.1f} MB", f"{first:.2f} s",
        f"{step:.0f} ms", f"{click:.0f} ms", f"{rest:.1f} s" if rest < patience else f"not in {patience:.0f} s",
    ]  # fmt: skip


def opened(page: Path) -> float:
    with browser() as driver:
        visit(driver, page)
        return float(run(driver, "document.documentElement.dataset.ready")) / 1000


def handled(page: Path) -> tuple[float, float]:
    """Milliseconds of a step of panning or zooming (median of 40), and of a click, each with its redrawing."""
    with browser() as driver:
        visit(driver, page)
        steps = driver.execute_async_script(
            """const done = arguments[0], times = []; let i = 0;
            const step = () => { const start = performance.now();
              const at = KG.scene.network.getViewPosition();
              KG.scene.network.moveTo({ position: { x: at.x + 40, y: at.y }, scale: KG.scene.network.getScale() * (i < 20 ? 1.1 : 0.95) });
              KG.follow(); KG.scene.network.redraw();
              times.push(performance.now() - start); i += 1;
              if (i < 40) requestAnimationFrame(step); else done(times); };
            step();"""
        )
        run(driver, "KG.fit()")
        click = run(
            driver,
            """(() => { const start = performance.now(); KG.clicked({ nodes: [KG.scene.nodes.getIds()[0]], edges: [] });
            KG.scene.network.redraw(); return performance.now() - start; })()""",
        )
        return median(steps), float(click)


def settled(page: Path, patience: float) -> float:
    """Seconds until plain pyvis shows a usable picture, at most `patience`."""
    with browser() as driver:
        driver.set_page_load_timeout(patience)
        watch: Any = driver.execute_cdp_cmd
        watch("Page.addScriptToEvaluateOnNewDocument", {"source": """
            addEventListener("DOMContentLoaded", () => { const wait = setInterval(() => {
              if (typeof network === "undefined" || !network) return;
              clearInterval(wait);
              const done = () => { window.restedAt = window.restedAt || performance.now(); };
              network.once("stabilizationIterationsDone", done); network.once("stabilized", done);
            }, 5); });"""})  # fmt: skip
        started = time.perf_counter()
        with suppress(Exception):  # plain pyvis at 5,000 does not even finish loading
            driver.get(page.as_uri())
        while time.perf_counter() - started < patience:
            with suppress(Exception):  # the page is too busy to answer
                if at := driver.execute_script("return window.restedAt"):
                    return float(at) / 1000
            time.sleep(0.2)
    return patience


if __name__ == "__main__":
    main()
