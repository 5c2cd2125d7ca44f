"""What comes again: RRULEs of RFC 5545, and the days they give."""

from __future__ import annotations

import calendar
import datetime
import re
from dataclasses import replace

from alinea.model.corpus import Charge
from alinea.model.ledger import Recurrence
from alinea.model.record import Due
from alinea.vocab.dates import months
from alinea.vocab.folding import fold
from alinea.vocab.sessions import days_to_debate, next_session, of_that_season, opening_rule, session_window
from alinea.vocab.tables import table
from alinea.vocab.time_words import time_words
from alinea.vocab.windows import due_window

_FREQUENCIES = {"years": "YEARLY", "months": "MONTHLY", "weeks": "WEEKLY", "days": "DAILY"}
_NAMED = {"annual": (1, "years"), "biennial": (2, "years"), "semi-annual": (6, "months")}
_NAMED |= {"quarterly": (3, "months"), "monthly": (1, "months"), "triennial": (3, "years")}
_NAMED |= {"quadrennial": (4, "years"), "quinquennial": (5, "years"), "weekly": (1, "weeks")}

_DEBATE = 22  # days before which a session has opened whose general debate is over, and more
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_EVERY = re.compile(r"every (?:(\d{1,3}) )?(year|month|week|day)s?")


def recurrence_of(
    charge: Charge,
    organ: str,
    adopted_on: datetime.date | None,
    term: datetime.date | None = None,
    language: str = "en",
) -> Recurrence | None:
    """Return when what a charge asks for comes again, None where it does not.

    Args:
        charge: of a text; organ: that adopted it; adopted_on: when; language: of its words.
        term: the last day of the mandates that the text extends: reports and meetings go on no longer.

    A sample: *chaque année, le 12 décembre* is ``FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=12``.
    """
    if charge.recurrence is None:
        return None
    found = _on_weekday(charge, charge.recurrence, language)
    found = found or _recurrence(charge, charge.recurrence, organ, adopted_on)
    found = _stated(found, charge, organ, adopted_on)
    if found.until is not None:
        return found
    if term is None or found.rule is None or charge.commitment.kind == "observance":
        return found
    return replace(found, rule=f"{found.rule};UNTIL={term:%Y%m%d}", until=term, mandated=True)


def _stated(found: Recurrence, charge: Charge, organ: str, adopted_on: datetime.date | None) -> Recurrence:
    """Return a recurrence with the first and last occasion that the text names."""
    due, period = charge.commitment.due, _period(found.period)
    if due is None or found.rule is None or period is None:
        return found
    number, unit = period
    window = due_window(due, organ, adopted_on)
    if window is not None and (due.starts is not None or (unit in ("days", "weeks") and due.to)):
        if found.series is not None and window.basis != "day":
            pass  # it comes with sessions, from the one or the year that is named
        elif not (charge.day and unit == "years") and not _by_weekday(found):
            rule = f"FREQ={_FREQUENCIES[unit]}" + (f";INTERVAL={number}" if number > 1 else "")
            found = replace(found, rule=rule, starts=window.opens, stated=True, series=None)
        # The day that the text names for every year stays, from the first year on.
        elif found.starts and found.starts.year < window.opens.year:
            found = replace(found, starts=found.starts.replace(year=window.opens.year))
    elif unit == "years" and not found.stated and not charge.day and due.to and due.from_ is None:
        # "by 31 May each year": the day is that of the first time, and no opening of a session.
        rule = f"FREQ={_FREQUENCIES[unit]}" + (f";INTERVAL={number}" if number > 1 else "")
        found = _on_day(found.period, rule, (due.to.month, due.to.day), due.to.year, adopted_on)
    if due.until is None:
        return found
    last = Due(session=due.until) if isinstance(due.until, int) else Due(date=due.until)
    ends = due_window(last.model_copy(update={"organ": due.organ}), organ, adopted_on)
    if ends is None:
        return found
    return replace(found, rule=f"{found.rule};UNTIL={ends.closes:%Y%m%d}", until=ends.closes)


