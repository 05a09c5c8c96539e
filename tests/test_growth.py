"""A graph that has grown is the graph that a build from scratch makes, whatever came and went, in whatever order."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks.generate import extractions
from kg import growing, growth, pipeline
from kg.cli import main
from kg.entities.decisions import Decision, Named, local_names
from kg.entities.model import release_id
from kg.entities.resolve import resolve
from kg.errors import NotFound, NothingRead, SettingError
from kg.facts.model import Extraction
from kg.graph.assemble import assemble
from kg.release.model import Reject, Release
from kg.shelf import lasting
from kg.shelf.codec import decode, encode
from tests.helpers.growth import IDS, POOL, built, dumps, kept, quads, step, stored

MANY = int(os.environ.get("KG_EXAMPLES", "10"))
FILES = ("graph.ttl", "graph.trig", "graph.html", "report.txt", "report.json")
QUIET = growing.Options(tell=lambda line: None)

steps = st.lists(st.tuples(st.sets(st.sampled_from(IDS), max_size=4), st.sets(st.sampled_from(IDS), max_size=3), st.booleans()), min_size=1, max_size=4)
small = settings(max_examples=MANY, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])


def decisions() -> list[Decision]:
    """Two people of one name are different, two ministries one, whatever the rules say."""
    resolution = resolve(POOL.values())

    def named(release: str, kind: str, at: int) -> Named:
        return Named(resolution.releases[release], list(local_names(POOL[release], kind).values())[at])

    return [
        Decision("different", "person", named(IDS[0], "person", 0), named(IDS[1], "person", 0)),
        Decision("same", "body", named(IDS[2], "body", 0), named(IDS[3], "body", 2)),
        Decision("same", "event", named(IDS[4], "event", 0), named(IDS[5], "event", 0)),
    ]


DECISIONS = decisions()


@small
@given(steps, st.booleans())
def test_any_additions_and_removals_give_the_rebuild(changes: list[tuple[set[str], set[str], bool]], judged: bool) -> None:
    with TemporaryDirectory() as place:
        folder, have = Path(place), set[str]()
        for come, go, decided in changes:
            step(folder, come - go, go, DECISIONS if judged and decided else ())
            have = (have | come) - go
        assert kept(folder) == have
        assert stored(folder) == quads(have, DECISIONS if judged and decided else ())


@small
@given(st.permutations(IDS))
def test_any_order_gives_the_same_store(order: list[str]) -> None:
    with TemporaryDirectory() as place:
        folder = Path(place)
        step(folder, order[:5])
        for release in order[5:9]:
            step(folder, [release])
        assert stored(folder) == built(frozenset(order[:9]))


@given(st.sampled_from(IDS))
def test_an_extraction_is_the_same_when_read_back(release: str) -> None:
    text = encode(POOL[release])
    assert decode(Extraction, text) == POOL[release]
    assert encode(decode(Extraction, text)) == text


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for graphs of the pool; a path that is an id is read as that release, "bad" cannot be read."""

    def read(paths: list[str]) -> Iterator[Release | Reject]:
        for path in paths:
            yield POOL[str(path)].release if str(path) in POOL else Reject(str(path), "read", "not text")

    monkeypatch.setattr(pipeline, "read", read)
    monkeypatch.setattr(pipeline, "extract_all", lambda some: [POOL[release_id(release)] for release in some])
    return tmp_path / "out"


def files(folder: Path) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in FILES}


def test_dumps_after_growth_are_those_of_a_build(folder: Path) -> None:
    pipeline.build(IDS[:3], folder, tell=print)
    assert growing.add(IDS[2:6], folder, QUIET) == growing.Step(3, 0, 6, False, ())
    address = next(url for r in IDS[:6] if (url := POOL[r].release.url))
    assert growing.remove([address], folder, QUIET).removed >= 1
    have = kept(folder)
    assert files(folder) == dumps(have) and stored(folder) == built(have)


def test_only_what_is_new_is_read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    growing.add(IDS[:3], folder, QUIET)
    seen = []
    monkeypatch.setattr(pipeline, "extract_all", lambda some: [seen.append(release_id(release)) or POOL[release_id(release)] for release in some])
    growing.add(IDS[:4], folder, QUIET)
    assert seen == [IDS[3]]
    assert growing.add(IDS[:4], folder, QUIET).added == 0


def test_an_update_takes_the_place_of_the_address(folder: Path) -> None:
    one, other = (r for r in IDS if POOL[r].release.url == "https://example.org/1")
    growing.add([one, IDS[0]], folder, QUIET)
    assert growing.update([other], folder, QUIET).removed == 1
    assert kept(folder) == {other, IDS[0]} and stored(folder) == built(frozenset({other, IDS[0]}))


