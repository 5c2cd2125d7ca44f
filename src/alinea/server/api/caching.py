"""Answers given lately, kept in memory: what is asked again is not looked for again."""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass

from starlette.responses import Response

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
