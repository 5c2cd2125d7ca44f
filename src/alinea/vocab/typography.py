"""Spaces and signs as a language sets them: where a text departs from it, and the text set so."""

from __future__ import annotations

import re
from collections.abc import Iterator

from alinea.vocab.folding import fold
from alinea.vocab.linting_words import Sign, linting_words
from alinea.vocab.structure import structure
from alinea.vocab.tables import LANGUAGES

AROUND = 30
"""Characters before and after a place in which its language is looked for, where it stands in no quotation marks."""
LONGEST_TITLE = 250
OPENING, CLOSING = "«“", "»”"
PASSES = 4
"""What is set right may uncover what stood beside it; nothing needs more passes than this."""

_WORD_AT = re.compile(r"\S{0,80}\Z")


def departures(words: str, language: str) -> Iterator[tuple[Sign, int, int]]:
    """Yield the signs and spaces that are not those of a language, each place once, with where they stand.

    Addresses, code, and words of another language, as in the title of a work, are left alone.
    """
    seen: set[tuple[int, int]] = set()
    for sign in linting_words(language).signs:
        for found in sign.pattern.finditer(words):
            if found.span() in seen or _in_address(words, found.start()):
                continue
            if not _foreign(words, found.start(), language):
                seen.add(found.span())
                yield sign, found.start(), found.end()


def typeset(words: str, language: str) -> tuple[str, tuple[int, ...]]:
    """Return words with the signs and spaces of a language, and where each of their characters, and the end, is now.

    A sample: ``l'eau ;`` in French gives ``l’eau ;`` with a no-break space.
    """
    places = tuple(range(len(words) + 1))
    if language not in LANGUAGES:
        return words, places
    for _ in range(PASSES):
        made: list[str] = []
        moved: list[int] = []
        place = length = 0
        for sign, start, end in sorted(departures(words, language), key=lambda each: each[1:]):
            if start < place:
                continue  # of two that touch the same characters the first is made; the next pass finds what is left
            made += (words[place:start], sign.replace)
            moved += range(length, length + start - place)
            length += start - place
            moved += [length] * (end - start)
            length += len(sign.replace)
            place = end
        if not made:
            break
        made.append(words[place:])
        moved += range(length, length + len(words) - place + 1)
        words = "".join(made)
        places = tuple(moved[each] for each in places)
    return words, places


def _in_address(words: str, place: int) -> bool:
    """Tell whether a place stands in an address or in code, whose signs are not those of the text."""
    before = _WORD_AT.search(words, max(0, place - 80), place)
    token = before[0] if before else ""
    return "://" in token or "www." in token or "@" in token or "`" in token or "](" in token


def _foreign(words: str, place: int, language: str) -> bool:
    """Tell whether the words about a place are of another language, as in the title of a work."""
    quoted = _quoted(words, place)
    near = quoted or words[max(0, place - AROUND) : place + AROUND]
    own = _told(near, language)
    theirs = max(_told(near, other) for other in LANGUAGES if other != language)
    return theirs > own or (bool(quoted) and own == 0 and _tight_colon(words, place))


def _tight_colon(words: str, place: int) -> bool:
    """Tell whether a colon without a space before it stands at a place, as in titles in English."""
    return words[place : place + 1] == ":" and place > 0 and not words[place - 1].isspace()


def _told(words: str, language: str) -> int:
    """Return how many of the words are such as only prose of a language has: articles, prepositions."""
    known = structure(language).function_words
    return sum(each in known for each in re.findall(r"[^\W\d_]+", fold(words)))


def _quoted(words: str, place: int) -> str:
    """Return what stands about a place between quotation marks, the empty string where it stands in none."""
    opened = max(words.rfind(mark, max(0, place - LONGEST_TITLE), place) for mark in OPENING)
    closed = max(words.rfind(mark, max(0, place - LONGEST_TITLE), place) for mark in CLOSING)
    end = min((found for mark in CLOSING if (found := words.find(mark, place)) >= 0), default=-1)
    return words[opened + 1 : end] if opened > closed and 0 <= end - place < LONGEST_TITLE else ""
