"""The style of pages of comparisons."""

from __future__ import annotations

from functools import cache
from importlib import resources


@cache
def style() -> str:
    """Return the style sheet: light and dark, legible in print and without colour."""
    return (
        resources.files("alinea.presenting.comparisons")
        .joinpath("comparison.css")
        .read_text(encoding="utf-8")
    )
