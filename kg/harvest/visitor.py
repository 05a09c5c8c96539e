"""A polite guest: asks robots.txt first, follows redirects only where it may go, leaves servers that fail in peace."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import Final
from urllib.parse import urlsplit

from protego import Protego

from kg.harvest.address import host_of, web_address
from kg.harvest.model import Answer, Passing, Refused, Settings
from kg.harvest.web import AGENT, Wanted, Web

_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
_HOPS: Final = 5
_ROBOTS: Final = 512_000  # bytes: RFC 9309, 2.5
_FAILURES: Final = 3  # pages in a row before a server is left alone


class Visitor:
    """Visits pages of the allowed hosts, and of no others."""

    def __init__(self, settings: Settings, sources: tuple[str, ...], sleep: Callable[[float], None] = time.sleep) -> None:
        self._web = Web(settings, sleep)
        self._hosts = {host_of(s) for s in sources} | {h.lower().removeprefix("www.") for h in settings.hosts}
        self._robots: dict[str, Protego | Refused] = {}
        self._failures: dict[str, int] = {}

    def close(self) -> None:
        """End all connections."""
        self._web.close()

    def may_lie_on(self, url: str) -> bool:
        """True if pages may lie on the address's host."""
        return host_of(url) in self._hosts

    def visit(self, url: str, most: int, headers: Mapping[str, str] | None = None, unwanted: Wanted = lambda answer: "") -> Answer:
        """The answer to an address after redirects, its status 200 or 304. Raises Refused with the reason otherwise."""
        for _ in range(_HOPS + 1):
            self._check(url)
            answer = self._counted(url, most, headers, unwanted)
            if answer.status in (200, 304):
                return answer
            if answer.status not in _REDIRECTS:
                raise Refused(f"the server answers {answer.status}")
            url = _target(answer)
        raise Refused(f"it leads on and on, more than {_HOPS} times")

    def _check(self, url: str) -> None:
        if not self.may_lie_on(url):
            raise Refused(f"it is on another host, {host_of(url)} (--host would allow it)")
        if self._failures.get(host_of(url), 0) >= _FAILURES:
            raise Refused(f"its server failed {_FAILURES} times in a row: left for the next run")
        rules = self._rules(url)
        if isinstance(rules, Refused):
            raise rules
        if not rules.can_fetch(url, AGENT):
            raise Refused("robots.txt forbids it")

    def _counted(self, url: str, most: int, headers: Mapping[str, str] | None, unwanted: Wanted) -> Answer:
        host = host_of(url)
        try:
            answer = self._web.get(url, most, headers, unwanted)
        except Passing as fault:
            # a server that names a longer wait than we have is not asked for its other pages either
            self._failures[host] = _FAILURES if fault.wait else self._failures.get(host, 0) + 1
            asked = f" and asks to wait {fault.wait:.0f} s" if fault.wait else ""
            raise Refused(f"{fault}{asked}") from None
        self._failures[host] = 0
        return answer

    # ---- robots.txt --------------------------------------------------------------------------------------------------

    def _rules(self, url: str) -> Protego | Refused:
        parts = urlsplit(url)
        root = f"{parts.scheme}://{parts.netloc}"
        if root not in self._robots:
            self._robots[root] = rules = self._read_rules(f"{root}/robots.txt")
            if isinstance(rules, Protego):
                self._web.slow_down(host_of(url), rules.crawl_delay(AGENT) or 0.0)
        return self._robots[root]

    def _read_rules(self, url: str) -> Protego | Refused:
        """No robots.txt allows all, a server that fails to give it forbids all (RFC 9309, 2.3.1)."""
        try:
            for _ in range(_HOPS + 1):
                answer = self._web.get(url, _ROBOTS)
                if answer.status == 200:
                    return Protego.parse(answer.body.decode("utf-8", "replace"))
                if answer.status not in _REDIRECTS:
                    return Protego.parse("")
                url = _target(answer)
                if not self.may_lie_on(url):
                    return Protego.parse("")
        except Refused as fault:
            return Refused(f"its server's robots.txt cannot be read: {fault}")
        return Protego.parse("")


def _target(answer: Answer) -> str:
    target = web_address(answer.headers.get("location", ""), answer.url)
    if target is None:
        raise Refused(f"it leads to no web address: {answer.headers.get('location', '')[:100]!r}")
    return target
