"""What people decided about identity: lines of a reviewed file that every build obeys, whatever its rules say.

A line names the two things by a release and by what that release calls them, because paths change when things merge:

    verdict <tab> kind <tab> release <tab> name <tab> release <tab> name <tab> note

verdict is "same" or "different"; for bodies also "renamed", with the year or day of the change in front of the note.
Of several things of one release that are called alike, "#2" behind the name means the second.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.entities.model import Mention
from kg.errors import DecisionError
from kg.facts.model import Extraction
from kg.values import PartialDate

VERDICTS = ("same", "different", "renamed")
KINDS = ("body", "person", "place", "agreement", "event")
HEADER = "# verdict\tkind\trelease\tname\trelease\tname\tnote\n"


@dataclass(frozen=True, slots=True, order=True)
class Named:
    """A thing by a release (its path) and what that release calls it."""

    release: str
    name: str


@dataclass(frozen=True, slots=True, order=True)
class Decision:
    """One line. `on` is the day or year of a renaming."""

    verdict: str
    kind: str
    left: Named
    right: Named
    note: str = ""
    on: PartialDate | None = None

    def line(self) -> str:
        """As written in the file, with a line feed."""
        note = f"{self.on.lexical} {self.note}".strip() if self.on else self.note
        cells = (self.verdict, self.kind, self.left.release, self.left.name, self.right.release, self.right.name, note)
        return "\t".join(" ".join(c.split()) for c in cells) + "\n"


def parse(text: str, where: str = "decisions") -> tuple[Decision, ...]:
    """The decisions of a file, sorted. Raises DecisionError with the line that is none."""
    found = set()
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            try:
                found.add(_decision(line))
            except ValueError as error:
                raise DecisionError(f"{where}, line {number}: {error}") from None
    return tuple(sorted(found))


def load(path: Path) -> tuple[Decision, ...]:
    """The decisions of a file; none if there is no file."""
    try:
        return parse(path.read_text(encoding="utf-8"), str(path))
    except FileNotFoundError:
        return ()
    except (OSError, UnicodeDecodeError) as error:
        raise DecisionError(f"cannot read {path}: {error}") from error


def as_text(decisions: Iterable[Decision]) -> str:
    """A file of decisions, sorted, each once."""
    return HEADER + "".join(d.line() for d in sorted(set(decisions)))


def _decision(line: str) -> Decision:
    cells = [c.strip() for c in line.split("\t")]
    if len(cells) not in (6, 7):
        raise ValueError("a decision has six cells and a note, with tabs between")
    verdict, kind, *rest = cells
    note = rest[4] if len(rest) > 4 else ""
    if verdict not in VERDICTS or kind not in KINDS or (verdict == "renamed" and kind != "body"):
        raise ValueError(f"not a verdict on this kind: {verdict} {kind}")
    left, right = Named(rest[0], rest[1]), Named(rest[2], rest[3])
    if left == right:
        raise ValueError("both sides are the same thing")
    if verdict == "renamed":
        day, _, note = note.partition(" ")
        return Decision(verdict, kind, left, right, note, PartialDate.parse(day))
    left, right = sorted((left, right))
    return Decision(verdict, kind, left, right, note)


@dataclass(frozen=True, slots=True)
class Verdicts:
    """The decisions on mentions: pairs that are one, pairs that are two; `unknown` name things that no release has."""

    same: tuple[tuple[Mention, Mention], ...] = ()
    different: tuple[tuple[Mention, Mention], ...] = ()
    renamed: tuple[tuple[Mention, Mention, PartialDate], ...] = ()
    unknown: tuple[Decision, ...] = ()

    @property
    def decided(self) -> frozenset[Mention]:
        """Every mention that a decision names."""
        return frozenset(m for pair in (*self.same, *self.different) for m in pair)


def judge(
    decisions: Iterable[Decision], extractions: Mapping[str, Extraction], releases: Mapping[str, str]
) -> Verdicts:
    """Decisions on the mentions of these releases (by id; `releases` maps ids to paths)."""
    ids = {path: key for key, path in releases.items()}
    same: list[tuple[Mention, Mention]] = []
    different: list[tuple[Mention, Mention]] = []
    renamed: list[tuple[Mention, Mention, PartialDate]] = []
    unknown: list[Decision] = []
    for decision in sorted(decisions):
        left, right = (_find(decision.kind, side, ids, extractions) for side in (decision.left, decision.right))
        if left is None or right is None:
            unknown.append(decision)
        elif decision.on is not None:
            renamed.append((left, right, decision.on))
        else:
            (same if decision.verdict == "same" else different).append((left, right))
    return Verdicts(tuple(same), tuple(different), tuple(renamed), tuple(unknown))


def _find(kind: str, named: Named, ids: Mapping[str, str], extractions: Mapping[str, Extraction]) -> Mention | None:
    release = ids.get(named.release)
    if release is None:
        return None
    names = local_names(extractions[release], kind)
    return next((Mention(release, kind, key) for key, name in names.items() if name == named.name), None)


def local_names(extraction: Extraction, kind: str) -> dict[str, str]:
    """What a release calls its things of a kind: local key -> name, namesakes numbered from the second on."""
    seen: dict[str, int] = defaultdict(int)
    names = {}
    for key, plain in _plain_names(extraction, kind):
        name = " ".join(plain.split()) or "?"
        seen[name] += 1
        names[key] = name if seen[name] == 1 else f"{name} #{seen[name]}"
    return names


def _plain_names(extraction: Extraction, kind: str) -> Sequence[tuple[str, str]]:
    if kind == "person":
        return [(p.key, p.name.label) for p in extraction.persons]
    if kind == "body":
        return [(b.key, b.name) for b in extraction.bodies]
    if kind == "place":
        return [(p.key, p.name) for p in extraction.places]
    if kind == "agreement":
        return [(a.key, a.label) for a in extraction.agreements]
    return [(e.key, e.name or e.kind) for e in extraction.events]
