"""Patterns of dates over folded text (lower case, ё as е). All are linear: no quantifier inside a quantifier.

Groups: d m y r of the first date, d2 m2 y2 r2 of the second; w a day in words; season, ordinal, word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from kg.mentions.date_distance import DISTANCES, UNITS
from kg.reference.calendar import calendar

_WORDS: Final = calendar()


def _any(words: Iterable[str]) -> str:
    return "|".join(sorted((re.escape(w).replace("\\ ", " ") for w in words), key=lambda w: (-len(w), w)))


SAME_YEAR: Final = "того же года|этого же года|том же году|этом же году|таго ж года|таго жа года|гэтага ж года|гэтага жа года|тым жа годзе|гэтым жа годзе|the same year|that year"
MONTH: Final = rf"(?:{_any(_WORDS.months)})\b\.?"
_DASH: Final = r" ?[-–—‒−] ?"
_TO: Final = rf"(?:{_DASH}| (?:по|до|па|да|to|until|till|through) )"
_AND: Final = rf"(?:{_DASH}| (?:по|до|па|да|и|і|to|until|till|through|and) )"
_NO_NUMBER: Final = r"(?<![\d.,:/№+])(?<!№ )(?<!\d[-–])(?<![a-zа-яіў]-)"
_FOUR: Final = r"(?:1[5-9]|2[01])\d\d(?![\d%])(?![.,]\d)"
_UNIT: Final = r"(?:-(?:го|м|й|ы))?(?: ?(?:года|годом|году|годы|годов|годах|годам|годзе|гадоў|гадах|гады|год|гг\b\.?|г\b\.?)(?!\w))"
# "в марте 2000 человек": a number of something is no year
_COUNTED: Final = (
    r"(?! (?:человек|чалавек|участник|рубл|руб|доллар|тыс|млн|экземпляр|мест|people|participants|km\b|км\b|units))"
)


def _year(n: str) -> str:
    return rf"(?P<y{n}>{_FOUR})(?:{_UNIT}|(?!\w){_COUNTED})"


def _relative(n: str) -> str:
    named = _any(w for w in _WORDS.years if len(w) > 3)
    return rf"(?P<r{n}>[тс]\. ?г\b\.?|(?:{SAME_YEAR}|{named})\b)"


def _tail(n: str) -> str:
    # "в феврале прошлого, 2024 года"
    return rf"(?:,? ?(?:of |(?:прошлого|минувшего|этого|нынешнего|текущего|будущего|следующего|того же), )?(?:{_year(n)}|{_relative(n)}))?"


def _day(n: str) -> str:
    # "16 же мая", the same day told again
    return rf"(?P<d{n}>[0-3]?\d)(?:-?(?:го|га|е|th|st|nd|rd)\b)?(?: (?:же|жа|ж)\b)?"


def _month(n: str) -> str:
    return rf"(?P<m{n}>{MONTH})"


_NUMERIC: Final = r"(?P<d{0}>[0-3]?\d)\.(?P<m{0}>[01]?\d)\.(?P<y{0}>" + _FOUR + r")(?: ?г\b\.?)?"
_PART: Final = r"(?P<part>перв(?:ой|ую) (?:половин|декад)[еу]|втор(?:ой|ую) (?:половин|декад)[еу]|треть(?:ей|ю) декад[еу]|(?:перв|втор|последн)(?:ой|ую|ей|юю) (?:декад|недел)[еюу]|последние дни|последних днях|первые дни|первых днях|перв(?:ых|ые) числ(?:ах|а)|последн(?:их|ие) числ(?:ах|а)|першых чыслах|апошніх чыслах|начал[еау]|середин[еыу]|конц[аеу]|пачатку|сярэдзіне|канцы|канца|(?:the )?(?:beginning|middle|end) of|early|mid-?|late)"
_BEFORE_MONTH: Final = r"(?P<prep>в|во|у|ў|к|ко|до|да|с|со|з|по|па|за|на|in|by|for|until|till|since|from|during|before|after|this|last|next|of)"
_PERIODS: Final = _any(_WORDS.ordinals)
_WHICH: Final = r"(?P<which>прошл|минувш|прошедш|ушедш|эт|нынешн|текущ|следующ|будущ|ближайш|предстоящ|позапрошл|мінул|гэт|наступн)\w{1,3} "
_NTH: Final = r"(?P<nth>перв|втор|трет|четверт|последн|предпоследн|першы|другі|апошн|first|second|third|fourth|last)\w{0,3}"
_OF_WEEK: Final = r"(?:,? (?:на )?(?P<ofweek>прошл|минувш|прошедш|эт|текущ|следующ|будущ|мінул|гэт|наступн)\w{2,3} (?:недел[еи]|тыдні|тыдня)| (?P<ofweek2>last|this|next) week)?"

# name of the rule, pattern: in the order in which they take their characters
DATES: Final[tuple[tuple[str, str], ...]] = (
    ("iso", rf"{_NO_NUMBER}(?P<y>{_FOUR.replace('(?![.,]', '(?![.]')})-(?P<m>[01]\d)-(?P<d>[0-3]\d)(?![\d-])"),
    ("numeric range", rf"{_NO_NUMBER}{_NUMERIC.format('')}{_TO}{_NUMERIC.format('2')}"),
    ("numeric range", rf"{_NO_NUMBER}(?P<d>[0-3]?\d)(?:\.(?P<m>[01]?\d))?{_DASH}{_NUMERIC.format('2')}"),
    ("numeric", rf"{_NO_NUMBER}{_NUMERIC.format('')}"),
    ("short numeric", rf"{_NO_NUMBER}(?P<d>[0-3]\d)\.(?P<m>[01]\d)\.(?P<yy>[0-3]\d)(?![\d-])(?!\.\d)"),
    # 28 декабря 2024 г. – 3 января 2025 г., с 30 мая по 2 июня
    ("range", rf"{_NO_NUMBER}{_day('')} {_month('')}{_tail('')}{_TO}{_day('2')} {_month('2')}{_tail('2')}"),
    # 5, 6 и 7 мая 2020 г.
    ("days", rf"{_NO_NUMBER}{_day('')}, [0-3]?\d(?:, [0-3]?\d)?,? (?:и|і|and) {_day('2')} {_month('2')}{_tail('2')}"),
    # 28 – 30 августа 2024 г., с 17 по 18 июня 2025 г., 17 и 18 июня
    ("days", rf"{_NO_NUMBER}{_day('')}{_AND}{_day('2')} {_month('2')}{_tail('2')}"),
    # May 30 – June 2, 2019 | September 12-13, 2018 | September 14, 2018
    ("english range", rf"\b{_month('')} {_day('')}{_TO}{_month('2')} {_day('2')}\b{_tail('2')}"),
    ("english days", rf"\b{_month('2')} {_day('')}{_AND}{_day('2')}\b{_tail('2')}"),
    ("day", rf"{_NO_NUMBER}{_day('')} (?:of )?{_month('')}{_tail('')}"),
    ("english day", rf"\b{_month('')} (?:the )?{_day('')}\b(?!:){_tail('')}"),
    ("day in words", rf"\b(?P<w>{_any(_WORDS.days)}) {_month('')}{_tail('')}"),
    # в мае-июне, с мая по июль 2020 года
    # в последний день июня, в первый понедельник марта, on the last Friday of May
    ("nth of month", rf"\b{_NTH} (?P<wd>день|дзень|day|{_any(_WORDS.weekdays)}) (?:of )?{_month('')}{_tail('')}"),
    # а 15-го подписан протокол; "15-го заседания" is none
    ("day of month", rf"{_NO_NUMBER}(?P<dom>[0-3]?\d)-?го(?= (?:в|во|на|у|стороны|министры?|он|она|они|был[аио]?|подпис\w{{1,6}}|прош\w{{1,4}}|состоя\w{{1,6}})\b)"),
    ("day of month", rf"{_NO_NUMBER}(?P<dom>[0-3]?\d)(?:-?г[оа])? (?:числа|чысла)(?: (?P<whichm>прошлого|минувшего|того же|этого|текущего|сего) месяца)?\b"),
    ("months", rf"\b(?:{_BEFORE_MONTH} )?{_month('')}(?:{_TO}|(?P<and> и | і | and )){_month('2')}{_tail('2')}"),
    ("month", rf"\b(?:{_BEFORE_MONTH} )?(?:{_WHICH})?(?:{_PART} ?)?{_month('')}{_tail('')}"),
    # на ноябрьской встрече, в ходе июльского визита
    ("month adjective", rf"\b(?P<madj>{_any(_WORDS.month_adjectives)})(?:ий|ого|ому|им|ом|ая|ой|ую|ое|ие|их|ими) (?=(?:[а-я-]{{1,20}} )?(?:встреч|визит|поездк|переговор|форум|саммит|заседан|конференц|выставк|сесси|совещан|раунд|консультац))"),
    ("season", rf"\b(?:(?P<which>прош(?:лой|лым|лую|лого)|минувш(?:ей|им|ую|его)|эт(?:ой|им|у|ого)|нынешн(?:ей|им|юю|его)|будущ(?:ей|им|ую|его)|следующ(?:ей|им|ую|его)|мінул(?:ай|ым)|гэт(?:ай|ым)|last|this|next) )?"
               rf"(?:(?P<prep>на|к|до|за|с|да|in the|in|by the|by|until|of) )?(?P<season>{_any(_WORDS.seasons)})\b{_tail('')}"),
    ("quarter", rf"\b(?P<ordinal>{_PERIODS})(?:-[а-яa-z]{{1,2}})? (?:(?P<half>полугоди\w{{1,2}}|половине|паўгоддз\w|палове|half)"
                rf"|(?:кварта\w{{1,3}}|quarter))(?: of)?{_tail('')}"),
    ("quarter", rf"\b(?P<ordinal>q[1-4])(?: of)?{_tail('')}"),
    ("years", rf"{_NO_NUMBER}(?P<y>{_FOUR})(?:{_UNIT})?{_TO}(?P<y2>{_FOUR})(?:{_UNIT}|(?!\w))"),
    ("years in words", rf"\b(?:с|со|з|from) (?P<y>{_FOUR})(?:{_UNIT})? (?:по|до|па|да|to|until) (?P<y2>{_FOUR})(?:{_UNIT}|(?!\w))"),
    ("year", rf"{_NO_NUMBER}(?P<y>{_FOUR}){_UNIT}(?!\w)"),
    ("short year", rf"\b(?:в|во|у|ў|с|до|к) (?P<y>{_FOUR})-(?:м|го|му)\b"),
    ("english year", rf"\b(?:(?P<prep>in|since|by|until|till|from|during|of|for|before|after) |early |late |mid-)(?P<y>{_FOUR})(?![\w-]){_COUNTED}"),
    ("end of year", r"\b(?:конца|концу|конце|канца|(?:the )?end of) (?:the )?(?P<thisyear>года|year)\b"),
    ("part of year", r"\b(?:в|с|во|у|ў) (?:(?:самом )?(?:начале|середине|начала|пачатку|сярэдзіне)|первой половине) (?P<thisyear>года|ў? ?гады)\b|\b(?:early|in the middle of) (?:in )?(?:the|this) (?P<thisyear2>year)\b"),
    ("relative year", rf"\b(?:(?:в|у|ў|на|к|до|да|of) )?{_relative('')}"),
    ("weekdays", rf"\b(?:(?:с|со|з|from) (?P<weekday>{_any(_WORDS.weekdays)}) (?:по|па|to|through) |(?:в|во|у|ў) (?P<weekdayb>{_any(_WORDS.weekdays)}) (?:и|і) |on (?P<weekdayc>{_any(_WORDS.weekdays)}) and )(?P<weekday2>{_any(_WORDS.weekdays)})\b{_OF_WEEK}"),
    ("weekday", rf"(?:\b(?:в|во|у|ў|on) |(?<=\bдо )|(?<=\bда )|(?<=\bпо )|(?<=\bс )|(?<=\bсо )|(?<=\bна )|(?<=until )|(?<=till )|(?<=through )|(?<=from )|(?<=since )|(?P<weekof>прошл|минувш|эт|следующ|будущ)ой недел[еи],? во? |(?=last |this |next )|\b(?:утром|вечером|вечеру|днем|раніцай|вечарам) )"
                rf"(?:{_WHICH}|(?P<which2>last|this|next) )?(?P<weekday>{_any(_WORDS.weekdays)})\b{_OF_WEEK}"),
    *((rule, pattern) for rule, pattern, _ in DISTANCES),
    ("month word", rf"\b(?P<monthword>{_any(_WORDS.month)})\b"),
    ("weekday heading", rf"^(?P<heading>{_any(_WORDS.weekdays)})(?=\.?$|[,.:] ?[а-яіў-]{{0,20}}\.?$)"),
    ("told word", rf"\b(?P<told>{_any(_WORDS.told)})\b"),
    ("day word", rf"\b(?P<now>{_any(_WORDS.day)})\b"),
)  # fmt: skip

# what a sentence must hold before a rule is tried: most sentences have no date, and most dates are of one sort; M is two months
_NEEDS: Final = {
    "iso": "n", "numeric": "n", "short numeric": "n", "numeric range": "n", "range": "nM", "days": "nm", "english range": "nM", "english days": "nm",
    "day": "nm", "english day": "nm", "day in words": "mo", "nth of month": "m", "months": "M", "month": "m", "month adjective": "j", "season": "s", "quarter": "q", "years": "n",
    "years in words": "nf", "year": "n", "short year": "n", "english year": "ne", "end of year": "yk", "relative year": "y", "part of year": "y",
    "month word": "w", "weekday": "d", "weekdays": "d", "weekday heading": "d", "told word": "t", "day word": "t", "day of month": "n",
    **{rule: need for rule, _, need in DISTANCES},
}  # fmt: skip
_CUES: Final = re.compile(
    rf"(?P<n>\d+)|\b(?:(?P<m>{_any(_WORDS.months)})\b|(?P<s>(?!летась)(?:{_any(_WORDS.seasons)}))|(?P<q>кварт|полугод|половин|паўгод|палов|quarter|half|q[1-4])"
    rf"|(?P<j>{_any(_WORDS.month_adjectives)})"
    rf"|(?P<y>год|годзе|году|года|year|(?:поза)?прошлогодн|летась|леташн|пазалетась|сёлет|селет|налета)|(?P<w>недел|месяц|тыдн|week|month)|(?P<d>{_any(_WORDS.weekdays)})|(?P<b>назад|таму|ago\b|ранее|раньше|раней|прежде|до\b|да\b|перед|позже|позднее|спустя|через|праз|пазней|после|пасля|earlier|later|before|after|previously|ahead|prior)"
    r"|(?P<g>выходны|выхадны|weekend|день|дня\b|днем|вечер|утр|сутк|числ|накануне|канун|напярэд|дзень|вечар|раніц|days?\b|date\b|evening|morning|afternoon|night|eve\b))"
)
_FIRST_WORDS: Final = {
    "o": frozenset(w.split()[0] for w in _WORDS.days),
    "f": frozenset(("с", "со", "з", "from")),
    "t": frozenset(w.split()[0].split("-")[0] for table in (_WORDS.day, _WORDS.told) for w in table),
    "e": frozenset(("in", "since", "by", "until", "till", "from", "during", "of", "for", "before", "after", "early", "late", "mid")),
    "u": UNITS,
    "k": frozenset(("конца", "концу", "конце", "канца", "end")),
}
_WORD: Final = re.compile(r"\w+")
_DIGITS: Final = re.compile(r"\d+")
_THIS_YEAR: Final = re.compile(r"\b[тс]\. ?г")


@dataclass(frozen=True, slots=True)
class Cues:
    """What a folded sentence holds of dates.

    kinds    which cues, each once; "" where there is no date
    numbers  where its numbers begin
    words    where words begin, and the cues of each
    """

    low: str
    kinds: str
    numbers: Sequence[int]
    words: Sequence[tuple[int, str]]

    @classmethod
    def of(cls, low: str) -> Cues:
        """The cues of a sentence."""
        cues = "".join(map(_cues_of, _WORD.findall(low)))
        if "." in low and _THIS_YEAR.search(low):
            cues += "y"
        if not cues:
            return cls(low, "", (), ())
        numbers = [m.start() for m in _DIGITS.finditer(low)] if "n" in cues else ()
        words = [(m.start(), _cues_of(m[0])) for m in _WORD.finditer(low)] if "m" in cues or "t" in cues else ()
        return cls(low, "".join(sorted({*cues, "M"} if cues.count("m") > 1 else set(cues))), numbers, words)


def rules_for(kinds: str, english: bool) -> Sequence[tuple[str, re.Pattern[str]]]:
    """The rules worth trying on a sentence with such cues, in their order; `english`: with those for English forms."""
    return _rules(kinds, english)


@lru_cache(maxsize=1 << 14)
def _cues_of(word: str) -> str:
    found = [match.lastgroup or "" for match in _CUES.finditer(word)]
    return "".join([*found, *(cue for cue, words in _FIRST_WORDS.items() if word in words)])


@cache
def _rules(cues: str, english: bool) -> tuple[tuple[str, re.Pattern[str]], ...]:
    fitting = [(name, pattern) for name, pattern in DATES if all(need in cues for need in _NEEDS[name])]
    return tuple((name, _compiled(pattern)) for name, pattern in fitting if english or not name.startswith("english"))


_compiled: Final = cache(re.compile)  # which takes a tenth of a second for all: a release needs a few


# these begin with a number that no digit or the like precedes
_NUMBERED: Final = frozenset(("iso", "numeric range", "numeric", "short numeric", "range", "days", "day", "years", "year", "day of month"))


# these begin with a word that is a cue by itself
_CUED: Final = {"told word": "t", "day word": "t"}
_BEFORE_A_MONTH: Final = 5  # words: «in the beginning of | May»


def matches(name: str, pattern: re.Pattern[str], cues: Cues) -> Iterator[re.Match[str]]:
    """Where a rule fits, as `finditer` tells; most rules can begin at a number, at a cue, or a few words before a month."""
    low = cues.low
    if name in _NUMBERED:
        starts = cues.numbers
    elif name in _CUED:
        starts = [at for at, found in cues.words if _CUED[name] in found]
    elif name == "month":
        months = [n for n, (_, found) in enumerate(cues.words) if "m" in found]
        starts = [cues.words[n][0] for n in sorted({k for n in months for k in range(max(0, n - _BEFORE_A_MONTH), n + 1)})]
    else:
        yield from pattern.finditer(low)
        return
    after = 0
    for start in starts:
        match = pattern.match(low, start) if start >= after else None
        if match is not None:
            yield match
            after = match.end()


# on the text as printed: ТИБО-2026, EXPO-2027, CeBIT 2008, «Минск-2025»
NAME_YEAR: Final = re.compile(
    r"(?:(?<=[A-Za-zА-Яа-яЁёІіЎў»”\"])-(?P<y>20[0-9]\d)|\b(?P<before>[A-Z][\w&+]{1,30}) (?P<y2>20[0-9]\d))(?![\d-])(?! ?(?:г\b|год|гг))"
)
