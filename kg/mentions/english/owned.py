"""Houses that English text gives to a state: "Norway's Havtel", "Peru's ports regulator, PORTEL", and the later uses of such names.

Whoever stands behind "Norway's" and signs, is contracted with, or is headed by somebody is an organisation, whatever its name; a person, a
town or a gathering is not. A document-wide look tells family names apart: they stand behind a given name or a title elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.mentions.bodies import core_of
from kg.mentions.english.abbreviated import INTRODUCERS
from kg.mentions.english.context import Context, case_at, common, given_name, is_name_word, is_title, lex, text
from kg.mentions.english.deal_sides import strange_run
from kg.mentions.model import BodyNamed
from kg.reference.countries import label
from kg.reference.legal_forms import countries_of_form
from kg.text.document import Token

_POSSESSED = frozenset(["'s", "'", "’s"])
_FORMS = frozenset(["pty", "private", "pvt", "proprietary", "pte", "public"])
_DEALS = frozenset("sign conclude ink seal strike agree partner join team acquire buy supply win award deliver build connect link contract initial enter sell select choose pick merge between".split())
_AFTER = frozenset(["and", ",", ".", ";", ")", "(", "'s", "’s", "&", "for", "to", "on", "in", "at", ":", "–", "—", "will", "under", "after", "during"])
_SMALL = 5  # words in lower case between a state and the head of its house: "Norway's national data protection authority"
_STREAM = frozenset("operator carrier company firm telco provider bank regulator agency authority service".split())
_LEADS_IN = _STREAM | INTRODUCERS


def surnames(contexts: Sequence[Context]) -> frozenset[str]:
    """Words in lower case that close a name somewhere: behind a given name or a title."""
    out = set()
    for ctx in contexts:
        tokens = ctx.tokens
        for k in range(1, len(tokens)):
            if not tokens[k].capital or not is_name_word(tokens[k]):
                continue
            before = tokens[k - 1]
            titled = is_title(tokens, k - 1) or (before.text == "." and is_title(tokens, k - 2))
            if titled or (before.capital and given_name(before)) or (k - 1 in ctx.heads and before.capital):
                out.add(tokens[k].norm)
    return frozenset(out)


def owned_houses(contexts: Sequence[Context]) -> None:
    """Add the houses of states to the bodies of each sentence, and every later use of their names."""
    families = surnames(contexts)
    for ctx in contexts:
        covered = {i for b in ctx.row.bodies for i in range(b.first, b.last)}
        for b in (*_owned(ctx, families), *_described(ctx, families), *_formed(ctx)):
            inside = [x for x in ctx.row.bodies if b.first <= x.first and x.last <= b.last and x.authority is None]
            if not (set(range(b.first, b.last)) & covered) or (inside and all(b.first <= i < b.last for x in inside for i in range(x.first, x.last)) and not any(x.first < b.first < x.last for x in ctx.row.bodies)):
                if inside:
                    b = replace(b, country=b.country or inside[0].country, short=b.short or inside[0].short, case=inside[0].case or b.case)
                ctx.row.bodies = sorted([*(x for x in ctx.row.bodies if x not in inside), b], key=lambda x: (x.first, -x.last))
                covered |= set(range(b.first, b.last))
    _again(contexts, families)


def _owners(ctx: Context) -> Iterator[tuple[int, int, str]]:
    """(first token, first token behind "'s", ISO) of each state that owns what follows."""
    for first, (end, iso) in ctx.nouns.items():
        if end < len(ctx.tokens) and ctx.tokens[end].norm in _POSSESSED:
            yield first, end + 1, iso
        elif end > first + 1 and ctx.tokens[end - 1].norm in _POSSESSED:
            yield first, end, iso


def _owned(ctx: Context, families: frozenset[str]) -> Iterator[BodyNamed]:
    tokens = ctx.tokens
    for owner, k, iso in _owners(ctx):
        end = strange_run(ctx, k)
        end = _with_form(tokens, end)
        words = tokens[k:end]
        if not words or not tokens[k].capital or k in ctx.heads or any(_no_house(ctx, i) for i in range(k, end)):
            continue
        formed = core_of(text(tokens, k, end)) != text(tokens, k, end).lower()
        post = owner > 1 and tokens[owner - 1].norm in ("of", "at", "with") and owner - 2 in ctx.heads
        person = given_name(tokens[k]) or tokens[end - 1].norm in families or is_title(tokens, k)
        if not formed and (person or (all(common(t) for t in words) and not (post and len(words) > 1))):
            continue
        if formed or post or _deals(ctx, owner, end):
            yield _house(ctx, k, end, iso, owner)


def _deals(ctx: Context, first: int, end: int) -> bool:
    """Does the sentence tell of a deal, and stands the name where a side does?"""
    tokens = ctx.tokens
    before = tokens[first - 1] if first else None
    open_ = before is None or before.norm in ("and", "between", "with", "by", ",", "for", "to", "from", "&", "while", "as", "—", "–", "-") or before.pos == "VERB"
    closed = end >= len(tokens) or tokens[end].norm in _AFTER or tokens[end].pos in ("VERB", "AUX", "ADV")
    return open_ and closed and any(t.lemma in _DEALS or t.lemma in lex().instruments for t in tokens)


def _no_house(ctx: Context, i: int) -> bool:
    t = ctx.tokens[i]
    return i in ctx.heads or t.lemma in lex().instruments or t.lemma in lex().gatherings or i in ctx.places or t.lemma in lex().bodies


# behind a name; in capitals, as they are printed, where they are words too
_FORM_WORDS = frozenset("ltd inc llc plc gmbh jsc ojsc cjsc pjsc limited sas llp berhad bhd sdn pte pty pvt oy oyj oü kft zrt nyrt uab sia lda ltda tbk srl sarl spa asa aps d.o.o d.o.o. d.d. ooo corp".split())
_LOUD_FORMS = frozenset("AS SA AB AG NV BV KK SE SpA".split())
_LETTERS = frozenset(["sa", "aş", "as", "bv", "nv", "sl", "spa", "srl", "doo", "sas", "kk", "av", "sac"])


def _with_form(tokens: Sequence[Token], end: int) -> int:
    """Past the legal form that begins at `end`: "(Pty) Ltd", "Sdn Bhd", "A.Ş."; the same place if there is none."""
    k = end
    while k < len(tokens):
        if tokens[k].text == "(" and k + 2 < len(tokens) and tokens[k + 1].norm in _FORMS and tokens[k + 2].text == ")" and k + 3 < len(tokens) and tokens[k + 3].norm in _FORM_WORDS:
            k += 3
        elif tokens[k].norm in _FORM_WORDS or tokens[k].text in _LOUD_FORMS or (tokens[k].text == "," and k == end and k + 1 < len(tokens) and tokens[k + 1].norm in ("inc", "ltd", "llc")):
            k += 1
        else:
            return _letters(tokens, k) if k == end else k
    return k


def _letters(tokens: Sequence[Token], k: int) -> int:
    """Past "A.Ş.", "S.A.", "B.V.": capitals with full stops."""
    word, j = "", k
    while j + 1 < len(tokens) and len(tokens[j].text) == 1 and tokens[j].text.isupper() and tokens[j + 1].text == ".":
        word, j = word + tokens[j].text.lower(), j + 2
    return j if word in _LETTERS else k


def _formed(ctx: Context) -> Iterator[BodyNamed]:
    """"Karri Surveys (Pty) Ltd", "Norvik OÜ", "Ufuk Liman A.Ş.": a name before a legal form is a company's, of the state of its owner or its form."""
    tokens = ctx.tokens
    k = 1
    while k < len(tokens):
        end = _with_form(tokens, k) if tokens[k].text in "(," or tokens[k].capital or tokens[k].norm in _FORM_WORDS else k
        first = k
        while end > k and first and is_name_word(tokens[first - 1]) and k - first < 5 and first - 1 not in ctx.heads and tokens[first - 1].norm not in ("the", "between") and not (first - 1 in ctx.nouns and tokens[first].norm in _POSSESSED):
            first -= 1
        if first < k and not (k - first == 1 and common(tokens[first]) and tokens[k].text.isupper() and len(tokens[k].text) == 2):
            owner = next((o for o in _owners(ctx) if o[1] == first), None)
            own = countries_of_form(text(tokens, k, end).lower()) or countries_of_form(tokens[k].norm)
            inside = next((iso for f, (e, iso) in ctx.nouns.items() if first <= f and e <= k), None)
            trade = owner_before(ctx, first - 1) if first > 1 and tokens[first - 1].lemma in INTRODUCERS else None  # "the Norwegian operator | Havtel AS"
            iso = owner[2] if owner is not None else trade[1] if trade is not None else inside or (next(iter(own)) if len(own) == 1 else None)
            yield _house(ctx, first, end, iso, owner[0] if owner is not None else first)
        k = max(end, k + 1)


