"""Several processes of this machine read releases; a small batch is read by this one, for it would be done before they start.

The workers are forked from a server process that has loaded the models once and runs no threads. Forking this process
itself would copy whatever threads and locks the program around us has; starting each worker afresh would load the models
again and take their memory once for each.
"""

from __future__ import annotations

import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import chain
from multiprocessing import get_context, parent_process

from kg.crew.model import Found, Item, Result, bunches
from kg.crew.task import load, read_some
from kg.errors import BuildError
from kg.release.model import Reject, Release

# Characters of text from which processes pay: reading that many takes this one as long as starting the others.
SMALL = 250_000
AHEAD = 8  # bunches of releases that wait for each worker, so that none is idle while this process writes
MOST_DEATHS = 20  # one after another: then it is not the releases

Tell = Callable[[str], None]
Work = Callable[[Sequence[Release]], "list[bytes | Reject]"]


class Alone:
    """This process reads."""

    def read(self, items: Iterable[Item]) -> Iterator[Result]:
        """See `Crew`."""
        from kg import pipeline

        for bunch in bunches(items):
            releases = [item for item in bunch if isinstance(item, Release)]
            yield from _results(bunch, pipeline.extract_all(releases))


class Several:
    """`count` processes read what is more than a small batch.

    work   what each of them does with a few releases
    small  characters up to which a batch is small
    """

    def __init__(self, count: int = 0, tell: Tell = print, work: Work = read_some, small: int = SMALL) -> None:
        self._count = count or cores()
        self._tell, self._work, self._small = tell, work, small
        self._mourned: ProcessPoolExecutor | None = None

    def read(self, items: Iterable[Item]) -> Iterator[Result]:
        """See `Crew`. Raises BuildError if workers die one after another."""
        waiting, first, size = iter(items), [], 0
        for item in waiting:
            first.append(item)
            size += len(item.text) if isinstance(item, Release) else 0
            if size > self._small:
                break
        every = chain(first, waiting)
        if self._count == 1 or size <= self._small:
            return Alone().read(every)
        return self._together(every)

    def _together(self, items: Iterable[Item]) -> Iterator[Result]:
        pool, one = _Pool(self._count, self._work), _Pool(1, self._work)
        queue: deque[tuple[list[Item], _Task]] = deque()
        try:
            for bunch in bunches(items):
                queue.append((bunch, pool.submit([item for item in bunch if isinstance(item, Release)])))
                if len(queue) > AHEAD * self._count:
                    yield from self._read(*queue.popleft(), one)
            while queue:
                yield from self._read(*queue.popleft(), one)
        finally:
            pool.close()
            one.close()

    def _read(self, bunch: Sequence[Item], task: _Task, one: _Pool) -> Iterator[Result]:
        """The results of a bunch. Nobody knows which of its releases a fault was due to: each of them is read by itself then."""
        try:
            return _results(bunch, task.future.result())
        except BrokenProcessPool:
            if task.executor is not self._mourned:
                self._mourned = task.executor
                self._tell("a worker process died; the releases under way are read again, each in a process of its own")
        except Exception:  # e.g. no memory, which each by itself may have; else it is told of each
            pass
        return _results(bunch, (self._by_itself(release, one) for release in task.releases))

    def _by_itself(self, release: Release, one: _Pool) -> bytes | Reject:
        try:
            (found,) = one.submit([release]).future.result()
            one.deaths = 0
            return found
        except BrokenProcessPool:
            one.deaths += 1
            if one.deaths >= MOST_DEATHS:
                raise BuildError(f"{one.deaths} worker processes died one after another; --workers 1 reads without them") from None
            return Reject(release.name, "worker", "the process that read it died, and so did a second one")
        except Exception as error:
            return Reject(release.name, "worker", f"{type(error).__name__}: {error}")


@dataclass(frozen=True, slots=True)
class _Task:
    releases: list[Release]
    future: Future[list[bytes | Reject]]
    executor: ProcessPoolExecutor


class _Pool:
    """An executor that is replaced when it breaks, and made when it is first needed."""

    def __init__(self, count: int, work: Work) -> None:
        self._count, self._work = count, work
        self._executor: ProcessPoolExecutor | None = None
        self.deaths = 0

    def submit(self, releases: list[Release]) -> _Task:
        for _ in range(MOST_DEATHS):
            executor = self._running()
            try:
                return _Task(releases, executor.submit(self._work, releases), executor)
            except BrokenProcessPool:
                self.close()
        raise BuildError("worker processes die as soon as they start; --workers 1 reads without them")

    def close(self) -> None:
        if self._executor:
            self._executor.shutdown(wait=True, cancel_futures=True)
            self._executor = None

    def _running(self) -> ProcessPoolExecutor:
        if self._executor is None:
            context = get_context("forkserver" if os.name == "posix" else "spawn")
            context.set_forkserver_preload(["kg.crew.warm"])
            self._executor = ProcessPoolExecutor(self._count, context, _begin)
        return self._executor


def _results(bunch: Sequence[Item], found: Iterable[Found | Reject]) -> Iterator[Result]:
    """What was found in the releases of a bunch, in the order of the bunch."""
    following = iter(found)
    for item in bunch:
        result = item if isinstance(item, Reject) else next(following)
        if isinstance(result, Reject):
            yield result
        else:
            assert isinstance(item, Release)
            yield item, result


def cores() -> int:
    """The processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _begin() -> None:
    """A worker's first act: leave Ctrl-C to the parent, and end with it whatever ends it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    if os.name != "posix":
        load()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
