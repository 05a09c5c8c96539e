"""Dates in the text of a sentence, as printed: `find_dates`. What they come to is `kg.mentions.date_resolve`.

A grammar of our own for Russian, Belarusian and English: no date library reads ranges, "т.г.", seasons or
months without a year without inventing what the text does not say.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, Literal

from kg.mentions.date_context import BACKGROUND, Tense, Verb, is_dateline, is_report, kind_of, stands, tense_near
from kg.mentions.date_distance import NAMES, POINTS, distance, week_named
from kg.mentions.date_grammar import NAME_YEAR, SAME_YEAR, Cues, matches, rules_for
from kg.mentions.date_model import Base, DateMention, Grain, Relative, ResolvedDate
from kg.mentions.date_resolve import resolve
from kg.reference.calendar import calendar
from kg.text.document import Token
from kg.values import PartialDate, Period, Span

__all__ = ["DateMention", "Relative", "ResolvedDate", "find_dates", "resolve"]

_CALENDAR: Final = calendar()
_LATIN: Final = re.compile("[a-z]")

def find_dates(text: str, language: str = "ru", offset: int = 0, tokens: Sequence[Token] = ()) -> list[DateMention]:
    """The dates named in `text`, a sentence, in its order and without overlaps; spans are moved by `offset`.

    One grammar serves the three languages, so that a quotation in another one is read too; `language` only
    turns the English forms off where they would be words of something else. `tokens`: the words of the sentence, if they
    are tagged; their places count from `offset`.
    """
    low = _fold(text)
    cues = Cues.of(low)
    if not cues.kinds:
        return []
    taken = bytearray(len(text))
    found: list[DateMention] = []
    verbs = [(t.start - offset, t.end - offset, tense) for t in tokens if (tense := _tense_of(t))] if tokens and language != "en" else None
    english = language == "en" or _LATIN.search(low) is not None
    for match in NAME_YEAR.finditer(text) if "20" in text and (english or "-20" in text) else ():
        if match["before"] is None or _fold(match["before"]) not in _NO_NAME:
            year = "y" if match["y"] else "y2"
            _take(found, taken, _name_year(text, match.start(year), match.end(year), offset))
    for rule, pattern in rules_for(cues.kinds, english):
        for match in matches(rule, pattern, cues):
            if not any(taken[match.start() : match.end()]):
                _take(found, taken, _mention(rule, match, text, low, offset, verbs), offset)
    found.sort(key=lambda m: m.span)
    return found


def _tense_of(token: Token) -> Tense:
    """A verb's tense, also that of what was done: «прошла», «подписан»; no participle in front of its noun («состоявшийся»)."""
    if "VerbForm=Part" in token.feats:
        return "past" if "Variant=Short" in token.feats else ""
    return "past" if "Tense=Past" in token.feats else "future" if "Tense=Fut" in token.feats else ""


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


def _mention(rule: str, match: re.Match[str], text: str, low: str, offset: int, verbs: Sequence[Verb] | None) -> DateMention | None:
    """What a match says, or None if it is no date after all (31 июня, a month's name without a preposition)."""
    groups = {k: v for k, v in match.groupdict().items() if v is not None}
    try:
        made = _meaning(rule, groups) if rule != "month adjective" or not match.start() or text[match.start()].islower() else None  # "Октябрьский район"
    except ValueError:
        return None
    if made is None or not stands(rule, groups, match, low):
        return None
    grain, period, relative = made
    start, end = _bounds(match, groups, low, whole=rule in NAMES)
    if relative is None and period is not None and period.start.year is None and _THEN.search(low[max(0, start - 14) : start]):
        relative = Relative("told", "year", 0)  # "сеть строят с 2019 года. Тогда, в мае, …"
    yearless = relative is not None or period is None or period.start.year is None
    return DateMention(
        span=Span(start + offset, end + offset),
        phrase=text[start:end],
        kind="point"
        if rule in POINTS
        else "dateline"
        if grain == "day" and period and is_dateline(text, start, end)
        else kind_of(rule, groups, low, match.start(), start, end),
        grain=grain,
        period=period,
        relative=relative,
        tense=_tense(groups) or (tense_near(low, start, end, verbs) if yearless else ""),
        background=BACKGROUND.search(low[max(0, start - 160) : start]) is not None,
        season=_CALENDAR.seasons.get(groups.get("season", ""), "") or _part_of_year(groups),
        pick=_pick(rule, groups),
        which=_which(grain, low, start),
        report=grain == "day" and period is not None and is_report(low, start, end),
        named=low[max(0, start - 6) : start].endswith((" от ", " ад ", "dated ")),
    )


