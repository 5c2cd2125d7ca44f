"""The commands that write cycles, forecasts, inventories, news and registers, put on the command line."""

# No `from __future__ import annotations`: Typer reads the annotations.

import datetime
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple, cast

import typer

from alinea.cli.asking import (
    FILTERS,
    Asked,
    Commands,
    Together,
    Unprinted,
    day,
    form_for,
    keep_what_is_there,
    ledger_query,
)
from alinea.cli.options import Force, Out, option
from alinea.cli.read import UsageError
from alinea.library.schedules.names import MONTHS, RegisterName, ScheduleName
from alinea.presenting.papers.paper import FORMS, SUFFIXES, PaperForm

if TYPE_CHECKING:
    from alinea.library.ledger import LedgerQuery

IN_BYTES = ("docx", "xlsx")
"""Forms that no terminal shows: they need a file."""

commands = Commands()


class Wanted(NamedTuple):
    """A paper that is wanted: of what, from which day, over how many months; in which form, and where to."""

    ledger: "LedgerQuery"
    begins: datetime.date | None
    months: int
    form: PaperForm
    out: Path | None


_OPTIONS: Mapping[str, tuple[Any, object]] = {
    **FILTERS,
    "from_": (Annotated[str | None, option("--from", "YYYY-MM", "paper.help.from")], None),
    "since": (Annotated[str | None, option("--since", "DATE", "paper.help.since")], None),
    "to": (Annotated[str | None, option("--to", "|".join(FORMS), "paper.help.to")], None),
    "out": (Out, None),
    "force": (Force, False),
}


def _options(names: str, months: int | None = None) -> Together:
    """Return options of a paper, which a command takes together; months: usual number of those it is over."""
    lasting = Annotated[int, option("--months", "N", "paper.help.months", min=1, max=120)]
    known = {**_OPTIONS, "months": (lasting, months)}
    return Together({name: known[name] for name in names.split()}, _wanted)


def _wanted(
    asked: Asked,
    *,
    to: str | None,
    out: Path | None,
    force: bool,
    from_: str | None = None,
    since: str | None = None,
    months: int = 12,
    **typed: Any,
) -> Wanted:
    """Return what the options of a paper ask for.

    Raises:
        UsageError: something given is not understood.
    """
    words = asked.words
    begins = day("--since", since, words) or day("--from", from_, words)
    ledger = ledger_query(asked, **typed)
    form = form_for(out, cast("PaperForm | None", to), SUFFIXES, "text", words)
    if form in IN_BYTES and out is None:
        raise UsageError(words("paper.need-out", form=form))
    keep_what_is_there(out, words, force=force)
    return Wanted(ledger, begins, months, form, out)


def _write(asked: Asked, name: ScheduleName, wanted: Wanted, register: RegisterName = "observances") -> int:
    """Write a paper and return the exit code."""
    from alinea.cli.due import run_paper
    from alinea.presenting.papers.schedules import ScheduleQuery

    ledger = wanted.ledger
    query = ScheduleQuery(name, ledger, wanted.begins or ledger.as_of, wanted.months, register)
    return run_paper(asked, query, wanted.form, wanted.out)


Cycle = Annotated[
    Wanted, _options("organ from_ months bearer kind to out force as_of", months=MONTHS["cycle"])
]
Forecast = Annotated[
    Wanted, _options("organ from_ months bearer to out force as_of", months=MONTHS["forecast"])
]
Inventory = Annotated[Wanted, _options("bearer organ to out force as_of")]
News = Annotated[Wanted, _options("since bearer organ kind to out force as_of")]
Standing = Annotated[Wanted, _options("organ session bearer to out force as_of")]


@commands("paper.help.cycle")
def _cycle(asked: Unprinted, wanted: Cycle) -> int:
    return _write(asked, "cycle", wanted)


@commands("paper.help.forecast")
def _forecast(asked: Unprinted, wanted: Forecast) -> int:
    return _write(asked, "forecast", wanted)


@commands("paper.help.inventory")
def _inventory(asked: Unprinted, wanted: Inventory) -> int:
    return _write(asked, "inventory", wanted)


@commands("paper.help.news")
def _news(asked: Unprinted, wanted: News) -> int:
    if wanted.begins is None:
        raise UsageError(asked.words("paper.need-since"))
    return _write(asked, "news", wanted)


@commands("paper.help.register")
def _register(
    asked: Unprinted,
    name: Annotated[str, typer.Argument(metavar="REGISTER", help="paper.help.name")],
    wanted: Standing,
) -> int:
    return _write(asked, "register", wanted, cast(RegisterName, name))
