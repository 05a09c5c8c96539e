"""Answers as text: a table for people, the SPARQL 1.1 results formats for machines."""

from __future__ import annotations

import csv
import io
import json
import unicodedata
from collections.abc import Mapping
from xml.sax.saxutils import escape, quoteattr

from kg.questions.model import Answer, Boolean, Rows, Term, Triples, compact

FORMATS = ("table", "csv", "tsv", "json", "xml")
MIN_WIDTH, GAP = 6, 2
_ENCODE = json.JSONEncoder(ensure_ascii=False).encode


def write(answer: Answer, form: str, *, columns: tuple[str, ...] = (), width: int = 120) -> str:
    """The answer in one of FORMATS; `columns` and `width` are for the table. ValueError on another format."""
    if isinstance(answer, Triples):
        return "".join(f"{s.n3} {p.n3} {o.n3} .\n" for s, p, o in answer.triples)
    if form == "table":
        return table(answer, columns, width) if isinstance(answer, Rows) else ("yes\n" if answer.value else "no\n")
    makers = {"csv": _csv, "tsv": _tsv, "json": _json, "xml": _xml}
    if form not in makers:
        raise ValueError(f"no format {form!r}; one of {', '.join(FORMATS)}")
    return makers[form](answer)


# ---- for machines


def _json(answer: Rows | Boolean) -> str:
    if isinstance(answer, Boolean):
        return json.dumps({"head": {}, "boolean": answer.value}) + "\n"
    head = json.dumps({"vars": list(answer.variables)}, ensure_ascii=False)
    bindings = (
        {v: _json_term(t) for v, t in zip(answer.variables, row, strict=True) if t is not None} for row in answer.rows
    )
    # a row a line; an indented document is written by the encoder in Python, ten times slower
    rows = ",\n".join(map(_ENCODE, bindings))
    return f'{{"head": {head}, "results": {{"bindings": [\n{rows}\n]}}}}\n'


def _json_term(term: Term) -> dict[str, str]:
    out = {"type": "uri" if term.kind == "iri" else term.kind, "value": term.value}
    if term.language:
        out["xml:lang"] = term.language
    if term.datatype:
        out["datatype"] = term.datatype
    return out


def _csv(answer: Rows | Boolean) -> str:
    if isinstance(answer, Boolean):
        return "true\r\n" if answer.value else "false\r\n"
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(answer.variables)
    for row in answer.rows:
        writer.writerow([("_:" if t.kind == "bnode" else "") + t.value if t else "" for t in row])
    return out.getvalue()


def _tsv(answer: Rows | Boolean) -> str:
    if isinstance(answer, Boolean):
        return "true\n" if answer.value else "false\n"
    lines = ["\t".join("?" + v for v in answer.variables)]
    lines += ["\t".join(t.n3 if t else "" for t in row) for row in answer.rows]
    return "\n".join(lines) + "\n"


def _xml(answer: Rows | Boolean) -> str:
    head = '<?xml version="1.0"?>\n<sparql xmlns="http://www.w3.org/2005/sparql-results#">'
    if isinstance(answer, Boolean):
        return f"{head}<head></head><boolean>{str(answer.value).lower()}</boolean></sparql>\n"
    names = "".join(f"<variable name={quoteattr(v)}/>" for v in answer.variables)
    out = [f"{head}<head>{names}</head><results>"]
    for row in answer.rows:
        cells = "".join(
            f"<binding name={quoteattr(v)}>{_xml_term(t)}</binding>"
            for v, t in zip(answer.variables, row, strict=True)
            if t
        )
        out.append(f"<result>{cells}</result>")
    return "\n".join(out) + "</results></sparql>\n"


def _xml_term(term: Term) -> str:
    # XML 1.0 has no way to write other control characters
    text = escape("".join(c for c in term.value if c in "\t\n\r" or (c >= " " and c not in "\ufffe\uffff")))
    if term.kind != "literal":
        tag = "uri" if term.kind == "iri" else "bnode"
        return f"<{tag}>{text}</{tag}>"
    mark = f" xml:lang={quoteattr(term.language)}" if term.language else ""
    mark += f" datatype={quoteattr(term.datatype)}" if term.datatype else ""
    return f"<literal{mark}>{text}</literal>"


# ---- for people


def table(
    answer: Rows, columns: tuple[str, ...] = (), width: int = 120, headings: Mapping[str, str] | None = None
) -> str:
    """A table no wider than `width` columns of the terminal; long cells wrap, "no rows" if empty."""
    if not answer.rows:
        return "no rows\n"
    names = [c for c in columns if c in answer.variables] or list(answer.variables)
    grid = [[plain(t) for t in answer.column(name)] for name in names]
    titles = [(headings or {}).get(n, n) for n in names]
    kept = [(n, cells) for n, cells in zip(titles, grid, strict=True) if any(cells)]
    widths = _widths([max(_wide(s) for s in [n, *cells]) for n, cells in kept], width)
    lines = [_line([n for n, _ in kept], widths), _line(["─" * w for w in widths], widths)]
    wrapped = any(w < max(_wide(s) for s in cells) for w, (_, cells) in zip(widths, kept, strict=True))
    for at in range(len(answer.rows)):
        cells = [_wrap(cells[at], w) for (_, cells), w in zip(kept, widths, strict=True)]
        for i in range(max(len(c) for c in cells)):
            lines.append(_line([c[i] if i < len(c) else "" for c in cells], widths))
        if wrapped and at + 1 < len(answer.rows):
            lines.append("")
    return "\n".join(lines) + "\n"


def plain(term: Term | None) -> str:
    """A term for people: IRIs shortened, control and invisible characters replaced so that no terminal obeys them."""
    if term is None:
        return ""
    text = compact(term.value) if term.kind == "iri" else term.value
    return "".join(c if unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Zl", "Zp") else " " for c in text)


def _widths(natural: list[int], width: int) -> list[int]:
    """Share `width`: narrow columns get what they need, wide ones the rest in equal parts."""
    room = max(width - GAP * (len(natural) - 1), MIN_WIDTH * len(natural))
    given = [0] * len(natural)
    waiting = sorted(range(len(natural)), key=lambda i: natural[i])
    while waiting:
        share = max(room // len(waiting), MIN_WIDTH)
        given[waiting[0]] = min(natural[waiting[0]], share)
        room -= given[waiting.pop(0)]
    return given


def _wide(text: str) -> int:
    """Terminal columns that a text takes; East Asian wide characters take two, combining marks none."""
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def _line(cells: list[str], widths: list[int]) -> str:
    gap = " " * GAP
    return gap.join(c + " " * (w - _wide(c)) for c, w in zip(cells, widths, strict=True)).rstrip()


def _wrap(text: str, width: int) -> list[str]:
    lines, line = [], ""
    for word in text.split(" "):
        for piece in _pieces(word, width):
            if line and _wide(line) + 1 + _wide(piece) > width:
                lines.append(line)
                line = piece
            else:
                line = f"{line} {piece}" if line else piece
    return [*lines, line]


def _pieces(word: str, width: int) -> list[str]:
    pieces = [""]
    for char in word:
        if _wide(pieces[-1] + char) > width:
            pieces.append("")
        pieces[-1] += char
    return pieces
