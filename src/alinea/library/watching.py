"""New texts of the organs that a library follows: the numbers after those it holds, until the service has no more."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from alinea.library.fetching import FetchError, Source, fetch
from alinea.store.library import Library
from alinea.vocab.sessions import next_session

GAP = 3
"""Numbers in a row that the service lacks before the next ones are taken not to be adopted: texts are issued out of
their order, so that one that is missing is no end."""


@dataclass(frozen=True, slots=True)
class Followed:
    """Texts of one organ that are numbered on.

    Attributes:
        organ: its series; after: the last number that is held.
        sessions: numbers of sessions, for ``E`` and ``S`` years, of one of which the next text is.
    """

    organ: str
    sessions: tuple[int, ...]
    after: int

    def symbols(self) -> Iterator[tuple[str, ...]]:
        """Yield number by number the symbols that the text of it may have."""
        # The Security Council numbers its resolutions on from year to year.
        form = "S/RES/{number}({session})" if self.organ == "S" else "{organ}/RES/{session}/{number}"
        for number in count(self.after + 1):
            yield tuple(
                form.format(organ=self.organ, session=session, number=number) for session in self.sessions
            )


def followed(library: Library, as_of: datetime.date, organ: str | None = None) -> tuple[Followed, ...]:
    """Return what is to be looked for: by organ, the last session of which a text is held, and those up to a day's.

    Args:
        organ: only that one, by its series.
    """
    last: dict[tuple[str, int], int] = {}
    for work in library.works(organ=organ):
        if work.symbol is None or work.organ is None or work.number is None or "/RES/" not in work.symbol:
            continue
        session = work.session
        if work.organ == "S" and work.adopted_on is not None:
            session = work.adopted_on.year
        if session is not None and work.number.isdecimal():
            key = (work.organ, session)
            last[key] = max(last.get(key, 0), int(work.number))
    found = []
    for series in sorted({each for each, _ in last}):
        newest = max(session for each, session in last if each == series)
        if series == "S":
            number = max(number for (each, _), number in last.items() if each == series)
            found.append(Followed(series, tuple(range(newest, as_of.year + 1)), number))
            continue
        after = next_session(series, as_of) or newest + 1
        sessions = range(newest, max(after, newest + 1))
        found += [Followed(series, (session,), last.get((series, session), 0)) for session in sessions]
    return tuple(found)


def watch(
    wanted: Iterable[Followed],
    languages: tuple[str, ...],
    folder: Path,
    source: Source,
    now: Callable[[], datetime.datetime],
    most: int,
) -> Iterator[tuple[str, str, Path | FetchError]]:
    """Yield of each new text its symbol, the language and its file; last, what keeps from looking on, if anything does.

    A number is looked for in the first language; only one that is there is brought in the others.

    Args:
        now: see `fetch`; most: texts that are looked for, those that are not there counted.
    """
    asked = 0
    for each in wanted:
        lacking = 0
        for symbols in each.symbols():
            if asked >= most or lacking >= GAP:
                break
            asked += 1
            lacking += 1
            for symbol in symbols:
                ((_, language, outcome),) = fetch([symbol], languages[:1], folder, source, now)
                if isinstance(outcome, FetchError) and outcome.code == "absent":
                    continue
                yield symbol, language, outcome
                if isinstance(outcome, FetchError):
                    return  # what keeps one text from coming keeps the others
                lacking = 0
                yield from fetch([symbol], languages[1:], folder, source, now)
                break
