"""What lies around a thing: names for nodes that have none, what happened when, a small picture of its neighbours."""

from __future__ import annotations

import math
from calendar import monthrange
from dataclasses import dataclass

from kg.questions.engine import LocalGraph, rows
from kg.questions.model import PREFIXES, compact, iri
from kg.questions.things import Things

MOST_DATED, MOST_NEIGHBOURS = 40, 14
WIDE, HIGH = 860, 380
_LONGEST = 30
_PREFIX = "PREFIX coop: <https://w3id.org/digicoop/ontology#>\n"
_DRAWN = ("country", "body", "person", "agreement", "event")


@dataclass(frozen=True, slots=True)
class Moment:
    """An event or an agreement with its day, month or year as far as it is known."""

    when: str
    iri: str
    label: str


@dataclass(frozen=True, slots=True)
class Dot:
    """A neighbour in the picture: where it stands, and on which side its name."""

    iri: str
    label: str
    kind: str
    x: int
    y: int
    side: str  # "start" or "end": which end of the name is at the dot


def called(graph: LocalGraph, things: Things, addresses: list[str], language: str) -> dict[str, str]:
    """Names of nodes that have none: a tenure is its holder, post and body, a membership its member and organisation."""
    nameless = sorted({a for a in addresses if a.startswith(PREFIXES["id"]) and a not in things.all})
    if not nameless:
        return {}
    found = rows(
        graph,
        f"""{_PREFIX}SELECT DISTINCT ?node ?n ?part {{ VALUES ?node {{ {" ".join(iri(a).n3 for a in nameless)} }}
  VALUES (?p ?n) {{ (coop:holder 1) (coop:member 1) (coop:role 2) (coop:at 3) (coop:organization 3) (coop:claimedStatus 3) }}
  GRAPH ?g {{ ?node ?p ?part }} }} ORDER BY ?node ?n ?part""",
    )
    parts: dict[str, list[str]] = {}
    for node, _, part in found.rows:
        if node and part and part.value in things.all:
            parts.setdefault(node.value, []).append(things.all[part.value].label(language))
    return {node: ", ".join(labels) for node, labels in parts.items()}


def moments(graph: LocalGraph, things: Things, address: str, language: str) -> tuple[Moment, ...]:
    """Dated events and agreements that a thing takes part in, in the order of their days."""
    subject = iri(address).n3
    found = rows(
        graph,
        f"""{_PREFIX}SELECT DISTINCT ?x ?from ?to {{
  {{ GRAPH ?g {{ ?x ?p {subject} }} }} UNION {{ GRAPH ?g {{ {subject} ?p ?x }} }}
  {{ ?x a coop:Event }} UNION {{ ?x a coop:Agreement }}
  ?x coop:notBefore ?from ; coop:notAfter ?to
}} ORDER BY ?from ?to ?x LIMIT {MOST_DATED}""",
    )
    return tuple(
        Moment(period(a.value, b.value), x.value, things.all[x.value].label(language))
        for x, a, b in found.rows
        if x and a and b and x.value in things.all
    )


def period(first: str, last: str) -> str:
    """Two days as one: a day, a month or a year if they span just that, else both."""
    if first == last:
        return first
    if first[:4] == last[:4] and first[5:] == "01-01" and last[5:] == "12-31":
        return first[:4]
    year, month = first[:4], first[5:7]
    if first[:7] == last[:7] and first[8:] == "01" and int(last[8:]) == monthrange(int(year), int(month))[1]:
        return first[:7]
    return f"{first} – {last}"


def neighbours(graph: LocalGraph, things: Things, address: str, language: str) -> tuple[Dot, ...]:
    """Those whom most statements tie to a thing, around it in the order of their kinds."""
    subject = iri(address).n3
    found = rows(
        graph,
        f"""{_PREFIX}SELECT ?x (COUNT(DISTINCT ?g) AS ?n) {{
  {{ GRAPH ?g {{ ?x ?p {subject} }} }} UNION {{ GRAPH ?g {{ {subject} ?p ?x }} }} UNION
  {{ GRAPH ?g {{ ?t ?p {subject} ; ?q ?x }} ?t a coop:Tenure }}
  FILTER(ISIRI(?x) && ?x != {subject})
}} GROUP BY ?x ORDER BY DESC(?n) ?x LIMIT 200""",
    )
    drawn = [things.all[x.value] for x, _ in found.rows if x and x.value in things.all]
    kinds = [(next(k for k in _DRAWN if k in t.types), t) for t in drawn if t.types & set(_DRAWN)][:MOST_NEIGHBOURS]
    placed = sorted(kinds, key=lambda pair: (_DRAWN.index(pair[0]), pair[1].iri))
    return tuple(
        Dot(t.iri, _short(t.label(language)), kind, *_place(n, len(placed))) for n, (kind, t) in enumerate(placed)
    )


def _place(number: int, of: int) -> tuple[int, int, str]:
    """A place on an ellipse; half a step on, so that none stands straight above another's name."""
    angle = 2 * math.pi * (number + 0.5) / of - math.pi / 2
    x, y = round(WIDE / 2 + 110 * math.cos(angle)), round(HIGH / 2 + (HIGH / 2 - 30) * math.sin(angle))
    return x, y, "start" if x >= WIDE / 2 else "end"


def _short(label: str) -> str:
    return label if len(label) <= _LONGEST else label[: _LONGEST - 1].rstrip() + "…"


def name_of(address: str, things: Things, names: dict[str, str], language: str) -> str:
    """The label of a thing, the name made for it, or its short IRI."""
    return things.all[address].label(language) if address in things.all else names.get(address) or compact(address)
