"""Page, fonts and styles of a document of the United Nations.

The measures are those of the Organization's own Word template (letter paper, ten points on twelve, the text set in by
2.2 cm on either side of the block).
"""

from __future__ import annotations

import datetime
import io
import zipfile
from typing import Any

FONT = "Times New Roman"
PAGE = (12240, 15840)
"""Width and height of letter paper in twentieths of a point."""
MARGIN = 1200
TOP, BOTTOM, HEADER, FOOTER = 1400, 1600, 720, 860
BLOCK = 1267
"""How far the text is set in from the margins."""
STEP = 475
"""How far each level is set in further; also the tab after a number."""
TEXT = PAGE[0] - 2 * MARGIN - 2 * BLOCK
"""Width of the text."""

TONGUES = {"fr": "fr-FR", "en": "en-GB"}
"""Tags of languages as Word knows them."""

MASTHEAD, SYMBOL, ORGAN, ASIDE = "UN Organization", "UN Symbol", "UN Organ", "UN Distribution"
SESSION, PROPOSAL, TITLE, ENACTING = "UN Session", "UN Proposal", "UN Title", "UN Enacting"
PREAMBULAR, OPERATIVE, ITEM, HEADING = "UN Preambular", "UN Operative", "UN Item", "UN Section"
ANNEX, ANNEXED, CLOSING, MARGINAL = "UN Annex", "UN Annexed", "UN Closing", "UN Margin"
NOTE, CALL = "footnote text", "footnote reference"


def lay_out(document: Any, language: str) -> None:
    """Give a new document its page, its fonts, its language and its styles.

    Args:
        document: of python-docx, made from its own template; language: tag of the text.
    """
    from docx.shared import Twips

    section = document.sections[0]
    section.page_width, section.page_height = Twips(PAGE[0]), Twips(PAGE[1])
    section.left_margin = section.right_margin = Twips(MARGIN)
    section.top_margin, section.bottom_margin = Twips(TOP), Twips(BOTTOM)
    section.header_distance, section.footer_distance = Twips(HEADER), Twips(FOOTER)
    section.different_first_page_header_footer = True
    document.settings.odd_and_even_pages_header_footer = True
    _defaults(document, language)
    _head_styles(document)
    _text_styles(document)
    _note_styles(document)


def _defaults(document: Any, language: str) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Pt

    normal = document.styles["Normal"]
    _font(normal, FONT)
    normal.font.size = Pt(10)
    normal.paragraph_format.line_spacing = Pt(12)
    normal.paragraph_format.space_after = Pt(0)
    defaults = document.styles.element.find(qn("w:docDefaults"))
    properties = defaults.find(f"{qn('w:rPrDefault')}/{qn('w:rPr')}")
    for element in properties.findall(qn("w:lang")):
        properties.remove(element)
    tongue = OxmlElement("w:lang")
    tongue.set(qn("w:val"), TONGUES.get(language, language))
    properties.append(tongue)


def _font(style: Any, name: str) -> None:
    """Set the font of a style for all scripts: the template names others by its theme."""
    from docx.oxml.ns import qn

    style.font.name = name
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for attribute in list(fonts.attrib):
        if attribute.endswith(("Theme", "theme")):
            del fonts.attrib[attribute]
    for which in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(which), name)


def _style(document: Any, name: str, **said: Any) -> Any:
    """Add a paragraph style based on Normal.

    Args:
        said: ``size`` in points, ``bold``, ``italic``, ``left``, ``right``, ``first`` in twentieths of a point,
            ``after``, ``before`` in points, ``align`` as python-docx names it, ``keep`` with the next paragraph,
            ``leading`` in points, ``outline`` level from 0.
    """
    from docx.enum.style import WD_STYLE_TYPE
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Pt, Twips

    style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles["Normal"]
    style.quick_style = True
    style.hidden, style.unhide_when_used = False, False
    layout = style.paragraph_format
    if "size" in said:
        style.font.size = Pt(said["size"])
    style.font.bold = said.get("bold")
    style.font.italic = said.get("italic")
    for key, attribute in (
        ("left", "left_indent"),
        ("right", "right_indent"),
        ("first", "first_line_indent"),
    ):
        if key in said:
            setattr(layout, attribute, Twips(said[key]))
    layout.space_before, layout.space_after = Pt(said.get("before", 0)), Pt(said.get("after", 0))
    if "leading" in said:
        layout.line_spacing = Pt(said["leading"])
    if "align" in said:
        layout.alignment = getattr(WD_ALIGN_PARAGRAPH, said["align"])
    layout.keep_with_next = said.get("keep")
    layout.widow_control = True
    if "outline" in said:
        level = OxmlElement("w:outlineLvl")
        level.set(qn("w:val"), str(said["outline"]))
        style.element.get_or_add_pPr().append(level)
    return style


def _head_styles(document: Any) -> None:
    _style(document, MASTHEAD, size=14, leading=15)
    _style(document, SYMBOL, size=10, align="RIGHT", leading=22)
    _style(document, ORGAN, size=17, bold=True, leading=20, before=4)
    _style(document, ASIDE, leading=12, before=0)
    _style(document, SESSION, bold=True)
    _style(document, PROPOSAL, bold=True, left=BLOCK, right=BLOCK, before=18, after=12, leading=13)
    _style(
        document,
        TITLE,
        size=12,
        bold=True,
        left=BLOCK,
        right=BLOCK,
        before=6,
        after=12,
        leading=14,
        keep=True,
        outline=0,
    )


def _text_styles(document: Any) -> None:
    block = {"left": BLOCK, "right": BLOCK, "after": 6, "align": "JUSTIFY"}
    _style(document, ENACTING, **{**block, "first": STEP, "italic": True, "align": "LEFT"})
    _style(document, PREAMBULAR, **block, first=STEP)
    _style(document, OPERATIVE, **block, first=STEP)
    _style(document, ITEM, **{**block, "left": BLOCK + STEP, "first": 0})
    heading = {"left": BLOCK, "right": BLOCK, "bold": True, "keep": True, "before": 12, "after": 6}
    _style(document, HEADING, **heading, align="CENTER", outline=1)
    _style(document, ANNEX, **{**heading, "size": 14, "leading": 16, "left": BLOCK, "before": 0}, outline=0)
    _style(document, ANNEXED, **block)
    _style(document, CLOSING, left=BLOCK, right=BLOCK, italic=True, align="RIGHT", keep=False)
    _style(document, MARGINAL, size=8.5, leading=10)


def _note_styles(document: Any) -> None:
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Twips

    note = _style(document, NOTE, size=8.5, leading=10, left=BLOCK, right=BLOCK)
    note.paragraph_format.first_line_indent = Twips(0)
    call = document.styles.add_style(CALL, WD_STYLE_TYPE.CHARACTER)
    call.font.superscript = True


_FIRST = datetime.date(1980, 1, 1)
"""The first day that a ZIP archive can name."""


def closed(data: bytes, made_on: datetime.date) -> bytes:
    """Return a Word document whose parts all bear one date, so that the same text gives the same bytes.

    Args:
        data: the document as python-docx saved it, with the time of the moment in it.
    """
    day = max(made_on, _FIRST)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            info = zipfile.ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            new.writestr(info, old.read(name))
    return out.getvalue()
