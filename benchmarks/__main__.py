"""All benchmarks, one after another: python -m benchmarks [NAME…]; their figures are kept under benchmarks/results. (benchmarks.learn_days, which learns the weights of an event's days, is a tool beside them.)

    processes   extraction beside natasha's, on one process and on two
    scale       builds of 1,000 and 10,000 releases: time, memory, disk
    growth      one release more or less on a graph of 5,000
    cold        the cold start of the command
    questions   competency questions through HTTP on a million statements, beside rdflib
    store       load, dump and memory beside rdflib's, to ten million statements
"""

from __future__ import annotations

import subprocess
import sys

COMMANDS = {
    "processes": ["benchmarks.processes"],
    "scale": ["benchmarks.scale"],
    "growth": ["benchmarks.growth"],
    "cold": ["benchmarks.pipeline", "--cold"],
    "questions": ["benchmarks.questions"],
    "store": ["benchmarks.store"],
}


def main() -> None:
    """Run those that are named, all if none is."""
    names = sys.argv[1:] or list(COMMANDS)
    if unknown := set(names) - COMMANDS.keys():
        sys.exit(f"no such benchmark: {', '.join(sorted(unknown))}\n{__doc__}")
    for name in names:
        print(f"== {name}", flush=True)
        subprocess.run([sys.executable, "-m", *COMMANDS[name]], check=True)


if __name__ == "__main__":
    main()
