"""Reading several files at a time, in processes of their own, told in the order they were asked for."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from typing import Generic, Protocol, TypeVar

from alinea.model.problems import Refusal

_BATCH_FILES = 16
_BATCH_BYTES = 512 * 1024
"""What is handed to a process at a time: so many files or so many bytes, whichever comes first. A file that is
larger goes alone, so that no more is held than a few of the largest."""

DIED = Refusal("reader-died")
"""Why a file has no outcome whose process ended, for want of memory or in foreign code."""


class _Sized(Protocol):
    @property
    def size(self) -> int: ...


_Job = TypeVar("_Job", bound=_Sized)
_Done = TypeVar("_Done")


def cores() -> int:
    """Return how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _nothing() -> None:
    """Do nothing: by this the processes are made."""


def in_processes(
    jobs: Iterable[_Job],
    work: Callable[[_Job], _Done],
    died: Callable[[_Job], _Done],
    processes: int,
    *,
    load: Callable[[], None],
    let_go: Callable[[], None] = _nothing,
) -> Generator[_Done, None, None]:
    """Yield what came of every job, in order.

    Args:
        work: done to each job in a process; died: what is told of a job whose process ended.
        processes: how many jobs are done at a time.
        load: loads what the work needs, once, before processes part from this one.
        let_go: called before they part: it closes what they must not have open.
    """
    pool = Pool(work, died, processes, load=load, let_go=let_go)
    try:
        yield from pool.read(_batches(jobs))
    finally:
        pool.end()


class Pool(Generic[_Job, _Done]):
    """Processes that work; see `in_processes`."""

    def __init__(
        self,
        work: Callable[[_Job], _Done],
        died: Callable[[_Job], _Done],
        processes: int,
        *,
        load: Callable[[], None],
        let_go: Callable[[], None] = _nothing,
    ) -> None:
        self.work = work
        self.died = died
        self.processes = processes
        self.load = load
        self.let_go = let_go
        self.executor = self._parted()
        self.waiting: deque[tuple[Sequence[_Job], Future[list[_Done]]]] = deque()

    def read(self, jobs: Iterator[Sequence[_Job]]) -> Iterator[_Done]:
        """Yield what came of every job of the batches."""
        while True:
            for batch in islice(jobs, 2 * self.processes + 1 - len(self.waiting)):
                self._hand_out(batch)
            if not self.waiting:
                return
            batch, future = self.waiting.popleft()
            try:
                done = future.result()
            except BrokenProcessPool:
                # A process died: which job did it shows by doing each of the batch in a process of its own; the
                # batches behind it begin again.
                done = [self._alone(job) for job in batch]
                self._renew()
            yield from done

    def end(self) -> None:
        """End the processes, whatever they are doing."""
        running = list((getattr(self.executor, "_processes", None) or {}).values())
        self.executor.shutdown(wait=False, cancel_futures=True)
        for process in running:
            process.terminate()

    def _hand_out(self, batch: Sequence[_Job]) -> None:
        try:
            future = self.executor.submit(_each, self.work, batch)
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
        executor = self._executor(self.processes)
        executor.submit(_nothing).result()
        return executor

    def _alone(self, job: _Job) -> _Done:
        self.let_go()
        with self._executor(1) as executor:
            try:
                return executor.submit(self.work, job).result()
            except BrokenProcessPool:
                return self.died(job)

    def _executor(self, processes: int) -> ProcessPoolExecutor:
        # Forking shares what is loaded already, and is done with no connection open: SQLite forbids to carry one
        # over (https://www.sqlite.org/howtocorrupt.html, 2.6).
        self.load()
        context = multiprocessing.get_context("fork" if sys.platform == "linux" else None)
        return ProcessPoolExecutor(processes, context, initializer=_begin)


def _each(work: Callable[[_Job], _Done], batch: Sequence[_Job]) -> list[_Done]:
    return [work(job) for job in batch]


def _batches(jobs: Iterable[_Job]) -> Iterator[Sequence[_Job]]:
    """Yield jobs as they are handed out, some of them at a time."""
    batch: list[_Job] = []
    size = 0
    for job in jobs:
        if batch and (size + job.size > _BATCH_BYTES or len(batch) == _BATCH_FILES):
            yield batch
            batch, size = [], 0
        batch.append(job)
        size += job.size
    if batch:
        yield batch


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
