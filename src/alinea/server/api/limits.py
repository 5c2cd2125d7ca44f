"""Bounds on what is asked at a time: threads beside the event loop, and texts too long for what takes long."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import ParamSpec, TypeVar

import anyio
import anyio.to_thread

from alinea.library.confined import BusyError
from alinea.model.record import Record

READING = max(1, os.cpu_count() or 1)
"""Texts that are read at a time: a process each."""

WAITING = 4 * READING
"""Texts that wait for their turn; who comes after them is told to ask again."""

Asked = ParamSpec("Asked")
Given = TypeVar("Given")


class _Line:
    """How many are being read or wait for it."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.long = 0

    def join(self) -> None:
        with self.lock:
            if self.long >= READING + WAITING:
                raise BusyError
            self.long += 1

    def leave(self) -> None:
        with self.lock:
            self.long -= 1


_line = _Line()


@cache
def _beside(reading: int) -> anyio.CapacityLimiter:
    return anyio.CapacityLimiter(reading)


async def aside(do: Callable[Asked, Given], *args: Asked.args, **named: Asked.kwargs) -> Given:
    """Return what a function that reads a text gives, called in a thread that answers nothing else.

    Raises:
        BusyError: so many texts wait that this one would not be read in time.
    """
    _line.join()
    try:
        return await anyio.to_thread.run_sync(lambda: do(*args, **named), limiter=_beside(READING))
    finally:
        _line.leave()


LONGEST = 600_000
"""Letters of a text that is compared or carried on while someone waits; the longest resolutions have a third of it."""

AT_ONCE, PATIENCE = 2, 5.0
"""Such questions that are answered at a time, and seconds that others wait for their turn."""

_places = threading.BoundedSemaphore(AT_ONCE)


class TooLongError(Exception):
    """A text is too long for what is asked of it; `name` is that of the text."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


@contextmanager
def weighty(*texts: Record | None) -> Iterator[None]:
    """Let what takes long be done.

    Args:
        texts: what it is done with; None counts for nothing.

    Raises:
        TooLongError: one of them is too long. BusyError: others are at it; ask again.
    """
    for each in texts:
        if each is not None and letters(each) > LONGEST:
            raise TooLongError(each.symbol or "")
    if not _places.acquire(timeout=PATIENCE):
        raise BusyError
    try:
        yield
    finally:
        _places.release()


def letters(record: Record) -> int:
    """Return how many letters the paragraphs and notes of a text have."""
    return sum(len(each.text) for each in record.paragraphs()) + sum(
        len(each.text) for each in record.footnotes
    )
