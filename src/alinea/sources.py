"""``from alinea import read``: files, bytes, folders and patterns that Python gives, and the records in them."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator
from os import PathLike

from alinea.model.problems import UnreadableError
from alinea.model.record import Record
from alinea.pipeline import read_bytes, read_path
from alinea.reading.inputs import find_inputs
from alinea.vocab.tables import LANGUAGES

Source = str | PathLike[str] | bytes


class UnreadableWarning(UserWarning):
    """One of several files could not be read; the others are."""


def read(source: Source | Iterable[Source], language: str = "auto") -> Iterator[Record]:
    """Yield the record of each resolution in a file, in bytes, or in all files of a folder or pattern.

    Args:
        source: a path of a PDF, Word, HTML, AKN4UN or text file; its bytes; a folder; a pattern such as
            ``samples/*.txt``; or several of these.
        language: of the texts: ``fr``, ``en``, or ``auto`` to find it out.

    Raises:
        ValueError: `language` is none of these.
        UnreadableError: the one input cannot be read, or holds no resolution. Where there are several, an
            `UnreadableWarning` says which, and the others are read.
        OSError: the one file cannot be opened.

    A sample: ``[record.symbol for record in read("samples/*.txt")]``.
    """
    if language not in (*LANGUAGES, "auto"):
        raise ValueError(f"language {language!r} is not read; give one of: {', '.join((*LANGUAGES, 'auto'))}")
    return _read(source, language)


def _read(source: Source | Iterable[Source], language: str) -> Iterator[Record]:
    sources = [source] if isinstance(source, str | bytes | PathLike) else list(source)
    inputs = [each for one in sources for each in _inputs(one)]
    for each in inputs:
        try:
            if isinstance(each, bytes):
                yield from read_bytes(each, "<bytes>", language)
            else:
                yield from read_path(each, language)
        except (UnreadableError, OSError) as error:
            if len(inputs) == 1:
                raise
            name = "<bytes>" if isinstance(each, bytes) else each
            warnings.warn(f"{name}: {error}", UnreadableWarning, stacklevel=2)


def _inputs(source: Source) -> Iterator[str | bytes]:
    if isinstance(source, bytes):
        yield source
        return
    for each in find_inputs([str(source)]):
        if each.problem:
            raise FileNotFoundError(f"{each.path}: no file that can be read is there")
        yield each.path
