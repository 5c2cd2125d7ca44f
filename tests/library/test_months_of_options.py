"""Days and months that options give."""

from __future__ import annotations

import datetime

import pytest

from alinea.cli.asking import day
from alinea.cli.read import UsageError
from alinea.presenting.words import words_in


@pytest.mark.parametrize(
    ("option", "typed", "meant"),
    [
        ("--before", "2027-06-15", (2027, 6, 15)),
        ("--before", "2027-06", (2027, 7, 1)),
        ("--before", "2027-12", (2028, 1, 1)),
        ("--since", "2027-06", (2027, 6, 1)),
        ("--from", "2026-12", (2026, 12, 1)),
        ("--as-of", "2028-02", (2028, 2, 29)),
    ],
)
def test_a_month_is_meant_as_a_whole(option: str, typed: str, meant: tuple[int, int, int]) -> None:
    assert day(option, typed, words_in("en")) == datetime.date(*meant)


@pytest.mark.parametrize(
    ("option", "typed"),
    [("--before", "2027-13"), ("--before", "9999-12"), ("--before", "06-2027"), ("--on", "2027-06")],
)
def test_what_is_no_month_is_refused(option: str, typed: str) -> None:
    with pytest.raises(UsageError, match=typed):
        day(option, typed, words_in("en"))
