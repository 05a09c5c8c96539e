"""Between whom an agreement is: parties named in its phrase, subjects of the signing, signatories and their bodies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from kg.facts.model import Ref
from kg.facts.story import Story
from kg.mentions.model import BodyNamed, CountryNamed, InstrumentNamed, PersonNamed, SentenceMentions, Trigger

_BETWEEN = frozenset("между паміж між between".split())
_WITH = frozenset("с со с з са with".split())
_STOPPERS = frozenset("в во на о об по при у аб па on in at which который".split())


@dataclass(slots=True)
class Found:
    """Parties and signatories of one agreement in one sentence."""

    parties: list[Ref] = field(default_factory=list)
    signatories: list[str] = field(default_factory=list)


def find_parties(story: Story, i: int, row: SentenceMentions, ins: InstrumentNamed, trigger: Trigger | None, reach: tuple[int, int]) -> Found:
    """Parties and signatories of an instrument in a sentence; `reach` is the clause that tells of it."""
    out = Found()
    first, last = reach
    complement = _between(story, row, ins, last)
    out.parties += complement
    if trigger is not None and trigger.act in ("sign", "initial"):
        people = _subjects(row, trigger, first, last, ins)
        out.signatories += [story.person(p) for p in people]
        if not complement:
            out.parties += _bodies(story, row, trigger, first, last, ins, people)
    elif trigger is not None and trigger.act == "plan" and not complement:
        out.parties += _bodies(story, row, trigger, first, last, ins, [])
    if not complement:
        out.parties += [r for r in _counterparts(story, row, ins, first, last) if r not in out.parties]
    out.parties = list(dict.fromkeys(out.parties))
    out.signatories = list(dict.fromkeys(out.signatories))
    return out


def _between(story: Story, row: SentenceMentions, ins: InstrumentNamed, last: int) -> list[Ref]:
    """«между А и Б», or «А с Б» right behind the phrase."""
    tokens = row.tokens
    start = next((k for k in range(ins.head, min(len(tokens), ins.last + 6)) if tokens[k].norm in _BETWEEN), None)
    if start is None:
        return []
    out: list[Ref] = []
    end = start + 1
    for m in _parties_in_order(row, start + 1, len(tokens)):
        gap = [t for t in tokens[end : m.first] if t.is_word and t.norm not in ("и", "і", "and", "а", "также", "с", "the")]
        adjectives = all(t.pos in ("ADJ", "DET", "NOUN") and t.case in ("Ins", "") for t in gap)
        if out and gap and not (adjectives and len(gap) <= 2):
            break
        if len(gap) > 4:
            break
        ref = _ref(story, m)
        if ref is not None and ref not in out:
            out.append(ref)
        end = m.last
    return out


def _parties_in_order(row: SentenceMentions, first: int, last: int) -> list[BodyNamed | CountryNamed]:
    bodies = [b for b in row.bodies if first <= b.first < last]
    covered = [(b.first, b.last) for b in bodies]
    bodies = [b for b in bodies if not any(f <= b.first and b.last <= la and (f, la) != (b.first, b.last) for f, la in covered)]
    states = [c for c in row.countries if first <= c.first < last and c.form != "adjective" and not any(f <= c.first < la for f, la in covered)]
    return sorted([*bodies, *states], key=lambda m: m.first)


def _ref(story: Story, m: BodyNamed | CountryNamed) -> Ref | None:
    if isinstance(m, CountryNamed):
        return Ref("country", m.iso)
    key = story.body(m)
    return Ref("body", key) if key else None


def _subjects(row: SentenceMentions, trigger: Trigger, first: int, last: int, ins: InstrumentNamed) -> list[PersonNamed]:
    """People who sign: nominative subjects of the verb, agents of a passive, «от имени … подпись поставил …»."""
    tokens = row.tokens
    people = [p for p in row.persons if first <= p.first < last]
    out = []
    for p in people:
        if p.case in ("Nom", "") and not _witness(row, p) and not _of_visit(row, p):
            out.append(p)
        elif p.case == "Ins" and (trigger.passive or _with_partner(row, p)):
            out.append(p)
        elif p.case in ("Gen",) and p.first and tokens[p.first - 1].norm in ("сторон", "стороны"):
            out.append(p)
    return out if trigger.tense == "past" or trigger.tense == "pres" or trigger.lemma in ("подпись", "автограф") else []


def _witness(row: SentenceMentions, p: PersonNamed) -> bool:
    before = [t.lemma for t in row.tokens[max(0, p.first - 12) : p.first]]
    return any(w in ("присутствие", "участие", "наблюдать", "сообщить", "отметить", "заявить", "рассказать", "сказать") for w in before[-4:])


def _of_visit(row: SentenceMentions, p: PersonNamed) -> bool:
    return any(t.lemma in ("визит", "візіт", "visit") for t in row.tokens[max(0, p.first - 8) : p.first]) and p.case == "Gen"


def _with_partner(row: SentenceMentions, p: PersonNamed) -> bool:
    role = next((r for r in row.roles if r.last == p.first), None)
    start = role.first if role else p.first
    return bool(start) and row.tokens[start - 1].norm in _WITH


def _bodies(story: Story, row: SentenceMentions, trigger: Trigger, first: int, last: int, ins: InstrumentNamed, people: Sequence[PersonNamed]) -> list[Ref]:
    """Bodies that are the subject of the signing: in the nominative, and not a part of a signatory's post."""
    out: list[Ref] = []
    posts = {(r.body.first, r.body.last) for r in row.roles if r.body is not None}
    posts |= {(b.first, b.last) for r in row.roles for b in row.bodies if r.first <= b.first and b.last <= r.last}
    for m in _parties_in_order(row, first, last):
        if (m.first, m.last) in posts or (ins.first <= m.first < ins.last):
            continue
        before = row.tokens[m.first - 1].norm if m.first else ""
        case = m.case
        if before in _STOPPERS or case in ("Loc",):
            continue
        if isinstance(m, CountryNamed) and case not in ("Nom", "Ins"):
            continue
        if case == "Ins" and not (before in _WITH or trigger.passive or before in ("и", "і")):
            continue
        if case in ("Gen", "Dat", "Acc") and not (isinstance(m, BodyNamed) and m.authority and case == "Acc"):
            continue
        ref = _ref(story, m)
        if ref is not None and ref not in out:
            out.append(ref)
    return out


def _counterparts(story: Story, row: SentenceMentions, ins: InstrumentNamed, first: int, last: int) -> list[Ref]:
    """«меморандум с Министерством внутренних дел»."""
    out = []
    for m in _parties_in_order(row, first, last):
        if m.first and row.tokens[m.first - 1].norm in _WITH and m.case in ("Ins", "", "Gen") and abs(m.first - ins.head) < 25:
            ref = _ref(story, m)
            if ref is not None:
                out.append(ref)
    return out
