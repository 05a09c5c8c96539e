"""The graph into any store that speaks the SPARQL 1.1 Graph Store HTTP Protocol."""

from __future__ import annotations

import http.client
from itertools import groupby, islice
from pathlib import Path
from urllib.parse import quote, urlsplit

from kg.questions import dumps
from kg.questions.model import QuestionError, iri

TIMEOUT = 60
AT_ONCE = 20_000  # statements in one request


def push(graph: Path, endpoint: str) -> int:
    """Add every graph to the store at `endpoint`; the number of statements sent. Raises QuestionError.

    Graph by graph (POST adds, it replaces nothing), so that no extension of the protocol is needed; never the whole
    graph in memory.
    """
    graph = graph / "graph.trig" if graph.is_dir() else graph
    if not graph.is_file():
        raise QuestionError(f"no graph in {graph.parent} (kg build makes one)")
    parts = urlsplit(endpoint)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise QuestionError(f"not the address of a store: {endpoint}")
    connect = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    sent = 0
    connection = connect(parts.hostname, parts.port, timeout=TIMEOUT)
    try:
        for name, quads in groupby(dumps.quads(graph), key=lambda quad: quad[3]):  # as graph.trig has them, graph by graph
            where = f"{parts.path or '/'}?" + (f"graph={quote(name, safe='')}" if name else "default")
            while some := [f"{iri(s).n3} {iri(p).n3} {o.n3} .\n" for s, p, o, _ in islice(quads, AT_ONCE)]:
                _post(connection, where, "".join(some))
                sent += len(some)
    except (OSError, http.client.HTTPException) as error:
        raise QuestionError(f"{endpoint} does not answer: {error}") from None
    finally:
        connection.close()
    return sent


def _post(connection: http.client.HTTPConnection, path: str, lines: str) -> None:
    connection.request("POST", path, lines.encode(), {"Content-Type": "application/n-triples"})
    reply = connection.getresponse()
    text = reply.read(500).decode("utf-8", "replace")
    reply.read()
    if reply.status >= 300:
        raise QuestionError(f"the store refused a graph: {reply.status} {reply.reason} {' '.join(text.split())[:200]}")
