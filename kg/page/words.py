"""The words of the page in its three languages, from `static/words.yaml`."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from kg.reference.files import read_yaml

LANGUAGES = ("ru", "be", "en")
Words = dict[str, dict[str, dict[str, str]]]


@cache
def words() -> Words:
    """Section -> key -> language -> text. ValueError where an entry lacks a language."""
    raw = read_yaml(files("kg.page").joinpath("static/words.yaml").read_text(encoding="utf-8"))
    return {section: {str(k): _entry(section, k, v) for k, v in entries.items()} for section, entries in raw.items()}


def say(section: str, key: str, language: str = "ru") -> str:
    """One word, or the key itself where there is none."""
    return words()[section].get(key, {}).get(language, key)


def _entry(section: str, key: object, value: object) -> dict[str, str]:
    if not isinstance(value, list) or len(value) != len(LANGUAGES) or not all(isinstance(v, str) and v for v in value):
        raise ValueError(f"words.yaml: {section}.{key} needs {len(LANGUAGES)} texts")
    return dict(zip(LANGUAGES, value, strict=True))
