"""How much of an input is read, so that no file can take all time or memory."""

from __future__ import annotations

from dataclasses import dataclass

MEGABYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on one input. The longest document of the United Nations known to us has 12 MB as a PDF.

    Attributes:
        input_bytes: size of the input itself.
        entries: files in a ZIP container, as a Word document is one.
        unpacked_bytes: what all files in the container say they hold together.
        part_bytes: one file in the container that is read.
        ratio: how many times larger than its packed form a file read from the container may be, where it is
            over a megabyte. The text of a Word document packs to a twentieth, a long table to a sixtieth.
        elements: of a web page, or paragraphs of a Word document.
        depth: elements of a web page within one another. Old pages that forget to close ``<font>`` reach hundreds.
    """

    input_bytes: int = 50 * MEGABYTE
    entries: int = 10_000
    unpacked_bytes: int = 500 * MEGABYTE
    part_bytes: int = 64 * MEGABYTE
    ratio: int = 200
    elements: int = 1_000_000
    depth: int = 2_000


LIMITS = Limits()
"""The bounds that hold where none are given."""
