"""Words as the index of the library has them."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import Literal

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


Facet = Literal[
    "part", "organ", "session", "language", "act", "kind", "bearer", "mentions", "subject", "cites", "symbol"
]

_LETTER: dict[Facet, str] = {
    "part": "p",
    "organ": "o",
    "session": "s",
    "language": "l",
    "act": "v",
    "kind": "k",
    "bearer": "b",
    "mentions": "m",
    "subject": "t",
    "cites": "c",
    "symbol": "w",
}

_WRITTEN = re.compile(r"z([0-9a-f]{1,6})z")
_OTHER = re.compile(r"[^a-y0-9]")


def facet(kind: Facet, value: str | int) -> str:
    """Return the word that stands for a value, one word for the tokenizer of the index whatever is in it.

    Letters of ASCII in lower case, z apart, and figures stand for themselves; anything else is ``z``, its code
    point in hexadecimal, ``z``. Values that differ only in case or accents give the same word.

    A sample: ``facet("cites", "A/RES/60/209")`` is ``caz2fzresz2fz60z2fz209``.
    """
    return _LETTER[kind] + _encoded(str(value))


def letter_of(kind: Facet) -> str:
    """Return the letter that the words for the values of a kind begin with."""
    return _LETTER[kind]


def value_of(word: str) -> tuple[Facet, str] | None:
    """Return the kind and the value that a word stands for, the value in lower case; None where it stands for none.

    A sample: ``vcallz2duponz`` is no word that `facet` gives; ``vtakez2dnote`` gives ``("act", "take-note")``.
    """
    kind = _kinds().get(word[:1])
    if kind is None:
        return None
    return kind, _WRITTEN.sub(lambda found: chr(int(found[1], 16)), word[1:])


@cache
def _kinds() -> dict[str, Facet]:
    return {letter: kind for kind, letter in _LETTER.items()}


@lru_cache(maxsize=4096)
def _encoded(value: str) -> str:
    plain = unicodedata.normalize("NFKD", value).casefold()
    bare = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return _OTHER.sub(lambda found: f"z{ord(found[0]):x}z", bare)
