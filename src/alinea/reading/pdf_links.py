"""Hyperlinks of a PDF page: where they stand, and where they lead."""

from __future__ import annotations

import ctypes
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium

_MAX_LINKS = 1_000
_MAX_ADDRESS = 4_096
_ROW = 8.0


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
