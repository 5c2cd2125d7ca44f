"""What a question is answered with, for programs: JSON, or a table in CSV."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Iterable, Mapping, Sequence

from alinea.presenting.tables import cell

Value = str | int | float | bool | None | Sequence[str] | Sequence[Sequence[int]]
Row = Mapping[str, Value]
"""One thing that was asked for; the keys are the same for all of an answer."""


def print_json(rows: Iterable[Row]) -> None:
    """Print rows as one JSON array, an object on each line, in UTF-8."""
    _print(as_json(rows))


def print_csv(columns: Sequence[str], rows: Iterable[Row]) -> None:
    """Print rows as a table; see `as_csv`."""
    _print(as_csv(columns, rows))


def as_json(rows: Iterable[Row]) -> bytes:
    """Return rows as one JSON array, an object on each line, in UTF-8."""
    lines = ",".join("\n" + json.dumps(dict(row), ensure_ascii=False) for row in rows)
    return f"[{lines}\n]\n".encode("utf-8", "replace")


def as_csv(columns: Sequence[str], rows: Iterable[Row]) -> bytes:
    """Return rows as a table (RFC 4180) in UTF-8; the parts of a list are separated by ``; ``.

    Args:
        columns: keys of the rows, in order.
    """
    text = io.StringIO()
    table = csv.writer(text)
    table.writerow(columns)
    for row in rows:
        table.writerow([cell(_joined(row[column])) for column in columns])
    return text.getvalue().encode("utf-8", "replace")


def _print(answer: bytes) -> None:
    sys.stdout.buffer.write(answer)
    sys.stdout.buffer.flush()


def _joined(value: Value) -> object:
    if isinstance(value, str) or not isinstance(value, Sequence):
        return value
    return "; ".join(each if isinstance(each, str) else "-".join(map(str, each)) for each in value)
