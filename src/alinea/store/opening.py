"""The file of the library: opened to read or to write, with the settings that keep it safe, and its migrations.

**Journal.** At rest the library is one file with a rollback journal: whoever reads it makes nothing beside it, so a
file or a disk that cannot be written serves as well as any. Only while a writer has it open does it keep a write-ahead
log, so that others read meanwhile and wait for nobody: a reader of such a file must make, or find, the ``-wal`` and
``-shm`` beside it (https://www.sqlite.org/wal.html#readonly). The last writer to leave takes the log away again.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from functools import cache, partial
from importlib import resources
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.pool import QueuePool

from alinea.store.faults import LibraryError, told

APPLICATION = 1097623918
"""``Alin`` in ASCII, by which the file is known as a library (https://www.sqlite.org/fileformat.html, 1.3.17)."""

PATIENCE = 20.0
"""Seconds that a process waits for another that is writing."""

_CACHE = 64 * 1024  # KiB of pages held in memory


def connect(
    path: Path, *, write: bool = False, create: bool = False, patience: float | None = None
) -> Engine:
    """Return the way to the library in a file.

    Args:
        write: to write to it; its tables are brought up to date, and it keeps a write-ahead log until `at_rest`.
        create: make the library where there is none.
        patience: seconds to wait for another process that is writing, `PATIENCE` where not given.

    Raises:
        LibraryError: there is none, it is damaged, of another kind, made by a newer Alinéa, or locked; to be read
            only, its tables are of an older one.
    """
    write = write or create
    if not path.is_file() or not path.stat().st_size:
        if path.exists() and not path.is_file():
            raise LibraryError("unusable", path, "it is no file")
        if not create:
            raise LibraryError("absent", path)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise LibraryError("unusable", path, error.strerror or type(error).__name__) from None
    engine = _engine(path, PATIENCE if patience is None else patience, write=write)
    try:
        with told(path):
            _prepare(engine, path, write=write, create=create)
    except LibraryError:
        engine.dispose()
        raise
    return engine


def at_rest(path: Path) -> None:
    """Make a library that was written one file again, with nothing beside it, where no one else has it open.

    Others who have it open keep the log: the last writer to leave takes it away.
    """
    with suppress(sqlite3.Error), closing(raw(path, uri="mode=rw")) as connection:
        connection.execute("PRAGMA busy_timeout = 0")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.execute("PRAGMA journal_mode = DELETE")


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """Give a connection that alone may write, until the transaction ends: whole, or not at all."""
    with engine.connect().execution_options(alinea_begin="BEGIN IMMEDIATE") as connection, connection.begin():
        yield connection


def generation(connection: Connection) -> int:
    """Return a number that is another one whenever records were added, changed or removed."""
    return int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())


def advance(connection: Connection) -> None:
    """Have the library be of a new generation once the transaction ends."""
    # The number stands in the head of the file (https://www.sqlite.org/fileformat.html, 1.3.14), in 31 bits of use.
    connection.exec_driver_sql(f"PRAGMA user_version = {(generation(connection) + 1) % (1 << 31)}")


def unchanged(connection: Connection) -> bool:
    """Tell whether what a connection reads is still what is in the file."""
    held = connection.connection.dbapi_connection
    return not isinstance(held, _Still) or held.state == _state(held.path)


class _Still(sqlite3.Connection):
    """A connection to a file that is taken to stay as it is; `state` tells whether it did."""

    path: Path
    state: tuple[int, ...]


def _state(path: Path) -> tuple[int, ...]:
    """Return what differs once a file was written or has a log beside it, the size of that last."""
    log = Path(f"{path}-wal")
    try:
        found = path.stat()
        return found.st_ino, found.st_mtime_ns, found.st_size, log.stat().st_size if log.exists() else 0
    except OSError:
        return 0, 0, 0, 0


def _engine(path: Path, patience: float, *, write: bool) -> Engine:
    opened = partial(_to_write if write else to_read, path, patience)
    engine = create_engine("sqlite+pysqlite://", creator=opened, poolclass=QueuePool)

    # Python's own handling of transactions leaves out statements that define tables: it is turned off.
    @event.listens_for(engine, "connect")
    def _settings(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None
        for setting in (
            "foreign_keys = ON",
            "recursive_triggers = ON",
            "synchronous = FULL",  # what was reported done outlives a power cut
            f"cache_size = -{_CACHE}",
            "temp_store = MEMORY",
        ):
            connection.execute(f"PRAGMA {setting}")

    @event.listens_for(engine, "checkout")
    def _checkout(connection: sqlite3.Connection, _record: object, _proxy: object) -> None:
        if isinstance(connection, _Still) and connection.state != _state(path):
            raise DisconnectionError  # the pool opens another

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql(connection.get_execution_options().get("alinea_begin", "BEGIN"))

    return engine


def _to_write(path: Path, patience: float) -> sqlite3.Connection:
    return sqlite3.connect(path, timeout=patience, check_same_thread=False)


def to_read(path: Path, patience: float = PATIENCE) -> sqlite3.Connection:
    """Open a file to be read, with SQLite itself.

    One that a writer left in the midst of its work has a log, which is read too. Where there is none, or nothing in
    it, and nothing can be made beside the file, it is read as a file that does not change.
    """
    address = f"{path.absolute().as_uri()}?mode=ro"
    connection = sqlite3.connect(address, uri=True, timeout=patience, check_same_thread=False)
    try:
        connection.execute("PRAGMA schema_version").fetchone()
    except sqlite3.OperationalError as error:
        connection.close()
        barred = error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY)
        if not barred or _state(path)[-1]:
            raise
        return _still(path)
    except BaseException:
        connection.close()
        raise
    return connection


