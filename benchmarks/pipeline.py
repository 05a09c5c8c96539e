"""How long extraction takes, beside natasha's own segment + NER + morphology + syntax on the same texts, in one run.

    python benchmarks/pipeline.py [PATH…]        releases to read; the seeds if none is named
    python benchmarks/pipeline.py --cold         only the cold start of `kg build seeds` and `kg --help`

Both sides run one release at a time, in one process, with one thread, and in turns, so that a busy machine slows both. What is
loaded once is not counted. "first time" is a text whose words may be new, "again" one whose words are all remembered: a
long batch lies between the two. Times are of the processor; --wall takes the clock's instead.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

os.environ["OPENBLAS_NUM_THREADS"] = "1"

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from kg.release.model import Release  # noqa: E402
from kg.release.read import read_releases  # noqa: E402

Clock = Callable[[], float]
WARM_UP = "Министр связи Узбекистана подписал в Минске меморандум о сотрудничестве 5 марта 2020 года."


def natasha() -> Callable[[str], Any]:
    """natasha's pipeline of a text, loaded."""
    from natasha import Doc, NewsEmbedding, NewsMorphTagger, NewsNERTagger, NewsSyntaxParser, Segmenter

    segmenter, embedding = Segmenter(), NewsEmbedding()
    ner, morph, syntax = NewsNERTagger(embedding), NewsMorphTagger(embedding), NewsSyntaxParser(embedding)

    def run(text: str) -> Any:
        doc = Doc(text)
        doc.segment(segmenter)
        doc.tag_ner(ner)
        doc.tag_morph(morph)
        doc.parse_syntax(syntax)
        return doc

    return run


def clocked(work: Callable[[Any], Any], items: Sequence[Any], clock: Clock) -> tuple[float, list[Any]]:
    """(milliseconds an item, results)."""
    start = clock()
    results = [work(item) for item in items]
    return (clock() - start) * 1000 / len(items), results


def compare(releases: Sequence[Release], rounds: int, clock: Clock) -> None:
    """Print both sides' milliseconds a release, our stages, and the ratio."""
    from dataclasses import replace

    from kg.facts.extract import extract
    from kg.mentions.russian import find_mentions
    from kg.text.annotate import annotate

    bare = natasha()
    bare(WARM_UP)
    extract(annotate(replace(releases[0], text=WARM_UP)))
    rows: list[tuple[float, float, float, float]] = []
    for _ in range(rounds):
        theirs, _ = clocked(lambda r: bare(r.text), releases, clock)
        text, documents = clocked(annotate, releases, clock)
        # facts contain the finding of mentions; finding them once more, now that all words are known, shows their share
        facts, _ = clocked(extract, documents, clock)
        mentions, _ = clocked(find_mentions, documents, clock)
        rows.append((theirs, text, facts, mentions))
    size = sum(len(r.text) for r in releases) / len(releases)
    print(f"{len(releases)} releases of {size:.0f} characters, {rounds} rounds, milliseconds a release")
    print(f"{'':12}{'natasha':>9}{'ours':>9}{'ratio':>8}{'text':>9}{'mentions + facts':>18}{'mentions':>10}")
    again = tuple(statistics.median(column) for column in zip(*rows[1:], strict=True))
    for name, (theirs, text, facts, mentions) in (("first time", rows[0]), ("again", again)):
        seen = f"{mentions:10.1f}" if name == "again" else ""
        print(f"{name:12}{theirs:9.1f}{text + facts:9.1f}{theirs / (text + facts):8.2f}{text:9.1f}{facts:18.1f}{seen}")


def cold(runs: int) -> None:
    """Print how long a new process takes, with modules compiled once before, as an installed package has them."""
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as compiled:
        environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"} | {"PYTHONPYCACHEPREFIX": compiled}
        for name, arguments in (
            ("kg --help", ["--help"]),
            ("kg build seeds", ["build", "-q", "-o", folder, str(ROOT / "seeds")]),
        ):
            walls, shares = [], []
            for n in range(runs + 1):
                before, start = os.times(), time.perf_counter()
                code = "import sys; from kg.cli import main; main()"
                done = subprocess.run(
                    [sys.executable, "-c", code, *arguments], cwd=ROOT, capture_output=True, text=True, check=False, env=environment
                )
                after = os.times()
                if n:  # the first one compiles
                    walls.append(time.perf_counter() - start)
                    shares.append(after.children_user + after.children_system - before.children_user - before.children_system)
                if done.returncode:
                    print(f"{name}: exit code {done.returncode}: {done.stderr.strip()[-200:]}")
                    break
            print(
                f"{name}: {min(walls):.2f} s by the clock, {min(shares):.2f} s of the processor (best of {len(walls)})"
            )


def main() -> None:
    """Run what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*", type=Path)
    parser.add_argument("--rounds", type=int, default=4)
    parser.add_argument("--wall", action="store_true", help="the clock's time instead of the processor's")
    parser.add_argument("--cold", action="store_true", help="only the cold start")
    options = parser.parse_args()
    if not options.cold:
        found = read_releases(options.paths or [ROOT / "seeds"])
        # natasha reads Russian only
        releases = [r for r in found if isinstance(r, Release) and r.language == "ru"]
        compare(releases, max(2, options.rounds), time.perf_counter if options.wall else time.process_time)
    cold(3)


if __name__ == "__main__":
    main()
