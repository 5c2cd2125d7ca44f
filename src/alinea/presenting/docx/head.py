"""The head of a document and what stands in its margins: masthead, headers, footers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from alinea.presenting.docx.layout import ASIDE, MARGIN, MARGINAL, MASTHEAD, ORGAN, PAGE, SESSION, SYMBOL

_COLUMNS = (1267, 5600, 2973)
"""Widths of the columns of the masthead, in twentieths of a point: they fill the page between its margins."""


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above the text, line by line; an empty line is not printed.

    Attributes:
        organization, organ: names; symbol: of the document; aside: lines of the right-hand column.
        lines: of the left-hand column, below: session, committee, agenda item.
        running: what stands in the headers beside the symbol; notice: what stands in the footers.
    """

    organization: str
    organ: str
    symbol: str
    aside: tuple[str, ...]
    lines: tuple[str, ...]
    running: str = ""
    notice: str = ""


def write_head(document: Any, head: Head) -> dict[str, Any]:
    """Write the masthead at the end of a document as it stands; return the run of each line, by its words."""
    from docx.shared import Pt

    runs: dict[str, Any] = {}
    table = document.add_table(rows=2, cols=3)
    _fix(table)
    first, second = table.rows
    # The first column is where the emblem of the Organization stands, which is not ours to print.
    _line(first.cells[1], head.organization, MASTHEAD, runs)
    _symbol(first.cells[2], head.symbol, runs)
    _line(second.cells[1], head.organ, ORGAN, runs)
    aside = [line for line in head.aside if line]
    for place, line in enumerate(aside or [""]):
        _line(second.cells[2], line, ASIDE, runs, more=place > 0)
    _border(first, "bottom", 4)
    _border(second, "bottom", 12)
    lines = [line for line in head.lines if line]
    for line in lines:
        paragraph = document.add_paragraph(style=SESSION)
        paragraph.paragraph_format.space_before = Pt(6 if line is lines[0] else 0)
        runs[line] = paragraph.add_run(line)
    return runs


def _fix(table: Any) -> None:
    from docx.enum.table import WD_TABLE_ALIGNMENT
    from docx.shared import Twips

    table.autofit = False
    table.alignment = WD_TABLE_ALIGNMENT.LEFT
    for column, width in zip(table.columns, _COLUMNS, strict=True):
        column.width = Twips(width)
        for cell in column.cells:
            cell.width = Twips(width)


def _line(cell: Any, text: str, style: str, runs: dict[str, Any], *, more: bool = False) -> None:
    from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
    from docx.shared import Pt

    paragraph = cell.add_paragraph() if more else cell.paragraphs[0]
    paragraph.style = style
    paragraph.paragraph_format.space_after = Pt(2 if style in (MASTHEAD, ORGAN) else 0)
    if style == ASIDE and not more:
        paragraph.paragraph_format.space_before = Pt(4)
    if text:
        runs[text] = paragraph.add_run(text)
    bottom = style == MASTHEAD
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.BOTTOM if bottom else WD_CELL_VERTICAL_ALIGNMENT.TOP


def _symbol(cell: Any, symbol: str, runs: dict[str, Any]) -> None:
    """Set the symbol as mastheads do: its first letters large."""
    from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
    from docx.shared import Pt

    paragraph = cell.paragraphs[0]
    paragraph.style = SYMBOL
    paragraph.paragraph_format.space_after = Pt(2)
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.BOTTOM
    letters, stroke, rest = symbol.partition("/")
    if letters:
        large = paragraph.add_run(letters)
        large.font.size = Pt(20)
        if stroke:
            runs[symbol] = paragraph.add_run(stroke + rest)
        else:
            runs[symbol] = large


def _border(row: Any, side: str, size: int) -> None:
    """Draw a line below a row; `size` is in eighths of a point."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    for cell in row._tr.tc_lst:
        properties = cell.get_or_add_tcPr()
        borders = OxmlElement("w:tcBorders")
        edge = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", str(size)), ("space", "0"), ("color", "auto")):
            edge.set(qn(f"w:{name}"), value)
        borders.append(edge)
        after = properties.find(qn("w:vAlign"))
        if after is None:
            properties.append(borders)
        else:
            after.addprevious(borders)


def write_margins(document: Any, head: Head) -> None:
    """Write headers and footers: symbol and running title above, page and notice below; the first page has a footer."""
    section = document.sections[0]
    for header, mirrored in ((section.header, False), (section.even_page_header, True)):
        header.is_linked_to_previous = False
        sides = (head.running, head.symbol)
        paragraph = _margin(header, *(reversed(sides) if mirrored else sides), bold=True)
        _rule(paragraph, "bottom")
    for footer, mirrored in (
        (section.footer, False),
        (section.even_page_footer, True),
        (section.first_page_footer, False),
    ):
        footer.is_linked_to_previous = False
        paragraph = _margin(footer, head.notice, "")
        if mirrored:
            for run in list(paragraph.runs):
                run._r.getparent().remove(run._r)
            _page(paragraph)
            paragraph.add_run(f"\t{head.notice}")
        else:
            _page(paragraph)
    section.first_page_header.is_linked_to_previous = False


def _margin(part: Any, left: str, right: str, *, bold: bool = False) -> Any:
    from docx.enum.text import WD_TAB_ALIGNMENT
    from docx.shared import Twips

    paragraph = part.paragraphs[0]
    paragraph.style = MARGINAL
    stops = paragraph.paragraph_format.tab_stops
    stops.add_tab_stop(Twips(PAGE[0] - 2 * MARGIN), WD_TAB_ALIGNMENT.RIGHT)
    for text in (left, "\t", right):
        if text:
            paragraph.add_run(text).bold = bold
    return paragraph


def _page(paragraph: Any) -> None:
    """Write the number of the page and of all pages, which Word counts: ``2/3``."""
    for code in ("PAGE", "/", "NUMPAGES"):
        if code == "/":
            paragraph.add_run(code).bold = True
        else:
            field(paragraph, code)


def field(paragraph: Any, code: str) -> None:
    """Write a field that Word fills in, such as ``PAGE``."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    for kind in ("begin", "code", "separate", "result", "end"):
        run = paragraph.add_run()
        run.bold = True
        if kind == "code":
            element = OxmlElement("w:instrText")
            element.set(qn("xml:space"), "preserve")
            element.text = f" {code} "
        elif kind == "result":
            element = OxmlElement("w:t")
            element.text = "1"
        else:
            element = OxmlElement("w:fldChar")
            element.set(qn("w:fldCharType"), kind)
        run._r.append(element)


def _rule(paragraph: Any, side: str) -> None:
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    properties = paragraph._p.get_or_add_pPr()
    borders = parse_xml(
        f'<w:pBdr {nsdecls("w")}><w:{side} w:val="single" w:sz="4" w:space="1" w:color="auto"/></w:pBdr>'
    )
    properties.insert_element_before(
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:outlineLvl"
    )
