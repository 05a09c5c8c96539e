"""From a question's name, a file or SPARQL text to an answer, and from the answer to what is printed."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.questions import catalogue, formats, params
from kg.questions.engine import Engine
from kg.questions.model import Answer, QuestionError, Row, Rows, Term
from kg.questions.things import Things
from kg.questions.wording import worded


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer, the SPARQL that gave it, and the columns that people are shown (all if empty)."""

    answer: Answer
    sparql: str
    columns: tuple[str, ...] = ()


def answer(engine: Engine, name: str, given: Mapping[str, str], things: Things | None = None) -> Answered:
    """Answer a question of the catalogue. Raises QuestionError for an unknown name or a bad parameter."""
    question = find(name)
    sparql = params.bind(question, given, things or Things(engine))
    return Answered(engine.query(sparql), sparql, question.columns)


def answer_sparql(engine: Engine, sparql: str) -> Answered:
    """Answer SPARQL that somebody wrote. Raises QuestionError."""
    return Answered(engine.query(sparql), sparql)


def find(name: str) -> catalogue.Question:
    """The question of that name; QuestionError names the nearest ones if there is none."""
    questions = catalogue.load()
    if name in questions:
        return questions[name]
    near = difflib.get_close_matches(name, questions, n=3) or ["see the list: kg query"]
    raise QuestionError(f"no question {name!r}; nearest: {', '.join(near)}")


def read_sparql(name: str, stdin: str | None = None) -> str | None:
    """SPARQL of a file name, or of `stdin` for "-"; None if `name` is a question's name. Raises QuestionError."""
    if name == "-":
        return stdin or ""
    if not (name.endswith((".rq", ".sparql")) or "/" in name):
        return None
    try:
        return Path(name).read_text(encoding="utf-8")
    except (OSError, UnicodeError) as error:
        raise QuestionError(f"cannot read {name}: {error}") from None


def listing(language: str) -> str:
    """Every question of the catalogue with its parameters, for people."""
    lines = []
    for q in catalogue.load().values():
        takes = " ".join(f"{p.name}=<{p.type}>" if p.required else f"[{p.name}=<{p.type}>]" for p in q.params)
        lines.append(f"{q.name}\n    {q.text[language]}\n    {takes}".rstrip())
    return "\n".join(lines) + "\n"


def render(done: Answered, form: str, things: Things, *, language: str, width: int) -> str:
    """The answer as text; a table shows things by their labels, the machine formats are the bare answer."""
    if form == "table" and isinstance(done.answer, Rows):
        headings = {v: catalogue.heading(v, language) for v in done.answer.variables} if done.columns else {}
        return formats.table(labelled(done.answer, things, language), done.columns, width, headings)
    return formats.write(done.answer, form, columns=done.columns, width=width)


def labelled(rows: Rows, things: Things, language: str) -> Rows:
    """The same rows with known things replaced by their labels in a language."""

    def cell(term: Term | None, column: str) -> Term | None:
        if term is not None and term.kind == "literal":
            return Term(worded(term.value, column, things, language))
        if term is None or term.kind != "iri" or term.value not in things.all:
            return term
        return Term(things.all[term.value].label(language))

    shown: list[Row] = [tuple(cell(t, v) for t, v in zip(row, rows.variables, strict=True)) for row in rows.rows]
    return Rows(rows.variables, tuple(shown))
