"""Whether two times are the same counted from the texts that set them: what moves on with its text has not changed."""

from __future__ import annotations

import datetime

from alinea.model.comparison import Side
from alinea.model.record import Due
from alinea.vocab.sessions import session_window

_NEXT = "next-session"

# Days by which two intervals may differ and still be one. A text is adopted some days sooner or later than the one
# before it; the session of another organ is held some weeks sooner or later each year.
_SHORT, _LONG = 10, 45
_SHARE = 0.15  # of the interval, between those two
_SESSION = 75
_SOON = 120  # between two texts, up to which no organ meets again
_AHEAD = (
    12  # sessions; a session that is farther off, or past, and of which no organ is named is another organ's
)


def value(due: Due | None) -> str | None:
    """Return when something is due, apart from how often it comes again: ``session 64``, ``2015-06``, ``P90D``."""
    if due is None:
        return None
    parts = (f"session {due.session}" if due.session is not None else "", due.date or "")
    return " ".join(part for part in parts if part) or due.relative


def same_interval(one: Due, other: Due, sides: tuple[Side, Side]) -> bool:
    """Tell whether two times are as long after the texts that set them.

    Asked at the sixty-second session for the sixty-third, and at the sixty-third for the sixty-fourth, is the same; so
    is a year from March to March. Where one names a session and a day, and the other one of both, that one counts.
    Sessions of an organ that is not known move on with the years.
    """
    if one.session is not None and other.session is not None:
        counted = _sessions_on(one, sides[0]), _sessions_on(other, sides[1])
        if None not in counted:
            return counted[0] == counted[1]
    held, begun = (_held(one), _held(other)), (_adopted(sides[0]), _adopted(sides[1]))
    if held[0] and held[1] and begun[0] and begun[1] and one.organ == other.organ:
        return abs((held[1] - held[0]) - (begun[1] - begun[0])).days <= _SESSION
    if _NEXT in (one.relative, other.relative):
        counted = _sessions_on(one, sides[0]), _sessions_on(other, sides[1])
        return counted[0] == counted[1]
    if one.relative and other.relative:
        return one.relative == other.relative
    dated = [len(each.date) for each in (one, other) if each.date]
    if len(dated) > 1 and min(dated) == len("YYYY"):
        return _years_on(one, sides[0]) == _years_on(other, sides[1])
    days = _days_on(one, sides[0]), _days_on(other, sides[1])
    if days[0] is None or days[1] is None:
        if one.session is not None or other.session is not None:
            return _apart(sides) >= _SOON
        return _counted_years(one, sides[0]) == _counted_years(other, sides[1])
    return abs(days[0] - days[1]) <= _allowed(one, other, dated, max(days[0], days[1]))


def _apart(sides: tuple[Side, Side]) -> int:
    """Return how many days lie between two texts, 0 where that is not known."""
    days = [_adopted(side) for side in sides]
    return abs((days[1] - days[0]).days) if days[0] and days[1] else 0


def _allowed(one: Due, other: Due, dated: list[int], days: int) -> int:
    """Return by how many days two intervals may differ.

    Args:
        dated: letters of the dates named; days: of the longer interval.
    """
    if len(dated) > 1:
        exact = min(dated) == len("YYYY-MM-DD")
        return min(_LONG, max(_SHORT, int(_SHARE * days))) if exact else _LONG
    return _SESSION if one.session is not None or other.session is not None else _LONG


def _sessions_on(due: Due, side: Side) -> int | None:
    """Return how many sessions of its own organ after a text something is due."""
    if due.relative == _NEXT and due.session is None:
        return 1
    if due.session is None or side.session is None or due.organ not in (None, side.organ):
        return None
    on = due.session - side.session
    return on if due.organ is not None or 0 <= on <= _AHEAD else None


def _years_on(due: Due, side: Side) -> int | None:
    """Return how many years after a text something is due."""
    begun = _adopted(side)
    return int(due.date[:4]) - begun.year if due.date and begun else None


def _counted_years(due: Due, side: Side) -> tuple[int | None, str]:
    """Return a date counted from its text where no day of adoption is known."""
    years = _years_on(due, side)
    if years is None and due.date:
        years = int(due.date[:4])
    return years, due.date[4:] if due.date else ""


def _held(due: Due) -> datetime.date | None:
    """Return when the session opens that is named with its organ."""
    window = session_window(due.organ, due.session) if due.organ and due.session is not None else None
    return window.opens if window else None


def _days_on(due: Due, side: Side) -> int | None:
    """Return how many days after the adoption of a text something is due."""
    begun, day = _adopted(side), _day(due)
    return (day - begun).days if begun and day else None


def _day(due: Due) -> datetime.date | None:
    if due.date and len(due.date) >= len("YYYY-MM"):
        parts = [int(part) for part in due.date.split("-")]
        try:
            return datetime.date(*[*parts, 15][:3])
        except ValueError:
            return None
    if due.session is not None and due.from_ is None:
        return _held(due) or due.to
    return due.from_ if due.session is not None else due.to or due.from_


def _adopted(side: Side) -> datetime.date | None:
    """Return when a text was adopted; of one without a date, when its session opened."""
    if side.adopted_on is not None:
        return side.adopted_on
    window = session_window(side.organ, side.session) if side.organ and side.session is not None else None
    return window.opens if window else None
