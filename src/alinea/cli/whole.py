"""Files that a command writes: whether they may be written, and in which form."""

from __future__ import annotations

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
