"""Houses that only their part in a deal shows: "Havtel of Norway and Correo Andino signed", "a contract with NTT Data", "between Safaricom and Telia Eesti".

One decision for all wordings: a run of capitals that stands where a side of a document stands (subject or agent of the signing, behind
"between", "with", "for", joined to another side) is a house, unless something shows it to be a person, a town or a state.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.mentions.bodies import core_of
from kg.mentions.english.context import (
    CALENDAR,
    NOT_BODIES,
    Context,
    case_at,
    common,
    given_name,
    is_name_word,
    is_title,
    lex,
    text,
)
from kg.mentions.model import BodyNamed
from kg.mentions.names import customs
from kg.text.document import Token

DEALS = frozenset("sign conclude ink initial seal clinch countersign exchange renew extend agree enter negotiate finalise finalize draft strike reach forge cement launch plan intend partner cooperate collaborate".split())
_SIGNS = frozenset("sign conclude ink initial countersign".split())
_HOUSES = frozenset({"Company", "Organization", "Institution", "Agency", "Ministry", "InternationalOrganization"})
_PARTICLES = frozenset(["de", "des", "du", "da", "do", "dos", "del", "di", "la", "le", "el", "of", "y", "e"])
_PARTS_OF_WORLD = frozenset("asia europe africa america americas eurasia east west north south central pacific atlantic baltic balkans caucasus caspian mediterranean gulf latin".split())
_POSSESSED = frozenset(["'s", "’s", "'"])
_NO_NAME = frozenset("treaty protocol memorandum agreement source url under following photo press".split())


@dataclass(frozen=True, slots=True)
class _Run:
    """Capitals [first, last) that may be a house: the state that the words around give it, and how they are led."""

    first: int
    last: int
    state: str | None
    owned: bool  # a state stands beside the run or in it
    led: str  # between, with, by, for, and, or "" for a subject
    end: int  # behind what tells its state


def strange_run(ctx: Context, first: int) -> int:
    """End of the capitals, with particles inside ("Correos de Chile") and a common head behind ("Lao ICT academy")."""
    tokens = ctx.tokens
    k = first
    while k < len(tokens) and k not in ctx.heads and (is_name_word(tokens[k]) or (k > first and tokens[k].norm in _PARTICLES and k + 1 < len(tokens) and is_name_word(tokens[k + 1]))):
        k += 1
    if first < k < len(tokens) and tokens[k].lemma in lex().bodies and tokens[k].pos in ("NOUN", "PROPN"):
        k += 1
    return k


def sides_of_deals(ctx: Context, found: Sequence[BodyNamed]) -> list[BodyNamed]:
    """The houses of a sentence that nothing but a deal shows, left to right."""
    tokens = ctx.tokens
    papers = [k for k, t in enumerate(tokens) if t.lemma in lex().instruments or t.norm in lex().instruments]
    deals = [k for k, t in enumerate(tokens) if t.pos == "VERB" and t.lemma in DEALS]
    if not papers and not any(tokens[k].lemma in _SIGNS for k in deals):
        return []
    out: list[BodyNamed] = []
    runs = list(_runs(ctx, found))
    for _ in range(2):  # a side found makes the one joined to it a side as well
        for run in runs:
            known = [*found, *out]
            if _holder(ctx, run, known):
                continue
            if not any(b.first < run.last and run.first < b.last for b in known) and _a_side(ctx, run, known, papers, deals):
                name = text(tokens, run.first, run.last)
                out.append(BodyNamed(ctx.sentence.index, run.first, run.last, ctx.span(run.first, run.last), name, core_of(name), "Company", run.state, _case(ctx, run)))
    return sorted(out, key=lambda b: b.first)


def _holder(ctx: Context, run: _Run, known: Sequence[BodyNamed]) -> bool:
    """"Chairman of the Board of Havtel JSC | Kari Lunde": two or three strange words right behind the house of a post are its holder."""
    tokens = ctx.tokens
    house = next((b for b in known if b.last == run.first), None)
    if house is None or not 2 <= run.last - run.first <= 3 or any(common(t) or t.text.isupper() for t in tokens[run.first : run.last]):
        return False
    k = house.first - 1
    while k > 0 and (tokens[k].norm in ("of", "at", "the", "board", "management", "supervisory", "executive", "directors")):
        k -= 1
    return k in ctx.heads and k < house.first - 1


def _runs(ctx: Context, found: Sequence[BodyNamed]) -> Iterator[_Run]:
    tokens, k = ctx.tokens, 0
    covered = {i for b in found for i in range(b.first, b.last)}
    while k < len(tokens):
        if k in covered or not is_name_word(tokens[k]) or k in ctx.heads or (not tokens[k].capital and not tokens[k].text.isupper()):
            k += 1
            continue
        last = min((i for i in covered if i > k), default=len(tokens))
        last = min(strange_run(ctx, k), last)
        run = _measured(ctx, k, last)
        if run is not None:
            yield run
        k = max(last, k + 1)


def _measured(ctx: Context, first: int, last: int) -> _Run | None:
    tokens = ctx.tokens
    state: str | None = None
    owner = next(((f, e, iso) for f, (e, iso) in (*ctx.nouns.items(), *ctx.adjectives.items()) if f == first), None)
    if owner is not None and owner[1] < last and tokens[owner[1]].norm in _POSSESSED:
        first, state = owner[1] + 1, owner[2]  # "Norway's | Havtel"
    elif owner is not None and owner[1] >= last:
        return None  # the state itself
    elif owner is not None and owner[0] in ctx.adjectives:
        own = any(not common(t) and t.norm not in NOT_BODIES for t in tokens[owner[1] : last])
        first, state = owner[1] if own else first, owner[2]  # "the Norwegian | Havtel", but "Lao ICT academy"
    elif first > 1 and tokens[first - 1].norm in ("of", "the") and any(k in ctx.heads for k in range(max(0, first - 6), first)):
        return None  # "Prime Minister of | Norway Kari Lunde"
    elif owner is not None and first > 1 and tokens[first - 1].norm in ("of", "the") and 2 <= last - owner[1] <= 3 and not any(common(t) or t.text.isupper() for t in tokens[owner[1] : last]):
        return None  # "… and Local Affairs of the | Republic of Norway Kari Lunde"
    elif first > 1 and tokens[first - 1].norm in _POSSESSED:
        state = next((iso for f, (e, iso) in ctx.nouns.items() if e in (first - 1, first)), None)
    inside = [(f, e, iso) for f, (e, iso) in ctx.nouns.items() if first <= f < last]
    of = next((f for f, e, _ in inside if e == last and f > first and tokens[f - 1].norm in ("of", "the")), None)
    end = last
    if of is not None:  # "Havtel | of Norway"
        state = next(iso for f, _, iso in inside if f == of)
        stop = of - 1 - (tokens[of - 1].norm == "the")
        last = last if stop - first == 1 and common(tokens[first]) else stop  # "the Post of Chile" keeps it
    elif inside:
        state = state or inside[0][2]
    elif last + 1 < len(tokens) and tokens[last].text in ("(", "of", ","):
        at = last + 1 + (tokens[last + 1].norm in ("the", "of"))
        stop, iso = ctx.nouns.get(at, (0, None))
        if iso is not None and (tokens[last].text != "(" or tokens[min(stop, len(tokens) - 1)].text == ")") and (tokens[last].text != "," or tokens[last + 1].norm == "of"):
            state, end = iso, stop + (tokens[last].text == "(")
    while last > first and tokens[last - 1].norm in _PARTICLES:
        last -= 1
    if last <= first:
        return None
    return _Run(first, last, state, state is not None, _led(ctx, first), end)


def _led(ctx: Context, first: int) -> str:
    tokens, k = ctx.tokens, first - 1
    while k >= 0 and (tokens[k].norm in ("the", *_POSSESSED) or k in ctx.adjectives or any(f <= k < e for f, (e, _) in ctx.nouns.items()) or (tokens[k].pos in ("ADJ", "NOUN") and not tokens[k].capital)):
        k -= 1
    return tokens[k].norm if k >= 0 else ""


def _a_side(ctx: Context, run: _Run, known: Sequence[BodyNamed], papers: Sequence[int], deals: Sequence[int]) -> bool:
    tokens = ctx.tokens
    words = tokens[run.first : run.last]
    if not _may_be_house(ctx, run, words):
        return False
    joined = _joined(ctx, run, known)
    behind_paper = any(k < run.first and not _parted(tokens, k, run.first) for k in papers)
    if run.led in ("between", "among"):
        return behind_paper or joined or (any(k < run.first for k in deals) and run.owned)
    if run.led == "with" and (behind_paper or any(k < run.first and run.first - k < 12 for k in deals)):
        return True
    if joined or (run.led in ("are", "were", "include") and any(t.norm in ("parties", "signatories") for t in tokens[: run.first])):
        return True
    if not run.owned or (len(words) > 1 and not any(common(t) or t.text.isupper() for t in words) and not _inside_state(ctx, run)):
        return False  # "Toelupe Maoa of Samoa" is a person
    if run.led in ("by", "for", "of", "and", ","):
        return bool(deals) or behind_paper
    verb = _verb_behind(ctx, run.end)
    return verb is not None and verb.lemma in DEALS


def _inside_state(ctx: Context, run: _Run) -> bool:
    return any(run.first <= f < run.last for f in ctx.nouns)


def _may_be_house(ctx: Context, run: _Run, words: Sequence[Token]) -> bool:
    tokens = ctx.tokens
    if given_name(words[0]) or is_title(tokens, run.first) or is_title(tokens, run.first - 1) or (run.first and tokens[run.first - 1].text == "." and is_title(tokens, run.first - 2)):
        return False
    if any(t.norm in CALENDAR or t.lemma in lex().instruments or t.lemma in lex().gatherings or t.norm in _NO_NAME for t in words) or words[0].norm in _PARTS_OF_WORLD:
        return False
    if all(i in ctx.places for i in range(run.first, run.last)) or (len(words) == 1 and (words[0].norm in NOT_BODIES or len(words[0].text) < 3)):
        return False
    states = {k for f, (e, _) in (*ctx.nouns.items(), *ctx.adjectives.items()) for k in range(f, e)}
    if not any(t.capital or t.text.isupper() for k, t in enumerate(words, run.first) if k not in states):
        return False  # "the Ethiopian operator"
    if run.last in ctx.heads and words[-1].norm in lex().sets["roles.adjectives"]:
        return False  # "Kazakh Vice | Minister"
    plain = all(common(t) for t in words) and not _inside_state(ctx, run)
    if plain and not (run.owned and len(words) > 1 and (tokens[run.first - 1].norm in _POSSESSED or words[-1].lemma in lex().bodies or words[-1].norm in lex().bodies)):
        return False
    if words[0].norm in customs()[0] and len(words) > 1:
        return False  # "Nguyen Bac Son of Vietnam"
    near = range(max(0, run.first - 2), run.first), range(run.last, min(run.last + (4 if run.last < len(tokens) and tokens[run.last].text == "," else 2), len(tokens)))
    before, behind = (any(k in ctx.heads for k in part) for part in near)
    return not (before and tokens[run.first - 1].norm not in ("and", "with", "by", "between")) and not (behind and tokens[run.last].text == ",")


def _joined(ctx: Context, run: _Run, known: Sequence[BodyNamed]) -> bool:
    """"Norway Post and | Correos de Chile": beside a house, by "and" or a comma, as its equal in a deal."""
    tokens = ctx.tokens
    for b in known:
        if b.kind not in _HOUSES or b.weak:
            continue
        gap = [t for t in (tokens[b.last : run.first] if b.last <= run.first else tokens[run.end : b.first]) if t.norm not in ("the", "of", ")")]
        states = [t for t in gap if t.norm in ("and", "&")]
        far = [k for k in range(*((b.last, run.first) if b.last <= run.first else (run.end, b.first))) if tokens[k].is_word and tokens[k].norm not in ("and", "the", "of", "&", "'s") and not any(f <= k < e for f, (e, _) in (*ctx.nouns.items(), *ctx.adjectives.items()))]
        if states and not far and (b.last <= run.first or run.end <= b.first):
            pair_end = max(run.end, b.last)
            verb = _verb_behind(ctx, pair_end)
            led = run.led if run.first < b.first else _led(ctx, b.first)
            if led in ("between", "among", "with", "by") or (verb is not None and verb.lemma in DEALS):
                return True
    return False


def _verb_behind(ctx: Context, k: int) -> Token | None:
    """The verb of which what ends at k is the subject: auxiliaries, adverbs, days, brackets and "and B" between."""
    tokens = ctx.tokens
    dates = [(d.span.start, d.span.end) for d in ctx.row.dates]
    steps = 0
    while k < len(tokens) and steps < 14:
        t = tokens[k]
        if t.pos == "VERB":
            return t
        plain = t.pos in ("AUX", "ADV") or t.text in ",()" or t.norm in ("on", "and", "the", "of", "to", "&") or is_name_word(t) or any(a <= t.start < b for a, b in dates)
        if not plain:
            return None
        k, steps = k + 1, steps + 1
    return None


def _parted(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Does another verb than the signing stand between a document and a name?"""
    return any((t.pos in ("VERB", "AUX") and t.lemma not in DEALS and t.lemma not in ("be", "have", "on") and "VerbForm=Ger" not in t.feats) or t.text in (";", ":") for t in tokens[first:last]) or last - first > 24


def _case(ctx: Context, run: _Run) -> str:
    if run.led in ("between", "among", "with", "by"):
        return "Ins"
    return case_at(ctx.tokens, run.first) if run.led != "and" else "Nom"
