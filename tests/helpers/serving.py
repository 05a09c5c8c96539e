"""A real `kg serve` for tests, a client that keeps all that comes back, and a listener that nobody may call."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
DATA = ROOT / "tests" / "data" / "questions.trig"
can_serve = hasattr(os, "fork")


@dataclass(frozen=True)
class Answer:
    status: int
    media: str
    body: bytes
    headers: dict[str, str]
    seconds: float

    @property
    def text(self) -> str:
        return self.body.decode()


@dataclass(frozen=True)
class Client:
    base: str

    def __call__(
        self, path: str, params: object = None, *, body: bytes | None = None, method: str | None = None, **headers: str
    ) -> Answer:
        url = self.base + path + ("?" + urllib.parse.urlencode(params, doseq=True) if params else "")  # type: ignore[arg-type]
        request = urllib.request.Request(url, body, method=method)
        for name, value in headers.items():
            request.add_header(name.replace("_", "-"), value)
        start = time.monotonic()
        try:
            reply = urllib.request.urlopen(request, timeout=20)
        except urllib.error.HTTPError as error:
            reply = error
        with reply:
            found = {k.lower(): v for k, v in reply.headers.items()}
            return Answer(reply.status, found.get("content-type", ""), reply.read(), found, time.monotonic() - start)

    def sparql(self, query: str, **headers: str) -> Answer:
        return self("/sparql", body=query.encode(), Content_Type="application/sparql-query", **headers)

    def raw(self, data: bytes, seconds: float = 10) -> bytes:
        """What comes back for bytes as they are, until the server closes or `seconds` are over."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=seconds) as line:
            line.sendall(data)
            parts = []
            try:
                while part := line.recv(1 << 16):
                    parts.append(part)
            except (TimeoutError, ConnectionError):
                pass
            return b"".join(parts)

    def unread(self, data: bytes, seconds: float) -> int:
        """How many bytes still come after not reading for a while."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=seconds + 5) as line:
            line.sendall(data)
            time.sleep(seconds)
            taken = 0
            try:
                while part := line.recv(1 << 20):
                    taken += len(part)
            except ConnectionError:
                pass
            return taken

    @property
    def port(self) -> int:
        return int(self.base.rpartition(":")[2])


@dataclass(frozen=True)
class Serving:
    """A server that runs: its client, its process, the file of its complaints."""

    client: Client
    process: subprocess.Popen[bytes]
    log: Path


def graph_folder(folder: Path, more: str = "") -> Path:
    """A folder with the made-up graph, and more TriG if wanted."""
    (folder / "graph.trig").write_text(DATA.read_text("utf-8") + more, encoding="utf-8")
    (folder / "graph.html").write_text("<!doctype html><html lang=en><title>graph</title><h1>graph</h1>", encoding="utf-8")
    return folder


@contextmanager
def serving(folder: Path, *options: str) -> Iterator[Serving]:
    """`kg serve` on a free port; it must end without a traceback."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-c", "from kg.cli import main; main()", "serve", "--graph", str(folder), "--port", str(port), *options]
    log = folder / "stderr.txt"
    with log.open("wb") as errors:
        process = subprocess.Popen(command, cwd=ROOT, stderr=errors)
    client = Client(f"http://127.0.0.1:{port}")
    try:
        _wait(client, process)
        yield Serving(client, process, log)
    finally:
        process.terminate()
        process.wait(timeout=10)
    assert "Traceback" not in log.read_text("utf-8", "replace")


def _wait(client: Client, process: subprocess.Popen[bytes]) -> None:
    for _ in range(200):
        assert process.poll() is None, "the server did not start"
        try:
            if client("/healthz").status == 200:
                return
        except OSError:
            time.sleep(0.1)
    raise AssertionError("the server does not answer")


@contextmanager
def canary() -> Iterator[tuple[str, list[object]]]:
    """An address that nobody may call, and who called: every connection counts, whatever it says."""
    calls: list[object] = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def listen() -> None:
            while True:
                try:
                    caller, address = server.accept()
                except OSError:
                    return
                calls.append(address)
                caller.close()

        threading.Thread(target=listen, daemon=True).start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}/", calls
        server.shutdown(socket.SHUT_RDWR)


