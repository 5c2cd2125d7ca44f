"""The questions asked of the library, put on the command line: what is owed, and what leads where."""

# No `from __future__ import annotations`: Typer reads the annotations.

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from alinea.cli.library import Action, Options, Texts, among, form_of, library_file
from alinea.cli.read import UsageError
from alinea.cli.reporting import stderr
from alinea.cli.whole import keep_what_is_there
from alinea.presenting.problems import printable
from alinea.presenting.question_words import question_words
from alinea.presenting.words import Words

if TYPE_CHECKING:
    from alinea.store.library import Library

KINDS = ("report", "views", "agenda", "observance", "meeting", "term", "action")
NATURES = ("request", "decision", "obligation", "prohibition", "undertaking", "permission")
MEANS = ("existing-resources", "voluntary", "regular-budget", "other")
STATUSES = ("due", "met", "overdue", "lapsed", "superseded", "unknown", "undated", "all")


def register(app: typer.Typer, catalogue: Words, today: datetime.date) -> None:
    """Put the questions on the command line.

    Args:
        catalogue: of the language of help and messages; today: the day on which a status stands where none is given.
    """
    options = Asking(question_words(catalogue.language))
    _due(app, options, today)
    _explain(app, options, today)
    _who(app, options, today)
    _calendar(app, options, today)
    _cites(app, options)
    _series(app, options)
    _stats(app, options, today)
    _graph(app, options)


class Asking(Options):
    """The options of questions, in the words of a language."""

    def __init__(self, words: Words) -> None:
        super().__init__(words)

        def option(name: str, metavar: str, key: str, **facts: Any) -> Any:
            return typer.Option(None, name, metavar=metavar, help=words(f"ask.{key}"), **facts)

        def argument(key: str, default: Any = ..., metavar: str = "SYMBOL") -> Any:
            return typer.Argument(default, metavar=metavar, help=words(f"ask.{key}"))

        self.session = option("--session", "N", "due-session", min=1, max=9999)
        self.since = option("--since", "DATE", "since")
        self.before = option("--before", "DATE", "before")
        self.bearer = option("--bearer", "ACTOR", "bearer")
        self.organ = option("--organ", "SERIES", "organ")
        self.kind = option("--kind", "KIND", "kind")
        self.nature = option("--nature", "NATURE", "nature")
        self.means = option("--means", "MEANS", "means")
        self.status = option("--status", "STATUS", "status")
        self.as_of = option("--as-of", "DATE", "as-of")
        self.limit = option("--limit", "N", "limit", min=0)
        self.ics = option("--ics", "FILE", "ics")
        self.stamp = option("--stamp", "INSTANT", "stamp")
        self.svg = option("--svg", "FILE", "svg")
        self.graphml = option("--graphml", "FILE", "graphml")
        self.json_file = option("--json", "FILE", "graph-json")
        self.csv_file = option("--csv", "FILE", "graph-csv")
        self.actor = argument("actor", metavar="ACTOR")
        self.symbol = argument("symbol")
        self.address = argument("address", metavar="ADDRESS")
        self.document = argument("document")
        self.any_symbol = argument("graph-symbol", None)


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

        among("--organ", [typed], organs(), words)


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


def _due(app: typer.Typer, options: Asking, today: datetime.date) -> None:
    words = options.words

    @app.command(help=words("ask.due"))
    def due(
        session: int | None = options.session,
        since: str | None = options.since,
        before: str | None = options.before,
        bearer: str | None = options.bearer,
        organ: str | None = options.organ,
        kind: Texts = options.kind,
        nature: Texts = options.nature,
        means: Texts = options.means,
        status: Texts = options.status,
        as_of: str | None = options.as_of,
        limit: int | None = options.limit,
        library: Path | None = options.library,
        json: bool = options.json,
        csv: bool = options.csv,
        lang: str | None = options.lang,
    ) -> Action:
        form = form_of(words, json=json, csv=csv)
        kinds, statuses = among("--kind", kind, KINDS, words), among("--status", status, STATUSES, words)
        natures, resources = among("--nature", nature, NATURES, words), among("--means", means, MEANS, words)
        known_organ(organ, words)
        begins, ends = day("--since", since, words), day("--before", before, words)
        stands = day("--as-of", as_of, words) or today

        def work() -> int:
            from alinea.cli.due import DueRequest, run, statuses_of
            from alinea.library.ledger import LedgerQuery

            asked = LedgerQuery(
                stands,
                statuses_of(statuses),
                session,
                organ,
                kinds,
                bearer,
                since=begins,
                before=ends,
                natures=natures,
                means=resources,
            )
            return run(DueRequest(asked, library_file(library), form, limit, words))

        return options.action(lang, work)


