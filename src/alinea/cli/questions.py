"""The questions asked of the library, put on the command line: what is owed, and what leads where."""

# No `from __future__ import annotations`: Typer reads the annotations.

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from alinea.cli.asking import (
    Commands,
    InJson,
    InTables,
    Unprinted,
    day,
    keep_what_is_there,
    known_organ,
    owed,
)
from alinea.cli.options import AsOf, Force, Limit, Organ, option
from alinea.cli.read import UsageError

if TYPE_CHECKING:
    from alinea.library.ledger import LedgerQuery

Symbol = Annotated[str, typer.Argument(metavar="SYMBOL", help="ask.symbol")]

commands = Commands()


@commands("ask.due")
def _due(
    asked: InTables,
    query: Annotated[
        "LedgerQuery",
        owed("session since before bearer groups work about organ kind nature means status as_of"),
    ],
    limit: Limit = None,
) -> int:
    from alinea.cli.due import run

    return run(asked, query, limit)


@commands("ask.explain")
def _explain(
    asked: InJson,
    address: Annotated[str, typer.Argument(metavar="ADDRESS", help="ask.address")],
    as_of: AsOf = None,
) -> int:
    from alinea.cli.due import run_explain

    return run_explain(asked, address, day("--as-of", as_of, asked.words) or asked.today)


@commands("ask.who")
def _who(
    asked: InTables,
    actor: Annotated[str, typer.Argument(metavar="ACTOR", help="ask.actor")],
    query: Annotated["LedgerQuery", owed("groups session organ kind nature means status as_of")],
    limit: Limit = None,
) -> int:
    from alinea.cli.due import run_who

    return run_who(asked, replace(query, bearer=actor), limit)


@commands("ask.calendar")
def _calendar(
    asked: InTables,
    *,
    ics: Annotated[Path | None, option("--ics", "FILE", "ask.ics")] = None,
    query: Annotated["LedgerQuery", owed("session before bearer organ kind as_of")],
    stamp: Annotated[str | None, option("--stamp", "INSTANT", "ask.stamp")] = None,
) -> int:
    from alinea.cli.calendar import instant, run
    from alinea.library.ledger import EVERY

    if ics is None and asked.form == "text":
        raise UsageError(asked.words("calendar.no-file"))
    return run(asked, replace(query, statuses=EVERY), ics, instant(stamp, asked.words))


@commands("ask.cites")
def _cites(asked: InTables, symbol: Symbol) -> int:
    from alinea.cli.leading import run

    return run(asked, symbol)


@commands("ask.cited-by")
def _cited_by(
    asked: InTables, symbol: Annotated[str, typer.Argument(metavar="SYMBOL", help="ask.document")]
) -> int:
    from alinea.cli.leading import run_back

    return run_back(asked, symbol)


@commands("ask.series")
def _series(
    asked: InTables,
    symbol: Symbol,
    state: Annotated[str | None, option("--state", "ACTOR", "help.series-state")] = None,
) -> int:
    from alinea.cli.leading import run_series

    return run_series(asked, symbol, state)


@commands("help.relations")
def _relations(
    asked: InTables, named: Annotated[str, typer.Argument(metavar="SYMBOL|ACTOR", help="help.relations-of")]
) -> int:
    from alinea.cli.leading import run_relations

    return run_relations(asked, named)


@commands("ask.stats")
def _stats(
    asked: InTables,
    years: Annotated[bool, typer.Option("--years", help="ask.years")] = False,
    organ: Organ = None,
    as_of: AsOf = None,
) -> int:
    from alinea.cli.stats import run, run_years

    stands = day("--as-of", as_of, asked.words) or asked.today
    known_organ(organ, asked.words)
    if organ is not None and not years:
        raise UsageError(asked.words("stats.organ-of-years"))
    return run_years(asked, stands, organ) if years else run(asked, stands)


@commands("ask.graph")
def _graph(
    asked: Unprinted,
    symbol: Annotated[str | None, typer.Argument(metavar="SYMBOL", help="ask.graph-symbol")] = None,
    svg: Annotated[Path | None, option("--svg", "FILE", "ask.svg")] = None,
    graphml: Annotated[Path | None, option("--graphml", "FILE", "ask.graphml")] = None,
    json: Annotated[Path | None, option("--json", "FILE", "ask.graph-json")] = None,
    csv: Annotated[Path | None, option("--csv", "FILE", "ask.graph-csv")] = None,
    force: Force = False,
) -> int:
    from alinea.cli.leading import run_graph

    words = asked.words
    if not (svg or graphml or json or csv):
        raise UsageError(words("graph.nothing"))
    if svg and not symbol:
        raise UsageError(words("graph.need-symbol"))
    for path in (svg, graphml, json, csv):
        keep_what_is_there(path, words, force=force)
    return run_graph(asked, symbol, svg=svg, graphml=graphml, json=json, csv=csv)
