"""Reading several files at a time, in processes of their own, told in the order they were asked for."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice

from alinea.cli.work import Job, Outcome, read_one
from alinea.model.problems import Refusal
from alinea.presenting.forms import Printing

BATCH_FILES = 16
BATCH_BYTES = 512 * 1024
"""What is handed to a process at a time: so many files or so many bytes, whichever comes first. A file that is
larger goes alone, so that no more is held than a few of the largest."""


def read_apart(jobs: Iterable[Job], language: str, printing: Printing, processes: int) -> Iterator[Outcome]:
    """Yield the outcome of every job, in order.

    Args:
        processes: how many files are read at a time.
    """
    from alinea import pipeline  # noqa: F401 - loaded once here, before the processes part

    batches = _batches(jobs)
    waiting: deque[tuple[Sequence[Job], Future[list[Outcome]]]] = deque()
    pool = _pool(processes)

    def hand_out(batch: Sequence[Job]) -> None:
        try:
            future = pool.submit(_read_batch, batch, language, printing)
        except BrokenProcessPool as error:
            future = Future()
            future.set_exception(error)
        waiting.append((batch, future))

    try:
        while True:
            for batch in islice(batches, 2 * processes - len(waiting)):
                hand_out(batch)
            if not waiting:
                break
            batch, future = waiting.popleft()
            try:
                outcomes = future.result()
            except BrokenProcessPool:
                # A process died, of want of memory or in foreign code: which file did it shows by reading
                # each of the batch in a process of its own; the batches behind it begin again.
                outcomes = [_read_alone(job, language, printing) for job in batch]
                pool.shutdown(wait=False, cancel_futures=True)
                pool = _pool(processes)
                again = [batch for batch, _ in waiting]
                waiting.clear()
                for batch in again:
                    hand_out(batch)
            yield from outcomes
        pool.shutdown()
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
        for process in multiprocessing.active_children():
            process.terminate()


def _read_batch(batch: Sequence[Job], language: str, printing: Printing) -> list[Outcome]:
    return [read_one(job, language, printing) for job in batch]


def _read_alone(job: Job, language: str, printing: Printing) -> Outcome:
    with _pool(1) as pool:
        try:
            return pool.submit(read_one, job, language, printing).result()
        except BrokenProcessPool:
            return Outcome(
                job.path, failure=Refusal("internal", facts={"reason": "the process that read it died"})
            )


def _batches(jobs: Iterable[Job]) -> Iterator[Sequence[Job]]:
    batch: list[Job] = []
    size = 0
    for job in jobs:
        if batch and (size + job.size > BATCH_BYTES or len(batch) == BATCH_FILES):
            yield batch
            batch, size = [], 0
        batch.append(job)
        size += job.size
    if batch:
        yield batch


def _pool(processes: int) -> ProcessPoolExecutor:
    # Forking shares what is loaded already; nothing here runs threads before it.
    method = "fork" if os.name == "posix" and os.uname().sysname == "Linux" else None
    return ProcessPoolExecutor(processes, multiprocessing.get_context(method), initializer=_begin)


def _begin() -> None:
    """Make a process leave interruptions to its parent, and end when the parent does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent,), daemon=True).start()


def _end_with(parent: multiprocessing.process.BaseProcess) -> None:
    parent.join()
    os._exit(1)
