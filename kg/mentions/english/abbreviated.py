"""Organisations that English text names by a company's name alone or by capitals, and the later uses of short names."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from kg.mentions.bodies import core_of
from kg.mentions.english.context import (
    NOT_BODIES,
    Context,
    case_at,
    common,
    family_name,
    given_name,
    is_name_word,
    lex,
    run_end,
    text,
)
from kg.mentions.model import BodyNamed
from kg.text.document import Token

_CAMEL = re.compile(r"[A-Z][a-z]+[A-Z][A-Za-z]*")  # TelOne, MeitY
INTRODUCERS = frozenset(["company", "operator", "carrier", "provider", "developer", "firm", "manufacturer", "enterprise", "startup", "bank", "vendor", "giant", "start-up", "supplier", "maker", "contractor", "distributor", "broadcaster", "insurer", "corporation", "agency", "regulator", "hold", "telco", "integrator", "conglomerate"])


def _shouting(tokens: Sequence[Token]) -> bool:
    words = [t.text for t in tokens if t.text.isalpha() and len(t.text) > 2]
    return len(words) > 2 and sum(w.isupper() for w in words) > 0.7 * len(words)


def companies(ctx: Context, covered: Collection[int]) -> list[BodyNamed]:
    """"the state operator Beltelecom", "software company Synesis": a name after a word for a company."""
    tokens = ctx.tokens
    out = []
    for i, t in enumerate(tokens[:-1]):
        if t.lemma not in INTRODUCERS or t.capital or t.number == "Plur" or (t.lemma == "hold" and t.norm != "holding"):
            continue
        j = i + 1
        mark = tokens[j].text in ('"', "“", "«")
        j += mark
        end = run_end(tokens, j, set(ctx.heads))
        if end - j in (2, 3) and not mark and i > 2 and tokens[i - 1].norm == "the" and i - 3 in ctx.heads and (given_name(tokens[j]) or t.lemma in ("agency", "regulator")) and not any(common(x) for x in tokens[j:end]):
            continue  # "head of the agency Kari Lunde"
        if end > j and j not in covered and j not in ctx.nouns and not tokens[j].norm.isdecimal():
            name = text(tokens, j, end)
            out.append(BodyNamed(ctx.sentence.index, j, end, ctx.span(j, end), name, core_of(name), "Company", None, case_at(tokens, i), "", name if mark else ""))
    for i, t in enumerate(tokens[:-1]):  # "Oslo-based Northlink"
        end = run_end(tokens, i + 1, set(ctx.heads)) if t.norm.endswith("-based") and i in ctx.places else 0
        if end > i + 1 and i + 1 not in covered and i + 1 not in ctx.nouns and not given_name(tokens[i + 1]) and not all(common(x) for x in tokens[i + 1 : end]):
            name = text(tokens, i + 1, end)
            out.append(BodyNamed(ctx.sentence.index, i + 1, end, ctx.span(i + 1, end), name, core_of(name), "Company", None, case_at(tokens, i)))
    return out + _apposed(ctx, {*covered, *(i for b in out for i in range(b.first, b.last))})


def _apposed(ctx: Context, covered: Collection[int]) -> list[BodyNamed]:
    """"Southport Growth Base, a start-up hub in …", "Nordlys, the Norwegian operator": what stands between commas tells a company's trade."""
    tokens = ctx.tokens
    out = []
    for i, t in enumerate(tokens):
        if t.lemma not in INTRODUCERS | _HUBS or t.capital:
            continue
        comma = next((k for k in range(i - 1, max(i - 7, 0), -1) if tokens[k].text == ","), None)
        if comma is None or comma + 1 >= i or any(x.pos in ("AUX", "CCONJ", "PRON") or (x.pos == "VERB" and "VerbForm=Fin" in x.feats) for x in tokens[comma + 1 : i]):
            continue
        first = comma
        while first and is_name_word(tokens[first - 1]) and first - 1 not in covered and first - 1 not in ctx.heads and first - 1 not in ctx.nouns and first - 1 not in ctx.places:
            first -= 1
        words = tokens[first:comma]
        if not 1 <= len(words) <= 5 or given_name(words[0]) or all(common(x) for x in words) or first in covered or tokens[comma + 1].norm not in ("a", "an", "the", *_LARGEST):
            continue
        name = text(tokens, first, comma)
        out.append(BodyNamed(ctx.sentence.index, first, comma, ctx.span(first, comma), name, core_of(name), "Company", None, case_at(tokens, first)))
    return out


_HUBS = frozenset(["hub", "accelerator", "incubator", "technopark", "university", "academy", "laboratory", "fund", "foundation", "supplier", "maker"])
_LARGEST = frozenset(["one", "another"])


