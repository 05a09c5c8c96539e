"""For which state somebody stands in an English sentence: "Norway was represented by A and Peru by B", "A chaired on the Norwegian side", "signed for Peru".

One decision for all wordings: a word of a side is found (a state with "for", "on behalf of", "side", "delegation", "was represented by"), and it
speaks of those who follow it up to the next such word, or, where a verb or a name stands right before it, of whoever was named last.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg.mentions.english.context import Context, is_title
from kg.mentions.model import BodyNamed, PersonNamed, RoleNamed
from kg.text.document import Token

_TEAMS = frozenset("side delegation team party mission group part half contingent".split())
_LED = frozenset("represent lead head chair front field".split())
_ACTS = frozenset("sign initial chair co-chair lead speak attend act negotiate participate countersign ink stand appear take represent signing signature initialling signatory".split())
_STARTS = frozenset([",", ";", ":", "and", "while", "whereas", "with", "—", "–", "but", "-"])


@dataclass(frozen=True, slots=True)
class _Cue:
    first: int
    last: int
    iso: str
    ahead: bool  # it speaks of those who follow
    body: BodyNamed | None = None


def with_side(ctx: Context, role: RoleNamed, sides: dict[int, _Cue], heading: _Cue | None = None) -> RoleNamed:
    """The post with the state of the side that its holder stands on, where its own words name none."""
    if not (sides or heading) or role.country is not None or (role.body is not None and (role.body.country is not None or role.body.kind == "InternationalOrganization")):
        return role
    holder = _holder(ctx, role)
    if role.bare and role.first and role.last < len(ctx.tokens) and ctx.tokens[role.first - 1].text == "(" and ctx.tokens[role.last].text == ")":
        return role  # "Kari Lunde (head)"
    cue = None if holder is None else sides.get(holder.first) or heading
    if cue is None or (cue.body is not None and role.body is not None):
        return role
    if cue.body is None and holder is not None and cue.first == holder.first and not _of_state(role):
        return role  # "Kari Lunde of Norway, secretary of the Northern Ports Forum": her state, and not the forum's
    if cue.body is not None:
        return replace(role, country=cue.body.country, body=cue.body, bare=False)
    iso = cue.iso
    return replace(role, country=iso, body=None if role.body is None else replace(role.body, country=iso), bare=False)


def heading_side(ctx: Context, before: _Cue | None) -> _Cue | None:
    """The side of the lines below a heading: "Delegation of Norway", "For the Norwegian side:"; a sentence or another heading ends it."""
    tokens = ctx.tokens
    if any(t.pos == "VERB" and "VerbForm=Fin" in t.feats for t in tokens):
        return None
    states = {iso for _, iso in (*ctx.nouns.values(), *ctx.adjectives.values())}
    if ctx.row.persons or ctx.row.roles or not tokens:
        return before
    words = [t for t in tokens if t.is_word]
    heads = any(t.lemma in _TEAMS for t in words) or tokens[-1].text == ":"
    return _Cue(0, len(tokens), states.pop(), True) if heads and len(states) == 1 and len(words) <= 7 else None


def _holder(ctx: Context, role: RoleNamed) -> PersonNamed | None:
    """Whose post it is: him who is named right behind it, else right before, no semicolon between."""
    tokens = ctx.tokens
    for p in ctx.row.persons:
        if 0 <= role.first - p.last <= 3 and tokens[p.last].text in (",", "(", "–", "—"):
            return p
    return next((p for p in ctx.row.persons if 0 <= p.first - role.last <= 4 and not any(t.text == ";" for t in tokens[role.last : p.first])), None)


def sides_of_people(ctx: Context) -> dict[int, _Cue]:
    """First token of a name -> the state or house that its bearer stands for."""
    people = sorted(ctx.row.persons, key=lambda p: p.first)
    if not people or not (ctx.nouns or ctx.adjectives or ctx.row.bodies):
        return {}
    cues = sorted(_cues(ctx), key=lambda c: c.first)
    out: dict[int, _Cue] = {p.first: _Cue(p.first, p.last, iso, False) for p in people if (iso := state_of_name(ctx, p)) is not None}
    for n, cue in enumerate(cues):
        stop = cues[n + 1].first if n + 1 < len(cues) else len(ctx.tokens)
        if cue.ahead:
            for p in _following(ctx.tokens, people, cue.last, stop):
                out.setdefault(p.first, cue)
        else:
            start = cues[n - 1].last if n and not cues[n - 1].ahead else 0
            before = [p for p in people if start <= p.first and p.last <= cue.first]
            if before:
                out[before[-1].first] = cue
    return out


_STATE_POSTS = frozenset("minister ambassador consul envoy commissioner министр посол консул посланник комиссар замминистра заместитель премьер-министр президент".split())


def _of_state(role: RoleNamed) -> bool:
    """A post that only a state gives."""
    if role.body is not None:
        return role.body.kind in ("Ministry", "Agency", "Parliament")
    return role.head in _STATE_POSTS or "secretary of state" in role.role or "permanent secretary" in role.role


def state_of_name(ctx: Context, p: PersonNamed) -> str | None:
    """"Kari Lunde of Norway", "Kari Lunde (Norway)", "Norway's Kari Lunde": the state beside the name itself."""
    tokens, k = ctx.tokens, p.last
    if k + 1 < len(tokens) and tokens[k].text in ("of", "from", "("):
        at = k + 1 + (tokens[k + 1].norm == "the")
        end, iso = ctx.nouns.get(at, (0, None))
        if iso is not None and (tokens[k].text != "(" or (end < len(tokens) and tokens[end].text == ")")):
            return iso
    first = p.first - 1
    while first > 0 and (is_title(tokens, first) or tokens[first].text == "."):
        first -= 1
    if first > 0 and tokens[first].norm in ("'s", "’s", "'"):
        return next((iso for end, iso in ctx.nouns.values() if end in (first, first + 1)), None)
    return None


def _following(tokens: Sequence[Token], people: Sequence[PersonNamed], first: int, stop: int) -> list[PersonNamed]:
    """Those named from here on, up to the next cue, a semicolon or, behind a name, a verb."""
    out: list[PersonNamed] = []
    for p in people:
        if not first <= p.first < stop:
            continue
        between = tokens[out[-1].last if out else first : p.first]
        if (any(t.text == ";" for t in between) and not (first < len(tokens) and tokens[first].text == ":")) or (out and any(t.pos == "VERB" and "VerbForm=Fin" in t.feats for t in between)):
            break
        out.append(p)
    return out


def _cues(ctx: Context) -> list[_Cue]:
    inside = {i for r in ctx.row.roles for i in range(r.first, r.last)} | {i for b in ctx.row.bodies for i in range(b.first, b.last)}
    out = [_of_noun(ctx, f, e, iso) for f, (e, iso) in ctx.nouns.items() if f not in inside]
    out += [_of_adjective(ctx, f, e, iso) for f, (e, iso) in ctx.adjectives.items() if f not in inside]
    own = {(r.body.first, r.body.last) for r in ctx.row.roles if r.body is not None}
    for b in ctx.row.bodies:
        if (b.first, b.last) not in own and not b.anaphor and (cue := _of_noun(ctx, b.first, b.last, b.country or "")) is not None:
            out.append(replace(cue, body=b))
    return [c for c in out if c is not None]


def _before(tokens: Sequence[Token], k: int) -> int:
    """The token before k, articles passed over."""
    k -= 1
    while k >= 0 and tokens[k].norm in ("the", "his", "her", "its"):
        k -= 1
    return k


def _opens(tokens: Sequence[Token], k: int) -> bool:
    """Does a clause or a sentence begin at k?"""
    return k <= 0 or tokens[k - 1].norm in _STARTS or tokens[k - 1].text in ('"', "“")


def _of_noun(ctx: Context, first: int, end: int, iso: str) -> _Cue | None:
    tokens = ctx.tokens
    if end < len(tokens) and (tokens[end].norm in ("'s", "’s", "'") or tokens[end - 1].norm == "'s"):
        k = end + (tokens[end].norm in ("'s", "’s", "'"))
        return _team(tokens, first, k, iso) if k < len(tokens) and tokens[k].lemma in _TEAMS else None
    k = _before(tokens, first)
    if _told_of(tokens, end) or (end < len(tokens) and tokens[end].norm == "by" and any(t.lemma in _LED | {"sign"} for t in tokens[:end])):
        return _Cue(first, end, iso, True)
    word = tokens[k].norm if k >= 0 else ""
    signs = any(t.lemma in _ACTS for t in tokens)
    if word == "representing" or (word == "of" and k > 0 and tokens[k - 1].norm in ("behalf", "name", "side")):
        start = k if word == "representing" else next((n for n in range(k - 1, max(k - 4, -1), -1) if tokens[n].norm in ("on", "in")), k)
        return _Cue(start, end, iso, _opens(tokens, start) and not (start and tokens[start - 1].text == "," and word == "representing"))
    if k > 0 and tokens[k].lemma == "represent" and tokens[k].pos == "VERB" and "Voice=Pass" not in tokens[k].feats and word != "representing":
        return _Cue(k, end, iso, False)  # "A will represent Norway"
    if word == "for" and _opens(tokens, k) and end < len(tokens) and tokens[end].text in (":", "–", "—"):
        return _Cue(k, end, iso, True)  # "– for Norway: A, Minister of …"
    if word != "for" or not signs:
        return None
    if k and tokens[k - 1].norm in ("signing", "initialling", "speaking", "chairing", "negotiating", "attending") and _opens(tokens, k - 1):
        return _Cue(k, end, iso, True)  # "Signing for Norway was A"
    if _opens(tokens, k):
        return _Cue(k, end, iso, True)
    named = any(p.last == k for p in ctx.row.persons)
    return _Cue(k, end, iso, False) if tokens[k - 1].lemma in _ACTS or (named and any(t.lemma in ("sign", "initial", *_LED) for t in tokens[:k])) else None


def _told_of(tokens: Sequence[Token], end: int) -> bool:
    """"Norway | was represented by", "is to be led by"."""
    k = end
    while k < len(tokens) and (tokens[k].pos in ("AUX", "ADV") or tokens[k].norm in ("to", "being")):
        k += 1
    return end < k < len(tokens) and tokens[k].lemma in _LED and any(t.norm == "by" for t in tokens[k : k + 8])


def _of_adjective(ctx: Context, first: int, end: int, iso: str) -> _Cue | None:
    tokens = ctx.tokens
    if end < len(tokens) and tokens[end].norm == "by" and any(t.lemma in _LED for t in tokens[:first]):
        return _Cue(first, end, iso, True)  # "the Norwegian side was led by A, the Peruvian | by B"
    return _team(tokens, first, end, iso) if end < len(tokens) and tokens[end].lemma in _TEAMS else None


def _team(tokens: Sequence[Token], first: int, noun: int, iso: str) -> _Cue | None:
    """"on the Norwegian side", "the Norwegian delegation, led by", "leading the Norwegian delegation was", "A headed Norway's team"."""
    end = noun + 1
    k = _before(tokens, first)
    word = tokens[k] if k >= 0 else None
    if word is not None and word.norm in ("on", "from", "for"):
        return _Cue(k, end, iso, _opens(tokens, k) or tokens[k - 1].norm in ("was", "were", "present", "by"))
    behind = tokens[end : end + 8]
    if any(t.norm == "by" for t in behind[:1]) or (any(t.lemma in _LED or t.norm in ("headed", "led") for t in behind) and any(t.norm == "by" for t in behind)):
        return _Cue(first, end, iso, True)
    if (k < 0 or _opens(tokens, first)) and any(t.lemma in ("consist", "include", "comprise", "be", "feature") and t.pos in ("VERB", "AUX") for t in tokens[end : end + 14]):
        return _Cue(first, end, iso, True)  # "Norway's delegation (Lima, 12 May) consists of A and B"
    if (behind and behind[0].text in (":", "(")) or [t.norm for t in behind[:1]] in (["included"], ["comprised"], ["includes"], ["comprises"]):
        return _Cue(first, end, iso, True)
    if word is not None and word.lemma in _LED | {"headed", "led"}:
        return _Cue(first, end, iso, k == 0 or ("VerbForm=Ger" in word.feats and _opens(tokens, k) and not (k and tokens[k - 1].text == ",")))
    return None
