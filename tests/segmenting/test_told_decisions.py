"""Decisions that tell, in the past tense, what an organ decided at a meeting or on a day."""

from __future__ import annotations

import datetime

import pytest
from segmented_texts import only, segmented

from alinea.pipeline import read_bytes

RECALLED = """85/501. Lights of the coast

At its 36th plenary meeting, on 28 October 2030, the General Assembly, recalling its resolution 84/9 of 2 December 2029, in which it had decided to hold a meeting on lights in 2030, decided not to hold the meeting in 2030.
"""

LETTERED = """85/502. Session of the Commission

On 2 April 2031, the General Assembly, on the proposal of its President, recalling its resolution 84/9 of 2 December 2029, and taking into account the storms,

(a) Decided to postpone the session of the Commission;

(b) Also decided to hold the session from 29 June to 7 August 2032.
"""

FRENCH = """85/503. Phares de la côte

À sa 36e séance plénière, le 28 octobre 2030, l'Assemblée générale, rappelant sa résolution 84/9 du 2 décembre 2029, dans laquelle elle avait décidé de tenir une réunion, a décidé de ne pas tenir cette réunion.
"""


@pytest.mark.parametrize(
    ("text", "day", "operative"),
    [
        (RECALLED, datetime.date(2030, 10, 28), ["decided not to hold the meeting in 2030."]),
        (FRENCH, datetime.date(2030, 10, 28), ["a décidé de ne pas tenir cette réunion."]),
        (
            LETTERED,
            datetime.date(2031, 4, 2),
            [
                "Decided to postpone the session of the Commission;",
                "Also decided to hold the session from 29 June to 7 August 2032.",
            ],
        ),
    ],
)
def test_what_is_recalled_is_no_part_of_what_was_decided(
    text: str, day: datetime.date, operative: list[str]
) -> None:
    resolution = only(text)
    assert [each.text.text for each in resolution.operative if each.text] == operative
    assert resolution.adopted_on == day
    assert resolution.number is not None


ALONE = """85/509
Register of lights

At its 40th plenary meeting, on 8 December 2030, the General Assembly decided to include the item in its provisional agenda.

85/510

Work of the Board of Lights

At its 40th plenary meeting, on 8 December 2030, the General Assembly requested the Board to report to it.
"""


def test_numbers_alone_on_their_lines_are_those_of_decisions_and_of_no_pages() -> None:
    found = segmented(ALONE).resolutions
    assert [(each.number, each.meeting) for each in found] == [
        ("509", 40),
        ("510", 40),
    ]


def test_decisions_one_below_another_without_empty_lines() -> None:
    page = """Decision 81/509
Report on the register of lamps
At its 40th plenary meeting, on 8 December 2026, the General Assembly decided to defer the item entitled “Lamps”.

Decision 81/510
Work of the Lamp Board
At the same meeting, the General Assembly took note of the report of the Lamp Board.
"""
    first, second = read_bytes(page.encode(), "page.txt")
    assert [each.symbol for each in (first, second)] == ["A/DEC/81/509", "A/DEC/81/510"]
    assert [each.title for each in (first, second)] == [
        "Report on the register of lamps",
        "Work of the Lamp Board",
    ]


def test_decisions_of_the_human_rights_council_are_counted_from_101() -> None:
    page = """48/101 Panel discussion on lamps

At its 43rd meeting, on 8 October 2021, the Human Rights Council decided to convene a panel discussion on lamps.

48/102 Outcome of the review of lamps

At its 31st meeting, on 30 September 2021, the Human Rights Council,

Decides to adopt the outcome of the review of lamps.
"""
    first, second = read_bytes(page.encode(), "page.txt")
    assert [each.symbol for each in (first, second)] == ["A/HRC/DEC/48/101", "A/HRC/DEC/48/102"]
    assert [each.meeting and each.meeting.number for each in (first, second)] == [43, 31]
    assert [len(each.operative) for each in (first, second)] == [1, 1]
