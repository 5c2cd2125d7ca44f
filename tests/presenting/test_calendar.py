"""Calendars: RFC 5545, stable entries, updated in place."""

from __future__ import annotations

import datetime
import sys
from dataclasses import replace
from pathlib import Path

import icalendar
import pytest
from dateutil.rrule import rrulestr

sys.path.insert(0, str(Path(__file__).parents[1] / "linking"))

from small_libraries import entries_of
from small_texts import FIRST, SECOND, assembly

from alinea.model.ledger import Entry
from alinea.presenting.calendar import NotOursError, Updated, calendar_of, updated
from alinea.presenting.words import words_in

MORNING = datetime.datetime(2026, 11, 21, 8, tzinfo=datetime.UTC)
TODAY = MORNING.date()
EVENING = datetime.datetime(2026, 11, 21, 20, tzinfo=datetime.UTC)
PEACE = assembly(
    "61/271",
    "Journée internationale de la non-violence",
    "15 juin 2007",
    [],
    [
        "Invite tous les États à célébrer chaque année, le 2 octobre, la Journée internationale de la non-violence"
    ],
)


def entries(*texts: str, as_of: datetime.date = TODAY) -> tuple[Entry, ...]:
    return entries_of(*texts, as_of=as_of)


def written(entries: tuple[Entry, ...], before: bytes | None, stamp: datetime.datetime) -> Updated:
    return updated(calendar_of(entries, words_in("fr"), stamp), before, stamp)


def events(data: bytes) -> dict[str, icalendar.Component]:
    return {str(each["uid"]): each for each in icalendar.Calendar.from_ical(data.decode()).walk("VEVENT")}


def test_lines_are_those_of_the_standard() -> None:
    data = written(entries(FIRST, PEACE), None, MORNING).data
    assert data.startswith(b"BEGIN:VCALENDAR\r\n")
    assert data.endswith(b"END:VCALENDAR\r\n")
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    assert data.replace(b"\r\n", b"").find(b"\n") == -1
    for event in events(data).values():
        assert {"UID", "DTSTAMP", "DTSTART", "SUMMARY", "SEQUENCE"} <= set(event)
        assert isinstance(event["dtstart"].dt, datetime.date)


def test_a_day_of_every_year() -> None:
    event = events(written(entries(PEACE), None, MORNING).data)["A/RES/61/271#op_1/observance/1@alinea"]
    start = datetime.datetime.combine(event["dtstart"].dt, datetime.time())
    rule = rrulestr(event["rrule"].to_ical().decode(), dtstart=start)
    assert [str(rule[place].date()) for place in range(3)] == ["2007-10-02", "2008-10-02", "2009-10-02"]
    assert "Journée internationale de la non-violence" in event["summary"]


def test_a_meeting_is_held_on_all_its_days() -> None:
    meeting = assembly(
        "62/9", "Quais", "1er décembre 2007", [], ["Décide que le Forum se réunira du 5 au 9 juin 2028"]
    )
    (event,) = events(written(entries(meeting), None, MORNING).data).values()
    days = (event["dtstart"].dt, event["dtend"].dt)
    assert days == (datetime.date(2028, 6, 5), datetime.date(2028, 6, 10))


def test_the_same_entries_change_nothing() -> None:
    first = written(entries(FIRST, PEACE), None, MORNING)
    again = written(entries(FIRST, PEACE), first.data, EVENING)
    assert (again.new, again.changed, again.cancelled) == (0, 0, 0)
    assert again.data == first.data


def test_a_year_later_nothing_that_stands_has_changed() -> None:
    first = written(entries(PEACE), None, MORNING)
    later = written(entries(PEACE, as_of=datetime.date(2027, 11, 21)), first.data, EVENING)
    assert later.data == first.data


def test_an_entry_that_changes_has_its_sequence_raised() -> None:
    first = written(entries(FIRST), None, MORNING)
    second = written(entries(FIRST, SECOND), first.data, EVENING)
    assert (second.new, second.changed, second.cancelled) == (1, 2, 0)
    uid = "A/RES/61/70#op_1/report/1@alinea"
    before, after = events(first.data)[uid], events(second.data)[uid]
    assert (int(before["sequence"]), int(after["sequence"])) == (0, 1)
    assert after["last-modified"].dt == EVENING


def test_an_entry_that_is_gone_is_cancelled_once() -> None:
    first = written(entries(FIRST, PEACE), None, MORNING)
    second = written(entries(PEACE), first.data, EVENING)
    third = written(entries(PEACE), second.data, EVENING)
    assert (second.cancelled, third.cancelled) == (2, 0)
    gone = events(third.data)["A/RES/61/70#op_1/report/1@alinea"]
    assert (gone["status"], int(gone["sequence"])) == ("CANCELLED", 1)
    back = written(entries(FIRST, PEACE), third.data, EVENING)
    assert int(events(back.data)["A/RES/61/70#op_1/report/1@alinea"]["sequence"]) == 2


def test_one_day_that_two_texts_ask_for_is_one_entry() -> None:
    [first] = entries(PEACE)
    other = replace(
        first, obligation=replace(first.obligation, id="A/RES/62/1#op_1/observance/1", symbol="A/RES/62/1")
    )
    [event] = events(written((other, first), None, MORNING).data).values()
    assert event["uid"] == "A/RES/61/271#op_1/observance/1@alinea"
    assert "A/RES/62/1" in event["description"]


@pytest.mark.parametrize(
    ("before", "code"),
    [
        (b"", "not-a-calendar"),
        (b"hello", "not-a-calendar"),
        (b"\xff\xfe\x00", "not-a-calendar"),
        (b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Other//EN\r\nEND:VCALENDAR\r\n", "foreign"),
    ],
)
def test_another_file_is_not_overwritten(before: bytes, code: str) -> None:
    with pytest.raises(NotOursError, match=code):
        written(entries(PEACE), before, MORNING)


def test_commands_in_a_text_do_not_reach_the_calendar() -> None:
    [entry] = entries(PEACE)
    evil = replace(
        entry, obligation=replace(entry.obligation, subject="x\r\nBEGIN:VALARM\x07", title="\x1b[2J")
    )
    data = written((evil,), None, MORNING).data
    assert b"\nBEGIN:VALARM" not in data
    assert b"\x1b" not in data
    assert len(events(data)) == 1
