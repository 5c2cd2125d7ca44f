"""A text cut into pieces, each with what it says whichever way it is printed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from alinea.model.spans import Span
from alinea.vocab.comparing_words import joined
from alinea.vocab.folding import fold

Piece = tuple[str, str]
"""As printed, and what it says: nothing but spaces may be in the first beyond the second, and signs of another form."""

_OPENING = "([{«“„"
_CLOSING = ")]}»”;:,.!?%"
_END = ";,.:"  # the last sign of a paragraph tells where it stands in the series, and no more


# A script without spaces sign by sign; words with the hyphens in them; spaces; any other sign.
_PIECE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|\w+(?:[\u00ad\u2010\u2011-]+\w+)*|\s+|\u00ad|[^\w\s]")


def said(text: str, calls: Sequence[Span] = ()) -> str:
    """Return what a text says: two texts that say the same differ in signs and spaces only.

    Args:
        calls: footnote marks that reading left in it.
    """
    return "".join(plain for _, plain in pieces(text, tuple(calls)))


@lru_cache(maxsize=8192)
def pieces(text: str, calls: tuple[Span, ...] = ()) -> tuple[Piece, ...]:
    """Return a text cut into words, spaces and signs, each with what it says; together they are the text.

    Apostrophes, quotation marks, dashes and spaces say the same in all their forms; a hyphen within a word, a space
    before or after a sign, within an ordinal or at an end, a footnote mark and the sign at the end say nothing.
    """
    made: list[Piece] = []
    opened = False  # the last piece is a sign after which a space says nothing
    for printed, plain in _cut(text, calls):
        straight = printed == '"'
        closes = printed in _CLOSING or (straight and bool(made) and not opened and made[-1][1] != " ")
        if made and (not plain or (plain == " " and (opened or made[-1][1] == " "))):
            made[-1] = (made[-1][0] + printed, made[-1][1])
            continue
        if made and closes and made[-1][1] == " ":
            made[-1] = (made[-1][0] + printed, plain)
        else:
            made.append((printed, plain))
        opened = printed in _OPENING or (straight and not closes)
    return tuple(_ended(made))


def _ended(made: list[Piece]) -> list[Piece]:
    """Return pieces with those at the end, spaces and the sign if there are any, as one that says nothing."""
    end = len(made)
    while end and (made[end - 1][1] in _END or made[end - 1][1] == " "):
        end -= 1
    return [*made[:end], ("".join(printed for printed, _ in made[end:]), "")] if end else made


def _cut(text: str, calls: tuple[Span, ...]) -> Iterator[Piece]:
    whole = dict(found.span() for found in joined().finditer(fold(text)))
    marks = {span.start: span.end for span in calls}
    place = 0
    while place < len(text):
        if place in marks:
            yield text[place : marks[place]], ""
            place = marks[place]
            continue
        if place in whole:
            printed = text[place : whole[place]]
            yield printed, "".join(printed.split())
            place = whole[place]
            continue
        found = _PIECE.match(text, place)
        if found is None:  # pragma: no cover - every sign is one of the kinds
            break
        printed = found[0]
        if any(place < start < found.end() for start in marks):
            printed = text[place : min(start for start in marks if start > place)]
        yield printed, _plain(printed)
        place += len(printed)


@cache
def _signs() -> dict[int, str]:
    """The forms of signs that say the same; a hyphen within a word says nothing."""
    return {
        **dict.fromkeys((0x2018, 0x2019, 0x02BC, 0x60, 0xB4), "'"),
        **dict.fromkeys((0x201C, 0x201D, 0x201E, 0xAB, 0xBB), '"'),
        **dict.fromkeys((0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2212), "-"),
        **dict.fromkeys((0xA0, 0x202F, 0x2009), " "),
        0xAD: "",
        0x153: "oe",
        0x152: "Oe",
    }


def _plain(printed: str) -> str:
    if printed.isspace():
        return " "
    plain = printed.translate(_signs())
    return plain if len(plain) == 1 else plain.replace("-", "")
