"""Commands in a process of their own, whose memory is limited and measured."""

from __future__ import annotations

import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
LIMIT = 2_000_000_000  # bytes of address space, which is more than what is used of it


@dataclass(frozen=True, slots=True)
class Weighed:
    """How a command ended: exit code, stdout, stderr, most memory of it and all its children together in MB (0 where unknown), seconds."""

    code: int
    stdout: str
    stderr: str
    megabytes: int
    seconds: float


def kg(*arguments: str | Path, cwd: Path, limit: int = LIMIT, timeout: float = 600) -> Weighed:
    """Run `kg`; each of its processes may have `limit` bytes."""
    start = time.monotonic()
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        process = subprocess.Popen([sys.executable, "-m", "kg", *map(os.fspath, arguments)], cwd=cwd, env={**os.environ, "PYTHONPATH": str(ROOT)},
                                   stdout=out, stderr=err, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (limit, limit)))  # fmt: skip
        most = 0
        try:
            while process.poll() is None:
                most = max(most, sum(map(_share, _family(process.pid))))
                time.sleep(0.03)
                if time.monotonic() - start > timeout:
                    raise TimeoutError(f"kg {' '.join(map(str, arguments))} takes longer than {timeout:g} s")
        finally:
            process.kill()
            process.wait()
        texts = []
        for file in (out, err):
            file.seek(0)
            texts.append(file.read().decode("utf-8", "replace"))
    return Weighed(process.returncode, texts[0], texts[1], most // 1000, time.monotonic() - start)


def _family(process: int) -> list[int]:
    found = [process]
    try:
        for thread in Path(f"/proc/{process}/task").iterdir():
            for child in (thread / "children").read_text().split():
                found += _family(int(child))
    except OSError:  # it has just ended, or this is no Linux
        pass
    return found


def _share(process: int) -> int:
    """KB of a process, where a page that several use counts for each in part."""
    try:
        found = re.search(r"^Pss:\s+(\d+)", Path(f"/proc/{process}/smaps_rollup").read_text(), re.M)
    except OSError:
        return 0
    return int(found[1]) if found else 0
