"""The one module that knows the order of the stations: release -> text -> facts -> entities -> graph -> files."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg import errors
from kg.entities.decisions import Decision
from kg.entities.model import Resolution, release_id
from kg.facts.model import Extraction
from kg.release.model import Reject, Release
from kg.trace import trace

if TYPE_CHECKING:
    from kg.crew.model import Crew, Result
    from kg.text.document import Document

DECISIONS = "decisions.tsv"

Tell = Callable[[str], None]  # progress and complaints, one line each


@dataclass(frozen=True, slots=True)
class Built:
    """What a build made: the report as plain data (of a large graph only its numbers), what could not be read, the folder."""

    folder: Path
    report: dict[str, Any]
    rejects: tuple[Reject, ...]

    @property
    def exit_code(self) -> int:
        """0, or 3 if something could not be read."""
        return errors.UNREADABLE if self.rejects else errors.OK


def build(
    paths: Sequence[Path | str],
    folder: Path,
    *,
    base: str | None = None,
    decisions: Path | None = None,
    tell: Tell = print,
    progress: Tell | None = None,
    follow: Tell | None = None,
    crew: Crew | None = None,
) -> Built:
    """Read releases and write graph.ttl, graph.trig, graph.html, report.txt and report.json into `folder`.

    decisions  what people decided about identity; by default decisions.tsv in `folder`, if there is one
    follow     is told which rule read each fact, and what gave none
    crew       who reads the releases; the files are the same whoever does

    A release that cannot be read or understood is told of by `tell` and left out. Raises BuildError if nothing can be
    written; the files before stay then.
    """
    from kg import growing, growth
    from kg.founding import Incoming

    where, incoming = checked_base(base), Incoming(folder)
    stream = results(incoming.unread(read(paths)), tell, progress, crew=crew)
    if follow:
        stream = _followed(stream, follow)
    first: list[Result] = []
    read_well = 0
    for result in stream:
        first.append(result)
        read_well += not isinstance(result, Reject)
        if read_well > growth.LARGE:
            everything, decided = chain(first, stream), decided_in(folder, decisions)
            counted, rejects = growing.found(folder, everything, incoming, base=where, decisions=decided, tell=tell)
            return Built(folder, {"found": counted}, tuple(rejects))
    return _build_small(first, folder, where, decided_in(folder, decisions), tell)


def _build_small(first: Sequence[Result], folder: Path, base: str, decided: Sequence[Decision], tell: Tell) -> Built:
    from kg import growing
    from kg.crew.model import as_extraction

    rejects = [r for r in first if isinstance(r, Reject)]
    extractions = [as_extraction(r[1]) for r in first if not isinstance(r, Reject)]
    if not extractions:  # an empty graph would only destroy the one that may be there
        raise errors.NothingRead(f"nothing could be read; {folder} stays as it is")
    files, data = make_files(extractions, rejects, base, decided, tell)
    growing.replace(folder, extractions, files, base=base, decisions=decided)
    return Built(folder, data, tuple(rejects))


def _followed(stream: Iterable[Result], follow: Tell) -> Iterator[Result]:
    from kg.crew.model import as_extraction

    for result in stream:
        if not isinstance(result, Reject):
            for line in trace(as_extraction(result[1])):
                follow(line)
        yield result


def seeds() -> Path:
    """The example releases, which are built if nothing else is named."""
    from kg.reference.files import seeds_dir

    return seeds_dir()


def read(paths: Sequence[Path | str]) -> Iterator[Release | Reject]:
    """The releases of files, folders, archives and "-"."""
    from kg.release.read import read_releases

    return read_releases(paths)


def gather(
    releases: Iterable[Release | Reject],
    tell: Tell,
    progress: Tell | None = None,
    known: Container[str] = (),
    crew: Crew | None = None,
) -> tuple[list[Extraction], list[Reject]]:
    """Extract from each release that can be read; a release that comes twice is read once, one that is `known` not at all."""
    from kg.crew.model import as_extraction

    found: list[Extraction] = []
    rejects: list[Reject] = []
    for result in results(releases, tell, progress, known, crew):
        if isinstance(result, Reject):
            rejects.append(result)
        else:
            found.append(as_extraction(result[1]))
    return found, rejects


def results(
    releases: Iterable[Release | Reject],
    tell: Tell,
    progress: Tell | None = None,
    known: Container[str] = (),
    crew: Crew | None = None,
) -> Iterator[Result]:
    """What each release gave, one after another; `crew` reads them, this process if none is given."""
    from kg.crew.local import Alone

    for result in (crew or Alone()).read(_once(releases, known)):
        if isinstance(result, Reject):
            tell(f"{result.name}: {result.stage}: {result.reason}")
        elif progress:
            progress(f"{result[0].name}: read")
        yield result


def _once(releases: Iterable[Release | Reject], known: Container[str]) -> Iterator[Release | Reject]:
    seen: set[bytes] = set()  # of many releases: half the memory of the ids as text
    for item in releases:
        if isinstance(item, Release):
            key = release_id(item)
            if key in known or bytes.fromhex(key) in seen:
                continue
            seen.add(bytes.fromhex(key))
        yield item


def extract(release: Release) -> Extraction | Reject:
    """What one release says; a fault of a rule costs this release only."""
    from kg.text import annotate as text

    try:
        document = text.annotate(release)
    except Exception as error:
        return Reject(release.name, "text", f"{type(error).__name__}: {error}")
    return _facts(document)


def extract_all(releases: Sequence[Release]) -> Iterator[Extraction | Reject]:
    """What each of several releases says, one after another; short ones take less time together."""
    from kg.text import annotate as text

    try:
        documents = text.annotate_all(releases)
    except Exception:  # one of them: nobody knows which
        return map(extract, releases)
    return map(_facts, documents)


def _facts(document: Document) -> Extraction | Reject:
    from kg.facts import extract as facts

    try:
        return facts.extract(document)
    except Exception as error:
        return Reject(document.release.name, "facts", f"{type(error).__name__}: {error}")


def publish(
    extractions: Sequence[Extraction],
    rejects: Sequence[Reject],
    folder: Path,
    *,
    base: str | None = None,
    decisions: Path | None = None,
    tell: Tell = print,
) -> Built:
    """Identity, graph, dumps, page and report of extractions, written together."""
    from kg.publication import publish as write

    files, data = make_files(extractions, rejects, base, decided_in(folder, decisions), tell)
    write(folder, files)
    return Built(folder, data, tuple(rejects))


def decided_in(folder: Path, decisions: Path | None = None) -> tuple[Decision, ...]:
    """What people decided."""
    from kg.entities.decisions import load

    return load(decisions or folder / DECISIONS)


def make_files(
    extractions: Sequence[Extraction], rejects: Sequence[Reject], base: str | None, decisions: Iterable[Decision], tell: Tell
) -> tuple[dict[str, bytes], dict[str, Any]]:
    """All files of a graph, and the report as plain data."""
    from kg.entities.resolve import resolve
    from kg.graph.assemble import assemble
    from kg.graph.dump import dump
    from kg.report import as_json, as_text, report

    base = checked_base(base)
    resolution: Resolution = resolve(extractions, decisions)
    for line in resolution.unknown:
        tell(f"a decision names a thing that no release has: {line}")
    dumps = dump(assemble(extractions, resolution, base), base)
    data = report(extractions, resolution, rejects)
    files = {
        "graph.ttl": dumps.turtle,
        "graph.trig": dumps.trig,
        "graph.html": _page(dumps.store),
        "report.txt": as_text(data),
        "report.json": as_json(data),
    }
    return files, data


def checked_base(base: str | None) -> str:
    """A base of IRIs, by default the ontology's own; SettingError unless it is an http(s) address that ends in "/" and holds nothing strange."""
    from kg.graph.terms import ID_BASE

    base = base or ID_BASE
    rest = base.partition("://")[2]
    plain = rest.isascii() and not any(c.isspace() or c in '<>"{}|^`\\?#' for c in rest)
    if not base.startswith(("https://", "http://")) or not rest.endswith("/") or rest.startswith("/") or not plain:
        raise errors.SettingError(f'not a base of IRIs: {base!r}; it should look like "https://example.org/id/"')
    return base


def _page(dataset: Any) -> bytes:
    from kg.page.render import render_page

    return render_page(dataset).encode()
