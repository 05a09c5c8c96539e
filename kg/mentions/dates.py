"""Dates in the text of a sentence, as printed: `find_dates`. What they come to is `kg.mentions.date_resolve`.

A grammar of our own for Russian, Belarusian and English: no date library reads ranges, "т.г.", seasons or
months without a year without inventing what the text does not say.
"""

from __future__ import annotations

import re
from typing import Final, Literal

from kg.mentions.date_grammar import NAME_YEAR, SAME_YEAR, rules_for
from kg.mentions.date_model import DateMention, Grain, Kind, Relative, ResolvedDate
from kg.mentions.date_resolve import resolve
from kg.reference.calendar import calendar
from kg.values import PartialDate, Period, Span

__all__ = ["DateMention", "Relative", "ResolvedDate", "find_dates", "resolve"]

_CALENDAR: Final = calendar()
_NUMBERS: Final = {"два": 2, "две": 2, "три": 3, "четыре": 4, "two": 2, "three": 3, "four": 4}


def find_dates(text: str, language: str = "ru", offset: int = 0) -> list[DateMention]:
    """The dates named in `text`, a sentence, in its order and without overlaps; spans are moved by `offset`.

    One grammar serves the three languages, so that a quotation in another one is read too; `language` only
    turns the English forms off where they would be words of something else.
    """
    low = _fold(text)
    rules = rules_for(low)
    if not rules:
        return []
    taken = bytearray(len(text))
    found: list[DateMention] = []
    for match in NAME_YEAR.finditer(text):
        if match["before"] is None or _fold(match["before"]) not in _NO_NAME:
            year = "y" if match["y"] else "y2"
            _take(found, taken, _name_year(text, match.start(year), match.end(year), offset))
    english = language == "en" or any("a" <= c <= "z" for c in low)
    for rule, pattern in rules:
        if rule.startswith("english") and not english:
            continue
        for match in pattern.finditer(low):
            if not any(taken[match.start() : match.end()]):
                _take(found, taken, _mention(rule, match, text, low, offset), offset)
    found.sort(key=lambda m: m.span)
    return found


_NOT_NAMES: Final = {
    "q1",
    "q2",
    "q3",
    "q4",
    "in",
    "since",
    "by",
    "until",
    "from",
    "during",
    "of",
    "for",
    "the",
    "on",
    "at",
    "before",
    "after",
    "early",
    "late",
}
_NO_NAME: Final = frozenset(_CALENDAR.months) | _NOT_NAMES


def _fold(text: str) -> str:
    low = text.lower().replace("ё", "е")
    # a few capitals grow when made small (İ): offsets must stay
    return (
        low
        if len(low) == len(text)
        else "".join(c.lower() if len(c.lower()) == 1 else c for c in text).replace("ё", "е")
    )


def _take(found: list[DateMention], taken: bytearray, mention: DateMention | None, offset: int = 0) -> None:
    if mention is not None:
        found.append(mention)
        start, end = mention.span.start - offset, mention.span.end - offset
        taken[start:end] = b"\x01" * (end - start)


def _name_year(text: str, start: int, end: int, offset: int) -> DateMention:
    year = PartialDate(int(text[start:end]))
    return DateMention(Span(start + offset, end + offset), text[start:end], "name-year", "year", Period(year))


# ---- one mention -----------------------------------------------------------------------------------------------------


def _mention(rule: str, match: re.Match[str], text: str, low: str, offset: int) -> DateMention | None:
    """What a match says, or None if it is no date after all (31 июня, a month's name without a preposition)."""
    groups = {k: v for k, v in match.groupdict().items() if v is not None}
    try:
        made = _meaning(rule, groups)
    except ValueError:
        return None
    if made is None or not _stands(rule, groups, match, low):
        return None
    grain, period, relative = made
    start, end = _bounds(match, groups, low)
    yearless = relative is not None or period is None or period.start.year is None
    return DateMention(
        span=Span(start + offset, end + offset),
        phrase=text[start:end],
        kind="dateline"
        if grain == "day" and period and _is_dateline(text, start, end)
        else _kind(rule, groups, low, match.start(), start, end),
        grain=grain,
        period=period,
        relative=relative,
        tense=_tense(low, start, end) if yearless else "",
        background=_BACKGROUND.search(low[max(0, start - 160) : start]) is not None,
        season=_CALENDAR.seasons.get(groups.get("season", ""), ""),
    )


