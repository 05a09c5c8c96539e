"""Who is named in a clause as a possible side of a document, and by what word it is led."""

from __future__ import annotations

from collections.abc import Sequence

from kg.facts.agreements.signers import PREPOSITIONS
from kg.facts.model import Ref
from kg.facts.sentences.scenes import finite
from kg.facts.sentences.words import WITH
from kg.facts.story.so_far import Story
from kg.mentions.model import BodyNamed, CountryNamed, InstrumentNamed, SentenceMentions
from kg.text.document import Token

Party = BodyNamed | CountryNamed

_SIDE_BY_SIDE = 4  # tokens between two houses of a list
_SIGNER = 12  # tokens between a house and the name of him who signs for it
QUOTES = frozenset("« \" “ „".split())
BETWEEN = frozenset("между паміж між between".split())
_WHO = frozenset("который которая которое которые якая якое якi які".split())
_AS_SIDES = frozenset("сторона участник подписант контрагент бок удзельнік падпісант".split())
_MEMBERS = frozenset("член участник государство-член страна-член член-государство участница".split())


def in_order(row: SentenceMentions, first: int, last: int) -> list[Party]:
    """Outermost bodies and countries by name inside tokens [first, last)."""
    bodies = [b for b in row.bodies if first <= b.first < last]
    covered = [(b.first, b.last) for b in bodies]
    bodies = [b for b in bodies if not any(f <= b.first and b.last <= la and (f, la) != (b.first, b.last) for f, la in covered)]
    states = [
        c for c in row.countries
        if first <= c.first < last and c.form != "adjective" and not any(f <= c.first < la for f, la in covered)
        and not (c.first and row.tokens[c.first - 1].text == "(")
    ]  # fmt: skip
    bodies = [b for b in bodies if not _club(row.tokens, b.first)]
    return sorted([*bodies, *states], key=lambda m: m.first)


def _club(tokens: Sequence[Token], first: int) -> bool:
    """«государств – членов ШОС»: the members are meant, not the body."""
    before = [t for t in tokens[max(0, first - 3) : first] if t.text not in ("–", "—", "-", "«", "\"")]
    return bool(before) and (before[-1].lemma in _MEMBERS or before[-1].text == "(")


def party_ref(story: Story, m: Party, *, named: bool = False) -> Ref | None:
    """A party; a commission is one only where the text names it as a side."""
    if isinstance(m, CountryNamed):
        return Ref("country", m.iso)
    key = story.body(m)
    return Ref("body", key) if key and (named or story.bodies.kind(key) != "WorkingBody") else None


def on_behalf(story: Story, row: SentenceMentions, first: int, last: int) -> list[Ref]:
    """«От „А“ документ подписал К, от „Б“ – Л», «за „А“ расписался К», "B. signed on behalf of A": for whom a person puts his name."""
    out = []
    for m in in_order(row, first, last):
        before = [t.norm for t in row.tokens[max(0, m.first - 4) : m.first] if t.text not in QUOTES]
        led = before[-1:] in (["от"], ["ад"], ["за"]) or before[-2:] in (["от", "имени"], ["со", "стороны"], ["с", "стороны"], ["ад", "імя"]) or before[-3:] == ["on", "behalf", "of"]
        signer = isinstance(m, BodyNamed) and any(p.case in ("Nom", "Ins", "") and (m.last <= p.first <= m.last + _SIGNER or m.first - _SIGNER <= p.last <= m.first) for p in row.persons)
        if led and signer and (found := party_ref(story, m)) is not None:
            out.append(found)
    return out


def who_does(row: SentenceMentions, reach: tuple[int, int]) -> list[BodyNamed]:
    """«Почта А, которая подписала с Б соглашение, …»: whom the relative clause is about."""
    tokens, k = row.tokens, reach[0]
    if k < 2 or k >= len(tokens) or tokens[k - 1].text != "," or tokens[k].norm not in _WHO or tokens[k].case not in ("Nom", ""):
        return []
    before = sorted((b for b in row.bodies if b.last in (k - 1, k - 2) and not b.anaphor), key=lambda b: b.first)[:1]
    return [*_listed_before(row, before[0]), *before] if before and tokens[k].number == "Plur" else before


def _listed_before(row: SentenceMentions, last: BodyNamed) -> list[BodyNamed]:
    """«А, Б и компания В, которые подписали …»: those in front of the last one."""
    out: list[BodyNamed] = []
    first = last.first
    for b in reversed([b for b in in_order(row, 0, last.first) if isinstance(b, BodyNamed)]):
        gap = [t for t in row.tokens[b.last : first] if t.text not in QUOTES | {"»"}]
        if b.anaphor or not gap or len(gap) > _SIDE_BY_SIDE or gap[0].norm not in ("и", "і", ",") or any(t.pos not in ("ADJ", "NOUN", "PUNCT", "CCONJ") for t in gap):
            break
        out.insert(0, b)
        first = b.first
    return out


def called_sides(story: Story, row: SentenceMentions, reach: tuple[int, int]) -> list[Ref]:
    """«его сторонами стали А и Б», «участниками которого значатся …», «Стороны документа – А, Б и В»."""
    tokens = row.tokens
    at = next((k for k in range(*reach) if tokens[k].lemma in _AS_SIDES and tokens[k].number == "Plur" and (tokens[k].case == "Ins" or _dash_behind(tokens, k) or _named_behind(row, k) > k)), None)
    if at is None:
        return []
    at = _named_behind(row, at)
    found = [r for m in in_order(row, at + 1, reach[1]) if not within_phrase(row, m, PREPOSITIONS) and (r := party_ref(story, m)) is not None]
    return list(dict.fromkeys(found)) if len(found) > 1 else []


