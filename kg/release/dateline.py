"""Publication dates that a page prints: lines of their own, and agency datelines in front of the first sentence.

A dateline ("МИНСК, 12 мая 2025 г. /Корр. БЕЛТА/.", "DURBAN, South Africa, September 14, 2018 –") stays in the text; the release takes
its date and its city from it. A dateline without a year gives no year.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from kg.values import PartialDate

_MONTHS: Final = (
    ("янв", "студз", "jan"), ("фев", "лют", "feb"), ("мар", "сак", "mar"), ("апр", "крас", "apr"), ("ма[йяі]", "трав", "may"),
    ("июн", "чэр", "jun"), ("июл", "ліп", "jul"), ("авг", "жні", "aug"), ("сен", "вер", "sep"), ("окт", "кас", "oct"),
    ("ноя", "ліс", "nov"), ("дек", "снеж", "dec"),
)  # fmt: skip
_NUMBER: Final = re.compile("|".join(f"({'|'.join(stems)})" for stems in _MONTHS))
_WORD: Final = r"(?P<{0}>[А-Яа-яёЁіІўЎA-Za-z]{{3,12}})\.?"
_YEAR: Final = r"(?P<{0}>(?:19|20)\d\d)"
# 12 мая 2025 г. | 14th November, 2018 | September 14, 2018 | 07.12.2007 | 2025-05-20 | 2025. 5. 20.
_TH: Final = r"(?:st|nd|rd|th)?"
_DATE: Final = (
    r"(?:(?P<d1>\d{1,2})" + _TH + r" " + _WORD.format("m1") + r",? " + _YEAR.format("y1") + r"(?: ?(?:г\.|года|г\b))?"
    r"|" + _WORD.format("m2") + r" (?P<d2>\d{1,2})" + _TH + r",? " + _YEAR.format("y2") +
    r"|(?P<d3>\d{1,2})[./-](?P<m3>\d{1,2})[./-]" + _YEAR.format("y3") + r"(?: ?г\.)?"
    r"|" + _YEAR.format("y4") + r"(?:-|/|\. ?)(?P<m4>\d{1,2})(?:-|/|\. ?)(?P<d4>\d{1,2})(?!\d)\.?)"
)  # fmt: skip
_TIME: Final = r"(?:(?:,| \||T| в| ў| at| -| –)? ?\d{1,2}[:.]\d{2}(?::\d{2})?(?: ?\([^()]{1,20}\)| ?[A-Z]{3,4}| ?[ap]m(?: [A-Z]{3})?)?(?: by [A-Z]{2,6}(?: [A-Z][a-z]{1,15})?)?)?"
_DAYS: Final = (
    "понедельник|вторник|среда|четверг|пятница|суббота|воскресенье|панядзелак|аўторак|серада|чацвер|пятніца|субота|нядзеля"
    "|(?:mon|tues|wednes|thurs|fri|satur|sun)day"
)
_LEAD: Final = (
    r"(?:(?:Пресс-релиз|Сообщение|Информация|Новость|Press release)(?: (?:№|No\.?) ?[\w/-]{1,12})?,? (?:от |of |dated )?|(?:Опубликовано|Дата(?: публикации| выхода| размещения| релиза| новости| выпуска)?|Размещено(?: на сайте)?|Последнее обновление|Публикация(?: от)?|Сообщение пресс-службы от|Выпущено|Изменено|Добавлено|Обновлено|Published(?: on)?|Posted(?: on)?|(?:Release |Publication |Issue )?Date|Date of (?:publication|release|issue)"
    r"|Released?(?: on)?|Issued(?: on)?|Created(?: on)?|(?:Last )?Updated(?: on)?|(?:For )?immediate release|Апублікавана|Дата публікацыі|Размешчана|Дададзена|Абноўлена) ?[:–—-]? ?)?"
    rf"(?:(?:{_DAYS}),? )?"
)
_TAIL: Final = r"(?P<rest>[.,|]? ?(?:г\. ?)?[A-ZА-ЯЁІЎ][\w-]{1,30}(?: [A-ZА-ЯЁІЎ][\w-]{1,30})?)?(?: [|·•] [^|·•\n]{1,40}){0,4}[ .|]{0,3}"
_YEAR_ALONE: Final = re.compile(rf"(?:(?:г\. ?)?[А-ЯЁІЎ][а-яёіў-]{{2,20}}, )?(?:(?P<m>[А-ЯЁІЎа-яёіўA-Za-z]{{3,10}}) )?{_YEAR.format('y')}(?: ?(?:год|года|г\.))?\.?")
_WEEKDAY: Final = re.compile(_DAYS, re.I)
# "ИНТЕРВЬЮ | 17 июня 2022, 08:45", «"Вестник связи", 20 мая 2025»
_RUBRIC: Final = r"(?:[^|·•\n]{1,30} [|·•] ){0,3}(?:[«\"„“]?[A-ZА-ЯЁІЎ][\w.-]{0,20}(?: [\w.«»-]{1,20}){0,3}[»\"”]?,(?: № ?\d{1,4},)? )?"
_ALONE: Final = re.compile(r"[(\[]?" + _RUBRIC + _LEAD + _DATE + _TIME + _TAIL + r"[)\]]?", re.I)

_CITY: Final = r"(?P<city>[A-ZА-ЯЁІЎ][\w'’-]{1,30}(?: [A-ZА-ЯЁІЎ][\w'’-]{1,30}){0,2})"
_COUNTRY: Final = r"(?:,? ?\([^()]{2,40}\)|, [A-ZА-ЯЁІЎ][\w -]{2,40}?(?!\w))?"
_YEARLESS: Final = r"\d{1,2} [а-яёіў]{3,10}|[A-Z](?:[a-z]{2,8}|[A-Z]{2,8})\.? \d{1,2}(?:st|nd|rd|th)?|\d{1,2}(?:st|nd|rd|th)? [A-Z][a-z]{2,8}"
_MARK: Final = r"(?:/[^/\n]{2,40}/|\([^()\n]{2,40}\)|[A-ZА-ЯЁІЎ][\w.«»-]{1,30}(?: [A-ZА-ЯЁІЎ][\w.«»-]{1,30}){0,2})"
_DASH: Final = r" ?(?:--|[–—-]) "
_APART: Final = r"(?:[.,] ?| |(?=[/(]))"  # no mark inside a word: HA|RARE
# Санкт-Петербург, 28 июля 2023 г. | Джакарта — Москва, 9 октября 2025 года, a line by itself
_CITY_ALONE: Final = re.compile(rf"{_CITY}(?: ?[–—/-] ?[A-ZА-ЯЁІЎ][\w'’-]{{1,30}}(?: [A-ZА-ЯЁІЎ][\w'’-]{{1,30}}){{0,2}})?(?:,? ?\([^()]{{2,40}}\))?[.,] (?:(?:{_DAYS}),? )?{_DATE}{_TIME}[ .]{{0,2}}")
_TWIN: Final = r"(?: ?[–—/-] ?[A-ZА-ЯЁІЎ][\w'’-]{1,30})?"
_COUNTED: Final = r"(?:[Вв]чера|[Нн]акануне|[Сс]егодня|[Пп]озавчера|[Уу]чора|[Сс]ёння|[Дд]нем ранее|[Вв]о? (?:минувш\w{2,3} |прошл\w{2,3} )?(?:понедельник|вторник|среду|четверг|пятницу|субботу|воскресенье))"
_OF_MONTH: Final = "января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря"
_ENDS: Final = rf"(?:{_DASH}(?:{_MARK}\.)?|(?<=[/.)]):? )"
_SHORT: Final = r"(?P<d5>[0-3]\d)\.(?P<m5>[01]\d)\.(?P<y5>[0-3]\d)"
_SHORT_ALONE: Final = re.compile(_SHORT + _TIME)
_DATELINES: Final = tuple(
    re.compile(pattern)
    for pattern in (
        # DURBAN, South Africa, September 14, 2018 – | НУР-СУЛТАН, 15 апреля. /ТАСС/. | МИНСК, 5 мая – РИА Новости. | (Минск, 5 мая 2025 г.)
        rf"[(\[]?(?:г\. ?)?{_CITY}{_TWIN}{_COUNTRY}[,;]? ?(?:(?:{_DAYS}),? )?(?:{_DATE}|{_YEARLESS})[.,]?(?:[)\]]|(?: ?{_MARK}[.,]?)?)(?:{_ENDS}|: | (?<=[)\]] ))",
        # Москва. 11 марта 2025 года. ИНТЕРФАКС – | Ташкент. 11 марта 2025 г. /УзА/.
        rf"{_CITY}{_COUNTRY}\. (?:{_DATE}|{_YEARLESS})[.,]? ?{_MARK}[.,]?{_ENDS}",
        # Ташкент. 11 марта 2025 г. Министр … | Ташкент (Узбекистан). 11 марта 2025. Министр …
        rf"{_CITY}{_COUNTRY}(?:\.|,| ?[–—-]) {_DATE}(?:(?<=\.)|\.) (?=[A-ZА-ЯЁІЎ«])",
        # TASHKENT (11 March 2025) –
        rf"{_CITY} \({_DATE}\) ?[–—-] ",
        # 14.05.2025. Министр … | 14 мая 2025 года. Министр … | 14 мая 2025, 10:20. Министр … | 14.05.2025 | Минск. Министр …
        rf"(?P<city>){_DATE}{_TIME}(?<!г)\. (?=[A-ZА-ЯЁІЎ«])",
        rf"{_DATE}{_TIME} \| {_CITY}\. (?=[A-ZА-ЯЁІЎ«])",
        # Бишкек, 12.09.25 /Кабар/.
        rf"{_CITY}[.,] {_SHORT}[.,]? ?{_MARK}[.,]?{_ENDS}",
        # 12 мая 2025 г., Минск /Корр. БЕЛТА/.
        rf"{_DATE},? {_CITY}\b,? ?{_MARK}\.? ?(?:[–—-] )?",
        # 12 мая 2025 г., Минск. | 12 МАЯ 2025, МИНСК –
        rf"(?:{_DATE}|{_YEARLESS}), (?:г\. ?)?{_CITY}(?:{_DASH}|\. |\.? ?{_MARK}\. )",
        # KIGALI, Rwanda, 4 July 2024 -/African Media Agency (AMA)/-
        rf"{_CITY}{_COUNTRY}, {_DATE} ?-?/[^/\n]{{2,40}}/-? ",
        # Tashkent, Uzbekistan (UzA).
        rf"{_CITY}{_COUNTRY} \([A-Z][A-Za-z.]{{1,20}}\)[.,:]? ",
        # 3 November 2024 – The minister …
        rf"(?P<city>){_DATE}{_DASH}",
        # 3 ноября 2024 г. Вчера министр …: the day from which the text counts
        rf"(?P<city>){_DATE}(?:\.|(?<=г\.)) (?=[А-ЯЁІЎ«][^\n]{{0,250}}?\b{_COUNTED}\b)",
        # 3 ноября 2024 г. Утром 2 ноября министр …: another day in the same sentence
        rf"(?P<city>){_DATE}(?<=г\.) (?=(?:[А-ЯЁІЎ«][^\n.]{{0,200}}? )?\d{{1,2}} (?:{_OF_MONTH}))",
        # Ташкент, Узбекистан (UzDaily.uz) -- | БАКУ /Trend/ – | Москва. INTERFAX.RU - | ULAANBAATAR (Montsame) -
        rf"{_CITY}{_COUNTRY}{_APART}{_MARK}\.?{_DASH}",
        rf"{_CITY}{_COUNTRY}[.,]? ?/[^/\n]{{2,40}}/\.? ",
        # ULAANBAATAR. On 10 April …
        r"(?P<city>[A-ZА-ЯЁІЎ]{3,30}(?:[ -][A-ZА-ЯЁІЎ]{3,30})?)(?:\.|,? [–—-]) (?=[A-ZА-ЯЁІЎ\"«])",
    )
)


@dataclass(frozen=True, slots=True)
class Dateline:
    """Date and city that a dateline gives; `end` is the offset behind it in its line."""

    published: PartialDate | None
    place: str
    end: int = 0


def month_number(word: str) -> int | None:
    """1 to 12 for a month's name or abbreviation in Russian, Belarusian or English, else None."""
    match = _NUMBER.match(word.lower())
    return match.lastindex if match else None


