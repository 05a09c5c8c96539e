"""Every regular expression of the package is linear: each one, whole, against strings made to hurt it.

A process of its own imports all of kg, reads releases in three languages and notes each pattern that was compiled and where.
How a pattern is used (`search` from every position, or `match` at one) is read off the source; what cannot be read off counts
as searched. KG_LONG=1 takes strings of a megabyte.
"""

# Last in the alphabet on purpose: importing everything brings in owlrl, which exchanges the readings of datatypes in rdflib.
from __future__ import annotations

import ast
import json
import os
import re
import signal
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from types import FrameType

import pytest

from tests.helpers.attacks import attacks

ROOT = Path(__file__).resolve().parent.parent
LONG = bool(os.environ.get("KG_LONG"))
SIZE, SECONDS = (1_000_000, 10.0) if LONG else (100_000, 2.0)  # quadratic time would be some minutes
ANCHORED = {"match", "fullmatch"}
# Searched, or used through a list of patterns, but only in strings of a length that its caller limits: module and line's beginning.
SHORT = {
    "kg/release/dateline.py": ("the first 200 characters of a paragraph", 200),
    "kg/release/noise.py": ("lines of 250 characters at most", 250),
    "kg/release/page.py": ("titles without runs of spaces, marks of 500 characters", 500),
    "kg/text/bridge.py": ("one word of a sentence", 2500),
    "kg/entities/names.py": ("one name of a sentence", 2500),
    "kg/questions/guard.py": ("queries of 64 KB at most", 2500),
}
RECORD = """
import importlib, json, pkgutil, re, sys
from re import _compiler
found, compile_ = {}, _compiler.compile
def record(pattern, flags=0):
    made = compile_(pattern, flags)
    frame = sys._getframe(1)
    while frame and ("/re/" in (name := frame.f_code.co_filename) or name.endswith("functools.py")):
        frame = frame.f_back
    if frame and name.startswith(sys.argv[1] + "/kg/"):  # an environment may lie in the same folder
        source = made.pattern if isinstance(made.pattern, str) else made.pattern.decode("latin-1")
        found[source, made.flags, isinstance(made.pattern, bytes)] = name[len(sys.argv[1]) + 1:], frame.f_lineno
    return made
_compiler.compile = record
re.purge()
import kg
for module in pkgutil.walk_packages(kg.__path__, "kg."):
    if not module.name.endswith("__main__"):
        importlib.import_module(module.name)
from kg import pipeline
from kg.release.read import read_text
for text in json.load(sys.stdin):
    pipeline.extract(read_text(text))
json.dump([[*k, *v] for k, v in found.items()], sys.stdout)
"""
TEXTS = [
    "Министры встретились\n\nМинистр связи Беларуси Иван Петров подписал 5 мая 2020 года в Минске меморандум с Министерством связи Сербии (далее – МС).",
    "Ministers met\n\nMinister of Communications of Mongolia John Smith signed a memorandum with Korea's ministry in Seoul on 5 May 2020.",
    "Міністры сустрэліся\n\nМіністр сувязі Беларусі Іван Пятроў быў прызначаны і падпісаў у Мінску мемарандум з Карэяй 5 мая 2020 года.",
    "<html><head><title>a | b</title></head><body><article><h1>Министры</h1><p>Министр подписал меморандум.</p></article></body></html>",
]


class Pattern:
    """One compiled pattern, where it stands, and by which methods it is used."""

    def __init__(self, source: str, flags: int, raw: bool, path: str, line: int) -> None:
        self.compiled: re.Pattern[str] | re.Pattern[bytes] = re.compile(source.encode("latin-1") if raw else source, flags)
        self.raw, self.path, self.line = raw, path, line

    def __str__(self) -> str:
        return f"{self.path}:{self.line} {self.compiled.pattern!r:.100}"

    def run(self, text: str, anchored: bool) -> None:
        subject = text.encode() if self.raw else text
        if anchored:
            self.compiled.match(subject)  # type: ignore[arg-type]
            self.compiled.fullmatch(subject)  # type: ignore[arg-type]
        else:
            for _ in self.compiled.finditer(subject):  # type: ignore[arg-type]
                pass


