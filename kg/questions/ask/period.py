"""The time that a question asks about: "в 2024 году", "since March 2020", "до 2025", "с 2020 по 2024 год"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from kg.questions.ask.words import Token
from kg.reference.calendar import calendar
from kg.values import PartialDate

_FROM = {"с", "со", "начиная", "since", "from", "з", "ад", "пачынаючы", "starting"}
_AFTER = {"после", "after", "пасля", "позже", "later"}
_UNTIL = {"по", "до", "until", "till", "to", "through", "па", "да", "by"}
_BEFORE = {"до", "before", "перед", "раньше", "да", "перад"}
_IN = {"в", "во", "in", "у", "ў", "за", "during", "on", "на", "of"}
_AND = {"и", "and", "і", "й"}
_BETWEEN = {"между", "between", "паміж"}
_AS_OF = (("as", "of"), ("по", "состоянию", "на"), ("на", "дату"), ("станам", "на"), ("па", "стане", "на"))
_FILLER = {
    "год",
    "года",
    "году",
    "годом",
    "годы",
    "годам",
    "годзе",
    "годах",
    "г",
    "гг",
    "the",
    "year",
    "st",
    "nd",
    "rd",
    "th",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """A period as the parameter takes it ("2020..2024") and the words [first, last) that say it.

    asof  True for "as of" a date: what was so then, by what was known until then
    """

    text: str
    first: int
    last: int
    asof: bool = False


def find(tokens: Sequence[Token], text: str = "") -> Asked | None:
    """The period of a question, or None; `text` is what the tokens were cut from, to see what is written together."""
    try:
        for at in range(len(tokens)):
            day = None if _is_of_name(tokens, at, text) else _date(tokens, at)
            if day is not None:
                return _with_words(tokens, at, *day)
    except ValueError:  # 31 February: not a period, and not the February in it either
        return None
    return None


def _is_of_name(tokens: Sequence[Token], at: int, text: str) -> bool:
    """The year of "EXPO-2027" is part of a name."""
    before = tokens[at - 1] if at else None
    if before is None or text[before.end : tokens[at].start] not in ("-", "‑", "–"):
        return False
    return (
        before.text[:1].isupper()
        and before.norm.isalpha()
        and before.norm not in calendar().months
        and not before.country
    )


def _with_words(tokens: Sequence[Token], at: int, value: PartialDate, after: int) -> Asked:
    before = tokens[at - 1].norm if at else ""
    for phrase in _AS_OF:
        if tuple(t.norm for t in tokens[max(at - len(phrase), 0) : at]) == phrase:
            return Asked(value.lexical, at - len(phrase), after, asof=True)
    first = at - 1 if before in _FROM | _AFTER | _UNTIL | _BEFORE | _IN | _BETWEEN else at
    if before in _FROM | _BETWEEN or before not in _AFTER | _BEFORE | _UNTIL | _IN:
        second = _second(tokens, after, _UNTIL if before in _FROM else _AND if before in _BETWEEN else set())
        if second is not None:
            return Asked(f"{value.lexical}..{second[0].lexical}", first, second[1])
    if before in _FROM:
        return Asked(f"{value.lexical}..", first, after)
    if before in _AFTER:
        return Asked(f"{_shifted(value, 1)}..", first, after)
    if before in _BEFORE and before != "да":
        return Asked(f"..{_shifted(value, -1)}", first, after)
    if before in _UNTIL:
        return Asked(f"..{value.lexical}", first, after)
    return Asked(value.lexical, first, after)


def _second(tokens: Sequence[Token], at: int, joints: set[str]) -> tuple[PartialDate, int] | None:
    """The second date of a range: after a joint word, or right after the first ("2020-2024")."""
    if at < len(tokens) and tokens[at].norm in joints:
        return _date(tokens, at + 1)
    if at < len(tokens) and not joints and tokens[at].start == tokens[at - 1].end + 1:
        return _date(tokens, at)
    return None


def _shifted(value: PartialDate, step: int) -> str:
    """The day after the period, or before it."""
    assert value.bounds is not None
    edge = date.fromisoformat(value.bounds[1] if step > 0 else value.bounds[0])
    return (edge + timedelta(days=step)).isoformat()


def _date(tokens: Sequence[Token], at: int) -> tuple[PartialDate, int] | None:
    """A date with its year at a place, and where it ends; ValueError for a day that no calendar has."""
    for size, parts in _readings([t.norm for t in tokens[at : at + 3]]):
        return PartialDate(*parts), _skip(tokens, at + size)
    return None


def _readings(words: list[str]) -> list[tuple[int, tuple[int, ...]]]:
    months = calendar().months
    w = [*words, "", "", ""][:3]
    day = w[0].removesuffix("st").removesuffix("nd").removesuffix("rd").removesuffix("th")
    if w[0].isdecimal() and w[1].isdecimal() and w[2].isdecimal() and {len(w[0]), len(w[2])} <= {1, 2, 4}:
        if len(w[0]) == 4:  # 2024-08-22
            return [(3, (int(w[0]), int(w[1]), int(w[2])))]
        if len(w[2]) == 4:  # 22.08.2024
            return [(3, (int(w[2]), int(w[1]), int(w[0])))]
    if day.isdecimal() and len(day) <= 2 and w[1] in months and _year(w[2]):
        return [(3, (int(w[2]), months[w[1]], int(day)))]
    if w[0] in months and w[1].isdecimal() and len(w[1]) <= 2 and _year(w[2]):
        return [(3, (int(w[2]), months[w[0]], int(w[1])))]
    if w[0] in months and _year(w[1]):
        return [(2, (int(w[1]), months[w[0]]))]
    return [(1, (int(w[0]),))] if _year(w[0]) else []


def _year(word: str) -> bool:
    return len(word) == 4 and word.isdecimal() and word.isascii() and 1900 <= int(word) <= 2100


def _skip(tokens: Sequence[Token], at: int) -> int:
    while at < len(tokens) and tokens[at].norm in _FILLER:
        at += 1
    return at
