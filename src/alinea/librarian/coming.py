"""What comes next and what is late: the few entries of the ledger that a first page shows."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from alinea.following.ledgers import judge
from alinea.model.ledger import Entry, Obligation, Status
from alinea.store.ledgers import ledgers
from alinea.store.library import Library

__all__ = ["Coming", "coming"]

SOUGHT = 8
"""Obligations looked at for each entry that is wanted, as some were met or asked anew meanwhile."""


@dataclass(frozen=True, slots=True)
class Coming:
    """What a first page shows of the ledger.

    Attributes:
        due: whose time closes first; overdue: whose time closed last.
    """

    due: tuple[Entry, ...]
    overdue: tuple[Entry, ...]


def coming(library: Library, as_of: datetime.date, most: int) -> Coming:
    """Return the entries nearest to a day, so many of each at most.

    What comes again without end is no deadline and is left to the calendar.
    """
    with ledgers(library) as kept:
        due = _judged(kept.closing_from(as_of, most * SOUGHT), as_of, Status.DUE)
        overdue = _judged(kept.untold_before(as_of, most * SOUGHT), as_of, Status.OVERDUE)
        return Coming(tuple(_few(due, most)), tuple(_few(overdue, most)))


def _judged(obligations: Iterable[Obligation], as_of: datetime.date, status: Status) -> Iterator[Entry]:
    for each in obligations:
        entry = judge(each, as_of)
        if entry is not None and entry.status is status:
            yield entry


def _few(entries: Iterator[Entry], most: int) -> Iterator[Entry]:
    for _, entry in zip(range(most), entries, strict=False):
        yield entry
