"""Dates as each language prints them, compiled."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType

from alinea.vocab.folding import fold
from alinea.vocab.tables import table

_DAY = r"(?:[0-3]?[0-9]|[12il3]\s?[0-9il]|[il])"
_YEAR = r"(?:19|20|[il]\s?9)\s?[0-9]{2}"
_FIGURES = str.maketrans("il", "11", " ")


@cache
def months(language: str) -> Mapping[str, int]:
    """Return the names of the months, folded, misread forms among them, each with its number from 1."""
    names = table(language, "dates")["months"]
    return MappingProxyType({form: number for number, forms in enumerate(names, 1) for form in forms})


@cache
def _date_pattern(language: str) -> re.Pattern[str]:
    words = table(language, "dates")
    month = "|".join(re.escape(form) for form in sorted(months(language), key=len, reverse=True))
    orders = []
    for index, order in enumerate(words["orders"]):
        orders.append(
            order.replace("{day}", rf"(?P<day{index}>(?P<first{index}>{words['first']})|{_DAY})")
            .replace("{month}", rf"(?P<month{index}>{month})")
            .replace("{year}", rf"(?P<year{index}>{_YEAR})")
        )
    return re.compile(r"(?<![\w/])(?:" + "|".join(orders) + ")")


def _date_of(match: re.Match[str], language: str) -> datetime.date | None:
    index = next(i for i in range(9) if match[f"month{i}"])
    day = 1 if match[f"first{index}"] else int(match[f"day{index}"].translate(_FIGURES))
    year = int(match[f"year{index}"].translate(_FIGURES))
    try:
        return datetime.date(year, months(language)[match[f"month{index}"]], day)
    except ValueError:
        return None


def date_at(folded: str, position: int, language: str) -> tuple[datetime.date, int] | None:
    """Return the full date that stands at a position of a folded text and where it ends, or None."""
    match = _date_pattern(language).match(folded, position)
    date = _date_of(match, language) if match else None
    return (date, match.end()) if match and date else None


def find_dates(text: str, language: str) -> Iterator[tuple[datetime.date, int, int]]:
    """Yield each full date (day, month, year) in a text, with its half-open range of characters.

    A figure 1 read as a letter, ``ler`` for ``1er`` and accents lost are allowed for; a footnote mark glued
    to the year is left out. A date that no calendar has (31 February) is not one.
    """
    for match in _date_pattern(language).finditer(fold(text)):
        if date := _date_of(match, language):
            yield date, match.start(), match.end()


def parse_date(text: str, language: str) -> datetime.date | None:
    """Return the first full date in a text, or None where there is none.

    A sample: ``1er décembre 2008`` gives 1 December 2008; ``décembre 2008`` gives None.
    """
    return next((date for date, _, _ in find_dates(text, language)), None)
