"""Statistics as rows, for tables of others: what is measured, of what, which value, how many."""

from __future__ import annotations

from collections.abc import Iterator

from alinea.library.statistics import Statistics
from alinea.presenting.answers import Row

COLUMNS = ("measure", "of", "value", "count")


def rows_of(found: Statistics) -> Iterator[Row]:
    """Yield statistics as rows of an answer."""
    for row in found.rows():
        yield dict(zip(COLUMNS, row, strict=True))
