"""Distances in time: «двумя днями ранее», «через неделю после открытия», «тем же вечером», «в последнюю пятницу мая», "a week later".

One grammar instead of lists of phrases: a number, a unit, a direction, and what it counts from (the publication, the day told of
last, the opening or the closing of what lasts). Patterns are over folded text, as in `kg.mentions.date_grammar`; all are linear.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

from kg.mentions.date_model import Grain, Relative, Unit
from kg.reference.calendar import calendar

_WORDS: Final = calendar()


def _any(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=lambda w: (-len(w), w))).replace("\\ ", " ")


_UNIT: Final = rf"(?P<u>{_any(_WORDS.units)})\b"
# "неделю назад", but of "несколько дней назад" nothing is known
_ONE: Final = "день|днем|сутки|сутками|неделю|неделей|месяц|месяцем|год|годом|дзень|тыдзень|тыднем|месяцам|годам"
_COUNT: Final = rf"(?:(?P<exact>ровно|роўна|exactly|just) )?(?:(?P<n>{_any(_WORDS.counts)}|\d{{1,2}}) {_UNIT}|(?P<u1>{_ONE})\b)"
_COUNTED: Final = rf"(?P<n>{_any(_WORDS.counts)}|a|an|the|\d{{1,2}}) {_UNIT}"  # English
# «на год раньше», «раньше срока»: earlier than it might have been; «в тот же день позже»: the day itself
_FREE: Final = r"(?<!на )(?<!тот )(?<!тый )(?<!от )(?<!же )(?<!же самый )(?<!в )(?<!за )(?<!that )(?<!same )(?<!by )"
_NOT_OF: Final = r"(?! (?:срока|намеченн|запланирован|назначенн|планируем|ожидаем|установленн|than|чем|schedule))"
_BEHIND: Final = r"(?:тому )?(?:назад|таму)"
_SPEAKERS: Final = r"(?:того|этого|него|нее|них|гэтага|таго|яго|яе)"

# the ends of what lasts, and what lasts
_CLOSING: Final = "закрыти|завершени|окончани|отъезд|отлет|финал|закрыцц|заканчэнн|завяршэнн"
_OPENING: Final = "открыти|начал|старт|прибыти|приезд|прилет|адкрыцц|пачатк"
_MOMENT: Final = "подписани|церемони|встреч|переговор|заседани|консультац|совещани|падпісанн|цырымоні|сустрэч|перамов|пасяджэнн"
_LASTING: Final = (
    "форум|выставк|конференц|саммит|конгресс|сесси|визит|поездк|ярмарк|фестивал|симпозиум|съезд|выстав|канферэнц|візіт|паездк|сесі|summit|expo"
)
_IT: Final = (
    rf"(?:(?:ее|его|их|этого|этой|этих|яго|яе|іх|[а-яіў]{{2,20}}(?:ого|его|ной|кой|тых|ных|ских|ага|яга|най)) ){{0,3}}"
    rf"(?:(?P<closing>{_CLOSING})|(?P<opening>{_OPENING})|(?P<moment>{_MOMENT})|(?P<lasting>{_LASTING}))[а-яіў]{{0,4}}\b"
)
_IT_EN: Final = (
    r"(?:the |its |their |his |her |official |international |second |third |first |annual ){0,3}"
    r"(?:[a-z]{2,15} ){0,2}(?:(?P<closing>clos(?:e|ing|ed)|end(?:ed)?|conclusion|departure)|(?P<opening>open(?:s|ing|ed)|start(?:ed)?|beginning|began|arrival)"
    r"|(?P<moment>signing|ceremony|meeting|talks|consultations)|(?P<lasting>forum|exhibition|conference|summit|congress|session|visit|fair|expo))\b"
)
_NTH: Final = "первый|второй|третий|четвертый|пятый|шестой|седьмой|последний|заключительный|завершающий|предпоследний|першы|другі|трэці|чацверты|апошні|заключны"
_NTH_GEN: Final = "первого|второго|третьего|четвертого|последнего|заключительного|завершающего"
_NTH_DAYS: Final[tuple[tuple[str, int], ...]] = (
    ("перв", 0), ("перш", 0), ("втор", 1), ("друг", 1), ("трет", 2), ("трэц", 2), ("четвер", 3), ("чацв", 3), ("пят", 4), ("шест", 5), ("седьм", 6), ("предпосл", -2), ("послед", -1),
    ("апошн", -1), ("заключ", -1), ("заверш", -1), ("закры", -1), ("окончан", -1), ("отъезд", -1), ("отлет", -1), ("финал", -1), ("заканч", -1), ("завярш", -1),
    ("first", 0), ("second", 1), ("third", 2), ("fourth", 3), ("fifth", 4), ("one", 0), ("two", 1), ("three", 2), ("four", 3), ("last", -1), ("final", -1), ("clos", -1), ("depart", -1),
    ("", 0),
)  # fmt: skip
_HOURS: Final = "утром|днем|вечером|ночью|половине|половину|начале|середине|конце|обеда|вечера|раніцай|увечары|удзень"

# what every distance in days, weeks, months or years is told with
UNITS: Final = frozenset([*_WORDS.units, *_ONE.split("|"), *"полгода паўгода half полтора паўтара полугодием полугодом".split()])

# rule, pattern, what a sentence must hold (see date_grammar): in the order in which they take their characters
DISTANCES: Final[tuple[tuple[str, str, str], ...]] = (
    ("ago", rf"{_FREE}\b{_COUNT} (?P<now>{_BEHIND})\b", "bu"),
    ("english ago", rf"\b{_COUNTED} (?P<now>ago)\b", "bu"),
    ("half a year ago", rf"\b(?P<half>полгода|паўгода|half a year|полтора года|паўтара года) (?P<now>{_BEHIND}|ago)\b", "bu"),
    ("half a year on", r"\b(?P<on>спустя|через|праз) (?P<half>полгода|паўгода|полтора года|паўтара года)(?! (?:после|пасля))|\b(?P<half2>полгода|полтора года) (?P<on2>спустя)\b|\b(?P<half3>полугодием|полугодом) (?P<on3>позже|позднее)\b"
                       r"|\b(?P<half4>half a year) (?P<on4>later)\b", "bu"),
    ("till it", rf"\bза {_COUNT} (?P<back>до|да) {_IT}", "bu"),
    ("english till it", rf"\b{_COUNTED} (?P<back>before|ahead of|prior to) {_IT_EN}", "bu"),
    ("eve", rf"\b(?P<back>накануне|в канун|напярэдадні) {_IT}", "g"),
    ("english eve", rf"\b(?P<back>on the eve of) {_IT_EN}", "g"),
    ("since it", rf"\b(?:через|спустя|праз) {_COUNT} (?P<on>после|со дня|с момента|пасля) {_IT}", "bu"),
    ("next to it", rf"\b(?P<on>на следующий день после|на другой день после|на следующее утро после|назавтра после|на наступны дзень пасля) {_IT}", "b"),
    ("english since it", rf"\b{_COUNTED} (?P<on>after) {_IT_EN}", "bu"),
    ("till then", rf"\bза {_COUNT} (?P<back>до|да) {_SPEAKERS}\b", "bu"),
    ("before", rf"{_FREE}\b{_COUNT} (?P<back>ранее|раньше|до этого|до того|перед этим|перед тем|раней|да гэтага)\b{_NOT_OF}", "bu"),
    ("english before", rf"{_FREE}\b{_COUNTED} (?P<back>earlier|before that|previously|before(?=[.,]))\b{_NOT_OF}", "bu"),
    ("after", rf"{_FREE}\b(?:(?:спустя|через|праз) )?{_COUNT} (?P<on>позже|позднее|спустя|после этого|после того|пазней|пасля гэтага)\b{_NOT_OF}", "bu"),
    ("english after", rf"{_FREE}\b{_COUNTED} (?P<on>later|after that|afterwards)\b", "bu"),
    ("in", rf"\b(?P<on>спустя|через|праз) {_COUNT}(?! (?:после|пасля))", "bu"),
    # the nth day of what lasts: no date by itself, but what «в тот же день» behind it means
    ("point", rf"\b(?:в|во|на|у|ў) (?:(?:самый|его|ее|их) )?(?P<nth>{_NTH})(?: же| ж)? (?:рабочий |его |ее |их )?(?:день|дзень)\b|\b(?P<nth2>{_NTH_GEN}) (?:дня|дня)\b"
              rf"|\b(?:в|на|у|ў) (?:день|дзень) (?:ее |его |их |официального |торжественного )?(?P<nth3>{_OPENING}|{_CLOSING})", "g"),
    ("english point", r"\bon (?:the|its|their|his|her) (?:(?P<nth>first|second|third|fourth|fifth|last|final|closing|opening) day|day (?P<nth2>one|two|three|four)|day of (?:the |its |his |her )?(?P<nth3>opening|closing|arrival|departure))\b", "g"),
    # the same day, the next, the one before
    ("same day", r"\b(?:(?:в|у|ў) )?(?:(?:тот|этот|той|гэты|тую|ту|эту|то|это)(?: же| ж| жа)(?: самый)? |(?:тем|этим|тым|гэтым)(?: же| ж| жа)(?: самым)? |(?:того|этого|таго|гэтага)(?: же| ж| жа)(?: самого)? )"
                 r"(?P<same>день|днем|дня|вечер|вечером|вечера|утро|утром|утра|числом|числа|дзень|вечарам|раніцу|раніцай)\b", "g"),
    ("same day", r"\b(?:в|у|ў) (?:тот|этот|той|гэты)(?: самый)? (?P<same>день|вечер|дзень|вечар)\b", "g"),
    ("same day", rf"\b(?:{_HOURS}) (?:того|этого|таго|гэтага)(?: же| ж| жа)? (?P<same>дня)\b", "g"),
    ("english same day", r"\b(?:(?:on|later|earlier) )?(?:the|that|this)(?: very)? same (?P<same>day|date|evening|afternoon|morning|night)\b", "g"),
    ("english same day", r"\b(?:(?:on|later|earlier) )?that (?P<same>day|evening|afternoon|morning|night)\b", "g"),
    ("same weekday", rf"\b(?:в|во|у|ў) (?:тот|ту|то|той|тую)(?: же| ж| жа)(?: самы[йю])? (?P<same>{_any(_WORDS.weekdays)})\b", "d"),
    ("next day", r"\b(?:на|в) (?:следующий|другой|наступны|іншы) (?P<next>день|вечер|дзень)\b|\b(?:на|в) (?:следующее|другое) (?P<next2>утро)\b|\bследующим (?P<next3>днем|утром|вечером)\b"
                 rf"|\b(?:(?:{_HOURS}) )?следующего (?P<next4>дня)\b|\bследующий (?P<next5>день)\b", "g"),
    ("english next day", r"\b(?:(?:on|early|late) )?the (?:next|following) (?P<next>day|morning|evening|afternoon)\b|\bthe (?P<next2>day after)(?= that\b|[,.])", "g"),
    ("day before", r"\b(?:утром|днем|вечером) (?P<prev>накануне)\b|\b(?:в )?предыдущ(?:им|его|ий) (?P<prev2>днем|дня|день|вечером)\b", "g"),
    ("english day before", r"\b(?:on )?the (?P<prev>previous day|preceding day|day before)\b(?! (?:yesterday|the|that|it|its|his|her)\b)", "g"),
    ("weekend", r"\b(?:в|на|за|у|ў) (?:(?P<which>минувш|прошл|прошедш|ушедш|эт|предстоящ|ближайш|будущ|следующ|мінул|гэт|наступн)\w{2} )?(?P<weekend>выходные|выходных|выхадныя|выхадных)(?! дн)\b", "g"),
    ("english weekend", r"\b(?:over |on |at )?(?P<which>the|this|last|next) (?P<weekend>weekend)\b", "g"),
    # a month told of, a day of it
    ("same month", r"\b(?:в )?(?:том|тот|этом|этот) же (?:самом )?(?P<month0>месяце?)\b|\b(?:того|этого) же (?P<month01>месяца)\b", "w"),
    # weeks
    ("week", r"\b(?:на|в|во|к|с|у|ў) (?:(?P<wpart>начал|сам\w{2} начал|конц|середин|пачатк|канц)\w{1,2} )?(?:(?P<wwhich>позапрошл|прошл|минувш|прошедш|ушедш|истекш|эт|текущ|нынешн|следующ|будущ|предстоящ|мінул|гэт|наступн)\w{2,3} )?"
             r"(?:рабочей )?(?P<week>недел[еию]|тыдні|тыдзень|тыдня)\b", "w"),
    ("english week", r"\b(?:(?P<wpart>early|earlier|late|later|at the (?:beginning|start|end) of)(?: in)? )?(?P<wwhich>this|last|next|the) (?P<week>week)\b", "w"),
)  # fmt: skip

_SHIFTS: Final[Mapping[str, int]] = {"позапрошл": -2, "прошл": -1, "минувш": -1, "прошедш": -1, "ушедш": -1, "истекш": -1, "мінул": -1, "last": -1,
                                     "следующ": 1, "будущ": 1, "предстоящ": 1, "наступн": 1, "next": 1}  # fmt: skip
_OVER: Final = ("минувш", "прошл", "прошедш", "ушедш", "мінул", "last")
_PARTS: Final[Mapping[str, tuple[int, int]]] = {"начал": (0, 2), "сам": (0, 1), "пачатк": (0, 2), "середин": (1, 3), "конц": (3, 6), "канц": (3, 6), "early": (0, 2), "late": (3, 6), "at the b": (0, 2),
                                                "at the s": (0, 2), "at the e": (3, 6)}  # fmt: skip
POINTS: Final = ("point", "english point")
NAMES: Final = frozenset(rule for rule, _, _ in DISTANCES)


def distance(rule: str, g: Mapping[str, str]) -> tuple[Grain, Relative] | None:
    """What a match of `DISTANCES` says; None where it says nothing of time ("в неделю")."""
    if "week" in g:
        return _week(g)
    if rule in POINTS:
        word = next(word for name, word in g.items() if name.startswith("nth"))
        n = next(n for stem, n in _NTH_DAYS if word.startswith(stem))
        return "day", Relative("opening", "day", n) if n >= 0 else Relative("closing", "day", n + 1)
    if "weekend" in g:
        return "week", Relative("now", "weekday", 6, other=g.get("which", "").startswith(_OVER), days=(5, 6))
    half = next((word for name, word in g.items() if name.startswith("half")), None)
    if half is not None:
        shift = 3 if half.startswith(("полтора", "паўтара")) else 1
        return "half", Relative("told", "half", shift) if any(name.startswith("on") for name in g) else Relative("now", "half", -shift)
    for group, shift in (("same", 0), ("next", 1), ("prev", -1)):
        if any(name.startswith(group) for name in g):
            return "day", Relative("told", "day", shift)
    if any(name.startswith("month0") for name in g):
        return "month", Relative("told", "month", 0)
    unit = _unit(g)
    count = _count(g) * (1 if "on" in g else -1)
    base = "now" if "now" in g else "told"
    if rule in ("till it", "english till it", "eve", "english eve", "since it", "next to it", "english since it") and "moment" not in g:
        base = "closing" if "closing" in g or ("lasting" in g and "on" in g) else "opening"
    if unit == "week" and ("exact" in g or base != "now"):
        unit, count = "day", 7 * count
    grain: Grain = "day" if unit == "day" else "week" if unit == "week" else "month" if unit == "month" else "year"
    return grain, Relative(base, unit, count)  # type: ignore[arg-type]


def _unit(g: Mapping[str, str]) -> Unit:
    word = g.get("u") or g.get("u1")
    return _WORDS.units[word] if word is not None else "day"


def _count(g: Mapping[str, str]) -> int:
    n = g.get("n", "")
    return int(n) if n.isdecimal() else _WORDS.counts.get(n, 1)


def _week(g: Mapping[str, str]) -> tuple[Grain, Relative] | None:
    which, part = g.get("wwhich", ""), g.get("wpart", "")
    if not which and not part:
        return None
    days = next((d for word, d in _PARTS.items() if part.startswith(word)), None)
    return "week", Relative("now", "week", _SHIFTS.get(which, 0), days=days)


def week_named(word: str | None) -> int | None:
    """«прошлой недели», "last week": how many weeks from that of the news."""
    return None if word is None else next((n for stem, n in _SHIFTS.items() if word.startswith(stem)), 0)
