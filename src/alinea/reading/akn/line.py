"""A line of print made from mixed XML content: white space folded, what the mark-up says kept as marks."""

from __future__ import annotations

import re

from alinea.model.spans import Span
from alinea.model.text import Mark, MarkKind

_RANK = {"": 0, " ": 1, "\t": 2, "\n": 3}


# White space of XML only: a no-break space is printed as it stands.
_BLANK = re.compile(r"[ \t\r\n]+")


class Line:
    """Characters as they are printed, gathered piece by piece.

    Runs of white space become one space, none at the beginning and none at the end; a new line or tab that
    is asked for wins over the spaces beside it.
    """

    def __init__(self, text: str = "") -> None:
        self._pieces: list[str] = []
        self._waiting = ""
        self._held = False
        self._marks: list[tuple[int, int, MarkKind, str]] = []
        self._length = 0
        self.add(text)

    def __len__(self) -> int:
        return self._length

    @property
    def text(self) -> str:
        """What was gathered."""
        return "".join(self._pieces)

    def add(self, text: str | None) -> None:
        """Add characters."""
        if not text:
            return
        for index, piece in enumerate(_BLANK.split(text)):
            if index:
                self._wait(" ")
            if piece:
                self._put(piece)

    def space(self) -> None:
        """Set what follows off by a space."""
        self._wait(" ")

    def tab(self) -> None:
        """Set what follows off as a cell of a table."""
        self._wait("\t")

    def turn(self) -> None:
        """Go on with a new line, unless what follows is to stay on this one."""
        self._wait(" " if self._held else "\n")

    def hold(self) -> None:
        """Keep what follows on this line, as the words behind their number."""
        self._wait(" ")
        self._held = True

    def call(self, marker: str) -> None:
        """Add a footnote mark."""
        printed = " ".join(marker.split())
        if printed:
            start = self._put(printed)
            self._marks.append((start, self._length, MarkKind.CALL, printed))

    def mark(self, start: int, kind: MarkKind, value: str = "") -> None:
        """Mark all that was added since the line was `start` characters long."""
        if self._length > start:
            self._marks.append((start, self._length, kind, value))

    def append(self, other: Line) -> None:
        """Add another line with its marks."""
        if other.text:
            start = self._put(other.text)
            self._marks += [(a + start, b + start, kind, value) for a, b, kind, value in other._marks]

    def marks(self, offset: int) -> tuple[Mark, ...]:
        """Return the marks in order of place, for a line that begins at `offset` of the content."""
        text = self.text
        found = []
        for start, end, kind, value in self._marks:
            while start < end and text[start] in " \t\n":
                start += 1
            found.append(Mark(Span(offset + start, offset + end), kind, value))
        return tuple(sorted(found, key=lambda mark: (mark.span.start, -mark.span.end)))

    def _wait(self, blank: str) -> None:
        if _RANK[blank] > _RANK[self._waiting]:
            self._waiting = blank

    def _put(self, piece: str) -> int:
        if self._waiting and self._length:
            self._pieces.append(self._waiting)
            self._length += 1
        self._waiting, self._held = "", False
        start = self._length
        self._pieces.append(piece)
        self._length += len(piece)
        return start
