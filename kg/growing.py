"""Adding, removing and updating releases of a graph: what `kg add`, `kg remove`, `kg update` and `kg dump` do.

A change is one step: the database commits it, then the new store is named as the current one, then the dumps are written. A
run that dies in between leaves an older graph that is whole; the next run finishes the step.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg import dumping, errors, growth, pipeline, publication
from kg.crew.model import Crew, Result
from kg.entities.decisions import Decision
from kg.entities.model import release_id
from kg.facts.model import Extraction
from kg.founding import Incoming
from kg.growth import Shelf
from kg.release.model import Reject, Release
from kg.shelf import lasting

# Dumps of larger graphs are written when asked for (`kg dump`): they take longer than the change itself.
MOST_DUMPED = 200

Change = Callable[[Shelf], tuple[set[str], set[str]]]  # -> ids of releases that came and that go


@dataclass(frozen=True, slots=True)
class Step:
    """What a change did: how many releases came, went and are there now; `behind` if the dumps are of an older graph."""

    added: int
    removed: int
    releases: int
    behind: bool
    rejects: tuple[Reject, ...]

    @property
    def exit_code(self) -> int:
        """0, or 3 if something could not be read."""
        return errors.UNREADABLE if self.rejects else errors.OK


@dataclass(frozen=True, slots=True)
class Options:
    """Where the decisions are, whether to write the dumps (None: of small graphs), whom to tell, and who reads."""

    decisions: Path | None = None
    dumps: bool | None = None
    tell: pipeline.Tell = print
    progress: pipeline.Tell | None = None
    crew: Crew | None = None


def add(paths: Sequence[Path | str], folder: Path, options: Options | None = None) -> Step:
    """Add releases that the graph does not have yet; those with an address that it knows and other words are added too.

    Raises NothingRead if nothing can be read, SettingError if the graph was built without a store.
    """
    options = options or Options()
    found, rejects = _gather(paths, folder, options)
    return _step(folder, lambda shelf: (shelf.add(found), set()), options, rejects)


def update(paths: Sequence[Path | str], folder: Path, options: Options | None = None) -> Step:
    """Like `add`; releases of the same address (or, without one, from a file of the same name) go."""
    options = options or Options()
    found, rejects = _gather(paths, folder, options)

    def change(shelf: Shelf) -> tuple[set[str], set[str]]:
        ours = {release_id(e.release) for e in found}
        old = {r for e in found for r in shelf.find(e.release.url or e.release.name)}
        return shelf.add(found), old - ours

    return _step(folder, change, options, rejects)


def remove(names: Sequence[str], folder: Path, options: Options | None = None) -> Step:
    """Remove releases by address, file or path of their node. Raises NotFound for a name that no release has."""

    def change(shelf: Shelf) -> tuple[set[str], set[str]]:
        gone = set()
        for name in names:
            found = shelf.find(name) or _as_file(name) & shelf.ids
            if not found:
                raise errors.NotFound(f"no release of the graph has this address or file: {name}")
            gone |= found
        return set(), gone

    return _step(folder, change, options or Options(), [])


def dump(folder: Path, options: Options | None = None, *, fresh: bool = False) -> Step:
    """Write the dumps of the releases that the graph has, by the decisions as they are now; `fresh` makes the store anew."""

    def change(shelf: Shelf) -> tuple[set[str], set[str]]:
        if fresh:
            shelf.db.note("graph", "")
        return set(), set()

    options = options or Options()
    return _step(folder, change, Options(options.decisions, True, options.tell, options.progress), [], always=True)


def found(
    folder: Path, results: Iterable[Result], incoming: Incoming, *, base: str, decisions: Sequence[Decision], tell: pipeline.Tell
) -> tuple[dict[str, int], list[Reject]]:
    """Put a large graph in the place of what the folder has: (how many things of each kind, what could not be read)."""
    rejects: list[Reject] = []
    with lasting.alone(folder):
        growth.finish(folder)
        incoming.start()
        for result in results:
            if isinstance(result, Reject):
                rejects.append(result)
            else:
                incoming.keep(*result)
        incoming.flush()
        with growth.shelf(folder) as shelf:
            shelf.restart(incoming, base)
            shelf.settle(shelf.ids, set(), decisions)
            for unknown in shelf.unknown:
                tell(f"a decision names a thing that no release has: {unknown.line().strip()}")
        growth.finish(folder)
        incoming.clear()
        return _publish_large(folder, rejects), rejects


def replace(
    folder: Path, extractions: Sequence[Extraction], files: dict[str, bytes], *, base: str, decisions: Sequence[Decision]
) -> None:
    """Put a graph in the place of what the folder has: extractions are kept, a large graph gets its store at once."""
    with lasting.alone(folder):
        growth.finish(folder)
        with growth.shelf(folder) as shelf:
            shelf.restart(extractions, base)
            if len(extractions) > MOST_DUMPED:
                shelf.settle(shelf.ids, set(), decisions)
        growth.finish(folder)
        _publish(folder, files)


def _gather(paths: Sequence[Path | str], folder: Path, options: Options) -> tuple[list[Extraction], list[Reject]]:
    """Read before the lock is taken; what is known is not read again."""
    with lasting.alone(folder), growth.shelf(folder) as shelf:
        known = shelf.ids
        if not known and (folder / "graph.trig").exists():
            raise errors.SettingError(f"the graph in {folder} has no store; build it once more with this version of kg")
    items = list(pipeline.read(paths))
    found, rejects = pipeline.gather(items, options.tell, options.progress, known, options.crew)
    if not any(isinstance(item, Release) for item in items):
        raise errors.NothingRead(f"nothing could be read; {folder} stays as it is")
    return found, rejects


def _as_file(name: str) -> set[str]:
    if not Path(name).is_file():
        return set()
    return {release_id(item) for item in pipeline.read([name]) if isinstance(item, Release)}


def _step(folder: Path, change: Change, options: Options, rejects: Sequence[Reject], *, always: bool = False) -> Step:
    decisions = pipeline.decided_in(folder, options.decisions)
    with lasting.alone(folder):
        growth.finish(folder)
        publication.recover(folder)
        with growth.shelf(folder) as shelf:
            lost = shelf.reread(pipeline.extract, options.tell)
            added, removed = change(shelf)
            removed |= lost
            left = shelf.ids - removed
            if not left:
                raise errors.NothingRead(f"no release would be left; {folder} stays as it is")
            if added or removed or always:
                shelf.settle(added, removed, decisions)
            files = None
            wanted = (len(left) <= MOST_DUMPED if options.dumps is None else options.dumps) and (always or shelf.behind)
            if wanted and len(left) <= growth.LARGE:
                everything = [shelf.extraction(r) for r in sorted(left)]
                files, _ = pipeline.make_files(everything, rejects, shelf.base, decisions, options.tell)
            elif wanted:
                for unknown in shelf.unknown:
                    options.tell(f"a decision names a thing that no release has: {unknown.line().strip()}")
            behind, rejects = shelf.behind and not wanted, [*rejects, *shelf.rejects]
        growth.finish(folder)
        if files is not None:
            _publish(folder, files)
        elif wanted:
            _publish_large(folder, rejects)
    return Step(len(added), len(removed), len(left), behind, tuple(rejects))


def _publish(folder: Path, files: dict[str, bytes]) -> None:
    publication.publish(folder, files)
    with growth.shelf(folder) as shelf:
        shelf.dumped()


def _publish_large(folder: Path, rejects: Sequence[Reject]) -> dict[str, int]:
    with growth.shelf(folder) as shelf:
        publication.publish(folder, dumping.files(shelf, rejects))
        shelf.dumped()
        return dumping.found(shelf)
