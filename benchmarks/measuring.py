"""What the benchmarks of the graph share: times, memory, processes of their own."""

from __future__ import annotations

import math
import multiprocessing
import resource
import time
from collections.abc import Callable, Sequence
from typing import Any

_FORK = multiprocessing.get_context("fork")


def p95(times: Sequence[float]) -> float:
    """The 95th percentile by rank: the smallest that at least 95 % do not exceed."""
    return sorted(times)[math.ceil(0.95 * len(times)) - 1]


def timed(work: Callable[[], object]) -> float:
    """Seconds."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def peak() -> int:
    """The most memory that this process has had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def apart(work: Callable[[], Any], limit: float) -> Any:
    """The result of some work in a process of its own, None if it takes more than `limit` seconds or fails."""
    ours, theirs = _FORK.Pipe(duplex=False)

    def run() -> None:
        theirs.send(work())

    process = _FORK.Process(target=run)
    process.start()
    theirs.close()
    try:
        return ours.recv() if ours.poll(limit) else None
    except EOFError:
        return None
    finally:
        process.kill()
        process.join()
