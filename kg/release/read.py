"""Files, folders, archives and standard input become releases.

    .txt .md .markdown   plain text or Markdown, with or without front matter (title, url, published, language)
    .html .htm .xhtml    whole pages, with or without front matter as `kg fetch` writes it
    .zip                 an archive of such files; a folder is read with all its folders, in the order of names

In folders and archives other files, hidden ones and README/LICENSE/CHANGELOG are passed over; a file named
outright is read whatever it is called, and recognised by its content. Nothing raises: what cannot be read is a `Reject`.
"""

from __future__ import annotations

import lzma
import os
import re
import struct
import sys
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Final

from kg.release.address import web_address
from kg.release.characters import Language, NotText, decode, language_of, normalise
from kg.release.clean import clean, plain
from kg.release.dateline import iso_date
from kg.release.model import Reject, Release, shown
from kg.release.page import read_page
from kg.values import PartialDate

MAX_BYTES: Final = 5_000_000  # of one file or archive member; releases have some thousand
MAX_TEXT: Final = 200_000  # characters of an article; whole speeches have some ten thousand
MAX_MEMBERS: Final = 20_000
MAX_UNPACKED: Final = 500_000_000  # of a whole archive
MAX_ARCHIVE: Final = 200_000_000  # of the packed file
STDIN: Final = "-"
# what zipfile and its decompressors raise for damaged, encrypted or unknown archives; found by changing bytes of a good one
_DAMAGE: Final = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, RuntimeError, EOFError, OSError, ValueError, OverflowError,
                  LookupError)  # fmt: skip
_SUFFIXES: Final = frozenset({".txt", ".md", ".markdown", ".html", ".htm", ".xhtml"})
_NOT_RELEASES: Final = re.compile(r"(?:readme|license|licence|changelog|notice|contributing)(?:\.\w+)?", re.I)
_HTML: Final = re.compile(
    r"\s{0,200}(?:<\?xml[^<>]{0,200}>\s{0,20})?(?:<!--[^<>]{0,500}-->\s{0,20})?<(?:!doctype\s+html|html|head|body)\b",
    re.I,
)
_LANGUAGES: Final[dict[str, Language]] = {"ru": "ru", "be": "be", "by": "be", "en": "en"}


def read_releases(paths: Iterable[Path | str]) -> Iterator[Release | Reject]:
    """Every release under `paths`, in their order, folders sorted; "-" is standard input.

    A path that does not exist, a file too large, a binary file, a page without text are `Reject` values.
    """
    for path in paths:
        if str(path) == STDIN:
            yield from _read_bytes(sys.stdin.buffer.read(MAX_ARCHIVE + 1), "standard input", top=True)
        else:
            yield from _read_path(Path(path))


def read_text(text: str, name: str = "text") -> Release | Reject:
    """One release from a string: plain text, Markdown or a whole HTML page, each with or without front matter."""
    front, body = _front_matter(normalise(text))
    is_page = _HTML.match(body) or front.get("type", "").startswith(("text/html", "application/xhtml"))
    return _from_page(body, front, name) if is_page else _from_text(body, front, name)


# ---- places to read from ---------------------------------------------------------------------------------------------


def _read_path(path: Path) -> Iterator[Release | Reject]:
    try:
        if path.is_dir():
            for file in _files(path):
                relative = file.relative_to(path)
                if _is_wanted(relative.parts) or file.suffix.lower() == ".zip":
                    yield from _read_file(file, shown(relative.as_posix()))
        elif path.exists():
            yield from _read_file(path, shown(path.name))
        else:
            yield Reject(shown(str(path)), "read", "there is no such file or folder")
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        yield Reject(shown(str(path)), "read", f"it cannot be opened: {getattr(error, 'strerror', None) or error}")


def _files(folder: Path) -> Iterator[Path]:
    """Every file below, by the parts of its path, so that a folder's files stay together however the system sorts "-" and "/"."""
    try:
        with os.scandir(folder) as found:
            entries = sorted((e.name, e.is_dir(follow_symlinks=False)) for e in found)
    except PermissionError:
        return
    for name, is_folder in entries:  # of a folder of a million files, only the names are in memory
        path = folder / name
        if is_folder:
            yield from _files(path)
        elif path.is_file():
            yield path


def _read_file(path: Path, name: str) -> Iterator[Release | Reject]:
    limit = MAX_ARCHIVE if path.suffix.lower() == ".zip" else MAX_BYTES
    try:
        with path.open("rb") as file:
            data = file.read(limit + 1)
    except OSError as error:
        yield Reject(name, "read", f"it cannot be opened: {error.strerror or error}")
        return
    yield from _read_bytes(data, name, top=True)


