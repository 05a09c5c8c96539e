"""When an event is: which dates of a sentence are its own."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Sequence

from kg.facts.periods import covers
from kg.facts.sentences.beginning import announced_from, beginning, eve_of
from kg.facts.sentences.clauses import before_colon, clause, dates_of, relative_clause, triggers_in
from kg.facts.sentences.english_clauses import english_clause
from kg.facts.story.drafts import Draft, Scene
from kg.facts.time_and_place.ends import CLOSES, OPENS, closing_beside, day_of, left_after, tensed
from kg.facts.time_and_place.governed import governed, moved_to
from kg.mentions.date_model import ResolvedDate
from kg.mentions.model import GatheringNamed, SentenceMentions, Trigger
from kg.text.document import Token, once
from kg.values import PartialDate, Period

_ENDS = OPENS | CLOSES
_RUNS = _ENDS | frozenset("идти пройти проходить состояться длиться продлиться продолжаться".split())
_FOUNDED = frozenset("созданный основанный учрежденный придуманный задуманный объявленный анонсированный заснаваны створаны".split())  # no day of the event
_HEADED = 6  # tokens of a date, and its colon, in front of what was then
_SINCE = frozenset(["от", "ад"])
_TELLING = ("date", "since", "until")
Dates = list[tuple[int, ResolvedDate]]


@once
def asides(tokens: Sequence[Token]) -> list[tuple[int, int]]:
    """Participial and relative clauses behind a comma: what they say is of the noun before them."""
    out: list[tuple[int, int]] = []
    for k in range(len(tokens) - 1):
        if tokens[k].text != "," or (out and k < out[-1][1]):
            continue
        found = relative_clause(tokens, k)
        if found is not None:
            out.append((found[0], _end_of(tokens, *found)))
    return out


def _end_of(tokens: Sequence[Token], first: int, last: int) -> int:
    """A relative clause ends at the comma behind which the main clause goes on with a verb of its own."""
    verbs = [k for k in range(first, last) if tensed(tokens[k])]
    for m in range(first + 2, last - 1):
        goes_on = (
            tokens[m].text == ","
            and (tokens[m + 1].pos in ("NOUN", "PROPN", "VERB", "PRON", "ADJ") or tokens[m + 1].norm == "не")
            and "VerbForm=Part" not in tokens[m + 1].feats
        )
        if goes_on and any(k < m for k in verbs) and any(k > m for k in verbs):
            return m
    return last


_KEPT = 64  # event nouns: many rules ask of one, and then of the next
_own: dict[int, tuple[GatheringNamed, SentenceMentions, int, tuple[int, int] | None]] = {}


def own_clause(scene: Scene, g: GatheringNamed) -> tuple[int, int] | None:
    """The participial or relative clause of an event noun: ", которая пройдет в Баку"; brackets between do not
    matter.
    """
    known = _own.get(id(g))
    if known is None or known[0] is not g or known[1] is not scene.row or known[2] != len(scene.row.places):  # a city may come to light
        if len(_own) >= _KEPT:
            _own.clear()
        known = _own[id(g)] = g, scene.row, len(scene.row.places), _own_clause(scene, g)
    return known[3]


def _own_clause(scene: Scene, g: GatheringNamed) -> tuple[int, int] | None:
    tokens, k = scene.tokens, g.last
    if k < len(tokens) and tokens[k].text == "(":
        k = next((j + 1 for j in range(k, min(k + 8, len(tokens))) if tokens[j].text == ")"), k)
    found = relative_clause(tokens, k)
    if (
        found is None
        and k + 3 < len(tokens)
        and tokens[k].norm in ("в", "на")
        and (p := next((p for p in scene.row.places if p.first == k + 1), None))
    ):
        found = relative_clause(tokens, p.last)
    found = found or _pronoun_clause(tokens, k, tokens[g.head]) or _behind_complement(scene, g) or english_clause(scene.row, k)
    return (found[0], _end_of(tokens, *found)) if found else None


def _pronoun_clause(tokens: Sequence[Token], k: int, head: Token) -> tuple[int, int] | None:
    """«поводом стала конференция: она открылась в Баку 4 мая и завершится 7 мая», «ради выставки, она шла в Баку»."""
    if k + 2 >= len(tokens) or tokens[k].text not in (":", ",", "–", "—") or tokens[k + 1].lemma not in ("он", "она", "оно"):
        return None
    pronoun = tokens[k + 1]
    if tokens[k].text != ":" and tokens[k + 2].lemma not in _RUNS:
        return None
    agrees = pronoun.case == "Nom" and (pronoun.number, pronoun.gender) == (head.number, head.gender)
    return (k + 1, next((j for j in range(k + 1, len(tokens)) if tokens[j].text in (";", ":")), len(tokens))) if agrees else None


def _behind_complement(scene: Scene, g: GatheringNamed) -> tuple[int, int] | None:
    """«визит министра в Баку, который намечен на май»: the pronoun agrees with the event, and what it says is of one."""
    tokens = scene.tokens
    head = tokens[g.head]
    for k in range(g.last, min(g.last + 30, len(tokens) - 2)):
        if tensed(tokens[k]) or any(o is not g and o.head == k for o in scene.row.gatherings) or tokens[k].text in ";:":
            return None
        pronoun = tokens[k + 1]
        if tokens[k].text == "," and _agreeing_participle(scene, k + 1, head):
            return relative_clause(tokens, k)
        if tokens[k].text != "," or pronoun.lemma not in ("который", "якi", "які"):
            continue
        agrees = not pronoun.number or (pronoun.number == head.number and (pronoun.number == "Plur" or pronoun.gender == head.gender))
        acts = triggers_in(scene.row, k + 2, k + 6, "hold", "plan")
        return relative_clause(tokens, k) if agrees and acts else None
    return None


def _agreeing_participle(scene: Scene, k: int, head: Token) -> bool:
    """«в ходе визита министра в Баку, начавшегося вчера»: case, number and gender are those of the event noun."""
    word = scene.tokens[k]
    # «переговоров, состоявшихся»: genitive and locative plural look alike, as do all oblique cases of a feminine singular
    alike = {word.case, head.case} == {"Gen", "Loc"} if word.number == "Plur" else word.norm.endswith(("ейся", "ей", "ой")) and "Nom" not in (word.case, head.case)
    alike = alike or {word.case, head.case} == {"Nom", "Acc"}
    same = (word.case == head.case or alike) and word.number == head.number and (word.number == "Plur" or word.gender == head.gender)
    return same and "VerbForm=Part" in word.feats and bool(triggers_in(scene.row, k, k + 1, "hold", "plan"))


def when(scene: Scene, g: GatheringNamed, draft: Draft) -> None:
    """Set the period (and the closing day) of an event noun's draft."""
    dates = dates_of(scene.story, scene.i, _TELLING)
    own = own_clause(scene, g)
    if own is None and eve_of(scene, g):
        return
    if (moved := moved_to(scene, g)) is not None:
        draft.set_period(moved.period, scene.i, "put-off-to")
        return
    if not quoted(scene, g.head):
        dates = [(k, d) for k, d in dates if not quoted(scene, k)]  # "«Сегодня у нас есть ответ», – сказал он об итогах визита"
    dates, before = _in_front(scene, g, dates)
    if before:
        take(scene, draft, _pair(before))
        return
    mine = [(k, d) for k, d in dates if own and own[0] <= k < own[1] and scene.tokens[own[0]].lemma not in _FOUNDED]
    if not mine and g.last < len(scene.tokens) and scene.tokens[g.last].text == "(":
        end = next((k for k in range(g.last, len(scene.tokens)) if scene.tokens[k].text == ")"), g.last)
        mine = [(k, d) for k, d in dates if g.last < k <= end]  # "(г. Минск, 15–18 мая 2018 г.)"
    apart = governed(scene, g) and not left_after(scene, g)
    if not mine and not apart:
        mine = _of_clause(scene, g, draft, dates)
    elif own and not apart and len(mine) == 1:
        # "сегодня закрывается конгресс, начавший работу 1 октября": the main clause has the other end
        mine += [
            (k, d)
            for k, d in dates
            if k < g.first and (_opened(scene, g) or ((v := _verb_of(scene, k)) is not None and v.lemma in _ENDS))
        ][:1]
    mine = mine if mine or apart else _of_sentence(scene, g, draft, dates) or _announced(scene, g, draft)
    if not mine:
        years = dates_of(scene.story, scene.i, ("name-year", "date"))
        of_another = any(t.norm in ("к", "ко", "да") for t in scene.tokens[g.head : g.last])  # "собрание к конференции 2027 года"
        mine = [(k, d) for k, d in years if g.first <= k < g.last + 1 and not of_another][:1]
    if (day_of(scene, g) == "last" or left_after(scene, g)) and len(mine) == 1 and (day := mine[0][1].period) and day.end is None:
        draft.closes = draft.closes or (day.start, scene.i)
    else:
        take(scene, draft, mine)
    closing_beside(scene, g, draft, mine)


