"""A Dask cluster of several processes reads releases: the bytes of a local build, also when a worker is killed meanwhile."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from kg import pipeline
from kg.cli import main
from kg.crew import cluster
from kg.crew.cluster import Cluster
from kg.crew.model import as_extraction
from kg.crew.task import read_one
from kg.errors import BuildError
from kg.release.model import Reject, Release
from tests.test_workers import FILES, MADE, at_once, expected, releases

distributed = pytest.importorskip("distributed")
pytestmark = pytest.mark.skipif(os.name != "posix", reason="kills processes")


@pytest.fixture(scope="module")
def local() -> Iterator[Any]:
    """A scheduler and two workers, each a process."""
    import dask

    with dask.config.set({"distributed.scheduler.allowed-failures": 1}), distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, silence_logs=50
    ) as running:
        yield running


def slow(release: Release) -> bytes | Reject:
    """Takes a while, so that somebody can kill a worker meanwhile."""
    time.sleep(0.05)
    return at_once(release)


def slowly_read(release: Release) -> bytes | Reject:
    """Really reads, and takes a while."""
    time.sleep(0.3)
    return read_one(release)


def missing(release: Release) -> bytes | Reject:
    raise ModuleNotFoundError("No module named 'kg'")


def killer(local: Any, seconds: float) -> threading.Thread:
    """Kills one worker after a while; it comes back as another process."""

    def kill() -> None:
        time.sleep(seconds)
        os.kill(next(iter(local.workers.values())).process.process.pid, signal.SIGKILL)

    thread = threading.Thread(target=kill)
    thread.start()
    return thread


def test_the_same_in_the_same_order_with_a_worker_killed(local: Any) -> None:
    thread = killer(local, 0.4)
    rows = list(Cluster(local.scheduler_address, work=slow).read(releases()))
    thread.join()
    assert [r.reason if isinstance(r, Reject) else as_extraction(r[1]).release.name for r in rows] == expected()


def test_a_build_with_a_worker_killed_writes_the_bytes_of_a_local_one(local: Any, tmp_path: Path) -> None:
    pipeline.build([pipeline.seeds()], tmp_path / "here", tell=print)
    thread = killer(local, 0.2)
    pipeline.build([pipeline.seeds()], tmp_path / "there", tell=print, crew=Cluster(local.scheduler_address, work=slowly_read))
    thread.join()
    for name in FILES:
        assert (tmp_path / "here" / name).read_bytes() == (tmp_path / "there" / name).read_bytes(), name


@pytest.mark.slow
def test_a_release_that_kills_every_worker_is_left_out(local: Any) -> None:
    rows = list(Cluster(local.scheduler_address, work=at_once).read(releases(5)))
    assert [r.name for r in rows if isinstance(r, Reject) and r.stage == "worker"] == [list(MADE)[5]]
    assert len(rows) == 41


def test_a_worker_with_another_program_is_found_out(local: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "fingerprint", lambda parts: "of a newer program")
    with pytest.raises(BuildError, match="another version"):
        list(Cluster(local.scheduler_address, work=slow).read(releases()))
    monkeypatch.undo()
    with pytest.raises(BuildError, match="has no such program"):
        list(Cluster(local.scheduler_address, work=missing).read(releases()))


def test_no_cluster(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def run(address: str) -> Any:
        return CliRunner().invoke(main, ["build", "-q", "-o", str(tmp_path), "--scheduler", address])

    monkeypatch.setattr(Cluster.__init__, "__defaults__", (print, read_one, 1))
    result = run("tcp://127.0.0.1:1")
    assert result.exit_code == 4 and result.stderr.startswith("kg: no scheduler answers at tcp://127.0.0.1:1")
    result = run("strange://x")
    assert result.exit_code == 2 and "not the address of a scheduler" in result.stderr
    monkeypatch.setitem(sys.modules, "distributed", None)
    result = run("tcp://127.0.0.1:1")
    assert result.exit_code == 2 and "pip install 'digicoop-kg[cluster]'" in result.stderr


def test_a_scheduler_without_workers() -> None:
    with distributed.LocalCluster(n_workers=0, dashboard_address=None, silence_logs=50) as empty, pytest.raises(BuildError, match="has no workers"):
        list(Cluster(empty.scheduler_address, patience=1).read(releases()))
