"""From the printed pages of a document to its paragraphs, footnotes and furniture in reading order."""

from __future__ import annotations

from dataclasses import dataclass, field

from alinea.model.text import Role
from alinea.reading.pdf.columns import in_columns
from alinea.reading.pdf.lines import Fragment, Line, fragments, lines
from alinea.reading.pdf.margins import Margins
from alinea.reading.pdf.notes import ColumnParts, mark_of, notes, part_notes
from alinea.reading.pdf.objects import Rule
from alinea.reading.pdf.paragraphs import Measure, Paragraph, body_size, mark_joined, measure, paragraphs
from alinea.reading.pdf.runs import PrintedPage
from alinea.reading.pdf.zones import PageParts, part_pages

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