def abbreviations(ctx: Context, covered: Collection[int]) -> list[BodyNamed]:
    """Words in capitals that something else must confirm: "NITDA told …"."""
    tokens = ctx.tokens
    if _shouting(tokens):
        return []
    out = []
    for i, t in enumerate(tokens):
        if i in covered or i in ctx.nouns or i in ctx.places:
            continue
        if not t.text.isalpha():
            continue
        if _CAMEL.fullmatch(t.text) and t.norm not in NOT_BODIES:
            formed = next((k for k in range(i + 2, min(i + 4, len(tokens))) if core_of(text(tokens, i, k + 1)) != text(tokens, i, k + 1).lower()), None)
            end = formed + 1 if formed is not None and all(is_name_word(x) for x in tokens[i:formed]) else i + 1  # "Deepline Survey B.V."
            name = text(tokens, i, end)
            out.append(BodyNamed(ctx.sentence.index, i, end, ctx.span(i, end), name, core_of(name), "Company", None, case_at(tokens, i), weak=end == i + 1))
            continue
        if not (3 <= len(t.text) <= 8 and t.text.isupper()):
            continue
        if t.norm in NOT_BODIES or core_of(f"X {t.text}") == "x" or (i + 1 < len(tokens) and tokens[i + 1].text in (",", ".") and i == 0):
            continue
        before = tokens[i - 1].norm if i else ""
        if (of := _of_state(ctx, i)) is not None:
            out.append(of)
            continue
        if before in ("the", "by", "with", "between", "and") or (i + 1 < len(tokens) and tokens[i + 1].pos in ("VERB", "AUX")):
            out.append(BodyNamed(ctx.sentence.index, i, i + 1, t.span, t.text, t.norm, "Organization", None, case_at(tokens, i), weak=True))
    return out


def spelled(ctx: Context, covered: Collection[int]) -> list[BodyNamed]:
    """"Universiti Teknologi Malaysia (UTM)": foreign capitals, or those of a state, whose initials a bracket repeats."""
    tokens = ctx.tokens
    out = []
    for k in range(2, len(tokens) - 2):
        short = tokens[k + 1].text
        if tokens[k].text != "(" or tokens[k + 2].text != ")" or not (short.isupper() and 2 < len(short) < 9) or k - 1 in covered:
            continue
        first = k
        while first and (is_name_word(tokens[first - 1]) or tokens[first - 1].norm in _PARTICLES) and first - 1 not in covered and first - 1 not in ctx.heads and k - first < 9:
            first -= 1
        while first < k and (not tokens[first].capital or "".join(t.text[0] for t in tokens[first:k] if t.capital) != short):
            first += 1
        words = [(i, t) for i, t in enumerate(tokens[first:k], first) if t.capital]
        if len(words) < 2 or any(t.lemma in lex().gatherings or t.lemma in lex().instruments for _, t in words):
            continue
        state = next((iso for f, (end, iso) in ctx.nouns.items() if first < f < end == k), None)
        if state is not None or sum(not common(t) and i not in ctx.nouns for i, t in words) > 1:
            name = text(tokens, first, k)
            out.append(BodyNamed(ctx.sentence.index, first, k + 3, ctx.span(first, k), name, core_of(name), "Organization", state, case_at(tokens, first), short))
    return out


_PARTICLES = frozenset(["de", "des", "du", "da", "do", "dos", "del", "di", "la", "le", "el", "of", "y", "e"])


def _of_state(ctx: Context, i: int) -> BodyNamed | None:
    """"the CSIRT of the Government of Chile", "the SPC of Norway"."""
    tokens = ctx.tokens
    if i + 2 >= len(tokens) or tokens[i + 1].norm != "of":
        return None
    k = i + 2 + (tokens[i + 2].norm == "the")
    if k < len(tokens) - 2 and tokens[k].norm == "government" and tokens[k + 1].norm == "of":
        k += 2 + (tokens[k + 2].norm == "the")
    if k not in ctx.nouns:
        return None
    end, iso = ctx.nouns[k]
    return BodyNamed(ctx.sentence.index, i, end, ctx.span(i, end), text(tokens, i, end), tokens[i].norm, "Organization", iso, case_at(tokens, i))


def with_shorts(rows: Sequence[Context], shorts: dict[str, BodyNamed]) -> None:
    """Later uses of abbreviations that the release introduces in brackets become mentions of those bodies."""
    for ctx in rows:
        bodies = [b for b in ctx.row.bodies if not (b.weak and b.name in shorts)]
        covered = {i for b in bodies for i in range(b.first, b.last)}
        for i, t in enumerate(ctx.tokens):
            full = shorts.get(t.text)
            if full is not None and i not in covered and not family_name(ctx, i):
                bodies.append(replace(full, sentence=ctx.sentence.index, first=i, last=i + 1, span=t.span, name=t.text, core=t.norm, case=case_at(ctx.tokens, i), short="", country=full.country))
        ctx.row.bodies = sorted(bodies, key=lambda b: (b.first, -b.last))
    _shortened(rows)


def _shortened(rows: Sequence[Context]) -> None:
    """"the State Service", after "the State Service of Lighthouses of Norway": the one body whose name goes on so."""
    seen: dict[str, BodyNamed] = {}
    for ctx in rows:
        for n, b in enumerate(ctx.row.bodies):
            fitting = [f for core, f in seen.items() if core.startswith((b.core + " of ", b.core + " for ", b.core + " on "))]
            if len(fitting) == 1 and b.country is None and b.authority is None and b.last - b.first > 1:
                ctx.row.bodies[n] = replace(fitting[0], sentence=b.sentence, first=b.first, last=b.last, span=b.span, case=b.case, short="")
            elif b.core not in seen:
                seen[b.core] = b
