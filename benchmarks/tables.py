"""The README's tables of speed, made from the results that are kept.

    python -m benchmarks.tables            writes them into README.md between their marks
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from benchmarks.record import load
from benchmarks.store import TIMES

README = Path(__file__).parents[1] / "README.md"
BEGIN, END = "<!-- speed: made by python -m benchmarks.tables -->\n", "<!-- /speed -->\n"


def stores(found: dict[str, Any]) -> str:
    """Load, dump and memory by size, ours and rdflib's."""
    lines = ["| statements | load | N-Quads | Turtle | TriG | memory | of rdflib: load | N-Quads | Turtle | TriG | memory |", "|---:" * 11 + "|"]
    for row in found["rows"]:
        ours, theirs = row["ours"], row.get("rdflib") or {}
        cells = [f"{ours['statements']:,}", *(_seconds(ours, what) for what in TIMES), f"{ours['memory_mb']} MB"]
        cells += [f"{_seconds(theirs, what)}{_ratio(row, what)}" for what in TIMES]
        cells.append(f"{theirs['memory_mb']} MB" if theirs else "–")
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def _seconds(found: dict[str, Any], what: str) -> str:
    return f"{found[f'{what}_s']:.2f} s" if f"{what}_s" in found else "–"


def _ratio(row: dict[str, Any], what: str) -> str:
    return f" ({row[f'{what}_times']:.0f} ×)" if f"{what}_times" in row else ""


def questions(found: dict[str, Any]) -> str:
    """The slowest questions, and all in one sentence."""
    rows = sorted(found["questions"], key=lambda row: -row["p95_ms"])
    text = (
        f"Of the {len(rows)} questions, asked through HTTP in {found['ways']} ways on {found['statements']:,} statements, "
        f"{found['under_100_ms']} stay under 100 ms (95th percentile of {found['rounds']}); the slowest:\n\n"
        "| question | by | rows | median | 95 % |\n|---|---|---:|---:|---:|\n"
    )
    for row in rows[:6]:
        text += f"| {row['question']} | {row['by']} | {row['rows']} | {row['median_ms']:.0f} ms | {row['p95_ms']:.0f} ms |\n"
    return text + (
        "\nWithout HTTP on either side" + (f" (the run is {found['rdflib_run']})" if "rdflib_run" in found else "") + ", "
        f"rdflib's store in memory takes {found['rdflib_median']:.0f} times as long at the median, stopped after "
        f"{found['rdflib_seconds']:g} s in {sum(row['rdflib_stopped'] for row in rows)} of {len(rows)} questions, so that the true "
        "ratio is larger.\n"
    )


def section() -> str:
    """What stands between the marks."""
    return f"{BEGIN}{questions(load('questions'))}\n{stores(load('store'))}{END}"


def main() -> None:
    """Write."""
    text = README.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    README.write_text(before + section() + rest.partition(END)[2], encoding="utf-8")


if __name__ == "__main__":
    main()
