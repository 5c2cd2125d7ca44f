"""PDF with a text layer: its text in reading order, by the positions and fonts of what is printed."""

from __future__ import annotations

import re
from contextlib import closing
from dataclasses import replace

import pypdfium2
import pypdfium2.raw as pdfium

from alinea.model.problems import Problem, UnreadableError
from alinea.model.text import Source, Text
from alinea.reading.ocr import ocr_languages
from alinea.reading.pdf.runs import PageTooLargeError, PrintedPage, read_page
from alinea.reading.pdf.text import PagePieces, compose, lay_out, pieces_of
from alinea.reading.pdf.zones import Margins

MAX_BYTES = 100_000_000
MAX_PAGES = 2_000
MAX_CHARACTERS = 20_000_000
_LONGEST_SIDE = 8_000  # dots: A3 at 450 an inch


def read_pdf(data: bytes, source: Source) -> Text:
    """Read the text of a PDF.

    A line feed stands after every line and a form feed after every page; every paragraph, footnote and
    line of page furniture is a block.

    Args:
        data: the bytes of the file.
        source: where they came from.

    Returns:
        The text; its source has the number of pages.

    Raises:
        UnreadableError: ``encrypted``, ``damaged``, ``no-text-layer``, ``too-large`` or ``too-many-pages``.
    """
    if len(data) > MAX_BYTES:
        raise UnreadableError(
            "too-large",
            f"The PDF has {len(data) // 1_000_000} MB; at most {MAX_BYTES // 1_000_000} are read. "
            "Split it, or print the pages needed to a smaller file.",
            megabytes=MAX_BYTES // 1_000_000,
        )
    _check_whole(data)
    with closing(_open(data)) as document:
        count = len(document)
        if count > MAX_PAGES:
            raise UnreadableError(
                "too-many-pages",
                f"The PDF has {count} pages; at most {MAX_PAGES} are read. Split it, such as with qpdf.",
                pages=count,
                most=MAX_PAGES,
            )
        pages, problems, recognised = _read_pages(document, count)
    content, blocks = compose(lay_out(pages))
    if recognised:
        from alinea.reading.pdf.recognition import doubts

        problems += doubts(content, blocks, recognised, ocr_languages() or "")
    return Text(content, replace(source, pages=count), blocks, tuple(problems))


def _check_whole(data: bytes) -> None:
    """Refuse what is cut short: PDFium reads what is left of it, and says nothing of what is missing.

    A PDF ends in ``%%EOF``; one made for the web, whose end stands at its beginning too, states its length.
    """
    if b"%PDF-" not in data[:1024]:
        raise UnreadableError("damaged", "The file is named a PDF but does not begin as one.")
    stated = re.search(rb"/Linearized\b[^>]{0,200}/L\s+(\d{1,12})", data[:2048])
    if data.rfind(b"%%EOF") < 0 or (stated and int(stated[1]) > len(data)):
        raise UnreadableError(
            "damaged", "The PDF is cut short: its end is missing. Fetch it again from where it came."
        )


def _open(data: bytes) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if error.err_code in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY):
            raise UnreadableError(
                "encrypted",
                "The PDF is protected by a password. Remove it first, "
                "such as with: qpdf --password=… --decrypt input.pdf output.pdf",
            ) from error
        raise UnreadableError(
            "damaged", "The PDF is damaged and cannot be opened. Fetch it again from where it came."
        ) from error


def _read_pages(
    document: pypdfium2.PdfDocument, count: int
) -> tuple[list[PagePieces], list[Problem], list[PrintedPage]]:
    """Read all pages, holding one open at a time, and recognise those that are pictures where that is asked for."""
    languages = ocr_languages()
    recognised: list[PrintedPage] = []
    pages: list[PagePieces] = []
    margins = Margins()
    problems: list[Problem] = []
    pictured = unmapped = characters = 0
    for index in range(count):
        printed = _printed_page(document, index)
        if printed is None:
            message = f"Page {index + 1} of the PDF is damaged and was not read."
            problems.append(Problem("damaged-page", message))
            printed = PrintedPage(index + 1, 612.0, 792.0)
        elif languages and _is_picture(printed):
            recognised.append(_recognised(document, index, languages))
            printed = recognised[-1]
        elif not printed.runs and printed.pictured:
            pictured += 1
            message = f"Page {index + 1} is a picture without text; --ocr recognises its characters"
            problems.append(Problem("page-without-text", message))
        characters += sum(len(run.text) for run in printed.runs)
        unmapped += printed.unmapped
        if characters > MAX_CHARACTERS:
            raise _too_large()
        pages.append(pieces_of(printed, margins))
    if not characters or unmapped > characters / 2:
        raise _without_text(len(problems), pictured, count, unmapped)
    return pages, problems, recognised


def _is_picture(printed: PrintedPage) -> bool:
    """Tell whether a page shows no characters, or characters of which its fonts do not say what they are."""
    characters = sum(len(run.text) for run in printed.runs)
    return (not characters and printed.pictured) or printed.unmapped > characters / 2


def _recognised(document: pypdfium2.PdfDocument, index: int, languages: str) -> PrintedPage:
    from alinea.reading.pdf.recognition import DOTS, recognised_page

    with closing(document[index]) as page:
        width, height = page.get_size()
        # A poster is looked at from further away: no page has more dots than this side twice over.
        dots = min(float(DOTS), _LONGEST_SIDE * 72.0 / max(width, height, 1.0))
        picture = page.render(scale=dots / 72.0, grayscale=True).to_pil()
    return recognised_page(picture, index + 1, languages, dots=dots)


def _printed_page(document: pypdfium2.PdfDocument, index: int) -> PrintedPage | None:
    """Return what is printed on a page; None where it is damaged."""
    try:
        with closing(document[index]) as page, closing(page.get_textpage()) as text_page:
            return read_page(document, page, text_page, index + 1)
    except pypdfium2.PdfiumError:
        return None
    except PageTooLargeError as error:
        raise _too_large() from error


def _too_large() -> UnreadableError:
    return UnreadableError("too-large", "The PDF holds more text than any document does, and is not read.")


def _without_text(lost: int, pictured: int, count: int, unmapped: int) -> UnreadableError:
    if unmapped:
        return UnreadableError(
            "no-text-layer",
            "The fonts of the PDF do not say what their characters are. Have them recognised, with --ocr.",
        )
    if lost > pictured and not pictured:
        return UnreadableError("damaged", "No page of the PDF could be read. Fetch it again.")
    return UnreadableError(
        "no-text-layer",
        f"The PDF holds no text ({count} pages, {pictured} of them pictures): it is scanned or blank. "
        "Have its characters recognised: --ocr, and --language for its language.",
        pages=count,
        pictured=pictured,
    )
