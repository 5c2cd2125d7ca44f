"""Cursors: where a page of an answer ends, in a word that only the question it came with understands.

A cursor names the last thing of a page, not its number, so that what is added meanwhile neither repeats nor skips any.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
from collections.abc import Sequence

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
