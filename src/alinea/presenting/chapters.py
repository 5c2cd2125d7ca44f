"""The words of one part of what a person sees, added to the catalogue of their language."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources

from alinea.presenting.words import LANGUAGES, Words, flat, words

__all__ = ["ABOVE", "chapter"]

ABOVE: dict[str, str | None] = {
    "library": None,
    "questions": "library",
    "compare": "questions",
    "draft": "questions",
    "lint": "questions",
    "web": "compare",
    "api": "questions",
}
"""Each chapter is a folder of `catalogues`, with the chapter whose words it has besides its own; None: the main one."""


@cache
def chapter(name: str, language: str) -> Words:
    """Return the catalogue of a language with the words of a chapter, English where the language has none.

    Args:
        name: one of `ABOVE`; language: a tag.
    """
    above = ABOVE[name]
    chosen = language if language in LANGUAGES else "en"
    under = chapter(above, chosen) if above else words(chosen)
    file = resources.files("alinea.presenting").joinpath("catalogues", name, f"{chosen}.toml")
    return Words(chosen, {**under.entries, **dict(flat(tomllib.loads(file.read_text(encoding="utf-8"))))})
