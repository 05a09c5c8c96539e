"""What every event that a verb tells of begins with: day, city and state of the verb's clause, and the states that are there."""

from __future__ import annotations

from kg.facts.events.setting import outer_event, setting_of
from kg.facts.sentences.clauses import clause, dates_of, places_in
from kg.facts.story.drafts import Draft, Scene
from kg.facts.story.sides import delegation_countries
from kg.facts.time_and_place.timeline import day_in_front
from kg.facts.time_and_place.when import asides, nearest
from kg.facts.time_and_place.where import named_state, venue
from kg.mentions.date_model import ResolvedDate
from kg.mentions.model import Trigger


def base(scene: Scene, t: Trigger, kind: str) -> tuple[Draft, int, int]:
    """A draft of a kind for a verb, and the first and last token of its clause."""
    first, last = clause(scene.tokens, t.first)
    draft = Draft(kind, None, scene.i, f"verb-{kind}", held=True, planned=t.tense == "fut")
    date = nearest(scene, t.first)
    if date is None and kind in ("meeting", "call") and t.tense == "past":
        date = day_in_front(scene.story, scene.i) if not scene.story.dates[scene.i] else _of_clause_in_front(scene, first)
    if date is not None:
        draft.set_period(date.period, scene.i)
        draft.background = date.mention.background
    apart = [a for a in asides(scene.tokens) if not a[0] <= t.first < a[1]]
    places = [p for p in places_in(scene.row, first, last) if not any(a[0] <= p.first < a[1] for a in apart)]
    if not places and t.act in ("visit", "receive"):  # "travelled to Oslo", "welcomed A to Oslo"
        places = [p for p in scene.row.places if t.last <= p.first < last and scene.tokens[p.first - 1].text == "to"]
    if places:
        draft.set_place(min(places, key=lambda p: abs(p.first - t.first)), scene.i)
    if draft.country is None:
        draft.venue = venue(scene.story, scene.row, first, last)
        draft.set_country(named_state(scene.row, first, last) or draft.venue, scene.i)
    draft.part_of = outer_event(scene, draft) or setting_of(scene)
    return draft, first, last


def _of_clause_in_front(scene: Scene, first: int) -> ResolvedDate | None:
    """«10 мая А принял Б, а после обеда встретился с В»: what a sentence goes on with was on the day told last in it."""
    apart = asides(scene.tokens)
    days = [d for k, d in dates_of(scene.story, scene.i) if k < first and not any(a <= k < b for a, b in apart) and not d.mention.background]
    return days[-1] if days else None


def note_sides(scene: Scene, draft: Draft) -> None:
    """Record the states of those who take part, and of the delegations that the sentence names."""
    others = {scene.story.person(p) for p in scene.row.persons} - draft.people.keys()
    elsewhere = set(scene.book.sides.countries(others))  # "принял А, а затем встретился с директором чилийской компании Б"
    for iso in (*scene.book.sides.countries(draft.people), *(c for c in delegation_countries(scene.row) if c not in elsewhere)):
        draft.note(draft.countries, iso, scene.i)
