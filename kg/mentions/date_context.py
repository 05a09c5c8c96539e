"""What the words around a date make of it: its kind, the tense of the verb near it, and whether it is a date at all.

All look at a bounded stretch of the folded sentence (lower case, ё as е) before and behind the match.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, Literal

from kg.mentions.date_model import Kind
from kg.reference.calendar import calendar

# ---- what it is the date of ------------------------------------------------------------------------------------------

# «до субботы, 24 мая», "until Saturday, May 24"
_OF_WEEK: Final = (
    r"(?: (?:понедельник|вторник|сред|четверг|пятниц|суббот|воскресен|панядзел|аўтор|серад|чацв|пятніц|субот|нядзел|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\w{0,4},)?"
)
_DEADLINE: Final = re.compile(
    r"(?:^|[^\w])(?:не позднее|не позже|не пазней|до|к|ко|да|by|before|until|till|not later than|no later than)"
    rf"(?: (?:конца|концу|начала|началу|середины|канца|(?:the )?(?:end|beginning|middle) of))?{_OF_WEEK} $"
)
_THROUGH: Final = re.compile(rf"(?:^|[^\w])(?:по|па|through|till|until){_OF_WEEK} $")
_SINCE: Final = re.compile(r"(?:^|[^\w])(?:начиная с|с|со|з|са|ад|since|from|as of|starting) $")
_FOR: Final = re.compile(r"(?:^|[^\w])(?:на|for) $")
_LASTING: Final = re.compile(
    r"продл|продолж|остан|действ|работа|проход|пройдет|длит|находит|находя|пробуд|гост|діцца|доўжыц|знаходз|extend|last|run|continu|remain|stay|(?:is|are) (?:on|in|paying|visiting)"
)
_ACT: Final = re.compile(
    r"\b(?:указ|постановлен|закон|приказ|распоряжен|решени|декрет|кодекс|пастанов|загад|рашэнн|дэкрэт|decree|resolution|law|order|act)\w{0,5}\b"
)
_ACCORD: Final = re.compile(
    r"\b(?:соглашени|меморандум|договор|протокол|контракт|заявлени|деклараци|agreement|memorandum|protocol|пагадненн|мемарандум)"
)
BACKGROUND: Final = re.compile(
    r"\b(?:справочно|даведачна|напомн|(?<!днем )(?<!днями )(?<!месяцем )ранее|предыдущ|прошлый раз|заключенн|подписанн|основан|создан|учрежден|was (?:founded|concluded|established)|"
    r"concluded|recall|previous|папярэдн|раней)"
)


_PLACE_BEFORE: Final = re.compile(r"[A-ZА-ЯЁІЎ][\w'’-]{1,30}(?:,? [A-ZА-ЯЁІЎ][\w'’-]{1,30}){0,4},? ")
_DATELINE_AFTER: Final = re.compile(r",? [A-ZА-ЯЁІЎ][\w-]{1,30} ?[/(]|[.,]? ?/|[.,]? ?[–—-]{1,2} |\.? ?\([A-ZА-Я]|\.?$")


# "3 ноября 2024 г. Вчера министр …", one sentence to the splitter: the day from which the text counts
_COUNTED_FROM: Final = re.compile(r"(?: ?г\.|(?<=г)\.|(?<=г\.)| ?года\.|(?<=года)\.|\.) (?-i:(?=[А-ЯЁІЎ«]))[^\n]{0,300}?\b(?:вчера|накануне|сегодня|позавчера|учора|сёння|днем ранее|во? (?:минувш\w{2,3} |прошл\w{2,3} )?(?:понедельник|вторник|среду|четверг|пятницу|субботу|воскресенье))\b", re.I)


_TIME_AFTER: Final = re.compile(r"(?: ?г\.?| ?года)?,? ?\d{1,2} ?: ?\d\d\b")  # «12 мая 2025, 10:20.»


def is_dateline(text: str, start: int, end: int) -> bool:
    """«МИНСК, 5 мая – РИА Новости.», «12 мая 2025 г., Минск /Корр. БЕЛТА/.»: the sentence begins with it."""
    if start == 0 and (_COUNTED_FROM.match(text, end) or _TIME_AFTER.match(text, end)):
        return True
    after = _DATELINE_AFTER.match(text[end : end + 60])
    if after is None or start > 60:
        return False
    if start == 0:
        return after[0].endswith(("/", "("))
    if text[:start].strip(" ,").lower() in calendar().weekdays:
        return False  # "Вторник, 3 июня"
    return _PLACE_BEFORE.fullmatch(text[:start]) is not None and text[:start].rstrip().endswith(",")


def kind_of(rule: str, g: dict[str, str], low: str, begin: int, start: int, end: int) -> Kind:
    """Kind of the date at [start, end); `begin` is where its preposition stands, `g` the groups of its rule."""
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
    if rule in ("day", "numeric") and _THROUGH.search(before):
        return "until"
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


_REPORTED: Final = re.compile(r"\b(?:сообщил\w{0,2}|рассказал\w{0,2}|заявил\w{0,2}|опубликова\w{1,3}|говорится в (?:сообщении|релизе|публикации)(?: от)?|размещен\w{0,2}|паведаміл\w{0,2}|апублікава\w{1,3}|reported|announced|published)(?: on)? $")
_REPORTS_THEN: Final = re.compile(r"(?: ?г\.| ?года)? (?:сообщи\w{1,3}|рассказа\w{1,3}|заяви\w{1,3}|опубликова\w{1,3}|паведамі\w{1,3}|апублікава\w{1,3})\b")


def is_report(low: str, start: int, end: int) -> bool:
    """«…, сообщили 2 сентября 2025 г. в ведомстве», «Об этом 2 сентября сообщил …»: the day of the news itself."""
    return _REPORTED.search(low, max(0, start - 40), start) is not None or _REPORTS_THEN.match(low, end) is not None


_FUTURE: Final = re.compile(
    r"\b(?:пройд[еу]т|состо[ия]тся|откро[ею]тся|закро[ею]тся|начн[еу]тся|начн[еу]т|стартую?е?т|заверш[иа]тся|завершат|завершит|законч[иа]тся|продл[ия]тся|продолж[иа]тся|"
    r"провед[еу]т|посет[ия]т|прибуд[еу]т|прилет[ия]т|приед[еу]т|при[мн][еу]т|собер[еу]тся|встрет[ия]тся|выступ[ия]т|обсуд[ия]т|подпиш[еу]т|отправ[ия]тся|вылет[ия]т|верн[еу]тся|"
    r"заработа[ею]т|представ[ия]т|стан[еу]т|будет|будут|намечен\w{0,3}|запланирован\w{0,4}|планиру\w{1,5}|предстоит|предполагается|намечается|"
    r"смо[жг][еу]т|мо[жг][еу]т быть|можа быць|ожида[ею]т(?:ся)?|ожидаем|жд[еу]т|ждем|назначен\w{0,2}|рассчитыва\w{1,3}|решено|намерен\w{0,2}|поед[еу]т|адбуд[зу]\w{1,5}|пройд[зу]\w{1,3}|адкрыецца|завершыцца|пачнецца|будзе|будуць|плануюць|плануецца|"
    # «условились продолжить разговор в октябре»: what was agreed on is to come
    r"(?:(?<=условились )|(?<=условился )|(?<=договорились )|(?<=договорился )|(?<=согласились )|(?<=обязались )|(?<=дамовіліся ))[а-яіў]{2,20}(?:ть|ти|ться|тись|ць|цца)|"
    r"(?:провести|встретиться|посетить|подписать|собраться|созвать|приехать)|to (?:meet|hold|visit|sign|attend|host|take)|"
    # "to be held in Oslo on": the participle behind it is no past
    r"(?:will|would|shall|is to|are to|due to|set to|to|could|might)(?: also| again| then| next)? be (?:[a-z]{2,20}ed|held|made|led|given)|"
    r"(?:ends|closes|concludes|finishes)(?= (?:on|in)\b)|will|would|shall|is to|are to|due to|set to|to be|scheduled|planned|intends?|expected|upcoming|next)\b"
)
# what stands for the tags where there are none: English, and a text that nobody has tagged
_PAST: Final = re.compile(
    r"\b(?:[а-я]{2,20}(?:ался|илась|илось|ились|алась|алось|ались|шла|шло|шли|шел|ил|ыл|ил[аои]|ал[аои]|ан[аоы]?|ен[аоы])|[а-яіў]{1,20}(?:аўся|іўся|еўся|ыўся|лася|лося|ліся|ваны)"
    r"|[a-z]{2,20}ed|was|were|had|took|held|met|gave|made|began|opened|led)\b"
)


_OTHER_CLAUSE: Final = 40  # characters that a comma counts for


Tense = Literal["past", "future", ""]
Verb = tuple[int, int, Tense]  # from, to, in characters of the sentence


def tense_near(low: str, start: int, end: int, verbs: Sequence[Verb] | None = None) -> Tense:
    """Tense of the nearest verb in the sentence, "" if none is near; `verbs`: those of its words that have one, if they are tagged."""
    left, right = max(0, start - 120), end + 80
    found: list[Verb] = [(*m.span(), "future") for m in _FUTURE.finditer(low, left, right)]
    found += [(*m.span(), "past") for m in _PAST.finditer(low, left, right)] if verbs is None else verbs
    best: tuple[int, Tense] = (999, "")
    for a, b, tense in found:
        if left <= a and b <= start:
            best = min(best, (start - b, tense), key=lambda x: x[0])
        elif end <= a < right:
            # a comma or «и» behind the date begins what another verb tells: "…, который пройдет 9 мая, и пригласил гостей"
            apart = _OTHER_CLAUSE if "," in low[end:a] or _AND.search(low, end, a) else 0
            best = min(best, (a - end + apart, tense), key=lambda x: x[0])
    return best[1]


_AND: Final = re.compile(r" (?:и|і|and) ")


# ---- what is no date although it looks like one -------------------------------------------------------------------------

_GENITIVE: Final = re.compile(
    r" (?:[а-яіў-]{2,25}(?:ого|его|ой|ей|ии|ия|ов|ев|ага|яга)|дня|визита|саммита|форума|встречи|праздника|выборов|заседания)\b"
)


def stands(rule: str, g: dict[str, str], match: re.Match[str], low: str) -> bool:
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
        return _GENITIVE.match(low, match.end()) is None  # "накануне подписания" has a word of its own
    return True
