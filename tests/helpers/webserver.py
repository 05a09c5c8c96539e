"""A web server on this machine, good and bad: every path is a function that writes to the socket what it likes."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Route = Callable[["Handler"], None]


class Handler(BaseHTTPRequestHandler):
    """Answers by the server's routes; what has no route is not found."""

    protocol_version = "HTTP/1.1"
    server: Server

    def do_GET(self) -> None:
        self.server.asked.append((self.path, dict(self.headers), time.monotonic()))
        route = self.server.routes.get(self.path.partition("?")[0]) or self.server.routes.get("*")
        with suppress(BrokenPipeError, ConnectionResetError):  # the guest has gone: it had enough
            if route is None:
                self.give(b"nothing here", status=404)
            else:
                route(self)

    def give(self, body: bytes | str, kind: str = "text/html; charset=utf-8", status: int = 200, **headers: str) -> None:
        """A whole answer; `content_length="5"` gives a wrong one."""
        body = body.encode() if isinstance(body, str) else body
        self.send_response(status)
        named = {k.replace("_", "-"): v for k, v in headers.items()}
        for name, value in {"content-type": kind, "content-length": str(len(body)), **named}.items():
            if value:
                self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing."""


class Server(ThreadingHTTPServer):
    """`routes` are by path, "*" for all others; `asked` is what was asked for: path, headers, time."""

    daemon_threads = True
    request_queue_size = 50

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.routes: dict[str, Route] = {}
        self.asked: list[tuple[str, dict[str, str], float]] = []
        self.url = f"http://127.0.0.1:{self.server_address[1]}"

    def paths(self) -> list[str]:
        """What was asked for, without robots.txt."""
        return [path for path, _, _ in self.asked if path != "/robots.txt"]

    def handle_error(self, request: object, client_address: object) -> None:
        """Guests that go in the middle are no news."""


@contextmanager
def web_server() -> Iterator[Server]:
    """A running server on a free port of 127.0.0.1."""
    server = Server()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()


@dataclass
class Names:
    """A name service in the place of the system's: a name's addresses in turn, the last one for ever."""

    known: dict[str, list[str]]
    asked: list[str] = field(default_factory=list)

    def __call__(self, host: str, port: int, *_: object, **__: object) -> list[tuple[object, ...]]:
        if host.replace(".", "").isdecimal() or ":" in host:  # an address needs no service
            return [(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM, 6, "", (host, port))]
        self.asked.append(host)
        if host not in self.known:
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        addresses = self.known[host]
        address = addresses.pop(0) if len(addresses) > 1 else addresses[0]
        family = socket.AF_INET6 if ":" in address else socket.AF_INET
        return [(family, socket.SOCK_STREAM, 6, "", (address, port))]
