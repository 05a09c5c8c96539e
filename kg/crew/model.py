"""What a crew takes and gives: releases in, their extractions out in the same order, whoever has read them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol, TypeAlias

from kg.facts.model import Extraction
from kg.release.model import Reject, Release
from kg.shelf.codec import packed, unpacked

# An extraction that has crossed a border between processes stays packed until somebody looks into it.
Found: TypeAlias = Extraction | bytes
Item: TypeAlias = Release | Reject
Result: TypeAlias = tuple[Release, Found] | Reject

# Releases that are read together: short ones, up to so many characters in all. The taggers work on matrices, which are small for one of them
TOGETHER = 4000
MOST = 16


class Crew(Protocol):
    """Reads releases one by one or many at a time."""

    def read(self, items: Iterable[Item]) -> Iterator[Result]:
        """What each release gave, in the order of the releases; what could not be read goes through as it is."""


def bunches(items: Iterable[Item]) -> Iterator[list[Item]]:
    """The items in their order, those that are read together in one list; a long release is alone."""
    bunch: list[Item] = []
    size = 0
    for item in items:
        own = len(item.text) if isinstance(item, Release) else 0
        if bunch and size + own > TOGETHER:
            yield bunch
            bunch, size = [], 0
        bunch.append(item)
        size += own
        if len(bunch) >= MOST:  # without a look at the next item
            yield bunch
            bunch, size = [], 0
    if bunch:
        yield bunch


def as_extraction(found: Found) -> Extraction:
    """The value."""
    return unpacked(Extraction, found) if isinstance(found, bytes) else found


def as_bytes(found: Found) -> bytes:
    """The value, packed."""
    return found if isinstance(found, bytes) else packed(found)
