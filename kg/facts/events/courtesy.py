"""Calls at an office: «посол А нанес визит вежливости министру Б»: meetings of two, told as visits."""

from __future__ import annotations

from collections.abc import Iterator

from kg.facts.events.acted import base, note_sides
from kg.facts.sentences.clauses import clause, persons_in
from kg.facts.story.drafts import Draft, Scene
from kg.mentions.model import GatheringNamed, PersonNamed, Trigger
from kg.text.document import lemmas

_COURTESY = frozenset("вежливость знакомство ветлівасць courtesy".split())
_PAYS = ("visit", "hold", "receive")


def courtesy(scene: Scene, g: GatheringNamed) -> bool:
    """«визит вежливости», "courtesy visit", «ознакомительный визит к»: of an office, not of a city."""
    return g.kind == "visit" and any(t.lemma in _COURTESY for t in scene.tokens[max(0, g.head - 1) : g.head + 2])


def drafts_of_courtesy(scene: Scene) -> Iterator[Draft]:
    """A meeting of him who calls and him on whom he calls, if both are named."""
    words = lemmas(scene.tokens)
    if not _COURTESY.isdisjoint(words):
        for g in scene.row.gatherings:
            if courtesy(scene, g):
                yield from _called(scene, g)


def _called(scene: Scene, g: GatheringNamed) -> Iterator[Draft]:
    first, last = clause(scene.tokens, g.head)
    verb = next((t for t in scene.row.triggers if t.act in _PAYS and first <= t.first < last and t.tense == "past" and not t.negated), None)
    if verb is None or any(t.act == "receive" and t.tense for t in scene.row.triggers):
        return  # "принял посла с визитом вежливости" is told by its verb
    people = persons_in(scene.row, first, last)
    guest = [p for p in people if p.case in ("Nom", "")]
    host = [p for p in people if p not in guest[:1] and p.first > g.head and p.case in ("Dat", "Gen", "Nom", "")]
    yield from _meeting(scene, verb, guest[:1], host[:1])


def _meeting(scene: Scene, t: Trigger, guest: list[PersonNamed], host: list[PersonNamed]) -> Iterator[Draft]:
    if not guest or not host or scene.book.sides.country(scene.story.person(guest[0])) == scene.book.sides.country(scene.story.person(host[0])):
        return
    draft, _, _ = base(scene, t, "meeting")
    draft.rule = "courtesy-call"
    draft.seen.append(scene.i)
    draft.add_people(scene.story, [*guest, *host], scene.i)
    note_sides(scene, draft)
    yield draft
