"""The library that is served, opened once a process to be read; what is sent is added on the side."""

from __future__ import annotations

import datetime
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import Response

from alinea.library.relinking import left
from alinea.store.library import Library, Watch
from alinea.store.opening import at_rest

if TYPE_CHECKING:
    from alinea.server.api.casework import Casework

MEMORY = 16 << 20
"""Bytes of answers that are kept."""

ENTRY = 2_000
"""Bytes that an answer takes besides its body and what it is remembered by."""


@dataclass(frozen=True, slots=True)
class _Given:
    """An answer that was given: its body and headers, and the bytes that it takes in memory."""

    body: bytes
    headers: tuple[tuple[str, str], ...]
    weight: int


class Answers:
    """Answers by what they depend on: what was asked, the day, and what the library holds."""

    def __init__(self, most: int = MEMORY) -> None:
        self.most = most
        self._given: OrderedDict[tuple[str, ...], _Given] = OrderedDict()
        self._bytes = 0
        self._lock = threading.Lock()

    def find(self, key: tuple[str, ...]) -> Response | None:
        """Return the answer that was given to a question, None where it is not remembered."""
        with self._lock:
            found = self._given.get(key)
            if found is None:
                return None
            self._given.move_to_end(key)
        return Response(found.body, headers=dict(found.headers))

    def keep(self, key: tuple[str, ...], response: Response) -> None:
        """Remember an answer, and forget those not asked for longest. A very long one is not worth the room."""
        body = bytes(response.body)
        if len(body) > self.most // 8:
            return
        told = tuple((name, value) for name, value in response.headers.items() if name != "content-length")
        weight = ENTRY + len(body) + 2 * sum(map(len, key))
        with self._lock:
            before = self._given.pop(key, None)
            self._bytes += weight - (before.weight if before else 0)
            self._given[key] = _Given(body, told, weight)
            while self._bytes > self.most:
                _, gone = self._given.popitem(last=False)
                self._bytes -= gone.weight


PATIENCE = 3.0
"""Seconds that a request waits for another program that is writing."""


class _Door:
    """What changes behind it: the open library, and how many of its texts were not linked at which generation."""

    def __init__(self) -> None:
        self.opening = threading.Lock()
        self.open: _Open | None = None
        self.left = "", 0


@dataclass(frozen=True, slots=True)
class _Open:
    """A library that is open, and which file that is, as another may be put in its place."""

    library: Library
    watch: Watch
    file: tuple[int, int]


@dataclass(frozen=True, slots=True)
class ServedLibrary:
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
        """
        found = self._opened()
        return ".".join(map(str, (*found.file, *found.watch.generation())))

    def linked(self) -> Library:
        """Return the library, for what is owed and what follows what.

        Raises:
            LibraryError: nothing of it is linked by the rules of this version, or it cannot be used.
        """
        _ = self.left
        return self.library()

    @property
    def left(self) -> int:
        """How many texts are still to be linked: answers lack what they say, as those of the command do.

        Raises:
            LibraryError: nothing of it is linked by the rules of this version, or it cannot be used.
        """
        door, generation = self._door, self.generation()
        if door.left[0] != generation:
            door.left = generation, left(self.library())
        return door.left[1]

    @contextmanager
    def writing(self) -> Iterator[Library]:
        """Give the library to write to, made where there is none; questions are answered meanwhile."""
        with Library.open(self.path, create=True, patience=PATIENCE) as library:
            yield library

    def close(self) -> None:
        """Let go of the file; where something was added to it, it is a single file again."""
        if self.casework is not None:
            self.casework.close()
        with self._door.opening:
            self._let_go()
        if not self.read_only:
            at_rest(self.path)

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
        door.open = None


def served_by(request: Request) -> ServedLibrary:
    """Return the library of the app that a request was made to."""
    served: ServedLibrary = request.app.state.served
    return served
