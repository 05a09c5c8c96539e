"""Well-known bodies of the authority file in a sentence, as mentions."""

from __future__ import annotations

from kg.mentions.model import BodyNamed
from kg.text.document import Sentence


def find_known(sentence: Sentence, language: str) -> list[BodyNamed]:
    """Bodies that the authority file knows by name or abbreviation."""
    return []
