"""What the package asks for and what it brings: dependencies earned and complete, the lock, the licences, the wheel."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
import tomllib
import urllib.error
import urllib.request
import venv
import zipfile
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.version import Version

from tests import licences

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
LOCK = ROOT / "constraints.txt"
# Dependencies that no import statement shows.
EARNED = {
    "natasha": "kg/text/weights.py maps the models of its wheel into memory and does not import it",
    "pytest-xdist": "make test runs the tests on two processes with it",
    "lemminflect": "kg/text/english.py imports it by name when the first English text comes",
}
# Modules that users do not run: what they import is a need of developers.
DEVELOPERS = ("kg/reference/make_places.py",)
# kg/server and kg/harvest are extras; everything else must work without them
EXTRAS = {"cluster": ("kg/crew/cluster.py",), "serve": ("kg/server", "kg/cli_serve.py"), "fetch": ("kg/harvest", "kg/cli_fetch.py")}
STANDARD = sys.stdlib_module_names
# terms that an Apache-2.0 program and its users can live with; LGPL and MPL only as packages that can be replaced
ALLOWED = {"0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "CC-BY-SA-3.0", "CC0-1.0", "ISC", "LGPL-2.1-only", "LGPL-2.1-or-later",
           "MIT", "MIT-0", "MPL-2.0", "PSF-2.0", "Python-2.0", "Unlicense", "W3C", "W3C-20150513", "Zlib"}  # fmt: skip


def requirements(*extras: str) -> list[Requirement]:
    lines = PROJECT["dependencies"] if not extras else [r for e in extras for r in PROJECT["optional-dependencies"][e]]
    return [Requirement(line) for line in lines]


def names(*extras: str) -> set[str]:
    return {licences.key(r.name) for r in requirements(*extras)}


def imported(path: Path) -> Iterator[str]:
    """Top names that a module imports, by statement or by `import_module("…")`."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.partition(".")[0]


def packages_of(paths: list[Path]) -> dict[str, str]:
    """Package on the index -> a module that needs it."""
    owners = metadata.packages_distributions()
    found = {}
    for path in paths:
        for name in set(imported(path)) - STANDARD - {"kg", "tests"}:
            for package in owners.get(name, [name]):
                found[licences.key(package)] = f"{path.relative_to(ROOT)} imports {name}"
    return found


def modules(extra: str = "") -> list[Path]:
    def belongs(path: Path) -> bool:
        name = path.relative_to(ROOT).as_posix()
        owner = next((e for e, places in EXTRAS.items() if name.startswith(places)), "")
        return owner == extra and name not in DEVELOPERS

    return [p for p in sorted((ROOT / "kg").rglob("*.py")) if belongs(p)]


def test_everything_imported_is_asked_for() -> None:
    needed = packages_of(modules())
    assert {why for package, why in needed.items() if package not in names()} == set()
    for extra in EXTRAS:
        needed = packages_of(modules(extra))
        assert {why for package, why in needed.items() if package not in names() | names(extra)} == set()


def test_everything_asked_for_is_used() -> None:
    used = set(packages_of(modules())) | set(EARNED)
    assert names() - used == set()
    for extra in EXTRAS:
        assert names(extra) - set(packages_of(modules(extra))) == set()


def test_every_dependency_has_a_range() -> None:
    for need in [*requirements(), *requirements(*EXTRAS)]:
        assert any(s.operator in (">=", "==", "~=") for s in need.specifier), f"{need}: no oldest version"


def locked() -> dict[str, Version]:
    lines = LOCK.read_text(encoding="utf-8").splitlines()
    pairs = (line.split("==") for line in lines if line and not line.startswith("#"))
    return {licences.key(name): Version(version) for name, version in pairs}


def fits(need: Requirement, pins: dict[str, Version]) -> bool:
    version = pins.get(licences.key(need.name))
    return version is not None and need.specifier.contains(version, prereleases=True)


def test_the_lock_holds_all_that_development_needs() -> None:
    asked = [*requirements(), *requirements(*PROJECT["optional-dependencies"])]
    wrong = [str(r) for r in asked if r.name != PROJECT["name"] and not fits(r, locked())]
    assert not wrong, f"{LOCK.name} does not fit pyproject.toml for {', '.join(wrong)}: run make lock"


def rows(text: str) -> dict[str, tuple[str, str]]:
    part = text.partition("| wanted by |\n")[2]
    return {m[1]: (m[2], m[3]) for m in re.finditer(r"^\| ([a-z0-9-]+) \| ([^|]+) \| ([^|]+) \|$", part, re.M)}


