"""Who heads a house, told by a verb: «Министерство … возглавляет А», «А, возглавляющий …», «ведомство, которым руководит А».

The post is that of the head of such a house, by whatever title: a ministry's is its minister.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.facts.posts.holding import Holding, Reading
from kg.facts.sentences.clauses import clause
from kg.facts.sentences.words import told_ahead
from kg.mentions.model import BodyNamed, PersonNamed, RoleNamed
from kg.text.document import Token, lemmas

_HEADS = frozenset("возглавить возглавлять возглавивший возглавляющий возглавлявший возглавляемый руководить руководящий руководивший".split())
_RULES = frozenset("руководить руководящий руководивший".split())  # their house stands in the instrumental
_PARTICIPLES = ("ющий", "ющая", "ющего", "ющей", "ющему", "ющим", "вший", "вшая", "вшего", "вшей", "вшему", "вшим")
_WHO = frozenset("который которая которое кто which who которых якая які якое".split())
_NEGATIONS = frozenset("не ни not never ня".split())
_WERE = frozenset("ранее прежде раньше прежде-то formerly previously".split())
_CAPACITY = frozenset("должность пост качество".split())
_CHIEFS = {"Parliament": "председатель", "Ministry": "министр"}
_BELARUSIAN = {"глава": "кіраўнік", "руководитель": "кіраўнік", "министр": "міністр", "председатель": "старшыня"}
# titles of those who head a house, where a verb tells of it
_TITLES = frozenset("директор гендиректор председатель начальник президент ректор управляющий руководитель глава министр".split())
_HOUSES = frozenset({"Parliament", "Ministry", "Agency", "Company", "Institution", "InternationalOrganization", "Organization"})
_TIMES = frozenset("ныне сейчас теперь сегодня теперь-то недавно уже затем позже now currently also также с со в во".split())


def titled_heads(r: Reading) -> Iterator[Holding]:
    """«которое возглавляет директор А», «учреждением руководит генеральный директор Б»: the title beside the name is the post in that house."""
    for h in heads_a_house(r):
        title = next((x for x in r.row.roles if x.body is None and x.country is None and x.number != "Plur" and any(p.first == x.last and r.story.person(p) == h.person for p in r.row.persons)), None)
        if title is not None and title.head in _TITLES:
            yield r.hold(h.person, replace(title, body=h.role.body, country=h.role.country, former=h.role.former, bare=False), "heads-a-house")


def heads_a_house(r: Reading) -> Iterator[Holding]:
    """The holdings that verbs of heading tell in a sentence."""
    tokens = r.row.tokens
    if _HEADS.isdisjoint(lemmas(tokens)):
        return
    for k, t in enumerate(tokens):
        if t.lemma not in _HEADS or t.pos not in ("VERB", "ADJ") or (k and tokens[k - 1].norm in _NEGATIONS) or _future(t) or "VerbForm=Inf" in t.feats:
            continue
        body = _house(r, k)
        if body is None or body.kind not in _HOUSES or r.story.body(body) is None:
            continue
        person = _head(r, k, body)
        if person is None or any(h.rule == "heads-a-house" and h.sentence == r.i and h.person == r.story.person(person) for h in r.told):
            continue
        former = any(x.norm in _WERE for x in tokens[max(0, k - 3) : k]) or ("Tense=Past" in t.feats and "Aspect=Imp" in t.feats)
        yield r.hold(person, _role(r, k, body, former), "heads-a-house")


def _role(r: Reading, k: int, body: BodyNamed, former: bool) -> RoleNamed:
    english = r.story.language == "en"
    # «руководит РУП „…“ в должности | генерального директора»
    titled = next((x for x in r.row.roles if k < x.first <= k + 12 and x.first > 1 and x.body is None and r.row.tokens[x.first - 1].lemma in _CAPACITY and x.number != "Plur"), None)
    if titled is not None:
        r.done.add(titled.first)
        return replace(titled, body=body, country=body.country, former=former, bare=False)
    kind = r.story.bodies.kind(r.story.body(body) or "") if body.anaphor else body.kind
    government = kind == "Ministry" and body.core.startswith(("правительств", "кабинет", "government", "cabinet"))
    chairs = english and r.row.tokens[k].text.lower().startswith("chair")
    head = "chair" if chairs else "head" if english else "глава" if government else _CHIEFS.get(kind, "руководитель")
    head = _BELARUSIAN.get(head, head) if r.story.language == "be" else head
    return RoleNamed(r.i, k, max(k + 1, body.last), r.row.tokens[k].span, head, head, "Nom", "Sing", body, body.country, former)


def _future(t: Token) -> bool:
    """«возглавит»: he will; the tags do not always tell the tense."""
    return told_ahead(t) or ("Aspect=Perf" in t.feats and t.norm.endswith(("ит", "ят")))


def _house(r: Reading, k: int) -> BodyNamed | None:
    """The house that the verb at k governs: right behind it, or the only one before it in the clause."""
    tokens, verb = r.row.tokens, r.row.tokens[k]
    wanted = ("Ins", "") if verb.lemma in _RULES else ("Acc", "Nom", "")
    after = k + 1 + (k + 1 < len(tokens) and tokens[k + 1].norm == "the")
    behind = next((b for b in r.row.bodies if b.first in (k + 1, after)), None)
    if behind is not None:
        return behind if behind.case in wanted or tokens[behind.first].text.isupper() else None
    if (owned := _apposed(r, k)) is not None:
        return owned
    if verb.lemma == "возглавляемый":
        return next((b for b in r.row.bodies if b.last == k - 1 and tokens[k - 1].text == ","), None)
    which = next((n for n in range(k - 1, max(k - 6, 0), -1) if tokens[n].lemma in _WHO), None)
    if which is not None and tokens[which - 1].text == "," and _only_time(tokens[which + 1 : k]):  # «Минсвязи, которое (с 2021 года) | возглавляет А»
        return next((b for b in r.row.bodies if b.last == which - 1 and not _depends(tokens, b)), None)
    first, _ = clause(tokens, k)
    before = [b for b in r.row.bodies if first <= b.first and b.last <= k]
    outer = [b for b in before if not any(x is not b and x.first <= b.first and b.last <= x.last for x in before)]
    if len(outer) != 1 or outer[0].case not in wanted or _depends(tokens, outer[0]) or not _only_time(tokens[outer[0].last : k]):
        return None
    return outer[0]


def _apposed(r: Reading, k: int) -> BodyNamed | None:
    """"heads | Norway's ports regulator, HAVTIL", "leads Norway's Havtel": the house behind its state, in English."""
    if r.story.language != "en":
        return None
    tokens = r.row.tokens
    state = next((c for c in r.row.countries if c.first in (k + 1, k + 2) and all(t.text == "the" for t in tokens[k + 1 : c.first])), None)
    body = next((b for b in r.row.bodies if state is not None and state.last <= b.first <= state.last + 6), None)
    if state is None or body is None:
        return None
    return body if all(not t.capital and t.pos != "VERB" for t in tokens[state.last : body.first]) else None


def _depends(tokens: Sequence[Token], body: BodyNamed) -> bool:
    """«делегацию | Министерства», «в | компании»: what is headed, if anything, is something else."""
    before = tokens[body.first - 1] if body.first else None
    return before is not None and (before.pos in ("NOUN", "PROPN", "ADP", "ADJ") and before.lemma not in ("год", "месяц"))


def _only_time(between: Sequence[Token]) -> bool:
    """«… | с 2019 года | возглавляет»"""
    return all(t.norm in _TIMES or t.text.isdecimal() or t.text == "." or t.lemma in ("год", "месяц", "г", "момент", "основание", "время") or t.pos == "ADV" or "месяц" in t.lemma
               or t.norm.endswith(("аря", "аля", "рта", "реля", "мая", "юня", "юля", "густа", "бря")) for t in between)  # fmt: skip


def _head(r: Reading, k: int, body: BodyNamed) -> PersonNamed | None:
    """Who heads it: the subject of the verb, whom a participle or a relative clause is said of, the agent of «возглавляемый»."""
    tokens, people = r.row.tokens, r.row.persons
    if tokens[k].lemma == "возглавляемый":
        return next((p for p in people if p.first == k + 1 and p.case in ("Ins", "")), None)
    if tokens[k].norm.endswith(_PARTICIPLES):
        if (behind := next((p for p in people if p.first == body.last and body.first > k), None)) is not None:
            return behind  # «ранее возглавлявший Агентство связи | А»
        return next((p for p in people if p.last <= k and all(t.text == "," or t.pos == "ADV" or t.norm in _TIMES for t in tokens[p.last : k]) and tokens[p.last].text == ","), None)
    if k > 2 and tokens[k - 1].pos == "ADV" and tokens[k - 2].norm in _WHO:
        k -= 1  # "who also | chairs"
    if k > 1 and tokens[k - 1].norm in _WHO and (before := next((p for p in people if p.last == k - 2), None)) is not None:
        return before
    if k > 1 and tokens[k - 1].lemma in _WHO and body.first > k and tokens[k - 1].case in ("Nom", ""):
        return next((p for p in people if p.last == k - 2), None)
    first, last = clause(tokens, k)
    subjects = [p for p in people if first <= p.first < last and p.case in ("Nom", "") and not any(x.first <= p.first and p.last <= x.last for x in r.row.bodies)]
    return min(subjects, key=lambda p: abs(p.first - k), default=None)
