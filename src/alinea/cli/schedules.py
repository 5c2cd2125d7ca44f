"""The commands that write cycles, forecasts, inventories and news, put on the command line."""

# No `from __future__ import annotations`: Typer reads the annotations.

import datetime
from pathlib import Path
from typing import Annotated, cast

import typer

from alinea.cli.asking import Asked, Unprinted, day
from alinea.cli.options import AsOf, Bearer, Force, Kinds, Organ, Out, Session, Texts, option
from alinea.cli.questions import known_organ
from alinea.cli.read import UsageError
from alinea.cli.usage import Application, Register
from alinea.cli.whole import form_for, keep_what_is_there
from alinea.library.schedules.names import MONTHS, RegisterName, ScheduleName
from alinea.presenting.papers.paper import FORMS, SUFFIXES, PaperForm
from alinea.presenting.words import Words

IN_BYTES = ("docx", "xlsx")
"""Forms that no terminal shows: they need a file."""

To = Annotated[str | None, option("--to", "|".join(FORMS), "paper.help.to")]
Begins = Annotated[str | None, option("--from", "YYYY-MM", "paper.help.from")]
Months = Annotated[int, option("--months", "N", "paper.help.months", min=1, max=120)]


def register(app: Application, words: Words, today: datetime.date) -> None:
    """Put the commands on the command line.

    Args:
        words: of the language of help and messages; today: the day on which a status stands where none is given.
    """
    command = app.within(words)
    _ahead(command, today)
    _inventory(command, today)
    _news(command, today)
    _register(command, today)


def _write(
    asked: Asked,
    name: ScheduleName,
    today: datetime.date,
    as_of: str | None,
    to: str | None,
    out: Path | None,
    force: bool,
    *,
    organ: str | None,
    bearer: str | None,
    kinds: Texts = None,
    begins: datetime.date | None = None,
    months: int = 12,
    register: RegisterName = "observances",
    session: int | None = None,
) -> int:
    """Write a paper and return the exit code.

    Raises:
        UsageError: something given is not understood. LibraryError: the library cannot be read.
        OSError: the file cannot be written.
    """
    from alinea.cli.schedule import run
    from alinea.library.ledger import LedgerQuery
    from alinea.presenting.papers.schedules import ScheduleQuery

    words = asked.words
    known_organ(organ, words)
    stands = day("--as-of", as_of, words) or today
    form = form_for(out, cast("PaperForm | None", to), SUFFIXES, "text", words)
    if form in IN_BYTES and out is None:
        raise UsageError(words("paper.need-out", form=form))
    keep_what_is_there(out, words, force=force)
    ledger = LedgerQuery(stands, session=session, organ=organ, kinds=tuple(kinds or ()), bearer=bearer)
    return run(asked, ScheduleQuery(name, ledger, begins or stands, months, register), form, out)


def _ahead(command: Register, today: datetime.date) -> None:
    @command(help="paper.help.cycle")
    def cycle(
        asked: Unprinted,
        organ: Organ = None,
        from_: Begins = None,
        months: Months = MONTHS["cycle"],
        bearer: Bearer = None,
        kind: Kinds = None,
        to: To = None,
        out: Out = None,
        force: Force = False,
        as_of: AsOf = None,
    ) -> int:
        begins = day("--from", from_, asked.words)
        return _write(
            asked,
            "cycle",
            today,
            as_of,
            to,
            out,
            force,
            organ=organ,
            bearer=bearer,
            kinds=kind,
            begins=begins,
            months=months,
        )

    @command(help="paper.help.forecast")
    def forecast(
        asked: Unprinted,
        organ: Organ = None,
        from_: Begins = None,
        months: Months = MONTHS["forecast"],
        bearer: Bearer = None,
        to: To = None,
        out: Out = None,
        force: Force = False,
        as_of: AsOf = None,
    ) -> int:
        begins = day("--from", from_, asked.words)
        return _write(
            asked,
            "forecast",
            today,
            as_of,
            to,
            out,
            force,
            organ=organ,
            bearer=bearer,
            begins=begins,
            months=months,
        )


def _inventory(command: Register, today: datetime.date) -> None:
    @command(help="paper.help.inventory")
    def inventory(
        asked: Unprinted,
        bearer: Bearer = None,
        organ: Organ = None,
        to: To = None,
        out: Out = None,
        force: Force = False,
        as_of: AsOf = None,
    ) -> int:
        return _write(asked, "inventory", today, as_of, to, out, force, organ=organ, bearer=bearer)


def _news(command: Register, today: datetime.date) -> None:
    @command(help="paper.help.news")
    def news(
        asked: Unprinted,
        since: Annotated[str | None, option("--since", "DATE", "paper.help.since")] = None,
        bearer: Bearer = None,
        organ: Organ = None,
        kind: Kinds = None,
        to: To = None,
        out: Out = None,
        force: Force = False,
        as_of: AsOf = None,
    ) -> int:
        begins = day("--since", since, asked.words)
        if begins is None:
            raise UsageError(asked.words("paper.need-since"))
        return _write(
            asked, "news", today, as_of, to, out, force, organ=organ, bearer=bearer, kinds=kind, begins=begins
        )


def _register(command: Register, today: datetime.date) -> None:
    @command("register", help="paper.help.register")
    def register_(
        asked: Unprinted,
        name: Annotated[str, typer.Argument(metavar="REGISTER", help="paper.help.name")],
        organ: Organ = None,
        session: Session = None,
        bearer: Bearer = None,
        to: To = None,
        out: Out = None,
        force: Force = False,
        as_of: AsOf = None,
    ) -> int:
        known = cast(RegisterName, name)
        return _write(
            asked,
            "register",
            today,
            as_of,
            to,
            out,
            force,
            organ=organ,
            bearer=bearer,
            register=known,
            session=session,
        )
