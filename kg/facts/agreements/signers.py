"""The people who sign: subjects of the verb, agents of a passive, those whose signatures stand under the document."""

from __future__ import annotations

import itertools

from kg.facts.agreements.scene import Reading
from kg.facts.agreements.status_words import SIGNATURES
from kg.facts.sentences.apposition import TITLES
from kg.facts.sentences.scenes import clauses, finite
from kg.facts.sentences.words import WITH
from kg.mentions.model import InstrumentNamed, PersonNamed, SentenceMentions, Trigger

PREPOSITIONS = frozenset("в во на о об по при у аб па on in at для из от до за под перед благодаря согласно среди".split())
SPEECH = frozenset("сообщить отметить заявить рассказать сказать подчеркнуть напомнить добавить пояснить уточнить".split())
_LOOKERS_ON = frozenset("присутствие участие наблюдать прысутнасць удзел".split())
_WITNESSES = frozenset("witness attend oversee watch observe присутствовать наблюдать прысутнічаць назіраць".split())
_WAS = frozenset("был была были является быў была былі".split())  # «ректором тогда был А»
_PEERS = frozenset("коллега партнер партнёр визави калега colleague counterpart".split())
_ENDINGS = {"Gen": ("а", "я", "ы", "и", "ой", "ей", "го"), "Dat": ("у", "ю", "е", "и", "ой", "ей", "му"), "Acc": ("а", "я", "у", "ю", "го"), "Ins": ("м", "ой", "ей", "ью"), "Loc": ("е", "и", "у", "м", "ой", "ей")}


def find_signers(row: SentenceMentions, trigger: Trigger, reading: Reading, reach: tuple[int, int]) -> list[PersonNamed]:
    """People who sign: subjects of the verb, agents of a passive, those whose signatures stand under the document."""
    if reading.status not in ("signed", "in-force", "drafted") or trigger.act not in ("sign", "initial", "receive"):
        return []
    if reading.rule == "signing-held" and any(t.lemma in _WITNESSES and t.pos == "VERB" for t in row.tokens[reach[0] : trigger.first]):
        return []  # "A and B witnessed the signing"
    out = []
    for p in row.persons:
        if not reach[0] <= p.first < reach[1] or _speaks(row, p) or (p.first and row.tokens[p.first - 1].norm in _WAS and trigger.lemma not in SIGNATURES):
            continue
        before = row.tokens[p.first - 1].norm if p.first else ""
        subject = (p.case in ("Nom", "") or _guessed(row, p)) and not _of_visit(row, p) and before not in PREPOSITIONS
        agent = p.case == "Ins" and (trigger.passive or trigger.lemma in SIGNATURES or reading.rule == "signing-held" or _with_partner(row, p))
        owner = p.case == "Gen" and not _of_visit(row, p) and any(x.lemma in SIGNATURES and reach[0] <= x.first < p.first for x in row.triggers)
        owner |= p.case == "Dat" and any(x.lemma == "принадлежать" for x in row.tokens[reach[0] : p.first]) and any(x.lemma in SIGNATURES for x in row.triggers)
        if subject or agent or owner or (trigger.tense == "past" and _for_a_side(row, p)) or _in_the_person_of(row, p):
            out.append(p)
    return _joined(row, out, reach)


def _guessed(row: SentenceMentions, p: PersonNamed) -> bool:
    """«Протокол подписал Б. Тадессе», «подписи поставили Токтогулов и Лаас»: the name does not end as names do in the case that the tagger saw."""
    if p.case in ("Nom", "") or _shows_case(row, p):
        return False
    role = next((r for r in row.roles if r.last == p.first), None)
    if role is not None:
        return role.case in ("Nom", "")
    return not p.first or row.tokens[p.first - 1].pos in ("VERB", "CCONJ", "PUNCT", "ADV", "PART")


def _shows_case(row: SentenceMentions, p: PersonNamed) -> bool:
    last = row.tokens[p.last - 1]
    return last.text.isascii() or last.norm.endswith(_ENDINGS.get(p.case, ("",)))


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
    for first, last in clauses(tokens):  # «встреча завершилась подписанием плана, | подписи поставили А и Б»
        if first == end and not any(first <= x.head < last for x in row.instruments) and any(first <= t.first < last and t.lemma in SIGNATURES for t in row.triggers):
            end = last
    return reach[0], end


