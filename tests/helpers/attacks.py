"""Strings made to hurt a regular expression: read off its own parse tree, so that no pattern gets away with another's poison.

For each repetition in a pattern: the shortest text that reaches it, then its body over and over, then something that no
pattern wants; and the whole of the shortest match over and over, for patterns that are searched for from every position.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from re import _constants as c  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

SPOILER = "\x01"
PLAIN = ("а", "А", "a", "A", "7", " ", "\n", ".", ",", "-", "–", "«", '"', "(", "[", "<", "&", "а ", "А. ", "Аа ", "a1 ", "1. ", "а-", "\u0301", "№ ",
         "и ", "of the ", "5 мая ", "Министерство ", "в Минске ")  # fmt: skip
_CATEGORY = {c.CATEGORY_DIGIT: "7", c.CATEGORY_SPACE: " ", c.CATEGORY_WORD: "а", c.CATEGORY_NOT_DIGIT: "а", c.CATEGORY_NOT_SPACE: "а",
             c.CATEGORY_NOT_WORD: "-"}  # fmt: skip


def attacks(pattern: re.Pattern[str] | re.Pattern[bytes], size: int) -> Iterator[str]:
    """Hostile strings of about `size` characters for this pattern, the same ones at each call."""
    source = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
    tree = parser.parse(source, pattern.flags & ~re.UNICODE & ~re.DEBUG)
    seen = set()
    for lead, body in [("", _sample(tree)), *(("", p) for p in PLAIN), *_pumps(tree, "")]:
        text = lead + body * (size // len(body)) + SPOILER if body else ""
        if text and text not in seen:
            seen.add(text)
            yield text


def _pumps(tree: Any, before: str) -> Iterator[tuple[str, str]]:
    """(what leads to a repetition, a text of its body) of each repetition, at all depths."""
    lead = before
    for op, value in tree:
        for part in _parts(op, value):
            yield from _pumps(part, lead)
        if op in (c.MAX_REPEAT, c.MIN_REPEAT, c.POSSESSIVE_REPEAT) and (value[1] == c.MAXREPEAT or value[1] > 1):
            for body in _bodies(value[2]):
                yield lead, body
                yield lead + body, lead + body
        lead += _one(op, value)


def _parts(op: Any, value: Any) -> list[Any]:
    if op is c.BRANCH:
        return list(value[1])
    if op in (c.MAX_REPEAT, c.MIN_REPEAT, c.POSSESSIVE_REPEAT):
        return [value[2]]
    if op is c.SUBPATTERN:
        return [value[3]]
    if op is c.ATOMIC_GROUP:
        return [value]
    return [value[1]] if op in (c.ASSERT, c.ASSERT_NOT) else []


def _bodies(tree: Any) -> set[str]:
    """Some texts that the body of a repetition matches: one for each branch, and one for each end of a class."""
    if len(tree) == 1 and tree[0][0] is c.IN:
        return {_of_class([item]) for item in tree[0][1] if item[0] is not c.NEGATE} | {_of_class(tree[0][1])}
    if len(tree) == 1 and tree[0][0] is c.BRANCH:
        return {_sample(branch) for branch in tree[0][1][1]} - {""}
    return {_sample(tree)} - {""}


def _sample(tree: Any) -> str:
    return "".join(_one(op, value) for op, value in tree)


def _one(op: Any, value: Any) -> str:
    """A short text that an element matches; look-arounds and references give none."""
    if op is c.LITERAL:
        return chr(value)
    if op is c.NOT_LITERAL:
        return "а" if value != ord("а") else "б"
    if op is c.ANY:
        return "а"
    if op is c.IN:
        return _of_class(value)
    if op is c.BRANCH:
        return _sample(value[1][0])
    if op in (c.MAX_REPEAT, c.MIN_REPEAT, c.POSSESSIVE_REPEAT):
        return _sample(value[2]) * max(value[0], 1)
    if op is c.SUBPATTERN:
        return _sample(value[3])
    return _sample(value) if op is c.ATOMIC_GROUP else ""


def _of_class(items: Any) -> str:
    if items[0][0] is c.NEGATE:
        refused = re.compile(f"[{''.join(re.escape(_of_class([i])) for i in items[1:])}]")
        return next(sign for sign in "аaА7 -.\x02" if not refused.match(sign))
    op, value = items[0]
    if op is c.LITERAL:
        return chr(value)
    return chr(value[0]) if op is c.RANGE else _CATEGORY.get(value, "а")
