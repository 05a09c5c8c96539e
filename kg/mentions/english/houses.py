"""The houses of posts in an English sentence: bodies behind a title, and names that only the post shows to be a house."""

from __future__ import annotations

from kg.mentions.bodies import core_of
from kg.mentions.english.complement import without_name
from kg.mentions.english.context import (
    NOT_BODIES,
    Context,
    common,
    field_word,
    given_name,
    is_capital,
    is_title,
    lex,
    run_end,
    text,
)
from kg.mentions.model import BodyNamed
from kg.text.document import Token

_HOUSES = frozenset(["firm", "developer", "manufacturer", "carrier", "vendor", "supplier", "startup", "start-up", "maker", "integrator", "enterprise", "giant", "conglomerate", "fund", "foundation", "association", "institute", "broadcaster", "insurer", "publisher", "contractor", "distributor", "operator", "company", "university", "agency", "regulator", "hold", "holding", "bank", "group", "provider", "corporation"])

_OFFICES = frozenset(["embassy", "mission", "consulate", "ministry", "agency", "department", "council", "committee", "commission", "authority", "office", "delegation", "secretariat"])


def _own(t: Token) -> bool:
    """A word that names one house: an abbreviation, or no word of the dictionary and none built like a field of work."""
    if t.text.isupper() and len(t.text) > 2:
        return t.norm not in NOT_BODIES
    return not common(t) and (not field_word(t) or t.norm.endswith(("net", "nets", "ware")))


_MANAGED = frozenset(["ceo", "cto", "cfo", "cio", "executive", "chairman", "chairwoman", "chairperson", "president", "director", "director-general", "general", "officer", "rector", "founder", "co-founder"])
_MANAGING = frozenset(["chief", "managing", "executive", "general", "director", "deputy", "vice", "co-founder", "founder", "board"])


def owner_house(ctx: Context, first: int, head: int) -> BodyNamed | None:
    """"| Silknet CEO David M.", "Norlink's Chief Executive": a name of its own right before the post of a company."""
    tokens = ctx.tokens
    plain = first == head and tokens[head].lemma not in ("director-general", "ceo", "cto", "cfo", "cio", "president", "chairman", "rector")
    if tokens[head].lemma not in _MANAGED or plain or any(t.norm not in _MANAGING for t in tokens[first:head]):
        return None
    end = first - (first > 1 and tokens[first - 1].norm in ("'s", "'"))
    k = end
    while k and end - k < 3 and is_capital(tokens[k - 1]) and k - 1 not in ctx.heads and k - 1 not in ctx.nouns and k - 1 not in ctx.places and not any(k - 1 < e and f <= k - 1 for f, (e, _) in ctx.adjectives.items()):
        k -= 1
    words = tokens[k:end]
    # "N, CEO" is a person; a given name, too
    if not words or not _own(words[-1]) or given_name(words[0]) or not tokens[head].capital or any(b.first < end and k < b.last for b in ctx.row.bodies):
        return None
    following = tokens[head + 1] if head + 1 < len(tokens) else None
    if following is None or not (is_capital(following) or following.text == "," or is_title(tokens, head + 1)):
        return None
    name = text(tokens, k, end)
    return BodyNamed(ctx.sentence.index, k, end, ctx.span(k, end), name, core_of(name), "Organization", None, "Nom", weak=True)


def house(ctx: Context, k: int, *, sure: bool = False) -> BodyNamed | None:
    """"Chief Executive of | Ofcom", "Secretary of DICT", "director at Innopraktika": words that are no field of work, behind a post."""
    tokens = ctx.tokens
    trade = next((j for j in range(k, min(k + 5, len(tokens))) if tokens[j].capital), k)
    if trade > k and tokens[trade - 1].lemma in _HOUSES and all(t.pos in ("NOUN", "ADJ") for t in tokens[k:trade]):
        k, sure = trade, True  # "Director General of the agency | Sénégal Numérique"
    at = tokens[k - 1].norm == "at" or (tokens[k - 1].norm == "the" and tokens[k - 2].norm == "at")
    end = without_name(tokens, k, run_end(tokens, k, set(ctx.heads)))
    words = tokens[k:end]
    if not words or k in ctx.nouns or k in ctx.adjectives or k in ctx.places or any(b.first < end and k < b.last and not b.weak and not (b.first < k and "board of " in b.core) for b in ctx.row.bodies):
        return None
    if len(words) > 2 and words[0].lemma in _OFFICES and not any(field_word(t) for t in words[1:]):
        return None  # "First Secretary of the Embassy | Kari Lunde"
    strange = any(_own(t) for t in words) or (sure and len(words) > 1)
    closed = end >= len(tokens) or tokens[end].text in ",.;()" or tokens[end].norm == "and" or tokens[end].pos in ("VERB", "AUX", "PROPN") or (tokens[end].pos == "ADP" and tokens[end].norm not in ("of", "for"))
    if not strange or not closed or (words[0].norm in NOT_BODIES and not at):
        return None
    name = text(tokens, k, end)
    return BodyNamed(ctx.sentence.index, k, end, ctx.span(k, end), name, core_of(name), "Organization", None, "Gen", weak=True)


