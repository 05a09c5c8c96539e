"""Large and odd files, outputs that nothing can be written to, and how much memory all that takes.

KG_LONG=1 builds releases of the greatest length from every piece of text that has ever been slow; figures with `pytest -s`.
"""

from __future__ import annotations

import errno
import gzip
import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.release.characters import decode
from kg.release.model import Reject, Release
from kg.release.read import MAX_TEXT, read_releases
from tests.helpers.weighed import Weighed, kg
from tests.test_hard_knocks import LONG, REPEATED

pytestmark = pytest.mark.skipif(os.name != "posix", reason="limits and measures processes")

MEGABYTES = 2000
TEXT = "Министр связи Беларуси Иван Петров подписал в Минске меморандум о сотрудничестве с Министерством связи Сербии."
GOOD = f"Стороны встретились\n\n{TEXT}\n"


def sparse(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(100_000_000)


def bomb(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for number in range(150 if LONG else 30):
            packed.writestr(f"{number}.txt", b" " * 4_900_000)


def nested(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("inner.txt", b"PK\x03\x04" + b"\0" * 1_000_000)


def content(data: bytes) -> Callable[[Path], None]:
    return lambda path: (path.write_bytes(data), None)[1]


# name of a file -> what is in it, and why it is turned away
LARGE: dict[str, tuple[Callable[[Path], None], str]] = {
    "zeros.txt": (sparse, "larger than 5 MB"),
    "text.txt": (content(f"{TEXT}\n".encode() * 500_000), "larger than 5 MB"),
    "page.html": (content(b"<html><body>" + f"<p>{TEXT}</p>".encode() * 500_000), "larger than 5 MB"),
    "line.txt": (content((TEXT + " ").encode() * 23_000), "longer than 200,000"),
    "line.html": (content(b"<html><body><p>" + (TEXT + " ").encode() * 23_000), "longer than 200,000"),
    "word.txt": (content("а".encode() * 2_400_000), "longer than 200,000"),
    "tags.html": (content(b"<html><body>" + b"<b>" * 1_600_000), "nested too deeply"),
    "open.html": (content(b"<html><body>" + b"<p" * 2_400_000), "no text"),
    "attributes.html": (content(b"<html><body><p " + b" a=1" * 1_200_000 + b">"), "no text"),
    "entities.html": (content(b"<html><body><p>" + b"&lt;" * 1_200_000), "no text"),
    "surrogates.txt": (content(b"\xed\xa0\x80\xed\xbf\xbf" * 100_000), "longer than 200,000"),
    "nul.txt": (content("Министр\x00".encode() * 100_000), "NUL"),
    "slow charset.html": (content(b"<html><meta charset=punycode>-" + b"a" * 4_900_000 + b"\xff"), "longer than 200,000"),
    "gzip.html": (content(gzip.compress(b" " * 50_000_000)), "binary|NUL|encoding"),
    "no zip.zip": (content(b"PK\x03\x04" + b"\0" * 100_000_000), "damaged"),
    "bomb.zip": (bomb, "no text|unpacks to more than"),
    "nested.zip": (nested, "an archive inside an archive"),
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Weighed, Path]:
    """One build of all of them, and of a good release behind them."""
    folder = tmp_path_factory.mktemp("large")
    (folder / "in").mkdir()
    for name, (make, _) in LARGE.items():
        make(folder / "in" / name)
    (folder / "in/zz good.txt").write_text(GOOD, "utf-8")
    done = kg("build", "in", "-q", "-o", "out", cwd=folder)
    print(f"\n{len(LARGE)} large files: {done.seconds:.1f} s, {done.megabytes} MB")
    return done, folder


@pytest.mark.parametrize("name", LARGE)
def test_a_large_file_is_turned_away_in_one_line(built: tuple[Weighed, Path], name: str) -> None:
    lines = [line for line in built[0].stderr.splitlines() if line.startswith((f"{name}: ", f"{name}!"))]
    assert lines and all(line.isprintable() and len(line) < 300 for line in lines)
    assert any(reason in line for reason in LARGE[name][1].split("|") for line in lines), lines[:3]


def test_the_good_release_lands_in_time_and_memory(built: tuple[Weighed, Path]) -> None:
    done, folder = built
    assert done.code == 3 and "Traceback" not in done.stderr and "MemoryError" not in done.stderr, done.stderr
    assert json.loads((folder / "out/report.json").read_text("utf-8"))["found"]["releases"] == 1
    assert done.megabytes < MEGABYTES and done.seconds < 300


def test_a_release_of_the_greatest_length(tmp_path: Path) -> None:
    pieces = [*(REPEATED if LONG else ["министр ", "Беларуси и Кореи "]), "Министр связи Беларуси Иван Петров подписал меморандум с Кореей. "]
    size = MAX_TEXT - 1000 if LONG else 40_000
    for number, piece in enumerate(pieces):
        (tmp_path / f"{number}.txt").write_text(f"Министр прибыл в Минск.\n\n{TEXT} {piece * (size // len(piece))}", "utf-8")
    done = kg("build", *(f"{n}.txt" for n in range(len(pieces))), "-q", "-o", "out", cwd=tmp_path, timeout=3000)
    print(f"\n{len(pieces)} releases of {size:,} characters: {done.seconds:.1f} s, {done.megabytes} MB")
    assert "Traceback" not in done.stderr and done.code in (0, 3), done.stderr
    assert done.megabytes < MEGABYTES


@pytest.mark.parametrize("damage", [b"\xed\xa0\x80", b"\xff", b"\xd0", b"\xc0\x80", "Ещё".encode("cp1251")])
@pytest.mark.parametrize("at", [0, 100, -1])
def test_a_lost_byte_costs_a_letter_and_not_the_encoding(damage: bytes, at: int, tmp_path: Path) -> None:
    data = GOOD.encode() * 3
    at = at if at >= 0 else len(data)
    assert "Министр связи Беларуси Иван Петров" in decode(data[:at] + damage + data[at:])
    (tmp_path / "a.txt").write_bytes(data[:at] + damage + data[at:])
    (release,) = read_releases([tmp_path / "a.txt"])
    assert isinstance(release, Release) and TEXT in release.text
    release.text.encode()


@pytest.mark.parametrize("mark", ["\u202e", "\u2066", "\u200f", "\u061c", "\u200b", "\ufeff", "\x7f", "\x1b[2J", "\ud83d", "\ufffe", "\U000e0001"])
def test_marks_do_not_change_what_is_read(mark: str, tmp_path: Path) -> None:
    """Bidi and invisible marks, control characters, half pairs: between all the words."""
    (tmp_path / "a.txt").write_bytes(GOOD.replace(" ", f" {mark}").encode("utf-8", "surrogatepass"))
    (item,) = read_releases([tmp_path / "a.txt"])
    assert isinstance(item, Release | Reject)
    if isinstance(item, Release) and mark not in ("\x1b[2J", "\ud83d"):
        assert item.text.replace(mark, "") == GOOD.strip().replace("\n\n", "\n")


# ---- outputs that nothing can be written to --------------------------------------------------------------------------

COMMANDS = [["query"], ["query", "memoranda", "--param", "between=BY"], ["ask", "which memoranda has Belarus signed?"], ["explain", "Минск"], ["network"],
            ["render", "-o", "-"], ["export", "nquads", "-o", "-"], ["--help"], ["build", "a.txt", "-q", "-o", "again"]]  # fmt: skip


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("graph")
    (folder / "a.txt").write_text(GOOD, "utf-8")
    assert kg("build", "a.txt", "-q", cwd=folder).code == 0
    return folder


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_stdout_on_a_full_disk(graph: Path, command: list[str]) -> None:
    with open("/dev/full", "wb") as full:
        done = subprocess.run([sys.executable, "-m", "kg", *command], cwd=graph, stdout=full, stderr=subprocess.PIPE, text=True, timeout=120)
    assert done.returncode == 4 and os.strerror(errno.ENOSPC) in done.stderr and len(done.stderr.splitlines()) == 1, done.stderr


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_reader_that_goes(graph: Path, command: list[str]) -> None:
    """kg … | head: no complaint."""
    process = subprocess.Popen([sys.executable, "-m", "kg", *command], cwd=graph, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout is not None and process.stderr is not None
    process.stdout.close()
    said = process.stderr.read()
    assert process.wait(timeout=120) in (0, 1) and said == "", said


def test_complaints_on_a_full_disk(graph: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("this system has no /dev/full")
    with open("/dev/full", "wb") as full:
        done = subprocess.run([sys.executable, "-m", "kg", "build", "a.txt", "nothing.txt", "-o", "told"], cwd=graph, stdout=subprocess.PIPE, stderr=full, timeout=120)
    assert done.returncode in (3, 4)


# ---- arguments that are no text --------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", ["build", "query", "explain", "ask", "remove", "add", "render --around", "report BY", "query memoranda --param between=BY --param", "build a.txt --base"])
@pytest.mark.parametrize("argument", [b"\xff", b"\xed\xa0\x80", b"\x1b[31m", b"\n", "\u202e".encode(), b"x" * 50_000, b"'; DROP TABLE extraction; --", b"<script>", b"{}%s%n"])
def test_arguments_of_strange_bytes(graph: Path, command: str, argument: bytes) -> None:
    done = subprocess.run([sys.executable, "-m", "kg", *command.split(), os.fsdecode(argument)], cwd=graph, capture_output=True, timeout=120)
    said = done.stderr.decode("utf-8", "backslashreplace")
    assert done.returncode in (0, 1, 2, 3, 4) and "Traceback" not in said and "a fault of the program" not in said, said


def test_a_release_from_a_file_of_strange_bytes_can_be_removed(tmp_path: Path) -> None:
    name = os.fsdecode(b"\xff\x1b.txt")
    (tmp_path / name).write_text(GOOD, "utf-8")
    (tmp_path / "b.txt").write_text(GOOD.replace("Иван", "Пётр"), "utf-8")
    assert kg("build", name, "b.txt", "-q", cwd=tmp_path).code == 0
    (tmp_path / name).unlink()
    done = kg("remove", name, "-q", cwd=tmp_path)
    assert (done.code, done.stdout) == (0, "0 added, 1 removed: 1 releases\n"), done.stderr
