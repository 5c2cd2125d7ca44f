"""Cutting an answer that is in hand into pages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from alinea.server.api.cursors import Key, cursor, key_of
from alinea.server.api.parameters import Paging
from alinea.server.api.problems import ProblemError

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