class Uses(ast.NodeVisitor):
    """(path, line) of a pattern -> methods called on it: of the constant it is bound to, or `re.method(…)` on that line."""

    def __init__(self) -> None:
        self.methods: dict[str, set[str]] = defaultdict(set)
        self.places: dict[tuple[str, int], set[str]] = defaultdict(set)
        self.names: dict[tuple[str, int], str] = {}
        self.path = ""

    def visit_Assign(self, node: ast.Assign) -> None:
        self._bind(node.targets[0], node.value)
        self.generic_visit(node)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        if node.value:
            self._bind(node.target, node.value)
        self.generic_visit(node)

    def _bind(self, target: ast.expr, value: ast.expr) -> None:
        if isinstance(target, ast.Name) and isinstance(value, ast.Call) and ast.unparse(value.func) == "re.compile":
            for line in range(value.lineno, (value.end_lineno or value.lineno) + 1):
                self.names[self.path, line] = target.id

    def visit_Attribute(self, node: ast.Attribute) -> None:
        if isinstance(node.value, ast.Name) and node.value.id != "re":
            self.methods[node.value.id].add(node.attr)
        self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> None:
        if isinstance(node.func, ast.Attribute) and isinstance(node.func.value, ast.Name) and node.func.value.id == "re":
            for line in range(node.lineno, (node.end_lineno or node.lineno) + 1):
                self.places[self.path, line].add(node.func.attr)
        self.generic_visit(node)

    def anchored(self, pattern: Pattern) -> bool:
        place = pattern.path, pattern.line
        used = self.methods.get(self.names[place], set()) if place in self.names else self.places.get(place, set())
        return bool(used) and used <= ANCHORED


@pytest.fixture(scope="module")
def patterns() -> list[Pattern]:
    done = subprocess.run([sys.executable, "-c", RECORD, str(ROOT)], input=json.dumps(TEXTS), capture_output=True, text=True, cwd=ROOT)
    assert done.returncode == 0, done.stderr
    return [Pattern(*entry) for entry in json.loads(done.stdout)]


@pytest.fixture(scope="module")
def uses() -> Uses:
    found = Uses()
    for path in sorted((ROOT / "kg").rglob("*.py")):
        found.path = path.relative_to(ROOT).as_posix()
        found.visit(ast.parse(path.read_text(encoding="utf-8")))
    return found


class TooSlow(Exception):
    """The alarm rang: `re` looks at signals while it works."""


def too_slow(pattern: Pattern, text: str, anchored: bool) -> bool:
    """True if it takes more than SECONDS of the processor."""

    def ring(number: int, frame: FrameType | None) -> None:
        raise TooSlow

    before = signal.signal(signal.SIGVTALRM, ring)
    signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS)
    try:
        pattern.run(text, anchored)
    except TooSlow:
        return True
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
    return False


def slow(pattern: Pattern, uses: Uses) -> Iterator[str]:
    anchored = uses.anchored(pattern)
    reason = SHORT.get(pattern.path)
    for text in attacks(pattern.compiled, reason[1] if reason and not anchored else SIZE):
        if too_slow(pattern, text, anchored):
            yield f"{pattern}: more than {SECONDS} s on {text[:30]!r} and so on"
            return


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="this system has no timer signals")
def test_no_pattern_backtracks(patterns: list[Pattern], uses: Uses) -> None:
    assert len(patterns) > 100
    found = [line for pattern in patterns for line in slow(pattern, uses)]
    assert not found, "\n".join(found)


def test_the_attacks_find_what_they_are_for(uses: Uses) -> None:
    for source in (r"(?:а+)+б", r"\w+:", r"(?:а|аа)+$", r"[А-Я]\w*(?: \w+)*!", r"\s+\|"):
        pattern = Pattern(source, 0, False, "x.py", 1)
        assert list(slow(pattern, uses)), source


def test_patterns_that_no_release_compiled(patterns: list[Pattern]) -> None:
    """`re.method("…")` inside a function is compiled when the function runs: what was not is read off the source."""
    seen = {p.compiled.pattern for p in patterns}
    found = []
    for path in sorted((ROOT / "kg").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and ast.unparse(node.func.value) == "re" and node.args:
                first = node.args[0]
                if isinstance(first, ast.Constant) and node.func.attr != "escape" and first.value not in seen:
                    pattern = Pattern(str(first.value), 0, False, path.relative_to(ROOT).as_posix(), node.lineno)
                    found += slow(pattern, Uses())
    assert not found, "\n".join(found)
