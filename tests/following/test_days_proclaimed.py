"""A day proclaimed by its date: it comes each year, and its text tells of it once."""

from __future__ import annotations

import datetime
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "linking"))

from small_libraries import library_of
from small_texts import assembly

from alinea.library.ledger import LedgerQuery, answer
from alinea.library.schedules.registers import register_of
from alinea.presenting.calendar import calendar_of
from alinea.presenting.words import words_in
from alinea.store.library import Library

DAY = "Journée mondiale des bacs"
PROCLAIMED = assembly(
    "62/66",
    DAY,
    "21 mars 2008",
    ("Consciente de l'importance des bacs",),
    (
        f"Décide de proclamer le 6 juillet {DAY}",
        f"Invite tous les États Membres à célébrer la {DAY} comme il convient",
    ),
)
ASKED = LedgerQuery(datetime.date(2010, 11, 1))


@pytest.fixture(scope="module")
def library() -> Iterator[Library]:
    with library_of(PROCLAIMED) as made:
        yield made


def test_it_falls_due_each_year(library: Library) -> None:
    [found] = answer(library, ASKED).entries
    again = found.obligation.recurrence
    assert found.next == datetime.date(2011, 7, 6)
    assert again is not None and (again.period, again.starts) == ("annual", datetime.date(2008, 7, 6))


def test_the_calendar_has_it_from_its_first_day(library: Library) -> None:
    [entry] = answer(library, ASKED).entries
    at = datetime.datetime(2010, 11, 1, tzinfo=datetime.UTC)
    written = calendar_of((entry,), words_in("fr"), at).to_ical()
    assert b"DTSTART;VALUE=DATE:20080706" in written
    assert b"RRULE:FREQ=YEARLY" in written


def test_the_register_tells_of_one_text_once(library: Library) -> None:
    [standing] = register_of(library, "observances", ASKED).standing
    assert standing.before == ()
    assert standing.entry.obligation.address == "A/RES/62/66#op_1"
