"""Guests as a house or a city tells of them: «Гостями университета стали преподаватели из Сербии», «Гомель принимал связистов из Польши»."""

from __future__ import annotations

from collections.abc import Iterator

from kg.facts.events.travellers import Party, abroad, group_at, is_subject
from kg.facts.sentences.clauses import clause, places_in
from kg.facts.story.drafts import Draft, Scene
from kg.facts.time_and_place.when import nearest
from kg.mentions.acts import negated
from kg.text.document import Token, lemmas

_GUESTS = frozenset("гость госць".split())
_BECAME = frozenset("стать быть являться оказаться стаць быць быў".split())
_HOSTS = frozenset("принять принимать встретить встречать прыняць прымаць".split())
_AWAITS = frozenset("ждать ожидать чакаць".split())
_TELLS_OF_GUESTS = _HOSTS | _AWAITS
_OFFICIAL = frozenset("делегация миссия дэлегацыя".split())  # who is received by a minister, which is a meeting
_CUES = _GUESTS | _TELLS_OF_GUESTS


def drafts_of_guests(scene: Scene) -> Iterator[Draft]:
    """A visit of the group that is said to have been the guest of a house or a city."""
    if scene.row.gatherings or _CUES.isdisjoint(lemmas(scene.tokens)):
        return
    for k, t in enumerate(scene.tokens):
        if negated(scene.tokens, k):
            continue
        found = _became(scene, k) if t.lemma in _GUESTS and t.case == "Ins" else _received(scene, k) if _hosts(t) else None
        if found is not None:
            found.seen.append(scene.i)
            yield found
            return


def _hosts(t: Token) -> bool:
    """«принимал», «примет», «ждут»."""
    return (t.lemma in _HOSTS and "Tense=Past" in t.feats) or (t.lemma in _TELLS_OF_GUESTS and "VerbForm=Fin" in t.feats)


def _became(scene: Scene, k: int) -> Draft | None:
    """«Гостями завода 21 мая стали инженеры из Сербии»."""
    first, last = clause(scene.tokens, k)
    if not any(x.lemma in _BECAME and "Tense=Past" in x.feats for x in scene.tokens[first:last]):
        return None
    house = next((b for b in scene.row.bodies if b.first in (k + 1, k + 2) and not b.anaphor), None)
    city = next((p for p in scene.row.places if p.first == k + 1), None)
    group = next((j for j in range(first, last) if is_subject(scene.tokens[j]) and scene.tokens[j].case in ("Nom", "")), None)
    if group is None or (house is None and city is None):
        return None
    draft = _draft(scene, k)
    if city is not None:
        draft.set_place(city, scene.i)
    elif house is not None:
        draft.set_country(scene.story.bodies.country(scene.story.body(house) or "") or house.country or scene.story.home, scene.i)
    return _completed(scene, draft, group_at(scene, group, last))


def _received(scene: Scene, k: int) -> Draft | None:
    """«Гомель 4 мая принимал связистов из Польши», «Колледж принял студентов из Сербии»."""
    first, last = clause(scene.tokens, k)
    group = next((j for j in range(k + 1, last) if is_subject(scene.tokens[j]) and scene.tokens[j].case in ("Acc", "Gen")), None)
    city = next((p for p in scene.row.places if first <= p.first < k and scene.tokens[p.first].case in ("Nom", "Acc", "") and (not p.first or scene.tokens[p.first - 1].pos != "ADP")), None)
    house = next((b for b in scene.row.bodies if first <= b.first < k and b.case == "Nom" and not b.anaphor and b.kind in ("Company", "Institution")), None)
    if scene.tokens[k].lemma in _AWAITS:
        group = next((j for j in range(first, last) if is_subject(scene.tokens[j]) and scene.tokens[j].case in ("Acc", "Gen")), None)
        city = next(iter(places_in(scene.row, first, last)), None)
        house = house or next((b for b in scene.row.bodies if first <= b.first < k and b.case == "Nom" and not b.anaphor), None)
    if group is None or any(first <= p.first < last for p in scene.row.persons) or (city is None and (house is None or scene.tokens[group].lemma in _OFFICIAL)):
        return None
    draft = _draft(scene, k)
    draft.planned = scene.tokens[k].lemma in _AWAITS or "Tense=Fut" in scene.tokens[k].feats or ("Aspect=Perf" in scene.tokens[k].feats and "Tense=Past" not in scene.tokens[k].feats)
    inside = places_in(scene.row, first, last)
    if city is not None or inside:
        draft.set_place(city or inside[0], scene.i)
    elif house is not None:
        draft.set_country(scene.story.bodies.country(scene.story.body(house) or "") or house.country or scene.story.home, scene.i)
    return _completed(scene, draft, group_at(scene, group, last))


def _draft(scene: Scene, k: int) -> Draft:
    draft = Draft("visit", None, scene.i, "guests", held=True)
    day = nearest(scene, k)
    draft.set_period(day.period if day is not None else None, scene.i)
    return draft


def _completed(scene: Scene, draft: Draft, told: Party) -> Draft | None:
    if draft.country is None and len(told.states) == 1:  # "Гостями университета стали …", in a release of two states
        draft.set_country(next((iso for iso in scene.story.bilateral() if iso not in told.states), None), scene.i)
    found = abroad(told, draft.country)
    if not found or draft.country is None or draft.period is None:
        return None
    for iso in (*found.states, draft.country):
        draft.note(draft.countries, iso, scene.i)
    for key in found.people:
        draft.note(draft.people, key, scene.i)
        draft.note(draft.visitors, key, scene.i)
    return draft
