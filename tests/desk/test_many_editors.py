"""Many edit at once, some are killed in the middle: no accepted change is lost, and the history is whole."""

from __future__ import annotations

import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from desk_cases import BASIS, OPENED, by

from alinea.desk.casework import Desk
from alinea.desk.faults import DeskError
from alinea.desk.opening import writing

EDITING = Path(__file__).with_name("editing.py")


class Editor:
    """A process that edits, see `editing`."""

    def __init__(self, where: str, name: str, times: int) -> None:
        self.process = subprocess.Popen(
            [sys.executable, EDITING, where, name, str(times)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.accepted: list[str] = []

    def ready(self) -> None:
        assert self.process.stdout is not None and self.process.stdout.readline() == "ready\n"

    def begin(self) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write("\n")
        self.process.stdin.flush()

    def end(self) -> int:
        out, _ = self.process.communicate(timeout=100)
        self.accepted = out.splitlines()
        return self.process.returncode


def kept(desk: Desk) -> set[str]:
    """What the desk has of what editors told was accepted."""
    case = desk.case(1)
    assigned = (
        edit.after["assignee"]
        for change in desk.history(1)
        if change.action == "assign"
        for edit in change.edits
    )
    return {
        *(f"reply {each.text}" for each in case.replies),
        *(f"note {each.text}" for each in case.notes),
        *(f"assign {each}" for each in assigned),
    }


def accepted(editors: list[Editor]) -> set[str]:
    return {line for each in editors for line in each.accepted if not line.startswith("refused")}


def together(where: str, count: int, times: int) -> list[Editor]:
    editors = [Editor(where, f"editor{number}", times) for number in range(count)]
    for each in editors:
        each.ready()
    for each in editors:
        each.begin()
    return editors


def test_all_that_was_accepted_is_kept_and_nothing_else(desk: Desk, where: str) -> None:
    desk.open_case("call-for-views", BASIS, OPENED, by("Ana"))
    editors = together(where, 8, 18)
    assert [each.end() for each in editors] == [0] * 8
    assert kept(desk) == accepted(editors)
    assert {line for line in accepted(editors) if line.startswith(("reply", "note"))} == {
        f"{what} editor{number} {time}"
        for number in range(8)
        for time in range(18)
        for what in [("reply", "note", "")[time % 3]]
        if what
    }
    assert not desk.faults()
    assert [each.number for each in desk.history()] == list(range(1, desk.head().number + 1))


def test_editors_killed_in_the_middle_leave_nothing_half(desk: Desk, where: str) -> None:
    desk.open_case("call-for-views", BASIS, OPENED, by("Ana"))
    doomed = together(where, 4, 10_000)
    deadline = time.monotonic() + 60
    while desk.head().number < 60 and time.monotonic() < deadline:
        time.sleep(0.01)
    for each in doomed:
        each.process.kill()
    assert all(each.end() != 0 for each in doomed)
    # What was told is kept; what was kept and not told any more is one change of each at most.
    assert accepted(doomed) <= kept(desk)
    assert len(kept(desk) - accepted(doomed)) <= len(doomed)
    assert not desk.faults()
    desk.note(1, "Work goes on.", by("Ana"))
    assert not desk.faults()


def test_a_desk_that_many_open_at_once_is_made_once(where: str) -> None:
    editors = [Editor(where, f"editor{number}", 0) for number in range(6)]
    for each in editors:
        each.ready()
        each.begin()
    assert [each.end() for each in editors] == [0] * 6
    with Desk.open(where) as desk:
        assert not desk.faults() and not desk.history()


def test_those_who_wait_to_write_keep_nobody_from_reading_and_are_all_kept(desk: Desk) -> None:
    desk.open_case("call-for-views", BASIS, OPENED, by("Ana"))
    with ThreadPoolExecutor(40) as editors:
        with writing(desk.engine):
            waiting = [editors.submit(desk.note, 1, f"note {number}", by("Ben")) for number in range(40)]
            begun = time.monotonic()
            assert [each.id for each in desk.cases()] == [1]  # more of them wait than there are connections
            assert time.monotonic() - begun < 10
        versions = {each.result().version for each in waiting}
    assert versions == set(range(2, 42)) and len(desk.case(1).notes) == 40
    assert not desk.faults()


def test_whoever_waits_for_too_long_is_told_and_nothing_is_written(where: str) -> None:
    with Desk.open(where, create=True, patience=0.2) as desk:
        desk.open_case("call-for-views", BASIS, OPENED, by("Ana"))
        with writing(desk.engine), ThreadPoolExecutor(1) as other, pytest.raises(DeskError) as refused:
            other.submit(desk.note, 1, "x", by("Ben")).result()
        assert refused.value.code == "locked" and not desk.case(1).notes
        desk.note(1, "x", by("Ben"))


@pytest.mark.parametrize("column", ["assignee", "done_on"])
def test_a_change_that_fails_in_the_middle_is_not_there(desk: Desk, column: str) -> None:
    from sqlalchemy import event

    desk.open_case("call-for-views", BASIS, OPENED, by("Ana"))
    before = desk.cases(), desk.history(), desk.head()

    class LostError(Exception):
        """The connection breaks."""

    # The entry of the history is written after the row: between them the connection breaks.
    @event.listens_for(desk.engine, "before_cursor_execute")
    def _breaks(_c: object, _k: object, statement: str, *_: object) -> None:
        if statement.startswith("INSERT INTO changes"):
            raise LostError

    with pytest.raises(LostError):
        if column == "assignee":
            desk.assign(1, "Ben", by("Ana"))
        else:
            desk.complete(1, "note-verbale", OPENED, by("Ana"))
    event.remove(desk.engine, "before_cursor_execute", _breaks)
    assert (desk.cases(), desk.history(), desk.head()) == before
    assert not desk.faults()
