"""Sitemaps (sitemaps.org 0.9, as XML or lines of text, with Google's news extension), indexes of them, RSS 0.9 to 2.0, Atom, and the Sitemap lines of robots.txt.

XML is read as a stream, without a tree, by defusedxml: entities and references to other files are refused, whatever they hold.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from io import BytesIO
from typing import Any, Final
from xml.sax import SAXException, SAXParseException
from xml.sax.handler import ContentHandler

from defusedxml import DefusedXmlException
from defusedxml.sax import make_parser

from kg.harvest.address import web_address
from kg.harvest.model import Found, Listing, Refused
from kg.harvest.unpack import MAGIC, unpack

MOST_ENTRIES: Final = 100_000  # the protocol allows 50,000
_DEEPEST: Final = 50
_LONGEST: Final = 5000  # characters of a field
_ROOT: Final = re.compile(r"<(?:[\w.-]{1,40}:)?([A-Za-z]\w{0,40})")
_ROOTS: Final = frozenset({"urlset", "sitemapindex", "rss", "feed", "RDF"})
_ENTRIES: Final = frozenset({"url", "sitemap", "item", "entry"})
# inside an entry: fields of these count; <loc> of an image does not
_PARENTS: Final = _ENTRIES | {"news", "publication"}
_SITEMAP_LINE: Final = re.compile(r"^[ \t]{0,20}sitemap[ \t]{0,20}:[ \t]{0,20}(\S{1,2000})", re.I | re.M)


def is_listing(body: bytes, url: str) -> bool:
    """True if a document is a list of pages and no page."""
    if body.startswith(MAGIC):
        return True
    root = _ROOT.search(body[:5000].replace(b"\0", b"").decode("latin-1"))
    return (root is not None and root[1] in _ROOTS) or _is_lines(body) or url.endswith("/robots.txt")


def _is_lines(body: bytes) -> bool:
    """True for addresses, one a line; of a long one the beginning decides, less the line that is cut."""
    lines = [line for line in body[:5000].split(b"\n") if line.strip()][: -1 if len(body) > 5000 else None]
    return bool(lines) and all(line.startswith((b"http://", b"https://")) for line in lines)


def read_listing(body: bytes, url: str, most: int) -> Listing:
    """What a list at `url` names; an unreadable one gives a complaint, and a damaged one what stands before the damage."""
    if body.startswith(MAGIC):
        try:
            body = unpack(body, most)
        except Refused as fault:
            return Listing(complaint=str(fault))
        if not is_listing(body, url):
            return Listing(complaint="it is packed and holds no list of pages")
    if url.endswith("/robots.txt"):
        found = (web_address(m[1], url) for m in _SITEMAP_LINE.finditer(body.decode("utf-8", "replace")))
        return Listing(lists=tuple(dict.fromkeys(filter(None, found))))
    if _is_lines(body):
        lines = body.decode("utf-8", "replace").splitlines()[:MOST_ENTRIES]
        return Listing(tuple(Found(a) for a in dict.fromkeys(filter(None, (web_address(line) for line in lines)))))
    return _read_xml(body, url)


def _read_xml(body: bytes, url: str) -> Listing:
    entries = _Entries(url)
    parser = make_parser()
    parser.setContentHandler(entries)
    complaint = ""
    try:
        parser.parse(BytesIO(body))
    except DefusedXmlException:
        return Listing(complaint="it declares entities of its own, which may be an attack: not read")
    except SAXParseException as error:
        complaint = f"its XML is broken in line {error.getLineNumber()}: {error.getMessage()}"
    except (SAXException, ValueError, LookupError) as error:  # LookupError: an encoding that nobody knows
        complaint = f"its XML cannot be read: {error}"
    return Listing(tuple(entries.pages), tuple(dict.fromkeys(entries.lists)), complaint)


class _Entries(ContentHandler):
    """Collects entries as they end."""

    def __init__(self, url: str) -> None:
        super().__init__()
        self.pages: list[Found] = []
        self.lists: list[str] = []
        self._url = url
        self._open: list[str] = []
        self._fields: dict[str, str] = {}
        self._text: list[str] = []
        self._length = 0

    def startElement(self, name: str, attrs: Any) -> None:
        name = name.rpartition(":")[2]
        self._open.append(name)
        if len(self._open) > _DEEPEST:
            raise SAXException("its elements are nested too deeply")
        self._text, self._length = [], 0
        if name in _ENTRIES:
            self._fields = {}
        elif name == "link" and attrs.get("rel", "alternate") == "alternate" and attrs.get("href"):
            self._fields.setdefault("href", attrs.get("href"))

    def characters(self, content: str) -> None:
        self._length += len(content)
        if self._length <= _LONGEST:
            self._text.append(content)

    def endElement(self, name: str) -> None:
        name = self._open.pop()
        parent = self._open[-1] if self._open else ""
        if name in _ENTRIES:
            self._entry(name)
        elif parent in _PARENTS and self._length <= _LONGEST:
            text = "".join(self._text).strip()
            if text:
                self._fields.setdefault(name, text)
        self._text, self._length = [], 0

    def _entry(self, name: str) -> None:
        field = self._fields.get
        place = field("loc") or field("link") or field("href") or _permalink(field("guid", "")) or field("id", "")
        address = web_address(place or "", self._url)
        if address is None:
            return
        if len(self.pages) + len(self.lists) >= MOST_ENTRIES:
            raise SAXException(f"it has more than {MOST_ENTRIES:,} entries: the rest is left out")
        if name == "sitemap":
            self.lists.append(address)
            return
        published = field("pubDate") or field("publication_date") or field("published") or field("date") or ""
        modified = field("lastmod") or field("updated") or ""
        self.pages.append(Found(address, moment(published), moment(modified), _code(field("language", ""))))


def _permalink(text: str | None) -> str:
    return text if text and text.startswith(("http://", "https://")) else ""


def _code(text: str | None) -> str:
    return text.lower() if text and re.fullmatch(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8}){0,3}", text) else ""


def moment(text: str) -> str:
    """A date of a list (ISO 8601 or RFC 822) as ISO 8601, in the list's own time zone; "" for what is none."""
    text = text.strip()[:60]
    try:
        if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
            return date.fromisoformat(text).isoformat()
        if re.match(r"\d{4}-\d\d-\d\dT", text):
            return datetime.fromisoformat(text).isoformat()
        return parsedate_to_datetime(text).isoformat()
    except (ValueError, TypeError, OverflowError, IndexError):
        return ""
