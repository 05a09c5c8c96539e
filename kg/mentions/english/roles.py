"""Posts in an English sentence: the words of the post, its owner before it, the organisation or field after it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kg.mentions.english.bodies import owner_of, seat_of
from kg.mentions.english.complement import Complement, complement
from kg.mentions.english.context import Context, case_at, field_word, is_capital, key_of, lex, text
from kg.mentions.english.duties import WITH_DUTY, field_alone, only_of_houses, small_field, text_after
from kg.mentions.english.fields import LOWER_FIELD, field_before, from_field, implied
from kg.mentions.english.houses import (
    at_body,
    destination,
    house,
    house_of_state,
    of_parliament,
    owner_house,
    rank_before,
)
from kg.mentions.english.owned import small_house
from kg.mentions.english.parts import field_of_post, of_office, part_of_board
from kg.mentions.english.titles import after_head, modifiers, words
from kg.mentions.english.trades import PRACTICES, region_end, trade_first
from kg.mentions.model import BodyNamed, RoleNamed
from kg.reference.countries import label

_TITLED = PRACTICES | {"envoy"}
_BEFORE_HEADS = frozenset(["deputy", "assistant", "vice", "chief", "general", "executive", "principal", "secretary", "cabinet"])
_UNIT_HEADS = frozenset(["head", "director", "chief", "manager", "director-general", "general", "officer", "secretary", "coordinator", "dean", "lead", "vice-president"])
_TRADES = frozenset("engineer professor academic scientist researcher analyst expert specialist economist architect lawyer consultant lawmaker diplomat researcher moderator owner partner".split())
_RANKED = frozenset("deputy vice secretary assistant minister lady counsellor vice-president vice-minister vice-rector vice-chairman vice-chair under".split())
_NOT_TITLES = frozenset(["general", "speaker"])  # "general cooperation", "speaker" of a panel: only with more words


def find_roles(ctx: Context) -> list[RoleNamed]:
    """Posts of a sentence, left to right; bodies and countries must be found already."""
    out: list[RoleNamed] = []
    tokens = ctx.tokens
    i = 0
    while i < len(tokens):
        head = _head(ctx, i)
        if head is None or (out and i < out[-1].last):
            i += 1
            continue
        made = _role(ctx, i, out[-1].last if out else 0)
        if made is not None:
            out.append(made)
            i = max(made.last, i + 1)
        else:
            i += 1
    return out


def _head(ctx: Context, i: int) -> str | None:
    """Lemma of the last role noun of a title that begins or lies at i ("vice minister", "director general")."""
    t = ctx.tokens[i]
    if i not in ctx.heads or t.pos not in ("NOUN", "PROPN", "ADJ", "VERB"):
        return None
    if t.pos == "VERB" and not t.capital:
        return None
    following = ctx.tokens[i + 1] if i + 1 < len(ctx.tokens) else None
    # "deputy minister", "chief executive": the last noun is the head, but "secretary general" is one name
    general = following is not None and t.lemma == "secretary" and following.lemma == "general"
    if following is not None and i + 1 in ctx.heads and (t.lemma in _BEFORE_HEADS or (t.lemma == "president" and following.lemma in ("director", "commissioner"))) and not general:
        return None
    if t.lemma in _BEFORE_HEADS and i + 2 in ctx.heads and following is not None and following.norm in lex().sets["roles.adjectives"] and not general:
        return None  # "Deputy Prime Minister"
    if t.lemma == "deputy" and _of_a_minister(ctx, i + 1):
        return None  # "first deputy communications minister"
    if t.lemma in _NOT_TITLES and not (t.lemma == "speaker" and of_parliament(ctx, i)) and not (i and ctx.tokens[i - 1].lemma in ("secretary", "director", "governor", "attorney", "consul", "prosecutor")):
        return None
    if following is not None and following.norm in ("'s", "'") and i + 2 < len(ctx.tokens) and is_capital(ctx.tokens[i + 2]) and t.number == "Plur":
        return None  # "Ministers' Meeting"
    if following is not None and (following.norm == "'" and t.number == "Plur"):
        return None
    if following is not None and following.norm == "'s" and any(k in ctx.heads for k in range(i + 2, min(len(ctx.tokens), i + 6))) and not any(t.text in (",", ".") for t in ctx.tokens[i + 2 : i + 4]):
        return None  # "the President's Counter Terrorism Adviser"
    return t.lemma


def _of_a_minister(ctx: Context, i: int) -> bool:
    k = i
    while k < len(ctx.tokens) and ctx.tokens[k].norm in LOWER_FIELD:
        k += 1
    return i < k < len(ctx.tokens) and ctx.tokens[k].lemma == "minister"


@dataclass(slots=True)
class _Post:
    """A post while it is read: its words, where it ends, and what it belongs to."""

    words: str
    end: int
    body: BodyNamed | None = None
    country: str | None = None


def _role(ctx: Context, head: int, lower: int) -> RoleNamed | None:
    tokens = ctx.tokens
    lemma = tokens[head].lemma
    first, former, _ = modifiers(ctx, head, lower)
    first = min(first, trade_first(ctx, head, lower))
    title_first = first
    while title_first < head and tokens[title_first].norm in lex().sets["roles.temporal.former"]:
        title_first += 1
    if title_first < head and tokens[title_first].text == "first" and title_first and tokens[title_first - 1].norm in ("the", "its", "'s") and tokens[title_first + 1].lemma not in _RANKED:
        title_first += 1  # "the first | director general of"
    end = after_head(tokens, head)
    post = _Post(words(tokens, title_first, head, end), end)
    if lemma == "member" and [t.norm for t in tokens[end : end + 3]] == ["(", "minister", ")"]:
        stop = complement(ctx, end + 3, prepositions=("for",)).end
        post.words, post.end = post.words + " (minister)" + text_after(tokens, end + 3, stop), stop
    ministerial = lemma in lex().sets["roles.ministerial"] and "prime" not in post.words.split() and "of government" not in post.words
    field_first = field_before(ctx, first) if ministerial else first
    outer = rank_before(ctx, field_first, lower) if field_first < first else field_first
    if outer < field_first:
        post.words = text(tokens, outer, field_first).lower() + " " + post.words  # "Deputy | Foreign Minister"
    owner = owner_of(ctx, outer) or _of_colleague(ctx, outer)
    post.country = owner[1] if owner is not None else None
    _belongs(ctx, post, head, first, field_first, owner, ministerial)
    if post.body is None and not ministerial:
        before = next((b for b in ctx.row.bodies if b.last == first or (b.last == first - 1 and tokens[first - 1].norm in ("'s", "'"))), None)
        before = before or (owner_house(ctx, first, head) if post.country is None else None) or _small_owner(ctx, first)
        if before is not None:
            post.body, post.country = before, before.country
            field_first = before.first
            tail = complement(ctx, post.end, prepositions=("of", "for"))
            if tail.country is None and tail.end > post.end and all(field_word(t) or t.norm in ("and", ",", "&", "of", "for", "the") for t in tokens[post.end : tail.end]):
                post.words, post.end = post.words + text_after(tokens, post.end, tail.end), tail.end  # "NCC's Director of Public Affairs"
    end = destination(ctx, lemma, post.end)
    bare = post.body is None and post.country is None and end == head + 1 and title_first == head
    if lemma == "chair" and bare and not tokens[head].capital:
        return None
    if bare_trade := post.body is None and title_first == head and lemma in _TRADES and end == head + 1:
        bare, post.country = True, None  # "Norwegian engineer N": what somebody is, and no post
    start = min(first, field_first, outer) if owner is None else min(first, field_first, _owner_start(ctx, outer))
    if start and not bare_trade and tokens[start - 1].norm in lex().sets["roles.temporal.former"] and tokens[start - 1].norm not in ("late", "past"):
        start, former = start - 1, True  # "former | Norwegian ports minister"
    role = " ".join(lex().maps["roles.canonical"].get(w, w) for w in post.words.split(" "))
    key = "премьер-министр" if "prime" in post.words.split() else key_of(lemma, "NOUN") or lemma
    return RoleNamed(
        ctx.sentence.index, start, end, ctx.span(start, end), role, key, case_at(tokens, min(start, field_first)),
        tokens[head].number, post.body, post.country, former or lemma.startswith("ex-"), bare,
    )  # fmt: skip


def _small_owner(ctx: Context, first: int) -> BodyNamed | None:
    """"the Norwegian ports ministry's | chancellor": a house in lower case that owns the post."""
    if first < 3 or ctx.tokens[first - 1].norm not in ("'s", "’s"):
        return None
    starts = sorted({*ctx.adjectives, *ctx.nouns})
    return next((made[0] for k in starts if first - 8 < k < first and (made := small_house(ctx, k)) is not None and made[1] == first - 1), None)


def _of_colleague(ctx: Context, first: int) -> tuple[str, str] | None:
    """"his Norwegian colleague, Deputy Minister N": the state of the colleague is that of the post."""
    tokens = ctx.tokens
    k = first - 1 if first and tokens[first - 1].text == "," else first
    if k < 2 or tokens[k - 1].lemma not in ("colleague", "counterpart", "opposite"):
        return None
    iso = next((iso for end, iso in ctx.adjectives.values() if end == k - 1), None)
    return None if iso is None else (label(iso, "en"), iso)


def _belongs(ctx: Context, post: _Post, head: int, first: int, field_first: int, owner: tuple[str, str] | None, ministerial: bool) -> None:
    """Read what follows the title: a unit, an organisation, a field of work with its country, or a country."""
    tokens = ctx.tokens
    unit_end = _unit(ctx, post.end) if not ministerial else post.end
    if unit_end > post.end:
        post.words += text_after(tokens, post.end, unit_end)
        post.end = unit_end
    if not ministerial and (small := small_field(ctx, tokens[head].lemma, post.end)) is not None:
        post.words, post.end = post.words + text_after(tokens, post.end, small), small
    at = part_of_board(ctx, post.end) or (at_body(ctx, post.end) if not _sent(ctx, head, post.end) else None)
    if at is not None and any(t.norm in ("at", "in", "of") for t in tokens[post.end + 1 : at.first]) and tokens[at.first - 1].norm in ("'s", "’s") and (office := of_office(ctx, post.end)) is not None:
        at = None if office[1] is at else at
    if at is not None and tokens[head].lemma == "secretary" and tokens[post.end].norm == "for" and complement(ctx, post.end, prepositions=("for", "of")).end > at.last:
        at = None  # "cabinet secretary for the National Treasury and Planning": what the post is for
    below = field_of_post(ctx, post.end) if (ministerial or tokens[head].lemma in _UNIT_HEADS) and at is None else None
    if below is not None:
        stop, at = below
        post.words += text_after(tokens, post.end, stop)
    if at is None and not ministerial and tokens[head].capital and tokens[head].lemma in _UNIT_HEADS and not only_of_houses(post.words) and (alone := field_alone(ctx, post.end)) is not None:
        post.words, post.end = post.words + text_after(tokens, post.end, alone), alone
    if at is not None:
        post.body, post.end, post.country = at, at.last, at.country or post.country
        if post.end < len(tokens) and tokens[post.end].text in ('"', "”", "»") and tokens[at.first - 1].text in ('"', "“", "«"):
            post.end += 1
    elif post.words.endswith("of state"):
        _of_state(ctx, post)
    elif ministerial and not (tokens[head].lemma == "vice-minister" and post.end < len(tokens) and tokens[post.end].norm == "for"):
        _of_field(ctx, post, head, first, field_first, owner)
    elif not _in_charge(ctx, post, first):
        k = post.end
        if k < len(tokens) and tokens[k].norm in ("of", "for", "at"):
            k += 1
            while k < len(tokens) and tokens[k].norm == "the":
                k += 1
            if tokens[post.end].norm == "for" and tokens[head].lemma in WITH_DUTY and all(field_word(t) for t in tokens[k : k + 2]):
                _of_duty(ctx, post)
            elif (found := house(ctx, k, sure=only_of_houses(post.words))) is not None:
                post.body, post.end = found, found.last
            elif (owned := small_house(ctx, k)) is not None:
                (post.body, post.end), post.country = owned, owned[0].country
            elif k in ctx.nouns and only_of_houses(post.words) and (named := house_of_state(ctx, k)) is not None:
                post.body, post.end, post.country = named, named.last, named.country
            elif k in ctx.nouns:
                post.end, post.country = ctx.nouns[k]
            elif tokens[head].lemma in ("mayor", "vice-mayor", "governor") and (town := next((p for p in ctx.row.places if p.first == k), None)) is not None:
                post.end, post.country = town.last, town.iso
            elif tokens[k - 1].norm == "for":
                _of_duty(ctx, post)
        elif k < len(tokens) and tokens[k].norm == "on" and tokens[head].lemma in _TITLED and is_capital(tokens[k + 1 if k + 1 < len(tokens) else k]):
            stop = complement(ctx, k, prepositions=("on",)).end
            post.words, post.end = post.words + text_after(tokens, k, stop), stop
            if (at := at_body(ctx, stop)) is not None and tokens[stop].norm in ("of", "at", "in", "with"):
                post.body, post.end, post.country = at, at.last, at.country or post.country  # "Expert on Digital Governance | at the Academy"


def _in_charge(ctx: Context, post: _Post, first: int) -> bool:
    """"Regional Director | for Central Asia | of the ITU", "Havtel's Manager | for Georgia": a part of the world is passed over, the house is behind it or in front."""
    end = region_end(ctx, post.end) if post.end < len(ctx.tokens) and ctx.tokens[post.end].norm == "for" else post.end
    if end == post.end:
        return False
    at = at_body(ctx, end) if end < len(ctx.tokens) and ctx.tokens[end].norm in ("of", "at", "with") else None
    if at is not None:
        post.body, post.end, post.country = at, at.last, at.country or post.country
        return True
    in_front = any(b.last == first or (b.last == first - 1 and ctx.tokens[first - 1].norm in ("'s", "’s", "'")) for b in ctx.row.bodies)
    if not in_front and any(post.end < f < end for f in ctx.nouns):
        return False
    post.end = end
    return True


def _sent(ctx: Context, head: int, end: int) -> bool:
    """"Permanent Representative | to the United Nations Office at Geneva": where somebody is sent is not whom he stands for."""
    return end < len(ctx.tokens) and ctx.tokens[end].norm == "to" and ctx.tokens[head].lemma in ("ambassador", "representative", "envoy", "delegate")


def _of_state(ctx: Context, post: _Post) -> None:
    """"Minister of State for Communications of India": the field stays in the name of the post."""
    small = post.end + 1 < len(ctx.tokens) and ctx.tokens[post.end + 1].norm in LOWER_FIELD
    tail = complement(ctx, post.end, lower=small, prepositions=("for", "of"))
    stop = tail.country_at[0] if tail.country_at else tail.end
    while stop > post.end and ctx.tokens[stop - 1].norm in ("of", "the"):
        stop -= 1
    post.words += text_after(ctx.tokens, post.end, stop)
    if stop > post.end and tail.country is None and post.country is None:
        post.body = implied(ctx, post.end, tail, None)
    post.country = tail.country or post.country
    post.end = tail.end


def _of_duty(ctx: Context, post: _Post) -> None:
    """"State Secretary for Digitalization of Hungary": what the post is for, and its state."""
    small = post.end + 1 < len(ctx.tokens) and ctx.tokens[post.end + 1].norm in LOWER_FIELD and not ctx.tokens[post.end + 1].capital
    tail = complement(ctx, post.end, lower=small, prepositions=("for", "of"))
    inner = next((b for b in ctx.row.bodies if post.end + 1 < b.first < tail.end and ctx.tokens[b.first - 1].norm in ("of", "the")), None)
    if inner is not None:  # "Director for International Cooperation | of the Ministry of Ports of Norway"
        tail = Complement(next(k for k in range(inner.first - 1, post.end, -1) if ctx.tokens[k].norm == "of"))
    stop = tail.country_at[0] if tail.country_at else tail.end
    while stop > post.end and ctx.tokens[stop - 1].norm in ("of", "the"):
        stop -= 1
    if stop > post.end and all(field_word(t) or t.norm in ("and", ",", "&", "of", "for", "the") for t in ctx.tokens[post.end : stop]):
        post.words += text_after(ctx.tokens, post.end, stop)
        post.country, post.end = tail.country or post.country, tail.end
        if (at := at_body(ctx, post.end)) is not None and ctx.tokens[post.end].norm in ("of", "at", "in", "with"):
            post.body, post.end, post.country = at, at.last, at.country or post.country  # "Counsellor for Trade at the Embassy of Chile"
        elif post.end + 1 < len(ctx.tokens) and ctx.tokens[post.end].norm in ("at", "of") and (found := house(ctx, post.end + 1)) is not None:
            post.body, post.end = found, found.last  # "Vice-President for Sales at Northlink"


def _of_field(ctx: Context, post: _Post, head: int, first: int, field_first: int, owner: tuple[str, str] | None) -> None:
    """A minister's field implies the ministry; several ministers share none."""
    small = not ctx.tokens[head].capital and post.end + 1 < len(ctx.tokens) and ctx.tokens[post.end + 1].norm in LOWER_FIELD
    tail = complement(ctx, post.end, lower=small, prepositions=("of", "for", "in", "on"))
    only = tail.country_at is not None and not any(is_capital(t) for t in ctx.tokens[post.end : tail.country_at[0]])
    if ctx.tokens[head].number != "Plur":
        if tail.end > post.end and not only:
            post.body = implied(ctx, post.end, tail, owner if owner and tail.country is None else None)
        elif tail.end == post.end and field_first < first:
            post.body = from_field(ctx, field_first, first, owner)
    post.country = tail.country or post.country
    post.end = tail.end
    seat = seat_of(ctx, tail.end) if post.body is not None and post.country is None else None  # "Minister for Ports, Norway, and …"
    if seat is not None and post.body is not None:
        post.country, post.end = seat
        post.body = replace(post.body, country=post.country)


