"""The command line: thin commands over library functions. Results on stdout, progress and complaints on stderr.

Exit codes: 0 ok, 1 findings, 2 usage, 3 some input could not be read, 4 a fault of the program or of the disk.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from kg import __version__, errors

# Commands of other modules: name -> (module, attribute, line in --help). They are imported when called, not for --help.
_ELSEWHERE = {
    "add": ("kg.cli_growth", "add", "Add releases to a graph."),
    "remove": ("kg.cli_growth", "remove", "Take releases out of a graph."),
    "update": ("kg.cli_growth", "update", "Put releases in the place of older versions of them."),
    "dump": ("kg.cli_growth", "dump", "Write the files of a graph that has grown."),
    "query": ("kg.cli_questions", "query", "Answer a competency question, or your own SPARQL."),
    "ask": ("kg.cli_questions", "ask", "Answer a question in words."),
    "export": ("kg.cli_export", "export", "Write the graph in another format."),
    "fetch": ("kg.cli_fetch", "fetch", "Fetch releases from the web into a folder."),
    "push": ("kg.cli_export", "push", "Load the graph into any SPARQL 1.1 store."),
    "serve": ("kg.cli_serve", "serve", "Serve the graph over HTTP: pages, questions, SPARQL."),
    "completion": ("kg.cli_completion", "completion", "Make your shell complete commands and questions."),
    "review": ("kg.cli_review", "review_command", "Decide on pairs that may be one thing."),
    "render": ("kg.cli_views", "render", "Draw the graph, or a part of it, as one HTML page."),
    "report": ("kg.cli_views", "report", "The printable dossier of two countries."),
    "network": ("kg.cli_views", "network", "Who is central, who belongs together, what changes by year."),
}


class _Commands(click.Group):
    """A group whose heavy commands are loaded when used; every BuildError ends in one plain line."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted([*super().list_commands(ctx), *_ELSEWHERE])

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name in _ELSEWHERE:  # enough for the list in --help
            return click.Command(name, short_help=_ELSEWHERE[name][2])
        return super().get_command(ctx, name)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name, command, rest = super().resolve_command(ctx, args)
        if name in _ELSEWHERE:
            module, attribute, _ = _ELSEWHERE[name]
            command = getattr(import_module(module), attribute)
        return name, command, rest

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Run a command; a disk that is full, for --help too, ends in one line. A reader that goes (kg … | head) is click's to see."""
        try:
            return super().main(*args, **kwargs)
        except OSError as error:
            with suppress(OSError):  # stderr may lie on the same disk
                say(f"kg: cannot read or write {error.filename or 'the output'}: {error.strerror or error}")
            sys.exit(errors.INTERNAL)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except errors.SettingError as error:
            raise click.UsageError(str(error)) from None
        except errors.BuildError as error:
            say(f"kg: {error}")
            codes = {errors.NotFound: errors.FINDINGS, errors.NothingRead: errors.UNREADABLE}
            ctx.exit(codes.get(type(error), errors.INTERNAL))
        except (click.ClickException, click.exceptions.Exit, click.Abort, OSError):
            raise
        except Exception as error:
            if os.environ.get("KG_DEBUG"):
                raise
            say(f"kg: a fault of the program: {type(error).__name__}: {error} (KG_DEBUG=1 shows where)")
            ctx.exit(errors.INTERNAL)


def say(line: str) -> None:
    """One line on stderr."""
    click.echo(line, err=True)


def graph_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Where the graph is."""
    return click.option("--graph", type=click.Path(path_type=Path), default=Path("output"), show_default=True,
                        help="Folder of graph.trig.")(command)  # fmt: skip


def crew_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Who reads the releases."""
    for option in (
        click.option("--scheduler", metavar="ADDRESS",
                     help="Read on a Dask cluster, such as tcp://10.0.0.1:8786 (needs digicoop-kg[cluster])."),
        click.option("--workers", type=click.IntRange(0), default=0, show_default="one a core", metavar="N",
                     help="Processes that read; the files are the same for any number."),
    ):  # fmt: skip
        command = option(command)
    return command


def crew(workers: int, scheduler: str | None) -> Any:
    """The crew that the options name (see kg.crew). UsageError for two at once."""
    if scheduler is None:
        from kg.crew.local import Several

        return Several(workers, say)
    if workers:
        raise click.UsageError("--workers are processes of this machine, --scheduler has its own: only one of the two")
    from kg.crew.cluster import Cluster

    return Cluster(scheduler, say)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="kg")
def main() -> None:
    """Public releases on digital cooperation between countries as a knowledge graph, each fact with its sentence."""


@main.command()
@click.argument("paths", nargs=-1, metavar="[PATH…]")
@click.option("-o", "--output", type=click.Path(path_type=Path, file_okay=False), default=Path("output"), show_default=True,
              help="Folder of the graph.")  # fmt: skip
@click.option("--base", envvar="KG_BASE", metavar="IRI", help="Base of the IRIs of things, for graphs under your own domain.")
@click.option("--decisions", type=click.Path(path_type=Path, dir_okay=False, exists=True),
              help="What people decided about identity (by default decisions.tsv in the output folder).")
@click.option("--trace", "traced", is_flag=True, help="Tell on stderr which rule read each fact, and which sentences gave none.")
@click.option("-q", "--quiet", is_flag=True, help="No progress on stderr, only complaints.")
@crew_options
@click.pass_context
def build(
    ctx: click.Context, paths: tuple[str, ...], output: Path, base: str | None, decisions: Path | None, traced: bool, quiet: bool,
    workers: int, scheduler: str | None,
) -> None:
    """Build the graph of releases: files, folders, zip archives, or - for stdin; without PATH the examples in seeds/.

    \b
    kg build
    kg build releases/ more.zip -o graph
    kg build --trace release.txt                  which rule read each fact
    """
    from kg import pipeline, report

    sources = list(paths) or [str(pipeline.seeds())]
    progress = None if quiet else say
    follow = say if traced else None
    built = pipeline.build(sources, output, base=base, decisions=decisions, tell=say, progress=progress, follow=follow,
                           crew=crew(workers, scheduler))  # fmt: skip
    click.echo(report.summary(built.report["found"]))
    ctx.exit(built.exit_code)


@main.command()
@click.argument("thing")
@graph_option
def explain(thing: str, graph: Path) -> None:
    """Print what the graph says of THING (an IRI, a name such as id:country/KR, or a label), with sentences.

    \b
    kg explain "Меморандум о взаимопонимании"
    kg explain id:country/KR --graph output
    """
    from kg.explain import Graph

    click.echo("\n\n".join("\n".join(e.lines()) for e in Graph.load(graph).explain(thing)))


@main.command()
@graph_option
@click.pass_context
def validate(ctx: click.Context, graph: Path) -> None:
    """Check the graph against the SHACL shapes of the ontology.

    \b
    kg validate --graph output
    """
    from kg.graph.validate import validate as check

    result = check(graph / "graph.ttl" if graph.is_dir() else graph)
    for line in (*result.violations, *(f"warning: {w}" for w in result.warnings)):
        click.echo(line)
    say(f"{len(result.violations)} violations, {len(result.warnings)} warnings")
    ctx.exit(errors.OK if result.conforms else errors.FINDINGS)
