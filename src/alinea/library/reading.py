"""Reading many files in several processes, each made ready for the shelves where it was read."""

from __future__ import annotations

import hashlib
import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

from alinea.model.document import Document
from alinea.model.problems import UnreadableError

if TYPE_CHECKING:
    from alinea.library.indexing import Indexer
    from alinea.store.rows import Card
    from alinea.store.texts import PackedText

REVISION = 8
"""Counts the changes of what reading finds in a text: raise it, and texts read before are read anew when added."""

_BATCH_FILES = 16
_BATCH_BYTES = 512 * 1024
"""What is handed to a process at a time: so many files or bytes, whichever comes first."""


@dataclass(frozen=True, slots=True)
class Job:
    """A text to read.

    Attributes:
        path: as given.
        size: in bytes.
        data: the bytes, where they are in no file.
    """

    path: str
    size: int
    data: bytes | None = None


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a text was not taken in: a stable code, an English sentence, what the system said."""

    code: str
    message: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Made:
    """What came of an input: the cards of its records, its documents and its text, or why there are none.

    Attributes:
        documents: those that are no resolutions.
    """

    job: Job
    cards: tuple[Card, ...] = ()
    text: PackedText | None = None
    refusal: Refusal | None = None
    documents: tuple[Document, ...] = ()


def read_one(job: Job, language: str) -> Made:
    """Read a text and make the cards of its records. Never raises: what fails is told in what it returns.

    Args:
        language: of the text, ``auto`` where it has to be found.
    """
    try:
        from alinea.library.bounds import bounded

        with bounded(job.size):
            return _read(job, language)
    except UnreadableError as error:
        return Made(job, refusal=Refusal(error.code, error.message))
    except OSError as error:
        return Made(job, refusal=refused(error))
    except Exception as error:  # a fault of ours must not cost the other files
        return Made(job, refusal=Refusal("internal", reason=f"{type(error).__name__}: {error}"[:200]))


def _read(job: Job, language: str) -> Made:
    from alinea import pipeline
    from alinea.library.relinking import outlined_of
    from alinea.reading.formats import load, read_text
    from alinea.store.rows import card
    from alinea.store.texts import packed_text

    data = load(job.path) if job.data is None else job.data
    text = read_text(data, job.path)
    found = tuple(pipeline.documents_from(text, language))
    documents = tuple(each for each in found if isinstance(each, Document))
    records = (each for each in found if not isinstance(each, Document))
    cards = tuple(card(record, _indexer(), outlined_of(record)) for record in records)
    if not found:
        return Made(job, refusal=Refusal("no-resolution"))
    kept = packed_text(text.content, data, keep=job.data is not None)
    return Made(job, cards, kept, documents=documents)


def refused(error: OSError) -> Refusal:
    """Return why a file cannot be opened."""
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return Refusal("not-found")
    if isinstance(error, PermissionError):
        return Refusal("no-access")
    return Refusal("cannot-open", reason=error.strerror or type(error).__name__)


def digest(path: str) -> str:
    """Return the SHA-256 of a file.

    Raises:
        OSError: it cannot be read.
    """
    with open(path, "rb") as file:  # noqa: PTH123 - the path stays the string that was given
        return hashlib.file_digest(file, "sha256").hexdigest()


def cores() -> int:
    """Return how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def read_all(
    jobs: Iterable[Job], language: str, processes: int, *, let_go: Callable[[], None] = lambda: None
) -> Generator[Made, None, None]:
    """Yield what came of every text, in order.

    Args:
        processes: how many texts are read at a time; with 1 they are read here, one by one.
        let_go: called before processes part from this one: it closes what they must not have open.
    """
    if processes <= 1:
        for job in jobs:
            yield read_one(job, language)
        return
    pool = _Pool(processes, language, let_go)
    try:
        yield from pool.read(_batches(jobs))
    finally:
        pool.end()


class _Pool:
    """Processes that read."""

    def __init__(self, processes: int, language: str, let_go: Callable[[], None] = lambda: None) -> None:
        self.processes = processes
        self.language = language
        self.let_go = let_go
        self.executor = self._parted()
        self.waiting: deque[tuple[Sequence[Job], Future[list[Made]]]] = deque()

    def read(self, batches: Iterator[Sequence[Job]]) -> Iterator[Made]:
        """Yield what came of every text of the batches."""
        while True:
            for batch in islice(batches, 2 * self.processes + 1 - len(self.waiting)):
                self._hand_out(batch)
            if not self.waiting:
                return
            batch, future = self.waiting.popleft()
            try:
                made = future.result()
            except BrokenProcessPool:
                # A process died, of want of memory or in foreign code: which text did it shows by reading each
                # of the batch in a process of its own; the batches behind it begin again.
                made = [self._alone(job) for job in batch]
                self._renew()
            yield from made

    def end(self) -> None:
        """End the processes, whatever they are doing."""
        running = list((getattr(self.executor, "_processes", None) or {}).values())
        self.executor.shutdown(wait=False, cancel_futures=True)
        for process in running:
            process.terminate()

    def _hand_out(self, batch: Sequence[Job]) -> None:
        try:
            future = self.executor.submit(_read_batch, batch, self.language)
        except BrokenProcessPool as error:
            future = Future()
            future.set_exception(error)
        self.waiting.append((batch, future))

    def _renew(self) -> None:
        self.executor.shutdown(wait=False, cancel_futures=True)
        self.executor = self._parted()
        again = [batch for batch, _ in self.waiting]
        self.waiting.clear()
        for batch in again:
            self._hand_out(batch)

    def _parted(self) -> ProcessPoolExecutor:
        """Return processes that have parted from this one, while it has nothing open that they must not have."""
        self.let_go()
        executor = _executor(self.processes)
        executor.submit(_nothing).result()
        return executor

    def _alone(self, job: Job) -> Made:
        self.let_go()
        with _executor(1) as executor:
            try:
                return executor.submit(read_one, job, self.language).result()
            except BrokenProcessPool:
                return Made(job, refusal=Refusal("internal", reason="the process that read it died"))


def _read_batch(batch: Sequence[Job], language: str) -> list[Made]:
    return [read_one(job, language) for job in batch]


def _batches(jobs: Iterable[Job]) -> Iterator[Sequence[Job]]:
    batch: list[Job] = []
    size = 0
    for job in jobs:
        if batch and (size + job.size > _BATCH_BYTES or len(batch) == _BATCH_FILES):
            yield batch
            batch, size = [], 0
        batch.append(job)
        size += job.size
    if batch:
        yield batch


@cache
def _indexer() -> Indexer:
    from alinea.library.indexing import Indexer

    return Indexer()


def _executor(processes: int) -> ProcessPoolExecutor:
    # Forking shares what is loaded already, and is done with no connection open: SQLite forbids to carry one over
    # (https://www.sqlite.org/howtocorrupt.html, 2.6).
    from alinea import pipeline  # noqa: F401 - loaded once here, before the processes part
    from alinea.library import relinking  # noqa: F401
    from alinea.reading import formats  # noqa: F401
    from alinea.store import rows, texts  # noqa: F401

    context = multiprocessing.get_context("fork" if sys.platform == "linux" else None)
    return ProcessPoolExecutor(processes, context, initializer=_begin)


def _nothing() -> None:
    """Do nothing: by this the processes are made."""


def _begin() -> None:
    """Make a process leave interruptions to its parent, and end when the parent does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
