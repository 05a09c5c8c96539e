"""A graph of any size and of true shape: the graph of the example releases again and again, under other names.

    python benchmarks/enlarged.py STATEMENTS FILE [--graph output]     writes N-Quads

What a growing graph shares stays shared. The home country, its bodies, its cities and all concepts are the same in every
copy, so that the ministry at home is a hub of hundreds of releases. Partner countries are drawn unevenly: a few in many
copies, most in few. Their bodies and cities come back where the country does within 24 copies, people and their posts
within 8; agreements, events, commitments and releases are each copy's own. The years go back by one every 24 copies.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

import pyoxigraph as ox

from kg.reference import countries

BASE = "https://w3id.org/digicoop/id/"
COUNTRY = BASE + "country/"
COOP = "https://w3id.org/digicoop/ontology#"
LABEL, NOTATION = (f"http://www.w3.org/2004/02/skos/core#{n}" for n in ("prefLabel", "notation"))
SHARED = frozenset(["topic", "status", "kind", "role", "scheme"])
TOGETHER = {"person": 8, "tenure": 8, "body": 24, "place": 24, "membership": 24}
YEARS = 24  # copies until the year changes
_DATED = re.compile(r'^"(\d{4})(-.*)?"(\^\^<http://www\.w3\.org/2001/XMLSchema#(?:date|gYearMonth|gYear)>)$')
_OWN = re.compile(r"(?=#char=)|$")


@dataclass(slots=True)
class Pattern:
    """The graph that is copied: statements as strings of N-Quads; the codes of its partner countries."""

    quads: list[tuple[str, str, str, str]]
    home: str
    partners: list[str]
    states: dict[str, str] = field(default_factory=dict)  # of bodies, cities, posts and people: the code of their country

    @classmethod
    def read(cls, path: Path) -> Pattern:
        """From a file of TriG; the country that most statements name is the home."""
        parsed = [q for q in ox.parse(path=str(path)) if not _labels_a_country(q)]
        quads = [(str(q.subject), str(q.predicate), str(q.object), _graph(q)) for q in parsed]
        named: dict[str, int] = {}
        for q in quads:
            for term in (q[0], q[2]):
                if term.startswith("<" + COUNTRY):
                    code = _code(term)
                    named[code] = named.get(code, 0) + 1
        home = max(named, key=lambda code: (named[code], code))
        states = {q[0]: _code(q[2]) for q in quads if q[1] == f"<{COOP}country>" and "/event/" not in q[0]}
        states |= {q[2]: states[q[0]] for q in quads if q[1] == f"<{COOP}holder>" and q[0] in states}
        return cls(quads, home, sorted(named.keys() - {home}), states)

    def partners_of(self, copy: int) -> list[str]:
        """The countries that take the partners' places in a copy, a few of them often."""
        chance = random.Random(copy)
        ranked = sorted(countries.codes())
        random.Random(0).shuffle(ranked)
        ranked.remove(self.home)
        weights = [1 / (rank + 3) for rank in range(len(ranked))]
        taken: dict[str, None] = {}
        while len(taken) < len(self.partners):
            taken[chance.choices(ranked, weights)[0]] = None
        return list(taken)

    def copy(self, number: int) -> Iterator[str]:
        """The lines of one copy."""
        turned = dict(zip(self.partners, self.partners_of(number), strict=True))
        renamed: dict[str, str] = {"": ""}
        for s, p, o, g in self.quads:
            for term in (s, o, g):
                if term not in renamed:
                    renamed[term] = self._renamed(term, number, turned)
            yield f"{renamed[s]} {p} {renamed[o]} {renamed[g]}.\n"

    def _renamed(self, term: str, number: int, turned: dict[str, str]) -> str:
        if term.startswith('"'):
            return _earlier(term, number // YEARS)
        iri = term[1:-1]
        kind, _, rest = iri.removeprefix(BASE).partition("/")
        if not iri.startswith(BASE):
            return term if "#char=" not in iri else f"<{_OWN.sub(f'-{number}', iri, count=1)}> "
        if kind in SHARED or (kind in ("body", "place") and rest.startswith(self.home.lower() + "/")):
            return term
        if kind == "country":
            return f"<{COUNTRY}{turned.get(rest, rest)}>"
        state = turned.get(self.states.get(term, ""), "") if kind in TOGETHER else ""
        return f"<{iri}-{state}{number // TOGETHER.get(kind, 1)}>"


def _graph(q: ox.Quad) -> str:
    return "" if isinstance(q.graph_name, ox.DefaultGraph) else str(q.graph_name)


def _code(country: str) -> str:
    return country[len(COUNTRY) + 1 : -1]


def _labels_a_country(q: ox.Quad) -> bool:
    return str(q.subject).startswith("<" + COUNTRY) and isinstance(q.object, ox.Literal)


def _earlier(literal: str, years: int) -> str:
    match = _DATED.match(literal)
    if not match:
        return literal
    year, rest = int(match[1]) - years, (match[2] or "").replace("-02-29", "-02-28")
    return f'"{year:04d}{rest}"{match[3]}'


def names_of_countries() -> Iterator[str]:
    """Labels and codes of all countries."""
    for code in sorted(countries.codes()):
        yield f'<{COUNTRY}{code}> <{NOTATION}> "{code}" .\n'
        for language in ("ru", "be", "en"):
            yield f"<{COUNTRY}{code}> <{LABEL}> {ox.Literal(countries.label(code, language), language=language)} .\n"
        yield f"<{COUNTRY}{code}> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <{COOP}Country> .\n"


def lines(graph: Path, statements: int) -> Iterator[str]:
    """N-Quads of a graph of about that many statements: whole copies, until there are enough."""
    pattern = Pattern.read(graph)
    return until(statements, names_of_countries(), pattern.copy)


def until(statements: int, first: Iterable[str], copy: Callable[[int], Iterable[str]]) -> Iterator[str]:
    """Lines of `first` and of copy after copy until there are enough, hardly a line twice."""
    made = 0
    recent: list[set[str]] = []  # only a copy near by, or any copy at all, can have said the same
    always: set[str] = set(first)
    yield from sorted(always)
    number = 0
    while made + len(always) < statements:
        said = dict.fromkeys(copy(number))
        if number == 1:
            always |= recent[0] & said.keys()
        new = [line for line in said if line not in always and not any(line in earlier for earlier in recent)]
        yield from new
        made += len(new)
        recent = [set(said), *recent][:YEARS]
        number += 1


def main() -> None:
    """Write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("statements", type=int)
    parser.add_argument("file", type=Path)
    parser.add_argument("--graph", type=Path, default=Path("output"))
    chosen = parser.parse_args()
    with chosen.file.open("w", encoding="utf-8") as file:
        file.writelines(lines(chosen.graph / "graph.trig", chosen.statements))


if __name__ == "__main__":
    main()
