"""How far sessions move: those of the organ itself, and those of others by their calendars."""

from __future__ import annotations

from dataclasses import dataclass

from alinea.vocab.sessions import session_window

_MOST = 400
"""Sessions ahead within which the one of the same season is looked for."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How far the next text lies from the last.

    Attributes:
        organ: series of the organ; last: session of the last text; session: of the next.
    """

    organ: str
    last: int
    session: int

    @property
    def sessions(self) -> int:
        """By how many sessions of the organ."""
        return self.session - self.last

    @property
    def years(self) -> int | None:
        """By how many years; None where no calendar tells, or a session of the kind is not held every year."""
        before, after = session_window(self.organ, self.last), session_window(self.organ, self.session)
        if before is None or after is None:
            return None
        return after.opens.year - before.opens.year

    def moved(self, organ: str, session: int) -> int | None:
        """Return the session that stands to the next text as a session named in the last text stood to that.

        Args:
            organ: series of the organ whose session it is.

        Returns:
            Its number; None where no calendar tells.

        A sample: for a text of the sixty-second session of the General Assembly carried to the sixty-third, the
        forty-sixth session of the Commission for Social Development (2008) becomes the forty-seventh (2009).
        """
        if organ == self.organ:
            return session + self.sessions
        window, years = session_window(organ, session), self.years
        if window is None or years is None:
            return None
        for further in range(session, session + _MOST):
            other = session_window(organ, further)
            if other is None or other.opens.year > window.opens.year + years:
                return None
            same_year = other.opens.year == window.opens.year + years
            if same_year and (window.exact or other.opens.month == window.opens.month):
                return further
        return None


def years_before(organ: str, session: int, later: int) -> int:
    """Return how many years lie between two sessions of an organ; where no calendar tells, how many sessions.

    A sample: between the thirty-seventh and the forty-sixth session of the Human Rights Council lie three years.
    """
    before, after = session_window(organ, session), session_window(organ, later)
    return after.opens.year - before.opens.year if before and after else later - session
