"""What can go wrong at the desk, told by a stable code."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as NoConnectionError

from alinea.model.cases import Author, Difference


class DeskError(Exception):
    """The desk cannot do what is asked.

    Attributes:
        code: a stable name; the words a person reads are in the catalogues of presenting.
        what: what it is about: a file, the number of a case, the name of a step.
        reason: the facts, such as the names that are known.
    """

    def __init__(self, code: str, what: object = "", reason: str = "") -> None:
        super().__init__(f"{code}: {what}" + (f" ({reason})" if reason else ""))
        self.code = code
        self.what = str(what)
        self.reason = reason


class ConflictError(DeskError):
    """Somebody else changed the same meanwhile; nothing was written.

    Attributes:
        case: its number; version: as it stands now; actor, at: of the change that came first.
        differences: each field that both changed, with what both saw and the texts of both.
    """

    def __init__(
        self, case: int, version: int, actor: str, at: str, differences: tuple[Difference, ...]
    ) -> None:
        super().__init__("conflict", case, f"{actor}, {at}")
        self.case, self.version, self.actor, self.at = case, version, actor, at
        self.differences = differences


# By the primary result code, its lowest eight bits: https://www.sqlite.org/rescode.html
_SQLITE = {
    sqlite3.SQLITE_BUSY: "locked",
    sqlite3.SQLITE_LOCKED: "locked",
    sqlite3.SQLITE_FULL: "full",
    sqlite3.SQLITE_CORRUPT: "damaged",
    sqlite3.SQLITE_NOTADB: "foreign",
    sqlite3.SQLITE_READONLY: "read-only",
    sqlite3.SQLITE_PERM: "read-only",
    sqlite3.SQLITE_CANTOPEN: "unusable",
    sqlite3.SQLITE_IOERR: "unusable",
}

# Classes and codes of SQLSTATE: https://www.postgresql.org/docs/current/errcodes-appendix.html
_POSTGRESQL = {
    "08": "unreachable",  # connection exception
    "28": "refused",  # invalid authorization
    "3D": "unreachable",  # no database of that name
    "53": "full",  # insufficient resources: disk, memory, connections
    "55": "locked",
    "57": "unreachable",  # operator intervention: the server is shut down
    "25": "read-only",
    "42501": "refused",
    "53300": "busy",  # too many connections
}


@contextmanager
def told(where: str) -> Iterator[None]:
    """Raise what goes wrong with the database as `DeskError`.

    Args:
        where: the file, or the address of the server without its password.
    """
    try:
        yield
    except DBAPIError as error:
        raise DeskError(_code(error), where, _reason(error.orig)) from error
    except NoConnectionError as error:
        raise DeskError("busy", where) from error
    except SQLAlchemyError as error:
        raise DeskError("failed", where, _reason(error)) from error
    except sqlite3.Error as error:
        raise DeskError(_sqlite_code(error), where, _reason(error)) from error


def _code(error: DBAPIError) -> str:
    cause = error.orig
    if isinstance(cause, sqlite3.Error):
        return _sqlite_code(cause)
    state = getattr(cause, "sqlstate", None)
    if state:
        return _POSTGRESQL.get(state) or _POSTGRESQL.get(state[:2], "failed")
    if "too many clients" in str(cause) or "too many connections" in str(cause):
        return "busy"  # said before there is a connection, without a state
    # Without a state the server never answered, or the connection broke.
    lost = error.connection_invalidated or isinstance(error, OperationalError | InterfaceError)
    return "unreachable" if lost else "failed"


def _sqlite_code(error: sqlite3.Error) -> str:
    number = getattr(error, "sqlite_errorcode", None)
    code = "failed" if number is None else _SQLITE.get(number & 0xFF, "failed")
    # A system out of space tells of it in several ways.
    return "full" if code == "unusable" and "full" in str(error) else code


def _reason(error: BaseException | None) -> str:
    return " ".join(str(error).split())[:300]


LONGEST = 1 << 20
"""Characters of a text that is typed or received."""

_LINE = 200  # characters of a name: those of the columns that keep one


def legible(text: str, what: str, *, empty: bool = False) -> str:
    """Return a text that every database keeps as it is.

    Raises:
        DeskError: it is empty, too long, or has characters that are none (U+0000, halves of surrogate pairs).
    """
    if not empty and not text.strip():
        raise DeskError("empty-text", what)
    if len(text) > LONGEST:
        raise DeskError("text-too-long", what, str(LONGEST))
    if "\0" in text or any("\ud800" <= each <= "\udfff" for each in text):
        raise DeskError("bad-text", what)
    return text


def line(text: str, what: str) -> str:
    """Return a name on one line, white space around it left out.

    Raises:
        DeskError: it is none, or too long.
    """
    said = legible(text, what).strip()
    if len(said) > _LINE or not said.isprintable():
        raise DeskError("bad-text", what)
    return said


def checked(author: Author) -> Author:
    """Return the author of a change.

    Raises:
        DeskError: nobody is named, or the name or reason cannot be kept.
    """
    legible(author.actor, "actor")
    if len(author.actor) > _LINE or "\n" in author.actor:
        raise DeskError("bad-text", "actor")
    if author.why:
        legible(author.why, "why")
    if author.key is not None and (len(legible(author.key, "key")) > _LINE or not author.key.isprintable()):
        raise DeskError("bad-text", "key")
    return author
