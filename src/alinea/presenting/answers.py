"""What a question is answered with, for programs: JSON, or a table in CSV."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from alinea.presenting.tables import cell
from alinea.presenting.words import Words

Value = str | int | float | bool | None | Sequence[str] | Sequence[Sequence[int]]
AnswerForm = Literal["text", "json", "csv", "excel"]
"""Forms of an answer: for a person, for programs, for a spreadsheet."""

Row = Mapping[str, Value]
"""One thing that was asked for; the keys are the same for all of an answer."""


def print_rows(form: AnswerForm, columns: Sequence[str], rows: Iterable[Row], words: Words) -> bool:
    """Print rows in the form asked for; print nothing, and return False, where a person is to read them.

    Args:
        columns: keys of the rows, in order; words: of the language in whose spreadsheets ``excel`` is opened.
    """
    match form:
        case "text":
            return False
        case "json":
            answer = as_json(rows)
        case _:
            answer = as_csv(columns, rows, words if form == "excel" else None)
    sys.stdout.buffer.write(answer)
    sys.stdout.buffer.flush()
    return True


def as_json(rows: Iterable[Row]) -> bytes:
    """Return rows as one JSON array, an object on each line, in UTF-8."""
    lines = ",".join("\n" + json.dumps(dict(row), ensure_ascii=False) for row in rows)
    return f"[{lines}\n]\n".encode("utf-8", "replace")


def as_csv(columns: Sequence[str], rows: Iterable[Row], words: Words | None = None) -> bytes:
    """Return rows as a table (RFC 4180) in UTF-8; the parts of a list are separated by ``; ``.

    Args:
        columns: keys of the rows, in order.
        words: of the language in whose spreadsheets it is opened: Excel knows UTF-8 by its mark alone, and has
            semicolons between cells where the language has a comma in its numbers.
    """
    comma = words is not None and words.decimal(0.5)[1] == ","
    text = io.StringIO()
    table = csv.writer(text, delimiter=";" if comma else ",")
    table.writerow(columns)
    for row in rows:
        told = (cell(_joined(row[column])) for column in columns)
        table.writerow(
            each.replace(".", ",") if comma and isinstance(row[column], float) else each
            for each, column in zip(told, columns, strict=True)
        )
    return text.getvalue().encode("utf-8-sig" if words else "utf-8", "replace")


def _joined(value: Value) -> object:
    if isinstance(value, str) or not isinstance(value, Sequence):
        return value
    return "; ".join(each if isinstance(each, str) else "-".join(map(str, each)) for each in value)
