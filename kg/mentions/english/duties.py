"""What a post is for: the field behind "Director General of", "Head of", "Ambassador for", and the house behind the field."""

from __future__ import annotations

from collections.abc import Sequence

from kg.mentions.english.complement import complement
from kg.mentions.english.context import NOT_BODIES, Context, field_word, is_capital, lex
from kg.text.document import Token

WITH_DUTY = frozenset(["ambassador", "envoy", "coordinator", "commissioner", "secretary", "ombudsman", "representative", "advisor", "adviser"])


def only_of_houses(words: str) -> bool:
    """A secretary general or a chief executive is of a house, whatever its name: "Secretary General of the Northern Ports Forum"."""
    return words.replace("-", " ").endswith(("secretary general", "executive secretary", "chief executive", "chief executive officer", "ceo", "managing director", "chief operating officer"))


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


def text_after(tokens: Sequence[Token], first: int, last: int) -> str:
    """Tokens that continue a role's name: a space and their words in lower case, capitals of abbreviations kept."""
    if last <= first:
        return ""
    return " " + " ".join(t.text if t.text.isupper() else t.text.lower() for t in tokens[first:last]).replace(" ,", ",")
