"""A `Text` put together from the paragraphs that a format with mark-up gives, and what it says of them."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache

from alinea.model.problems import Problem
from alinea.model.spans import Span
from alinea.model.text import LOWERED, Block, Mark, MarkKind, Role, Source, Text

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {
        "note_number": re.compile(r"[\[(]?\s*(\d{1,3}|[*†‡§]{1,3})\s*[\])]?\Z"),
        "raised": re.compile(r"[⁰¹²³⁴-⁹]{1,3}"),
        # Square and cubic metres: a raised digit that is no footnote mark.
        "unit": re.compile(r"(?<![^\W\d_])[kcdm]?m\Z"),
    }


def raised(number: str) -> str:
    """Return a footnote number as it is printed, in raised digits: ``12`` gives ``¹²``; signs stay."""
    return number.translate(_RAISED)


def note_number(text: str) -> str | None:
    """Return the number that a raised stretch of text prints, ``3`` of ``[3]``; None where it is none."""
    match = _patterns()["note_number"].match(text.strip().translate(LOWERED))
    return match[1] if match else None


@dataclass(slots=True)
class Line:
    """The characters of a paragraph as they are gathered, and what the format says of stretches of them.

    Attributes:
        pieces: the characters, in order; length: how many there are.
        marks: (start, end, kind, value), places within the line.
        raised: (start, end, number) of raised numbers that may or may not call a footnote.
    """

    pieces: list[str] = field(default_factory=list)
    length: int = 0
    marks: list[tuple[int, int, MarkKind, str]] = field(default_factory=list)
    raised: list[tuple[int, int, str]] = field(default_factory=list)

    def write(self, text: str, *, italic: bool = False, link: str = "", markup: bool = False) -> None:
        """Add characters.

        Args:
            text: the characters.
            italic: they are printed in italics; link: the address they lead to; markup: they only mark up.
        """
        if not text:
            return
        start, end = self.length, self.length + len(text)
        self.pieces.append(text)
        self.length = end
        for says, kind, value in (
            (italic, MarkKind.ITALIC, ""),
            (bool(link), MarkKind.LINK, link),
            (markup, MarkKind.MARKUP, ""),
        ):
            if says:
                self._mark(start, end, kind, value)

    def _mark(self, start: int, end: int, kind: MarkKind, value: str) -> None:
        """Add a mark, or lengthen the one of the same kind that ends where it begins."""
        for place in range(len(self.marks) - 1, max(len(self.marks) - 4, -1), -1):
            before = self.marks[place]
            if before[1] == start and before[2:] == (kind, value):
                self.marks[place] = (before[0], end, kind, value)
                return
        self.marks.append((start, end, kind, value))

    def call(self, number: str) -> None:
        """Add a footnote mark that the format states to be one."""
        start = self.length
        self.write(raised(number))
        self.marks.append((start, self.length, MarkKind.CALL, number))

    def raise_number(self, number: str) -> None:
        """Add a raised number, of which the whole text must show whether it calls a footnote."""
        start = self.length
        self.write(raised(number))
        if self.raised and self.raised[-1][1] == start and number.isdigit():
            # A number that the format cut in two.
            start, _, digits = self.raised.pop()
            number = digits + number
        self.raised.append((start, self.length, number))

    def take(self, other: Line) -> None:
        """Add all of another line."""
        shift = self.length
        self.pieces += other.pieces
        self.length += other.length
        self.marks += [(start + shift, end + shift, kind, value) for start, end, kind, value in other.marks]
        self.raised += [(start + shift, end + shift, number) for start, end, number in other.raised]

    @property
    def text(self) -> str:
        """The characters so far."""
        return "".join(self.pieces)

    def __bool__(self) -> bool:
        return any(not piece.isspace() for piece in self.pieces)


@dataclass(slots=True)
class _Draft:
    """A block to be: its line, and what is known of it."""

    line: Line
    text: str
    role: Role
    indent: int | None
    joined: bool
    parts: tuple[Block, ...] = ()
    """Where the block was cut further by its layout: blocks, with places within `text`."""


class Composer:
    """Gathers paragraphs in order and makes the `Text` of them."""

    def __init__(self) -> None:
        self._drafts: list[_Draft] = []
        self.problems: list[Problem] = []

    @property
    def empty(self) -> bool:
        """True as long as nothing was added."""
        return not self._drafts

    def add(
        self, line: Line, role: Role = Role.TEXT, indent: int | None = None, joined: bool = False
    ) -> None:
        """Add a paragraph; one without characters that print is left out."""
        if line:
            self._drafts.append(_Draft(line, line.text, role, indent, joined))

    def add_laid_out(self, line: Line, source: Source) -> None:
        """Add text that is laid out by its line ends and empty lines, as in a file of plain text."""
        from alinea.reading.plain import read_plain

        if line:
            text = line.text
            self._drafts.append(_Draft(line, text, Role.TEXT, None, False, read_plain(text, source).blocks))

    def text(self, source: Source, language: str | None = None) -> Text:
        """Return the whole.

        Args:
            source: where it came from.
            language: the tag that the format states, if any.
        """
        notes = self._typed_notes()
        content: list[str] = []
        blocks: list[Block] = []
        place = 0
        for index, draft in enumerate(self._drafts):
            calls = (
                (start, end, MarkKind.CALL, number)
                for start, end, number in draft.line.raised
                if notes.get(number, -1) > index
            )
            role = Role.FOOTNOTE if index in self._note_drafts else draft.role
            marks = sorted((*draft.line.marks, *calls), key=lambda mark: (mark[0], -mark[1]))
            if draft.parts:
                blocks += _parts_with_marks(draft.parts, marks, place)
            else:
                blocks.append(_block(draft, role, marks, place))
            content += (draft.text, "\n")
            place += len(draft.text) + 1
        return Text("".join(content), source, tuple(blocks), tuple(self.problems), language)

    def _typed_notes(self) -> dict[str, int]:
        """Find the paragraphs that are footnotes by the raised number they open with.

        Such a paragraph is one where the same number stands raised within an earlier paragraph. Returns, for
        each number, the index of the last such paragraph: the marks before it call it.
        """
        self._note_drafts: set[int] = set()
        called: set[str] = set()
        notes: dict[str, int] = {}
        for index, draft in enumerate(self._drafts):
            opening = len(draft.text) - len(draft.text.lstrip())
            kept: list[tuple[int, int, str]] = []
            for start, end, number in draft.line.raised:
                if start == opening and draft.role in (Role.TEXT, Role.FOOTNOTE):
                    if number in called and draft.text[end:].strip():
                        self._note_drafts.add(index)
                        notes[number] = index
                elif not _patterns()["unit"].search(draft.text, max(start - 3, 0), start):
                    called.add(number)
                    kept.append((start, end, number))
            draft.line.raised = kept
            if draft.role is Role.FOOTNOTE and (opened := _patterns()["raised"].match(draft.text, opening)):
                # A footnote that the format states: its number may be printed raised where it is called again.
                notes[opened[0].translate(LOWERED)] = index
        return notes


def _block(draft: _Draft, role: Role, marks: Iterable[tuple[int, int, MarkKind, str]], place: int) -> Block:
    text = draft.text
    start = len(text) - len(text.lstrip())
    end = len(text.rstrip())
    return Block(
        span=Span(place + start, place + end),
        role=role,
        indent=draft.indent,
        marks=_within(marks, start, end, place),
        joined=draft.joined,
    )


def _parts_with_marks(
    parts: Iterable[Block], marks: Iterable[tuple[int, int, MarkKind, str]], place: int
) -> Iterator[Block]:
    """Yield blocks of laid-out text at their place in the whole, with the marks that fall into each."""
    # Marks of one kind do not overlap, and neither do the blocks: one walk over both is enough.
    waiting = {kind: deque(mark for mark in marks if mark[2] is kind) for kind in MarkKind}
    for part in parts:
        start, end = part.span
        found = {
            Mark(Span(place + mark.span.start, place + mark.span.end), mark.kind, mark.value)
            for mark in part.marks
        }
        for queue in waiting.values():
            while queue and queue[0][0] < end:
                found.update(_within((queue[0],), start, end, place))
                if queue[0][1] > end:
                    break
                queue.popleft()
        yield Block(
            span=Span(place + start, place + end),
            role=part.role,
            indent=part.indent,
            marks=tuple(sorted(found, key=lambda mark: (mark.span.start, -mark.span.end))),
            joined=part.joined,
        )


def _within(
    marks: Iterable[tuple[int, int, MarkKind, str]], start: int, end: int, place: int
) -> tuple[Mark, ...]:
    """Return the marks that overlap a stretch, cut to it, at their place in the whole."""
    return tuple(
        Mark(Span(place + max(left, start), place + min(right, end)), kind, value)
        for left, right, kind, value in marks
        if left < end and right > start
    )


def is_data_table(rows: list[list[str]]) -> bool:
    """Tell whether a table sets out data, and is not there only to place text on the page.

    Old web pages and mastheads place their text by tables; so do lists whose numbers stand in a column of
    their own.

    Args:
        rows: the text of each cell, row by row.
    """
    full = [[cell.strip() for cell in row if cell.strip()] for row in rows]
    wide = [row for row in full if len(row) >= 2]
    if len(wide) < 2 or len(wide) * 2 < sum(1 for row in full if row):
        return False
    if sum(1 for row in wide if len(row[0]) <= 6 and row[0][-1] in ".)") * 2 > len(wide):
        return False
    return max(len(cell) for row in wide for cell in row) < 1500
