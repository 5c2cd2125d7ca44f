"""PDFium's functions by their plainest signatures, for those that are asked thousands of times a page."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
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
