"""What made the things on the shelf: a digest of the program's own files, so that a changed program does not trust them."""

from __future__ import annotations

import hashlib
import sys
from functools import cache
from importlib import metadata
from pathlib import Path

# What an extraction depends on, once its release is read and cleaned; and what identity and the graph are made by.
EXTRACTION = ("values.py", "release/model.py", "text", "mentions", "facts", "reference", "shelf/codec.py")
GRAPH = ("values.py", "release/model.py", "facts/model.py", "reference", "entities", "graph", "shelf", "growth.py")
_LIBRARIES = ("natasha", "slovnet", "navec", "razdel", "pymorphy3", "pymorphy3-dicts-ru", "lemminflect", "babel", "pycountry")
_WRITTEN = (".py", ".yaml", ".tsv", ".ttl", ".txt", ".json", ".csv", ".gz", ".bin", ".npz")


@cache
def fingerprint(parts: tuple[str, ...]) -> str:
    """A digest of these files and folders of the package, of the libraries that read texts, and of Python's version."""
    digest = hashlib.sha256(f"{sys.version_info[:2]} {[_version(name) for name in _LIBRARIES]}".encode())
    root = Path(__file__).resolve().parent.parent
    for part in parts:
        path = root / part
        files = [path] if path.is_file() else sorted(p for p in path.rglob("*") if p.suffix in _WRITTEN and p.is_file())
        for file in files:
            content = file.read_bytes()
            digest.update(f"{file.relative_to(root).as_posix()} {len(content)}\n".encode())
            digest.update(content)
    return digest.hexdigest()


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""
