"""Words as the index of the library has them."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

MARK, UNMARK = "\ue000", "\ue001"
"""Characters for private use that stand around the words of a passage that a query found."""

_WORD = re.compile(r"[^\W_]+")


def words_of(text: str) -> list[str]:
    """Return the words of a text, in lower case and with their accents, as the index tells them apart.

    Letters and figures are words, after the tokenizer ``unicode61`` of FTS5; anything else stands between them.
    """
    # The capital I with a dot, as of the State that begins so, has no small letter: it would leave the dot alone.
    plain = unicodedata.normalize("NFC", text.lower().replace("i\u0307", "i"))
    return _WORD.findall(plain)


def indexed(word: str) -> str:
    """Return a word as the index has it: in lower case, and Latin letters without accents.

    A sample: ``Désarmement`` gives ``desarmement``.
    """
    return word.lower() if word.isascii() else word.lower().translate(_plain_letters())


@cache
def _plain_letters() -> dict[int, str]:
    """Return the letters of ASCII that stand for others, after ``remove_diacritics 2`` of the tokenizer."""
    table = {}
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        base = unicodedata.normalize("NFD", chr(code))[0]
        if base != chr(code) and base.isascii() and chr(code).islower():
            table[code] = base
    return table


def indexed_phrase(text: str) -> str:
    """Return the words of a text as the index has them, with one space between."""
    return " ".join(indexed(word) for word in words_of(text))
