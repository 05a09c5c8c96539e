"""The people who sign: subjects of the verb, agents of a passive, those whose signatures stand under the document."""

from __future__ import annotations

import itertools

from kg.facts.apposition import TITLES
from kg.facts.scenes import clauses, finite
from kg.facts.status import Reading
from kg.facts.status_words import SIGNATURES
from kg.mentions.model import InstrumentNamed, PersonNamed, SentenceMentions, Trigger

PREPOSITIONS = frozenset("в во на о об по при у аб па on in at который для из от до за под перед благодаря согласно среди".split())
WITH = frozenset("с со з са with".split())
SPEECH = frozenset("сообщить отметить заявить рассказать сказать подчеркнуть напомнить добавить пояснить уточнить присутствие участие наблюдать".split())


def find_signers(row: SentenceMentions, trigger: Trigger, reading: Reading, reach: tuple[int, int]) -> list[PersonNamed]:
    """People who sign: subjects of the verb, agents of a passive, those whose signatures stand under the document."""
    if reading.status not in ("signed", "in-force", "drafted") or trigger.act not in ("sign", "initial", "receive"):
        return []
    out = []
    for p in row.persons:
        if not reach[0] <= p.first < reach[1] or _speaks(row, p):
            continue
        before = row.tokens[p.first - 1].norm if p.first else ""
        if (p.case in ("Nom", "") and not _of_visit(row, p) and before not in PREPOSITIONS) or (p.case == "Ins" and (trigger.passive or trigger.lemma in SIGNATURES or reading.rule == "signing-held" or _with_partner(row, p))) or (p.case == "Gen" and trigger.lemma in SIGNATURES and p.first > trigger.first and not _of_visit(row, p)) or (trigger.tense == "past" and _for_a_side(row, p)) or _in_the_person_of(row, p):
            out.append(p)
    return _joined(row, out, reach)


def signing_reach(row: SentenceMentions, ins: InstrumentNamed, trigger: Trigger, reach: tuple[int, int]) -> tuple[int, int]:
    """Where those who sign may stand: in the clause, in a list behind its colon, or anywhere behind an item of a list of documents."""
    tokens = row.tokens
    if trigger not in row.triggers:  # told in front of the list: «• Протокол …; от одной стороны – министр А; от другой – министр Б»
        end = next((x.first for x in row.instruments if x.first >= ins.last), len(tokens))
        several = sum(ins.last <= p.first < end for p in row.persons) > 1 or any(t.lemma in ("сторона", "бок", "side") for t in tokens[ins.last : end])
        return (ins.last, end) if several else reach
    end = reach[1]
    if 0 < end < len(tokens) and tokens[end - 1].text == ":":
        for first, last in clauses(tokens):
            listed = first >= end and not any(finite(t) for t in tokens[first:last]) and not any(first <= x.head < last for x in row.instruments)
            if first == end and listed:
                end = last
    return reach[0], end


def _joined(row: SentenceMentions, signers: list[PersonNamed], reach: tuple[int, int]) -> list[PersonNamed]:
    """«Подписи поставили Лю Хайтао и директор Осмонов»: a foreign name without case signs with him to whom "и" joins it."""
    if not signers:
        return []
    out = []
    for p in row.persons:
        after = next((q for q in row.persons if q.first > p.first), None)
        role = next((r.first for r in row.roles if after is not None and r.last == after.first), None)
        start = after.first if after is not None and role is None else role
        beside = after in signers and start is not None and reach[0] <= p.first and start == p.last + 1 and row.tokens[p.last].norm in ("и", "і", "and")
        clear = p.case in ("Nom", "Ins", "Dat") or _of_visit(row, p)
        if p in signers or (beside and not clear and (not p.first or row.tokens[p.first - 1].norm not in PREPOSITIONS)):
            out.append(p)
    return out


def _for_a_side(row: SentenceMentions, p: PersonNamed) -> bool:
    """«…, с узбекской – А»: the tagger guesses the case of a name behind a dash."""
    dash = next((r.first for r in row.roles if r.last == p.first), p.first) - 1
    if dash > 2 and row.tokens[dash].text in ("–", "—", "-", ":") and row.tokens[dash - 1].lemma in ("сторона", "бок"):
        return True  # «от турецкой стороны – А»
    return dash > 0 and row.tokens[dash].text in ("–", "—", "-") and any(c.last == dash and c.form == "adjective" for c in row.countries)


def _in_the_person_of(row: SentenceMentions, p: PersonNamed) -> bool:
    """«Оператор в лице директора А подписал …»: by whose hand a house signs."""
    first = next((r.first for r in row.roles if r.last == p.first), p.first)
    return any((a.norm in ("в", "у") and b.norm in ("лице", "асобе")) or (a.text == "represented" and b.text == "by") for a, b in itertools.pairwise(row.tokens[max(0, first - 4) : first]))


def _speaks(row: SentenceMentions, p: PersonNamed) -> bool:
    told = next((r.first for r in row.roles if r.last == p.first), p.first)
    return any(t.lemma in SPEECH for t in row.tokens[max(0, p.first - 4) : p.first]) or any(t.lemma in SPEECH and t.pos == "VERB" for t in row.tokens[max(0, told - 4) : told])


def _of_visit(row: SentenceMentions, p: PersonNamed) -> bool:
    return p.case in ("Gen", "") and any(t.lemma in ("визит", "візіт", "visit", "присутствие", "участие") for t in row.tokens[max(0, p.first - 8) : p.first])


def _with_partner(row: SentenceMentions, p: PersonNamed) -> bool:
    role = next((r for r in row.roles if r.last == p.first), None)
    start = role.first if role else p.first
    while start and (row.tokens[start - 1].norm in TITLES or row.tokens[start - 1].text == "."):
        start -= 1  # «мы с господином А подписали»
    return bool(start) and row.tokens[start - 1].norm in WITH
