"""Pages for people, and RDF of the same things for programs."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route

from kg.questions import catalogue
from kg.questions.model import PREFIXES, valid_iri
from kg.server.description import void
from kg.server.jobs import Body, Failure
from kg.server.lookup import MOST_FACTS
from kg.server.naming import class_name
from kg.server.negotiate import HTML, RDF, choose
from kg.server.portrait import HIGH, WIDE
from kg.server.words import WORDS

DUMPS = {"graph.ttl": "text/turtle", "graph.trig": "application/trig"}
DOWNLOADS = {**DUMPS, "report.json": "application/json", "report.txt": "text/plain"}
DRAWN = "graph.html"
FORMS = {"json": "application/sparql-results+json", "xml": "application/sparql-results+xml", "csv": "text/csv",
         "tsv": "text/tab-separated-values"}  # fmt: skip
MAX_TEXT = 500
_SENTENCE = "#char="
Handler = Callable[[Request], Awaitable[Response]]


def link(address: str) -> str:
    """The path of this server's page about a thing; only what our own pages make is ever a link."""
    base = PREFIXES["id"]
    if address.startswith(base):
        return "/id/" + quote(address[len(base) :])
    release, sentence, place = address.partition(_SENTENCE)  # a sentence is read where it stands
    return "/thing?" + urlencode({"iri": release}) + sentence + quote(place, safe=",=")


def source(address: str) -> str:
    """An address on the web that may be a link, else ""."""
    return address if address.startswith(("https://", "http://")) else ""


_TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"), autoescape=True, undefined=StrictUndefined,
    trim_blocks=True, lstrip_blocks=True,
)  # fmt: skip
_TEMPLATES.globals.update(link=link, source=source, heading=catalogue.heading, class_name=class_name, wide=WIDE, high=HIGH, most_facts=MOST_FACTS)


def language(request: Request) -> str:
    """The reader's language: asked for, else by the browser's preference, else English."""
    asked = request.query_params.get("lang", "")
    if asked in WORDS:
        return asked
    for part in request.headers.get("accept-language", "").split(",")[:10]:
        code = part.strip()[:2].lower()
        if code in WORDS:
            return code
    return "en"


def page(request: Request, template: str, status: int = 200, **values: Any) -> HTMLResponse:
    """A page from a template."""
    lang = values.pop("lang", None) or language(request)
    kept = [(k, v) for k, v in request.query_params.multi_items() if k != "lang"]
    languages = {code: "?" + urlencode([*kept, ("lang", code)]) for code in WORDS}
    drawn = (request.app.state.settings.folder / DRAWN).is_file()
    text = _TEMPLATES.get_template(template).render(w=WORDS[lang], lang=lang, languages=languages, drawn=drawn, **values)
    return HTMLResponse(text, status, headers={"Vary": "Accept, Accept-Language"})


def failed(request: Request, failure: Failure) -> Response:
    """A page, or a plain line for programs, that says what went wrong."""
    forms = ["text/plain", HTML] if request.url.path == "/sparql" else [HTML, "text/plain"]  # the first is for who takes all
    if choose(request.headers.get("accept"), forms) == HTML:
        return page(request, "error.html", failure.status, message=failure.message)
    return PlainTextResponse(failure.message + "\n", failure.status)


async def home(request: Request) -> Response:
    """The first page."""
    counts = await request.app.state.pool.run("summary")
    if isinstance(counts, Failure):
        return failed(request, counts)
    return page(request, "home.html", counts=counts, questions=catalogue.load(), dumps=list(_present(request, DUMPS)))


async def ask(request: Request) -> Response:
    """A question in words."""
    text = request.query_params.get("text", "")[:MAX_TEXT]
    if not text.strip():
        return page(request, "ask.html", text="", reply=None, questions=catalogue.load(), lang=language(request))
    reply = await request.app.state.pool.run("ask", text)
    if isinstance(reply, Failure):
        return failed(request, reply)
    return page(request, "ask.html", text=text, reply=reply, questions=catalogue.load(), lang=reply["language"])


async def search(request: Request) -> Response:
    """Things by their labels."""
    text = request.query_params.get("text", "")[:MAX_TEXT]
    hits = await request.app.state.pool.run("search", text, language(request)) if text.strip() else []
    if isinstance(hits, Failure):
        return failed(request, hits)
    return page(request, "search.html", text=text, hits=hits)


