"""Cells as their reader has to read them: names that a query wrote as text, codes of countries and the query's own words.

Queries join names into one text in the language that most releases have. People get each name in their own language if the graph
knows it; machine formats keep what the query said.
"""

from __future__ import annotations

from collections.abc import Mapping

from kg.questions import catalogue
from kg.questions.things import Things

# columns whose cells are words of the query, not of the graph
_OWN_WORDS = frozenset(["aspect", "capacity", "gap", "property", "relation"])
# columns that quote: what a release says is shown as it says it
_QUOTING = ("sentence", "release", "passage", "spelling", "title", "example")
_CODES = "countries"
_BETWEEN = "; "


def worded(text: str, column: str, things: Things, language: str) -> str:
    """The text of a cell for a reader of that language."""
    if column in _OWN_WORDS:
        return catalogue.in_words(text, language)
    if column.startswith(_QUOTING):
        return text
    known = things.countries if column == _CODES else things.translations
    return _BETWEEN.join(_named(piece, known, language) for piece in text.split(_BETWEEN))


def _named(piece: str, known: Mapping[str, Mapping[str, str]], language: str) -> str:
    if piece in known:
        return known[piece].get(language, piece)
    head, comma, rest = piece.partition(", ")  # "minister, Ministry of Science, ICT and Future Planning"
    return known[head].get(language, head) + comma + _named(rest, known, language) if comma and head in known else piece
