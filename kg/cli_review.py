"""`kg review`: decide on uncertain pairs in the terminal."""

from __future__ import annotations

from pathlib import Path

import click

from kg import review
from kg.explain import Graph
from kg.pipeline import DECISIONS

_KEYS = {"s": "same", "d": "different"}


@click.command(name="review")
@click.option("--graph", type=click.Path(path_type=Path, file_okay=False), default=Path("output"), show_default=True,
              help="Folder of the built graph.")
@click.option("--decisions", type=click.Path(path_type=Path, dir_okay=False),
              help="Where to record (by default decisions.tsv in that folder).")
@click.option("--list", "only_list", is_flag=True, help="Only print the pairs.")  # fmt: skip
def review_command(graph: Path, decisions: Path | None, only_list: bool) -> None:
    """Go through the pairs that may be one thing, each with its sentences, and record what you decide.

    \b
    kg review --list
    kg review --graph output --decisions ours.tsv
    """
    decisions = decisions or graph / DECISIONS
    open_pairs, store = review.doubts(graph, decisions), Graph.load(graph)
    for number, doubt in enumerate(open_pairs, 1):
        click.echo("\n".join([f"[{number}/{len(open_pairs)}]", *review.shown(doubt, store), ""]))
        if not only_list and not _decide(doubt, decisions):
            break
    click.echo(f"{len(review.doubts(graph, decisions))} pairs left to decide; `kg build` obeys {decisions}", err=True)


def _decide(doubt: review.Doubt, decisions: Path) -> bool:
    """Ask and record; False to stop."""
    try:
        key = click.prompt("[s]ame, [d]ifferent, [l]ater, [q]uit", type=click.Choice([*_KEYS, "l", "q"]), show_choices=False)
        if key in _KEYS:
            note = click.prompt("Why (may be empty)", default="", show_default=False)
            review.record(decisions, doubt.decided(_KEYS[key], note))
    except click.Abort:  # end of input
        return False
    return bool(key != "q")
