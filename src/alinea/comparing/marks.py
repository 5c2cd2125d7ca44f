"""What each year changes of itself in a text: dates, numbers of sessions, and the documents that are cited."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from alinea.model.record import Citation
from alinea.model.spans import Span
from alinea.vocab.dates import find_dates
from alinea.vocab.deadline_words import deadline_words
from alinea.vocab.folding import fold
from alinea.vocab.ordinals import parse_ordinal
from alinea.vocab.tables import LANGUAGES

_YEAR = re.compile(r"(?<![\w/.,])(?:19|20)\d\d(?:-(?:(?:19|20)\d\d|\d\d))?(?![\w/])")
"""A year, or several: ``2014-2015``."""
_FIGURES = re.compile(r"\d+[A-Z]?\b|\([IVXLC\d]+\)")


@dataclass(frozen=True, slots=True)
class Mark:
    """A date, the number of a session, or a citation in a text.

    Attributes:
        at: its place in the text; value: what it means: ``2007-12-05``, ``63``, ``A/RES/57/63``.
    """

    kind: Literal["date", "session", "citation"]
    at: Span
    value: str


def marks_in(text: str, language: str, citations: Sequence[Citation] = ()) -> tuple[Mark, ...]:
    """Return the marks of a text in order, none within another; a date that belongs to a citation is of it.

    Args:
        citations: found in the text, with their places in it.
    """
    found = [Mark("citation", each.at, each.target) for each in citations]
    if language in LANGUAGES:
        found += _dated(text, language)
    chosen: list[Mark] = []
    rank = {"citation": 0, "date": 1, "session": 1}
    for each in sorted(found, key=lambda mark: (mark.at.start, rank[mark.kind], -mark.at.end)):
        if not chosen or each.at.start >= chosen[-1].at.end:
            chosen.append(each)
    return tuple(chosen)


def _dated(text: str, language: str) -> Iterator[Mark]:
    folded = fold(text)
    for day, start, end in find_dates(text, language):
        yield Mark("date", Span(start, end), day.isoformat())
    words = deadline_words(language)
    for found in words.month_year.finditer(folded):
        yield Mark("date", Span(*found.span()), found[0])
    for found in words.session.finditer(folded):
        for group in ("first", "second"):
            if found[group] and (number := parse_ordinal(found[group], language)) is not None:
                yield Mark("session", Span(*found.span(group)), str(number))
    for found in _YEAR.finditer(folded):
        yield Mark("date", Span(*found.span()), found[0])


def without(text: str, cut: Sequence[Span]) -> str:
    """Return a text with a space in the place of each of some stretches.

    Args:
        cut: in order.
    """
    parts, place = [], 0
    for start, end in cut:
        parts.append(text[place:start])
        place = max(place, end)
    return " ".join([*parts, text[place:]])


def family(symbol: str) -> str:
    """Return what documents of one kind have in common: ``A/#/#`` for ``A/62/133``."""
    return _FIGURES.sub("#", symbol)