async def question(request: Request) -> Response:
    """A competency question with its form, or its rows in a machine's format."""
    known = catalogue.load().get(request.path_params["name"])
    if known is None:
        raise HTTPException(404)
    given = {p.name: v for p in known.params if (v := request.query_params.get(p.name, "").strip()[:MAX_TEXT])}
    lang = language(request)
    form = request.query_params.get("format", "")
    if not form:
        media = choose(request.headers.get("accept"), [HTML, *FORMS.values()]) or HTML
        form = next((f for f, m in FORMS.items() if m == media), "html")
    if form not in (*FORMS, "html"):
        return failed(request, Failure(400, f"no format {form[:20]!r}"))
    missing = [p.name for p in known.params if p.required and p.name not in given]
    result = (
        None
        if missing and form == "html"
        else await request.app.state.pool.run("question", known.name, given, form, lang)
    )
    if isinstance(result, Body):
        return Response(result.content, media_type=result.media)
    if isinstance(result, Failure) and form != "html":
        return failed(request, result)
    return page(request, "question.html", question=known, given=given, result=result, failure=isinstance(result, Failure),
                machine=urlencode(given), status=result.status if isinstance(result, Failure) else 200)  # fmt: skip


async def by_path(request: Request) -> Response:
    """A thing at the path of its IRI."""
    return await _thing(request, PREFIXES["id"] + request.path_params["path"])


async def by_iri(request: Request) -> Response:
    """A thing whose IRI is not under our base, such as a passage or an external source."""
    return await _thing(request, request.query_params.get("iri", "")[:2000])


async def _thing(request: Request, address: str) -> Response:
    if not valid_iri(address):
        raise HTTPException(404)
    media = choose(request.headers.get("accept"), [HTML, *RDF])
    if media is None:
        return failed(request, Failure(406, "pages come as HTML, data as Turtle, N-Triples, JSON-LD, RDF/XML"))
    job = ("thing", address, language(request)) if media == HTML else ("describe", address, RDF[media])
    result = await request.app.state.pool.run(*job)
    if isinstance(result, Failure):
        return failed(request, result)
    if result is None:
        raise HTTPException(404)
    if media != HTML:
        return Response(result, media_type=media, headers={"Vary": "Accept"})
    return page(request, "thing.html", thing=result)


async def query(request: Request) -> Response:
    """The SPARQL editor with the competency questions."""
    return page(request, "query.html", questions=catalogue.load())


async def examples(request: Request) -> Response:
    """The competency questions for the editor."""
    from starlette.responses import JSONResponse

    return JSONResponse([{"name": q.name, "text": q.text, "sparql": q.sparql} for q in catalogue.load().values()])


async def about_data(request: Request) -> Response:
    """VoID and DCAT."""
    media = choose(request.headers.get("accept"), list(RDF)) or "text/turtle"
    counts = await request.app.state.pool.run("summary")
    if isinstance(counts, Failure):
        return failed(request, counts)
    return Response(void(str(request.base_url).rstrip("/"), counts, _present(request, DUMPS), RDF[media]), media_type=media)


def _present(request: Request, files: dict[str, str]) -> dict[str, str]:
    """Those files that the graph's folder has: one that only grew has a store and no dumps."""
    return {name: media for name, media in files.items() if (request.app.state.settings.folder / name).is_file()}


async def graph(request: Request) -> Response:
    """The interactive graph."""
    return _file(request, DRAWN, "text/html")


async def download(request: Request) -> Response:
    """A dump."""
    name = request.path_params["name"]
    if name not in DOWNLOADS:
        raise HTTPException(404)
    return _file(request, name, DOWNLOADS[name], attachment=True)


def _file(request: Request, name: str, media: str, attachment: bool = False) -> Response:
    path = request.app.state.settings.folder / name
    if not path.is_file():
        raise HTTPException(404)
    return FileResponse(path, media_type=media, filename=name if attachment else None)


async def health(request: Request) -> Response:
    """ "ok" while the graph answers."""
    alive = await request.app.state.pool.run("alive")
    return PlainTextResponse("ok\n") if alive is True else PlainTextResponse("not ok\n", 503)


async def not_found(request: Request, error: Exception) -> Response:
    """What no route and no thing has."""
    status = error.status_code if isinstance(error, HTTPException) else 500
    reasons = {404: "The graph has no such thing.", 405: "This cannot be done here."}
    response = failed(request, Failure(status, reasons.get(status, "Something went wrong in the server.")))
    if isinstance(error, HTTPException) and error.headers:
        response.headers.update(error.headers)
    return response


ERRORS: dict[Any, Any] = {HTTPException: not_found}
ROUTES = [
    Route("/", home),
    Route("/ask", ask),
    Route("/search", search),
    Route("/questions/{name}", question),
    Route("/id/{path:path}", by_path),
    Route("/thing", by_iri),
    Route("/query", query),
    Route("/query/examples.json", examples),
    Route("/.well-known/void", about_data),
    Route("/graph", graph),
    Route("/download/{name}", download),
    Route("/healthz", health),
]
