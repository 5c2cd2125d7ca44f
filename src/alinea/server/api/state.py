"""The desk: the library that is served, opened once a process, its links and its ledger kept up to date."""

from __future__ import annotations

import datetime
import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.requests import Request

from alinea.library.relinking import RULES, STEP, relink
from alinea.server.api.caching import Answers
from alinea.store.changes import Watch
from alinea.store.faults import LibraryError
from alinea.store.ledgers import ledgers
from alinea.store.library import Library

if TYPE_CHECKING:
    from alinea.server.api.casework import Casework

__all__ = ["Desk", "LinkingError", "desk_of"]

PATIENCE = 3.0
"""Seconds that a request waits for another program that is writing."""


class LinkingError(LibraryError):
    """The library was never linked by these rules, and that takes a while: it is being done, ask again."""

    def __init__(self, path: Path) -> None:
        super().__init__("linking", path)


class _Door:
    """What changes behind a desk: the open library, and what of it is linked."""

    def __init__(self) -> None:
        self.opening = threading.Lock()
        self.catching_up = threading.Lock()
        self.open: _Open | None = None
        self.linked = ""
        self.behind = False
        self.worker: threading.Thread | None = None
        self.closing = False


@dataclass(frozen=True, slots=True)
class _Open:
    """A library that is open, and which file that is, as another may be put in its place."""

    library: Library
    watch: Watch
    file: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Desk:
    """A library as it is served: to any number of threads, each question in a transaction of its own.

    Attributes:
        path: file of the library; it need not be there yet.
        today: gives the day on which commitments stand where a question names none.
        read_only: nothing is added by those it is served to; casework: cases served beside it, None for none.
        answers: given lately.
    """

    path: Path
    today: Callable[[], datetime.date]
    read_only: bool = False
    casework: Casework | None = None
    answers: Answers = field(default_factory=Answers, repr=False, compare=False)
    _door: _Door = field(default_factory=_Door, repr=False, compare=False)

    def library(self) -> Library:
        """Return the library, opened when it is first asked for.

        Raises:
            LibraryError: it cannot be used; the next question tries again.
        """
        return self._opened().library

    def generation(self) -> str:
        """Return a word that is another one after anything was written to the library, by whatever program.

        It means nothing to another process.

        Raises:
            LibraryError: the library cannot be used.
        """
        found = self._opened()
        return ".".join(map(str, (*found.file, *found.watch.generation())))

    def linked(self) -> Library:
        """Return the library with what was added to it linked and followed.

        Little is linked at once. While much is linked, which a thread does, what was linked before is answered from.

        Raises:
            LinkingError: nothing is linked yet by the rules of this version.
            LibraryError: the library cannot be used.
        """
        door, library = self._door, self.library()
        if door.linked == self.generation():
            return library
        door.behind = True
        if door.worker is not None:
            return self._meanwhile(library)
        with door.catching_up:
            for _ in range(3):  # what another program adds just now is linked at the next question
                seen = self.generation()
                with ledgers(library) as kept:
                    ready = kept.ready(RULES)
                    behind = kept.behind() if ready else library.size()
                if ready and not behind:
                    door.linked, door.behind = seen, False
                    break
                if behind > STEP:
                    self._link_behind()
                    return self._meanwhile(library)
                if not self._link_at_once(library, ready=ready):
                    break
        return library

    @property
    def behind(self) -> bool:
        """True where links and ledger were last found to lack what was added, and could not be brought up to date."""
        return self._door.behind

    @property
    def linking(self) -> bool:
        """True while much is being linked: answers may lack what was added last."""
        return self._door.worker is not None

    def close(self) -> None:
        """Let go of the file."""
        door = self._door
        door.closing = True
        if (worker := door.worker) is not None:
            worker.join()
        if self.casework is not None:
            self.casework.close()
        with door.opening:
            self._let_go()

    def _opened(self) -> _Open:
        door = self._door
        try:
            status = self.path.stat()
            file = status.st_dev, status.st_ino
        except OSError:
            file = 0, 0  # opening says what is wrong
        found = door.open
        if found is not None and found.file == file:
            return found
        with door.opening:
            if door.open is None or door.open.file != file:
                self._let_go()
                library = Library.open(self.path, patience=PATIENCE)
                door.open = _Open(library, Watch(library), file)
            return door.open

    def _let_go(self) -> None:
        door = self._door
        if door.open is not None:
            door.open.watch.close()
            door.open.library.close()
        door.open, door.linked = None, ""

    def _meanwhile(self, library: Library) -> Library:
        with ledgers(library) as kept:
            if not kept.ready(RULES):
                raise LinkingError(self.path)
        return library

    def _link_at_once(self, library: Library, *, ready: bool) -> bool:
        """Link what is new; False where another program keeps the library and there are links to answer from."""
        try:
            relink(library)
        except LibraryError as error:
            if ready and error.code in ("locked", "read-only"):
                return False
            raise
        return True

    def _link_behind(self) -> None:
        door = self._door
        if door.worker is None and not door.closing:
            door.worker = threading.Thread(target=self._work, name="linking", daemon=True)
            door.worker.start()

    def _work(self) -> None:
        door = self._door

        def tell(_done: int, _total: int) -> None:
            if door.closing:
                raise _StoppedError

        try:
            relink(self.library(), tell)
        except _StoppedError:
            pass
        except Exception:
            logging.getLogger(__name__).exception("linking %s", self.path)
        finally:
            door.worker = None


class _StoppedError(Exception):
    """The desk is closed; linking goes on where it was when the library is next opened."""


def desk_of(request: Request) -> Desk:
    """Return the desk of the app that a request was made to."""
    desk: Desk = request.app.state.desk
    return desk
