"""Meetings of before: «Предыдущая встреча прошла в Осло в мае 2019 года. Тогда переговоры вели А и Б», «В ней участвовали …»."""

from __future__ import annotations

from kg.facts.participants.told import THEN, told_just_before
from kg.facts.story.drafts import Draft, Scene
from kg.facts.story.kinds import ENCOUNTERS
from kg.mentions.model import GatheringNamed

_PREVIOUS = frozenset("предыдущий прошлый последний прежний минувший первый папярэдні мінулы апошні першы previous last".split())


def recalled_meeting(scene: Scene, g: GatheringNamed, draft: Draft) -> None:
    """«Предыдущая встреча министров прошла в Осло в мае»: on a day of its own, between the same sides as the one told of."""
    front = scene.tokens[max(0, g.first - 1) : g.head]
    if g.kind not in ENCOUNTERS or draft.planned or draft.inner or draft.people or draft.period is None or not any(t.lemma in _PREVIOUS for t in front):
        return
    known = scene.book.latest("meet", before=scene.i)
    if known is not None and known.period == draft.period:
        return
    draft.again = False
    sides = [*known.countries] if known is not None else [*scene.story.bilateral()]
    for iso in sides if len(draft.countries) < 2 and len(sides) == 2 else ():
        draft.note(draft.countries, iso, scene.i)


def of_then(scene: Scene, draft: Draft) -> None:
    """«Тогда переговоры вели А и Б»: day and city are told in the sentence before."""
    told = told_just_before(scene) if draft.kind in ENCOUNTERS and draft.period is None and scene.tokens[0].norm in THEN else None
    if told is not None:
        draft.set_period(told.period, told.period_at or told.sentence, "told-just-before")
        draft.set_place(told.place, told.place_at or told.sentence)
        draft.background = told.background
        if told.group != draft.group:  # "встреча министров … Тогда переговоры вели А и Б"
            draft.kind, draft.proper, draft.core, draft.name = told.kind, told.proper, told.core, told.name
