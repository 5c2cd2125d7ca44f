"""The review of mandates after A/RES/80/251: its rules, and the list that is signed for."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path
from typing import get_args

import docx
import pytest
from desk_cases import BASIS, OPENED, Run, by
from openpyxl import load_workbook

from alinea.desk.casework import Desk
from alinea.desk.faults import ConflictError, DeskError
from alinea.desk.kinds import Wanted
from alinea.model.cases import Case, Exemption, Proposal

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def case(desk: Desk) -> Case:
    return desk.open_case("mandate-review", replace(BASIS, commitment=None), OPENED, by("Ana"))


def review(desk: Desk, actor: str, why: str = "", seen: int | None = None, **said: object) -> Case:
    return desk.review(1, Wanted(**said), OPENED, by(actor, why), seen)  # type: ignore[arg-type]


def code(refused: pytest.ExceptionInfo[DeskError]) -> str:
    return refused.value.code


def test_what_is_filled_in_completes_the_steps(desk: Desk, case: Case) -> None:
    review(desk, "Ana", lead="UNODA", contributors=("UNIDIR", "OCHA"))
    found = review(desk, "Ana", state="implemented", evidence="A/63/126")
    assert found.review is not None
    assert (found.review.lead, found.review.contributors) == ("UNODA", ("UNIDIR", "OCHA"))
    assert {each.name for each in found.steps if each.done_on} == {"lead", "state", "evidence"}
    assert found.next_step is not None and found.next_step.name == "proposal"
    assert not desk.faults()


@pytest.mark.parametrize("proposal", get_args(Proposal))
@pytest.mark.parametrize("exempt", get_args(Exemption))
def test_exempt_mandates_are_not_reviewed_unless_otherwise_agreed(
    tmp_path: Path, exempt: str, proposal: str
) -> None:
    with Desk.open(tmp_path / "desk.sqlite", create=True) as desk:
        desk.open_case("mandate-review", BASIS, OPENED, by("Ana"))
        review(desk, "Ana", exempt=exempt)
        with pytest.raises(DeskError) as refused:
            review(desk, "Ana", "of no use", proposal=proposal, joined_with="A/RES/1/1")
        assert code(refused) == "exempt"
        found = review(
            desk, "Ana", "of no use", proposal=proposal, joined_with="A/RES/1/1", agreed_by="A/RES/81/1"
        )
        assert found.review is not None and found.review.proposal == proposal
        with pytest.raises(DeskError) as refused:
            review(desk, "Ana", agreed_by="")
        assert code(refused) == "exempt"


def test_a_mandate_that_is_proposed_for_retirement_is_not_made_exempt_silently(
    desk: Desk, case: Case
) -> None:
    review(desk, "Ana", "done", proposal="retire")
    with pytest.raises(DeskError) as refused:
        review(desk, "Ben", exempt="charter")
    assert code(refused) == "exempt"
    found = review(desk, "Ben", proposal="", exempt="charter")
    assert found.review is not None and (found.review.proposal, found.review.exempt) == (None, "charter")


def test_a_proposal_has_a_reason_and_says_with_what(desk: Desk, case: Case) -> None:
    with pytest.raises(DeskError) as refused:
        review(desk, "Ana", proposal="retire")
    assert code(refused) == "no-reason"
    for proposal in ("merge", "replace"):
        with pytest.raises(DeskError) as refused:
            review(desk, "Ana", "like the other", proposal=proposal)
        assert code(refused) == "joined-with-what"
    found = review(desk, "Ana", "like the other", proposal="merge", joined_with="A/RES/75/28#op_1")
    assert found.review is not None
    assert (found.review.proposal_reason, found.review.joined_with, found.review.proposed_by) == (
        "like the other", "A/RES/75/28#op_1", "Ana",
    )  # fmt: skip


def test_a_decision_is_the_member_states_and_names_its_text(desk: Desk, case: Case) -> None:
    with pytest.raises(DeskError) as refused:
        review(desk, "Ana", decision="retire")
    assert code(refused) == "no-decision-text"
    found = review(desk, "Ana", decision="retire", decided_by="A/RES/82/7")
    assert found.review is not None and found.review.decided_by == "A/RES/82/7"


def test_a_second_person_signs_and_every_change_takes_the_signature_away(desk: Desk, case: Case) -> None:
    with pytest.raises(DeskError) as refused:
        review(desk, "Ben", sign=True)
    assert code(refused) == "nothing-to-sign"
    review(desk, "Ana", "fully implemented", proposal="retire")
    with pytest.raises(DeskError) as refused:
        review(desk, "Ana", sign=True)
    assert code(refused) == "second-person"
    with pytest.raises(DeskError) as refused:
        review(desk, "Ben", sign=True, state="implemented")
    assert code(refused) == "signs-and-changes"
    signed = review(desk, "Ben", sign=True).review
    assert signed is not None and signed.signed_by == "Ben"
    same = review(desk, "Ana", "fully implemented", proposal="retire").review
    assert same is not None and same.signed_by == "Ben"  # nothing was changed
    other = review(desk, "Ana", evidence="A/63/126").review
    assert other is not None and (other.signed_by, other.signed_on) == (None, None)
    assert not desk.faults()


def test_two_reviewers_see_each_others_texts(desk: Desk, case: Case) -> None:
    review(desk, "Ana", lead="UNODA", seen=1)
    with pytest.raises(ConflictError) as refused:
        review(desk, "Ben", lead="DPPA", seen=1)
    assert [(each.field, each.theirs, each.yours) for each in refused.value.differences] == [
        ("lead", "UNODA", "DPPA")
    ]
    assert review(desk, "Ben", state="inactive", seen=1).review is not None


def test_other_cases_have_no_review_and_taking_back_works(desk: Desk, case: Case) -> None:
    desk.open_case("report", BASIS, OPENED, by("Ana"))
    with pytest.raises(DeskError) as refused:
        desk.review(2, Wanted(lead="x"), OPENED, by("Ana"))
    assert code(refused) == "no-review"
    review(desk, "Ana", lead="UNODA")
    review(desk, "Ana", lead="DPPA")
    found = desk.revert(1, 4, by("Ben", "wrong"))
    assert found.review is not None and found.review.lead == "UNODA"
    assert not desk.faults()


@pytest.fixture
def reviewed(run: Run) -> Run:
    """Three mandates: one signed for, one proposed, one exempt."""
    run("add", ROOT / "samples")
    for paragraph in ("62/27#op_8", "76/299#op_4", "76/299#op_1"):
        assert run("case", "open", paragraph, "--kind", "mandate-review", "--on", "2026-11-01")[0] == 0
    run("case", "review", 1, "--lead", "UNODA", "--state", "implemented", "--evidence", "=A/63/126")
    run("case", "review", 1, "--propose", "retire", "--why", "reported on\x07 in 2008")
    assert run("case", "review", 1, "--sign", "--as", "Ben")[0] == 0
    run("case", "review", 2, "--propose", "merge", "--with", "A/RES/76/299#op_5", "--why", "the same matter")
    run("case", "review", 3, "--exempt", "political-situation")
    return run


def test_the_list_is_by_proposal_and_whole_in_every_form(reviewed: Run, tmp_path: Path) -> None:
    _, text, _ = reviewed("case", "reviews")
    parts = (
        "Proposed to be merged",
        "A/RES/76/299, para. 4",
        "Proposed to be retired",
        "A/RES/62/27, para. 8",
        "Not subject to review",
    )
    assert [text.index(each) for each in parts] == sorted(text.index(each) for each in parts)
    for form in ("docx", "xlsx", "csv"):
        assert (
            reviewed("case", "reviews", "--signed", "--out", tmp_path / f"list.{form}", "--language", "fr")[0]
            == 0
        )
    document = docx.Document(str(tmp_path / "list.docx"))
    cells = "\n".join(cell.text for table in document.tables for row in table.rows for cell in row.cells)
    for said in (
        "A/RES/62/27, paragraphe 8",
        "UNODA",
        "pleinement exécuté",
        "supprimer",
        "proposé par Ana Diallo",
        "Ben",
    ):
        assert said in cells, said
    assert "para. 4" not in cells and "paragraphe 4" not in cells
    values = [
        str(cell.value)
        for sheet in load_workbook(tmp_path / "list.xlsx").worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    ]
    assert any("supprimer" in each for each in values) and not any(each.startswith("=") for each in values)
    rows = list(csv.DictReader(io.StringIO((tmp_path / "list.csv").read_text("utf-8-sig")), delimiter=";"))
    assert [(row["lead"], row["section"]) for row in rows] == [("UNODA", "À supprimer")]


def test_the_case_shows_its_review_and_its_history(reviewed: Run) -> None:
    _, out, _ = reviewed("case", "show", 1, "--history")
    for said in (
        "UNODA",
        "fully implemented",
        "retire",
        "Ben, 1 July 2008",
        "reviews the mandate",
        "state of the mandate: fully implemented",
    ):
        assert said in out, said
    code, _, told = reviewed("case", "review", 3, "--propose", "retire", "--why", "x", "--lang", "fr")
    assert code == 1 and "par. 25" in told
    assert reviewed("case", "review", 1)[0] == 2
    assert reviewed("case", "review", 1, "--state", "fine")[0] == 2
