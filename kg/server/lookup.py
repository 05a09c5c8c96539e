"""What pages show, looked up in the graph: tables, things with their facts and sentences, search results."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from kg.questions.ask.reply import Asker, Reply
from kg.questions.ask.words import normal, tokenize
from kg.questions.engine import LocalGraph, rows
from kg.questions.model import Rows, Term, Triples, compact, iri
from kg.questions.things import Things
from kg.questions.wording import worded
from kg.server.naming import class_name, property_name
from kg.server.portrait import Dot, Moment, called, moments, name_of, neighbours

MOST_HITS = 100
MOST_FACTS = 500
_PREFIX = """PREFIX coop: <https://w3id.org/digicoop/ontology#>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX schema: <https://schema.org/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
"""


@dataclass(frozen=True, slots=True)
class Cell:
    """Text, and the IRI of the thing that it names if it names one."""

    text: str
    iri: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Columns and rows of cells; `passages` are the IRIs of each row's sentences."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    passages: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """One statement about a thing, from its side, with the sentence that makes it."""

    property: Cell
    value: Cell
    inward: bool
    passage: str
    sentence: str
    release: Cell


@dataclass(frozen=True, slots=True)
class Page:
    """A thing for people; properties are cells of their name and their code."""

    iri: str
    title: str
    types: tuple[str, ...]
    labels: tuple[str, ...]
    known: tuple[tuple[Cell, Cell], ...]  # statements of no sentence: dates, addresses
    facts: tuple[Fact, ...]
    passages: tuple[tuple[str, str, tuple[Fact, ...]], ...]  # of a release: IRI, sentence, its facts
    moments: tuple[Moment, ...]
    neighbours: tuple[Dot, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """A thing found by its label."""

    iri: str
    label: str
    types: tuple[str, ...]


def cell(term: Term | None, things: Things, language: str, column: str = "text") -> Cell:
    """A term as a person reads it; `column` is the variable of the query that it comes from."""
    if term is None:
        return Cell("")
    if term.kind != "iri":
        return Cell(worded(term.value, column, things, language))
    if term.value in things.all:
        return Cell(things.all[term.value].label(language), term.value)
    return Cell(compact(term.value))


def table(found: Rows, columns: tuple[str, ...], things: Things, language: str) -> Table:
    """Rows for a page: the chosen columns that are not empty, with links to things."""
    shown = [c for c in columns or found.variables if c in found.variables and any(found.column(c))]
    # a label links to the thing in the row's first column
    out, passages = [], []
    at = {v: i for i, v in enumerate(found.variables)}
    for row in found.rows:
        first = row[0].value if row and row[0] is not None and row[0].kind == "iri" else ""
        cells = [cell(row[at[c]], things, language, c) for c in shown]
        if shown and shown[0] in ("label", "who", "title", "group") and not cells[0].iri and first in things.all:
            cells[0] = Cell(cells[0].text, first)
        out.append(tuple(cells))
        said = row[at["passages"]] if "passages" in at else None
        passages.append(tuple(said.value.split()) if said else ())
    return Table(tuple(shown), tuple(out), tuple(passages))


def reply(answer: Reply, things: Things) -> dict[str, Any]:
    """What the page of a question in words shows."""
    language = answer.reading.language
    understood = answer.understood
    return {
        "language": language,
        "query": understood.query if understood else None,
        "params": dict(understood.params) if understood else {},
        "labels": dict(understood.labels) if understood else {},
        "unknown": list(answer.reading.unexplained),
        "corrected": list(answer.reading.corrected),
        "several": [(said, [Hit(t.iri, t.label(language), ()) for t in found]) for said, found in answer.reading.ambiguous],
        "nearest": list(answer.nearest),
        "sparql": answer.answered.sparql if answer.answered else "",
        "table": table(answer.rows, answer.answered.columns, things, language)
        if answer.rows and answer.answered and answer.rows.rows
        else None,
    }  # fmt: skip


def search(asker: Asker, text: str, language: str) -> list[Hit]:
    """Things with a label that holds every word of the text, as a form or as a beginning; the shortest labels first."""
    wanted = tokenize(text)[:12]
    if not wanted:
        return []
    found = []
    for thing in asker.things.all.values():
        for label in thing.labels:
            words = tokenize(label)
            if all(any(w.forms & t.forms or w.norm.startswith(normal(t.text)) for w in words) for t in wanted):
                found.append((len(label), thing.iri, thing))
                break
    hits = [thing for _, _, thing in sorted(found)[:MOST_HITS]]
    return [Hit(t.iri, t.label(language), tuple(class_name(name, language) for name in sorted(t.types))) for t in hits]


def page(graph: LocalGraph, things: Things, address: str, language: str) -> Page | None:
    """Everything about a thing; None if the graph has no statement about it."""
    subject = iri(address).n3
    types = rows(graph, f"{_PREFIX}SELECT ?c {{ {subject} a ?c }} ORDER BY ?c")
    if not types.rows:
        return None
    known = rows(
        graph,
        f"{_PREFIX}SELECT ?p ?o {{ {subject} ?p ?o FILTER(?p NOT IN (rdf:type, coop:evidence, schema:mentions, skos:prefLabel, skos:altLabel, skos:inScheme)) }} ORDER BY ?p ?o LIMIT 200",
    )
    classes = [compact(c.value).partition(":")[2] for (c,) in types.rows if c and compact(c.value).startswith("coop:")]
    return Page(
        address,
        name_of(address, things, called(graph, things, [address], language), language),
        tuple(class_name(name, language) for name in classes),
        things.all[address].labels if address in things.all else (),
        tuple((_property(p, language), cell(o, things, language)) for p, o in known.rows),
        _facts(graph, things, subject, language),
        _passages(graph, things, subject, language),
        moments(graph, things, address, language),
        neighbours(graph, things, address, language),
    )


def _property(term: Term | None, language: str, inward: bool = False) -> Cell:
    code = compact(term.value) if term else ""
    return Cell(property_name(code, language, inward), code)


def _named(term: Term | None, things: Things, names: dict[str, str], language: str) -> Cell:
    """Like `cell`, with a name for what has none."""
    if term is not None and term.kind == "iri" and term.value in names:
        return Cell(names[term.value], term.value)
    return cell(term, things, language)


def _facts(graph: LocalGraph, things: Things, subject: str, language: str) -> tuple[Fact, ...]:
    found = rows(
        graph,
        f"""{_PREFIX}
