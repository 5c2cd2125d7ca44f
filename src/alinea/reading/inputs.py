"""What a person asks to read: paths, folders, patterns and standard input become a list of files, in order."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from alinea.reading.ocr import VARIABLE

READABLE = (".pdf", ".docx", ".doc", ".rtf", ".odt", ".html", ".xml", ".txt", ".md")
"""Suffixes to tell a person of."""

SUFFIXES = (*READABLE, ".docm", ".dotx", ".wpd", ".htm", ".xhtml", ".akn", ".text", ".markdown")
"""What is taken from a folder; a file that is named is taken whatever its suffix."""

PICTURES = (".png", ".jpg", ".jpeg", ".tif", ".tiff")
"""What is taken from a folder too where the characters of pictures are recognised."""

STANDARD_INPUT = "-"


@dataclass(frozen=True, slots=True)
class Input:
    """One file to read.

    Attributes:
        path: as given, or as found in a folder; ``-`` for standard input.
        problem: code of what is wrong with the path itself, None where nothing is.
    """

    path: str
    problem: str | None = None


def find_inputs(paths: Iterable[str], *, leave: Path | None = None) -> Iterator[Input]:
    """Yield the files that `paths` name, each argument in its place, what is in folders by name.

    A path that exists is taken as it is, even with ``*`` in its name; one that does not and has wildcards is
    a pattern, ``**`` standing for any folders. Hidden files and folders are left out.

    Args:
        paths: as given on the command line.
        leave: folder that is not read, as what is written goes there.
    """
    for path in paths:
        if path == STANDARD_INPUT:
            yield Input(path)
        elif os.path.isdir(path):
            yield from _found(path, _walk(path, leave))
        elif os.path.lexists(path) or not glob.has_magic(path):
            yield Input(path)
        else:
            yield from _found(path, _matching(path, leave))


def _found(path: str, files: Iterator[str]) -> Iterator[Input]:
    """Yield the files, or the problem that there are none."""
    first = next(files, None)
    if first is None:
        yield Input(path, "nothing-here")
        return
    yield Input(first)
    for file in files:
        yield Input(file)


def _matching(pattern: str, leave: Path | None) -> Iterator[str]:
    for path in sorted(glob.glob(pattern, recursive=True)):
        if not os.path.isdir(path):
            yield path
        elif "**" not in pattern:
            yield from _walk(path, leave)


def _walk(folder: str, leave: Path | None) -> Iterator[str]:
    """Yield the files with a known suffix in a folder and all below it, in order of their names."""
    suffixes = (*SUFFIXES, *PICTURES) if os.environ.get(VARIABLE) else SUFFIXES
    for root, folders, files in os.walk(folder):
        folders[:] = sorted(
            name
            for name in folders
            if not name.startswith(".") and (leave is None or not _same(os.path.join(root, name), leave))
        )
        for name in sorted(files):
            if not name.startswith(".") and name.lower().endswith(suffixes):
                yield os.path.join(root, name)


def _same(path: str, other: Path) -> bool:
    return other.exists() and os.path.samefile(path, other)
