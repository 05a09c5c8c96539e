"""What the competency questions are asked about on an enlarged graph.

Each question is asked with each of its parameters alone, and with both countries where it takes two. Topics, kinds,
statuses, dates, years and the home country, which are in many or all copies, are asked for together with a partner country where the question
takes one. The value is a thing of one copy in the middle of the graph, or a concept: the one whose answer has the most
rows. The partner is a country that a tenth of the copies name.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from benchmarks.enlarged import BASE, COUNTRY, TOGETHER, Pattern
from kg.questions import catalogue, params
from kg.questions.engine import LocalGraph
from kg.questions.model import Rows
from kg.questions.things import Things

DATES = {"date": "2020-06-30", "period": "2020"}
CONCEPTS = ("topic", "kind", "status", "role")
HOME = ("and", "partner")  # parameters that the home country is given for
MOST_TRIED = 12


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with the values of its parameters, and the number of rows that answer it."""

    question: str
    given: dict[str, str]
    rows: int

    @property
    def by(self) -> str:
        """Names of the parameters."""
        return " ".join(self.given)


class Chooser:
    """Finds what to ask on a graph of `copies` copies."""

    def __init__(self, graph: LocalGraph, things: Things, pattern: Pattern, copies: int) -> None:
        self._graph, self._things, self._pattern = graph, things, pattern
        self._middle = copies // 2 // 24 * 24 + 5
        self.country = COUNTRY + partner(pattern, copies)
        self._found: dict[str, list[str]] = {}

    def all(self) -> Iterator[Asked]:
        """Every question with what it is asked about, in the order of the names."""
        for question in catalogue.load().values():
            for chosen in combinations(question) or [[]]:
                yield self._most(question, chosen)

    def _most(self, question: catalogue.Question, chosen: list[catalogue.Param]) -> Asked:
        *others, last = chosen or [None]
        fixed = {p.name: self._values(p)[0] for p in others if p}
        best = Asked(question.name, {}, -1)
        for value in self._values(last) if last else [""]:
            given = fixed | ({last.name: value} if last else {})
            answer = self._graph.query(params.bind(question, given, self._things))
            assert isinstance(answer, Rows)
            if len(answer.rows) > best.rows:
                best = Asked(question.name, given, len(answer.rows))
        return best

    def _values(self, param: catalogue.Param) -> list[str]:
        """Candidates: the partner country, the concepts that the copied graph uses most, the things of the middle copy."""
        if param.type in DATES:
            return [DATES[param.type]]
        if param.type == "country":
            return [COUNTRY + self._pattern.home if param.name in HOME else self.country]
        if param.type not in self._found:
            kind = "agreement" if param.type == "thing" else param.type
            self._found[param.type] = self._own(kind) or self._used(kind)
        return self._found[param.type]

    def _own(self, kind: str) -> list[str]:
        number = self._middle // TOGETHER.get(kind, 1)
        own = re.compile(rf"-(?:[A-Z]{{2}})?{number}")
        found = [i for i, t in self._things.all.items() if kind in t.types and own.search(i, i.rfind("-"))]
        return found[:MOST_TRIED]

    def _used(self, kind: str) -> list[str]:
        uses = Counter(q[2] for q in self._pattern.quads if q[2].startswith(f"<{BASE}{kind}/"))
        return [iri[1:-1] for iri, _ in uses.most_common(MOST_TRIED) if iri[1:-1] in self._things.all]


def combinations(question: catalogue.Question) -> list[list[catalogue.Param]]:
    """The parameters that are given together, the one that is varied last."""
    needed = [p for p in question.params if p.required]
    country = [p for p in question.params if p.type == "country" and p.name not in HOME][:1]
    found = [needed] if needed else []
    for param in question.params:
        wide = param.type in (*CONCEPTS, "date", "period") or param.name in HOME
        if not param.required:
            found.append([*(needed or (country if wide else [])), param])
    return found


def partner(pattern: Pattern, copies: int) -> str:
    """The partner country whose share of the copies is nearest to a tenth."""
    named = Counter(code for number in range(copies) for code in pattern.partners_of(number))
    return min(named, key=lambda code: (abs(named[code] - copies / 10), code))
