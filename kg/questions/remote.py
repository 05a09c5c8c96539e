"""The same questions to a graph that another server holds."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from typing import Any

from kg.questions import guard
from kg.questions.model import Answer, Boolean, GraphMissing, QueryRefused, QuerySyntax, Row, Rows, Term

TIMEOUT = 60
MOST = 256 << 20  # bytes of an answer


class RemoteGraph:
    """A SPARQL endpoint that holds a graph of ours."""

    def __init__(self, address: str) -> None:
        if not address.startswith(("http://", "https://")):
            raise GraphMissing(f"not the address of an endpoint: {address}")
        self._address = address

    def query(self, sparql: str) -> Answer:
        """Run a SELECT or ASK there. Raises QueryRefused, QuerySyntax, GraphMissing."""
        guard.check(sparql)
        headers = {"Content-Type": "application/sparql-query", "Accept": "application/sparql-results+json"}
        request = urllib.request.Request(self._address, sparql.encode(), headers)
        try:
            with urllib.request.urlopen(request, timeout=TIMEOUT) as reply:
                body = reply.read(MOST + 1)
        except urllib.error.HTTPError as error:
            text = " ".join(error.read(2000).decode("utf-8", "replace").split())[:200]
            raise (QuerySyntax if error.code == 400 else QueryRefused)(
                f"{self._address}: {error.code} {text}"
            ) from None
        except OSError as error:
            raise GraphMissing(f"{self._address} does not answer: {error}") from None
        if len(body) > MOST:
            raise QueryRefused(f"{self._address}: the answer is larger than {MOST >> 20} MB")
        return _read(body, self._address)


def _read(body: bytes, address: str) -> Answer:
    try:
        found = json.loads(body)
        if "boolean" in found:
            return Boolean(bool(found["boolean"]))
        names = tuple(str(v) for v in found["head"]["vars"])
        rows: list[Row] = [tuple(_term(b[v]) if v in b else None for v in names) for b in found["results"]["bindings"]]
        return Rows(names, tuple(rows))
    except (ValueError, KeyError, TypeError) as error:
        raise GraphMissing(f"{address} does not answer in SPARQL results: {error}") from None


def _term(value: dict[str, Any]) -> Term:
    if value["type"] == "uri":
        return Term(value["value"], "iri")
    if value["type"] == "bnode":
        return Term(value["value"], "bnode")
    language, datatype = value.get("xml:lang"), value.get("datatype")
    plain = datatype in (None, "http://www.w3.org/2001/XMLSchema#string") or language
    return Term(value["value"], datatype=None if plain else datatype, language=language)
