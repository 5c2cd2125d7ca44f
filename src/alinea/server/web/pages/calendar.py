"""A year as a calendar of months, with the sessions of organs as bands; and the same for calendar programs."""

from __future__ import annotations

import calendar as months
import datetime
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import Any, Literal

from fastapi import APIRouter
from fastapi.responses import Response

from alinea.library.ledger import STANDING, Coming, Falling, Session, Year, answer, year_of
from alinea.model.window import Window
from alinea.presenting.calendar import calendar_of
from alinea.presenting.ledger import days as days_told
from alinea.server.web.caching import remembered
from alinea.server.web.filters import KINDS, Filtered, Sought
from alinea.server.web.ledger_view import Charged, charged
from alinea.server.web.pages.ledger import organs, subscription
from alinea.server.web.rendering import page
from alinea.server.web.request import Visit, Visiting, legible

SUBSCRIBED = 1000
"""Entries that a calendar program is given at most: the nearest."""

KEPT = datetime.timedelta(days=366)
"""What closed so long ago is still given to a calendar program."""

FIRST, LAST = 1945, 2200
"""Years that have a page."""

UNDATED = 8
"""Of what comes again on no known day, so much is listed."""

OF_A_DAY, OF_A_TIME = 5, 4
"""Entries listed of what comes again on a day, and of what falls due at a time."""

OF_A_MONTH, OF_THE_REST, DAYS, TIMES = 6, 24, 8, 16
"""Entries listed of a month, and of sessions and longer times; days of a month, and longer times, that are listed."""


class _Room:
    """How many entries may still be listed."""

    def __init__(self, left: int) -> None:
        self.left = left

    def for_(self, wanted: int, most: int) -> int:
        """Return how many of those wanted are listed, and take their room."""
        given = max(0, min(wanted, most, self.left))
        self.left -= given
        return given


_DAY = datetime.timedelta(days=1)
Mark = Literal["due", "again", "opens"]


@dataclass(frozen=True, slots=True)
class Day:
    """A day of a small month.

    Attributes:
        number; place: where it leads, empty where nothing is there; said: what there is, in words.
        marks: of `Mark`; today.
    """

    number: int
    place: str
    said: str
    marks: tuple[Mark, ...]
    today: bool


routes = APIRouter()


@routes.get("/calendar")
def _calendar(visit: Visiting, told: Filtered) -> Response:
    return remembered(visit, lambda: page(visit, "calendar.html", **_facts(visit, told)))


@routes.get("/calendar.ics")
def _file_page(visit: Visiting, told: Filtered) -> Response:
    return remembered(visit, lambda: _file(visit, told))


def _file(visit: Visit, told: Sought) -> Response:
    """Return the calendar file (RFC 5545); two of one day that hold the same are the same byte for byte."""
    asked = told.question(visit.today, visit.linked)
    nearest = replace(asked, statuses=STANDING, since=asked.as_of - KEPT, before=None, limit=SUBSCRIBED)
    entries = answer(visit.linked, nearest).entries
    stamp = datetime.datetime.combine(asked.as_of, datetime.time(), datetime.UTC)
    calendar = calendar_of(entries, visit.words, stamp)
    if asked.bearer:
        calendar.pop("x-wr-calname")
        bearer = legible(" ".join(asked.bearer.split()))
        calendar.add("x-wr-calname", visit.words("web.calendar.name-of", bearer=bearer))
    # How often programs ask again: RFC 7986, 5.7, and what was there before it.
    calendar.add("refresh-interval", datetime.timedelta(hours=12), parameters={"value": "DURATION"})
    calendar.add("x-published-ttl", "PT12H")
    return Response(
        calendar.to_ical(sorted=False),
        media_type="text/calendar; charset=utf-8",
        headers={"content-disposition": 'inline; filename="alinea.ics"', "cache-control": "no-cache"},
    )


