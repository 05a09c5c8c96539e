"""The command that fetches releases from the web. Thin: what it does is in kg.harvest."""

from __future__ import annotations

from ipaddress import ip_network
from pathlib import Path

import click

from kg.cli import say
from kg.errors import SettingError


@click.command()
@click.argument("sources", nargs=-1, required=True, metavar="URL…")
@click.option("-o", "--output", type=click.Path(path_type=Path, file_okay=False), default=Path("releases"), show_default=True,
              help="Folder of the pages.")
@click.option("--match", multiple=True, metavar="PATTERN", help="Only addresses that fit, such as '*/news/*'; repeatable.")
@click.option("--limit", type=click.IntRange(1), default=1000, show_default=True, help="Pages to ask for in one run.")
@click.option("--depth", type=click.IntRange(0, 10), default=0, show_default=True, help="Follow links of pages so many steps.")
@click.option("--host", "hosts", multiple=True, metavar="NAME", help="A further host that pages may lie on; repeatable.")
@click.option("--delay", type=click.FloatRange(0, 3600), default=1.0, show_default=True,
              help="Least seconds between two requests to one host; robots.txt may ask for more.")
@click.option("--contact", default="", metavar="TEXT", help="Your address, told to the servers.")
@click.option("--allow-network", "networks", multiple=True, metavar="NET",
              help="A private network that may be fetched from, such as 10.1.0.0/16; repeatable.")
@click.option("-q", "--quiet", is_flag=True, help="No progress on stderr, only complaints.")
@click.pass_context
def fetch(
    ctx: click.Context, sources: tuple[str, ...], output: Path, match: tuple[str, ...], limit: int, depth: int, hosts: tuple[str, ...],
    delay: float, contact: str, networks: tuple[str, ...], quiet: bool,
) -> None:  # fmt: skip
    """Fetch pages, or those that sitemaps, feeds or robots.txt name, into a folder for `kg build`.

    Obeys robots.txt, asks one page a second and again only for what has changed, goes on where a run broke off, and stays
    on the hosts of the given addresses and on the public internet.

    \b
    kg fetch https://example.org/sitemap.xml --match '*/news/*' -o releases
    kg fetch https://example.org/news/rss --limit 50
    kg fetch https://example.org/news/ --depth 2 --match '*/news/*'
    kg build releases
    """
    try:
        from kg.harvest.model import Settings
        from kg.harvest.run import harvest
    except ModuleNotFoundError as error:
        raise SettingError(f"kg fetch needs {error.name}, which is not installed: pip install 'digicoop-kg[fetch]'") from None

    try:
        allowed = tuple(ip_network(n) for n in networks)
    except ValueError as error:
        raise SettingError(f"--allow-network: {error}") from None
    settings = Settings(delay, match, hosts, limit, depth, contact, allowed)
    tally = harvest(sources, output, settings, say, None if quiet else say)
    click.echo(f"{tally.saved} saved, {tally.unchanged} unchanged, {tally.refused} not fetched: {output}")
    if tally.left:
        say(f"stopped at the limit of {limit} pages; the same command goes on from here")
    ctx.exit(tally.exit_code)