def _announced(scene: Scene, g: GatheringNamed, draft: Draft) -> Dates:
    """«14 мая: в Осло прошёл форум»; of a gathering that is told of in the clause before the colon it is no date."""
    first, _ = clause(scene.tokens, g.head)
    chronicle = first <= _HEADED and not any(tensed(t) for t in scene.tokens[:first])
    if draft.container and not chronicle and announced_from(scene, g, first) == first:
        return []
    return before_colon(scene.story, scene.i, scene.tokens, first)


def _of_sentence(scene: Scene, g: GatheringNamed, draft: Draft, dates: Dates) -> Dates:
    """«Три дня, с 3 по 5 мая, город спорил о связи: здесь проходил форум»: the only days told, and the only gathering."""
    lasting = [(k, d) for k, d in dates if d.period is not None and d.period.end is not None and d.period.start.day]
    others = any(o is not g for o in scene.row.gatherings)
    fits = draft.container and draft.proper and not draft.inner and not others and len(lasting) == len(dates) == 1
    return lasting if fits and triggers_in(scene.row, *clause(scene.tokens, g.head), "hold") else []


def quoted(scene: Scene, at: int) -> bool:
    """Token `at` stands within «…»."""
    before = [t.text for t in scene.tokens[:at]]
    return before.count("«") > before.count("»") and any(t.text == "»" for t in scene.tokens[at:]) and before[:1] == ["«"]


