"""Letters without case and accents, one for one, so that places stay the same."""

from __future__ import annotations

import unicodedata
from functools import cache


@cache
def _table() -> dict[int, str]:
    """Build the translation of Latin, Greek and Cyrillic letters and of typographic signs."""
    table = {0x2019: "'", 0x2018: "'", 0x02BC: "'", 0xA0: " ", 0x202F: " ", 0x2009: " "}
    table |= {0x2010: "-", 0x2011: "-", 0x2012: "-", 0x2013: "-", 0x2014: "-", 0x2212: "-"}
    for code in (*range(0x41, 0x5B), *range(0xC0, 0x250), *range(0x370, 0x530), *range(0x1E00, 0x1F00)):
        base = unicodedata.normalize("NFD", chr(code))[0].lower()
        if len(base) == 1 and base != chr(code):
            table[code] = base
    return table


def fold(text: str) -> str:
    """Return `text` in lower case and without accents, character for character.

    ``fold(text)[i]`` stands for ``text[i]``: what is found in the folded string is at the same place in the
    original. Apostrophes and dashes become the plain ones, no-break spaces become spaces.

    A sample: ``L’Assemblée générale`` gives ``l'assemblee generale``.
    """
    return text.translate(_table())
