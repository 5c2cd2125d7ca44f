"""A year as a calendar has it: the sessions of organs, what falls due, and what comes again."""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from alinea.following.ledgers import judge
from alinea.following.recurrences import next_time
from alinea.librarian.listing import Filter, listing_of
from alinea.model.ledger import Entry, Obligation, Status
from alinea.store.ledgers import ledgers
from alinea.store.library import Library
from alinea.store.listed import Span, falling, listed, recurring, spans
from alinea.vocab.sessions import next_session, session_window

__all__ = ["Coming", "Falling", "Session", "Year", "upcoming", "year_of"]

ORGANS = ("A", "A/HRC", "E")
"""Organs whose sessions are shown whether or not anything is due at them."""

MOST_GROUPS, MOST_OF_EACH = 60, 6
"""Times in which something falls due whose entries are looked up, and how many of each."""

MOST_AGAIN = 300
"""Of what comes again, so much at most: what the latest texts ask."""

OPEN = frozenset(Status) - {Status.SUPERSEDED}
_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Session:
    """A session of an organ.

    Attributes:
        organ: series; number; opens, closes: the days; exact: False where only months or the year are known.
        charges: how much is due at it; entries: some of that.
    """

    organ: str
    number: int
    opens: datetime.date
    closes: datetime.date
    exact: bool
    charges: int = 0
    entries: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Falling:
    """What falls due in a time that is no session: a day, a month, a year, or other days.

    Attributes:
        basis; opens, closes: the days; charges: how much; entries: some of it.
    """

    basis: Literal["day", "month", "year", "days"]
    opens: datetime.date
    closes: datetime.date
    charges: int
    entries: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Coming:
    """What comes again.

    Attributes:
        entry: what is asked; texts: how many texts ask it; days: of the year on which it comes, none where not known.
        whole: it lasts the year.
    """

    entry: Entry
    texts: int
    days: tuple[datetime.date, ...]
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Year:
    """What a year brings.

    Attributes:
        number; sessions: in order of their opening; falling: in order of their end; coming: in order of the first day.
        more: there is more of what comes again than is shown.
    """

    number: int
    sessions: tuple[Session, ...]
    falling: tuple[Falling, ...]
    coming: tuple[Coming, ...]
    more: bool


def year_of(library: Library, number: int, asked: Filter) -> Year:
    """Return what a year brings of all that a filter lets through.

    Args:
        number: the year; asked: whose statuses, session and days count for nothing: what was asked anew is left out.
    """
    asked = replace(asked, statuses=OPEN, session=None, since=None, before=None)
    first, last = datetime.date(number, 1, 1), datetime.date(number, 12, 31)
    with ledgers(library) as kept:
        listing = listing_of(kept, asked)
        if listing is None:
            return Year(number, _sessions(first, last, {}, asked.organ), (), (), more=False)
        found = spans(kept, listing, first, last)
        held: dict[tuple[str, int], Session] = {}
        others: list[Falling] = []
        for place, each in enumerate(found):
            entries = (
                _entries(falling(kept, listing, each, MOST_OF_EACH), asked.as_of)
                if place < MOST_GROUPS
                else ()
            )
            session = _session(each)
            if session is not None:
                held[session.organ, session.number] = replace(
                    session, charges=each.charges, entries=tuple(entries)
                )
            else:
                others.append(Falling(_basis(each), each.opens, each.closes, each.charges, tuple(entries)))
        again = recurring(kept, replace(listing, statuses=frozenset({Status.DUE})), MOST_AGAIN + 1)
    found_again = (_coming(owed, texts, first, last, asked.as_of) for owed, texts in again[:MOST_AGAIN])
    coming = [each for each in found_again if each is not None]
    return Year(
        number,
        _sessions(first, last, held, asked.organ),
        tuple(_joined(others)),
        tuple(sorted(coming, key=lambda each: (not each.days, each.days[:1], each.entry.obligation.id))),
        more=len(again) > MOST_AGAIN,
    )


def _entries(found: Iterable[Obligation], as_of: datetime.date) -> Iterator[Entry]:
    for each in found:
        entry = judge(each, as_of)
        if entry is not None:
            yield entry


def _session(span: Span) -> Session | None:
    """Return the session that a time is that of, None where it is another time."""
    window = session_window(span.organ, span.session) if span.session is not None else None
    if span.session is None or window is None or (window.opens, window.closes) != (span.opens, span.closes):
        return None
    return Session(span.organ, span.session, window.opens, window.closes, window.exact)


def _basis(span: Span) -> Literal["day", "month", "year", "days"]:
    opens, closes = span.opens, span.closes
    if opens == closes:
        return "day"
    if opens.day == 1 and closes == opens.replace(day=calendar.monthrange(opens.year, opens.month)[1]):
        return "month"
    whole = (opens.month, opens.day, closes.month, closes.day) == (1, 1, 12, 31) and opens.year == closes.year
    return "year" if whole else "days"


def _joined(found: Sequence[Falling]) -> Iterator[Falling]:
    """Yield what falls due at the same time as one, whatever session it is due at besides."""
    groups: dict[tuple[datetime.date, datetime.date], Falling] = {}
    for each in found:
        key = each.closes, each.opens
        before = groups.get(key)
        groups[key] = (
            each
            if before is None
            else replace(
                before,
                charges=before.charges + each.charges,
                entries=(*before.entries, *each.entries)[:MOST_OF_EACH],
            )
        )
    yield from (groups[key] for key in sorted(groups))


def _sessions(
    first: datetime.date, last: datetime.date, held: dict[tuple[str, int], Session], organ: str | None
) -> tuple[Session, ...]:
    """Return the sessions that touch the days: those of the chief organs, and those at which something is due."""
    found = dict(held)
    for series in (organ,) if organ else ORGANS:
        number = next_session(series, first - 800 * _DAY)
        while number is not None:
            window = session_window(series, number)
            if window is None or window.opens > last:
                break
            if window.closes >= first:
                found.setdefault(
                    (series, number), Session(series, number, window.opens, window.closes, window.exact)
                )
            number += 1
    return tuple(sorted(found.values(), key=lambda each: (each.organ, each.opens)))


def _coming(
    owed: Obligation, texts: int, first: datetime.date, last: datetime.date, as_of: datetime.date
) -> Coming | None:
    """Return what comes again in a year, None where it does not come in it."""
    entry, recurrence = judge(owed, as_of), owed.recurrence
    if entry is None or recurrence is None:
        return None
    if recurrence.starts is None or recurrence.rule is None:
        return Coming(entry, texts, ())
    days: list[datetime.date] = []
    day = next_time(recurrence, first)
    while day is not None and day <= last and len(days) < 60:
        days.append(day)
        day = next_time(recurrence, day + recurrence.days * _DAY)
    return Coming(entry, texts, tuple(days), whole=recurrence.days > 1) if days else None


def upcoming(library: Library, asked: Filter, since: datetime.date, most: int) -> tuple[Entry, ...]:
    """Return what a calendar program is given: what comes again, and what closes on a day or after, the nearest first.

    Args:
        since: the day; most: entries.
    """
    asked = replace(asked, statuses=OPEN, since=None, before=None)
    with ledgers(library) as kept:
        listing = listing_of(kept, asked)
        if listing is None:
            return ()
        again = recurring(kept, replace(listing, statuses=frozenset({Status.DUE})), most // 3)
        dated, _ = listed(kept, replace(listing, since=since), None, most - len(again))
    return (*_entries((each for each, _ in again), asked.as_of), *_entries(dated, asked.as_of))
