"""The authority file's word on a body: which record it is, by the id that extraction found or by its full name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from kg.entities.model import Change, Entity, Label
from kg.reference import authority
from kg.reference.authority import MEDIA, Record
from kg.reference.renames import renames


def record_key(known: str | None, name: str, country: str | None, language: str, year: int | None) -> str | None:
    """The id of a body's record, with the state behind "@" for a kind of ministry that many states have; None if unknown."""
    if known:
        record = _record(known)
        if record is None or not record.generic:
            return known
        return f"{known}@{country}" if country else None
    return _by_name(name, country, language, year)


def record_of(key: str | None) -> Record | None:
    """The record of a key, if it is that of one body."""
    return _record(key) if key and "@" not in key else None


def record_labels(record: Record) -> tuple[Label, ...]:
    """Its full names, ru first."""
    names = dict(record.labels)
    return tuple(Label(lang, names[lang]) for lang in authority.LANGUAGES if lang in names)


def record_forms(record: Record) -> list[Label]:
    """Its short and other names."""
    return [Label(lang, name) for lang, names in record.short for name in names]


def record_path(record: Record) -> str:
    """body/by/ministry-of-communications: the record's id, its state as a folder."""
    where = record.country.lower() if record.country else "int"
    return f"body/{where}/{record.id.removeprefix(where + '-')}"


def record_kind(record: Record, default: str) -> str:
    """Its class of the ontology; agencies that only report are whatever the releases took them for."""
    return default if record.kind == MEDIA else record.kind


def known_changes(entities: Iterable[Entity]) -> list[Change]:
    """Renamings between known bodies that are both among the entities."""
    return changes_between({e.authority: e.path for e in entities if e.kind == "body" and e.authority})


def changes_between(paths: Mapping[str, str]) -> list[Change]:
    """Renamings between records (id -> path of the body); of a chain with gaps, from end to end of the gap."""
    after = {r.before: r for r in renames()}
    found = []
    for start in sorted(paths):
        step = after.get(start)
        while step is not None and step.after not in paths:
            step = after.get(step.after)
        if step is not None:
            # the year is that of the one change; over a gap there are several
            found.append(Change(paths[start], paths[step.after], step.year if step.before == start else ""))
    return found


@lru_cache(maxsize=65536)
def _by_name(name: str, country: str | None, language: str, year: int | None) -> str | None:
    record = authority.choose(authority.lookup(name, language), (country,) if country else (), year)
    return record.id if record and not record.generic and record.country == country else None


def _record(identifier: str) -> Record | None:
    try:
        return authority.by_id(identifier)
    except KeyError:
        return None
