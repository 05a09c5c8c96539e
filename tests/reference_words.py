"""Tokens without a tagger, for tests of the finders of known names."""

from __future__ import annotations

import re

from kg.text.annotate import normal
from kg.text.document import Sentence, Token
from kg.values import Span

_PIECE = re.compile(r"[^\W_]+(?:-[^\W_]+)*|[^\w\s]")


def tokens(text: str, offset: int = 0) -> tuple[Token, ...]:
    """Words (with their hyphens) and marks of a text; the lemma is the form itself."""
    return tuple(
        Token(m.group(), m.start() + offset, m.end() + offset, normal(m.group()), normal(m.group()), "X" if m.group()[0].isalnum() else "PUNCT")
        for m in _PIECE.finditer(text)
    )


def sentence(text: str) -> Sentence:
    """One sentence that is the whole text."""
    return Sentence(0, Span(0, len(text)), tokens(text))
