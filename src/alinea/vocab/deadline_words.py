"""How a language says when something falls due, compiled."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from alinea.vocab.actor_names import words_pattern
from alinea.vocab.dates import months
from alinea.vocab.finding import Finder
from alinea.vocab.ordinals import ordinal_pattern, ordinals
from alinea.vocab.tables import table

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
        month_year: a month and year (groups ``month``, ``year``).
        range: between two dates, where the second is the end; apart: joints of two times, if `between` is not before.
        again: a quick test for recurrences; then: before one that comes after a first time; counted: before one, that
            one occasion is meant; adverb: begins one that is no adjective.
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
    range: re.Pattern[str]
    apart: re.Pattern[str]
    between: re.Pattern[str]
    again: Finder
    then: re.Pattern[str]
    counted: re.Pattern[str]
    adverb: re.Pattern[str]
    recurrences: tuple[Recurrence, ...]
    units: tuple[str, ...]
    relative: Finder
    next_session: Finder
    duration: Finder
    numbers: dict[str, int]


def _session_of_year(words: dict[str, str], year: str) -> Finder:
    """Compile the two orders in which a session is named by its year."""
    after = rf"\b{words['noun']}{words['of_year'].replace('{year}', year).replace('{other}', f'(?P<other>{_YEAR})')}"
    if not words["year_before"]:
        return Finder(after)
    before = (
        words["year_before"]
        .replace("{year}", f"(?P<before>{_YEAR})")
        .replace("{other}", f"(?P<other>{_YEAR})")
    )
    return Finder(f"{after}|{before}")


@cache
def deadline_words(language: str) -> DeadlineWords:
    """Return the words of a language for when something falls due, compiled once.

    Raises:
        FileNotFoundError: the language has no such table.
    """
    words = table(language, "deadlines")
    session, date, relative = words["session"], words["date"], words["relative"]
    ordinal = ordinal_pattern(language)
    numbers = ordinals(language).add
    spelled = "|".join(sorted(numbers, key=len, reverse=True))
    n = rf"(?P<n>\d{{1,3}}|(?:{spelled})(?:[ -](?:{spelled})){{0,3}})"
    year = f"(?P<year>{_YEAR})"
    month = "|".join(sorted(map(re.escape, months(language)), key=len, reverse=True))
    joint = rf"(?:,? (?:{session['joints']}),? |, )"
    return DeadlineWords(
        session_hint=session["hint"],
        session=Finder(
            rf"(?P<first>{ordinal})(?:{joint}(?P<second>{ordinal}))?\s+{session['before_noun']}{session['noun']}\b"
        ),
        through=re.compile(session["through"]),
        special=Finder(session["special"]),
        regular=Finder(session["regular"]),
        of_year=Finder(session["of_year"].replace("{year}", year).replace("{other}", _YEAR)),
        session_of_year=_session_of_year(session, year),
        of_organ=re.compile(session["of_organ"]),
        possessive=re.compile(session["possessive"]),
        lead=re.compile(session["lead"]),
        past=re.compile(session["past"]),
        held_after=re.compile(session["held_after"]),
        of_session=re.compile(session["of_session"]),
        date_lead=re.compile(
            rf"(?:(?P<until>{date['until']})|(?P<then>{date['then'].replace('{month}', month)}))"
            rf"{date['between']}\Z"
        ),
        date_after=re.compile(date["after"]),
        date_part=re.compile(date["part"]),
        about=re.compile(date["about"]),
        date_span=re.compile(date["span"]),
        named=Finder(date["named"]),
        month_year=Finder(rf"\b{date['month_year'].replace('{month}', month).replace('{year}', _YEAR)}\b"),
        range=re.compile(date["range"]),
        apart=re.compile(date["apart"]),
        between=re.compile(date["two"]),
        again=Finder(words_pattern(words["again"]["hints"])),
        then=re.compile(words["again"]["then"]),
        counted=re.compile(words["again"]["counted"]),
        adverb=re.compile(words["again"]["adverb"]),
        recurrences=tuple(
            Recurrence(Finder(row["pattern"].replace("{n}", n).replace("{month}", month)), row["value"])
            for row in words["recurrence"]
        ),
        units=tuple(relative["units"]),
        relative=Finder(relative["pattern"].replace("{n}", n)),
        next_session=Finder(relative["next_session"]),
        duration=Finder(relative["duration"].replace("{n}", n.replace("?P<n>", "?:"))),
        numbers=dict(numbers),
    )
