"""Learn the weights of `kg.facts.time_and_place.likely_day` from annotated releases, and say how good they are.

    python -m benchmarks.learn_days FOLDER… [--write] [--folds 10]

Each FOLDER holds releases (.txt, .md, .html) with NAME.gold.json beside them, in the form of the project's gold: events with kind, start, countries,
participants, name. An event that the program finds is the gold's of its kind with a state, a participant or two words of the name in common; the day
is not asked for. Of the days that `day_marks` offers, that of the gold is the right one. The weights are those of a conditional logit
(McFadden 1974): the chance of a day is proportional to exp(sum of the weights of its marks). They are fitted by gradient steps of falling size
(AdaGrad, Duchi, Hazan and Singer 2011) with a fixed seed: the same releases give the same table.

Printed: the share of events with the right day by the rules alone, by the weights alone and by both, all of folders that the weights have not seen.
`--write` fits all folders and replaces kg/reference/day_weights.tsv.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from kg.facts.events import find
from kg.facts.extract import _finder
from kg.facts.posts.find import find_posts
from kg.facts.sentences.first_person import tell_houses, tell_people
from kg.facts.story.drafts import Draft
from kg.facts.story.kinds import GROUPS
from kg.facts.story.sides import Sides
from kg.facts.story.so_far import Story
from kg.facts.time_and_place import likely_day
from kg.facts.time_and_place.day_marks import candidates, told_dates
from kg.release.model import Release
from kg.release.read import read_releases
from kg.text.annotate import annotate

TABLE = Path(__file__).parents[1] / "kg" / "reference" / "day_weights.tsv"
HEAD = """# Weights (hundredths) of the marks of a day that an event may have been on, by `python -m benchmarks.learn_days FOLDER… --write`.
# Learnt from {events} events of {releases} annotated releases that the project's own annotators wrote; no word, name or date of a text is in it.
# Right day in folders not learnt from: rules {rules:.3f}, weights {weights:.3f}, both {both:.3f}. Marks: kg/facts/time_and_place/day_marks.py.
"""
RARE = 5  # a mark of fewer candidates gets no weight
ROUNDS, STEP, SHRINK = 14, 0.3, 3e-4


@dataclass(frozen=True)
class Choice:
    """An event: the marks of each day that it can have been on, which of them is the gold's (None: not offered), what the rules say."""

    folder: str
    release: str
    days: tuple[str | None, ...]
    marks: tuple[frozenset[str], ...]
    right: str | None
    rules: str | None
    takes: tuple[bool, ...]  # which of the days may stand instead

    @property
    def index(self) -> int | None:
        """Which of the days is the gold's."""
        return self.days.index(self.right) if self.right in self.days else None


def choices(folder: Path) -> Iterator[Choice]:
    """The choices of all releases of a folder."""
    for gold in sorted(folder.glob("*.gold.json")):
        path = next((p for s in (".txt", ".md", ".html") if (p := gold.with_name(gold.name.removesuffix(".gold.json") + s)).exists()), None)
        release = next(iter(read_releases([path])), None) if path is not None else None
        if isinstance(release, Release):
            yield from _of_release(folder, release, json.loads(gold.read_text(encoding="utf-8"))["events"])


def _of_release(folder: Path, release: Release, gold: Sequence[dict[str, Any]]) -> Iterator[Choice]:
    document = annotate(release)
    story = Story.of(document, _finder(document.language)(document))
    tell_houses(story)
    sides = Sides(find_posts(story))
    tell_people(story)
    decide, find.likely_days = find.likely_days, lambda story, book: None  # type: ignore[attr-defined]
    try:
        book = find.find_events(story, sides)[1]
    finally:
        find.likely_days = decide  # type: ignore[attr-defined]
    told = told_dates(story)
    pairs = sorted(((-_alike(story, d, g), i, k) for i, d in enumerate(book.drafts) for k, g in enumerate(gold)), key=lambda x: x[0])
    drafts: set[int] = set()
    golds: set[int] = set()
    for value, i, k in pairs:
        if value and i not in drafts and k not in golds:
            drafts.add(i)
            golds.add(k)
            d = book.drafts[i]
            found = candidates(story, book, d, told)
            rules = d.period.start.lexical if d.period is not None else None
            free = not likely_day.settled(d, told)
            takes = tuple(free and likely_day.may_take(d, found, c) for c in found.values())
            yield Choice(str(folder), release.name, tuple(found), tuple(frozenset(c.marks) for c in found.values()), gold[k]["start"] or None, rules, takes)


