"""``alinea calendar``: what falls due, into a calendar file that is updated in place."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from pathlib import Path

from alinea.cli.questions import linked
from alinea.cli.read import DONE, FAILED, UsageError, now
from alinea.cli.reporting import stderr
from alinea.library.ledger import LedgerQuery, answer
from alinea.library.whole import write_whole
from alinea.presenting.answers import AnswerForm, print_rows
from alinea.presenting.calendar import NotOursError, calendar_of, updated
from alinea.presenting.ledger import COLUMNS, row_of
from alinea.presenting.problems import printable
from alinea.presenting.words import Words


@dataclass(frozen=True, slots=True)
class CalendarRequest:
    """What the command was asked to do.

    Attributes:
        asked: the question; library: file; ics: file to write, None where only rows are printed.
        form: ``json`` and ``csv`` print what the calendar holds; stamp: the instant that entries bear, in UTC.
    """

    asked: LedgerQuery
    library: Path
    ics: Path | None
    form: AnswerForm
    stamp: datetime.datetime
    words: Words


def instant(typed: str | None, words: Words) -> datetime.datetime:
    """Return the instant that an option gives, in UTC; else that of ``SOURCE_DATE_EPOCH``, or now.

    Raises:
        UsageError: it is no instant.
    """
    if typed is not None:
        try:
            given = datetime.datetime.fromisoformat(typed)
        except ValueError:
            raise UsageError(words("due.unknown-date", option="--stamp", value=typed)) from None
        return given.replace(tzinfo=given.tzinfo or datetime.UTC).astimezone(datetime.UTC)
    return now(words)


def run(request: CalendarRequest) -> int:
    """Write the calendar and return the exit code.

    Raises:
        LibraryError: the library cannot be read.
        OSError: the calendar cannot be written.
    """
    words = request.words
    with linked(request.library, words) as library:
        entries = answer(library, request.asked).entries
    dated = [each for each in entries if each.obligation.window or each.next]
    print_rows(request.form, COLUMNS, map(row_of, dated), words)
    if request.ics is None:
        return DONE
    try:
        before = request.ics.read_bytes() if request.ics.exists() else None
        result = updated(calendar_of(entries, words, request.stamp), before, request.stamp)
    except NotOursError as error:
        stderr(printable(f"alinea: {words(f'calendar.{error}', path=request.ics)}"))
        return FAILED
    write_whole(request.ics, result.data)
    if not result.entries:
        stderr(f"alinea: {words('calendar.nothing')}")
    told = words(
        "calendar.written",
        entries=words.count("entries", result.entries),
        path=request.ics,
        new=result.new,
        changed=result.changed,
        cancelled=result.cancelled,
    )
    stderr(printable(f"alinea: {told}"))
    return DONE
