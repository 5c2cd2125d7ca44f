"""The questions asked of the library, put on the command line: what is owed, and what leads where."""

# No `from __future__ import annotations`: Typer reads the annotations.

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from alinea.cli.library import form_of, guarded, library_file
from alinea.cli.options import (
    Action,
    AsOf,
    Bearer,
    Before,
    Csv,
    Excel,
    Force,
    Groups,
    Json,
    Kinds,
    LibraryFile,
    Limit,
    Means,
    Natures,
    Organ,
    Session,
    Since,
    Statuses,
    option,
)
from alinea.cli.read import UsageError
from alinea.cli.reporting import stderr
from alinea.cli.usage import Application, Register, among
from alinea.cli.whole import keep_what_is_there
from alinea.presenting.problems import printable
from alinea.presenting.words import Words

if TYPE_CHECKING:
    from alinea.store.library import Library

Symbol = Annotated[str, typer.Argument(metavar="SYMBOL", help="ask.symbol")]


def register(app: Application, words: Words, today: datetime.date) -> None:
    """Put the questions on the command line.

    Args:
        words: of the language of help and messages; today: the day on which a status stands where none is given.
    """
    command = app.within(words)
    _due(command, words, today)
    _explain(command, words, today)
    _who(command, words, today)
    _calendar(command, words, today)
    _cites(command, words)
    _series(command, words)
    _relations(command, words)
    _stats(command, words, today)
    _graph(command, words)


@contextmanager
def linked(file: Path, words: Words) -> Iterator["Library"]:
    """Open a library to ask what is owed or what follows what; say where some of its texts are not linked yet.

    Raises:
        LibraryError: it cannot be used, or nothing of it is linked by the rules of this version.
    """
    from alinea.library.relinking import left
    from alinea.store.library import Library

    with Library.open(file) as library:
        if texts := left(library):
            stderr(
                printable(f"alinea: {words('link.left', texts=words.count('texts', texts), library=file)}")
            )
        yield library


def known_organ(typed: str | None, words: Words) -> None:
    """Refuse an organ that is none, with those that are known.

    Raises:
        UsageError: it is none of them.
    """
    if typed is not None:
        from alinea.library.ledger import organs

        among("--organ", typed, organs(), words)


def day(option: str, typed: str | None, words: Words) -> datetime.date | None:
    """Return the day that an option gives, None where it is not given.

    Raises:
        UsageError: it is no date.
    """
    if typed is None:
        return None
    try:
        return datetime.date.fromisoformat(typed)
    except ValueError:
        raise UsageError(words("due.unknown-date", option=option, value=typed)) from None


def _due(command: Register, words: Words, today: datetime.date) -> None:
    @command(help="ask.due")
    def due(
        session: Session = None,
        since: Since = None,
        before: Before = None,
        bearer: Bearer = None,
        groups: Groups = False,
        organ: Organ = None,
        kind: Kinds = None,
        nature: Natures = None,
        means: Means = None,
        status: Statuses = None,
        as_of: AsOf = None,
        limit: Limit = None,
        library: LibraryFile = None,
        json: Json = False,
        csv: Csv = False,
        excel: Excel = False,
    ) -> Action:
        form = form_of(words, json=json, csv=csv, excel=excel)
        known_organ(organ, words)
        begins, ends = day("--since", since, words), day("--before", before, words)
        stands = day("--as-of", as_of, words) or today

        def work() -> int:
            from alinea.cli.due import DueRequest, run, statuses_of
            from alinea.library.ledger import LedgerQuery

            asked = LedgerQuery(
                stands,
                statuses_of(status or ()),
                session,
                organ,
                tuple(kind or ()),
                bearer,
                since=begins,
                before=ends,
                natures=tuple(nature or ()),
                means=tuple(means or ()),
                groups=groups,
            )
            return run(DueRequest(asked, library_file(library), form, limit, words))

        return guarded(words, work)


def _who(command: Register, words: Words, today: datetime.date) -> None:
    @command(help="ask.who")
    def who(
        actor: Annotated[str, typer.Argument(metavar="ACTOR", help="ask.actor")],
        groups: Groups = False,
        session: Session = None,
        organ: Organ = None,
        kind: Kinds = None,
        nature: Natures = None,
        means: Means = None,
        status: Statuses = None,
        as_of: AsOf = None,
        limit: Limit = None,
        library: LibraryFile = None,
        json: Json = False,
        csv: Csv = False,
        excel: Excel = False,
    ) -> Action:
        form = form_of(words, json=json, csv=csv, excel=excel)
        known_organ(organ, words)
        stands = day("--as-of", as_of, words) or today

        def work() -> int:
            from alinea.cli.due import DueRequest, statuses_of
            from alinea.cli.who import run
            from alinea.library.ledger import LedgerQuery

            asked = LedgerQuery(
                stands,
                statuses_of(status or ()),
                session,
                organ,
                tuple(kind or ()),
                actor,
                natures=tuple(nature or ()),
                means=tuple(means or ()),
                groups=groups,
            )
            return run(DueRequest(asked, library_file(library), form, limit, words))

        return guarded(words, work)


def _explain(command: Register, words: Words, today: datetime.date) -> None:
    @command(help="ask.explain")
    def explain(
        address: Annotated[str, typer.Argument(metavar="ADDRESS", help="ask.address")],
        as_of: AsOf = None,
        library: LibraryFile = None,
        json: Json = False,
    ) -> Action:
        stands = day("--as-of", as_of, words) or today

        def work() -> int:
            from alinea.cli.explain import ExplainRequest, run

            file = library_file(library)
            return run(ExplainRequest(address, stands, file, "json" if json else "text", words))

        return guarded(words, work)