def _in_front(scene: Scene, g: GatheringNamed, dates: Dates) -> tuple[Dates, Dates]:
    """«после состоявшихся в этот день переговоров»: the day between participle and noun is of that noun and no other."""
    held = {o.head: beginning(scene, o) for o in scene.row.gatherings}
    own = [(k, d) for k, d in dates if held[g.head] <= k < g.first or g.first <= k < g.head]  # "ноябрьского визита"
    own = own or [(k, d) for k, d in dates if k == g.head + 1 < g.last and d.period is not None and d.period.start.day and not d.mention.named]  # "с визитом | 1-4 июня"
    of_others = [k for k, _ in dates if any(held[o.head] < k < o.first for o in scene.row.gatherings if o is not g)]
    return [(k, d) for k, d in dates if k not in of_others], own


def _opened(scene: Scene, g: GatheringNamed) -> bool:
    """«18 апреля он побывал на церемонии открытия форума, который проходит по 21 апреля»."""
    return any(t.lemma in ("открытие", "адкрыццё", "адкрыцце", "opening") for t in scene.tokens[max(0, g.first - 2) : g.first])


def take(scene: Scene, draft: Draft, dates: Dates) -> None:
    """Give a draft its dates: an opening day is a start, a closing day an end, "до 19 августа" an end."""
    for k, d in dates:
        verb = _verb_of(scene, k)
        if d.period is None:
            continue
        if d.kind == "until" or (
            d.period.end is None and verb is not None and verb.lemma in CLOSES and d.period.start.day
        ):
            draft.closes = draft.closes or (d.period.start, scene.i)
        elif draft.period is None:
            draft.set_period(_with_year(scene, d.period), scene.i)
            draft.background = draft.background or (d.mention.background and bool(draft.people))


def _with_year(scene: Scene, period: Period) -> Period:
    """«подписан 27 июля 2023 года на полях саммита (27–28 июля)»: the only year that the sentence tells of a day within."""
    if period.start.year is not None or period.start.day is None or (period.end is not None and period.end.year is not None):
        return period
    years = {d.period.start.year for d in scene.story.dates[scene.i] if d.period is not None and d.period.start.year and d.period.start.day}
    for year in years if len(years) == 1 else ():
        end = PartialDate(year, period.end.month, period.end.day) if period.end is not None else None
        dated = Period(PartialDate(year, period.start.month, period.start.day), end)
        if any(d.period is not None and d.period.start.year and covers(dated, d.period.start) for d in scene.story.dates[scene.i]):
            return dated
    return period


def _verb_of(scene: Scene, at: int) -> Trigger | None:
    """The verb of holding nearest to a date, in its own aside or clause."""
    aside = next((a for a in asides(scene.tokens) if a[0] <= at < a[1]), None)
    first, last = aside or clause(scene.tokens, min(at, len(scene.tokens) - 1))
    inside = [t for t in triggers_in(scene.row, first, last, "hold") if aside or not _in_aside(scene, t.first)]
    apart = {t.first: any(x.text == "," for x in scene.tokens[min(at, t.first) : max(at, t.first)]) for t in inside}  # "opened on 4 May, ended today"
    return min(inside, key=lambda t: (apart[t.first], abs(t.first - at)), default=None)


def _in_aside(scene: Scene, k: int) -> bool:
    return any(a[0] <= k < a[1] for a in asides(scene.tokens))


