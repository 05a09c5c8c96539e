"""Houses named again by their head alone: "the Agency", "the Centre's director", "Commission chairman N", "Norway Post and the university".

One decision for all of them: the word is the head of exactly one house that the text names in full, or of exactly one in the sentence
itself or the one before. What it means is a mention of that house like any other, so that posts, sides and hosts need no rule of their own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg.mentions.english.abbreviated import INTRODUCERS
from kg.mentions.english.context import Context, case_at, is_name_word, lex
from kg.mentions.model import BodyNamed

# words that are houses without a capital too
_SMALL = frozenset("ministry agency university company operator regulator authority institute academy centre center bank firm carrier developer telco post bureau inspectorate".split())
_TRADES = frozenset("company operator firm carrier developer vendor manufacturer provider supplier telco".split())
_NEVER = frozenset("government cabinet union nations parliament group team board delegation mission side party office programme fund community department service section division administration commonwealth presidium collegium".split())
_BEHIND_TOWN = frozenset([",", ".", "(", "/", "–", "-", "—"])
_KINDS = frozenset({"Ministry", "Agency", "Company", "Organization", "Institution", "InternationalOrganization", "WorkingBody"})


@dataclass(frozen=True, slots=True)
class _Known:
    """A house and the sentences that name it in full."""

    body: BodyNamed
    words: frozenset[str]
    rows: tuple[int, ...]


def name_again(contexts: Sequence[Context]) -> None:
    """Add the later and earlier uses of a house by its head alone to the bodies of each sentence."""
    known = _houses(contexts)
    line = next((p.iso for ctx in contexts[:5] for p in ctx.row.places if p.first == 0 and ctx.tokens[p.last : p.last + 1] and ctx.tokens[p.last].text in _BEHIND_TOWN), None)
    for n, ctx in enumerate(contexts):
        covered = {i for b in ctx.row.bodies for i in range(b.first, b.last)}
        for k in range(len(ctx.tokens)):
            if k not in covered and _stands_alone(ctx, k) and (house := _meant(ctx, k, n, known, line)) is not None:
                made = replace(house, sentence=ctx.sentence.index, first=k, last=k + 1, span=ctx.tokens[k].span, case=case_at(ctx.tokens, k), short="", weak=False)
                ctx.row.bodies = sorted([*ctx.row.bodies, made], key=lambda b: (b.first, -b.last))


def _houses(contexts: Sequence[Context]) -> list[_Known]:
    rows: dict[str, list[int]] = {}
    best: dict[str, BodyNamed] = {}
    for n, ctx in enumerate(contexts):
        for b in ctx.row.bodies:
            if b.kind not in _KINDS or (b.weak and b.kind != "Company") or (b.last - b.first < 2 and b.kind != "Company"):
                continue
            rows.setdefault(b.core, []).append(n)
            if b.core not in best or (best[b.core].country is None and b.country is not None):
                best[b.core] = b
    return [_Known(best[core], frozenset(core.split()), tuple(found)) for core, found in rows.items()]


def _stands_alone(ctx: Context, k: int) -> bool:
    """A head noun behind "the", or in capitals before a post, and no name or complement behind it."""
    t, tokens = ctx.tokens[k], ctx.tokens
    house = t.lemma in lex().bodies or t.lemma in INTRODUCERS
    if not house or t.pos not in ("NOUN", "PROPN") or t.number == "Plur" or t.lemma in _NEVER or k in ctx.heads or k in ctx.places:
        return False
    if not t.capital and t.lemma not in _SMALL:
        return False
    behind = tokens[k + 1] if k + 1 < len(tokens) else None
    before_post = k + 1 in ctx.heads and t.capital is True and not (k and is_name_word(tokens[k - 1]) and tokens[k - 1].norm != "the")
    if not (k and tokens[k - 1].norm == "the") and not before_post:
        return False
    if behind is None or before_post:
        return True
    return not (is_name_word(behind) and k + 1 not in ctx.heads) and behind.pos not in ("NOUN", "NUM") and behind.norm not in ("of", "for", "-", "(", "that", "which")


def _meant(ctx: Context, k: int, n: int, known: Sequence[_Known], line: str | None) -> BodyNamed | None:
    """The only house that the word may mean; of several the one near by, else that of the state from which the release is told."""
    word = ctx.tokens[k].lemma
    fitting = [h for h in known if word in h.words or (word in _TRADES and h.body.kind == "Company")]
    if len(fitting) > 1:
        shortest = min(fitting, key=lambda h: len(h.body.core))
        fitting = [max(fitting, key=lambda h: len(h.body.core))] if all(h.body.core.startswith(shortest.body.core) for h in fitting) else fitting
    told = [h for h in fitting if h.rows[0] < n or any(b.core == h.body.core and b.first < k for b in ctx.row.bodies)]
    fitting = told or fitting  # "the company signed an agreement with | Havtel": of a house told of before
    for near in (fitting, [h for h in fitting if n in h.rows], [h for h in fitting if n - 1 in h.rows]):
        if len(near) == 1:
            return near[0].body
    own = [h for h in fitting if line is not None and h.body.country == line] if ctx.tokens[k].capital and not (k > 2 and k - 3 in ctx.heads) else []
    return own[0].body if len(own) == 1 else None
