"""Words of time between a name and a post behind it: «А, в то время | министр связи», «А, на тот момент глава агентства», «А, тогда еще ректор»."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

from kg.text.document import Token

_ONCE_ADVERBS = frozenset("тогда ранее прежде раньше недавно некогда тады".split())
_NOW_ADVERBS = frozenset("сегодня поныне".split())
_SMALL = frozenset("еще уже же был бывший".split())
_ONCE = frozenset(
    [("в", that, time) for that, time in [("то", "время"), ("тот", "период"), ("тот", "момент"), ("ту", "пору"), ("те", "годы"), ("те", "времена"), ("тот", "час"), ("той", "час"), ("недавнем", "прошлом")]]
    + [("на", *rest) for rest in product(("тот", "той", "тогдашний"), ("момент", "период"))]
    + [("в", "прошлом"), ("до", "этого"), ("до", "того"), ("до", "недавнего", "времени"), ("на", "то", "время"), ("в", "бытность")]
)  # fmt: skip
_NOW = frozenset(
    [("в", "настоящее", "время"), ("на", "сегодня"), ("на", "сегодняшний", "день"), ("в", "данное", "время")]
    + [(p, this, "момент") for p in ("в", "на") for this in ("данный", "настоящий")]
)  # fmt: skip
_DASHES = frozenset(["–", "—", "-"])
_LONGEST = 3


def meanwhile(tokens: Sequence[Token], k: int) -> tuple[int, bool]:
    """Where the post begins behind the words of time at k, and whether they speak of the past; k itself where none stand."""
    start, past = k, False
    while k < len(tokens):
        if tokens[k].norm in _ONCE_ADVERBS | _NOW_ADVERBS:
            past |= tokens[k].norm in _ONCE_ADVERBS
            k += 1
            continue
        if past and tokens[k].norm in _SMALL:
            k += 1
            continue
        words = tuple(t.norm for t in tokens[k : k + _LONGEST])
        n = next((n for n in range(len(words), 1, -1) if words[:n] in _ONCE or words[:n] in _NOW), None)
        if n is None:
            break
        past |= words[:n] in _ONCE
        k += n
    if start < k < len(tokens) and tokens[k].text in _DASHES:
        k += 1  # «(в то время – | министр связи)»
    return k, past
