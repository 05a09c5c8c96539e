"""People in an English sentence: runs of capitals that a title, a post, a verb of speech or the words themselves show to be names."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from kg.mentions.english.context import (
    NOT_BODIES,
    TITLES,
    Context,
    case_at,
    common,
    given_name,
    is_name_word,
    is_title,
    lex,
    text,
)
from kg.mentions.model import PersonNamed
from kg.mentions.names import customs
from kg.reference.given import latin_given, russian_forms
from kg.text.document import Token

_SPEECH = frozenset("say tell add note stress state recall underline emphasize emphasise remark explain announce point promise reply thank".split())
_FEMALE = frozenset(["ms", "mrs", "madam", "smt"])
_NOT_IN_NAMES = frozenset(["union", "street", "avenue", "hall", "palace", "university", "hotel", "river", "lake", "region", "province", "oblast", "city", "airport", "day", "week", "year", "index", "park", "centre", "center", "house", "square", "award", "prize", "declaration", "initiative", "strategy", "vision", "project", "summit", "source", "photo", "news", "state", "party"])


def runs(ctx: Context, blocked: Collection[int]) -> Iterator[tuple[int, int]]:
    """Stretches of capitalised words, initials and particles that may be names; titles in front are left out."""
    tokens = ctx.tokens
    particles = customs()[1]
    i = 0
    while i < len(tokens):
        if i in blocked or not (_may_begin(tokens, i) or _loud_first(tokens, i, blocked)) or is_title(tokens, i):
            i += 1
            continue
        j = i
        while j < len(tokens) and j not in blocked:
            if _initial(tokens, j):
                j += 2
            elif is_title(tokens, j):
                break
            elif (j == i and _loud_first(tokens, j, blocked)) or _small_name(tokens, j) or _bare_initial(tokens, j) or (j > i and _loud_family(tokens, j)) or _name(tokens[j]) or (tokens[j].text in ("-",) and j > i and j + 1 < len(tokens) and _name(tokens[j + 1])) or (j > i and _particles(tokens, j, particles, blocked)):
                j += 1
            else:
                break
        yield i, max(j, i + 1)
        i = max(j, i + 1)


def _particles(tokens: Sequence[Token], j: int, particles: Collection[str], blocked: Collection[int]) -> bool:
    """"van der | Berg", "bint | Ahmed": one particle or more, and a name behind them."""
    k = j
    while k < len(tokens) and k - j < 3 and (tokens[k].norm in particles or tokens[k].norm in _MORE_PARTICLES) and k not in blocked:
        k += 1
    return j < k < len(tokens) and k not in blocked and _name(tokens[k])


_MORE_PARTICLES = frozenset("van der den de la bint binti ould ag von zu ten ter dos das du".split())


def _bare_initial(tokens: Sequence[Token], i: int) -> bool:
    """"M J Akbar": single capitals before a name."""
    if len(tokens[i].text) != 1 or not tokens[i].text.isupper() or tokens[i].pos == "DET" or i + 1 >= len(tokens):
        return False
    return _name(tokens[i + 1]) or _bare_initial(tokens, i + 1)


def _loud_family(tokens: Sequence[Token], i: int) -> bool:
    """"Jean Philbert NSENGIMANA": a family name in capitals behind a given name."""
    text = tokens[i].text
    return len(text) > 2 and tokens[i].norm not in NOT_BODIES and text.isalpha() and text.isupper() and not common(tokens[i]) and _name(tokens[i - 1])


def _loud_first(tokens: Sequence[Token], i: int, blocked: Collection[int]) -> bool:
    """"Minister | SATO Kenji", "Mr | KIM Min-jun": a family name in capitals before the given one, behind a post or a title."""
    text = tokens[i].text
    if not (len(text) > 1 and text.isalpha() and text.isupper()) or common(tokens[i]) or tokens[i].norm in NOT_BODIES or i == 0 or i + 1 >= len(tokens) or i + 1 in blocked:
        return False
    behind = i - 1 in blocked or is_title(tokens, i - 1) or (tokens[i - 1].text == "." and is_title(tokens, i - 2)) or (tokens[i - 1].text == "," and i - 2 in blocked)
    return behind and _name(tokens[i + 1]) and not common(tokens[i + 1])


_HOUSE_HEADS = frozenset("ministry embassy agency company university committee commission authority department government council board academy institute parliament".split())
# given and family names that are small words of English
_SMALL_NAMES = frozenset("per to do an so no in on may will my van up his for ha by".split())


def _small_name(tokens: Sequence[Token], i: int) -> bool:
    """"the Ambassador, Per Kristian L.", "President To Lam": a capital inside a sentence, a name behind it, a comma, title or post before it."""
    t = tokens[i]
    if t.norm not in _SMALL_NAMES or t.capital is not True or t.text.isupper() or i == 0 or i + 1 >= len(tokens) or not _name(tokens[i + 1]):
        return False
    before = tokens[i - 1]
    open_ = before.text in (",", "(") or before.norm in ("and", "by", "with", "met") or is_title(tokens, i - 1) or (before.text == "." and is_title(tokens, i - 2)) or before.lemma in lex().sets["roles.heads"]
    return open_ and not common(tokens[i + 1])


def _may_begin(tokens: Sequence[Token], i: int) -> bool:
    if tokens[i].norm in _HOUSE_HEADS and i + 1 < len(tokens) and len(tokens[i + 1].text) == 1:
        return False  # "State Secretary of the Ministry | G. Batbayar"
    return _small_name(tokens, i) or _initial(tokens, i) or _name(tokens[i]) or _bare_initial(tokens, i)


def _initial(tokens: Sequence[Token], i: int) -> bool:
    t = tokens[i]
    return len(t.text) <= 2 and t.text.isalpha() and t.capital and i + 1 < len(tokens) and tokens[i + 1].text == "." and t.end == tokens[i + 1].start and not is_title(tokens, i) and t.norm not in ("st", "mt", "ft")


def _name(token: Token) -> bool:
    if not is_name_word(token) or token.norm in TITLES or not (token.capital or "-" in token.text):
        return False
    if token.pos in ("DET", "ADP", "CCONJ", "PRON", "SCONJ", "AUX", "PART") or (token.text.isupper() and len(token.text) > 1):
        return False
    return len(token.text) > 1 and not any(c.isdecimal() for c in token.text)


def find_people(ctx: Context, families: Collection[str]) -> list[PersonNamed]:
    """People of a sentence whose countries, bodies and posts are known.

    families  names (lower case) that the release has introduced: they count alone
    """
    tokens = ctx.tokens
    row = ctx.row
    blocked = {i for b in row.bodies for i in range(b.first, b.last)} | {i for f, (e, _) in (*ctx.nouns.items(), *ctx.adjectives.items()) for i in range(f, e)}
    blocked |= {i for r in row.roles for i in range(r.first, r.last)} | set(ctx.heads)
    blocked |= {i for m in row.instruments for i in range(m.first, m.head + 1)} | {i for g in row.gatherings for i in range(g.first, g.head + 1)}
    ends = {r.last for r in row.roles}
    starts = {r.first for r in row.roles}
    out: list[PersonNamed] = []
    for a, b in runs(ctx, blocked):
        title = _title(tokens, a)
        span = _trimmed(ctx, a, b, bool(title))
        if span is None:
            continue
        x, y = span
        after_role = any(_between(tokens, e, x) for e in ends)
        before_role = y < len(tokens) and _appositive(tokens, y, starts)
        if not _is_person(ctx, x, y, title, after_role or _beside_people(tokens, x, y, out), before_role, families):
            continue
        found = _named(ctx, x, y, title)
        out.append(replace(found, last=_honours(tokens, y)))
    return out


_PEERS = frozenset("counterpart colleague homologue successor predecessor".split())


def _beside_people(tokens: Sequence[Token], a: int, b: int, found: Sequence[PersonNamed]) -> bool:
    """"her Peruvian counterpart, | Téte Rojas", "Kari Lunde and | Mart Tamm": where a person must stand."""
    if b - a < 2 or any(t.lemma in lex().bodies or t.text in ("of", "&") or (t.text.isupper() and len(t.text) > 2) for t in tokens[a:b]) or all(common(t) for t in tokens[a:b]):
        return False
    if b + 1 < len(tokens) and tokens[b].text == "," and tokens[b + 1].norm == "who":
        return True  # "Ani Rojas, who heads the agency"
    k = a - 1 - (a > 1 and tokens[a - 1].text == ",")
    if k > 1 and tokens[k].lemma in _PEERS and any(t.norm in ("his", "her", "my", "your", "the") for t in tokens[max(0, k - 3) : k]):
        return True
    return a > 0 and tokens[a - 1].norm == "and" and any(p.last == a - 1 and p.last - p.first > 1 for p in found) and not (b < len(tokens) and tokens[b].norm in ("'s", "’s"))


# letters behind a name: members of parliament, degrees, orders
_HONOURS = frozenset(
    "mp phd mbs chb msc mba mna mla mlc esq jr sr obe mbe cbe kbe kcmg cmg egh ebs mgh cbs ogw sc san mni qc kc jp ofr oon cfr gcon mfr psm ao ceng fcim fiet ndc psc eng md llm llb bsc od cd oj gbs jb".split()
)


_PICTURED = frozenset("left right centre center l r pictured second third fourth far 2nd 3rd middle above below seated standing".split())


def _honours(tokens: Sequence[Token], end: int) -> int:
    """Past ", M.P.", ", EGH", "(Rtd)" behind a name, where a comma or a bracket's end closes them."""
    k = end
    if k + 2 < len(tokens) and tokens[k].text == "(" and tokens[k + 1].norm in _PICTURED:
        shut = next((j for j in range(k + 2, min(k + 7, len(tokens))) if tokens[j].text == ")"), None)
        k = k if shut is None else shut + 1  # "Kari Lunde (second from left), Director of …"
    while k + 1 < len(tokens) and tokens[k].text in (",", "("):
        j, word = k + 1, ""
        while j < len(tokens) and (tokens[j].text.isalpha() and len(tokens[j].text) <= 4) and tokens[j].capital:
            word += tokens[j].norm
            j += 1
            if j >= len(tokens) or tokens[j].text != ".":
                break
            j += 1
        shut = j < len(tokens) and tokens[j].text == ")"
        titled = is_title(tokens, k + 1) or word in ("rtd", "retd", "ret")
        if not (word in _HONOURS and not shut) and not (shut and titled):
            break
        k = j + shut
    return k


