"""The TOML files of a language, read once and only when asked for."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Any

LANGUAGES = ("fr", "en")
"""Languages whose files are whole; one that is not whole is not offered."""


@cache
def table(language: str, name: str) -> dict[str, Any]:
    """Return the table `name` of a language, such as ``table("fr", "openings")``.

    Args:
        language: ``fr``, ``en`` … or ``common`` for what belongs to no language.
        name: file name without its suffix.

    Raises:
        FileNotFoundError: there is no such table.
    """
    text = resources.files("alinea.vocab").joinpath(language, f"{name}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