def _alike(story: Story, d: Draft, g: dict[str, Any]) -> float:
    """0 for events that cannot be one, else more the more they have in common; the same day decides between several."""
    if g["kind"] != "other" and GROUPS.get(g["kind"]) != GROUPS[d.kind]:
        return 0
    states = len({*d.countries, *([d.country] if d.country else [])} & set(g["countries"]))
    families = {w for key in d.people for w in _words(" ".join(f.text for f in story.people.person(key).forms))}
    people = sum(bool(families & _words(p)) for p in g["participants"])
    name = len(_words(d.name or "") & _words(g["name"] or "")) >= 2
    same = d.period is not None and d.period.start.lexical == g["start"]
    return (1 + states + people + name) * 2 + 5 * same if states + people + name else 0


def _words(text: str) -> set[str]:
    return {w for w in re.findall(r"\w+", text.lower().replace("ё", "е")) if len(w) > 3}


def fit(given: Sequence[Choice]) -> dict[str, float]:
    """Weights of the marks."""
    counts = Counter(m for c in given for marks in c.marks for m in marks)
    number = {m: i for i, m in enumerate(sorted(m for m, n in counts.items() if n >= RARE))}
    rows = [([np.array(sorted(number[m] for m in marks if m in number), int) for marks in c.marks], c.index) for c in given if c.index is not None]
    weight, seen, chance = np.zeros(len(number)), np.full(len(number), 1e-6), np.random.RandomState(0)
    for _ in range(ROUNDS):
        for r in chance.permutation(len(rows)):
            marks, right = rows[r]
            value = np.array([weight[m].sum() for m in marks])
            share = np.exp(value - value.max())
            share /= share.sum()
            for k, m in enumerate(marks):
                slope = float(k == right) - share[k]
                seen[m] += slope * slope
                weight[m] += STEP * slope / np.sqrt(seen[m])
            weight *= 1 - SHRINK
    return {m: float(weight[i]) for m, i in number.items()}


def decided(c: Choice, weight: dict[str, float]) -> tuple[str | None, str | None]:
    """The day by the weights alone, and by both."""
    value = np.array([sum(weight.get(m, 0.0) for m in marks) for marks in c.marks])
    share = np.exp(value - value.max())
    best = int(value.argmax())
    day, sure = c.days[best], float(1 / share.sum())
    return day, day if c.takes[best] and sure >= likely_day.SURE else c.rules


def main() -> None:
    """See the module's first lines."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folders", nargs="+", type=Path)
    options.add_argument("--write", action="store_true")
    options.add_argument("--folds", type=int, default=10)
    options.add_argument("--show", action="store_true", help="print the events that the two decide differently")
    asked = options.parse_args()
    given = [c for folder in asked.folders for c in choices(folder)]
    names = list(dict.fromkeys(c.folder for c in given))
    right = Counter[str]()
    for k in range(min(asked.folds, len(names))):
        weight = fit([c for c in given if names.index(c.folder) % asked.folds != k])
        for c in given:
            if names.index(c.folder) % asked.folds == k:
                alone, both = decided(c, weight)
                right.update(rules=c.rules == c.right, weights=alone == c.right, both=both == c.right)
                if asked.show and both != c.rules:
                    print("+" if both == c.right else "-" if c.rules == c.right else "~", c.folder, c.release, "gold", c.right, "rules", c.rules, "both", both)
    shares = {key: right[key] / len(given) for key in ("rules", "weights", "both")}
    offered = sum(c.index is not None for c in given)
    print(f"{len(given)} events, right day among those offered {offered / len(given):.3f}; " + ", ".join(f"{k} {v:.3f}" for k, v in shares.items()))
    if asked.write:
        weight = fit(given)
        lines = sorted(f"{m}\t{round(w * 100)}" for m, w in weight.items() if round(w * 100))
        TABLE.write_text(HEAD.format(events=len(given), releases=len({(c.folder, c.release) for c in given}), **shares) + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
