"""Where a sentence ends behind a year and behind "5G."; the bar stands for the border."""

from __future__ import annotations

import pytest

from kg.text.sentences import pieces

CASES = [
    "Документ был подписан 7 июня 2016 г.| Стороны довольны и продолжат работу.",
    "7 июня 2016 г. Министр связи подписал документ.",
    "Как сообщалось, 7 июня 2016 г. Министр связи подписал документ.",
    "Документ был подписан в 2016 г. Министерством связи и действует.",
    "В регионе внедрено 5G.| Меморандум готов.",
    "Встреча прошла в г. Минске.",
]


@pytest.mark.parametrize("marked", CASES)
def test_ends(marked: str) -> None:
    text = marked.replace("|", "")
    assert [t for t, _, _ in pieces(text)] == marked.replace("| ", "|").split("|")
    assert all(text[start:end] == t for t, start, end in pieces(text))
