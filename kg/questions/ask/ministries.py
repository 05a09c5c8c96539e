"""Short names of ministries that people make up as they go: "минпром КНР" is a ministry of industry, of China."""

from __future__ import annotations

from collections.abc import Sequence

from kg.questions.ask.naming import Names
from kg.questions.ask.words import Token
from kg.questions.things import Thing

_SHORT = ("мин", "мін")
_LONG = ("министерств", "міністэрств")
_LEAST = 3  # letters behind "мин" that say which ministry


def find(tokens: Sequence[Token], at: int, names: Names) -> tuple[Thing, ...]:
    """Ministries of the graph that the word may shorten, of the state beside it if one stands there."""
    norm = tokens[at].norm
    if not norm.startswith(_SHORT) or len(norm) < len("мин") + _LEAST:
        return ()
    stems = {f[3:] for f in tokens[at].forms if "~" not in f and len(f) >= len("мин") + _LEAST}
    beside = {tokens[i].country for i in (at - 1, at + 1) if 0 <= i < len(tokens)} - {""}
    found: dict[str, Thing] = {}
    for name in names.names:
        if name.type != "body" or len(name.words) < 2 or not name.words[0].norm.startswith(_LONG):
            continue
        if beside and not beside & {w.country for w in name.words}:
            continue
        if any(name.words[1].norm.startswith(stem) for stem in stems):
            found[name.thing.iri] = name.thing
    return tuple(found.values())
