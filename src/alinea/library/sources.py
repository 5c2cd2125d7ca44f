"""The inputs that were added, given back as they were."""

from __future__ import annotations

import hashlib
from pathlib import Path

from alinea.store.values import Source

__all__ = ["bytes_of"]

_MARGIN = 1  # a file that has grown is told by one byte more than it had


def bytes_of(source: Source) -> bytes | None:
    """Return the bytes of an input: as the library has them, else as one of its files does.

    A file counts only where it holds these bytes still. None where the library has not kept them and no file does.
    """
    if source.data is not None:
        return source.data
    for path in source.paths:
        try:
            file = Path(path)
            if not file.is_file() or file.stat().st_size != source.size:
                continue
            with file.open("rb") as stream:
                data = stream.read(source.size + _MARGIN)
        except (OSError, ValueError):
            continue
        if hashlib.sha256(data).hexdigest() == source.sha256:
            return data
    return None
