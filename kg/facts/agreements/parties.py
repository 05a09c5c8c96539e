"""Between whom an agreement is: parties named in its phrase, subjects and agents of the signing, signatories, states."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from kg.facts.agreements.acting_states import ORGANS, acting_states
from kg.facts.agreements.named_sides import (
    BETWEEN,
    QUOTES,
    Party,
    between_others,
    called_sides,
    counted_out,
    in_order,
    led_by_with,
    next_document,
    of_another,
    on_behalf,
    party_ref,
    who_does,
    within_phrase,
)
from kg.facts.agreements.scene import Reading
from kg.facts.agreements.signers import PREPOSITIONS as _STOPPERS
from kg.facts.agreements.signers import find_signers, signing_reach
from kg.facts.agreements.sketches import between_governments
from kg.facts.agreements.under_it import under_it
from kg.facts.model import Ref
from kg.facts.sentences.scenes import finite, part
from kg.facts.sentences.words import WITH as _WITH
from kg.facts.story.so_far import Story
from kg.mentions.model import BodyNamed, CountryNamed, InstrumentNamed, SentenceMentions, Trigger
from kg.text.document import Token

_QUOTED = QUOTES | {"»"}
_MINISTRIES = frozenset("министерство ведомство міністэрства ведамства".split())
_MINISTRIES_BACK = 4  # sentences
_AND = frozenset("и і and а также с the ,".split())
_JOINED = frozenset("и і and , a the".split())
_JOINT_WORK = frozenset("сотрудничество взаимодействие партнерство супрацоўніцтва".split())
_WORKING = frozenset("взаимодействовать сотрудничать работать супрацоўнічаць cooperate interact".split())
_GROUNDS = frozenset("основа рамка база основание соответствие аснова basis framework".split())
_ACTING = frozenset({"sign", "initial", "plan", "agree", "in-force", "discuss"})
_PROLONGING = frozenset("продлить продлевать продленный пролонгировать extend renew prolong".split())  # as the parties do
_GOVERNMENTS = frozenset("правительство урад government".split())


@dataclass(slots=True)
class Found:
    """Parties, signatories and states of one agreement in one clause."""

    parties: list[Ref] = field(default_factory=list)
    signatories: list[str] = field(default_factory=list)
    states: list[str] = field(default_factory=list)


def find_parties(story: Story, row: SentenceMentions, ins: InstrumentNamed, reading: Reading, reach: tuple[int, int]) -> Found:
    """Parties, signatories and states of an instrument; `reach` is the clause that tells of it."""
    out = Found()
    trigger = reading.trigger
    out.parties += _between(story, row, ins, reach)
    out.parties += [] if out.parties else called_sides(story, row, reach)
    told = bool(out.parties)
    if trigger is not None and (trigger.act in _ACTING or reading.rule in ("adopted", "signatures")):
        people = [p for p in find_signers(row, trigger, reading, signing_reach(row, ins, trigger, reach)) if not of_another(row, ins, p.first)]
        out.signatories += [story.person(p) for p in people]
        if not told:
            acting = _subjects(story, row, ins, reading, reach)
            of_one = between_governments(ins.label) and sum(r.kind == "body" for r in acting) == 1  # «правительство А одобрило проект межправительственного соглашения»
            if of_one or (reading.rule in ("in-force", "approved", "awaits") and trigger.lemma not in _PROLONGING):
                # "ратифицировано парламентом Ирана": for its state
                out.states += [c for r in acting if r.kind == "body" and (c := story.bodies.country(r.key))]
            else:
                out.parties += [r for r in acting if r.kind == "body"] or counted_out(story, row, reach)
            # "Россия и Куба готовят меморандум": whose bodies sign it is not said
            out.states += [r.key for r in acting if r.kind == "country"]
            out.parties += [] if people else _offices(story, row, reach)
            out.parties += on_behalf(story, row, *reach) if people and reading.status == "signed" else []
        out.states += acting_states(row, reach)
        for ref in _signed_for(story, row, reach) if trigger.passive and not told else []:
            if ref.kind == "body":
                out.parties.append(ref)
            else:
                out.states.append(ref.key)
    if not told:
        partners = _counterparts(story, row, ins, (min(reach[0], ins.first), max(reach[1], ins.last)))  # "an agreement with A, | signed in May"
        out.parties += [r for r in partners if r.kind == "body"]
        out.states += [r.key for r in partners if r.kind == "country"]
        out.parties += _inside(story, row, ins) if not out.parties else []
        out.states += _states_inside(row, ins) if not out.parties and not out.states else []
    if not out.parties and not out.states:
        out.parties += _work_on_it(story, row, ins)
    if len(out.parties) == 1 and story.language == "en":
        out.parties += under_it(story, row, ins, out.parties[0])
    out.parties = list(dict.fromkeys(out.parties))
    out.signatories = list(dict.fromkeys(out.signatories))
    return out


def told_above(story: Story, lead: int, ins: InstrumentNamed, reading: Reading, found: Found, reach: tuple[int, int] | None = None) -> None:
    """«Министр А и министр Б подписали:» – who signs the items of a list is told in front of it; `reach`: there in the same sentence."""
    row, trigger = story.rows[lead], reading.trigger
    if trigger is None or trigger not in row.triggers or found.signatories:
        return
    first, end = reach or (0, len(row.tokens))
    above = find_parties(story, row, replace(ins, first=end, head=end - 1, last=end), reading, (first, end))
    found.signatories += above.signatories
    if len(found.parties) < 2 and len(above.parties) > 1:
        found.parties = above.parties
    found.states += [] if found.parties else above.states


def _between(story: Story, row: SentenceMentions, ins: InstrumentNamed, reach: tuple[int, int]) -> list[Ref]:
    """«между А, Б и В», in the phrase or right behind it."""
    tokens = row.tokens
    last = max(reach[1], ins.last)
    near = last + 2 + 2 * any(t.pos == "NUM" for t in tokens[last : last + 2])  # "signed on December 15, | 2023, between"
    behind = next((k for k in range(last, min(near, len(tokens))) if tokens[k].norm in BETWEEN and not any(ins.head < x.head < k for x in row.instruments)), None)
    last = min(last if behind is None else behind + 1, next_document(row, ins))  # «меморандум, подписанный 15 декабря, | между А и Б»
    start = next((k for k in range(ins.head, last) if tokens[k].norm in BETWEEN), None)
    if start is None:
        return []
    out: list[Ref] = []
    end = start + 1
    for m in in_order(row, start + 1, len(tokens)):
        gap = [t for t in tokens[end : m.first] if t.is_word and t.norm not in _AND]
        if isinstance(m, CountryNamed) and out and out[-1].kind == "body" and [t.text for t in gap] == ["of"]:
            end = m.last  # "between Havtel | of Norway and Correo Andino of Peru"
            continue
        described = len(gap) <= 2 and all(t.pos in ("ADJ", "DET", "NOUN") and t.case in ("Ins", "") for t in gap)
        described &= isinstance(m, BodyNamed) or all(t.pos == "ADJ" for t in gap) or not out
        if len(gap) > 4 or (out and gap and not described) or any(t.pos in ("VERB", "ADP") for t in gap):
            break
        ref = party_ref(story, m, named=True)
        # "между министерствами Беларуси и Китая", "между Госстандартом Беларуси и …": the state itself is no party
        of_organ = isinstance(m, CountryNamed) and (any(t.pos in ("NOUN", "PROPN") and t.lemma not in _GOVERNMENTS for t in gap) or _plural_organ(tokens, start, m.first))
        if ref is not None and ref not in out and not of_organ:
            out.append(ref)
        end = m.last
        if end < len(tokens) and tokens[end].text == "(":
            end = next((k + 1 for k in range(end, min(len(tokens), end + 4)) if tokens[k].text == ")"), end)
    return out


def _work_on_it(story: Story, row: SentenceMentions, ins: InstrumentNamed) -> list[Ref]:
    """«РСС и МСЭ взаимодействуют на основе меморандума», «А и Б сотрудничают в рамках соглашения»: those who do."""
    verb = next((k for k in range(ins.first) if row.tokens[k].lemma in _WORKING and finite(row.tokens[k])), None)
    if verb is None or not any(t.lemma in _GROUNDS for t in row.tokens[verb : ins.first]):
        return []
    acting = [m for m in in_order(row, 0, verb) if isinstance(m, BodyNamed) and not within_phrase(row, m, _STOPPERS)]
    found = [r for m in acting if (r := party_ref(story, m)) is not None]
    return found if len(found) > 1 else []


def _signed_for(story: Story, row: SentenceMentions, reach: tuple[int, int]) -> list[Ref]:
    """"signed for Norway by A, and for the ITU by B": for whom, right before who."""
    out = []
    for m in in_order(row, *reach):
        words = [t.text for t in row.tokens[max(0, m.first - 3) : m.first]]
        if m.last < len(row.tokens) and row.tokens[m.last].text == "by" and (words[-1:] == ["for"] or words[-3:] == ["on", "behalf", "of"]):
            out += [r for r in [party_ref(story, m, named=True)] if r is not None]
    return out


def _plural_organ(tokens: Sequence[Token], first: int, last: int) -> bool:
    """«между министерствами Беларуси и Китая»: not the states are the parties."""
    return any(t.lemma in ORGANS and t.lemma not in _GOVERNMENTS and t.number == "Plur" for t in tokens[first:last])


def _subjects(story: Story, row: SentenceMentions, ins: InstrumentNamed, reading: Reading, reach: tuple[int, int]) -> list[Ref]:
    """Bodies and states that sign, plan or offer: subjects, agents of a passive; no part of somebody's post."""
    out: list[Ref] = []
    trigger = reading.trigger
    posts = [(r.first, r.last) for r in row.roles]
    end = -1  # of the party before: "А и Б"
    pair = _pair_before_verb(row, reach)
    out += [r for m in who_does(row, reach) if (r := party_ref(story, m)) is not None]
    for m in in_order(row, *reach):
        if m in pair:
            out += [r for r in [party_ref(story, m)] if r is not None]
            end = m.last
            continue
        if any(f <= m.first < la for f, la in posts) or _in_phrase(row, m.first) or between_others(row, ins, m.first):
            continue
        if m.first == reach[0] and (inner := _plural_misread(row, m, reach)) is not None:
            m = inner
        elif m.first == end + 1 and row.tokens[end].norm in ("и", "і", "and", ",") and isinstance(m, BodyNamed) and m.case in ("Gen", "Acc"):
            pass  # the second of two neuter subjects reads as an object or genitive
        elif not _acts(row, m, trigger, reading, reach):
            continue
        ref = party_ref(story, m)
        if ref is not None:
            out.append(ref)
            end = m.last
    return out