def _described(ctx: Context, families: frozenset[str]) -> Iterator[BodyNamed]:
    """"Peru's ports regulator, PORTEL, …", "the Norwegian data protection authority, Dataveil": the name behind what it is."""
    tokens = ctx.tokens
    for i, t in enumerate(tokens[:-2]):
        if t.capital or t.number == "Plur" or tokens[i + 1].text != "," or not (t.lemma in INTRODUCERS or t.lemma in lex().bodies) or not tokens[i + 2].capital:
            continue
        owner = owner_before(ctx, i)
        end = strange_run(ctx, i + 2)
        if owner is None or end == i + 2 or not (end >= len(tokens) or tokens[end].text in ",.;)" or tokens[end].pos in ("VERB", "AUX")):
            continue
        words = tokens[i + 2 : end]
        if any(k in ctx.heads or k in ctx.nouns or k in ctx.places for k in range(i + 2, end)) or given_name(words[0]) or words[-1].norm in families or is_title(tokens, i + 2):
            continue
        headed = owner[0] > 1 and tokens[owner[0] - 1].norm in ("of", "at", "the") and any(h in ctx.heads for h in (owner[0] - 2, owner[0] - 3))
        sure = any(w.lemma in lex().bodies or (w.text.isupper() and len(w.text) > 2) for w in words) or (len(words) == 1 and not common(words[0]))
        if sure or (not headed and not all(common(w) for w in words)):
            made = _house(ctx, i + 2, end, owner[1], owner[0])
            yield replace(made, kind=next(iter(lex().bodies.get(t.lemma, ("Company",)))))


