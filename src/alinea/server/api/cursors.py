"""Cursors: where a page of an answer ends, in a word that only the question it came with understands.

A cursor names the last thing of a page, not its number, so that what is added meanwhile neither repeats nor skips any.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from alinea.server.api.parameters import Paging
from alinea.server.api.problems import ProblemError

Key = Sequence[str | int | float | None]
"""What tells the place of a thing in its list; of one list always as many values of the same types."""

LONGEST = 1000


def cursor(question: str, key: Key) -> str:
    """Return the cursor for what follows a thing.

    Args:
        question: all that was asked but for cursor and limit; key: of the last thing of the page.
    """
    data = json.dumps(list(key), ensure_ascii=False, separators=(",", ":")).encode()
    return base64.urlsafe_b64encode(_seal(question, data) + data).decode().rstrip("=")


def key_of(question: str, given: str) -> list[str | int | float | None]:
    """Return the key of which a cursor was made.

    Raises:
        ProblemError: it is no cursor, or that of another question.
    """
    try:
        data = base64.b64decode(given + "=" * (-len(given) % 4), altchars=b"-_", validate=True)
        seal, data = data[:_SEAL], data[_SEAL:]
        if len(given) > LONGEST or seal != _seal(question, data):
            raise ValueError(given)
        found = json.loads(data)
    except (ValueError, binascii.Error):
        raise ProblemError("invalid-cursor") from None
    return list(found)


_SEAL = 6  # bytes: enough to tell a slip; a cursor opens nothing that the question does not


def _seal(question: str, data: bytes) -> bytes:
    return hashlib.sha256(question.encode("utf-8", "replace") + b"\0" + data).digest()[:_SEAL]


T = TypeVar("T")


def page(
    things: Sequence[T], key: Callable[[T], Key], asked: Paging, path: str = ""
) -> tuple[tuple[T, ...], str | None]:
    """Return the things of one page, and the cursor for the next.

    Args:
        things: in ascending order of their keys; key: of a thing, with no two the same.
        path: what is asked besides the parameters, such as the symbol in the address.

    Raises:
        ProblemError: the cursor is not one of this question.
    """
    question = asked.question(path)
    first = _after(things, key, key_of(question, asked.cursor)) if asked.cursor is not None else 0
    some = tuple(things[first : first + asked.limit])
    more = first + asked.limit < len(things)
    return some, cursor(question, key(some[-1])) if more else None


def _after(things: Sequence[T], key: Callable[[T], Key], last: list[Any]) -> int:
    """Return the place of the first thing that comes after a key."""
    low, high = 0, len(things)
    try:
        while low < high:
            middle = (low + high) // 2
            if list(key(things[middle])) <= last:
                low = middle + 1
            else:
                high = middle
    except TypeError:  # a key of another scheme, from before an update
        raise ProblemError("invalid-cursor") from None
    return low