def _read_bytes(data: bytes, name: str, *, top: bool) -> Iterator[Release | Reject]:
    if data.startswith(b"PK\x03\x04") or data.startswith(b"PK\x05\x06"):
        if top:
            yield from _read_archive(data, name)
        else:
            yield Reject(name, "read", "an archive inside an archive is not opened")
    elif len(data) > MAX_BYTES:
        yield Reject(name, "read", f"it is larger than {MAX_BYTES // 1_000_000} MB")
    else:
        try:
            yield read_text(decode(data), name)
        except NotText as error:
            yield Reject(name, "read", str(error))


def _read_archive(data: bytes, name: str) -> Iterator[Release | Reject]:
    if len(data) > MAX_ARCHIVE:
        yield Reject(name, "read", f"the archive is larger than {MAX_ARCHIVE // 1_000_000} MB")
        return
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            members = [m for m in archive.infolist() if not m.is_dir() and _is_wanted(Path(m.filename).parts)]
            if len(members) > MAX_MEMBERS:
                yield Reject(name, "read", f"the archive holds more than {MAX_MEMBERS} files")
                return
            yield from _members(archive, sorted(members, key=lambda m: m.filename), name)
    except _DAMAGE as error:
        yield Reject(name, "read", f"the archive is damaged: {error}")


def _members(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo], name: str) -> Iterator[Release | Reject]:
    unpacked = 0
    for member in members:
        label = f"{name}!{shown(member.filename)}"  # names from an archive are only shown, never opened
        try:
            with archive.open(member) as file:
                data = file.read(MAX_BYTES + 1)  # what really comes out counts, not what the header says
        except _DAMAGE as error:
            yield Reject(label, "read", f"it cannot be unpacked: {error}")
            continue
        unpacked += len(data)
        if unpacked > MAX_UNPACKED:
            yield Reject(
                name, "read", f"the archive unpacks to more than {MAX_UNPACKED // 1_000_000} MB: the rest is not read"
            )
            return
        yield from _read_bytes(data, label, top=False)


def _is_wanted(parts: tuple[str, ...]) -> bool:
    hidden = any(part.startswith((".", "__MACOSX")) and part != ".." for part in parts)
    return not hidden and Path(parts[-1]).suffix.lower() in _SUFFIXES and not _NOT_RELEASES.fullmatch(parts[-1])


# ---- one release -----------------------------------------------------------------------------------------------------


def _from_text(body: str, front: dict[str, str], name: str) -> Release | Reject:
    return _release(
        body.split("\n"), front, name, front.get("title", ""), front.get("url"), iso_date(front.get("published", ""))
    )


def _from_page(body: str, front: dict[str, str], name: str) -> Release | Reject:
    """Front matter says where a page really came from and what its publisher's list said of it: it counts before the page's own words."""
    try:
        page = read_page(body)
    except NotText as error:
        return Reject(name, "read", str(error))
    published = iso_date(front.get("published", "")) or page.published
    return _release(list(page.lines), front, name, front.get("title") or page.title, front.get("url") or page.url, published)


def _release(
    lines: list[str], front: dict[str, str], name: str, title: str, url: str | None, published: PartialDate | None
) -> Release | Reject:
    cleaned = clean(lines, title)
    if not any(c.isalpha() for c in cleaned.text.removeprefix(plain(title))):
        return Reject(name, "clean", "there is no text of an article in it")
    if len(cleaned.text) > MAX_TEXT:
        return Reject(name, "clean", f"its text is longer than {MAX_TEXT:,} characters: no release, or many in one file")
    return Release(
        text=cleaned.text,
        title=cleaned.title,
        url=web_address(url) or web_address(cleaned.url),
        published=published or cleaned.published,
        language=_LANGUAGES.get(front.get("language", "").lower()[:2]) or language_of(cleaned.text),
        name=name,
        dateline_place=cleaned.place,
    )


_FIELD: Final = re.compile(r"([A-Za-z][\w-]{0,40}) ?:(?: (.*))?")
_ALIASES: Final = {"date": "published", "source": "url", "lang": "language", "source_url": "url", "link": "url"}


def _front_matter(source: str) -> tuple[dict[str, str], str]:
    """Fields between two "---" lines at the top, and the rest.

    Not a YAML parser on purpose: a title with a colon in it ("Минск: итоги") is wrong YAML and common.
    """
    lines = source.lstrip("\n").split("\n")
    if lines[0].rstrip() != "---":
        return {}, source
    end = next((i for i, line in enumerate(lines[1:60], 1) if line.rstrip() in ("---", "...")), 0)
    if not end:
        return {}, source
    fields: dict[str, str] = {}
    for line in lines[1:end]:
        match = _FIELD.fullmatch(line.rstrip())
        if match:
            key = match[1].lower()
            fields.setdefault(_ALIASES.get(key, key), _unquoted(match[2] or ""))
    return (fields, "\n".join(lines[end + 1 :])) if fields else ({}, source)


def _unquoted(value: str) -> str:
    value = value.strip()
    if len(value) >= 2 and value[0] == value[-1] and value[0] in "\"'":
        return (
            value[1:-1].replace('\\"', '"').replace("''", "'") if value[0] == "'" else value[1:-1].replace('\\"', '"')
        )
    return value
