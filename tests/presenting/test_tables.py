"""Records as a table."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest
from akn_records import RECORDS
from hypothesis import given, settings
from printed_records import RECORD

from alinea.presenting.answers import Row, as_csv
from alinea.presenting.ledger import COLUMNS as LEDGER
from alinea.presenting.published import BRIEF
from alinea.presenting.tables import COLUMNS, cell, header, render
from alinea.presenting.words import words_in

CODEBOOK = Path(__file__).resolve().parents[2] / "docs/codebook.md"


def rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode(), newline="")))


def test_a_row_for_every_commitment_and_for_every_paragraph_without() -> None:
    table = rows(header() + render(RECORD))
    assert [(row["section"], row["paragraph"], row["kind"]) for row in table] == [
        ("preamble", "pp_1", ""),
        ("preamble", "pp_2", ""),
        ("operative", "op_1", ""),
        ("operative", "op_2", "views"),
        ("operative", "op_2", "report"),
        ("operative", "op_2_a", ""),
        ("operative", "op_2_a_i", ""),
        ("annex 1", "annex_1_p_1", ""),
    ]
    report = table[4]
    assert (report["due_session"], report["due_date"], report["recurrence"]) == (
        "63",
        "2008-05",
        "every 2 years",
    )
    assert (report["certain"], report["bearer"], report["act"]) == ("no", "le Secrétaire général", "request")
    assert table[0]["cites"] == "A/RES/56/24T; A/RES/57/63; A/RES/58/44"
    assert {row["adopted_on"] for row in table} == {"2007-12-05"}


def test_columns_are_those_of_the_codebook() -> None:
    told = re.findall(r"^\| `(\w+)` \|", CODEBOOK.read_text(encoding="utf-8"), re.M)
    assert tuple(told) == COLUMNS


def test_columns_of_the_ledger_are_told_beside_them() -> None:
    own = (
        CODEBOOK.read_text(encoding="utf-8").partition("## What `alinea due --csv`")[2].partition("\n## ")[0]
    )
    told = set(re.findall(r"[*`](\w+)[*`]", own))
    assert set(LEDGER) <= told
    assert {BRIEF[0], BRIEF[-1]} <= told


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("=1+1", "'=1+1"),
        ("+33", "'+33"),
        ("-2", "'-2"),
        ("@SUM(A1)", "'@SUM(A1)"),
        (" \t=1", "'  =1"),
        ("\n=1", "' =1"),
        ("＝1", "'＝1"),
        ("-", "-"),
        ("A/62/1", "A/62/1"),
        (None, ""),
        (True, "yes"),
        (0, "0"),
    ],
)
def test_no_cell_is_a_formula(value: object, shown: str) -> None:
    assert cell(value) == shown


@settings(max_examples=60)
@given(RECORDS)
def test_any_record_has_rows_of_the_same_width(record: object) -> None:
    table = list(csv.reader(io.StringIO((header() + render(record)).decode(), newline="")))  # type: ignore[arg-type]
    assert {len(row) for row in table} == {len(COLUMNS)}
    assert not any(text.lstrip().startswith(("=", "+", "@")) for row in table for text in row)


def test_a_table_for_a_spreadsheet_is_what_excel_opens_in_the_language() -> None:
    rows: list[Row] = [{"name": "résolution", "n": 0.75}]
    assert as_csv(("name", "n"), rows) == "name,n\r\nrésolution,0.75\r\n".encode()
    assert as_csv(("name", "n"), rows, words_in("en")) == "\ufeffname,n\r\nrésolution,0.75\r\n".encode()
    assert as_csv(("name", "n"), rows, words_in("fr")) == "\ufeffname;n\r\nrésolution;0,75\r\n".encode()
