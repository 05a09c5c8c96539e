"""How long an event lasts: its closing day, and the length that a word tells ("трехдневный", "рассчитан на три дня")."""

from __future__ import annotations

from collections.abc import Sequence

from kg.facts.story.drafts import Draft
from kg.facts.story.kinds import GROUPS
from kg.facts.story.so_far import Story
from kg.facts.time_and_place.ends import CLOSES, tensed
from kg.facts.time_and_place.when import shifted
from kg.mentions.model import SentenceMentions
from kg.text.document import Token, once
from kg.values import PartialDate, Period

_DAYS = {"двухдневн": 2, "трехдневн": 3, "четырехдневн": 4, "пятидневн": 5, "two-day": 2, "three-day": 3, "four-day": 4, "five-day": 5}
_IN_DAYS = tuple(_DAYS)
_STAYED = frozenset("находиться пробыть провести гостить знаходзіцца stay spend".split())
_NUMBERS = {
    "два": 2, "три": 3, "четыре": 4, "пять": 5, "тры": 3, "чатыры": 4, "пяць": 5, "two": 2, "three": 3, "four": 4, "five": 5,
}  # fmt: skip
_IT = frozenset("он она оно мероприятие событие работа программа ён яна яно мерапрыемства it event".split())
_DURING = frozenset("в на течение протяжение за все весь целый эти этот ход продолжение у ўсе цягам на працягу the for over during all these".split())
_AFTER = (["после"], ["пасля"], ["after"])  # "closed after three days of debate"
_FOR_DAYS = frozenset("продлиться продолжаться рассчитать рассчитанный продлиться продолжаться длиться продолжиться проходить пройти идти работать занять доўжыцца праходзіць ісці run last take".split())


def close(d: Draft) -> None:
    """The closing day ends it; of a meeting that is not said to have lasted longer it is the day."""
    if d.closes is None:
        return
    day, at = d.closes
    if d.period is None:
        if d.group in ("meet", "session", "opening"):
            d.set_period(Period(day), at, "closing-day")
            d.closes = None
    elif (
        d.period.end is None
        and d.period.start != day
        and len(d.period.start.lexical) == len(day.lexical)
        and d.period.start.lexical < day.lexical
    ):
        d.period = Period(d.period.start, day)
    if d.period is not None and d.period.start.day:
        d.closes = None


def lasting(story: Story, d: Draft) -> None:
    """«Вчера завершился трехдневный форум»: the length that the text tells gives the other end."""
    if not (d.container or d.group == "visit"):
        return
    before = _told_as_it(story, d)
    days = next((n for i in (*d.seen, *before) if (n := _days_of(story.rows[i], d))), None)
    if before and d.closes is None and d.period is not None and d.period.end is None and (last := _closing_of(story, before[0])) is not None and last.lexical > d.period.start.lexical:
        d.period = Period(d.period.start, last)
    if days is None:
        days = _days_behind(story, d)
    if days is None:
        return
    last = d.closes[0] if d.closes else None
    first = d.period.start if d.period is not None and d.period.end is None else None
    if d.period is None and last is not None and last.day and d.closes is not None:
        d.set_period(Period(shifted(last, 1 - days), last), d.closes[1], "closing-day")
        d.closes = None
    elif first is not None and first.day and d.period_rule == "closing-day":
        d.period = Period(shifted(first, 1 - days), first)
    elif first is not None and first.day:
        d.period = Period(first, shifted(first, days - 1))


def _days_behind(story: Story, d: Draft) -> int | None:
    """«В Баку завершился форум. Два дня участники обсуждали …», «На протяжении трех дней …»: the sentence behind the one that tells of it begins with its length."""
    for i in d.seen:
        row = story.rows[i + 1] if i + 1 < len(story.rows) else None
        if row is None or row.sentence.item or any(GROUPS[g.kind] != GROUPS[d.kind] for g in row.gatherings):
            continue
        told = _days_told(row.tokens)
        if told is not None and any(t.lemma in _IT and t.case in ("Nom", "") for t in row.tokens[:4]):
            return told[0]  # "Мероприятие продлится три дня"
        words = [t.lemma for t in row.tokens[:5]]
        k = next((n for n, w in enumerate(words[:4]) if w in _NUMBERS), None)
        if k is None or words[k + 1 : k + 2] not in (["день"], ["дзень"], ["day"]) or any(w not in _DURING for w in words[:k]):
            continue
        verb = next((t for t in row.tokens if tensed(t)), None)
        if verb is not None and "Tense=Fut" not in verb.feats and not any(w in ("спустя", "назад", "после", "later", "ago", "after") for w in words):
            return _NUMBERS[words[k]]
    return None


def _told_as_it(story: Story, d: Draft) -> list[int]:
    """«Двухдневная работа комитета завершилась вчера. Это было 31-е заседание»: the sentence before tells of it too."""
    i = min(d.seen, default=0)
    words = [t.lemma for t in story.rows[i].tokens[:2]]
    return [i - 1] if i and words in (["это", "быть"], ["это", "стать"], ["гэта", "быць"], ["гэта", "стаць"], ["it", "be"], ["it", "быть"]) else []


def _closing_of(story: Story, i: int) -> PartialDate | None:
    closed = any(t.lemma in CLOSES and t.tense == "past" for t in story.rows[i].triggers)
    days = [d.period.start for d in story.dates[i] if d.kind == "date" and d.period is not None and d.period.end is None and d.period.start.day]
    return days[0] if closed and len(days) == 1 else None


def _days_of(row: SentenceMentions, d: Draft) -> int | None:
    """The length that a sentence tells, unless it is that of another kind of event: "on a two-day visit, he attended the forum"."""
    found = _days_told(row.tokens)
    if found is None:
        return None
    days, k = found
    named = next((g for g in row.gatherings if k <= g.head <= k + 4), None)
    other = named is not None and GROUPS[named.kind] != GROUPS[d.kind] and any(GROUPS[g.kind] == GROUPS[d.kind] for g in row.gatherings)
    return None if other else days


@once
def _days_told(tokens: Sequence[Token]) -> tuple[int, int] | None:
    """«трехдневный», "three-day", «рассчитанный на три дня»: how many days, and the word's index."""
    for k, t in enumerate(tokens):
        told = next(n for w, n in _DAYS.items() if t.lemma.startswith(w)) if t.lemma.startswith(_IN_DAYS) else None
        if told is None and t.lemma in _NUMBERS:
            behind = [u.lemma for u in tokens[k + 1 : k + 3]]
            before = [u.lemma for u in tokens[max(0, k - 2) : k]]
            stay = _STAYED.intersection(u.lemma for u in tokens[max(0, k - 3) : k + 5])
            counted = behind[:1] in (["день"], ["дзень"], ["day"]) or behind == ["-", "day"]
            within = before[-1:] in (["за"], ["in"]) and not any(u.norm in ("до", "да") for u in tokens[k + 2 : k + 3])  # "За три дня его посетили …"
            told = _NUMBERS[t.lemma] if counted and (behind[0] == "-" or (k == 0 and behind[1:] and behind[1] in _FOR_DAYS) or within or stay or _FOR_DAYS.intersection(before) or before[-1:] in _AFTER) else None
        if told:
            return told, k
    return None
