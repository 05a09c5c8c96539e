"""Meetings to come of which no noun tells: "The three administrations will next meet in Lima in 2026", «стороны вновь встретятся в мае»."""

from __future__ import annotations

from collections.abc import Iterator

from kg.facts.participants.told import around_head
from kg.facts.sentences.clauses import clause, dates_of, places_in
from kg.facts.story.drafts import Draft, Scene
from kg.mentions.model import Trigger

_NEXT = frozenset("next again снова вновь опять следующий очередной зноў".split())
_WHICH = {"ru": "следующее", "be": "наступнае", "en": "next"}
_SITS = frozenset("собраться собираться заседать".split())
_SITS_EN = frozenset("встретиться convene reconvene assemble sit".split())
_JOINT = frozenset("группа комиссия комитет подкомиссия совет коллегия камісія камітэт група савет commission committee subcommission subcommittee group council board".split())
_NUMBERS = {"два": 2, "оба": 2, "три": 3, "трое": 3, "четыре": 4, "пять": 5, "two": 2, "both": 2, "three": 3, "four": 4, "five": 5}


def drafts_of_next(scene: Scene) -> Iterator[Draft]:
    """A draft for the next meeting of those of whom the text tells, if its time or city is said."""
    sitting = _next_sitting(scene)
    if sitting is not None:
        yield sitting
        return
    for t in scene.row.triggers:
        if t.act != "meet" or t.negated or scene.row.gatherings or scene.row.persons:
            continue
        first, last = clause(scene.tokens, t.first)
        near = scene.tokens[max(first, t.first - 3) : min(last, t.last + 3)]
        if not _to_come(scene, t) or not any(x.text.lower() in _NEXT or x.lemma in _NEXT for x in near):
            continue
        draft = _of(scene, t, first, last)
        if draft is not None:
            yield draft
        return


def _of(scene: Scene, t: Trigger, first: int, last: int) -> Draft | None:
    days = [d for k, d in dates_of(scene.story, scene.i, ("date", "since")) if first <= k < last]
    places = places_in(scene.row, first, last)
    sides = states_told(scene, first, t.first)
    if len(sides) < 2 or not (days or places):
        return None
    draft = Draft("meeting", None, scene.i, "next-meeting", frozenset({"встреча"}), "встреча", planned=True)
    if days:
        draft.set_period(days[0].period, scene.i)
    if places:
        draft.set_place(min(places, key=lambda p: abs(p.first - t.first)), scene.i)
    for iso in sides:
        draft.note(draft.countries, iso, scene.i)
    draft.seen.append(scene.i)
    return draft


def _next_sitting(scene: Scene) -> Draft | None:
    """«Вновь группа соберется осенью в Гродно», «Сабрацца зноў камісія плануе ў маі»: the next sitting of the body that sat."""
    english = scene.story.language == "en"
    told = [t for t in scene.row.triggers if t.lemma in _SITS or (english and t.lemma in _SITS_EN)]
    t = next((t for t in told if not t.negated and _to_come(scene, t)), None)
    if t is None or scene.row.gatherings or scene.row.persons:
        return None
    first, last = clause(scene.tokens, t.first)
    tokens = scene.tokens[first:last]
    first = t.first if english else first  # "last met in June 2023 and is to meet again in May"
    body = any(x.lemma in _JOINT and x.case in ("Nom", "") for x in tokens)
    known = next((d for d in reversed(scene.book.drafts) if d.kind == "session" and d.proper and d.name and not d.planned and _JOINT & d.core), None)
    if not (body and known) or not any(x.text.lower() in _NEXT or x.lemma in _NEXT for x in tokens):
        return None
    days = [d for k, d in dates_of(scene.story, scene.i, ("date", "since")) if first <= k < last]
    places = places_in(scene.row, first, last)
    named = around_head(known)
    if not (days or places) or named is None:
        return None
    words = (known.name or "").split()
    noun = words[len(words) - len(named[1]) - 1]
    which = _WHICH.get(scene.story.language, "") if noun.lower().endswith(("ие", "не", "ng", "on")) else ""
    draft = Draft("session", " ".join([which, noun, *named[1]]).strip(), scene.i, "next-sitting", known.core, known.head, planned=True, proper=True)
    draft.set_period(days[0].period if days else None, scene.i)
    draft.set_place(places[0] if places else None, scene.i)
    for iso in known.countries:
        draft.note(draft.countries, iso, scene.i)
    draft.seen.append(scene.i)
    return draft


def _to_come(scene: Scene, t: Trigger) -> bool:
    return t.tense == "fut" or "VerbForm=Inf" in scene.tokens[t.first].feats


def states_told(scene: Scene, first: int, last: int) -> list[str]:
    """The states that the subject names or counts ("the three administrations"), else those of the meeting told of, or of the release."""
    own = [c.iso for c in scene.row.countries if first <= c.first < last]
    if len(set(own)) > 1:
        return list(dict.fromkeys(own))
    number = next((_NUMBERS[t.lemma] for t in scene.tokens[first:last] if t.lemma in _NUMBERS), None)
    for row in reversed(scene.story.rows[: scene.i]) if number else ():
        named = list(dict.fromkeys(c.iso for c in row.countries if c.form != "adjective"))
        if len(named) == number:
            return named
    known = scene.book.latest("meet", "session", before=scene.i)
    if known is not None and len(known.countries) > 1 and number in (None, len(known.countries)):
        return list(known.countries)
    both = list(scene.story.bilateral())
    return both if number in (None, 2) and len(both) == 2 else []
