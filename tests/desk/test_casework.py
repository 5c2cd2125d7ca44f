"""What can be done to a case, and the rules that stand against it."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest
from desk_cases import BASIS, OPENED, by, reply
from sqlalchemy import event

from alinea.desk.casework import MOST_BYTES, Desk
from alinea.desk.faults import ConflictError, DeskError
from alinea.desk.kinds import kinds
from alinea.model.cases import Case, CaseFile, Reply


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def code(refused: pytest.ExceptionInfo[DeskError]) -> tuple[str, str]:
    return refused.value.code, refused.value.reason


@pytest.fixture
def case(desk: Desk) -> Case:
    return desk.open_case("call-for-views", BASIS, OPENED, by("Ana"))


def replies(case: CaseFile) -> list[tuple[str, bool | None, int | None, bool]]:
    return [(each.sender, each.late, each.again, each.same) for each in case.replies]


def test_a_case_has_the_steps_of_its_kind_and_the_day_of_its_text(case: Case) -> None:
    assert [each.name for each in case.steps] == [
        "note-verbale", "replies", "reminder", "report", "submission", "receipt",
    ]  # fmt: skip
    assert case.due_on == day("2009-09-14")
    assert case.basis == BASIS
    assert case.next_step is not None and case.next_step.name == "note-verbale"


def test_a_mandate_is_worked_on_in_one_open_case_of_a_kind(desk: Desk, case: Case) -> None:
    with pytest.raises(DeskError) as refused:
        desk.open_case("call-for-views", BASIS, OPENED, by("Ben"))
    assert (refused.value.code, refused.value.what) == ("open-already", "1")
    desk.open_case("mandate-review", BASIS, OPENED, by("Ben"))
    desk.close_case(1, "not-done", day("2008-02-01"), by("Ana", "opened by mistake"))
    assert desk.open_case("call-for-views", BASIS, OPENED, by("Ben")).id == 3


def test_a_reply_is_late_after_the_last_day_for_replies_and_only_where_there_is_one(
    desk: Desk, case: Case
) -> None:
    desk.receive(1, reply("Cuba", "CU", "2008-04-30"), by("Ana"))
    desk.receive(1, reply("Qatar", "QA", "2008-05-01"), by("Ana"))
    assert replies(desk.case(1)) == [
        ("Cuba", None, None, False),
        ("Qatar", None, None, False),
    ]
    case = desk.set_day(1, "replies", day("2008-04-30"), by("Ana"))
    assert [(each.sender, each.late) for each in desk.case(1).replies] == [("Cuba", False), ("Qatar", True)]
    assert (case.received, case.late) == (2, 1)
    case = desk.set_day(1, "replies", day("2008-05-31"), by("Ana", "extended"))
    assert [each.late for each in desk.case(1).replies] == [False, False]
    assert (case.received, case.late) == (2, 0)


def test_who_replies_again_is_told_whatever_the_name_and_the_order_of_logging(desk: Desk, case: Case) -> None:
    desk.receive(1, reply("Republic of Cuba", "CU", "2008-04-20", "More."), by("Ana"))
    desk.receive(1, reply("ONG Étoile", None, "2008-04-02"), by("Ana"))
    desk.receive(1, reply("ong etoile", None, "2008-04-03"), by("Ana"))
    desk.receive(1, reply("Cuba", "CU", "2008-04-01", "First."), by("Ana"))
    assert replies(desk.case(1)) == [
        ("Cuba", None, None, False),
        ("ONG Étoile", None, None, False),
        ("ong etoile", None, 2, True),
        ("Republic of Cuba", None, 4, False),
    ]


def test_a_reply_logged_in_error_no_longer_counts_as_the_first(desk: Desk, case: Case) -> None:
    desk.receive(1, reply("Cuba", "CU", "2008-04-01"), by("Ana"))
    desk.receive(1, reply("Cuba", "CU", "2008-04-02"), by("Ana"))
    case = desk.revert(1, 2, by("Ana", "it was of Canada"))
    assert [(each.withdrawn, each.again) for each in desk.case(1).replies] == [(True, None), (False, None)]
    assert case.received == 1


def test_a_file_is_kept_byte_for_byte_whether_or_not_it_can_be_read(desk: Desk, case: Case) -> None:
    content = bytes(range(256)) * 3
    sent = replace(reply("Qatar", "QA", "2008-04-02", None), content=content, name="note verbale.pdf")
    desk.receive(1, sent, by("Ana"))
    (kept,) = desk.case(1).replies
    assert (kept.text, kept.unreadable, kept.file_name) == (None, "pdf-no-text", "note verbale.pdf")
    assert kept.file is not None and desk.file(kept.file) == content


def test_the_words_of_a_reply_that_cannot_be_read_are_typed_beside_its_file(desk: Desk, case: Case) -> None:
    desk.receive(1, replace(reply("Qatar", "QA", "2008-04-02", None), content=b"x", name="a"), by("Ana"))
    desk.transcribe(1, 1, "Qatar thanks the Secretary-General.", by("Ben"))
    (kept,) = desk.case(1).replies
    assert (kept.text, kept.unreadable) == ("Qatar thanks the Secretary-General.", None)
    assert kept.file is not None and desk.file(kept.file) == b"x"


def test_late_replies_reach_a_closed_case_and_nothing_else_does(desk: Desk, case: Case) -> None:
    desk.close_case(1, "partly-done", day("2008-09-01"), by("Ana", "two States replied"))
    desk.receive(1, reply("Cuba", "CU", "2008-10-01"), by("Ana"))
    late: tuple[Reply, ...] = desk.case(1).replies
    assert len(late) == 1
    desk.note(1, "For an addendum.", by("Ana"))
    with pytest.raises(DeskError) as refused:
        desk.assign(1, "Ben", by("Ana"))
    assert refused.value.code == "closed"
    assert desk.revert(1, 2, by("Ana", "to issue the addendum")).closed_on is None


def test_a_case_is_closed_as_done_only_when_what_is_needed_is(desk: Desk, case: Case) -> None:
    desk.complete(1, "note-verbale", day("2008-02-25"), by("Ana"))
    with pytest.raises(DeskError) as refused:
        desk.close_case(1, "done", day("2008-12-01"), by("Ana"))
    assert code(refused) == ("steps-left", "report, submission, receipt")
    for step, document in (("report", None), ("submission", "A/63/126"), ("receipt", "A/RES/63/50")):
        desk.complete(1, step, day("2008-12-02"), by("Ana"), document)
    case = desk.close_case(1, "done", day("2008-12-02"), by("Ana"))
    assert (case.outcome, case.closed_on) == ("done", day("2008-12-02"))
    assert {each.name: each.document for each in case.steps}["submission"] == "A/63/126"


def test_time_limits_of_an_instrument_count_from_the_step_they_follow(desk: Desk) -> None:
    desk.open_case("consultation", replace(BASIS, paragraph="op_6"), OPENED, by("Ana"))
    case = desk.complete(1, "request", day("2008-03-01"), by("Ana"))
    answer = next(each for each in case.steps if each.name == "reply")
    assert (answer.due_on, answer.set) == (day("2008-03-11"), False)  # ten days: CWC, art. IX, para. 2
    case = desk.receive(1, reply("Cuba", "CU", "2008-03-12"), by("Ana"))
    assert [each.late for each in desk.case(1).replies] == [True]
    assert (case.received, case.late) == (1, 1)


def test_the_second_editor_sees_both_texts_and_nothing_is_written(desk: Desk, case: Case) -> None:
    desk.judge(1, "met", by("Ana", "A/63/126 was issued"), seen=1)
    with pytest.raises(ConflictError) as refused:
        desk.judge(1, "overdue", by("Ben", "nothing came"), seen=1)
    error = refused.value
    assert (error.case, error.version, error.actor) == (1, 2, "Ana")
    assert [(each.field, each.seen, each.theirs, each.yours) for each in error.differences] == [
        ("verdict", None, "met", "overdue"),
        ("verdict_reason", None, "A/63/126 was issued", "nothing came"),
    ]
    assert len(desk.history()) == 2
    assert desk.judge(1, "overdue", by("Ben", "nothing came"), seen=2).verdict == "overdue"


def test_editors_of_different_things_are_not_in_each_others_way(desk: Desk, case: Case) -> None:
    desk.assign(1, "Ben", by("Ana"), seen=1)
    desk.receive(1, reply("Cuba", "CU", "2008-04-02"), by("Ben"))
    desk.complete(1, "note-verbale", day("2008-02-25"), by("Carl"), seen=1)
    case = desk.judge(1, "due", by("Dina", "the note was sent"), seen=1)
    assert (case.assignee, case.verdict, case.received) == ("Ben", "due", 1)
    assert case.steps[0].done_on == day("2008-02-25")


def test_two_who_say_the_same_do_not_contradict_each_other(desk: Desk, case: Case) -> None:
    desk.assign(1, "Ben", by("Ana"), seen=1)
    assert desk.assign(1, "Ben", by("Carl"), seen=1).assignee == "Ben"
    assert len(desk.history()) == 2  # nothing was changed by the second


@pytest.mark.parametrize("text", ["", "  \n", "a\0b", "half \ud800 a pair"])
def test_what_no_database_keeps_is_refused(desk: Desk, case: Case, text: str) -> None:
    with pytest.raises(DeskError) as refused:
        desk.note(1, text, by("Ana"))
    assert refused.value.code in ("empty-text", "bad-text")
    assert not desk.case(1).notes and not desk.faults()


@pytest.mark.parametrize(
    "text", ["ligne\r\nligne", "ﷺ 𝕌 é e\u0301", "'; DROP TABLE notes; --", "x" * 100_000]
)
def test_other_texts_are_kept_as_they_are(desk: Desk, case: Case, text: str) -> None:
    desk.note(1, text, by("Ana"))
    assert desk.case(1).notes[0].text == text
    assert not desk.faults()


def test_changes_without_an_author_or_a_needed_reason_are_refused(desk: Desk, case: Case) -> None:
    with pytest.raises(DeskError, match="empty-text: actor"):
        desk.note(1, "x", by(" "))
    with pytest.raises(DeskError, match="no-reason"):
        desk.judge(1, "met", by("Ana"))
    with pytest.raises(DeskError, match="no-reason"):
        desk.close_case(1, "not-done", OPENED, by("Ana"))
    assert len(desk.history()) == 1


def test_what_is_not_there_is_said_with_what_is(desk: Desk, case: Case) -> None:
    with pytest.raises(DeskError) as refused:
        desk.complete(1, "tea", OPENED, by("Ana"))
    assert code(refused) == (
        "no-step", "note-verbale, replies, reminder, report, submission, receipt",
    )  # fmt: skip
    with pytest.raises(DeskError, match="no-kind"):
        desk.open_case("tea", BASIS, OPENED, by("Ana"))
    with pytest.raises(DeskError, match="no-case: 2"):
        desk.note(2, "x", by("Ana"))
    with pytest.raises(DeskError, match="no-row"):
        desk.transcribe(1, 5, "x", by("Ana"))


def test_a_file_of_any_size_is_no_way_to_fill_the_desk(desk: Desk, case: Case) -> None:
    sent = replace(reply("Cuba", "CU", "2008-04-02"), content=bytes(MOST_BYTES + 1), name="a.pdf")
    with pytest.raises(DeskError, match="file-too-large"):
        desk.receive(1, sent, by("Ana"))


def test_kinds_that_collect_no_replies_take_none(desk: Desk) -> None:
    desk.open_case("agenda-item", BASIS, OPENED, by("Ana"))
    with pytest.raises(DeskError, match="no-replies"):
        desk.receive(1, reply("Cuba", "CU", "2008-04-02"), by("Ana"))


def test_every_kind_and_step_has_a_source_and_its_limits_follow_a_step_before() -> None:
    for kind in kinds().values():
        assert kind.source and kind.steps
        before: set[str] = set()
        for step in kind.steps:
            assert step.source, (kind.name, step.name)
            assert (step.limit is None) == (step.after is None), step.name
            assert step.after is None or step.after in before, step.name
            assert step.name not in before
            before.add(step.name)


def test_a_request_sent_twice_is_done_once(desk: Desk) -> None:
    author = replace(by("Ana"), key="a-1")
    first = desk.open_case("call-for-views", BASIS, OPENED, author)
    assert desk.open_case("call-for-views", BASIS, OPENED, author) == first
    again = replace(by("Ana"), key="a-2")
    for _ in range(3):
        case = desk.receive(1, reply("Cuba", "CU", "2008-04-02"), again)
    assert case.received == 1 and len(desk.history()) == 2
    with pytest.raises(DeskError, match="key-used"):
        desk.note(1, "x", again)
    assert not desk.faults()


def test_a_change_reads_nothing_of_what_was_received_and_noted(desk: Desk, case: Case) -> None:
    desk.receive(1, reply("Cuba", "CU", "2008-04-02"), by("Ana"))
    desk.note(1, "A first note.", by("Ana"))
    read: list[str] = []

    @event.listens_for(desk.engine, "before_cursor_execute")
    def _asked(_c: object, _k: object, statement: str, *_: object) -> None:
        if statement.startswith("SELECT"):
            read.append(statement)

    # Else a case with thousands of notes would take ever longer to be worked on.
    desk.note(1, "A second note.", by("Ana"))
    desk.receive(1, reply("Qatar", "QA", "2008-04-02"), by("Ana"))
    desk.assign(1, "Ben", by("Ana"), seen=1)
    desk.complete(1, "note-verbale", day("2008-02-25"), by("Ana"), seen=1)
    desk.revert(1, 6, by("Ana", "why"))
    desk.cases()
    event.remove(desk.engine, "before_cursor_execute", _asked)
    assert read and not [each for each in read if "notes.text" in each or "replies.text" in each]


def test_the_latest_changes_are_given_without_the_others(desk: Desk, case: Case) -> None:
    for number in range(5):
        desk.note(1, f"Note {number}.", by("Ana"))
    assert [each.number for each in desk.history(1, most=3)] == [4, 5, 6]
    assert desk.history(1, most=6) == desk.history(1)