def _of_clause(scene: Scene, g: GatheringNamed, draft: Draft, dates: Dates) -> Dates:
    """Dates of the clause that the noun stands in, as far as they can be its own."""
    tokens = scene.tokens
    first, last = clause(tokens, g.head)
    aside = next((a for a in asides(tokens) if a[0] <= g.head < a[1]), None)
    if aside:
        first, last = max(first, aside[0]), min(last, aside[1])
    usable = [(k, d) for k, d in dates if first <= k < last and (aside or not _in_aside(scene, k))]
    if not usable:
        return []
    others = [
        o
        for o in scene.row.gatherings
        if o is not g and not o.plural and first <= o.head < last and not _apposed(scene, g, o)
    ]
    if draft.inner and any(
        (c := own_clause(scene, o)) is not None and c[0] <= g.head < c[1] for o in scene.row.gatherings if o is not g
    ):
        return []  # "саммит, прошедший в рамках конгресса 3–4 октября"
    behind = [(k, d) for k, d in usable if k >= g.last and not any(g.last <= o.first < k for o in others)]
    ahead = [(k, d) for k, d in usable if k < g.first and not parted(scene, k, g, first)]
    near_behind = bool(behind) and behind[0][0] - g.last <= (6 if others else 4)
    if draft.inner and draft.container and others:
        month = [(k, d) for k, d in ahead[-1:] if draft.proper and g.first - k <= 2 and d.period is not None and d.period.end is None and not d.period.start.day]
        return behind[:1] if near_behind else month  # "в сентябре на конгрессе «Мост» прошли переговоры": the month of both
    if near_behind and not (ahead and ahead[-1][1].period == behind[0][1].period):
        chosen = behind
    elif others and ahead and any(ahead[-1][0] < o.first < g.first for o in others) and not _listed(scene, g, others):
        chosen = ahead if not draft.inner else []
    else:
        chosen = ahead[-1:] or behind
    return _pair(chosen)


def _apposed(scene: Scene, g: GatheringNamed, other: GatheringNamed) -> bool:
    """«на форуме "Путь", ежегодной конференции связистов»: the same event again."""
    between = [t.text for t in scene.tokens[g.last : other.first]]
    return other.first >= g.last and "," in between and len(between) < 6 and not other.proper and g.proper


def parted(scene: Scene, k: int, g: GatheringNamed, first: int) -> bool:
    """«обсудили проведение в мае Дней науки, а также участие в форуме»: another member of a list stands between."""
    if k >= g.first or k - first <= 2:
        return False
    between = scene.tokens[k : g.first]
    return (
        any(a.text == "," and b.norm in ("а", "и", "также", "но") for a, b in itertools.pairwise(between))
        and not scene.row.persons
    )


def _listed(scene: Scene, g: GatheringNamed, others: Sequence[GatheringNamed]) -> bool:
    """«прошли форум, а также выставка»: one date in front is of all."""
    return any(
        o.last <= g.first
        and all(t.norm in (",", "и", "а", "также", "і") or not t.is_word for t in scene.tokens[o.last : g.first])
        for o in others
    )


def _pair(dates: Dates) -> Dates:
    """One date; or the opening and the closing day told together."""
    kinds = [d.kind for _, d in dates]
    return dates[:2] if "until" in kinds[:2] else dates[:1]


def nearest(scene: Scene, at: int) -> ResolvedDate | None:
    """The date of a verb's clause that stands nearest to it."""
    first, last = clause(scene.tokens, at)
    inside = [
        (k, d)
        for k, d in dates_of(scene.story, scene.i, ("date", "since"))
        if first <= k < last and (not _in_aside(scene, k) or _in_aside(scene, at)) and not of_paper(scene, k)
    ]
    inside = inside or before_colon(scene.story, scene.i, scene.tokens, first)
    day = any(d.period is not None and d.period.start.day for _, d in inside)  # "14 мая сверили планы на лето"
    inside = [(k, d) for k, d in inside if not day or (d.period is not None and d.period.start.day)]
    return min(inside, key=lambda x: abs(x[0] - at))[1] if inside else None


def of_paper(scene: Scene, k: int) -> bool:
    """«рассмотрели выполнение соглашения от 3 мая»: the date at token k is that of the paper."""
    return k > 0 and scene.tokens[k - 1].norm in _SINCE


def day_or_month(period: Period) -> Period | None:
    """What is known of something within a period: its only day, else the month or year that all its days share."""
    if period.end is None:
        return period
    a, b = period.start, period.end
    if a.month == b.month and a.year == b.year and a.month:
        return Period(PartialDate(a.year, a.month))
    return Period(PartialDate(a.year)) if a.year and a.year == b.year else None


def shifted(day: PartialDate, days: int) -> PartialDate:
    """A day some days on; the year stays unknown if it is (a leap year then decides nothing: months do not meet in
    February's end).
    """
    moved = dt.date(day.year or 2001, day.month or 1, day.day or 1) + dt.timedelta(days=days)
    return PartialDate(moved.year if day.year else None, moved.month, moved.day)