def _facts(visit: Visit, told: Sought) -> dict[str, Any]:
    asked = told.question(visit.today, visit.linked)
    number = min(max(told.year or visit.today.year, FIRST), LAST)
    year = year_of(visit.linked, number, asked)
    listed = _by_day(year)
    room = _Room(OF_THE_REST)
    longer = [each for each in year.falling if each.basis in ("year", "days")]
    undated = [each for each in year.coming if not each.days]
    return {
        "told": told,
        "number": number,
        "unknown": told.unknown,
        "before": visit.here(year=number - 1) if number > FIRST else None,
        "after": visit.here(year=number + 1) if number < LAST else None,
        "weekdays": _weekdays(visit),
        "months": [_month(number, month, listed, year, visit) for month in range(1, 13)],
        "bands": _bands(year, room, visit),
        "ticks": [_share(datetime.date(number, month, 1), number) for month in range(2, 13)],
        "today": _share(visit.today, number) if visit.today.year == number else None,
        "whole": [_falling(each, room, visit) for each in longer[:TIMES]],
        "whole_more": max(0, len(longer) - TIMES),
        "observed": [_coming(each, visit) for each in [one for one in year.coming if one.whole][:UNDATED]],
        "undated": [_coming(each, visit) for each in undated[:UNDATED]],
        "undated_more": len(undated) - UNDATED if len(undated) > UNDATED else 0,
        "more": year.more,
        "organs": organs(visit, told.typed["organ"]),
        "kinds": KINDS,
        "subscribed": subscription(visit, told),
    }


def _weekdays(visit: Visit) -> list[tuple[str, str]]:
    """Return the days of the week from Monday on: short and whole."""
    names = visit.words.locale.days["stand-alone"]
    return [(names["narrow"][day], names["wide"][day]) for day in range(7)]


@dataclass(slots=True)
class _Listed:
    """What the list has of a day: what falls due, what comes again, sessions that open and close."""

    falling: list[Falling]
    coming: list[Coming]
    opens: list[Session]
    closes: list[Session]


def _by_day(year: Year) -> dict[datetime.date, _Listed]:
    """Return what the list has of each day, of days with anything."""
    found: dict[datetime.date, _Listed] = defaultdict(lambda: _Listed([], [], [], []))
    for each in year.falling:
        if each.basis == "day":
            found[each.closes].falling.append(each)
    for again in year.coming:
        if not again.whole:
            for day in again.days:
                found[day].coming.append(again)
    for session in year.sessions:
        if session.exact and session.opens.year == year.number:
            found[session.opens].opens.append(session)
        if session.exact and session.closes.year == year.number:
            found[session.closes].closes.append(session)
    return found


def _month(
    number: int, month: int, listed: dict[datetime.date, _Listed], year: Year, visit: Visit
) -> dict[str, Any]:
    first = datetime.date(number, month, 1)
    last = first.replace(day=months.monthrange(number, month)[1])
    room = _Room(OF_A_MONTH)
    told = [day for day in sorted(listed) if first <= day <= last]
    shown = frozenset(told[:DAYS])
    weeks = [
        [_day(day, listed, shown, visit) if day.month == month else None for day in week]
        for week in months.Calendar().monthdatescalendar(number, month)
    ]
    within = [each for each in year.falling if each.basis == "month" and each.opens == first]
    days = [_listed_day(day, listed[day], room, visit) for day in told[:DAYS]]
    return {
        "id": f"m-{first:%Y-%m}",
        "name": visit.words.date(first, "month"),
        "short": visit.words.locale.months["stand-alone"]["abbreviated"][month],
        "initial": visit.words.locale.months["stand-alone"]["narrow"][month],
        "weeks": weeks,
        "days": days,
        "rest": len(told) - len(days),
        "place": visit.url(
            "/due",
            "",
            status="all",
            since=first.isoformat(),
            before=(last + _DAY).isoformat(),
            **_kept(visit),
        ),
        "within": [_falling(each, room, visit) for each in within],
    }


def _listed_day(day: datetime.date, there: _Listed, room: _Room, visit: Visit) -> dict[str, Any]:
    again = room.for_(len(there.coming), OF_A_DAY)
    return {
        "id": _id(day),
        "said": visit.words.date(day),
        "opens": [_session(each, 0, visit) for each in there.opens],
        "closes": [_session(each, 0, visit) for each in there.closes],
        "falling": [_falling(each, room, visit) for each in there.falling],
        "coming": [_coming(each, visit) for each in there.coming[:again]],
        "rest": len(there.coming) - again,
    }


def _id(day: datetime.date) -> str:
    return f"d-{day.isoformat()}"


