"""Files appear whole or not at all, whenever the run dies."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from unittest import mock

import pytest

from kg.errors import OutputError
from kg.publication import publish, recover

OLD = {"graph.ttl": b"old ttl", "graph.trig": b"old trig", "report.txt": b"old"}
NEW = {"graph.ttl": b"new ttl" * 1000, "graph.trig": b"new trig" * 1000, "report.txt": b"new"}
CALLS = ("open", "fsync", "replace", "unlink")


class Died(BaseException):
    """The process was killed: nothing after it runs, not even `except Exception`."""


def contents(folder: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in folder.iterdir()}


def fault_points(error: type[BaseException]) -> Iterator[tuple[str, int]]:
    """Every call to the system that a publication makes, each failing once."""
    counts = dict.fromkeys(CALLS, 40)
    for name, most in counts.items():
        for number in range(most):
            yield name, number


def failing(name: str, number: int, error: BaseException):  # type: ignore[no-untyped-def]
    real = {"open": open, "fsync": os.fsync, "replace": os.replace, "unlink": Path.unlink}[name]
    seen = [0]

    def call(*args, **kwargs):  # type: ignore[no-untyped-def]
        seen[0] += 1
        if seen[0] == number + 1:
            raise error
        return real(*args, **kwargs)

    where = {"open": "builtins.open", "fsync": "os.fsync", "replace": "os.replace", "unlink": "pathlib.Path.unlink"}[name]
    return mock.patch(where, call), seen


@pytest.mark.parametrize("name", CALLS)
@pytest.mark.parametrize("number", range(10))
def test_killed_anywhere_the_next_run_completes(tmp_path: Path, name: str, number: int) -> None:
    publish(tmp_path, OLD)
    patch, seen = failing(name, number, Died())
    with patch:
        try:
            publish(tmp_path, NEW)
        except Died:
            pass
        else:
            assert seen[0] <= number, "the fault was swallowed"
    recover(tmp_path)
    assert contents(tmp_path) in (OLD, NEW)
    publish(tmp_path, NEW)
    assert contents(tmp_path) == NEW


@pytest.mark.parametrize("name", CALLS)
@pytest.mark.parametrize("number", range(10))
def test_a_full_disk_leaves_old_or_new(tmp_path: Path, name: str, number: int) -> None:
    publish(tmp_path, OLD)
    patch, _ = failing(name, number, OSError(28, "No space left on device"))
    with patch:
        try:
            publish(tmp_path, NEW)
        except OutputError as error:
            assert "No space left" in str(error)
    recover(tmp_path)
    assert contents(tmp_path) in (OLD, NEW)


def test_other_files_stay(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_bytes(b"mine")
    publish(tmp_path, NEW)
    assert contents(tmp_path) == {**NEW, "notes.txt": b"mine"}


def test_a_folder_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("")
    with pytest.raises(OutputError):
        publish(tmp_path / "out", NEW)


@pytest.mark.slow
def test_killed_for_real(tmp_path: Path) -> None:
    """SIGKILL at many moments: what is there is always the whole of one publication."""
    code = (
        "import sys; from pathlib import Path; from kg.publication import publish\n"
        "n = 0\n"
        "while True:\n"
        "    n += 1; publish(Path(sys.argv[1]), {f'f{i}': b'%d' % n * 50000 for i in range(4)})\n"
    )
    for delay in range(20):
        process = subprocess.Popen([sys.executable, "-c", code, str(tmp_path)])
        try:
            process.wait(0.25 + delay / 100)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        recover(tmp_path)
        found = contents(tmp_path)
        assert not found or (len(found) == 4 and len(set(found.values())) == 1)
