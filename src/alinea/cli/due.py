"""``alinea due``: what is owed, by session, day, bearer, organ or status."""

from __future__ import annotations

import datetime
import sys
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from pydantic import TypeAdapter

from alinea.cli.asking import Asked
from alinea.cli.read import DONE, FAILED
from alinea.cli.reporting import say, stderr, wrapped
from alinea.cli.search import show_hits
from alinea.library.actor_names import Actors, identified, nearest
from alinea.library.actors import mentioned
from alinea.library.ledger import EVERY, OPEN, LedgerQuery, answer, explained, numbers
from alinea.library.naming import NotHeldError, locate
from alinea.library.whole import write_whole
from alinea.model.ledger import Entry, Explanation, Status
from alinea.presenting.actor_names import several, titled
from alinea.presenting.answers import Row, print_rows
from alinea.presenting.ledger import COLUMNS, closing, heading, line, rests_on, row_of, steps, time
from alinea.presenting.papers.forms import rendered
from alinea.presenting.papers.paper import PaperForm
from alinea.presenting.papers.schedules import ScheduleQuery, paper_of
from alinea.presenting.problems import printable
from alinea.presenting.published import BRIEF, brief
from alinea.presenting.words import Words
from alinea.store.ledgers import ledgers
from alinea.store.library import Library
from alinea.vocab.actor_names import name_of
from alinea.vocab.memberships import groups_of

READABLE = 100
"""Entries printed for a person where nothing else is asked."""


def run(asked: Asked, query: LedgerQuery, limit: int | None) -> int:
    """Print what is owed and return the exit code.

    Args:
        limit: most entries, 0 for all, None for all where a program reads and `READABLE` where a person does.
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


MENTIONS = 20
"""Passages that are printed where an actor is named and nothing is asked of it."""

NEAREST = 5
"""Names that are offered where nobody of a name is known."""


def run_who(asked: Asked, query: LedgerQuery, limit: int | None) -> int:
    """Print the charges laid on the actor asked for and return the exit code.

    What is open comes first, in the order in which it falls due; then the rest, the latest text first. Where nothing is
    asked of it, the passages that name it; where nobody of that name is known, the nearest names.
    """
    wanted = query.statuses or EVERY
    questions = (replace(query, statuses=wanted & OPEN), replace(query, statuses=wanted - OPEN, order="text"))
    with asked.linked() as library:
        code = DONE
        if not show(library, [each for each in questions if each.statuses], asked, limit):
            code = _named(library, query.bearer or "", asked)
        known = identified(query.bearer or "")
    if any(map(groups_of, known)) and not query.groups:
        asked.tell("due.groups")
    return code


def _named(library: Library, named: str, asked: Asked) -> int:
    """Print where an actor is named of whom nothing is asked, and return the exit code."""
    words = asked.words
    found = mentioned(library, named, MENTIONS)
    known = identified(named)
    what = _called(named, known[0] if len(known) == 1 else None, words.language)
    if found.hits:
        asked.tell("due.bearer-named", what=what)
        if asked.form == "text":
            show_hits(found.hits, words)
        return DONE
    with ledgers(library) as kept:
        near = () if known else nearest(kept, named, NEAREST)
    names = [_called(name, id, words.language) for name, id in near]
    key = "bearer-nearest" if names else "bearer-silent" if known else "bearer-unknown"
    asked.tell(f"due.{key}", what=what, nearest=", ".join(names))
    return FAILED


def _called(name: str, id: str | None, language: str) -> str:
    """Return a name as the vocabulary has it in a language, else as the library keeps it."""
    own = name_of(id, language) if id else None
    return titled(own, language) if own else printable(name)


_WIDTH = 118


def run_explain(asked: Asked, address: str, as_of: datetime.date) -> int:
    """Print the explanations and return the exit code."""
    with asked.linked() as library:
        try:
            found = explained(library, address, as_of)
        except NotHeldError as error:
            return asked.tell_not_held(error)
    if not found:
        asked.tell("explain.nothing", what=address)
        return FAILED
    if asked.form == "json":
        given = TypeAdapter(tuple[Explanation, ...]).dump_json(found, indent=2)
        sys.stdout.buffer.write(given + b"\n")
        sys.stdout.buffer.flush()
        return DONE
    for told in found:
        _explain(told, asked.words)
    sys.stdout.flush()
    return DONE


def _explain(told: Explanation, words: Words) -> None:
    owed = told.entry.obligation
    _indented(f"{owed.id}", "")
    _indented(line(told.entry, words), "  ")
    _indented(f"{words('explain.words')} {words('due.quote', quote=' '.join(owed.quote.split()))}", "  ")
    _indented(f"{words('explain.when')} {time(told, words)}", "  ")
    _indented(words("explain.rules"), "  ")
    for holds, said in steps(told, words):
        _indented(f"{'✓' if holds else '–'} {said}", "    ")
    for key, shown in (("explain.known", told.known), ("explain.later", told.later)):
        if shown:
            _indented(words(key), "  ")
            for each in shown:
                _indented(rests_on(each, words), "    ")
    sys.stdout.write("\n")


def _indented(text: str, margin: str) -> None:
    wrapped = textwrap.wrap(printable(text), _WIDTH, initial_indent=margin, subsequent_indent=f"{margin}  ")
    sys.stdout.write("\n".join(wrapped) + "\n")


def run_paper(asked: Asked, query: ScheduleQuery, form: PaperForm, out: Path | None) -> int:
    """Write the paper and return the exit code.

    Args:
        out: file to write, None for standard output.

    Raises:
        LibraryError: the library cannot be read.
        OSError: the file cannot be written.
    """
    words, ledger = asked.words, query.ledger
    with asked.linked() as library:
        if ledger.bearer is not None and not any(
            numbers(library, LedgerQuery(ledger.as_of, bearer=ledger.bearer)).statuses.values()
        ):
            asked.tell("due.bearer-unknown", what=ledger.bearer)
            return FAILED
        paper = paper_of(library, query, words)
    data = rendered(paper, form)
    if out is None and form == "text":
        say(*data.decode().splitlines())
        return DONE
    if out is None:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return DONE
    write_whole(out, data)
    rows = sum(len(sheet.rows) for sheet in paper.sheets)
    asked.tell("paper.written", path=out, rows=words.count("rows", rows))
    return DONE
