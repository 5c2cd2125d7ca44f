"""Dates as each language prints them, compiled."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType

from alinea.vocab.finding import Finder
from alinea.vocab.folding import fold
from alinea.vocab.tables import LANGUAGES, table

_DAY = r"(?:[0-3]?[0-9]|[12il3]\s?[0-9il]|[il])"
_YEAR = r"(?:19|20|[il]\s?9)\s?[0-9]{2}"
_FIGURES = str.maketrans("il", "11", " ")
_MONTHS = 12

_YEAR_BEHIND_SIGN = re.compile(r"[./-](?:19|20)[0-9]{2}")
_IN_FIGURES = re.compile(
    r"(?<![\w/.,-])(?:(?P<one>[0-3]?[0-9])(?P<sign>[./-])(?P<two>[0-3]?[0-9])(?P=sign)(?P<after>(?:19|20)[0-9]{2})"
    r"|(?P<before>(?:19|20)[0-9]{2})-(?P<number>[01][0-9])-(?P<last>[0-3][0-9]))(?![\w/-]|\.[0-9])"
)
"""Match a date without the name of its month: ``22.9.1992``, ``22/09/1992``, ``1992-09-22``.

    Nothing may make its figures part of a symbol, of a number with more points or of a range."""
_YEAR_BEHIND_SIGN = re.compile(r"[./-](?:19|20)[0-9]{2}")


@cache
def months(language: str) -> Mapping[str, int]:
    """Return the names of the months, folded, misread forms among them, each with its number from 1."""
    names = table(language, "dates")["months"]
    return MappingProxyType({form: number for number, forms in enumerate(names, 1) for form in forms})


def month_pattern(language: str) -> str:
    """Return the source of a pattern for the name of a month."""
    return "|".join(sorted(map(re.escape, months(language)), key=len, reverse=True))


@cache
def _date_pattern(language: str) -> re.Pattern[str]:
    words = table(language, "dates")
    month = month_pattern(language)
    orders = []
    for index, order in enumerate(words["orders"]):
        orders.append(
            order.replace("{day}", rf"(?P<day{index}>(?P<first{index}>{words['first']})|{_DAY})")
            .replace("{month}", rf"(?P<month{index}>{month})")
            .replace("{year}", rf"(?P<year{index}>{_YEAR})")
        )
    return re.compile(rf"(?<![\w/])(?:{'|'.join(orders)}|{_IN_FIGURES.pattern})")


def _of_figures(match: re.Match[str], language: str) -> tuple[datetime.date | None, bool]:
    """Return the date of a match in figures, and whether day and month could change places.

    Where both are 12 at most and a stroke parts them, usage of the language tells which is the day; None where it has
    none. A point is between day and month only where the day comes first.
    """
    if match["before"]:
        return _date(match["before"], match["number"], match["last"]), False
    one, two = int(match["one"]), int(match["two"])
    open_ = match["sign"] != "." and one != two and one <= _MONTHS and two <= _MONTHS
    if open_ and not table(language, "dates")["day_first"]:
        return None, True
    day, month = (two, one) if two > _MONTHS else (one, two)
    return _date(match["after"], month, day), open_


def _date(year: int | str, month: int | str, day: int | str) -> datetime.date | None:
    try:
        return datetime.date(int(year), int(month), int(day))
    except ValueError:
        return None


def unclear_dates(text: str, language: str) -> Iterator[tuple[datetime.date | None, int, int]]:
    """Yield each date in figures of which either figure may be the day, with its half-open range of characters.

    The date is what usage of the language makes of it, None where that leaves it open: ``05/06/2027``.
    """
    if not _YEAR_BEHIND_SIGN.search(text):
        return
    for match in _IN_FIGURES.finditer(text):
        date, open_ = _of_figures(match, language)
        if open_:
            yield date, match.start(), match.end()


@cache
def _past_month_end(language: str) -> Finder:
    """Match a day that some month does not have, with its month: ``31 février``, ``31 June 2027``, ``February 30``."""
    month = month_pattern(language)
    # It begins with two figures, so that the engine skips to these; what stands before them is looked at afterwards.
    day = "[0-9]{2}(?<=29|[3-9][0-9]|00)"
    after = (
        rf"(?P<day0>{day})(?<![\w/.,-][0-9]{{2}})(?:\s?(?:er|st|nd|rd|th))?\s(?:of\s)?(?P<month0>{month})\b"
    )
    after += rf"(?:\.?,?\s(?P<year0>{_YEAR}))?"
    before = rf"(?<![\w/.,-])(?P<month1>{month})\s(?P<day1>{day})(?![\w/-])(?:,\s(?P<year1>{_YEAR}))?"
    orders = [after, before] if table(language, "dates")["day_after_month"] else [after]
    return Finder("|".join(orders))


def impossible_dates(text: str, language: str) -> Iterator[tuple[int, int]]:
    """Yield the half-open range of characters of each date that the calendar does not have.

    Without a year the 29th of February is one. In a language that prints months with a capital, a word without one
    is no month: *31 may* of *paragraph 31 may be read*.

    A sample: *d'ici au 31 février 2027*.
    """
    capital = table(language, "dates")["capital"]
    for match in _past_month_end(language).finditer(fold(text)):
        place = "0" if match["month0"] else "1"
        if capital and not text[match.start(f"month{place}")].isupper():
            continue
        year = (match[f"year{place}"] or "2024").translate(_FIGURES)
        if _date(year, months(language)[match[f"month{place}"]], match[f"day{place}"]) is None:
            yield match.span()
    if not _YEAR_BEHIND_SIGN.search(text):
        return
    for match in _IN_FIGURES.finditer(text):
        if not match["before"] and min(int(match["one"]), int(match["two"])) in range(1, _MONTHS + 1):
            date, open_ = _of_figures(match, language)
            if date is None and not open_:
                yield match.span()


def dates_in_figures(text: str) -> Iterator[tuple[int, int]]:
    """Yield the half-open range of characters of each date that is written without the name of its month."""
    for match in _IN_FIGURES.finditer(text):
        if any(_of_figures(match, language)[0] for language in LANGUAGES):
            yield match.span()


def _date_of(match: re.Match[str], language: str) -> datetime.date | None:
    if match["sign"] or match["before"]:
        return _of_figures(match, language)[0]
    index = next(i for i in range(9) if match[f"month{i}"])
    day = 1 if match[f"first{index}"] else int(match[f"day{index}"].translate(_FIGURES))
    year = int(match[f"year{index}"].translate(_FIGURES))
    return _date(year, months(language)[match[f"month{index}"]], day)


def date_at(folded: str, position: int, language: str) -> tuple[datetime.date, int] | None:
    """Return the full date that stands at a position of a folded text and where it ends, or None."""
    match = _date_pattern(language).match(folded, position)
    date = _date_of(match, language) if match else None
    return (date, match.end()) if match and date else None


def find_dates(text: str, language: str) -> Iterator[tuple[datetime.date, int, int]]:
    """Yield each full date (day, month, year) in a text, in words or figures, with its half-open range of characters.

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
