"""Each time that something of the ledger falls due between two days: what recurs falls due several times."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, replace

from alinea.following.recurrences import next_time
from alinea.library.ledger import LedgerQuery, answer
from alinea.model.ledger import Entry, Status
from alinea.store.library import Library

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

    @property
    def during_session(self) -> bool:
        """Whether it falls due at some day of a session, and not by the end of it or before it."""
        owed = self.entry.obligation
        held = owed.window is not None and owed.window.basis == "session" and owed.recurrence is None
        return held and self.opens is not None and owed.due is not None and owed.due.from_ is not None


def occasions(
    library: Library,
    asked: LedgerQuery,
    first: datetime.date,
    last: datetime.date,
    *,
    at_opening: bool = False,
) -> tuple[Occasion, ...]:
    """Return each time that what is asked for falls due from a day to another, both included, in order.

    Args:
        asked: whose days count for nothing.
        at_opening: what falls due during a session does so when it opens, or on the first day where it is open then;
            else when it closes.
    """
    day = datetime.timedelta(days=1)
    found = answer(library, replace(asked, since=first, before=last + day, limit=None)).entries
    times = (each for entry in found for each in _times(entry, first, last, at_opening=at_opening))
    return tuple(sorted(times, key=lambda each: (each.day, each.entry.obligation.id)))


def _times(
    entry: Entry, first: datetime.date, last: datetime.date, *, at_opening: bool
) -> Iterator[Occasion]:
    recurrence, window = entry.obligation.recurrence, entry.obligation.window
    if recurrence is None or recurrence.rule is None:
        # What closes later is due then; it was listed as its time has begun.
        if window is None or window.closes < first:
            return
        occasion = Occasion(window.closes, window.opens if window.opens < window.closes else None, entry)
        if at_opening and occasion.during_session:
            occasion = replace(occasion, day=max(window.opens, first))
        if occasion.day <= last:
            yield occasion
        return
    if entry.status is not Status.DUE:
        return  # nothing tells that it goes on
    day = next_time(recurrence, first)
    for _ in range(MOST):
        if day is None or day > last or (recurrence.until is not None and day > recurrence.until):
            return
        yield Occasion(day, None, entry)
        day = next_time(recurrence, day + datetime.timedelta(days=recurrence.days))
