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


RECURRING = 60
"""Obligations that come again which are looked at: those of the texts followed last."""


@dataclass(frozen=True, slots=True)
class Coming:
    """What a first page shows of the ledger.

    Attributes:
        due: whose time closes first; overdue: whose time closed last.
    """

    due: tuple[Entry, ...]
    overdue: tuple[Entry, ...]


def coming(library: Library, as_of: datetime.date, most: int) -> Coming:
    """Return the entries nearest to a day, so many of each at most; what comes again is among them by its next day."""
    with ledgers(library) as kept:
        dated = _few(_judged(kept.closing_from(as_of, most * SOUGHT), as_of, Status.DUE), most)
        again = _judged(kept.coming_again(RECURRING), as_of, Status.DUE)
        nearest = {each.obligation.id: each for each in (*dated, *again) if _day(each) >= as_of}
        due = iter(sorted(nearest.values(), key=lambda each: (_day(each), each.obligation.id)))
        overdue = _judged(kept.untold_before(as_of, most * SOUGHT), as_of, Status.OVERDUE)
        return Coming(tuple(_few(due, most)), tuple(_few(overdue, most)))


def _day(entry: Entry) -> datetime.date:
    """Return the day that an entry is sorted by: the next that it comes again, else the last of its time."""
    window = entry.obligation.window
    return entry.next or (window.closes if window else datetime.date.min)


def _judged(obligations: Iterable[Obligation], as_of: datetime.date, status: Status) -> Iterator[Entry]:
    for each in obligations:
        entry = judge(each, as_of)
        if entry is not None and entry.status is status:
            yield entry


def _few(entries: Iterator[Entry], most: int) -> Iterator[Entry]:
    for _, entry in zip(range(most), entries, strict=False):
        yield entry
