"""Texts made fit to be shown on a page: nothing in them commands the screen or hides what stands there."""

from __future__ import annotations

from alinea.presenting.problems import printable, upright


def legible(text: str) -> str:
    """Return a text of the same length without signs that command or turn; they show as U+FFFD."""
    return upright(printable(text))
