"""Texts that are sent are read aside, in threads of their own and few at a time: questions are answered meanwhile."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from functools import cache
from typing import ParamSpec, TypeVar

import anyio
import anyio.to_thread

from alinea.library.confined import BusyError

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
def _places(reading: int) -> anyio.CapacityLimiter:
    return anyio.CapacityLimiter(reading)


async def aside(do: Callable[Asked, Given], *args: Asked.args, **named: Asked.kwargs) -> Given:
    """Return what a function that reads a text gives, called in a thread that answers nothing else.

    Raises:
        BusyError: so many texts wait that this one would not be read in time.
    """
    _line.join()
    try:
        return await anyio.to_thread.run_sync(lambda: do(*args, **named), limiter=_places(READING))
    finally:
        _line.leave()
