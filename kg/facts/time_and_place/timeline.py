"""The day that the story has come to: what a sentence without a date of its own tells of was on the day told before.

«12 мая министр прибыл в Баку. Его принял премьер-министр. Стороны подписали протокол.»: all of 12 May. A look back and a
plan neither set the day nor take it; an event of several days, or several days in one sentence, leave it open.
"""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from itertools import pairwise

from kg.facts.periods import covers, long_past
from kg.facts.sentences.clauses import clause, of_report, token_at, triggers_in, words_of_clause
from kg.facts.story.drafts import Draft
from kg.facts.story.so_far import Story
from kg.facts.time_and_place.back import looks_back
from kg.facts.time_and_place.nth_day import DAY, ORDER, REACH, named_day
from kg.facts.time_and_place.when import shifted
from kg.mentions.date_model import ResolvedDate
from kg.mentions.model import SentenceMentions
from kg.text.document import Token, lemmas
from kg.values import PartialDate, Period

Told = tuple[Period, int]  # a day, and the sentence that gives it

_HOURS = frozenset("утром вечером днем обеда обед половине раніцай увечары morning afternoon evening".split())
_REPORTS = frozenset("передавать передать перадаваць перадаць перадае сообщать сообщить паведамляць паведаміць".split())  # "перадае" is tagged as to come
_HEAD = 4  # sentences in which a date with a city is the line of the agency
_DAY_WORDS = 5


def days_told(story: Story, drafts: Sequence[Draft]) -> list[Told | None]:
    """For each sentence the day on which it plays, where the text has told one and only one."""
    if story.days is not None:
        return story.days
    out: list[Told | None] = []
    current: Told | None = None
    unopened = True  # no sentence so far has told a time of its own
    now = story.now
    if now is not None and now == story.document.release.published and (numbered := day_of_news(story)) is not None:
        current = Period(now), numbered[1]
    for i, row in enumerate(story.rows):
        if row.sentence.title and story.document.release.has_headline and not i:
            current = _of_headline(story) or current
            out.append(None)
            continue
        kinds = ("date", "since", "dateline") if i > _HEAD or _own_line(story, i) or _line_of_the_day(story, i) else ("date", "since")  # "Нови-Сад, 3 июня", a heading further down
        told = [d for d in story.dates[i] if d.kind in kinds and d.period is not None and not of_report(row, token_at(row, d.mention.span.start))]
        news = [d for d in told if not d.mention.background and not long_past(d.period, now) and _has_happened(story, i, d)]
        days = {d.period for d in news}
        if len(days) > 1 and now is not None and now.day and (today := [d for d in news if d.period == Period(now) and d.mention.relative is not None]):
            news, days = today, {Period(now)}  # "Вчера форум открыл А, а сегодня прошли двусторонние встречи"
        nth = None if told else day_of_event(story, drafts, i, 0, len(row.tokens))
        if nth is not None and now is not None and now.day and now.year and nth[0].year and nth[0].lexical > now.lexical:
            nth = None  # "Последний день отдали образованию", and the fair told of before goes on
        later = _days_later(story, i)
        if not told and now is not None and now.day and (_this_day(row.tokens) or (unopened and _at_an_hour(story, i))):
            current = Period(now), i
        unopened = unopened and not story.dates[i]
        if later is not None and current is not None and current[0].start.day:
            moved = shifted(current[0].start, later)
            current = (Period(moved), i) if not _ahead(story, moved) else current
        elif nth is not None and current is not None and current[0] == Period(nth[0]):
            pass  # "4 июня, Ташкент", a line by itself, and then "Второй день начался в технопарке"
        elif nth is not None and nth[1].period_at is not None:
            beside = nth[1].period_at >= i - 1 and story.rows[nth[1].period_at].sentence.paragraph == row.sentence.paragraph
            current = Period(nth[0]), nth[1].period_at if beside else i
        elif not told and unknown_day(story, drafts, i):
            current = None
        elif len(days) == 1 and (day := news[0].period) is not None:
            if day.end is None and day.start.day:
                current = day, i
            elif day.end is not None and not (current is not None and covers(day, current[0].start)):
                current = None  # one of several days
        elif len(days) > 1:
            current = None
        back = looks_back(row.tokens) or (bool(told) and not news)
        out.append(None if back else current)
    story.days = out
    return out


