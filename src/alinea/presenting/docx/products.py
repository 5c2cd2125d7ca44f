"""What is drafted from a case as a Word document in the layout of the Organization; open places are highlighted."""

from __future__ import annotations

import datetime
import io
from typing import Any

from alinea.model.products import Block, BlockKind, Product
from alinea.presenting.docx import layout
from alinea.presenting.docx.document import legible
from alinea.presenting.docx.head import Head, write_head, write_margins
from alinea.presenting.docx.package import closed
from alinea.presenting.docx.redline import AUTHOR

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
