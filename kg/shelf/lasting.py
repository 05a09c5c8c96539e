"""The graph as an Oxigraph store on disk, beside the dumps: a large graph opens at once.

A store that readers may have open is never changed. A change is made in a copy, whose large files are links to the same
data, and a small file then names the copy as the current one. So a killed run leaves the store before it as it was.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

import pyoxigraph as ox

from kg.errors import OutputError

FOLDER = "store"
_CURRENT = "current"
_GRAPH = "graph-"
_AT_ONCE = 10_000  # lines: the loader takes over a gigabyte for a million, some ten megabytes for these


def current(folder: Path) -> Path | None:
    """The store of a graph's folder, None if it has none."""
    try:
        name = (folder / FOLDER / _CURRENT).read_text(encoding="ascii").strip()
    except OSError:
        return None
    path = folder / FOLDER / name
    return path if name.startswith(_GRAPH) and path.is_dir() else None


def open_store(folder: Path) -> ox.Store | None:
    """The store of a graph's folder for reading, None if it has none. Raises OutputError if it cannot be read."""
    for attempt in range(2):
        path = current(folder)
        if path is None:
            return None
        try:
            _hold(path)
            return ox.Store.read_only(str(path))
        except OSError as error:  # once more, for it may just have been replaced
            if attempt:
                raise OutputError(f"cannot read {path}: {error}; `kg dump --fresh` makes it anew") from error
    return None


def files(folder: Path) -> int:
    """How many files a reader of the folder's store may have to open; 0 if there is no store."""
    path = current(folder)
    return sum(1 for p in path.iterdir() if p.suffix == ".sst") if path else 0


def change(old: Path | None, new: Path, gone: Iterable[str], come: Iterable[str]) -> None:
    """Make the store `new` from `old` without the statements `gone` and with `come`, both lines of N-Quads."""
    shutil.rmtree(new, ignore_errors=True)
    if old is not None:
        _copy(old, new)
    store = ox.Store(str(new))
    try:
        lines = "".join(gone).encode()
        for quad in ox.parse(lines, format=ox.RdfFormat.N_QUADS):
            store.remove(quad)
        load = store.load if old else store.bulk_load
        load("".join(come).encode(), ox.RdfFormat.N_QUADS)
        store.flush()
    finally:
        del store
    _sync(new)


def create(new: Path, lines: Iterable[str]) -> None:
    """Make the store `new` of lines of N-Quads, any number of them."""
    shutil.rmtree(new, ignore_errors=True)
    store = ox.Store(str(new))
    waiting = iter(lines)
    try:
        while some := "".join(islice(waiting, _AT_ONCE)):
            store.bulk_load(some.encode(), ox.RdfFormat.N_QUADS)
        store.optimize()
        store.flush()
    finally:
        del store
    _sync(new)


def name_current(folder: Path, name: str) -> None:
    """From now on readers open this store; "" for none."""
    marker = folder / FOLDER / _CURRENT
    if not name:
        marker.unlink(missing_ok=True)
        return
    part = marker.with_suffix(".part")
    with open(part, "w", encoding="ascii") as file:
        file.write(name + "\n")
        file.flush()
        os.fsync(file.fileno())
    os.replace(part, marker)
    _sync(marker.parent)


def name_of(generation: int) -> str:
    """The folder of a store."""
    return f"{_GRAPH}{generation}"


def sweep(folder: Path, kept: str) -> None:
    """Remove every store but one and those that somebody reads: copies that were not finished, and those before."""
    for path in (folder / FOLDER).glob(f"{_GRAPH}*"):
        if path.name != kept and not _is_held(path):
            shutil.rmtree(path, ignore_errors=True)


_HELD: dict[Path, tuple[Path, int]] = {}  # the newest store that this process reads of each folder, and the handle of its lock


def _hold(path: Path) -> None:
    """Keep a store from being swept away while this process lives, for its files are opened one by one when needed."""
    if os.name != "posix":
        return
    import fcntl

    before = _HELD.get(path.parent)
    if before and before[0] == path:
        return
    handle = os.open(path, os.O_RDONLY)
    fcntl.flock(handle, fcntl.LOCK_SH)
    _HELD[path.parent] = (path, handle)
    if before:
        os.close(before[1])


def _is_held(path: Path) -> bool:
    if os.name != "posix":
        return False
    import fcntl

    handle = os.open(path, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(handle)
    return False


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Hold the lock of a graph's store; it ends with the process, so that a killed run locks nobody out."""
    place = folder / FOLDER
    try:
        place.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"cannot write to {place}: {error.strerror or error}") from error
    if os.name != "posix":
        yield
        return
    import fcntl

    handle = os.open(place, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _copy(old: Path, new: Path) -> None:
    new.mkdir()
    for path in old.iterdir():
        if path.suffix == ".sst":  # written once, never changed
            try:
                os.link(path, new / path.name)
                continue
            except OSError:  # a file system without links
                pass
        if path.name != "LOCK":
            shutil.copyfile(path, new / path.name)


def _sync(folder: Path) -> None:
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
