"""What classes and properties are called on pages, in the languages of their readers."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

from kg.questions.things import CLASSES
from kg.reference.files import read_yaml


@cache
def names() -> dict[str, dict[str, dict[str, str]]]:
    """Section (classes, properties, inverse) -> name -> language -> text."""
    found: Any = read_yaml(files("kg.server").joinpath("naming.yaml").read_text(encoding="utf-8"))
    return {str(s): {str(k): dict(v) for k, v in entries.items()} for s, entries in found.items()}


def class_name(name: str, language: str) -> str:
    """A class by the end of its IRI, or by the type of a parameter; what has no name is shown as it is."""
    return names()["classes"].get(CLASSES.get(name, name), {}).get(language, name)


def property_name(code: str, language: str, inward: bool = False) -> str:
    """A property by its short name such as coop:party; `inward` as read from its object."""
    sections = ("inverse", "properties") if inward else ("properties",)
    return next((names()[s][code][language] for s in sections if code in names()[s]), code)