def date_alone(line: str) -> Dateline | None:
    """The date of a line that is nothing but a date, a time and perhaps a city; else None."""
    if len(line) > 90:
        return None
    if (short := _SHORT_ALONE.fullmatch(line)) is not None and (day := _date(short)) is not None:
        return Dateline(day, "", short.end())
    alone = _CITY_ALONE.fullmatch(line)
    if alone is not None and (day := _date(alone)) is not None:
        return Dateline(day, _place(alone["city"]), alone.end())
    match = _ALONE.fullmatch(line)
    published = _date(match) if match else None
    if match is None or published is None:
        return None
    return Dateline(published, _place((match["rest"] or "").lstrip(" .,|").removeprefix("г.").strip()), match.end())


_PLACED: Final = r"(?:(?:г\. ?)?[A-ZА-ЯЁІЎ][\w'’-]{1,30}(?: [A-ZА-ЯЁІЎ][\w'’-]{1,30}){0,2})"
_DAY_HEADING: Final = re.compile(rf"(?:{_PLACED}[,.] ?)?(?:\d{{1,2}} ?[–—-] ?)?(?:{_DATE}|(?P<dy>{_YEARLESS}))(?:[,.] ?{_PLACED}(?: ?[–—/-] ?{_PLACED})?)?[.:]?")
_LABEL: Final = re.compile(r"(?:опубликовано|дата|размещено|добавлено|обновлено|published|posted|release|апублікавана|размешчана|дададзена|абноўлена|last updated|updated|created|issued)\b", re.I)


