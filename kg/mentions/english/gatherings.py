"""Events that an English noun names, with their complements."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.mentions.bodies import core_of
from kg.mentions.english.context import Context, case_at, is_capital, lex, text
from kg.mentions.english.nouns import ORDINAL, premodifiers, states_before, tail
from kg.mentions.model import BodyNamed, GatheringNamed
from kg.text.document import Token

_ORDINALS = {
    w: n
    for n, w in enumerate(
        ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth", "thirteenth",
         "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth"],
        1,
    )
}  # fmt: skip
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10, "xi": 11, "xii": 12, "xiii": 13, "xiv": 14, "xv": 15, "xvi": 16, "xvii": 17, "xviii": 18, "xix": 19, "xx": 20}
_DAYS = tuple(f"{n}-day" for n in ("one", "two", "three", "four", "five", "six", "seven", "2", "3", "4", "5"))
_NAMED_EVENTS = frozenset(["forum", "conference", "exhibition", "session"])
_MEALS = ("lunch", "breakfast", "dinner", "luncheon")
_SITS = frozenset(["group", "subgroup", "commission", "committee", "subcommittee", "council", "board", "taskforce"])


def find_gatherings(ctx: Context) -> list[GatheringNamed]:
    """Events of a sentence that a noun names, left to right."""
    tokens = ctx.tokens
    out: list[GatheringNamed] = []
    for i, t in enumerate(tokens):
        kind = lex().gatherings.get(t.lemma) or lex().gatherings.get(t.norm)
        if kind is None and t.lemma == "table" and i and tokens[i - 1].norm == "round":
            kind = "conference"
        if kind is None and (_assembly(ctx, i) or _days_of(ctx, i)):
            kind = "conference" if t.lemma == "assembly" else "forum"
            ctx.row.bodies = [b for b in ctx.row.bodies if not b.first <= i < b.last]
        if kind is None or not _noun(tokens, i) or any(b.first <= i < b.last and b.kind != "WorkingBody" for b in ctx.row.bodies):
            continue
        if t.lemma == "talk" and t.number != "Plur":
            continue
        if t.lemma == "dialogue" and not (t.capital and i and is_capital(tokens[i - 1]) and t.number != "Plur"):
            continue
        if t.lemma in ("opening", "launch", "training", "call", "fair", "tour", "briefing", *_MEALS) and not _event_word(tokens, i):
            continue
        if i and tokens[i - 1].norm in ("by", "via"):
            continue  # "by videoconference" says how, not what
        following = tokens[i + 1] if i + 1 < len(tokens) else None
        if following is not None and following.pos in ("NOUN", "PROPN") and (following.lemma in lex().gatherings or following.lemma in ("room", "centre", "center", "point", "hall", "programme", "program", "agenda")):
            continue
        if out and i < out[-1].last and (kind in ("meeting", "opening") or tokens[i].norm == "talks"):
            continue
        if out and out[-1].proper and kind in _NAMED_EVENTS and _one_name(tokens, out[-1].head, i):
            out[-1] = _grown(ctx, out[-1], i, kind)
            continue
        made = _gathering(ctx, i, kind, out[-1].head + 1 if out else 0)
        if _chaired(tokens, made):
            name = text(tokens, made.first, made.last)
            ctx.row.bodies = sorted([*ctx.row.bodies, BodyNamed(ctx.sentence.index, made.first, made.last, made.span, name, core_of(name), "Organization", None, "Acc")], key=lambda b: (b.first, -b.last))
            continue
        if out and _apposed(tokens, out[-1], made):
            out[-1] = replace(out[-1], kind=made.kind)
            continue
        out.append(made)
    return out


def _one_name(tokens: Sequence[Token], head: int, i: int) -> bool:
    """"Ports Week Peru | forum": capitals alone between two words for gatherings."""
    return head + 1 < i <= head + 4 and all(is_capital(t) or t.text.isdecimal() for t in tokens[head + 1 : i])


def _grown(ctx: Context, named: GatheringNamed, i: int, kind: str) -> GatheringNamed:
    end = _without_date(ctx, i + 1, max(named.last, i + 1))
    return replace(named, last=end, span=ctx.span(named.first, end), kind=kind, head=i, name=text(ctx.tokens, named.first, end))


def _chaired(tokens: Sequence[Token], made: GatheringNamed) -> bool:
    """"Kari Lunde, who chairs the | Northern Ports Forum": what somebody heads all the time is a house, and no event."""
    k = made.first - 1
    return made.proper and made.ordinal is None and k > 1 and tokens[k].norm == "the" and tokens[k - 1].norm in ("chairs", "heads", "leads", "runs") and tokens[k - 2].norm in ("who", "also", "now")


def _apposed(tokens: Sequence[Token], named: GatheringNamed, made: GatheringNamed) -> bool:
    """"Ports Week, | a conference that …": what a gathering is, behind its name and a comma."""
    k = made.first - 1
    return named.proper and not made.proper and not made.plural and 0 < k == named.last + 1 and tokens[k].norm in ("a", "an") and tokens[k - 1].text == "," and {named.kind, made.kind} <= set(_NAMED_EVENTS)


def _assembly(ctx: Context, i: int) -> bool:
    """"the World Ports Assembly (Lima, 10–17 May)", "on the margins of the … Assembly": a gathering, where its time and place or its margins are told."""
    tokens = ctx.tokens
    if tokens[i].norm != "assembly" or not tokens[i].capital or i < 2 or not is_capital(tokens[i - 1]):
        return False
    body = next((b for b in ctx.row.bodies if b.first <= i < b.last), None)
    if body is not None and (body.country is not None or body.authority is not None):
        return False
    first = body.first if body is not None else i
    before = [t.norm for t in tokens[max(0, first - 4) : first]]
    dated = i + 1 < len(tokens) and tokens[i + 1].text == "(" and any(d.span.start > tokens[i].end for d in ctx.row.dates)
    return dated or bool({"margins", "sidelines", "during", "attending", "attended", "attend"} & set(before))


def _days_of(ctx: Context, i: int) -> bool:
    """"Baltic Ports Week", "the Digital Days 2025": a gathering by its capitals, and no measure of time."""
    t, tokens = ctx.tokens[i], ctx.tokens
    if not t.capital or t.norm not in ("week", "days") or i < 1 or not is_capital(tokens[i - 1]) or tokens[i - 1].norm in ("this", "last", "next", "holy"):
        return False
    return not any(d.span.start <= t.start < d.span.end and d.kind != "name-year" for d in ctx.row.dates)


def _noun(tokens: Sequence[Token], i: int) -> bool:
    """A noun, or an adjective that stands for one: "held a bilateral with"."""
    t = tokens[i]
    if t.lemma not in ("bilateral", "trilateral"):
        return t.pos in ("NOUN", "PROPN")
    return 0 < i < len(tokens) - 1 and tokens[i - 1].norm in ("a", "the", "their") and (tokens[i + 1].pos in ("ADP", "PUNCT") or tokens[i + 1].norm in ("with", "between"))


def _event_word(tokens: Sequence[Token], i: int) -> bool:
    t = tokens[i]
    before = tokens[i - 1].norm if i else ""
    following = tokens[i + 1].norm if i + 1 < len(tokens) else ""
    if t.lemma in ("opening", "launch"):
        return following in ("of", "ceremony")
    if t.lemma in _MEALS:
        return before in ("working", "business", "official")
    if t.lemma == "call":
        near = [x.norm for x in tokens[i + 1 : i + 6]]
        made = any(x.lemma in ("hold", "have", "make", "place") for x in tokens[max(0, i - 5) : i]) or before in ("their", "this", "the", "'s", "his", "her")
        return before in ("phone", "video", "telephone", "conference", "courtesy", "online", "introductory") or (before != "courtesy" and made and t.number != "Plur" and ("with" in near or "between" in near))
    return t.capital


def _gathering(ctx: Context, i: int, kind: str, lower: int) -> GatheringNamed:
    tokens = ctx.tokens
    first = premodifiers(ctx, i, lower)
    dated = first - 1 > lower and any(d.kind == "name-year" and d.span.start == tokens[first - 1].start for d in ctx.row.dates)
    if dated:
        first = premodifiers(ctx, first - 1, lower)  # "the Port Days 2025 technology conference"
    if first > lower and tokens[first - 1].norm in _ORDINALS:
        first -= 1  # "its third meeting": the tagger takes some for verbs
    ordinal = ordinal_of(tokens, first, i)
    while first < i and tokens[first].norm in ("next", "recent", "upcoming", "official", "working", "last", "same", "today", "separate", "regular", "day", *_DAYS) and not tokens[first].capital and kind != "visit":
        first += 1
    end = tail(ctx, i + 1, prepositions=frozenset({"of", "on", "for", "in", "and"} if kind != "visit" else {"of"}))
    end = _without_date(ctx, i + 1, end)
    named = [c.iso for c in ctx.row.countries if i < c.first < end and c.form != "adjective"]
    states = tuple(dict.fromkeys([*states_before(ctx, first, i), *named, *(_and_more(ctx, end) if named else [])]))
    name = text(tokens, first, end)
    capitals = sum(is_capital(t) for t in tokens[first : i + 1])
    proper = (is_capital(tokens[i]) and capitals > 1) or ordinal is not None or (is_capital(tokens[i]) and end > i + 1) or (kind in _NAMED_EVENTS and (end > i + 1 or capitals > 1 or dated))
    proper |= kind in ("forum", "conference", "exhibition") and capitals == 1 and first < i and first > 1 and tokens[first - 1].norm in ("the", "this") and not states
    plural = tokens[i].number == "Plur" and tokens[i].lemma not in ("talk", "negotiation", "consultation")
    kind, body = _sitting(ctx, first, i, end, kind)
    proper |= kind == "session" and tokens[i - 1].norm == "ministerial"
    if kind == "call" and i and tokens[i - 1].norm == "courtesy":
        kind = "meeting"
    if kind == "conference" and i and tokens[i - 1].norm in ("video", "telephone", "phone"):
        kind, proper = "call", False
    if kind in ("talks", "meeting", "call", "session"):
        states = tuple(dict.fromkeys([*states, *_between(ctx, end)]))
    states = tuple(dict.fromkeys([*states, *_of_its_body(ctx, body, first), *_convened_by(ctx, end)]))
    pair = list(dict.fromkeys(c.iso for c in ctx.row.countries if i < c.first < end and c.form == "adjective")) if kind == "session" and not states else []
    states = tuple(pair) if len(pair) > 1 else states  # "the third session of the Norwegian-Peruvian commission"
    name += f" of the {body}" if body else ""
    words = [t.lemma for t in tokens[first:end] if t.is_word and t.pos not in ("DET", "ADP", "CCONJ", "PART")]
    core = core_of(" ".join([*words, *body.lower().split()]))
    return GatheringNamed(ctx.sentence.index, first, end, ctx.span(first, end), kind, i, name, case_at(tokens, first), ordinal, plural, proper, states, core)


def _and_more(ctx: Context, end: int) -> list[str]:
    """"the commission of Norway | and Chile": the last states of a list that the complement leaves off."""
    out = []
    while end + 1 < len(ctx.tokens) and ctx.tokens[end].norm in ("and", ",") and (k := end + 1 + (ctx.tokens[end + 1].norm in ("and", "the"))) in ctx.nouns:
        end, iso = ctx.nouns[k]
        out.append(iso)
    return out if end < len(ctx.tokens) and ctx.tokens[end].norm not in ("'s", "'") else []


def _convened_by(ctx: Context, end: int) -> list[str]:
    """"A virtual meeting of the committee was convened on 10 June by Norway and Peru": the states that hold it."""
    tokens = ctx.tokens
    verb = next((k for k in range(end, len(tokens)) if tokens[k].pos == "VERB" and "VerbForm=Part" not in tokens[k].feats), None)
    if verb is None or "Voice=Pass" not in tokens[verb].feats or tokens[verb].lemma not in _HELD:
        return []
    by = next((k for k in range(verb + 1, len(tokens)) if tokens[k].norm == "by" or tokens[k].pos in ("VERB", "AUX") or tokens[k].text == ";"), len(tokens))
    stop = next((k for k in range(by + 1, len(tokens)) if tokens[k].pos in ("VERB", "AUX", "ADP") or tokens[k].text == ";"), len(tokens))
    found = list(dict.fromkeys(c.iso for c in ctx.row.countries if by < c.first < stop and c.form != "adjective"))
    return found if len(found) > 1 and by < len(tokens) and tokens[by].norm == "by" else []


_HELD = frozenset("convene hold organise organize host co-host co-organise co-organize arrange".split())


def _of_its_body(ctx: Context, body: str, first: int) -> list[str]:
    """"The Joint Commission of Norway and Chile held its second session": the states in front of the verb."""
    own = next((b for b in ctx.row.bodies if b.name == body and b.last <= first), None)
    if own is None:
        return []
    verb = next((k for k in range(own.last, first) if ctx.tokens[k].pos in ("VERB", "AUX", "PUNCT")), first)
    return [c.iso for c in ctx.row.countries if own.first <= c.first < verb]


def _between(ctx: Context, end: int) -> list[str]:
    """"consultations between the ministries of Norway and Chile": states, and no people, behind the noun."""
    tokens = ctx.tokens
    if end >= len(tokens) or tokens[end].norm not in ("between", "among"):
        return []
    stop = next((k for k in range(end + 1, len(tokens)) if tokens[k].pos in ("VERB", "AUX") or tokens[k].text in (";", ":") or tokens[k].norm in ("on", "in", "at")), len(tokens))
    found = [c.iso for c in ctx.row.countries if end < c.first < stop]
    return found if not any(i in ctx.heads for i in range(end, stop)) else []


def _sitting(ctx: Context, first: int, head: int, end: int, kind: str) -> tuple[str, str]:
    """"meeting of the Working Group", "the Committee, whose first meeting …": a body's sitting, and the body if it is
    named before. A summit is a conference unless states or their organisation hold it.
    """
    tokens = ctx.tokens
    if tokens[head].lemma == "summit":
        many = len({c.iso for c in ctx.row.countries if first <= c.first < end}) > 1
        organised = any(b.first < end and b.last > first and b.kind == "InternationalOrganization" for b in ctx.row.bodies)
        chiefs = any(t.lemma in ("head", "leader", "president", "state") for t in tokens[head + 1 : end])
        return ("session" if many or organised or chiefs else "conference"), ""
    if tokens[head].lemma not in ("meeting", "session", "sitting"):
        return kind, ""
    if any(t.lemma in _SITS for t in tokens[first:end]):
        return "session", ""
    if tokens[head - 1].norm == "ministerial" and any(b.kind in ("InternationalOrganization", "WorkingBody") and head < b.first < end for b in ctx.row.bodies):
        return "session", ""  # "the ministerial meeting of the Organization of …"
    if first and tokens[first - 1].norm in ("whose", "its"):
        at = next((k for k in range(first - 2, max(-1, first - 22), -1) if tokens[k].lemma in _SITS), None)
        if at is not None:
            own = next((b for b in ctx.row.bodies if b.first <= at < b.last and b.kind == "WorkingBody"), None)
            return "session", own.name if own is not None else text(tokens, premodifiers(ctx, at, 0), at + 1)
    return kind, ""


def _without_date(ctx: Context, first: int, end: int) -> int:
    for k in range(first, end):
        if any(d.span.start <= ctx.tokens[k].start < d.span.end for d in ctx.row.dates):
            while k > first and ctx.tokens[k - 1].pos in ("ADP", "DET"):
                k -= 1
            return k
    return end


def ordinal_of(tokens: Sequence[Token], first: int, head: int) -> int | None:
    """The number of a numbered event: "5th", "Fourth", "XXIV"."""
    for k in range(first, head):
        norm = tokens[k].norm
        match = ORDINAL.match(norm)
        if match:
            return int(match.group(1))
        if norm in _ORDINALS:
            return _ORDINALS[norm]
        if tokens[k].text.isupper() and norm in _ROMAN and k == first:
            return _ROMAN[norm]
    return None
