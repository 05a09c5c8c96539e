"""One published text, as read: what every later stage starts from."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from kg.values import PartialDate


@dataclass(frozen=True, slots=True)
class Release:
    """A release. Offsets of all evidence are code points of `text`.

    text       the cleaned article text, page noise removed: one paragraph a line, list items begin with "• "
    title      its headline, which is then the first line of the text; a text without a headline has
               the beginning of its first sentence here instead, and no line of that kind
    url        where it was published, or None
    published  the publication date that the page itself or the agency's dateline gives, or None
    language   "ru", "be" or "en"
    name       the file (or archive member) that it was read from, for messages only
    dateline_place  the city of an agency dateline ("DURBAN, South Africa, September 14, 2018 –"), or ""
    """

    text: str
    title: str
    url: str | None
    published: PartialDate | None
    language: str
    name: str
    dateline_place: str = ""

    @property
    def has_headline(self) -> bool:
        """True if the first line of the text is the headline."""
        return self.text.partition("\n")[0] == self.title

    @property
    def sha256(self) -> str:
        """Hex digest of the text in UTF-8."""
        return hashlib.sha256(self.text.encode("utf-8")).hexdigest()


@dataclass(frozen=True, slots=True)
class Reject:
    """Input that gave no release: a value in the stream, so that one bad file does not stop the rest.

    name    the file or archive member
    stage   "read" (could not be opened, too large, not text), "clean" (no article in it) or a later station
    reason  one plain sentence for the user
    """

    name: str
    stage: str
    reason: str


def shown(name: str) -> str:
    """A file's name as one printable line: line ends, marks of direction and bytes that are no UTF-8 are escaped."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in name)
