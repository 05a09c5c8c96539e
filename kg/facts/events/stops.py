"""Journeys with several stops, each told by its city and day alone: «2 мая были в Аккре, 4 мая – в Ломе», «посетит Осло (3–5 мая) и Ригу (6 мая)»."""

from __future__ import annotations

from collections.abc import Iterator

from kg.facts.sentences.clauses import dates_of
from kg.facts.story.drafts import Draft, Scene
from kg.mentions.date_model import ResolvedDate
from kg.mentions.model import PlaceNamed

_PREPOSITIONS = frozenset("в во у ў".split())
_FAR = 7  # tokens between a city and its day


def drafts_of_stops(scene: Scene) -> Iterator[Draft]:
    """A visit for each further city of a sentence that has told of a visit, where a day stands with each of them."""
    journey = next((d for d in reversed(scene.book.drafts) if d.group == "visit" and scene.i in d.seen and d.place is not None and d.country is not None), None)
    own = set(journey.countries) - {journey.country} if journey is not None else set()
    if journey is None or len(scene.row.places) < 2 or not (own or journey.people):
        return
    cities = [p for p in scene.row.places if p.iso and p.iso not in own and _reached(scene, p)]
    dates = [(k, d) for k, d in dates_of(scene.story, scene.i, ("date",)) if d.period is not None and d.period.start.day]
    if len({p.name for p in cities}) < 2 or len(dates) < 2 or len({p.iso for p in cities}) < 2:
        return
    for city, day in _pairs(cities, dates):
        if journey.place is not None and city.name == journey.place.name:
            if journey.period_at == scene.i:
                journey.set_period(day.period, scene.i)
            continue
        stop = Draft("visit", None, scene.i, "further-stop", held=True, planned=journey.planned, seen=[scene.i])
        stop.set_period(day.period, scene.i)
        stop.set_place(city, scene.i)
        for mine, theirs in ((stop.people, journey.people), (stop.visitors, journey.visitors)):
            for key in theirs:
                stop.note(mine, key, scene.i)
        for iso in (*own, stop.country):
            if iso is not None:
                stop.note(stop.countries, iso, scene.i)
        yield stop


def _pairs(cities: list[PlaceNamed], dates: list[tuple[int, ResolvedDate]]) -> list[tuple[PlaceNamed, ResolvedDate]]:
    """Each city with its own day: all of them before their cities, or all of them behind."""
    ahead = dates[0][0] < cities[0].first
    out: list[tuple[PlaceNamed, ResolvedDate]] = []
    for n, p in enumerate(cities):
        low = cities[n - 1].last if n else 0
        high = cities[n + 1].first if n + 1 < len(cities) else p.last + _FAR + 1
        near = [d for k, d in dates if (low <= k < p.first if ahead else p.last <= k < min(high, p.last + _FAR + 1))]
        if len(near) == 1:
            out.append((p, near[0]))
    return out if len(out) > 1 else []


def _reached(scene: Scene, p: PlaceNamed) -> bool:
    """«в Ригу», «Осло (3–5 мая)», «в столице Латвии Риге»."""
    before = scene.tokens[p.first - 1] if p.first else None
    return before is None or before.norm in _PREPOSITIONS or before.pos not in ("ADP",)