def _in_phrase(row: SentenceMentions, at: int) -> bool:
    """Inside the phrase of a document, this one or another: what stands there does not sign."""
    return any(x.first <= at < x.last for x in row.instruments)


def _pair_before_verb(row: SentenceMentions, reach: tuple[int, int]) -> list[Party]:
    """«… подписями Минсвязи и Минцифры рассчитывают», «договор о посылках «А» и «Б» намерены»: two bodies before a plural verb."""
    found = [m for m in in_order(row, *reach) if isinstance(m, BodyNamed)]
    for a, b in itertools.pairwise(found):
        between = unbracketed([t for t in row.tokens[a.last : b.first] if t.text not in _QUOTED])
        joined = bool(between) and between[0].norm in ("и", "і", "and") and all(t.pos in ("ADJ", "NOUN") for t in between[1:]) and len(between) < 4
        verb = next((t for t in unbracketed(row.tokens[b.last : reach[1]]) if t.text not in _QUOTED and t.pos != "ADV"), None)
        if joined and verb is not None and finite(verb) and verb.number == "Plur" and not within_phrase(row, a, _STOPPERS | BETWEEN | _WITH):
            return [a, b]
    return []


def unbracketed(tokens: Sequence[Token]) -> list[Token]:
    """Without what stands in brackets: «А (Сербия) и Б»."""
    out, depth = [], 0
    for t in tokens:
        depth += t.text == "("
        if not depth:
            out.append(t)
        depth -= t.text == ")"
    return out


