"""What falls due as a calendar (RFC 5545), and an existing one brought up to date.

An entry keeps its UID as long as its commitment is there: address of the paragraph, kind, place among its kind. One
that changes has its SEQUENCE raised; one that is gone is cancelled, so that calendar programs take it out; one that has
not changed stays as it was.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from icalendar import Calendar, Component, Event
from icalendar.prop import vRecur

from alinea.model.ledger import Entry, Status
from alinea.presenting.hits import excerpt
from alinea.presenting.ledger import bearers_of, deed_of, kind_of, number_of, owes, reason, when
from alinea.presenting.problems import printable
from alinea.presenting.words import Words
from alinea.vocab.folding import fold

PRODUCT = "-//Alinea//Resolutions of the United Nations//EN"
_OURS = "-//Alinea//"
_DAY = datetime.timedelta(days=1)
_HELD = ("meeting", "observance")
_WHOLE = len("2028-06-05")
_PASSING = ("DTSTAMP", "LAST-MODIFIED", "SEQUENCE")  # properties that say when, not what
LONGEST = 120  # characters of a summary


@dataclass(frozen=True, slots=True)
class Updated:
    """A calendar in its bytes, and what was done to the one before: numbers of entries."""

    data: bytes
    entries: int
    new: int
    changed: int
    cancelled: int


class NotOursError(ValueError):
    """A file that is no calendar, or not one of Alinéa: ``not-a-calendar``, ``foreign``."""


def calendar_of(entries: Iterable[Entry], words: Words, stamp: datetime.datetime) -> Calendar:
    """Return the calendar of what falls due: every entry that has a day and still stands.

    Left out is what is superseded, has lapsed, or recurs and is not known to go on.

    Args:
        words: of the language of summaries and descriptions; stamp: the instant the entries bear, in UTC.
    """
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", words("calendar.name"))
    for group in _together(entries):
        calendar.add_component(_event(group, words, stamp))
    return calendar


def _together(entries: Iterable[Entry]) -> Iterator[tuple[Entry, ...]]:
    """Yield the entries that have a day; those of one observance at the same days together."""
    groups: dict[tuple[str, ...], list[Entry]] = {}
    for entry in sorted(
        entries, key=lambda each: (str(each.obligation.adopted_on or ""), each.obligation.id)
    ):
        owed = entry.obligation
        again = owed.recurrence is not None and owed.recurrence.rule is not None
        ended = entry.status in (Status.SUPERSEDED, Status.LAPSED) or (
            again and entry.status is Status.UNKNOWN
        )
        if ended or _starts(entry) is None:
            continue
        key: tuple[str, ...] = (owed.id,)
        if owed.kind == "observance" and owed.subject and owed.recurrence and owed.recurrence.rule:
            key = (fold(owed.subject), owed.recurrence.rule)
        groups.setdefault(key, []).append(entry)
    yield from (tuple(group) for group in groups.values())


def _starts(entry: Entry) -> datetime.date | None:
    recurrence = entry.obligation.recurrence
    if recurrence is not None and recurrence.rule and (begins := recurrence.begins(datetime.date.max)):
        return begins
    owed = entry.obligation
    # What is held on days that are named is there from the first of them: "from 5 to 9 June 2028".
    if owed.kind in _HELD and owed.due and owed.window and len(owed.due.date or "") == _WHOLE:
        return owed.window.opens
    return owed.deadline


def _event(group: tuple[Entry, ...], words: Words, stamp: datetime.datetime) -> Event:
    entry = group[0]
    owed, recurrence = entry.obligation, entry.obligation.recurrence
    starts = _starts(entry)
    if starts is None:
        raise ValueError(owed.id)
    days = recurrence.days if recurrence else 1
    ends = starts.replace(year=starts.year + 1) if days == 365 else starts + _DAY * days
    if owed.deadline and not (recurrence and recurrence.rule):
        ends = owed.deadline + _DAY
    event = Event()
    event.add("uid", f"{owed.id}@alinea")
    event.add("dtstamp", stamp)
    event.add("sequence", 0)
    event.add("dtstart", starts)
    event.add("dtend", ends)
    if recurrence is not None and recurrence.rule and starts == recurrence.begins(datetime.date.max):
        event.add("rrule", vRecur.from_ical(recurrence.rule))
    event.add("summary", _summary(entry, words))
    event.add("description", "\n\n".join(_description(each, words) for each in group))
    event.add("categories", [words(f"commitment.{owed.kind}")])
    event.add(
        "url", f"https://undocs.org/{words.language}/{owed.symbol.replace('(', '%28').replace(')', '%29')}"
    )
    event.add("class", "PUBLIC")
    event.add("status", "CONFIRMED")
    event.add("transp", "TRANSPARENT")
    return event


def _summary(entry: Entry, words: Words) -> str:
    owed = entry.obligation
    bearer, matter = bearers_of(owed, words), owed.title or owed.symbol
    deed = excerpt(deed_of(owed) or "", (), LONGEST // 2)[0]
    subject = owed.subject or (deed if owed.kind in ("meeting", "action") else "") or matter
    if bearer or owed.kind not in ("report", "views", "action"):
        told = words(f"calendar.{owed.kind}", bearer=bearer, subject=subject)
    else:
        told = words("calendar.no-bearer", kind=kind_of(owed, words), subject=subject)
    session = ""
    if owed.due_session is not None:
        session = f" {words('calendar.session-of', session=words.session(owed.due_session))}"
    told = " ".join(printable(told).split())
    if len(told) > LONGEST:
        told = told[:LONGEST].rsplit(" ", 1)[0] + " …"
    return f"{told}{session} · {owed.symbol}"


def _description(entry: Entry, words: Words) -> str:
    owed = entry.obligation
    told = [
        f"{owed.symbol}, {number_of(owed, words)}",
        printable(owed.title or ""),
        printable(owes(owed, words)),
        words("due.quote", quote=printable(owed.quote)),
        when(entry, words, coming=False),
        words("calendar.standing", status=words(f"status.{entry.status.value}"), reason=reason(entry, words)),
        words("calendar.unofficial"),
    ]
    return "\n".join(each for each in told if each)


def updated(calendar: Calendar, before: bytes | None, stamp: datetime.datetime) -> Updated:
    """Return a calendar with the history of the one it takes the place of.

    Args:
        calendar: as `calendar_of` gives it; before: bytes of the one before, None where there is none.
        stamp: the instant of changes, in UTC.

    Raises:
        NotOursError: `before` is no calendar of Alinéa.
    """
    known = _known(before) if before is not None else {}
    result = Calendar()
    for name, value in calendar.property_items(recursive=False):
        if name not in ("BEGIN", "END"):
            result.add(name, value)
    new = changed = cancelled = 0
    for event in calendar.walk("VEVENT"):
        held = known.pop(str(event["uid"]), None)
        if held is None:
            new += 1
        elif _content(held) == _content(event):
            event = held
        else:
            changed += 1
            _raise(event, held, stamp)
        result.add_component(event)
    entries = len(result.walk("VEVENT"))
    for event in known.values():
        if str(event.get("status", "")) != "CANCELLED":
            cancelled += 1
            _raise(event, event, stamp)
            event.pop("status", None)
            event.add("status", "CANCELLED")
            event.pop("dtstamp", None)
            event.add("dtstamp", stamp)
        result.add_component(event)
    return Updated(result.to_ical(sorted=False), entries, new, changed, cancelled)


def _known(before: bytes) -> dict[str, Component]:
    try:
        calendar = Calendar.from_ical(before.decode("utf-8"))
    except (ValueError, IndexError, KeyError) as error:
        raise NotOursError("not-a-calendar") from error
    if not isinstance(calendar, Calendar) or not str(calendar.get("prodid", "")).startswith(_OURS):
        raise NotOursError("foreign")
    return {str(event["uid"]): event for event in calendar.walk("VEVENT") if "uid" in event}


def _raise(event: Component, held: Component, stamp: datetime.datetime) -> None:
    number = int(held.get("sequence", 0)) + 1
    for name, value in (("sequence", number), ("last-modified", stamp)):
        event.pop(name, None)
        event.add(name, value)


def _content(event: Component) -> tuple[tuple[str, str], ...]:
    """Return what an entry says, without when it was said."""
    lines = event.to_ical(sorted=True).decode().replace("\r\n ", "").split("\r\n")
    return tuple(
        (name, rest)
        for name, _, rest in (line.partition(":") for line in lines)
        if name.partition(";")[0] not in _PASSING
    )
