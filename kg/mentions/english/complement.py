"""Complements of English names: "of Posts, Telecommunications and Broadcasting of the Kingdom of Norway"."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from kg.mentions.english.context import Context, field_word, given_name, is_capital, lex, run_end
from kg.mentions.names import customs
from kg.text.document import Token

# "for Sustainable Development in the South"
_REGIONS = frozenset(["south", "north", "east", "west", "pacific", "caribbean", "gulf", "mediterranean", "balkans", "region", "caucasus", "arctic"])


@dataclass(frozen=True, slots=True)
class Complement:
    """Where "of …" after a head ends, and the country that closes it."""

    end: int
    country: str | None = None
    country_at: tuple[int, int] | None = None


def complement(ctx: Context, j: int, *, lower: bool = False, prepositions: Collection[str] = ("of", "for", "on")) -> Complement:
    """Grow a name to the right from j: "of Posts, Telecommunications and Broadcasting of the Kingdom of Norway".

    lower  words in lower case may follow too ("working group on digital trade")
    """
    tokens = ctx.tokens
    start = j
    while j < len(tokens):
        word = tokens[j].norm
        if word in prepositions:
            k = j + 1
            while k < len(tokens) and tokens[k].norm in ("the", "its"):
                k += 1
            if k in ctx.nouns and word in ("of", "for"):
                end, iso = ctx.nouns[k]
                return Complement(end, iso, (k, end))
            grown = _member(ctx, k, lower)
        elif word == "in" and j > start and tokens[min(j + 2, len(tokens) - 1)].norm in _REGIONS and tokens[j + 1].norm == "the" and tokens[j + 2].capital:
            grown = j + 3
        elif word in ("and", "&", ",") and j > start:
            grown = _listed(ctx, j, lower)
        else:
            return Complement(j)
        if grown is None:
            return Complement(j)
        j = grown
    return Complement(j)


def _member(ctx: Context, k: int, lower: bool) -> int | None:
    tokens = ctx.tokens
    if k < len(tokens) and tokens[k].norm in lex().sets["legal_forms"]:
        return None
    if k >= len(tokens) or k in ctx.heads:
        # "Council of Ministers", "Heads of State": a plural office is part of the name
        if k < len(tokens) and tokens[k].number == "Plur" and tokens[k].capital:
            return without_name(tokens, k, run_end(tokens, k, set()))
        return None
    end = without_name(tokens, k, run_end(tokens, k, ctx.heads))
    if end > k:
        return end
    if not lower:
        return None
    while end < len(tokens) and end - k < 6 and tokens[end].pos in ("NOUN", "ADJ", "PROPN") and end not in ctx.heads and end not in ctx.nouns:
        end += 1
    return end if end > k else None


def without_name(tokens: Sequence[Token], first: int, end: int) -> int:
    """The run up to a person's name that follows it: "… and Aerospace Industry | Zhaslan Madiyev"."""
    if end - first > 2 and tokens[end - 1].lemma in ("park", "centre", "center", "institute", "university", "hub"):
        return end  # "of the Management Board of Hoa Lac Hi-Tech Park"
    for i in range(first + 1, end):
        strange = not field_word(tokens[i])
        if strange and 1 < end - i <= 3 and tokens[end - 1].lemma not in lex().bodies and tokens[end - 1].lemma not in lex().gatherings and (tokens[i].norm in customs()[0] or (field_word(tokens[first]) and not tokens[i].text.isupper() and tokens[i].text.isalpha())):
            return i  # "… and Technology | Tran Van Minh"
        follows = i + 1 < end and not (field_word(tokens[i + 1]) if i > first + 1 or field_word(tokens[first]) else tokens[i + 1].lemma in lex().bodies)
        if (strange and (follows or given_name(tokens[i]))) or (given_name(tokens[i]) and i + 1 < end):
            # a name has two words, so "… and Digitalization Florin | Roman" is parted one word before
            return i - 1 if i == end - 1 and i - 1 > first else i
    return end


def _listed(ctx: Context, j: int, lower: bool) -> int | None:
    """The next member of a list of fields; a comma counts only if "and" closes the list."""
    tokens = ctx.tokens
    k = j + 1
    if k < len(tokens) and tokens[j].text == "," and tokens[k].norm == "and":
        k += 1
    if k + 2 < len(tokens) and tokens[j].norm == "and" and tokens[k].norm == "the" and _society(tokens, k + 1):
        k += 1  # "for Electronic Government and the Information Society"
    if k in ctx.nouns or k in ctx.heads or k >= len(tokens) or not (is_capital(tokens[k]) or lower):
        return None
    end = _member(ctx, k, lower)
    if end is None or _begins_body(tokens, k, end) or not all(field_word(t) for t in tokens[k:end]):
        return None
    if tokens[j].text != "," or tokens[k - 1].norm == "and":
        return end
    m = end
    for _ in range(5):
        if m >= len(tokens):
            return None
        if tokens[m].norm in ("and", "&") and m + 1 < len(tokens) and is_capital(tokens[m + 1]) and m + 1 not in ctx.heads:
            return end
        if tokens[m].norm == "and" and m + 3 < len(tokens) and tokens[m + 1].norm == "the" and _society(tokens, m + 2):
            return end
        if tokens[m].text != "," or m + 1 >= len(tokens) or m + 1 in ctx.heads:
            return None
        n = m + 1 + (tokens[m + 1].norm == "and")
        if n > m + 1:
            return end if n < len(tokens) and is_capital(tokens[n]) else None
        following = _member(ctx, n, lower)
        if following is None:
            return None
        m = following
    return None


def _society(tokens: Sequence[Token], k: int) -> bool:
    """"the Information and Knowledge Society", "the Digital Economy": a field of work with an article."""
    for t in tokens[k : k + 5]:
        if t.lemma in ("society", "economy", "environment", "internet", "media", "future", "state", "region", "sea", "arts") and t.capital:
            return True
        if not is_capital(t) and t.norm != "and":
            return False
    return False


def _begins_body(tokens: Sequence[Token], first: int, end: int) -> bool:
    """"… and Asian Development Bank", "… and the Agency for …" begin another body."""
    last = tokens[end - 1]
    if last.lemma in lex().bodies and last.lemma not in ("technologies", "networks", "systems", "telecommunications", "mobile", "service", "satellite", "post", "posts", "police", "customs", "television", "radio", "community"):
        return True
    return tokens[first].lemma in ("ministry", "agency", "government", "embassy", "university", "state", "department") and end < len(tokens) and tokens[end].norm in ("of", "for")
