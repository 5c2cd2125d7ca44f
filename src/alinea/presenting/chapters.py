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
    "desk": "questions",
    "product": "desk",
    "board": "desk",
    "web": "compare",
    "api": "questions",
}
"""Each chapter is a folder of `catalogues`, with the chapter whose words it has besides its own; None: the main one.

A folder has a file for each language, `fr.toml`, and as many more as it likes that end so, `search.fr.toml`.
"""


@cache
def chapter(name: str, language: str) -> Words:
    """Return the catalogue of a language with the words of a chapter, English where the language has none.

    Args:
        name: one of `ABOVE`; language: a tag.
    """
    above = ABOVE[name]
    chosen = language if language in LANGUAGES else "en"
    under = chapter(above, chosen) if above else words(chosen)
    folder = resources.files("alinea.presenting").joinpath("catalogues", name)
    entries = dict(under.entries)
    for file in sorted(folder.iterdir(), key=lambda file: file.name):
        if f".{file.name}".endswith(f".{chosen}.toml"):
            entries.update(flat(tomllib.loads(file.read_text(encoding="utf-8"))))
    return Words(chosen, entries)
