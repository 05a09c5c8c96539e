"""Content negotiation: which of the forms that we have a client prefers (RFC 9110, 12.5.1)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

RESULTS: Mapping[str, str] = {
    "application/sparql-results+json": "json",
    "application/sparql-results+xml": "xml",
    "text/csv": "csv",
    "text/tab-separated-values": "tsv",
    "application/json": "json",
    "application/xml": "xml",
    "text/xml": "xml",
}
RDF: Mapping[str, str] = {
    "text/turtle": "ttl",
    "application/n-triples": "nt",
    "application/ld+json": "jsonld",
    "application/rdf+xml": "rdf",
    "application/x-turtle": "ttl",
    "text/plain": "nt",
    "application/json": "jsonld",
}
HTML = "text/html"
_MOST = 50  # media ranges that are looked at


def choose(accept: str | None, offered: Sequence[str]) -> str | None:
    """The offered media type that the Accept header likes best, the first of equals; None if it takes none of them."""
    if not accept or not accept.strip():
        return offered[0]
    ranges = _ranges(accept)
    best: tuple[float, str | None] = (0.0, None)
    for media in offered:
        quality = _quality(media, ranges)
        if quality > best[0]:
            best = quality, media
    return best[1]


def _ranges(accept: str) -> list[tuple[str, float]]:
    found = []
    for part in accept.split(",")[:_MOST]:
        media, *parameters = (p.strip().lower() for p in part.split(";"))
        found.append((media, _q(parameters)))
    return found


def _q(parameters: Sequence[str]) -> float:
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            try:
                return min(max(float(value), 0.0), 1.0)
            except ValueError:
                return 0.0
    return 1.0


def _quality(media: str, ranges: Sequence[tuple[str, float]]) -> float:
    """The quality of the most specific range that covers the type."""
    family = media.partition("/")[0] + "/*"
    for wanted in (media, family, "*/*"):
        for name, quality in ranges:
            if name == wanted:
                return quality
    return 0.0