def _title(tokens: Sequence[Token], a: int) -> str:
    i = a - 1
    if i >= 0 and tokens[i].text == ".":
        i -= 1
    return tokens[i].norm if i >= 0 and is_title(tokens, i) and tokens[i].text not in ("He", "he") else ""


def _trimmed(ctx: Context, a: int, b: int, titled: bool) -> tuple[int, int] | None:
    """The run without an ordinary word that only begins the sentence, and without words that end no name."""
    tokens = ctx.tokens
    if not titled and b - a > 1 and all(not t.is_word for t in tokens[:a]) and common(tokens[a]) and not given_name(tokens[a]):
        a += 1
    while b - a > 2 and common(tokens[a]) and tokens[a].lemma in lex().bodies and a and tokens[a - 1].norm == "the":
        a += 1  # "Chairman of the Agency | Hajymyrat Hudaygulyyev"
    while b > a and tokens[b - 1].text == "." and not _initial(tokens, b - 2):
        b -= 1
    return (a, b) if b > a else None


def _between(tokens: Sequence[Token], end: int, start: int) -> bool:
    """True if only a comma, a title or "in Minsk" stands between a post's end and a name."""
    if end > start or start - end > 8:
        return False
    return all(tokens[k].text in (",", ".", "–", "—", ":") or is_title(tokens, k) or (tokens[k].text in "()" and any(t.norm in ("retd", "rtd", "ret") for t in tokens[max(0, k - 2) : k + 2])) or tokens[k].norm in ("retd", "rtd", "ret") for k in range(end, start)) and (start - end < 5 or is_title(tokens, start - 2))


