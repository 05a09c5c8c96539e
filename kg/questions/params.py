"""Parameters of a question: from what somebody typed to RDF terms of the declared type.

Nothing that is typed becomes text of a query: it is looked up among the graph's things, or parsed as a date, and
only the resulting term goes in, escaped.

    country            ISO 3166-1 alpha-2 code, or a name in any language of the graph: KR, Корея, South Korea
    person body event agreement thing release topic kind status role
                       a label, an IRI or a short IRI (id:person/…) of a thing of that class; for concepts also the
                       last part of the IRI: memorandum, signed, e-government. Several IRIs mean any of them.
    date               a day, 2024-08-22
    period             2024, 2024-08, 2024-08-22, 2020..2024, 2020.., ..2024-06
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kg.questions.catalogue import Param, Question, insert
from kg.questions.model import PREFIXES, ParamError, Term, expand, iri, valid_iri
from kg.questions.things import Thing, Things, fits
from kg.values import XSD, PartialDate

XSD_DATE = XSD + "date"
_IN_NO_NAME = frozenset("<>{}|^`\\#?$")
CONCEPTS = ("topic", "status", "kind", "role")
_NEAREST = 5


def bind(question: Question, given: Mapping[str, str], things: Things) -> str:
    """The question's SPARQL with the parameters bound. Raises ParamError in one plain line."""
    unknown = sorted(set(given) - {p.name for p in question.params})
    if unknown:
        takes = ", ".join(p.name for p in question.params) or "none"
        raise ParamError(f"{question.name} has no parameter {unknown[0]!r} (it takes: {takes})")
    missing = [p for p in question.params if p.required and p.name not in given]
    if missing:
        needs = " ".join(f"--param {p.name}=<{p.type}>" for p in missing)
        raise ParamError(f"{question.name} needs {needs}")
    blocks = {p.name: block(p, given[p.name], things) for p in question.params if p.name in given}
    return insert(question, blocks)


def block(param: Param, text: str, things: Things) -> str | dict[str, str]:
    """`VALUES ?name { term }` for one parameter, or the first and last day of a period by variable. Raises ParamError.

    A filter by a constant is worked out where the date is looked up; one by a variable of VALUES, after everything else.
    """
    if param.type == "period":
        first, last = period(param.name, text)
        days = {"From": first or "0001-01-01", "To": last or "9999-12-31"}
        return {param.name + end: Term(day, datatype=XSD_DATE).n3 for end, day in days.items()}
    parts = text.split() if _are_iris(text) else [text]
    return f"VALUES ?{param.name} {{ {' '.join(term(param, part, things).n3 for part in parts)} }}"


def _are_iris(text: str) -> bool:
    """True for several IRIs with spaces between them: any of these things."""
    return all(expand(part) or part.startswith(("https://", "http://")) for part in text.split()) and bool(text.strip())


def term(param: Param, text: str, things: Things) -> Term:
    """The term that a text stands for. Raises ParamError if it stands for none or for several."""
    if param.type == "date":
        return _date(param.name, text)
    text = text.strip()
    if not text:
        raise ParamError(f"{param.name} is empty")
    found = _by_iri(param, text, things) or _by_name(param, text, things)
    if len(found) == 1:
        return iri(found[0].iri)
    if not found:
        raise ParamError(f"{param.name}: no {param.type} {_short(text)!r} in this graph{_hint(param, things)}")
    several = ", ".join(sorted(f"{t.label()} <{t.iri}>" for t in found)[:_NEAREST])
    raise ParamError(f"{param.name}: {_short(text)!r} may be any of {several}; give its IRI")


def _by_iri(param: Param, text: str, things: Things) -> tuple[Thing, ...]:
    full = expand(text) or (text.strip("<>") if valid_iri(text.strip("<>")) else None)
    if full is None:
        return ()
    thing = things.all.get(full)
    if thing is None:
        return ()
    if not fits(thing, param.type):
        raise ParamError(f"{param.name}: {text} is not a {param.type}")
    return (thing,)


def _by_name(param: Param, text: str, things: Things) -> tuple[Thing, ...]:
    if _IN_NO_NAME & set(text):
        return ()
    found = things.find(text, param.type)
    if not found and param.type in CONCEPTS:
        local = f"{PREFIXES['id']}{param.type}/{text.lower()}"
        found = tuple(t for t in (things.all.get(local),) if t and fits(t, param.type))
    return found


def _hint(param: Param, things: Things) -> str:
    if param.type not in (*CONCEPTS, "country"):
        return ""
    names = sorted(t.iri.rsplit("/", 1)[-1] for t in things.all.values() if fits(t, param.type))
    shown = ", ".join(names[:12]) + (", …" if len(names) > 12 else "")
    return f" (it has: {shown})" if names else ""


def _date(name: str, text: str) -> Term:
    value = _partial(name, text)
    if value.datatype != XSD_DATE:
        raise ParamError(f"{name}: {_short(text)!r} is not a day (YYYY-MM-DD)")
    return Term(value.lexical, datatype=XSD_DATE)


def period(name: str, text: str) -> tuple[str | None, str | None]:
    """First and last day of a period, None where it is open. Raises ParamError."""
    start, dots, end = text.strip().partition("..")
    if not dots:
        return _bounds(name, start)
    if not (start or end):
        raise ParamError(f"{name}: a period needs a beginning or an end")
    first = _bounds(name, start)[0] if start else None
    last = _bounds(name, end)[1] if end else None
    if first and last and first > last:
        raise ParamError(f"{name}: the period {text!r} ends before it begins")
    return first, last


def _bounds(name: str, text: str) -> tuple[str, str]:
    bounds = _partial(name, text).bounds
    if bounds is None:
        raise ParamError(f"{name}: {text!r} has no year")
    return bounds


def _partial(name: str, text: str) -> PartialDate:
    try:
        return PartialDate.parse(text.strip())
    except ValueError:
        raise ParamError(f"{name}: {_short(text)!r} is not a date (YYYY, YYYY-MM or YYYY-MM-DD)") from None


def split(pairs: Iterable[str]) -> dict[str, str]:
    """NAME=VALUE pairs of a command line. Raises ParamError on anything else and on a name given twice."""
    given: dict[str, str] = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals or not name:
            raise ParamError(f"a parameter is NAME=VALUE, not {pair!r}")
        if name in given:
            raise ParamError(f"the parameter {name!r} is given twice")
        given[name] = value
    return given


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:60] + "…"