def _day(
    day: datetime.date, listed: dict[datetime.date, _Listed], shown: frozenset[datetime.date], visit: Visit
) -> Day:
    there, words = listed.get(day), visit.words
    today = day == visit.today
    if there is None:
        return Day(day.day, "", "", (), today)
    due = sum(each.charges for each in there.falling)
    said, marks = [], list[Mark]()
    if due:
        said.append(words.count("charges", due))
        marks.append("due")
    if there.coming:
        said.append(words.count("recurrences", len(there.coming)))
        marks.append("again")
    for key, sessions in (("opens", there.opens), ("closes", there.closes)):
        said += [words(f"web.calendar.{key}", session=_named(each, visit)) for each in sessions]
        if sessions and "opens" not in marks:
            marks.append("opens")
    # A day that has no room in the list leads to the ledger.
    place = f"#{_id(day)}"
    if day not in shown:
        following = (day + _DAY).isoformat()
        place = visit.url("/due", "", status="all", since=day.isoformat(), before=following, **_kept(visit))
    whole = f"{words.date(day)}{words('web.colon')} {words.listing(said)}"
    return Day(day.day, place, whole, tuple(marks), today)


def _named(session: Session, visit: Visit) -> str:
    words = visit.words
    organ = words.find(f"organ.{session.organ}") or session.organ
    return words("due.session-of", session=words.session(session.number), organ=organ)


def _session(session: Session, most: int, visit: Visit) -> dict[str, Any]:
    window = Window(session.opens, session.closes, "session", session.exact)
    return {
        "said": _named(session, visit),
        "days": days_told(window, visit.words),
        "charges": visit.words.count("charges", session.charges) if session.charges else "",
        "place": visit.url("/due", "", session=session.number, organ=session.organ, status="all"),
        "entries": [charged(each, visit) for each in session.entries[:most]],
        "rest": max(0, session.charges - min(most, len(session.entries))),
    }


def _bands(year: Year, room: _Room, visit: Visit) -> list[dict[str, Any]]:
    """Return the sessions of each organ as stretches of the year, in hundredths of it."""
    rows: dict[str, list[Session]] = defaultdict(list)
    for each in year.sessions:
        rows[each.organ].append(each)
    told = []
    for organ, sessions in rows.items():
        stretches = []
        for each in sessions:
            begins = _share(each.opens, year.number)
            ends = _share(each.closes + _DAY, year.number)
            stretches.append(
                {"begins": begins, "width": round(max(ends - begins, 0.4), 2), "exact": each.exact}
            )
        told.append(
            {
                "organ": visit.words.find(f"organ.{organ}") or organ,
                "stretches": stretches,
                "sessions": [
                    {
                        **_session(each, room.for_(len(each.entries), OF_A_TIME), visit),
                        "short": visit.words.session(each.number),
                    }
                    for each in sessions
                ],
            }
        )
    return told


def _share(day: datetime.date, year: int) -> float:
    """Return where a day stands in a year, in hundredths of it; 0 or 100 where it lies outside."""
    first, end = datetime.date(year, 1, 1), datetime.date(year + 1, 1, 1)
    return round(min(max((day - first).days / (end - first).days, 0.0), 1.0) * 100, 2)


def _falling(each: Falling, room: _Room, visit: Visit) -> dict[str, Any]:
    shown = room.for_(len(each.entries), OF_A_TIME)
    window = Window(each.opens, each.closes, "session" if each.basis == "days" else each.basis)
    following = each.closes + _DAY
    return {
        "said": days_told(window, visit.words),
        "count": visit.words.count("charges", each.charges),
        "entries": [charged(entry, visit) for entry in each.entries[:shown]],
        "rest": max(0, each.charges - shown),
        "place": visit.url(
            "/due",
            "",
            status="all",
            since=each.opens.isoformat(),
            before=following.isoformat(),
            **_kept(visit),
        ),
    }


def _kept(visit: Visit) -> dict[str, Any]:
    asked = visit.request.query_params
    return {name: asked.getlist(name) for name in ("bearer", "kind", "organ") if asked.getlist(name)}


def _coming(each: Coming, visit: Visit) -> dict[str, Any]:
    told: Charged = charged(replace(each.entry, next=None), visit)
    note = ""
    if each.texts > 1 and each.entry.obligation.subject:
        note = visit.words.count("texts-asking", each.texts)
    elif each.texts > 1:
        note = visit.words.count("besides", each.texts - 1)
    return {"told": told, "texts": note}