def _of_headline(story: Story) -> Told | None:
    """«Встреча А с послом 14 мая»: the headline's day is that of the text below, where that tells of no day itself."""
    days = [d for d in story.dates[0] if d.kind == "date" and d.period is not None and d.period.start.day]
    day = days[0].period if len(days) == 1 and days[0].period is not None and days[0].period.end is None else None
    return (day, 0) if day is not None and not long_past(day, story.now) and _has_happened(story, 0, days[0]) else None


def _own_line(story: Story, i: int) -> bool:
    """«Амман, 9 сентября – Посол А был принят …»: no agency stands behind the date, and the day is that of what is told in the same sentence."""
    row = story.rows[i]
    line = next((d for d in story.dates[i] if d.kind == "dateline"), None)
    if line is None or any(d.kind in ("date", "since") for d in story.dates[i]):
        return False
    behind = row.tokens[token_at(row, line.mention.span.end) :]
    return not any(t.text in ("/", "(") for t in behind[:3]) and any("Tense=" in t.feats for t in behind)


def _line_of_the_day(story: Story, i: int) -> bool:
    """«Баку, 14 мая. Министр А встретился с Б», put on the page on the 15th: no agency's line, and the day is that of what is told."""
    published = story.document.release.published
    line = next((d.period for d in story.dates[i] if d.kind == "dateline"), None)
    if line is None or line.end is not None or not line.start.day or published is None or not published.day or line.start.year is None:
        return False
    tokens = story.rows[i].tokens
    alone = len(tokens) <= _DAY_WORDS + 3 and not any(t.text in ("/", "(") for t in tokens) and not (i + 1 < len(story.rows) and story.rows[i + 1].tokens[:1] and story.rows[i + 1].tokens[0].text in ("/", "("))
    return alone and line.start.lexical < published.lexical


def day_at(story: Story, drafts: Sequence[Draft], i: int, *, anew: bool = False) -> Told | None:
    """The day of sentence i, unless it can be any day of a visit or forum that goes on; `anew`: which it names anew («в кулуарах форума»)."""
    day = days_told(story, drafts)[i]
    here = story.rows[i].sentence.paragraph
    if day is None or day[1] >= i - 1 or story.rows[day[1]].sentence.paragraph == here or is_heading(story, day[1]) or any(t.norm in _HOURS for t in story.rows[i].tokens[:6]):
        return day
    if not anew and (opens := story.rows[day[1]].tokens) and named_day(opens, 0, len(opens)) is not None:
        return day  # "Во второй день форума …": it goes on till another is told
    if any(g.plural and g.kind in ("meeting", "talks") for g in story.rows[day[1]].gatherings) or (day[0].start == story.now and day_of_news(story) is not None):
        return day  # "Сегодня министр провел ряд встреч", and then one after another
    told = [d for d in drafts if d.seen and min(d.seen) <= i]
    lasting = any(d.period is not None and d.period.end is not None and covers(d.period, day[0].start) for d in told)
    return None if lasting else day


def _ahead(story: Story, day: PartialDate) -> bool:
    """Behind the day of the publication: not yet."""
    published = story.document.release.published
    return published is not None and bool(published.day) and day.year is not None and day.lexical > published.lexical


def _this_day(tokens: Sequence[Token]) -> bool:
    """«Сегодняшний день организаторы отвели встречам»."""
    return any(a.lemma in ("сегодняшний", "сённяшні") and b.lemma in DAY for a, b in pairwise(tokens[:6]))


_AT_HOURS = frozenset("утром вечером днем полдень полудня обеда утра ночью вечеру раніцай увечары ўвечары апоўдні morning afternoon evening noon".split())


