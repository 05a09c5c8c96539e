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
_NAMELESS = tuple(f"{PREFIXES['id']}{kind}/" for kind in ("tenure", "membership", "claim"))
_PARTS = ("coop:holder", "coop:member", "coop:role", "coop:at", "coop:organization", "coop:claimedStatus")
_MOST_LOOKED_AT = 20_000  # statements of a hub that its picture is made of
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
    nameless = sorted({a for a in addresses if a.startswith(_NAMELESS) and a not in things.all})
    if not nameless:
        return {}
    found = rows(
        graph,
        f"""SELECT DISTINCT ?node ?p ?part {{
  VALUES ?node {{ {" ".join(iri(a).n3 for a in nameless)} }} GRAPH ?g {{ ?node ?p ?part }} FILTER(ISIRI(?part)) }}""",
    )
    parts: dict[str, list[tuple[int, str]]] = {}
    for node, p, part in found.rows:
        code = compact(p.value) if p else ""
        if node and part and code in _PARTS and part.value in things.all:
            parts.setdefault(node.value, []).append((_PARTS.index(code), things.all[part.value].label(language)))
    return {node: ", ".join(label for _, label in sorted(found)) for node, found in parts.items()}


def moments(graph: LocalGraph, things: Things, address: str, language: str) -> tuple[Moment, ...]:
    """The latest dated events and agreements that a thing takes part in, in the order of their days."""
    subject = iri(address).n3
    found = rows(
        graph,
        f"""{_PREFIX}SELECT ?x ?from ?to {{
  {{ SELECT DISTINCT ?x {{ {{ GRAPH ?g {{ ?x ?p {subject} }} }} UNION {{ GRAPH ?g {{ {subject} ?p ?x }} FILTER(ISIRI(?x)) }} }} }}
  ?x coop:notBefore ?from ; coop:notAfter ?to
}}""",
    )
    dated = sorted((a.value, b.value, x.value) for x, a, b in found.rows if x and a and b and _happens(x.value, things))
    return tuple(Moment(period(a, b), x, things.all[x].label(language)) for a, b, x in dated[-MOST_DATED:])


def _happens(address: str, things: Things) -> bool:
    return address in things.all and not things.all[address].types.isdisjoint(("event", "agreement"))


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
        f"""{_PREFIX}SELECT ?x (COUNT(*) AS ?n) {{ {{ SELECT ?x {{
  {{ GRAPH ?g {{ ?x ?p {subject} }} }} UNION {{ GRAPH ?g {{ {subject} ?p ?x }} FILTER(ISIRI(?x)) }} UNION
  {{ GRAPH ?g {{ ?t coop:at {subject} ; coop:holder ?x }} }} UNION {{ GRAPH ?g {{ ?t coop:holder {subject} ; coop:at ?x }} }}
}} LIMIT {_MOST_LOOKED_AT} }} }} GROUP BY ?x ORDER BY DESC(?n) ?x LIMIT 200""",
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
