"""A year every so many years, and texts that proclaim it out of turn: it counts from there."""

from __future__ import annotations

import datetime
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "linking"))

from small_libraries import library_of
from small_texts import assembly

from alinea.library.ledger import EVERY, LedgerQuery, answer
from alinea.library.schedules.registers import register_of
from alinea.model.ledger import Entry, Status
from alinea.presenting.calendar import calendar_of
from alinea.presenting.words import words_in
from alinea.store.library import Library

YEAR = "Année internationale des îles et de la confiance"
ASKED = assembly(
    "60/99",
    "Zone de paix des îles",
    "7 décembre 2005",
    (f"Rappelant qu'elle a proclamé 2005 {YEAR}",),
    (f"Recommande de proclamer tous les cinq ans l'{YEAR}",),
)
PROCLAIMED = assembly(
    "62/66",
    f"{YEAR}, 2009",
    "21 mars 2008",
    ("Rappelant sa résolution 60/99 du 7 décembre 2005",),
    (
        f"Proclame 2009 {YEAR}",
        "Invite tous les États Membres à célébrer l'Année internationale comme il convient",
    ),
)


def year(library: Library, day: datetime.date) -> Entry:
    asked = LedgerQuery(day, EVERY, work="A/RES/60/99", kinds=("observance",))
    [found] = [each for each in answer(library, asked).entries if each.obligation.recurrence]
    return found


@pytest.fixture(scope="module")
def library() -> Iterator[Library]:
    with library_of(ASKED, PROCLAIMED) as made:
        yield made


def test_it_counts_from_the_year_that_a_later_text_proclaims(library: Library) -> None:
    found = year(library, datetime.date(2010, 11, 1))
    assert (found.status, found.next) == (Status.DUE, datetime.date(2014, 1, 1))
    assert [(each.kind, each.place.symbol) for each in found.obligation.evidence] == [
        ("proclaimed", "A/RES/62/66")
    ]


def test_before_that_text_it_counts_as_the_first_one_says(library: Library) -> None:
    assert year(library, datetime.date(2007, 11, 1)).next == datetime.date(2010, 1, 1)


def test_the_register_and_the_calendar_have_it_once(library: Library) -> None:
    register = register_of(library, "observances", LedgerQuery(datetime.date(2010, 11, 1)))
    [standing] = register.standing
    assert {each.obligation.symbol for each in standing.texts} == {"A/RES/60/99", "A/RES/62/66"}
    assert standing.entry.next == datetime.date(2014, 1, 1)


def test_a_text_of_another_name_does_not_count(library: Library) -> None:
    other = PROCLAIMED.replace("des îles et de la confiance", "des lacs et de la confiance")
    with library_of(ASKED, other) as made:
        assert year(made, datetime.date(2010, 11, 1)).next == datetime.date(2010, 1, 1)


def test_in_a_calendar_it_begins_there(library: Library) -> None:
    entry = year(library, datetime.date(2010, 11, 1))
    made = calendar_of((entry,), words_in("fr"), datetime.datetime(2010, 11, 1, tzinfo=datetime.UTC))
    assert b"DTSTART;VALUE=DATE:20090101" in made.to_ical()
