"""Where a name of the authority file meets the words around it: organs of bodies of many, parts of longer names, departments."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.mentions.bodies import core_of
from kg.mentions.english.context import Context, case_at, common, given_name, is_name_word, lex, text
from kg.mentions.model import BodyNamed

_ORGANS = frozenset(["committee", "secretariat", "board", "council", "office", "bureau", "commission", "body", "group", "centre", "center"])


def of_government(ctx: Context, team: BodyNamed, others: Sequence[BodyNamed]) -> BodyNamed:
    """"the CSIRT of the Government of Chile": whose team it is belongs to its name."""
    above = next((o for o in others if team.last < o.first <= team.last + 2 and ctx.tokens[team.last].norm == "of" and o.country is not None), None)
    if above is None:
        return replace(team, case=case_at(ctx.tokens, team.first))
    name = text(ctx.tokens, team.first, above.last)
    return replace(team, last=above.last, span=ctx.span(team.first, above.last), name=name, core=core_of(name), country=above.country, short=team.name, case=case_at(ctx.tokens, team.first))


def organ(ctx: Context, known: BodyNamed) -> BodyNamed:
    """"the RCC Executive Committee", "ITU Regional Office": an organ behind the short name of a body of many."""
    if known.kind == "InternationalOrganization" and (sent := _delegation(ctx, known)) is not None:
        return sent
    if known.kind != "InternationalOrganization" or known.last - known.first > 1 or not ctx.tokens[known.first].text.isupper():
        return known
    end = known.last
    while end < len(ctx.tokens) and is_name_word(ctx.tokens[end]) and end - known.last < 4 and ctx.tokens[end - 1].lemma not in _ORGANS:
        end += 1
    if end - known.last < 2 or ctx.tokens[end - 1].lemma not in _ORGANS:
        return known
    if end < len(ctx.tokens) and ctx.tokens[end].norm == "for" and ctx.tokens[end - 1].lemma in ("office", "centre", "center", "bureau"):
        end = _region(ctx, end)  # "ITU Regional Office | for the CIS"
    name = text(ctx.tokens, known.first, end)
    return replace(known, last=end, span=ctx.span(known.first, end), name=name, core=core_of(name), short="", authority=None, names=())


def _delegation(ctx: Context, known: BodyNamed) -> BodyNamed | None:
    """"the Delegation of the European Union | to Moldova", "the EU Delegation to Moldova": who stands for a union abroad is a house of its own."""
    tokens, first, last = ctx.tokens, known.first, known.last
    k = first - 1 - (first > 0 and tokens[first - 1].norm == "the")
    if k > 0 and tokens[k].norm == "of" and tokens[k - 1].lemma in _POSTED and tokens[k - 1].capital:
        first = k - 1
    elif last < len(tokens) and tokens[last].lemma in _POSTED and tokens[last].capital:
        last += 1
    else:
        return None
    at = last + 1 + (last + 1 < len(tokens) and tokens[last + 1].norm == "the")
    if last < len(tokens) and tokens[last].norm in ("to", "in") and at in ctx.nouns:
        last = ctx.nouns[at][0]
    elif last < len(tokens) and tokens[last].norm == "to":
        return None
    name = text(tokens, first, last)
    return replace(known, first=first, last=last, span=ctx.span(first, last), name=name, core=core_of(name), short="", authority=None, names=(), case=case_at(tokens, first))


_POSTED = frozenset(["delegation", "mission", "representation"])


def _region(ctx: Context, end: int) -> int:
    """Past "for the Commonwealth of Independent States", "for Asia and the Pacific"."""
    k = end + 1 + (end + 1 < len(ctx.tokens) and ctx.tokens[end + 1].norm == "the")
    stop = k
    while stop < len(ctx.tokens) and (is_name_word(ctx.tokens[stop]) or (ctx.tokens[stop].norm in ("of", "and", "the") and stop + 1 < len(ctx.tokens) and (is_name_word(ctx.tokens[stop + 1]) or ctx.tokens[stop + 1].norm == "the"))):
        stop += 1
    return stop if stop > k else end


def part_of_name(ctx: Context, k: BodyNamed) -> bool:
    """"Hoa Lac | Hi-Tech Park", "Telkom | University": the words of a record inside the name of another house."""
    tokens = ctx.tokens
    before = tokens[k.first - 1] if k.first else None
    inside = tokens[k.first : k.last]
    plain = all(common(t) or "-" in t.text for t in inside) and k.last - k.first > 1
    own = before is not None and is_name_word(before) and not common(before) and before.capital is True and k.first - 1 not in ctx.heads
    mine = own and not any(f <= k.first - 1 < e for f, (e, _) in (*ctx.nouns.items(), *ctx.adjectives.items())) and k.first - 1 not in ctx.places
    if plain and mine:
        return True
    following = tokens[k.last] if k.last < len(tokens) else None
    if k.kind == "Company" and following is not None and following.norm in ("de", "du", "des", "do", "da", "del", "di") and k.last + 1 < len(tokens) and is_name_word(tokens[k.last + 1]):
        return True  # "La Poste | du Togo"
    if k.kind == "Company" and following is not None and following.capital is True and following.pos == "PROPN" and not common(following) and not given_name(following) and k.last not in ctx.nouns and k.last not in ctx.places:
        alone = k.last + 1 >= len(tokens) or not is_name_word(tokens[k.last + 1])
        if alone and not (k.first > 1 and tokens[k.first - 1].norm in ("of", "the", "at") and any(h in ctx.heads for h in range(max(0, k.first - 4), k.first))):
            return True  # "La Poste | Gabonaise", but "Director of Russian Post | N"
    return k.kind == "Company" and following is not None and following.capital is True and following.norm in ("university", "institute", "academy", "foundation")


def unit_of(ctx: Context, b: BodyNamed, known: BodyNamed) -> bool:
    """"the Telecommunications Department of the Ministry of …": a department and its ministry are two bodies."""
    k = known.first - 1
    while k > b.first and ctx.tokens[k].norm == "the":
        k -= 1
    return k > b.first and ctx.tokens[k].norm in ("of", "under", "at") and ctx.tokens[k - 1].lemma in lex().sets["units"]
