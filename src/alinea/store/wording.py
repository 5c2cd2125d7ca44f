"""Words as the index of the library has them."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

MARK, UNMARK = "\ue000", "\ue001"
"""Characters for private use that stand around the words of a passage that a query found."""


@cache
def token_pattern() -> re.Pattern[str]:
    """Return the pattern of a word: letters and figures, after the tokenizer ``unicode61`` of FTS5."""
    return re.compile(r"[^\W_]+")


def indexed(word: str) -> str:
    """Return a word as the index has it: in lower case and without accents.

    A sample: ``Désarmement`` gives ``desarmement``.
    """
    if word.isascii():
        return word.lower()
    parts = unicodedata.normalize("NFD", word.lower())
    return unicodedata.normalize("NFC", "".join(each for each in parts if not unicodedata.combining(each)))


def indexed_phrase(text: str) -> str:
    """Return the words of a text as the index has them, with one space between."""
    return " ".join(indexed(word) for word in token_pattern().findall(text))
