"""What can go wrong with the library, told by a stable code."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as NoConnectionError


class LibraryError(Exception):
    """The library cannot do what is asked: whatever opens or asks one may raise it, and does not say so each time.

    Attributes:
        code: ``absent``, ``busy``, ``locked``, ``full``, ``damaged``, ``unknown``, ``foreign``, ``newer``, ``older``,
            ``unlinked``, ``untaught``, ``too-small``, ``read-only``, ``unusable`` or ``failed``; the words a person
            reads are in the catalogues of presenting.
        path: the file.
        reason: one English sentence with the facts.
    """

    def __init__(self, code: str, path: Path | str, reason: str = "") -> None:
        super().__init__(f"{path}: {code}" + (f" ({reason})" if reason else ""))
        self.code = code
        self.path = str(path)
        self.reason = reason


# By the primary result code, its lowest eight bits: https://www.sqlite.org/rescode.html
_CODES = {
    sqlite3.SQLITE_BUSY: "locked",
    sqlite3.SQLITE_LOCKED: "locked",
    sqlite3.SQLITE_FULL: "full",
    sqlite3.SQLITE_CORRUPT: "damaged",
    sqlite3.SQLITE_NOTADB: "unknown",
    sqlite3.SQLITE_READONLY: "read-only",
    sqlite3.SQLITE_PERM: "read-only",
    sqlite3.SQLITE_CANTOPEN: "unusable",
    sqlite3.SQLITE_IOERR: "unusable",
}


@contextmanager
def told(path: Path | str) -> Iterator[None]:
    """Raise what goes wrong with the file of the library as `LibraryError`."""
    try:
        yield
    except DBAPIError as error:
        cause = error.orig
        if not isinstance(cause, sqlite3.Error):
            raise
        raise fault(path, cause) from error
    except NoConnectionError as error:
        raise LibraryError("busy", path, "too many questions at a time") from error
    except sqlite3.Error as error:
        raise fault(path, error) from error


def fault(path: Path | str, error: sqlite3.Error) -> LibraryError:
    """Return the error that says what SQLite met with."""
    number = getattr(error, "sqlite_errorcode", None)
    if number is None:
        code = (
            "damaged" if isinstance(error, sqlite3.DatabaseError) and "malformed" in str(error) else "failed"
        )
    else:
        code = _CODES.get(number & 0xFF, "failed")
        # A system out of space tells of it in several ways.
        if code == "unusable" and "full" in str(error):
            code = "full"
    name = getattr(error, "sqlite_errorname", None)
    return LibraryError(code, path, f"{error}" + (f", {name}" if name else ""))