def _joined(row: SentenceMentions, signers: list[PersonNamed], reach: tuple[int, int]) -> list[PersonNamed]:
    """«Подписи поставили Лю Хайтао и директор Осмонов»: a foreign name without case signs with him to whom "и" joins it."""
    if not signers:
        return []
    out = []
    for k, p in enumerate(row.persons):
        beside = any(q in signers and _and_between(row, *((p, q) if p.first < q.first else (q, p))) for q in row.persons[max(0, k - 1) : k + 2] if q is not p)
        clear = (p.case in ("Nom", "Ins", "Dat") and not _guessed(row, p)) or _of_visit(row, p)
        if p in signers or (beside and reach[0] <= p.first < reach[1] and not clear and (not p.first or row.tokens[p.first - 1].norm not in PREPOSITIONS)):
            out.append(p)
    return out


def _and_between(row: SentenceMentions, a: PersonNamed, b: PersonNamed) -> bool:
    """«А и Б», «А и министр Б»."""
    start = next((r.first for r in row.roles if r.last == b.first), b.first)
    if row.tokens[start - 1].lemma in _PEERS:  # «и его литовская коллега Б»
        start -= 1
        while start > a.last + 1 and row.tokens[start - 1].pos in ("ADJ", "DET", "PRON"):
            start -= 1
    return start == a.last + 1 and row.tokens[a.last].norm in ("и", "і", "and")


def _for_a_side(row: SentenceMentions, p: PersonNamed) -> bool:
    """«…, с узбекской – А»: the tagger guesses the case of a name behind a dash."""
    dash = next((r.first for r in row.roles if r.last == p.first), p.first) - 1
    if dash > 2 and row.tokens[dash].text in ("–", "—", "-", ":") and row.tokens[dash - 1].lemma in ("сторона", "бок"):
        return True  # «от турецкой стороны – А»
    return dash > 0 and row.tokens[dash].text in ("–", "—", "-") and any(c.last == dash and c.form == "adjective" for c in row.countries)


def _in_the_person_of(row: SentenceMentions, p: PersonNamed) -> bool:
    """«Оператор в лице директора А подписал …»: by whose hand a house signs."""
    first = next((r.first for r in row.roles if r.last == p.first), p.first)
    return any((a.norm in ("в", "у", "ў") and b.norm in ("лице", "асобе", "особе")) or (a.text == "represented" and b.text == "by") for a, b in itertools.pairwise(row.tokens[max(0, first - 4) : first]))


def _speaks(row: SentenceMentions, p: PersonNamed) -> bool:
    told = next((r.first for r in row.roles if r.last == p.first), p.first)
    before = range(max(0, p.first - 4), p.first)
    present = next((k for k in before if row.tokens[k].lemma in _LOOKERS_ON), None)
    if present is not None and not ((p.case == "Nom" or not _shows_case(row, p)) and any(t.case == "Gen" and t.pos == "NOUN" for t in row.tokens[present + 1 : p.first])):
        return True  # «в присутствии посла А», but «в присутствии журналистов А и Б подписали»
    if p.first and row.tokens[p.first - 1].text.isascii() and _beside_lookers_on(row, told):
        return True
    return any(row.tokens[k].lemma in SPEECH for k in before) or any(t.lemma in SPEECH and t.pos == "VERB" for t in row.tokens[max(0, told - 4) : told])


def _beside_lookers_on(row: SentenceMentions, first: int) -> bool:
    """"in the presence of Minister A and | Ambassador B": no comma and no verb of another between."""
    at = next((k for k in range(first - 1, -1, -1) if row.tokens[k].text == "presence" or row.tokens[k].text == "," or finite(row.tokens[k])), None)
    return at is not None and row.tokens[at].text == "presence"


def _of_visit(row: SentenceMentions, p: PersonNamed) -> bool:
    return p.case in ("Gen", "") and _shows_case(row, p) and any(t.lemma in ("визит", "візіт", "visit", "присутствие", "участие") for t in row.tokens[max(0, p.first - 8) : p.first])


def _with_partner(row: SentenceMentions, p: PersonNamed) -> bool:
    role = next((r for r in row.roles if r.last == p.first), None)
    start = role.first if role else p.first
    while start and (row.tokens[start - 1].norm in TITLES or row.tokens[start - 1].text == "."):
        start -= 1  # «мы с господином А подписали»
    while start > 1 and (row.tokens[start - 1].lemma in _PEERS or (row.tokens[start - 1].pos in ("ADJ", "DET") and row.tokens[start - 1].case in ("Ins", ""))):
        start -= 1  # «со своим катарским коллегой А»
    return bool(start) and row.tokens[start - 1].norm in WITH
