"""What one process does for another: reads a few releases and packs what it found. Nothing else crosses the border."""

from __future__ import annotations

import gc
from collections.abc import Sequence

from kg.release.model import Reject, Release
from kg.shelf.codec import packed

# Loads what reading Russian needs, the language of most releases; the others' models come with their first release.
_FIRST = "Министр связи Узбекистана подписал в Минске меморандум о сотрудничестве 5 марта 2020 года."


def read_one(release: Release) -> bytes | Reject:
    """The extraction of a release, packed. Never raises: a fault of a rule is a Reject."""
    from kg import pipeline

    found = pipeline.extract(release)
    return found if isinstance(found, Reject) else packed(found)


def read_some(releases: Sequence[Release]) -> list[bytes | Reject]:
    """The same for several releases: short ones take less time together."""
    from kg import pipeline

    return [found if isinstance(found, Reject) else packed(found) for found in pipeline.extract_all(releases)]


def load() -> None:
    """Load the models, and keep them out of the garbage collector's sight, so that forked processes share their memory."""
    read_one(Release(_FIRST, _FIRST, None, None, "ru", "warm-up"))
    gc.collect()
    gc.freeze()
    # what reading makes is frozen values, which refer to nothing made after them: hardly anything waits for the collector
    gc.set_threshold(20_000, 20, 20)
