"""All mentions of an English document: the finders in their order.

The fact rules know words by Russian keys, so tokens, posts and triggers carry those of the gloss in `kg.reference.words`;
names, roles and labels stay English.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from kg.mentions.dates import find_dates
from kg.mentions.english.abbreviated import with_shorts
from kg.mentions.english.acts import find_acts
from kg.mentions.english.anaphors import name_again
from kg.mentions.english.bodies import find_bodies
from kg.mentions.english.context import (
    CALENDAR,
    Context,
    case_at,
    family_name,
    glossed,
    is_name_word,
    is_title,
    lex,
)
from kg.mentions.english.gatherings import find_gatherings
from kg.mentions.english.nouns import find_instruments
from kg.mentions.english.offices import told_elsewhere
from kg.mentions.english.owned import owned_houses
from kg.mentions.english.people import find_people
from kg.mentions.english.roles import find_roles
from kg.mentions.english.told_acts import foretold, looks_ahead, signers_go_on
from kg.mentions.known import find_known
from kg.mentions.model import BodyNamed, CountryNamed, PlaceNamed, RoleNamed, SentenceMentions
from kg.mentions.russian import context_of
from kg.reference.countries import find_countries
from kg.reference.given import latin_given
from kg.reference.places import find_places
from kg.text.document import Document, Sentence, Token
from kg.text.english import is_common
from kg.values import Span


def find_mentions(document: Document) -> list[SentenceMentions]:
    """Mentions of each sentence, in order."""
    contexts = [_places(document, s) for s in document.sentences]
    known_by = context_of(document, [ctx.row for ctx in contexts])
    for ctx in contexts:
        known = find_known(ctx.sentence, "en", ctx.row.countries, known_by)
        ctx.row.bodies = find_bodies(ctx, [b for b in known if b.kind != "Company" or b.last - b.first > 1 or not family_name(ctx, b.first)])
    owned_houses(contexts)
    named = [b for ctx in contexts for b in ctx.row.bodies]
    # "the software company Sigelvik" is Sigelvik from there on
    alone = {b.name: b for b in named if b.kind == "Company" and not b.weak and b.last - b.first == 1 and not is_common(b.name)}
    with_shorts(contexts, alone | {b.short: b for b in named if b.short})
    name_again(contexts)
    for ctx in contexts:
        ctx.row.roles = find_roles(ctx)
    # "Chief Executive of Sonatel" tells that Sonatel is a house, wherever it stands
    houses = {b.name: b for ctx in contexts for r in ctx.row.roles if (b := r.body) is not None and b.weak and b.last - b.first == 1 and b.kind == "Organization"}
    if houses:
        with_shorts(contexts, houses)
    ahead = looks_ahead(document.sentences)
    for n, ctx in enumerate(contexts):
        ctx.row.triggers = [*find_acts(ctx), *(foretold(ctx.sentence) if ahead else [])]
        if n and document.text[: contexts[n - 1].sentence.span.end].rstrip().endswith(";"):
            ctx.row.triggers = ctx.row.triggers or signers_go_on(contexts[n - 1].row.triggers, ctx.sentence)
        acts = frozenset(t.act for t in ctx.row.triggers)
        ctx.row.instruments = find_instruments(ctx, acts)
        ctx.row.gatherings = find_gatherings(ctx)
    families: frozenset[str] = frozenset()
    for _ in range(2):
        for ctx in contexts:
            ctx.row.persons = find_people(ctx, families)
        families = frozenset(
            w for ctx in contexts for p in ctx.row.persons for part in (p.family, p.given) for w in part.lower().split(" ") if len(w) > 2
        )
    told_elsewhere(contexts)
    return [_finished(ctx) for ctx in contexts]


def _places(document: Document, sentence: Sentence) -> Context:
    tokens = sentence.tokens
    countries, places = [], []
    towns = find_places(tokens, "en")
    for c in find_countries(tokens, "en"):
        first, last = _range(tokens, c.span)
        if c.form == "noun" and (_plural_name(tokens, first, last) or any(p.span.start < c.span.start and c.span.end <= p.span.end for p in towns)):
            continue
        # "Mongolia's": the ending is a token of its own and no part of the name
        while last - 1 > first and tokens[last - 1].norm in ("'s", "'"):
            last -= 1
        if last + 1 < len(tokens) and tokens[last].text == "." and len(tokens[last - 1].text) == 1 and tokens[last].start == tokens[last - 1].end and tokens[last + 1].capital:
            last += 1  # "the U.S. | Department of Commerce"
        countries.append(CountryNamed(sentence.index, first, last, Span(tokens[first].start, tokens[last - 1].end), c.iso, c.form, ""))
    for p in towns:
        first, last = _range(tokens, p.span)
        if last - first == 1 and tokens[first].norm in CALENDAR:
            continue  # "in March" is no town in Cambridgeshire
        places.append(PlaceNamed(sentence.index, first, last, p.span, p.name, p.iso))
    ctx = Context.of(sentence, countries, places)
    ctx.row.dates = find_dates(sentence.span.of(document.text), "en", sentence.span.start)
    return ctx


def _plural_name(tokens: Sequence[Token], first: int, last: int) -> bool:
    """"Frances | Lunde": no plural of France, but a name."""
    return last - first == 1 and tokens[first].norm in latin_given() and last < len(tokens) and is_name_word(tokens[last]) and tokens[first].norm.endswith("s")


def _range(tokens: Sequence[Token], span: Span) -> tuple[int, int]:
    inside = [i for i, t in enumerate(tokens) if t.start < span.end and span.start < t.end]
    return inside[0], inside[-1] + 1


def _finished(ctx: Context) -> SentenceMentions:
    row = ctx.row
    people: set[int] = {i for p in row.persons for i in range(p.first, p.last)}
    row.places = [p for p in row.places if not _inside(p, people, row.bodies) and not _seat(ctx, p)]
    row.bodies = [b for b in row.bodies if not people & set(range(b.first, b.last)) and not _only_unit(ctx, b)]
    row.countries = [replace(c, case=_owned(ctx, c) or _of_town(ctx, c) or case_at(ctx.tokens, c.first)) for c in row.countries]
    _agree(ctx)
    row.roles = [_beside_name(ctx, r) for r in row.roles]
    _take_in_articles(ctx)
    row.sentence = replace(ctx.sentence, tokens=tuple(_peer(ctx.tokens, k) or glossed(t) for k, t in enumerate(ctx.tokens)))
    row.tokens = row.sentence.tokens
    return row


def _peer(tokens: Sequence[Token], k: int) -> Token | None:
    """"his Czech opposite | number" is his colleague."""
    return replace(tokens[k], norm="коллега", lemma="коллега") if k and tokens[k].norm == "number" and tokens[k - 1].norm == "opposite" else None


def _only_unit(ctx: Context, b: BodyNamed) -> bool:
    """"head of the E-Government Department": the department is a part of the post's name."""
    unit = ctx.tokens[b.last - 1].lemma in lex().sets["units"] and b.country is None and b.authority is None
    return unit and any(r.first < b.first and b.last <= r.last and r.body != b for r in ctx.row.roles)