def _plural_misread(row: SentenceMentions, m: Party, reach: tuple[int, int]) -> BodyNamed | None:
    """«Администрации связи РСС подписали»: tagged as a genitive singular; the body of many inside acts."""
    verb = next((t for t in row.tokens[m.last : reach[1]] if finite(t)), None)
    if m.case != "Gen" or verb is None or verb.number != "Plur":
        return None
    return next((b for b in row.bodies if m.first < b.first and b.last <= m.last and b.kind == "InternationalOrganization"), None)


def _acts(row: SentenceMentions, m: Party, trigger: Trigger | None, reading: Reading, reach: tuple[int, int]) -> bool:
    if within_phrase(row, m, _STOPPERS):
        return False
    before = row.tokens[m.first - 1].norm if m.first else ""
    case = m.case
    if [t.norm for t in row.tokens[m.last : m.last + 2]] in (["в", "лице"], ["в", "особе"]):
        return True  # «… оператор „А“ в лице директора Б»
    formed = row.tokens[m.first].text.isupper() and m.last - m.first > 2 and row.tokens[m.first + 1].text in QUOTES  # «РУП „Белпочта“» has none either
    if formed or (m.last - m.first == 1 and row.tokens[m.first].text.isupper()):
        # "ЮНЕСКО" has no cases: a subject by its place
        town = any(p.last == m.first for p in row.places)  # «в Минске ОАО „Белпочта“ подписало»
        governed = m.first > reach[0] and row.tokens[m.first - 1].pos in ("NOUN", "PROPN", "ADJ", "ADP") and not town
        return not governed or led_by_with(row.tokens, m.first)
    first, last = part(row.tokens, reach, trigger.first if trigger else m.first)
    agent = trigger is not None and trigger.passive and first <= m.first < last
    if isinstance(m, CountryNamed):
        return case == "Nom" or (case == "Ins" and (agent or before in _WITH))
    if case == "" and m.last < reach[1] and finite(row.tokens[m.last]) and row.tokens[m.last].number == "Sing":
        return True  # «такое же соглашение „А“ | заключил в 2023 году»
    if case in ("Nom", ""):
        # «на выставке Cairo Expo»: a name without cases behind a noun that is no subject
        return case == "Nom" or m.first == reach[0] or row.tokens[m.first - 1].pos != "NOUN" or row.tokens[m.first - 1].case in ("Nom", "")
    if case == "Ins":
        return led_by_with(row.tokens, m.first) or before in ("и", "і") or agent or reading.rule == "signing-held"
    if case == "Dat":
        return reading.rule == "offered" or any(t.lemma == "поручить" for t in row.tokens[first:last])
    if case == "Gen":
        return _of_plural_subject(row.tokens, m.first, reach)
    # a neuter subject behind its verb looks like an object: "подписали Министерство А и Министерство Б"
    return case == "Acc" and before not in _WITH and first <= m.first < last


