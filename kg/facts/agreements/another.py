"""Documents told of as another one: "аналогичный документ", "еще один", "соответствующее соглашение", "меморандум об этом"."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace

from kg.facts.agreements.named_sides import in_order, party_ref
from kg.facts.agreements.parties import Found, find_parties
from kg.facts.agreements.referents import acted_together
from kg.facts.agreements.scene import Reading
from kg.facts.agreements.sketches import Sketch, kin
from kg.facts.model import Ref
from kg.facts.sentences.scenes import clauses
from kg.facts.sentences.words import WITH
from kg.facts.story.sides import Sides
from kg.facts.story.so_far import Story
from kg.mentions.model import BodyNamed, InstrumentNamed, SentenceMentions
from kg.text.document import Token

_LIKE = frozenset("аналогичный схожий подобный похожий сходный аналагiчны падобны similar".split())
_NEXT = frozenset("второй третий четвертый пятый другой другі трэці".split())
_FITTING = frozenset("соответствующий адпаведны corresponding".split())
_MORE = frozenset("еще ещё яшчэ another".split())
_NEW = frozenset("новый обновленный обновлённый пересмотренный актуализированный модернизированный расширенный новы абноўлены new revised updated renewed".split())
_DASHES = frozenset("– — - :".split())
_THEY = frozenset("партнер почта компания оператор ведомство университет институт организация учреждение предприятие кампанія company operator institution university agency".split())
NAMED_WITHIN = 2  # sentences within which a document signed before is named
_NEWS = 3  # sentences
_TALKED = frozenset({"agree", "plan", "discuss", "hold", "meet"})


def alike(row: SentenceMentions, ins: InstrumentNamed) -> bool:
    """«Аналогичный документ»: of the kind of the one before, but another."""
    tokens = row.tokens
    same = any(a.lemma == "такой" and b.norm == "же" for a, b in itertools.pairwise(tokens[max(0, ins.first - 3) : ins.head]))
    return same or any(t.lemma in _LIKE for t in tokens[ins.first : max(ins.head, ins.first + 1)]) or _further(row, ins)


def _further(row: SentenceMentions, ins: InstrumentNamed) -> bool:
    """«Второй документ, с банком Б, подписан …»: another one, with a partner of its own."""
    tokens = row.tokens
    counted = any(t.lemma in _NEXT for t in tokens[max(0, ins.first - 1) : ins.head])
    return counted and any(t.norm in WITH for t in tokens[ins.head + 1 : ins.head + 4])


def renews(row: SentenceMentions, ins: InstrumentNamed) -> bool:
    """«Проект нового соглашения», «обновленный меморандум», "a revised agreement": not the one that is in force."""
    return any(t.lemma in _NEW for t in row.tokens[max(0, ins.first - 2) : ins.head])


def elliptic(row: SentenceMentions, last: Sketch) -> InstrumentNamed | None:
    """«Аналогичное – с банком Б – готовится», «Такое же заключено с В»: a document of the kind told of, without its noun."""
    tokens = row.tokens
    for k, t in enumerate(tokens):
        same = t.lemma == "такой" and k + 1 < len(tokens) and tokens[k + 1].norm == "же"
        behind = k + 1 + same
        if not (same or t.lemma in _LIKE) or behind >= len(tokens) or t.number != "Sing" or t.case not in ("Nom", "Acc"):
            continue
        alone = tokens[behind].text in _DASHES or tokens[behind].text == "," or tokens[behind].pos in ("ADP", "VERB", "AUX")
        if alone and t.norm[-2:] in _ENDINGS.get(last.gender, ()) and not any(abs(x.head - k) < 3 for x in row.instruments):
            return InstrumentNamed(row.sentence.index, k, k, t.span, last.kind, behind, last.label.split(" ")[0], "", t.case)
    return None


_ENDINGS = {"Neut": ("ое", "ее"), "Masc": ("ый", "ий", "ой"), "Fem": ("ая", "ую", "яя")}


def announced(row: SentenceMentions, ins: InstrumentNamed) -> bool:
    """«Еще один документ – соглашение о …»: the word only announces the name that follows."""
    before = {t.norm for t in row.tokens[max(0, ins.first - 2) : ins.head]}
    return ins.kind == "other" and bool(before & _MORE) and any(t.text in _DASHES for t in row.tokens[ins.last : ins.last + 1])


def foretold(ins: InstrumentNamed, reading: Reading, found: Found) -> bool:
    """«Подписи под документом поставили А и Б»: two sides have signed something that the next sentences may name."""
    return ins.kind == "other" and reading.status == "signed" and max(len(found.signatories), len(found.parties), len(set(found.states))) > 1


def of_story(row: SentenceMentions, ins: InstrumentNamed) -> bool:
    """«Соответствующее соглашение», «меморандум об этом»: a document on what was told just before."""
    tokens: Sequence[Token] = row.tokens
    fitting = any(t.lemma in _FITTING for t in tokens[max(0, ins.first - 1) : ins.head])
    on_it = ins.head + 2 < len(tokens) and tokens[ins.head + 1].norm in ("об", "о", "аб") and tokens[ins.head + 2].norm in ("этом", "гэтым", "том")
    return fitting or on_it


def opens(story: Story, row: SentenceMentions, ins: InstrumentNamed, last: Sketch | None, i: int) -> bool:
    """True if such a mention opens an agreement of its own: nothing of its kind was told of right before."""
    if alike(row, ins):
        return True
    # «По итогам встречи они подписали соответствующий меморандум»: that of the headline, unless another matter was agreed on since
    agreed = i > 0 and any(t.act in ("agree", "plan", "discuss") for t in story.rows[i - 1].triggers)
    told_now = last is not None and bool(last.sentences) and i - max(last.sentences) <= (1 if agreed else _NEWS) and kin(last.kind, ins.kind)
    return of_story(row, ins) and not told_now


def named_like(ins: InstrumentNamed, last: Sketch) -> InstrumentNamed:
    """A mention "документ" with the kind of the agreement that it is like."""
    return replace(ins, kind=last.kind, gender=last.gender) if ins.kind == "other" else ins


def the_same(row: SentenceMentions, reach: tuple[int, int], last: Sketch | None, i: int) -> list[Ref]:
    """«Соглашение, которое операторы заключили»: the two of the agreement told before."""
    if last is None or not last.statuses or not last.sentences or not 0 < i - max(last.sentences) <= 8:
        return []
    bodies = [r for r in last.parties if r.kind == "body"]
    meant = any(t.lemma in _THEY and t.number == "Plur" and t.case in ("Nom", "Gen", "Ins", "") for t in row.tokens[slice(*reach)])
    own = any(reach[0] <= m.first < reach[1] for m in [*row.bodies, *row.countries])
    return bodies if meant and not own and len(bodies) == 2 else []


def sides_told(story: Story, sides: Sides, last: Sketch | None, i: int) -> Found:
    """Who agreed, talked or planned in the sentence before: "А договорилась с Б о зоне. Соответствующее соглашение подпишут осенью"."""
    if i == 0:
        return Found()
    row = story.rows[i - 1]
    act = next((t for t in row.triggers if t.act in _TALKED and not t.negated), None)
    if act is None and (together := acted_together(story, i, (0, 0))):
        return Found(together)
    if act is None:
        same = the_same(row, (0, len(row.tokens)), last, i - 1)
        return Found(same) if same else _two_named(story, i - 1)
    reach = next(c for c in clauses(row.tokens) if c[0] <= act.first < c[1])
    empty = InstrumentNamed(row.sentence.index, act.first, act.first, act.span, "other", act.first, "", "", "Acc")
    found = find_parties(story, row, empty, Reading("planned", "planned", replace(act, act="agree")), reach)
    found.parties = found.parties or the_same(row, reach, last, i - 1)
    if not found.parties and len(set(found.states)) < 2:
        found.states += sides.countries(story.person(p) for p in row.persons if reach[0] <= p.first < reach[1])
    return found if found.parties or found.states else _two_named(story, i - 1)


def _two_named(story: Story, i: int) -> Found:
    """«Компания А поставит оператору Б терминалы», «банк развития выделит Монголии кредит»: the only two of whom the sentence speaks, of two states or one of many."""
    row = story.rows[i]
    named = [m for m in in_order(row, 0, len(row.tokens)) if not (isinstance(m, BodyNamed) and (m.anaphor or m.kind == "WorkingBody"))]
    refs = list(dict.fromkeys(r for m in named if (r := party_ref(story, m)) is not None))
    states = [story.bodies.country(r.key) if r.kind == "body" else r.key for r in refs]
    bodies = [r for r in refs if r.kind == "body"]
    many = [r for r in bodies if story.bodies.kind(r.key) == "InternationalOrganization"]
    if len(bodies) == len(set(states)) == 2 and (None not in states or many) and set(states) >= {r.key for r in refs if r.kind == "country"}:
        return Found(bodies)
    return Found(bodies, states=[r.key for r in refs if r.kind == "country"]) if len(refs) == 2 and len(many) == len(bodies) == 1 else Found()


_CARRYING_OUT = frozenset("реализация выполнение исполнение осуществление воплощение применение implementation execution fulfilment realization realisation".split())


def carries_out(row: SentenceMentions, ins: InstrumentNamed) -> bool:
    """«План мероприятий по его реализации», "an action plan for its implementation": of the same sides as the document told of."""
    words = row.tokens[ins.head + 1 : ins.head + 7]
    return any(a.norm in ("его", "ее", "их") and b.lemma in _CARRYING_OUT for a, b in itertools.pairwise(words))


def first_of_two(row: SentenceMentions, ins: InstrumentNamed, reading: Reading, found: Found, last: Sketch | None) -> bool:
    """«Первоначальное соглашение, подписанное в 2019 году», "the original agreement": of the same sides as the later one, told of just before."""
    said = any(t.lemma in _EARLIER for t in row.tokens[ins.first : ins.head])
    return said and reading.status in ("signed", "in-force", "terminated") and not (found.parties or found.states or ins.states) and last is not None and kin(last.kind, ins.kind)


_EARLIER = frozenset("первоначальный исходный базовый основной предыдущий предшествующий прежний первый ранний папярэдні першапачатковы першы асноўны ранейшы original initial first previous earlier prior existing underlying main parent former".split())
