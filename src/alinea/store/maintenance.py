"""Is the library as it should be, and copies of it: made while it is in use, put in place whole or not at all."""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import sqlite3
import tempfile
import zlib
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from itertools import groupby
from pathlib import Path

from sqlalchemy import Connection, select
from sqlalchemy.exc import DBAPIError

from alinea.model.record import Paragraph, Record
from alinea.store.faults import LibraryError, fault, told
from alinea.store.library import Library
from alinea.store.opening import APPLICATION, at_rest, connect, raw, to_read
from alinea.store.rows import Card, Indexing, card, unpack
from alinea.store.tables import tables
from alinea.store.texts import unpacked
from alinea.store.values import Fault
from alinea.store.works import Candidate, stands

_BESIDE = ("-wal", "-shm", "-journal")
"""Files that SQLite keeps beside a database."""


def backup(library: Path, target: Path) -> None:
    """Copy a library to a file, as it is at one moment, while others read and write it.

    Args:
        target: replaced where it is a library too.

    Raises:
        LibraryError: the library cannot be read, the copy cannot be written, or `target` is another kind of file.
    """
    connect(library).dispose()
    if target.exists() and (target.samefile(library) or not _is_library(target)):
        raise LibraryError("foreign", target, "it would be overwritten")
    with _put_in_place(target) as copy:
        _copy(library, copy, named=target)
        with told(target), closing(raw(copy)) as connection:
            # One file, that can be read where nothing can be written beside it.
            connection.execute("PRAGMA journal_mode = DELETE")


def restore(library: Path, source: Path) -> Path | None:
    """Put a copy in the place of a library.

    A library that can still be written is changed in one transaction, so that others may have it open. One that
    cannot is moved aside, never removed.

    Returns:
        Where the former library was moved to, None where it was not moved.

    Raises:
        LibraryError: the copy is damaged or is no library, or the library cannot be written.
    """
    if not source.is_file():
        raise LibraryError("absent", source)
    if not _is_library(source):
        raise LibraryError("foreign", source)
    if library.exists() and library.samefile(source):
        raise LibraryError("foreign", source, "it is the library itself")
    verify(source)
    if library.exists():
        try:
            if _is_library(library):
                _copy(source, library, log=True)
                _prepare(library)
                return None
        except LibraryError as error:
            if error.code not in ("damaged", "unknown", "failed"):
                raise
    with _put_in_place(library) as copy:
        _copy(source, copy, named=library)
        moved = _aside(library) if library.exists() else None
    _prepare(library)
    return moved


def _prepare(library: Path) -> None:
    """Bring the tables of a library that was put in place up to date."""
    connect(library, create=True).dispose()
    at_rest(library)


def verify(path: Path) -> None:
    """Check that a file is a database without damage.

    Raises:
        LibraryError: it is not.
    """
    with told(path), closing(to_read(path)) as connection:
        found = [row[0] for row in connection.execute("PRAGMA quick_check(1)")]
    if found != ["ok"]:
        raise LibraryError("damaged", path, str(found[0]) if found else "")


def _is_library(path: Path) -> bool:
    try:
        with closing(to_read(path)) as connection:
            return bool(connection.execute("PRAGMA application_id").fetchone()[0] == APPLICATION)
    except sqlite3.Error:
        return False


def _copy(source: Path, target: Path, *, named: Path | None = None, log: bool = False) -> None:
    """Copy a database over another; what is wrong with the target is told by the name it is to have.

    Args:
        log: have the copy written to a log, so that others read the target meanwhile.
    """
    with (
        told(source),
        closing(to_read(source)) as origin,
        told(named or target),
        closing(raw(target)) as copy,
    ):
        if log:
            copy.execute("PRAGMA journal_mode = WAL")
        origin.backup(copy)


@contextmanager
def _put_in_place(target: Path) -> Iterator[Path]:
    """Give a file to write beside `target`; it takes its place once it is whole and safe on disk."""
    copy = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _sweep(target)
        yield copy
        verify(copy)
        _sync(copy)
        copy.replace(target)
        _sync(target.parent)
    except OSError as error:
        code = "full" if error.errno == 28 else "unusable"  # ENOSPC
        raise LibraryError(code, target, error.strerror or type(error).__name__) from error
    finally:
        for suffix in ("", *_BESIDE):
            with contextlib.suppress(OSError):
                Path(f"{copy}{suffix}").unlink(missing_ok=True)


