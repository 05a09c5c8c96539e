"""Processes that answer, and can be killed: no engine stops by itself, and deep nesting or a big join ends a process.

One process ("the nursery") loads the graph once and forks workers that share its memory. A worker answers one job at
a time over a socket. It cannot open files or connections any more: the limit of open files is set to none.

    python -m kg.server.worker FOLDER FD MEMORY     the nursery; FD is its end of a socket pair

MEMORY is how many bytes of address space a worker may add to what the graph takes.

Frames on sockets are four bytes of length and a pickle. Both ends are ours: nothing that a client sends is unpickled.
"""

from __future__ import annotations

import gc
import os
import pickle
import resource
import signal
import socket
import struct
import sys
import time
from pathlib import Path
from typing import Any

from kg.server.jobs import Failure, State, run

ANSWER = 32 << 20  # bytes of an answer that the server takes: it holds those of all workers at once
_IN_USE = 32  # handles that a worker has already: the limit is on their numbers
_HEAD = struct.Struct(">I")


def send(sock: socket.socket, value: Any) -> None:
    """One frame out."""
    body = pickle.dumps(value)
    sock.sendall(_HEAD.pack(len(body)) + body)


def receive(sock: socket.socket) -> Any:
    """One frame in; EOFError if the other end is gone."""
    return pickle.loads(_exactly(sock, _HEAD.unpack(_exactly(sock, _HEAD.size))[0]))


def _exactly(sock: socket.socket, size: int) -> bytes:
    parts = []
    while size:
        part = sock.recv(min(size, 1 << 20))
        if not part:
            raise EOFError
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


def nursery(folder: Path, sock: socket.socket, memory: int) -> None:
    """Load the graph, say so, then fork a worker for each byte that comes."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the kernel buries the dead
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the server, which then closes our socket
    try:
        state = State.open(folder)
    except Exception as error:
        send(sock, Failure(503, str(error)))
        return
    gc.collect()
    gc.freeze()  # what is loaded stays: looking through it again would copy its pages into every worker
    send(sock, None)
    while sock.recv(1):
        ours, theirs = socket.socketpair()
        pid = os.fork()
        if pid == 0:
            sock.close()
            theirs.close()
            _work(state, ours, memory)
            os._exit(0)
        ours.close()
        socket.send_fds(sock, [struct.pack(">I", pid)], [theirs.fileno()])
        theirs.close()


def _work(state: State, sock: socket.socket, memory: int) -> None:
    """Answer jobs until the other end closes."""
    if not os.environ.get("KG_DEBUG"):  # the engine's last words when memory runs out are many lines, and nobody's fault
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stderr.fileno())
    _confine(memory, state.files)
    while True:
        try:
            job, arguments = receive(sock)
        except EOFError:
            return
        _reply(sock, run(state, job, arguments))


def _reply(sock: socket.socket, result: Any) -> None:
    try:
        body = pickle.dumps(result)
    except MemoryError:
        body = b""
    if not 0 < len(body) <= ANSWER:
        body = pickle.dumps(Failure(503, f"the answer is larger than {ANSWER >> 20} MB; ask for less, with LIMIT"))
    sock.sendall(_HEAD.pack(len(body)) + body)


def _confine(memory: int, files: int = 0) -> None:
    """No new files or connections, no more memory than allowed, no core dumps; first to go if memory runs out.

    memory  bytes of address space beside what the graph takes
    files   how many the graph has where it is a store on disk: the engine opens them when it first needs them
    """
    used = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize() if _linux() else 0
    if used:
        resource.setrlimit(resource.RLIMIT_AS, (used + memory, used + memory))
        Path("/proc/self/oom_score_adj").write_text("1000")
    time.localtime()  # reads the time zone's file now, not later
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    most = files + _IN_USE if files else 0
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


def _linux() -> bool:
    return sys.platform.startswith("linux")


if __name__ == "__main__":
    nursery(Path(sys.argv[1]), socket.socket(fileno=int(sys.argv[2])), int(sys.argv[3]))
