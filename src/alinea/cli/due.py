"""``alinea due``: what is owed, by session, day, bearer, organ or status."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache

from alinea.cli.asking import Asked
from alinea.cli.read import DONE
from alinea.cli.reporting import say, stderr, wrapped
from alinea.library.actor_names import Actors
from alinea.library.ledger import EVERY, LedgerQuery, answer, numbers
from alinea.library.naming import NotHeldError, locate
from alinea.model.ledger import Entry, Status
from alinea.presenting.actor_names import several
from alinea.presenting.answers import Row, print_rows
from alinea.presenting.ledger import COLUMNS, closing, heading, line, row_of
from alinea.presenting.problems import printable
from alinea.presenting.published import BRIEF, brief
from alinea.presenting.words import Words
from alinea.store.library import Library

READABLE = 100
"""Entries printed for a person where nothing else is asked."""


def run(asked: Asked, query: LedgerQuery, limit: int | None) -> int:
    """Print what is owed and return the exit code.

    Args:
        limit: most entries, 0 for all, None for all where a program reads and `READABLE` where a person does.

    Raises:
        LibraryError: the library cannot be read.
    """
    with asked.linked() as library:
        if query.work is not None:
            try:
                query = replace(query, work=locate(library, query.work).address)
            except NotHeldError as error:
                return asked.tell_not_held(error)
        if not show(library, (query,), asked, limit):
            stderr(f"alinea: {_why_none(library, query, asked.words)}")
    return DONE


def _why_none(library: Library, query: LedgerQuery, words: Words) -> str:
    """Say why nothing is owed: nobody of that name is asked for anything, all is done, or nothing fits."""
    anything = LedgerQuery(query.as_of, bearer=query.bearer, groups=query.groups)
    if query.bearer is not None and not any(numbers(library, anything).statuses.values()):
        return words("due.bearer-unknown", what=printable(query.bearer))
    others = 0 if query.statuses else sum(numbers(library, query).statuses.values())
    return words("due.none-open", charges=words.count("charges", others)) if others else words("due.none")


def statuses_of(names: Sequence[str]) -> frozenset[Status] | None:
    """Return the statuses named, None where none is; ``all`` names all."""
    if "all" in names:
        return EVERY
    return frozenset(Status(name) for name in names) if names else None


def show(library: Library, questions: Sequence[LedgerQuery], asked: Asked, limit: int | None) -> bool:
    """Print the answers to some questions, one after another, in the form asked for.

    How many there are is told on standard error, and how many more there would be.

    Returns:
        False where nothing fits any.
    """
    words, left = asked.words, limit
    if left is None:
        left = READABLE if asked.form == "text" else 0
    counts, shown = dict.fromkeys(Status, 0), list[Entry]()
    headed = list[tuple[str, list[Entry]]]()
    meant: Actors | None = None
    for query in questions:
        number = numbers(library, query)
        meant = meant or number.meant
        for status in query.wanted:
            counts[status] += number.statuses[status]
        most = None if left == 0 else left - len(shown)
        found = answer(library, replace(query, limit=most)).entries if most != 0 else ()
        shown += found
        headed += _headed(found, words, by_text=query.order == "text")
    if not print_rows(asked.form, (*COLUMNS, *BRIEF), _rows(shown, library), words):
        _print(headed, words)
    total = sum(counts.values())
    if total and (told := several(meant, questions[0].bearer or "", words)):
        stderr(f"alinea: {told}")
    if total:
        stderr(f"alinea: {closing(counts, words)}")
    if len(shown) < total:
        asked.tell("due.more", n=words.number(total - len(shown)))
    return total > 0


def _headed(entries: Iterable[Entry], words: Words, *, by_text: bool) -> list[tuple[str, list[Entry]]]:
    """Return entries below the day or session that they are due at, or below their text, each heading once."""
    groups: dict[str, list[Entry]] = {}
    for each in entries:
        owed = each.obligation
        head = f"{owed.symbol} · {words.date(owed.adopted_on)}" if owed.adopted_on else owed.symbol
        groups.setdefault(head if by_text else heading(each, words), []).append(each)
    return list(groups.items())


def _rows(entries: Iterable[Entry], library: Library) -> Iterator[Row]:
    """Yield entries as rows, each with what the United Nations publish of its resolution."""
    known = cache(lambda symbol: brief(library.metadata(symbol)))
    for entry in entries:
        yield {**row_of(entry), **known(entry.obligation.symbol)}


def _print(headed: Iterable[tuple[str, Sequence[Entry]]], words: Words) -> None:
    """Print entries for a person to read, in colour where there is colour."""
    from rich.console import Console
    from rich.text import Text

    console = Console(highlight=False)
    for head, entries in headed:
        if not console.is_terminal or console.no_color:
            say(head, *(f"  {line(each, words)}" for each in entries), "")
            continue
        console.print(Text("\n".join(wrapped(head)), "bold"), soft_wrap=True)
        for each in entries:
            told = "\n".join(wrapped(f"  {line(each, words)}"))
            console.print(Text(told, _COLOURS[each.status]), soft_wrap=True)
        console.print()


_COLOURS = {
    Status.DUE: "yellow",
    Status.MET: "green",
    Status.OVERDUE: "bold red",
    Status.SUPERSEDED: "blue",
    Status.LAPSED: "blue",
    Status.UNKNOWN: "",
    Status.UNDATED: "",
}
