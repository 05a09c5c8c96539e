"""Answers as text: machine formats exactly, tables within the terminal."""

from __future__ import annotations

import csv
import io
import json
import xml.etree.ElementTree as ET

import pyoxigraph as ox
import pytest

from kg.questions import formats
from kg.questions.model import Boolean, Rows, Term, Triples, iri

XSD = "http://www.w3.org/2001/XMLSchema#"
ROWS = Rows(
    ("thing", "text"),
    (
        (iri("https://w3id.org/digicoop/id/country/KR"), Term('a "quoted", line\nnext', language="ru")),
        (Term("b0", "bnode"), Term("--04-26", datatype=XSD + "gMonthDay")),
        (None, Term("<b>&amp;</b>")),
    ),
)


def test_json_csv_tsv_and_xml_are_read_back_by_another_reader() -> None:
    kinds = {"json": ox.QueryResultsFormat.JSON, "tsv": ox.QueryResultsFormat.TSV, "xml": ox.QueryResultsFormat.XML}
    for form, kind in kinds.items():
        parsed = ox.parse_query_results(formats.write(ROWS, form).encode(), format=kind)
        assert isinstance(parsed, ox.QuerySolutions)
        rows = [[str(v) if v is not None else None for v in row] for row in parsed]
        assert rows[0] == ["<https://w3id.org/digicoop/id/country/KR>", '"a \\"quoted\\", line\\nnext"@ru']
        assert rows[1][1] == f'"--04-26"^^<{XSD}gMonthDay>'
        assert rows[2] == [None, '"<b>&amp;</b>"']
    table = list(csv.reader(io.StringIO(formats.write(ROWS, "csv"), newline="")))
    assert table[1] == ["https://w3id.org/digicoop/id/country/KR", 'a "quoted", line\nnext']
    assert table[2:] == [["_:b0", "--04-26"], ["", "<b>&amp;</b>"]]


def test_booleans_and_triples() -> None:
    assert json.loads(formats.write(Boolean(True), "json"))["boolean"] is True
    assert ET.fromstring(formats.write(Boolean(False), "xml"))[1].text == "false"
    assert formats.write(Boolean(True), "table") == "yes\n"
    assert formats.write(Triples(((iri("x:s"), iri("x:p"), Term("o")),)), "table") == '<x:s> <x:p> "o" .\n'
    with pytest.raises(ValueError):
        formats.write(ROWS, "pdf")


def test_a_table_fits_the_terminal() -> None:
    rows = Rows(("n", "long"), ((Term("1"), Term("слово " * 60)), (Term("2"), Term("к" * 300))))
    for width in (20, 40, 100):
        assert max(len(line) for line in formats.table(rows, width=width).splitlines()) <= width


def test_a_table_shows_the_chosen_columns_and_drops_empty_ones() -> None:
    rows = Rows(("a", "b", "c"), ((Term("1"), None, Term("3")),))
    assert formats.table(rows, ("c", "b", "a")).splitlines() == ["c  a", "─  ─", "3  1"]
    assert formats.table(Rows(("a",), ())) == "no rows\n"


def test_nothing_in_a_cell_steers_the_terminal() -> None:
    assert formats.table(Rows(("a",), ((Term("x\x1b[31my\u202ez\r"),),))).splitlines()[2] == "x [31my z"


def test_wide_characters_take_two_columns() -> None:
    lines = formats.table(Rows(("a", "b"), ((Term("中国"), Term("x")), (Term("abcd"), Term("y"))))).splitlines()
    assert lines[2:] == ["中国  x", "abcd  y"]
