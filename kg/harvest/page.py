"""A fetched page as a file: its metadata as front matter, then the page as it came, in UTF-8 where its encoding is certain."""

from __future__ import annotations

import codecs
import re
from typing import Final

from kg.harvest.model import Answer, Found

TYPES: Final = {"text/html": ".html", "application/xhtml+xml": ".html", "text/plain": ".txt", "text/markdown": ".md"}
# names of encodings that pages have; Python knows stranger ones, which take hours or are no encodings
_CHARSETS: Final = re.compile(r"utf-?(?:8|16|16le|16be)|windows-125\d|cp125\d|cp866|ibm866|iso-?8859-\d{1,2}|koi8-[ru]|x?-?mac-?cyrillic|gb2312|gbk|big5|euc-(?:kr|jp)|shift_jis", re.I)  # fmt: skip
# what servers say when nobody has told them: no knowledge
_DEFAULTS: Final = frozenset({"iso8859-1", "cp1252"})


def unwanted(answer: Answer) -> str:
    """Why an answer is no page; "" if it is one."""
    return "" if not answer.type or answer.type in TYPES else f"it is no page but {answer.type[:60]}"


def suffix(answer: Answer) -> str:
    """The ending of the page's file."""
    return TYPES.get(answer.type, ".html")


def content(answer: Answer, found: Found, url: str, fetched: str) -> bytes:
    """The file of a page: front matter, then its text; bytes of an uncertain encoding stay as they are."""
    fields = {
        "url": url,
        "fetched": fetched,
        "type": answer.type or "text/html",
        "published": found.published,
        "modified": found.modified,
        "language": found.language,
        "last-modified": answer.headers.get("last-modified", ""),
        "content-language": answer.headers.get("content-language", ""),
    }
    lines = [f"{name}: {line}\n" for name, value in fields.items() if (line := _line(value))]
    return "".join(["---\n", *lines, "---\n"]).encode() + _utf8(answer)


def _line(value: str) -> str:
    """A field's value in one line of plain characters."""
    return "".join(c for c in value if c.isascii() and c.isprintable())[:2000].strip()


def text(answer: Answer) -> str:
    """A page's characters, to find links in: what is wrong in them is replaced."""
    return _utf8(answer).decode("utf-8", "replace")


def _utf8(answer: Answer) -> bytes:
    body = answer.body
    for mark, name in ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        if body.startswith(mark):
            return body[len(mark) :].decode(name, "replace").encode()
    if b"\0" not in body:  # UTF-16 of Latin letters is good UTF-8 too
        try:
            body.decode("utf-8")
            return body
        except UnicodeDecodeError:
            pass
    named = re.search(r"charset\s{0,3}=\s{0,3}[\"']?([\w-]{2,30})", answer.headers.get("content-type", ""), re.I)
    if named and _CHARSETS.fullmatch(named[1]):
        try:
            if codecs.lookup(named[1]).name not in _DEFAULTS:
                return body.decode(named[1]).encode()
        except (LookupError, UnicodeError):
            pass
    return body
