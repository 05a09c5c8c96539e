"""What specialists, officers and regional heads have around their titles: a field in capitals before the head, a part of the world behind it."""

from __future__ import annotations

from kg.mentions.english.context import Context, field_word, is_capital, lex

PRACTICES = frozenset("specialist officer manager adviser advisor expert analyst engineer economist consultant coordinator co-ordinator assistant scientist researcher".split())
_RANKS = frozenset("senior lead chief principal junior associate leading global".split())
_WORLD = frozenset("asia europe africa america americas eurasia caucasus pacific balkans caribbean arctic gulf cis mena apac emea commonwealth georgia".split())
_SIDES = frozenset("central western eastern northern southern south north east west latin middle south-east southeast sub-saharan asia-pacific wider".split())
_FIELD_LENGTH = 7


def trade_first(ctx: Context, head: int, lower: int) -> int:
    """First word of "Senior Digital Development | Specialist", "Monitoring and Evaluation | Officer": a field in capitals; `head` if there is none.

    The words must fill all that stands behind a comma, an article, a house or "as", or begin with a rank.
    """
    tokens = ctx.tokens
    if tokens[head].lemma not in PRACTICES or not tokens[head].capital:
        return head
    houses = {b.last for b in ctx.row.bodies}
    k = head
    while k > lower and head - k < _FIELD_LENGTH and k not in houses:
        t = tokens[k - 1]
        joined = t.norm in ("and", "&", "/") and k < head and k - 2 >= lower and is_capital(tokens[k - 2]) and field_word(tokens[k - 2])
        named = k - 1 in ctx.heads or k - 1 in ctx.places or any(f <= k - 1 < e for f, (e, _) in (*ctx.nouns.items(), *ctx.adjectives.items()))
        if not joined and (named or not is_capital(t) or not field_word(t) or t.norm in _PAST):
            break
        k -= 1
        if t.norm in _RANKS:
            return k
    before = tokens[k - 1] if k else None
    bounded = before is not None and (before.text in (",", "(", "–", "—", "|") or before.norm in ("the", "a", "an", "as", "'s", "’s", "its") or k in houses)
    return k if bounded else head


_PAST = frozenset("former then new current newly".split())


def region_end(ctx: Context, k: int) -> int:
    """Past "for Europe and Central Asia", "for the South Caucasus", "for Georgia": where somebody is in charge, and no house; k if it is no such thing."""
    tokens = ctx.tokens
    if k + 1 >= len(tokens) or tokens[k].norm not in ("for", "in"):
        return k
    j = k + 1
    while j < len(tokens):
        start = j
        j += tokens[j].norm == "the"
        while j < len(tokens) and tokens[j].norm in _SIDES and tokens[j].capital:
            j += 1
        if j < len(tokens) and j in ctx.nouns:
            j = ctx.nouns[j][0]
        elif j < len(tokens) and tokens[j].norm in _WORLD | {"countries"}:
            j += 1
        elif j == start or tokens[j - 1].norm == "the" or tokens[j - 1].norm not in ("asia-pacific",):
            return k if start == k + 1 else start - 1
        if j + 1 < len(tokens) and (tokens[j].norm in ("and", "&") or (tokens[j].text == "," and _more(ctx, j + 1))):
            j += 1 + (tokens[j].text == "," and tokens[j + 1].norm == "and")
            if not _more(ctx, j):
                return j - 1
            continue
        return j
    return j


def _more(ctx: Context, j: int) -> bool:
    tokens = ctx.tokens
    j += tokens[j].norm in ("the", "and")
    if j >= len(tokens):
        return False
    return j in ctx.nouns or tokens[j].norm in _WORLD or (tokens[j].norm in _SIDES and tokens[j].capital is True)


def title_begins(ctx: Context, first: int, end: int) -> int:
    """Where a title begins in capitals [first, end) that run up to a head: "World Bank | Country | Manager", "Havtel | Senior Vice | President"; `end` if nowhere."""
    if end not in ctx.heads:
        return end
    words = lex().sets["roles.adjectives"] | _RANKS
    for k in range(first, end):
        if ctx.tokens[k].norm in _OPENERS and all(t.norm in words or (ctx.tokens[end].lemma in PRACTICES and field_word(t)) for t in ctx.tokens[k:end]):
            return k
    return end


_OPENERS = _RANKS | frozenset("vice deputy regional country resident programme program project executive managing general first assistant acting".split())
