"""Several processes read releases: the same results as one, in the same order, whatever dies."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner

from benchmarks.generate import extractions, write
from kg import pipeline
from kg.cli import main
from kg.crew import local
from kg.crew.local import Alone, Several
from kg.crew.model import Item, as_extraction
from kg.errors import BuildError
from kg.facts.model import Extraction
from kg.release.model import Reject, Release
from kg.shelf.codec import packed

pytestmark = pytest.mark.skipif(os.name != "posix", reason="kills processes")
FILES = ("graph.ttl", "graph.trig", "graph.html", "report.txt", "report.json")
MADE = {e.release.name: e for e in extractions(40)}


def releases(*deadly: int) -> Iterator[Item]:
    """Forty releases; those whose numbers are given end the process that reads them, one among them cannot be read."""
    for number, made in enumerate(MADE.values()):
        if number == 7:
            yield Reject("seven.pdf", "read", "not text")
        text = "The end." if number in deadly else made.release.text
        yield Release(text, made.release.title, None, None, "ru", made.release.name)


def quick(some: Sequence[Release]) -> list[bytes | Reject]:
    """What a worker does in these tests."""
    return [at_once(release) for release in some]


def at_once(release: Release) -> bytes | Reject:
    if release.text == "The end.":
        os.kill(os.getpid(), signal.SIGKILL)
    if release.name == "00003.txt":
        return Reject(release.name, "facts", "KeyError: 'x'")
    return packed(MADE[release.name])


def slow(some: Sequence[Release]) -> list[bytes | Reject]:
    """The same, so that somebody can kill a worker meanwhile."""
    time.sleep(0.05 * len(some))
    return quick(some)


def faulty(some: Sequence[Release]) -> list[bytes | Reject]:
    raise MemoryError("no more")


def names(crew: Several, *deadly: int) -> list[str]:
    """In the order of the results: names of what was read, reasons of what was not."""
    return [r.reason if isinstance(r, Reject) else as_extraction(r[1]).release.name for r in crew.read(releases(*deadly))]


def expected(*deadly: int) -> list[str]:
    rows = [n if i != 3 else "KeyError: 'x'" for i, n in enumerate(MADE)]
    for number in deadly:
        rows[number] = "the process that read it died, and so did a second one"
    return [*rows[:7], "not text", *rows[7:]]


@pytest.mark.parametrize("count", [2, 3])
def test_the_same_in_the_same_order(count: int) -> None:
    assert names(Several(count, work=quick, small=0)) == expected()


@pytest.mark.parametrize("deadly", [(12,), (0, 1, 2), (39,)])
def test_releases_that_end_a_process_are_left_out_alone(deadly: tuple[int, ...]) -> None:
    told: list[str] = []
    assert names(Several(2, told.append, quick, 0), *deadly) == expected(*deadly)
    assert told and set(told) == {"a worker process died; the releases under way are read again, each in a process of its own"}


def test_a_killed_worker_costs_nothing() -> None:
    crew, before = Several(2, lambda line: None, slow, 0), children()

    def kill() -> None:
        time.sleep(0.3)
        os.kill(next(iter(children() - before)), signal.SIGKILL)

    threading.Thread(target=kill).start()
    assert names(crew) == expected()


def test_a_fault_of_a_worker_is_a_line() -> None:
    rows = list(Several(2, work=faulty, small=0).read(releases()))
    assert {r.reason for r in rows if isinstance(r, Reject)} == {"not text", "MemoryError: no more"} and len(rows) == 41


def test_workers_that_all_die_end_the_build(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(local, "MOST_DEATHS", 3)
    with pytest.raises(BuildError, match="--workers 1 reads without them"):
        names(Several(2, lambda line: None, quick, 0), *range(40))


def test_a_small_batch_stays_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(local, "_Pool", None)
    monkeypatch.setattr(pipeline, "extract_all", lambda some: [MADE[release.name] for release in some])
    assert len(list(Several(2).read(releases()))) == 41
    assert len(list(Several(1, small=0).read(releases()))) == 41


def test_no_process_stays_behind() -> None:
    before = children()
    names(Several(2, work=quick, small=0))
    several = Several(2, work=quick, small=0).read(releases())
    next(several)
    several.close()  # type: ignore[attr-defined]
    assert children() <= before | servers()


def test_any_number_of_workers_writes_the_same_bytes(tmp_path: Path) -> None:
    write(12, tmp_path / "made")
    sources = [tmp_path / "made", pipeline.seeds()]
    crews = (Alone(), Several(2, small=0), Several(5, small=0))
    for number, crew in enumerate(crews):
        pipeline.build(sources, tmp_path / str(number), tell=print, crew=crew)
    for name in FILES:
        assert len({(tmp_path / str(n) / name).read_bytes() for n in range(len(crews))}) == 1, name


def test_the_option(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "read", lambda paths: releases())
    monkeypatch.setattr(pipeline, "extract_all", lambda some: [MADE[release.name] for release in some])
    run = CliRunner()
    assert run.invoke(main, ["build", "x", "-q", "-o", str(tmp_path), "--workers", "1"]).exit_code == 3
    assert run.invoke(main, ["build", "x", "--workers", "-1"]).exit_code == 2
    assert "only one of the two" in run.invoke(main, ["build", "x", "--workers", "2", "--scheduler", "tcp://x:1"]).stderr


def test_what_crosses_the_border_is_the_extraction() -> None:
    made = next(iter(MADE.values()))
    assert isinstance(as_extraction(packed(made)), Extraction) and as_extraction(packed(made)) == made


def tree(pid: int) -> set[int]:
    found = [pid]
    for one in found:
        for task in Path(f"/proc/{one}/task").glob("*/children"):
            try:
                found += [int(child) for child in task.read_text().split()]
            except OSError:
                continue
    return set(found) - {pid}


def children() -> set[int]:
    """The workers: what this process's fork server has started."""
    return {w for s in servers() for w in tree(s)}


def servers() -> set[int]:
    """multiprocessing's own helpers, which stay until this process ends."""
    def command(pid: int) -> str:
        try:
            return Path(f"/proc/{pid}/cmdline").read_text()
        except OSError:
            return ""

    return {pid for pid in tree(os.getpid()) if "multiprocessing.forkserver" in command(pid) and pid not in
            {w for s in tree(os.getpid()) for w in tree(s)}}  # fmt: skip
