"""Hostile surroundings: names, addresses, archives, disks, damaged installations. A build ends in plain lines and an exit code."""

from __future__ import annotations

import hashlib
import json
import os
import resource
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import OutputError
from kg.graph import terms as t
from kg.graph.facts import address
from kg.graph.quads import Quad, text
from kg.graph.write import Writer
from kg.release.address import web_address

ROOT = Path(__file__).resolve().parent.parent
MEMORY = 2_000_000  # KB: what a build may take, whatever it is given
TEXT = "Министр связи Беларуси Иван Петров подписал в Минске меморандум о сотрудничестве с Министерством связи Сербии."
NAMES = ["a\nb.txt", "q\"uo'te.txt", "<script>.txt", "x" * 200 + ".txt", "ё\u0301\u202e.txt", "#?%20.txt", "-o.txt", "$(id).txt", "a\\b.txt", "\x1b[31m.txt", "😀.txt",
         os.fsdecode(b"\xff\xfe.txt"), "CON.txt", "{0}%s.txt"]  # fmt: skip
ADDRESSES = ["http://a.example/x y", 'http://a.example/"onload=1', "http://a.example/<x>", "javascript:alert(1)", "http://a.example/" + "x" * 5000, "http://[::1",
             "http://a.example/#char=1,2", "http://a.example/a%0Ab", "http://a.example/ё", "HTTP://A.EXAMPLE/", "http://a.example/`{}|^\\", "file:///etc/passwd", "urn:x",
             "http://a.example/a#b#c", "http://a.example/%zz", "//a.example", "http://", "http://a.example:99999/", "HTTP://::",
             "http://user:password@a.example/", "http://a_b.example:80", "http://[::1]:8080/", "data:text/html,<script>"]  # fmt: skip
SECRET = "root:x:0"


def kg(*arguments: str | Path, cwd: Path, limit: int | None = None) -> subprocess.CompletedProcess[str]:
    """A command in a process of its own; `limit` is the most bytes that it may write into one file: a disk that fills up."""

    def restrict() -> None:
        if limit is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    return subprocess.run([sys.executable, "-m", "kg", *map(os.fspath, arguments)], cwd=cwd, env={**os.environ, "PYTHONPATH": str(ROOT)},
                          capture_output=True, text=True, errors="replace", timeout=300, preexec_fn=restrict)  # fmt: skip


def plain(done: subprocess.CompletedProcess[str], code: int) -> str:
    """The complaints of a command that ended with `code`: no traceback, and each line printable."""
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr and "a fault of the program" not in done.stderr, done.stderr
    assert all(line.isprintable() for line in done.stderr.splitlines())
    return done.stderr


