"""Whose words a sentence is: found once for a release by `kg.facts.sentences.speaker`, and kept with its story."""

from __future__ import annotations

from dataclasses import dataclass

from kg.mentions.model import PersonNamed


@dataclass(frozen=True, slots=True)
class Voice:
    """Who says "I" and "we" in the tokens `parts` of a sentence; `asked`: a question to him, in which he is "you"; `denied`: his answer is no."""

    person: PersonNamed
    parts: tuple[tuple[int, int], ...]
    asked: bool = False
    denied: bool = False
