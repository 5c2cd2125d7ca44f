"""When a session of an organ is held, by the rules of ``vocab/common/sessions.toml``."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Any

from alinea.model.window import Window
from alinea.vocab.tables import table

_DAY = datetime.timedelta(days=1)
LATEST = 200  # sessions beyond it are misprints, and years beyond the calendar's end no years
FURTHEST = 2200


@cache
def _calendars() -> Mapping[str, Mapping[str, Any]]:
    return MappingProxyType({row["series"]: row for row in table("common", "sessions")["calendar"]})


@lru_cache(maxsize=4096)
def session_window(series: str, session: int) -> Window | None:
    """Return from when to when a session of an organ lasts, or None where no rule tells.

    Args:
        series: of the organ's documents: ``A``, ``A/HRC``, ``E``; session: its number, or for ``E`` its year.

    A sample: the seventy-sixth session of the General Assembly lasts from 14 September 2021 to 12 September 2022.
    """
    calendar = _calendars().get(series)
    rule = _rule(calendar, session) if calendar else None
    if calendar is None or rule is None:
        return None
    if "opens" in rule:
        following = _rule(calendar, session + 1) or rule
        closes = _opening(calendar, following, session + 1) - _DAY
        return Window(_opening(calendar, rule, session), closes, "session")
    if "thirds" in rule:
        turn = session - rule["first"]
        first, last = rule["months"][turn % 3]
        year = int(rule["thirds"]) + turn // 3
        return Window(datetime.date(year, first, 1), _month_end(year, last), "session", exact=False)
    if "years" in rule:
        begins = _day(session - 1 if rule["before"] else session, rule["begins"])
        following = _rule(calendar, session + 1) or rule
        ends = _day(session if following["before"] else session + 1, following["begins"]) - _DAY
        return Window(begins, ends, "session", exact=False)
    year = int(rule["year"]) + session
    first, last = rule.get("months", (1, 12))
    return Window(datetime.date(year, first, 1), _month_end(year, last), "session", exact=False)


@lru_cache(maxsize=1024)
def next_session(series: str, after: datetime.date) -> int | None:
    """Return the first session of an organ that opens after a day, None where no rule tells."""
    calendar = _calendars().get(series)
    if calendar is None:
        return None
    first = int(calendar["rule"][0]["from"])
    # Sessions follow one another at a steady pace: begin where it would be, and go on from there.
    for session in range(first, first + 400):
        window = session_window(series, session)
        if window and window.opens > after:
            return session
    return None


def of_that_season(series: str, session: int, after: datetime.date) -> int | None:
    """Return the first session of an organ that opens after a day at the time of year of another of its sessions.

    A sample: what the Human Rights Council asked for every year at its fifty-second session, in spring, comes at the
    fifty-fifth and the fifty-eighth.
    """
    turns = 3 if any("thirds" in rule for rule in _calendars().get(series, {}).get("rule", ())) else 1
    found = next_session(series, after)
    return None if found is None else found + (session - found) % turns


def opening_rule(series: str, session: int, *, debate: bool = False) -> tuple[str, datetime.date] | None:
    """Return as an RRULE on which day of each year the sessions of an organ open, and the first such day.

    Of the general debate where that is asked for.

    The rule is the one in force for good; the day is that of the first session that opens by it, `session` or later.
    None where the sessions open by no rule of the kind.

    A sample: the Tuesday of the second week of September, counting from the first week with a working day, is the
    Tuesday from the 5th to the 11th.
    """
    calendar = _calendars().get(series)
    rule = calendar["rule"][-1] if calendar else None
    if rule is None or "week" not in rule.get("opens", {}):
        return None
    shift = days_to_debate(series, max(session, rule["from"])) if debate else 0
    first = 5 + 7 * (rule["opens"]["week"] - 2) + shift
    days = ",".join(str(day) for day in range(first, first + 7))
    window = session_window(series, max(session, rule["from"]))
    if window is None:
        return None
    day = window.opens + shift * _DAY
    return f"FREQ=YEARLY;BYMONTH={rule['opens']['month']};BYDAY=TU;BYMONTHDAY={days}", day


def days_to_debate(series: str, session: int) -> int:
    """Return how many days after the opening of a session its general debate begins; 0 where it has none that is known.

    A sample: that of the seventy-eighth session of the General Assembly, opened on 5 September 2023, began on the 19th.
    """
    rows = _calendars().get(series, {}).get("debate", ())
    return int(next((row["days"] for row in reversed(rows) if row["from"] <= session), 0))


def _rule(calendar: Mapping[str, Any], session: int) -> Mapping[str, Any] | None:
    """Return the rule that a session is held by: the last that begins with it or before."""
    if session > calendar.get("until", max(LATEST, FURTHEST if calendar["series"] == "E" else 0)):
        return None
    rules: list[Mapping[str, Any]] = [rule for rule in calendar["rule"] if rule["from"] <= session]
    return rules[-1] if rules else None


def _opening(calendar: Mapping[str, Any], rule: Mapping[str, Any], session: int) -> datetime.date:
    kept = calendar.get("opened", {}).get(str(session))
    if kept is not None:
        return datetime.date.fromisoformat(str(kept))
    opens = rule["opens"]
    first = datetime.date(int(calendar["began"]) + session, int(opens["month"]), 1)
    if "week" in opens:
        # The first week with a working day is that of the first Monday to Friday of the month.
        working = first
        while working.isoweekday() > 5:
            working += _DAY
        monday: datetime.date = working - _DAY * (working.isoweekday() - 1)
        return monday + _DAY * (7 * (int(opens["week"]) - 1) + int(opens["weekday"]) - 1)
    if "nth" in opens:
        return _nth(first, opens["weekday"], opens["nth"])
    other = _nth(first, opens["after"], opens["nth_after"])
    return other + _DAY * ((int(opens["weekday"]) - other.isoweekday() - 1) % 7 + 1)


def _nth(first: datetime.date, weekday: int, nth: int) -> datetime.date:
    return first + _DAY * ((weekday - first.isoweekday()) % 7 + 7 * (nth - 1))


def _month_end(year: int, month: int) -> datetime.date:
    following = datetime.date(year + month // 12, month % 12 + 1, 1)
    return following - _DAY


def _day(year: int, month_day: str) -> datetime.date:
    return datetime.date.fromisoformat(f"{year}-{month_day}")
