"""How a language says when something falls due, compiled."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from alinea.vocab.actor_names import words_pattern
from alinea.vocab.dates import month_pattern
from alinea.vocab.finding import Finder
from alinea.vocab.loading import rows_of
from alinea.vocab.ordinals import number_pattern, ordinal_pattern, ordinals

_YEAR = r"(?:19|20)\d\d"


@dataclass(frozen=True, slots=True)
class Recurrence:
    """Words for something that comes again, and what they mean: ``every {n} years`` with the number found."""

    pattern: Finder
    value: str


class DeadlineWords(NamedTuple):
    """The words of one language for sessions, dates and recurrences. All patterns are for folded text.

    Attributes:
        session_hint: a quick test: what every word for a session holds.
        session: an ordinal number (groups ``first``, ``second``) and the word for a session.
        through: between two ordinal numbers, that all from the first to the second are meant.
        special: after the word, a session that has no number in the series; regular: one of several in a year.
        of_year: after the word, the year that names the session (group ``year``).
        session_of_year: a session named by its year, no ordinal number before (group ``year``).
        of_organ: after the word, what joins it to the name of its organ.
        possessive, lead: before the ordinal number, whose session it is said to be, or that something is done then.
        past: before it, that something was done then; held_after: after it, that it was held; of_session: before it,
            that something else is of it.
        date_lead: before a date: group ``until`` where it is the last day; ``day`` and ``start`` the day and month
            from which it lasts until that date.
        date_after: after a date, that it is the last day.
        date_part: before a year, the part of it that is meant.
        about: before a date or period, that it measures something the deed is about.
        date_span: before a date, that it is the end of a period that something is about.
        named: after a year, that it is part of the name of a programme.
        month_year: a month and year (groups ``month``, ``year``); month_beside: before it, another month of that year.
        range: between two dates, where the second is the end; apart: joints of two times, if `between` is not before.
        again: a quick test for recurrences; then: before one that comes after a first time; counted: before one, that
            one occasion is meant; adverb: begins one that is no adjective; amount: an amount with the year that it is
            counted by; paper: a document that comes again.
        recurrences: in the order of preference.
        units: a quick test: one of these stands in every time counted from something else, and in every duration.
        relative: a time counted from something else; next_session; duration: how long something lasts.
        numbers: cardinal numbers in words.
    """

    session_hint: str
    session: Finder
    through: re.Pattern[str]
    special: Finder
    regular: Finder
    of_year: Finder
    session_of_year: Finder
    of_organ: re.Pattern[str]
    possessive: re.Pattern[str]
    lead: re.Pattern[str]
    past: re.Pattern[str]
    held_after: re.Pattern[str]
    of_session: re.Pattern[str]
    date_lead: re.Pattern[str]
    date_after: re.Pattern[str]
    date_part: re.Pattern[str]
    about: re.Pattern[str]
    date_span: re.Pattern[str]
    named: Finder
    month_year: Finder
    month_beside: re.Pattern[str]
    range: re.Pattern[str]
    apart: re.Pattern[str]
    between: re.Pattern[str]
    again: Finder
    then: re.Pattern[str]
    counted: re.Pattern[str]
    adverb: re.Pattern[str]
    amount: re.Pattern[str]
    paper: re.Pattern[str]
    recurrences: tuple[Recurrence, ...]
    units: tuple[str, ...]
    relative: Finder
    next_session: Finder
    duration: Finder
    numbers: Mapping[str, int]


@cache
def deadline_words(language: str) -> DeadlineWords:
    """Return the words of a language for when something falls due, compiled once.

    Raises:
        FileNotFoundError: the language has no such table.
    """
    number, ordinal = number_pattern(language), ordinal_pattern(language)
    words = rows_of(language, "deadlines", month=month_pattern(language), n=f"(?P<n>{number})")
    again, date, relative = words.within("again"), words.within("date"), words.within("relative")
    session = words.within("session").writing(year=f"(?P<year>{_YEAR})", other=_YEAR)
    noun, joint = session.source("noun"), rf"(?:,? (?:{session.source('joints')}),? |, )"
    of_year = rf"\b{noun}{session.writing(other=f'(?P<other>{_YEAR})').source('of_year')}"
    if before := session.writing(year=f"(?P<before>{_YEAR})", other=f"(?P<other>{_YEAR})").source(
        "year_before"
    ):
        of_year = f"{of_year}|{before}"
    return session.fill(
        DeadlineWords,
        date,
        again,
        relative,
        session_hint=session.source("hint"),
        session=Finder(
            rf"(?P<first>{ordinal})(?:{joint}(?P<second>{ordinal}))?\s+{session.source('before_noun')}{noun}\b"
        ),
        session_of_year=Finder(of_year),
        date_lead=re.compile(
            rf"(?:(?P<until>{date.source('until')})|(?P<then>{date.source('then')})){date.source('between')}\Z"
        ),
        date_after=date.compiled("after"),
        date_part=date.compiled("part"),
        date_span=date.compiled("span"),
        month_year=Finder(rf"\b{date.writing(year=_YEAR).source('month_year')}\b"),
        month_beside=date.compiled("month_beside"),
        between=date.compiled("two"),
        again=Finder(words_pattern(again.words("hints"))),
        then=again.compiled("then"),
        recurrences=tuple(
            Recurrence(Finder(row.source("pattern")), row.text("value")) for row in words.each("recurrence")
        ),
        relative=Finder(relative.source("pattern")),
        duration=Finder(relative.writing(n=f"(?:{number})").source("duration")),
        numbers=ordinals(language).add,
    )
