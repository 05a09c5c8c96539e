"""Commands that answer questions: query, ask. Thin: what they do is in kg.questions."""

from __future__ import annotations

import locale
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click
from click.shell_completion import CompletionItem

from kg.questions import answering, catalogue, formats, params
from kg.questions.catalogue import LANGUAGES
from kg.questions.engine import Engine, LocalGraph
from kg.questions.model import QuestionError
from kg.questions.remote import RemoteGraph
from kg.questions.things import Things

Command = Callable[..., Any]


@contextmanager
def one_line_errors() -> Iterator[None]:
    """A mistake of the user ends in one plain line on stderr and exit code 2."""
    try:
        yield
    except QuestionError as error:
        raise click.ClickException(str(error)) from None


def reader_language() -> str:
    """ru, be or en, from the environment's locale."""
    name = (locale.getlocale(locale.LC_MESSAGES)[0] or locale.getlocale()[0] or "en").lower()
    return next((code for code in LANGUAGES if name.startswith(code)), "en")


def graph_options(command: Command) -> Command:
    """Options of every command that reads a graph and prints an answer."""
    for option in (
        click.option("--language", type=click.Choice(LANGUAGES), help="Language of labels in tables."),
        click.option("--format", "form", type=click.Choice(formats.FORMATS), default="table", show_default=True),
        click.option("--endpoint", metavar="URL", help="Ask a SPARQL endpoint that holds the graph, instead of a file."),
        click.option("--graph", type=click.Path(path_type=Path), default=Path("output"), show_default=True,
                     help="Folder of graph.trig, or a TriG file."),
    ):  # fmt: skip
        command = option(command)
    return command


def question_names(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """For the shell: the questions that begin so, else files."""
    found = [q for q in catalogue.load().values() if q.name.startswith(incomplete)]
    texts = [CompletionItem(q.name, help=q.text[reader_language()]) for q in found]
    return texts or [CompletionItem(incomplete, type="file")]


def question_params(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """For the shell: the parameters of the question that is typed already, else of all."""
    questions = catalogue.load()
    words = [ctx.params.get("question"), *ctx.args]  # click leaves a line that ends in an option unread
    typed = next((questions[word] for word in words if word in questions), None)
    known = {f"{p.name}=": p.type for q in ([typed] if typed else questions.values()) for p in q.params}
    return [CompletionItem(name, help=type_) for name, type_ in sorted(known.items()) if name.startswith(incomplete)]


@click.command()
@click.argument("question", required=False, shell_complete=question_names)
@click.option("--param", "pairs", multiple=True, metavar="NAME=VALUE", shell_complete=question_params,
              help="A parameter of the question; repeatable.")  # fmt: skip
@graph_options
def query(
    question: str | None, pairs: tuple[str, ...], graph: Path, endpoint: str | None, form: str, language: str | None
) -> None:
    """Answer a competency question, or SPARQL from a file or stdin; without arguments list the questions.

    \b
    kg query memoranda --param between=BY --param and=KR
    kg query posts --param body=Минсвязи --param period=2024 --format csv
    kg query my.rq
    echo 'SELECT * { ?s a coop:Memorandum }' | kg query -
    """
    language = language or reader_language()
    if question is None:
        click.echo(answering.listing(language), nl=False)
        return
    with one_line_errors():
        engine = opened(graph, endpoint)
        things = Things(engine)
        sparql = answering.read_sparql(question, sys.stdin.read() if question == "-" else None)
        given = params.split(pairs)
        done = (
            answering.answer(engine, question, given, things)
            if sparql is None
            else answering.answer_sparql(engine, sparql)
        )
        click.echo(answering.render(done, form, things, language=language, width=width()), nl=False)


def opened(graph: Path, endpoint: str | None) -> Engine:
    """The graph of a folder, or behind an endpoint."""
    return RemoteGraph(endpoint) if endpoint else LocalGraph.open(graph)


def width() -> int:
    """Columns of the terminal; wide when the output goes to a file."""
    return shutil.get_terminal_size((160, 24)).columns


@click.command()
@click.argument("words", nargs=-1, required=True, metavar="QUESTION…")
@click.option("--sparql", is_flag=True, help="Show the query that was run.")
@click.option("--graph", type=click.Path(path_type=Path), default=Path("output"), show_default=True,
              help="Folder of graph.trig, or a TriG file.")  # fmt: skip
@click.option("--endpoint", metavar="URL", help="Ask a SPARQL endpoint that holds the graph, instead of a file.")
@click.pass_context
def ask(ctx: click.Context, words: tuple[str, ...], sparql: bool, graph: Path, endpoint: str | None) -> None:
    """Answer a question in words, in English, Russian or Belarusian, from the graph and nothing else.

    \b
    kg ask "which memoranda has Belarus signed with Korea?"
    kg ask "Кто был министром связи Беларуси в 2024 году?"
    kg ask --sparql "Што запланавана з Сербіяй?"

    Exit code 1 if the question was not understood.
    """
    from kg.questions.ask.reply import Asker, render

    with one_line_errors():
        asker = Asker(opened(graph, endpoint))
        reply = asker.ask(" ".join(words))
    click.echo(render(reply, asker.things, width=width(), sparql=sparql), nl=False)
    ctx.exit(0 if reply.understood else 1)
