"""Addresses of releases: what pages and front matter give is anybody's text, and one wrong address would spoil the dump of all."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import urlsplit

MOST: Final = 2000  # characters
_NAME: Final = re.compile(r"[\w-]{1,63}(?:\.[\w-]{1,63}){0,40}\.?")
_LONELY_PERCENT: Final = re.compile(r"%(?![0-9A-Fa-f]{2})")


def web_address(text: str | None) -> str | None:
    """An http(s) address as it was given, or None for anything else (RFC 3986, 3987).

    User names and passwords are left out: they are nobody's business in a published graph. A "%" that encodes nothing
    becomes "%25".
    """
    text = (text or "").strip()
    if not text or len(text) > MOST or not text.isprintable():
        return None
    try:
        parts = urlsplit(text)
        _ = parts.port  # ValueError where it is none
    except ValueError:
        return None
    place = parts.netloc.rpartition("@")[2]
    if parts.scheme not in ("http", "https") or not _is_host(place):
        return None
    if "@" in parts.netloc:
        text = text.replace(parts.netloc, place, 1)
    return _LONELY_PERCENT.sub("%25", text)


def _is_host(place: str) -> bool:
    """A name or an IPv4 address, perhaps with a port; no release is published at a bare IPv6 address."""
    host, colon, port = place.partition(":")
    return _NAME.fullmatch(host) is not None and (not colon or port.isdecimal())
