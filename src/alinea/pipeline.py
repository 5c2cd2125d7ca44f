"""The stages in order, and nothing else: the only module that names them all."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from alinea.analysing.records import analyse
from alinea.model.problems import UnreadableError
from alinea.model.record import Record
from alinea.model.text import Text
from alinea.segmenting import segment


def read_bytes(data: bytes, path: str, language: str = "auto") -> Iterator[Record]:
    """Yield the record of each resolution in an input.

    Args:
        data: the bytes of a PDF, Word, HTML, AKN4UN or text file.
        path: its name, for the record and for messages.
        language: ``fr``, ``en``, or ``auto``.

    Raises:
        UnreadableError: it cannot be read, or holds no resolution.
    """
    from alinea.reading.formats import read_text

    yield from read_from(read_text(data, path), language)


def read_path(path: str | Path, language: str = "auto") -> Iterator[Record]:
    """Yield the record of each resolution in a file.

    Raises:
        UnreadableError: it cannot be read, or holds no resolution.
        OSError: the file cannot be opened.
    """
    from alinea.reading.formats import read_path as read_file

    yield from read_from(read_file(path), language)


def read_from(text: Text, language: str = "auto") -> Iterator[Record]:
    """Yield the record of each resolution in a text that was read.

    Raises:
        UnreadableError: it holds no resolution.
    """
    segmented = segment(text, language)
    if not segmented.resolutions:
        raise UnreadableError("no-resolution", "no resolution was found in it")
    for resolution in segmented.resolutions:
        parts = [part for part in segmented.parts if part.owner == resolution.index]
        yield analyse(resolution, text.source, parts, (*text.problems, *segmented.problems))
