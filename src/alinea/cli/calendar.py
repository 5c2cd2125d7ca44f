"""``alinea calendar``: what falls due, into a calendar file that is updated in place."""

from __future__ import annotations

import datetime
from pathlib import Path

from alinea.cli.asking import Asked
from alinea.cli.read import DONE, FAILED, UsageError, now
from alinea.library.ledger import LedgerQuery, answer
from alinea.library.whole import write_whole
from alinea.presenting.answers import print_rows
from alinea.presenting.calendar import NotOursError, calendar_of, updated
from alinea.presenting.ledger import COLUMNS, row_of
from alinea.presenting.words import Words


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


def run(asked: Asked, query: LedgerQuery, ics: Path | None, stamp: datetime.datetime) -> int:
    """Write the calendar and return the exit code.

    Args:
        query: what it holds; ics: file to write, None where only rows are printed; stamp: the instant that entries
            bear, in UTC.

    Raises:
        LibraryError: the library cannot be read.
        OSError: the calendar cannot be written.
    """
    words = asked.words
    with asked.linked() as library:
        entries = answer(library, query).entries
    dated = [each for each in entries if each.obligation.window or each.next]
    print_rows(asked.form, COLUMNS, map(row_of, dated), words)
    if ics is None:
        return DONE
    try:
        before = ics.read_bytes() if ics.exists() else None
        result = updated(calendar_of(entries, words, stamp), before, stamp)
    except NotOursError as error:
        asked.tell(f"calendar.{error}", path=ics)
        return FAILED
    write_whole(ics, result.data)
    if not result.entries:
        asked.tell("calendar.nothing")
    asked.tell(
        "calendar.written",
        entries=words.count("entries", result.entries),
        path=ics,
        new=result.new,
        changed=result.changed,
        cancelled=result.cancelled,
    )
    return DONE
