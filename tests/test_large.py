"""A large graph is made part by part, and every byte is that of a graph made at once."""

from __future__ import annotations

import random
import tracemalloc
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from benchmarks.generate import extractions
from kg import founding, growing, growth, pipeline
from kg.crew.model import MOST
from kg.entities.decisions import as_text
from kg.entities.model import release_id
from kg.errors import EvidenceError, NothingRead
from kg.facts.model import Extraction
from kg.founding import INCOMING, Incoming
from kg.release.model import Reject, Release
from kg.shelf import lasting
from kg.shelf.codec import packed
from kg.shelf.lazy import Lazy
from kg.shelf.sorting import sorted_lines
from tests.helpers.growth import IDS, POOL, stored
from tests.test_growth import DECISIONS

FILES = ("graph.ttl", "graph.trig", "report.txt", "report.json")
BAD = Reject("bad.pdf", "read", "not text")


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> dict[str, Extraction]:
    """Releases by id: paths that are ids are read as these, others cannot be read."""
    found = POOL | {release_id(e.release): e for e in extractions(30)}

    def read(paths: Sequence[str]) -> Iterator[Release | Reject]:
        return (found[p].release if p in found else BAD for p in paths)

    monkeypatch.setattr(pipeline, "read", read)
    monkeypatch.setattr(pipeline, "extract_all", lambda some: [found[release_id(release)] for release in some])
    return found


def built(folder: Path, paths: Sequence[str], large: int, monkeypatch: pytest.MonkeyPatch) -> dict[str, bytes]:
    monkeypatch.setattr(growth, "LARGE", large)
    pipeline.build(paths, folder, tell=lambda line: None)
    return files(folder)


def files(folder: Path) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in FILES}