def _at_an_hour(story: Story, i: int) -> bool:
    """«Утром министр принял посла», the first time that a text tells: of the day of the news."""
    tokens = story.rows[i].tokens
    told = any(t.tense == "past" and t.act in ("hold", "meet", "sign", "visit") for t in story.rows[i].triggers) or any("Tense=Past" in t.feats and t.pos == "VERB" for t in tokens)
    return told and any(t.norm in _AT_HOURS for t in tokens[:3]) and not looks_back(tokens)


def _days_later(story: Story, i: int) -> int | None:
    """«Назавтра», «днем позже» that no date in words explains: so many days after the day to which the story had come."""
    for d in story.dates[i]:
        relative = d.mention.relative
        if d.period is None and relative is not None and relative.base == "told" and relative.unit == "day":
            return relative.shift
    return None


def only_a_day(story: Story, i: int) -> bool:
    """«6 июня.», «День второй, 7 июня», in front of what was then: a sentence that is a day and nothing else."""
    row = story.rows[i]
    words = [t for t in row.tokens if t.is_word or t.text.isdecimal()]
    named = [d for d in story.dates[i] if d.period is not None and d.period.start.day]
    opens = not i or story.rows[i - 1].sentence.paragraph != row.sentence.paragraph  # not "Москва. 11 марта. Вчера …"
    plain = opens and bool(named) and len(words) <= _DAY_WORDS and not any("Tense=" in t.feats or "VerbForm=Inf" in t.feats for t in words)
    return plain and (not row.places or _of_chronicle(story, i))


def _of_chronicle(story: Story, i: int) -> bool:
    """«3 апреля, Осло. …», «8 апреля, Рига. …», day before city and one below the other; a single «11 марта, Рига» may be a dateline."""
    def begins(j: int) -> bool:
        row, days = story.rows[j], story.dates[j]
        short = len(row.tokens) <= _DAY_WORDS + 3 and len(row.places) == 1 and len(days) == 1 and days[0].period is not None and bool(days[0].period.start.day)
        return short and days[0].mention.span.end < row.places[0].span.start and (not j or story.rows[j - 1].sentence.paragraph != row.sentence.paragraph)

    return begins(i) and any(j != i and begins(j) for j in range(len(story.rows)))


def day_in_front(story: Story, i: int) -> ResolvedDate | None:
    """«10 мая. Визит начался с переговоров. Затем А встретился с Б»: the day with which the paragraph of sentence i begins; None behind another date."""
    here = story.rows[i].sentence.paragraph
    for j in range(i - 1, -1, -1):
        if story.rows[j].sentence.paragraph != here:
            return None
        if only_a_day(story, j):
            return next((d for d in story.dates[j] if d.period is not None), None)
        if any(d.kind in ("date", "since") for d in story.dates[j]):
            return None
    return None


def is_heading(story: Story, i: int) -> bool:
    """«Вторник, 3 июня. Нови-Сад», a line by itself: what is told below it was on that day."""
    if only_a_day(story, i):
        return True
    paragraph = story.rows[i].sentence.paragraph
    line = [row for row in story.rows[max(0, i - 2) : i + 3] if row.sentence.paragraph == paragraph]
    words = [t for row in line for t in row.tokens if t.is_word or t.text.isdecimal()]
    return len(words) <= 8 and not any("Tense=" in t.feats for t in words)


def _has_happened(story: Story, i: int, d: ResolvedDate) -> bool:
    """The verb of the date's clause tells of what was, and the day is not behind the publication."""
    published = story.document.release.published
    start = d.period.start if d.period else None
    if published is not None and published.day and start is not None and start.day and start.year and start.lexical > published.lexical:
        return False
    row = story.rows[i]
    k = token_at(row, d.mention.span.start)
    first, last = clause(row.tokens, min(k, len(row.tokens) - 1))
    words = words_of_clause(row.tokens, min(k, len(row.tokens) - 1))
    if any(t.act == "plan" and row.tokens[t.first] in words for t in row.triggers) or _nowadays(row, d, first, last):
        return False
    return d.mention.tense != "future" and not any("Tense=Fut" in t.feats and t.lemma not in _REPORTS for t in words)


