"""Meetings that texts say were held: *la sixième Réunion consultative …, tenue à Astana le 9 août 2024*."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from alinea.model.spans import Span
from alinea.vocab.dates import find_dates
from alinea.vocab.folding import fold
from alinea.vocab.linking_words import linking_words
from alinea.vocab.ordinals import parse_ordinal


@dataclass(frozen=True, slots=True)
class Gathering:
    """A meeting that was held.

    Attributes:
        name: of the forum, as printed; number: which of its run, None where it is not numbered.
        held: the words for where and when; on: the last full date among them, None where there is none.
        span: of all these words, in the text.
    """

    name: str
    number: int | None
    held: str
    on: datetime.date | None
    span: Span


def gatherings_in(text: str, language: str) -> Iterator[Gathering]:
    """Yield the meetings that a paragraph says were held, in order.

    A sample: *la quatorzième Conférence des chefs d'État et de gouvernement des pays non alignés, qui s'est tenue à La
    Havane les 15 et 16 septembre 2006* is the fourteenth of that name.
    """
    try:
        words = linking_words(language)
    except FileNotFoundError:
        return
    for found in words.gathering.finditer(fold(text)):
        name, held = (" ".join(text[slice(*found.span(group))].split()) for group in ("name", "when"))
        dates = [day for day, _, _ in find_dates(held, language)]
        number = parse_ordinal(found["nth"], language) if found["nth"] else None
        yield Gathering(name.strip(" ,"), number, held, dates[-1] if dates else None, Span(*found.span()))