@pytest.mark.parametrize("judged", [False, True])
def test_part_by_part_gives_the_same_bytes(tmp_path: Path, told: dict[str, Extraction], judged: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    paths = ["bad.pdf", *told]
    for name in ("whole", "parts"):
        (tmp_path / name).mkdir()
        if judged:
            (tmp_path / name / pipeline.DECISIONS).write_text(as_text(DECISIONS), encoding="utf-8")
    whole = built(tmp_path / "whole", paths, 1000, monkeypatch)
    random.Random(1).shuffle(paths)
    assert built(tmp_path / "parts", [*paths, paths[0]], 3, monkeypatch) == whole
    assert "too many for one picture" in (tmp_path / "parts" / "graph.html").read_text(encoding="utf-8")
    assert not (tmp_path / "parts" / lasting.FOLDER / INCOMING).exists()


def test_a_large_graph_grows_on(tmp_path: Path, told: dict[str, Extraction], monkeypatch: pytest.MonkeyPatch) -> None:
    whole = built(tmp_path / "whole", list(told), 1000, monkeypatch)
    built(tmp_path / "parts", list(told)[:-3], 3, monkeypatch)
    step = growing.add(list(told)[-3:], tmp_path / "parts", growing.Options(tell=lambda line: None, dumps=True))
    assert step.added == 3 and not step.behind and files(tmp_path / "parts") == whole
    for name in FILES:
        (tmp_path / "parts" / name).unlink()
    growing.dump(tmp_path / "parts", growing.Options(tell=lambda line: None), fresh=True)
    assert files(tmp_path / "parts") == whole and stored(tmp_path / "parts") == stored_of(tmp_path / "whole", monkeypatch)


def stored_of(folder: Path, monkeypatch: pytest.MonkeyPatch) -> object:
    monkeypatch.setattr(growth, "LARGE", 1000)
    growing.dump(folder, growing.Options(tell=lambda line: None), fresh=True)
    return stored(folder)


def test_a_killed_build_goes_on(tmp_path: Path, told: dict[str, Extraction], monkeypatch: pytest.MonkeyPatch) -> None:
    whole = built(tmp_path / "whole", list(told), 1000, monkeypatch)
    monkeypatch.setattr(growth, "LARGE", 3)
    monkeypatch.setattr(founding, "_COMMIT", 5)
    asked: list[str] = []

    def extract(release: Release) -> Extraction:
        if len(asked) == 22:
            raise KeyboardInterrupt
        asked.append(release_id(release))
        return told[asked[-1]]

    monkeypatch.setattr(pipeline, "extract_all", lambda some: map(extract, some))
    with pytest.raises(KeyboardInterrupt):
        pipeline.build(list(told), tmp_path / "parts", tell=lambda line: None)
    before = len(asked)
    monkeypatch.setattr(pipeline, "extract_all", lambda some: [asked.append(release_id(release)) or told[asked[-1]] for release in some])
    assert built(tmp_path / "parts", list(told), 3, monkeypatch) == whole
    assert len(asked) == before + MOST + len(told) - 20  # the first bunch again, then what had not been committed


def test_what_a_killed_build_left_of_other_releases_stays_out(tmp_path: Path, told: dict[str, Extraction], monkeypatch: pytest.MonkeyPatch) -> None:
    left = Incoming(tmp_path)
    (tmp_path / lasting.FOLDER).mkdir()
    left.start()
    for extraction in list(told.values())[:5]:
        left.keep(extraction.release, extraction)
    left.flush()
    rest = list(told)[3:]
    assert built(tmp_path, rest, 2, monkeypatch) == built(tmp_path / "whole", rest, 1000, monkeypatch)


def test_a_changed_program_reads_everything_again(tmp_path: Path, told: dict[str, Extraction], monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / lasting.FOLDER).mkdir()
    left = Incoming(tmp_path)
    left.start()
    left.keep(POOL[IDS[0]].release, POOL[IDS[0]])
    left.flush()
    monkeypatch.setattr(founding, "fingerprint", lambda parts: "other")
    again = Incoming(tmp_path)
    again.start()
    assert list(again.unread([POOL[IDS[0]].release])) == [POOL[IDS[0]].release]


def test_nothing_wrong_is_published(tmp_path: Path, told: dict[str, Extraction], monkeypatch: pytest.MonkeyPatch) -> None:
    before = built(tmp_path, list(told)[:9], 3, monkeypatch)
    with pytest.raises(NothingRead):
        built(tmp_path, ["bad.pdf"] * 9, 3, monkeypatch)
    monkeypatch.setattr("kg.values.Span.of", lambda self, text: "не то")
    with pytest.raises(EvidenceError):
        built(tmp_path, list(told), 3, monkeypatch)
    assert files(tmp_path) == before
    assert [p.suffix for p in (tmp_path / lasting.FOLDER).glob("graph-*")] == [""]


@pytest.mark.slow
def test_memory_does_not_grow_with_the_releases(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What Python allocates while four times as many releases are settled; ids and what hubs are told by are allowed for."""
    monkeypatch.setattr(growth, "LARGE", 10)
    peaks = []
    for count in (150, 600):
        folder = tmp_path / str(count)
        with lasting.alone(folder), growth.shelf(folder) as shelf:
            shelf.add(extractions(count))
            shelf.settle(set(), set(), [])  # what is loaded once
            shelf._read.clear()
            tracemalloc.start()
            shelf.db.note("graph", "")
            shelf.settle(set(), set(), [])
            peaks.append(tracemalloc.get_traced_memory()[1])
            tracemalloc.stop()
    assert peaks[1] < 1.5 * peaks[0], peaks


@pytest.mark.parametrize("at_once", [1, 2, 7, 1000])
def test_sorting_on_disk(tmp_path: Path, at_once: int) -> None:
    chance = random.Random(3)
    lines = [chance.choice("аяzб\x00 ") * chance.randrange(5) for _ in range(40)]
    assert list(sorted_lines(iter(lines), tmp_path, at_once)) == sorted(set(lines))
    assert not list(tmp_path.iterdir())


def test_a_lazy_extraction_says_what_it_packs() -> None:
    for extraction in POOL.values():
        lazy = Lazy(packed(extraction))
        assert {n: getattr(lazy, n) for n in Extraction.__slots__} == {n: getattr(extraction, n) for n in Extraction.__slots__}
    with pytest.raises(AttributeError):
        _ = lazy.nothing  # type: ignore[attr-defined]
