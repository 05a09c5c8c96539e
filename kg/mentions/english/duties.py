"""What a post is for: the field behind "Director General of", "Head of", "Ambassador for", and the house behind the field."""

from __future__ import annotations

from collections.abc import Sequence

from kg.mentions.english.complement import complement
from kg.mentions.english.context import NOT_BODIES, Context, field_word, is_capital, lex
from kg.text.document import Token

WITH_DUTY = frozenset(["ambassador", "envoy", "coordinator", "commissioner", "secretary", "ombudsman", "representative", "advisor", "adviser"])


def only_of_houses(words: str) -> bool:
    """A secretary general or a chief executive is of a house, whatever its name: "Secretary General of the Northern Ports Forum"."""
    return words.replace("-", " ").endswith(("secretary general", "executive secretary", "chief executive", "chief executive officer", "ceo", "managing director", "chief operating officer", "executive director", "general manager", "chief technology officer", "chief commercial officer", "chief financial officer"))


def field_alone(ctx: Context, end: int) -> int | None:
    """"Head of Corporate Communications": words of a field, and of no house, up to a comma, a verb or the end."""
    tokens = ctx.tokens
    if end + 1 >= len(tokens) or tokens[end].norm not in ("of", "for") or not is_capital(tokens[end + 1]):
        return None
    tail = complement(ctx, end, prepositions=("of", "for"))
    inside = tokens[end:tail.end]
    field = tail.end > end + 1 and tail.country is None and all(field_word(t) or t.norm in ("and", ",", "&", "of", "for", "the") for t in inside)
    if not field or any(b.first < tail.end and end < b.last for b in ctx.row.bodies) or any(len(t.text) > 2 and t.text.isupper() and t.norm not in NOT_BODIES for t in inside):
        return None
    if (inside[-1].lemma in lex().bodies and inside[-1].number != "Plur") or any(t.lemma in ("delegation", "state", "government", "mission", "side", "party") for t in inside):
        return None
    return tail.end


_OF_UNITS = frozenset("head director manager chief officer lead vice-president president coordinator general adviser advisor engineer commissioner envoy".split())


def small_field(ctx: Context, head: str, end: int) -> int | None:
    """End of "head | of legal affairs", "vice-president | for sales": a field in lower case, up to a house, a mark, a verb or a name."""
    tokens = ctx.tokens
    if head not in _OF_UNITS or end + 1 >= len(tokens) or tokens[end].norm not in ("of", "for"):
        return None
    k = end + 1
    while k < len(tokens) and k - end < 8 and not tokens[k].capital and (tokens[k].pos in ("NOUN", "ADJ") or (tokens[k].norm in ("and", "&", "of", "ict", "it") and k > end + 1) or tokens[k].text == "-"):
        k += 1
    while k > end + 1 and tokens[k - 1].norm in ("and", "of", "&"):
        k -= 1
    inside = tokens[end + 1 : k]
    if not inside or any(t.lemma in _NO_FIELD or t.lemma in lex().bodies or t.norm in lex().sets["units"] for t in inside):
        return None
    closed = k >= len(tokens) or tokens[k].text in (",", ".", ";", ")", '"', "”") or tokens[k].pos in ("ADP", "VERB", "AUX", "PROPN", "CCONJ")
    return k if closed else None


_NO_FIELD = frozenset("delegation mission state government side team party week month year company operator firm".split())


def text_after(tokens: Sequence[Token], first: int, last: int) -> str:
    """Tokens that continue a role's name: a space and their words in lower case, capitals of abbreviations kept."""
    if last <= first:
        return ""
    return " " + " ".join(t.text if t.text.isupper() else t.text.lower() for t in tokens[first:last]).replace(" ,", ",")
