"""Where the data folders of the package are, in a source tree and in an installed wheel.

A wheel carries `ontology/`, `queries/` and `seeds/` as `kg/_ontology`, `kg/_queries` and `kg/_seeds`.
Those are looked at first: a folder called `queries` beside the installed package may be anybody's.
"""

from __future__ import annotations

from pathlib import Path

from kg.errors import BuildError

PACKAGE = Path(__file__).resolve().parent.parent

ONTOLOGY_FILES = ("digicoop.ttl", "schemes.ttl", "shapes.ttl", "context.jsonld")


class MissingFiles(BuildError, FileNotFoundError):
    """A data folder of the package, or a file in it, is not there: the installation is damaged."""


def ontology_dir() -> Path:
    """The folder with digicoop.ttl, schemes.ttl, shapes.ttl and context.jsonld; MissingFiles if one is absent."""
    folder = _folder("ontology")
    absent = [name for name in ONTOLOGY_FILES if not (folder / name).is_file()]
    if absent:
        raise MissingFiles(f"{folder} lacks {', '.join(absent)}: install the package again")
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