def _recurrence(charge: Charge, recurrence: str, organ: str, adopted_on: datetime.date | None) -> Recurrence:
    period = _period(recurrence)
    if period is None:
        return Recurrence(recurrence, None, None)
    number, unit = period
    rule = f"FREQ={_FREQUENCIES[unit]}" + (f";INTERVAL={number}" if number > 1 else "")
    if charge.day and unit == "years":
        return _on_day(recurrence, rule, charge.day, charge.year, adopted_on)
    kind = charge.commitment.kind
    if kind == "observance":
        # A year is observed whole; a day or week of which the text gives no date cannot be put on one.
        if charge.year is None or number == 1:
            return Recurrence(recurrence, rule, None)
        return Recurrence(recurrence, rule, datetime.date(charge.year, 1, 1), 365)
    if unit != "years" or adopted_on is None:
        starts = _shifted(adopted_on, number) if adopted_on and unit == "months" else None
        return Recurrence(recurrence, rule, starts, stated=False)
    # *rendre compte en 2028, dans son rapport annuel*: not before the session or year that the text names.
    window = due_window(charge.commitment.due, organ, adopted_on)
    held = _received_by(charge, organ, adopted_on)
    after, season = adopted_on, next_session(held, adopted_on) or 0
    season -= held == organ  # the session that adopted the text
    if window and window.basis != "day":
        after = max(after, window.opens - datetime.timedelta(days=1))
        season = next_session(held, after) or 0 if window.basis == "session" else season
    return _at_sessions(recurrence, rule, number, held, after, season)


def _received_by(charge: Charge, organ: str, day: datetime.date) -> str:
    """Return the organ at whose sessions a charge of each year stands: the one it is addressed to, where that meets.

    A sample: *rendre compte chaque année au Conseil économique et social* of a resolution of the General Assembly.
    """
    actors = table("common", "actors")
    series = (actors.get(each.id or "", {}).get("series") for each in charge.commitment.recipients)
    held = [each for each in series if each and next_session(each, day) is not None]
    return organ if organ in held or not held else held[0]


def _period(recurrence: str) -> tuple[int, str] | None:
    if recurrence in _NAMED:
        return _NAMED[recurrence]
    found = _EVERY.fullmatch(recurrence)
    number = int(found[1] or 1) if found else 0
    return (number, f"{found[2]}s") if found and number else None


def _on_day(
    period: str, rule: str, day: tuple[int, int], year: int | None, adopted_on: datetime.date | None
) -> Recurrence:
    month, number = day
    rule += f";BYMONTH={month};BYMONTHDAY={number}"
    first = year or (adopted_on.year if adopted_on else None)
    if first is None or number > calendar.monthrange(2024, month)[1]:
        return Recurrence(period, rule, None)
    if (month, number) == (2, 29):
        first += -first % 4
    starts = datetime.date(first, month, number)
    if adopted_on and starts < adopted_on and (month, number) != (2, 29):
        starts = starts.replace(year=max(adopted_on.year, starts.year))
        if starts < adopted_on:
            starts = starts.replace(year=starts.year + 1)
    return Recurrence(period, rule, starts)


def _on_weekday(charge: Charge, period: str, language: str) -> Recurrence | None:
    """Return what comes again on a weekday of a month that the text names: *le premier samedi de juillet*."""
    due, (number, unit) = charge.commitment.due, _period(period) or (0, "")
    if due is None or due.from_ is None or due.from_ != due.to or unit != "years":
        return None
    words, starts = time_words(language), due.from_
    for named in words.weekday.finditer(fold(charge.text)):
        month, weekday = months(language)[named["month"]], words.weekdays.index(named["weekday"])
        if (month, weekday) == (starts.month, starts.weekday()):
            nth = words.nth[named["nth"]]
            first = 7 * nth - 6 if nth > 0 else calendar.monthrange(2023, month)[1] - 6
            rule = "FREQ=YEARLY" + (f";INTERVAL={number}" if number > 1 else "")
            days = ",".join(str(day) for day in range(first, first + 7))
            rule += f";BYMONTH={month};BYDAY={_WEEKDAYS[weekday]};BYMONTHDAY={days}"
            return Recurrence(period, rule, starts)
    return None


def _by_weekday(recurrence: Recurrence) -> bool:
    return recurrence.series is None and "BYDAY" in (recurrence.rule or "")


