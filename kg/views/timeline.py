"""The timeline: one lane per country, agreements and events at their dates, each as wide as what is known of its date."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from kg.page.model import Projection
from kg.page.render import best_label
from kg.page.words import say, words
from kg.views.acts import Act, acts, shown_period
from kg.views.document import document
from kg.views.dossier import Sources

LANES = 30
SAYING = ("signedOn", "startsOn", "endsOn", "status")
LEFT, WIDTH, LANE = 170, 1000, 40


@dataclass(frozen=True, slots=True)
class Mark:
    """An act in a lane: centre, half of its width where the day is not known, lane's height, number of its row."""

    x: float
    half: float
    y: float
    kind: str
    open: bool
    number: int
    text: str


def timeline(projection: Projection, language: str = "ru") -> str:
    """The page: a picture of what has a year, and a table of everything with its sentence and release."""
    rows = acts(projection)
    dated = [act for act in rows if act.first]
    first, last = _years(dated)
    lanes = _lanes(projection, dated, language)
    sources = Sources(projection)
    return document(
        "timeline.html",
        language=language,
        title=say("report", "timeline", language),
        say={key: entry[language] for key, entry in words()["report"].items()},
        kinds={key: entry[language] for key, entry in words()["kinds"].items()},
        cut=len({c for act in dated for c in act.countries}) > LANES,
        years=[(year, round(_x(date(year, 1, 1), first, last), 1)) for year in range(first, last + 1)],
        lanes=[(name, 30 + i * LANE) for i, (_, name) in enumerate(lanes)],
        marks=_marks(rows, [code for code, _ in lanes], first, last, language),
        width=LEFT + WIDTH + 20,
        height=30 + LANE * len(lanes),
        left=LEFT,
        rows=[_row(projection, sources, act, language) for act in rows],
        sources=[projection.releases[r] for r in sources.numbers],
    )


def _years(dated: list[Act]) -> tuple[int, int]:
    years = [int(day[:4]) for act in dated for day in (act.first, act.last)]
    return (min(years), max(years)) if years else (2000, 2000)


def _x(day: date, first: int, last: int) -> float:
    start, end = date(first, 1, 1).toordinal(), date(last, 12, 31).toordinal()
    return LEFT + WIDTH * (day.toordinal() - start) / (end - start)


def _lanes(projection: Projection, dated: list[Act], language: str) -> list[tuple[str, str]]:
    """Countries with the most acts, each with its name."""
    count = Counter(code for act in dated for code in act.countries)
    names = {d["code"]: best_label(d["labels"], language) for _, d in projection.graph.nodes(data=True) if d["code"]}
    ranked = sorted(count, key=lambda code: (-count[code], code))[:LANES]
    return [(code, names.get(code, code)) for code in ranked]


def _marks(rows: list[Act], lanes: list[str], first: int, last: int, language: str) -> list[Mark]:
    """Marks of every lane; those that would lie on one another are moved up a little."""
    marks = []
    taken: dict[str, tuple[float, int]] = {}
    for number, act in enumerate(rows, 1):
        if not act.first:
            continue
        left, right = (_x(date.fromisoformat(day), first, last) for day in (act.first, act.last))
        x, half = round((left + right) / 2, 1), round((right - left) / 2, 1)
        text = f"{best_label(act.labels, language)}, {shown_period(act, language)}"
        for code in act.countries:
            if code in lanes:
                before, level = taken.get(code, (-99.0, 0))
                level = (level + 1) % 3 if x - before < 12 else 0
                taken[code] = (x, level)
                y = 30 + lanes.index(code) * LANE - 10 * level
                marks.append(Mark(x, half, y, act.kind, act.open, number, text))
    return marks


def _row(projection: Projection, sources: Sources, act: Act, language: str) -> dict[str, object]:
    facts = projection.facts.get(act.iri, ())
    # the sentence that gives the date, else the one that gives the status, else the first
    ranked = sorted((f for f in facts if not f.inward), key=lambda f: SAYING.index(f.role) if f.role in SAYING else 9)
    passages = [p for fact in ranked for p in fact.passages]
    return {
        "when": shown_period(act, language),
        "label": best_label(act.labels, language),
        "what": say("types", act.type, language) if act.type else say("kinds", act.kind, language),
        "status": say("statuses", act.status, language) if act.status else "",
        "countries": ", ".join(act.countries),
        "quotes": sources.cite(passages[:1]),
    }
