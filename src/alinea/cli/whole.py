"""Files that a command writes: whole, or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import TypeVar

from alinea.cli.read import UsageError
from alinea.presenting.words import Words

Form = TypeVar("Form", bound=str)


def keep_what_is_there(path: Path | None, words: Words, *, force: bool) -> None:
    """Refuse to write over a file, unless it is said to; a device or a pipe is no such file.

    Raises:
        UsageError: the file is there.
    """
    if path is not None and not force and path.is_file():
        raise UsageError(words("usage.exists", path=path))


def form_for(
    path: Path | None, asked: Form | None, suffixes: Mapping[str, Form], default: Form, words: Words
) -> Form:
    """Return the form that is asked for, or that the suffix of a file tells.

    Raises:
        UsageError: the suffix tells of no form, or of another than is asked for.
    """
    suffix = path.suffix.lower() if path else ""
    told = suffixes.get(suffix)
    if asked is not None:
        if told is not None and told != asked:
            raise UsageError(words("usage.suffix-differs", path=path, form=told))
        return asked
    if suffix and told is None:
        raise UsageError(words("usage.suffix-unknown", path=path, choices=", ".join(suffixes)))
    return told or default


def write_whole(path: Path, data: bytes) -> None:
    """Write a file whole or not at all; a device or a pipe is written to as it is.

    Raises:
        OSError: it cannot be written.
    """
    if path.exists() and not path.is_file():
        path.write_bytes(data)
        return
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        mask = os.umask(0)
        os.umask(mask)
        Path(name).chmod(path.stat().st_mode & 0o7777 if path.exists() else 0o666 & ~mask)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
