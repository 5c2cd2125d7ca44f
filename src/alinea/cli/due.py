"""``alinea due``: what is owed, by session, day, bearer, organ or status."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from alinea.cli.questions import linked
from alinea.cli.read import DONE
from alinea.cli.reporting import stderr
from alinea.library.ledger import EVERY, LedgerQuery, answer, counted, numbers
from alinea.model.ledger import Entry, Status
from alinea.presenting.answers import Row, print_csv, print_json
from alinea.presenting.ledger import COLUMNS, closing, lines, row_of
from alinea.presenting.problems import printable
from alinea.presenting.published import BRIEF, brief
from alinea.presenting.words import Words
from alinea.store.library import Library

READABLE = 100
"""Entries printed for a person where nothing else is asked."""


@dataclass(frozen=True, slots=True)
class DueRequest:
    """What the command was asked to do.

    Attributes:
        asked: the question; library: file; form: of the answer.
        limit: most entries, 0 for all, None for all where a program reads and `READABLE` where a person does.
        words: of the language of what is printed.
    """

    asked: LedgerQuery
    library: Path
    form: Literal["text", "json", "csv"]
    limit: int | None
    words: Words


def run(request: DueRequest) -> int:
    """Print what is owed and return the exit code.

    Raises:
        LibraryError: the library cannot be read.
    """
    with linked(request.library, request.words) as library:
        entries = answer(library, request.asked).entries
        show(entries, request, library)
        if not entries:
            stderr(f"alinea: {_why_none(library, request)}")
    return DONE


def _why_none(library: Library, request: DueRequest) -> str:
    """Say why nothing is owed: nobody of that name is asked for anything, all is done, or nothing fits."""
    asked, words = request.asked, request.words
    anything = LedgerQuery(asked.as_of, bearer=asked.bearer)
    if asked.bearer is not None and not any(numbers(library, anything).statuses.values()):
        return words("due.bearer-unknown", what=printable(asked.bearer))
    others = 0 if asked.statuses else sum(numbers(library, asked).statuses.values())
    return words("due.none-open", n=words.number(others)) if others else words("due.none")


def statuses_of(names: Sequence[str]) -> frozenset[Status] | None:
    """Return the statuses named, None where none is; ``all`` names all."""
    if "all" in names:
        return EVERY
    return frozenset(Status(name) for name in names) if names else None


def show(entries: Sequence[Entry], request: DueRequest, library: Library) -> None:
    """Print entries in the form asked for, and tell on standard error how many there are."""
    words, most = request.words, request.limit
    if most is None:
        most = READABLE if request.form == "text" else 0
    shown = entries[:most] if most else entries
    if request.form == "json":
        print_json(_rows(shown, library))
    elif request.form == "csv":
        print_csv((*COLUMNS, *BRIEF), _rows(shown, library))
    else:
        _print(shown, words)
    if not entries:
        return
    stderr(f"alinea: {closing(counted(entries), words)}")
    if len(shown) < len(entries):
        stderr(f"alinea: {words('due.more', n=len(entries) - len(shown))}")


def _rows(entries: Iterable[Entry], library: Library) -> Iterator[Row]:
    """Yield entries as rows, each with what the United Nations publish of its resolution."""
    known = cache(lambda symbol: brief(library.metadata(symbol)))
    for entry in entries:
        yield {**row_of(entry), **known(entry.obligation.symbol)}


def _print(entries: Iterable[Entry], words: Words) -> None:
    """Print entries for a person to read, in colour where there is colour."""
    from rich.console import Console

    console = Console(highlight=False)
    if not console.is_terminal or console.no_color:
        for entry in entries:
            sys.stdout.write("".join(f"{line}\n" for line in (*lines(entry, words), "")))
        sys.stdout.flush()
        return
    from rich.padding import Padding
    from rich.text import Text

    for entry in entries:
        first, second, *others = lines(entry, words)
        console.print(Text(first, _COLOURS[entry.status]))
        console.print(Padding(Text(second.strip(), "bold"), (0, 0, 0, 2)))
        for line in others:
            console.print(Padding(Text(line.strip(), "dim" if line is others[-1] else ""), (0, 0, 0, 4)))
        console.print()


_COLOURS = {
    Status.DUE: "bold yellow",
    Status.MET: "bold green",
    Status.OVERDUE: "bold red",
    Status.SUPERSEDED: "blue",
    Status.UNKNOWN: "bold",
}
