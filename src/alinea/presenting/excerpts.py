"""The part of a paragraph that shows best why a search found it."""

from __future__ import annotations

from collections.abc import Sequence

CUT = "…"
Mark = tuple[int, int]


def excerpt(text: str, marks: Sequence[Mark], most: int = 320) -> tuple[str, tuple[Mark, ...]]:
    """Return a stretch of a text in which most of its marks stand, and these in it.

    Args:
        marks: half-open ranges of the text, in order.
        most: characters of the stretch; it begins and ends with a word, and with ``…`` where the text goes on.
    """
    if len(text) <= most:
        return text, tuple(marks)
    start = _start(marks, len(text), most)
    end = min(len(text), start + most)
    if start:
        start = text.find(" ", start) + 1 if text.find(" ", start, start + 40) >= 0 else start
    if end < len(text):
        space = text.rfind(" ", max(start, end - 40), end)
        end = space if space > start else end
    before = CUT + " " if start else ""
    after = " " + CUT if end < len(text) else ""
    shift = len(before) - start
    inside = tuple((first + shift, last + shift) for first, last in marks if start <= first and last <= end)
    return before + text[start:end] + after, inside


def _start(marks: Sequence[Mark], length: int, most: int) -> int:
    """Return where to begin, so that most marks are seen, and some words before the first of them."""
    room = most * 3 // 4
    best, seen = 0, 0
    last = 0
    for first, (start, _) in enumerate(marks):
        last = max(last, first)
        while last < len(marks) and marks[last][1] <= start + room:
            last += 1
        if last - first > seen:
            best, seen = start, last - first
    return max(0, min(best - most // 4, length - most))
