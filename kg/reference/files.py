"""Where the data folders of the package are, in a source tree and in an installed wheel.

A wheel carries `ontology/`, `queries/` and `seeds/` as `kg/_ontology`, `kg/_queries` and `kg/_seeds`.
Those are looked at first: a folder called `queries` beside the installed package may be anybody's.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

from kg.errors import BuildError

PACKAGE = Path(__file__).resolve().parent.parent

ONTOLOGY_VERSION = "1.0.0"  # that the program was written with; of a later one, names that it relies on may be gone too
ONTOLOGY_FILES = ("digicoop.ttl", "schemes.ttl", "shapes.ttl", "context.jsonld")


class MissingFiles(BuildError, FileNotFoundError):
    """A data folder of the package, or a file in it, is not there or of another version: the installation is damaged."""


@cache
def ontology_dir() -> Path:
    """The folder with digicoop.ttl, schemes.ttl, shapes.ttl and context.jsonld; MissingFiles if one is absent or they are old."""
    folder = _folder("ontology")
    absent = [name for name in ONTOLOGY_FILES if not (folder / name).is_file()]
    if absent:
        raise MissingFiles(f"{folder} lacks {', '.join(absent)}: install the package again")
    with (folder / ONTOLOGY_FILES[0]).open(encoding="utf-8", errors="replace") as file:
        version = re.search(r'owl:versionInfo "([^"\n]{1,40})"', file.read(10_000))
    if version is None or version[1] != ONTOLOGY_VERSION:
        what = f"the ontology of version {version[1]}" if version else f"no ontology in {ONTOLOGY_FILES[0]}"
        raise MissingFiles(f"{folder} holds {what}, and version {ONTOLOGY_VERSION} is needed: install the package again")
    return folder


def queries_dir() -> Path:
    """The folder with the competency questions (*.rq); MissingFiles if absent."""
    return _folder("queries")


def seeds_dir() -> Path:
    """The folder with the five example releases; MissingFiles if absent."""
    return _folder("seeds")


def _folder(name: str, package: Path = PACKAGE) -> Path:
    places = (package / f"_{name}", package.parent / name)
    for place in places:
        if place.is_dir():
            return place
    raise MissingFiles(
        f"the folder {name!r} is missing (looked for {' and '.join(map(str, places))}): install the package again"
    )


def read_yaml(text: str) -> Any:
    """The values of a YAML text; by the C library where it is to be had, which is ten times as fast."""
    import yaml

    return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