SELECT ?p ?o ?in ?g ?exact ?r {{
  {{ SELECT ?p ?o ?in ?g {{
    {{ GRAPH ?g {{ {subject} ?p ?o }} BIND(false AS ?in) }} UNION {{ GRAPH ?g {{ ?o ?p {subject} }} BIND(true AS ?in) }}
    FILTER(?p NOT IN (schema:mentions, coop:statusClaim))
  }} LIMIT {2 * MOST_FACTS} }}
  ?g oa:exact ?exact ; oa:start ?start ; dcterms:isPartOf ?r .
}} ORDER BY ?in ?p ?r ?start ?o LIMIT {MOST_FACTS}""",
    )
    names = called(graph, things, [o.value for o in found.column("o") if o and o.kind == "iri"], language)
    facts = []
    for p, o, i, g, x, r in found.rows:
        inward = bool(i and i.value == "true")
        facts.append(Fact(_property(p, language, inward), _named(o, things, names, language), inward, g.value if g else "",
                          x.value if x else "", cell(r, things, language)))  # fmt: skip
    return tuple(facts)


def _passages(
    graph: LocalGraph, things: Things, subject: str, language: str
) -> tuple[tuple[str, str, tuple[Fact, ...]], ...]:
    """The sentences of a release in their order, each with its facts."""
    sentences = rows(
        graph,
        f"{_PREFIX}SELECT ?g ?exact {{ ?g dcterms:isPartOf {subject} ; oa:exact ?exact ; oa:start ?start }} ORDER BY ?start ?g LIMIT {MOST_FACTS}",
    )
    said: dict[str, tuple[str, list[Fact]]] = {g.value: (exact.value, []) for g, exact in sentences.rows if g and exact}
    if not said:
        return ()
    found = rows(
        graph,
        f"""{_PREFIX}
SELECT ?g ?s ?p ?o {{
  VALUES ?g {{ {" ".join(iri(g).n3 for g in said)} }} GRAPH ?g {{ ?s ?p ?o }}
  FILTER(?p NOT IN (schema:mentions, coop:statusClaim, coop:claimedStatus, coop:asOf))
}} ORDER BY ?s ?p ?o LIMIT {4 * MOST_FACTS}""",
    )
    nodes = [t.value for column in ("s", "o") for t in found.column(column) if t and t.kind == "iri"]
    names = called(graph, things, nodes, language)
    for g, s, p, o in found.rows:
        if g is not None:
            exact, facts = said[g.value]
            about, value = (_named(t, things, names, language) for t in (s, o))
            facts.append(Fact(_property(p, language), value, False, g.value, exact, about))
    return tuple((g, exact, tuple(facts)) for g, (exact, facts) in said.items())


def describe(graph: LocalGraph, address: str) -> Triples:
    """A thing's statements, and what points to it, without the graphs that state them."""
    subject = iri(address).n3
    answer = graph.query(
        f"CONSTRUCT {{ {subject} ?p ?o . ?s ?q {subject} }} WHERE {{"
        f" {{ {subject} ?p ?o }} UNION {{ GRAPH ?g {{ {subject} ?p ?o }} }}"
        f" UNION {{ ?s ?q {subject} }} UNION {{ GRAPH ?h {{ ?s ?q {subject} }} }} }}"
    )
    assert isinstance(answer, Triples)
    return answer


def counts(graph: LocalGraph) -> dict[str, int]:
    """Number of things of each main class, and of statements."""
    found = rows(
        graph,
        f"""{_PREFIX}
SELECT ?c (COUNT(?x) AS ?n) {{
  VALUES ?c {{ coop:Release coop:Country coop:Organization coop:Person coop:Agreement coop:Event coop:Commitment
              coop:Tenure coop:Passage }}
  ?x a ?c
}} GROUP BY ?c ORDER BY ?c""",
    )
    result = {compact(c.value).partition(":")[2]: int(n.value) for c, n in found.rows if c and n}
    return result | {"statements": len(graph)}
