"""The README's tables of speed, made from the results that are kept.

    python -m benchmarks.tables            writes them into README.md between their marks
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from benchmarks.record import load

README = Path(__file__).parents[1] / "README.md"
BEGIN, END = "<!-- speed: made by python -m benchmarks.tables -->\n", "<!-- /speed -->\n"


def stores(found: dict[str, Any]) -> str:
    """Load, dump and memory by size."""
    lines = ["| statements | load | rdflib | times | dump | rdflib | times | memory | rdflib |", "|---:" * 9 + "|"]
    for row in found["rows"]:
        ours, theirs = row["ours"], row.get("rdflib")
        other = [f"{theirs['load_s']:.1f} s", f"{row['load_times']:.0f} ×", f"{theirs['dump_s']:.1f} s", f"{row['dump_times']:.0f} ×",
                 f"{theirs['memory_mb']} MB"] if theirs else ["–"] * 5  # fmt: skip
        cells = [f"{ours['statements']:,}", f"{ours['load_s']:.2f} s", *other[:2], f"{ours['dump_s']:.2f} s", *other[2:4],
                 f"{ours['memory_mb']} MB", other[4]]  # fmt: skip
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


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
        f"\nrdflib's store in memory takes {found['rdflib_median']:.0f} times as long at the median, stopped after "
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
