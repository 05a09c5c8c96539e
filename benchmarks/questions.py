"""How fast the competency questions are through HTTP on a large graph, and how many times slower rdflib's store is.

    python benchmarks/questions.py [--graph output] [--statements 1000000] [--rounds 20] [--rdflib 4]

The graph is that of the examples, enlarged (enlarged.py) and served by `kg serve`; each question is asked with each of its
parameters (asked.py). For a question counts the slowest of these: the median and the 95th percentile of the rounds, and
the better of two measurements, for others use the machine too. Then these slowest ones run in rdflib's store in memory, each
--rdflib seconds at most: one that takes longer counts as having taken so long, so that its ratio is a lower bound.
Results go to benchmarks/results/questions.json.
"""

from __future__ import annotations

import argparse
import json
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

import pyoxigraph as ox

from benchmarks.asked import Asked, Chooser
from benchmarks.enlarged import Pattern, lines
from benchmarks.measuring import apart, p95, timed
from benchmarks.record import save
from kg.questions import catalogue, params
from kg.questions.engine import LocalGraph
from kg.questions.things import Things


def main() -> None:
    """Run, print, keep."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--graph", type=Path, default=Path("output"))
    parser.add_argument("--statements", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--rdflib", type=float, default=4, help="seconds a query; 0 leaves rdflib out")
    chosen = parser.parse_args()
    store = ox.Store()
    store.bulk_load("".join(lines(chosen.graph / "graph.trig", chosen.statements)).encode(), format=ox.RdfFormat.N_QUADS)
    graph = LocalGraph(store)
    things = Things(graph)
    copies = sum("release" in t.types for t in things.all.values()) // 5
    asked = list(Chooser(graph, things, Pattern.read(chosen.graph / "graph.trig"), copies).all())
    with tempfile.TemporaryDirectory() as name:
        file = Path(name) / "graph.trig"
        store.dump(str(file), format=ox.RdfFormat.TRIG)
        with served(file.parent) as base:
            times = {i: measure(base, a, chosen.rounds) for i, a in enumerate(asked)}
        slowest = [max((i for i, a in enumerate(asked) if a.question == q), key=lambda i: times[i][1]) for q in catalogue.load()]
        report(len(graph), asked, times, slowest, {}, chosen)
        if chosen.rdflib:
            ratios = compare(file, graph, things, {i: asked[i] for i in slowest}, chosen.rdflib)
            report(len(graph), asked, times, slowest, ratios, chosen)


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """`kg serve` on a free port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    program = [sys.executable, "-c", "from kg.cli import main; main()"]
    server = subprocess.Popen([*program, "serve", "--graph", str(folder), "--port", port, "--workers", "2"], env=os.environ)
    try:
        while True:
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5).close()
                break
            except OSError:
                time.sleep(0.5)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait()


def measure(base: str, asked: Asked, rounds: int) -> tuple[float, float]:
    """Median and 95th percentile in milliseconds, the better of two measurements."""
    url = f"{base}/questions/{asked.question}?" + urllib.parse.urlencode({**asked.given, "format": "json"})

    def once() -> None:
        with urllib.request.urlopen(url, timeout=60) as reply:
            assert len(json.loads(reply.read())["results"]["bindings"]) == asked.rows

    runs = [[1000 * timed(once) for _ in range(rounds)] for _ in range(2)]
    return min((p95(run), statistics.median(run)) for run in runs)[::-1]  # type: ignore[return-value]


_RDFLIB: Any = None  # set before the processes are forked


def compare(
    file: Path, graph: LocalGraph, things: Things, asked: dict[int, Asked], limit: float
) -> dict[int, tuple[float, bool]]:
    """How many times longer rdflib takes, and whether it was stopped."""
    import rdflib

    global _RDFLIB
    print("rdflib loads", flush=True)
    _RDFLIB = rdflib.Dataset(default_union=False).parse(file, format="trig")
    found = {}
    for i, a in asked.items():
        sparql = params.bind(catalogue.load()[a.question], a.given, things)
        mine = min(timed(lambda q=sparql: graph.query(q)) for _ in range(3))  # type: ignore[misc]
        theirs = apart(lambda q=sparql: timed(lambda: list(_RDFLIB.query(q))), limit)  # type: ignore[misc]
        found[i] = ((theirs or limit) / mine, theirs is None)
    return found


def report(
    size: int,
    asked: list[Asked],
    times: dict[int, tuple[float, float]],
    slowest: list[int],
    ratios: dict[int, tuple[float, bool]],
    chosen: argparse.Namespace,
) -> None:
    """Print and keep: a row for each question, of the slowest way to ask it."""
    rows = []
    for i in slowest:
        a, (median, worst) = asked[i], times[i]
        row = {"question": a.question, "by": a.by, "rows": a.rows, "median_ms": round(median, 1), "p95_ms": round(worst, 1)}
        if ratios:
            row |= {"rdflib_times": round(ratios[i][0], 1), "rdflib_stopped": ratios[i][1]}
        rows.append(row)
        told = f"  rdflib {'> ' if row.get('rdflib_stopped') else ''}{row['rdflib_times']} times" if ratios else ""
        print(f"{a.question:18}{row['median_ms']:8}{row['p95_ms']:8} ms {a.rows:6} rows  {a.by}{told}", flush=True)
    found: dict[str, Any] = {"statements": size, "rounds": chosen.rounds, "ways": len(asked), "questions": rows}
    found["under_100_ms"] = sum(row["p95_ms"] < 100 for row in rows)
    print(f"{found['under_100_ms']} of {len(rows)} questions under 100 ms (95th percentile), asked in {len(asked)} ways")
    if ratios:
        found["rdflib_seconds"] = chosen.rdflib
        found["rdflib_median"] = round(statistics.median(r for r, _ in ratios.values()), 1)
        print(f"rdflib takes {found['rdflib_median']} times as long at the median, or longer")
    save("questions", found)


if __name__ == "__main__":
    main()
