"""Texts that were sent and read and wait for a person to keep or drop them: few, not for long, in memory only."""

from __future__ import annotations

import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from alinea.library.confined import ReadThere

MOST, BYTES, SECONDS = 40, 200_000_000, 3600.0
"""Texts that wait at most, bytes of them all with what was read of them, and how long each waits."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A text that waits.

    Attributes:
        key: by which the page calls it; owner: token of the visitor who sent it; name: as sent.
        data: its bytes; read: what was read of it; since: when it came, by the clock of `WaitingRoom`.
    """

    key: str
    owner: str
    name: str
    data: bytes = field(repr=False)
    read: ReadThere = field(repr=False)
    since: float

    @property
    def weight(self) -> int:
        """Bytes of the text and of what was read of it."""
        return len(self.data) + self.read.weight


class WaitingRoom:
    """The texts that wait. Where there are too many, those that came first give up their place."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._texts: dict[str, Waiting] = {}

    def put(self, owner: str, name: str, data: bytes, read: ReadThere) -> Waiting:
        """Let a text wait."""
        waiting = Waiting(secrets.token_urlsafe(12), owner, name, data, read, self._clock())
        with self._lock:
            self._texts[waiting.key] = waiting
            self._leave()
        return waiting

    def get(self, owner: str, key: str) -> Waiting | None:
        """Return a text that a visitor sent, None where it does not wait any more."""
        with self._lock:
            self._leave()
            found = self._texts.get(key)
        return found if found is not None and secrets.compare_digest(found.owner, owner) else None

    def of(self, owner: str) -> tuple[Waiting, ...]:
        """Return the texts that a visitor sent, in order."""
        with self._lock:
            self._leave()
            return tuple(each for each in self._texts.values() if each.owner == owner)

    def drop(self, key: str) -> None:
        """Let a text go."""
        with self._lock:
            self._texts.pop(key, None)

    def _leave(self) -> None:
        """Let go of what waited too long, and of what came first where there is too much."""
        now = self._clock()
        size = sum(each.weight for each in self._texts.values())
        for key, each in list(self._texts.items()):
            if now - each.since <= SECONDS and len(self._texts) <= MOST and size <= BYTES:
                break
            size -= each.weight
            del self._texts[key]