def _owned(ctx: Context, c: CountryNamed) -> str:
    return "Gen" if c.last < len(ctx.tokens) and ctx.tokens[c.last].norm in ("'s", "'") else ""


def _of_town(ctx: Context, c: CountryNamed) -> str:
    """"in Lima, Peru, today": the state behind a town's comma says where the town is, and is no side."""
    k = c.first - 1
    town = k > 0 and ctx.tokens[k].text in (",", "(") and any(p.last == k and p.iso in (None, c.iso) for p in ctx.row.places)
    return "Loc" if town and c.form != "adjective" else ""


def _agree(ctx: Context) -> None:
    """What "and" or a comma joins to another name stands in its case: "between the OTS and the ITU"."""
    row = ctx.row
    cases: dict[int, tuple[str, int]] = {}  # end of a name -> its case and table
    tables: list[list[Any]] = [row.bodies, row.countries, row.persons]
    for first, table, n in sorted((m.first, t, n) for t, rows in enumerate(tables) for n, m in enumerate(rows)):
        mention = tables[table][n]
        k = first - 1
        while k >= 0 and (ctx.tokens[k].pos == "DET" or is_title(ctx.tokens, k) or (ctx.tokens[k].text == "." and is_title(ctx.tokens, k - 1))):
            k -= 1
        behind_post = any(r.last in (first, k + 1) or r.first <= k < r.last for r in row.roles)
        if k > 0 and ctx.tokens[k].norm in ("and", ",", "&") and not behind_post:
            joined = cases.get(k) or (cases.get(k - 1) if ctx.tokens[k - 1].text == "," else None)
            listed = mention.last < len(ctx.tokens) and ctx.tokens[mention.last].norm in (",", "and")
            alike = joined is not None and (joined[1] == table or 2 not in (joined[1], table))
            if joined is not None and alike and mention.case == "Nom" and (ctx.tokens[k].text != "," or listed):
                mention = tables[table][n] = replace(mention, case=joined[0])
        if not any(r.first < mention.first and mention.last <= r.last for r in row.roles):
            cases[mention.last] = (mention.case, table)


