"""What a worker can be asked to do: plain functions from a loaded graph and arguments to values that can be pickled."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.questions import answering, catalogue, formats, guard
from kg.questions.ask.reply import Asker
from kg.questions.dumps import rdf
from kg.questions.engine import LocalGraph
from kg.questions.model import Boolean, QuestionError, Rows, Triples
from kg.questions.things import Things
from kg.server import lookup, naming
from kg.server.negotiate import RDF, RESULTS, choose
from kg.shelf.lasting import files


@dataclass(frozen=True, slots=True)
class Failure:
    """Why there is no result: an HTTP status and one line for the client, and one for the log if the fault is ours."""

    status: int
    message: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """A query and the dataset that the request chooses."""

    query: str
    default_graphs: tuple[str, ...]
    named_graphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Body:
    """A result ready to be sent; `truncated` if rows were left out."""

    media: str
    content: bytes
    truncated: bool = False


# with a date, a kind, a country and, in each language, a name that is nobody's: then the cities are looked through
_FIRST = ("меморандум Беларусь 22 августа 2024 неведомаслово Нікаму", "Кто такой Никтоев?", "memorandum Belarus Nobodyish", "Хто такі Ніктоеў?")


@dataclass(slots=True)
class State:
    """A graph and its indexes, loaded before the workers are forked."""

    graph: LocalGraph
    things: Things
    asker: Asker
    files: int = 0  # of a graph on disk

    @classmethod
    def open(cls, folder: Path) -> State:
        """Load everything; GraphMissing if there is no graph."""
        graph = LocalGraph.open(folder)
        asker = Asker(graph)
        for index in ("by_label", "translations", "countries"):  # computed once here, shared by all workers
            getattr(asker.things, index)
        state = cls(graph, asker.things, asker, files(folder))
        # a worker can open no file: what is read or imported on first use is read here
        for text in _FIRST:
            asker.ask(text)
        catalogue.load()
        catalogue.in_words("", "en")
        naming.names()
        return state


def run(state: State, job: str, arguments: tuple[Any, ...]) -> Any:
    """The result of a job; what the client did wrong, and what the engine could not do, is a Failure."""
    try:
        return JOBS[job](state, *arguments)
    except QuestionError as error:
        return Failure(400, str(error))
    except (MemoryError, RecursionError):
        return Failure(503, "the query was too big to run and was stopped")
    except Exception as error:  # a fault of ours must not take the worker with it
        return Failure(500, "something went wrong in the server", f"{job}: {type(error).__name__}: {str(error)[:200]!a}")


def sparql(state: State, asked: Asked, base: str, accept: str | None, max_rows: int) -> Body | Failure:
    """A query of the SPARQL protocol, negotiated by its kind of answer; relative IRIs start from the endpoint's."""
    guard.check(asked.query, datasets=True)
    answer = state.graph.run(
        asked.query, default_graphs=asked.default_graphs, named_graphs=asked.named_graphs, max_rows=max_rows + 1, base=base
    )
    forms = RDF if isinstance(answer, Triples) else RESULTS
    media = choose(accept, list(forms))
    if media is None:
        return Failure(406, f"this answer comes as {', '.join(forms)}")
    truncated = False
    if isinstance(answer, Rows) and len(answer.rows) > max_rows:
        answer, truncated = Rows(answer.variables, answer.rows[:max_rows]), True
    elif isinstance(answer, Triples) and len(answer.triples) > max_rows:
        answer, truncated = Triples(answer.triples[:max_rows]), True
    if isinstance(answer, Triples):
        return Body(media, rdf(answer, forms[media]), truncated)
    return Body(media, formats.write(answer, forms[media]).encode(), truncated)


def question(state: State, name: str, given: Mapping[str, str], form: str, language: str) -> Any:
    """A competency question: rows for a page if `form` is "html", else a Body."""
    done = answering.answer(state.graph, name, given, state.things)
    assert isinstance(done.answer, Rows)
    if form != "html":
        media = {"json": "application/sparql-results+json", "csv": "text/csv", "tsv": "text/tab-separated-values",
                 "xml": "application/sparql-results+xml"}[form]  # fmt: skip
        return Body(media, formats.write(done.answer, form).encode())
    return lookup.table(done.answer, done.columns, state.things, language), done.sparql


def ask(state: State, text: str) -> dict[str, Any]:
    """A question in words: what was understood and the rows for a page."""
    reply = state.asker.ask(text)
    return lookup.reply(reply, state.things)


def search(state: State, text: str, language: str) -> list[lookup.Hit]:
    """Things whose labels hold all words of a text."""
    return lookup.search(state.asker, text, language)


def thing(state: State, iri: str, language: str) -> lookup.Page | None:
    """What a page about a thing shows, None if the graph does not have it."""
    return lookup.page(state.graph, state.things, iri, language)


def describe(state: State, iri: str, form: str) -> bytes | None:
    """All statements about a thing in an RDF form, None if there is none."""
    triples = lookup.describe(state.graph, iri)
    return rdf(triples, form) if triples.triples else None


def summary(state: State) -> dict[str, int]:
    """How many things of each class the graph has."""
    return lookup.counts(state.graph)


def alive(state: State) -> bool:
    """True if the graph answers."""
    return state.graph.query("ASK { ?s ?p ?o }") == Boolean(True)


JOBS: Mapping[str, Callable[..., Any]] = {
    "sparql": sparql, "question": question, "ask": ask, "search": search, "thing": thing, "describe": describe,
    "summary": summary, "alive": alive,
}  # fmt: skip
