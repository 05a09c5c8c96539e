"""What holds for every request and every answer: security headers, sizes, names of the server."""

from __future__ import annotations

from starlette.types import ASGIApp, Message, Receive, Scope, Send

MAX_BODY = 1 << 20
DRAIN = 64 << 20  # how much of a body that is too long is read, so that the client hears why it is refused
PIECE = 256 << 10  # bytes of an answer that are sent at once
MOST_LEAVING = 256 << 20  # bytes of answers that may wait for slow readers
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


class Guarded:
    """Every answer with its security headers; no body over the limit; no foreign Host (against DNS rebinding)."""

    def __init__(self, app: ASGIApp, hosts: tuple[str, ...]) -> None:
        self._app, self._hosts = app, frozenset(hosts)
        self._leaving = 0  # bytes of answers that clients have not taken yet

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
            else:
                await self._in_pieces(message, send)

        if self._leaving > MOST_LEAVING:
            await _refuse(with_headers, 503, "too many answers are on their way; try again later")
            return
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

    async def _in_pieces(self, message: Message, send: Send) -> None:
        """Pieces wait for the client to take those before, and so what waits can be counted."""
        body, more = message.get("body", b""), message.get("more_body", False)
        self._leaving += len(body)
        try:
            for start in range(0, len(body), PIECE):
                last = start + PIECE >= len(body)
                await send({**message, "body": body[start : start + PIECE], "more_body": more or not last})
            if not body:
                await send(message)
        finally:
            self._leaving -= len(body)

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