def _sweep(target: Path) -> None:
    """Take away what copies left beside `target` that were killed before they were whole."""
    if os.name != "posix":
        return  # elsewhere nothing tells, without harm, whether a process still runs
    named = re.compile(rf"\.{re.escape(target.name)}\.(\d{{1,10}})\.part(?:-wal|-shm|-journal)?")
    for path in target.parent.iterdir():
        found = named.fullmatch(path.name)
        if found and int(found[1]) != os.getpid() and not _runs(int(found[1])):
            with contextlib.suppress(OSError):
                path.unlink()


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True


def _aside(library: Path) -> Path:
    """Move a library and what SQLite keeps beside it to a name that is free."""
    number = 1
    while (moved := library.with_name(f"{library.name}.damaged-{number}")).exists():
        number += 1
    library.rename(moved)
    for suffix in _BESIDE:
        with contextlib.suppress(FileNotFoundError):
            Path(f"{library}{suffix}").rename(f"{moved}{suffix}")
    return moved


def _sync(path: Path) -> None:
    """Have the system write a file or folder to disk."""
    if os.name != "posix" and path.is_dir():
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


# The index of titles holds some of the passages only: it is not compared with them (rank 1).
_INDEXES = (
    "INSERT INTO passage_index (passage_index, rank) VALUES ('integrity-check', 1)",
    "INSERT INTO title_index (title_index, rank) VALUES ('integrity-check', 0)",
)
_MOST = 20  # faults told of the file and of the links


def check(library: Library, indexing: Indexing) -> Iterator[Fault | None]:
    """Yield every fault; None for each version that is sound, so that the progress can be seen.

    Args:
        indexing: finds words and subjects of a text, as when it was added.

    Raises:
        LibraryError: another program keeps it from being looked at, or there is no room to do so.
    """
    try:
        yield from _file(library)
        with library.engine.connect() as connection, connection.begin():
            yield from _choices(connection)
            yield from _records(connection, indexing)
            yield from _texts(connection)
    except (DBAPIError, sqlite3.Error) as error:
        cause = error.orig if isinstance(error, DBAPIError) else error
        known = fault(library.path, cause) if isinstance(cause, sqlite3.Error) else None
        if known and known.code not in ("damaged", "unknown", "failed"):
            raise known from error  # a lock, a full disk: no fault of the library
        yield Fault("file", str(library.path), str(cause))


def _file(library: Library) -> Iterator[Fault]:
    with library.engine.connect() as connection, connection.begin():
        for row in connection.exec_driver_sql(f"PRAGMA integrity_check({_MOST})"):
            if row[0] != "ok":
                yield Fault("file", str(library.path), str(row[0]))
        links = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchmany(_MOST)
        for table, number, parent, _ in links:
            yield Fault("links", str(table), f"row {number} names a row of {parent} that is not there")
    yield from _indexes(library.path)


def _indexes(path: Path) -> Iterator[Fault]:
    """Yield the indexes that are not what was put into them.

    That is asked as a change, though nothing changes: of a file that cannot be written a copy is asked.
    """
    try:
        with closing(raw(path, uri="mode=rw")) as connection:
            yield from _compared(connection)
        return
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF not in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN):
            raise
    with tempfile.TemporaryDirectory(prefix="alinea-") as folder:
        copy = Path(folder) / "copy.sqlite"
        backup(path, copy)
        with closing(raw(copy)) as connection:
            yield from _compared(connection)


def _compared(connection: sqlite3.Connection) -> Iterator[Fault]:
    for order in _INDEXES:
        try:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute(order)
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.OperationalError) and "malformed" not in str(error):
                raise
            yield Fault("index", order.split()[2], str(error))
        finally:
            if connection.in_transaction:
                connection.execute("ROLLBACK")


def _choices(connection: Connection) -> Iterator[Fault]:
    """Yield the works of which another version ought to be in use."""
    t = tables()
    query = (
        select(t.versions, t.works.c.name, t.sources.c.sha256)
        .join(t.works, t.works.c.id == t.versions.c.work_id)
        .join(t.sources, t.sources.c.id == t.versions.c.source_id)
        .order_by(t.versions.c.work_id, t.versions.c.id)
    )
    for name, rows in groupby(connection.execute(query), key=lambda row: str(row.name)):
        held = [Candidate.of(row) for row in rows]
        if not stands(held):
            yield Fault("choice", name, "the version in use is not the one that the rule gives")
    empty = select(t.works.c.name).where(t.works.c.id.not_in(select(t.versions.c.work_id)))
    for name in connection.execute(empty).scalars():
        yield Fault("choice", name, "no version of it is held")


