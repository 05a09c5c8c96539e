"""To what a post belongs where its own words do not say so: a body named before, one behind a comma, a ministry of a state that is told of."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from functools import cache

from kg.mentions.bodies import core_of
from kg.mentions.english.complement import complement
from kg.mentions.english.context import Context, field_word, is_title, lex, run_end, text
from kg.mentions.english.owned import which_house
from kg.mentions.english.sides import heading_side, sides_of_people, state_of_name, with_side
from kg.mentions.model import BodyNamed, RoleNamed
from kg.reference.authority import Record, records
from kg.reference.countries import label

_ABSTRACT = frozenset(["Ministry", "Agency", "Institution", "Company", "Organization", "WorkingBody"])


def told_elsewhere(contexts: Sequence[Context]) -> None:
    """Complete the posts of a release: bodies and countries that only other words of the text tell."""
    states = {c.iso for ctx in contexts for c in ctx.row.countries}
    senders = {r.country for ctx in contexts for r in ctx.row.roles if r.head == "посол" and r.country}
    sender = next(iter(senders)) if len(senders) == 1 else None
    houses = {b.core: b for ctx in contexts for b in ctx.row.bodies if b.kind in ("Company", "Organization")}
    every = [b for ctx in contexts for b in ctx.row.bodies]
    seen: list[BodyNamed] = []
    heading = None
    last: list[BodyNamed] = []  # bodies of the sentence before
    for ctx in contexts:
        done: list[RoleNamed] = []
        sides = sides_of_people(ctx) if ctx.row.roles else {}
        heading = heading_side(ctx, heading)
        for r in tuple(ctx.row.roles):
            r = _its_own(ctx, r, last)
            r = _of_owner(_inside_another(r, every), seen, every)
            before = [*seen, *(b for b in ctx.row.bodies if b.first < r.first), *(x.body for x in done if x.body is not None)]
            r = _of_side(ctx, _from_side(ctx, _behind_comma(ctx, _of_place(ctx, r), houses)))
            ctx.row.roles = [r if x.first == r.first else x for x in ctx.row.roles]
            r = _represents(ctx, _with_anaphor(ctx, _of_the_embassy(ctx, r, before, sender), before), before)
            done.append(_known_ministry(with_side(ctx, r, sides, heading), states))
        ctx.row.roles = done
        _of_its_head(ctx)
        last = [b for b in ctx.row.bodies if b.kind in _ABSTRACT and not b.weak] or last[:0]
        seen += ctx.row.bodies
        seen += [r.body for r in ctx.row.roles if r.body is not None and r.body not in seen]


def _of_its_head(ctx: Context) -> None:
    """"Norway's Kari Lunde, who leads the Ministry of Ports": the house that somebody leads is of the state that the name has beside it."""
    tokens = ctx.tokens
    for p in ctx.row.persons:
        at = p.last + (p.last < len(tokens) and tokens[p.last].text == ",")
        heads = at + 2 < len(tokens) and tokens[at].norm == "who" and any(t.lemma in ("head", "lead", "run", "chair", "direct") for t in tokens[at + 1 : at + 4])
        iso = state_of_name(ctx, p) if heads else None
        house = next((b for b in ctx.row.bodies if 0 < b.first - at <= 5), None) if iso is not None else None
        if house is not None and house.country is None and house.kind != "InternationalOrganization":
            ctx.row.bodies = [replace(b, country=iso) if b is house else b for b in ctx.row.bodies]


def _of_owner(role: RoleNamed, seen: Sequence[BodyNamed], every: Sequence[BodyNamed]) -> RoleNamed:
    """"chief engineer of the Norwegian operator": the only one of that state; "of Peru's postal service" is a house all the same."""
    if role.body is None or not role.body.weak or not role.body.name[:1].islower() or role.body.country is None:
        return role
    known = which_house(role.body, seen, every)
    if known is not None or " " not in role.body.core:
        return replace(role, body=known, country=role.body.country, bare=False)
    return role


def _inside_another(role: RoleNamed, every: Sequence[BodyNamed]) -> RoleNamed:
    """"Secretary of the Department of Trade", of which "the Taskforce of the Norwegian Department of Trade" has told: of that state."""
    b = role.body
    if b is None or b.country is not None or b.authority is not None or " of " not in b.core:
        return role
    states = {o.country for o in every if o.country is not None and o.core != b.core and o.core.endswith(" " + b.core)}
    if len(states) != 1:
        return role
    return replace(role, body=replace(b, country=(own := states.pop())), country=role.country or own)


def _its_own(ctx: Context, role: RoleNamed, before: Sequence[BodyNamed]) -> RoleNamed:
    """"… is built by Northlink. Its Chief Executive Officer, N, said": of the only house that the sentence before names."""
    names = {b.core: b for b in before}
    if role.body is not None or role.country is not None or role.first != 1 or ctx.tokens[0].norm != "its" or len(names) != 1:
        return role
    own = before[0]
    return replace(role, body=own, country=own.country, bare=False)


_COLLEAGUES = frozenset(["colleague", "counterpart", "guest", "visitor"])
_LED = frozenset(["headed", "led", "chaired", "represented", "fronted"])
_GROUPS = frozenset(["delegation", "mission", "team"])


def _of_side(ctx: Context, role: RoleNamed) -> RoleNamed:
    """"his Vietnamese colleague, Deputy Minister N", "the delegation of the Ministry of Ports of Norway led by Minister N"."""
    tokens, k = ctx.tokens, role.first - 1
    if role.country is not None or k < 1 or (role.body is not None and role.body.country is not None):
        return role
    if tokens[k].text == "," or tokens[k].norm in ("the", "its", "their"):
        k -= 1
    if tokens[k].lemma in _COLLEAGUES:
        iso = next((iso for end, iso in ctx.adjectives.values() if end == k), None)
        return role if iso is None else replace(role, country=iso, bare=False)
    if (leader := next((p for p in ctx.row.persons if p.last == k + 1 and tokens[role.first - 1].text == ","), None)) is not None:
        k = leader.first - 1  # "led by A, | Senior Economist"
        while k > 1 and (is_title(tokens, k) or tokens[k].text == "."):
            k -= 1
    if k < 2 or tokens[k].norm != "by" or tokens[k - 1].norm not in _LED:
        return role
    at = next((i for i in range(k - 2, -1, -1) if tokens[i].lemma in _GROUPS), None)
    if at is None:
        return role
    house = next((b for b in ctx.row.bodies if at < b.first < k), None)
    states = [iso for f, (end, iso) in (*ctx.nouns.items(), *ctx.adjectives.items()) if at - 3 <= f < k]
    state = house.country if house is not None and house.country else states[0] if len(set(states)) == 1 else None
    own = house if role.body is None and house is not None and house.kind == "Ministry" and not house.core.startswith("government") else role.body
    if own is None and state is None and (sender := next((b for b in ctx.row.bodies if b.last == at or at < b.first < k), None)) is not None:
        return replace(role, body=sender, bare=False)  # "a World Bank mission led by A, Senior Economist"
    if own is not None and own.country is None and state is not None and own is role.body:
        own = replace(own, country=state)
    return role if state is None and own is role.body else replace(role, country=state, body=own, bare=False)


def _of_place(ctx: Context, role: RoleNamed) -> RoleNamed:
    """"toured the Harbour Authority (HA), where chairman N showed …": the post is at the body before "where"."""
    k = role.first - 1
    while k > 0 and ctx.tokens[k].norm in ("the", "its", ","):
        k -= 1
    if role.body is None and role.country is None and k > 0 and ctx.tokens[role.first - 1].norm == "its":
        sent = next((iso for _, (end, iso) in ctx.nouns.items() if end == role.first - 2 and ctx.tokens[end].lemma in ("send", "dispatch", "field", "delegate")), None)
        if sent is not None:
            return replace(role, country=sent, bare=False)  # "Norway sent its director of ports, N"
        # "toured the centre and was received by its director"
        own = [b for b in ctx.row.bodies if b.last < role.first and b.kind in _ABSTRACT]
        return replace(role, body=own[-1], country=own[-1].country, bare=False) if own else role
    if not role.bare or k < 1 or ctx.tokens[k].norm not in ("where", "whose"):
        return role
    at = k - 1 if ctx.tokens[k - 1].text == "," else k
    body = next((b for b in ctx.row.bodies if b.last == at and b.kind in _ABSTRACT), None)
    return role if body is None else replace(role, body=body, country=body.country, bare=False)


def _from_side(ctx: Context, role: RoleNamed) -> RoleNamed:
    """"N, Secretary, MoP, from the Norwegian side": the state of the side that the holder is on."""
    tokens, k = ctx.tokens, role.last + (role.last < len(ctx.tokens) and ctx.tokens[role.last].text == ",")
    if role.country is not None or k + 3 >= len(tokens) or tokens[k].norm not in ("from", "on", "for") or tokens[k + 1].norm != "the":
        return role
    end, iso = ctx.adjectives.get(k + 2, (0, None))
    if iso is None or end >= len(tokens) or tokens[end].lemma not in ("side", "part"):
        return role
    body = None if role.body is None else replace(role.body, country=role.body.country or iso)
    return replace(role, country=iso, body=body, bare=False)


def _behind_comma(ctx: Context, role: RoleNamed, houses: Mapping[str, BodyNamed]) -> RoleNamed:
    """"S. Krishnan, Secretary, MeitY, signed": a title between commas, then its body between commas."""
    tokens, k = ctx.tokens, role.last
    if role.body is not None or role.country is not None or role.first == 0 or tokens[role.first - 1].text not in (",", "(", "|"):
        return role
    if k + 3 < len(tokens) and tokens[k].text == "," and tokens[k + 1].capital and not any(b.first <= k + 1 < b.last for b in ctx.row.bodies):
        stop = next((j for j in range(k + 2, min(k + 7, len(tokens))) if tokens[j].text == ","), k)
        if stop > k and all(field_word(t) or t.norm in ("and", "&", "of") for t in tokens[k + 1 : stop]) and any(b.first in (stop + 1, stop + 2) for b in ctx.row.bodies):
            k = stop  # "Director, | Regulatory Affairs, Ports Institute of Chile"
    if k + 1 >= len(tokens) or tokens[k].text not in (",", "|") or not tokens[role.first].capital:
        return role
    first = k + 2 if tokens[k + 1].norm == "the" else k + 1
    body = next((b for b in ctx.row.bodies if b.first == first), None)
    if body is None and (end := run_end(tokens, first, set(ctx.heads))) > first and (own := houses.get(core_of(text(tokens, first, end)))) is not None:
        # "N, Head of Communications, Northlink": a house that the release has named in full elsewhere
        body = replace(own, sentence=ctx.sentence.index, first=first, last=end, span=ctx.span(first, end))
    if body is None or not (body.last >= len(tokens) or tokens[body.last].text in (",", ".", ")", ";", "|") or tokens[body.last].norm == "and"):
        return role
    return replace(role, last=body.last, span=ctx.span(role.first, body.last), body=body, country=body.country, bare=False)


def _with_anaphor(ctx: Context, role: RoleNamed, seen: Sequence[BodyNamed]) -> RoleNamed:
    """"acting director of the academy", "Joint Secretary in the Ministry": the body named before whose name has this head."""
    tokens, k = ctx.tokens, role.last
    if role.body is not None or role.country is not None:
        return role
    if role.first > 2 and tokens[role.first - 1].norm == "'s" and tokens[role.first - 3].norm == "the":
        # "the university's rector": the only one named so
        alike = {b.core: b for b in seen if tokens[role.first - 2].lemma in b.core.split(" ") and not b.weak}
        own = next(iter(alike.values())) if len(alike) == 1 else None
        if not alike and tokens[role.first - 2].lemma in ("company", "firm", "operator", "developer", "carrier", "vendor", "group"):
            own = next((b for b in reversed(seen) if b.kind in ("Company", "Organization")), None)  # "the company's regional director"
        # "N, the Office's director": the owner is a part of what stands between the commas
        first = role.first - 3 if role.first > 3 and tokens[role.first - 4].text == "," else role.first
        return role if own is None else replace(role, first=first, span=ctx.span(first, role.last), body=own, country=own.country, bare=False)
    duty = complement(ctx, k, prepositions=("for",)).end if k < len(tokens) and tokens[k].norm == "for" else k
    if duty > k and duty + 2 < len(tokens) and tokens[duty].norm in ("at", "in") and tokens[duty + 1].norm == "the":
        # "Under-Secretary for Digital Transformation | in the Estonian ministry"
        role, k = replace(role, role=role.role + " " + text(tokens, k, duty).lower(), last=duty, span=ctx.span(role.first, duty)), duty
    if k + 2 >= len(tokens) or tokens[k].norm not in ("of", "at", "in") or tokens[k + 1].norm != "the":
        return role
    # "Permanent Secretary of the Kenyan ministry": the one of that state
    owner, end = ("", k + 2) if k + 2 not in ctx.adjectives else (ctx.adjectives[k + 2][1], ctx.adjectives[k + 2][0])
    if end >= len(tokens):
        return role
    head = tokens[end]
    following = tokens[end + 1] if end + 1 < len(tokens) else None
    named = following is not None and any(p.first == end + 1 for p in ctx.row.persons)  # "Secretary of the Embassy | Kari Lunde"
    goes_on = following is not None and not named and not is_title(tokens, end + 1) and (following.pos in ("NOUN", "PROPN") or following.norm in ("of", "for"))
    if head.lemma not in lex().bodies or goes_on:
        return role
    fitting = {b.core: b for b in seen if head.lemma in b.core.split(" ") and not b.weak and owner in ("", b.country)}
    if len(fitting) > 1 and head.capital:
        fitting = {core: b for core, b in fitting.items() if b.country not in {None, *_other_sides(ctx, role)}}
    shortest = min(fitting, key=len, default="")
    if not fitting or any(not core.startswith(shortest) for core in fitting):
        return role
    body = fitting[max(fitting, key=len)]  # "the Ministry of Ports of Norway" is the Ministry of Ports
    return replace(role, last=end + 1, span=ctx.span(role.first, end + 1), body=body, country=body.country, bare=False)


_RANKS = frozenset(["first secretary", "second secretary", "third secretary", "counsellor", "counselor", "minister-counsellor", "attaché", "attache"])
_DIPLOMATS = frozenset(["secretary", "counsellor", "counselor", "minister-counsellor", "attaché", "attache", "consul", "diplomat", "chief", "head", "officer", "adviser"])


def _of_the_embassy(ctx: Context, role: RoleNamed, seen: Sequence[BodyNamed], sender: str | None) -> RoleNamed:
    """"First Secretary of the Embassy": that of the only ambassador's state, if the text has not named it in full."""
    tokens, k = ctx.tokens, role.last
    words = set(role.role.replace("-", " ").split(" "))
    if role.body is not None or role.country is not None or not words & _DIPLOMATS:
        return role
    if k + 2 < len(tokens) and tokens[k].norm in ("of", "at", "in", "with", "from") and tokens[k + 1].norm in ("the", "our") and tokens[k + 2].norm in ("embassy", "mission"):
        end = k + 3
    elif role.first > 2 and tokens[role.first - 1].norm == "'s" and tokens[role.first - 2].norm == "embassy":
        end = k  # "the embassy's trade attaché"
    elif sender is not None and role.role in _RANKS and any(p.first in (k, k + 1) for p in ctx.row.persons):
        end = k  # "The Ambassador was accompanied by First Secretary A"
    else:
        return role
    if end < len(tokens) and tokens[end].norm in ("of", "to", "in"):
        return role
    named = [b for b in seen if b.core.startswith("embassy") and (sender is None or b.country in (None, sender))]
    if sender is None and len({b.core for b in named}) != 1:
        return role
    if named:
        house = named[-1] if named[-1].country else replace(named[-1], country=sender)
    else:
        name = f"Embassy of {label(sender or '', 'en')}"
        house = BodyNamed(ctx.sentence.index, end - 1, end, ctx.span(end - 1, end), name, core_of(name), "Agency", sender, "Gen")
    return replace(role, last=end, span=ctx.span(role.first, end), body=house, country=house.country, bare=False)


