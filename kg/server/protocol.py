"""SPARQL 1.1 Protocol, query part: https://www.w3.org/TR/sparql11-protocol/"""

from __future__ import annotations

from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response

from kg.questions import guard
from kg.questions.model import valid_iri
from kg.server.description import service_description
from kg.server.jobs import Asked, Failure
from kg.server.negotiate import HTML, RDF, choose
from kg.server.pool import Pool

FORM = "application/x-www-form-urlencoded"
DIRECT = "application/sparql-query"
UPDATE = "application/sparql-update"
_MOST_FIELDS = 100


class BadRequest(Exception):
    """A request that the protocol does not allow: HTTP status and reason."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status, self.message = status, message


async def endpoint(request: Request) -> Response:
    """GET and POST of /sparql."""
    pool: Pool = request.app.state.pool
    try:
        asked = await read(request)
    except BadRequest as error:
        return PlainTextResponse(error.message + "\n", error.status)
    accept = request.headers.get("accept")
    if asked is None:
        return describe(request, accept)
    result = await pool.run("sparql", asked, str(request.url_for("sparql")), accept, request.app.state.settings.max_rows)
    if isinstance(result, Failure):
        return PlainTextResponse(result.message + "\n", result.status)
    headers = {"Vary": "Accept"}
    if result.truncated:
        headers["Kg-Truncated"] = f"after {request.app.state.settings.max_rows} rows"
    charset = "; charset=utf-8" if result.media.startswith("text/") else ""
    return Response(result.content, headers=headers | {"Content-Type": result.media + charset})


def describe(request: Request, accept: str | None) -> Response:
    """What the endpoint is, to who asks nothing: a page for people, a service description for programs."""
    media = choose(accept, [*RDF, HTML])
    if media is None:
        return PlainTextResponse("nothing that you accept\n", 406)
    if media == HTML:
        return RedirectResponse("/query", 303)
    return Response(service_description(str(request.url_for("sparql")), RDF[media]), media_type=media)


async def read(request: Request) -> Asked | None:
    """The query of a request; None if a GET has none. Raises BadRequest."""
    fields = _fields(request.url.query)
    if request.method != "POST":
        return _asked(fields, None) if fields else None
    body = await request.body()
    media = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media == FORM:
        if any(name == "query" for name, _ in fields):
            raise BadRequest(400, "the query belongs into the body of a POST")
        return _asked([*fields, *_fields(_text(body))], None)
    if media == DIRECT:
        return _asked(fields, _text(body))
    if media == UPDATE:
        raise BadRequest(403, "this graph is read-only")
    raise BadRequest(415, f"a query is posted as {FORM} or {DIRECT}")


def _fields(text: str) -> list[tuple[str, str]]:
    try:
        return parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=_MOST_FIELDS)
    except ValueError:
        raise BadRequest(400, "the fields of the request cannot be read") from None


def _text(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        raise BadRequest(400, "a query is text in UTF-8") from None


def _asked(fields: list[tuple[str, str]], direct: str | None) -> Asked:
    queries = [value for name, value in fields if name == "query"] + ([] if direct is None else [direct])
    if any(name in ("update", "using-graph-uri", "using-named-graph-uri") for name, _ in fields):
        raise BadRequest(403, "this graph is read-only")
    if len(queries) != 1:
        raise BadRequest(400, f"a request has one query, not {len(queries)}")
    if len(queries[0]) > guard.MAX_BYTES:
        raise BadRequest(413, f"the query is longer than {guard.MAX_BYTES // 1024} KB")
    defaults = tuple(value for name, value in fields if name == "default-graph-uri")
    named = tuple(value for name, value in fields if name == "named-graph-uri")
    for address in (*defaults, *named):
        if not valid_iri(address):
            raise BadRequest(400, "a graph's name is an absolute IRI")
    return Asked(queries[0], defaults, named)
