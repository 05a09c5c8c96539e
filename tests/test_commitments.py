"""What sides agree to do, and states that join an organisation; "/" parts the lines of a text."""

from __future__ import annotations

import pytest

from kg.facts.extract import extract
from kg.facts.model import Extraction
from kg.release.model import Release
from kg.text.annotate import annotate
from kg.values import PartialDate

AGREED = {
    "По итогам встречи стороны договорились:/• создать группу;/• обменяться планами.": ["создать группу", "обменяться планами"],
    "Достигнуты следующие договоренности:/1) создать комитет;/2) утвердить план.": ["создать комитет", "утвердить план"],
    "Министры условились о создании учебного центра.": ["Министры условились о создании учебного центра"],
    "Стороны решили создать рабочую группу.": ["Стороны решили создать рабочую группу"],
    "Беларусь и Корея договорились открыть центр ИКТ.": ["Беларусь и Корея договорились открыть центр ИКТ"],
    "Достигнута договоренность о проведении форума.": ["Достигнута договоренность о проведении форума"],
    "На переговорах принято решение провести форум.": ["На переговорах принято решение провести форум"],
    "Участники договорились продолжить диалог.": ["Участники договорились продолжить диалог"],
    "Стороны не договорились о цене.": [],
    "До сих пор не достигнуто никаких договоренностей.": [],
    "Принято решение сделать памятник из гранита.": [],
    "Стороны выразили готовность расширять связи.": [],
    "Компания решила закрыть офис.": [],
    "Правительство решило создать центр.": [],
    "Стороны могли бы договориться о поставках.": [],
}
MEMBERS = {
    "В июле 2024 г. Республика Беларусь вошла в состав ШОС.": "BY 2024-07",
    "Казахстан стал членом ВТО в 2015 году.": "KZ 2015",
    "Армения является членом ЕАЭС с 2015 года.": "AM 2015",
    "Узбекистан присоединился к Евразийскому экономическому союзу как наблюдатель.": "",
    "Беларусь планирует вступить в БРИКС.": "",
    "Россия не вошла в состав ОПЕК.": "",
    "Минсвязи Беларуси состоит в РСС давно.": "",
}


def read(text: str) -> Extraction:
    return extract(annotate(Release(text.replace("/", "\n"), "Без заголовка", None, PartialDate(2025, 6, 1), "ru", "made-up.txt")))


@pytest.mark.parametrize("text", AGREED)
def test_commitments(text: str) -> None:
    assert [c.text for c in read(text).commitments] == AGREED[text]


def test_the_two_sides_are_committed() -> None:
    found = read("Беларусь и Корея договорились открыть центр ИКТ.").commitments[0]
    assert [c.value.key for c in found.committed] == ["BY", "KR"]


@pytest.mark.parametrize("text", MEMBERS)
def test_memberships(text: str) -> None:
    found = [f"{m.country} {m.since.lexical if m.since else ''}".strip() for m in read(text).memberships]
    assert found == ([MEMBERS[text]] if MEMBERS[text] else [])
