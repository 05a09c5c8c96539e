"""Meetings that no verb tells: below a picture («А и Б во время встречи 10 мая»), and in a form («Дата: …; Место: …; Участники: …»)."""

from __future__ import annotations

from collections.abc import Iterator

from kg.facts.events.acted import base, note_sides
from kg.facts.participants.hero import with_whom
from kg.facts.sentences.clauses import places_in, token_at
from kg.facts.sentences.scenes import finite
from kg.facts.story.drafts import Draft, Scene
from kg.facts.story.kinds import ENCOUNTERS
from kg.mentions.date_model import ResolvedDate
from kg.mentions.model import PersonNamed, PlaceNamed, Trigger
from kg.values import Period

_DURING = frozenset("время ход на перед после за начало окончание завершение до при подчас пасля".split())
_WHO = frozenset("участник участвовать участвующий присутствовать присутствующий собеседник сторона кто состав удзельнік удзельнічаць хто".split())
_TALKED = frozenset("встретиться обсудить поговорить побеседовать переговорить принять договориться обсуждать".split())
_LABELS = frozenset("место где тема предмет повестка формат время город площадка вопрос месца дзе тэма".split())
_WHEN = frozenset("когда дата время".split())
_WHAT = frozenset("о тема вопрос предмет повестка".split())
_ROWS = 6  # lines of a form on both sides of that of the people
_LABEL = 4  # tokens in front of the colon
_SHORT = 40  # tokens of a line of a form


def drafts_of_captions(scene: Scene) -> Iterator[Draft]:
    """A meeting of those whom a line without a verb names beside its noun, or whom a form lists."""
    if len(scene.row.persons) < 2 or scene.headline():
        return
    if _verbless(scene):
        found = _during(scene) or _titled(scene)
        if found is not None:
            yield found
            return
    listed = _listed(scene)
    if listed is not None:
        yield listed


def _verbless(scene: Scene) -> bool:
    return not any(finite(t) for t in scene.tokens)


def _during(scene: Scene) -> Draft | None:
    """«Министр А и посол Б во время встречи 10 мая в Осло», «А на переговорах с Б»."""
    told = [g for g in scene.row.gatherings if g.kind in ENCOUNTERS and not g.plural and any(t.lemma in _DURING for t in scene.tokens[max(0, g.first - 2) : g.first])]
    if len(told) != 1:
        return None
    g = told[0]
    people = [p for p in scene.row.persons if p.case in ("Nom", "") or with_whom(scene, p) is not None]
    return _of(scene, people, g.kind, g.head, "caption")


def _titled(scene: Scene) -> Draft | None:
    """«Встреча: министр А – посол Б. 14 мая, Осло.»: the noun, then those who met; day and city here or in the next sentence."""
    g = next((g for g in scene.row.gatherings[:1] if g.kind in ENCOUNTERS and not g.plural and g.head <= 2), None)
    if g is None or not any(t.text == ":" for t in scene.tokens[g.last : g.last + 2]):
        return None
    draft = _of(scene, [p for p in scene.row.persons if p.case in ("Nom", "")], g.kind, g.head, "titled")
    if draft is None:
        return None
    after = scene.i + 1
    if draft.period is None and after < len(scene.story.rows) and not any(finite(t) for t in scene.story.rows[after].tokens):
        days = [d for d in scene.story.dates[after] if d.kind == "date" and d.period is not None]
        places = scene.story.rows[after].places
        draft.set_period(days[0].period if len(days) == 1 else None, after)
        draft.set_place(places[0] if len(places) == 1 else None, after)
    return draft if draft.period is not None else None


def _of(scene: Scene, people: list[PersonNamed], kind: str, at: int, rule: str) -> Draft | None:
    keys = {scene.story.person(p) for p in people}
    if len(keys) < 2 or len(scene.book.sides.countries(keys)) < 2:
        return None
    t = scene.tokens[at]
    draft, _, _ = base(scene, Trigger(scene.i, at, at + 1, t.span, "meet", "past", False, False, t.lemma), kind)
    draft.rule = rule
    draft.seen.append(scene.i)
    draft.add_people(scene.story, people, scene.i)
    note_sides(scene, draft)
    if rule == "caption" and draft.period is None:
        return None
    return draft


