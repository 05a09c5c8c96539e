"""Which rule read which fact in which sentence, and which trigger sentences gave none: what `kg build --trace` tells."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from kg.facts.model import Extraction, Ref
from kg.values import Claim, Evidence, PartialDate, Span

_FACTS = ("posts", "agreements", "events", "commitments", "memberships", "countries", "topics")


def trace(extraction: Extraction) -> Iterator[str]:
    """Lines of one release in the order of its text: rule, fact, sentence; misses begin with a question mark."""
    rows: list[tuple[Span, str]] = []
    for part in _FACTS:
        for fact in getattr(extraction, part):
            rows += [(e.passage, f"{e.rule}: {part} {said}") for e, said in _told(fact)]
    rows += [(miss.span, f"? {miss.stage}: {miss.reason}") for miss in extraction.misses]
    last = None
    for span, line in sorted(set(rows)):
        if span != last:
            yield f"{extraction.release.name} «{' '.join(span.of(extraction.release.text).split())}»"
            last = span
        yield f"  {line}"


def _told(fact: object) -> Iterator[tuple[Evidence, str]]:
    """Each piece of evidence of a fact, with what it is evidence of."""
    if isinstance(fact, Claim):
        yield from ((e, _plain(fact.value)) for e in fact.evidence)
        return
    if not is_dataclass(fact):
        return
    values = {f.name: getattr(fact, f.name) for f in fields(fact)}
    what = ", ".join(f"{n}={_plain(v)}" for n, v in values.items() if isinstance(v, str | int | PartialDate) and v not in ("", False))
    yield from ((e, what) for e in values.get("evidence", ()))
    name = values.get("key", "")
    for slot, claims in values.items():
        if isinstance(claims, tuple):
            for claim in claims:
                if isinstance(claim, Claim):
                    yield from ((e, f"{name}.{slot} = {_plain(claim.value)}") for e in claim.evidence)


def _plain(value: object) -> str:
    if isinstance(value, PartialDate):
        return value.lexical
    return f"{value.kind}:{value.key}" if isinstance(value, Ref) else str(value)
