"""``alinea series``: the earlier and later texts on the matter of a resolution, and on what grounds they are so."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from alinea.librarian.connected import series
from alinea.librarian.naming import NotHeldError, locate, symbol_of
from alinea.model.corpus import Member, Reason, Series, SeriesLink
from alinea.presenting.cli.answers import Row, print_csv, print_json
from alinea.presenting.cli.questions import linked
from alinea.presenting.cli.read import DONE, FAILED
from alinea.presenting.cli.reporting import stderr
from alinea.presenting.problems import printable
from alinea.presenting.words import Words

COLUMNS = (
    "symbol",
    "title",
    "adopted_on",
    "held",
    "sure",
    "later",
    "earlier",
    "confidence",
    "grounds",
    "weights",
    "shown_at",
)


@dataclass(frozen=True, slots=True)
class SeriesRequest:
    """What the command was asked to do: a symbol as typed, the file of the library, the form of the answer."""

    symbol: str
    library: Path
    form: Literal["text", "json", "csv"]
    words: Words


def run(request: SeriesRequest) -> int:
    """Print the series of a text and return the exit code.

    Raises:
        LibraryError: the library cannot be read.
    """
    words = request.words
    with linked(request.library, words) as library:
        try:
            symbol = locate(library, request.symbol).name
        except NotHeldError as error:
            # A text that is not held may be recalled by others: its series is what they say of it.
            symbol = symbol_of(request.symbol) or error.what
        found = series(library, symbol)
    rows = list(_rows(found))
    if request.form == "json":
        print_json(rows)
    elif request.form == "csv":
        print_csv(COLUMNS, rows)
    else:
        for line in _lines(found, words):
            sys.stdout.write(printable(line) + "\n")
        sys.stdout.flush()
    if len(found.members) < 2 and not found.doubtful:
        stderr(f"alinea: {words('series.none', symbol=printable(symbol))}")
        return DONE if found.members[0].held else FAILED
    stderr(f"alinea: {words.count('texts-of-series', len(found.members))}")
    return DONE


def _lines(found: Series, words: Words) -> Iterator[str]:
    for member in found.members:
        here = words("series.here") if member.symbol == found.seen_from else ""
        held = words("series.held" if member.held else "series.absent")
        on = words.date(member.adopted_on) if member.adopted_on else ""
        yield " · ".join(each for each in (member.symbol, on, member.title, here or held) if each)
        if member.links:
            yield f"    {_ground(member, words)}"
    if found.doubtful:
        yield ""
        yield words("series.doubtful")
        for link in found.doubtful:
            told = words(
                "series.possible",
                symbol=link.earlier,
                confidence=_percent(link),
                reasons=_told(link.reasons, words),
            )
            yield f"    {told}"


def _ground(member: Member, words: Words) -> str:
    """Return why a text is of the series: by its nearest link."""
    link = member.links[0]
    key = "series.goes-on" if link.later == member.symbol else "series.recalled-by"
    return words(
        key,
        earlier=link.earlier,
        later=link.later,
        confidence=_percent(link),
        reasons=_told(link.reasons, words),
    )


def _percent(link: SeriesLink) -> int:
    return round(100 * link.confidence)


def _told(reasons: Sequence[Reason], words: Words) -> str:
    return ", ".join(words(f"ground.{each.code}", fact=each.fact) for each in reasons)


def _rows(found: Series) -> Iterator[Row]:
    for member in found.members:
        if not member.links:
            yield _row(member, None, sure=True)
        for link in member.links:
            yield _row(member, link, sure=True)
    for link in found.doubtful:
        yield _row(Member(link.earlier, None, link.earlier_on, link.held, ()), link, sure=False)


def _row(member: Member, link: SeriesLink | None, *, sure: bool) -> Row:
    reasons = link.reasons if link else ()
    return {
        "symbol": member.symbol,
        "title": member.title,
        "adopted_on": member.adopted_on.isoformat() if member.adopted_on else None,
        "held": member.held,
        "sure": sure,
        "later": link.later if link else None,
        "earlier": link.earlier if link else None,
        "confidence": link.confidence if link else None,
        "grounds": [each.code for each in reasons],
        "weights": [f"{each.weight:+.2f}" for each in reasons],
        "shown_at": [each.place.address if each.place else "" for each in reasons],
    }
