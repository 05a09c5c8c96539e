"""Sorting more lines than fit in memory: sorted runs on disk, merged."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from itertools import islice
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

AT_ONCE = 50_000  # lines in memory


def sorted_lines(lines: Iterable[str], folder: Path, at_once: int = AT_ONCE) -> Iterator[str]:
    """Each of the lines once, in the order of their characters' numbers; none may hold a line end.

    folder  where the runs are kept while they are needed; they have no names there
    """
    with ExitStack() as stack:
        runs: list[IO[str]] = []
        waiting = iter(lines)
        while run := sorted(set(islice(waiting, at_once))):
            file = stack.enter_context(TemporaryFile("w+", encoding="utf-8", newline="\n", dir=folder))
            file.writelines(f"{line}\n" for line in run)
            file.seek(0)
            runs.append(file)
        last = None
        for line in heapq.merge(*map(_stripped, runs)):
            if line != last:
                yield line
            last = line


def _stripped(run: IO[str]) -> Iterator[str]:
    """Without line ends, which would be compared with what else a line may go on with."""
    return (line[:-1] for line in run)
