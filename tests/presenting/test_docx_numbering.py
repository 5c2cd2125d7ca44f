"""Which numbers Word can count, and in which lists."""

from __future__ import annotations

from typing import Any

import docx
import pytest

from alinea.model.spans import Span
from alinea.presenting.docx.document import Mark, stretches
from alinea.presenting.docx.numbering import Numbering


def placed(*numbers: str) -> list[Any]:
    """The list and level of each number of a text."""
    numbering = Numbering(docx.Document(), "{letter})")
    return [numbering.place(each.split("."), each.count(".")) for each in numbers]


@pytest.mark.parametrize(
    ("numbers", "lists"),
    [
        (["1", "2", "3"], [1, 1, 1]),
        (["1", "1.a", "1.b", "2", "2.a"], [1, 1, 1, 1, 1]),
        (["1", "1.a", "1.a.i", "1.a.ii", "1.b"], [1, 1, 1, 1, 1]),
        (["1", "2", "1", "2"], [1, 1, 2, 2]),
        (["1", "3", "4"], [1, 2, 2]),
        (["1", "1.i", "1.ii", "2", "2.a"], [1, 2, 2, 1, 1]),
        (["5", "6"], [1, 1]),
    ],
)
def test_a_list_begins_where_numbers_do(numbers: list[str], lists: list[int]) -> None:
    assert [place[0] for place in placed(*numbers)] == lists


@pytest.mark.parametrize("number", ["7 bis", "-", "", "1.1a", "é"])
def test_what_word_cannot_count_is_left_to_be_typed(number: str) -> None:
    assert placed(number) == [None]


def test_stretches_are_the_text() -> None:
    marks = [Mark("change", Span(4, 9), "why"), Mark("choice", Span(6, 12), "what")]
    found = list(stretches("Prie le Centre", Span(0, 4), marks, [("1", 14), ("2", 7)]))
    assert "".join(each.text for each in found) == "Prie le Centre"
    assert [each.change is marks[0] for each in found] == [False, True, True, True, False, False]
    assert [each.open for each in found] == [False, False, True, True, True, False]
    assert [each.calls for each in found if each.calls] == [("2",), ("1",)]
    assert found[0].italic and not found[1].italic
