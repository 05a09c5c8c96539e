"""Names of gatherings that more than one noun or a comma is part of: «выставка и конференция «Мост»», «следующая выставка, «Мост-2025», откроется»."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.mentions.model import GatheringNamed
from kg.reference.words import Lexicon
from kg.text.document import Sentence, Token
from kg.values import Span


def joined(found: list[GatheringNamed], sentence: Sentence) -> list[GatheringNamed]:
    """«прошла XVII выставка и конференция «Мост-2024»»: two nouns with one name and one verb are one event."""
    tokens = sentence.tokens
    out: list[GatheringNamed] = []
    for g in found:
        a = out[-1] if out else None
        if a is not None and _share_a_name(tokens, a, g):
            name = " ".join([a.name, tokens[a.last].text, g.name])
            out[-1] = replace(a, last=g.last, span=Span(a.span.start, g.span.end), name=name, proper=True, core=f"{a.core} {g.core}", states=a.states or g.states)
        else:
            out.append(g)
    return out


def _share_a_name(tokens: Sequence[Token], a: GatheringNamed, b: GatheringNamed) -> bool:
    if a.last >= len(tokens) or b.first != a.last + 1 or tokens[a.last].norm not in ("и", "і", "-", "–") or a.plural or b.plural:
        return False
    wide = {a.kind, b.kind} <= {"forum", "conference", "exhibition"} and a.case == b.case and b.ordinal is None and a.last == a.head + 1
    named = any(t.text in ("«", '"', "“") or (t.text.isascii() and t.capital) for t in tokens[b.head + 1 : b.last])
    many = any("VerbForm=Fin" in t.feats and t.number == "Plur" and "Tense=" in t.feats for t in (*tokens[max(0, a.first - 6) : a.first], *tokens[b.last : b.last + 6]))
    return wide and named and not many


def another_behind(tokens: Sequence[Token], i: int, lex: Lexicon) -> bool:
    """«провел на выставке встречи с А», «на форуме переговоры вел Б»: what was held there is no part of its name."""
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    return after is not None and lex.gatherings.get(after.lemma) in ("meeting", "talks", "call", "visit")


def apposed_name(tokens: Sequence[Token], comma: int) -> int | None:
    """Closing quote of a name that stands between commas behind the noun."""
    if comma + 2 >= len(tokens) or tokens[comma + 1].text not in ("«", "“", '"'):
        return None
    closing = next((k for k in range(comma + 2, min(comma + 12, len(tokens) - 1)) if tokens[k].text in ("»", "”", '"')), None)
    return closing if closing is not None and tokens[closing + 1].text == "," else None
