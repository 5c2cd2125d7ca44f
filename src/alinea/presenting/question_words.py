"""The words of the questions asked of the library, added to the catalogue of their language."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from typing import Any

from alinea.presenting.library_words import library_words
from alinea.presenting.words import LANGUAGES, Words


@cache
def question_words(language: str) -> Words:
    """Return the catalogue of a language with the words of the questions, English where the language has none."""
    name = language if language in LANGUAGES else "en"
    file = resources.files("alinea.presenting").joinpath("catalogues", "questions", f"{name}.toml")
    own = dict(_flat(tomllib.loads(file.read_text(encoding="utf-8"))))
    return Words(name, {**library_words(name).entries, **own})


def _flat(tree: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, str]]:
    for key, value in tree.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{prefix}{key}.")
        else:
            yield prefix + key, value
