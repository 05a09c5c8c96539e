"""The graph into any store that speaks the SPARQL 1.1 Graph Store HTTP Protocol."""

from __future__ import annotations

import http.client
from pathlib import Path
from urllib.parse import quote, urlsplit

from kg.exports.model import Statements
from kg.questions.model import QuestionError, iri

TIMEOUT = 60


def push(graph: Path, endpoint: str) -> int:
    """Add every graph to the store at `endpoint`; the number of statements sent. Raises QuestionError.

    Graph by graph (POST adds, it replaces nothing), so that no extension of the protocol is needed.
    """
    graph = graph / "graph.trig" if graph.is_dir() else graph
    if not graph.is_file():
        raise QuestionError(f"no graph in {graph.parent} (kg build makes one)")
    parts = urlsplit(endpoint)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise QuestionError(f"not the address of a store: {endpoint}")
    told = Statements(graph)
    connect = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    connection = connect(parts.hostname, parts.port, timeout=TIMEOUT)
    try:
        for name in sorted(told.graphs):
            lines = "".join(f"{iri(s.subject).n3} {iri(s.predicate).n3} {s.object.n3} .\n" for s in told.graphs[name])
            _post(connection, f"{parts.path or '/'}?" + (f"graph={quote(name, safe='')}" if name else "default"), lines)
    except (OSError, http.client.HTTPException) as error:
        raise QuestionError(f"{endpoint} does not answer: {error}") from None
    finally:
        connection.close()
    return len(told.all)


def _post(connection: http.client.HTTPConnection, path: str, lines: str) -> None:
    connection.request("POST", path, lines.encode(), {"Content-Type": "application/n-triples"})
    reply = connection.getresponse()
    text = reply.read(500).decode("utf-8", "replace")
    reply.read()
    if reply.status >= 300:
        raise QuestionError(f"the store refused a graph: {reply.status} {reply.reason} {' '.join(text.split())[:200]}")