def test_licences_are_listed() -> None:
    listed = rows((ROOT / "LICENSES.md").read_text(encoding="utf-8"))
    try:
        present = rows(licences.table())
    except metadata.PackageNotFoundError as error:
        pytest.skip(f"not all of the package's needs are installed: {error}")
    wrong = sorted(name for name, row in present.items() if listed.get(name, ("", ""))[0] != row[0])
    assert not wrong, f"LICENSES.md is not current for {', '.join(wrong)}: run make lock"
    # another Python or system may need fewer packages, never one that nobody has looked at
    if sys.version_info[:2] == (3, 11) and sys.platform == "linux":
        assert set(listed) == set(present), "LICENSES.md is not current: run make lock"


def test_no_licence_is_a_surprise() -> None:
    for name, (terms, _) in rows((ROOT / "LICENSES.md").read_text(encoding="utf-8")).items():
        assert set(re.split(r" (?:AND|OR) ", terms)) <= ALLOWED, f"{name}: {terms}"


# ---- the wheel -------------------------------------------------------------------------------------------------------


def run(*command: str | Path, cwd: Path, **env: str) -> subprocess.CompletedProcess[str]:
    kept = {k: v for k, v in os.environ.items() if k not in ("PYTHONPATH", "VIRTUAL_ENV", "KG_BASE")}
    return subprocess.run([*map(str, command)], cwd=cwd, env={**kept, **env}, capture_output=True, text=True, timeout=600)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built without isolation: no network is needed."""
    folder = tmp_path_factory.mktemp("dist")
    done = run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "-o", folder, ROOT, cwd=folder)
    assert done.returncode == 0, done.stdout + done.stderr
    return next(folder.glob("*.whl"))


def test_the_wheel_holds_every_file(wheel: Path) -> None:
    """All of kg/, and the data folders; nothing else but the metadata."""
    carried = {n for n in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in n}
    tracked = run("git", "ls-files", "kg", "ontology", "queries", "seeds", cwd=ROOT).stdout.splitlines()
    if not tracked:
        pytest.skip("not a git checkout: there is no list of the files that belong to the project")
    wanted = {n if n.startswith("kg/") else f"kg/_{n}" for n in tracked if (ROOT / n).exists()}
    assert wanted - carried == set()
    assert {n for n in carried - wanted if not (ROOT / n.replace("kg/_", "", 1)).exists() and not (ROOT / n).exists()} == set()


def test_the_wheel_works_away_from_its_source(wheel: Path, tmp_path: Path) -> None:
    """With this environment's libraries and another folder's kg: no network needed, so CI always runs it."""
    site = tmp_path / "site"
    done = run(sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--no-compile", "--target", site, wheel, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    check_commands([sys.executable, "-m", "kg"], site / "kg", tmp_path, PYTHONPATH=str(site))


@pytest.mark.slow
@pytest.mark.skipif(not os.environ.get("KG_LONG"), reason="installs everything anew, some minutes: KG_LONG=1")
def test_the_wheel_works_in_an_empty_environment(wheel: Path, tmp_path: Path) -> None:
    try:
        urllib.request.urlopen("https://pypi.org/simple/click/", timeout=10).close()
    except (urllib.error.URLError, TimeoutError) as error:
        pytest.skip(f"the package index cannot be reached: {error}")
    venv.create(tmp_path / "env", with_pip=True)
    done = run(tmp_path / "env/bin/python", "-m", "pip", "install", "-q", wheel, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    package = next((tmp_path / "env/lib").glob("python3.*/site-packages/kg"))
    check_commands([tmp_path / "env/bin/kg"], package, tmp_path)


def check_commands(kg: list[str | Path], package: Path, folder: Path, **env: str) -> None:
    """`build` of the packaged seeds, `query` and `validate`, and no file of the source tree among the modules."""
    python = kg[0] if len(kg) > 1 else Path(kg[0]).with_name("python")
    where = run(python, "-c", "import kg; print(kg.__file__)", cwd=folder, **env)
    assert Path(where.stdout.strip()).parent == package, where.stderr
    done = run(*kg, "build", "-o", folder / "out", cwd=folder, **env)
    assert done.returncode == 0, done.stderr
    assert {p.name for p in (folder / "out").iterdir()} >= {"graph.ttl", "graph.trig", "graph.html", "report.txt"}
    done = run(*kg, "query", "memoranda", "--param", "between=BY", "--param", "and=KR", "--format", "csv", "--graph", folder / "out",
               cwd=folder, **env)  # fmt: skip
    assert done.returncode == 0 and done.stdout.count("--04-26") == 1, done.stderr
    done = run(*kg, "validate", "--graph", folder / "out", cwd=folder, **env)
    assert done.returncode == 0, done.stdout + done.stderr

