"""The server's side of the workers: hands out jobs, waits as long as allowed, kills what takes longer."""

from __future__ import annotations

import asyncio
import contextlib
import os
import pickle
import signal
import socket
import struct
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.server.jobs import Failure

_HEAD = struct.Struct(">I")
QUEUE = 64  # jobs that may wait; more are turned away at once
_READ = 1 << 20  # bytes of an answer that are taken at once: by the default 64 KB, reading stops and starts all the time


@dataclass(slots=True)
class _Worker:
    pid: int
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter


class Pool:
    """Up to `size` workers on one graph; each job gets `limit` seconds and `memory` bytes beside the graph."""

    def __init__(self, folder: Path, *, size: int = 4, limit: float = 5.0, memory: int = 1 << 30) -> None:
        self.limit = limit
        self._memory = memory
        self._folder = folder
        self._idle: list[_Worker] = []
        self._busy: set[int] = set()
        self._waiting = 0
        self._free = asyncio.Semaphore(size)
        self._forking = asyncio.Lock()
        self._nursery: subprocess.Popen[bytes] | None = None
        self._line: socket.socket | None = None

    async def start(self) -> None:
        """Load the graph in the nursery. Raises RuntimeError with its reason if that fails."""
        ours, theirs = socket.socketpair()
        command = [sys.executable, "-m", "kg.server.worker", str(self._folder), str(theirs.fileno()), str(self._memory)]
        self._nursery = subprocess.Popen(command, pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL)
        theirs.close()
        self._line = ours
        failure = await asyncio.to_thread(_ready, ours)
        if failure is not None:
            raise RuntimeError(failure.message)

    async def stop(self) -> None:
        """End the workers and the nursery."""
        for worker in self._idle:
            worker.writer.close()
        self._idle.clear()
        for pid in list(self._busy):
            _kill(pid)
        if self._line:
            self._line.close()
        if self._nursery:
            self._nursery.terminate()
            await asyncio.to_thread(self._nursery.wait)

    async def run(self, job: str, *arguments: Any) -> Any:
        """The result of a job, or a Failure: too slow, too big, too many at once."""
        if self._waiting >= QUEUE:
            return Failure(503, "too many queries are waiting; try again later")
        self._waiting += 1
        try:
            async with self._free:
                return await self._one(job, arguments)
        finally:
            self._waiting -= 1

    async def _one(self, job: str, arguments: tuple[Any, ...]) -> Any:
        worker = self._idle.pop() if self._idle else await self._fork()
        self._busy.add(worker.pid)
        finished = False
        try:
            result = await asyncio.wait_for(_exchange(worker, (job, arguments)), self.limit)
            finished = True
            if isinstance(result, Failure) and result.detail:
                print(f"kg serve: {result.detail}", file=sys.stderr)
            return result
        except TimeoutError:
            return Failure(503, f"the query took longer than {self.limit:g} s and was stopped")
        except (asyncio.IncompleteReadError, ConnectionError):
            return Failure(503, "the query was too big to run and was stopped")
        finally:
            self._busy.discard(worker.pid)
            if finished:
                self._idle.append(worker)
            else:  # also when the client went away and the task was cancelled
                _kill(worker.pid)
                worker.writer.close()

    async def _fork(self) -> _Worker:
        assert self._line is not None
        async with self._forking:
            pid, sock = await asyncio.to_thread(_ask_for_worker, self._line)
        reader, writer = await asyncio.open_connection(sock=sock, limit=_READ)
        return _Worker(pid, reader, writer)


def _ready(line: socket.socket) -> Failure | None:
    from kg.server.worker import receive

    try:
        failure: Failure | None = receive(line)
    except EOFError:
        return Failure(503, "the process that holds the graph did not start")
    return failure


def _ask_for_worker(line: socket.socket) -> tuple[int, socket.socket]:
    line.sendall(b"+")
    data, handles, _, _ = socket.recv_fds(line, 4, 1)
    return struct.unpack(">I", data)[0], socket.socket(fileno=handles[0])


async def _exchange(worker: _Worker, value: Any) -> Any:
    body = pickle.dumps(value)
    worker.writer.write(_HEAD.pack(len(body)) + body)
    await worker.writer.drain()
    size = _HEAD.unpack(await worker.reader.readexactly(_HEAD.size))[0]
    load: Callable[[bytes], Any] = pickle.loads
    return load(await worker.reader.readexactly(size))


def _kill(pid: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)
