"""Meetings of those already named: «Вчера оба министра встретились», «Они говорили 14 мая в Осло», and the day of a meeting told after it: «Это было вчера»."""

from __future__ import annotations

from collections.abc import Iterator

from kg.facts.events.acted import base, note_sides
from kg.facts.events.frames import FRAMES, HAPPENED
from kg.facts.participants.attend import reported
from kg.facts.sentences.clauses import clause, dates_of, places_in
from kg.facts.story.drafts import Draft, Scene
from kg.facts.story.kinds import ENCOUNTERS
from kg.mentions.acts import tense
from kg.mentions.model import GatheringNamed, PersonNamed, Trigger
from kg.text.document import lemmas

_THEY = frozenset("они оба обе двое".split())
_THEM = frozenset(
    "министр сторона глава руководитель лидер президент премьер премьер-министр замминистра вице-министр собеседник коллега чиновник дипломат директор политик партнер визави".split()
)
_NOT = frozenset("не ни без".split())
_ALL = frozenset("оба обе все эти абодва абедзве усе гэтыя".split())
_TELLS = frozenset([*HAPPENED, *FRAMES])
_ALL_BACK = 4
_FAR = 2  # sentences back


def drafts_of_both(scene: Scene) -> Iterator[Draft]:
    """A draft of those two of whom the sentences before told, or the day of the meeting just told of."""
    if scene.story.language != "ru" or scene.row.persons or scene.row.gatherings or not scene.i:
        return
    words = lemmas(scene.tokens)
    if _TELLS.isdisjoint(words):
        return
    for k, t in enumerate(scene.tokens):
        if not (t.lemma in HAPPENED or t.lemma in FRAMES) or tense(scene.tokens, k) != "past" or any(x.norm in _NOT for x in scene.tokens[max(0, k - 2) : k]):
            continue
        first, last = clause(scene.tokens, k)
        this = t.lemma in HAPPENED and not {"это", "этот"}.isdisjoint(words) and any(x.norm == "это" for x in scene.tokens[max(first, k - 4) : min(last, k + 3)])
        met = t.lemma in FRAMES and t.number == "Plur" and any("with" in f.slots and (not f.near or not f.near.isdisjoint(words)) for f in FRAMES[t.lemma])
        if this or (met and _those(scene, first, last)):
            draft = _of(scene, k, this=this)
            if draft is not None:
                yield draft
            return


def of_all(scene: Scene, g: GatheringNamed) -> bool:
    """«Обе встречи состоялись 14 мая в Осло», «Все встречи прошли вчера»: day and city of those just told of, which have none; True where there are such."""
    before = scene.tokens[g.first].norm if g.first < g.head else scene.tokens[g.first - 1].norm if g.first else ""
    if g.kind not in ENCOUNTERS or before not in _ALL or not any(t.lemma in HAPPENED and tense(scene.tokens, k) == "past" for k, t in enumerate(scene.tokens)):
        return False
    told = [d for d in scene.book.drafts if d.group == "meet" and not d.planned and not d.background and 0 < scene.i - max(d.seen) <= _ALL_BACK]
    days = [d for _, d in dates_of(scene.story, scene.i)]
    places = places_in(scene.row, 0, len(scene.tokens))
    for d in told if len(told) > 1 else ():
        if d.period is None and len(days) == 1:
            d.set_period(days[0].period, scene.i, "told-after")
        if d.place is None and d.kind != "call" and len(places) == 1 and d.country in (None, places[0].iso):
            d.set_place(places[0], scene.i)
        d.seen.append(scene.i)
    return len(told) > 1


def _those(scene: Scene, first: int, last: int) -> bool:
    """«они», «оба министра», «министры», «собеседники»: those of whom was told."""
    for k in range(first, last):
        t = scene.tokens[k]
        if t.norm in _THEY and t.case in ("Nom", ""):
            return True
        counted = k > first and scene.tokens[k - 1].norm in ("оба", "два")
        if t.lemma in _THEM and ((t.number == "Plur" and t.case == "Nom") or counted):
            return not any(c.first == k + 1 for c in scene.row.countries)
    return False


def _of(scene: Scene, k: int, *, this: bool) -> Draft | None:
    t = scene.tokens[k]
    draft, _, _ = base(scene, Trigger(scene.i, k, k + 1, t.span, "meet", "past", False, False, t.lemma), "meeting")
    draft.rule = "both"
    draft.seen.append(scene.i)
    if draft.period is None:
        return None
    told = scene.book.latest("meet", before=scene.i)
    if told is not None and not told.planned and scene.i - max(told.seen) <= _FAR and len(told.people) > 1 and (told.period is None or told.period == draft.period):
        if this and max(told.seen) != scene.i - 1:
            return None
        draft.again = draft.bare = True
        draft.core, draft.head = told.core, told.head
        draft.kind = told.kind
        return draft
    people = [] if this else _two_before(scene)
    draft.add_people(scene.story, people, scene.i)
    note_sides(scene, draft)
    return draft if people else None


def _two_before(scene: Scene) -> list[PersonNamed]:
    """The two of different states whom one of the last sentences named, and nobody else."""
    for i in range(scene.i - 1, max(-1, scene.i - 1 - _FAR), -1):
        row = scene.story.rows[i]
        if scene.headline(i):
            return []
        named = {scene.story.person(p): p for p in row.persons if not reported(row, p)}
        if len(named) == 2:
            return list(named.values()) if len(scene.book.sides.countries(named)) == 2 else []
        if named:
            return []
    return []
