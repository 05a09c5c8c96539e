"""Meetings told by a verb of talking or coming: «час говорила по телефону с А», «был у ректора А», «ко мне заходил министр А»."""

from __future__ import annotations

from kg.facts.events.setting import outer_event, setting_of
from kg.facts.participants.hero import governor, with_whom
from kg.facts.sentences.clauses import clause, places_in
from kg.facts.sentences.quotations import finite_verb
from kg.facts.sentences.speaker import speaker
from kg.facts.story.drafts import Draft, Scene
from kg.facts.time_and_place.when import nearest
from kg.mentions.model import PersonNamed, Trigger
from kg.text.document import lemmas

_SPOKE = frozenset("говорить поговорить беседовать побеседовать общаться пообщаться разговаривать переговорить переговариваться переписываться гаварыць пагаварыць размаўляць".split())
_CAME = frozenset("быть бывать побывать заехать заезжать зайти заходить заглянуть гостить приходить прийти наведаться попасть приезжать приехать заседать пабываць зайсці завітаць".split())
_AT = {"у": ("Gen",), "ў": ("Gen",), "к": ("Dat",), "ко": ("Dat",), "да": ("Gen",)}
_LINES = frozenset("видеосвязь телефон видеоконференция видеоконференцсвязь онлайн видеозвонок скайп онлайн-режим онлайн-формат вкс зум видео мессенджер дистанционно удаленно виртуально телефонный видеовстреча связаться созвониться позвонить тэлефон тэлефонны відэасувязь".split())
_ANSWERED = frozenset("пресса журналист корреспондент читатель редакция сми прэса журналіст".split())
_NEAR = 14  # tokens between the verb and the partner


def on_line(scene: Scene, t: Trigger) -> bool:
    """«побеседовал по телефону», «встретились онлайн»."""
    return _distant(scene, *clause(scene.tokens, t.first))


def _distant(scene: Scene, first: int, last: int) -> bool:
    return any(x.lemma in _LINES for x in scene.tokens[first:last])


def conversation(scene: Scene) -> Draft | None:
    """The draft of two of different states who talked, or of whom one came to the other, where a day or a city is told."""
    words = lemmas(scene.tokens)
    spoke = not _SPOKE.isdisjoint(words)
    if scene.row.gatherings or not scene.row.persons or not (spoke or not _CAME.isdisjoint(words)) or any(d.mention.background for d in scene.story.dates[scene.i]):
        return None
    for k, x in enumerate(scene.tokens):
        if (x.lemma not in _SPOKE and x.lemma not in _CAME) or not finite_verb(x) or "Tense=Past" not in x.feats or (k and scene.tokens[k - 1].norm == "не"):
            continue
        first, last = clause(scene.tokens, k)
        near = [p for p in scene.row.persons if first <= p.first < last and abs(p.first - k) <= _NEAR]
        partners = [p for p in near if p.case == "Ins" and with_whom(scene, p) is not None] if x.lemma in _SPOKE else [p for p in near if _visited(scene, p)]
        if len(partners) == 1 and (draft := _between(scene, k, partners[0], near, (first, last))) is not None:
            return draft
    return None


def _visited(scene: Scene, p: PersonNamed) -> bool:
    """«у ректора А», «к министру А»; not «у А есть план»."""
    k = governor(scene, p)
    return k is not None and scene.tokens[k].norm in _AT and p.case in (*_AT[scene.tokens[k].norm], "")


def _between(scene: Scene, k: int, partner: PersonNamed, near: list[PersonNamed], reach: tuple[int, int]) -> Draft | None:
    key = scene.story.person(partner)
    others = [p for p in near if p.case == "Nom" and scene.story.person(p) != key]
    who = speaker(scene.story, scene.i)
    nouns = any(t.case == "Nom" and t.pos in ("NOUN", "PROPN", "PRON") for t in scene.tokens[reach[0] : reach[1]])
    if not others and who is not None and not nouns and (not who.gender or not scene.tokens[k].gender or who.gender == scene.tokens[k].gender):
        others = [who]
    if len({scene.story.person(p) for p in others}) != 1 or scene.story.person(others[0]) == key:
        return None
    states = scene.book.sides.countries([scene.story.person(others[0]), key])
    day = nearest(scene, k)
    places = places_in(scene.row, *reach)
    if len(states) < 2 or (day is None and not places and not _distant(scene, *reach) and scene.tokens[0].norm not in ("с", "со", "з")) or not _ANSWERED.isdisjoint(lemmas(scene.tokens)):
        return None
    kind = "call" if _distant(scene, *reach) else "meeting"
    draft = Draft(kind, None, scene.i, "spoke-with", held=True, seen=[scene.i])
    draft.set_period(day.period if day is not None else None, scene.i)
    draft.set_place(places[0] if places and kind != "call" else None, scene.i)
    draft.add_people(scene.story, [others[0], partner], scene.i)
    for iso in states:
        draft.note(draft.countries, iso, scene.i)
    draft.part_of = None if kind == "call" else outer_event(scene, draft) or setting_of(scene)
    return draft
