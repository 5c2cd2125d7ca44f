"""The words with which a language names places within documents: *annexe II*, *par. 5*, *ibid.*, compiled."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from alinea.vocab.loading import rows_of

# After "sect. B, " no further number of the place, but the next resolution: "57/283 B", "1325 (2000)", "2200 A (XXI)".
_NO_RESOLUTION = (
    r"(?!(?:e?s-)?\d{1,4}\s?(?:/\s?\d|(?:[a-z]\s?)?\((?:19|20)\d\d\))|\d{3,4}\s?(?:[a-z]\s?)?\([ivxlc]+\))"
)


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """The words of one language. All patterns are for folded text; the group ``place`` is the place.

    Attributes:
        after: a place within a document, after it: ``annexe II``, ``par. 5``.
        before: one before the head of what it is in: ``paragraphe 5 de la section I de la résolution``.
        of_document: one before a symbol: ``paragraphe 5 du document``.
        of_next: after a place, that it is in the resolution named next: `` de sa résolution``.
        thereof: after other words, a place in what was cited before them, in the group ``own`` or ``place``:
            `` et de son annexe``; other_document: between the two, that it is one in another document.
        ibidem: in a note, the words (group ``same``) for the document of the note before, and a place in it.
    """

    after: re.Pattern[str]
    before: re.Pattern[str]
    of_document: re.Pattern[str]
    of_next: re.Pattern[str]
    thereof: re.Pattern[str]
    other_document: re.Pattern[str]
    ibidem: re.Pattern[str]


@cache
def place_words(language: str) -> PlaceWords:
    """Return the words of a language for places, compiled once.

    Raises:
        FileNotFoundError: the language has no such table.
    """
    words = rows_of(language, "citations")
    pin = words.within("pinpoint").source
    numbers = rf"{pin('number')}(?:{pin('joiner')}{_NO_RESOLUTION}{pin('number')})*(?:{pin('onwards')})?"
    place = rf"\b(?:{pin('unit')})(?:\s?{numbers})?"
    before = rf"(?P<place>{place}(?:{pin('of')}{place})*)"
    heads = "|".join(row.source("pattern") for row in words.each("head"))
    return PlaceWords(
        after=re.compile(
            rf"(?:\s?\d{{1,3}})?\s?\)?\s?,?\s?{pin('lead')}(?P<place>{place}(?:(?:\s?,\s?|{pin('of')}){place})*)"
        ),
        before=re.compile(rf"{before}{pin('to_head')}$"),
        of_document=re.compile(rf"{before}{pin('to_document')}$"),
        of_next=re.compile(rf"{pin('to_head')}(?:{heads})\b"),
        thereof=re.compile(words.within("pinpoint").writing(place=place).source("thereof")),
        other_document=re.compile(pin("other_document")),
        ibidem=re.compile(words.writing(place=place).source("ibidem")),
    )
