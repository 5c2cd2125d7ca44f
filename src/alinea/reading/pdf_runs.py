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
from itertools import pairwise, repeat
from typing import Any

import pypdfium2.raw as pdfium

from alinea.reading.pdf_calls import address_of, calls

MAX_PAGE_CHARACTERS = 200_000
"""A page with more characters is no page of text; one of small print in two columns holds some 10,000."""

_MAX_OBJECTS = 20_000
_MAX_LINKS = 1_000
_PATH, _IMAGE = 2, 3
_STROKED_TOO = 2
_ITALIC_FLAG, _FORCE_BOLD_FLAG = 1 << 6, 1 << 18
_THIN = 4.0
# How PostScript names of fonts say what face they are: TimesNewRomanPS-BoldItalicMT, Univers-Black.
_BOLD = re.compile(r"bold|black|heavy|demi", re.I)
_ITALIC = re.compile(r"ital|obli|slanted", re.I)
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


@dataclass(frozen=True, slots=True)
class Rule:
    """A printed horizontal rule: from where to where, and at what height, in points."""

    x0: float
    x1: float
    y: float


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


@dataclass(slots=True)
class _Link:
    left: float
    bottom: float
    right: float
    top: float
    address: str


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


def characters_of(glyphs: str) -> str:
    """Return the characters that glyphs stand for, without the white space around them.

    Ligatures are taken apart, hyphens of every kind that a PDF uses are hyphens, bullets of symbol fonts
    are bullets, and what prints nothing is left out: ``eﬀet`` is ``effet``.
    """
    if not (glyphs.isascii() and glyphs.isprintable()):
        glyphs = glyphs.translate(_GLYPHS)
    glyphs = glyphs.strip()
    return re.sub("  +", " ", glyphs) if "  " in glyphs else glyphs


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
        self.turns: Counter[int] = Counter()

    def read(self) -> PrintedPage:
        count = pdfium.FPDFText_CountChars(self.text_page)
        if count > MAX_PAGE_CHARACTERS:
            raise PageTooLargeError
        self._objects()
        if count <= 0:
            return self.printed
        text = self._characters(count)
        if not text.isascii():
            self.printed.unmapped = text.count("\N{REPLACEMENT CHARACTER}") + text.count("\0")
        links = list(self._links())
        turned: list[tuple[int, Run]] = []
        for start, end, owner in self._stretches(count):
            for first, last, link in self._linked(start, end, links):
                turned += self._run(text, first, last, owner, link)
        self._upright(turned)
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

    def _stretches(self, count: int) -> Iterator[tuple[int, int, int]]:
        """Yield where the characters of one text object begin and end, and the object.

        White space that PDFium puts in between belongs to no object, and is left out.
        """
        owners = list(map(self.calls.text_object, repeat(self.handle), range(count)))
        cuts = [i for i, (left, right) in enumerate(pairwise(owners), 1) if left != right]
        start = 0
        for end in (*cuts, count):
            if owners[start]:
                yield start, end, owners[start]
            start = end

    def _run(
        self, text: str, start: int, end: int, owner: int, link: str | None
    ) -> Iterator[tuple[int, Run]]:
        """Yield the run of the characters from `start` to `end`, and by how much it is turned."""
        printed = text[start:end]
        shown = characters_of(printed)
        if not shown:
            return
        first = start + len(printed) - len(printed.lstrip())
        last = end - 1 - (len(printed) - len(printed.rstrip()))
        call, at = self.calls, self.at
        call.origin(self.handle, first, at["x"], at["y"])
        call.box(self.handle, last, at["box"])
        call.matrix(self.handle, first, at["matrix"])
        matrix, box = self.matrix, self.box
        size = call.size(self.handle, first) * math.hypot(matrix.c, matrix.d)
        bold, italic = self._face(owner)
        x, y = self.x.value, self.y.value
        turn = 0
        x1 = box.right
        if abs(matrix.b) > 0.2 * abs(matrix.a) or matrix.a < 0:
            # In degrees against the clock, to the nearest quarter; text at a slant counts as askew.
            turn = round(math.degrees(math.atan2(matrix.b, matrix.a)))
            x, y, x1 = _turned(turn, x, y, box, self.printed)
        elif matrix.c > 0.12 * matrix.d > 0:
            italic = True  # slanted by the matrix, where the font has no italic face
        self.turns[turn] += len(shown)
        yield (
            turn,
            Run(
                shown,
                x,
                x1 if x1 > x else x,
                y,
                size,
                bold or call.mode(owner) == _STROKED_TOO,
                italic,
                printed[0].isspace(),
                printed[-1].isspace(),
                self._artifact(owner, y),
                link,
            ),
        )

    def _face(self, owner: int) -> tuple[bool, bool]:
        """Tell whether the font of an object is bold, and whether it is italic."""
        font = self.calls.font(owner)
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
            known = self.artifacts[owner] = any(
                self._mark_name(self.calls.mark(owner, i)) == "Artifact"
                for i in range(min(self.calls.marks(owner), 4))
            )
        return known

    def _mark_name(self, mark: int | None) -> str:
        if not mark:
            return ""
        buffer, length = (ctypes.c_ushort * 12)(), ctypes.c_ulong()
        written = self.calls.mark_name(mark, ctypes.addressof(buffer), 24, ctypes.addressof(length))
        # A longer name is not written at all.
        return bytes(buffer).decode("utf-16-le", "replace").rstrip("\0") if written else ""

    # -- the rest of the page

    def _objects(self) -> None:
        """Find the rules of the page, and whether it has images."""
        call, printed = self.calls, self.printed
        page = address_of(self.page.raw)
        sides = [ctypes.c_float() for _ in range(4)]
        left, bottom, right, top = sides
        places = [ctypes.addressof(side) for side in sides]
        strokes: list[Rule] = []
        for index in range(min(max(pdfium.FPDFPage_CountObjects(self.page), 0), _MAX_OBJECTS)):
            item = call.object(page, index)
            kind = call.kind(item) if item else 0
            if kind == _IMAGE:
                printed.pictured = True
            elif kind == _PATH and call.bounds(item, *places):
                if top.value - bottom.value <= _THIN and right.value - left.value > 2 * _THIN:
                    strokes.append(Rule(left.value, right.value, bottom.value))
                elif top.value - bottom.value > 0.5 * printed.height:
                    printed.pictured = printed.pictured or right.value - left.value > 0.5 * printed.width
        printed.rules = _joined_rules(strokes)

    def _links(self) -> Iterator[_Link]:
        """Yield the hyperlinks of the page."""
        position, link, sides = ctypes.c_int(0), pdfium.FPDF_LINK(), pdfium.FS_RECTF()
        for _ in range(_MAX_LINKS):
            if not pdfium.FPDFLink_Enumerate(self.page, position, link):
                return
            action = pdfium.FPDFLink_GetAction(link)
            if not action or not pdfium.FPDFLink_GetAnnotRect(link, sides):
                continue
            length = pdfium.FPDFAction_GetURIPath(self.document, action, None, 0)
            if 1 < length < 4096:
                buffer = ctypes.create_string_buffer(length)
                pdfium.FPDFAction_GetURIPath(self.document, action, buffer, length)
                address = buffer.value.decode("utf-8", "replace")
                yield _Link(sides.left, sides.bottom, sides.right, sides.top, address)

    def _linked(self, start: int, end: int, links: list[_Link]) -> Iterator[tuple[int, int, str | None]]:
        """Cut a stretch where a hyperlink begins or ends in it."""
        if not links:
            yield start, end, None
            return
        at, call = self.at, self.calls
        call.origin(self.handle, start, at["x"], at["y"])
        call.box(self.handle, end - 1, at["box"])
        x0, y, x1 = self.x.value, self.y.value, self.box.right
        for link in links:
            if not (link.bottom - 1 <= y <= link.top and x0 < link.right - 1 and x1 > link.left + 1):
                continue
            inside = range(start, end)
            if x0 < link.left - 1 or x1 > link.right + 1:
                inside = self._within(start, end, link)
            if inside:
                yield from (
                    (a, b, c)
                    for a, b, c in ((start, inside[0], None), (inside[0], inside[-1] + 1, link.address))
                    if a < b
                )
                yield from self._linked(inside[-1] + 1, end, links) if inside[-1] + 1 < end else ()
                return
        yield start, end, None

    def _within(self, start: int, end: int, link: _Link) -> range:
        """Return the characters of a stretch whose beginning lies within a hyperlink."""
        at, call = self.at, self.calls
        inside = []
        for index in range(start, end):
            call.origin(self.handle, index, at["x"], at["y"])
            if link.left - 0.5 <= self.x.value < link.right - 0.5:
                inside.append(index)
        return range(inside[0], inside[-1] + 1) if inside else range(0)

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


def _joined_rules(strokes: list[Rule]) -> list[Rule]:
    """Join strokes that go on from one another, as the borders of table cells do."""
    rules: list[Rule] = []
    for stroke in sorted(strokes, key=lambda rule: (-round(rule.y), rule.x0)):
        last = rules[-1] if rules else None
        if last and abs(last.y - stroke.y) < 2 and stroke.x0 <= last.x1 + 3:
            rules[-1] = Rule(last.x0, max(last.x1, stroke.x1), last.y)
        else:
            rules.append(stroke)
    return rules
