"""The characters of a page that is a picture, recognised by Tesseract, as if they had been printed by a PDF.

Tesseract finds the words and where they stand; columns, paragraphs, notes and furniture are told from there by the same
rules as in any PDF. Recognition is off unless asked for: it takes seconds a page, and what it gives can be wrong.
"""

from __future__ import annotations

import os
import re
import statistics
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from lxml import etree, html

from alinea.model.problems import Problem, UnreadableError
from alinea.model.text import Block, MarkKind
from alinea.reading.pdf.objects import Rule
from alinea.reading.pdf.runs import PrintedPage, Run

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from PIL.Image import Image

DOTS = 300
"""Dots an inch at which a page is looked at: what Tesseract was trained on (its manual, "Improving the quality")."""
SECONDS = 120
"""That a page may take; one of small print in two columns takes ten on a busy machine."""

_POINTS = 72.0
_SMALLEST = 26.0  # dots that the letters of a line are high, with stems: below it recognition falls off
_BODY = 12.0  # points: the size of the text of a picture of which nothing says how large it was
_LIKE = (
    0.2  # sizes of lines that differ by less are one: the height of a line hangs on which letters are in it
)
_DIRT = 40  # percent: what has neither letter nor figure and is less sure is a speck of the paper
_ALONE = 2  # dots of ink in the nine about one: a speck
_SPECKLED = 0.003  # specks for each dot of ink: clean scans have .001 at most, dirty ones .005 and more
_TURNS = np.arange(-5.0, 5.01, 0.25)  # degrees: sheets laid on a glass by hand lie within them
_LEVEL = 0.2  # degrees: less is not worth the loss of sharpness in turning
_COARSE = 800  # dots: the width of the picture by which its angle is measured
_RULE = (0.06, 0.9)  # of the width of the page: strokes that may set off notes
_MOST = 50  # doubtful words that are told one by one
_THICK = 6  # dots that such a stroke is high at most


def recognised_page(picture: Image, number: int, languages: str, *, dots: float | None = None) -> PrintedPage:
    """Return what is printed on the picture of a page.

    Args:
        picture: of the page, upright but for a few degrees.
        number: of the page, from 1; languages: as `alinea.reading.ocr.ocr_languages` gives them.
        dots: an inch; None where nothing tells: the text is then taken to be of an ordinary size.

    Raises:
        UnreadableError: ``too-slow``, or ``damaged`` where Tesseract cannot read it.
    """
    grey = _level(_clean(picture.convert("L")))
    lines = _lines(_printed(grey, languages, dots))
    high = statistics.median(line.size for line in lines) if lines else 0.0
    if lines and high < _SMALLEST:
        more = min(4.0, 1.3 * _SMALLEST / high)
        grey = grey.resize((round(grey.width * more), round(grey.height * more)))
        dots = dots and dots * more
        lines = _lines(_printed(grey, languages, dots))
        high = statistics.median(line.size for line in lines) if lines else 0.0
    scale = _POINTS / dots if dots else _BODY / (high or _BODY)
    page = PrintedPage(number, grey.width * scale, grey.height * scale, pictured=True)
    for line in lines:
        size = high if abs(line.size - high) < _LIKE * high else line.size
        page.runs += [
            Run(
                word.text,
                word.x0 * scale,
                word.x1 * scale,
                page.height - line.base * scale,
                size * scale,
                bold=False,
                italic=False,
                before=place > 0,
                after=place + 1 < len(line.words),
                sure=word.sure,
            )
            for place, word in enumerate(line.words)
        ]
    page.rules = _rules(np.asarray(grey) < _threshold(grey), scale, page.height)
    return page


