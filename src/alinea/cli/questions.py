"""The questions asked of the library, put on the command line: what is owed, and what leads where."""

# No `from __future__ import annotations`: Typer reads the annotations.

import datetime
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from alinea.cli.asking import Asked, InJson, InTables, Unprinted, day
from alinea.cli.options import (
    About,
    AsOf,
    Bearer,
    Before,
    Force,
    Groups,
    Kinds,
    Limit,
    Means,
    Natures,
    Organ,
    Session,
    Since,
    Statuses,
    Texts,
    Work,
    option,
)
from alinea.cli.read import UsageError
from alinea.cli.usage import Application, Register, among
from alinea.cli.whole import keep_what_is_there
from alinea.presenting.words import Words

if TYPE_CHECKING:
    from alinea.library.ledger import LedgerQuery
    from alinea.model.ledger import Status

Symbol = Annotated[str, typer.Argument(metavar="SYMBOL", help="ask.symbol")]


def register(app: Application, words: Words, today: datetime.date) -> None:
    """Put the questions on the command line.

    Args:
        words: of the language of help and messages; today: the day on which a status stands where none is given.
    """
    command = app.within(words)
    _due(command, today)
    _explain(command, today)
    _who(command, today)
    _calendar(command, today)
    _leading(command)
    _stats(command, today)
    _graph(command)


def known_organ(typed: str | None, words: Words) -> None:
    """Refuse an organ that is none, with those that are known.

    Raises:
        UsageError: it is none of them.
    """
    if typed is not None:
        from alinea.library.ledger import organs

        among("--organ", typed, organs(), words)


def _asked(
    asked: Asked,
    today: datetime.date,
    as_of: str | None,
    organ: str | None,
    kind: Texts,
    *,
    statuses: "frozenset[Status] | None",
    session: int | None,
    bearer: str | None,
    since: str | None = None,
    before: str | None = None,
    nature: Texts = None,
    means: Texts = None,
    groups: bool = False,
) -> "LedgerQuery":
    """Return the question that options ask of the ledger.

    Raises:
        UsageError: an organ or a day is none.
    """
    from alinea.library.ledger import LedgerQuery

    words = asked.words
    known_organ(organ, words)
    return LedgerQuery(
        day("--as-of", as_of, words) or today,
        statuses,
        session,
        organ,
        tuple(kind or ()),
        bearer,
        since=day("--since", since, words),
        before=day("--before", before, words),
        natures=tuple(nature or ()),
        means=tuple(means or ()),
        groups=groups,
    )


def _due(command: Register, today: datetime.date) -> None:
    @command(help="ask.due")
    def due(
        asked: InTables,
        session: Session = None,
        since: Since = None,
        before: Before = None,
        bearer: Bearer = None,
        groups: Groups = False,
        work: Work = None,
        about: About = None,
        organ: Organ = None,
        kind: Kinds = None,
        nature: Natures = None,
        means: Means = None,
        status: Statuses = None,
        as_of: AsOf = None,
        limit: Limit = None,
    ) -> int:
        from alinea.cli.due import run, statuses_of

        query = _asked(
            asked,
            today,
            as_of,
            organ,
            kind,
            since=since,
            before=before,
            nature=nature,
            means=means,
            statuses=statuses_of(status or ()),
            session=session,
            bearer=bearer,
            groups=groups,
        )
        return run(asked, replace(query, work=work, about=about or ""), limit)


def _explain(command: Register, today: datetime.date) -> None:
    @command(help="ask.explain")
    def explain(
        asked: InJson,
        address: Annotated[str, typer.Argument(metavar="ADDRESS", help="ask.address")],
        as_of: AsOf = None,
    ) -> int:
        from alinea.cli.explain import run

        return run(asked, address, day("--as-of", as_of, asked.words) or today)


