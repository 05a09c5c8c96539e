"""Visits that English tells by "to be": "The delegation is in Oslo from 11 to 14 March", "A is due to travel to Lima in July", "is expected in Lima"."""

from __future__ import annotations

from collections.abc import Iterator

from kg.facts.events.journeys import visit
from kg.facts.sentences.clauses import dates_of
from kg.facts.story.drafts import Draft, Scene
from kg.mentions.model import GatheringNamed, Trigger

_BE = frozenset("is are was were be been".split())
_GO = frozenset("travel fly go come journey arrive head return depart".split())
_WENT = frozenset("came went flew travelled traveled journeyed".split())
_TOUR = frozenset("visit tour".split())
_DUE = frozenset("due set scheduled expected slated planning plans plan intends intend will shall poised preparing".split())


def drafts_of_english_visits(scene: Scene) -> Iterator[Draft]:
    """A visit whose days are told, by a verb that no trigger is."""
    if scene.story.language != "en" or not scene.story.dates[scene.i] or any(g.kind == "visit" and not _meant_for(scene, g) for g in scene.row.gatherings):
        return
    words = [t.text.lower() for t in scene.tokens]
    for k in range(1, len(words) - 2):
        told = _told(words, k)
        if told is None:
            continue
        goal, planned = told
        goal += words[goal] == "the"
        named = any(p.first == goal for p in scene.row.places) or any(c.first in (goal, goal - 1) and c.form != "adjective" and c.last > goal for c in scene.row.countries)
        if not named or not any(d.period is not None for _, d in dates_of(scene.story, scene.i)):
            continue
        lemma, tense = ("посетить", "fut") if planned else ("находиться", "past")
        draft = visit(scene, Trigger(scene.i, k, goal, scene.tokens[k].span, "visit", tense, False, False, lemma))
        if draft is not None and draft.period is not None and not draft.background:
            draft.rule = "stays" if not planned else "goes"
            draft.seen.append(scene.i)
            yield draft
            return


def _meant_for(scene: Scene, g: GatheringNamed) -> bool:
    """"flew into Oslo | for a four-day visit": what the journey is for, which its verb tells."""
    k = g.first - 1
    while k > 0 and scene.tokens[k].pos in ("DET", "ADJ", "NUM"):
        k -= 1
    return k >= 0 and scene.tokens[k].text.lower() in ("for", "on")


def _told(words: list[str], k: int) -> tuple[int, bool] | None:
    """Where the goal's name begins, and whether the visit is still to come, if the word at k tells of one."""
    word, after, before = words[k], words[k + 1], words[max(0, k - 4) : k]
    ahead = bool(_DUE & set(before))
    if word in _BE and after == "in":
        return k + 2, ahead or words[k - 1] in ("will", "to")
    if word == "expected" and after == "in":
        return k + 2, True
    if word in _GO and after in ("to", "in") and (ahead or words[k - 1] == "to") and _DUE & set(before):
        return k + 2, True
    if word in _TOUR and words[k - 1] == "to" and ahead:
        return k + 1, True
    if word in ("flew", "arrived") and after in ("into", "in"):
        return k + 2, False
    return (k + 2, False) if word in _WENT and after == "to" else None