def year_alone(line: str) -> PartialDate | None:
    """«2025», «Минск, май 2025 года»: year or month of the publication, in a line of its own."""
    match = _YEAR_ALONE.fullmatch(line) if len(line) < 40 else None
    month = month_number(match["m"]) if match is not None and match["m"] else None
    return None if match is None or (match["m"] and month is None) else PartialDate(int(match["y"]), month)


_LINE_OF_PAGE: Final = re.compile(rf"(?:[^\n]{{2,80}}?(?:[,.:|–—] | ?\())?(?:(?:{_DAYS}),? )?{_DATE}{_TIME}(?:\)|(?:[,|]|(?<!г)\.|(?<=г\.)) (?-i:[A-ZА-ЯЁІЎ])[^\n\d]{{2,50}}(?<!\.)|\.)?:?", re.I)
_CAPTIONS: Final = re.compile(r"[(\[]?(?:на )?(?:фото|снимк|иллюстрац|photo|pictured|caption)", re.I)


def line_of_page(line: str) -> PartialDate | None:
    """«Посольство А в Б, 7 июня 2024 г.», «11 июня 2024 г. Интервью»: a short line that a date begins or ends, set apart by a mark; no caption."""
    match = _LINE_OF_PAGE.fullmatch(line) if len(line) < 110 and not _CAPTIONS.match(line) else None
    return _date(match) if match is not None else None


