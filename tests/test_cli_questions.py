"""kg query and kg ask from the command line: formats, files, stdin, mistakes in one line."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg.cli_questions import ask, query
from kg.questions.catalogue import load

DATA = str(Path(__file__).parent / "data" / "questions.trig")


def run(command: object, *arguments: str, stdin: str | None = None) -> Result:
    wide = {"COLUMNS": "160"}  # not the width of whatever terminal the tests happen to run in
    return CliRunner(env=wide).invoke(command, [*arguments, "--graph", DATA], input=stdin)  # type: ignore[arg-type]


def test_without_arguments_the_questions_are_listed() -> None:
    listed = run(query, "--language", "be").stdout
    assert all(name in listed for name in load())
    assert "between=<country>" in listed and "Якія мемарандумы" in listed


def test_the_formats_of_one_question() -> None:
    given = ("memoranda", "--param", "between=BY", "--param", "and=Корея")
    table = run(query, *given, "--language", "ru").stdout
    assert "Министерство неба Республики Корея" in table and "подписано" in table
    rows = list(csv.DictReader(io.StringIO(run(query, *given, "--format", "csv").stdout)))
    assert [r["label"] for r in rows].count("Меморандум о небе") == 1
    found = json.loads(run(query, *given, "--format", "json").stdout)
    assert found["results"]["bindings"][0]["agreement"]["type"] == "uri"
    assert run(query, *given, "--format", "tsv").stdout.startswith("?agreement\t?label")


def test_sparql_from_a_file_and_from_stdin(tmp_path: Path) -> None:
    text = "SELECT ?s { ?s a coop:Memorandum } ORDER BY ?s"
    (tmp_path / "mine.rq").write_text(text, encoding="utf-8")
    from_file = run(query, str(tmp_path / "mine.rq"), "--format", "csv").stdout
    assert from_file == run(query, "-", "--format", "csv", stdin=text).stdout
    assert from_file.split() == ["s", *(f"https://w3id.org/digicoop/id/agreement/{n}" for n in ("sea", "sky"))]
    assert run(query, "-", stdin="ASK { ?s ?p ?o }").stdout == "yes\n"
    assert "<https://" in run(query, "-", stdin="CONSTRUCT WHERE { ?s a coop:Country }").stdout


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["memorandum"], "nearest: memoranda"),
        (["memoranda"], "needs --param between=<country>"),
        (["memoranda", "--param", "between=Атлантида"], "no country"),
        (["memoranda", "--param", "between"], "NAME=VALUE"),
        (["nothing.rq"], "cannot read"),
        (["-"], "not SPARQL"),
    ],
)
def test_mistakes_end_in_one_line(arguments: list[str], says: str) -> None:
    done = run(query, *arguments, stdin="SELECT {")
    assert done.exit_code != 0 and says in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1 and done.stdout == ""


def test_no_graph_is_said() -> None:
    done = CliRunner().invoke(query, ["planned", "--graph", "/nowhere"])
    assert done.exit_code != 0 and "kg build makes one" in done.stderr


def test_ask() -> None:
    done = run(ask, "which", "memoranda", "has", "Belarus", "signed", "with", "Korea?")
    assert done.exit_code == 0 and "Меморандум о небе" in done.stdout
    refused = run(ask, "What is the weather in Korea?")
    assert refused.exit_code == 1 and "weather" in refused.stdout