def house_of_state(ctx: Context, k: int) -> BodyNamed | None:
    """"CEO of | Senegal Numérique": a company that is named after its state."""
    end, iso = ctx.nouns[k]
    if end >= len(ctx.tokens) or not is_capital(ctx.tokens[end]) or end in ctx.heads:
        return None
    last = run_end(ctx.tokens, end, set(ctx.heads))
    name = text(ctx.tokens, k, last)
    return BodyNamed(ctx.sentence.index, k, last, ctx.span(k, last), name, core_of(name), "Organization", iso, "Gen", weak=True)


def of_parliament(ctx: Context, i: int) -> bool:
    """"Speaker of the Milli Majlis", "Parliament Speaker N"."""
    near = {i + 2, i + 3} if i + 1 < len(ctx.tokens) and ctx.tokens[i + 1].norm == "of" else set()
    return any(b.kind == "Parliament" and (b.first in near or b.last == i) for b in ctx.row.bodies)


def rank_before(ctx: Context, first: int, lower: int) -> int:
    """Start of "Deputy", "First Deputy" in front of a minister's field."""
    k = first
    while k > lower and ctx.tokens[k - 1].norm in ("deputy", "vice", "first", "assistant", "acting", "senior"):
        k -= 1
    return k


def at_body(ctx: Context, end: int) -> BodyNamed | None:
    """The organisation after "of", "at", "for", "in", "to", or nothing at all."""
    tokens = ctx.tokens
    k = end
    if k < len(tokens) and tokens[k].norm in ("of", "at", "for", "in", "with", "to", "from"):
        k += 1
        while k < len(tokens) and tokens[k].norm in ("the", "its"):
            k += 1
        # "of the state company Beltelecom", "of Mongolia's Ministry of …"
        for b in ctx.row.bodies:
            if b.first == k or (k < b.first <= k + 2 and all(t.norm in lex().sets["legal_forms"] or t.text in ('"', "“", "«") for t in tokens[k : b.first])):
                return b
            if k < b.first <= k + 4 and (tokens[b.first - 1].norm == "'s" or tokens[b.first - 1].lemma in _HOUSES) and not any(t.pos in ("PUNCT", "VERB") and t.norm != "holding" for t in tokens[k : b.first]):
                return b
    return None


def past_office(ctx: Context, end: int) -> int:
    """Past "Office at Geneva" behind "the UN"."""
    tokens = ctx.tokens
    k = end - (tokens[end - 1].lemma == "office")
    if k + 2 < len(tokens) and tokens[k].lemma in ("office", "organization", "organisation", "headquarters") and tokens[k + 1].norm in ("at", "in") and tokens[k + 2].capital:
        return k + 3
    return end


def destination(ctx: Context, lemma: str, end: int) -> int:
    """Past "to Mongolia" of an ambassador: where the envoy serves is not whom the envoy stands for."""
    tokens = ctx.tokens
    if lemma in ("ambassador", "commissioner", "chargé", "envoy", "representative", "consul", "attaché", "attache", "coordinator") and end < len(tokens) and tokens[end].norm in ("to", "in"):
        k = end + 1
        while k < len(tokens) and tokens[k].norm == "the":
            k += 1
        if k in ctx.nouns:
            end = ctx.nouns[k][0]
            if end + 1 < len(tokens) and tokens[end].norm == "and" and end + 1 in ctx.nouns:
                end = ctx.nouns[end + 1][0]
        elif (town := next((p for p in ctx.row.places if p.first == k), None)) is not None:
            end = town.last  # "Ambassador to Dhaka"
        else:
            body = next((b for b in ctx.row.bodies if b.first == k), None)
            if body is not None:
                end = _and_others(ctx, past_office(ctx, body.last))
    return end


def _and_others(ctx: Context, end: int) -> int:
    """Past "and other international organizations in Geneva" behind the house at which an envoy serves."""
    tokens = ctx.tokens
    if [t.norm for t in tokens[end : end + 3]] != ["and", "other", "international"] or end + 3 >= len(tokens) or tokens[end + 3].lemma not in ("organization", "organisation"):
        return end
    k = end + 4
    town = next((p for p in ctx.row.places if p.first == k + 1), None) if k < len(tokens) and tokens[k].norm in ("in", "at") else None
    return k if town is None else town.last
