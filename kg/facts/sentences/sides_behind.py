"""For which state somebody stands, told right behind a post or a name: «с российской стороны», «(от Кубы)»."""

from __future__ import annotations

from kg.mentions.model import CountryNamed, SentenceMentions

_SIDES = frozenset("сторона бок".split())
_FROM = frozenset("с со от з ад".split())
_OF_SIDE = frozenset("стороны боку бока".split())


def side_behind(row: SentenceMentions, k: int) -> tuple[int, CountryNamed] | None:
    """«с российской стороны», «со стороны России», «от России», also in brackets, at k: the token behind, and the state."""
    tokens = row.tokens
    bracket = k < len(tokens) and tokens[k].text == "("
    k += bracket
    if k + 1 >= len(tokens) or tokens[k].norm not in _FROM:
        return None
    noun = tokens[k + 1].norm in _OF_SIDE
    state = next((c for c in row.countries if c.first == k + 1 + noun), None)
    if state is None or (noun and state.form == "adjective"):
        return None
    end = state.last
    if state.form == "adjective":
        if end >= len(tokens) or tokens[end].lemma not in _SIDES:
            return None
        end += 1
    elif not noun and tokens[k].norm in ("с", "со", "з"):
        return None
    if bracket:
        return (end + 1, state) if end < len(tokens) and tokens[end].text == ")" else None
    return end, state
