"""Extraction beside natasha's own segment + NER + morphology + syntax, on one process and on two, by the clock.

    python -m benchmarks.processes [--count 400] [--rounds 3] [--most 2]

Made-up releases and the seeds, one at a time in each process, each process its share; models are loaded before the clock starts,
and both sides take turns, so that a busy machine slows both. The best of the rounds counts. "scaling" is how many times
faster the most processes are than one.
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
from kg.crew.task import load, read_one
from kg.release.model import Release

Read = Callable[[Release], Any]


def _theirs() -> Read:
    run = natasha()
    return lambda release: run(release.text)


def _ours() -> Read:
    load()
    return read_one


SIDES: dict[str, Callable[[], Read]] = {"natasha": _theirs, "kg": _ours}


def _share(side: str, releases: Sequence[Release], ready: Any, ended: Any) -> None:
    read = SIDES[side]()
    read(releases[0])
    ready.wait()
    for release in releases:
        read(release)
    ended.wait()


def seconds(side: str, releases: Sequence[Release], processes: int) -> float:
    """How long so many processes take for all releases."""
    os.environ |= {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}  # for the new processes: a core each
    context = multiprocessing.get_context("spawn")
    ready, ended = context.Barrier(processes + 1), context.Barrier(processes + 1)
    shares = [(side, releases[n::processes], ready, ended) for n in range(processes)]
    started = [context.Process(target=_share, args=share) for share in shares]
    for process in started:
        process.start()
    ready.wait()
    start = time.perf_counter()
    ended.wait()
    taken = time.perf_counter() - start
    for process in started:
        process.join()
    return taken


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=400)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--most", type=int, default=2)
    args = parser.parse_args()
    releases = [e.release for e in extractions(args.count)]
    releases += [r for r in pipeline.read([pipeline.seeds()]) if isinstance(r, Release)]
    best: dict[tuple[str, int], float] = {}
    for _ in range(args.rounds):
        for processes in (1, args.most):
            for side in SIDES:
                taken = seconds(side, releases, processes)
                best[side, processes] = min(taken, best.get((side, processes), taken))
    rows = [{"processes": n, **{f"{s}_releases_a_second": round(len(releases) / best[s, n], 1) for s in SIDES},
             "ratio": round(best["natasha", n] / best["kg", n], 2)} for n in (1, args.most)]  # fmt: skip
    scaling = {s: round(best[s, 1] / best[s, args.most], 2) for s in SIDES}
    figures = {"releases": len(releases), "rows": rows, "scaling": scaling, "load": round(os.getloadavg()[0], 1)}
    print(json.dumps(figures, indent=1))
    record.save("processes", figures)


if __name__ == "__main__":
    main()
