"""What is printed on one page of a PDF: stretches of characters in one font, each with its place.

Asking PDFium everything of every character costs more than extracting the text does. So only one question
is asked of each character, to which text object it belongs; the others are asked once for each stretch of
characters that one object shows.
"""

from __future__ import annotations

import ctypes
import math
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import repeat
from typing import Any

import pypdfium2.raw as pdfium

from alinea.reading.pdf.objects import Links, Rule, address_of, calls, rules_and_pictures

MAX_PAGE_CHARACTERS = 200_000
"""A page with more characters is no page of text; one of small print in two columns holds some 10,000."""

_STROKED_TOO = 2
_ITALIC_FLAG, _FORCE_BOLD_FLAG = 1 << 6, 1 << 18
_LEVEL = 0.05
"""In points: baselines nearer than this are one."""
_BACK, _ON = 0.3, 0.7
# In ems. A word space is 0.25, 0.2 where a line is pressed; letters of a word set wide stand up to 0.14 apart.
_WORD_SPACE = 0.18
_OVERPRINTED = 0.1
_ARTIFACT = "Artifact\0".encode("utf-16-le")
# How PostScript names of fonts say what face they are: TimesNewRomanPS-BoldItalicMT, Univers-Black.
_BOLD = re.compile(r"bold|black|heavy|demi", re.I)
_ITALIC = re.compile(r"ital|obli|slanted", re.I)


class PageTooLargeError(Exception):
    """A page holds more than any page of text does."""


@dataclass(slots=True)
class Run:
    """A stretch of characters of one font on one line, without the white space around it.

    Attributes:
        text: its characters.
        x0, x1: where it begins and ends, in points from the left of the page as it is read.
        y: its baseline, in points from the foot of the page.
        size: of its letters, in points.
        bold, italic: of its font.
        before, after: whether white space was printed at its beginning and end.
        artifact: whether the PDF marks it as page furniture (running head, page number, rule).
        link: the address it leads to, where it is a hyperlink.
        askew: whether it stands at an angle to the text of the page.
        sure: in percent, how sure its letters are where they were recognised in a picture.
    """

    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool
    italic: bool
    before: bool
    after: bool
    artifact: bool = False
    link: str | None = None
    askew: bool = False
    sure: int | None = None


@dataclass(slots=True)
class PrintedPage:
    """What is printed on a page, in points, the page turned so that its text stands upright.

    Attributes:
        number: from 1.
        width, height: of the page.
        runs: in the order of the PDF.
        rules: from the top of the page down.
        pictured: whether an image is on it.
        unmapped: number of characters of which the font does not say what they are.
    """

    number: int
    width: float
    height: float
    runs: list[Run] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    pictured: bool = False
    unmapped: int = 0


def read_page(document: Any, page: Any, text_page: Any, number: int) -> PrintedPage:
    """Return what is printed on a page.

    Args:
        document, page, text_page: the open objects of pypdfium2.
        number: of the page, from 1.

    Raises:
        PageTooLargeError: the page holds more than `MAX_PAGE_CHARACTERS`.
    """
    width, height = page.get_size()
    if pdfium.FPDFPage_GetRotation(page) % 2:
        width, height = height, width  # positions are those of the page before it is turned
    return _PageReader(document, page, text_page, PrintedPage(number, width, height)).read()


def parted(left: str, after: bool, before: bool, gap: float) -> bool:
    """Tell whether a space parts two stretches of letters of one size.

    Args:
        left: what stands on the left.
        after, before: whether white space is printed at the end of the left one, the beginning of the other.
        gap: between them, in ems.
    """
    if after or before:
        # A space that the next word is printed over, as some programs leave one after a hyphen, is none.
        return left[-1] not in "-\x02\ufffe" or gap >= _OVERPRINTED
    return gap > _WORD_SPACE