def _records(connection: Connection, indexing: Indexing) -> Iterator[Fault | None]:
    t = tables()
    query = (
        select(t.works.c.name, t.versions.c.id, t.versions.c.current, t.records.c.json, t.records.c.sha256)
        .join(t.works, t.works.c.id == t.versions.c.work_id)
        .outerjoin(t.records, t.records.c.version_id == t.versions.c.id)
        .order_by(t.versions.c.id)
    )
    words: Counter[tuple[str, str, str]] = Counter()
    for row in connection.execution_options(yield_per=100).execute(query):
        found = None
        try:
            if row.json is None:
                raise ValueError("its record is missing")
            record = unpack(row.json, row.sha256)
            found = _spans(record, row.name)
            made = card(record, indexing)
            if row.current:
                words.update((made.language, stem, word) for word, stem in made.words)
            if found is None:
                found = _passages(connection, row.id, row.name, made if row.current else None)
        except ValueError as error:
            found = Fault("record", row.name, str(error))
        yield found
    yield from _words(connection, words)


def _texts(connection: Connection) -> Iterator[Fault]:
    """Yield the texts that are not what was stored."""
    t = tables()
    x, s = t.texts.c, t.sources.c
    query = select(s.sha256.label("source"), s.size, x.text, x.sha256, x.exact, x.data).join(
        t.sources, s.id == x.source_id
    )
    for row in connection.execution_options(yield_per=100).execute(query):
        try:
            text = unpacked(row.text, row.sha256)
            data = text.encode() if row.exact else row.data and zlib.decompress(row.data)
            if data is not None and hashlib.sha256(data).hexdigest() != row.source:
                raise ValueError("the bytes kept are not those that were read: their hash differs")
        except (ValueError, zlib.error) as error:
            yield Fault("text", row.source[:12], str(error))


def _spans(record: Record, name: str) -> Fault | None:
    """Return the first finding that does not stand in the text where it says."""
    for paragraph in record.paragraphs():
        for kind, text, at in _findings(paragraph):
            if paragraph.text[at[0] : at[1]] != text:
                return Fault("spans", f"{name}#{paragraph.id}", f"a {kind} does not stand where it says")
    return None


def _findings(paragraph: Paragraph) -> Iterator[tuple[str, str, tuple[int, int]]]:
    if paragraph.lead:
        yield "lead", paragraph.lead.text, paragraph.lead.at
    for citation in paragraph.citations:
        yield "citation", citation.text, citation.at
    for instrument in paragraph.instruments:
        yield "instrument", instrument.text, instrument.at
    for actor in paragraph.actors:
        yield "actor", actor.text, actor.at
    for commitment in paragraph.commitments:
        yield "commitment", commitment.quote, commitment.at


def _passages(connection: Connection, version: int, name: str, made: Card | None) -> Fault | None:
    """Compare what is in the tables of a version with what its record gives."""
    t = tables()
    expected = (made.passages, made.citations, made.commitments) if made else ((), (), ())
    names = ("passages", "citations", "commitments")
    for what, table, rows in zip(names, (t.passages, t.citations, t.commitments), expected, strict=True):
        skipped = 2 if table is t.passages else 3  # identifiers
        query = select(*list(table.c)[skipped:]).where(table.c.version_id == version).order_by(table.c.id)
        held = [tuple(each) for each in connection.execute(query)]
        given = [each if table is t.passages else each[1:] for each in rows]
        if held != given:
            return Fault("passages", name, f"the table of {what} differs from the record")
    return None


def _words(connection: Connection, words: Counter[tuple[str, str, str]]) -> Iterator[Fault]:
    w = tables().words.c
    held = {(row.language, row.stem, row.word): row.uses for row in connection.execute(select(*w))}
    if held != words:
        wrong = next(key for key in held.keys() | words.keys() if held.get(key) != words.get(key))
        yield Fault(
            "index", " ".join(wrong), f"counted {held.get(wrong, 0)} times, used {words.get(wrong, 0)} times"
        )