def _represents(ctx: Context, role: RoleNamed, seen: Sequence[BodyNamed]) -> RoleNamed:
    """"The Commission was represented by N, Member of the Board": the post is at the body that its holder stands for."""
    tokens = ctx.tokens
    at = next((k for k in range(role.first) if tokens[k].lemma == "represent" and "Voice=Pass" in tokens[k].feats), None)
    if role.body is not None or role.country is not None or at is None or any(r.first < role.first and r.first > at for r in ctx.row.roles):
        return role
    head = next((t for t in reversed(tokens[:at]) if t.pos in ("NOUN", "PROPN")), None)
    own = [b for b in ctx.row.bodies if b.last <= at]
    beside = [b for b in ctx.row.bodies if b.last == role.first - 1 and tokens[b.last].norm == "by"]  # "Havtel was represented by A, Telchile by director B"
    named = beside or own or [b for b in seen if head is not None and head.lemma in b.core.split(" ")]
    if not named or head is None or head.lemma in ("side", "team", "delegation"):
        return role
    return replace(role, body=named[0], country=named[0].country, bare=False)


def _other_sides(ctx: Context, role: RoleNamed) -> set[str | None]:
    """States that others in the sentence stand for: ambassadors, and in a signing all."""
    signing = any(t.act == "sign" for t in ctx.row.triggers)
    others = [r for r in ctx.row.roles if r.first != role.first and r.country is not None]
    return {r.country for r in others if signing or r.head in ("ambassador", "посол")}


def _known_ministry(role: RoleNamed, states: Collection[str]) -> RoleNamed:
    """"Federal Minister for Posts": the one state of the release that has a ministry of this name in the authority file."""
    b = role.body
    if b is None or b.country is not None or b.authority is not None or b.kind != "Ministry":
        return role
    fitting = [r for r in _ministries().get(b.core, ()) if r.country in states]
    if len(fitting) != 1:
        return role
    record = fitting[0]
    return replace(role, body=replace(b, country=record.country, name=record.label("en"), authority=record.id), country=role.country or record.country)


@cache
def _ministries() -> dict[str, tuple[Record, ...]]:
    """Name without its state, normalised -> the records."""
    out: dict[str, list[Record]] = {}
    for r in records():
        if r.kind == "Ministry" and r.country is not None:
            for name in (dict(r.labels).get("en", ""), *r.names("en")):
                head, of, _ = name.rpartition(" of ")
                for text in {name, head if of else name}:
                    if " of " in text:
                        out.setdefault(core_of(text), []).append(r)
    return {core: tuple(dict.fromkeys(found)) for core, found in out.items()}
