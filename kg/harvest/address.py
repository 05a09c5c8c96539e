"""Addresses as they are asked for and compared: RFC 3986, one spelling each, nothing private in them."""

from __future__ import annotations

import re
from fnmatch import fnmatchcase
from typing import Final
from urllib.parse import parse_qsl, quote, urlencode, urljoin, urlsplit, urlunsplit

MOST: Final = 2000  # characters; longer ones are no addresses of releases
_PORTS: Final = {"http": 80, "https": 443}
_SAFE: Final = "%/:=&?~+!$,;'@()*[]"
_LONELY_PERCENT: Final = re.compile(r"%(?![0-9A-Fa-f]{2})")
# what mailings and feeds add to count readers; the page is the same without
_COUNTERS: Final = re.compile(r"utm_\w{1,30}|fbclid|gclid|yclid|_openstat", re.I)


def web_address(text: str, base: str = "") -> str | None:
    """An http(s) address in ASCII, without fragment and readers' counters, relative ones taken from `base`; None for anything else.

    An address with a user name or password in it is none: a list that holds one was not made for us.
    """
    text = text.strip()
    if not text or len(text) > MOST or not text.isprintable():
        return None
    try:
        parts = urlsplit(urljoin(base, text))
        host = (parts.hostname or "").encode("idna").decode("ascii")
        port = parts.port
    except (ValueError, UnicodeError):  # a bad port, brackets that are no IPv6 address, a label of 70 letters
        return None
    if parts.scheme not in _PORTS or not host or "@" in parts.netloc or re.search(r"[^a-z0-9._:-]", host):
        return None
    place = f"[{host}]" if ":" in host else host
    if port is not None and port != _PORTS[parts.scheme]:
        place += f":{port}"
    address = urlunsplit((parts.scheme, place, _quoted(parts.path or "/"), _quoted(_uncounted(parts.query)), ""))
    return address if len(address) <= MOST else None


def _quoted(text: str) -> str:
    return _LONELY_PERCENT.sub("%25", quote(text, safe=_SAFE))


def _uncounted(query: str) -> str:
    if not _COUNTERS.search(query):
        return query  # as it is: some servers care for the order and spelling
    return urlencode([(k, v) for k, v in parse_qsl(query, keep_blank_values=True) if not _COUNTERS.fullmatch(k)])


def host_of(url: str) -> str:
    """Host and unusual port of an address, for comparing; "www." says nothing."""
    place = urlsplit(url).netloc.lower()
    return place.removeprefix("www.")


def fits(url: str, patterns: tuple[str, ...]) -> bool:
    """True if the address fits one of the patterns, or there is none."""
    return not patterns or any(fnmatchcase(url, p) for p in patterns)
