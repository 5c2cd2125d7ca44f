"""Where a desk may be, and what is said of what is none."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from desk_cases import BASIS, by

from alinea.desk.casework import Desk
from alinea.desk.faults import DeskError
from alinea.desk.history import edit_data
from alinea.desk.opening import _config, revisions
from alinea.desk.reading import basis_data
from alinea.desk.schema import tables
from alinea.store.library import Library


def test_the_migrations_make_the_tables_of_the_schema(desk: Desk) -> None:
    with desk.engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), tables()) == []


def test_the_revisions_are_those_of_the_migrations() -> None:
    script = ScriptDirectory.from_config(_config())
    assert [each.revision for each in script.walk_revisions()] == list(reversed(revisions()))


def test_a_desk_is_not_made_unasked(tmp_path: Path, database: str) -> None:
    for where in (str(tmp_path / "none.sqlite"), database):
        with pytest.raises(DeskError) as refused:
            Desk.open(where)
        assert refused.value.code == "absent"
    assert not (tmp_path / "none.sqlite").exists()


def test_a_library_is_no_desk_and_stays_as_it_is(tmp_path: Path) -> None:
    Library.open(tmp_path / "library.sqlite", create=True).close()
    before = (tmp_path / "library.sqlite").read_bytes()
    with pytest.raises(DeskError, match="foreign"):
        Desk.open(tmp_path / "library.sqlite", create=True)
    assert (tmp_path / "library.sqlite").read_bytes() == before


def test_other_files_are_no_desk(tmp_path: Path) -> None:
    (tmp_path / "text").write_bytes(b"some text, longer than the head of a file of SQLite " * 20)
    with pytest.raises(DeskError, match="foreign"):
        Desk.open(tmp_path / "text", create=True)
    with sqlite3.connect(tmp_path / "other.sqlite") as other:
        other.execute("CREATE TABLE cases (id)")
    with pytest.raises(DeskError, match="foreign"):
        Desk.open(tmp_path / "other.sqlite", create=True)
    with pytest.raises(DeskError, match="unusable"):
        Desk.open(tmp_path, create=True)


def test_a_desk_of_a_newer_version_is_left_alone(desk: Desk, where: str) -> None:
    with desk.engine.connect() as connection, connection.begin():
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(DeskError) as refused:
        Desk.open(where)
    assert (refused.value.code, refused.value.reason) == ("newer", "9999")


@pytest.mark.parametrize(
    "where", ["mysql://host/desk", "https://example.org/desk", "postgresql://:99999999/x"]
)
def test_addresses_where_no_desk_can_be_are_refused(where: str) -> None:
    with pytest.raises(DeskError):
        Desk.open(where, create=True)


def test_a_server_that_does_not_answer_is_told_without_its_password() -> None:
    with pytest.raises(DeskError) as refused:
        Desk.open("postgresql+psycopg://ana:secret@127.0.0.1:1/desk")
    assert refused.value.code == "unreachable"
    assert "secret" not in str(refused.value)


def test_a_desk_of_an_older_version_is_brought_up_to_date_with_its_history_whole(where: str) -> None:
    """A desk as the first version wrote it: without the columns that came later."""
    from alembic import command
    from sqlalchemy import insert

    from alinea.desk.history import NOTHING, canonical, digest
    from alinea.desk.opening import APPLICATION, _engine, _url, writing
    from alinea.model.cases import Change, Edit, Plain

    engine = _engine(_url(where), 10, where)
    reply: dict[str, Plain] = {
        "id": 1, "case_id": 1, "sender": "Cuba", "sender_id": "CU", "received_on": "2008-04-02", "text": "Views.",
        "unreadable": None, "file": None, "file_name": None, "version": 1, "withdrawn": False,
    }  # fmt: skip
    case: dict[str, Plain] = {
        "id": 1, "kind": "call-for-views", "work": "A/RES/62/27", "paragraph": "op_8", "basis": basis_data(BASIS),
        "opened_on": "2008-01-15", "due_on": None, "assignee": None, "verdict": None, "verdict_reason": None,
        "outcome": None, "closed_on": None, "version": 1, "withdrawn": False,
    }  # fmt: skip
    edits = Edit("cases", "1", None, case), Edit("replies", "1", None, reply)
    bare = Change(1, 1, "open", "Ana", "2008-07-01T00:00:00Z", "", edits, NOTHING, "")
    with writing(engine) as connection:
        if engine.dialect.name == "sqlite":
            connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION}")
        config = _config()
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        schema = tables().tables
        connection.execute(insert(schema["cases"]).values(case))
        connection.execute(insert(schema["replies"]).values(reply))
        connection.execute(
            insert(schema["changes"]).values(
                number=1,
                case_id=1,
                action="open",
                actor="Ana",
                at=bare.at,
                why="",
                edits=canonical([edit_data(each) for each in edits]),
                previous=NOTHING,
                hash=digest(bare),
            )
        )
        connection.execute(schema["head"].update().values(number=1, hash=digest(bare)))
    engine.dispose()
    with Desk.open(where) as desk:
        assert not desk.faults()
        assert [(each.sender, each.language) for each in desk.case(1).replies] == [("Cuba", None)]
        desk.note(1, "Goes on.", by("Ben"))
        assert not desk.faults() and len(desk.history()) == 2