def _of_plural_subject(tokens: Sequence[Token], first: int, reach: tuple[int, int]) -> bool:
    """«Администрации связи РСС подписали»: the body acts through its members or heads."""
    i = first - 1
    while i > reach[0] and tokens[i].case == "Gen" and tokens[i].number != "Plur":
        i -= 1
    if i < reach[0] or tokens[i].pos != "NOUN":
        return False
    return (tokens[i].case == "Nom" and tokens[i].number == "Plur") or (i == reach[0] and tokens[i].case == "Gen" and tokens[i].lemma in ORGANS)


def _offices(story: Story, row: SentenceMentions, reach: tuple[int, int]) -> list[Ref]:
    """«Главы Минсвязи и Минцифры подписали …»: the bodies of posts that act without a name."""
    found = []
    for r in row.roles:
        if reach[0] <= r.first < reach[1] and r.case in ("Nom", "Ins") and not any(p.first in (r.last, r.last + 1) for p in row.persons):
            found += [ref for b in row.bodies if r.first <= b.first and b.last <= r.last + 1 and (ref := party_ref(story, b)) is not None]
    return found if len(found) > 1 else []


def _counterparts(story: Story, row: SentenceMentions, ins: InstrumentNamed, reach: tuple[int, int]) -> list[Ref]:
    """«меморандум А с Б», «заключил с Б договор»: Б, and А in the genitive."""
    out: list[Ref] = []
    last: Party | None = None
    for m in in_order(row, *reach):
        if last is not None and out and _joined_to(row, last, m):
            out += [r for r in [party_ref(story, m)] if r is not None]
            last = m
            continue
        if not led_by_with(row.tokens, m.first) or (m.case not in ("Ins", "", "Gen") and not row.tokens[m.first].text.isascii()) or abs(m.first - ins.head) > 25:
            continue
        for k in in_order(row, ins.head + 1, m.first):
            of_works = any(t.norm in ("на", "для") for t in row.tokens[ins.head + 1 : k.first])  # «контракт на строительство центра с Б»
            own = (k.case == "Gen" or (k.case == "" and k.last == m.first - 1)) and isinstance(k, BodyNamed) and not of_works and not within_phrase(row, k, _STOPPERS | _WITH) and not any(r.first <= k.first < r.last for r in row.roles)
            if own and (ref := party_ref(story, k)) is not None:
                out.append(ref)
        if (ref := party_ref(story, m)) is not None:
            out.append(ref)
            last = m
    return out


