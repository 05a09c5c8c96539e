"""What stands between an English post and its house: a board, a field of work in capitals."""

from __future__ import annotations

from kg.mentions.bodies import core_of
from kg.mentions.english.complement import complement
from kg.mentions.english.context import Context, field_word, is_capital, text
from kg.mentions.english.houses import at_body
from kg.mentions.model import BodyNamed


def part_of_board(ctx: Context, k: int) -> BodyNamed | None:
    """"Chairman of the Board | of AMA": a board behind a post is a part of it, and no body of its own."""
    tokens = ctx.tokens
    board = next((b for b in ctx.row.bodies if b.first < k < b.last and tokens[k - 1].norm == "board" and tokens[k].norm == "of"), None)
    if board is None or tokens[k + 1].norm == "directors":
        return None
    first = k + 1 + (tokens[k + 1].norm == "the")
    ctx.row.bodies = [b for b in ctx.row.bodies if b is not board]
    inner = next((b for b in ctx.row.bodies if b.first == first), None)
    if inner is not None or first >= board.last:
        return inner
    stop = next((n for n in range(first + 1, board.last) if tokens[n].text == "("), board.last)
    name = text(tokens, first, stop)
    inner = BodyNamed(board.sentence, first, board.last, ctx.span(first, stop), name, core_of(name), "Organization", board.country, board.case, board.short, weak=True)
    ctx.row.bodies = sorted([*ctx.row.bodies, inner], key=lambda b: b.first)
    return inner


def field_of_post(ctx: Context, end: int) -> tuple[int, BodyNamed] | None:
    """"Undersecretary for Digital Transformation at the Ministry of …": the field's end and the ministry that follows it."""
    tokens = ctx.tokens
    if end >= len(tokens) or tokens[end].norm not in ("for", "of", "on"):
        return None
    if (unit := of_office(ctx, end)) is not None:
        return unit
    tail = complement(ctx, end, prepositions=("of", "for", "on", "and"))
    k = tail.end
    if tail.country is not None or k == end or k + 1 >= len(tokens) or tokens[k].norm not in ("at", "in", "of"):
        return None
    at = at_body(ctx, k)
    return (k, at) if at is not None and at.kind in ("Ministry", "Agency", "Organization", "InternationalOrganization", "Company", "Institution") else None


_HOUSES = frozenset({"Ministry", "Agency", "Organization", "InternationalOrganization", "Company", "Institution", "WorkingBody"})


def of_office(ctx: Context, end: int) -> tuple[int, BodyNamed] | None:
    """"Director of Legal Affairs at the Ports Commission", "Director General of Digital Infrastructure of the Ministry of …": a field in capitals, then the house."""
    tokens = ctx.tokens
    for k in range(end + 2, min(end + 9, len(tokens) - 1)):
        if tokens[k].norm in ("at", "of", "in", "with") and all(is_capital(t) or t.norm in ("and", "&", ",") for t in tokens[end + 1 : k]):
            first = k + 1 + (tokens[k + 1].norm == "the")
            body = next((b for b in ctx.row.bodies if b.first == first or (b.first in (first + 2, first + 3) and tokens[b.first - 1].norm in ("'s", "’s"))), None)
            plain = all(field_word(t) or t.norm in ("and", "&", ",") for t in tokens[end + 1 : k]) and not any(b.first <= end + 1 < b.last for b in ctx.row.bodies if not b.weak)
            return (k, body) if body is not None and body.kind in _HOUSES and plain and end + 1 not in ctx.nouns else None
        if tokens[k].pos in ("VERB", "AUX", "ADP") and tokens[k].norm not in ("for",):
            return None
    return None
