"""One published text, as read: what every later stage starts from."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from kg.values import PartialDate


@dataclass(frozen=True, slots=True)
class Release:
    """A release. Offsets of all evidence are code points of `text`.

    text       the cleaned article text, title included as its first line, page noise removed
    title      its headline
    url        where it was published, or None
    published  the publication date that the page itself gives, or None
    language   "ru", "be" or "en"
    name       the file (or archive member) that it was read from, for messages only
    """

    text: str
    title: str
    url: str | None
    published: PartialDate | None
    language: str
    name: str

    @property
    def sha256(self) -> str:
        """Hex digest of the text in UTF-8."""
        return hashlib.sha256(self.text.encode("utf-8")).hexdigest()
