"""The file of the library: its tables, and what else may lie where it is looked for."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Integer, LargeBinary, Text, inspect

from alinea.store import opening
from alinea.store.faults import LibraryError
from alinea.store.library import Library
from alinea.store.opening import migrations, statements
from alinea.store.tables import tables

KINDS = {Integer: "INTEGER", Text: "TEXT", LargeBinary: "BLOB"}


def test_tables_are_those_of_the_migrations(library: Library) -> None:
    found = inspect(library.engine)
    for name in tables().__slots__:
        table = getattr(tables(), name)
        mine = [(column.name, KINDS[type(column.type)]) for column in table.columns]
        assert mine == [(each["name"], str(each["type"])) for each in found.get_columns(table.name)], name


def test_every_column_that_names_a_row_is_indexed(library: Library) -> None:
    """Or taking out a row would search the whole of the table that names it."""
    found = inspect(library.engine)
    for name in found.get_table_names():
        if name.startswith(("passage_index", "title_index")):
            continue
        leading = {tuple(each["column_names"])[:1] for each in found.get_indexes(name)}
        leading.add(tuple(found.get_pk_constraint(name)["constrained_columns"])[:1])
        leading |= {tuple(each["column_names"])[:1] for each in found.get_unique_constraints(name)}
        for key in found.get_foreign_keys(name):
            assert tuple(key["constrained_columns"]) in leading, (name, key["constrained_columns"])


def test_settings_that_keep_it_safe(library: Library) -> None:
    with library.reading() as connection:
        for setting, value in (("journal_mode", "wal"), ("foreign_keys", 1), ("synchronous", 2)):
            assert connection.exec_driver_sql(f"PRAGMA {setting}").scalar() == value


def test_migrations_are_noted_and_run_once(library: Library) -> None:
    with library.reading() as connection:
        rows = connection.exec_driver_sql("SELECT number, name FROM migrations ORDER BY number").all()
    assert [tuple(row) for row in rows] == [(n, name) for n, (name, _) in enumerate(migrations(), 1)]
    Library.open(library.path, create=True).close()
    opening.migrate(library.engine, 1)  # as a process does that was slower than another


def test_a_migration_that_fails_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "library.sqlite"
    Library.open(path, create=True).close()
    known = migrations()
    broken = "CREATE TABLE extra (a INTEGER);\nINSERT INTO nowhere VALUES (1);\n"
    monkeypatch.setattr(opening, "migrations", lambda: (*known, ("broken", broken)))
    with pytest.raises(LibraryError):
        Library.open(path, write=True)
    monkeypatch.setattr(
        opening, "migrations", lambda: (*known, ("mended", "CREATE TABLE extra (a INTEGER);"))
    )
    with Library.open(path, write=True) as library, library.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM extra").scalar() == 0
        assert connection.exec_driver_sql("SELECT max(number) FROM migrations").scalar() == len(known) + 1


def test_titles_of_a_library_made_before_their_index_are_put_into_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "library.sqlite"
    known = migrations()
    monkeypatch.setattr(opening, "migrations", lambda: known[:1])
    with Library.open(path, create=True) as former, opening.writing(former.engine) as connection:
        for order in (
            "INSERT INTO works (id, name) VALUES (1, 'A/RES/1/1')",
            "INSERT INTO sources VALUES (1, 'ab', 1, 'text/plain', 'auto', '0.1.0', 1, 0)",
            "INSERT INTO versions (id, work_id, source_id, place, language, fragment, media_type, doubts, extent,"
            " current, principal) VALUES (1, 1, 1, 1, 'fr', 0, 'text/plain', 0, 0, 1, 1)",
            "INSERT INTO passages VALUES (7, 1, 'title', 'title', NULL, NULL, NULL, NULL, 'Paix', 'ptitle')",
            "INSERT INTO passages VALUES (8, 1, 'op_1', 'operative', '1', NULL, NULL, NULL, 'Paix', 'poperative')",
        ):
            connection.exec_driver_sql(order)
    monkeypatch.setattr(opening, "migrations", lambda: known)
    assert code_of(path) == "older"
    with Library.open(path, write=True) as library, library.reading() as connection:
        found = "SELECT rowid FROM title_index WHERE title_index MATCH 'paix'"
        assert connection.exec_driver_sql(found).scalars().all() == [7]


def test_a_library_of_a_newer_version_is_left_alone(library: Library) -> None:
    with closing(sqlite3.connect(library.path)) as connection, connection:
        connection.execute("INSERT INTO migrations VALUES (99, 'later')")
    assert code_of(library.path) == "newer"


def code_of(path: Path, *, create: bool = False) -> str:
    with pytest.raises(LibraryError) as told:
        Library.open(path, create=create, patience=0.1)
    return told.value.code


def test_what_is_no_library(tmp_path: Path) -> None:
    assert code_of(tmp_path / "absent.sqlite") == "absent"
    assert not (tmp_path / "absent.sqlite").exists()
    empty = tmp_path / "empty.sqlite"
    empty.touch()
    assert code_of(empty) == "absent"
    text = tmp_path / "notes.txt"
    text.write_text("a text that is not a database" * 100)
    assert code_of(text) == code_of(text, create=True) == "unknown"
    other = tmp_path / "other.sqlite"
    with closing(sqlite3.connect(other)) as connection, connection:
        connection.execute("CREATE TABLE t (a)")
    assert code_of(other) == code_of(other, create=True) == "foreign"
    assert code_of(tmp_path, create=True) == "unusable"
    assert code_of(text / "below.sqlite", create=True) == "unusable"


def test_an_empty_file_becomes_a_library_when_asked(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "er" / "library.sqlite"
    path.parent.mkdir(parents=True)
    path.touch()
    Library.open(path, create=True).close()
    Library.open(path).close()


def test_scripts_are_cut_into_statements() -> None:
    script = "-- why\nCREATE TABLE a (b TEXT); -- c\n\nCREATE TRIGGER t AFTER DELETE ON a BEGIN\n DELETE FROM a;\nEND;\n"
    assert len(list(statements(script))) == 2
    with pytest.raises(ValueError, match="no end"):
        list(statements("CREATE TABLE a (b TEXT)"))
