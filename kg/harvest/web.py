"""One page asked of one server: limits, conditional requests, tries with growing pauses. The only module that sends requests.

httpcore2 is the wire under httpx2; redirects, cookies, environment proxies and unpacking, which httpx2 adds, are what has to be ours here.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Final
from urllib.parse import urlsplit

import httpcore2

from kg import __version__
from kg.harvest.address import host_of
from kg.harvest.guard import Guard
from kg.harvest.model import Answer, Passing, Refused, Settings
from kg.harvest.unpack import Unpacker, larger

AGENT: Final = "digicoop-kg"  # what robots.txt may call us
_BUSY: Final = frozenset({408, 425, 429, 500, 502, 503, 504})
_FAULTS: Final = (httpcore2.NetworkError, httpcore2.ProtocolError, httpcore2.TimeoutException)

Wanted = Callable[[Answer], str]  # why an answer's body is not wanted, by status and headers; "" if it is


class Web:
    """Requests to servers, one at a time, never faster than each host wishes."""

    def __init__(self, settings: Settings, sleep: Callable[[float], None] = time.sleep) -> None:
        self.settings = settings
        self._sleep = sleep
        self._guard = Guard(settings.networks)
        self._pool = httpcore2.ConnectionPool(network_backend=self._guard, max_connections=4, max_keepalive_connections=4,
                                              keepalive_expiry=20.0)  # fmt: skip
        self._delays: dict[str, float] = {}
        self._next: dict[str, float] = {}
        contact = "".join(c for c in settings.contact if c.isascii() and c.isprintable() and c not in "()")[:200]
        self.agent = f"{AGENT}/{__version__} (reads public releases for a knowledge graph{'; ' + contact if contact else ''})"

    def close(self) -> None:
        """End all connections."""
        self._pool.close()

    def slow_down(self, host: str, delay: float) -> None:
        """Leave at least `delay` seconds between requests to a host."""
        self._delays[host] = max(delay, self.settings.delay)

    def get(self, url: str, most: int, headers: Mapping[str, str] | None = None, unwanted: Wanted = lambda answer: "") -> Answer:
        """The answer to one address, redirects not followed. Raises Refused; Passing if all tries failed."""
        limits = self.settings.limits
        pause = limits.backoff
        for left in reversed(range(limits.tries)):
            try:
                return self._try(url, most, headers or {}, unwanted)
            except Passing as fault:
                wait = max(pause, fault.wait or 0)
                if not left or not fault.again or wait > limits.patience:
                    raise
            self._sleep(wait)
            pause *= 2
        raise AssertionError("there is at least one try")

    def _try(self, url: str, most: int, headers: Mapping[str, str], unwanted: Wanted) -> Answer:
        self._pace(host_of(url))
        limits = self.settings.limits
        self._guard.deadline = time.monotonic() + limits.seconds
        every = {"Host": urlsplit(url).netloc, "User-Agent": self.agent, "Accept-Encoding": "gzip", "Accept": "text/html, application/xhtml+xml, text/*, application/*;q=0.8"}
        timeouts = dict.fromkeys(("connect", "read", "write", "pool"), limits.silence)
        try:
            with self._pool.stream("GET", _wire(url), headers=[*every.items(), *headers.items()], extensions={"timeout": timeouts}) as response:
                head = Answer(url, response.status, _headers(response.headers))
                if head.status in _BUSY:
                    raise Passing(f"the server answers {head.status}", _asked_wait(head.headers.get("retry-after", "")))
                if head.status != 200:
                    return head
                reason = unwanted(head)
                if reason:
                    raise Refused(reason)
                return Answer(url, 200, head.headers, _body(response, head.headers, most))
        except (ValueError, httpcore2.LocalProtocolError, httpcore2.UnsupportedProtocol) as error:
            raise Refused(f"it cannot be asked for: {error}") from None
        except _FAULTS as error:
            if time.monotonic() >= self._guard.deadline - 0.01:
                raise Passing(f"it took longer than {limits.seconds:g} s", again=False) from None
            raise Passing(_plain(error)) from None

    def _pace(self, host: str) -> None:
        now = time.monotonic()
        start = max(now, self._next.get(host, now))
        if start > now:
            self._sleep(start - now)
        self._next[host] = start + self._delays.get(host, self.settings.delay)


def _wire(url: str) -> httpcore2.URL:
    """By its parts: from a whole address httpcore2 loses what stands behind a ";" (its urlparse calls that parameters)."""
    parts = urlsplit(url)
    target = parts.path + (f"?{parts.query}" if parts.query else "")
    return httpcore2.URL(scheme=parts.scheme, host=parts.hostname or "", port=parts.port, target=target)


def _headers(raw: list[tuple[bytes, bytes]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, value in raw:
        try:
            text = value.decode("utf-8")  # no header should need it, and many a Location does
        except UnicodeDecodeError:
            text = value.decode("latin-1")
        found.setdefault(name.decode("latin-1").lower(), text.strip())
    return found


def _body(response: httpcore2.Response, headers: Mapping[str, str], most: int) -> bytes:
    packing = headers.get("content-encoding", "").lower()
    if packing in ("gzip", "x-gzip"):
        unpacker = Unpacker(most)
        for chunk in response.iter_stream():
            unpacker.feed(chunk)
        return unpacker.close()
    if packing not in ("", "identity"):
        raise Refused(f"it is packed by {packing[:20]!r}, which was not asked for")
    length = headers.get("content-length", "")
    if length.isdecimal() and int(length) > most:
        raise Refused(larger(most))
    parts, size = [], 0
    for chunk in response.iter_stream():
        size += len(chunk)
        if size > most:
            raise Refused(larger(most))
        parts.append(chunk)
    return b"".join(parts)


def _plain(error: Exception) -> str:
    """What happened, in words; a library's own words may have several lines."""
    text = " ".join(str(error).split())[:200]
    if isinstance(error, httpcore2.TimeoutException):
        return "the server fell silent"
    if isinstance(error, httpcore2.ConnectError):
        return f"no connection: {text}"
    return f"it broke off: {text or type(error).__name__}"


def _asked_wait(value: str) -> float | None:
    """Seconds of a Retry-After header, which gives seconds or a moment (RFC 9110, 10.2.3)."""
    if value.isascii() and value.isdecimal() and len(value) < 10:
        return float(value)
    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, TypeError, OverflowError):
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (moment - datetime.now(UTC)).total_seconds())