_ABBREVIATED: Final = re.compile(
    r"(?:гг?|т|с|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.$"
)  # the full stop belongs to the word


def _bounds(match: re.Match[str], groups: dict[str, str], low: str) -> tuple[int, int]:
    """The mention without its preposition and without the comma that follows."""
    start = match.start()
    if "prep" not in groups and "told" not in groups:
        start += len(_PREPOSITION.match(low[start : start + 4])[0])  # type: ignore[index]
    elif "prep" in groups and match.end("prep") < match.end():
        start = match.end("prep") + 1 if match.start("prep") == start else start
    end = match.end()
    while end > start + 1 and (
        low[end - 1] in " ," or (low[end - 1] == "." and not _ABBREVIATED.search(low[start:end]))
    ):
        end -= 1
    return start, end


_PREPOSITION: Final = re.compile(r"(?:(?:в|во|у|ў|on|in) )?")
Meaning = tuple[Grain, Period | None, Relative | None]


def _meaning(rule: str, g: dict[str, str]) -> Meaning | None:
    if "d" in g or "w" in g:
        return _days(rule, g)
    if "m" in g:
        return _months(g)
    if "ordinal" in g or "season" in g:
        return _season(g)
    if "y2" in g:
        first, last = int(g["y"]), int(g["y2"])
        return ("year", Period(PartialDate(first), PartialDate(last)), None) if first < last < first + 60 else None
    if "y" in g:
        return "year", Period(PartialDate(int(g["y"]))), None
    return _word(g)


def _days(rule: str, g: dict[str, str]) -> Meaning | None:
    relative = _relative_year(g.get("r2") or g.get("r"))
    year, year2 = _int(g.get("y")), _int(g.get("y2"))
    day = _CALENDAR.days[g["w"]] if "w" in g else int(g["d"])
    month = _month(g.get("m") or g["m2"])
    if "d2" not in g:
        return "day", Period(PartialDate(year, month, day)), relative
    month2, day2 = _month(g["m2"]), int(g["d2"])
    if year is None and year2 is not None:
        year = year2 - 1 if month > month2 else year2
    first, last = PartialDate(year, month, day), PartialDate(year2, month2, day2)
    if rule.endswith("days") and not day < day2:
        return None
    return "day", Period(first, last), relative


def _months(g: dict[str, str]) -> Meaning:
    relative = _relative_year(g.get("r2") or g.get("r"))
    month = _month(g["m"])
    if "m2" not in g:
        return "month", Period(PartialDate(_int(g.get("y")), month)), relative
    month2, year2 = _month(g["m2"]), _int(g.get("y2"))
    year = None if year2 is None else year2 - (month > month2)
    return "month", Period(PartialDate(year, month), PartialDate(year2, month2)), relative


def _season(g: dict[str, str]) -> Meaning:
    """Quarters and seasons are honest as their year: they have no name in XSD."""
    grain: Grain = "season" if "season" in g else "half" if "half" in g else "quarter"
    period = Period(PartialDate(int(g["y"]))) if "y" in g else None
    relative = _relative_year(g.get("r"))
    which = g.get("which", "")
    if relative is None and which.startswith(("прошл", "минувш", "мінул", "last")):
        relative = Relative("now", "year", -1)
    elif relative is None and which.startswith(("будущ", "следующ", "next")):
        relative = Relative("now", "year", 1)
    return grain, period, relative


def _word(g: dict[str, str]) -> Meaning | None:
    if "r" in g:
        return "year", None, _relative_year(g["r"])
    if "thisyear" in g:
        return "year", None, Relative("now", "year", 0)
    if "ago" in g:
        first = g["ago"].split()[0]
        return "year", None, Relative("now", "year", -(_NUMBERS.get(first) or (int(first) if first.isdigit() else 1)))
    if "monthword" in g:
        return "month", None, Relative("now", "month", _CALENDAR.month[g["monthword"]])
    if "weekword" in g:
        return "week", None, Relative("now", "week", 0)
    if "weekday" in g:
        return "day", None, Relative("now", "weekday", _CALENDAR.weekdays[g["weekday"]])
    if "told" in g:
        return "day", None, Relative("told", "day", _CALENDAR.told[g["told"]])
    return "day", None, Relative("now", "day", _CALENDAR.day[g["now"]])


