"""A report that says that a resolution asked for it answers that request, on its own day, and goes when it goes."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from alinea.cli.app import command

Due = Callable[..., dict[str, dict[str, Any]]]

RESOLUTION = """\
United Nations A/RES/73/100
General Assembly
Distr.: General
14 December 2018

Seventy-third session
Agenda item 96

Resolution adopted by the General Assembly on 7 December 2018

73/100. Small lights

The General Assembly,

Recalling the Charter of the United Nations,

1. Invites all Member States to submit to the Secretary-General their views on small lights;

2. Requests the Secretary-General to report to the General Assembly at its seventy-fourth session on small lights;

3. Also requests the Secretary-General to submit to the General Assembly at its seventy-fourth session a report on large
lamps.

45th plenary meeting
7 December 2018
"""


def report(
    number: str = "A/74/192", day: str = "18 July 2019", paragraph: str = "paragraph 2 of ", more: str = ""
) -> str:
    session = "Seventy-fourth" if number.startswith("A/74") else "Seventy-fifth"
    return (
        f"United Nations {number}\nGeneral Assembly\nDistr.: General\n{day}\n\n{session} session\n"
        "Item 97 (b) of the provisional agenda*\nSmall lights\n\nReport of the Secretary-General\n\n"
        f"1. The present report is submitted pursuant to {paragraph}General Assembly resolution 73/100.\n\n{more}"
    )


@pytest.fixture
def due(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> Due:
    """Add texts to a library and return the charges of the resolution by their identifiers."""

    def due_(*texts: str) -> dict[str, dict[str, Any]]:
        library = str(tmp_path / "library.sqlite")
        for number, text in enumerate(texts):
            path = tmp_path / f"{number}.txt"
            path.write_text(text, encoding="utf-8")
            assert command(["add", str(path), "--library", library]) == 0
        capfdbinary.readouterr()
        return asked(library)

    def asked(library: str) -> dict[str, dict[str, Any]]:
        question = ["due", "--status", "all", "--as-of", "2026-11-29", "--json", "--library", library]
        assert command(question) == 0
        sys.stdout.flush()
        rows = json.loads(capfdbinary.readouterr().out)
        return {row["id"].partition("#")[2]: row for row in rows}

    return due_


def test_the_paragraph_that_it_names_is_answered_and_no_other(due: Due) -> None:
    rows = due(RESOLUTION, report())
    met, other = rows["op_2/report/1"], rows["op_3/report/1"]
    assert (met["status"], met["reason"], met["late"]) == ("met", "report-issued", False)
    assert (met["evidence"], met["evidence_document"], met["evidence_on"]) == (
        "A/74/192",
        "A/74/192",
        "2019-07-18",
    )
    assert other["status"] == "unknown"


def test_the_order_of_adding_does_not_matter(due: Due) -> None:
    assert due(report(), RESOLUTION)["op_2/report/1"]["status"] == "met"


def test_one_that_came_after_its_session_was_late(due: Due) -> None:
    late = due(RESOLUTION, report("A/75/80", "18 October 2020"))["op_2/report/1"]
    assert (late["status"], late["late"], late["evidence_on"]) == ("met", True, "2020-10-18")


def test_a_late_one_that_names_no_paragraph_is_neither_of_two_that_were_due_together(due: Due) -> None:
    rows = due(RESOLUTION, report("A/75/80", "18 October 2020", paragraph=""))
    assert {rows[f"op_{number}/report/1"]["status"] for number in (2, 3)} == {"unknown"}
    unnumbered = RESOLUTION.replace("seventy-fourth session on", "next session on")
    rows = due(unnumbered, report("A/75/80", "18 October 2020", paragraph=""))
    assert rows["op_2/report/1"]["status"] == "unknown"
    alone = RESOLUTION.replace("seventy-fourth session a", "seventy-sixth session a")
    rows = due(alone, report("A/75/80", "18 October 2020", paragraph=""))
    assert [rows[f"op_{number}/report/1"]["status"] for number in (2, 3)] == ["met", "unknown"]


def test_one_of_another_author_answers_nothing(due: Due) -> None:
    text = report().replace("Report of the Secretary-General", "Report of the Board of Auditors")
    assert due(RESOLUTION, text)["op_2/report/1"]["status"] == "unknown"


def test_views_are_answered_by_a_report_that_holds_replies(due: Due) -> None:
    rows = due(RESOLUTION, report(paragraph="", more="2. Replies had been received from Cuba and Ireland.\n"))
    assert (rows["op_1/views/1"]["status"], rows["op_1/views/1"]["reason"]) == ("met", "replies-issued")


def test_views_are_not_answered_by_one_that_holds_none(due: Due) -> None:
    rows = due(RESOLUTION, report(paragraph="", more="2. No replies were received.\n"))
    assert rows["op_1/views/1"]["status"] != "met"


def test_when_it_is_removed_nothing_shows_it_any_more(due: Due, tmp_path: Path) -> None:
    due(RESOLUTION, report())
    library = str(tmp_path / "library.sqlite")
    assert command(["remove", str(tmp_path / "1.txt"), "--library", library]) == 0
    assert due()["op_2/report/1"]["status"] == "unknown"


def unasked(number: str, title: str = "Small lights", by: str = "Secretary-General") -> str:
    return (
        f"United Nations {number}\nGeneral Assembly\nDistr.: General\n18 July 2019\n\nSeventy-fourth session\n"
        f"Item 97 (b) of the provisional agenda*\n{title}\n\nReport of the {by}\n\n1. It is dark at sea.\n"
    )


ONE_REPORT = RESOLUTION.replace("3. Also requests", "3. Thanks").replace(
    "to submit to the General Assembly at its seventy-fourth session a report on large\nlamps",
    "for the lamps",
)


def test_one_that_names_no_resolution_fits_by_author_session_and_subject(due: Due) -> None:
    met = due(ONE_REPORT, unasked("A/74/193"))["op_2/report/1"]
    assert (met["status"], met["reason"], met["evidence"]) == ("met", "report-fits", "A/74/193")


@pytest.mark.parametrize(
    "others",
    [
        [unasked("A/74/193", title="Large harbours of the north")],
        [unasked("A/74/193", by="Board of Auditors")],
        [unasked("A/75/193")],
        [unasked("A/74/193"), unasked("A/74/194")],
    ],
    ids=["another subject", "another author", "another session", "two that fit"],
)
def test_what_does_not_surely_fit_shows_nothing(due: Due, others: list[str]) -> None:
    texts = [each.replace("Seventy-fourth", "Seventy-fifth") if "A/75" in each else each for each in others]
    assert due(ONE_REPORT, *texts)["op_2/report/1"]["status"] == "unknown"


def test_of_two_reports_asked_of_one_none_is_guessed(due: Due) -> None:
    assert due(RESOLUTION, unasked("A/74/193"))["op_2/report/1"]["status"] == "unknown"


SEVERAL = RESOLUTION.replace(
    "45th plenary",
    "4. Requests the Secretary-General to include information on wicks in his next reports;\n\n"
    "5. Requests the Secretary-General to report to the General Assembly on oil in 2020.\n\n45th plenary",
)


@pytest.mark.parametrize(
    ("charge", "status"), [("op_2", "met"), ("op_3", "met"), ("op_4", "undated"), ("op_5", "unknown")]
)
def test_one_that_names_no_paragraph_is_that_for_its_session(due: Due, charge: str, status: str) -> None:
    rows = due(SEVERAL, report(paragraph="", day="18 January 2020"))
    assert rows[f"{charge}/report/1"]["status"] == status


def test_what_is_submitted_to_another_organ_is_not_the_report_to_this_one(due: Due) -> None:
    text = ONE_REPORT.replace("to the General Assembly at its seventy-fourth", "to the Council at its 2019")
    text = text.replace("to the Council", "to the Economic and Social Council")
    assert due(text, report(paragraph=""))["op_2/report/1"]["status"] == "unknown"