def digests(folder: Path) -> dict[str, str]:
    return {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in sorted(folder.glob("[!.]*")) if p.is_file()}


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of releases that are good under bad names and addresses, and of files that are no releases."""
    folder = tmp_path_factory.mktemp("hostile")
    for i, name in enumerate(NAMES):
        (folder / name).write_text(f"Стороны встретились\n\n{TEXT} Номер {i}.\n", "utf-8")
    for i, url in enumerate(ADDRESSES):
        (folder / f"address{i}.md").write_text(f"---\ntitle: Встреча\nurl: {url}\n---\n\n# Встреча\n\n{TEXT} Адрес {i}.\n", "utf-8")
    (folder / "quotes.txt").write_text(f'Встреча\n\n{TEXT} Подписано соглашение «О """ \\u0022 <>{{}}|^` @en^^ дружбе \\n» с Кореей.\n', "utf-8")
    (folder / "entities.xhtml").write_text(
        '<?xml version="1.0"?><!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
        f"<html><body><article><h1>Встреча</h1><p>{TEXT} &x; &b;</p></article></body></html>", "utf-8")  # fmt: skip
    (folder / "empty.txt").write_bytes(b"")
    (folder / "binary.txt").write_bytes(b"\x00\x01\xff" * 100)
    (folder / "line.txt").write_bytes("слово ".encode() * 440_000)
    (folder / "deep.html").write_text("<html><body>" + "<div>" * 100_000)
    os.symlink("/nonexistent", folder / "dangling.txt")
    os.symlink(".", folder / "loop")
    with zipfile.ZipFile(folder / "z.zip", "w", zipfile.ZIP_DEFLATED) as packed:
        for i, name in enumerate(("../../evil.txt", "/etc/x.txt", 'a\nb"<>.txt')):
            packed.writestr(name, f"Встреча\n\n{TEXT} Архив {i}.\n")
        packed.writestr("bomb.txt", b" " * 300_000_000)
    return folder


GOOD = len(NAMES) + len(ADDRESSES) + 2 + 3
BAD = {"empty.txt", "binary.txt", "line.txt", "deep.html", "z.zip!bomb.txt"}


@pytest.fixture(scope="module")
def built(hostile: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("built")
    stderr = plain(kg("build", hostile, "-q", "-o", "out", cwd=folder), 3)
    assert {line.partition(": ")[0] for line in stderr.splitlines()} == BAD
    assert [p.name for p in folder.iterdir()] == ["out"]
    return folder / "out"


def test_every_good_release_lands(built: Path) -> None:
    report = json.loads((built / "report.json").read_text("utf-8"))
    assert len(report["not_read"]) == len(BAD)
    store = ox.Store()
    store.bulk_load(path=str(built / "graph.trig"), format=ox.RdfFormat.TRIG)
    rows = store.query("SELECT (COUNT(?r) AS ?n) { ?r a <https://w3id.org/digicoop/ontology#Release> }")
    assert int(next(iter(rows))["n"].value) == GOOD  # type: ignore[union-attr,index,arg-type]


def test_no_file_of_the_machine_is_read(built: Path) -> None:
    for name in ("graph.trig", "graph.ttl", "graph.html", "report.txt"):
        assert SECRET not in (built / name).read_text("utf-8")


def test_no_password_is_published(built: Path) -> None:
    assert "password" not in (built / "graph.trig").read_text("utf-8")


def test_no_address_but_of_the_web_is_linked(built: Path) -> None:
    for form in ("graph.ttl", "graph.html"):
        content = (built / form).read_text("utf-8")
        for bad in ("<javascript:", "<data:", "<file:", 'href="javascript:', "<script>alert"):
            assert bad not in content, bad


@pytest.mark.skipif(shutil.which("rapper") is None, reason="Debian's raptor2-utils is not installed")
@pytest.mark.parametrize(("name", "form"), [("graph.ttl", "turtle"), ("graph.trig", "trig")])
def test_a_parser_of_others_accepts_it(built: Path, name: str, form: str) -> None:
    done = subprocess.run(["rapper", "-q", "-c", "-i", form, str(built / name)], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_the_shapes_accept_it(built: Path) -> None:
    assert kg("validate", "--graph", built, cwd=built).returncode == 0


def test_memory_stays_small(built: Path) -> None:
    """Of all processes that this module has waited for."""
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss < MEMORY


# ---- disks and installations -----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A finished graph of one release, and a second release to build."""
    folder = tmp_path_factory.mktemp("finished")
    (folder / "one.txt").write_text(f"Встреча\n\n{TEXT}\n", "utf-8")
    (folder / "two.txt").write_text(f"Встреча\n\n{TEXT.replace('Иван', 'Пётр')}\n", "utf-8")
    plain(kg("build", "one.txt", "-q", "-o", "out", cwd=folder), 0)
    return folder


@pytest.fixture
def before(finished: Path, tmp_path: Path) -> Path:
    """A copy of it, to be broken."""
    shutil.copytree(finished, tmp_path / "copy")
    return tmp_path / "copy"


@pytest.mark.parametrize("limit", [0, 20_000])
def test_a_disk_that_fills_up(before: Path, limit: int) -> None:
    digest = digests(before / "out")
    stderr = plain(kg("build", "one.txt", "two.txt", "-q", "-o", "out", cwd=before, limit=limit), 4)
    assert len(stderr.splitlines()) == 1
    assert digests(before / "out") == digest
    plain(kg("build", "one.txt", "two.txt", "-q", "-o", "out", cwd=before), 0)
    assert not [p.name for p in (before / "out").iterdir() if p.name.startswith(".kg")]


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "disk"
    folder.mkdir()
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=100k", "none", str(folder)], capture_output=True, text=True)
    if done.returncode:
        pytest.skip(f"no right to mount a small disk: {done.stderr.strip()}")
    yield folder
    subprocess.run(["umount", str(folder)], check=False)


@pytest.mark.skipif(shutil.which("mount") is None or not hasattr(os, "geteuid") or os.geteuid() != 0, reason="mounting a small disk needs root")
def test_a_full_disk(small_disk: Path, tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(f"Встреча\n\n{TEXT}\n", "utf-8")
    stderr = plain(kg("build", "one.txt", "-q", "-o", small_disk / "out", cwd=tmp_path), 4)
    assert len(stderr.splitlines()) == 1
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    plain(kg("build", "one.txt", "-q", "-o", small_disk / "other", cwd=tmp_path), 4)


@pytest.mark.parametrize("folder", ["/proc/kg", "one.txt/out"])
def test_a_place_where_nothing_can_be_written(before: Path, folder: str) -> None:
    plain(kg("build", "one.txt", "-q", "-o", folder, cwd=before), 4)


@pytest.mark.parametrize("damage", ["cut", "bytes", "empty"])
@pytest.mark.parametrize("command", [["query", "memoranda", "--param", "between=BY", "--param", "and=KR"], ["explain", "Минск"]])
def test_a_damaged_graph(before: Path, damage: str, command: list[str]) -> None:
    for name in ("graph.trig", "graph.ttl"):
        data = (before / "out" / name).read_bytes()
        (before / "out" / name).write_bytes({"cut": data[: len(data) // 2], "bytes": b"\xff\x00" * 99, "empty": b""}[damage])
    done = kg(*command, "--graph", "out", cwd=before)
    assert done.returncode in (0, 1, 2, 4) and "Traceback" not in done.stderr and "a fault of the program" not in done.stderr, done.stderr


@pytest.mark.parametrize("version", ['versionInfo "0.9.0"', 'versionInfo "2.0.0"', ""])
def test_an_ontology_of_another_version(before: Path, version: str) -> None:
    for name in ("kg", "ontology", "queries", "seeds"):
        shutil.copytree(ROOT / name, before / "place" / name, ignore=shutil.ignore_patterns("__pycache__"))
    file = before / "place/ontology/digicoop.ttl"
    file.write_text(file.read_text("utf-8").replace('versionInfo "1.0.0"', version), "utf-8")
    digest = digests(before / "out")
    for command in (["build", "one.txt", "-q", "-o", "out"], ["validate", "--graph", "out"]):
        done = subprocess.run([sys.executable, "-m", "kg", *command], cwd=before, env={**os.environ, "PYTHONPATH": str(before / "place")},
                              capture_output=True, text=True, timeout=120)  # fmt: skip
        assert "version 1.0.0 is needed" in plain(done, 4) and len(done.stderr.splitlines()) == 1
    assert digests(before / "out") == digest


@pytest.mark.parametrize("damage", ["missing", "cut", "other"])
def test_a_damaged_installation(before: Path, damage: str) -> None:
    """The package copied, its ontology broken: the commands that need it say so."""
    tmp_path = before
    for name in ("kg", "ontology", "queries", "seeds"):
        shutil.copytree(ROOT / name, tmp_path / "place" / name, ignore=shutil.ignore_patterns("__pycache__"))
    file = tmp_path / "place/ontology/schemes.ttl"
    content = file.read_bytes()
    if damage == "missing":
        file.unlink()
    else:
        file.write_bytes(content[: len(content) // 2] if damage == "cut" else b"{}")
    for command in (["build", "-q", "-o", "other"], ["validate", "--graph", "out"]):
        done = subprocess.run([sys.executable, "-m", "kg", *command], cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(tmp_path / "place")},
                              capture_output=True, text=True, timeout=120)  # fmt: skip
        # one line on stderr that names the file, or a result that does not need it
        assert "Traceback" not in done.stderr and (done.returncode in (0, 1) or len(done.stderr.splitlines()) == 1), done.stderr
        assert done.returncode != 4 or "schemes.ttl" in done.stderr or "Parser error" in done.stderr, done.stderr


@pytest.mark.parametrize(("address_", "kept"), [
    ("https://a.example/новости?x=1#y", "https://a.example/новости?x=1#y"), (" http://A.example:80/ ", "http://A.example:80/"),
    ("http://user:pw@a.example/@b", "http://a.example/@b"), ("http://a.example/100%", "http://a.example/100%25"), ("http://a.example/%D0", "http://a.example/%D0"),
    ("http://a.example:x/", None), ("http:///a", None), ("http://a b/", None), ("ftp://a.example/", None), ("a.example", None), ("", None), (None, None),
])  # fmt: skip
def test_addresses_of_releases(address_: str | None, kept: str | None) -> None:
    assert web_address(address_) == kept


# ---- terms -----------------------------------------------------------------------------------------------------------

AWKWARD = st.text(st.one_of(st.characters(exclude_categories=()), st.sampled_from('"\\<>{}|^`\n\r\t\x00\u202e\ufffe\ud800@^.;,#')), max_size=30)


@settings(max_examples=10_000 if os.environ.get("KG_LONG") else 300, deadline=None)
@given(AWKWARD)
def test_any_text_survives_or_is_refused(value: str) -> None:
    quad = Quad(t.ID_BASE + "country/KR", str(t.SKOS.prefLabel), text(value, "ru"))
    try:
        dump = Writer().trig([quad]).encode()
    except OutputError:
        assert any("\ud800" <= c <= "\udfff" for c in value)
        return
    assert [q.object.value for q in ox.parse(dump, format=ox.RdfFormat.TRIG)] == [value]


@settings(max_examples=10_000 if os.environ.get("KG_LONG") else 300, deadline=None)
@given(st.one_of(AWKWARD, AWKWARD.map("http://".__add__), AWKWARD.map("https://a.example/".__add__)))
def test_any_address_is_an_iri_or_none(value: str) -> None:
    iri = address(web_address(value))
    if iri is not None:
        ox.Store().bulk_load(f"<{iri}> <http://p.example/> <{iri}> .".encode(), ox.RdfFormat.N_TRIPLES)
        Writer().iri(iri)
