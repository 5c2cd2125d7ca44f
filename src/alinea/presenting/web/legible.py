"""Texts made fit to be shown on a page: nothing in them commands the screen or hides what stands there."""

from __future__ import annotations

import re
from functools import cache

from alinea.presenting.problems import printable

__all__ = ["legible"]


@cache
def _turning() -> re.Pattern[str]:
    """Signs that turn the direction of what follows (Unicode Standard Annex 9), by which a text shows as another."""
    return re.compile("[\u202a-\u202e\u2066-\u2069]")


def legible(text: str) -> str:
    """Return a text of the same length without signs that command or turn; they show as U+FFFD."""
    return _turning().sub("\ufffd", printable(text))
