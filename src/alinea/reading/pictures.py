"""Pictures of pages (PNG, JPEG, TIFF): their characters recognised, where that is asked for."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from dataclasses import replace

from PIL import Image, ImageSequence

from alinea.model.problems import UnreadableError
from alinea.model.text import Source, Text
from alinea.reading.pdf.recognition import doubts, recognised_page
from alinea.reading.pdf.runs import PrintedPage
from alinea.reading.pdf.text import compose, lay_out, pieces_of
from alinea.reading.pdf.zones import Margins

MAX_PAGES = 200
"""Of one TIFF file; the longest resolutions have a hundred."""
MAX_DOTS = 120_000_000
"""Of one page: A3 at 600 dots an inch has 70 million."""
_PLAUSIBLE = (70, 1200)  # dots an inch that a scanner states; programs write 72 or 1 where they do not know


def read_picture(data: bytes, source: Source, languages: str) -> Text:
    """Read the text of a picture, or of the pages of a TIFF file, as `alinea.reading.pdf.reader.read_pdf` does.

    Args:
        data: the bytes of the file; source: where they came from.
        languages: of the words, by Tesseract's names: ``fra+eng``.

    Raises:
        UnreadableError: ``damaged``, ``too-large``, ``too-many-pages``, ``too-slow`` or ``no-characters``.
    """
    margins = Margins()
    found: list[PrintedPage] = []
    pieces = []
    for number, picture in enumerate(_pages(data), 1):
        stated = picture.info.get("dpi", (0, 0))[0]
        dots = float(stated) if _PLAUSIBLE[0] < stated < _PLAUSIBLE[1] else None
        found.append(recognised_page(picture, number, languages, dots=dots))
        pieces.append(pieces_of(found[-1], margins))
    if not any(each.runs for each in found):
        raise UnreadableError("no-characters", "no characters were recognised in the picture")
    content, blocks = compose(lay_out(pieces))
    problems = tuple(doubts(content, blocks, found, languages))
    return Text(content, replace(source, pages=len(found)), blocks, problems)


def _pages(data: bytes) -> Iterator[Image.Image]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # the bound is ours, below
            opened = Image.open(io.BytesIO(data), formats=("PNG", "JPEG", "TIFF"))
            for number, page in enumerate(ImageSequence.Iterator(opened), 1):
                if number > MAX_PAGES:
                    raise UnreadableError(
                        "too-many-pages",
                        f"The picture has more than {MAX_PAGES} pages; give a part of them.",
                        most=MAX_PAGES,
                    )
                if page.width * page.height > MAX_DOTS:
                    raise UnreadableError(
                        "too-large",
                        f"A page has {page.width} by {page.height} dots; scan it at 300 dots an inch.",
                        width=page.width,
                        height=page.height,
                    )
                yield page
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise UnreadableError(
            "damaged", "The picture is damaged and cannot be opened. Fetch it again from where it came."
        ) from error
