"""Writing several files so that readers find all the old ones or all the new ones, whatever happens in between.

Every file is first written and synced beside its final name. Then a small list, the journal, says that all are complete;
from that moment the new files count, and whoever comes next finishes the renaming. A run that dies earlier leaves the
files before it untouched and some remains that the next run removes. Two runs in one folder wait for each other.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from kg.errors import BuildError, OutputError

JOURNAL = ".kg-journal"
_PART = ".kg-part-"

Content = bytes | Callable[[Path], None]  # what a file holds, or what writes it to a path


def publish(folder: Path, files: Mapping[str, Content]) -> None:
    """Put `files` (name -> content) into `folder`, all or none. Raises OutputError; the files before stay then."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with _alone(folder):
            _recover(folder)
            _prepare(folder, files)
            _finish(folder)
    except OSError as error:
        raise OutputError(f"cannot write to {folder}: {error.strerror or error}") from error


def recover(folder: Path) -> None:
    """Finish or clear away what an interrupted run left in `folder`; nothing happens where there is nothing."""
    if not folder.is_dir() or not any(folder.glob(".kg-*")):
        return
    try:
        with _alone(folder):
            _recover(folder)
    except OSError as error:
        raise OutputError(f"cannot finish an interrupted run in {folder}: {error.strerror or error}") from error


def _prepare(folder: Path, files: Mapping[str, Content]) -> None:
    try:
        for name, content in sorted(files.items()):
            _write(folder / f"{_PART}{name}", content)
        _write(folder / f"{_PART}journal", json.dumps(sorted(files)).encode())
        os.replace(folder / f"{_PART}journal", folder / JOURNAL)  # the moment from which the new files count
        _sync_folder(folder)
    except (OSError, BuildError):
        if not (folder / JOURNAL).exists():
            _clear(folder)
        raise


def _finish(folder: Path) -> None:
    for name in json.loads((folder / JOURNAL).read_bytes()):
        part = folder / f"{_PART}{name}"
        if part.exists():  # else an earlier attempt has renamed it
            os.replace(part, folder / name)
    _sync_folder(folder)
    (folder / JOURNAL).unlink()
    _sync_folder(folder)


def _recover(folder: Path) -> None:
    if (folder / JOURNAL).exists():
        _finish(folder)
    _clear(folder)


def _clear(folder: Path) -> None:
    for part in folder.glob(f"{_PART}*"):
        part.unlink(missing_ok=True)


def _write(path: Path, content: Content) -> None:
    if callable(content):
        content(path)
    with open(path, "ab" if callable(content) else "wb") as file:
        if isinstance(content, bytes):
            file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    """Make renames last over a power cut, where the system can."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Hold the folder's lock; it ends with the process, so that a killed run locks nobody out."""
    if os.name != "posix":
        yield
        return
    import fcntl

    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
