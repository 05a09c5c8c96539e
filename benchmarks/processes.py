"""Extraction beside natasha's own segment + NER + morphology + syntax, on one process and on two.

    python -m benchmarks.processes [--rounds 3] [--most 2]

The seeds ten times (words that come again, as in a long batch) and 200 made-up releases of 450 characters, each process its
share: natasha one release at a time, kg a few short ones at a time, as its workers get them; models are loaded before the clock starts, and both sides take turns.
"clock" is the time until the last process ends, which other work on the machine spoils; "processor" is what the processes
themselves took, which it spoils less. The best of the rounds counts. "scaling" is how many times faster the most processes are
than one; by the processor, how many of them are left when what they take from one another is taken off.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import time
from collections.abc import Callable, Sequence
from typing import Any

from benchmarks import record
from benchmarks.generate import extractions
from benchmarks.pipeline import natasha
from kg import pipeline
from kg.crew.model import bunches
from kg.crew.task import load, read_some
from kg.release.model import Release

Read = Callable[[Sequence[Release]], Any]


def _theirs() -> Read:
    run = natasha()

    def read(releases: Sequence[Release]) -> None:
        for release in releases:
            run(release.text)

    return read


def _ours() -> Read:
    load()

    def read(releases: Sequence[Release]) -> None:
        for bunch in bunches(releases):
            read_some([r for r in bunch if isinstance(r, Release)])

    return read


SIDES: dict[str, Callable[[], Read]] = {"natasha": _theirs, "kg": _ours}


def _share(side: str, releases: Sequence[Release], ready: Any, ended: Any, spent: Any) -> None:
    read = SIDES[side]()
    read(releases)  # what is remembered of words is remembered
    ready.wait()
    start = time.process_time()
    read(releases)
    spent.put(time.process_time() - start)
    ended.wait()


def seconds(side: str, releases: Sequence[Release], processes: int) -> tuple[float, float]:
    """How long so many processes take for all releases: (by the clock, of the processor in all)."""
    os.environ |= {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}  # for the new processes: a core each
    context = multiprocessing.get_context("spawn")
    ready, ended, spent = context.Barrier(processes + 1), context.Barrier(processes + 1), context.Queue()
    shares = [(side, releases[n::processes], ready, ended, spent) for n in range(processes)]
    started = [context.Process(target=_share, args=share) for share in shares]
    for process in started:
        process.start()
    ready.wait()
    start = time.perf_counter()
    ended.wait()
    taken = time.perf_counter() - start
    used = sum(spent.get() for _ in started)
    for process in started:
        process.join()
    return taken, used


def compare(releases: Sequence[Release], rounds: int, most: int) -> dict[str, Any]:
    """Both sides on one process and on the most, in turns."""
    best: dict[tuple[str, int], tuple[float, float]] = {}
    for _ in range(rounds):
        for processes in (1, most):
            for side in SIDES:
                found = seconds(side, releases, processes)
                known = best.get((side, processes), found)
                best[side, processes] = (min(found[0], known[0]), min(found[1], known[1]))
    rows = []
    for n in (1, most):
        row: dict[str, Any] = {"processes": n}
        for at, measure in enumerate(("clock", "processor")):
            row |= {f"{s}_{measure}_ms": round(best[s, n][at] * 1000 / len(releases), 2) for s in SIDES}
            row[f"ratio_{measure}"] = round(best["natasha", n][at] / best["kg", n][at], 2)
        rows.append(row)
    clock = {s: round(best[s, 1][0] / best[s, most][0], 2) for s in SIDES}
    processor = {s: round(most * best[s, 1][1] / best[s, most][1], 2) for s in SIDES}
    return {"releases": len(releases), "rows": rows, "scaling_clock": clock, "scaling_processor": processor}


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--most", type=int, default=2)
    args = parser.parse_args()
    seeds = [r for r in pipeline.read([pipeline.seeds()]) if isinstance(r, Release)]
    texts = {"seeds": seeds * 10, "made-up": [e.release for e in extractions(200)]}
    figures = {name: compare(some, args.rounds, args.most) | {"load": round(os.getloadavg()[0], 1)} for name, some in texts.items()}
    print(json.dumps(figures, indent=1))
    record.save("processes", figures)


if __name__ == "__main__":
    main()
