"""The style of pages of comparisons."""

from __future__ import annotations

from functools import cache
from importlib import resources


@cache
def style() -> str:
    """Return the style of what a page shows of a comparison: light and dark, legible in print and without colour."""
    return _sheet("comparison.css")


@cache
def frame_style() -> str:
    """Return the style of a page that stands by itself."""
    return _sheet("frame.css")


def _sheet(name: str) -> str:
    return resources.files("alinea.presenting.comparisons").joinpath(name).read_text(encoding="utf-8")