def _who(command: Register, today: datetime.date) -> None:
    @command(help="ask.who")
    def who(
        asked: InTables,
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
    ) -> int:
        from alinea.cli.due import statuses_of
        from alinea.cli.who import run

        query = _asked(
            asked,
            today,
            as_of,
            organ,
            kind,
            nature=nature,
            means=means,
            statuses=statuses_of(status or ()),
            session=session,
            bearer=actor,
            groups=groups,
        )
        return run(asked, query, limit)


def _calendar(command: Register, today: datetime.date) -> None:
    @command(help="ask.calendar")
    def calendar(
        asked: InTables,
        ics: Annotated[Path | None, option("--ics", "FILE", "ask.ics")] = None,
        session: Session = None,
        before: Before = None,
        bearer: Bearer = None,
        organ: Organ = None,
        kind: Kinds = None,
        as_of: AsOf = None,
        stamp: Annotated[str | None, option("--stamp", "INSTANT", "ask.stamp")] = None,
    ) -> int:
        from alinea.cli.calendar import instant, run
        from alinea.library.ledger import EVERY

        query = _asked(
            asked,
            today,
            as_of,
            organ,
            kind,
            before=before,
            statuses=EVERY,
            session=session,
            bearer=bearer,
        )
        if ics is None and asked.form == "text":
            raise UsageError(asked.words("calendar.no-file"))
        return run(asked, query, ics, instant(stamp, asked.words))


def _leading(command: Register) -> None:
    @command(help="ask.cites")
    def cites(asked: InTables, symbol: Symbol) -> int:
        from alinea.cli.leading import run

        return run(asked, symbol)

    @command("cited-by", help="ask.cited-by")
    def cited_by(
        asked: InTables,
        symbol: Annotated[str, typer.Argument(metavar="SYMBOL", help="ask.document")],
    ) -> int:
        from alinea.cli.leading import run_back

        return run_back(asked, symbol)

    @command(help="ask.series")
    def series(
        asked: InTables,
        symbol: Symbol,
        state: Annotated[str | None, option("--state", "ACTOR", "help.series-state")] = None,
    ) -> int:
        from alinea.cli.leading import run_series

        return run_series(asked, symbol, state)

    @command(help="help.relations")
    def relations(
        asked: InTables,
        named: Annotated[str, typer.Argument(metavar="SYMBOL|ACTOR", help="help.relations-of")],
    ) -> int:
        from alinea.cli.leading import run_relations

        return run_relations(asked, named)


def _stats(command: Register, today: datetime.date) -> None:
    @command(help="ask.stats")
    def stats(
        asked: InTables,
        years: Annotated[bool, typer.Option("--years", help="ask.years")] = False,
        organ: Organ = None,
        as_of: AsOf = None,
    ) -> int:
        from alinea.cli.stats import run, run_years

        stands = day("--as-of", as_of, asked.words) or today
        known_organ(organ, asked.words)
        if organ is not None and not years:
            raise UsageError(asked.words("stats.organ-of-years"))
        return run_years(asked, stands, organ) if years else run(asked, stands)


def _graph(command: Register) -> None:
    @command(help="ask.graph")
    def graph(
        asked: Unprinted,
        symbol: Annotated[str | None, typer.Argument(metavar="SYMBOL", help="ask.graph-symbol")] = None,
        svg: Annotated[Path | None, option("--svg", "FILE", "ask.svg")] = None,
        graphml: Annotated[Path | None, option("--graphml", "FILE", "ask.graphml")] = None,
        json: Annotated[Path | None, option("--json", "FILE", "ask.graph-json")] = None,
        csv: Annotated[Path | None, option("--csv", "FILE", "ask.graph-csv")] = None,
        force: Force = False,
    ) -> int:
        from alinea.cli.graph import run

        words = asked.words
        if not (svg or graphml or json or csv):
            raise UsageError(words("graph.nothing"))
        if svg and not symbol:
            raise UsageError(words("graph.need-symbol"))
        for path in (svg, graphml, json, csv):
            keep_what_is_there(path, words, force=force)
        return run(asked, symbol, svg=svg, graphml=graphml, json=json, csv=csv)
