"""The command that makes shells complete names of commands, options and questions."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

_VARIABLE = "_KG_COMPLETE"  # what click looks at when a shell asks


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def completion(ctx: click.Context, shell: str) -> None:
    """Print what makes a shell complete commands, options, questions and their parameters.

    \b
    kg completion bash > ~/.local/share/bash-completion/completions/kg
    kg completion zsh > ~/.zfunc/_kg              with fpath+=~/.zfunc in .zshrc
    kg completion fish > ~/.config/fish/completions/kg.fish
    """
    kind = get_completion_class(shell)
    assert kind is not None
    root = ctx.find_root()
    click.echo(kind(root.command, {}, root.info_name or "kg", _VARIABLE).source())
