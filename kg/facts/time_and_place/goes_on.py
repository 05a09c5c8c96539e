"""When an event is, as later sentences say: «Он продлится до 5 мая», «Три дня, с 3 по 5 мая, его участники …», by its short name."""

from __future__ import annotations

from collections.abc import Sequence

from kg.facts.sentences.clauses import clause, dates_of, places_in, triggers_in
from kg.facts.story.drafts import Draft, Scene
from kg.facts.time_and_place.ends import CLOSES
from kg.facts.time_and_place.where import named_state
from kg.mentions.date_model import ResolvedDate

_SPEAK = frozenset("выступить выступать собраться участвовать подискутировать обсудить рассказать выступіць".split())
_CAME = frozenset("участник гость делегат удзельнік госць дэлегат participant guest delegate зал площадка стенд".split())


def _ends(scene: Scene, event: Draft) -> None:
    """«Мероприятие завершится 28 ноября», «Он продлится до 5 мая»: the last day of what was told of before."""
    if (
        scene.i - max(event.seen) > 4
        or event.closes is not None
        or not any(
            t.lemma in ("мероприятие", "событие", "он", "она", "оно", "it", "event", event.head) and t.case in ("Nom", "")
            for t in scene.tokens
        )
    ):
        return
    for k, d in dates_of(scene.story, scene.i, ("date", "until")):
        verbs = [t for t in triggers_in(scene.row, *clause(scene.tokens, k), "hold") if not t.negated]
        if (
            d.period is not None
            and d.period.end is None
            and verbs
            and (d.kind == "until" or any(t.lemma in CLOSES for t in verbs))
        ):
            event.closes = (d.period.start, scene.i)
            event.seen.append(scene.i)
            return


def by_short_name(scene: Scene) -> Draft | None:
    """«КЦН проходит с 5 по 8 ноября»: when and where of the event that was introduced with this abbreviation."""
    short = [d for d in scene.book.drafts if d.short and d.container and d.name]
    if not short:
        return None
    words = {t.lemma for t in scene.tokens if t.text.isupper() and len(t.text) > 1 and t.text.isalpha()}
    known = next((d for d in short if d.short in words), None)
    holds = [t for t in triggers_in(scene.row, 0, len(scene.tokens), "hold") if t.tense and not t.negated]
    dates = [d for _, d in dates_of(scene.story, scene.i) if not d.mention.background]
    if known is None or not holds or scene.row.gatherings or len(dates) != 1:
        return None
    draft = Draft(
        known.kind, known.name, scene.i, "short-name", core=known.core, head=known.head, ordinal=known.ordinal,
        proper=True, held=True, planned=known.planned, seen=[scene.i],
    )  # fmt: skip
    draft.set_period(dates[0].period, scene.i)
    places = places_in(scene.row, 0, len(scene.tokens))
    draft.set_place(places[0] if len(places) == 1 else None, scene.i)
    return draft


def _its_people(scene: Scene, dates: Sequence[ResolvedDate]) -> bool:
    """«Три дня, с 3 по 5 мая, его участники спорили о …»: the days of the gathering are told with those who came to it."""
    tokens = scene.tokens
    come = any(
        t.lemma in _CAME and t.case in ("Nom", "") and (tokens[k - 1].norm in ("его", "ее", "яго", "яе", "its") or t.lemma in ("участник", "удзельнік", "participant"))
        for k, t in enumerate(tokens)
        if k
    )
    come = come or any(t.lemma in ("мероприятие", "событие", "event") and t.case in ("Nom", "") for t in tokens)
    days = len(dates) == 1 and dates[0].period is not None and dates[0].period.end is not None and bool(dates[0].period.start.day)
    on_it = any(t.norm in ("нем", "ней", "них", "его", "ее", "ём", "ёй", "яго", "яе", "it") for t in tokens)  # "За три дня, с 3 по 5 мая, на нем побывали …"
    return days and (come or (on_it and not scene.row.places))


def _they_speak(scene: Scene, event: Draft) -> bool:
    """«Названы спикеры форума «Мост». 22 и 23 апреля в столице Латвии выступят А, Б и В»: its days and city are told with who speaks."""
    verb = next((t for t in scene.tokens if t.lemma in _SPEAK and "Tense=" in t.feats), None)
    days = [d for _, d in dates_of(scene.story, scene.i, ("date",)) if not d.mention.background]
    if verb is None or len(days) != 1 or scene.row.gatherings or not scene.row.persons or days[0].period is None or not days[0].period.start.day:
        return False
    event.set_period(days[0].period, scene.i, "speakers-told-on")
    event.planned = event.planned or "Tense=Fut" in verb.feats
    event.held = event.held or not event.planned
    places = places_in(scene.row, 0, len(scene.tokens))
    if places and event.place is None:
        event.set_place(places[0], scene.i)
    event.set_country(named_state(scene.row, 0, len(scene.tokens)) if event.country is None else None, scene.i)
    for p in scene.row.persons:
        if p.case in ("Nom", ""):
            event.note(event.people, scene.story.person(p), scene.i)
    for iso in scene.book.sides.countries(event.people):
        event.note(event.countries, iso, scene.i)
    event.seen.append(scene.i)
    return True


def goes_on(scene: Scene, made: Sequence[Draft]) -> None:
    """«Управленцы собрались в Стамбуле с 1 по 3 ноября»: when and where of the event that was named just before."""
    event = scene.book.current
    if event is None or any(d is not event for d in made) or not event.container:
        return
    _ends(scene, event)
    only_year = event.period is not None and event.period.start.month is None  # "LEAP 2025"
    if (event.period is None or only_year) and scene.i - max(event.seen) <= 1 and _they_speak(scene, event):
        return
    if (event.period is not None and not only_year) or event.planned or not (event.held or only_year) or scene.i - max(event.seen) > 1:
        return
    holds = [
        t for t in triggers_in(scene.row, 0, len(scene.tokens), "hold") if t.tense in ("past", "pres") and not t.negated
    ]
    dates = [d for _, d in dates_of(scene.story, scene.i) if not d.mention.background]
    places = places_in(scene.row, 0, len(scene.tokens))
    others = any(scene.tokens[g.head].lemma != event.head or g.proper for g in scene.row.gatherings)
    if not (holds or _its_people(scene, dates)) or others or len(dates) != 1 or len(places) > 1:
        return
    if not places and dates[0].period is not None and dates[0].period.end is None:
        return
    event.set_period(dates[0].period, scene.i, "date-told-on")
    if places and event.place is None:
        event.set_place(places[0], scene.i)
    event.seen.append(scene.i)
    event.held = True