class _PageReader:
    """Reads one page; holds the buffers that PDFium writes its answers into."""

    def __init__(self, document: Any, page: Any, text_page: Any, printed: PrintedPage) -> None:
        self.document, self.page, self.text_page = document, page, text_page
        self.printed = printed
        self.calls = calls()
        self.handle = address_of(text_page.raw)
        self.x, self.y = ctypes.c_double(), ctypes.c_double()
        self.box, self.matrix = pdfium.FS_RECTF(), pdfium.FS_MATRIX()
        self.at = {
            name: ctypes.addressof(value)
            for name, value in (("x", self.x), ("y", self.y), ("box", self.box), ("matrix", self.matrix))
        }
        self.fonts: dict[int, tuple[bool, bool]] = {}
        self.artifacts: dict[int, bool] = {}
        self.mark, self.mark_length = (ctypes.c_ushort * 12)(), ctypes.c_ulong()
        self.mark_at = ctypes.addressof(self.mark), 24, ctypes.addressof(self.mark_length)
        self.turns: Counter[int] = Counter()

    def read(self) -> PrintedPage:
        count = pdfium.FPDFText_CountChars(self.text_page)
        if count > MAX_PAGE_CHARACTERS:
            raise PageTooLargeError
        printed = self.printed
        printed.rules, printed.pictured = rules_and_pictures(self.page, printed.width, printed.height)
        if count <= 0:
            return self.printed
        text = self._characters(count)
        if not text.isascii():
            self.printed.unmapped = text.count("\N{REPLACEMENT CHARACTER}") + text.count("\0")
        self._upright(self._runs(text, count, Links(self.document, self.page)))
        return self.printed

    # -- characters

    def _characters(self, count: int) -> str:
        """Return the characters of the page, one for each that PDFium counts."""
        buffer = (ctypes.c_ushort * (2 * count + 2))()
        written = pdfium.FPDFText_GetText(self.text_page, 0, count, buffer)
        text = bytes(memoryview(buffer)[: max(written - 1, 0)]).decode("utf-16-le", "replace")
        if len(text) == count:
            return text
        # Some characters are left out of the text (a font that does not say what its glyphs are) or take
        # two units in it: each is asked for.
        codes = map(self.calls.unicode, repeat(self.handle), range(count))
        return "".join(
            chr(c) if c < 0xD800 or 0xDFFF < c < 0x110000 else "\N{REPLACEMENT CHARACTER}" for c in codes
        )

    def _stretches(self, text: str, count: int) -> Iterator[tuple[int, int, int]]:
        """Yield where the characters of one text object begin and end, and the object.

        White space that PDFium puts in between belongs to no object, and is left out. The characters of an
        object follow one another, so that its end is searched for, not every character asked: many objects
        are a word, many a line.
        """
        ask, handle = self.calls.text_object, self.handle
        start, by_word = 0, False
        while start < count:
            owner = ask(handle, start)
            if not owner:
                start += 1
                continue
            end = text.find("\r", start)
            end = count if end <= start else end
            space = text.find(" ", start + 1, end) if by_word else -1
            if space > 0 and ask(handle, space) != owner and ask(handle, space - 1) == owner:
                end = space
            elif ask(handle, end - 1) != owner:
                end = self._end(owner, start, end - 1)
                by_word = text[end] == " "
            yield start, end, owner
            start = end

    def _end(self, owner: int, low: int, end: int) -> int:
        """Return where the characters of an object end: after `low`, and at `end` at the latest."""
        ask, handle = self.calls.text_object, self.handle
        step = 2
        while low + step < end:
            if ask(handle, low + step) != owner:
                end = low + step
                break
            low += step
            step *= 2
        while end - low > 1:
            middle = (low + end) // 2
            if ask(handle, middle) == owner:
                low = middle
            else:
                end = middle
        return end

    def _pieces(self, text: str, count: int, links: Links) -> Iterator[tuple[int, int, int, str | None]]:
        """Yield the stretches, cut where a hyperlink begins or ends in one."""
        for start, end, owner in self._stretches(text, count):
            place = start
            while place < end:
                cut, address = self._cut(place, end, links) if links else (end, None)
                yield place, cut, owner, address
                place = cut

    def _cut(self, start: int, end: int, links: Links) -> tuple[int, str | None]:
        """Return up to where characters are in the same hyperlink, or in none, and its address."""
        at, call = self.at, self.calls
        call.origin(self.handle, start, at["x"], at["y"])
        call.box(self.handle, end - 1, at["box"])
        x0, x1 = self.x.value, self.box.right
        link = links.at(x0, x1, self.y.value)
        if link is None:
            return end, None
        if x0 >= link.left - 1 and x1 <= link.right + 1:
            return end, link.address
        within = x0 >= link.left - 0.5
        for index in range(start + 1, end):
            call.origin(self.handle, index, at["x"], at["y"])
            if (link.left - 0.5 <= self.x.value < link.right - 0.5) is not within:
                return index, link.address if within else None
        return end, link.address if within else None

    def _runs(self, text: str, count: int, links: Links) -> list[tuple[int, Run]]:
        """Return the runs of the page, and by how many degrees each is turned."""
        found: list[tuple[int, Run]] = []
        handle, calls = self.handle, self.calls
        origin, box_of, matrix_of, font_of = calls.origin, calls.box, calls.matrix, calls.font
        x_at, y_at, box_at, matrix_at = (self.at[name] for name in ("x", "y", "box", "matrix"))
        box, matrix = self.box, self.matrix
        run: Run | None = None
        last_font, last_height, last_slant, size = 0, 0.0, 0.0, 0.0
        parts: list[str] = []
        for start, end, owner, link in self._pieces(text, count, links):
            printed = text[start:end]
            bare = printed.strip()
            if not bare:
                continue
            first = start if bare[0] == printed[0] else start + printed.index(bare[0])
            origin(handle, first, x_at, y_at)
            box_of(handle, first + len(bare) - 1, box_at)
            matrix_of(handle, first, matrix_at)
            font, height, slant = font_of(owner), box.top - box.bottom, matrix.c
            if (
                run is not None
                and font == last_font
                and run.link is link
                and -_LEVEL < run.y - self.y.value < _LEVEL
                and -_LEVEL < slant - last_slant < _LEVEL
                and -0.05 * height < height - last_height < 0.05 * height
                and -_BACK * size < (gap := self.x.value - run.x1) < _ON * size
                # The number of a footnote may have nothing but its object to part it from the text.
                and not (len(parts) == 1 and bare[0].isupper() and parts[0].isdigit())
            ):
                if parted(parts[-1], run.after, first > start, gap / size):
                    parts.append(" ")
                parts.append(bare)
                run.x1 = max(run.x1, box.right)
                run.after = printed[-1] != bare[-1]
                continue
            if run is not None:
                run.text = characters_of("".join(parts))
            turn, run = self._run(first, bare, owner, font, link)
            run.before, run.after = first > start, printed[-1] != bare[-1]
            last_font, last_height, last_slant, size = font, height, slant, run.size
            parts = [bare]
            found.append((turn, run))
        if run is not None:
            run.text = characters_of("".join(parts))
        return [(turn, run) for turn, run in found if run.text]

    def _run(self, first: int, bare: str, owner: int, font: int, link: str | None) -> tuple[int, Run]:
        """Return the run that a stretch begins, and by how much it is turned.

        The origin, box and matrix of its characters have been asked for.
        """
        matrix, box, y = self.matrix, self.box, self.y.value
        size = self.calls.size(self.handle, first) * math.hypot(matrix.c, matrix.d)
        bold, italic = self._face(font)
        bold = bold or self.calls.mode(owner) == _STROKED_TOO
        turn, x0, x1 = 0, self.x.value, box.right
        if abs(matrix.b) > 0.2 * abs(matrix.a) or matrix.a < 0:
            turn = round(math.degrees(math.atan2(matrix.b, matrix.a)))
            x0, y, x1 = _turned(turn, x0, y, box, self.printed)
        elif matrix.c > 0.12 * matrix.d > 0:
            italic = True  # slanted by the matrix, where the font has no italic face
        self.turns[turn] += len(bare)
        artifact = self._artifact(owner, self.y.value)
        return turn, Run(bare, x0, max(x0, x1), y, max(size, 0.1), bold, italic, False, False, artifact, link)

    def _face(self, font: int) -> tuple[bool, bool]:
        """Tell whether a font is bold, and whether it is italic."""
        if not font:
            return False, False
        known = self.fonts.get(font)
        if known is None:
            buffer = ctypes.create_string_buffer(256)
            self.calls.font_name(font, ctypes.addressof(buffer), 256)
            name = buffer.value.decode("utf-8", "replace").partition("+")[2] or buffer.value.decode(
                "utf-8", "replace"
            )
            flags = max(self.calls.font_flags(font), 0)
            known = self.fonts[font] = (
                bool(_BOLD.search(name) or flags & _FORCE_BOLD_FLAG),
                bool(_ITALIC.search(name) or flags & _ITALIC_FLAG),
            )
        return known

    def _artifact(self, owner: int, y: float) -> bool:
        """Tell whether an object is marked as furniture; only asked where furniture can stand."""
        height = self.printed.height
        if 0.2 * height < y < 0.7 * height:
            return False
        known = self.artifacts.get(owner)
        if known is None:
            count = self.calls.marks(owner)
            known = count > 0 and any(
                self._marks_furniture(self.calls.mark(owner, i)) for i in range(min(count, 4))
            )
            self.artifacts[owner] = known
        return known

    def _marks_furniture(self, mark: int | None) -> bool:
        # A longer name is not written at all; its length tells most names apart.
        return bool(
            mark
            and self.calls.mark_name(mark, *self.mark_at)
            and self.mark_length.value == len(_ARTIFACT)
            and bytes(self.mark)[: len(_ARTIFACT)] == _ARTIFACT
        )

    def _upright(self, turned: list[tuple[int, Run]]) -> None:
        """Keep the runs; those at an angle to most of the page are askew."""
        turn = self.turns.most_common(1)[0][0] if self.turns else 0
        for angle, run in turned:
            run.askew = angle != turn
        self.printed.runs = [run for _, run in turned]
        if turn % 180 == 90:
            self.printed.width, self.printed.height = self.printed.height, self.printed.width
        if turn:
            self.printed.rules = []


