"""Killed at any moment, on a full disk, two at once: the graph before is whole, and the next run completes.

KG_KILLS sets how often the kill test kills (25 times if it is not set).
"""

from __future__ import annotations

import contextlib
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kg.publication import recover
from tests.helpers.growth import IDS, State, built, dumps, kept, stored

ROOT = Path(__file__).resolve().parent.parent
KILLS = int(os.environ.get("KG_KILLS", "25"))
FILES = ("graph.ttl", "graph.trig", "graph.html", "report.txt", "report.json")

pytestmark = pytest.mark.skipif(os.name != "posix", reason="kills processes")

# Loads everything once, then forks a child for each change: what is killed is the change and not the import.
NURSERY = """
import json, os, resource, signal, sys
from pathlib import Path
from kg import growing, pipeline
from kg.entities.model import release_id
import kg.entities.growing, kg.graph.dump, kg.page.render, kg.report
from tests.helpers.growth import POOL

pipeline.read = lambda paths: iter([POOL[p].release for p in paths])
pipeline.extract_all = lambda some: [POOL[release_id(release)] for release in some]
growing._as_file = lambda name: {name}
options = growing.Options(tell=lambda line: None)

def change(folder, come, go, limit):
    if limit:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    if come:
        growing.add(come, Path(folder), options)
    if go:
        growing.remove(go, Path(folder), options)

print("ready", flush=True)
for line in sys.stdin:
    pid = os.fork()
    if pid == 0:
        try:
            change(*json.loads(line))
        except BaseException as error:
            print(type(error).__name__, error, file=sys.stderr)
            os._exit(1)
        os._exit(0)
    print(pid, flush=True)
    print(os.waitpid(pid, 0)[1], flush=True)
"""


class Nursery:
    def __init__(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", NURSERY], cwd=ROOT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            env={**os.environ, "OPENBLAS_NUM_THREADS": "1"},
        )  # fmt: skip
        assert self.answer() == "ready"

    def answer(self) -> str:
        assert self.process.stdout
        return self.process.stdout.readline().strip()

    def start(self, folder: Path, come: State, go: State = frozenset(), limit: int = 0) -> int:
        """Begin a change: its process id. Its status follows when it has ended."""
        assert self.process.stdin
        self.process.stdin.write(json.dumps([str(folder), sorted(come), sorted(go), limit]) + "\n")
        self.process.stdin.flush()
        return int(self.answer())

    def run(self, *args: Any) -> int:
        """A change from beginning to end: the status of its process."""
        self.start(*args)
        return int(self.answer())


@pytest.fixture(scope="module")
def nursery() -> Iterator[Nursery]:
    nursery = Nursery()
    yield nursery
    nursery.process.kill()
    nursery.process.wait()


def whole(folder: Path, state: State) -> None:
    """The folder holds the graph of these releases: in the store, and in the dumps."""
    assert kept(folder) == state
    assert stored(folder) == built(state)
    assert {name: (folder / name).read_bytes() for name in FILES} == dumps(state)


def one_of(folder: Path, before: State, after: State) -> None:
    """What readers find is the graph before or the graph after, and nothing between."""
    assert stored(folder) in (built(before), built(after))
    assert kept(folder) in (before, after)
    recover(folder)
    assert {name: (folder / name).read_bytes() for name in FILES} in (dumps(before), dumps(after))


def changes(chance: random.Random, have: State) -> tuple[State, State]:
    """Releases that come or that go."""
    new = sorted(set(IDS[:5]) - have)  # few, so that what a build makes of them is not worked out each time
    if new and (len(have) < 3 or chance.random() < 0.5):
        return frozenset(chance.sample(new, min(len(new), chance.randint(1, 2)))), frozenset()
    return frozenset(), frozenset(chance.sample(sorted(have), chance.randint(1, 2)))


@pytest.mark.slow
def test_killed_at_any_moment(tmp_path: Path, nursery: Nursery) -> None:
    chance = random.Random(7)
    have: State = frozenset(IDS[:3])
    begun = time.monotonic()
    assert nursery.run(tmp_path, have) == 0
    usual = time.monotonic() - begun
    died = 0
    for _ in range(KILLS):
        come, go = changes(chance, have)
        after = (have | come) - go
        begun = time.monotonic()
        pid = nursery.start(tmp_path, come, go)
        time.sleep(chance.uniform(0, usual))
        with contextlib.suppress(ProcessLookupError):  # it may have ended
            os.kill(pid, signal.SIGKILL)
        status = int(nursery.answer())
        died += status != 0
        one_of(tmp_path, have, after)
        arrived = kept(tmp_path) == after
        begun = time.monotonic()
        assert nursery.run(tmp_path, come or after, frozenset() if arrived else go) == 0
        usual = 0.9 * usual + 0.1 * (time.monotonic() - begun)
        whole(tmp_path, after)
        have = after
    assert died > KILLS // 3, "most changes ended before they were killed: nothing was tested"


@pytest.mark.parametrize("limit", [1, 5_000, 20_000, 60_000, 100_000, 130_000, 200_000, 400_000])
def test_a_full_disk(tmp_path: Path, nursery: Nursery, limit: int) -> None:
    """No file may grow beyond a limit: what does not fit fails, and the graph stays as it was or is the new one."""
    have, after = frozenset(IDS[:4]), frozenset(IDS[:6])
    assert nursery.run(tmp_path, have) == 0
    nursery.run(tmp_path, frozenset(IDS[4:6]), frozenset(), limit)
    one_of(tmp_path, have, after)
    assert nursery.run(tmp_path, after) == 0
    whole(tmp_path, after)


def test_two_at_once(tmp_path: Path, nursery: Nursery) -> None:
    assert nursery.run(tmp_path, frozenset(IDS[:2])) == 0
    other = Nursery()
    try:
        for process, some in ((nursery, IDS[2:5]), (other, IDS[4:7])):
            process.start(tmp_path, frozenset(some))
        assert nursery.answer() == "0" and other.answer() == "0"
    finally:
        other.process.kill()
        other.process.wait()
    whole(tmp_path, frozenset(IDS[:7]))
