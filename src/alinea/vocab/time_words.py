"""How a language tells the days of a time: parts of a month, spans from the adoption, first and last occasions."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from alinea.vocab.dates import month_pattern
from alinea.vocab.loading import rows_of
from alinea.vocab.ordinals import number_pattern


@dataclass(frozen=True, slots=True)
class TimeWords:
    """The words of one language, all patterns for folded text.

    Attributes:
        before, end: up to a session or date, that what is asked comes before it, or by the end of it.
        latest, latest_after: before and after a session, that it is the last one.
        by: that a date is the last day.
        decade: each year of a decade; same: the session that was named before.
        mid, early, late, half, quarter, week: which part of a month or year is meant.
        starts, until: before the first and the last occasion of what comes again.
        weekday, day: a day of each year, by its weekday or its number; observed_day: what is held on such a day.
        count: a number of days, weeks, months or years; adoption: after it, that it counts from the adoption.
        done_by: that something is to be done by then, and does not last until then.
        event: before a time, that it counts from what may come any day; expiry: after a duration, that it counts from
            the end of what is extended; appoints: verbs of choosing somebody for so long.
        ago: after it, that it is counted back; lasting: before it, that something lasts so long.
        begins: before the first day of what lasts.
        units: the letter of ISO 8601 of each unit; nth: ordinals, ``-1`` the last; weekdays: from Monday.
    """

    before: re.Pattern[str]
    end: re.Pattern[str]
    latest: re.Pattern[str]
    latest_after: re.Pattern[str]
    by: re.Pattern[str]
    decade: re.Pattern[str]
    same: re.Pattern[str]
    mid: re.Pattern[str]
    early: re.Pattern[str]
    late: re.Pattern[str]
    half: re.Pattern[str]
    quarter: re.Pattern[str]
    week: re.Pattern[str]
    starts: re.Pattern[str]
    until: re.Pattern[str]
    weekday: re.Pattern[str]
    day: re.Pattern[str]
    observed_day: re.Pattern[str]
    count: re.Pattern[str]
    adoption: re.Pattern[str]
    done_by: re.Pattern[str]
    event: re.Pattern[str]
    expiry: re.Pattern[str]
    appoints: re.Pattern[str]
    ago: re.Pattern[str]
    lasting: re.Pattern[str]
    begins: re.Pattern[str]
    value: re.Pattern[str]
    units: Mapping[str, str]
    nth: Mapping[str, int]
    weekdays: tuple[str, ...]


@cache
def time_words(language: str) -> TimeWords:
    """Return the words of a language for the days of a time, compiled once."""
    month = month_pattern(language)
    value = re.compile(
        rf"(?:(?:(?P<day>\d{{1,2}})(?:er|st|nd|rd|th)? )?(?P<month>{month}) )?(?P<year>(?:19|20)\d\d)\b"
    )
    words = rows_of(language, "deadlines", month=month, n=number_pattern(language))
    return words.within("time").fill(TimeWords, value=value)
