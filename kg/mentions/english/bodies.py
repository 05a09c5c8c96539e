"""Organisations in an English sentence: a capitalised head noun with what stands before it and its complement."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.mentions.bodies import core_of
from kg.mentions.english.abbreviated import abbreviations, companies, spelled
from kg.mentions.english.complement import Complement, complement
from kg.mentions.english.context import (
    Context,
    case_at,
    common,
    field_word,
    is_capital,
    is_name_word,
    is_title,
    lex,
    run_end,
    text,
)
from kg.mentions.english.deal_sides import sides_of_deals
from kg.mentions.english.records import of_government, organ, part_of_name, unit_of
from kg.mentions.english.trades import PRACTICES, title_begins
from kg.mentions.loose_names import response_teams
from kg.mentions.model import BodyNamed
from kg.reference.countries import label
from kg.text.document import Token
from kg.text.english import is_common

_SEATED = frozenset(["Ministry", "Agency", "Institution", "Company"])
_OWNED = frozenset(["Ministry", "Parliament", "Agency"])
# they close a company's name after a word of its own ("Huawei Technologies"), else name a field ("Information Technologies")
_COMPANY_TAILS = frozenset(["technology", "technologies", "system", "systems", "network", "networks", "telecommunication", "telecommunications", "mobile", "satellite", "solution", "solutions", "television", "radio", "community"])
_FIELDS = frozenset(["technology", "technologies", "system", "systems", "network", "networks", "telecommunication", "telecommunications", "satellite", "service", "community", "customs", "programme"])
_FAMILIES = frozenset(["park", "bank", "school", "post", "bureau", "office"])  # "Park Sung-min" is a man
_OF_ONE_STATE = frozenset("National State Republican Federal Government".split())
_STANDING = frozenset(["commission", "committee", "council", "board"])
_PRACTISED = frozenset(["programme", "program", "service", "community", "network", "customs", "fund", "group", "school", "office"])
_NO_PREFIX = frozenset(["dear", "honourable", "deputy", "first"])


def find_bodies(ctx: Context, known: Sequence[BodyNamed]) -> list[BodyNamed]:
    """Organisations of a sentence, left to right. `known`: those that the authority file recognised; they win."""
    out: list[BodyNamed] = []
    for head, token in enumerate(ctx.tokens):
        if out and head < out[-1].last:
            continue
        kinds = lex().bodies.get(token.lemma) or lex().bodies.get(token.norm)
        if kinds is None or token.pos not in ("NOUN", "PROPN") or any(f <= head < e for f, (e, _) in ctx.nouns.items()):
            continue
        found = _phrase(ctx, head, kinds, out[-1].last if out else 0)
        if found is not None:
            out.append(found)
    out = _with_known(ctx, out, [organ(ctx, k) for k in known])
    out = [_under(ctx, b, out) for b in out]
    # "the Management Board of Northcom JSC" is a part of the company
    out = [b for b in out if not (ctx.tokens[b.last - 1].lemma != "board" and "board of" in b.core and any(o.kind == "Company" and b.first < o.first < b.last for o in out))]
    covered = {i for b in out for i in range(b.first, b.last)}
    out += [of_government(ctx, b, out) for b in response_teams(ctx.tokens, covered, ctx.sentence.index)]
    covered |= {i for b in out for i in range(b.first, b.last)}
    out += spelled(ctx, covered)
    covered |= {i for b in out for i in range(b.first, b.last)}
    out += [b for b in (*companies(ctx, covered), *abbreviations(ctx, covered)) if b.first not in covered]
    out += sides_of_deals(ctx, [b for b in out if not b.weak or b.kind != "Organization"])
    return sorted(out, key=lambda b: (b.first, -b.last))


def _under(ctx: Context, b: BodyNamed, others: Sequence[BodyNamed]) -> BodyNamed:
    """"the Agency … under the Ministry of … of the Republic of Azerbaijan": the country is that of the body above."""
    if b.country is not None or b.authority is not None or b.last >= len(ctx.tokens) or ctx.tokens[b.last].norm not in ("under", "at", "of"):
        return b
    above = next((o for o in others if o.first in (b.last + 1, b.last + 2) and o.country is not None), None)
    return b if above is None else replace(b, country=above.country)


def _with_known(ctx: Context, found: list[BodyNamed], known: Sequence[BodyNamed]) -> list[BodyNamed]:
    """Both, one mention for one name: the record wins where the phrase says no more than it, or only an ordinal more."""
    out = list(found)
    for k in known:
        if part_of_name(ctx, k):
            continue
        at = k.last if k.last in ctx.nouns else next((f for f, (e, _) in ctx.nouns.items() if k.first < f and e == k.last), -1)
        if k.kind == "Company" and at >= 0 and ctx.nouns[at][1] != k.country:
            end, iso = ctx.nouns[at]  # "Telkom Kenya" is no house of the Telkom known
            name = text(ctx.tokens, k.first, end)
            out = [b for b in out if not (k.first <= b.first < end)]
            out.append(replace(k, last=end, span=ctx.span(k.first, end), name=name, core=core_of(name), country=iso, authority=None, names=(), case=case_at(ctx.tokens, k.first)))
            continue
        if ctx.tokens[k.first - 1].text == "(" and any(b.first < k.first and k.last < b.last for b in out):
            continue  # the abbreviation in brackets belongs to the name before it
        same = [b for b in out if b.span.start <= k.span.start and k.span.end == b.span.end and k.last - k.first > 1]
        if same and (unit_of(ctx, same[0], k) or (same[0].kind == "InternationalOrganization" and " office for " in same[0].core)):
            out[out.index(same[0])] = replace(same[0], country=same[0].country or k.country)
            out.append(replace(k, case="Gen"))
            continue
        if same:
            out.remove(same[0])
            out.append(replace(k, short=same[0].short or k.short, last=max(k.last, same[0].last), case=same[0].case))
            continue
        longer = next((b for b in out if b.first == k.first and b.last > k.last and b.country == k.country is not None and b.core == k.core), None)
        if longer is not None:  # only its country is more
            out[out.index(longer)] = replace(k, short=longer.short or k.short, last=longer.last, span=longer.span, case=longer.case)
            continue
        # "Digital Development Agency of …" in "the Innovation and Digital Development Agency of …" is the same body
        out = [b for b in out if not (k.first < b.first < k.last or (k.first <= b.first and b.span.end <= k.span.end))]
        out.append(replace(k, case=case_at(ctx.tokens, k.first)))
    return out


def _phrase(ctx: Context, head: int, kinds: tuple[str, ...], lower: int) -> BodyNamed | None:
    tokens = ctx.tokens
    token = tokens[head]
    joint = head > 0 and tokens[head - 1].lemma in lex().sets["joint_adjectives"]
    if not is_name_word(token):
        return _small(ctx, head, kinds, lower) if "WorkingBody" in kinds and joint else None
    following = tokens[head + 1] if head + 1 < len(tokens) else None
    if following is not None and is_capital(following) and (following.lemma in lex().bodies or following.norm in lex().bodies) and head + 1 not in ctx.heads:
        return None
    if following is not None and is_capital(following) and following.lemma in lex().gatherings and following.lemma not in lex().bodies:
        return None  # "the Africa Post | Forum"
    if following is not None and head + 1 in ctx.heads and ((following.lemma in PRACTICES and token.lemma in _PRACTISED) or (token.lemma, following.lemma) == ("mission", "director")):
        return None  # "Senior Programme | Officer", "USAID Mission | Director"
    if token.lemma == "congress" and head and is_capital(tokens[head - 1]) and tokens[head - 1].norm not in ("national", "federal", "the", "state") and head - 1 not in ctx.nouns and head - 1 not in ctx.adjectives:
        return None  # "the Mobile World Congress" is a gathering
    if (token.number == "Plur" and token.norm not in lex().bodies) or (token.lemma == "board" and _of_its_chair(ctx, head)):
        return None
    first = _first(ctx, head, lower)
    if kinds[0] == "Agency" and first > 1 and tokens[first - 1].norm in ("of", "for") and tokens[first - 2].lemma in lex().sets["roles.ministerial"]:
        return None  # "Minister of | Public Administration and …": what the ministry is for
    after = head + 1
    if following is not None and is_capital(following) and head + 1 not in ctx.heads and head + 1 not in ctx.nouns and kinds[0] in ("Company", "Institution"):
        after = title_begins(ctx, head + 1, run_end(tokens, head + 1, ctx.heads))
        if first < head and token.norm in lex().sets["legal_forms"]:
            after = head + 1  # "Chairman of Northcom JSC | Kari Lunde"
        if first < head and 2 <= after - head - 1 <= 3 and all(not field_word(t) for t in tokens[head + 1 : after]) and _behind_post(ctx, first):
            after = head + 1  # "director of the e-Governance Academy | Hannes Astok"
    if first == head and after > head + 1 and token.lemma in _FAMILIES and all("-" in t.text or not field_word(t) for t in tokens[head + 1 : after]):
        return None
    tail = complement(ctx, after)
    kind = _kind(kinds, token.lemma, joint)
    if not _named(ctx, first, head, tail, kind, token) or _venue(ctx, head):
        return None
    return _body(ctx, first, head, tail, kind)


def _of_its_chair(ctx: Context, head: int) -> bool:
    """"Chairman of the (Management) Board | of AMA": a part of the post."""
    k = head - 1
    while k > 0 and ctx.tokens[k].norm in ("the", "management", "executive", "supervisory"):
        k -= 1
    return k > 0 and ctx.tokens[k].norm == "of" and k - 1 in ctx.heads and ctx.tokens[k - 1].lemma in ("chairman", "chairwoman", "chairperson", "chair", "member", "deputy", "president")


def _behind_post(ctx: Context, first: int) -> bool:
    """A body right behind "director of", "head at the"."""
    return any(i + 2 in (first, first - 1) and ctx.tokens[i + 1].norm in ("of", "at") for i in ctx.heads if i + 1 < len(ctx.tokens))


def _venue(ctx: Context, head: int) -> bool:
    """"the Kigali Convention Centre": a house to meet in."""
    return ctx.tokens[head].lemma in ("centre", "center", "hall") and head > 0 and ctx.tokens[head - 1].lemma in ("convention", "exhibition", "conference", "congress", "expo", "exposition")


def _kind(kinds: tuple[str, ...], lemma: str, joint: bool) -> str:
    return "WorkingBody" if joint and "WorkingBody" in kinds else kinds[0]


def _first(ctx: Context, head: int, lower: int) -> int:
    tokens = ctx.tokens
    first = head
    while first > lower:
        i = first - 1
        t = tokens[i]
        if not is_name_word(t) and t.text not in ("&",):
            break
        if t.pos in ("DET", "ADP", "CCONJ", "PRON", "SCONJ", "ADV", "AUX") or i in ctx.heads or t.lemma in _NO_PREFIX or (len(t.text) == 1 and is_title(tokens, i)):
            break
        if i == 0 and t.pos not in ("PROPN", "NOUN", "ADJ"):
            break
        first -= 1
    if first < head and tokens[first].text == "&":
        first += 1
    return _joined(ctx, first, head, lower) if first < head else first


def _joined(ctx: Context, first: int, head: int, lower: int) -> int:
    """"the National Database and Registration Authority": fields in front of one head, joined by "and" behind an article."""
    tokens = ctx.tokens
    if first - 2 < lower or tokens[first - 1].norm not in ("and", "&") or not all(field_word(t) for t in tokens[first:head]):
        return first
    start = k = first - 1
    while k > lower and (is_capital(tokens[k - 1]) or (tokens[k - 1].text == "," and k < start)) and k - 1 not in ctx.heads:
        k -= 1
    run = tokens[k:start]
    state = ctx.nouns[k][0] if k in ctx.nouns and ctx.nouns[k][0] < start and is_capital(tokens[ctx.nouns[k][0]]) else k  # "the Zambia | Information and Communications Technology Authority"
    if state > k:
        run = tokens[state:start]
    apart = any(b in ctx.nouns or b in ctx.places for b in range(state, start)) or any(t.lemma in lex().bodies and t.lemma not in _FIELDS and t.norm != "posts" for t in run)
    article = state > k == 0 or (k > 0 and (tokens[k - 1].norm in ("the", "a", "its", "our", "of", "'s") or k in ctx.adjectives))
    return k if run and article and not apart and all(field_word(t) or i in ctx.adjectives for i, t in enumerate(run, state)) else first


def _named(ctx: Context, first: int, head: int, tail: Complement, kind: str, token: Token) -> bool:
    grown = tail.end > head + 1
    if token.lemma in _COMPANY_TAILS:
        return not grown and any(not common(t) for t in ctx.tokens[first:head])
    states = {i for f, (e, _) in ctx.adjectives.items() for i in range(f, e)}
    own = any(i not in states for i in range(first, head))
    only_country = tail.country_at is not None and tail.end == tail.country_at[1] and not any(
        is_capital(t) for t in ctx.tokens[head + 1 : tail.country_at[0]]
    )
    if token.lemma in lex().sets["generic_bodies"]:
        if first == head:
            return grown and (not only_country or token.lemma == "bank")  # "the Bank of Norway"
        pair = len({c.iso for c in ctx.row.countries if first <= c.first < head}) > 1  # "the Saudi-Singapore Joint Committee"
        return own or pair or kind == "Company" or (grown and not only_country) or token.lemma in ("post", "bank", "agency", "academy", "assembly")
    return first < head or grown


def _body(ctx: Context, first: int, head: int, tail: Complement, kind: str) -> BodyNamed:
    tokens = ctx.tokens
    country = tail.country
    name = text(tokens, first, tail.end)
    core_end = tail.end
    if tail.country_at is not None:
        core_end = tail.country_at[0]
        while core_end > head + 1 and tokens[core_end - 1].norm in ("the", "of", "for"):
            core_end -= 1
    if country is None and tail.end > head + 3 and tokens[head + 1].norm == "of" and tokens[head + 2].norm == "the" and head + 3 in ctx.adjectives:
        country = ctx.adjectives[head + 3][1]  # "the Taskforce of the | Norwegian Department of Trade"
    core_first = first
    while core_first < head and core_first in ctx.adjectives:
        country = country or ctx.adjectives[core_first][1]
        core_first = ctx.adjectives[core_first][0]
    core_first = min(core_first, head)
    # "China Telecom", "e-Mongolia Academy"
    country = country or next((iso for i in range(first, head) if i in ctx.nouns for _, iso in [ctx.nouns[i]]), None)
    if len({c.iso for c in ctx.row.countries if first <= c.first < head}) > 1:
        country = None  # "Türkiye-Azerbaijan Joint Working Group"
    owner = _owner(ctx, first) or next(((text(tokens, f, e), iso) for f, (e, iso) in ctx.nouns.items() if e == first and tokens[e - 1].text == "."), None)
    if owner is not None and country is None and kind != "InternationalOrganization":
        country = owner[1]
        if first == head and kind in _OWNED:
            name = f"{name} of {owner[0]}"
    if kind == "WorkingBody" and country is not None and tokens[head].lemma in _STANDING and tokens[head - 1].lemma not in lex().sets["joint_adjectives"]:
        kind = "Agency"  # "the Computer Council of Peru", "Norway's Postal Commission": of one state, and no joint one
    of_one_state = country is not None or any(t.text in _OF_ONE_STATE for t in tokens[first:head])
    if kind == "InternationalOrganization" and of_one_state and tokens[head].lemma in ("fund", "programme", "community", "association"):
        kind = "Organization"  # "the Norway Computing Fund", "the National Research Fund"
    short, end = _short(tokens, tail.end)
    stop = tail.end
    if short and country is None and (state := complement(ctx, end, prepositions=("of",))).country_at is not None and state.end == state.country_at[1]:
        # "the Ministry of Ports (MoP) of Norway"
        name, country, end = name + " " + text(tokens, end, state.end), state.country, state.end
        stop = end
    if country is None and kind in _SEATED and (seat := seat_of(ctx, end)) is not None:
        country, end = seat
    return BodyNamed(
        ctx.sentence.index, first, end, ctx.span(first, stop), name, core_of(text(tokens, core_first, core_end)), kind, country,
        case_at(tokens, first), short,
    )  # fmt: skip


def seat_of(ctx: Context, end: int) -> tuple[str, int] | None:
    """(ISO, its end) in "the Ministry of Ports, Norway, and …": a state between commas behind a name; "Norway and Peru" are two sides."""
    tokens = ctx.tokens
    found = ctx.nouns.get(end + 1) if end < len(tokens) and tokens[end].text == "," else None
    town = next((p for p in ctx.row.places if p.first == end + 1 and p.iso), None) if end < len(tokens) and tokens[end].text == "," else None
    if town is not None and town.last >= len(tokens) - (tokens[-1].pos == "PUNCT") and not any(t.pos in ("VERB", "AUX") for t in tokens):
        return str(town.iso), town.last  # "Ministry of Ports, Oslo", a letterhead
    if found is None or (end and end - 1 in ctx.places):
        return None
    last, iso = found
    closed = last >= len(tokens) or tokens[last].text in (",", ".", ";", ")")
    listed = last + 1 < len(tokens) and tokens[last].text == "," and (last + 1 in ctx.nouns or (tokens[last + 1].norm == "and" and last + 2 in ctx.nouns))
    return (iso, last) if closed and not listed else None


def _owner(ctx: Context, first: int) -> tuple[str, str] | None:
    """(printed name, ISO) of the country in "Mongolia's Ministry of …"."""
    for start, (end, iso) in ctx.nouns.items():
        if end == first - 1 and ctx.tokens[end].norm in ("'s", "'"):
            return text(ctx.tokens, start, end), iso
        if end == first and end > start and ctx.tokens[end - 1].norm == "'s":
            return text(ctx.tokens, start, end - 1), iso
    return None


def owner_of(ctx: Context, first: int) -> tuple[str, str] | None:
    """(name, ISO) of a country that owns the phrase at `first`: by "'s", or as an adjective ("Kyrgyz", "the Brazilian")."""
    owner = _owner(ctx, first)
    if owner is not None:
        return owner
    for _, (end, iso) in ctx.adjectives.items():
        if end == first:
            return label(iso, "en"), iso
    for start, (end, iso) in ctx.nouns.items():  # "the UK Minister", "Bangladesh Deputy Minister"; not "in Peru Minister N"
        before = ctx.tokens[start - 1] if start else None
        loose = before is None or before.norm in ("the", "and", "with", "by", "between", ",", "–", "-") or before.pos in ("VERB", "PUNCT")
        if end == first and loose and is_name_word(ctx.tokens[first]):
            return label(iso, "en"), iso
    return None


def _short(tokens: Sequence[Token], end: int) -> tuple[str, int]:
    if end + 2 < len(tokens) and tokens[end].text == "(" and tokens[end + 2].text == ")":
        inner = tokens[end + 1].text
        single = inner[:1].isupper() and inner[1:].islower() and len(inner) > 3 and not is_common(inner)  # "(Agesic)"
        if (sum(c.isupper() for c in inner) >= 2 or single) and len(inner) <= 12:
            return inner, end + 3
    return "", end


def _small(ctx: Context, head: int, kinds: tuple[str, ...], lower: int) -> BodyNamed | None:
    """"a joint working group on 5G", "the Russian-Indian intergovernmental commission" in lower case."""
    tokens = ctx.tokens
    if tokens[head].number == "Plur":
        return None
    first = head
    while first > lower and (tokens[first - 1].lemma in lex().sets["joint_adjectives"] or first - 1 in ctx.adjectives or _in_adjective(ctx, first - 1) or tokens[first - 1].text == "-"):
        first -= 1
    tail = complement(ctx, head + 1, lower=True)
    states = any(i in ctx.adjectives for i in range(first, head))
    words = {t.lemma for t in tokens[first:head]}
    if tail.end == head + 1 and not states and not words & {"intergovernmental"}:
        return None
    if tokens[head].lemma == "group" and "working" not in words and "expert" not in words:
        return None
    short, end = _short(tokens, tail.end)
    return BodyNamed(
        ctx.sentence.index, first, end, ctx.span(first, tail.end), text(tokens, first, tail.end), core_of(text(tokens, first, tail.end)), "WorkingBody",
        tail.country, case_at(tokens, first), short,
    )  # fmt: skip


def _in_adjective(ctx: Context, i: int) -> bool:
    return any(first <= i < end for first, (end, _) in ctx.adjectives.items())