def _appositive(tokens: Sequence[Token], end: int, starts: Collection[int]) -> bool:
    if tokens[end].text not in (",", "(", "–", "—", "|"):
        return False
    k = end + 1
    while k < len(tokens) and k - end < 4 and tokens[k].norm in ("the", "a", "an", "its", "then", "now", "current", "new"):
        k += 1
    return k in starts


def _is_person(ctx: Context, a: int, b: int, title: str, after: bool, before: bool, families: Collection[str]) -> bool:
    tokens = ctx.tokens
    words = [t for i, t in enumerate(tokens[a:b], a) if not _initial(tokens, i) and t.is_word]
    korean = len(words) == 2 and "-" in words[1].text  # "Park Sung-min"
    if not words or any(t.lemma in _NOT_IN_NAMES for t in words[korean:]) or len(words) > 5:
        return False
    initials = any(_initial(tokens, i) for i in range(a, b))
    if title or initials:
        return True
    known_given = words[0].norm in russian_forms() or words[0].norm in latin_given()
    strange = [t for t in words if not common(t)]
    if after or before:
        if a in ctx.places and len(words) == 1:
            return False
        return bool(strange) or known_given or len(words) >= 2
    if len(words) > 1 and sum(w.norm in families for w in words) >= 2:
        return True
    if len(words) == 1:
        return words[0].norm in families and a not in ctx.places
    if words[0].norm in customs()[0] and len(words[0].text) > 3 and not common(words[0]) and 3 <= len(words) <= 4 and not any(i in ctx.places for i in range(a, b)):
        return True  # "Nguyen Bac Son of Vietnam"
    if all(i in ctx.places for i in range(a, b)):
        return False
    if strange and len(words) > 1 and b + 1 < len(tokens) and tokens[b].text in ("of", "(") and b + 1 in ctx.nouns and not any(t.lemma in lex().bodies for t in words):
        return True  # "N of Norway", "N (Norway)"
    if a and tokens[a - 1].norm == "and" and any(x.last == a - 1 for x in ctx.row.bodies):
        return False  # "between Korea Post and Poșta Română"
    if _speaks(tokens, a, b):
        return bool(strange)
    if any(t.lemma in lex().instruments or t.lemma in lex().gatherings or t.lemma in lex().bodies for t in words):
        return False
    return (len(strange) == len(words) and not any(i in ctx.places for i in range(a, b))) or (known_given and bool(strange))


