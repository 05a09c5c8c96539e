"""The last day of a journey, as the way home tells it: «Домой они вернутся 28 марта», «Обратный билет у него на 16 сентября», «улетели в субботу»."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from kg.facts.sentences.clauses import clause, dates_of
from kg.facts.story.drafts import Draft, Scene
from kg.mentions.acts import negated
from kg.text.document import Token
from kg.values import PartialDate

_RETURNS = frozenset(
    "вернуться возвратиться возвращаться возвращение отъезд вылет отлет отбытие "
    "вярнуцца вяртанне вяртацца ад'езд return".split()
)
_LEAVES = frozenset("улететь улетать вылететь вылетать отбыть отбывать уехать уезжать выехать покинуть покидать отправиться отправляться прилететь прибыть приехать адляцець адбыць".split())
# who does this is a guest no longer, wherever he goes next
DEPARTS = frozenset("улететь улетать вылететь вылетать отбыть отбывать уехать уезжать выехать выезжать покинуть покидать проводить отъезд отлет отбытие вылет адляцець адбыць паехаць пакінуць ад'езд".split())
_QUITS = frozenset("покинуть покидать пакінуць".split())
ARRIVES = frozenset("прибыть приехать прилететь прибывать прилетать приезжать появиться прыбыць прыехаць прыляцець arrive".split())
_HOME = frozenset("домой обратно назад родина восвояси дадому назад радзіма home".split())
_BACKWARD = frozenset("обратный зваротны".split())
_OF_TRAVEL = frozenset("билет рейс вылет дорога путь самолет поезд перелет білет рэйс дарога".split())
_THEY = frozenset("мы они он она мы яны ён яна we they he she".split())
_PARTY = frozenset("делегация гость группа команда миссия специалист эксперт программа поездка визит пребывание дэлегацыя госць каманда delegation guest team mission".split())
_LONGEST = 40  # days
_BACK = 5  # sentences from the journey


def homeward(scene: Scene) -> None:
    """Note the day of the return, or of the departure for home, as the last one of the journey that the text is telling of."""
    journey = _journey(scene)
    if journey is None or journey.period is None:
        return
    for k, t in enumerate(scene.tokens):
        if not (_tells_return(scene, k) or _departs(scene, k, journey)) or negated(scene.tokens, k):
            continue
        first, last = clause(scene.tokens, k)
        days = [(abs(j - k), d.period.start) for j, d in dates_of(scene.story, scene.i, ("date", "deadline", "until")) if first <= j < last and d.period is not None and d.period.end is None]
        day = min(days, key=lambda x: x[0])[1] if days else None
        if day is not None and _later(journey.period.start, day) and not _of_another(scene, journey):
            journey.closes = (day, scene.i)
            if scene.i not in journey.seen:
                journey.seen.append(scene.i)
            return
        if t.lemma in _RETURNS and day is not None:
            return


def arrival(scene: Scene) -> None:
    """«Эксперты пробудут в Осло до пятницы. Прилетели они во вторник»: the first day of the journey that the text is telling of."""
    known = scene.book.latest("visit", before=scene.i)
    if known is None or known.background or known.period is not None or not 0 < scene.i - max(known.seen, default=scene.i) <= 2 or scene.row.gatherings:
        return
    k = next((k for k, t in enumerate(scene.tokens) if t.lemma in ARRIVES and t.pos == "VERB" and not negated(scene.tokens, k)), None)
    if k is None or any(p.iso not in (None, known.country) for p in scene.row.places):
        return
    first, last = clause(scene.tokens, k)
    days = [d for j, d in sorted(dates_of(scene.story, scene.i, ("date",)), key=lambda x: abs(x[0] - k)) if first <= j < last and d.period is not None and d.period.start.day]
    by_them = any((t.norm in _THEY or t.lemma in _PARTY) and t.case in ("Nom", "") for t in scene.tokens[first:last])
    nobody = not any(t.case == "Nom" and t.pos in ("NOUN", "PROPN", "PRON") for t in scene.tokens[first:last])  # "Приехал 5 июня"
    if days and (by_them or nobody or {scene.story.person(p) for p in scene.row.persons} & set(known.people)) and not _of_another(scene, known):
        known.set_period(days[0].period, scene.i, "arrival")
        known.planned = False
        known.seen.append(scene.i)


def _journey(scene: Scene) -> Draft | None:
    """The journey that has a first day and no last one."""
    known = scene.book.latest("visit", before=scene.i)
    if known is None or known.background or known.closes is not None or known.period is None or known.period.end is not None:
        return None
    return known if known.period.start.day and scene.i - max(known.seen, default=scene.i) <= _BACK else None


def _tells_return(scene: Scene, k: int) -> bool:
    t = scene.tokens[k]
    if t.lemma in _RETURNS and t.pos in ("VERB", "NOUN"):
        return True
    if t.lemma in _BACKWARD:
        return any(x.lemma in _OF_TRAVEL for x in scene.tokens[k + 1 : k + 4])
    return t.lemma in _LEAVES and leads_home(scene.tokens, k)


def leads_home(tokens: Sequence[Token], k: int) -> bool:
    """«вылетели домой», «на родину отбыла»."""
    return any(x.lemma in _HOME for x in tokens[max(0, k - 5) : k + 6])


def _departs(scene: Scene, k: int, journey: Draft) -> bool:
    """«уезжает завтра», «чилийские гости покинут Норвегию», «из Осло в Берген вылетели»: they leave the state that they visited."""
    t, (first, last) = scene.tokens[k], clause(scene.tokens, k)
    if t.lemma not in DEPARTS or (t.pos == "VERB" and "VerbForm=Part" in t.feats):
        return False
    left = [p.iso for p in scene.row.places if first <= p.first < last and p.first and scene.tokens[p.first - 1].norm in ("из", "с", "з")]
    left += [c.iso for c in scene.row.countries if first <= c.first < last and c.form != "adjective" and ((c.first and scene.tokens[c.first - 1].norm in ("из", "з")) or (t.lemma in _QUITS and c.case in ("Acc", "Nom")))]
    left += [p.iso for p in scene.row.places if t.lemma in _QUITS and first <= p.first < last]
    own = set(journey.countries) - {journey.country}
    theirs = {p.iso for p in scene.row.places if first <= p.first < last} | {c.iso for c in scene.row.countries if first <= c.first < last and c.form != "adjective"}
    return journey.country in left or (not left and t.lemma not in _QUITS and theirs <= own)


def _later(first: PartialDate, day: PartialDate) -> bool:
    if not (first.day and day.day and first.month and day.month) or bool(first.year) != bool(day.year):
        return False
    a, b = (dt.date(x.year or 2001, x.month or 1, x.day or 1) for x in (first, day))
    return dt.timedelta(0) < b - a <= dt.timedelta(days=_LONGEST)


def _of_another(scene: Scene, journey: Draft) -> bool:
    """Somebody else is named who returns."""
    named = {scene.story.person(p) for p in scene.row.persons if p.case in ("Nom", "")}
    return bool(named and journey.people) and not named & set(journey.people)


def days_of_journey(scene: Scene) -> None:
    """«Наша команда слетала в Осло. Четыре дня, с 24 по 27 мая, мы показывали …»: the days of the journey that the sentence before told."""
    known = scene.book.latest("visit", before=scene.i)
    if known is None or known.background or known.planned or (known.period is not None and known.period.start.day) or not 0 < scene.i - max(known.seen, default=scene.i) <= 2:
        return
    days = [d for _, d in dates_of(scene.story, scene.i, ("date",)) if not d.mention.background]
    told = days[0].period if len(days) == 1 else None
    elsewhere = [p for p in scene.row.places if p.iso not in (None, known.country)]
    if told is None or told.end is None or not told.start.day or elsewhere or scene.row.gatherings:
        return
    named = {scene.story.person(p) for p in scene.row.persons if p.case in ("Nom", "")}
    theirs = bool(named & set(known.people)) or any((t.norm in _THEY or t.lemma in _PARTY or ("Animacy=Anim" in t.feats and t.number == "Plur" and t.pos == "NOUN")) and t.case in ("Nom", "") for t in scene.tokens)
    theirs = theirs or any(t.lemma == "программа" for t in scene.tokens)
    coarse = known.period
    if theirs and (coarse is None or coarse.start.lexical == told.start.lexical[: len(coarse.start.lexical)]):
        known.set_period(told, scene.i, "days-told-on")
        known.seen.append(scene.i)