_BODIES = frozenset("компания организация оператор учреждение ведомство университет вуз предприятие фирма банк регулятор агентство провайдер институт министерство структура кампанія арганізацыя аператар установа ўніверсітэт company organization operator university firm bank agency institution partner ministry".split())
_LISTED = frozenset(": , и і and а также".split())
_GOES_BEFORE = 4  # tokens from such a word to its colon: "три крупнейших оператора связи:"


def counted_out(story: Story, row: SentenceMentions, reach: tuple[int, int]) -> list[Ref]:
    """«Соглашение заключили три оператора: А (Чили), Б и В»: those whom the subject counts are named behind its colon."""
    tokens = row.tokens
    colon = next((k for k in range(reach[0] + 1, len(tokens)) if tokens[k].text == ":"), None)
    if colon is None or not any(t.lemma in _BODIES and t.case in ("Nom", "Gen", "") for t in tokens[max(reach[0], colon - _GOES_BEFORE) : colon]):
        return []
    stop = next((k for k in range(colon + 1, len(tokens)) if tokens[k].text == ";" or finite(tokens[k])), len(tokens))
    named = [m for m in in_order(row, colon + 1, stop) if isinstance(m, BodyNamed)]
    if len(named) < 2 or any(t.norm in PREPOSITIONS for t in tokens[colon + 1 : named[0].first]):
        return []
    in_list = [m for m in named if m.case != "Ins" and any(t.norm in _LISTED for t in tokens[max(colon, m.first - 3) : m.first])]
    found = [r for m in in_list if not within_phrase(row, m, PREPOSITIONS) and (r := party_ref(story, m)) is not None]
    return list(dict.fromkeys(found)) if len(found) > 1 else []


def _named_behind(row: SentenceMentions, k: int) -> int:
    """"Parties to the agreement | are A and B": where English begins to name them; the word itself if it does not."""
    tokens = row.tokens
    if tokens[k].text.lower() not in ("parties", "signatories"):
        return k
    verb = next((j for j in range(k + 1, len(tokens)) if finite(tokens[j]) or tokens[j].pos == "AUX"), k)
    return verb if tokens[verb].text.lower() in ("are", "were", "include", "included") and verb + 1 < len(tokens) and any(m.first in (verb + 1, verb + 2) for m in (*row.bodies, *row.countries)) else k


def _dash_behind(tokens: Sequence[Token], k: int) -> bool:
    """«Стороны (документа) – А и Б»"""
    return tokens[k].case == "Nom" and any(t.text in ("–", "—", "-", ":") for t in tokens[k + 1 : k + 3])


def within_phrase(row: SentenceMentions, m: Party, words: frozenset[str]) -> bool:
    """True if a mention stands right behind one of some words."""
    before = [t for t in row.tokens[max(0, m.first - 3) : m.first] if t.text not in ("–", "—", "-", "«", "\"")]
    return bool(before) and before[-1].norm in words


def led_by_with(tokens: Sequence[Token], first: int) -> bool:
    """«с Министерством», «с американской компанией X», «со своим партнером – банком»."""
    i = first - 1
    while i >= 0 and first - i < (7 if tokens[i].text.isascii() else 4) and (tokens[i].text in QUOTES or (tokens[i].case in ("Ins", "Dat") and tokens[i].pos in ("ADJ", "DET", "NOUN")) or _english_attribute(tokens[i])):
        i -= 1
    return i >= 0 and tokens[i].norm in WITH


def _english_attribute(t: Token) -> bool:
    """"with the Karachi-based | firm": what English sets before a name."""
    return t.text.isascii() and (t.pos in ("ADJ", "DET", "NOUN", "PROPN") or t.text in ("-", "based", "'s"))


def next_document(row: SentenceMentions, ins: InstrumentNamed) -> int:
    """«соглашение о роуминге, меморандум между А и Б»: where another document begins, which a mark sets apart."""
    for x in row.instruments:
        if x.first >= ins.last and any(t.text in (",", ";", ":", "–") for t in row.tokens[ins.last : x.first]):
            return x.first
    return len(row.tokens)


def between_others(row: SentenceMentions, ins: InstrumentNamed, at: int) -> bool:
    """«меморандум между А и Б, контракт …»: who stands behind the "between" of another document are its sides."""
    before = [x for x in row.instruments if x.head < at]
    if not before or before[-1] is ins:
        return False
    between = row.tokens[before[-1].head : at]
    return any(t.norm in BETWEEN for t in between) and not any(finite(t) for t in between)


def of_another(row: SentenceMentions, ins: InstrumentNamed, at: int) -> bool:
    """«подписаны соглашение А (за одну сторону – И, за другую – К) и соглашение Б»: who stands in brackets signs the one before them."""
    opened = next((k for k in range(at, -1, -1) if row.tokens[k].text in "()"), None)
    if opened is None or row.tokens[opened].text != "(":
        return False
    before = [x for x in row.instruments if x.head < opened]
    return bool(before) and before[-1] != ins


def between_named(row: SentenceMentions, ins: InstrumentNamed) -> bool:
    """«Соглашение между Правительством А и Правительством Б»: two houses right behind the noun, so it is not the document told before, unless that has them too."""
    at = next((k for k in range(ins.head + 1, min(len(row.tokens), ins.last + 2)) if row.tokens[k].norm in BETWEEN), None)
    return at is not None and sum(at < b.first <= at + _SIGNER for b in row.bodies if not b.anaphor) > 1
