"""``alinea series``: the earlier and later texts on the matter of a resolution, and on what grounds they are so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from alinea.cli.asking import Asked
from alinea.cli.read import DONE, FAILED
from alinea.cli.reporting import say, stderr
from alinea.library.actor_names import identified
from alinea.library.links import series
from alinea.library.metadata import vote_of
from alinea.library.naming import NotHeldError, locate, symbol_of
from alinea.model.corpus import Series
from alinea.presenting.answers import print_rows
from alinea.presenting.published import BRIEF, brief
from alinea.presenting.series import COLUMNS, Known, ground, possible, rows_of, title_of
from alinea.presenting.words import Words

VOTE = "un_vote"
"""Column of the vote of the State asked about."""


def run(asked: Asked, typed: str, state: str | None = None) -> int:
    """Print the series of a text and return the exit code.

    Args:
        state: of which the votes on each text are told, as far as they were imported.

    Raises:
        LibraryError: the library cannot be read.
    """
    words = asked.words
    with asked.linked() as library:
        try:
            symbol = locate(library, typed).name
        except NotHeldError as error:
            # A text that is not held may be recalled by others: its series is what they say of it.
            symbol = symbol_of(typed) or error.what
        found = series(library, symbol)
        symbols = (*(each.symbol for each in found.members), *(each.earlier for each in found.doubtful))
        known = {symbol: library.metadata(symbol) for symbol in symbols}
    states = identified(state) if state else ()
    if state and not states:
        asked.tell("series.no-state", state=state)
        return FAILED
    votes = {each: vote_of(beside, states) for each, beside in known.items() if beside and states}
    if len(found.members) < 2 and not found.doubtful and not found.members[0].held:
        asked.tell("series.unknown", symbol=symbol)
        return FAILED
    rows = [
        {**row, **brief(known.get(str(row["symbol"]))), VOTE: votes.get(str(row["symbol"]))}
        for row in rows_of(found, known)
    ]
    columns = (*COLUMNS, *BRIEF, *((VOTE,) if states else ()))
    if not print_rows(asked.form, columns, rows, words):
        say(*_lines(found, known, votes, words))
    if len(found.members) < 2 and not found.doubtful:
        asked.tell("series.none", symbol=symbol)
        return DONE
    stderr(f"alinea: {words.count('texts-of-series', len(found.members))}")
    return DONE


def _lines(found: Series, known: Known, votes: Mapping[str, str | None], words: Words) -> Iterator[str]:
    for member in found.members:
        here = words("series.here") if member.symbol == found.seen_from else ""
        held = words("series.held" if member.held else "series.absent")
        on = words.date(member.adopted_on) if member.adopted_on else ""
        title = title_of(member, known)
        vote = votes.get(member.symbol)
        voted = words("series.voted", vote=words(f"series.vote.{vote}")) if vote else ""
        yield " · ".join(each for each in (member.symbol, on, title, here or held, voted) if each)
        if member.links:
            yield f"    {ground(member, words)}"
    if found.doubtful:
        yield ""
        yield words("series.doubtful")
        for link in found.doubtful:
            yield f"    {possible(link, words)}"
