"""Meetings of before: «Предыдущая встреча прошла в Осло в мае 2019 года. Тогда переговоры вели А и Б», «В ней участвовали …»."""

from __future__ import annotations

from kg.facts.story.drafts import Draft, Scene
from kg.facts.story.kinds import ENCOUNTERS
from kg.mentions.model import GatheringNamed

_PREVIOUS = frozenset("предыдущий прошлый последний прежний минувший первый папярэдні мінулы апошні першы previous last".split())
_THEN = frozenset("тогда тады then".split())
_IN = frozenset("в на во у ў".split())
_IT = frozenset("ней нем них ём ёй іх".split())


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


def told_just_before(scene: Scene) -> Draft | None:
    """The event of the sentence before that «Тогда …», «В ней участвовали …» speak of, where it is not the one of the news."""
    words = [t.norm for t in scene.tokens[:2]]
    if not words or not (words[0] in _THEN or (words[0] in _IN and words[1:] and words[1] in _IT)) or not scene.i or scene.headline(scene.i - 1):
        return None
    before = [d for d in scene.book.drafts if scene.i - 1 in d.seen and d.group in ("meet", "session", "forum") and not d.planned and d.period_at == scene.i - 1]
    found = before[-1] if len(before) == 1 else None
    return found if found is not scene.book.current else None


def of_then(scene: Scene, draft: Draft) -> None:
    """«Тогда переговоры вели А и Б»: day and city are told in the sentence before."""
    told = told_just_before(scene) if draft.kind in ENCOUNTERS and draft.period is None and scene.tokens[0].norm in _THEN else None
    if told is not None:
        draft.set_period(told.period, told.period_at or told.sentence, "told-just-before")
        draft.set_place(told.place, told.place_at or told.sentence)
        draft.background = told.background
        if told.group != draft.group:  # "встреча министров … Тогда переговоры вели А и Б"
            draft.kind, draft.proper, draft.core, draft.name = told.kind, told.proper, told.core, told.name
