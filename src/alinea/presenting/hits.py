"""What a search found as rows: the columns of JSON and CSV."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from alinea.presenting.answers import Row

if TYPE_CHECKING:
    from alinea.store.searching import Hit


COLUMNS = (
    "address", "work", "paragraph", "part", "number", "language", "organ", "session", "adopted_on", "title",
    "score", "text", "marks", "lacking", "others", "under",
)  # fmt: skip


def row_of(hit: Hit) -> Row:
    """Return a hit as a row of an answer."""
    address = hit.address
    return {
        "address": str(address),
        "work": address.work,
        "paragraph": address.paragraph,
        "part": address.part,
        "number": address.number,
        "language": address.language,
        "organ": hit.organ,
        "session": hit.session,
        "adopted_on": hit.adopted_on.isoformat() if hit.adopted_on else None,
        "title": hit.title,
        "score": hit.score,
        "text": hit.text,
        "marks": [list(mark) for mark in hit.marks],
        "lacking": list(hit.lacking),
        "others": hit.others,
        "under": [str(each.address) for each in hit.under],
    }


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
