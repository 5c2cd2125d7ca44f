"""Questions that take long to answer: few at a time, and of texts that are not longer than any that was adopted."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from alinea.library.confined import BusyError
from alinea.model.record import Record

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
