"""The ministries that a minister's post implies: by the field behind the title or in front of it."""

from __future__ import annotations

from kg.mentions.bodies import core_of
from kg.mentions.english.complement import Complement
from kg.mentions.english.context import Context, lex, text
from kg.mentions.model import BodyNamed

# fields of ministers in lower case, as newspapers print them
LOWER_FIELD = frozenset(["communication", "communications", "digital", "development", "transport", "technology", "technologies", "information", "innovation", "telecom", "telecommunications", "ict", "it", "science", "education", "economy", "economic", "trade", "industry", "foreign", "finance", "health", "defence", "defense", "culture", "postal", "affairs", "media", "energy", "infrastructure", "investment", "interior", "justice", "labour", "ai", "cyber", "cybersecurity", "digitalisation", "digitalization", "informatisation", "informatization", "innovations", "railways", "roads", "space", "telecommunication", "tourism", "transformation", "industries", "post", "posts"])
_SMALL = frozenset(["of", "for", "in", "on", "and", "the", ","])


def implied(ctx: Context, first: int, tail: Complement, owner: tuple[str, str] | None) -> BodyNamed:
    """The ministry behind "Minister of Digital Development of the Kyrgyz Republic"."""
    tokens = ctx.tokens
    start = first
    words = text(tokens, first, tail.end)
    if words.islower():  # "minister for digital technologies"
        words = " ".join(w if w in _SMALL else w[:1].upper() + w[1:] for w in words.split(" "))
    if tokens[first].norm in ("for", "in", "on"):
        words = "of" + words[len(tokens[first].text) :]
    name = f"Ministry {words}"
    core_end = tail.end
    if tail.country_at is not None:
        core_end = tail.country_at[0]
        while core_end > first + 1 and tokens[core_end - 1].norm in ("the", "of", "for"):
            core_end -= 1
    core = "Ministry of" + text(tokens, first, core_end)[len(tokens[first].text) :]
    country = tail.country
    if owner is not None and country is None:
        name, country = f"{name} of {owner[0]}", owner[1]
    return BodyNamed(ctx.sentence.index, start, tail.end, ctx.span(start, tail.end), name, core_of(core), "Ministry", country, "Nom")


def field_before(ctx: Context, first: int) -> int:
    """Start of a field in front of the title: "Azerbaijan's digital development and transport minister"."""
    tokens = ctx.tokens
    i = first
    while i > 0 and (tokens[i - 1].norm in LOWER_FIELD or (tokens[i - 1].norm in ("and", "&") and i < first)):
        i -= 1
    while i < first and tokens[i].norm in ("and", "&"):
        i += 1
    return i if i < first else _plain_field(ctx, first)


_NO_FIELD = frozenset("visiting host fellow guest line relevant responsible key top young incoming designate many several all both other respective same senior junior first second deputy prime cabinet chief new two three four five".split())


def _plain_field(ctx: Context, first: int) -> int:
    """Any one noun in lower case behind a state: "the Norwegian ports | minister", "Peru's roads | deputy minister"."""
    tokens = ctx.tokens
    k = first - 1
    if k < 1 or tokens[k].capital or tokens[k].pos != "NOUN" or k in ctx.heads or tokens[k].norm in _NO_FIELD or tokens[k].lemma in lex().bodies:
        return first
    owned = any(end == k for end, _ in (*ctx.adjectives.values(), *ctx.nouns.values())) or tokens[k - 1].norm in ("'s", "’s")
    return k if owned else first


def from_field(ctx: Context, first: int, end: int, owner: tuple[str, str] | None) -> BodyNamed:
    """The ministry behind "the Kyrgyz communications minister"; `owner` is (name, ISO) of its state."""
    words = " ".join(t.text if t.norm == "and" or t.text.isupper() else t.text[:1].upper() + t.text[1:] for t in ctx.tokens[first:end])
    field = {"IT": "Information Technology", "Foreign": "Foreign Affairs", "Communication": "Communications"}.get(words, words)
    name = f"Ministry of {field}"
    core = core_of(name)
    country = None
    if owner is not None:
        name, country = f"{name} of {owner[0]}", owner[1]
    return BodyNamed(ctx.sentence.index, first, end, ctx.span(first, end), name, core, "Ministry", country, "Nom")
