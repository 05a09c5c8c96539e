"""Words of the genre by language: heads of organisations, posts, instruments, gatherings, acts."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from kg.reference.files import read_yaml


@dataclass(frozen=True, slots=True, eq=False)  # there is one of a language: functions of it can be kept
class Lexicon:
    """The word lists of one language, keyed by lemma.

    bodies       head noun -> classes of the ontology, the first is the default
    instruments  noun -> kind of agreement ("other" for anaphoric words)
    gatherings   noun -> kind of event
    triggers     lemma -> acts that it may express
    sets         every other list of the file under its dotted name, e.g. "roles.heads"
    maps         every other mapping of the file under its dotted name, e.g. "roles.canonical"
    """

    bodies: dict[str, tuple[str, ...]]
    instruments: dict[str, str]
    gatherings: dict[str, str]
    triggers: dict[str, tuple[str, ...]]
    sets: dict[str, frozenset[str]]
    maps: dict[str, dict[str, str]]


def lexicon(language: str) -> Lexicon:
    """The lexicon that the fact rules use. Mentions of every language carry Russian keys, so it is the Russian one for all.

    The English finders read their own words with `english_lexicon`; Belarusian is read through Russian counterparts.
    """
    return _read("ru")


@cache
def english_lexicon() -> Lexicon:
    """The words that the English finders look for; maps "gloss.…" give the Russian key of an English lemma."""
    return _read("en")


@cache
def _read(name: str) -> Lexicon:
    path = Path(__file__).with_name(f"{name}.yaml")
    data: dict[str, Any] = read_yaml(path.read_text(encoding="utf-8"))
    sets: dict[str, frozenset[str]] = {}
    maps: dict[str, dict[str, str]] = {}
    _flatten("", {k: v for k, v in data.items() if k not in ("bodies", "instruments", "gatherings", "triggers")}, sets, maps)
    return Lexicon(
        _many(data["bodies"]),
        {w: k for k, words in data["instruments"].items() for w in words},
        {w: k for k, words in data["gatherings"].items() for w in words},
        _many(data["triggers"]),
        sets,
        maps,
    )


def _many(table: dict[str, list[str]]) -> dict[str, tuple[str, ...]]:
    out: dict[str, tuple[str, ...]] = {}
    for kind, words in table.items():
        for word in words:
            out[word] = (*out.get(word, ()), kind)
    return out


def _flatten(prefix: str, node: dict[str, Any], sets: dict[str, frozenset[str]], maps: dict[str, dict[str, str]]) -> None:
    for key, value in node.items():
        name = f"{prefix}{key}"
        if isinstance(value, list):
            sets[name] = frozenset(str(v) for v in value)
        elif all(isinstance(v, str) for v in value.values()):
            maps[name] = dict(value)
        else:
            _flatten(name + ".", value, sets, maps)
