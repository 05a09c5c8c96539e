"""The application: routes, limits, headers."""

from __future__ import annotations

import contextlib
import ipaddress
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

from starlette.applications import Starlette
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kg.server import pages, protocol
from kg.server.pool import Pool

HERE = Path(__file__).parent
MAX_BODY = 1 << 20
DRAIN = 64 << 20  # how much of a body that is too long is read, so that the client hears why it is refused
POLICY = "; ".join(
    [
        "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data:", "font-src 'self'",
        "connect-src 'self'", "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'",
    ]
)  # fmt: skip
# the editor sets styles and carries its icons in itself; the graph page is one file with its script in it
EDITOR = POLICY.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'").replace(
    "font-src 'self'", "font-src 'self' data:"
)
GRAPH = "; ".join(
    [
        "default-src 'none'", "script-src 'unsafe-inline'", "style-src 'unsafe-inline'", "img-src data:", "font-src data:",
        "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'",
    ]
)  # fmt: skip
POLICIES = {"/query": EDITOR, "/graph": GRAPH}


@dataclass(frozen=True, slots=True)
class Settings:
    """Limits: seconds and rows of a query, how many run at once; names by which the server may be called."""

    folder: Path
    time_limit: float = 5.0
    max_rows: int = 100_000
    workers: int = 4
    hosts: tuple[str, ...] = ("localhost", "127.0.0.1", "[::1]", "testserver")


def application(settings: Settings) -> Starlette:
    """The ASGI application for one graph."""
    pool = Pool(settings.folder, size=settings.workers, limit=settings.time_limit)

    @contextlib.asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        await pool.start()
        try:
            yield
        finally:
            await pool.stop()

    app = Starlette(
        routes=[
            Route("/sparql", protocol.endpoint, methods=["GET", "POST"], name="sparql"),
            *pages.ROUTES,
            Mount("/static", StaticFiles(directory=HERE / "static"), name="static"),
        ],
        lifespan=lifespan,
        exception_handlers=pages.ERRORS,
    )
    app.state.pool = pool
    app.state.settings = settings
    app.add_middleware(Guarded, hosts=settings.hosts)
    return app


class Guarded:
    """Every answer with its security headers; no body over the limit; no foreign Host (against DNS rebinding)."""

    def __init__(self, app: ASGIApp, hosts: tuple[str, ...]) -> None:
        self._app, self._hosts = app, frozenset(hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        policy = POLICIES.get(scope["path"], POLICY)

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], *_headers(policy)]
            await send(message)

        if not self._known(scope):
            await _refuse(with_headers, 421, "this server does not go by that name")
            return
        body = await _body(receive) if scope["method"] == "POST" else b""
        if body is None:
            await _refuse(with_headers, 413, f"a request is at most {MAX_BODY >> 20} MB")
            return
        sent = False

        async def once() -> Message:
            nonlocal sent
            if sent:
                return await receive()
            sent = True
            return {"type": "http.request", "body": body, "more_body": False}

        await self._app(scope, once, with_headers)

    def _known(self, scope: Scope) -> bool:
        if "*" in self._hosts:
            return True
        host = dict(scope["headers"]).get(b"host", b"").decode("latin-1").lower()
        name = host.rpartition(":")[0] if host.rpartition(":")[2].isdecimal() else host
        return name in self._hosts


def _headers(policy: str) -> list[tuple[bytes, bytes]]:
    headers = {
        "Content-Security-Policy": policy,
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Referrer-Policy": "no-referrer",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    }
    return [(name.lower().encode(), value.encode()) for name, value in headers.items()]


async def _body(receive: Receive) -> bytes | None:
    """The whole body, None if it is over the limit."""
    parts: list[bytes] = []
    size = 0
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            return b""
        part = message.get("body", b"")
        size += len(part)
        if size <= MAX_BODY:
            parts.append(part)
        if size > DRAIN or not message.get("more_body"):
            return b"".join(parts) if size <= MAX_BODY else None


async def _refuse(send: Send, status: int, reason: str) -> None:
    body = reason.encode() + b"\n"
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


def serve(settings: Settings, host: str, port: int) -> None:
    """Serve until Ctrl-C."""
    import uvicorn

    uvicorn.run(
        application(settings), host=host, port=port, server_header=False, date_header=True, log_level="warning",
        timeout_keep_alive=5, limit_concurrency=256, h11_max_incomplete_event_size=128 << 10, access_log=False,
    )  # fmt: skip


def is_local(host: str) -> bool:
    """True for names and addresses of this machine only."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
