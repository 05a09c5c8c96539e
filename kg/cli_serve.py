"""The command that serves the graph over HTTP. Thin: what it does is in kg.server."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.option("--graph", type=click.Path(path_type=Path, file_okay=False), default=Path("output"), show_default=True,
              help="Folder of the graph: its store, or graph.trig.")  # fmt: skip
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", type=click.IntRange(1, 65535), default=8080, show_default=True)
@click.option("--name", "names", multiple=True, help="A name that the server may be called by; repeatable, * for any.")
@click.option(
    "--time-limit", type=click.FloatRange(0.1, 600), default=5.0, show_default=True, help="Seconds for a query."
)
@click.option("--max-rows", type=click.IntRange(1), default=100_000, show_default=True, help="Rows of an answer.")
@click.option("--memory-limit", type=click.IntRange(64), default=1024, show_default=True, help="Megabytes for a query.")
@click.option("--workers", type=click.IntRange(1, 64), default=4, show_default=True, help="Queries that run at once.")
def serve(
    graph: Path, host: str, port: int, names: tuple[str, ...], time_limit: float, max_rows: int, memory_limit: int, workers: int
) -> None:
    """Serve the graph: pages, questions, SPARQL at /sparql. Read-only, on this machine only unless told otherwise.

    \b
    kg serve
    kg serve --port 9000 --time-limit 20
    kg serve --host 0.0.0.0 --name data.example.org
    """
    from kg.server.app import Settings, is_local, serve
    from kg.shelf.lasting import current

    if not (graph / "graph.trig").is_file() and current(graph) is None:
        raise click.ClickException(f"no graph in {graph} (kg build makes one)")
    local = Settings(graph).hosts
    called = (*local, host.lower(), *(n.lower() for n in names))
    settings = Settings(graph, time_limit, max_rows, workers, memory_limit << 20, called)
    click.echo(f"http://{host}:{port}/", err=True)
    if not is_local(host):
        click.echo("Everybody who can reach this machine can read the graph.", err=True)
    serve(settings, host, port)
