"""When sessions are held."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alinea.vocab.sessions import next_session, opening_rule, session_window
from alinea.vocab.tables import table

SESSIONS = table("common", "sessions")


@pytest.mark.parametrize("row", SESSIONS["examples"], ids=lambda row: f"{row['series']}-{row['session']}")
def test_examples(row: dict[str, Any]) -> None:
    window = session_window(row["series"], row["session"])
    assert window is not None
    assert (window.opens, window.closes) == (row["opens"], row["closes"])


@pytest.mark.parametrize("row", SESSIONS["calendar"], ids=lambda row: row["series"])
def test_every_calendar_has_a_source_and_rules_in_order(row: dict[str, Any]) -> None:
    assert row["source"]
    firsts = [rule["from"] for rule in row["rule"]]
    assert firsts == sorted(firsts)
    assert any(example["series"] == row["series"] for example in SESSIONS["examples"]) or len(firsts) == 1


@given(st.integers(1, 150))
def test_sessions_of_the_assembly_follow_one_another(session: int) -> None:
    window, following = session_window("A", session), session_window("A", session + 1)
    assert window is not None
    assert following is not None
    assert window.closes + datetime.timedelta(days=1) == following.opens
    assert window.opens.year == 1945 + session


@given(st.integers(58, 150))
def test_the_assembly_opens_on_a_tuesday_of_september(session: int) -> None:
    window = session_window("A", session)
    assert window is not None
    assert (window.opens.month, window.opens.isoweekday()) == (9, 2)
    first = datetime.date(window.opens.year, 9, 1)
    worked = next(day for day in range(1, 9) if datetime.date(window.opens.year, 9, day).isoweekday() <= 5)
    weeks = (window.opens - (first + datetime.timedelta(days=worked - 1))).days // 7 + 1
    assert weeks in ((1, 2) if session >= 78 else (2, 3))


def test_what_no_rule_tells_is_not_known() -> None:
    assert session_window("S", 4) is None
    assert session_window("E/CN.4", 63) is None
    assert session_window("E", 54) is None
    assert session_window("A", 0) is None
    assert session_window("A", 5000) is None
    assert next_session("S", datetime.date(2020, 1, 1)) is None


def test_the_next_session() -> None:
    assert next_session("A", datetime.date(2022, 7, 28)) == 77
    assert next_session("A", datetime.date(2022, 9, 13)) == 78
    assert next_session("A/HRC", datetime.date(2025, 5, 1)) == 59


def test_the_rule_for_calendars_is_the_one_in_force() -> None:
    found = opening_rule("A", 77)
    assert found is not None
    assert found == ("FREQ=YEARLY;BYMONTH=9;BYDAY=TU;BYMONTHDAY=5,6,7,8,9,10,11", datetime.date(2023, 9, 5))
    for session in range(78, 120):
        window = session_window("A", session)
        assert window is not None
        assert 5 <= window.opens.day <= 11
    assert opening_rule("A/HRC", 58) is None