def _who(app: typer.Typer, options: Asking, today: datetime.date) -> None:
    words = options.words

    @app.command(help=words("ask.who"))
    def who(
        actor: str = options.actor,
        session: int | None = options.session,
        organ: str | None = options.organ,
        kind: Texts = options.kind,
        nature: Texts = options.nature,
        means: Texts = options.means,
        status: Texts = options.status,
        as_of: str | None = options.as_of,
        limit: int | None = options.limit,
        library: Path | None = options.library,
        json: bool = options.json,
        csv: bool = options.csv,
        lang: str | None = options.lang,
    ) -> Action:
        form = form_of(words, json=json, csv=csv)
        kinds, statuses = among("--kind", kind, KINDS, words), among("--status", status, STATUSES, words)
        natures, resources = among("--nature", nature, NATURES, words), among("--means", means, MEANS, words)
        known_organ(organ, words)
        stands = day("--as-of", as_of, words) or today

        def work() -> int:
            from alinea.cli.due import DueRequest, statuses_of
            from alinea.cli.who import run
            from alinea.library.ledger import LedgerQuery

            asked = LedgerQuery(
                stands,
                statuses_of(statuses),
                session,
                organ,
                kinds,
                actor,
                natures=natures,
                means=resources,
            )
            return run(DueRequest(asked, library_file(library), form, limit, words))

        return options.action(lang, work)


def _explain(app: typer.Typer, options: Asking, today: datetime.date) -> None:
    words = options.words

    @app.command(help=words("ask.explain"))
    def explain(
        address: str = options.address,
        as_of: str | None = options.as_of,
        library: Path | None = options.library,
        json: bool = options.json,
        lang: str | None = options.lang,
    ) -> Action:
        stands = day("--as-of", as_of, words) or today

        def work() -> int:
            from alinea.cli.explain import ExplainRequest, run

            file = library_file(library)
            return run(ExplainRequest(address, stands, file, "json" if json else "text", words))

        return options.action(lang, work)


def _calendar(app: typer.Typer, options: Asking, today: datetime.date) -> None:
    words = options.words

    @app.command(help=words("ask.calendar"))
    def calendar(
        ics: Path | None = options.ics,
        session: int | None = options.session,
        before: str | None = options.before,
        bearer: str | None = options.bearer,
        organ: str | None = options.organ,
        kind: Texts = options.kind,
        as_of: str | None = options.as_of,
        stamp: str | None = options.stamp,
        library: Path | None = options.library,
        json: bool = options.json,
        csv: bool = options.csv,
        lang: str | None = options.lang,
    ) -> Action:
        form = form_of(words, json=json, csv=csv)
        kinds = among("--kind", kind, KINDS, words)
        known_organ(organ, words)
        ends, stands = day("--before", before, words), day("--as-of", as_of, words) or today
        if ics is None and form == "text":
            raise UsageError(words("calendar.no-file"))

        def work() -> int:
            from alinea.cli.calendar import CalendarRequest, instant, run
            from alinea.library.ledger import EVERY, LedgerQuery

            asked = LedgerQuery(stands, EVERY, session, organ, kinds, bearer, before=ends)
            marked = instant(stamp, words)
            return run(CalendarRequest(asked, library_file(library), ics, form, marked, words))

        return options.action(lang, work)


def _cites(app: typer.Typer, options: Asking) -> None:
    words = options.words

    @app.command(help=words("ask.cites"))
    def cites(
        symbol: str = options.symbol,
        library: Path | None = options.library,
        json: bool = options.json,
        csv: bool = options.csv,
        lang: str | None = options.lang,
    ) -> Action:
        form = form_of(words, json=json, csv=csv)

        def work() -> int:
            from alinea.cli.cites import CitesRequest, run

            return run(CitesRequest(symbol, library_file(library), form, words))

        return options.action(lang, work)

    @app.command("cited-by", help=words("ask.cited-by"))
    def cited_by(
        symbol: str = options.document,
        library: Path | None = options.library,
        json: bool = options.json,
        csv: bool = options.csv,
        lang: str | None = options.lang,
    ) -> Action:
        form = form_of(words, json=json, csv=csv)

        def work() -> int:
            from alinea.cli.cites import CitesRequest, run_back

            return run_back(CitesRequest(symbol, library_file(library), form, words))

        return options.action(lang, work)


def _series(app: typer.Typer, options: Asking) -> None:
    words = options.words

    @app.command(help=words("ask.series"))
    def series(
        symbol: str = options.symbol,
        library: Path | None = options.library,
        json: bool = options.json,
        csv: bool = options.csv,
        lang: str | None = options.lang,
    ) -> Action:
        form = form_of(words, json=json, csv=csv)

        def work() -> int:
            from alinea.cli.series import SeriesRequest, run

            return run(SeriesRequest(symbol, library_file(library), form, words))

        return options.action(lang, work)


def _stats(app: typer.Typer, options: Asking, today: datetime.date) -> None:
    words = options.words

    @app.command(help=words("ask.stats"))
    def stats(
        as_of: str | None = options.as_of,
        library: Path | None = options.library,
        json: bool = options.json,
        csv: bool = options.csv,
        lang: str | None = options.lang,
    ) -> Action:
        form = form_of(words, json=json, csv=csv)
        stands = day("--as-of", as_of, words) or today

        def work() -> int:
            from alinea.cli.stats import StatsRequest, run

            return run(StatsRequest(stands, library_file(library), form, words))

        return options.action(lang, work)


def _graph(app: typer.Typer, options: Asking) -> None:
    words = options.words

    @app.command(help=words("ask.graph"))
    def graph(
        symbol: str | None = options.any_symbol,
        svg: Path | None = options.svg,
        graphml: Path | None = options.graphml,
        json: Path | None = options.json_file,
        csv: Path | None = options.csv_file,
        force: bool = options.force,
        library: Path | None = options.library,
        lang: str | None = options.lang,
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

        return options.action(lang, work)
