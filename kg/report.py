"""What a build read, found and did not understand: report.txt for people, report.json for programs."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from kg.entities.decisions import KINDS as KINDS_OF_DECISIONS
from kg.entities.decisions import local_names
from kg.entities.model import Mention, Resolution, release_id
from kg.facts.model import Extraction
from kg.release.model import Reject

KINDS = (
    ("country", "countries"), ("body", "bodies"), ("person", "people"), ("tenure", "posts"), ("agreement", "agreements"),
    ("event", "events"), ("commitment", "commitments"), ("membership", "memberships"),
)  # fmt: skip
# of the parts of report.txt behind the releases
TITLES = ("Not read", "One thing in several releases", "Perhaps one thing, for a person to decide")


def report(extractions: Sequence[Extraction], resolution: Resolution, rejects: Sequence[Reject]) -> dict[str, Any]:
    """The report as plain data, in a fixed order."""
    unique = {release_id(e.release): e for e in extractions}
    ordered = sorted(unique.values(), key=lambda e: resolution.releases[release_id(e.release)])
    return {
        "found": counts(ordered, resolution),
        "releases": [release_row(e, resolution.releases[release_id(e.release)]) for e in ordered],
        "not_read": not_read(rejects),
        "merged": _merged(resolution),
        "perhaps_one": [
            {
                "things": [c.left, c.right],
                "kind": c.mentions[0].kind,
                "told": [_named(m, unique, resolution) for m in c.mentions],
                "reasons": list(c.reasons),
            }
            for c in resolution.candidates
            if c.mentions[0].kind in KINDS_OF_DECISIONS
        ],
    }


def counts(extractions: Iterable[Extraction], resolution: Resolution) -> dict[str, int]:
    """How many things of each kind, over all releases."""
    by_kind = Counter(e.kind for e in resolution.entities.values())
    extractions = list(extractions)
    by_kind["country"] = len({c.value for e in extractions for c in e.countries})
    return {"releases": len(extractions)} | {name: by_kind[kind] for kind, name in KINDS}


def summary(found: dict[str, int]) -> str:
    """One line: "5 releases: 7 countries, …", only what there is."""
    parts = [_counted(number, name) for name, number in found.items() if number]
    return parts[0] + ": " + (", ".join(parts[1:]) or "nothing found") if parts else "no release read"


def _counted(number: int, name: str) -> str:
    one = {"countries": "country", "bodies": "body", "people": "person"}.get(name, name.removesuffix("s"))
    return f"{number} {one if number == 1 else name}"


def as_json(data: dict[str, Any]) -> bytes:
    """report.json."""
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def as_text(data: dict[str, Any]) -> bytes:
    """report.txt."""
    lines = [summary(data["found"]), ""]
    for row in data["releases"]:
        lines += release_lines(row)
    for title, rows in zip(TITLES, (data["not_read"], data["merged"], data["perhaps_one"]), strict=True):
        if rows:
            lines += [title, *(f"  {row_line(row)}" for row in rows), ""]
    return "\n".join(lines).encode()


def release_lines(row: dict[str, Any]) -> list[str]:
    """A release in report.txt."""
    lines = [row["title"], f"  {row['url'] or row['file']}  {row['published'] or 'undated'}  {row['language']}"]
    lines += [f"  {name}: {number}" for name, number in row["found"].items() if number]
    lines += [f"  ? {m['stage']}: {m['reason']}\n    {m['sentence']}" for m in row["misses"]]
    return [*lines, ""]


def not_read(rejects: Iterable[Reject]) -> list[dict[str, Any]]:
    """What could not be read, as rows."""
    return [{"name": r.name, "stage": r.stage, "reason": r.reason} for r in sorted(rejects, key=lambda r: r.name)]


def _named(mention: Mention, extractions: Mapping[str, Extraction], resolution: Resolution) -> dict[str, str]:
    """How a decision names a mention: by its release and what the release calls it."""
    names = local_names(extractions[mention.release], mention.kind)
    return {"release": resolution.releases[mention.release], "name": names[mention.key]}


def release_row(e: Extraction, path: str) -> dict[str, Any]:
    """What was found in a release, whose node has this path."""
    release = e.release
    tuples = {"countries": e.countries, "bodies": e.bodies, "people": e.persons, "posts": e.posts, "agreements": e.agreements,
              "events": e.events, "commitments": e.commitments, "memberships": e.memberships, "topics": e.topics}  # fmt: skip
    return {
        "id": path,
        "title": release.title,
        "url": release.url,
        "file": release.name.replace("\\", "/").rpartition("/")[2],
        "published": release.published.lexical if release.published else None,
        "language": release.language,
        "sha256": release.sha256,
        "found": {name: len(things) for name, things in tuples.items()},
        "misses": [{"stage": m.stage, "reason": m.reason, "sentence": _sentence(e, m.span.start, m.span.end)} for m in e.misses],
    }


def _sentence(e: Extraction, start: int, end: int) -> str:
    span = next((p for p in e.passages if p.start <= start and end <= p.end), None)
    text = span.of(e.release.text) if span else e.release.text[start:end]
    return " ".join(text.split())


def _merged(resolution: Resolution) -> list[dict[str, Any]]:
    rows = []
    for entity in resolution.entities.values():
        releases = {m.release for m in entity.mentions}
        if len(releases) > 1:
            rules = sorted({j.rule for j in entity.joins})
            rows.append({"thing": entity.path, "releases": sorted(resolution.releases[r] for r in releases), "rules": rules})
    return rows


def row_line(row: dict[str, Any]) -> str:
    """A row of what was not read, merged, or may be one, in report.txt."""
    if "name" in row:
        return f"{row['name']}: {row['stage']}: {row['reason']}"
    if "thing" in row:
        return f"{row['thing']} in {len(row['releases'])} releases: {'; '.join(row['rules'])}"
    return f"{row['things'][0]} / {row['things'][1]}: {'; '.join(row['reasons'])}"