def _nowadays(row: SentenceMentions, d: ResolvedDate, first: int, last: int) -> bool:
    """«через портал сегодня выдают справки»: what goes on these days, and not on this one."""
    relative = d.mention.relative
    today = relative is not None and (relative.base, relative.unit, relative.shift) == ("now", "day", 0) and d.mention.period is None
    told = any("Tense=Past" in t.feats or "Variant=Short" in t.feats for t in row.tokens[first:last])
    return today and not told and any("Tense=Pres" in t.feats for t in row.tokens[first:last]) and not triggers_in(row, first, last, "hold", "meet", "sign", "visit") and not row.gatherings


def day_of_event(story: Story, drafts: Sequence[Draft], i: int, first: int, last: int) -> tuple[PartialDate, Draft] | None:
    """«в заключительный день визита», «в день открытия форума», "on the opening day": that day of the event that lasts."""
    tokens = story.rows[i].tokens
    found = named_day(tokens, first, last)
    if found is None:
        return None
    nth, called, gathering = found
    return _day([d for d in drafts if d.container] if gathering else drafts, i, nth, called)


def unknown_day(story: Story, drafts: Sequence[Draft], i: int) -> bool:
    """«В день закрытия», «в последний день визита» of what no day is known: not the day told before."""
    tokens = story.rows[i].tokens
    if lemmas(tokens).isdisjoint(DAY) or tokens[0].norm not in ("в", "во", "на", "у", "ў", "on"):
        return False
    return named_day(tokens, 0, min(len(tokens), REACH)) is not None and day_of_event(story, drafts, i, 0, len(tokens)) is None


def _day(drafts: Sequence[Draft], i: int, nth: int, named: AbstractSet[str]) -> tuple[PartialDate, Draft] | None:
    """The nth day of the event that the words name, else of the lasting one told last; None behind its end."""
    lasting = [d for d in drafts if d.period is not None and d.period.end is not None and d.period.start.day and not d.planned]
    same = [d for d in lasting if d.head in named or d.core & named or (d.kind == "visit" and {"визит", "visit", "візіт"} & named)]
    told = [d for d in (same or lasting) if d.seen and min(d.seen) <= i] or same
    event = max(told, key=lambda d: max((s for s in d.seen if s <= i), default=-1), default=None)
    if event is not None and event.period is not None and event.period.end is not None:
        day = shifted(event.period.end, nth + 1) if nth < 0 else shifted(event.period.start, nth)
        return (day, event) if event.period.start.lexical <= day.lexical <= event.period.end.lexical else None
    begun = [d for d in drafts if d.period is not None and d.period.end is None and d.period.start.day and not d.planned and d.seen and min(d.seen) <= i and (d.container or d.group == "visit")]
    if event is None and nth >= 0 and len(begun) == 1 and begun[0].period is not None:
        return shifted(begun[0].period.start, nth), begun[0]  # "on the day of arrival", "on the third day" of a visit whose end is not told
    return None


def day_of_news(story: Story) -> tuple[PartialDate, int] | None:
    """«Первый день форума», the headline, «Второй день работает форум» of today: the day on which it began, and the sentence."""
    now = story.document.release.published
    if now is None or not now.day or now.year is None:
        return None
    for i, row in enumerate(story.rows[:_HEAD]):
        for k, t in enumerate(row.tokens) if not lemmas(row.tokens).isdisjoint(DAY) else ():
            if t.lemma not in DAY:
                continue
            before = row.tokens[k - 1] if k else None
            nth = ORDER.get(before.lemma) if before is not None else None
            if nth is None and k + 1 < len(row.tokens) and (row.sentence.title or is_heading(story, i)):
                nth = ORDER.get(row.tokens[k + 1].lemma)
            leads = row.tokens[k - 2].norm if k > 1 and before is not None and before.lemma in ORDER else ""
            if nth is not None and nth >= 0 and leads not in ("в", "во", "на", "за", "у", "ў", "on", "the", "in") and t.case in ("Nom", "Acc", ""):
                return shifted(now, -nth), i
    return None
