"""Copies of a library: made while it is in use, put in place whole or not at all."""

from __future__ import annotations

import contextlib
import os
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from alinea.store.faults import LibraryError, told
from alinea.store.opening import APPLICATION, at_rest, connect, raw, to_read

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
