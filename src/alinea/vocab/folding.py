"""Letters without case and accents, one for one, so that places stay the same."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

_WIDE = re.compile(r"[^\x00-\xff]+")
_SIGN = re.compile(r"\W")


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


@cache
def _byte_table() -> bytes:
    """Build the same translation for the letters of one byte; what they fold to has one byte too."""
    return bytes(ord(_table().get(byte, chr(byte))) for byte in range(256))


@cache
def _spaces() -> bytes:
    return bytes(byte if chr(byte).isalnum() or byte == ord("_") else ord(" ") for byte in range(256))


def spaced(text: str) -> str:
    """Return a text with a space for every sign that is no letter and no figure, character for character.

    Split at spaces it gives the words of the text, and the empty string for each sign more between two of them.

    A sample: ``l'assemblee, 12`` gives ``l assemblee  12``.
    """
    try:
        return text.encode("latin-1").translate(_spaces()).decode("latin-1")
    except UnicodeEncodeError:
        return _SIGN.sub(" ", text)


def places_of(known: frozenset[str], text: str) -> list[int]:
    """Return where each of some words stands in a text, in order.

    A sample: *the* and *of* stand in ``of all, the rest`` at 0 and 8.
    """
    # The words that occur are told at once, and only these are looked for.
    words = f" {spaced(text)} "
    places: list[int] = []
    for word in known.intersection(words.split(" ")):
        whole = f" {word} "
        place = words.find(whole)
        while place >= 0:
            places.append(place)
            place = words.find(whole, place + 1)
    return sorted(places)


@lru_cache(maxsize=512)
def fold(text: str) -> str:
    """Return `text` in lower case and without accents, character for character.

    ``fold(text)[i]`` stands for ``text[i]``: what is found in the folded string is at the same place in the
    original. Apostrophes and dashes become the plain ones, no-break spaces become spaces.

    A sample: ``L’Assemblée générale`` gives ``l'assemblee generale``.
    """
    # Every stage folds paragraphs, so the ways are tried from the quickest on: by far the most have no letter
    # beyond ASCII, or none beyond one byte once the commonest typographic signs are plain.
    if text.isascii():
        return text.lower()
    plain = text.replace("\u2019", "'").replace("\u2013", "-").replace("\u2014", "-")
    try:
        return plain.encode("latin-1").translate(_byte_table()).decode("latin-1")
    except UnicodeEncodeError:
        folded = plain.encode("latin-1", "replace").translate(_byte_table()).decode("latin-1")
    # The few that do not fit, such as raised figures, are put back in their places.
    parts: list[str] = []
    place = 0
    for match in _WIDE.finditer(plain):
        parts += (folded[place : match.start()], match.group().translate(_table()))
        place = match.end()
    return "".join((*parts, folded[place:]))