def owner_before(ctx: Context, head: int) -> tuple[int, str] | None:
    """(first token of the state, ISO) before a head in lower case: "Norway's national | operator", "the Norwegian | operator"."""
    tokens = ctx.tokens
    k = head
    while k and head - k <= _SMALL and not tokens[k - 1].capital and tokens[k - 1].pos in ("NOUN", "ADJ", "VERB", "NUM") and k - 1 not in ctx.heads:
        k -= 1
    for first, behind, iso in _owners(ctx):
        if behind == k:
            return first, iso
    return next(((first, iso) for first, (end, iso) in ctx.adjectives.items() if end == k), None) or next(
        ((first, iso) for first, (end, iso) in ctx.nouns.items() if end == k and first and tokens[first - 1].norm == "the"), None
    )


def _house(ctx: Context, first: int, last: int, iso: str | None, start: int) -> BodyNamed:
    name = text(ctx.tokens, first, last)
    return BodyNamed(ctx.sentence.index, first, last, ctx.span(first, last), name, core_of(name), "Company", iso, case_at(ctx.tokens, start))


def _again(contexts: Sequence[Context], families: frozenset[str]) -> None:
    """Later and earlier uses of the names of companies: whole, without their legal form, or by their first word alone."""
    known: dict[tuple[str, ...], BodyNamed] = {}
    first_words: dict[str, set[str]] = {}
    for ctx in contexts:
        for b in ctx.row.bodies:
            words = tuple(t.text for t in ctx.tokens[b.first : b.last] if t.norm not in _FORM_WORDS and t.text not in _LOUD_FORMS and t.text not in "().,")
            if b.kind not in ("Company", "Organization") or b.authority is not None or not words or words[0] == "The":
                continue
            if (len(words) > 1 and not all(common(t) for t in ctx.tokens[b.first : b.first + len(words)])) or (len(words) == 1 and b.last - b.first > 1 and b.kind == "Company"):
                known.setdefault(words, b)
            first_words.setdefault(words[0], set()).add(b.core)
    for words, b in tuple(known.items()):
        head = words[0]
        own = len(words) > 1 and head[:1].isupper() and len(head) > 3 and head.isalpha()
        if own and b.kind == "Company" and not _ordinary(head, contexts, families) and len(first_words[head]) == 1:
            known.setdefault((head,), b)
    heads: dict[str, list[tuple[str, ...]]] = {}
    for words in sorted(known, key=len, reverse=True):
        heads.setdefault(words[0], []).append(words)
    for ctx in contexts if heads else ():
        covered = {i for b in ctx.row.bodies for i in range(b.first, b.last) if not b.weak}
        for i, t in enumerate(ctx.tokens):
            for words in heads.get(t.text, ()):
                end = i + len(words)
                alone = not (i and i - 1 not in ctx.nouns and is_name_word(ctx.tokens[i - 1]) and i - 1 not in covered) and not (end < len(ctx.tokens) and is_name_word(ctx.tokens[end]) and end not in ctx.heads)
                if tuple(x.text for x in ctx.tokens[i:end]) == words and not covered & set(range(i, end)) and (len(words) > 1 or alone):
                    full = known[words]
                    made = replace(full, sentence=ctx.sentence.index, first=i, last=end, span=ctx.span(i, end), case=case_at(ctx.tokens, i), short="", weak=False)
                    ctx.row.bodies = sorted([*(b for b in ctx.row.bodies if not (b.weak and b.first >= i and b.last <= end)), made], key=lambda b: (b.first, -b.last))
                    covered |= set(range(i, end))
                    break


