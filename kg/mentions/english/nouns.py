"""Agreements that an English noun names, with their complements."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.mentions.english.context import TITLES, Context, case_at, lex, text
from kg.mentions.model import InstrumentNamed
from kg.text.document import Token

ORDINAL = re.compile(r"(\d{1,3})(?:st|nd|rd|th)$")
_INTERSTATE = frozenset(["intergovernmental", "bilateral", "joint", "trilateral", "interstate", "multilateral", "cooperation", "inter-agency", "executive", "exchange"])
_LEADERS_OF_STATES = frozenset("heads leaders presidents ministers premiers states countries delegations participants sides".split())
_DOMESTIC_PLAN = frozenset(["national", "state", "federal", "five-year", "annual", "strategic", "development", "tariff", "business", "data", "government"])
_ANAPHORIC = frozenset(["this", "these", "said", "such", "that"])
_COMPLEMENTS = frozenset(["of", "on", "for", "in", "between", "among", "with", "concerning", "regarding", "to", "about", "and", "at"])
_SUBJECT = frozenset(["on", "for", "concerning", "regarding", "to", "about", "in", "of", "establishing", "covering", "providing"])
_FIELD = frozenset(["field", "area", "sphere", "areas", "fields", "sector", "development", "domain", "promotion", "introduction"])


def premodifiers(ctx: Context, head: int, lower: int) -> int:
    """First token of what stands before a head noun: adjectives, nouns, capitals, country adjectives, "Ministers'"."""
    tokens = ctx.tokens
    first = head
    while first > lower:
        t = tokens[first - 1]
        if t.norm in ("'s", "'") and first - 2 >= lower and (tokens[first - 2].number == "Plur" or tokens[first - 2].capital) and first - 2 not in ctx.nouns and not _closes_country(ctx, first - 1):
            first -= 1
            continue
        if t.text in ("-", "/") and first - 2 >= lower and (first - 2 in ctx.adjectives or tokens[first - 2].pos in ("NOUN", "ADJ", "PROPN")):
            first -= 1
            continue
        if t.pos in ("ADJ", "NOUN", "PROPN") or (t.pos == "NUM" and ORDINAL.match(t.norm)) or (t.pos == "VERB" and ("VerbForm=Ger" in t.feats or "Voice=Pass" in t.feats) and head - first < 2 and first - 2 >= 0 and tokens[first - 2].pos in ("DET", "ADJ")):
            if first - 1 in ctx.heads and t.number != "Plur" and not t.capital:
                break
            first -= 1
            continue
        break
    while first < head and (tokens[first].norm in ("'s", "'", "-", "/")):
        first += 1
    return first


def _closes_country(ctx: Context, end: int) -> bool:
    return any(e == end for e, _ in ctx.nouns.values())


def tail(ctx: Context, j: int, *, prepositions: frozenset[str] = _COMPLEMENTS, stop_places: bool = True) -> int:
    """End of the complements after a head: it stops at verbs, dates, places and relative words."""
    tokens = ctx.tokens
    start = j
    dates = ctx.row.dates
    while j < len(tokens):
        t = tokens[j]
        if t.norm in TITLES or (j == start and not tokens[j - 1].capital and t.pos not in ("ADP", "CCONJ") and t.text not in ("(", '"', "“", "«") and t.pos != "VERB"):
            break
        if any(d.span.start <= t.start < d.span.end for d in dates):
            break
        if t.norm in ("the", "both") and tokens[j - 1].norm in ("understanding", "intent", "cooperation"):
            break  # "Under the memorandum of understanding | the two ministries exchange …"
        if t.norm in prepositions and t.pos in ("ADP", "CCONJ"):
            k = j + 1
            while k < len(tokens) and tokens[k].pos in ("DET", "ADJ", "NUM"):
                k += 1
            if k >= len(tokens) or any(d.span.start <= tokens[j + 1].start < d.span.end for d in dates):
                break
            if t.norm in ("in", "at", "on") and stop_places and (k in ctx.places or k in ctx.nouns):
                break
            joint = tokens[j - 1].lemma in ("cooperation", "collaboration", "partnership", "investment", "trade", "exchange", "research")
            if t.norm in ("in", "at") and tokens[k].lemma not in _FIELD and tokens[k].norm != "charge" and not joint:
                break
            if t.norm == "and" and (j == start or k in ctx.nouns or tokens[j + 1].pos in ("VERB", "AUX", "ADV") or k in ctx.heads or tokens[j + 1].lemma in lex().instruments or _another(tokens, j + 1)):
                break
            if t.norm == "to" and tokens[j + 1].pos == "VERB" and tokens[j + 1].lemma in ("be", "sign", "have"):
                break
            j += 1
            continue
        if t.pos in ("NOUN", "PROPN", "ADJ", "NUM") or t.norm in ("'s", "'", "the", "a", "an", "their", "its", "two", "both", "-", "/", "&"):
            j += 1
            continue
        if t.pos == "VERB" and ("VerbForm=Ger" in t.feats or "VerbForm=Inf" in t.feats) and (t.norm in _SUBJECT or tokens[j - 1].norm in prepositions or tokens[j - 1].norm == "and"):
            j += 1
            continue
        if t.text == "(" and j + 2 < len(tokens) and tokens[j + 2].text == ")":
            j += 3
            continue
        if t.text == "," and j > start and _list_goes_on(tokens, j):
            j += 1
            continue
        if t.text in ('"', "“", "«") and (close := _quote_end(tokens, j)):
            j = close
            continue
        break
    while j > start and (tokens[j - 1].pos in ("ADP", "CCONJ", "DET") or tokens[j - 1].text == ","):
        j -= 1
    return j


def _another(tokens: Sequence[Token], k: int) -> bool:
    """"a memorandum on ports and | a postal exchange agreement": an article, and a document of its own."""
    if k >= len(tokens) or tokens[k].norm not in ("a", "an"):
        return False
    k += 1
    while k < len(tokens) and tokens[k].pos in ("NOUN", "PROPN", "ADJ", "NUM"):
        if tokens[k].lemma in lex().instruments:
            return True
        k += 1
    return False


def _list_goes_on(tokens: Sequence[Token], j: int) -> bool:
    """A comma of an enumeration: nouns follow, and "and" closes it before any verb."""
    if j + 1 >= len(tokens) or tokens[j + 1].pos not in ("NOUN", "ADJ", "PROPN"):
        return False
    for t in tokens[j + 1 : j + 10]:
        if t.norm == "and":
            return True
        if t.pos in ("VERB", "AUX", "SCONJ", "PRON", "DET") or t.text in (".", ";"):
            return False
    return False


def _quote_end(tokens: Sequence[Token], j: int) -> int | None:
    closing = {'"': '"', "“": "”", "«": "»"}[tokens[j].text]
    return next((k + 1 for k in range(j + 1, min(len(tokens), j + 16)) if tokens[k].text == closing), None)


def find_instruments(ctx: Context, acts: frozenset[str]) -> list[InstrumentNamed]:
    """Agreements of a sentence; `acts` are those that its triggers express."""
    tokens = ctx.tokens
    out: list[InstrumentNamed] = []
    for i, t in enumerate(tokens):
        kind = lex().instruments.get(t.lemma) or lex().instruments.get(t.norm)
        if kind is None or t.pos not in ("NOUN", "PROPN") or any(b.first <= i < b.last for b in ctx.row.bodies) or i in ctx.heads:
            continue
        if out and i < out[-1].last and (kind in ("other", "programme", "action-plan", "roadmap") or tokens[i - 1].norm in ("the", "(")):
            continue
        made = _instrument(ctx, i, kind, out[-1].head + 1 if out else 0, acts)
        if made is not None:
            out.append(made)
    return out


def _instrument(ctx: Context, i: int, kind: str, lower: int, acts: frozenset[str]) -> InstrumentNamed | None:
    tokens = ctx.tokens
    following = tokens[i + 1].norm if i + 1 < len(tokens) else ""
    if following and i + 1 < len(tokens) and tokens[i + 1].pos in ("NOUN", "PROPN") and tokens[i + 1].lemma in lex().instruments:
        return None  # "agreement protocol", "programme document": the last noun is the head
    if capital_of_place(tokens, i):
        return None
    if kind == "other" and following == "of" and any(t.lemma in lex().instruments for t in tokens[i + 2 : i + 5]):
        return None  # "the text of the memorandum"
    if tokens[i].norm in ("convention", "conventions") and not tokens[i].capital and following not in ("on", "for", "against", "concerning", "between", "with"):
        return None  # "the annual convention of engineers"
    first = premodifiers(ctx, i, lower)
    words = {t.lemma for t in tokens[first:i]} | {t.norm for t in tokens[first:i]}
    before = [t.norm for t in tokens[max(0, first - 3) : first]]
    draft = "draft" in words or before[-3:-1] == ["draft", "of"] or before[-2:] == ["draft", "of"]
    while first < i and tokens[first].norm in ("draft", "new", "first", "recent", "final", "important", "landmark", "key", "relevant", "several", "existing", "other", "separate", "further", "major", "two", "three", "ministry", "state", "similar", "same", "corresponding", "additional"):
        first += 1
    if kind == "action-plan" and (words & {"road"}):
        kind = "roadmap"
    end = tail(ctx, i + 1)
    states = states_before(ctx, first, i)
    capital = tokens[i].capital and not all(not t.is_word for t in tokens[:i])
    if tokens[i].norm == "minutes" and ("sign" not in acts or (following == "signed" and i + 2 < len(tokens) and tokens[i + 2].norm == "off")):
        return None
    after = {t.norm for t in tokens[i + 1 : i + 4]}
    two = len({b.country for b in ctx.row.bodies if b.country and b.last <= i}) > 1  # bodies of two states are its subjects
    two |= len({c.iso for c in ctx.row.countries if c.last <= i}) > 1
    two |= any(t.lemma in _BOTH and t.number == "Plur" for t in tokens[:i])
    if not _is_instrument(tokens, i, kind, words, after, bool(states), capital, two, acts):
        return None
    if tokens[i].lemma == "letter":
        kind = "memorandum"
    if _said_of_it(tokens, first):
        return None
    again = first > 0 and (tokens[first - 1].norm in _ANAPHORIC or (tokens[first - 1].norm == "the" and first == i)) and end == i + 1
    anaphoric = kind == "other" or again
    label = text(tokens, first, end)
    label = label[:1].upper() + label[1:]
    subject = _subject(tokens, i + 1, end)
    return InstrumentNamed(
        ctx.sentence.index, first, end, ctx.span(first, end), kind, i, label, subject, case_at(tokens, first), draft or (first > 0 and tokens[first - 1].norm == "draft"),
        tokens[i].number == "Plur" and kind != "recommendations" and tokens[i].norm not in ("minutes",), _quoted(tokens, i + 1, end), states, anaphoric,
        key=_key(tokens, first, end),
    )  # fmt: skip


_ROOMS = frozenset("room hall house hotel suite square centre center building lounge street library bank group ltd plc inc".split())


def capital_of_place(tokens: Sequence[Token], i: int) -> bool:
    """"the Treaty | Room", "the Hotel | Accord": a word of another name, and no document."""
    if not tokens[i].capital:
        return False
    behind = i + 1 < len(tokens) and tokens[i + 1].capital is True and tokens[i + 1].lemma in _ROOMS
    return behind or (i > 0 and tokens[i - 1].capital is True and tokens[i - 1].norm in ("hotel", "café", "restaurant", "honda"))


_BOTH = frozenset(["side", "party", "country", "ministry", "minister", "government", "state", "regulator", "operator", "agency", "partner", "company", "university", "institution", "organisation", "organization", "authority"])


def _said_of_it(tokens: Sequence[Token], first: int) -> bool:
    """"That one was a good declaration of friendship", "It is a fair contract": what is said of a document told of, and none of its own."""
    k = first - 1
    if k < 2 or tokens[k].norm not in ("a", "an") or tokens[k - 1].lemma != "be":
        return False
    subject = tokens[k - 2]
    return subject.norm in ("this", "that", "it", "one", "these", "which") and not any(t.pos == "VERB" for t in tokens[first : first + 8])


_GENERIC = frozenset(["understanding", "cooperation", "co-operation", "collaboration", "partnership", "intent", "draft", "new", "joint", "field", "area", "sphere", "matter", "issue", "party", "side", "two", "country", "state", "bilateral", "trilateral", "relevant"])


def _key(tokens: Sequence[Token], first: int, end: int) -> str:
    """Content words by which mentions are compared; the Russian word for document if there are none."""
    words = [
        t.lemma for t in tokens[first:end]
        if t.pos in ("NOUN", "PROPN", "ADJ", "VERB") and t.lemma not in _GENERIC and t.lemma not in lex().instruments and t.norm not in lex().instruments
    ]  # fmt: skip
    return " ".join(words) or "документ"


def _by_leaders(tokens: Sequence[Token], i: int) -> bool:
    """"The heads of state adopted a statement on digital skills": of all of them, not of one house."""
    verb = next((k for k in range(max(0, i - 4), i) if tokens[k].text in ("adopted", "endorsed")), None)
    return verb is not None and i + 1 < len(tokens) and tokens[i + 1].norm in ("on", "about", "concerning", "calling") and any(t.norm in _LEADERS_OF_STATES for t in tokens[:verb])


def _is_instrument(tokens: Sequence[Token], i: int, kind: str, words: set[str], after: set[str], states: bool, capital: bool, two: bool, acts: frozenset[str]) -> bool:
    if kind == "action-plan":
        if "action" in words | after or "cooperation" in words:
            return not words & {"national", "state"} and bool(words & _INTERSTATE or states or "sign" in acts or capital or (two and acts & {"agree", "plan"}))
        return capital and "sign" in acts
    if kind == "programme":
        if two and acts & {"agree", "plan"} and words & {"work", "joint", "cooperation", "action"} and not words & _DOMESTIC_PLAN:
            return True  # "the parties agreed to adopt a two-year work programme"
        return not words & _DOMESTIC_PLAN and (states or bool(words & _INTERSTATE) or bool(after & {"cooperation", "exchange"}))
    if kind == "statement":
        return "joint" in words or "final" in words or _by_leaders(tokens, i) or tokens[i].norm.startswith("communiq") or ("sign" in acts and (capital or (tokens[i - 1].norm in ("the", "this") and any(t.norm in ("signed", "adopted", "endorsed") for t in tokens[i + 1 : i + 4]))))
    if kind == "recommendations":
        return tokens[i].number == "Plur" and "sign" in acts
    if kind == "other":
        if tokens[i].lemma == "letter":
            return "intent" in after
        return tokens[i].lemma in ("document", "text", "paper") and tokens[i - 1].norm in ("the", "this", "that", "these", "new", "said")
    if kind == "agreement" and tokens[i].lemma == "deal":
        return "sign" in acts
    if kind == "agreement" and i + 2 < len(tokens) and tokens[i + 1].norm == "to" and tokens[i + 2].pos == "VERB" and "sign" not in words and tokens[i - 1].norm in ("an", "reached", "in", "of"):
        return False  # "reached an agreement to sign a memorandum"
    # "they are in agreement": a state of mind, not a document
    loose = kind == "agreement" and i > 0 and tokens[i - 1].norm in ("in", "into", "reached", "of") and tokens[i].number == "Sing"
    return not loose or bool(after & {"on", "between"})


def _subject(tokens: Sequence[Token], first: int, end: int) -> str:
    """What it is about: "on postal cooperation", parties and "of understanding" left out."""
    if first + 1 < end and tokens[first].norm == "of" and tokens[first + 1].norm in ("understanding", "cooperation", "intent", "agreement", "partnership", "collaboration", "co-operation"):
        first += 2
        if first < end and tokens[first].norm == "and" and tokens[first + 1].norm == "cooperation":
            first += 2
    start = first
    for k in range(first, end):
        if tokens[k].norm in ("on", "concerning", "regarding", "for", "about", "establishing", "to") or (tokens[k].norm == "in" and k + 2 < end and any(t.lemma in _FIELD for t in tokens[k + 1 : k + 3])):
            start = k
            break
    else:
        between = next((k for k in range(first, end) if tokens[k].norm in ("between", "among", "with")), end)
        return text(tokens, first, between) if between > first else ""
    stop = next((k for k in range(start + 1, end) if tokens[k].norm in ("between", "among", "with")), end)
    return text(tokens, start, max(stop, start + 1))


def _quoted(tokens: Sequence[Token], first: int, end: int) -> str:
    for k in range(first, end):
        if tokens[k].text in ('"', "“", "«"):
            close = _quote_end(tokens, k)
            return text(tokens, k + 1, close - 1) if close else ""
    return ""


def states_before(ctx: Context, first: int, head: int) -> tuple[str, ...]:
    """"Indian-Russian", "Türkiye-Azerbaijan" in front of a noun."""
    inside = [c for c in ctx.row.countries if first <= c.first < head]
    return tuple(dict.fromkeys(c.iso for c in inside if c.form == "adjective" or "-" in ctx.tokens[c.first].text or "–" in ctx.tokens[c.first].text))
