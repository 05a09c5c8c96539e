"""How a build grows: time, memory and disk of `kg build` for many made-up releases, as a user would run it.

    python -m benchmarks.scale [COUNT…] [--workers N] [--keep FOLDER]     1000 and 10000 if no COUNT is given

Each build is the command itself, with all its files, in a process of its own. Memory is the largest sum over the
process and its workers (shared pages counted once, as Linux's Pss does) and that of the process alone, read five
times a second. The releases are written before the clock starts.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks import record
from benchmarks.generate import write

ROOT = Path(__file__).resolve().parents[1]


@dataclass
class Watch:
    """The largest memory of a process and of all that it started, in MB, and what they took of the processor, in seconds."""

    pid: int
    most: float = 0
    own: float = 0
    spent: dict[int, float] = field(default_factory=dict)
    done: bool = False

    def run(self) -> None:
        """Look until told that it is done."""
        while not self.done:
            tree = _tree(self.pid)
            sizes = [_memory(pid) for pid in tree]
            self.spent |= {pid: spent for pid in tree if (spent := _processor(pid))}
            self.most, self.own = max(self.most, sum(sizes)), max(self.own, sizes[0] if sizes else 0)
            time.sleep(0.2)


def _tree(pid: int) -> list[int]:
    found = [pid]
    for one in found:
        try:
            for task in Path(f"/proc/{one}/task").iterdir():
                found += [int(child) for child in (task / "children").read_text().split()]
        except OSError:
            continue
    return found


def _memory(pid: int) -> float:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1000


def _processor(pid: int) -> float:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def build(count: int, workers: int, place: Path) -> dict[str, Any]:
    """Build `count` releases and say what it took."""
    releases, graph = place / f"releases-{count}", place / f"graph-{count}"
    if not releases.exists():
        write(count, releases)
    shutil.rmtree(graph, ignore_errors=True)
    command = [sys.executable, "-m", "kg", "build", "-q", "--workers", str(workers), "-o", str(graph), str(releases)]
    start, load = time.perf_counter(), os.getloadavg()[0]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    watch = Watch(process.pid)
    watcher = threading.Thread(target=watch.run)
    watcher.start()
    said = process.communicate()[0].strip()
    watch.done = True
    watcher.join()
    seconds, spent = time.perf_counter() - start, sum(watch.spent.values())
    if process.returncode:
        sys.exit(f"kg build ended with {process.returncode}")
    store = sum(p.stat().st_size for p in (graph / "store").rglob("*") if p.is_file())
    dumps = sum(p.stat().st_size for p in graph.iterdir() if p.is_file())
    return {
        "releases": count, "workers": workers or os.cpu_count(), "seconds": round(seconds, 1), "releases_a_second": round(count / seconds, 1),
        "milliseconds_a_release": round(seconds * 1000 / count, 2), "processor_milliseconds_a_release": round(spent * 1000 / count, 2),
        "processor_milliseconds_of_main_process": round(watch.spent.get(process.pid, 0) * 1000 / count, 2),
        "peak_mb_all_processes": round(watch.most), "peak_mb_main_process": round(watch.own), "store_mb": round(store / 1e6),
        "dumps_mb": round(dumps / 1e6), "found": said, "load_before": round(load, 1), "load_after": round(os.getloadavg()[0], 1),
    }  # fmt: skip


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("counts", type=int, nargs="*")
    parser.add_argument("--workers", type=int, default=0)
    parser.add_argument("--keep", type=Path)
    args = parser.parse_args()
    rows = []
    with TemporaryDirectory() as folder:
        for count in args.counts or (1000, 10000):
            rows.append(build(count, args.workers, args.keep or Path(folder)))
            print(json.dumps(rows[-1], ensure_ascii=False), flush=True)
            record.save("scale", rows)


if __name__ == "__main__":
    main()
