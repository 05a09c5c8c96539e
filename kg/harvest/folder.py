"""The folder of fetched pages: one file a page, its metadata above it, and a small list of what has been fetched.

The list, `.kg-fetch.jsonl`, has a line for every page and for the beginning and the end of every run. A page is complete under
another name before it gets its own, and its line is written after that: whatever happens, no page is half there, and a run that
broke off is gone on with. A last line that was not finished is passed over.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit

from kg.errors import OutputError, SettingError

STATE: Final = ".kg-fetch.jsonl"
_PART: Final = ".kg-part"


@dataclass(frozen=True, slots=True)
class Kept:
    """A page that is in the folder: the address that was asked for, its file, and what the server said for the next visit."""

    url: str
    file: str
    sha256: str
    fetched: str
    etag: str = ""
    modified: str = ""


class Folder:
    """Pages by address. Raises OutputError where nothing can be written."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.pages: dict[str, Kept] = {}
        self.done: set[str] = set()  # fetched in the run that is under way
        self._sources: list[str] | None = None  # of a run that has not ended
        self._digests: dict[str, str] = {}
        with _told(path):
            path.mkdir(parents=True, exist_ok=True)
            self._read()

    def _read(self) -> None:
        self._lines = 0
        if not (self.path / STATE).exists():
            return
        for line in (self.path / STATE).read_text("utf-8", "replace").splitlines():
            self._lines += 1
            try:
                entry = json.loads(line)
                if "begun" in entry:
                    self._sources, self.done = entry["begun"], set()
                elif "ended" in entry:
                    self._sources, self.done = None, set()
                else:
                    self._know(Kept(**entry))
            except (ValueError, TypeError, RecursionError):
                continue  # a line that a killed run has not finished

    def _know(self, page: Kept) -> None:
        self.pages[page.url] = page
        self.done.add(page.url)
        self._digests.setdefault(page.sha256, page.url)

    def begin(self, sources: tuple[str, ...]) -> bool:
        """Start a run; True if it goes on with one of the same sources that was not finished."""
        resumed = self._sources == list(sources)
        if not resumed:
            self.done = set()
            if self._lines > 2 * len(self.pages) + 100:  # a line for every visit: many runs make many
                self._shorten()
            self._note({"begun": list(sources)})
        return resumed

    def _shorten(self) -> None:
        lines = "".join(_line(asdict(page)) for page in self.pages.values())
        self._write(self.path / STATE, lines.encode())

    def end(self) -> None:
        """Everything has been asked for."""
        self._note({"ended": True})

    def has(self, url: str) -> Kept | None:
        """The page of an address, if its file is still there."""
        page = self.pages.get(url)
        return page if page and (self.path / page.file).is_file() else None

    def same_as(self, body: bytes, url: str) -> str | None:
        """Another address that gave the very same bytes, if its page is here."""
        other = self._digests.get(hashlib.sha256(body).hexdigest())
        return other if other and other != url and self.has(other) else None

    def put(self, page: Kept, content: bytes) -> None:
        """Write a page whole, then its line."""
        self._write(self.path / page.file, content)
        self.seen(page)

    def _write(self, target: Path, content: bytes) -> None:
        part = target.with_name(f"{_PART}-{target.name}")
        with _told(self.path):
            target.parent.mkdir(exist_ok=True)
            try:
                with part.open("wb") as file:
                    file.write(content)
                    file.flush()
                    os.fsync(file.fileno())
                os.replace(part, target)
            finally:
                part.unlink(missing_ok=True)

    def seen(self, page: Kept) -> None:
        """Note that a page has been asked for and is as the file has it."""
        self._know(page)
        self._note(asdict(page))

    def _note(self, entry: dict[str, object]) -> None:
        with _told(self.path), (self.path / STATE).open("a+b") as file:
            whole = file.tell() == 0 or _ends_line(file)
            file.write(b"" if whole else b"\n")
            file.write(_line(entry).encode())

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Hold the folder; SettingError if another run does. A lock ends with its process."""
        if os.name != "posix":
            yield
            return
        import fcntl

        handle = os.open(self.path, os.O_RDONLY)
        try:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise SettingError(f"another run is fetching into {self.path}") from None
            for part in self.path.glob(f"*/{_PART}-*"):  # of a run that was killed
                part.unlink(missing_ok=True)
            self._read()  # again: the run before us may just have ended
            yield
        finally:
            os.close(handle)


def _line(entry: dict[str, object]) -> str:
    return json.dumps({k: v for k, v in entry.items() if v}) + "\n"


def _ends_line(file: object) -> bool:
    """True if the list's last line is finished; a killed run may have left a part of one."""
    file.seek(-1, os.SEEK_END)  # type: ignore[attr-defined]
    return bool(file.read(1) == b"\n")  # type: ignore[attr-defined]


@contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise OutputError(f"cannot write to {path}: {error.strerror or error}") from error


def digest(body: bytes) -> str:
    """Hex digest of a page's bytes as they came."""
    return hashlib.sha256(body).hexdigest()


def file_of(url: str, suffix: str) -> str:
    """A page's file in the folder: "host/words-of-the-path-0123456789ab.html".

    Only letters a to z, digits and "-" of an address get into a name, and the digest of the whole tells it from all others.
    """
    parts = urlsplit(url)
    words = re.sub(r"[^a-z0-9]+", "-", unquote(parts.path).lower()).strip("-")[-60:].strip("-")
    host = re.sub(r"[^a-z0-9.-]+", "-", parts.netloc.lower()).strip(".-")[:100] or "host"
    return f"{host}/{words or 'page'}-{hashlib.sha256(url.encode()).hexdigest()[:12]}{suffix}"
