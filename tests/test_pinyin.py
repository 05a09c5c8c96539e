"""Pinyin in Cyrillic, by the names that releases print in both."""

import pytest

from kg.reference.pinyin import palladius


@pytest.mark.parametrize(
    ("pinyin", "cyrillic"),
    [
        ("qiang", "цян"), ("zhuanglong", "чжуанлун"), ("wei", "вэй"), ("jin", "цзинь"), ("xi", "си"), ("jinping", "цзиньпин"),
        ("guo", "го"), ("hui", "хуэй"), ("xue", "сюэ"), ("zi", "цзы"), ("lv", "люй"), ("yuan", "юань"), ("xian", "сянь"),
        ("sergei", None), ("orlov", None), ("kim1", None), ("", ""),
    ],
)  # fmt: skip
def test_syllables(pinyin: str, cyrillic: str | None) -> None:
    assert palladius(pinyin) == cyrillic
