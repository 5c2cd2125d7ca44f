"""Telling whether anything was written to a library, without looking at what is in it."""

from __future__ import annotations

import threading

from sqlalchemy import Connection

from alinea.store.faults import told
from alinea.store.library import Library
from alinea.store.opening import unchanged


class Watch:
    """Looks at a library on a connection of its own, by which nothing is ever written.

    SQLite counts for every connection what others have committed, in this process or another:
    https://www.sqlite.org/pragma.html#pragma_data_version. The count is of this connection and no other.
    """

    def __init__(self, library: Library) -> None:
        self._library = library
        self._connection: Connection | None = None
        self._lock = threading.Lock()
        self._opened = 0

    def generation(self) -> tuple[int, int]:
        """Return a pair that is another one whenever something was written since it was last asked for.

        Raises:
            LibraryError: the file cannot be read.
        """
        with self._lock, told(self._library.path):
            if self._connection is None or self._connection.closed:
                self._connection = self._library.engine.connect()
                self._opened += 1
            try:
                if not unchanged(self._connection):
                    self._connection.close()
                    self._connection = self._library.engine.connect()
                    self._opened += 1
                version = self._connection.exec_driver_sql("PRAGMA data_version").scalar_one()
                self._connection.rollback()
            except BaseException:
                self._connection.invalidate()
                self._connection.close()
                raise
            return self._opened, int(version)

    def close(self) -> None:
        """Let go of the connection."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
