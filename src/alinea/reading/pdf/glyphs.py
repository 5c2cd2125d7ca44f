"""What characters the glyphs of a PDF stand for."""

from __future__ import annotations

import re
from functools import cache

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
