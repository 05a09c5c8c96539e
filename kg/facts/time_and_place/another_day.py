"""Whether the text has come to another day since it told of an event: below a heading of its own, or on «второй день»."""

from __future__ import annotations

from kg.facts.periods import covers
from kg.facts.story.drafts import Draft, Scene
from kg.facts.time_and_place.timeline import is_heading

_NTH = frozenset("второй третий четвертый пятый последний заключительный следующий другі трэці чацвёрты апошні second third fourth last final next".split())
_DAY = frozenset("день дзень day".split())
_REACH = 6  # sentences


def another_day(scene: Scene, known: Draft | None) -> bool:
    """True if a heading with a day outside of the known event, or the next day of a visit, stands between it and this sentence."""
    before = [s for s in known.seen if s < scene.i] if known is not None else []
    if known is None or not before or scene.i - max(before) > _REACH:
        return False
    for j in range(max(before) + 1, scene.i + 1):
        row = scene.story.rows[j]
        if j < scene.i and any(a.lemma in _NTH and b.lemma in _DAY for a, b in zip(row.tokens[:4], row.tokens[1:5], strict=False)):
            return True
        days = [d.period for d in scene.story.dates[j] if d.kind in ("date", "dateline") and d.period is not None and d.period.start.day]
        if j < scene.i and days and is_heading(scene.story, j) and known.period is not None and not covers(known.period, days[0].start):
            return True
    return False
