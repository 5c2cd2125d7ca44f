"""Bounds on the time and memory that reading one text takes, in the process that reads it.

What a server is sent is read in a process of its own (`alinea.library.confined`). The files of a person's own folder
are read by the thousand, and a process for each would take longer than reading it: they have the same bounds here.
"""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from alinea.library.confined import MEGABYTE, MEMORY, SECONDS
from alinea.model.problems import UnreadableError

SECONDS_A_MEGABYTE = 60.0
"""Seconds more for each megabyte: one of text takes five, on a machine with nothing else to do."""
MEMORY_A_BYTE = 64
"""Bytes of memory more for each of the text: a PDF takes 30, a text 50 for its records."""

_AGAIN = 1.0  # seconds until the signal comes again, where what was reading took it for a fault of the text


@contextmanager
def bounded(size: int) -> Iterator[None]:
    """End with an error what takes too long, or too much memory; where the system can.

    The time is that of the processor, so that a machine with much else to do refuses nothing.

    Args:
        size: of the text, in bytes.

    Raises:
        UnreadableError: with the codes ``too-slow`` and ``too-much-memory``.
    """
    try:
        with _clocked(SECONDS + SECONDS_A_MEGABYTE * size / MEGABYTE), _fenced(MEMORY + MEMORY_A_BYTE * size):
            yield
    except MemoryError:
        raise _too_much() from None
    except UnreadableError as error:
        if isinstance(error.__cause__, MemoryError):
            raise _too_much() from None
        raise


def _too_much() -> UnreadableError:
    return UnreadableError("too-much-memory", "the text takes too much memory to read; give a part of it")


def _too_slow(_number: int, _frame: object) -> None:
    raise UnreadableError("too-slow", "the text takes too long to read; give a part of it")


@contextmanager
def _clocked(seconds: float) -> Iterator[None]:
    # Python handles signals in its main thread only; Windows has no such clock.
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGPROF, _too_slow)
    signal.setitimer(signal.ITIMER_PROF, seconds, _AGAIN)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


@contextmanager
def _fenced(memory: int) -> Iterator[None]:
    """Let the address space of this process grow by so many bytes and no more."""
    try:
        import resource

        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    except (ImportError, OSError, ValueError):  # a system that has neither: Windows, macOS
        yield
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    most = pages * os.sysconf("SC_PAGE_SIZE") + memory
    for bound in (soft, hard):
        most = most if bound == resource.RLIM_INFINITY else min(most, bound)
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (most, hard))
    try:
        yield
    finally:
        with suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