def _ordinary(word: str, contexts: Sequence[Context], families: frozenset[str]) -> bool:
    """A word of the dictionary, a name of people, states or towns: it names no house alone."""
    if word.lower() in families:
        return True
    for ctx in contexts:
        for i, t in enumerate(ctx.tokens):
            if t.text == word:
                return common(t) or given_name(t) or i in ctx.places or i in ctx.nouns or i in ctx.adjectives
    return True


def small_house(ctx: Context, k: int) -> tuple[BodyNamed, int] | None:
    """A house in lower case that a state owns, at k, and its end: "Peru's postal service", "the Norwegian operator", "Peru's regulator, PORTEL"."""
    tokens = ctx.tokens
    behind, iso = ctx.adjectives.get(k, (0, "")) if k in ctx.adjectives else next(((b, iso) for first, b, iso in _owners(ctx) if first == k), (0, ""))
    if not behind:
        return None
    i = behind
    while i < len(tokens) and i - behind <= _SMALL and not tokens[i].capital and tokens[i].pos in ("NOUN", "ADJ", "NUM") and i not in ctx.heads:
        i += 1
    head = tokens[i - 1]
    if i == behind or not (head.lemma in INTRODUCERS or head.lemma in lex().bodies) or head.number == "Plur" or (i < len(tokens) and tokens[i].norm in ("of", "for", "-")):
        return None
    if (named := next((b for b in ctx.row.bodies if b.first == i + 1 and tokens[i].text == ","), None)) is not None and named.country in (None, iso):
        return replace(named, country=iso), named.last
    name = f"{text(tokens, behind, i)} of {label(iso, 'en')}"
    kind = next(iter(lex().bodies.get(head.lemma, ("Company",))))
    return BodyNamed(ctx.sentence.index, k, i, ctx.span(k, i), name, core_of(text(tokens, behind, i)), kind, iso, "Gen", weak=True), i


def which_house(small: BodyNamed, seen: Sequence[BodyNamed], every: Sequence[BodyNamed]) -> BodyNamed | None:
    """The house of its state that "the Norwegian operator" means: the only one told before, else the only one of the release."""
    head = small.core.split(" ")[-1]
    for told in (seen, every):
        alike = {b.core: b for b in told if b.country == small.country and not b.weak and (head in b.core.split(" ") or (head in _LEADS_IN and b.kind in ("Company", "Organization")))}
        if len(alike) == 1:
            return next(iter(alike.values()))
    return None
