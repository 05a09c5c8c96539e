"""The words of an English title around its head: what stands before it, what goes on behind it, and how it is written."""

from __future__ import annotations

from collections.abc import Sequence

from kg.mentions.english.context import Context, lex, text
from kg.mentions.english.duties import text_after
from kg.text.document import Token

# words that belong to the post although they stand after its head
_AFTER_HEAD = (("d'affaires", "a", ".", "i", "."), ("d'affaires", "ad", "interim"), ("d'affaires",), ("general",), ("extraordinary", "and", "plenipotentiary"), ("plenipotentiary",), ("extraordinary",), ("of", "state"), ("officer",), ("of", "government"), ("of", "staff"), ("of", "the", "board"), ("of", "the", "management", "board"), ("of", "the", "executive", "board"), ("of", "the", "supervisory", "board"))
# "practice manager", "programme officer": what stands before these in lower case belongs to the title
_OF_PRACTICE = frozenset(["manager", "officer", "adviser", "advisor", "specialist", "engineer", "analyst", "coordinator", "economist", "consultant", "expert"])
_OF_GROUPS = frozenset("chief ceo cfo cto cio head director president managing executive general chairman vice".split())


def modifiers(ctx: Context, head: int, lower: int) -> tuple[int, bool, bool]:
    """(first token of the title, former, a field stands before the head) walking left from the head."""
    tokens = ctx.tokens
    first, former = head, False
    adjectives = lex().sets["roles.adjectives"]
    temporal = lex().sets
    while first > lower:
        t = tokens[first - 1]
        if t.norm in temporal["roles.temporal.former"]:
            former = True
            first -= 1
            continue
        if t.norm in temporal["roles.temporal.current"] or any(b.first < first - 1 == b.last - 1 for b in ctx.row.bodies):
            break  # "the new director"; "Havtel Group | CEO"
        if t.norm == "president" and tokens[first].lemma in ("director", "commissioner"):
            first -= 1
            continue
        if t.norm == "group" and (tokens[first].norm not in _OF_GROUPS or (first > 1 and tokens[first - 2].norm in ("working", "expert", "study", "parliamentary"))):
            break
        if t.norm == "under" and tokens[first].lemma not in ("secretary", "-") and tokens[first].text != "-":
            break  # "under then Minister N", "the unit under Director N"
        if t.norm in adjectives or t.lemma in adjectives:
            if t.norm == "union" and first > 1 and tokens[first - 2].norm in ("european", "african"):
                break  # "the European Union Ambassador"
            if t.norm in ("digital", "information", "technology", "foreign") and tokens[head].lemma == "minister":
                break
            first -= 1
            continue
        if t.pos == "NUM" and t.norm[-2:] in ("st", "nd", "rd", "th"):
            first -= 1  # "2nd Vice Minister"
            continue
        if tokens[head].lemma in _OF_PRACTICE and t.pos in ("NOUN", "ADJ") and not t.capital and first - 1 not in ctx.heads and head - first < 3:
            first -= 1
            continue
        if first == head and _owned_noun(ctx, first - 1) and tokens[head].lemma not in lex().sets["roles.ministerial"]:
            first -= 1  # "Norway's trade | envoy"
            continue
        if t.text == "-" and first - 1 > lower and tokens[first - 2].norm in ("vice", "deputy", "co", "ex"):
            first -= 2
            continue
        break
    return first, former, False


def _owned_noun(ctx: Context, k: int) -> bool:
    """A noun in lower case right behind a state that owns it: "Norway's trade", "the Norwegian cyber"."""
    t = ctx.tokens[k]
    if k < 1 or t.capital or t.pos != "NOUN" or k in ctx.heads or t.lemma in lex().bodies:
        return False
    return k in {end for end, _ in ctx.adjectives.values()} or (ctx.tokens[k - 1].norm in ("'s", "’s") and k - 1 in {end for end, _ in ctx.nouns.values()})


def words(tokens: Sequence[Token], first: int, head: int, end: int) -> str:
    """The post's own words in lower case and the singular."""
    if tokens[head].number != "Plur":
        return text(tokens, first, end).lower().replace(" - ", "-")
    front = text(tokens, first, head).lower() + " " if first < head else ""
    return front + tokens[head].lemma + text_after(tokens, head + 1, end)


def after_head(tokens: Sequence[Token], head: int) -> int:
    """Past "general", "of staff", "of the board" behind a head."""
    for words in _AFTER_HEAD:
        if words[-1] == "board" and tokens[head].lemma in ("head", "director", "chief", "secretary"):
            continue  # "Deputy Head | of the Management Board of N"
        end = head + 1 + len(words)
        if words[-1] in ("government", "state", "staff") and end < len(tokens) and tokens[end].capital and tokens[end].pos in ("NOUN", "PROPN"):
            continue  # "Head | of Government Affairs"
        if tuple(t.norm for t in tokens[head + 1 : end]) == words:
            return end
    return head + 1
