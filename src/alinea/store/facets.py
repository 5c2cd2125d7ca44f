"""What a passage can be filtered by, as words of the index: filters then cost no more than words do."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import Literal

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