def _listed(scene: Scene) -> Draft | None:
    """«Участники: А, министр; Б, посол», where another line of the form tells the day, and one that they met."""
    colon = next((k for k, t in enumerate(scene.tokens[: _LABEL + 1]) if t.text == ":"), 0)
    if not colon or _WHO.isdisjoint({t.lemma for t in scene.tokens[:colon]}):
        return None
    kind = _kind(scene)
    days = [(i, d.period) for i, d in _days(scene) if d.period is not None] or _of_letterhead(scene)
    if kind is None or len({d for _, d in days}) != 1:
        return None
    draft = _of(scene, [p for p in scene.row.persons if p.case in ("Nom", "")], kind, 0, "form")
    if draft is None:
        return None
    if draft.period is None:
        draft.set_period(days[0][1], days[0][0])
    places = _places(scene, days[0][0])
    if draft.place is None and len({p.name for _, p in places}) == 1:
        draft.set_place(places[0][1], places[0][0])
    return draft


def _lines(scene: Scene) -> Iterator[int]:
    """The lines of the form: short ones around this one, and the headline."""
    rows = scene.story.rows
    for i in dict.fromkeys((0, *range(max(0, scene.i - _ROWS), min(len(rows), scene.i + _ROWS)))):
        if len(rows[i].tokens) <= _SHORT and i != scene.i:
            yield i


def _kind(scene: Scene) -> str | None:
    """What the headline or a line of the form says that it was."""
    labels = {scene.story.rows[i].tokens[0].lemma for i in _lines(scene) if len(scene.story.rows[i].tokens) > 2 and ":" in (scene.story.rows[i].tokens[1].text, scene.story.rows[i].tokens[2].text)}
    for i in (*_lines(scene), scene.i):
        row = scene.story.rows[i]
        told = [g for g in row.gatherings if (g.kind in ENCOUNTERS)]
        if told and not any(t.negated or t.act == "postpone" for t in row.triggers):
            return "talks" if told[0].kind == "talks" else told[0].kind
        if i == 0 and any(t.lemma in _TALKED and not t.negated for t in row.triggers):
            return "meeting"
    return "meeting" if labels & _WHEN and labels & _WHAT else None


def _label(scene: Scene, i: int, at: int) -> bool:
    """Token `at` of line i stands behind a label: «Дата: …», or opens a line of its own: «14 мая, Осло»."""
    tokens = scene.story.rows[i].tokens
    return at == 0 or any(t.text == ":" for t in tokens[max(0, at - 4) : at])


def _days(scene: Scene) -> list[tuple[int, ResolvedDate]]:
    out: list[tuple[int, ResolvedDate]] = []
    for i in _lines(scene):
        row = scene.story.rows[i]
        for d in scene.story.dates[i]:
            if d.kind == "date" and d.period is not None and d.period.start.day and i and _label(scene, i, token_at(row, d.mention.span.start)):
                out.append((i, d))
    labelled = [(i, d) for i, d in out if any(t.text == ":" for t in scene.story.rows[i].tokens)]
    return labelled or out


def _of_letterhead(scene: Scene) -> list[tuple[int, Period]]:
    """«Дата: 14 мая 2024 г.» above the form has become the day of the release: its own where another line is labelled too."""
    published = scene.story.document.release.published
    rows = scene.story.rows
    labelled = any(rows[i].tokens[1:2] and rows[i].tokens[1].text == ":" and rows[i].tokens[0].lemma in _LABELS for i in _lines(scene))
    return [(scene.i, Period(published))] if published is not None and published.day and labelled else []


def _places(scene: Scene, day: int) -> list[tuple[int, PlaceNamed]]:
    out: list[tuple[int, PlaceNamed]] = []
    for i in _lines(scene):
        row = scene.story.rows[i]
        here = [p for p in row.places if _label(scene, i, p.first - (p.first > 0 and row.tokens[p.first - 1].text == ".")) or i == day]
        out += [(i, p) for p in here[:1] if i]
    return out or [(i, p) for i in _lines(scene) for p in places_in(scene.story.rows[i], 0, len(scene.story.rows[i].tokens)) if i == 0]
