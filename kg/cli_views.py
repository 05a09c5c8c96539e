"""Commands that draw and measure the graph: render, report, network. Thin: what they do is in kg.page and kg.views."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.errors import NotFound, SettingError

if TYPE_CHECKING:
    from kg.page.model import Projection

Command = Callable[..., Any]
LANGUAGES = ("ru", "be", "en")
VIEWS = ("network", "country", "timeline", "matrix", "topics")


def view_options(command: Command) -> Command:
    """Where the graph is, where the picture goes, in which language."""
    for option in (
        click.option("--language", type=click.Choice(LANGUAGES), default="ru", show_default=True),
        click.option("-o", "--output", type=click.Path(path_type=Path, allow_dash=True),
                     help="File to write, - for stdout; by default a file beside the graph, whose name is printed."),
        click.option("--graph", type=click.Path(path_type=Path), default=Path("output"), show_default=True,
                     help="Folder of graph.trig, or a TriG file."),
    ):  # fmt: skip
        command = option(command)
    return command


@click.command()
@click.option("--view", type=click.Choice(VIEWS), default="network", show_default=True)
@click.option(
    "--around", metavar="THING", help="Only what lies around a thing: an IRI, a name such as id:country/KR, a label."
)
@click.option("--steps", type=click.IntRange(1, 3), default=2, show_default=True, help="How far around.")
@click.argument("country", required=False)
@view_options
def render(
    view: str, around: str | None, steps: int, country: str | None, graph: Path, output: Path | None, language: str
) -> None:
    """Draw the graph as one HTML page.

    \b
    kg render                           the whole network
    kg render --view country KR         the network of one country; without a code, one page for every country
    kg render --around "Росатом"        what lies around a thing
    kg render --view timeline           agreements and events in time, a lane for each country
    kg render --view matrix             countries by countries as a heat map
    kg render --view topics             bodies by topics as a heat map
    """
    from kg.views import pages

    if country and view != "country":
        raise click.UsageError("a country goes with --view country")
    projection = _projection(graph)
    centre = _find(graph, projection, around) if around else None
    for name, html in pages.render(projection, view, country, centre, steps, language):
        _put(html, name, graph, output)


@click.command()
@click.argument("first")
@click.argument("second")
@view_options
def report(first: str, second: str, graph: Path, output: Path | None, language: str) -> None:
    """The dossier of two countries by their codes: timeline, agreements, officials, topics, open promises, sources.

    \b
    kg report BY KR
    kg report by cn --language en -o talks.html
    """
    from kg.views.dossier import dossier

    codes = first.upper(), second.upper()
    try:
        html = dossier(_projection(graph), *codes, language)
    except LookupError as error:
        raise NotFound(f"no country {error.args[0]} in the graph") from None
    _put(html, f"report-{'-'.join(codes)}.html", graph, output)


@click.command()
@click.option(
    "--of",
    type=click.Choice(["countries", "bodies", "people", "years", "brokers"]),
    default="countries",
    show_default=True,
)
@click.option("--format", "form", type=click.Choice(["table", "csv", "json"]), default="table", show_default=True)
@click.option("--top", type=click.IntRange(1), default=20, show_default=True, help="Rows to print.")
@click.option(
    "--export", type=click.Path(path_type=Path, file_okay=False), help="Write CSV and GraphML of all projections here."
)
@click.option("--language", type=click.Choice(LANGUAGES), default="ru", show_default=True)
@click.option("--graph", type=click.Path(path_type=Path), default=Path("output"), show_default=True)
def network(of: str, form: str, top: int, export: Path | None, language: str, graph: Path) -> None:
    """Who is central, who belongs together, who brings countries together, what changes by year.

    Two states, bodies or people are tied by the agreements and events that they share. The weight of a tie is the sum
    over these of 1 / (k - 1), k being how many share it: a memorandum of two counts 1, a forum of eleven 0.1 for each
    pair. What is only discussed, planned or drafted does not count, nor what more than 15 share.

    \b
    degree       partners              strength     sum of the weights of one's ties
    betweenness  how many shortest ways between others lead over one (a tie is 1 / weight long)
    eigenvector  how central one's partners are
    community    who belongs together, by greedy modularity
    reach        countries other than one's own that one shares agreements or events with

    \b
    kg network
    kg network --of people --top 10 --format csv
    kg network --of brokers --export tables
    """
    from kg.publication import publish
    from kg.views import tables

    projection = _projection(graph)
    click.echo(tables.as_text(tables.rows(projection, of, language)[:top], form), nl=False)
    if export:
        publish(export, tables.exports(projection, language))


def _projection(graph: Path) -> Projection:
    from kg.explain import Graph
    from kg.page.projection import project
    from kg.page.source import read

    return project(read(Graph.load(graph).store))


def _find(graph: Path, projection: Projection, thing: str) -> str:
    """The one drawn thing that is called so."""
    from kg.explain import Graph

    found = [node.value for node in Graph.load(graph).find(thing)]
    drawn = sorted({iri for iri in found if iri in projection.graph})
    if not drawn:
        raise NotFound(f"nothing that is drawn is called {thing!r}; countries, bodies, people, agreements, events are")
    if len(drawn) > 1:
        raise SettingError(f"several things are called {thing!r}: {', '.join(drawn)}")
    return drawn[0]


def _put(html: str, name: str, graph: Path, output: Path | None) -> None:
    from kg.publication import publish

    if output == Path("-"):
        sys.stdout.buffer.write(html.encode())
        return
    target = (
        (graph if graph.is_dir() else graph.parent) / name
        if output is None
        else output / name
        if output.is_dir()
        else output
    )
    publish(target.parent, {target.name: html.encode()})
    click.echo(str(target))