def _at_sessions(
    period: str, rule: str, number: int, organ: str, after: datetime.date, season: int
) -> Recurrence:
    """Return a yearly recurrence of which the text gives no day: it stands at the opening of the organ's sessions.

    Args:
        season: a session; of an organ that meets several times a year those of that time of year are meant.
    """
    session = of_that_season(organ, season, after)
    window = session_window(organ, session) if session is not None else None
    if session is None or window is None or number > 1:
        return Recurrence(period, rule, _shifted(after, 12 * number), stated=False)
    opening = opening_rule(organ, session)
    if opening is None:
        return Recurrence(period, rule, window.opens, stated=False, series=organ)
    return Recurrence(period, *opening, stated=False, series=organ)


def beside_debate(found: Recurrence, adopted_on: datetime.date) -> Recurrence:
    """Return what stands at the opening of sessions as of their general debate, about which ministers meet.

    A sample: the yearly meetings *en marge de l'Assemblée générale* of A/RES/76/299 were held on 21 September 2023.
    """
    session = next_session(found.series, adopted_on) if found.series else None
    opening = opening_rule(found.series, session, debate=True) if found.series and session else None
    if opening is None:
        return found
    _, until, last = (found.rule or "").partition(";UNTIL=")
    return replace(found, rule=f"{opening[0]}{until}{last}", starts=opening[1], debate=True)


def _shifted(day: datetime.date, months: int) -> datetime.date:
    month = day.month - 1 + months
    year, month = day.year + month // 12, month % 12 + 1
    return datetime.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def next_time(recurrence: Recurrence, after: datetime.date) -> datetime.date | None:
    """Return the first day on or after a day on which something comes again, None where that is not known.

    What lasts a year counts until the year is over.
    """
    starts = recurrence.begins(after)
    if recurrence.rule is None or starts is None:
        return None
    found = _next(recurrence, starts, after)
    return None if found and recurrence.until and found > recurrence.until else found


def _next(recurrence: Recurrence, starts: datetime.date, after: datetime.date) -> datetime.date | None:
    if recurrence.series is not None:
        opening = opening_rule(recurrence.series, 1, debate=recurrence.debate)
        # A first day that is that of the rule by which sessions open now says nothing of those before it.
        first = after if opening and starts == opening[1] else max(after, starts)
        season = next_session(recurrence.series, starts - datetime.timedelta(days=1)) or 0
        return _at_opening(recurrence.series, first, season, debate=recurrence.debate)
    period = _period(recurrence.period)
    if period is None:
        return None
    if recurrence.rule and _by_weekday(recurrence):
        days = [int(day) for day in recurrence.rule.partition("BYMONTHDAY=")[2].partition(";")[0].split(",")]
        coming = (
            starts.replace(year=year, day=day)
            for year in range(starts.year, after.year + 2 * period[0] + 1, period[0])
            for day in days
        )
        return next(
            (day for day in coming if day.weekday() == starts.weekday() and day >= max(starts, after)), None
        )
    since = after - datetime.timedelta(days=recurrence.days - 1)
    return starts if starts >= since else _following(starts, *period, since)


def _at_opening(series: str, after: datetime.date, season: int, *, debate: bool) -> datetime.date | None:
    """Return the first day on or after a day on which a session of that season opens, or its general debate."""
    session = of_that_season(series, season, after - datetime.timedelta(days=_DEBATE if debate else 1))
    while session is not None and (window := session_window(series, session)):
        day = window.opens + datetime.timedelta(days=days_to_debate(series, session) if debate else 0)
        if day >= after:
            return day
        session += 1
    return None


def _following(starts: datetime.date, number: int, unit: str, since: datetime.date) -> datetime.date | None:
    """Return the first day on or after a day among those every so many years, months, weeks or days from a start.

    A day that a month does not have is passed over, as calendars do: the 29th of February, the 31st.
    """
    if unit in ("weeks", "days"):
        step = number * (7 if unit == "weeks" else 1)
        return starts + datetime.timedelta(days=-((starts - since).days // step) * step)
    months = number * (12 if unit == "years" else 1)
    passed = (since.year - starts.year) * 12 + since.month - starts.month
    count = max(0, passed // months)
    for turn in range(count, count + 50):
        month = starts.month - 1 + turn * months
        year, month = starts.year + month // 12, month % 12 + 1
        if year > datetime.MAXYEAR:
            return None
        if starts.day <= calendar.monthrange(year, month)[1]:
            day = datetime.date(year, month, starts.day)
            if day >= since:
                return day
    return None
