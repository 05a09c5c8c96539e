"""Hostile requests, one by one, against a running server: what comes back is harmless, and nothing else happens.

While each is on its way somebody else asks an easy question over and over. For every request it is seen that it got an answer or a
clear refusal in time, that the neighbour was served, that no connection was made and no file opened, that memory stayed within the
limit, that the answer has the headers that keep a browser safe, that the graph is the same, and that the log has no line of the
sender's making.
"""

from __future__ import annotations

import os
import re
import socket
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.helpers import hostile
from tests.helpers.serving import Answer, Client, Serving, can_serve, canary, graph_folder, serving

pytestmark = pytest.mark.skipif(not can_serve, reason="the server's workers are forked")
LIMIT = 1.0  # seconds of a query
MEMORY = 192  # megabytes of a query
WORKERS = 2
SECRET = "the-garden-gate-is-open"
POLICY = "default-src 'none'"


@dataclass
class Neighbour:
    """Somebody else who asks an easy question all the time, and looks at the server's memory."""

    client: Client
    process: subprocess.Popen[bytes]
    slowest: float = 0.0
    failed: list[str] = field(default_factory=list)
    asked: int = 0
    most: int = 0
    over: bool = False

    def live(self) -> None:
        while not self.over:
            start = time.monotonic()
            try:
                answer = self.client.sparql("ASK { ?s ?p ?o }")
                if answer.status != 200:
                    self.failed.append(answer.text)
            except OSError as error:
                self.failed.append(repr(error))
            self.slowest = max(self.slowest, time.monotonic() - start)
            self.asked += 1
            self.most = max(self.most, memory(self.process.pid))
            time.sleep(0.01)

    def wait(self) -> None:
        """Until a question that began after this call is answered."""
        asked, start = self.asked, time.monotonic()
        while self.asked < asked + 2:
            assert time.monotonic() - start < 10, "the neighbour is not served"
            time.sleep(0.01)

    def reset(self) -> None:
        self.slowest, self.asked, self.most = 0.0, 0, 0
        self.failed.clear()


def memory(pid: int) -> int:
    """Megabytes that a process and all that it started have for themselves; what they share counts once."""
    total = 0
    for process in family(pid):
        try:
            text = Path(f"/proc/{process}/smaps_rollup").read_text()
        except OSError:  # it ended meanwhile
            continue
        total += sum(int(kb) for kb in re.findall(r"^Pss_Anon: +(\d+)", text, re.M))
    return total >> 10


def family(pid: int) -> list[int]:
    found = [pid]
    for one in found:
        try:
            for thread in Path(f"/proc/{one}/task").iterdir():
                found += [int(child) for child in (thread / "children").read_text().split()]
        except OSError:
            continue
    return found


@dataclass(frozen=True)
class Scene:
    """The server, its neighbour, and everything that must stay untouched."""

    server: Serving
    neighbour: Neighbour
    target: str
    calls: list[object]
    opened: list[str]
    folder: Path
    before: int
    known: list[str] = field(default_factory=list)

    def filled(self, text: str) -> str:
        names = {"TARGET": self.target, "FIFO": str(self.folder / "pipe"), "SECRET": str(self.folder / "secret.txt")}
        for name, value in names.items():
            text = text.replace(name, value)
        return text


def lay_trap(pipe: Path) -> list[str]:
    """A pipe that tells when somebody opens it for reading."""
    os.mkfifo(pipe)
    opened: list[str] = []

    def wait() -> None:
        os.close(os.open(pipe, os.O_WRONLY))  # goes on when there is a reader
        opened.append(str(pipe))

    threading.Thread(target=wait, daemon=True).start()
    return opened


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    folder = graph_folder(tmp_path_factory.mktemp("hostile"))
    (folder / "secret.txt").write_text(f"<x:a> <x:b> '{SECRET}' .", encoding="utf-8")
    opened = lay_trap(folder / "pipe")
    options = ["--time-limit", str(LIMIT), "--max-rows", "2000", "--memory-limit", str(MEMORY), "--workers", str(WORKERS)]
    with canary() as (target, calls), serving(folder, *options) as server:
        neighbour = Neighbour(server.client, server.process)
        thread = threading.Thread(target=neighbour.live)
        thread.start()
        yield Scene(server, neighbour, target, calls, opened, folder, memory(server.process.pid))
        neighbour.over = True
        thread.join()


@pytest.fixture
def watched(scene: Scene) -> Iterator[Scene]:
    """Before and after one request."""
    scene.neighbour.reset()
    yield scene
    scene.neighbour.wait()
    assert scene.server.process.poll() is None, "the server is gone"
    assert scene.neighbour.failed == []
    assert scene.neighbour.slowest < LIMIT + 1, "the neighbour waited"
    assert scene.calls == [], "a connection was made"
    assert scene.opened == [], "a file was opened"
    assert scene.neighbour.most < scene.before + WORKERS * MEMORY + 200, "memory"
    assert fresh(scene) == []


def fresh(scene: Scene) -> list[str]:
    """Lines that the log has got since the last look and that the server does not write of itself."""
    found = suspicious(scene.server.log)[len(scene.known) :]
    scene.known.extend(found)
    return found


