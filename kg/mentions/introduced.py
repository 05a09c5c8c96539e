"""Abbreviations that a release itself introduces: "Национальное агентство связи (НАС)", later "директор НАС"."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from kg.mentions.loose_names import core_of
from kg.mentions.model import BodyNamed
from kg.text.document import Sentence


def with_introduced(sentence: Sentence, bodies: Sequence[BodyNamed], told: dict[str, BodyNamed], taken: Collection[int]) -> list[BodyNamed]:
    """The bodies of a sentence and those that it names by an abbreviation of an earlier one; `told` learns those of this sentence.

    taken  tokens of people: no body stands there
    """
    named = {i for b in bodies if not b.weak for i in range(b.first, b.last)} | set(taken)
    out = list(bodies)
    for i, token in enumerate(sentence.tokens):
        full = told.get(token.text)
        if full is None or i in named:
            continue
        out = [b for b in out if not b.first <= i < b.last]
        out.append(
            replace(full, sentence=sentence.index, first=i, last=i + 1, span=token.span, name=token.text, core=core_of(token.text),
                    case="", short="", quoted="", weak=True)
        )  # fmt: skip
    told.update({b.short: b for b in bodies if b.short and not b.anaphor and b.authority is None})
    return sorted(out, key=lambda b: (b.first, -b.last))
