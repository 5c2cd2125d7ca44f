"""The desk opened: a file of SQLite or a database of PostgreSQL, brought up to date by Alembic."""

from __future__ import annotations

import re
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from alinea.desk.faults import DeskError, told
from alinea.desk.schema import tables

if TYPE_CHECKING:
    from alembic.config import Config

APPLICATION = 1097622603
"""``AlDK`` in ASCII, by which the file is known as a desk (https://www.sqlite.org/fileformat.html, 1.3.17)."""

PATIENCE = 60.0
"""Seconds that a change waits for those of others."""

_TURN = "alinea_turn"
"""The option of an engine by which those who write within this process come one after another."""

_MIGRATING = 4_101_997
"""The number of the lock under which one process at a time brings the tables of PostgreSQL up to date."""


def connect(where: str | Path, *, create: bool = False, patience: float = PATIENCE) -> Engine:
    """Return the way to the desk, its tables brought up to date.

    Args:
        where: a file, or the address of a database: ``postgresql+psycopg://user@host/name``.
        create: make the desk where there is none.
        patience: seconds to wait for another process that is writing.

    Raises:
        DeskError: there is none, it is something else, it was made by a newer Alinéa, or cannot be reached.
    """
    url = _url(where)
    name = name_of(where)
    if url.get_backend_name() == "sqlite":
        _file(Path(url.database or ""), create=create)
    engine = _engine(url, patience, name)
    tables()  # made before anybody is kept waiting by a change
    try:
        with told(name):
            _prepare(engine, name, create=create)
    except BaseException:
        engine.dispose()
        raise
    return engine


def name_of(where: str | Path) -> str:
    """Return how a desk is named to a person: its file, or its address without the password."""
    url = _url(where)
    return str(url.database) if url.get_backend_name() == "sqlite" else url.render_as_string()


def _url(where: str | Path) -> URL:
    text = str(where)
    if "://" not in text:
        return URL.create("sqlite+pysqlite", database=text)
    try:
        url = make_url(text)
        if url.get_backend_name() in ("sqlite", "postgresql"):
            return url
    except ArgumentError:
        pass
    raise DeskError("address", text.partition("://")[0])


def _file(path: Path, *, create: bool) -> None:
    if path.is_file() and path.stat().st_size:
        return
    if path.exists() and not path.is_file():
        raise DeskError("unusable", path)
    if not create:
        raise DeskError("absent", path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DeskError("unusable", path, error.strerror or type(error).__name__) from None


def _engine(url: URL, patience: float, name: str) -> Engine:
    if url.get_backend_name() == "postgresql":
        try:
            # A connection that the server closed meanwhile is found out before it is used.
            engine = create_engine(
                url,
                pool_pre_ping=True,
                connect_args={"connect_timeout": 10},
                execution_options={_TURN: _Turn(name, patience)},
            )
        except (ModuleNotFoundError, NoSuchModuleError) as error:
            raise DeskError("no-driver", name, str(error)) from None

        @event.listens_for(engine, "begin")
        def _patient(connection: Connection) -> None:
            connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{int(patience * 1000)}ms'")

        return engine
    turn = _Turn(name, patience)
    engine = create_engine(url, connect_args={"timeout": patience}, execution_options={_TURN: turn})

    # Python's own handling of transactions leaves out statements that define tables: it is turned off.
    @event.listens_for(engine, "connect")
    def _settings(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None
        for setting in (
            "foreign_keys = ON",
            "synchronous = FULL",  # what was reported done outlives a power cut
        ):
            connection.execute(f"PRAGMA {setting}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql(connection.get_execution_options().get("alinea_begin", "BEGIN"))

    return engine


class _Turn:
    """One after another of this process writes: who waits takes no connection from those who read, and asks nothing."""

    def __init__(self, name: str, patience: float) -> None:
        self.name, self.patience, self.writing = name, patience, threading.Lock()

    def __enter__(self) -> None:
        if not self.writing.acquire(timeout=self.patience):
            raise DeskError("locked", self.name)

    def __exit__(self, *_: object) -> None:
        self.writing.release()


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """Give a connection on which everything asked is of the same moment."""
    options: dict[str, Any] = {}
    if engine.dialect.name == "postgresql":
        options["isolation_level"] = "REPEATABLE READ"
    with engine.connect().execution_options(**options) as connection, connection.begin():
        yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """Give a connection whose changes are kept whole when the block ends, or not at all."""
    # SQLite lets one write at a time from the beginning of the transaction on; with PostgreSQL the row of the table
    # `head` does the same, see `alinea.desk.history`.
    turn: _Turn = engine.get_execution_options()[_TURN]
    with (
        turn,
        engine.connect().execution_options(alinea_begin="BEGIN IMMEDIATE") as connection,
        connection.begin(),
    ):
        yield connection


def _prepare(engine: Engine, name: str, *, create: bool) -> None:
    sqlite = engine.dialect.name == "sqlite"
    with engine.connect() as connection:
        there = set(inspect(connection).get_table_names())
        if sqlite:
            application = connection.exec_driver_sql("PRAGMA application_id").scalar()
            if application != APPLICATION and (there or application):
                raise DeskError("foreign", name)
        if "alembic_version" not in there:
            if not sqlite and there & {"cases", "changes", "head"}:
                raise DeskError("foreign", name)
            if not create:
                raise DeskError("absent", name)
            done = None
        else:
            done = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    known = revisions()
    if done == known[-1]:
        return
    if done is not None and done not in known:
        raise DeskError("newer", name, str(done))
    if sqlite:
        _write_ahead(engine)
    _migrate(engine, sqlite=sqlite)


@cache
def revisions() -> tuple[str, ...]:
    """Return the revisions that the tables can be of, in order, by the names of the migrations: ``v0001_cases.py``."""
    folder = resources.files("alinea.desk").joinpath("migrations", "versions")
    named = (re.fullmatch(r"v(\d{4})_\w+\.py", file.name) for file in folder.iterdir())
    return tuple(sorted(found[1] for found in named if found))


def _config() -> Config:
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(resources.files("alinea.desk").joinpath("migrations")))
    config.set_main_option("path_separator", "os")
    return config


def _write_ahead(engine: Engine) -> None:
    """Have changes written to a log first, so that others can read meanwhile; the file keeps this setting."""
    connection = engine.raw_connection()
    try:
        connection.cursor().execute("PRAGMA journal_mode = WAL")  # not possible in a transaction
    finally:
        connection.close()


def _migrate(engine: Engine, *, sqlite: bool) -> None:
    """Bring the tables up to date, in one transaction; whoever comes second finds it done."""
    # Alembic is loaded only here: a desk that is up to date is opened without it.
    from alembic import command

    config = _config()
    with writing(engine) as connection:
        if sqlite:
            connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION}")
        else:
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_MIGRATING})")
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