def _joined_to(row: SentenceMentions, a: Party, b: Party) -> bool:
    """«с А, Б и В»: another partner of the same sort."""
    gap = row.tokens[a.last : b.first]
    joined = bool(gap) and all(t.norm in _JOINED or t.text in _QUOTED for t in gap) and isinstance(a, BodyNamed) == isinstance(b, BodyNamed)
    behind = next((t for t in row.tokens[b.last : b.last + 2] if t.text not in ("»", "”")), None)
    return joined and b.case in ("Ins", "") and (b.case == "Ins" or behind is None or not finite(behind))


def _inside(story: Story, row: SentenceMentions, ins: InstrumentNamed) -> list[Ref]:
    """«Программа сотрудничества А и Б», «соглашение А и Б»: two bodies in the document's own phrase."""
    tokens = row.tokens
    at = next((k for k in range(ins.head + 1, min(ins.head + 4, len(tokens))) if tokens[k].lemma in _JOINT_WORK), ins.head)
    if at + 1 >= len(tokens) or (at > ins.head and tokens[at].case != "Gen" and tokens[at - 1].norm not in ("о", "об", "аб")):
        return []
    found = [m for m in in_order(row, at + 1, min(len(tokens), at + 20)) if isinstance(m, BodyNamed)]
    if len(found) < 2 or found[0].first > at + 2 or (at == ins.head and found[0].case not in ("Gen", "")):
        return []
    gap = [t.norm for t in tokens[found[0].last : found[1].first] if t.text not in QUOTES | {"»", "”"}]
    return [r for m in found[:2] if (r := party_ref(story, m)) is not None] if gap in (["и"], ["і"]) else []


def _states_inside(row: SentenceMentions, ins: InstrumentNamed) -> list[str]:
    """«Соглашение А и Б о роуминге»: two states right behind the document's noun."""
    found = [c for c in row.countries if c.form != "adjective" and c.case == "Gen" and ins.head < c.first][:2]
    if len(found) < 2 or found[0].first != ins.head + 1:
        return []
    between = [t.norm for t in row.tokens[found[0].last : found[1].first]]
    return [c.iso for c in found] if between in (["и"], ["і"]) else []
