"""The competency questions: the files of queries/ with what their headers say.

A header is the comment lines before the first line of SPARQL:

    # en: Which memoranda are there between two countries?
    # ru: …
    # be: …
    # param between country required
    # param kind kind optional
    # table label date status parties sentence release

`param` lines give name, type (see kg.questions.params) and whether the question makes sense without it; `table`
names the columns that people are shown, in order. Where the query takes a parameter stands a line

    # bind between GRAPH ?g { ?agreement coop:betweenCountry ?between }

When the parameter is given, the line becomes its VALUES block and the pattern after its name; else it stays a comment,
so that each file is also plain SPARQL that answers for everything. A period has no VALUES block: its first and last day
stand in the pattern in the place of ?NAMEFrom and ?NAMETo.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.questions.model import CatalogueError
from kg.reference.files import queries_dir

LANGUAGES = ("en", "ru", "be")
TYPES = (
    "country", "person", "body", "event", "agreement", "thing", "release", "topic", "kind", "status", "role",
    "place", "date", "period",
)  # fmt: skip
_VARIABLE = re.compile(r"\?(\w+)")
_BIND = re.compile(r"^([ \t]*)# bind (\w+)(?: (.+))?$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Param:
    """A parameter of a question: `type` is one of TYPES."""

    name: str
    type: str
    required: bool


@dataclass(frozen=True, slots=True)
class Question:
    """A competency question: its wording by language, parameters, columns for people, SPARQL with `# bind` lines."""

    name: str
    text: dict[str, str]
    params: tuple[Param, ...]
    columns: tuple[str, ...]
    sparql: str

    def param(self, name: str) -> Param | None:
        """The parameter of that name, or None."""
        return next((p for p in self.params if p.name == name), None)


@cache
def load(path: Path | None = None) -> dict[str, Question]:
    """All questions of a folder by name, sorted. Raises CatalogueError on a bad header."""
    files = sorted((path or queries_dir()).glob("*.rq"))
    return {f.stem: parse(f.stem, f.read_text(encoding="utf-8")) for f in files}


def parse(name: str, source: str) -> Question:
    """A question from the text of its file. Raises CatalogueError with the file's name and the reason."""
    text: dict[str, str] = {}
    params: list[Param] = []
    columns: tuple[str, ...] = ()
    for line in source.splitlines():
        if not line.startswith("#"):
            break
        key, _, rest = line[1:].strip().partition(" ")
        if key.rstrip(":") in LANGUAGES and key.endswith(":"):
            text[key[:-1]] = rest.strip()
        elif key == "param":
            params.append(_param(name, rest))
        elif key == "table":
            columns = tuple(rest.split())
    question = Question(name, text, tuple(params), columns, source)
    _check(question)
    return question


@cache
def _wordings(file: str) -> dict[str, dict[str, str]]:
    from kg.reference.files import read_yaml

    raw: dict[str, dict[str, str]] = read_yaml(Path(__file__).with_name(file).read_text(encoding="utf-8"))
    return raw


def heading(column: str, language: str) -> str:
    """The name of a column or parameter for a reader of that language."""
    return _wordings("columns.yaml").get(column, {}).get(language, column)


def in_words(cell: str, language: str) -> str:
    """A query's own words in a cell ("took part"; several with "; " between) for a reader of that language."""
    known = _wordings("cells.yaml")
    return "; ".join(known.get(part, {}).get(language, part) for part in cell.split("; "))


def _param(name: str, rest: str) -> Param:
    match rest.split():
        case [param, kind, ("required" | "optional") as need] if kind in TYPES:
            return Param(param, kind, need == "required")
    raise CatalogueError(f"{name}.rq: not a parameter: {rest!r}")


def _check(question: Question) -> None:
    missing = [lang for lang in LANGUAGES if not question.text.get(lang)]
    if missing:
        raise CatalogueError(f"{question.name}.rq: no wording in {', '.join(missing)}")
    bound, known = {m[2] for m in _BIND.finditer(question.sparql)}, {p.name for p in question.params}
    if bound != known:
        raise CatalogueError(f"{question.name}.rq: `param` and `# bind` differ: {', '.join(sorted(bound ^ known))}")
    periods = {p.name for p in question.params if p.type == "period"}
    for _, name, pattern in (m.groups() for m in _BIND.finditer(question.sparql)):
        if name in periods and not {name + "From", name + "To"} <= set(_VARIABLE.findall(pattern or "")):
            raise CatalogueError(f"{question.name}.rq: `# bind {name}` needs a pattern with ?{name}From and ?{name}To")


def insert(question: Question, blocks: Mapping[str, str | Mapping[str, str]]) -> str:
    """The SPARQL with the given parameters at their `# bind` lines.

    `blocks` has for each its VALUES block, or the terms that take the places of variables in its pattern.
    """

    def line(match: re.Match[str]) -> str:
        indent, name, pattern = match.groups()
        block = blocks.get(name)
        if block is None:
            return match[0]
        if isinstance(block, str):
            return f"{indent}{block} {pattern or ''}".rstrip()
        return indent + _VARIABLE.sub(lambda variable: block.get(variable[1], variable[0]), pattern or "")

    return _BIND.sub(line, question.sparql)
