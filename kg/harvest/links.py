"""Links of a page, for following them; no parser is needed to find addresses."""

from __future__ import annotations

import re
from html import unescape
from typing import Final

from kg.harvest.address import web_address

_MOST: Final = 2000  # of one page
_ANCHOR: Final = re.compile(r"<a\s([^<>]{1,3000})>", re.I)
_HREF: Final = re.compile(r"(?:^|\s)href\s{0,3}=\s{0,3}(?:\"([^\"]{1,2000})\"|'([^']{1,2000})'|([^\s\"'>]{1,2000}))", re.I)
_NOFOLLOW: Final = re.compile(r"(?:^|\s)rel\s{0,3}=\s{0,3}[\"']?[^\"'>]{0,100}\bnofollow\b", re.I)
_ROBOTS: Final = re.compile(r"<meta\s[^<>]{0,300}name\s{0,3}=\s{0,3}[\"']?robots\b[^<>]{0,300}>", re.I)
_BASE: Final = re.compile(r"<base\s[^<>]{0,300}?href\s{0,3}=\s{0,3}[\"']?([^\s\"'<>]{1,2000})", re.I)


def links(page: str, url: str) -> tuple[str, ...]:
    """Web addresses that a page links to, each once; none of a page or link that says "nofollow"."""
    robots = _ROBOTS.search(page)
    if robots and "nofollow" in robots[0].lower():
        return ()
    base = _BASE.search(page)
    start = (base and web_address(unescape(base[1]), url)) or url
    found: dict[str, None] = {}
    for anchor in _ANCHOR.finditer(page):
        href = None if _NOFOLLOW.search(anchor[1]) else _HREF.search(anchor[1])
        address = web_address(unescape(href[1] or href[2] or href[3]), start) if href else None
        if address:
            found[address] = None
        if len(found) >= _MOST:
            break
    return tuple(found)
