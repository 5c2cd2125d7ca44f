"""The history of the desk: append-only, chained, and such that all rows follow from it."""

from __future__ import annotations

import pytest
from desk_cases import BASIS, OPENED, by, reply
from sqlalchemy import delete, insert, text, update
from sqlalchemy.exc import DBAPIError

from alinea.desk.casework import Desk
from alinea.desk.faults import DeskError
from alinea.desk.history import digest
from alinea.desk.opening import writing
from alinea.desk.schema import tables

DAY = OPENED.replace(month=2)


def worked(desk: Desk) -> None:
    desk.open_case("call-for-views", BASIS, OPENED, by("Ana"))
    desk.complete(1, "note-verbale", DAY, by("Ana"))
    desk.receive(1, reply("Cuba", "CU", "2008-04-02"), by("Ana"))
    desk.note(1, "Sent by pouch.", by("Ana"))
    desk.judge(1, "met", by("Ben", "A/63/126 was submitted"))


def codes(desk: Desk, noted: str | None = None) -> set[str]:
    return {each.code for each in desk.faults(noted)}


def unguarded(desk: Desk) -> None:
    """Take away what keeps the history from being changed, as one who alters the database would."""
    with desk.engine.connect() as connection, connection.begin():
        if desk.engine.dialect.name == "postgresql":
            connection.execute(text("DROP TRIGGER changes_only_grow ON changes"))
        else:
            for name in ("update", "delete"):
                connection.execute(text(f"DROP TRIGGER changes_never_{name}"))


def test_every_change_says_who_when_why_and_what_stood_before(desk: Desk) -> None:
    worked(desk)
    last = desk.history(1)[-1]
    assert (last.action, last.actor, last.at) == ("verdict", "Ben", "2008-07-01T00:00:00Z")
    assert last.why == "A/63/126 was submitted"
    (edit,) = last.edits
    assert edit.before is not None
    assert (edit.before["verdict"], edit.after["verdict"]) == (None, "met")


def test_a_desk_that_people_worked_at_is_whole(desk: Desk) -> None:
    assert not desk.faults()
    worked(desk)
    assert [each.number for each in desk.history()] == [1, 2, 3, 4, 5]
    assert not desk.faults()
    assert not desk.faults(desk.history()[2].hash)


def test_the_history_cannot_be_changed_by_a_statement(desk: Desk) -> None:
    worked(desk)
    table = tables().tables["changes"]
    for statement in (update(table).values(actor="Eve"), delete(table)):
        with pytest.raises(DBAPIError, match="only grows"), writing(desk.engine) as connection:
            connection.execute(statement)
    assert not desk.faults()


@pytest.mark.parametrize("column", ["actor", "at", "why", "edits", "action", "case_id"])
def test_an_altered_entry_shows(desk: Desk, column: str) -> None:
    worked(desk)
    unguarded(desk)
    table = tables().tables["changes"]
    value = {"edits": "[]", "case_id": 2}.get(column, "2007-01-01T00:00:00Z")
    with writing(desk.engine) as connection:
        connection.execute(update(table).where(table.c.number == 3).values({column: value}))
    assert "changed" in codes(desk)


def test_an_entry_altered_with_its_hash_shows_in_the_next(desk: Desk) -> None:
    worked(desk)
    unguarded(desk)
    table, entry = tables().tables["changes"], desk.history()[2]
    from dataclasses import replace

    forged = digest(replace(entry, actor="Eve"))
    with writing(desk.engine) as connection:
        connection.execute(update(table).where(table.c.number == 3).values(actor="Eve", hash=forged))
    assert codes(desk) == {"unchained"}


def test_entries_left_out_show(desk: Desk) -> None:
    worked(desk)
    unguarded(desk)
    table = tables().tables["changes"]
    with writing(desk.engine) as connection:
        connection.execute(delete(table).where(table.c.number == 5))
    assert {"cut", "row-altered"} <= codes(desk)
    with writing(desk.engine) as connection:
        connection.execute(delete(table).where(table.c.number == 2))
    assert {"gap", "unchained"} <= codes(desk)


