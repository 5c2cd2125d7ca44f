"""A paper as a Word document: landscape pages, tables whose headings are repeated on each."""

from __future__ import annotations

import datetime
import io
from collections.abc import Callable, Sequence
from typing import Any

from alinea.model.cases import Block, BlockKind, Product
from alinea.presenting.docx import layout
from alinea.presenting.docx.document import legible
from alinea.presenting.docx.head import Head, write_head, write_margins
from alinea.presenting.docx.layout import closed
from alinea.presenting.docx.redline import AUTHOR
from alinea.presenting.papers.paper import Cell, Link, Paper, Sheet
from alinea.presenting.problems import printable

A4 = (11906, 16838)
MANY, SMALL = 10, 7
"""Columns beyond which the letters of a table are smaller, and how small: points."""

LONG = 100
"""Rows of a table at most: what is longer goes on in another, as setting one takes time that grows with its square."""

MARGIN = 850
"""Width and height of the page (ISO 216) and its margins, in twentieths of a point: 15 mm."""


def to_docx(paper: Paper, said: Callable[[Cell], str]) -> bytes:
    """Return a paper as a Word document.

    Args:
        said: gives a cell in the words of the paper.
    """
    import docx
    from docx.enum.section import WD_ORIENT
    from docx.shared import Pt, Twips

    document = docx.Document()
    about = document.core_properties
    about.author, about.title, about.language = "Alinéa", printable(paper.title)[:250], paper.language
    day = datetime.datetime.combine(paper.made_on, datetime.time(), datetime.UTC)
    about.created = about.modified = day
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Twips(A4[1]), Twips(A4[0])
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Twips(MARGIN)
    document.styles["Normal"].font.size = Pt(9)
    _numbered(section.footer.paragraphs[0], printable(paper.title))
    document.add_heading(printable(paper.title), 0)
    for line in paper.lead:
        document.add_paragraph(printable(line))
    for sheet in paper.sheets:
        document.add_heading(printable(sheet.heading), sheet.level)
        kept = _told(sheet)
        for start in range(0, len(sheet.rows), LONG):
            if start:
                _gap(document)
            _table(document, sheet, kept, sheet.rows[start : start + LONG], said)
        if sheet.empty and not sheet.rows:
            document.add_paragraph(printable(sheet.empty))
    document.add_paragraph().add_run(printable(paper.notice)).italic = True
    out = io.BytesIO()
    document.save(out)
    return closed(out.getvalue(), paper.made_on)


def _numbered(paragraph: Any, title: str) -> None:
    """Write the title at the foot of each page, with its number and how many there are (ECMA-376, 17.16.5)."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    paragraph.add_run(f"{title} · ")
    for place, field in enumerate(("PAGE", "NUMPAGES")):
        if place:
            paragraph.add_run("/")
        simple = OxmlElement("w:fldSimple")
        simple.set(qn("w:instr"), field)
        simple.append(paragraph.add_run("1")._r)
        paragraph._p.append(simple)


def _told(sheet: Sheet) -> list[int]:
    """Return the places of the columns that are printed.

    What no row has is told by no column: a page is narrow. Files for programs have all.
    """
    places = range(len(sheet.columns))
    return [place for place in places if any(row[place] not in (None, "") for row in sheet.rows)]


def _gap(document: Any) -> None:
    """Part two tables, which else were one, by a line that is hardly seen."""
    from docx.shared import Pt

    layout = document.add_paragraph().paragraph_format
    layout.space_before = layout.space_after = Pt(0)
    layout.line_spacing = Pt(1)


def _table(
    document: Any,
    sheet: Sheet,
    kept: Sequence[int],
    rows: Sequence[Sequence[Cell]],
    said: Callable[[Cell], str],
) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Pt, Twips

    columns = [sheet.columns[place] for place in kept]
    table = document.add_table(rows=1, cols=len(columns))
    table.style = "Table Grid"
    table.autofit = False
    room = A4[1] - 2 * MARGIN
    share = sum(column.width for column in columns)
    widths = [Twips(room * column.width // share) for column in columns]
    size = Pt(SMALL) if len(columns) > MANY else None
    head = table.rows[0]
    # The first row is repeated at the top of each page that the table goes on to.
    properties = head._tr.get_or_add_trPr()
    repeated = OxmlElement("w:tblHeader")
    repeated.set(qn("w:val"), "true")
    properties.append(repeated)
    for cell, column in zip(head.cells, columns, strict=True):
        heading = cell.paragraphs[0].add_run(printable(column.heading))
        heading.bold, heading.font.size = True, size
    for width, column in zip(widths, table.columns, strict=True):
        column.width = width  # which each row that is added takes over
    for cell, width in zip(head.cells, widths, strict=True):
        cell.width = width
    for row in rows:
        added = table.add_row()
        added._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))  # no entry is read over two pages
        cells = added.cells
        for cell, value in zip(cells, (row[place] for place in kept), strict=True):
            if isinstance(value, Link):
                _link(cell.paragraphs[0], printable(value.text), value.address, size)
            else:
                for number, line in enumerate(said(value).split("\n")):
                    run = (cell.add_paragraph() if number else cell.paragraphs[0]).add_run(printable(line))
                    run.font.size = size


def _link(paragraph: Any, text: str, address: str, size: Any) -> None:
    """Write words that lead to an address (ECMA-376, 17.16.22)."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    run = paragraph.add_run(text)
    run.font.underline, run.font.size = True, size
    link.append(run._r)
    paragraph._p.append(link)


_STYLES: dict[BlockKind, str] = {
    "title": layout.TITLE,
    "subtitle": layout.PROPOSAL,
    "heading": layout.HEADING,
    "entry": layout.ITEM,
    "sender": layout.HEADING,
    "bracketed": layout.ANNEXED,
    "numbered": layout.OPERATIVE,
    "text": layout.ANNEXED,
    "quote": layout.ITEM,
}


def product_to_docx(product: Product, notice: str, *, made_on: datetime.date) -> bytes:
    """Return a product as a Word document.

    Args:
        notice: what stands in the margins: that it is a draft; made_on: the date the document says it was made on.
    """
    import docx

    document = docx.Document()
    layout.lay_out(document, product.language)
    head = Head(
        organization=product.organization,
        organ=product.organ,
        symbol=product.symbol,
        aside=product.aside,
        lines=product.lines,
        running=notice,
        notice=notice,
    )
    write_head(document, head)
    for block in product.blocks:
        _write(document, block)
    write_margins(document, head)
    said = document.core_properties
    said.title = legible(product.blocks[0].text)[:250]
    said.author = said.last_modified_by = AUTHOR
    said.language = layout.TONGUES.get(product.language, product.language)
    said.comments = notice
    said.created = said.modified = datetime.datetime.combine(made_on, datetime.time())
    said.revision = 1
    raw = io.BytesIO()
    document.save(raw)
    return closed(raw.getvalue(), made_on)


def _write(document: Any, block: Block) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_COLOR_INDEX
    from docx.shared import Pt

    paragraph = document.add_paragraph(style=_STYLES[block.kind])
    if block.kind in ("entry", "bracketed"):
        paragraph.paragraph_format.space_after = Pt(2)
    if block.kind == "sender":
        paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT
    if block.number is not None:
        paragraph.add_run(f"{block.number}.\t")
    for run in block.runs:
        written = paragraph.add_run(legible(run.text))
        if run.open:
            written.font.highlight_color = WD_COLOR_INDEX.YELLOW
