"""Whose meetings a text tells of one after another: the subject of "провел ряд встреч", of the meetings before, of the headline."""

from __future__ import annotations

from collections import Counter

from kg.facts.participants.told import unnamed
from kg.facts.sentences.clauses import post_of
from kg.facts.sentences.speaker import speaker
from kg.facts.sentences.words import WITH
from kg.facts.story.drafts import Draft, Scene
from kg.facts.story.kinds import ENCOUNTERS
from kg.mentions.model import GatheringNamed, PersonNamed, RoleNamed, SentenceMentions

_START = 4  # tokens in which the subject of an answer stands
_SERIES = 16  # sentences from «провел ряд встреч» to the last of them
_FAR = 10  # sentences from the one that announces a series to its members
_TOGETHER = frozenset("вместе совместно наряду рядом параллельно сообща разам сумесна together along jointly".split())
_FELLOWS = frozenset("коллега партнер господин госпожа друг товарищ визави калега спадар counterpart colleague mr ms mrs dr homologue".split())
_OWN = frozenset("свой своим своей своими его ее сваім сваёй the his her their its".split())
_DASHES = ("–", "—", "-", ":", ".")
_PLANS = frozenset("программа повестка расписание график праграма programme agenda schedule".split())
_HELD = ("hold", "meet", "participate")


def with_whom(scene: Scene, p: PersonNamed) -> int | None:
    """The token "с" that governs a person or his post: «с А», «со своим коллегой, министром А»; None where there is none."""
    roles: list[RoleNamed] = [r for r in scene.row.roles if 0 <= p.first - r.last <= 3]
    far = post_of(scene.row, p) if not roles and p in scene.row.persons else None
    start = min([p.first, *(r.first for r in roles), *([far.first] if far is not None else [])])
    state = next((c for c in scene.row.countries if c.last == start and c.form != "adjective" and c.first > 1), None)
    if state is not None and scene.tokens[state.first - 1].norm in ("из", "з", "from") and scene.tokens[state.first - 2].lemma in _FELLOWS:
        start = state.first - 1  # "с коллегой из Чили А"
    while start and (scene.tokens[start - 1].norm in _OWN or scene.tokens[start - 1].lemma in _FELLOWS or scene.tokens[start - 1].pos in ("ADJ", "DET")):
        start -= 1
    if not start or scene.tokens[start - 1].norm not in WITH:
        return None
    return None if start > 1 and scene.tokens[start - 2].norm in _TOGETHER else start - 1


def series(scene: Scene) -> int | None:
    """The sentence that announces several meetings of which this one may tell: «провел ряд встреч», a list's lead, a heading."""
    for i in range(scene.i - 1, max(-1, scene.i - _SERIES) - 1, -1):
        if i >= 0 and _announces(scene.story.rows[i]):
            return i
    return None


def _announces(row: SentenceMentions) -> bool:
    return any(g.plural and g.kind in ENCOUNTERS and not _to_come(row) for g in row.gatherings)


def _to_come(row: SentenceMentions) -> bool:
    return any(t.act == "plan" or (t.act in _HELD and t.tense == "fut") for t in row.triggers)


def hero(scene: Scene, besides: str) -> str | None:
    """Key of him whose meetings the text tells of, other than `besides` and of another state; None where that is not certain."""
    theirs = scene.book.sides.country(besides)
    for found in (_of_series(scene), _who_answers(scene), _of_meetings(scene), _of_news(scene, besides), _of_subject(scene), _alone(scene, theirs)):
        rest = [key for key in found if key != besides]
        if len(rest) == 1:
            return rest[0] if scene.book.sides.country(rest[0]) != theirs else None
    return None


def _of_series(scene: Scene) -> list[str]:
    """«Олег Зорин провел ряд встреч», «у министра состоялись двусторонние встречи»."""
    i = series(scene)
    if i is None:
        return []
    row = scene.story.rows[i]
    lead = Scene(scene.story, i, row, scene.book)
    people = [p for p in row.persons if p.case in ("Nom", "", "Gen") and with_whom(lead, p) is None]
    people = people or unnamed(lead, 0, len(row.tokens), "Nom", "Gen")
    return list(dict.fromkeys(scene.story.person(p) for p in people))


