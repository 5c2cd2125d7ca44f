"""Stretches of a paragraph that are set in their own way: openings, what was changed, what is left open."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from alinea.model.spans import Span

MarkKind = Literal["change", "choice", "remark"]


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of a paragraph that was changed or is left open, or of which only the margin says something.

    Attributes:
        kind, at: what it is, and its place; comment: what the margin says.
        was: of a change, the words that stood there.
    """

    kind: MarkKind
    at: Span
    comment: str
    was: str = ""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Characters that look alike, and the footnote marks that stand after them.

    Attributes:
        text; italic; open: they lie in what is left open; change: that they lie in, None where they lie in none.
        marks: those that they lie in; calls: numbers of footnotes.
    """

    text: str
    italic: bool
    open: bool
    change: Mark | None
    marks: tuple[Mark, ...]
    calls: tuple[str, ...]


def stretches(
    text: str, italic: Span, marks: Sequence[Mark], calls: Sequence[tuple[str, int]]
) -> Iterator[Stretch]:
    """Yield the stretches of a paragraph, in order; together they are its text.

    Args:
        italic: of the opening, empty where there is none; calls: footnote marks, as pairs (number, place).
    """
    length = len(text)
    edges = {0, length, italic.start, italic.end}
    edges |= {at for mark in marks for at in mark.at} | {at for _, at in calls}
    places = sorted(at for at in edges if 0 <= at <= length)
    opening = tuple(number for number, at in calls if at <= 0)
    if opening or length == 0:
        yield Stretch("", False, False, None, (), opening)
    for start, end in pairwise(places):
        inside = tuple(mark for mark in marks if mark.at.start <= start and end <= mark.at.end)
        yield Stretch(
            text[start:end],
            italic.start <= start and end <= italic.end,
            any(mark.kind == "choice" for mark in inside),
            next((mark for mark in inside if mark.kind == "change"), None),
            inside,
            tuple(number for number, at in calls if at == end or (end == length and at > length)),
        )
