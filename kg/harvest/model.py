"""Values of the harvest: what was found in lists, what a server answered, how far to go."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from ipaddress import IPv4Network, IPv6Network

Network = IPv4Network | IPv6Network


class Refused(Exception):
    """A page that was not fetched, and why, in one plain line. Not asked for again in this run."""


class Passing(Refused):
    """A fault of the server that may be gone in a moment.

    wait   seconds that the server asked for, if it did
    again  False if the fault has cost so much that the page is not tried again in this run
    """

    def __init__(self, reason: str, wait: float | None = None, again: bool = True) -> None:
        super().__init__(reason)
        self.wait, self.again = wait, again


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a server may cost us.

    page      bytes of a page, unpacked; what the readers of releases take
    listing   bytes of a sitemap or feed, unpacked; what the sitemap protocol allows
    seconds   of one answer from connecting to its last byte, however busily it drips
    silence   seconds without a byte
    tries     how often one page is asked for
    backoff   seconds before the second try; twice as long before each further one
    patience  the longest wait that a server may ask for
    """

    page: int = 5_000_000
    listing: int = 50_000_000
    seconds: float = 120.0
    silence: float = 20.0
    tries: int = 4
    backoff: float = 1.0
    patience: float = 120.0


@dataclass(frozen=True, slots=True)
class Settings:
    """What to fetch and how politely.

    delay     least seconds between two requests to one host
    match     patterns (`*`, `?`) of which an address must fit one; none: all
    hosts     further hosts that pages may lie on; the sources' own always may
    most      pages to ask for in one run
    depth     how many steps to follow links of pages
    contact   who runs this, told to every server
    networks  private networks that may be connected to
    """

    delay: float = 1.0
    match: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    most: int = 1000
    depth: int = 0
    contact: str = ""
    networks: tuple[Network, ...] = ()
    limits: Limits = field(default_factory=Limits)


@dataclass(frozen=True, slots=True)
class Found:
    """An address in a list, with what the list says of it; "" where it says nothing.

    published, modified  ISO 8601, a day or a moment
    language  a code, of this entry and not of the whole list
    """

    url: str
    published: str = ""
    modified: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """A sitemap, an index of sitemaps or a feed: addresses of pages, addresses of further lists, and what was wrong with it."""

    pages: tuple[Found, ...] = ()
    lists: tuple[str, ...] = ()
    complaint: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server said: address after redirects, status, headers by names in lower case, unpacked body."""

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes = b""

    @property
    def type(self) -> str:
        """Media type without parameters, in lower case; "" if none is given."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()
