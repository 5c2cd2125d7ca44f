"""A connection that breaks, a server that stops, a disk that is full: a clear word, and nothing half."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from desk_cases import BASIS, OPENED, Run, by, reply
from sqlalchemy import create_engine, event, text

from alinea.desk.casework import Desk
from alinea.desk.faults import DeskError


@contextmanager
def before_the_entry(desk: Desk, happens: Callable[[], None]) -> Iterator[None]:
    """Have something happen once in the middle of a change: the row is written, its entry of the history is not."""
    left = [happens]

    def broken(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if statement.startswith("INSERT INTO changes") and left:
            left.pop()()

    event.listen(desk.engine, "before_cursor_execute", broken)
    try:
        yield
    finally:
        event.remove(desk.engine, "before_cursor_execute", broken)


def test_a_connection_that_breaks_in_the_middle_leaves_nothing_and_the_next_works(database: str) -> None:
    def broken() -> None:
        engine = create_engine(database, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(
                text(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    " WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'"
                )
            )
        engine.dispose()

    with Desk.open(database, create=True) as desk:
        desk.open_case("call-for-views", BASIS, OPENED, by("Ana"))
        with before_the_entry(desk, broken), pytest.raises(DeskError) as refused:
            desk.assign(1, "Ben", by("Ana"))
        assert refused.value.code == "unreachable"
        assert desk.case(1).assignee is None and not desk.faults()
        assert desk.assign(1, "Ben", by("Ana")).assignee == "Ben"
        broken()  # between two changes: nobody need know
        desk.note(1, "Goes on.", by("Ana"))
        assert desk.case(1).notes
        assert not desk.faults()


def test_a_full_disk_is_told_and_nothing_is_written(tmp_path: Path) -> None:
    with Desk.open(tmp_path / "desk.sqlite", create=True) as desk:
        desk.open_case("call-for-views", BASIS, OPENED, by("Ana"))
        with desk.engine.connect() as connection:
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        desk.engine.dispose()

        # As many pages as there are, and no more: what SQLite says then is what it says of a full disk.
        @event.listens_for(desk.engine, "connect")
        def _bounded(connection: object, _record: object) -> None:
            connection.execute(f"PRAGMA max_page_count = {pages}")  # type: ignore[attr-defined]

        before = desk.head()
        with pytest.raises(DeskError) as refused:
            desk.receive(
                1, replace(reply("Cuba", "CU", "2008-04-02"), content=bytes(1 << 20), name="a"), by("Ana")
            )
        assert refused.value.code == "full"
        assert desk.head() == before and not desk.case(1).replies and not desk.faults()


def test_a_server_that_is_restarted_is_told_and_nothing_is_lost(own_server: Any) -> None:
    where = f"{own_server.address}/postgres"
    with Desk.open(where, create=True) as desk:
        desk.open_case("call-for-views", BASIS, OPENED, by("Ana"))
        before = desk.head()
        with before_the_entry(desk, own_server.stop), pytest.raises(DeskError) as refused:
            desk.assign(1, "Ben", by("Ana"))
        assert refused.value.code == "unreachable"
        with pytest.raises(DeskError) as refused:  # while it is away
            desk.case(1)
        assert refused.value.code == "unreachable"
        own_server.start()
        assert desk.head() == before and desk.case(1).assignee is None
        assert desk.assign(1, "Ben", by("Ana")).assignee == "Ben"
        assert not desk.faults()


def test_a_server_that_lets_nobody_more_in_is_told(database: str) -> None:
    engine = create_engine(database, isolation_level="AUTOCOMMIT")
    Desk.open(database, create=True).close()
    with engine.connect() as connection:
        connection.exec_driver_sql("CREATE ROLE few LOGIN CONNECTION LIMIT 0")
        try:
            with pytest.raises(DeskError) as refused:
                Desk.open(database.replace("desk@", "few@"))
            assert refused.value.code == "busy"
        finally:
            connection.exec_driver_sql("DROP ROLE few")
    engine.dispose()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of two megabytes."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", folder], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("a small disk can be mounted by root alone")
    yield folder
    subprocess.run(["umount", "-l", folder], check=True)


def test_a_small_disk_that_runs_full_is_told_and_what_was_accepted_is_kept(
    small_disk: Path, run: Run
) -> None:
    where, accepted = small_disk / "desk.sqlite", 0
    with Desk.open(where, create=True) as desk:
        desk.open_case("call-for-views", BASIS, OPENED, by("Ana"))
        sent = replace(reply("Cuba", "CU", "2008-04-02"), name="a")
        with pytest.raises(DeskError) as refused:
            for number in range(500):
                desk.receive(1, replace(sent, content=number.to_bytes(2) * 5000), by("Ana"))
                accepted += 1
        assert refused.value.code == "full"
        assert len(desk.case(1).replies) == accepted > 5 and not desk.faults()
    for lang, said in (
        ("en", "no room is left; nothing was written"),
        ("fr", "plus de place ; rien n’a été"),
    ):
        for command in (("case", "log", "1", "--note", "x" * 5000), ("desk", "backup", small_disk / "copy")):
            code, _, told = run(*command, "--desk", where, "--lang", lang)
            assert code == 1 and said in told.replace("\N{NO-BREAK SPACE}", " ") and "Traceback" not in told
    assert "/copy:" in run("desk", "backup", small_disk / "copy", "--desk", where)[2]
    assert {each.name for each in small_disk.iterdir()} <= {
        f"desk.sqlite{end}" for end in ("", "-wal", "-shm")
    }
    with Desk.open(where) as desk:
        assert len(desk.case(1).replies) == accepted and not desk.faults()


def test_a_desk_that_another_holds_is_told_after_a_while(tmp_path: Path) -> None:
    from alinea.desk.opening import connect, writing

    with Desk.open(tmp_path / "desk.sqlite", create=True) as desk:
        desk.open_case("call-for-views", BASIS, OPENED, by("Ana"))
        hasty = Desk(desk.where, connect(desk.where, patience=0.2))
        with writing(desk.engine), pytest.raises(DeskError) as refused:
            hasty.note(1, "x", by("Ben"))
        assert refused.value.code == "locked"
        hasty.note(1, "x", by("Ben"))
        assert desk.case(1).notes
        hasty.close()


def test_the_shell_says_what_to_do(run: Run, tmp_path: Path) -> None:
    code, _, told = run("case", "list", "--desk", "postgresql+psycopg://ana:secret@127.0.0.1:1/desk")
    assert code == 1 and "does not answer" in told and "secret" not in told and "Traceback" not in told
    code, _, told = run("case", "list", "--desk", "mysql://host/desk", "--lang", "fr")
    assert code == 1 and "postgresql+psycopg://" in told
    (tmp_path / "desk.sqlite").write_bytes(b"rubbish " * 500)
    assert run("case", "list")[0] == 1 and run("desk", "verify")[0] == 1
