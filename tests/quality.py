"""Extraction quality, pinned: F1 floors for each kind of fact on the hand-made gold, with the digest of what was measured.

    python -m tests.quality                 figures beside their floors
    python -m tests.quality --raise-floors  move floors up to today's figures
    python -m tests.quality --lower-floors  the only way to move them down; say why in the commit

The scorer and the gold live in ../shared; where they are missing nothing is measured.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import json
import tempfile
from pathlib import Path
from types import ModuleType
from typing import Any

HERE = Path(__file__).parent
SHARED = HERE.parent.parent / "shared"
FLOORS = HERE / "floors.json"
SETS = {"seeds": ("gold", "seeds"), "corpus": ("corpus", "corpus")}
# how far below today's figure a raised floor is put: one entry more or less in a small set must not turn CI red
SLACK = 0.005


def available() -> bool:
    """True if the gold and the scorer are there."""
    return (SHARED / "score" / "score.py").is_file()


def scorer() -> ModuleType:
    """The project-independent scorer as a module."""
    spec = importlib.util.spec_from_file_location("score", SHARED / "score" / "score.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def digest(name: str) -> str:
    """SHA-256 over the gold and releases of a set: floors hold for exactly these files."""
    total = hashlib.sha256()
    for folder in sorted(set(SETS[name])):
        for path in sorted((SHARED / folder).iterdir()):
            if path.suffix in (".json", ".txt", ".md", ".html") and path.stem not in ("GUIDE", "README"):
                total.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return total.hexdigest()


def measure(name: str) -> dict[str, dict[str, float]]:
    """Figures of a set, each release built alone as the scorer does, in this process."""
    from kg.pipeline import build

    score: Any = scorer()
    tally = score.Tally()
    gold_dir, release_dir = (SHARED / folder for folder in SETS[name])
    with tempfile.TemporaryDirectory() as tmp:
        for gold in sorted(gold_dir.glob("*.json")):
            stem = gold.name.removesuffix(".json").removesuffix(".gold")
            release = next(p for p in sorted(release_dir.iterdir()) if p.stem == stem and p.suffix in {".txt", ".md", ".html"})
            out = Path(tmp) / stem
            built = build([release], out, tell=lambda line: None)
            assert not built.rejects, built.rejects
            found = score.Found(out / "graph.ttl")
            score.score_release(release.name, json.loads(gold.read_text(encoding="utf-8")), found, tally)
    figures = {}
    for kind, c in tally.n.items():
        p, r, f1 = score.prf(c["tp"], c["fn"], c["fp"])
        figures[kind.strip()] = {"p": round(p, 4), "r": round(r, 4), "f1": round(f1, 4), "n": c["tp"] + c["fn"]}
    return figures


def main() -> None:
    """Print the figures; move the floors if asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--raise-floors", action="store_true")
    parser.add_argument("--lower-floors", action="store_true")
    options = parser.parse_args()
    floors = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.is_file() else {}
    for name in SETS:
        figures = measure(name)
        known = floors.setdefault(name, {"digest": "", "f1": {}})
        print(f"{name}: {len(figures)} kinds")
        for kind, row in figures.items():
            floor = known["f1"].get(kind, 0.0)
            print(f"  {kind:22} P {row['p']:.3f}  R {row['r']:.3f}  F1 {row['f1']:.3f}  n {row['n']:4}  floor {floor:.3f}")
            new = max(0.0, round(row["f1"] - SLACK, 3)) if row["f1"] < 1 else 1.0
            if (options.raise_floors and new > floor) or options.lower_floors:
                known["f1"][kind] = new
        if options.raise_floors or options.lower_floors:
            known["digest"] = digest(name)
            known["counts"] = {kind: row["n"] for kind, row in figures.items()}
    if options.raise_floors or options.lower_floors:
        FLOORS.write_text(json.dumps(floors, indent=1, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
