"""Help and completion: every command shows examples that can be typed, and shells complete what can come next."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from kg import cli
from kg.questions.catalogue import load

COMMANDS = sorted({*cli.main.commands, *cli._ELSEWHERE})


def command(name: str) -> click.Command:
    if name not in cli._ELSEWHERE:
        return cli.main.commands[name]
    module, attribute, _ = cli._ELSEWHERE[name]
    found = getattr(import_module(module), attribute)
    assert isinstance(found, click.Command)
    return found


def help_of(name: str) -> str:
    return CliRunner().invoke(cli.main, [name, "--help"], terminal_width=200).stdout


def examples(name: str) -> list[list[str]]:
    """The words behind `kg NAME` of every example in a command's help; what stands behind wide space explains it."""
    lines = (re.split(r" {3,}", line.strip())[0] for line in help_of(name).splitlines())
    typed = [line.rpartition("| ")[2] for line in lines if re.match(rf"(?:.*\| )?kg {name}\b", line)]
    return [shlex.split(line.partition(" > ")[0])[2:] for line in typed]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_shows_an_example_that_can_be_typed(name: str) -> None:
    assert examples(name), f"kg {name} --help has no example"
    for words in examples(name):
        context = command(name).make_context(name, list(words), resilient_parsing=True)
        assert not context.args, words
        known = {o for p in command(name).params if isinstance(p, click.Option) for o in (*p.opts, *p.secondary_opts)}
        assert {w for w in words if w.startswith("-") and w != "-"} <= known, words


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_says_what_it_does_or_what_it_takes(name: str) -> None:
    for parameter in command(name).params:
        if isinstance(parameter, click.Option):
            assert parameter.help or parameter.show_default, f"kg {name} {parameter.opts[0]}"


def test_the_first_help_has_every_command_in_one_line_each() -> None:
    listed = CliRunner().invoke(cli.main, ["--help"], terminal_width=200).stdout.partition("Commands:")[2].splitlines()
    assert [line.split()[0] for line in listed if line.strip()] == COMMANDS
    assert all(len(line.split()) > 2 for line in listed if line.strip())


# ---- completion ------------------------------------------------------------------------------------------------------


def completed(*words: str) -> list[str]:
    """What bash is offered for the last word."""
    environment = {**os.environ, "_KG_COMPLETE": "bash_complete", "COMP_WORDS": shlex.join(["kg", *words]), "COMP_CWORD": str(len(words))}
    code = "from kg.cli import main; main(prog_name='kg')"
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, timeout=30)
    assert done.stderr == ""
    return [line.partition(",")[2] for line in done.stdout.splitlines()]


def test_commands_and_options_and_choices_are_completed() -> None:
    assert completed("re") == ["remove", "render", "report", "review"]
    assert "--time-limit" in completed("serve", "--")
    assert completed("export", "g") == ["gexf", "graphml"] or completed("export", "g") == ["graphml", "gexf"]
    assert completed("render", "--view", "t") == ["timeline", "topics"]


def test_questions_and_their_parameters_are_completed() -> None:
    assert completed("query", "mem") == sorted(name for name in load() if name.startswith("mem"))
    assert completed("query", "memoranda", "--param", "") == sorted(f"{p.name}=" for p in load()["memoranda"].params)
    assert completed("query", "my") == ["my"]  # then the shell looks for files


@pytest.mark.parametrize(("shell", "says"), [("bash", "complete -o nosort -F _kg_completion kg"), ("zsh", "#compdef kg"), ("fish", "complete --no-files --command kg")])
def test_the_script_of_a_shell(shell: str, says: str) -> None:
    if shell == "bash" and shutil.which("bash") is None:
        pytest.skip("bash is not installed")
    done = CliRunner().invoke(cli.main, ["completion", shell], prog_name="kg")
    assert done.exit_code == 0 and says in done.stdout


def test_bash_takes_the_script(tmp_path: Path) -> None:
    if shutil.which("bash") is None:
        pytest.skip("bash is not installed")
    script = CliRunner().invoke(cli.main, ["completion", "bash"], prog_name="kg").stdout
    (tmp_path / "kg").write_text(f'#!/bin/sh\nexec {sys.executable} -c "from kg.cli import main; main(prog_name=\'kg\')" "$@"\n')
    (tmp_path / "kg").chmod(0o755)
    ask = f'{script}\nCOMP_WORDS=(kg ser); COMP_CWORD=1; _kg_completion kg ser kg; echo "${{COMPREPLY[@]}}"'
    done = subprocess.run(["bash", "-c", ask], env={**os.environ, "PATH": f"{tmp_path}:{os.environ['PATH']}"}, capture_output=True, text=True, timeout=30)
    assert done.stdout.strip() == "serve" and done.stderr == ""
