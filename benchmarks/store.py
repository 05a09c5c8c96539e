"""Our store beside rdflib's in memory: load a graph, write it out, memory, at growing sizes.

    python benchmarks/store.py [--graph output] [--sizes 10000 100000 1000000] [--alone 10000000]

The graph is that of the examples, enlarged (enlarged.py). Each measurement is a process of its own; load reads N-Quads from
a file into memory, dump writes to a file: all of it as N-Quads or TriG, the facts without their sources as Turtle (the
formats of graph.trig and graph.ttl). The better of two counts at the smallest size. rdflib's TriG grows with more than
the size of the graph and is measured up to 200,000 statements. Sizes of --alone are too large for rdflib on this machine
and are loaded into a store on disk, as `kg add` keeps it.
Results go to benchmarks/results/store.json.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.enlarged import lines
from benchmarks.measuring import apart, peak, timed
from benchmarks.record import save

MOST_SECONDS, MOST_ALONE = 500.0, 3600.0
MOST_TRIG = 200_000
TIMES = ("load", "dump", "turtle", "trig")


def ours(path: Path) -> dict[str, float]:
    """Load and dump with Oxigraph, the engine of `kg`."""
    import pyoxigraph as ox

    store = ox.Store()
    load = timed(lambda: store.bulk_load(path=str(path), format=ox.RdfFormat.N_QUADS))
    memory = peak()
    dump = timed(lambda: store.dump(str(path) + ".out", format=ox.RdfFormat.N_QUADS))
    facts = ox.DefaultGraph()
    turtle = timed(lambda: store.dump(str(path) + ".out", format=ox.RdfFormat.TURTLE, from_graph=facts))
    trig = timed(lambda: store.dump(str(path) + ".out", format=ox.RdfFormat.TRIG))
    return {"statements": len(store), "load_s": round(load, 3), "dump_s": round(dump, 3), "turtle_s": round(turtle, 3),
            "trig_s": round(trig, 3), "memory_mb": memory}  # fmt: skip


def theirs(path: Path) -> dict[str, float]:
    """Load and dump with rdflib."""
    import rdflib

    graph = rdflib.Dataset(default_union=False)
    load = timed(lambda: graph.parse(path, format="nquads"))
    memory = peak()
    dump = timed(lambda: graph.serialize(str(path) + ".out", format="nquads", encoding="utf-8"))
    turtle = timed(lambda: graph.default_graph.serialize(str(path) + ".out", format="turtle", encoding="utf-8"))
    found = {"load_s": round(load, 3), "dump_s": round(dump, 3), "turtle_s": round(turtle, 3), "memory_mb": memory}
    if len(graph) <= MOST_TRIG:
        trig = timed(lambda: graph.serialize(str(path) + ".out", format="trig", encoding="utf-8"))
        found["trig_s"] = round(trig, 3)
    return found


def on_disk(path: Path) -> dict[str, float]:
    """Load into a store on disk, open it anew, dump."""
    import pyoxigraph as ox

    folder = path.parent / "store"

    def load() -> None:
        store = ox.Store(str(folder))
        store.bulk_load(path=str(path), format=ox.RdfFormat.N_QUADS)
        store.flush()

    seconds = timed(load)
    memory = peak()
    store = ox.Store.read_only(str(folder))
    dump = timed(lambda: store.dump(str(path) + ".out", format=ox.RdfFormat.N_QUADS))
    size = sum(p.stat().st_size for p in folder.rglob("*") if p.is_file())
    return {"statements": len(store), "load_s": round(seconds, 3), "dump_s": round(dump, 3), "memory_mb": memory,
            "disk_mb": size // 1_000_000}  # fmt: skip


def better(work: Any, path: Path, times: int, most: float) -> dict[str, float] | None:
    """The shorter load and the shorter dump of so many runs, None if one of them takes more than `most` seconds."""
    runs = [apart(lambda: work(path), most) for _ in range(times)]
    if None in runs:
        return None
    best = {key: min(run[key] for run in runs) for key in runs[0]}
    return runs[0] | best


def main() -> None:
    """Run, print, keep."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--graph", type=Path, default=Path("output"))
    parser.add_argument("--sizes", type=int, nargs="*", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--alone", type=int, nargs="*", default=[10_000_000])
    chosen = parser.parse_args()
    rows: list[dict[str, Any]] = []
    for size in [*chosen.sizes, *chosen.alone]:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "graph.nq"
            with path.open("w", encoding="utf-8") as file:
                file.writelines(lines(chosen.graph / "graph.trig", size))
            alone = size in chosen.alone
            times = 2 if size <= 10_000 else 1
            row: dict[str, Any] = {"size": size, "ours": better(on_disk if alone else ours, path, times, MOST_ALONE if alone else MOST_SECONDS)}
            if not alone:
                row["rdflib"] = better(theirs, path, times, MOST_SECONDS)
            other = row.get("rdflib") or {}
            for what in TIMES:
                if f"{what}_s" in other:
                    row[f"{what}_times"] = round(other[f"{what}_s"] / row["ours"][f"{what}_s"], 1)
        rows.append(row)
        print(row, flush=True)
    save("store", {"rows": rows})


if __name__ == "__main__":
    main()
