"""Commands that change a graph: add, remove, update, dump. Thin: what they do is in kg.growing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli import crew, crew_options, say

if TYPE_CHECKING:
    from kg.growing import Options, Step

Command = Callable[..., Any]


def graph_folder(command: Command) -> Command:
    """Where the graph is, and what people decided."""
    for option in (
        click.option("--decisions", type=click.Path(path_type=Path, dir_okay=False, exists=True),
                     help="What people decided about identity (by default decisions.tsv in the graph's folder)."),
        click.option("-o", "--output", type=click.Path(path_type=Path, file_okay=False), default=Path("output"), show_default=True,
                     help="Folder of the graph."),
    ):  # fmt: skip
        command = option(command)
    return command


def change_options(command: Command) -> Command:
    """Whether to write the dumps, and how much to tell."""
    for option in (
        click.option("-q", "--quiet", is_flag=True, help="No progress on stderr, only complaints."),
        click.option("--dumps/--no-dumps", default=None,
                     help="Write graph.ttl, graph.trig, the page and the report too (by default up to 200 releases)."),
    ):  # fmt: skip
        command = option(command)
    return graph_folder(command)


def _options(decisions: Path | None, dumps: bool | None = None, quiet: bool = True, reading: Any = None) -> Options:
    from kg.growing import Options

    return Options(decisions, dumps, say, None if quiet else say, reading)


def _tell(ctx: click.Context, step: Step) -> None:
    click.echo(f"{step.added} added, {step.removed} removed: {step.releases} releases")
    if step.behind:
        say("the store is up to date; graph.ttl, graph.trig, the page and the report are of before (kg dump writes them)")
    ctx.exit(step.exit_code)


@click.command()
@click.argument("releases", nargs=-1, required=True, metavar="RELEASE…")
@change_options
@crew_options
@click.pass_context
def add(
    ctx: click.Context, releases: tuple[str, ...], output: Path, decisions: Path | None, dumps: bool | None, quiet: bool,
    workers: int, scheduler: str | None,
) -> None:
    """Add releases (files, folders, archives, -) to a graph; only they are read. What the graph has already is left out.

    \b
    kg add new/*.html
    kg add february.zip -o graph --no-dumps       quick, for many releases; kg dump writes the files later
    curl https://example.org/news/1 | kg add -
    """
    from kg import growing

    _tell(ctx, growing.add(releases, output, _options(decisions, dumps, quiet, crew(workers, scheduler))))


@click.command()
@click.argument("releases", nargs=-1, required=True, metavar="RELEASE…")
@change_options
@crew_options
@click.pass_context
def update(
    ctx: click.Context, releases: tuple[str, ...], output: Path, decisions: Path | None, dumps: bool | None, quiet: bool,
    workers: int, scheduler: str | None,
) -> None:
    """Put releases in the place of those with the same address, or from files of the same name if they have no address.

    \b
    kg update corrected/memorandum.html
    """
    from kg import growing

    _tell(ctx, growing.update(releases, output, _options(decisions, dumps, quiet, crew(workers, scheduler))))


@click.command()
@click.argument("names", nargs=-1, required=True, metavar="URL_OR_FILE…")
@change_options
@click.pass_context
def remove(
    ctx: click.Context, names: tuple[str, ...], output: Path, decisions: Path | None, dumps: bool | None, quiet: bool
) -> None:
    """Take releases out of a graph by their address, their file, or their id (id:release/…).

    \b
    kg remove https://example.org/news/1
    kg remove withdrawn.txt -o graph
    """
    from kg import growing

    _tell(ctx, growing.remove(names, output, _options(decisions, dumps, quiet)))


@click.command()
@click.option("--fresh", is_flag=True, help="Decide identity anew and make the store anew, without reading the releases again.")
@graph_folder
@click.pass_context
def dump(ctx: click.Context, fresh: bool, output: Path, decisions: Path | None) -> None:
    """Write graph.ttl, graph.trig, the page and the report of the releases that the graph has.

    \b
    kg dump -o graph
    kg dump --fresh                               after new rules or new decisions
    """
    from kg import growing

    _tell(ctx, growing.dump(output, _options(decisions), fresh=fresh))