def _turned(turn: int, x: float, y: float, box: Any, page: PrintedPage) -> tuple[float, float, float]:
    """Return where a run that is turned begins, its baseline and where it ends, seen upright."""
    if 45 < turn <= 135:
        return y, page.width - x, box.top
    if -135 <= turn < -45:
        return page.height - y, x, page.height - box.bottom
    if abs(turn) > 135:
        return page.width - x, page.height - y, page.width - box.left
    return x, y, box.right


# Ligatures that a font holds as one glyph, bullets of symbol fonts in the private use area, hyphens as
# PDFium marks them at a line end, and characters that print nothing.
_GLYPHS: dict[int, str | None] = {
    0x02: "-",
    0xFFFE: "-",
    0xAD: "-",
    0xFB00: "ff",
    0xFB01: "fi",
    0xFB02: "fl",
    0xFB03: "ffi",
    0xFB04: "ffl",
    0xFB05: "st",
    0xFB06: "st",
    0xF0B7: "•",
    0xF0A7: "▪",
    0xF0A8: "□",
    0xF0D8: "►",
    0xF0FC: "✓",
    0xFEFF: None,
    0x200B: None,
    0x09: " ",
    0x0A: " ",
    0x0D: " ",
    0x0C: " ",
    **dict.fromkeys((0x00, 0x01, *range(0x03, 0x09), 0x0B, *range(0x0E, 0x20), *range(0x7F, 0xA0))),
}


@cache
def _special() -> re.Pattern[str]:
    return re.compile("[" + "".join(re.escape(chr(code)) for code in _GLYPHS) + "]")


def characters_of(glyphs: str) -> str:
    """Return the characters that glyphs stand for, without the white space around them.

    Ligatures are taken apart, hyphens of every kind that a PDF uses are hyphens, bullets of symbol fonts
    are bullets, and what prints nothing is left out: ``eﬀet`` is ``effet``.
    """
    # None of them is a printable character of ASCII, and most runs are of these only.
    if not (glyphs.isascii() and glyphs.isprintable()) and _special().search(glyphs):
        glyphs = glyphs.translate(_GLYPHS)
    glyphs = glyphs.strip()
    return re.sub("  +", " ", glyphs) if "  " in glyphs else glyphs