def test_rows_changed_behind_the_history_show(desk: Desk) -> None:
    worked(desk)
    schema = tables().tables
    with writing(desk.engine) as connection:
        connection.execute(update(schema["replies"]).values(received_on="2008-01-02"))
    assert codes(desk) == {"row-altered"}
    with writing(desk.engine) as connection:
        connection.execute(delete(schema["notes"]))
    assert codes(desk) == {"row-altered", "row-missing"}


def test_a_file_altered_or_lost_shows(desk: Desk) -> None:
    worked(desk)
    from dataclasses import replace

    desk.receive(1, replace(reply("Qatar", "QA", "2008-04-03"), content=b"%PDF", name="note.pdf"), by("Ana"))
    assert not desk.faults()
    table = tables().tables["files"]
    with writing(desk.engine) as connection:
        connection.execute(update(table).values(content=b"other"))
    assert codes(desk) == {"file-altered"}


def test_a_history_made_anew_shows_by_a_hash_noted_before(desk: Desk) -> None:
    worked(desk)
    noted = desk.head().hash
    unguarded(desk)
    schema = tables().tables
    with writing(desk.engine) as connection:
        for name in ("changes", "replies", "notes", "steps", "cases"):
            connection.execute(delete(schema[name]))
        connection.execute(update(schema["head"]).values(number=0, hash="0" * 64))
    worked(desk)
    desk.note(1, "Another.", by("Eve"))
    assert not desk.faults(noted)  # the same changes by the same people have the same hashes
    with writing(desk.engine) as connection:
        for name in ("changes", "replies", "notes", "steps", "cases"):
            connection.execute(delete(schema[name]))
        connection.execute(update(schema["head"]).values(number=0, hash="0" * 64))
    desk.open_case("call-for-views", BASIS, OPENED, by("Eve"))
    assert not desk.faults()
    assert codes(desk, noted) == {"not-in-history"}


def test_a_row_altered_outside_the_history_is_not_written_over(desk: Desk) -> None:
    worked(desk)
    with writing(desk.engine) as connection:
        connection.execute(insert(tables().tables["notes"]).values(
            id=7, case_id=1, text="x", actor="Eve", noted_on="2008-01-01", version=1, withdrawn=False
        ))  # fmt: skip
    assert codes(desk) == {"row-altered"}


def test_a_change_is_taken_back_by_a_new_one(desk: Desk) -> None:
    worked(desk)
    case = desk.revert(1, 5, by("Ana", "the report came late"))
    assert (case.verdict, case.verdict_reason) == (None, None)
    assert [each.action for each in desk.history(1)][-2:] == ["verdict", "revert"]
    assert desk.case(1).verdict is None
    case = desk.revert(1, 6, by("Ben", "it did not"))
    assert (case.verdict, case.verdict_reason) == ("met", "A/63/126 was submitted")
    assert not desk.faults()


def test_what_was_taken_back_is_kept(desk: Desk) -> None:
    worked(desk)
    desk.revert(1, 3, by("Ana", "logged to the wrong case"))
    (kept,) = desk.case(1).replies
    assert (kept.sender, kept.withdrawn, kept.text) == ("Cuba", True, "Views.")


def test_what_was_changed_since_is_not_taken_back(desk: Desk) -> None:
    worked(desk)
    desk.judge(1, "overdue", by("Ana", "it never came"))
    with pytest.raises(DeskError) as refused:
        desk.revert(1, 5, by("Ben", "why not"))
    assert (refused.value.code, refused.value.reason) == ("changed-since", "verdict, verdict_reason")
    assert len(desk.history()) == 6


def test_nothing_is_taken_back_without_a_reason(desk: Desk) -> None:
    worked(desk)
    with pytest.raises(DeskError, match="no-reason"):
        desk.revert(1, 5, by("Ben"))
