"""Which words of a sentence speak of an agreement: clauses, their parts, the clause that hangs on the noun, ellipsis.

"А подписал протокол, Б заключил меморандум, а министерства – программу" are three clauses; "обсудили план и подписали
протокол" is one clause of two parts. A date, place or person belongs to its clause, an act to its part.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from kg.facts.sentences.clauses import in_names, relative_clause
from kg.facts.sentences.words import REPORTS
from kg.mentions.model import InstrumentNamed, SentenceMentions, Trigger
from kg.text.document import Token, once

Reach = tuple[int, int]

_CONTRASTS = frozenset("а но однако зато while whereas але".split())
_SUBORDINATES = frozenset("что чтобы где когда если поскольку хотя пока куда that which who where when because якая які якое што".split())
_RELATIVES = frozenset("который какой кто якi якая якое".split())
_ENGLISH_SIGNED = frozenset("signed concluded inked initialled ratified reached".split())
_ENGLISH_RELATIVES = frozenset("which who whom whose where".split())
_PAPERS = frozenset("меморандум соглашение договор контракт протокол документ план программа карта декларация заявление конвенция пагадненне дагавор кантракт".split())
_PREDICATES = frozenset("намерен готовый должен".split())
_SIGNED = frozenset("подписанный заключенный парафированный ратифицированный утвержденный продленный".split())
_GENDERS = (("ое", "Neut"), ("ее", "Neut"), ("ае", "Neut"), ("ый", "Masc"), ("ий", "Masc"), ("ы", "Masc"), ("ая", "Fem"), ("ую", "Fem"))
_CASES = (("ому", ("Dat",)), ("ему", ("Dat",)), ("ого", ("Gen",)), ("его", ("Gen",)), ("ым", ("Ins",)), ("им", ("Ins",)), ("ом", ("Loc",)), ("ем", ("Loc",)), ("ую", ("Acc",)),
          ("ое", ("Nom", "Acc")), ("ый", ("Nom", "Acc")), ("ий", ("Nom", "Acc")), ("ая", ("Nom",)), ("ой", ("Gen", "Dat", "Ins", "Loc")), ("ей", ("Gen", "Dat", "Ins", "Loc")))  # fmt: skip
_BEFORE_NOUN = 12  # tokens between a participle and its noun
_STRONG = frozenset([";", ":", "•"])
_MARKS = _STRONG | {",", "–", "—", "-", "(", "."}  # behind which a clause may begin
_TELLING = frozenset({"sign", "initial", "in-force", "plan", "terminate", "postpone", "implement", "discuss"})


@dataclass(frozen=True, slots=True)
class Telling:
    """Where a sentence tells of an instrument, and the acts told there, nearest first."""

    reach: Reach
    acts: tuple[Trigger, ...]
    own: bool = False  # the clause that hangs on the noun: "…, подписанный в Минске"
    led: bool = False  # the acts are those of the sentence that introduces the list
    far: bool = False  # the acts are those of the clause before: "…, а Б и В – контракт"
    above: Reach | None = None  # that clause, where it introduces a list: "подписаны два документа: …"


@once
def clauses(tokens: Sequence[Token]) -> list[Reach]:
    """Clauses that have a subject of their own, or none at all."""
    cuts = {0, len(tokens)}
    names = in_names(tokens)
    for i in range(1, len(tokens)):
        if tokens[i - 1].text in _MARKS and i - 1 not in names and ((tokens[i - 1].text in _STRONG and not _digits(tokens, i - 1)) or _new_clause(tokens, i) or _new_sentence(tokens, i)):
            cuts.add(i)
    rest = sorted(cuts)
    for first, last in itertools.pairwise(rest):
        cuts |= _coordinate(tokens, first, last)
    order = sorted(cuts)
    return list(itertools.pairwise(order))


def _digits(tokens: Sequence[Token], i: int) -> bool:
    """"10:30" is no end of a clause."""
    return tokens[i].text == ":" and 0 < i < len(tokens) - 1 and tokens[i - 1].text.isdecimal() and tokens[i + 1].text.isdecimal()


def _new_sentence(tokens: Sequence[Token], i: int) -> bool:
    """«… в апреле 2015 г. Сторона также передала …»: two sentences, whatever the full stop was taken for."""
    if tokens[i - 1].text != "." or not tokens[i].capital or i < 2 or tokens[i - 2].lemma not in ("г", "гг", "год", "др", "т.г"):
        return False
    return any(finite(t) or "VerbForm=Part" in t.feats for t in tokens[:i]) and any(finite(t) for t in tokens[i:])


def _new_clause(tokens: Sequence[Token], i: int) -> bool:
    before = tokens[i - 1].text
    if before in ("–", "—", "-") and i > 1 and tokens[i - 2].text == ",":
        return True
    if before not in (",", "–", "—", "("):
        return False
    t = tokens[i]
    if t.norm in _CONTRASTS:
        return not (i + 1 < len(tokens) and tokens[i + 1].norm in ("также", "таксама", "также"))
    if t.norm in _SUBORDINATES or t.lemma in _RELATIVES or t.text in _ENGLISH_RELATIVES:
        return True
    if t.pos == "ADP" and i + 1 < len(tokens):
        return tokens[i + 1].lemma in _RELATIVES or _gapped(tokens, i)
    return False


def _gapped(tokens: Sequence[Token], i: int) -> bool:
    """«с А подписан меморандум, | с Б – соглашение»: the verb is left out."""
    dash = next((k for k in range(i + 1, min(i + 9, len(tokens))) if tokens[k].text in ("–", "—", "-", ",") or finite(tokens[k])), None)
    if dash is None or tokens[dash].text in (",",) or finite(tokens[dash]):
        return False
    after = next((t for t in tokens[dash + 1 : dash + 5] if t.pos in ("NOUN", "PROPN")), None)
    return after is not None and after.lemma in _PAPERS and after.case in ("Nom", "Acc")


def finite(token: Token) -> bool:
    """A verb that makes a clause: "подписали", "подписан", "состоится"."""
    return (token.pos == "VERB" and ("VerbForm=Fin" in token.feats or "Variant=Short" in token.feats)) or (token.lemma in _PREDICATES and "Variant=Short" in token.feats)


def _coordinate(tokens: Sequence[Token], first: int, last: int) -> set[int]:
    """Cuts before a second subject with its own verb: "…, Госкомитет заключил …"."""
    verbs = [i for i in range(first, last) if finite(tokens[i]) and tokens[i].lemma not in REPORTS]
    out = set()
    for a, b in itertools.pairwise(verbs):
        for k in range(a + 1, b):
            if (tokens[k].text == "," or tokens[k].norm in ("и", "і")) and _subject_at(tokens, k + 1, b):
                out.add(k + 1)
                break
    return out


def _subject_at(tokens: Sequence[Token], i: int, verb: int) -> bool:
    """True if the subject of the verb begins at i: a nominative that agrees with it."""
    j = i
    while j < verb and tokens[j].pos in ("ADJ", "DET", "NUM", "ADV") and tokens[j].case in ("Nom", ""):
        j += 1
    if j >= verb or tokens[j].pos not in ("NOUN", "PROPN", "PRON") or tokens[j].case != "Nom":
        return False
    if not tokens[j].number or not tokens[verb].number or tokens[j].number == tokens[verb].number:
        return True
    # "академия и министерство намерены"
    return tokens[verb].number == "Plur" and any(tokens[k].norm in ("и", "і") and _nominative(tokens, k + 1, verb) for k in range(j + 1, min(j + 8, verb)))


def _nominative(tokens: Sequence[Token], i: int, verb: int) -> bool:
    return any(tokens[k].pos in ("NOUN", "PROPN") and tokens[k].case == "Nom" for k in range(i, min(i + 3, verb)))


def part(tokens: Sequence[Token], reach: Reach, at: int) -> Reach:
    """The part of a clause around `at` that has one verb: clauses with a common subject are cut before their "и"."""
    first, last = reach
    verbs = [i for i in range(first, last) if finite(tokens[i])]
    for a, b in itertools.pairwise(verbs):
        k = next((k for k in range(b - 1, a, -1) if tokens[k].text == "," or tokens[k].norm in ("и", "і", "затем")), None)
        if k is None:
            continue
        if at > k:
            first = max(first, k)
        else:
            return first, min(last, k)
    return first, last


def tellings(row: SentenceMentions, ins: InstrumentNamed, lead: SentenceMentions | None) -> list[Telling]:
    """What the sentence tells of an instrument: by the clause on the noun first, then by its own clause, else by ellipsis."""
    tokens = row.tokens
    out: list[Telling] = []
    hanging = hanging_clause(row, ins) or participle_before(row, ins) or _fronted(row, ins)
    if hanging is not None:
        acts = _acts(row, ins, hanging, first_wins=True)
        acts = tuple(t for t in acts if t.act in _TELLING)
        if acts:
            out.append(Telling(hanging, acts, own=True))
    all_clauses = clauses(tokens)
    n = next(k for k, (a, b) in enumerate(all_clauses) if a <= ins.head < b)
    reach = all_clauses[n]
    if not any(finite(t) for t in tokens[slice(*reach)]) and (resumed := _resumed(tokens, all_clauses, n)) is not None:
        reach = resumed
    acts = _of_subject(row, ins, reach) if ins.case == "Nom" else _acts(row, ins, part(tokens, reach, ins.head))
    acts = acts or _acts(row, ins, reach)
    if hanging is not None:
        acts = tuple(t for t in acts if not hanging[0] <= t.first < hanging[1] and not _of_nearer(row, ins, t))
    for x in row.instruments:  # «протокол дополнит соглашение, заключенное в 2013 году»: the other one's
        theirs = hanging_clause(row, x) if x is not ins and (x.first >= ins.last or (x.last < ins.first and x.kind != "other")) else None
        if theirs is not None and not theirs[0] <= ins.head < theirs[1]:
            acts = tuple(t for t in acts if not theirs[0] <= t.first < theirs[1])
    limit = _later_document(row, ins)
    acts = tuple(t for t in acts if t.first < limit)
    telling = tuple(t for t in acts if t.act in _TELLING or t.act in ("receive", "hold", "agree"))
    if any(t.act in _TELLING for t in telling):
        out.append(Telling(reach, telling))
    elif lead is not None:
        out.append(Telling(reach, (*telling, *lead.triggers), led=True))
    elif not out and (before := _before(row, all_clauses, n)):
        out.append(Telling(reach, before, far=True, above=_introduced(tokens, all_clauses, n)))
    elif telling or (ins.draft and not out):
        out.append(Telling(reach, telling))
    return out


def _of_nearer(row: SentenceMentions, ins: InstrumentNamed, t: Trigger) -> bool:
    """«Опираясь на подписанный в 2018 году договор, министры | подписали меморандум»: another document stands nearer to the verb, a comma apart."""
    apart = [x for x in row.instruments if x is not ins and abs(x.head - t.first) < abs(ins.head - t.first)]
    return any(y.text == "," for x in apart for y in row.tokens[min(ins.last, x.last) : max(ins.first, x.first)])


def _resumed(tokens: Sequence[Token], all_clauses: Sequence[Reach], n: int) -> Reach | None:
    """«Документ, который касается посылок, | подписали А и Б»: where the main clause goes on behind the relative one."""
    if n + 1 >= len(all_clauses) or not any(t.lemma in _RELATIVES for t in tokens[all_clauses[n + 1][0] : all_clauses[n + 1][0] + 2]):
        return None
    first, last = all_clauses[n + 1]
    verbs = [k for k in range(first, last) if finite(tokens[k])]
    at = next((k for k in verbs[1:] if tokens[k].lemma not in REPORTS and "," in (tokens[k - 1].text, tokens[k - 2].text)), None)
    return (at, last) if at is not None else None


def _later_document(row: SentenceMentions, ins: InstrumentNamed) -> int:
    """"The plan builds on the memorandum that both signed in 2019": where the words on the later document begin; English sets no comma."""
    tokens = row.tokens
    for x in row.instruments:
        between = tokens[ins.last : x.first]
        apart = x.first > ins.last and (any(finite(t) for t in between) or not any(t.text in ("and", ",") for t in between))
        if apart and x.last < len(tokens) and tokens[x.last].text in ("that", "which", "signed", "concluded"):
            return x.last
    return len(tokens)


def _of_subject(row: SentenceMentions, ins: InstrumentNamed, reach: Reach) -> tuple[Trigger, ...]:
    """Acts of a subject: of all verbs of its clause, but for those with a document of their own ("… и утверждена Программа")."""
    mine = part(row.tokens, reach, ins.head)
    others = {part(row.tokens, reach, x.head) for x in row.instruments if x is not ins and reach[0] <= x.head < reach[1]} - {mine}
    return tuple(t for t in _acts(row, ins, reach) if not any(a <= t.first < b for a, b in others))


def _before(row: SentenceMentions, all_clauses: Sequence[Reach], n: int) -> tuple[Trigger, ...]:
    """Acts of the clause before one that leaves its verb out: "А подписали протокол, а Б и В – контракт"."""
    first, last = all_clauses[n]
    tokens = row.tokens
    if n == 0 or any(finite(t) for t in tokens[first:last]):
        return ()
    if tokens[first].norm in _SUBORDINATES or tokens[first].lemma in _RELATIVES:
        return ()
    among = tokens[first].norm in ("среди", "включая") or any(t.norm == "числе" for t in tokens[first : first + 3])
    listed = among or tokens[first - 1].text in (":", ";") or any(t.text in ("–", "—", "-") for t in tokens[first:last]) or tokens[first].norm in _CONTRASTS
    k = n - 1
    while k and tokens[all_clauses[k][0] - 1].text in (":", ";") and not any(finite(t) for t in tokens[slice(*all_clauses[k])]):
        k -= 1  # «подписаны: меморандум …; соглашение …; дорожная карта …»
    before = all_clauses[k]
    if tokens[before[0]].norm in _SUBORDINATES or any(t.lemma in _RELATIVES for t in tokens[before[0] : before[0] + 2]):
        return ()
    return tuple(t for t in row.triggers if before[0] <= t.first < before[1]) if listed else ()


def _introduced(tokens: Sequence[Token], all_clauses: Sequence[Reach], n: int) -> Reach | None:
    """The clause in front of the colon: «А и Б подписали в Осло два документа: меморандум …; соглашение …»."""
    k = n
    while k and tokens[all_clauses[k][0] - 1].text == ";":
        k -= 1
    return all_clauses[k - 1] if k and tokens[all_clauses[k][0] - 1].text == ":" else None


def _acts(row: SentenceMentions, ins: InstrumentNamed, reach: Reach, *, first_wins: bool = False) -> tuple[Trigger, ...]:
    near = [t for t in row.triggers if reach[0] <= t.first < reach[1] and not ins.first <= t.first < ins.last]
    return tuple(sorted(near, key=lambda t: t.first if first_wins else abs(t.first - ins.head)))


def hanging_clause(row: SentenceMentions, ins: InstrumentNamed) -> Reach | None:
    """The clause "…, подписанный вчера" on a noun; of several documents before it, it hangs on the nearest with which it agrees."""
    found = _clause_behind(row.tokens, ins)
    if found is None:
        return None
    rivals = [x for x in row.instruments if ins.head < x.head < found[0] and _clause_behind(row.tokens, x) == found]
    return None if any(_fits(row.tokens, found, x) for x in rivals) or (rivals and not _fits(row.tokens, found, ins)) else found


def _fits(tokens: Sequence[Token], found: Reach, ins: InstrumentNamed) -> bool:
    """«… к договору, заключенному», «… в соглашение, подписанное»: gender, and case of a participle, by their endings."""
    head = next((t for t in tokens[found[0] : found[0] + 2] if t.lemma in _RELATIVES or "VerbForm=Part" in t.feats or t.lemma in _SIGNED), tokens[found[0]])
    gender = next((g for ending, g in _GENDERS if head.norm.endswith(ending)), "")
    if gender and ins.gender and ins.gender != gender:
        return False
    cases = next((c for ending, c in _CASES if head.norm.endswith(ending)), ()) if head.lemma not in _RELATIVES else ()
    return not cases or not ins.case or ins.case in cases


def participle_before(row: SentenceMentions, ins: InstrumentNamed) -> Reach | None:
    """«подписанное в мае 2019 года в Риге | Соглашение»: what stands between a participle and the noun with which it agrees."""
    tokens = row.tokens
    for k in range(ins.first - 1, max(-1, ins.first - _BEFORE_NOUN), -1):
        t = tokens[k]
        if t.lemma in _SIGNED or ("Voice=Pass" in t.feats and any(x.first == k and x.act == "sign" for x in row.triggers)):
            agrees = t.norm.endswith(tuple(e for e, _ in _CASES)) and _fits(tokens, (k, k + 1), ins)
            return (k, ins.first) if agrees and k < ins.first - 1 else None
        if finite(t) or not (t.is_word or t.text in ".()") or any(x.first <= k < x.last for x in row.instruments):
            return None
    return None


def _fronted(row: SentenceMentions, ins: InstrumentNamed) -> Reach | None:
    """"Signed in Oslo in May and due to expire soon, | the agreement …": English sets the participle in front of its noun, a comma between."""
    tokens, k = row.tokens, ins.first - 1
    while k > 0 and tokens[k].pos == "DET":
        k -= 1
    if k < 2 or tokens[k].text != "," or ins.first == ins.last or not tokens[0].text.isascii():
        return None
    first = next((t for t in row.triggers if (t.first == 0 or tokens[t.first - 1].text in ("—", "–", "-", ":", ".", '"', "“")) and t.act in ("sign", "initial") and t.passive and "VerbForm=Part" in tokens[t.first].feats), None)
    if first is None or first.first > k or any(finite(t) for t in tokens[first.first : k]) or any(x.head < k for x in row.instruments):
        return None
    return first.first, k


def _clause_behind(tokens: Sequence[Token], ins: InstrumentNamed) -> Reach | None:
    """The clause "…, подписанный вчера" behind a noun; its phrase may go on with "между А и Б" before the comma."""
    if ins.first < ins.last < len(tokens) and tokens[ins.last].text in _ENGLISH_SIGNED:  # English sets no comma: "the memorandum signed in Bangkok"
        return ins.last, next((k for k in range(ins.last + 1, len(tokens)) if _ends_english(tokens, k)), len(tokens))
    if ins.first < ins.last < len(tokens) - 3 and tokens[ins.last].text in ("which", "that") and any(t.text in _ENGLISH_SIGNED for t in tokens[ins.last + 1 : ins.last + 7]):
        return ins.last, next((k for k in range(ins.last + 4, len(tokens)) if tokens[k].text in (",", ";", ":")), len(tokens))
    for at in range(ins.last, min(len(tokens), ins.last + 24)):
        t = tokens[at]
        if t.text == "," and (found := relative_clause(tokens, at) or _participle(tokens, at + 1)) is not None:
            head = next((x for x in tokens[found[0] : found[0] + 2] if x.lemma in _RELATIVES or "VerbForm=Part" in x.feats or x.lemma in _SIGNED), None)
            # "подписанного" is masculine and neuter
            agrees = head is not None and (not ins.gender or not head.gender or (head.gender == "Fem") == (ins.gender == "Fem"))
            return _short(tokens, found) if agrees and head is not None and _of_one(head) else None
        if t.text == "," and at + 1 < len(tokens) and (tokens[at + 1].norm in _CONTRASTS or tokens[at + 1].case == "Nom"):
            return None
        if finite(t) or t.text in _STRONG or t.text in ("–", "—") or (t.pos == "AUX" and t.norm != "and"):
            return None
    return None


def _ends_english(tokens: Sequence[Token], k: int) -> bool:
    """A comma closes "signed by the ministers, A of Laos and B of Peru, | which remains valid" only where something else begins."""
    if tokens[k].text == ",":
        after = tokens[k + 1] if k + 1 < len(tokens) else None
        return after is None or after.text in _ENGLISH_RELATIVES or after.pos in ("CCONJ", "VERB", "AUX", "PRON", "SCONJ", "DET")
    return tokens[k].text in (";", ":") or tokens[k].pos == "AUX" or finite(tokens[k])


def _of_one(head: Token) -> bool:
    """Singular; "подписанным" is a dative plural to the tagger where it is an instrumental."""
    return head.number in ("Sing", "") or head.norm.endswith(("ым", "им"))


def _participle(tokens: Sequence[Token], at: int) -> Reach | None:
    """A clause on "подписанного" where the tagger sees an adjective."""
    if at >= len(tokens) or tokens[at].lemma not in _SIGNED:
        return None
    end = next((k for k in range(at + 1, len(tokens)) if tokens[k].text in (",", ";", ":")), len(tokens))
    return at, end


def _short(tokens: Sequence[Token], hanging: Reach) -> Reach:
    """A clause on a noun ends where the main clause goes on with its verb."""
    first, last = hanging
    seen = any("VerbForm=Part" in t.feats or t.lemma in _SIGNED for t in tokens[first : first + 1])
    for i in range(first, last):
        if seen and tokens[i].text == "," and i + 1 < last:
            after = tokens[i + 1]
            if finite(after) or after.norm in _CONTRASTS or after.pos == "AUX" or (i + 2 < last and tokens[i + 2].pos == "AUX"):
                return first, i
        seen = seen or finite(tokens[i])
    return hanging
