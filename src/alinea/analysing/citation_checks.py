"""What a number must be like to be of a body: how it is built, its date, and where its count stood."""

from __future__ import annotations

import datetime

from alinea.analysing.citation_numbers import Number
from alinea.vocab.bodies import bodies, of_the_assembly, of_the_council, of_the_economic_council

_DATED = ("A", "A/HRC")
_LEAST_ALONE = 100


def can_bear(series: str, number: Number) -> bool:
    """Tell whether a body numbers its resolutions so: ``E`` 2007/27 but not 57/63."""
    body = bodies().get(series)
    if body is None or number.shape not in body.shapes:
        return False
    if number.shape == "session":
        parted = number.cited[0][-1:].isalpha()
        return body.sessions[0] <= number.first <= body.sessions[1] and (body.parts or not parted)
    if number.shape == "year":
        return body.years[0] <= number.first <= body.years[1]
    if number.shape == "roman" and series == "A":
        return of_the_assembly(number.second, number.numeral)
    if number.shape == "roman" and series == "E":
        return of_the_economic_council(number.second, number.numeral)
    return True


def agrees(series: str, number: Number, date: datetime.date | None, kind: str) -> bool:
    """Tell whether number and date can both be of a resolution or decision of the body."""
    body = bodies()[series]
    if number.shape == "session":
        if date and not body.held(number.first, date):
            return False
        if kind == "resolution" and body.highest is not None and number.second > body.highest:
            return False
    return not (kind == "decision" and number.second < body.decisions_from)


def borne_out(number: Number, date: datetime.date | None) -> bool:
    """Tell whether the date of a number shows that it is the number of a resolution.

    A sample: 57/63 of 22 November 2002 was of the session that opened in 2002.
    """
    if date is None:
        return False
    if number.shape in ("year", "annual"):
        return number.first == date.year
    return any(can_bear(series, number) and agrees(series, number, date, "") for series in _DATED)


def stands_alone(number: Number) -> bool:
    """Tell whether a number can hardly be anything but that of a resolution, whatever stands before it.

    A sample: 1514 (XV) is where the General Assembly's count stood at that session, 2664 (2022) where the
    Security Council's stood in that year.
    """
    if number.shape == "session":  # 46/36 L: nothing else has a letter
        return can_bear("A", number) and number.cited[0][-1:].isalpha()
    if number.second < _LEAST_ALONE:
        return False
    if number.shape == "annual":
        return of_the_council(number.second, number.first)
    return (
        number.shape == "roman" and number.numeral != "I" and of_the_assembly(number.second, number.numeral)
    )
