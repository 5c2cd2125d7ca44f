"""From the words of a deadline to days of the calendar."""

from __future__ import annotations

import calendar
import datetime
import re
from typing import Literal

from alinea.model.record import Due
from alinea.model.window import Window
from alinea.vocab.sessions import next_session, session_window

AHEAD = 15  # years: a session that lies further ahead than that is misread
OWN_AHEAD = 6  # the same for other organs than the Assembly, of which some meet three times a year
ASSEMBLY = "A"
COUNCIL = "E"  # its session bears the number of its year


def due_session(due: Due | None, organ: str, adopted_on: datetime.date | None) -> tuple[int, str] | None:
    """Return the number of the session that something is due at and whose it is, None where that is not known.

    The organ that the words name comes first, then the one that adopted the text, then the General Assembly, to which
    every organ has reports made: the first whose session of that number lies ahead, but not too far. *de les lui
    présenter à sa soixante-douzième session et de les soumettre au Conseil des droits de l'homme* of a text of the
    Assembly of 2016 is the Assembly's session of 2017, as the Council's lies in 2029.

    Args:
        due: as the record has it; organ: series of the one that adopted the text; adopted_on: when.
    """
    if due is None or due.session is None:
        return None
    for series in dict.fromkeys((due.organ or organ, organ, ASSEMBLY)):
        window = session_window(series, due.session)
        if window is None and series == due.organ:
            break  # an organ that has no calendar: no other is guessed in its place
        if window and _ahead(window, adopted_on, AHEAD if series == ASSEMBLY else OWN_AHEAD):
            return due.session, series
    # A session of an organ that has no calendar, or one whose number does not agree with the date.
    return (
        (due.session, due.organ or organ) if session_window(due.organ or organ, due.session) is None else None
    )


def due_window(due: Due | None, organ: str, adopted_on: datetime.date | None) -> Window | None:
    """Return the time in which something falls due, None where the text does not tell or no calendar knows.

    A sample: *à sa soixante-seizième session* of a resolution of the General Assembly of December 2020 is from
    14 September 2021 to 12 September 2022.
    """
    if due is None:
        return None
    if due.to is not None:
        return _read(due, organ, adopted_on, due.to)
    return window_in_session(due, organ, adopted_on)


def _read(due: Due, organ: str, adopted_on: datetime.date | None, to: datetime.date) -> Window:
    """Return the window that reading found; what is due by the end of a session opens with that session."""
    basis: Literal["session", "day", "month", "year"] = "day"
    opens = due.from_ or to
    if due.session is not None or due.relative == "next-session" or (due.organ and due.date):
        basis = "session" if due.from_ or due.session is not None else "day"
        held = (
            None if due.from_ else window_in_session(due.model_copy(update={"to": None}), organ, adopted_on)
        )
        opens = held.opens if held and held.opens <= to else opens
    elif due.from_ and due.from_ != to and due.date and len(due.date) < 10:
        basis = "month" if len(due.date) == 7 else "year"
    return Window(opens, to, basis, exact=due.exact)


def window_in_session(due: Due, organ: str, adopted_on: datetime.date | None) -> Window | None:
    """Return the whole session, day, month or year that the words name."""
    if due.relative == "next-session" and adopted_on is not None:
        series = due.organ or organ
        number = next_session(series, adopted_on)
        return session_window(series, number) if number is not None else None
    if due.organ == COUNCIL and due.date and len(due.date) == 4 and due.session in (None, int(due.date)):
        return session_window(COUNCIL, int(due.date))
    dated = _dated(due.date) if due.date else None
    if dated and (dated.basis == "day" or due.session is None):
        return dated
    found = due_session(due, organ, adopted_on)
    window = session_window(found[1], found[0]) if found else None
    if dated and window and window.opens <= dated.opens and dated.closes <= window.closes:
        return dated
    return window or dated


def _ahead(window: Window, adopted_on: datetime.date | None, years: int) -> bool:
    if adopted_on is None:
        return True
    return window.closes >= adopted_on and window.opens.year <= adopted_on.year + years


def _dated(date: str) -> Window | None:
    """Return the day, month or year that a date names; None where no calendar has it."""
    parts = date.split("-")
    try:
        numbers = [int(part) for part in parts]
        opens = datetime.date(numbers[0], *[*numbers[1:], 1, 1][:2])
        if len(numbers) == 3:
            return Window(opens, opens, "day")
        if len(numbers) == 2:
            following = datetime.date(opens.year + opens.month // 12, opens.month % 12 + 1, 1)
            return Window(opens, following - datetime.timedelta(days=1), "month")
        return Window(opens, datetime.date(opens.year, 12, 31), "year")
    except ValueError:
        return None


def later(day: datetime.date, duration: str, sign: int = 1) -> datetime.date | None:
    """Return the day that lies an ISO 8601 duration after another, before it where the sign is -1.

    A sample: three months after 30 November is the last of February.
    """
    found = re.fullmatch(r"P(\d{1,4})([DWMY])", duration)
    if found is None:
        return None
    count, unit = sign * int(found[1]), found[2]
    try:
        if unit in "DW":
            return day + datetime.timedelta(days=count * (7 if unit == "W" else 1))
        month = day.month - 1 + count * (12 if unit == "Y" else 1)
        year, month = day.year + month // 12, month % 12 + 1
        return datetime.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
    except (OverflowError, ValueError):
        return None
