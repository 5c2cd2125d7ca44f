"""From the words of a deadline to days of the calendar."""

from __future__ import annotations

import datetime

from alinea.vocab.sessions import session_window
from alinea.model.ledger import Window
from alinea.model.record import Due

__all__ = ["due_session", "due_window"]

AHEAD = 15  # years: a session that lies further ahead than that is misread
OWN_AHEAD = 6  # the same for other organs than the Assembly, of which some meet three times a year
ASSEMBLY = "A"


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
