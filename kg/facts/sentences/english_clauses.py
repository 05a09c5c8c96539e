"""English clauses on a noun that no comma parts from it: "the meeting which opened in Lima", "talks to be held in May"."""

from __future__ import annotations

from collections.abc import Sequence

from kg.mentions.date_model import ResolvedDate
from kg.mentions.model import GatheringNamed, SentenceMentions
from kg.text.document import Token

_HELD = frozenset(["held", "hosted", "organised", "organized", "convened", "opened", "scheduled", "planned", "set", "due", "slated", "expected", "underway"])


def english_clause(row: SentenceMentions, k: int) -> tuple[int, int] | None:
    """Token range of the clause that begins at k, past a city behind the noun; None if there is none.

    It ends at a strong mark, or in front of the verb of the main clause.
    """
    tokens = row.tokens
    place = next((p for p in row.places if p.first in (k + 1, k + 2)), None)
    if k < len(tokens) and tokens[k].text in ("in", "at") and place is not None:
        k = place.last
    if k < len(tokens) - 1 and tokens[k].text == ",":
        k += 1
    start = _start(tokens, k)
    if start is None:
        return None
    needed = tokens[k].lemma == "который"  # its own verb is still to come
    for j in range(start, len(tokens)):
        if tokens[j].text in (";", ":"):
            return k, j
        if _finite(tokens[j]) and not (j and _finite(tokens[j - 1])):
            if not needed:
                return k, j
            needed = False
    return k, len(tokens)


def _start(tokens: tuple[Token, ...], k: int) -> int | None:
    """Token behind the words that open such a clause."""
    if k >= len(tokens) - 1 or not tokens[k].text.isascii():
        return None
    words = [t.text.lower() for t in tokens[k : k + 3]]
    if tokens[k].lemma == "который" and words[0] in ("which", "that"):
        return k + 1
    if words[:2] == ["to", "be"]:
        return k + 3
    return k + 1 if words[0] in _HELD and words[1:2] != ["the"] else None


def _finite(token: Token) -> bool:
    return token.pos in ("VERB", "AUX") and not token.text.endswith("ing") and "VerbForm=Inf" not in token.feats and "VerbForm=Part" not in token.feats


def only_thought_of(row: SentenceMentions, dates: Sequence[ResolvedDate], g: GatheringNamed) -> bool:
    """"discussed the prospect of organising a summit", with no day behind it."""
    tokens, k = row.tokens, g.first - 1
    while k > 1 and (tokens[k].pos == "DET" or not tokens[k].is_word):
        k -= 1
    if k < 1 or not tokens[k].text.isascii() or not tokens[k].text.lower().endswith("ing") or tokens[k - 1].text.lower() not in ("of", "about", "for", "on"):
        return False
    return tokens[k].pos == "VERB" and not any(d.span.start >= tokens[g.head].end for d in dates)