def day_of_a_line(lines: Sequence[str]) -> PartialDate | None:
    """The day in a short line above or below the text; of several such lines, a chronicle, none."""
    days = [(i, d) for i, line in enumerate(lines) if (d := line_of_page(line)) is not None]
    return days[0][1] if len(days) == 1 and (days[0][0] < 3 or days[0][0] == len(lines) - 1) else None


_YEAR_BEHIND: Final = re.compile(rf"[^\n\d,]{{2,60}}, {_YEAR.format('y')} (?:год|г\.)")


def year_of_page(line: str) -> PartialDate | None:
    """The year in a line of its own, or behind the house whose line it is: «Пресс-служба министерства, 2024 год»."""
    match = _YEAR_BEHIND.fullmatch(line)
    return PartialDate(int(match["y"])) if match is not None else year_alone(line)


def labelled(line: str) -> bool:
    """«Опубликовано: 12.05.2025»: a line that says itself that its date is the page's."""
    return _LABEL.match(line) is not None


def day_heading(line: str) -> bool:
    """«20 января, Баку», «Баку, 21 января»: the heading of a day in a chronicle, and no headline."""
    match = _DAY_HEADING.fullmatch(line) if len(line) < 60 else None
    if match is None:
        return False
    words = (match["dy"] or "").replace(".", " ").split()
    return not words or any(month_number(w) is not None for w in words if not w[0].isdigit())


_TRAIL: Final = re.compile(r"\s*[/|>›»•·→]\s*")
_SEGMENT = 60  # characters


def date_in_trail(line: str) -> Dateline | None:
    """The only date among the steps of a trail, «Главная / Интервью / 18 ноября 2024»; else None."""
    if len(line) > 200:
        return None
    steps = [s for s in _TRAIL.split(line) if s]
    if len(steps) < 2 or any(len(s) > _SEGMENT for s in steps):
        return None
    found = [d for s in steps if s[0].isdigit() and (d := date_alone(s)) is not None]
    return found[0] if len(found) == 1 else None


_HEADED: Final = re.compile(rf"{_CITY}{_DASH}[^.!?\n]{{5,90}}?, {_DATE}\.?")


def dated_heading(line: str) -> Dateline | None:
    """"OSLO — Chronicle of a visit, 6 November 2025": a heading between its town and its day."""
    match = _HEADED.fullmatch(line) if len(line) < 140 else None
    return None if match is None else Dateline(_date(match), _place(match["city"]), match.end())


def agency_dateline(paragraph: str) -> Dateline | None:
    """The agency dateline that a paragraph begins with, or None."""
    head = paragraph[:320]
    for pattern in _DATELINES:
        match = pattern.match(head)
        if match and match.end() < len(paragraph):
            groups = match.groupdict()
            return Dateline(_date(match), _place(groups["city"]), match.end())
    return None


def iso_date(text: str) -> PartialDate | None:
    """The day of a metadata value ("2010-11-25T16:20:00+04:00", "07.12.2007", "12 мая 2025 г."), or None."""
    match = re.match(_LEAD + _DATE, text.strip()[:60], re.I)
    return _date(match) if match else None


def _date(match: re.Match[str]) -> PartialDate | None:
    groups = match.groupdict()
    for n in "12345":
        if groups.get("y" + n):
            month = groups["m" + n]
            number = int(month) if month.isdecimal() else month_number(month)
            year = int(groups["y" + n]) + (2000 if n == "5" else 0)
            try:
                return PartialDate(year, number, int(groups["d" + n])) if number else None
            except ValueError:
                return None
    return None


def _place(city: str) -> str:
    """A city as in running text: "НУР-СУЛТАН" -> "Нур-Султан"; "" for the day of the week."""
    if _WEEKDAY.fullmatch(city):
        return ""
    return city.title() if city.isupper() else city
