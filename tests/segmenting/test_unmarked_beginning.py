"""A draft that lacks its comma, its numbers and its masthead: where the operative part begins, and what it is called."""

from __future__ import annotations

import pytest

from alinea.model.record import Record
from alinea.pipeline import read_bytes


def read(text: str, name: str = "draft.md", language: str = "auto") -> Record:
    """The one record that is read from a text."""
    (record,) = read_bytes(text.encode(), name, language)
    return record


@pytest.mark.parametrize(
    ("language", "recall", "decides"),
    [
        ("en", "Noting that like matters were settled in resolution 47/3 of 14 October 1992",
         "Decides, that the question can be settled by a show of hands."),
        ("en", "Recalling the Charter", "Requests the Secretary-General to report."),
        ("fr", "Notant que ces questions ont été réglées par la résolution 47/3 du 14 octobre 1992",
         "Décide que la question peut être réglée à main levée."),
        ("fr", "Rappelant la Charte", "Prie le Secrétaire général de lui faire rapport."),
    ],
)  # fmt: skip
def test_a_verb_of_the_organ_begins_the_operative_part_though_a_comma_is_missing(
    language: str, recall: str, decides: str
) -> None:
    organ = "The General Assembly," if language == "en" else "L’Assemblée générale,"
    record = read(f"{organ}\n\n{recall}\n\n{decides}\n", "draft.txt", language)
    assert [each.text for each in record.preamble] == [recall]
    assert [each.text for each in record.operative] == [decides]


def test_what_goes_on_in_the_next_block_is_still_one_paragraph() -> None:
    text = "The General Assembly,\n\nRecalling the resolution of the\n\nSecurity Council on harbours,\n\n1. Decides to act.\n"
    record = read(text, "draft.txt", "en")
    assert [each.text for each in record.preamble] == [
        "Recalling the resolution of the Security Council on harbours,"
    ]


@pytest.mark.parametrize("organ", ["The General Assembly,", "*The General Assembly*,"])
def test_the_heading_above_the_enacting_words_is_the_title(organ: str) -> None:
    text = f"# On voting in small harbours\n\n{organ}\n\nRecalling the Charter,\n\n1. Decides to act.\n"
    assert read(text).title == "On voting in small harbours"


@pytest.mark.parametrize("line", ["General Assembly", "Seventy-ninth session", "Agenda item 12"])
def test_a_line_of_the_masthead_is_no_title_though_it_is_set_as_a_heading(line: str) -> None:
    text = f"# {line}\n\nThe General Assembly,\n\nRecalling the Charter,\n\n1. Decides to act.\n"
    assert read(text).title is None
