"""Commands that take the graph elsewhere: export to files, push to a store. Thin: what they do is in kg.exports."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli_questions import one_line_errors

_GRAPH = click.option("--graph", type=click.Path(path_type=Path), default=Path("output"), show_default=True,
                      help="Folder of graph.trig, or a TriG file.")  # fmt: skip


@click.command()
@click.argument("form", metavar="FORMAT", type=click.Choice(["jsonld", "nquads", "rdfxml", "graphml", "gexf", "csv"]))
@click.option("-o", "--output", type=click.Path(path_type=Path), help="File, or folder for csv; - for stdout.")
@_GRAPH
def export(form: str, output: Path | None, graph: Path) -> None:
    """Write the graph in another format: jsonld, nquads, rdfxml, graphml, gexf, or csv tables, one a class.

    \b
    kg export graphml -o cooperation.graphml      for Gephi, Cytoscape, yEd
    kg export csv -o tables                       for spreadsheets
    """
    from kg.exports import write

    with one_line_errors():
        for path in write.export(graph, form, output):
            click.echo(path, err=True)


@click.command()
@click.argument("endpoint")
@_GRAPH
def push(endpoint: str, graph: Path) -> None:
    """Load the graph into any SPARQL 1.1 store by the Graph Store Protocol. What the store has stays.

    \b
    kg push http://localhost:7878/store
    """
    from kg.exports.push import push as send

    with one_line_errors():
        click.echo(f"{send(graph, endpoint)} statements", err=True)
