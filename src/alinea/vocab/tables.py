"""The TOML files of a language, read once and only when asked for."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

LANGUAGES = ("fr", "en")
"""Languages whose files are whole; one that is not whole is not offered."""


class VocabularyError(ValueError):
    """A mistake in a file of the vocabulary: the file, the entry, and what is expected there."""


@cache
def table(language: str, name: str) -> dict[str, Any]:
    """Return the table `name` of a language, such as ``table("fr", "openings")``.

    Args:
        language: ``fr``, ``en`` … or ``common`` for what belongs to no language.
        name: file name without its suffix.

    Raises:
        FileNotFoundError: there is no such table.
        VocabularyError: it is no TOML.
    """
    # Beside this module and not through `importlib.resources`, which takes as long to import as a file to read.
    file = Path(__file__).with_name(language) / f"{name}.toml"
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise VocabularyError(f"{language}/{name}.toml is no TOML: {error}.") from error