def suspicious(log: Path) -> list[str]:
    """Lines of a log that the server does not write of itself."""
    known = re.compile(r"http://127\.0\.0\.1:\d+/|WARNING: {2}[\w ,.:'\"()\[\]-]+|kg serve: [a-z]+: \w+: [\x20-\x7e]*")
    return [line for line in log.read_text("utf-8", "backslashreplace").split("\n") if line and not known.fullmatch(line)]


def harmless(answer: Answer, *statuses: int) -> None:
    assert answer.status in statuses, (answer.status, answer.body[:200])
    assert SECRET.encode() not in answer.body and b"root:" not in answer.body and b"Traceback" not in answer.body
    assert answer.seconds < LIMIT + 2.5
    assert POLICY in answer.headers["content-security-policy"] and answer.headers["x-content-type-options"] == "nosniff"
    assert "server" not in answer.headers and "set-cookie" not in answer.headers
    if answer.status >= 400 and answer.media.startswith("text/plain"):
        assert len(answer.body.splitlines()) == 1 and len(answer.body) < 600, "an error is one clear line"
        assert not re.search(rb"[\x00-\x09\x0b-\x1f]", answer.body)


def each(cases: object) -> Callable[[Callable[..., None]], Callable[..., None]]:
    assert isinstance(cases, dict)
    return pytest.mark.parametrize("case", cases.values(), ids=cases)


@each(hostile.CALLS)
def test_a_query_that_would_call_out(watched: Scene, case: str) -> None:
    harmless(watched.server.client.sparql(watched.filled(case)), 200, 400)


@each(hostile.FILES)
def test_a_query_that_would_read_files(watched: Scene, case: str) -> None:
    harmless(watched.server.client.sparql(watched.filled(case)), 200, 400)


@each(hostile.CHANGES)
def test_a_query_that_would_change_the_graph(watched: Scene, case: str) -> None:
    client = watched.server.client
    size = client.sparql("SELECT (COUNT(*) AS ?n) { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }").body
    harmless(client.sparql(case), 400)
    harmless(client("/sparql", body=case.encode(), Content_Type="application/sparql-update"), 403)
    assert client.sparql("SELECT (COUNT(*) AS ?n) { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }").body == size


@each(hostile.DEEP)
def test_a_query_that_would_overflow_the_parser(watched: Scene, case: str) -> None:
    harmless(watched.server.client.sparql(case), 200, 400, 413, 503)


@each(hostile.SLOW)
def test_a_query_that_would_take_all_time_or_memory(watched: Scene, case: str) -> None:
    harmless(watched.server.client.sparql(case), 200, 503)


@each(hostile.FIELDS)
def test_fields_of_the_protocol(watched: Scene, case: list[tuple[str, str]]) -> None:
    fields = [(name, watched.filled(value)) for name, value in case]
    harmless(watched.server.client("/sparql", fields), 200, 400, 403)


@each(hostile.PATHS)
def test_addresses_of_pages(watched: Scene, case: str) -> None:
    answer = watched.server.client(watched.filled(case), Accept="text/html")
    harmless(answer, 200, 400, 404, 503)  # 503 where the machine is so busy that a long question takes a second
    assert answer.media.startswith("text/html")
    assert b"import " not in answer.body and b"<script>" not in answer.body and b"javascript:" not in answer.body


@each(hostile.BYTES)
def test_bytes_on_the_line(watched: Scene, case: bytes) -> None:
    start = time.monotonic()
    answer = watched.server.client.raw(case.replace(b"TARGET", watched.target.encode()))
    assert time.monotonic() - start < 5, "the line is closed"
    assert SECRET.encode() not in answer and b"\nSet-Cookie" not in answer
    assert answer == b"" or re.match(rb"HTTP/1\.1 (200|206|400|403|404|405|406|413|415|416|421|431) ", answer)


def test_how_many_there_are() -> None:
    kinds = (hostile.CALLS, hostile.FILES, hostile.CHANGES, hostile.DEEP, hostile.SLOW, hostile.FIELDS, hostile.PATHS, hostile.BYTES)
    assert sum(len(kind) for kind in kinds) >= 100


# ---- many at once, and very slowly -----------------------------------------------------------------------------------


def test_more_slow_queries_than_workers(scene: Scene) -> None:
    """All workers are busy for as long as allowed, and no longer: then the one that waited is served."""
    bomb = hostile.SLOW["a product that is counted"]
    crowd = [threading.Thread(target=scene.server.client.sparql, args=[bomb]) for _ in range(4)]
    for thread in crowd:
        thread.start()
    start = time.monotonic()
    assert scene.server.client.sparql("ASK { ?s ?p ?o }").status == 200
    assert time.monotonic() - start < 3 * LIMIT
    for thread in crowd:
        thread.join()
    scene.neighbour.wait()


def test_those_who_dawdle_do_not_keep_others_out(watched: Scene) -> None:
    """Lines on which half a request came, or an answer is not taken."""
    port = watched.server.client.port
    lines = [socket.create_connection(("127.0.0.1", port)) for _ in range(60)]
    for number, line in enumerate(lines):
        line.sendall(b"GET / HTTP/1.1\r\nHost: 127" if number % 2 else b"GET /download/graph.trig HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
    time.sleep(0.5)
    assert watched.server.client("/").status == 200
    for line in lines:
        line.close()
