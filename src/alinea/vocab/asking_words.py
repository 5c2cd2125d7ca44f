"""How a language asks: what tells which answer is wanted, when, and of what kind; compiled."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from alinea.vocab.dates import month_pattern, months
from alinea.vocab.loading import Rows, rows_of
from alinea.vocab.ordinals import ordinal_pattern

Patterns = Mapping[str, re.Pattern[str]]


class AskingWords(NamedTuple):
    """The words by which a language asks, over folded text.

    Attributes:
        face: which answer is wanted; kind: of what is owed; status: how it stands.
        time: words that lead to a date, by what they make of it; each has the date as ``day``, ``month`` and ``year``,
            a period the second one as ``day2`` …; and years that are counted from the day of the question.
        session: a session, its ordinal as ``ordinal`` or its figures as ``figures``.
        of: what leads from a session to its organ; organ: what leads to an organ whose texts are meant.
        paragraph: a paragraph of a text, its number as ``number``.
        months: names of months, each with its number.
        small: words that make a question of what is looked for.
    """

    face: Patterns
    kind: Patterns
    status: Patterns
    time: Patterns
    session: re.Pattern[str]
    of: re.Pattern[str]
    organ: re.Pattern[str]
    paragraph: re.Pattern[str]
    months: Mapping[str, int]
    small: frozenset[str]


@cache
def asking_words(language: str) -> AskingWords:
    """Return the words by which a language asks, read once from its file."""
    rows = rows_of(language, "asking")
    times, sessions = rows.within("time"), rows.within("session")
    one, two = _date(language, ""), _date(language, "2")
    leads = {
        name: re.compile(rf"(?:{times.text(name)}) {one}(?![\w/])")
        for name in ("before", "by", "since", "after", "within")
    }
    period = re.compile(rf"(?:{times.text('between')}) {one} {times.text('and')} {two}(?![\w/])")
    counted = {name: times.compiled(name) for name in ("this_year", "next_year", "last_year")}
    noun = sessions.text("noun")
    return AskingWords(
        face=_patterns(rows.within("face")),
        kind=_patterns(rows.within("kind")),
        status=_patterns(rows.within("status")),
        time=MappingProxyType({"between": period, **leads, **counted}),
        session=re.compile(
            rf"(?P<ordinal>{ordinal_pattern(language)}) {noun}|\b{noun} (?P<figures>\d{{1,3}})\b"
        ),
        of=sessions.compiled("of"),
        organ=sessions.compiled("organ"),
        paragraph=rows.within("paragraph").compiled("named"),
        months=months(language),
        small=frozenset(rows.within("small").words("words")),
    )


def _patterns(rows: Rows) -> Patterns:
    return MappingProxyType({name: rows.compiled(name) for name in rows.rows})


def _date(language: str, of: str) -> str:
    """Return the source of a pattern for a year, with its month and day where they are said."""
    return (
        rf"(?:(?P<day{of}>\d{{1,2}})(?: ?(?:er|st|nd|rd|th))? (?=(?:{month_pattern(language)}) ))?"
        rf"(?:(?P<month{of}>{month_pattern(language)}) )?(?P<year{of}>(?:19|20)\d\d)"
    )