_THEN: Final = re.compile(r"\b(?:тогда|тады|then),? (?:(?:в|у|ў|in) )?$")
_GONE: Final = ("прошл", "минувш", "прошедш", "ушедш", "позапрошл", "мінул", "last")
_TO_COME: Final = ("следующ", "будущ", "ближайш", "предстоящ", "наступн", "next")
_MONTHS_NAMED: Final[dict[str, tuple[Base, Literal["month"], int]]] = {
    "прошлого": ("now", "month", -1), "минувшего": ("now", "month", -1), "того же": ("told", "month", 0),
}  # fmt: skip


def _tense(g: dict[str, str]) -> Literal["past", "future", ""]:
    """«в минувшую пятницу», «в следующий вторник»: what the word says, whatever the verb near it."""
    which = g.get("which") or g.get("which2") or ""
    return "past" if which.startswith(_GONE) else "future" if which.startswith(_TO_COME) else ""


def _which(grain: Grain, low: str, start: int) -> Literal["last", "next", ""]:
    """"last May", "next June"."""
    before = low[max(0, start - 5) : start] if grain == "month" else ""
    return "last" if before == "last " else "next" if before == "next " else ""


def _part_of_year(g: dict[str, str]) -> str:
    """«во втором квартале», «в первом полугодии»: "quarter 2", "half 1"."""
    n = _CALENDAR.ordinals.get(g.get("ordinal", ""))
    return "" if n is None else f"{'half' if 'half' in g else 'quarter'} {n}"


def _pick(rule: str, g: dict[str, str]) -> tuple[int, int | None] | None:
    if "dom" in g:
        return int(g["dom"]), None
    if "nth" not in g or "wd" not in g:
        return None
    n = next(n for stem, n in _NTH.items() if g["nth"].startswith(stem))
    return n, _CALENDAR.weekdays.get(g["wd"])


_NTH: Final = {"перв": 1, "першы": 1, "first": 1, "втор": 2, "другі": 2, "second": 2, "трет": 3, "third": 3, "четверт": 4, "fourth": 4, "последн": -1, "апошн": -1, "last": -1, "предпоследн": -2}
_ABBREVIATED: Final = re.compile(
    r"(?:гг?|т|с|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.$"
)  # the full stop belongs to the word


def _bounds(match: re.Match[str], groups: dict[str, str], low: str, *, whole: bool) -> tuple[int, int]:
    """The mention without its preposition and without the comma that follows."""
    start = match.start()
    if "prep" not in groups and "told" not in groups and not whole:
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
    if rule in NAMES:
        said = distance(rule, g)
        return None if said is None else (said[0], None, said[1])
    if "dom" in g:
        return "day", None, Relative(*_MONTHS_NAMED.get(g.get("whichm", ""), ("now", "month", 0)))
    if "d" in g or "w" in g:
        return _days(rule, g)
    if "m" in g:
        return _months(g)
    if "madj" in g:
        return "month", Period(PartialDate(None, _CALENDAR.month_adjectives[g["madj"]])), None
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
    if "yy" in g:
        year = 2000 + int(g["yy"])  # "28.04.22": ministries have had sites since the turn of the century
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
    if relative is None and which.startswith(_GONE):
        relative = Relative("now", "year", 0, other=True)  # the one that is just over
    elif relative is None and which.startswith(("эт", "нынешн", "гэт", "this")) and _CALENDAR.seasons.get(g.get("season", "")) != "winter":
        relative = Relative("now", "year", 0)
    elif relative is None and which.startswith(("будущ", "следующ", "next")):
        relative = Relative("now", "year", 1)
    return grain, period, relative


def _word(g: dict[str, str]) -> Meaning | None:
    if "r" in g:
        return "year", None, _relative_year(g["r"])
    if "thisyear" in g or "thisyear2" in g:
        return "year", None, Relative("now", "year", 0)
    if "monthword" in g:
        return "month", None, Relative("now", "month", _CALENDAR.month[g["monthword"]])
    if "heading" in g:
        return "day", None, Relative("now", "weekday", _CALENDAR.weekdays[g["heading"]])
    if "weekday2" in g:
        first, last = (_CALENDAR.weekdays[w] for w in (g.get("weekday") or g.get("weekdayb") or g["weekdayc"], g["weekday2"]))
        return "day", None, Relative("now", "weekday", last, week=week_named(g.get("ofweek") or g.get("ofweek2")), days=(first, last))
    if "weekday" in g:
        named = week_named(g.get("ofweek") or g.get("ofweek2") or g.get("weekof"))
        which = g.get("which") or g.get("which2") or ""
        return "day", None, Relative("now", "weekday", _CALENDAR.weekdays[g["weekday"]], week=named, other=which.startswith(_GONE))
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
    return int(word) if word.isdecimal() else _CALENDAR.months[word.removesuffix(".")]