def test_what_cannot_be_done_changes_nothing(folder: Path) -> None:
    growing.add(IDS[:2], folder, QUIET)
    before = files(folder), stored(folder)
    with pytest.raises(NotFound):
        growing.remove(["made-up.txt", "nothing.txt"], folder, QUIET)
    with pytest.raises(NothingRead):
        growing.remove([f"id:{p}" for p in resolve([POOL[r] for r in IDS[:2]]).releases.values()], folder, QUIET)
    with pytest.raises(NothingRead):
        growing.add(["bad"], folder, QUIET)
    assert (files(folder), stored(folder)) == before
    assert growing.add(["bad", IDS[2]], folder, QUIET).exit_code == 3


def test_a_graph_without_a_store_is_not_overwritten(folder: Path) -> None:
    pipeline.publish([POOL[IDS[0]]], [], folder)
    with pytest.raises(SettingError, match="no store"):
        growing.add(IDS[1:2], folder, QUIET)


def test_a_build_replaces_the_store(folder: Path) -> None:
    growing.add(IDS[:3], folder, QUIET)
    pipeline.build(IDS[3:5], folder, tell=print)
    assert lasting.current(folder) is None and kept(folder) == set(IDS[3:5])
    growing.add(IDS[5:6], folder, QUIET)
    assert stored(folder) == built(frozenset(IDS[3:6]))


def test_the_base_of_the_build_stays(folder: Path) -> None:
    pipeline.build(IDS[:1], folder, base="https://id.example.org/", tell=print)
    growing.add(IDS[1:2], folder, QUIET)
    assert all("https://w3id.org/digicoop/id/person/" not in x for x in stored(folder))
    assert any("https://id.example.org/person/" in x for x in stored(folder))


def test_large_graphs_keep_their_dumps_until_asked(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    growing.add(IDS[:2], folder, QUIET)
    before = files(folder)
    monkeypatch.setattr(growing, "MOST_DUMPED", 2)
    result = CliRunner().invoke(main, ["add", IDS[2], "-o", str(folder)])
    assert result.exit_code == 0 and "1 added, 0 removed: 3 releases" in result.stdout and "kg dump" in result.stderr
    assert files(folder) == before and stored(folder) == built(frozenset(IDS[:3]))
    assert CliRunner().invoke(main, ["dump", "-o", str(folder)]).exit_code == 0
    assert files(folder) == dumps(frozenset(IDS[:3]))


def test_a_changed_program_reads_its_releases_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    growing.add(IDS[:3], folder, QUIET)
    monkeypatch.setattr(growth, "fingerprint", lambda parts: "other")
    seen = []
    monkeypatch.setattr(pipeline, "extract", lambda release: seen.append(release) or POOL[release_id(release)])
    monkeypatch.setattr(pipeline, "extract_all", lambda some: map(pipeline.extract, some))
    growing.add(IDS[3:4], folder, QUIET)
    assert len(seen) == 4 and stored(folder) == built(frozenset(IDS[:4]))


def test_a_lost_store_is_made_anew(folder: Path) -> None:
    growing.add(IDS[:3], folder, QUIET)
    (folder / "store" / "current").unlink()
    growing.add(IDS[3:4], folder, QUIET)
    assert stored(folder) == built(frozenset(IDS[:4]))
    growing.dump(folder, QUIET, fresh=True)
    assert stored(folder) == built(frozenset(IDS[:4]))


def test_a_store_that_is_read_is_not_swept_away(folder: Path) -> None:
    growing.add(IDS[:2], folder, QUIET)
    store = lasting.open_store(folder)
    assert store is not None
    for release in IDS[2:5]:
        growing.add([release], folder, QUIET)
    assert {str(x) for x in store} == built(frozenset(IDS[:2]))
    assert len(list((folder / "store").glob("graph-*"))) == 2


def test_generated_releases(tmp_path: Path) -> None:
    made = list(extractions(60))
    with lasting.alone(tmp_path), growth.shelf(tmp_path) as shelf:
        shelf.settle(shelf.add(made[:55]), set(), [])
    growth.finish(tmp_path)
    for one in made[55:]:
        with growth.shelf(tmp_path) as shelf:
            shelf.settle(shelf.add([one]), set(), [])
        growth.finish(tmp_path)
    store = lasting.open_store(tmp_path)
    assert store is not None and len(store) == len(assemble(made, resolve(made)))


def test_real_releases_one_after_another_are_the_build_of_all(tmp_path: Path) -> None:
    seeds = sorted(pipeline.seeds().glob("0*.txt"))[:3]
    pipeline.build(seeds, tmp_path / "a", tell=print)
    for seed in seeds[::-1]:
        growing.add([seed], tmp_path / "b", QUIET)
    growing.remove([str(seeds[1])], tmp_path / "b", QUIET)
    growing.update([seeds[1]], tmp_path / "b", QUIET)
    assert files(tmp_path / "a") == files(tmp_path / "b")
