"""The pipeline and the commands, from extractions to files."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from kg import pipeline
from kg.cli import main
from kg.errors import EvidenceError
from kg.release.model import Reject
from kg.trace import trace
from tests.helpers.stories import Story
from tests.test_graph_quads import forum

FILES = {"graph.ttl", "graph.trig", "graph.html", "report.txt", "report.json"}
ROOT = Path(__file__).resolve().parent.parent


def other() -> Story:
    story = Story("Министр А. Берг посетила Сеул.", url="https://example.org/other", published="2024-06-01")
    berg = story.person("Берг", "А.", form="А. Берг")
    story.post(berg, "министр", story.body("Министерство лесной связи Беларуси", "BY"), "BY", attested="2024-06-01")
    return story


def digests(folder: Path) -> dict[str, str]:
    return {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in sorted(folder.iterdir())}


def test_all_files_are_written(tmp_path: Path) -> None:
    built = pipeline.publish([forum(), other().told()], [], tmp_path)
    assert set(digests(tmp_path)) == FILES
    assert built.exit_code == 0
    assert built.report["found"]["people"] == 1


def test_the_order_of_releases_does_not_matter(tmp_path: Path) -> None:
    pipeline.publish([forum(), other().told()], [], tmp_path / "a")
    pipeline.publish([other().told(), forum(), forum()], [], tmp_path / "b")
    assert digests(tmp_path / "a") == digests(tmp_path / "b")


def test_two_processes_with_other_hash_seeds_write_the_same_bytes(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from kg import pipeline; from tests.test_build import forum, other\n"
        "pipeline.publish([forum(), other().told()], [], Path(sys.argv[1]))"
    )
    for seed in ("1", "2"):
        env = {**os.environ, "PYTHONHASHSEED": seed, "TZ": "Asia/Seoul" if seed == "1" else "UTC"}
        subprocess.run([sys.executable, "-c", code, str(tmp_path / seed)], env=env, cwd=ROOT, check=True)
    assert digests(tmp_path / "1") == digests(tmp_path / "2")


def test_a_wrong_sentence_stops_the_build_and_the_old_files_stay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pipeline.publish([forum()], [], tmp_path)
    before = digests(tmp_path)
    monkeypatch.setattr("kg.values.Span.of", lambda self, text: "не то")
    with pytest.raises(EvidenceError):
        pipeline.publish([forum(), other().told()], [], tmp_path)
    assert digests(tmp_path) == before


def test_a_release_that_breaks_a_rule_is_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    good, bad = forum(), other().told()

    def extract(release):  # type: ignore[no-untyped-def]
        return good if release == good.release else Reject(release.name, "facts", "KeyError: 'x'")

    monkeypatch.setattr(pipeline, "read", lambda paths: iter([bad.release, good.release, Reject("c.pdf", "read", "not text")]))
    monkeypatch.setattr(pipeline, "extract_all", lambda some: map(extract, some))
    result = CliRunner().invoke(main, ["build", "x", "-o", str(tmp_path)])
    assert result.exit_code == 3
    assert "made-up.txt: facts: KeyError: 'x'" in result.stderr and "c.pdf: read: not text" in result.stderr
    assert result.stdout.startswith("1 release: ")
    assert len(json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))["not_read"]) == 2


def test_nothing_read_leaves_the_files(tmp_path: Path) -> None:
    pipeline.publish([forum()], [], tmp_path / "out")
    before = digests(tmp_path / "out")
    result = CliRunner().invoke(main, ["build", str(tmp_path / "absent.txt"), "-o", str(tmp_path / "out")])
    assert result.exit_code == 3 and result.stdout == ""
    assert digests(tmp_path / "out") == before


@pytest.mark.parametrize("name", ["Анна Берг", "анна  берг", "id:person/anna-berg", "https://w3id.org/digicoop/id/person/anna-berg"])
def test_explain_by_any_name(tmp_path: Path, name: str) -> None:
    pipeline.publish([forum(), other().told()], [], tmp_path)
    result = CliRunner().invoke(main, ["explain", name, "--graph", str(tmp_path)])
    assert result.exit_code == 0
    assert "«Министр А. Берг посетила Сеул.»" in result.stdout
    assert "coop:signatory" in result.stdout


def test_explain_what_is_not_there(tmp_path: Path) -> None:
    pipeline.publish([forum()], [], tmp_path)
    result = CliRunner().invoke(main, ["explain", "Никто", "--graph", str(tmp_path)])
    assert result.exit_code == 1 and "Никто" in result.stderr
    result = CliRunner().invoke(main, ["explain", "Никто", "--graph", str(tmp_path / "absent")])
    assert result.exit_code == 4 and "kg build" in result.stderr


def test_the_shapes_accept_the_graph(tmp_path: Path) -> None:
    pipeline.publish([forum(), other().told()], [], tmp_path)
    result = CliRunner().invoke(main, ["validate", "--graph", str(tmp_path)])
    assert result.exit_code == 0, result.output


@pytest.mark.skipif(shutil.which("rapper") is None, reason="Debian's raptor2-utils is not installed")
@pytest.mark.parametrize(("name", "form"), [("graph.ttl", "turtle"), ("graph.trig", "trig")])
def test_rapper_accepts_the_dumps(tmp_path: Path, name: str, form: str) -> None:
    pipeline.publish([forum(), other().told()], [], tmp_path)
    done = subprocess.run(["rapper", "-q", "-c", "-i", form, str(tmp_path / name)], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_help_is_fast_and_imports_nothing_heavy() -> None:
    code = "import sys; from click.testing import CliRunner; from kg.cli import main; CliRunner().invoke(main, ['--help']); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert not {"rdflib", "pyoxigraph", "natasha", "pyvis", "networkx", "numpy"} & set(done.stdout.split())


def test_the_trace_names_rules_and_sentences() -> None:
    lines = list(trace(forum()))
    assert lines[0] == "made-up.txt «Форум в Минске.»"
    assert "  made up: agreements a0.signed = 2024-05-10" in lines
    assert "  made up: agreements a0.parties = body:b1" in lines


def test_a_fault_of_the_program_is_one_line_and_exit_code_4(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "build", lambda *a, **k: 1 / 0)
    result = CliRunner().invoke(main, ["build", "x", "-o", str(tmp_path)])
    assert result.exit_code == 4 and result.stderr.count("\n") == 1 and "ZeroDivisionError" in result.stderr
    monkeypatch.setenv("KG_DEBUG", "1")
    assert isinstance(CliRunner().invoke(main, ["build", "x", "-o", str(tmp_path)]).exception, ZeroDivisionError)
