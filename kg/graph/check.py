"""No fact enters the graph without its sentence: what the quads say of passages is compared with the releases' texts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from kg.errors import EvidenceError
from kg.graph import terms as t
from kg.graph.quads import Literal, Quad, Term

PART_OF, START, END, EXACT = (str(p) for p in (t.DCTERMS.isPartOf, t.OA.start, t.OA.end, t.OA.exact))


def check_evidence(quads: Iterable[Quad], texts: Mapping[str, str]) -> None:
    """Pass, or raise EvidenceError with the passage that is wrong.

    texts  IRI of a release's node -> its text
    """
    passages: dict[str, dict[str, Term]] = defaultdict(dict)
    graphs: dict[str, Quad] = {}
    wanted = {PART_OF, START, END, EXACT}
    for quad in quads:
        if quad.graph:
            graphs.setdefault(quad.graph, quad)
        elif quad.predicate in wanted:
            if quad.predicate in passages[quad.subject]:
                raise EvidenceError(f"{quad.subject} is described twice: {quad.predicate}")
            passages[quad.subject][quad.predicate] = quad.object
    for iri, quad in sorted(graphs.items()):
        if iri not in passages:
            raise EvidenceError(f"{iri} states a fact of {quad.subject} and is no passage of a release")
    for iri, said in sorted(passages.items()):
        _check(iri, said, texts)


def _check(iri: str, said: Mapping[str, Term], texts: Mapping[str, str]) -> None:
    try:
        text = texts[_value(said[PART_OF])]
        start, end, exact = (_value(said[p]) for p in (START, END, EXACT))
    except KeyError as missing:
        raise EvidenceError(f"{iri} lacks {missing}") from None
    if not exact or text[int(start) : int(end)] != exact:
        raise EvidenceError(f"{iri}: the release has {text[int(start) : int(end)]!r} there, not {exact!r}")


def _value(term: Term) -> str:
    return term.value if isinstance(term, Literal) else term
