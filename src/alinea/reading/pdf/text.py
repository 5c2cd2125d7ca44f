"""From laid-out pages to one text: its characters, its blocks, and the marks on them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from alinea.model.spans import Span
from alinea.model.text import LOWERED, Block, Mark, MarkKind, Role
from alinea.reading.pdf.layout import LaidOutPage
from alinea.reading.pdf.lines import Line
from alinea.reading.pdf.notes import mark_of
from alinea.reading.pdf.paragraphs import Paragraph
from alinea.reading.pdf.runs import Run

DOUBTFUL = 70
"""In percent: of words that Tesseract is less sure of, one in three is wrong; of the others one in fifty."""
_UNMARKED = (Role.FURNITURE, Role.MASTHEAD)


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {
        "calls": re.compile(r"[\s,;–-]*(?:(?:\d{1,3}|[*†‡]{1,3})[\s,;–-]*)+"),
        "call": re.compile(r"\d{1,3}|[*†‡]{1,3}"),
        "glyphs": re.compile(r"[⁰¹²³⁴-⁹]{1,3}"),
        "stars": re.compile(r"(?<=[^\s*])\*{1,3}(?=[\s.,;:)\]]|$)"),
        # Square and cubic measures, in the symbols of the International System: 50 km2.
        "measure": re.compile(r"(?<![^\W\d_])[kcmdh]?m\s?$"),
    }


def compose(pages: Iterable[LaidOutPage]) -> tuple[str, tuple[Block, ...]]:
    """Return the text of a document, and its blocks.

    A line feed stands after every line, a form feed after every page; words hyphenated at a line end stay
    as they are printed.

    Args:
        pages: in order.
    """
    pages = list(pages)
    notes = (note for page in pages for note in page.notes if note.role is Role.FOOTNOTE)
    composer = _Composer({mark for note in notes if (mark := mark_of(note.lines[0]))})
    for page in pages:
        for paragraph in page.paragraphs():
            composer.add(paragraph, page.number)
        composer.end_page()
    return "".join(composer.parts), tuple(composer.blocks)


class _Composer:
    """Puts lines one after the other and keeps count of where they stand.

    Args:
        numbers: the marks of the footnotes of the document.
    """

    def __init__(self, numbers: set[str]) -> None:
        self.numbers = numbers
        self.stars = any(number[0] in "*†‡" for number in numbers)
        self.parts: list[str] = []
        self.length = 0
        self.blocks: list[Block] = []

    def add(self, paragraph: Paragraph, page: int) -> None:
        """Add a paragraph as a block."""
        start = self.length
        marks: list[Mark] = []
        marked = paragraph.role not in _UNMARKED
        for line in paragraph.lines:
            if marked:
                for mark in self._marks(line, self.length, paragraph):
                    _add_mark(marks, mark)
            self.parts.append(line.text)
            self.parts.append("\n")
            self.length += len(line.text) + 1
        if any(mark.kind is MarkKind.LINK for mark in marks):
            text = "\n".join(line.text for line in paragraph.lines)
            marks = [_trimmed(mark, text, start) for mark in marks]
        size = paragraph.column.size
        self.blocks.append(
            Block(
                Span(start, self.length - 1),
                paragraph.role,
                page,
                None if paragraph.role in _UNMARKED else round(2 * paragraph.indent / size),
                tuple(sorted(marks, key=lambda mark: mark.span)),
                paragraph.joined,
            )
        )

    def end_page(self) -> None:
        self.parts.append("\f")
        self.length += 1

    def _marks(self, line: Line, offset: int, paragraph: Paragraph) -> Iterator[Mark]:
        """Yield what the print says about stretches of a line."""
        note = paragraph.role is Role.FOOTNOTE and line is paragraph.lines[0]
        for index, (run, start) in enumerate(zip(line.runs, line.starts, strict=True)):
            place = Span(offset + start, offset + start + len(run.text))
            if run.italic:
                yield Mark(place, MarkKind.ITALIC)
            if run.sure is not None and run.sure < DOUBTFUL:
                yield Mark(place, MarkKind.DOUBTFUL, str(run.sure))
            if run.link:
                yield Mark(place, MarkKind.LINK, run.link)
            if run.size < 0.9 * line.size and not (note and index == 0) and line.raised(run):
                yield from self._calls(line, run, start, offset)
        if not line.text.isascii():
            for found in _patterns()["glyphs"].finditer(line.text, 1):
                if not _patterns()["measure"].search(line.text, 0, found.start()):
                    value = found.group().translate(LOWERED)
                    yield Mark(Span(offset + found.start(), offset + found.end()), MarkKind.CALL, value)
        if self.stars and "*" in line.text:
            for found in _patterns()["stars"].finditer(line.text, 1):
                if found.group() in self.numbers:
                    yield Mark(
                        Span(offset + found.start(), offset + found.end()), MarkKind.CALL, found.group()
                    )

    def _calls(self, line: Line, run: Run, start: int, offset: int) -> Iterator[Mark]:
        """Yield the footnote marks of a superscript; ordinals and exponents are none."""
        if not _patterns()["calls"].fullmatch(run.text):
            return
        for found in _patterns()["call"].finditer(run.text):
            value = found.group()
            before = line.text[: start + found.start()]
            if _patterns()["measure"].search(before) and value in ("2", "3"):
                continue
            if value not in self.numbers and before[-1:].isdigit():
                continue
            yield Mark(
                Span(offset + start + found.start(), offset + start + found.end()), MarkKind.CALL, value
            )


def _add_mark(marks: list[Mark], mark: Mark) -> None:
    """Add a mark, or lengthen the last one of its kind where it goes on after white space."""
    for place in range(len(marks) - 1, max(len(marks) - 4, -1), -1):
        last = marks[place]
        if last.kind is not mark.kind:
            continue
        if last.span == mark.span:
            return
        if mark.kind is MarkKind.CALL or last.value != mark.value or mark.span.start - last.span.end > 1:
            break
        marks[place] = Mark(Span(last.span.start, mark.span.end), mark.kind, mark.value)
        return
    marks.append(mark)


def _trimmed(mark: Mark, text: str, offset: int) -> Mark:
    """Leave punctuation off the ends of a hyperlink: its box on the page reaches over what it touches."""
    if mark.kind is not MarkKind.LINK:
        return mark
    start, end = mark.span
    while end > start + 1 and (
        text[end - 1 - offset] in ".,;:"
        or (text[end - 1 - offset] in ")]" and "(" not in text[start + 1 - offset : end - offset])
    ):
        end -= 1
    while start < end - 1 and text[start - offset] in "([":
        start += 1
    return Mark(Span(start, end), mark.kind, mark.value)