def _owner_start(ctx: Context, first: int) -> int:
    """First token of the country that owns a post: "South Africa's" Minister, the "Brazilian" ambassador."""
    starts = [f for f, (end, _) in (*ctx.nouns.items(), *ctx.adjectives.items()) if end in (first, first - 1)]
    return min(starts, default=first)


def _unit(ctx: Context, end: int) -> int:
    """"head of the international relations department": a unit in lower case belongs to the role."""
    tokens = ctx.tokens
    if end >= len(tokens) or tokens[end].norm not in ("of", "at"):
        return end
    # a department without a complement of its own is no organisation: "head of the E-Government Department"
    starts = {b.first for b in ctx.row.bodies if ctx.tokens[b.last - 1].lemma not in ("department", "directorate", "division", "section", "unit", "sector")}
    for j in range(end + 1, min(len(tokens), end + 9)):
        if j in starts or j in ctx.nouns or tokens[j].pos in ("VERB", "AUX", "PUNCT"):
            return end
        if tokens[j].lemma in lex().sets["units"] and tokens[j].number != "Plur":
            following = tokens[j + 1] if j + 1 < len(tokens) else None
            whole = following is None or following.norm not in ("of", "for")
            if not tokens[j].capital or (whole and tokens[j].lemma in ("department", "directorate", "division", "section", "unit", "sector")) or (following is not None and following.norm in ("of", "at", "for") and any(b.first in (j + 2, j + 3) for b in ctx.row.bodies)):
                if (j - end <= 2 or j - 1 in ctx.adjectives) and not tokens[j].capital and tokens[j].lemma in ("group", "service", "centre", "center", "office", "board", "team"):
                    return end
                return _unit_field(ctx, j + 1)
    return end


def _unit_field(ctx: Context, j: int) -> int:
    """Past "for international cooperation" after a unit."""
    tokens = ctx.tokens
    if j + 1 < len(tokens) and tokens[j].norm == "for":
        k = j + 1
        while k < len(tokens) and tokens[k].pos in ("NOUN", "ADJ", "PROPN", "CCONJ") and k not in {b.first for b in ctx.row.bodies}:
            k += 1
        return k
    return j