def _take_in_articles(ctx: Context) -> None:
    """The token range of a name begins at its article or title, so that the preposition is what stands before it."""
    row = ctx.row

    def start(first: int) -> int:
        while first > 0 and (ctx.tokens[first - 1].norm == "the" or (is_title(ctx.tokens, first - 1) and ctx.tokens[first - 1].norm != "he") or (ctx.tokens[first - 1].text == "." and is_title(ctx.tokens, first - 2))):
            first -= 1
        return first

    def owned(first: int) -> int:
        # "with Armenia's Ministry of …": the preposition stands before the owner
        owner = next((c for c in row.countries if c.form != "adjective" and first > 1 and c.last == first - 1 and ctx.tokens[first - 1].norm in ("'s", "'")), None)
        return start(first if owner is None else owner.first)

    moved = {b: replace(b, first=owned(b.first), case=b.case if owned(b.first) == start(b.first) else case_at(ctx.tokens, owned(b.first))) for b in row.bodies}
    row.bodies = list(moved.values())
    row.roles = [replace(r, body=moved[r.body]) if r.body in moved else r for r in row.roles]
    row.countries = [c if c.form == "adjective" else replace(c, first=start(c.first)) for c in row.countries]
    # a title between a post and its holder is passed over by the rules themselves
    ends = {r.last for r in row.roles}
    row.persons = [p if {start(p.first), start(p.first) + 1} & ends else replace(p, first=start(p.first)) for p in row.persons]


def _beside_name(ctx: Context, role: RoleNamed) -> RoleNamed:
    """A post takes in the comma before its holder's name: "Mongolia's Minister of …, Baatarkhuu Tsend, received …"."""
    tokens = ctx.tokens
    k = role.last
    if role.case != "Ins" or (role.first and tokens[role.first - 1].text in (",", "(")):
        role = replace(role, case="")
    if k + 1 >= len(tokens) or tokens[k].text != "," or any(p.last == role.first - 1 for p in ctx.row.persons if role.first and tokens[role.first - 1].text in (",", "(")):
        return role
    j = k + 1
    while j < len(tokens) and (is_title(tokens, j) or (tokens[j].text == "." and is_title(tokens, j - 1)) or (tokens[j].norm == "the" and is_title(tokens, j + 1))):
        j += 1
    holder = next((p for p in ctx.row.persons if p.first == j), None)
    if holder is None or any(_apposed(tokens, holder.last, r.first) and not _of_next(ctx, r) for r in ctx.row.roles):
        return role
    k += 1 + (tokens[k + 1].norm == "the")
    return replace(role, last=k, span=ctx.span(role.first, k))


def _of_next(ctx: Context, role: RoleNamed) -> bool:
    """"…, A, the Minister of Ports, B, met": a post behind a name that the next name takes."""
    k = role.last + (role.last < len(ctx.tokens) and ctx.tokens[role.last].text == ",")
    while k < len(ctx.tokens) and (is_title(ctx.tokens, k) or (ctx.tokens[k].text == "." and is_title(ctx.tokens, k - 1))):
        k += 1
    return k > role.last and any(p.first == k for p in ctx.row.persons)


def _apposed(tokens: Sequence[Token], end: int, first: int) -> bool:
    """A post right behind a name and a comma, at most "the" between; "with Peru's Minister" is another's."""
    if end >= len(tokens) or tokens[end].text != ",":
        return False
    return first == end + 1 or (first == end + 2 and tokens[end + 1].pos in ("DET", "ADV", "ADJ"))


def _seat(ctx: Context, place: PlaceNamed) -> bool:
    """"the University of Ports in Bergen signed …": where a subject has its house, not where it signs."""
    k, tokens = place.first, ctx.tokens
    body = next((b for b in ctx.row.bodies if b.last == k - 1 and b.kind == "Institution"), None)
    if body is None or tokens[k - 1].norm != "in" or any(t.norm == "of" for t in tokens[max(0, body.first - 2) : body.first]) or any(t.pos in ("VERB", "AUX") for t in tokens[: body.first]):
        return False
    return place.last < len(tokens) and (tokens[place.last].pos in ("VERB", "AUX") or (tokens[place.last].norm == "and" and any(t.pos == "VERB" for t in tokens[place.last :])))


def _inside(place: PlaceNamed, people: set[int], bodies: Sequence[BodyNamed]) -> bool:
    return bool(people & set(range(place.first, place.last))) or any(b.first <= place.first < b.last for b in bodies)