def _speaks(tokens: Sequence[Token], a: int, b: int) -> bool:
    after = tokens[b] if b < len(tokens) else None
    before = tokens[a - 1] if a else None
    return (after is not None and after.pos == "VERB" and after.lemma in _SPEECH) or (before is not None and before.pos == "VERB" and before.lemma in _SPEECH)


def _named(ctx: Context, a: int, b: int, title: str) -> PersonNamed:
    tokens = ctx.tokens
    words = [t.text for i, t in enumerate(tokens[a:b], a) if not _initial(tokens, i) and t.text not in (".",)]
    initials = "".join(tokens[i].text[0] for i in range(a, b) if _initial(tokens, i))
    family, given, first = _split(words)
    if initials and len(words) > 1:
        given, family, first = " ".join(words[:-1]), words[-1], False
        initials = ""
    gender = "Fem" if title in _FEMALE else ""
    return PersonNamed(ctx.sentence.index, a, b, ctx.span(a, b), family, given, "", initials, first, _case(ctx, a), text(tokens, a, b), gender)


def _case(ctx: Context, a: int) -> str:
    """A name's case; behind a post it is the post's: "received by Minister X", "met the ambassador of Hungary, Y"."""
    k = a
    while k > 0 and (is_title(ctx.tokens, k - 1) or (ctx.tokens[k - 1].text == "." and is_title(ctx.tokens, k - 2)) or (k < a and ctx.tokens[k - 1].norm == "the")):
        k -= 1  # "the Minister of Ports, the Hon. N"
    role = next((r for r in ctx.row.roles if r.last in (k, k - 1) and (r.last == k or ctx.tokens[k - 1].text == ",")), None)
    return case_at(ctx.tokens, role.first if role else a)


def _split(words: Sequence[str]) -> tuple[str, str, bool]:
    """(family, given, the family name stands first)."""
    if len(words) == 1:
        return words[0], "", False
    if words[-1].isupper() and len(words[-1]) > 4 and not words[0].isupper():
        words = [*words[:-1], words[-1].title()]
    if words[0].isupper() and len(words[0]) > 1 and not words[-1].isupper():
        return words[0].title(), " ".join(words[1:]), False
    families, particles = customs()
    if words[0].lower() in families and len(words) <= 3 and words[-1].lower() not in families and words[0].lower() not in russian_forms():
        return words[0], " ".join(words[1:]), True
    start = len(words) - 1
    while start > 1 and words[start - 1].lower() in particles:
        start -= 1
    return " ".join(words[start:]), " ".join(words[:start]), False