def doubts(
    content: str, blocks: tuple[Block, ...], pages: Sequence[PrintedPage], languages: str
) -> Iterator[Problem]:
    """Yield that pages were recognised and how surely, then each doubtful word with a figure in it.

    Symbols, dates, sessions and numbers of paragraphs hang on figures: a person has to compare these with the picture.
    """
    sure = [run.sure for page in pages for run in page.runs if run.sure is not None]
    numbers = ", ".join(str(page.number) for page in pages)
    mean = round(statistics.fmean(sure)) if sure else 0
    yield Problem(
        "recognised",
        f"the characters of page {numbers} were recognised in a picture ({languages}), {mean} % sure",
    )
    marks = [mark for block in blocks for mark in block.marks if mark.kind is MarkKind.DOUBTFUL]
    figured = [
        mark for mark in marks if any(each.isdigit() for each in content[mark.span.start : mark.span.end])
    ]
    for mark in figured[:_MOST]:
        word = content[mark.span.start : mark.span.end]
        yield Problem("doubtful-letters", f"«{word}» was recognised, {mark.value} % sure", mark.span)


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    x0: int
    x1: int
    sure: int


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of words: its baseline, in dots from the top, and the height of its letters."""

    base: float
    size: float
    words: tuple[_Word, ...]


def _printed(grey: Image, languages: str, dots: float | None) -> etree._Element:
    """Return what Tesseract finds in a picture, as hOCR."""
    head = f"P5 {grey.width} {grey.height} 255\n".encode("ascii")  # PGM: a picture without compression
    told = [] if dots is None else ["--dpi", str(round(dots))]
    try:
        done = subprocess.run(  # noqa: S603 - the languages are names that `ocr_languages` has checked
            ["tesseract", "stdin", "stdout", "-l", languages, *told, "hocr"],  # noqa: S607 - found by `_held`
            input=head + grey.tobytes(),
            capture_output=True,
            timeout=SECONDS,
            check=True,
            # One thread a page: files are read several at a time, and its threads wait for one another.
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        )
    except subprocess.TimeoutExpired:
        raise UnreadableError("too-slow", "a page takes too long to recognise; give a part of it") from None
    except (OSError, subprocess.CalledProcessError) as error:
        raise UnreadableError("damaged", "Tesseract could not read the picture of a page") from error
    return html.document_fromstring(done.stdout, html.HTMLParser(encoding="utf-8", no_network=True))


_BOX = re.compile(r"bbox (\d+) (\d+) (\d+) (\d+)")
_BASELINE = re.compile(r"baseline (-?[\d.]+) (-?[\d.]+)")
_SIZE = re.compile(r"x_size ([\d.]+)")
_SURE = re.compile(r"x_wconf (\d+)")


def _lines(found: etree._Element) -> list[_Line]:
    """Return the lines of hOCR that hold words (hOCR 1.2, ``ocr_line`` and the other classes of a line)."""
    lines = []
    for line in found.iterfind(".//span[@title]"):
        told = line.get("title", "")
        box, size = _BOX.search(told), _SIZE.search(told)
        if box is None or size is None:
            continue
        slope, offset = map(float, base.groups()) if (base := _BASELINE.search(told)) else (0.0, 0.0)
        words = tuple(word for each in line.iterfind("./span[@title]") if (word := _word(each)))
        if words:
            # The baseline is told from the lower left corner of the box; that of the middle of the line is kept.
            middle = slope * (int(box[3]) - int(box[1])) / 2
            lines.append(_Line(int(box[4]) + offset + middle, float(size[1]), words))
    return lines


def _word(element: etree._Element) -> _Word | None:
    told = element.get("title", "")
    box, sure = _BOX.search(told), _SURE.search(told)
    text = "".join(map(str, element.itertext())).strip()
    if box is None or not text:
        return None
    certain = int(sure[1]) if sure else 0
    if certain < _DIRT and not any(each.isalnum() for each in text):
        return None
    return _Word(text, int(box[1]), int(box[3]), certain)


def _threshold(grey: Image) -> int:
    """Return the shade that parts ink from paper: where the two classes of shades differ most (Otsu, 1979)."""
    counts = np.asarray(grey.histogram(), dtype=float)
    shades = np.arange(256)
    below = np.cumsum(counts)
    total = below[-1]
    mean = np.cumsum(counts * shades)
    with np.errstate(divide="ignore", invalid="ignore"):
        between = (mean[-1] * below / total - mean) ** 2 / (below * (total - below))
    return int(np.nanargmax(between)) if np.isfinite(between).any() else 128


def _clean(grey: Image) -> Image:
    """Take specks off a picture that has many: each dot becomes the middle one of the nine about it.

    Letters of pictures without specks would be less sharp for it.
    """
    ink = np.asarray(grey) < _threshold(grey)
    edged = np.pad(ink, 1).astype(np.int8)
    high, wide = ink.shape
    about = sum(edged[y : y + high, x : x + wide] for y in range(3) for x in range(3))
    if int((ink & (about <= _ALONE)).sum()) < _SPECKLED * max(1, int(ink.sum())):
        return grey
    from PIL.ImageFilter import MedianFilter

    return grey.filter(MedianFilter(3))


def _level(grey: Image) -> Image:
    """Turn a picture so that its lines are level: the angle at which its rows differ most in how much ink they have."""
    small = (
        grey.resize((_COARSE, max(1, round(grey.height * _COARSE / grey.width))))
        if grey.width > _COARSE
        else grey
    )
    edge = _threshold(small)
    ink = small.point([255 if shade < edge else 0 for shade in range(256)])

    def contrast(degrees: float) -> float:
        rows = np.asarray(ink.rotate(degrees), dtype=float).sum(axis=1)
        return float(np.square(np.diff(rows)).sum())

    angle: float = max(map(float, _TURNS), key=contrast)
    if abs(angle) < _LEVEL:
        return grey
    from PIL.Image import Resampling

    return grey.rotate(angle, Resampling.BICUBIC, fillcolor=255)


def _rules(ink: NDArray[np.bool_], scale: float, height: float) -> list[Rule]:
    """Return the level strokes of a picture, from the top down: runs of ink longer than any letter has."""
    width = ink.shape[1]
    rules: list[Rule] = []
    last = -_THICK
    for row in np.flatnonzero(ink.sum(axis=1) > _RULE[0] * width):
        edges = np.flatnonzero(np.diff(np.concatenate(([0], ink[row].astype(np.int8), [0]))))
        starts, ends = edges[::2], edges[1::2]
        longest = int(np.argmax(ends - starts))
        x0, x1 = int(starts[longest]), int(ends[longest])
        if _RULE[0] * width < x1 - x0 < _RULE[1] * width and row - last >= _THICK:
            rules.append(Rule(x0 * scale, x1 * scale, height - int(row) * scale))
            last = int(row)
    return rules