def _calendar(command: Register, words: Words, today: datetime.date) -> None:
    @command(help="ask.calendar")
    def calendar(
        ics: Annotated[Path | None, option("--ics", "FILE", "ask.ics")] = None,
        session: Session = None,
        before: Before = None,
        bearer: Bearer = None,
        organ: Organ = None,
        kind: Kinds = None,
        as_of: AsOf = None,
        stamp: Annotated[str | None, option("--stamp", "INSTANT", "ask.stamp")] = None,
        library: LibraryFile = None,
        json: Json = False,
        csv: Csv = False,
        excel: Excel = False,
    ) -> Action:
        form = form_of(words, json=json, csv=csv, excel=excel)
        known_organ(organ, words)
        ends, stands = day("--before", before, words), day("--as-of", as_of, words) or today
        if ics is None and form == "text":
            raise UsageError(words("calendar.no-file"))

        def work() -> int:
            from alinea.cli.calendar import CalendarRequest, instant, run
            from alinea.library.ledger import EVERY, LedgerQuery

            asked = LedgerQuery(stands, EVERY, session, organ, tuple(kind or ()), bearer, before=ends)
            marked = instant(stamp, words)
            return run(CalendarRequest(asked, library_file(library), ics, form, marked, words))

        return guarded(words, work)


def _cites(command: Register, words: Words) -> None:
    @command(help="ask.cites")
    def cites(
        symbol: Symbol,
        library: LibraryFile = None,
        json: Json = False,
        csv: Csv = False,
        excel: Excel = False,
    ) -> Action:
        form = form_of(words, json=json, csv=csv, excel=excel)

        def work() -> int:
            from alinea.cli.cites import CitesRequest, run

            return run(CitesRequest(symbol, library_file(library), form, words))

        return guarded(words, work)

    @command("cited-by", help="ask.cited-by")
    def cited_by(
        symbol: Annotated[str, typer.Argument(metavar="SYMBOL", help="ask.document")],
        library: LibraryFile = None,
        json: Json = False,
        csv: Csv = False,
        excel: Excel = False,
    ) -> Action:
        form = form_of(words, json=json, csv=csv, excel=excel)

        def work() -> int:
            from alinea.cli.cites import CitesRequest, run_back

            return run_back(CitesRequest(symbol, library_file(library), form, words))

        return guarded(words, work)


def _series(command: Register, words: Words) -> None:
    @command(help="ask.series")
    def series(
        symbol: Symbol,
        library: LibraryFile = None,
        json: Json = False,
        csv: Csv = False,
        excel: Excel = False,
    ) -> Action:
        form = form_of(words, json=json, csv=csv, excel=excel)

        def work() -> int:
            from alinea.cli.series import SeriesRequest, run

            return run(SeriesRequest(symbol, library_file(library), form, words))

        return guarded(words, work)


def _relations(command: Register, words: Words) -> None:
    @command(help="help.relations")
    def relations(
        named: Annotated[str, typer.Argument(metavar="SYMBOL|ACTOR", help="help.relations-of")],
        library: LibraryFile = None,
        json: Json = False,
        csv: Csv = False,
        excel: Excel = False,
    ) -> Action:
        form = form_of(words, json=json, csv=csv, excel=excel)

        def work() -> int:
            from alinea.cli.relations import RelationsRequest, run

            return run(RelationsRequest(named, library_file(library), form, words))

        return guarded(words, work)


def _stats(command: Register, words: Words, today: datetime.date) -> None:
    @command(help="ask.stats")
    def stats(
        years: Annotated[bool, typer.Option("--years", help="ask.years")] = False,
        organ: Organ = None,
        as_of: AsOf = None,
        library: LibraryFile = None,
        json: Json = False,
        csv: Csv = False,
        excel: Excel = False,
    ) -> Action:
        form = form_of(words, json=json, csv=csv, excel=excel)
        stands = day("--as-of", as_of, words) or today
        known_organ(organ, words)
        if organ is not None and not years:
            raise UsageError(words("stats.organ-of-years"))

        def work() -> int:
            from alinea.cli.stats import StatsRequest, run, run_years

            asked = StatsRequest(stands, library_file(library), form, words)
            return run_years(asked, organ) if years else run(asked)

        return guarded(words, work)


def _graph(command: Register, words: Words) -> None:
    @command(help="ask.graph")
    def graph(
        symbol: Annotated[str | None, typer.Argument(metavar="SYMBOL", help="ask.graph-symbol")] = None,
        svg: Annotated[Path | None, option("--svg", "FILE", "ask.svg")] = None,
        graphml: Annotated[Path | None, option("--graphml", "FILE", "ask.graphml")] = None,
        json: Annotated[Path | None, option("--json", "FILE", "ask.graph-json")] = None,
        csv: Annotated[Path | None, option("--csv", "FILE", "ask.graph-csv")] = None,
        force: Force = False,
        library: LibraryFile = None,
    ) -> Action:
        if not (svg or graphml or json or csv):
            raise UsageError(words("graph.nothing"))
        if svg and not symbol:
            raise UsageError(words("graph.need-symbol"))
        for path in (svg, graphml, json, csv):
            keep_what_is_there(path, words, force=force)

        def work() -> int:
            from alinea.cli.graph import GraphRequest, run

            return run(GraphRequest(symbol, library_file(library), svg, graphml, json, csv, words))

        return guarded(words, work)
