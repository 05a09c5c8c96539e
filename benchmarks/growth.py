"""What `kg add` of one release costs a large graph, beyond reading that release; and whether the result is the rebuild.

    python benchmarks/growth.py [COUNT] [--keep FOLDER]     5000 made-up releases if COUNT is not given

Builds a graph of COUNT releases of `generate.py`, then adds, updates and removes single releases, each as a command in a
process of its own would: with the database and the store opened anew. Reading is timed apart: `add` is given the extraction.
At the end every statement of the store is compared with those of a build from scratch.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).parents[1]))

import pyoxigraph as ox

from benchmarks.generate import extractions
from kg import growth, pipeline
from kg.entities.model import release_id
from kg.entities.resolve import resolve
from kg.facts.model import Extraction
from kg.graph.assemble import assemble
from kg.graph.quads import line
from kg.shelf import lasting

MORE = 20


def change(folder: Path, come: Iterable[Extraction], go: Iterable[str] = ()) -> None:
    """One step of growth without dumps."""
    with lasting.alone(folder):
        growth.finish(folder)
        with growth.shelf(folder) as shelf:
            shelf.settle(shelf.add(come), set(go), [])
        growth.finish(folder)


def timed(work: Callable[[], object]) -> float:
    """Seconds."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def told(name: str, seconds: list[float]) -> None:
    """One line of the table."""
    print(f"{name:34} {statistics.median(seconds):7.3f} s median  {max(seconds):7.3f} s longest  ({len(seconds)} times)", flush=True)


def rebuilt(found: list[Extraction]) -> set[str]:
    """Every statement of a build from scratch, as the engine keeps it."""
    store = ox.Store()
    store.bulk_load("".join(map(line, assemble(found, resolve(found)))).encode(), ox.RdfFormat.N_QUADS)
    return {str(quad) for quad in store}


def run(count: int, folder: Path) -> None:
    """Build, change, compare."""
    made = list(extractions(count + MORE))
    print(f"{count} releases: store made in {timed(lambda: change(folder, made[:count])):.1f} s", flush=True)
    told("add one release", [timed(lambda e=e: change(folder, [e])) for e in made[count:]])  # type: ignore[misc]
    ids = [release_id(e.release) for e in made]
    told("remove one release", [timed(lambda r=r: change(folder, [], [r])) for r in ids[: MORE // 2]])  # type: ignore[misc]
    seeds = [e for e in map(pipeline.extract, (r for r in pipeline.read([pipeline.seeds()]) if not hasattr(r, "stage"))) if isinstance(e, Extraction)]
    reading = [timed(lambda e=e: pipeline.extract(e.release)) for e in seeds]  # type: ignore[misc]
    told("read one release (warm)", reading)
    told("add one real release", [timed(lambda e=e: change(folder, [e])) for e in seeds])  # type: ignore[misc]
    told("open the store", [timed(lambda: lasting.open_store(folder)) for _ in range(5)])
    store = lasting.open_store(folder)
    assert store is not None
    have = {str(quad) for quad in store}
    start = time.perf_counter()
    same = have == rebuilt(made[MORE // 2 :] + seeds)
    print(f"rebuild without reading: {time.perf_counter() - start:.1f} s; {len(have)} statements; equal: {same}")
    size = sum(p.stat().st_size for p in (folder / lasting.FOLDER).rglob("*") if p.is_file())
    print(f"on disk: {size / 1e6:.0f} MB")
    if not same:
        sys.exit(1)


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", type=int, nargs="?", default=5000)
    parser.add_argument("--keep", type=Path)
    args = parser.parse_args()
    if args.keep:
        args.keep.mkdir(parents=True, exist_ok=True)
        run(args.count, args.keep)
    else:
        with TemporaryDirectory() as folder:
            run(args.count, Path(folder))


if __name__ == "__main__":
    main()