def _still(path: Path) -> sqlite3.Connection:
    """Open a file as one that does not change: https://www.sqlite.org/uri.html#uriimmutable.

    SQLite then takes no locks and keeps what it has read. So `unchanged` is asked after every answer, and the file
    opened anew once a writer came.
    """
    address, state = f"{path.absolute().as_uri()}?mode=ro&immutable=1", _state(path)
    connection = sqlite3.connect(address, uri=True, check_same_thread=False, factory=_Still)
    connection.path, connection.state = path, state
    return connection


def _prepare(engine: Engine, path: Path, *, write: bool, create: bool) -> None:
    known = migrations()
    with engine.connect() as connection:
        application = connection.exec_driver_sql("PRAGMA application_id").scalar()
        empty = not connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar()
        if application != APPLICATION and not (empty and application == 0):
            raise LibraryError("foreign", path)
        done = 0
        if not empty:
            done = int(connection.exec_driver_sql("SELECT max(number) FROM migrations").scalar() or 0)
    if empty and not create:
        raise LibraryError("absent", path)
    if done > len(known):
        raise LibraryError("newer", path, f"its tables are of number {done}, those known of {len(known)}")
    if write:
        _write_ahead(engine)
        for number in range(done + 1, len(known) + 1):
            migrate(engine, number)
    elif done < len(known):
        raise LibraryError("older", path, f"its tables are of number {done}, those known of {len(known)}")


def _write_ahead(engine: Engine) -> None:
    """Have changes written to a log first, so that others can read meanwhile."""
    connection = engine.raw_connection()
    try:
        connection.cursor().execute("PRAGMA journal_mode = WAL")  # not possible in a transaction
    finally:
        connection.close()


def migrate(engine: Engine, number: int) -> None:
    """Bring the tables from one number to the next, in one transaction with the note that it was done."""
    name, script = migrations()[number - 1]
    with writing(engine) as connection:
        if not connection.exec_driver_sql("SELECT 1 FROM sqlite_master WHERE name = 'migrations'").scalar():
            connection.exec_driver_sql(
                "CREATE TABLE migrations (number INTEGER PRIMARY KEY, name TEXT NOT NULL)"
            )
        if connection.exec_driver_sql("SELECT 1 FROM migrations WHERE number = ?", (number,)).scalar():
            return  # another process was faster
        for statement in statements(script):
            connection.exec_driver_sql(statement)
        connection.exec_driver_sql("INSERT INTO migrations VALUES (?, ?)", (number, name))
        advance(connection)


@cache
def migrations() -> tuple[tuple[str, str], ...]:
    """Return the name and script of every migration, in order of their numbers.

    Raises:
        ValueError: a number is missing or there twice.
    """
    folder = resources.files("alinea.store").joinpath("migrations")
    found: dict[int, tuple[str, str]] = {}
    for file in folder.iterdir():
        named = re.fullmatch(r"(\d{4})_(\w+)\.sql", file.name)
        if named is None:
            continue
        number = int(named[1])
        if number in found:
            raise ValueError(f"two migrations have number {number}")
        found[number] = (named[2], file.read_text(encoding="utf-8"))
    if sorted(found) != list(range(1, len(found) + 1)):
        raise ValueError(f"the numbers of the migrations have a gap: {sorted(found)}")
    return tuple(found[number] for number in sorted(found))


def statements(script: str) -> Iterator[str]:
    """Yield the statements of a script, comments left out where they stand between."""
    held = ""
    for line in script.splitlines(keepends=True):
        if not held and (not line.strip() or line.startswith("--")):
            continue
        held += line
        if ";" in line and sqlite3.complete_statement(held):
            yield held
            held = ""
    if held.strip():
        raise ValueError(f"a statement has no end: {held.strip()[:60]}")


def raw(path: Path, *, uri: str = "") -> sqlite3.Connection:
    """Open a file with SQLite itself, for what SQLAlchemy has no words for (the copy of a whole file)."""
    address = f"{path.absolute().as_uri()}?{uri}" if uri else path
    return sqlite3.connect(address, uri=bool(uri), timeout=PATIENCE, isolation_level=None)
