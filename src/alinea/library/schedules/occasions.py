"""Each time that something of the ledger falls due between two days: what recurs falls due several times."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, replace

from alinea.following.recurrences import next_time
from alinea.library.ledger import LedgerQuery, answer
from alinea.model.ledger import Entry, Status
from alinea.store.library import Library

__all__ = ["FOLLOWED", "Occasion", "occasions"]

FOLLOWED = frozenset({Status.DUE, Status.MET, Status.OVERDUE, Status.UNKNOWN})
"""What a schedule holds: neither what was taken over or has lapsed, nor what has no time."""

MOST = 400
"""Occasions of one thing: more than a day's turn in a year."""


@dataclass(frozen=True, slots=True)
class Occasion:
    """A time at which something falls due.

    Attributes:
        day: the last day of it, or the day it recurs on; opens: the first, where it is a time of several days.
        entry: what falls due.
    """

    day: datetime.date
    opens: datetime.date | None
    entry: Entry


def occasions(
    library: Library, asked: LedgerQuery, first: datetime.date, last: datetime.date
) -> tuple[Occasion, ...]:
    """Return each time that what is asked for falls due from a day to another, both included, in order.

    Args:
        asked: whose days count for nothing.
    """
    day = datetime.timedelta(days=1)
    found = answer(library, replace(asked, since=first, before=last + day, limit=None)).entries
    times = (each for entry in found for each in _times(entry, first, last))
    return tuple(sorted(times, key=lambda each: (each.day, each.entry.obligation.id)))


def _times(entry: Entry, first: datetime.date, last: datetime.date) -> Iterator[Occasion]:
    recurrence, window = entry.obligation.recurrence, entry.obligation.window
    if recurrence is None or recurrence.rule is None:
        # What closes later is due then; it was listed as its time has begun.
        if window is not None and first <= window.closes <= last:
            yield Occasion(window.closes, window.opens if window.opens < window.closes else None, entry)
        return
    if entry.status is not Status.DUE:
        return  # nothing tells that it goes on
    day = next_time(recurrence, first)
    for _ in range(MOST):
        if day is None or day > last or (recurrence.until is not None and day > recurrence.until):
            return
        yield Occasion(day, None, entry)
        day = next_time(recurrence, day + datetime.timedelta(days=recurrence.days))
