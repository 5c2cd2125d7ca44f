"""The order of symbols within the series of an organ."""

from __future__ import annotations

import re
from functools import cache

from alinea.vocab.bodies import bodies
from alinea.vocab.ordinals import parse_roman


@cache
def _forms() -> tuple[re.Pattern[str], ...]:
    return (
        re.compile(r"/(?P<number>\d+) ?(?P<part>[A-Z]?)\((?P<session>[^()]*)\)\Z"),  # 1325(2000), 217A(III)
        re.compile(
            r"/(?:[A-Z]+-)?(?P<session>\d+)/(?P<number>\d+)(?P<part>[A-Z]?)\Z"
        ),  # 62/27, 2007/27, ES-10/13
    )


def standing(symbol: str) -> tuple[int, int, str]:
    """Return session or year, number and part of a resolution, by which those of one organ are put in order.

    Resolutions of special sessions stand where a session of their number would; their dates tell better.

    A sample: ``A/RES/57/270B`` gives (57, 270, "B"); ``A/RES/2625(XXV)`` gives (25, 2625, "").
    """
    for form in _forms():
        found = form.search(symbol)
        if found:
            session = found["session"]
            number = int(session) if session.isdigit() else parse_roman(session) or 0
            return number, int(found["number"]), found["part"]
    return 0, 0, ""


def year_of(symbol: str) -> int | None:
    """Return the year in which a resolution was adopted, to within a year, as its symbol tells; None where it does not.

    A sample: ``A/RES/62/27`` gives 2007; ``S/RES/1325(2000)`` gives 2000.
    """
    session = standing(symbol)[0]
    if session > 1900:
        return session
    body = bodies().get(symbol.partition("/RES/")[0])
    if body is None or not session or "-" in symbol:
        return None
    return body.year_of(session)
