"""How fast the competency questions are through HTTP on a large graph.

    python benchmarks/questions.py [--graph output] [--statements 1000000] [--rounds 10] [--rdflib SECONDS]

The graph of the examples is copied under other names and with other countries until it has that many statements, then
served by `kg serve`; each question is asked with a parameter that some copy has. Prints the median and the 95th
percentile in milliseconds, and with --rdflib how many times longer rdflib's store in memory takes (questions that take
it longer than SECONDS are marked ">").
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
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
from pathlib import Path

import pyoxigraph as ox

from kg.questions import catalogue, params
from kg.questions.engine import LocalGraph
from kg.questions.things import Things
from kg.reference.countries import codes

BASE = "https://w3id.org/digicoop/id/"
SHARED = ("topic/", "status/", "kind/", "role/", "scheme/")
COUNTRY = BASE + "country/"


def copies(graph: Path, statements: int) -> Iterator[str]:
    """N-Quads lines of the graph, again and again with other names and countries."""
    quads = list(ox.parse(path=str(graph)))
    states = codes()
    own = sorted(
        {
            t.value
            for q in quads
            for t in (q.subject, q.object)
            if isinstance(t, ox.NamedNode) and t.value.startswith(COUNTRY)
        }
    )
    for copy in range(statements // len(quads) + 1):
        turned = {iri: COUNTRY + states[(copy * 7 + i * 31) % len(states)] for i, iri in enumerate(own)}

        def renamed(term: object, copy: int = copy, turned: dict[str, str] = turned) -> object:
            if not isinstance(term, ox.NamedNode):
                return term
            value = term.value
            if value in turned:
                return ox.NamedNode(turned[value])
            if value.startswith(BASE) and not value[len(BASE) :].startswith(SHARED):
                return ox.NamedNode(f"{value}-{copy}")
            return ox.NamedNode(value.replace("#char=", f"-{copy}#char=")) if "#char=" in value else term

        for q in quads:
            subject, value, name = renamed(q.subject), renamed(q.object), renamed(q.graph_name)
            if (
                isinstance(subject, ox.NamedNode)
                and subject.value.startswith(COUNTRY)
                and isinstance(value, ox.Literal)
            ):
                if q.predicate.value.endswith("notation"):
                    value = ox.Literal(subject.value[-2:])
                elif copy:
                    continue  # labels of one country are not given to another
            yield f"{subject} {q.predicate} {value} {'' if isinstance(name, ox.DefaultGraph) else name} .\n"


def parameters(things: Things) -> dict[str, dict[str, str]]:
    """For each question a parameter of the kind that it is usually asked with."""

    def some(kind: str) -> str:
        return next(iri for iri, t in things.all.items() if kind in t.types and iri.endswith("-7"))

    typical = {k: some(k) for k in ("agreement", "event", "person", "body", "release", "place")}
    typical |= {"thing": typical["agreement"], "country": COUNTRY + "KR", "between": COUNTRY + "KR"}
    found = {}
    for question in catalogue.load().values():
        names = [p.name for p in question.params if p.required] or [p.name for p in question.params]
        found[question.name] = {n: typical[n] for n in names if n in typical} if question.params else {}
        if not any(p.required for p in question.params):
            found[question.name] = dict(list(found[question.name].items())[:1])
    return found


def rdflib_seconds(path: Path, sparql: str, out: multiprocessing.Queue[float]) -> None:
    """One query in rdflib, in a process that can be stopped."""
    start = time.perf_counter()
    list(_RDFLIB.query(sparql))
    out.put(time.perf_counter() - start)


_RDFLIB: object = None


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--graph", type=Path, default=Path("output"))
    parser.add_argument("--statements", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--rdflib", type=float, default=0)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with (folder / "graph.trig").open("w", encoding="utf-8") as file:
            store = ox.Store()
            lines = "".join(copies(chosen.graph / "graph.trig", chosen.statements))
            store.bulk_load(lines.encode(), format=ox.RdfFormat.N_QUADS)
            file.write(ox.serialize(store, format=ox.RdfFormat.TRIG).decode())  # type: ignore[union-attr]
        graph = LocalGraph(store)
        print(f"{len(graph)} statements")
        given = parameters(Things(graph))
        measure(folder, given, chosen.rounds)
        if chosen.rdflib:
            compare(folder, graph, given, chosen.rdflib)


def measure(folder: Path, given: dict[str, dict[str, str]], rounds: int) -> None:
    """Times through HTTP."""
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
        "--workers",
        "2",
    ]
    server = subprocess.Popen(command, env=os.environ)
    try:
        while True:
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5).close()
                break
            except OSError:
                time.sleep(0.5)
        slow = 0
        for name, values in given.items():
            url = f"http://127.0.0.1:{port}/questions/{name}?" + urllib.parse.urlencode({**values, "format": "json"})
            times, rows = [], 0
            for _ in range(rounds):
                start = time.perf_counter()
                with urllib.request.urlopen(url, timeout=60) as reply:
                    rows = len(json.loads(reply.read())["results"]["bindings"])
                times.append(1000 * (time.perf_counter() - start))
            worst = sorted(times)[max(0, round(0.95 * len(times)) - 1)]
            slow += worst > 100
            print(f"{name:18}{statistics.median(times):8.1f}{worst:8.1f} ms {rows:6} rows  {' '.join(values)}")
        print(f"{len(given) - slow} of {len(given)} under 100 ms (95th percentile)")
    finally:
        server.terminate()
        server.wait()


def compare(folder: Path, graph: LocalGraph, given: dict[str, dict[str, str]], limit: float) -> None:
    """How many times longer rdflib takes."""
    global _RDFLIB
    import rdflib

    _RDFLIB = rdflib.Dataset(default_union=False).parse(folder / "graph.trig", format="trig")
    things = Things(graph)
    for name, values in given.items():
        sparql = params.bind(catalogue.load()[name], values, things)
        start = time.perf_counter()
        graph.query(sparql)
        mine = time.perf_counter() - start
        queue: multiprocessing.Queue[float] = multiprocessing.get_context("fork").Queue()
        process = multiprocessing.get_context("fork").Process(target=rdflib_seconds, args=(folder, sparql, queue))
        process.start()
        process.join(limit)
        if process.is_alive():
            process.kill()
            print(f"{name:18} > {limit / mine:.0f} times")
        else:
            print(f"{name:18} {queue.get() / mine:.0f} times")


if __name__ == "__main__":
    main()
