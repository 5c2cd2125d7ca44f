"""From laid-out pages to one text: its characters, its blocks, and the marks on them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache

from alinea.model.spans import Span
from alinea.model.text import LOWERED, Block, Mark, MarkKind, Role
from alinea.reading.pdf.lines import Fragment, Line, fragments, lines
from alinea.reading.pdf.notes import ColumnParts, mark_of, notes, part_notes
from alinea.reading.pdf.objects import Rule
from alinea.reading.pdf.paragraphs import Measure, Paragraph, body_size, mark_joined, measure, paragraphs
from alinea.reading.pdf.runs import PrintedPage, Run
from alinea.reading.pdf.zones import Margins, PageParts, in_columns, part_pages

_OUTSET = 1.5
"""How far, in ems, the session and the agenda item stand out to the left of the text."""


@dataclass(slots=True)
class LaidOutPage:
    """A page in reading order: head, text, footnotes, foot."""

    number: int
    head: list[Paragraph] = field(default_factory=list)
    text: list[Paragraph] = field(default_factory=list)
    notes: list[Paragraph] = field(default_factory=list)
    foot: list[Paragraph] = field(default_factory=list)

    def paragraphs(self) -> list[Paragraph]:
        """Return all that is printed on the page, in reading order."""
        return [*self.head, *self.text, *self.notes, *self.foot]


@dataclass(frozen=True, slots=True)
class PagePieces:
    """The fragments of a page, which is all that is kept of it while the others are read."""

    number: int
    width: float
    height: float
    rules: list[Rule]
    upright: list[Fragment]
    askew: list[Fragment]


def pieces_of(page: PrintedPage, margins: Margins) -> PagePieces:
    """Join the runs of a page into fragments.

    Args:
        page: what is printed on it.
        margins: finds the numbers of its lines, which are no text; it remembers where those of earlier pages stand.
    """
    upright, numbers = margins.parted(page.runs)
    askew = fragments(numbers)
    if any(run.askew for run in upright):
        askew += fragments(run for run in upright if run.askew)
        upright = [run for run in upright if not run.askew]
    return PagePieces(page.number, page.width, page.height, page.rules, fragments(upright), askew)


def lay_out(pages: list[PagePieces]) -> list[LaidOutPage]:
    """Part the pages of a document into paragraphs, footnotes and furniture, in reading order.

    Args:
        pages: all pages of the document, in order.
    """
    parts = [
        PageParts(page.number, page.width, page.height, page.rules, page.upright, aside=page.askew)
        for page in pages
    ]
    part_pages(parts)
    columns = [
        [lines(column, page.number) for column in of_page]
        for page, of_page in zip(parts, in_columns([page.body for page in parts]), strict=True)
    ]
    size, steady = body_size(line for page in columns for column in page for line in column)
    split = [
        [part_notes(column, page.rules, page.width, size, steady) for column in of_page]
        for page, of_page in zip(parts, columns, strict=True)
    ]
    whole = measure([line for page in split for column in page for line in column.text], size, steady)
    laid_out = [_page(page, of_page, whole) for page, of_page in zip(parts, split, strict=True)]
    if laid_out:
        _mark_masthead(laid_out[0])
    mark_joined([p for page in laid_out for p in page.text if p.role is not Role.FURNITURE])
    return laid_out


def _page(page: PageParts, split: list[ColumnParts], whole: Measure) -> LaidOutPage:
    laid_out = LaidOutPage(page.number)
    laid_out.head = [
        *_single(page.masthead, page.number, Role.MASTHEAD, whole),
        *_single(page.head, page.number, Role.FURNITURE, whole),
    ]
    for column in split:
        if column.text:
            laid_out.text += paragraphs(column.text, measure(column.text, whole.size, whole.steady, whole))
        laid_out.notes += [Paragraph([line], whole, Role.FURNITURE) for line in column.separator]
        laid_out.notes += [_note(of_note, whole) for of_note in notes(column.notes)]
    laid_out.foot = [
        *_single(page.foot, page.number, Role.FURNITURE, whole),
        *_single(page.aside, page.number, Role.FURNITURE, whole),
    ]
    return laid_out


def _single(pieces: list[Fragment], page: int, role: Role, whole: Measure) -> list[Paragraph]:
    """Make a paragraph of every line."""
    return [Paragraph([line], whole, role) for line in lines(pieces, page)]


def _note(of_note: list[Line], whole: Measure) -> Paragraph:
    return Paragraph(of_note, whole, Role.FOOTNOTE, joined=mark_of(of_note[0]) is None)


def _mark_masthead(page: LaidOutPage) -> None:
    """Mark what opens the first page and stands out to the left of its text: session and agenda item."""
    count = 0
    for paragraph in page.text:
        column = paragraph.column
        outset = column.left - paragraph.lines[0].x0 > _OUTSET * column.size
        if not outset or paragraph.role not in (Role.TEXT, Role.HEADING):
            break
        count += 1
    opening = [line for paragraph in page.text[:count] for line in paragraph.lines]
    page.head += [Paragraph([line], page.text[0].column, Role.MASTHEAD) for line in opening]
    del page.text[:count]


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
