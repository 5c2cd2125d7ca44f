"""Alinéa makes the resolutions of the United Nations workable."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from alinea._version import __version__

if TYPE_CHECKING:
    from alinea.model.record import Record

__all__ = ["__version__", "read"]


def read(path: str | Path, language: str = "auto") -> Iterator[Record]:
    """Yield the record of each resolution in a file.

    Args:
        path: a PDF, Word, HTML, AKN4UN or text file.
        language: of its text: ``fr``, ``en``, or ``auto`` to find it out.

    Raises:
        alinea.model.problems.UnreadableError: it cannot be read, or holds no resolution.
        OSError: it cannot be opened.
    """
    from alinea.pipeline import read_path

    return read_path(path, language)
