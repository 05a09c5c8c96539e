"""The committed output is what the committed code makes of the committed seeds, byte for byte, in any process."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from kg.publication import JOURNAL

ROOT = Path(__file__).resolve().parent.parent
OUTPUT = ROOT / "output"
FILES = ("graph.ttl", "graph.trig", "graph.html", "report.txt", "report.json")


def build(folder: Path, seed: str, **env: str) -> dict[str, bytes]:
    """All files of a build of the seeds in a process of its own, whatever its hash seed, zone, language, current folder."""
    code = "from kg.cli import main; main()"
    subprocess.run(
        [sys.executable, "-c", code, "build", str(ROOT / "seeds"), "-q", "-o", str(folder / "out")],
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": seed, **env},
        cwd=folder,
        check=True,
        capture_output=True,
    )
    found = {p.name: p.read_bytes() for p in (folder / "out").iterdir() if p.is_file()}
    assert JOURNAL not in found and set(found) == set(FILES)
    return found


@pytest.fixture(scope="module")
def builds(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, bytes]]:
    return [
        build(tmp_path_factory.mktemp("one"), "1", TZ="Asia/Seoul", LC_ALL="C"),
        build(tmp_path_factory.mktemp("two"), "4242", TZ="America/Lima", LC_ALL="C.UTF-8", LANGUAGE="be"),
    ]


@pytest.mark.parametrize("name", FILES)
def test_two_processes_write_the_same_bytes(builds: list[dict[str, bytes]], name: str) -> None:
    assert builds[0][name] == builds[1][name]


@pytest.mark.parametrize("name", FILES)
def test_the_committed_output_is_up_to_date(builds: list[dict[str, bytes]], name: str) -> None:
    if not (OUTPUT / "graph.ttl").is_file():
        pytest.skip("no output/ in this copy")
    assert (OUTPUT / name).read_bytes() == builds[0][name], "run `kg build` and commit output/"