def _relative_year(phrase: str | None) -> Relative | None:
    if phrase is None:
        return None
    if phrase in SAME_YEAR.split("|"):
        return Relative("told", "year", 0)
    return Relative("now", "year", 0 if phrase[1:2] == "." else _CALENDAR.years[phrase])


def _int(digits: str | None) -> int | None:
    return None if digits is None else int(digits)


def _month(word: str) -> int:
    return int(word) if word.isdigit() else _CALENDAR.months[word.removesuffix(".")]


# ---- what it is the date of ------------------------------------------------------------------------------------------

_DEADLINE: Final = re.compile(
    r"(?:^|[^\w])(?:не позднее|не позже|не пазней|до|к|ко|да|by|before|until|till|not later than|no later than)"
    r"(?: (?:конца|концу|начала|началу|середины|канца|(?:the )?(?:end|beginning|middle) of))? $"
)
_SINCE: Final = re.compile(r"(?:^|[^\w])(?:начиная с|с|со|з|са|ад|since|from|as of|starting) $")
_FOR: Final = re.compile(r"(?:^|[^\w])(?:на|for) $")
_LASTING: Final = re.compile(
    r"продл|продолж|остан|действ|работа|проход|пройдет|длит|діцца|доўжыц|extend|last|run|continu|remain|stay"
)
_ACT: Final = re.compile(
    r"\b(?:указ|постановлен|закон|приказ|распоряжен|решени|декрет|кодекс|пастанов|загад|рашэнн|дэкрэт|decree|resolution|law|order|act)\w{0,5}\b"
)
_ACCORD: Final = re.compile(
    r"\b(?:соглашени|меморандум|договор|протокол|контракт|заявлени|деклараци|agreement|memorandum|protocol|пагадненн|мемарандум)"
)
_BACKGROUND: Final = re.compile(
    r"\b(?:справочно|даведачна|напомн|ранее|предыдущ|прошлый раз|заключенн|подписанн|основан|создан|учрежден|was (?:founded|concluded|established)|"
    r"concluded|recall|previous|папярэдн|раней)"
)


_PLACE_BEFORE: Final = re.compile(r"[A-ZА-ЯЁІЎ][\w'’-]{1,30}(?:,? [A-ZА-ЯЁІЎ][\w'’-]{1,30}){0,4},? ")
_DATELINE_AFTER: Final = re.compile(r",? [A-ZА-ЯЁІЎ][\w-]{1,30} ?[/(]|[.,]? ?/|[.,]? ?[–—-]{1,2} |\.? ?\([A-ZА-Я]|\.?$")


def _is_dateline(text: str, start: int, end: int) -> bool:
    """«МИНСК, 5 мая – РИА Новости.», «12 мая 2025 г., Минск /Корр. БЕЛТА/.»: the sentence begins with it."""
    after = _DATELINE_AFTER.match(text[end : end + 60])
    if after is None or start > 60:
        return False
    if start == 0:
        return after[0].endswith(("/", "("))
    return _PLACE_BEFORE.fullmatch(text[:start]) is not None and text[:start].rstrip().endswith(",")


def _kind(rule: str, g: dict[str, str], low: str, begin: int, start: int, end: int) -> Kind:
    before = low[max(0, begin - 40) : start]
    if rule.startswith("years") or (rule == "year" and g.get("y2")):
        return "validity"
    if _is_act(low, start, end):
        return "act"
    if (
        _DEADLINE.search(before)
        or low[start : start + 5] in ("конца", "концу", "канца")
        or _DEADLINE.search(low[begin:start])
    ):
        lasting = _LASTING.search(low[max(0, start - 60) : start]) and "d2" not in g
        return (
            "until"
            if lasting and not re.search(r"подпис|завершит|sign|падпіс", low[max(0, start - 60) : start])
            else "deadline"
        )
    if "d2" in g or "m2" in g:
        return "date"
    if _SINCE.search(before):
        return "since"
    if (
        "ordinal" not in g
        and (rule in ("year", "english year") or rule == "relative year")
        and (_FOR.search(before) or low[start:end].startswith("for "))
    ):
        return "validity"
    return "date"


