"""The series of a text: the texts it goes on from, and those that go on from it."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence

from alinea.linking.series import ACCEPTED
from alinea.linking.standing import standing, year_of
from alinea.model.corpus import Member, Series, SeriesLink

Links = Callable[[str], Sequence[SeriesLink]]
Known = Callable[[str], "tuple[str | None, datetime.date | None] | None"]


def chain(symbol: str, earlier: Links, later: Links, known: Known) -> Series:
    """Return the series of a text: what it leads back to and what leads back to it, directly or through others.

    Texts that go on from the same one are not of each other's series: a matter may divide.

    Args:
        symbol: of the text; earlier, later: the links of a text, one way and the other.
        known: title and day of adoption of a text that is held, None of one that is not.
    """
    back = _reached(symbol, earlier, lambda link: link.earlier)
    ahead = _reached(symbol, later, lambda link: link.later)
    links = {**back, **ahead}
    days = {each.earlier: each.earlier_on for found in links.values() for each in found}
    members = []
    for name in dict.fromkeys((symbol, *links)):
        held = known(name)
        title, adopted_on = held or (None, days.get(name))
        own = tuple(
            each for each in earlier(name) if each.confidence >= ACCEPTED and each.earlier in (*links, symbol)
        )
        shown = own if held else tuple(each for each in links.get(name, ()) if each.earlier == name)
        members.append(Member(name, title, adopted_on, held is not None, shown))
    members.sort(key=lambda each: (each.adopted_on or _about(each.symbol), standing(each.symbol)))
    doubtful = tuple(
        each for each in earlier(symbol) if each.confidence < ACCEPTED and each.earlier not in links
    )
    return Series(symbol, tuple(members), doubtful)


def _reached(
    symbol: str, links: Links, end: Callable[[SeriesLink], str]
) -> dict[str, tuple[SeriesLink, ...]]:
    """Return the texts reached from one over links that are sure, each with the links that lead to it."""
    found: dict[str, tuple[SeriesLink, ...]] = {}
    waiting = [symbol]
    while waiting:
        for link in links(waiting.pop()):
            name = end(link)
            if link.confidence < ACCEPTED or name == symbol:
                continue
            if name not in found:
                waiting.append(name)
            found[name] = (*found.get(name, ()), link)
    return found


def _about(symbol: str) -> datetime.date:
    """Return a day by which a text without a date can be put among others: the last of the year its symbol tells."""
    year = year_of(symbol)
    return datetime.date(year, 12, 31) if year and year < datetime.MAXYEAR else datetime.date.max