def _of_meetings(scene: Scene) -> list[str]:
    """He who took part in all of the last two meetings told of."""
    told = [d for d in scene.book.drafts if d.group == "meet" and not d.planned and not d.background and len(d.people) > 1 and min(d.seen) < scene.i]
    told.sort(key=lambda d: max(d.seen))
    last = told[-2:]
    return [key for key in last[0].people if all(key in d.people for d in last)] if len(last) == 2 else []


def _who_answers(scene: Scene) -> list[str]:
    """«Встретился там с А», in an answer: he who gives the interview, where no other subject stands in the sentence."""
    guest = speaker(scene.story, scene.i)
    events = {g.head for g in scene.row.gatherings if g.kind in ENCOUNTERS}  # "Главная встреча была с А"
    subject = any(t.case == "Nom" and t.pos in ("NOUN", "PROPN", "PRON") and t.norm not in ("я", "мы") and k not in events for k, t in enumerate(scene.tokens[:_START]))
    return [scene.story.person(guest)] if guest is not None and not subject else []


def _of_subject(scene: Scene) -> list[str]:
    """The subject of the sentence that told of the meeting before: «А встретился с Б. Состоялась его встреча с В»."""
    told = max((d for d in scene.book.drafts if d.group == "meet" and not d.planned and not d.background and min(d.seen) < scene.i), key=lambda d: max(d.seen), default=None)
    if told is None or scene.i - max(told.seen) > _FAR:
        return []
    subjects = {scene.story.person(p) for i in told.seen for p in scene.story.rows[i].persons if p.case == "Nom"}
    return [key for key in told.people if key in subjects]


def _alone(scene: Scene, theirs: str | None) -> list[str]:
    """The only one of another state whom the text has named as a subject so far."""
    rows = [row for i, row in enumerate(scene.story.rows[: scene.i]) if not scene.headline(i)]
    subjects = {scene.story.person(p) for row in rows for p in row.persons if p.case == "Nom"}
    return [key for key in subjects if scene.book.sides.country(key) not in (None, theirs)] if theirs is not None else []


def _of_news(scene: Scene, besides: str) -> list[str]:
    """The visitor, else whom the release names most of those who took part so far, else the only one of the headline."""
    drafts = [d for d in scene.book.drafts if not d.background]
    visit = next((d for d in reversed(drafts) if d.group == "visit" and not d.planned and d.people and besides not in d.people), None)
    there = {key for d in ([visit] if visit is not None else drafts) for key in (d.heads or d.visitors or d.people if d is visit else d.people)} - {besides}
    if not there and scene.headline(0):
        there = {scene.story.person(p) for p in scene.story.rows[0].persons} - {besides}
    count = Counter(key for row in scene.story.rows for p in row.persons if (key := scene.story.person(p)) in there)
    ranked = count.most_common(2)
    return [ranked[0][0]] if ranked and (len(ranked) == 1 or ranked[0][1] > ranked[1][1]) else []


def chronicled(scene: Scene, g: GatheringNamed) -> bool:
    """«15 мая – переговоры с А», «Встреча с А»: a note without a verb, of a text that tells of a visit or a forum."""
    tokens = scene.tokens
    front = tokens[: g.first]
    opens = g.first <= 2 or (any(d.kind == "date" for d in scene.story.dates[scene.i]) and any(t.text in _DASHES for t in front[-3:]))
    if not opens or any("Tense=" in t.feats and "VerbForm=Part" not in t.feats for t in tokens) or _programme(scene):
        return False
    return any(d.group in ("visit", "forum", "session") and not d.planned for d in scene.book.drafts)


def _programme(scene: Scene) -> bool:
    """«В программе визита: …», «Гости намерены провести: …»."""
    lead = scene.story.lead(scene.i)
    rows = [scene.row, *([scene.story.rows[lead]] if lead is not None else [])]
    return any(t.lemma in _PLANS or t.lemma.startswith("план") for row in rows for t in row.tokens) or any(_to_come(row) for row in rows)


def with_hero(scene: Scene, draft: Draft, partner: PersonNamed) -> bool:
    """Add the other one to a meeting of which only the partner is named; False where he is not known."""
    key = hero(scene, scene.story.person(partner))
    if key is None:
        return False
    draft.note(draft.people, key, scene.i)
    for iso in scene.book.sides.countries([key]):
        draft.note(draft.countries, iso, scene.i)
    return True