def _is_act(low: str, start: int, end: int) -> bool:
    """«Указом … от 7 апреля 2022 г. № 136»: "от" in front, and a number behind or an act's name before."""
    if not low[max(0, start - 4) : start].endswith((" от ", " ад ", " of ")):
        return False
    if re.match(r" ?(?:№|n |no\. )", low[end : end + 5]):
        return True
    before = low[max(0, start - 100) : start]
    acts = [m.start() for m in _ACT.finditer(before)]
    accords = [m.start() for m in _ACCORD.finditer(before)]
    return bool(acts) and (not accords or acts[-1] > accords[-1])


_FUTURE: Final = re.compile(
    r"\b(?:пройдут?|пройдет|состо[ия]тся|откро[ею]тся|будет|будут|намечен\w{0,2}|запланирован\w{0,2}|планиру\w{1,5}|предстоит|предполагается|"
    r"ожидается|назначен\w{0,2}|рассчитыва\w{1,3}|намерен\w{0,2}|поедет|подпишут|соберется|адбудзецца|пройдзе|будзе|плануюць|плануецца|"
    r"will|would|is to|are to|to be|scheduled|planned|intends?|expected|upcoming|next)\b"
)
_PAST: Final = re.compile(
    r"\b(?:[а-я]{2,20}(?:ал|ил|ел|ул|ла|ло|ли|лся|лась|лось|лись|ан|ано|аны|ена|ено|ены|ята|ято|яты|ыта|ыто|ыты)"
    r"|[а-яіў]{2,20}(?:аў|іў|еў|аўся|лася|лося|ліся|ваны|савалі|салі)"
    r"|[a-z]{2,20}ed|was|were|had|took|held|met|gave|made|began|opened|led)\b"
)


def _tense(low: str, start: int, end: int) -> Literal["past", "future", ""]:
    """Tense of the nearest verb in the sentence, "" if none is near."""
    left, right = low[max(0, start - 120) : start], low[end : end + 80]
    best: tuple[int, Literal["past", "future", ""]] = (999, "")
    for tense, pattern in (("future", _FUTURE), ("past", _PAST)):
        distances = [len(left) - m.end() for m in pattern.finditer(left)] + [m.start() for m in pattern.finditer(right)]
        nearest = min(distances, default=999)
        if nearest < best[0]:
            best = (nearest, "future" if tense == "future" else "past")
    return best[1]


# ---- what is no date although it looks like one -------------------------------------------------------------------------

_GENITIVE: Final = re.compile(
    r" (?:[а-яіў-]{2,25}(?:ого|его|ой|ей|ии|ия|ов|ев|ага|яга)|дня|визита|саммита|форума|встречи|праздника|выборов|заседания)\b"
)


def _stands(rule: str, g: dict[str, str], match: re.Match[str], low: str) -> bool:
    """False where a match is an ordinary word: "марта" alone, "may", "накануне визита", "лет"."""
    if rule == "month":
        return bool(g.keys() & {"y", "r", "prep", "part"}) and not (
            g.get("prep") == "of" and not g.keys() & {"y", "r", "part"}
        )
    if rule == "months":
        return "and" not in g or bool(g.keys() & {"prep", "y2", "r2"})
    if rule == "quarter" and "half" in g:
        # "на первой половине" is no date without a year; "в первом полугодии" is
        return bool(g.keys() & {"y", "r"}) or g["half"].startswith(("полугод", "паўгод"))
    if rule == "quarter" and g["ordinal"].startswith("q"):
        return bool(g.keys() & {"y", "r"})
    if rule == "season":
        return bool(g.keys() & {"y", "r", "which", "prep"}) or g["season"] in (
            "весной",
            "осенью",
            "летом",
            "зимой",
            "вясной",
            "увосень",
            "улетку",
            "узімку",
        )
    if "told" in g and g["told"] in ("накануне", "напярэдадні"):
        return _GENITIVE.match(low, match.end()) is None
    return True
