"""What a PDF page shows beside its text: rules, pictures, and hyperlinks with where they lead."""

from __future__ import annotations

import ctypes
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

import pypdfium2.raw as pdfium

_POINTER, _INTEGER, _LONG = ctypes.c_void_p, ctypes.c_int, ctypes.c_ulong


class Calls:
    """The functions, taking and giving addresses as integers, the lock of Python kept during the call.

    The signatures that pypdfium2 declares make a Python object of every pointer, and release the lock at
    every call; without that a call takes a third of the time. The arguments are those of PDFium's headers
    ``fpdf_text.h`` and ``fpdf_edit.h``.
    """

    def __init__(self) -> None:
        self.text_object = _plain(pdfium.FPDFText_GetTextObject, _POINTER, _POINTER, _INTEGER)
        self.unicode = _plain(pdfium.FPDFText_GetUnicode, ctypes.c_uint, _POINTER, _INTEGER)
        self.origin = _plain(pdfium.FPDFText_GetCharOrigin, _INTEGER, _POINTER, _INTEGER, _POINTER, _POINTER)
        self.box = _plain(pdfium.FPDFText_GetLooseCharBox, _INTEGER, _POINTER, _INTEGER, _POINTER)
        self.matrix = _plain(pdfium.FPDFText_GetMatrix, _INTEGER, _POINTER, _INTEGER, _POINTER)
        self.size = _plain(pdfium.FPDFText_GetFontSize, ctypes.c_double, _POINTER, _INTEGER)
        self.font = _plain(pdfium.FPDFTextObj_GetFont, _POINTER, _POINTER)
        self.font_name = _plain(pdfium.FPDFFont_GetBaseFontName, ctypes.c_size_t, _POINTER, _POINTER, _LONG)
        self.font_flags = _plain(pdfium.FPDFFont_GetFlags, _INTEGER, _POINTER)
        self.mode = _plain(pdfium.FPDFTextObj_GetTextRenderMode, _INTEGER, _POINTER)
        self.marks = _plain(pdfium.FPDFPageObj_CountMarks, _INTEGER, _POINTER)
        self.mark = _plain(pdfium.FPDFPageObj_GetMark, _POINTER, _POINTER, _LONG)
        self.mark_name = _plain(pdfium.FPDFPageObjMark_GetName, _INTEGER, _POINTER, _POINTER, _LONG, _POINTER)
        self.object = _plain(pdfium.FPDFPage_GetObject, _POINTER, _POINTER, _INTEGER)
        self.kind = _plain(pdfium.FPDFPageObj_GetType, _INTEGER, _POINTER)
        self.bounds = _plain(pdfium.FPDFPageObj_GetBounds, _INTEGER, _POINTER, *[_POINTER] * 4)


def _plain(function: Any, result: Any, *arguments: Any) -> Callable[..., Any]:
    address = ctypes.cast(function, _POINTER).value
    return ctypes.PYFUNCTYPE(result, *arguments)(address or 0)


@cache
def calls() -> Calls:
    """Return the functions, looked up once in a process."""
    return Calls()


def address_of(handle: Any) -> int:
    """Return the address that a handle of pypdfium2 holds."""
    return ctypes.cast(handle, _POINTER).value or 0


_MAX_OBJECTS = 20_000
_PATH, _IMAGE = 2, 3
_THIN = 4.0
_SHORTEST = 5.0
_MAX_LINKS = 1_000
_MAX_ADDRESS = 4_096
_ROW = 8.0


@dataclass(frozen=True, slots=True)
class Rule:
    """A printed horizontal rule: from where to where, and at what height, in points."""

    x0: float
    x1: float
    y: float


def rules_and_pictures(page: Any, width: float, height: float) -> tuple[list[Rule], bool]:
    """Return the rules of a page from the top down, and whether it has a picture.

    Args:
        page: the open page of pypdfium2.
        width, height: of the page, in points.
    """
    call = calls()
    handle = address_of(page.raw)
    sides = [ctypes.c_float() for _ in range(4)]
    left, bottom, right, top = sides
    places = [ctypes.addressof(side) for side in sides]
    strokes: list[Rule] = []
    pictured = False
    for index in range(min(max(pdfium.FPDFPage_CountObjects(page), 0), _MAX_OBJECTS)):
        item = call.object(handle, index)
        kind = call.kind(item) if item else 0
        if kind == _IMAGE:
            pictured = True
        elif kind == _PATH and call.bounds(item, *places):
            high, wide = top.value - bottom.value, right.value - left.value
            if high <= _THIN and wide > _SHORTEST:
                strokes.append(Rule(left.value, right.value, bottom.value))
            elif high > 0.5 * height and wide > 0.5 * width:
                pictured = True
    return _joined(strokes), pictured


def _joined(strokes: list[Rule]) -> list[Rule]:
    """Join strokes that go on from one another, as the borders of table cells do."""
    rules: list[Rule] = []
    for stroke in sorted(strokes, key=lambda rule: (-round(rule.y), rule.x0)):
        last = rules[-1] if rules else None
        if last and abs(last.y - stroke.y) < 2 and stroke.x0 <= last.x1 + 3:
            rules[-1] = Rule(last.x0, max(last.x1, stroke.x1), last.y)
        else:
            rules.append(stroke)
    return rules


@dataclass(frozen=True, slots=True)
class Link:
    """A hyperlink: its box on the page, in points, and its address."""

    left: float
    bottom: float
    right: float
    top: float
    address: str


class Links:
    """The hyperlinks of a page, found by their height."""

    def __init__(self, document: Any, page: Any) -> None:
        """Take them from the open objects of pypdfium2."""
        self._rows: dict[int, list[Link]] = defaultdict(list)
        position, link, sides = ctypes.c_int(0), pdfium.FPDF_LINK(), pdfium.FS_RECTF()
        for _ in range(_MAX_LINKS):
            if not pdfium.FPDFLink_Enumerate(page, position, link):
                break
            action = pdfium.FPDFLink_GetAction(link)
            if not action or not pdfium.FPDFLink_GetAnnotRect(link, sides):
                continue
            length = pdfium.FPDFAction_GetURIPath(document, action, None, 0)
            if 1 < length < _MAX_ADDRESS and sides.top - sides.bottom < 100 * _ROW:
                buffer = ctypes.create_string_buffer(length)
                pdfium.FPDFAction_GetURIPath(document, action, buffer, length)
                address = buffer.value.decode("utf-8", "replace")
                found = Link(sides.left, sides.bottom, sides.right, sides.top, address)
                for row in range(int((sides.bottom - 1) // _ROW), int(sides.top // _ROW) + 1):
                    self._rows[row].append(found)

    def __bool__(self) -> bool:
        return bool(self._rows)

    def at(self, x0: float, x1: float, y: float) -> Link | None:
        """Return the hyperlink that holds or cuts a stretch of print on a baseline."""
        for link in self._rows.get(int(y // _ROW), ()):
            if link.bottom - 1 <= y <= link.top and x0 < link.right - 1 and x1 > link.left + 1:
                return link
        return None
