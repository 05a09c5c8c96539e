"""Words by which a sentence looks back: what it tells of is not of the time that the release is about."""

from __future__ import annotations

from collections.abc import Sequence

from kg.text.document import Token, lemmas, norms, once

OLDER = frozenset(
    "ранее прежде предыдущий раньше прошлый напомнить напоминать прежний давно ранней раней раннее "
    "earlier previously already former recall".split()
)
_ASIDES = frozenset("справочно даведачна".split())


@once
def looks_back(tokens: Sequence[Token]) -> bool:
    """«ранее», «напомним», «справочно»: not of the time that the release tells of."""
    words = norms(tokens)
    return not (OLDER.isdisjoint(lemmas(tokens)) and OLDER.isdisjoint(words) and _ASIDES.isdisjoint(words))
